"""An icon on the desktop that opens the board of a workspace, where the system has a desktop."""

from __future__ import annotations

import contextlib
import os
import shlex
import stat
import subprocess
import sys

from brandkit import files
from brandkit.core.slug import slug
from brandkit.files import Write

DESKTOP = "Desktop"


def desktop_folder() -> str:
    """The person's desktop; nothing where there is none."""
    if sys.platform.startswith("linux"):
        try:
            found = subprocess.run(
                ["xdg-user-dir", "DESKTOP"], capture_output=True, text=True, check=False, timeout=5
            ).stdout.strip()
        except (OSError, subprocess.SubprocessError):
            found = ""
        if found and os.path.isdir(found) and found != os.path.expanduser("~"):
            return found
    folder = os.path.join(os.path.expanduser("~"), DESKTOP)
    return folder if os.path.isdir(folder) else ""


def can_put_icon() -> bool:
    """Whether there is a desktop to put an icon on."""
    return bool(desktop_folder())


def put_icon(root: str, name: str) -> str:
    """A file on the desktop that opens the board of *root* when it is clicked; its path.

    One that stands there for this name is written anew.
    """
    shown, text = icon_text(sys.platform, os.path.abspath(root), name)
    path = os.path.join(desktop_folder(), shown)
    files.apply([Write(path, text, files.existing(path))])
    os.chmod(path, os.stat(path).st_mode | stat.S_IXUSR)
    if path.endswith(".desktop"):
        _trust(path)
    return path


def _trust(path: str) -> None:
    """GNOME opens an icon only where it is marked as trusted; elsewhere there is nothing to do."""
    with contextlib.suppress(OSError, subprocess.SubprocessError):
        subprocess.run(  # noqa: S603 - a program of the system, its words as arguments
            ["gio", "set", path, "metadata::trusted", "true"],
            capture_output=True,
            check=False,
            timeout=5,
        )


def icon_text(platform: str, root: str, name: str) -> tuple[str, str]:
    """The name and the text of the icon's file on a *platform*."""
    command = [sys.executable, "-m", "brandkit", "-C", root, "board"]
    stem = slug(name) or "brandkit"
    if platform == "darwin":
        return f"{stem}.command", f"#!/bin/sh\nexec {shlex.join(command)}\n"
    if platform == "win32":
        line = " ".join(f'"{part}"' for part in command)
        return f"{stem}.cmd", f"@echo off\r\n{line}\r\n"
    line = " ".join(_quoted(part) for part in command)
    rows = (
        "[Desktop Entry]",
        "Type=Application",
        f"Name={' '.join(name.split())}",
        f"Exec={line}",
        "Icon=x-office-calendar",
        "Terminal=true",
        "Categories=Office;",
    )
    return f"{stem}.desktop", "\n".join([*rows, ""])


def _quoted(part: str) -> str:
    """An argument of a desktop entry's Exec line: quoted, its own signs kept (freedesktop.org)."""
    inner = part.replace("\\", "\\\\\\\\").replace('"', '\\\\"').replace("`", "\\\\`")
    inner = inner.replace("$", "\\\\$").replace("%", "%%")
    return f'"{inner}"'
