"""The ledger as the files want it: what is new, what is wanted again, what is no longer."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from datetime import datetime, timedelta

from brandkit.config import Settings
from brandkit.core.reminders.due import FAR, Reminder
from brandkit.core.saying import _
from brandkit.index import Index
from brandkit.ledger import (
    CANCELLED,
    ELSEWHERE,
    FAILED,
    LAPSED,
    OVERTAKEN,
    PENDING,
    SKIPPED,
    Ledger,
)
from brandkit.tasks import reminders_in

AHEAD = timedelta(days=2)
"""So far ahead reminders are written into the ledger; the files say the rest."""


def reconcile(
    ledger: Ledger, settings: Settings, index: Index, seen: float, now: datetime
) -> list[str]:
    """Bring the *ledger* up to what the files want at *now*, all at once; what is to be told.

    *seen* is when that was done last. What was of use since then, and no longer is, is recorded as
    lapsed; entries whose files cannot be read at the moment keep their lines.
    """
    since = now
    if 0 < seen < now.timestamp():
        since = datetime.fromtimestamp(seen, now.tzinfo)
    wanted = reminders_in(index.rows, settings, since, now + AHEAD)
    states = ledger.states((since - FAR).timestamp())

    def is_unreadable(path: str) -> bool:
        return any(problem.startswith(f"{path}:") for problem in index.problems)

    changes = _Changes(ledger, settings.brand.id, index, now)
    changes.see(wanted, states)
    changes.drop({one.key for one in wanted}, states, is_unreadable)
    return changes.apply()


class _Changes:
    """What reconciling changes in the ledger, gathered and then written in one transaction."""

    def __init__(self, ledger: Ledger, brand: str, index: Index, now: datetime) -> None:
        self.ledger, self.brand, self.now = ledger, brand, now
        self.rows = {row.id: row for row in index.rows}
        self.added: list[tuple[Reminder, str]] = []
        self.gone: dict[str, list[str]] = {CANCELLED: [], LAPSED: []}

    def see(self, wanted: Iterable[Reminder], states: dict[str, str]) -> None:
        """What the files want: new lines, and those that are wanted again."""
        begun = self.ledger.begun
        for one in wanted:
            state = states.get(one.key, "")
            is_over = one.until <= self.now
            if self._was_wrongly_over(state, one):
                self.added.append((one, PENDING))
            elif state in {"", CANCELLED}:
                if one.due.timestamp() < begun:
                    if not state and not is_over:
                        self.added.append((one, ELSEWHERE))
                elif not is_over:
                    self.added.append((one, PENDING))
                elif not state:
                    self.added.append((one, LAPSED))
            elif state in {PENDING, FAILED} and is_over:
                self.gone[LAPSED].append(one.key)

    def _was_wrongly_over(self, state: str, one: Reminder) -> bool:
        """Whether a clock that was ahead for a while had put behind us what lies before us."""
        if state == LAPSED:
            return one.until > self.now
        return state in {OVERTAKEN, SKIPPED} and one.due > self.now

    def drop(
        self, wanted: set[str], states: dict[str, str], is_unreadable: Callable[[str], bool]
    ) -> None:
        """What the files no longer want, unless they only cannot be read."""
        stale = {k for k, state in states.items() if state in {PENDING, FAILED}} - wanted
        if not stale:
            return
        for line in self.ledger.lines([PENDING, FAILED]):
            if line.key in stale and not is_unreadable(line.path):
                over = line.until <= self.now.timestamp()
                self.gone[LAPSED if over else CANCELLED].append(line.key)

    def apply(self) -> list[str]:
        """Write all; what is to be told of it."""
        if not self.added and not any(self.gone.values()):
            return []
        with self.ledger.together():
            for one, state in self.added:
                row = self.rows[one.entry]
                self.ledger.add(
                    one,
                    state,
                    self.now,
                    brand=self.brand,
                    title=row.calendar if row.is_task else row.title or row.path,
                    path=row.path,
                )
            for state, keys in self.gone.items():
                self.ledger.mark(keys, state, self.now)
        told: list[str] = []
        lapsed = len(self.gone[LAPSED]) + sum(state == LAPSED for _one, state in self.added)
        elsewhere = sum(state == ELSEWHERE for _one, state in self.added)
        if lapsed:
            told.append(_("of no use any more when this machine was back: {n}", n=lapsed))
        if elsewhere:
            told.append(_("due before this ledger began, so not sent from here: {n}", n=elsewhere))
        return told
