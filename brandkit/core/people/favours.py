"""Favours both ways, read from the logs: what is owed and since when, and thanks that are due.

No accounts are kept: a favour that goes one way settles the oldest that came the other way, and
what is left open is told with its day.
"""

from __future__ import annotations

from collections import deque
from collections.abc import Iterable
from datetime import date
from typing import NamedTuple

from brandkit.core.people.person import GIVEN, RECEIVED, RETURNED, THANKED, LogLine

_FAVOURS = frozenset({RECEIVED, GIVEN, RETURNED})


class Favour(NamedTuple):
    """One thing that somebody did for the other, on a day."""

    day: date
    text: str


class Balance(NamedTuple):
    """What is open between two people: favours of theirs not returned, and mine not returned.

    *unthanked* are theirs for which nobody said thank you. Of the first two one is always empty.
    """

    owed: tuple[Favour, ...]
    lent: tuple[Favour, ...]
    unthanked: tuple[Favour, ...]

    @property
    def net(self) -> int:
        """How many I owe; fewer than none are owed to me."""
        return len(self.owed) - len(self.lent)


def balance_of(log: Iterable[LogLine], until: date | None = None) -> Balance:
    """The balance that a *log* tells, up to the day *until* where one is named, that included.

    Of one day, what was received comes before the rest.
    """
    owed: deque[Favour] = deque()
    lent: deque[Favour] = deque()
    unthanked: list[Favour] = []
    for line in sorted(log, key=_order):
        if until is not None and line.day > until:
            break
        favour = Favour(line.day, line.text)
        if RECEIVED in line.marks:
            if lent:
                lent.popleft()
            else:
                owed.append(favour)
            unthanked.append(favour)
        if line.marks & {GIVEN, RETURNED}:
            if owed:
                owed.popleft()
            else:
                lent.append(favour)
        if THANKED in line.marks:
            unthanked.clear()
    return Balance(tuple(owed), tuple(lent), tuple(unthanked))


def _order(line: LogLine) -> tuple[date, bool]:
    return line.day, RECEIVED not in line.marks


def favours_in(log: Iterable[LogLine]) -> list[LogLine]:
    """The lines of a *log* that tell of a favour or of thanks, in order of time."""
    return sorted((line for line in log if line.marks & (_FAVOURS | {THANKED})), key=_order)
