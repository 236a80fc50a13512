"""The chooser by due date: who or what is due gets the slot, mixed by group.

Slots go in order of time to what is due, and stay empty where nothing is. Only where somebody
would otherwise be left until after their latest day, a slot goes to them before they are due: the
k candidates with the nearest latest days need k slots up to the last of these days (the marriage
condition, which for intervals is also enough), and as soon as they have only as many left, one of
them is next.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Container, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import UTC, date, timedelta

from brandkit.core.choosing import Choice, Done, Fixed, Reason
from brandkit.core.habits.candidate import Candidate, parted
from brandkit.core.model import Slot, SlotKey
from brandkit.core.people.cadence import FAR

NOBODY = "nobody"
"""The reason of a slot for which nothing is due."""
PEACE = 6
"""Days within which nobody has two things to hear from one."""
NO_HURRY = 50
"""Hundredths of urgency of what has no latest day."""
EARLY = "early"
"""Why somebody is chosen before they are due: later there would be no room."""


@dataclass(frozen=True)
class Dues:
    """A choice for each slot, in order of time; one without a candidate stays empty."""

    choices: tuple[Choice, ...]


@dataclass
class ByDue:
    """Chooses for *today* and later.

    *busy* are the days on which something else is planned with a person: they are left in peace
    for a week around those.
    """

    today: date
    busy: Mapping[str, Sequence[date]] = field(default_factory=dict)

    def choose(
        self,
        slots: Sequence[Slot],
        candidates: Sequence[Candidate],
        record: Sequence[Done],
        fixed: Sequence[Fixed],
        before: Mapping[SlotKey, str],
    ) -> Dues:
        """Each of the *slots* with a candidate that is due, the one of *before* where it still is.

        What was done (*record*) or stands already (*fixed*) sets those candidates anew.
        """
        course = _Course(candidates, self.busy)
        places = {one: key for key in sorted(before) for one in parted(before[key])}
        for done in sorted(record, key=lambda one: one.day):
            for identity in done.parts:
                course.met(identity, done.day)
        standing = sorted(((one.slot.key.day, one.candidate) for one in fixed), reverse=True)
        for _day, identity in standing:
            course.hold(identity)
        ordered = sorted(slots, key=lambda slot: (slot.when.astimezone(UTC), slot.key))
        days = [slot.key.day for slot in ordered]
        choices: list[Choice] = []
        for n, slot in enumerate(ordered):
            while standing and standing[-1][0] <= slot.key.day:
                day, identity = standing.pop()
                course.release(identity, day)
            own = parted(before.get(slot.key, ""))
            waiting = {one for one, key in places.items() if key > slot.key and one not in own}
            choices.append(course.take(slot, days[n + 1 :], own, waiting))
        return Dues(tuple(choices))


class _Course:
    """The candidates as they stand while slots are given away."""

    def __init__(self, candidates: Sequence[Candidate], busy: Mapping[str, Sequence[date]]) -> None:
        self.busy = busy
        self.open = {one.id: one for one in candidates}
        self.held: dict[str, int] = {}
        self.group = ""

    def met(self, identity: str, day: date) -> None:
        """Somebody's turn was on *day*: they come back after their time, or never."""
        one = self.open.get(identity)
        if one is None or (one.last is not None and one.last >= day):
            return
        if one.again is None:
            del self.open[identity]
            return
        earliest, due, latest = (day + timedelta(days) for days in one.again)
        self.open[identity] = one._replace(earliest=earliest, due=due, latest=latest, last=day)

    def hold(self, identity: str) -> None:
        """Somebody has their turn already, later."""
        self.held[identity] = self.held.get(identity, 0) + 1

    def release(self, identity: str, day: date) -> None:
        self.held[identity] -= 1
        self.met(identity, day)

    def take(
        self, slot: Slot, later: Sequence[date], before: Sequence[str], waiting: Container[str]
    ) -> Choice:
        """The choice for *slot*; *later* are the days of the slots behind it.

        Those *waiting* have a place of their own later, and keep it.
        """
        day = slot.key.day
        around = [one for one in self.open.values() if not self.held.get(one.id)]
        free = [one for one in around if one.id not in waiting and not self._is_busy(one, day)]
        pressing = [one for one in _pressing(around, day, later) if one in free]
        chosen, why = self._chosen(free, pressing, day, before)
        if chosen is None:
            return Choice(slot, "", Reason(NOBODY))
        silent = None if chosen.last is None else (day - chosen.last).days
        urgency = _urgency(chosen, day)
        self.group = chosen.group
        if chosen.again is None:
            del self.open[chosen.id]
        else:
            self.met(chosen.id, day)
        return Choice(slot, chosen.id, Reason(why, silent, urgency))

    def _is_busy(self, one: Candidate, day: date) -> bool:
        return any(
            abs((other - day).days) < PEACE
            for name in one.people
            for other in self.busy.get(name, ())
        )

    def _chosen(
        self,
        free: Sequence[Candidate],
        pressing: Sequence[Candidate],
        day: date,
        before: Sequence[str],
    ) -> tuple[Candidate | None, str]:
        if pressing:
            first = min(
                pressing, key=lambda one: (one.id not in before, one.latest, one.due, one.id)
            )
            is_early = first.due > day and not first.form
            return first, EARLY if is_early else first.why
        due = [one for one in free if one.due <= day and one.earliest <= day]
        again = (one for one in due if one.id in before)
        same = min(again, key=lambda one: before.index(one.id), default=None)
        if same is not None:
            return same, same.why
        first_due = min(due, key=lambda one: self._order(one, day), default=None)
        return first_due, first_due.why if first_due is not None else ""

    def _order(self, one: Candidate, day: date) -> tuple[bool, float, date, str]:
        """Another group than the last one first, then whoever has waited longest for their time."""
        span = max((one.latest - one.due).days, 1)
        return (
            bool(one.group) and one.group == self.group,
            -(day - one.due).days / span,
            one.latest,
            one.id,
        )


def _urgency(one: Candidate, day: date) -> int:
    """How much of the time between due and latest has gone, in hundredths; 50 where none is set."""
    if one.latest == FAR:
        return NO_HURRY
    return round(100 * max((day - one.due).days, 0) / max((one.latest - one.due).days, 1))


def _pressing(free: Sequence[Candidate], day: date, later: Sequence[date]) -> list[Candidate]:
    """Those of whom one must be next, or some would be left until after their latest day.

    Those who are too late already press no more than the others; days behind the last slot are
    for the next plan to see to.
    """
    last = later[-1] if later else day
    ahead = [one for one in free if day <= one.latest <= last]
    ahead.sort(key=lambda one: one.latest)
    for k, one in enumerate(ahead, 1):
        if k > bisect_right(later, one.latest):
            able = [other for other in ahead[:k] if other.earliest <= day]
            if able:
                return able
    return []
