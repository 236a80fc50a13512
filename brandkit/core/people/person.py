"""A person or a company, as their note says it: who they are, and the dated log below it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import NamedTuple

RECEIVED, GIVEN, THANKED, RETURNED, NOTE = "received", "given", "thanked", "returned", "note"
MARKS: Mapping[str, tuple[str, str]] = {
    RECEIVED: ("received", "ricevuto"),
    GIVEN: ("given", "dato"),
    THANKED: ("thanked", "ringraziato"),
    RETURNED: ("returned", "ricambiato"),
    NOTE: ("note", "nota"),
}
"""What a tag in a line of the log says, in English and in Italian: a favour, thanks, or a note.

A line that is only a note is no contact.
"""
LANGUAGE_OF_MARKS = ("en", "it")


def mark_word(mark: str, language: str) -> str:
    """The tag of a *mark*, without #, as it is written in *language*."""
    return MARKS[mark][LANGUAGE_OF_MARKS.index(language)]


class LogLine(NamedTuple):
    """One dated line: what happened, without the tags that are *marks*."""

    day: date
    text: str
    marks: frozenset[str] = frozenset()

    @property
    def is_contact(self) -> bool:
        return NOTE not in self.marks


class Cadence(NamedTuple):
    """Days between two contacts: not before *least*, best after *ideal*, lost after *most*."""

    least: int
    ideal: int
    most: int


@dataclass(frozen=True, slots=True)
class Person:
    """Somebody one keeps in touch with. *id* is the note's name below `people/`, without `.md`.

    *handles* are addresses by kind. *cadence* is None where the tags decide, *keeps* False where
    no contact is wanted by a rhythm; nobody is due before the day *next*. Who is *unmet* is still
    to be got to know. One speaks to them in *language*, with tu or lei (*address*). *aliases* are
    other names of theirs, *knows* names of people they know; *said_without_name* is what may be
    said of them to somebody who does not know them. *outcome* has a line for each thing that came
    of knowing them.
    """

    id: str
    name: str
    company: bool = False
    handles: Mapping[str, str] = field(default_factory=dict)
    organisation: str = ""
    role: str = ""
    tags: tuple[str, ...] = ()
    themes: tuple[str, ...] = ()
    offers: tuple[str, ...] = ()
    looks_for: tuple[str, ...] = ()
    cadence: Cadence | None = None
    keeps: bool = True
    next: date | None = None
    met: date | None = None
    unmet: bool = False
    added: date | None = None
    links: tuple[str, ...] = ()
    aliases: tuple[str, ...] = ()
    knows: tuple[str, ...] = ()
    language: str = ""
    address: str = ""
    said_without_name: str = ""
    outcome: tuple[str, ...] = ()
    log: tuple[LogLine, ...] = ()
    path: str = ""

    @property
    def last(self) -> LogLine | None:
        """The latest contact."""
        contacts = [line for line in self.log if line.is_contact]
        return max(contacts, key=lambda line: line.day, default=None)

    @property
    def first_name(self) -> str:
        """How one greets them; a company by its whole name."""
        return self.name if self.company else self.name.split(" ")[0]


def last_contact(person: Person, today: date) -> date | None:
    """The day of the latest contact up to *today*; the day on which one met, where none is told."""
    days = [line.day for line in person.log if line.is_contact and line.day <= today]
    if person.met is not None and person.met <= today:
        days.append(person.met)
    return max(days, default=None)
