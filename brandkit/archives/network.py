"""The people in LinkedIn's archive into `people/`: one table, and dates for those with a note."""

from __future__ import annotations

import os
import re
from collections.abc import Iterable, Sequence
from datetime import date
from typing import NamedTuple

from brandkit import files
from brandkit.archives.opening import decoded, wanted
from brandkit.circle import logged, open_note
from brandkit.core.archives.network import (
    Endorsement,
    Invitation,
    Talk,
    count_names,
    count_talks,
    day_of,
    parse_connections,
    parse_endorsements,
    parse_invitations,
)
from brandkit.core.notation.connections import format_table, parse_table
from brandkit.core.notation.people import PEOPLE
from brandkit.core.people.connection import Connection, joined_connections
from brandkit.core.people.naming import address_key, folded
from brandkit.core.people.person import LogLine, Person, last_contact
from brandkit.core.saying import _
from brandkit.errors import NothingFoundError, UnreadableError
from brandkit.files import Source, Write

TABLE = f"{PEOPLE}/connections.csv"
INVITATIONS = f"{PEOPLE}/invitations.csv"


def _named(name: str) -> re.Pattern[str]:
    return re.compile(rf"(?:.*/)?{name}(?:_\d+)?\.csv", re.IGNORECASE)


_CONNECTIONS, _INVITATIONS = _named("Connections"), _named("Invitations")
_MESSAGES = re.compile(r"(?:.*/)?messages(?:_\d+)?\.csv", re.IGNORECASE)
_ENDORSEMENTS = _named("Endorsement_?Received_?Info")
_RECOMMENDATIONS = _named("Recommendations_?Received")


class Network(NamedTuple):
    """What an archive tells of people."""

    connections: tuple[Connection, ...]
    invitations: tuple[Invitation, ...]


def listed_in(path: str) -> int:
    """How many connections the archive at *path* lists; nothing else of it is read."""
    texts = _texts(path, _CONNECTIONS)
    return len(parse_connections(texts[0][1]) or ()) if texts else 0


def network_in(path: str, own_name: str) -> Network | None:
    """The people in the archive at *path*; None where it has no list of them.

    `NothingFoundError` for a list in which nobody can be read.
    """
    listed = _texts(path, _CONNECTIONS)
    if not listed:
        return None
    name, text = listed[0]
    connections = parse_connections(text)
    if not connections:
        message = _("{path}: nobody in {name}", path=path, name=name)
        raise NothingFoundError(message)
    talks: dict[str, Talk] = {}
    for _name, content in _texts(path, _MESSAGES)[:1]:
        talks = count_talks(content, own_name)
    endorsed = _counted(path, _ENDORSEMENTS)
    recommended = _counted(path, _RECOMMENDATIONS)
    told = [_told(one, talks, endorsed, recommended) for one in connections]
    invitations = [
        one for _n, content in _texts(path, _INVITATIONS)[:1] for one in parse_invitations(content)
    ]
    return Network(tuple(told), tuple(invitations))


def endorsements_in(path: str) -> list[Endorsement]:
    """Who confirmed which skill, in the archive at *path*."""
    texts = _texts(path, _ENDORSEMENTS)
    return parse_endorsements(texts[0][1]) if texts else []


def _texts(path: str, pattern: re.Pattern[str]) -> list[tuple[str, str]]:
    found, _others = wanted(path, pattern)
    return [(name, decoded(name, content)) for name, content in found]


def _counted(path: str, pattern: re.Pattern[str]) -> dict[str, int]:
    texts = _texts(path, pattern)
    return dict(count_names(texts[0][1])) if texts else {}


def _told(
    one: Connection, talks: dict[str, Talk], endorsed: dict[str, int], recommended: dict[str, int]
) -> Connection:
    keys = (address_key(one.url), folded(one.name))
    talk = next((talks[key] for key in keys if key in talks), Talk(0, None))
    return one._replace(
        messages=talk.messages,
        last_message=talk.last,
        endorsements=next((endorsed[key] for key in keys if key in endorsed), 0),
        recommended=any(key in recommended for key in keys),
    )


def load_connections(root: str) -> tuple[tuple[Connection, ...], Source | None]:
    """The connections in the workspace and their file; `UnreadableError` for a row that is none."""
    place = os.path.join(root, TABLE)
    source = files.existing(place, TABLE, most=64_000_000)
    if source is None:
        return (), None
    reading = parse_table(source.text)
    if reading.problems:
        problems = [problem.located(TABLE) for problem in reading.problems]
        raise UnreadableError(_("{path} cannot be understood:", path=TABLE), details=problems)
    return reading.connections, source


def invited(root: str) -> tuple[tuple[date, str], ...]:
    """Whom one invited, and when, as earlier archives told."""
    source = files.existing(os.path.join(root, INVITATIONS), INVITATIONS, most=64_000_000)
    rows = (row.split(",", 2) for row in (source.text.splitlines()[1:] if source else ()))
    found = ((day_of(row[0]), row[2]) for row in rows if len(row) == 3 and row[1] == "out")
    return tuple((day, name) for day, name in found if day is not None)


class Took(NamedTuple):
    """How many are new and how many there are now, and the notes that got a date."""

    new: int
    all: int
    notes: tuple[str, ...]


def take_network(
    root: str, found: Network, people: Sequence[Person], language: str, said: str
) -> Took:
    """What was *found* into `people/`; under the lock.

    Who has a note and wrote or was written to since their last contact gets a line that only *said*
    where: the day counts, and no word of the message is kept.
    """
    known, source = load_connections(root)
    connections = joined_connections(known, found.connections)
    table = os.path.join(root, TABLE)
    writes = [Write(table, format_table(connections), source)]
    writes += _invitations(root, found.invitations)
    notes = list(_dates(root, found.connections, people, language, said))
    files.apply([*writes, *notes], inside=root)
    shown = tuple(os.path.relpath(one.path, root) for one in notes)
    return Took(len(connections) - len(known), len(connections), shown)


def _invitations(root: str, found: Iterable[Invitation]) -> list[Write]:
    """All invitations, each once, as a table of days, directions and names."""
    place = os.path.join(root, INVITATIONS)
    source = files.existing(place, INVITATIONS, most=64_000_000)
    rows = set(source.text.splitlines()[1:] if source else ())
    rows |= {
        ",".join((one.day.isoformat(), "out" if one.outgoing else "in", _cell(one.name)))
        for one in found
    }
    if not rows:
        return []
    text = "\n".join(["day,direction,name", *sorted(rows)]) + "\n"
    return [Write(place, text, source)]


def _cell(text: str) -> str:
    """A name in a table: no commas, no quotes, nothing that a spreadsheet takes for a formula."""
    return " ".join(text.replace(",", " ").replace('"', " ").split()).lstrip("=+-@")


def _dates(
    root: str, connections: Iterable[Connection], people: Sequence[Person], language: str, said: str
) -> Iterable[Write]:
    by_key = {one.key: one for one in connections}
    by_name = {folded(one.name): one for one in connections}
    for person in people:
        keys = [address_key(address) for address in person.handles.values()]
        one = next((by_key[key] for key in keys if key in by_key), by_name.get(folded(person.name)))
        if one is None or one.last_message is None:
            continue
        last = last_contact(person, one.last_message)
        if last is None or last < one.last_message:
            source, now = open_note(root, person)
            yield logged(source, now, LogLine(one.last_message, said), language)
