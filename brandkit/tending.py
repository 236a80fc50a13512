"""Tasks that a contact makes needless, before the next plan looks at them."""

from __future__ import annotations

import os
from collections.abc import Iterable
from datetime import date, datetime, timedelta
from typing import NamedTuple

from brandkit import clock, files, workspace
from brandkit.config import Settings, load_settings
from brandkit.core.calendar.model import PERSON, Calendar
from brandkit.core.habits.candidates import candidates
from brandkit.core.habits.circle import PERSON_MARK, Circle
from brandkit.core.model import Brand, Entry
from brandkit.core.notation.entries import is_claimed
from brandkit.core.notation.people import PEOPLE, parse_person
from brandkit.core.people.person import Person
from brandkit.core.statuses import OVER
from brandkit.errors import UnreadableError
from brandkit.files import Removal
from brandkit.index import EVERYTHING, Index, Row, load_index

NEAR = timedelta(days=3)
"""Days around now whose reminders may go out."""


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
    if not about:
        return Needless((), ())
    calendars = {one.id: one for one in load_settings(root).calendars}
    needless = [
        entry
        for entry in about
        if not is_due_in(root, brand, calendars.get(entry.calendar), entry, today)
    ]
    gone = [entry for entry in needless if not is_claimed(entry)]
    files.apply((), [Removal(workspace.source_of(root, entry.path)) for entry in gone], inside=root)
    return Needless(tuple(gone), tuple(entry for entry in needless if entry not in gone))


def is_due_in(
    root: str, brand: Brand, calendar: Calendar | None, entry: Entry, today: date
) -> bool:
    """Whether the people of a task of *calendar* are still due on its day, as their notes are now.

    Only the notes that matter are read.
    """
    if calendar is None or calendar.pick != PERSON or not entry.people:
        return True
    people = [person for name in entry.people if (person := _noted(root, name)) is not None]
    if not people:
        return True
    circle = Circle({one.id: one for one in people})
    day = entry.when.astimezone(brand.zone).date()
    return any(one.earliest <= day for one in candidates(calendar, circle, brand, today))


def _noted(root: str, name: str) -> Person | None:
    """The person whose note is called so; None where it is not there or cannot be read."""
    path = f"{PEOPLE}/{name}.md"
    if not os.path.isfile(os.path.join(root, path)):
        return None
    try:
        return parse_person(workspace.text_of(root, path), name, path).person
    except UnreadableError:
        return None


def index_to_remind(root: str, settings: Settings, now: datetime) -> Index:
    """The index without tasks of these days that a contact has made needless."""
    index = load_index(root, clock.nanoseconds(), EVERYTHING)
    needless = needless_tasks(root, settings, index.rows, now)
    return index._replace(rows=[row for row in index.rows if row.id not in needless])


def needless_tasks(root: str, settings: Settings, rows: Iterable[Row], now: datetime) -> set[str]:
    """The ids of tasks of these days about people whom one has spoken to since, in any editor."""
    zone, calendars = settings.brand.zone, {one.id: one for one in settings.calendars}
    found: set[str] = set()
    for row in rows:
        near = abs(row.at - now.timestamp()) <= NEAR.total_seconds()
        if not (row.is_task and row.people and near) or row.status in OVER:
            continue
        entry = workspace.read_entry(root, row.path, zone).entry
        calendar, today = calendars.get(row.calendar), now.astimezone(zone).date()
        if entry is not None and not is_due_in(root, settings.brand, calendar, entry, today):
            found.add(row.id)
    return found
