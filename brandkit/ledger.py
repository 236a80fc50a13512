"""What was promised and what was sent, in SQLite: it outlives crashes, and nothing is deleted.

A reminder goes from `pending` to `sending` (on the disk before anything is sent) to `sent` (on the
disk before the next). What stands in `sending` when a ledger is opened belongs to a process that
died: it is sent again, once, under the name that it had. So nothing is lost, and what was sent
but not yet recorded is repeated, once a crash.

It lies in the platform's folder for state, never in a folder that may be synced; whoever holds the
lock beside it writes in it.
"""

from __future__ import annotations

import contextlib
import os
import sqlite3
from collections.abc import Iterable, Iterator, Sequence
from datetime import datetime
from typing import Any, NamedTuple

from brandkit.core.reminders.due import Reminder
from brandkit.core.saying import _
from brandkit.errors import UnwritableError
from brandkit.ledger_file import opened

PENDING, SENDING, SENT, FAILED = "pending", "sending", "sent", "failed"
CANCELLED, OVERTAKEN, LAPSED, SKIPPED, ELSEWHERE = (
    "cancelled overtaken lapsed skipped elsewhere".split()
)
"""No longer wanted; another of the entry's went instead; of no use any more; left out, as the
person wishes; due before this ledger began, so that nobody knows here whether it was sent."""
NAME = "ledger.db"


class Line(NamedTuple):
    """A reminder as the ledger has it. Moments are seconds since 1970."""

    key: str
    entry: str
    rule: str
    delivery: str
    due: float
    until: float
    wall: str
    title: str
    path: str
    state: str
    attempt: int
    next: float
    batch: str
    sent: float | None
    receipt: str
    error: str


_COLUMNS = ", ".join(Line._fields)


class Ledger:
    """An open ledger. *told* says what happened when it was opened: set aside, brought up to date.

    *owner* names who writes, for those who look into it later. One who only *looks* changes nothing
    of a file that is damaged or old, and is refused.
    """

    def __init__(self, folder: str, now: datetime, owner: str = "", *, looks: bool = False) -> None:
        self.path = os.path.join(folder, NAME)
        self._owner = owner
        try:
            os.makedirs(folder, mode=0o700, exist_ok=True)
            self._base, self.told = opened(self.path, now, looks=looks)
        except (OSError, sqlite3.OperationalError) as error:
            strerror = getattr(error, "strerror", "") or str(error)
            raise UnwritableError(
                _("{path}: cannot be written ({strerror})", path=self.path, strerror=strerror)
            ) from error

    def close(self) -> None:
        self._base.close()

    def reopen(self, now: datetime) -> None:
        """After trouble with the file: as it is if it is sound, else set aside; see *told*."""
        self._base.close()
        self._base, self.told = opened(self.path, now)

    @property
    def begun(self) -> float:
        """When this ledger began; what was due before may have been sent from elsewhere."""
        return float(self.known("begun", "0"))

    def known(self, name: str, standard: str = "") -> str:
        """A value that is remembered by *name*."""
        found = self._base.execute("SELECT value FROM known WHERE name = ?", (name,)).fetchone()
        return found[0] if found else standard

    def know(self, name: str, value: str) -> None:
        self._base.execute("INSERT OR REPLACE INTO known VALUES (?, ?)", (name, value))

    @contextlib.contextmanager
    def together(self) -> Iterator[None]:
        """All changes within are on the disk together, or none is."""
        self._base.execute("BEGIN IMMEDIATE")
        try:
            yield
            self._base.execute("COMMIT")
        except BaseException:
            if self._base.in_transaction:  # a full disk may have ended it already
                self._base.execute("ROLLBACK")
            raise

    def add(
        self, reminder: Reminder, state: str, now: datetime, *, brand: str, title: str, path: str
    ) -> None:
        """A new line, or one that was cancelled and is wanted again."""
        due = reminder.due
        zone = getattr(due.tzinfo, "key", "UTC")
        moment = due.timestamp()
        self._base.execute(
            "INSERT INTO reminder (key, brand, entry, rule, delivery, due, until, wall, zone, tz,"
            " title, path, state, next, made, changed) VALUES (?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?)"
            " ON CONFLICT (key) DO UPDATE SET state = excluded.state, next = excluded.next,"
            " title = excluded.title, path = excluded.path, changed = excluded.changed,"
            " attempt = 0, error = ''",
            (
                reminder.key,
                brand,
                reminder.entry,
                reminder.rule,
                reminder.delivery,
                moment,
                reminder.until.timestamp(),
                due.replace(tzinfo=None).isoformat(timespec="minutes"),
                zone,
                _tz_version(),
                title,
                path,
                state,
                moment,
                now.timestamp(),
                now.timestamp(),
            ),
        )

    def forget(self, entries: Iterable[str]) -> int:
        """Take away all lines of some *entries*; how many there were."""
        with self.together():
            return sum(
                self._base.execute("DELETE FROM reminder WHERE entry = ?", (one,)).rowcount
                for one in entries
            )

    def states(self, since: float) -> dict[str, str]:
        """The state of each line that is due after *since*, or still open, by its key."""
        rows = self._base.execute(
            "SELECT key, state FROM reminder WHERE due >= ? OR state IN (?, ?, ?)",
            (since, PENDING, SENDING, FAILED),
        )
        return dict(rows.fetchall())

    def lines(self, states: Sequence[str], until: float | None = None) -> list[Line]:
        """The lines in these *states*, by their moments; of the open ones those to try by then."""
        marks = ", ".join("?" * len(states))
        query = f"SELECT {_COLUMNS} FROM reminder WHERE state IN ({marks})"  # noqa: S608 - marks only
        values: list[Any] = [*states]
        if until is not None:
            query += " AND next <= ?"
            values.append(until)
        return [Line(*row) for row in self._base.execute(f"{query} ORDER BY due, key", values)]

    def next_moment(self) -> float | None:
        """When the next open line is to be tried."""
        found = self._base.execute(
            "SELECT min(next) FROM reminder WHERE state = ?", (PENDING,)
        ).fetchone()
        return None if found[0] is None else float(found[0])

    def mark(self, keys: Iterable[str], state: str, now: datetime, **changes: Any) -> None:
        """Bring lines into a *state*, with other *changes* of their columns."""
        named = "".join(f", {name} = ?" for name in changes)
        query = f"UPDATE reminder SET state = ?, changed = ?{named} WHERE key = ?"  # noqa: S608
        values = (state, now.timestamp(), *changes.values())
        self._base.executemany(query, [(*values, key) for key in keys])

    def claim(self, lines: Sequence[Line], batch: str, now: datetime) -> None:
        """Say on the disk that *lines* are about to be sent as one message, *batch*."""
        with self.together():
            for line in lines:
                self.mark(
                    [line.key],
                    SENDING,
                    now,
                    batch=batch,
                    owner=self._owner,
                    attempt=line.attempt + 1,
                )

    def log(self, kind: str, text: str, now: datetime) -> None:
        """An event, for those who look later."""
        self._base.execute(
            "INSERT INTO event (at, kind, text) VALUES (?, ?, ?)", (now.timestamp(), kind, text)
        )

    def events(self, most: int) -> list[tuple[float, str, str]]:
        """The last events, the oldest first: moment, kind, text."""
        rows = self._base.execute(
            "SELECT at, kind, text FROM event ORDER BY n DESC LIMIT ?", (most,)
        )
        return rows.fetchall()[::-1]


def _tz_version() -> str:
    """The version of the time zones that moments were computed with."""
    import tzdata

    return str(tzdata.IANA_VERSION)
