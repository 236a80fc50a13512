"""A task that is done: into the record, and into the log of the people it was about."""

from __future__ import annotations

import os
from datetime import datetime
from typing import NamedTuple
from zoneinfo import ZoneInfo

from brandkit import files, workspace
from brandkit.circle import NOTHING_MORE, Told, logged, open_note
from brandkit.core.calendar.walltime import format_moment
from brandkit.core.habits.circle import Circle
from brandkit.core.model import Entry
from brandkit.core.notation.amend import set_keys
from brandkit.core.notation.entries import KEYS, answers_of
from brandkit.core.people.person import LogLine, Person
from brandkit.files import Removal, Source, Write
from brandkit.subject_notes import subject_writes

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
    paths = [os.path.relpath(one.path, root).replace(os.sep, "/") for one in writes]
    return Finished(path, tuple(paths))


def said_of(entry: Entry) -> str:
    """What the log says of a task, if the person says nothing: their first answer, or its title."""
    answers = [" ".join(text.split()) for text in answers_of(entry).values()]
    return answers[0] if answers else entry.title
