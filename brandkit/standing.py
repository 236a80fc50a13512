"""How somebody stands: the cadences that the calendars set, and the words for it."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import NamedTuple

from brandkit.core.people.cadence import (
    DUE,
    LATE,
    STANDARD,
    Standing,
    TagCadence,
    cadence_of,
    standing_of,
    standings,
)
from brandkit.core.people.person import Cadence, Person
from brandkit.workplace import Workplace


class Cadences(NamedTuple):
    """When people are due, as the calendars say: the standard, and what holds for tags."""

    standard: Cadence = STANDARD
    by_tag: tuple[TagCadence, ...] = ()

    def standing(self, person: Person, today: date) -> Standing | None:
        cadence = cadence_of(person, self.by_tag, self.standard)
        return None if cadence is None or person.unmet else standing_of(person, cadence, today)

    def standings(self, people: Sequence[Person], today: date) -> list[Standing]:
        known = [person for person in people if not person.unmet]
        return standings(known, self.by_tag, today, self.standard)


def cadences_of(work: Workplace) -> Cadences:
    """The cadences of the first calendar that is about those who are due."""
    for calendar in work.settings.calendars:
        if calendar.keeps_in_touch and calendar.habit is not None:
            return Cadences(calendar.habit.cadence, calendar.habit.by_tag)
    return Cadences()


def standing_words(work: Workplace, person: Person, by: Cadences) -> str:
    """«due since 12 days», «due 3 March», «no rhythm»."""
    words, today = work.words, work.now.date()
    if person.unmet:
        return words("people.unmet")
    standing = by.standing(person, today)
    if standing is None:
        return words("people.off")
    state = standing.state(today)
    if state == LATE:
        return words("people.late", n=(today - standing.latest).days)
    if state == DUE:
        return words("people.due", day=words.dated(standing.due))
    return words("people.resting", day=words.dated(standing.due))
