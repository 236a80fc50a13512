"""The file of a ledger: opened and checked, brought up to date, set aside where it is damaged."""

from __future__ import annotations

import contextlib
import shutil
import sqlite3
from datetime import UTC, datetime

from brandkit.core.saying import _
from brandkit.errors import UnreadableError

MIGRATIONS = (
    """
    CREATE TABLE reminder (
        key TEXT PRIMARY KEY,
        brand TEXT NOT NULL, entry TEXT NOT NULL, rule TEXT NOT NULL, delivery TEXT NOT NULL,
        due REAL NOT NULL, until REAL NOT NULL, wall TEXT NOT NULL, zone TEXT NOT NULL,
        tz TEXT NOT NULL, title TEXT NOT NULL, path TEXT NOT NULL,
        state TEXT NOT NULL, attempt INTEGER NOT NULL DEFAULT 0, next REAL NOT NULL,
        batch TEXT NOT NULL DEFAULT '', owner TEXT NOT NULL DEFAULT '',
        sent REAL, receipt TEXT NOT NULL DEFAULT '', error TEXT NOT NULL DEFAULT '',
        made REAL NOT NULL, changed REAL NOT NULL
    );
    CREATE INDEX reminder_next ON reminder (state, next);
    CREATE INDEX reminder_batch ON reminder (batch);
    CREATE TABLE event (
        n INTEGER PRIMARY KEY, at REAL NOT NULL, kind TEXT NOT NULL, text TEXT NOT NULL
    );
    CREATE TABLE known (name TEXT PRIMARY KEY, value TEXT NOT NULL);
    """,
)
"""Each brings the ledger from its number to the next; what stands here is never changed."""


def opened(
    path: str, now: datetime, *, looks: bool = False
) -> tuple[sqlite3.Connection, list[str]]:
    """The ledger at *path*, and what is to be told of its opening.

    A damaged one is set aside, an old one brought up to date, unless one only *looks*: then either
    is `UnreadableError`, for whoever holds the lock may have it open.
    """
    told: list[str] = []
    try:
        base = _connected(path)
        _check(base)
    except sqlite3.OperationalError:
        raise  # a full disk, say: there is nothing wrong with the file
    except sqlite3.DatabaseError as error:
        trouble = str(error)
        if looks:
            message = _(
                "{path} is damaged ({trouble}). The next to deliver sets it aside:"
                " brandkit remind once",
                path=path,
                trouble=trouble,
            )
            raise UnreadableError(message) from None
        told.append(
            _(
                "The ledger was damaged ({trouble}) and is kept as {path}. A new one begins:"
                " what was due before is not sent again.",
                trouble=trouble,
                path=_set_aside(path, now),
            )
        )
        base = _connected(path)
    try:
        told += _migrate(base, path, now, looks=looks)
    except BaseException:
        base.close()
        raise
    return base, told


def _migrate(base: sqlite3.Connection, path: str, now: datetime, *, looks: bool) -> list[str]:
    """Bring the ledger up to date, after a copy was made; what is to be told."""
    told: list[str] = []
    version = base.execute("PRAGMA user_version").fetchone()[0]
    if version > len(MIGRATIONS):
        raise UnreadableError(
            _("{path} was written by a newer brandkit; update this one", path=path)
        )
    if looks and version < len(MIGRATIONS):
        message = _(
            "{path} was written by an older brandkit. The next to deliver brings it up to date:"
            " brandkit remind once",
            path=path,
        )
        raise UnreadableError(message)
    if 0 < version < len(MIGRATIONS):
        backup = f"{path}.v{version}.bak"
        with contextlib.closing(sqlite3.connect(backup)) as copy:
            base.backup(copy)
        told.append(_("The ledger is brought up to date; as it was it is in {path}", path=backup))
    for number in range(version, len(MIGRATIONS)):
        base.executescript(
            f"BEGIN IMMEDIATE; {MIGRATIONS[number]} PRAGMA user_version = {number + 1}; COMMIT;"
        )
    if not looks:
        base.execute("INSERT OR IGNORE INTO known VALUES ('begun', ?)", (str(now.timestamp()),))
    return told


def _connected(path: str) -> sqlite3.Connection:
    base = sqlite3.connect(path, isolation_level=None, timeout=10)
    base.execute("PRAGMA journal_mode = WAL")
    base.execute("PRAGMA synchronous = FULL")
    return base


def _check(base: sqlite3.Connection) -> None:
    """Raises `DatabaseError` where the file is not what it should be."""
    found = base.execute("PRAGMA quick_check(1)").fetchone()
    if found[0] != "ok":
        base.close()
        raise sqlite3.DatabaseError(str(found[0]).splitlines()[-1])


def _set_aside(path: str, now: datetime) -> str:
    """The damaged file under another name, and what belongs to it; its new name."""
    stamp = now.astimezone(UTC).strftime("%Y%m%dT%H%M%SZ")
    aside = f"{path}.damaged-{stamp}"
    for end in ("", "-wal", "-shm"):
        with contextlib.suppress(FileNotFoundError):
            shutil.move(path + end, aside + end)
    return aside
