"""Days for many who are due at once, so that nobody gets forty reminders."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import NamedTuple

from brandkit.core.habits.by_due import ByDue
from brandkit.core.habits.candidate import Candidate
from brandkit.core.model import Slot
from brandkit.core.people.cadence import Standing


class Spread(NamedTuple):
    """A day for each, by the id of their note; whose day is later than their longest time; and
    for whom there is no slot.
    """

    days: dict[str, date]
    late: tuple[str, ...]
    left: tuple[str, ...]


def spread(waiting: Sequence[Standing], slots: Sequence[Slot], today: date) -> Spread:
    """The *slots* for those who are *waiting*, each within their longest time where that can be."""
    candidates = [
        Candidate(
            one.person.id,
            max(one.earliest, today),
            max(one.due, today),
            one.latest,
            group=one.person.tags[0] if one.person.tags else "",
        )
        for one in waiting
    ]
    choices = ByDue(today).choose(slots, candidates, (), (), {}).choices
    days = {one.candidate: one.slot.key.day for one in choices if one.candidate}
    latest = {one.person.id: one.latest for one in waiting}
    late = tuple(sorted(name for name, day in days.items() if day > latest[name]))
    return Spread(days, late, tuple(sorted(set(latest) - set(days))))
