"""The folder of what this machine knows of a workspace, and the lock of whoever delivers.

It is the platform's folder for state, under the workspace's id, never the workspace itself, which
may be synced or committed.
"""

from __future__ import annotations

import contextlib
import json
import os
import platform
from collections.abc import Iterator
from datetime import datetime

from brandkit.core.saying import _
from brandkit.errors import LockedError, UnwritableError

LOCK, HOLDER = "loop.lock", "loop.json"


def state_folder(brand_id: str) -> str:
    """Where the ledger of the workspace *brand_id* is; it need not be there yet."""
    import platformdirs

    return os.path.join(platformdirs.user_state_dir("brandkit", appauthor=False), brand_id)


def this_machine() -> str:
    """What this computer is called, without the network it is in, which changes on a journey."""
    return platform.node().partition(".")[0]


def is_this_machine(name: str) -> bool:
    """Whether *name*, as somebody wrote it, is that of this computer."""
    return name.partition(".")[0].casefold() == this_machine().casefold()


@contextlib.contextmanager
def delivering(folder: str, now: datetime) -> Iterator[None]:
    """The lock of whoever delivers; `LockedError` says who holds it."""
    from filelock import FileLock, Timeout

    holder = os.path.join(folder, HOLDER)
    lock = FileLock(os.path.join(folder, LOCK), timeout=0)
    try:
        os.makedirs(folder, mode=0o700, exist_ok=True)
        lock.acquire()
    except Timeout:
        raise LockedError(_who(holder)) from None
    except OSError as error:
        raise UnwritableError(
            _("{path}: cannot be written ({strerror})", path=folder, strerror=error.strerror)
        ) from error
    try:
        with contextlib.suppress(OSError), open(holder, "w", encoding="utf-8") as file:
            json.dump({"pid": os.getpid(), "since": now.isoformat(timespec="seconds")}, file)
        yield
    finally:
        lock.release()


def is_delivering(folder: str) -> bool:
    """Whether somebody holds the lock."""
    from filelock import FileLock, Timeout

    if not os.path.isdir(folder):
        return False
    lock = FileLock(os.path.join(folder, LOCK), timeout=0)
    try:
        lock.acquire()
    except (Timeout, OSError):
        return True
    lock.release()
    return False


def _who(holder: str) -> str:
    try:
        with open(holder, encoding="utf-8") as file:
            said = json.load(file)
        return _(
            "Reminders of this workspace are delivered already, by process {pid} since {since}",
            pid=said["pid"],
            since=said["since"],
        )
    except (OSError, ValueError, KeyError):
        return _("Reminders of this workspace are delivered already, by another process")
