"""Deliveries that never leave the machine: terminal, file, desktop."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys

import click

from brandkit.core.reminders.rules import Delivery
from brandkit.core.saying import _
from brandkit.delivery.message import DeliveryError, Message

SECONDS = 15.0
LONGEST = 4000
"""Characters of a notification; desktops show less."""
RULE = "─" * 20


def to_terminal(_delivery: Delivery, message: Message) -> str:
    """On the screen, in one piece."""
    parts = [f"── {message.subject}", *message.texts]
    click.echo(f"\n{RULE}\n".join(parts) + f"\n{RULE}")
    return ""


def to_file(delivery: Delivery, message: Message) -> str:
    """At the end of a file, each message below a heading with its id; synced before it counts."""
    path = delivery.text("path")
    text = f"## {message.subject}\n\n" + "\n\n---\n\n".join(message.texts)
    try:
        with open(path, "ab") as file:
            file.write(f"{text}\n\n<!-- {message.id} -->\n\n".encode())
            file.flush()
            os.fsync(file.fileno())
    except OSError as error:
        raise DeliveryError(
            _("{path}: cannot be written ({strerror})", path=path, strerror=error.strerror)
        ) from error
    return path


def to_desktop(_delivery: Delivery, message: Message) -> str:
    """A notification of the desktop, one for each text."""
    for n, text in enumerate(message.texts or ("",)):
        _notify(message.subject if not n else f"{message.subject} ({n + 1})", text[:LONGEST])
    return ""


def _notify(title: str, text: str) -> None:
    command, environment = _command(title, text)
    try:
        subprocess.run(  # noqa: S603 - a program of the system, its words as arguments
            command,
            env={**_bus(), **os.environ, **environment},
            capture_output=True,
            stdin=subprocess.DEVNULL,
            timeout=SECONDS,
            check=True,
        )
    except FileNotFoundError:
        message = _("{program} is not installed", program=command[0])
        raise DeliveryError(message) from None
    except subprocess.TimeoutExpired:
        raise DeliveryError(_("the desktop does not answer")) from None
    except (OSError, subprocess.CalledProcessError) as error:
        said = getattr(error, "stderr", b"") or b""
        trouble = said.decode("utf-8", "replace").strip().split("\n")[0] or type(error).__name__
        raise DeliveryError(_("the desktop shows nothing: {trouble}", trouble=trouble)) from None


def _bus() -> dict[str, str]:
    """Where the person's desktop listens, which cron does not know."""
    if sys.platform == "win32":
        return {}
    path = f"/run/user/{os.getuid()}/bus"
    return {"DBUS_SESSION_BUS_ADDRESS": f"unix:path={path}"} if os.path.exists(path) else {}


_APPLE = (
    "on run argv",
    "display notification (item 2 of argv) with title (item 1 of argv)",
    "end run",
)
_WINDOWS = """
[Windows.UI.Notifications.ToastNotificationManager, Windows.UI.Notifications, ContentType = WindowsRuntime] | Out-Null
$xml = [Windows.UI.Notifications.ToastNotificationManager]::GetTemplateContent(
  [Windows.UI.Notifications.ToastTemplateType]::ToastText02)
$texts = $xml.GetElementsByTagName('text')
$texts.Item(0).AppendChild($xml.CreateTextNode($env:BRANDKIT_TITLE)) | Out-Null
$texts.Item(1).AppendChild($xml.CreateTextNode($env:BRANDKIT_TEXT)) | Out-Null
[Windows.UI.Notifications.ToastNotificationManager]::CreateToastNotifier('brandkit').Show(
  [Windows.UI.Notifications.ToastNotification]::new($xml))
"""  # noqa: E501 - PowerShell's


def _command(title: str, text: str) -> tuple[list[str], dict[str, str]]:
    """What shows a notification on this system; the words are never part of a program."""
    if sys.platform == "darwin":
        lines = [part for line in _APPLE for part in ("-e", line)]
        return ["osascript", *lines, title, text], {}
    if sys.platform == "win32":
        found = shutil.which("powershell") or "powershell"
        return (
            [found, "-NoProfile", "-NonInteractive", "-Command", _WINDOWS],
            {"BRANDKIT_TITLE": title, "BRANDKIT_TEXT": text},
        )
    return ["notify-send", "--app-name=brandkit", "--", title, text], {}
