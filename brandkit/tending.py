"""Tasks that a contact makes needless, before the next plan looks at them."""

from __future__ import annotations

from datetime import date
from typing import NamedTuple

from brandkit import files, workspace
from brandkit.config import load_settings
from brandkit.core.calendar.model import PERSON
from brandkit.core.habits.candidates import candidates
from brandkit.core.habits.circle import PERSON_MARK, Circle
from brandkit.core.model import Brand, Entry
from brandkit.core.notation.entries import is_claimed
from brandkit.core.people.person import Person
from brandkit.core.statuses import OVER
from brandkit.files import Removal


class Needless(NamedTuple):
    """Tasks that are gone, for their drafts were untouched, and those that the person had begun."""

    gone: tuple[Entry, ...]
    left: tuple[Entry, ...]


def no_longer_needed(root: str, brand: Brand, person: Person, today: date) -> Needless:
    """Take away the tasks about *person* alone for which they are no longer due; under the lock."""
    shelf = workspace.load_entries(root, brand.zone, (workspace.DRAFTS,))
    about = [
        entry
        for entry in shelf.entries
        if entry.is_task and entry.idea == f"{PERSON_MARK}{person.id}" and entry.status not in OVER
    ]
    needless = [entry for entry in about if not is_still_due(root, brand, entry, today)]
    gone = [entry for entry in needless if not is_claimed(entry)]
    files.apply((), [Removal(workspace.source_of(root, entry.path)) for entry in gone], inside=root)
    return Needless(tuple(gone), tuple(entry for entry in needless if entry not in gone))


def is_still_due(root: str, brand: Brand, entry: Entry, today: date) -> bool:
    """Whether the people of a task are still due on its day, as their notes are now."""
    calendars = {one.id: one for one in load_settings(root).calendars}
    calendar = calendars.get(entry.calendar)
    if calendar is None or calendar.pick != PERSON or not entry.people:
        return True
    everybody = workspace.load_people(root).people
    circle = Circle({one.id: one for one in everybody if one.id in entry.people})
    day = entry.when.astimezone(brand.zone).date()
    return any(one.earliest <= day for one in candidates(calendar, circle, brand, today))
