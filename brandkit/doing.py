"""A task that is done: into the record, and into the log of the people it was about."""

from __future__ import annotations

import os
from datetime import date, datetime, time
from typing import NamedTuple
from zoneinfo import ZoneInfo

from brandkit import files, workspace
from brandkit.circle import NOTHING_MORE, Told, load_circle, logged, open_note
from brandkit.core.calendar.walltime import format_moment, resolve
from brandkit.core.habits.circle import Circle
from brandkit.core.model import Entry
from brandkit.core.notation.amend import set_keys
from brandkit.core.notation.entries import KEYS, answers_of
from brandkit.core.people.person import LogLine, Person
from brandkit.core.saying import _
from brandkit.core.statuses import OUT
from brandkit.errors import ImpossibleError
from brandkit.files import Removal, Source, Write
from brandkit.housekeeping import writing
from brandkit.opened import Opened
from brandkit.root import shown_path
from brandkit.subject_notes import subject_writes
from brandkit.workplace import Workplace

GONE_WITH_IT = ("copied_at", "snooze")


class Finished(NamedTuple):
    """Where the task is kept now, and the notes whose logs tell of it."""

    path: str
    notes: tuple[str, ...]


def finish(
    root: str,
    source: Source,
    entry: Entry,
    people: list[Person],
    circle: Circle,
    line: LogLine,
    at: datetime,
    language: str,
    told: Told = NOTHING_MORE,
) -> Finished:
    """*entry* into `done/`, *line* into the notes on its *people*, all at once; under the lock."""
    zone = at.tzinfo
    assert isinstance(zone, ZoneInfo)
    changes = {"status": "done", "done_at": format_moment(at, zone)}
    text = set_keys(source.text, changes | dict.fromkeys(GONE_WITH_IT), KEYS)
    folder = f"{workspace.DONE}/{at.year}"
    path = workspace.free_path(root, folder, os.path.basename(entry.path).removesuffix(".md"))
    notes = [open_note(root, person) for person in people]
    writes = [logged(note, now, line, language, told) for note, now in notes]
    writes += subject_writes(root, circle, entry, line, language)
    files.apply([*writes, Write(os.path.join(root, path), text)], [Removal(source)], inside=root)
    paths = [shown_path(one.path, root) for one in writes]
    return Finished(path, tuple(paths))


def said_of(entry: Entry) -> str:
    """What the log says of a task, if the person says nothing: their first answer, or its title."""
    answers = [" ".join(text.split()) for text in answers_of(entry).values()]
    return answers[0] if answers else entry.title


def put_done(
    work: Workplace, found: Opened, text: str, on: date | None = None, told: Told | None = None
) -> Finished:
    """The task in the record, with *text* (or what its draft says) in the logs of its people."""
    entry = found.entry
    if not entry.is_task:
        message = _(
            "{path} is a post; when it is out: brandkit publish {entry}",
            path=entry.path,
            entry=entry.id[:4],
        )
        raise ImpossibleError(message)
    if entry.status in OUT:
        raise ImpossibleError(_("{path} is {status}", path=entry.path, status=entry.status))
    day = on or work.now.date()
    line = LogLine(day, text or said_of(entry), _mark(work, entry))
    at = work.now if on is None else resolve(on, time(12), work.brand.zone).when
    with writing(work.root):
        language = work.brand.language
        circle = load_circle(work.root, language) if entry.idea else Circle.empty()
        people = [circle.people[name] for name in entry.people if name in circle.people]
        told = told or Told()
        return finish(work.root, found.source, entry, people, circle, line, at, language, told)


def _mark(work: Workplace, entry: Entry) -> frozenset[str]:
    """What the habit says of its people once it is done."""
    habits = {one.id: one.habit for one in work.settings.calendars}
    habit = habits.get(entry.calendar)
    return frozenset({habit.mark} if habit is not None and habit.mark else ())
