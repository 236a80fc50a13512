"""A workspace to begin with, from the starters that ship."""

from __future__ import annotations

import os
import secrets
from datetime import date
from typing import NamedTuple

from brandkit import files
from brandkit.core.problems import nearest
from brandkit.data import shipped
from brandkit.errors import ImpossibleError
from brandkit.files import Write, read
from brandkit.schemas import schemas

_ALPHABET = "abcdefghijklmnopqrstuvwxyz234567"


class Begun(NamedTuple):
    """What a new workspace holds, and files that were there already and stay as they were."""

    written: tuple[str, ...]
    kept: tuple[str, ...]


def starters(language: str) -> list[str]:
    """The names of the starters in *language*."""
    folder = os.path.join(shipped("starters"), language)
    return sorted(name for name in os.listdir(folder) if not name.startswith("."))


def begin(folder: str, starter: str, language: str, zone: str, today: date) -> Begun:
    """The files of a starter in *folder*; nothing that is there is overwritten.

    The dates in its examples lie around *today*.
    """
    known = starters(language)
    if starter not in known:
        raise ImpossibleError(
            f"There is no starter {starter!r}{nearest(starter, known)};"
            f" there is: {', '.join(known)}"
        )
    if os.path.exists(os.path.join(folder, "brand.toml")):
        raise ImpossibleError(f"{folder} is a workspace already; brand.toml is left alone")
    if os.path.exists(folder) and not os.path.isdir(folder):
        raise ImpossibleError(f"{folder} is a file; name a folder")
    base = os.path.join(shipped("starters"), language, starter)
    wanted = dict(_tree(base))
    calendars = os.path.join(shipped("calendars"), language)
    wanted |= {f"calendars/{path}": text for path, text in _tree(calendars)}
    identity = "".join(secrets.choice(_ALPHABET) for _ in range(8))
    marks = {
        "@ID@": identity,
        "@ZONE@": zone,
        "@TODAY@": today.isoformat(),
        "@YEAR@": str(today.year),
        "@NEXT@": str(today.year + 1),
    }
    wanted = {path: _filled(text, marks) for path, text in wanted.items()}
    for name, text in schemas().items():
        wanted[f".brandkit/{name}"] = text
    kept = tuple(path for path in wanted if os.path.lexists(os.path.join(folder, path)))
    fresh = {path: text for path, text in wanted.items() if path not in kept}
    files.prepare_private(os.path.join(folder, ".brandkit"))
    writes = [Write(os.path.join(folder, path), text) for path, text in fresh.items()]
    files.apply(writes, inside=folder)
    for name in ("drafts", "ideas"):
        os.makedirs(os.path.join(folder, name), exist_ok=True)
    shown = [path for path in fresh if not path.startswith(".brandkit/")]
    return Begun(tuple(sorted(shown)), kept)


def _filled(text: str, marks: dict[str, str]) -> str:
    for mark, value in marks.items():
        text = text.replace(mark, value)
    return text


def _tree(base: str) -> list[tuple[str, str]]:
    found: list[tuple[str, str]] = []
    for here, folders, names in os.walk(base):
        folders.sort()
        for name in sorted(names):
            if not name.startswith("."):
                path = os.path.join(here, name)
                found.append((os.path.relpath(path, base).replace(os.sep, "/"), read(path).text))
    return found


def system_zone() -> str:
    """The IANA name of the system's time zone, or UTC where it cannot be told."""
    import tzlocal

    try:
        return tzlocal.get_localzone_name() or "UTC"
    except (LookupError, ValueError, OSError):
        return "UTC"


def locale_language() -> str:
    """Italian where the locale is Italian, else English."""
    for name in ("LC_ALL", "LC_MESSAGES", "LANG"):
        value = os.environ.get(name, "")
        if value:
            return "it" if value.lower().startswith("it") else "en"
    import locale

    return "it" if (locale.getlocale()[0] or "").lower().startswith("it") else "en"
