"""Who is due: after the ideal time, and lost after the longest. A contact sets both anew."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, timedelta
from typing import NamedTuple

from brandkit.core.people.person import Cadence, Person, last_contact

STANDARD = Cadence(30, 90, 180)
"""Days, where neither the person's note nor a tag says otherwise."""
FAR = date.max
SOON, DUE, LATE, RESTING = "soon", "due", "late", "resting"


class TagCadence(NamedTuple):
    """What holds for those with a *tag*."""

    tag: str
    cadence: Cadence


class Standing(NamedTuple):
    """When somebody may be, is best, and should at the latest be written to again.

    *last* is the latest contact, None where there was none.
    """

    person: Person
    last: date | None
    earliest: date
    due: date
    latest: date

    def state(self, today: date) -> str:
        """`late` after the longest time, `due` after the ideal one, `soon` after the least."""
        if today < self.earliest:
            return RESTING
        return LATE if today > self.latest else DUE if today >= self.due else SOON


def around(ideal: int) -> Cadence:
    """The cadence that somebody means who names only the *ideal* days: half to twice as many."""
    return Cadence(max(ideal // 2, 1), ideal, ideal * 2)


def cadence_of(
    person: Person, by_tag: Sequence[TagCadence], standard: Cadence = STANDARD
) -> Cadence | None:
    """The person's own cadence, else the shortest of their tags, else the *standard*.

    None where no rhythm is wanted.
    """
    if not person.keeps:
        return None
    if person.cadence is not None:
        return person.cadence
    tags = {tag.casefold() for tag in person.tags}
    fitting = [one.cadence for one in by_tag if one.tag.casefold() in tags]
    return min(fitting, key=lambda cadence: cadence.ideal, default=standard)


def standing_of(person: Person, cadence: Cadence, today: date) -> Standing:
    """How somebody stands on *today*.

    Where no contact is known the time counts from the day on which the note was added, if that is
    told, and else they are due at once. The day `next` holds back what would come before it; it
    does not make a contact of yesterday one of long ago.
    """
    last = last_contact(person, today)
    since = last or person.added
    if since is None:
        earliest = due = today
        latest = today + timedelta(cadence.most - cadence.ideal)
    else:
        earliest, due, latest = (_after(since, days) for days in cadence)
        if last is None:
            earliest, due = since, min(due, _after(since, 1))
    if person.next is not None:
        earliest, due = max(earliest, person.next), max(due, person.next)
        latest = max(latest, person.next)
    return Standing(person, last, earliest, due, latest)


def _after(day: date, days: int) -> date:
    try:
        return day + timedelta(days)
    except OverflowError:
        return FAR


def standings(
    people: Sequence[Person],
    by_tag: Sequence[TagCadence],
    today: date,
    standard: Cadence = STANDARD,
) -> list[Standing]:
    """How all stand for whom a rhythm is wanted, the most urgent first."""
    found = [
        standing_of(person, cadence, today)
        for person in people
        if (cadence := cadence_of(person, by_tag, standard)) is not None
    ]
    return sorted(found, key=lambda one: (one.due, one.latest, one.person.id))
