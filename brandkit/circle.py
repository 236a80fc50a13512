"""The people of a workspace on the disk: found, added, logged, merged, forgotten."""

from __future__ import annotations

import os
from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any, NamedTuple

from brandkit import files, workspace
from brandkit.config import headline
from brandkit.core.habits.circle import Circle
from brandkit.core.notation.amend import set_keys
from brandkit.core.notation.frontmatter import parse_front_matter, split
from brandkit.core.notation.groups import GROUPS, parse_group
from brandkit.core.notation.inbox import INBOX, inbox_lines, ticked
from brandkit.core.notation.introductions import INTRODUCTIONS, parse_introduction, side_of
from brandkit.core.notation.linking import linked_name
from brandkit.core.notation.people import (
    KEY_ORDER,
    PEOPLE,
    format_person,
    log_lines,
    parse_person,
    with_log_line,
)
from brandkit.core.people.naming import addressed, matching, names_of, note_name
from brandkit.core.people.person import LogLine, Person
from brandkit.core.saying import _
from brandkit.errors import ImpossibleError, UnreadableError
from brandkit.files import Removal, Source, Write
from brandkit.practices import practices

SHOWN = 8
"""People that are named where several are meant."""


def load_circle(root: str, language: str) -> Circle:
    """All that habits choose from; `UnreadableError` with what cannot be read."""
    people, problems = workspace.load_people(root)
    bridges, more = workspace.read_notes(root, INTRODUCTIONS, parse_introduction)
    groups, rest = workspace.read_notes(root, GROUPS, parse_group)
    problems = (*problems, *more, *rest)
    if problems:
        raise UnreadableError(headline(problems), details=problems)
    return Circle({one.id: one for one in people}, practices(root, language), bridges, groups)


def the_person(people: Sequence[Person], wanted: str) -> Person:
    """The one whom *wanted* means; `ImpossibleError` with those it could mean."""
    found = matching(people, wanted)
    if len(found) == 1:
        return found[0]
    if found:
        choices = [
            f"  {one.id}{f' · {one.organisation}' if one.organisation else ''}" for one in found
        ]
        raise ImpossibleError(
            _("{wanted!r} may be any of these:", wanted=wanted), details=choices[:SHOWN]
        )
    from brandkit.core.problems import nearest

    names = [name for one in people for name in names_of(one)]
    near = nearest(wanted, [*names, *(name.split()[0] for name in names)])
    raise ImpossibleError(
        _(
            "There is no note on {wanted!r} in people/{near}."
            ' Begin one with: brandkit people add "{wanted}"',
            wanted=wanted,
            near=near,
        )
    )


def open_note(root: str, person: Person) -> tuple[Source, Person]:
    """The note as it is now, and what it says now."""
    source = workspace.source_of(root, person.path)
    reading = parse_person(source.text, person.id, person.path)
    if reading.person is None:
        problems = [problem.located(person.path) for problem in reading.problems]
        raise UnreadableError(_("{path} cannot be understood:", path=person.path), details=problems)
    return source, reading.person


def add_person(root: str, keys: Mapping[str, Any], lines: list[LogLine], language: str) -> str:
    """A new note; its path. Call it under the lock."""
    path = workspace.free_path(root, PEOPLE, note_name(str(keys["name"])))
    text = format_person(keys, lines, language)
    files.apply([Write(os.path.join(root, path), text)], inside=root)
    return path


class Told(NamedTuple):
    """What is learnt of somebody beside what happened: what they look for, and offer."""

    looks_for: tuple[str, ...] = ()
    offers: tuple[str, ...] = ()


NOTHING_MORE = Told()


def logged(
    source: Source, person: Person, line: LogLine, language: str, told: Told = NOTHING_MORE
) -> Write:
    """The note with one more line, and without a day before which nobody was to be due."""
    note = with_log_line(source.text, line, language)
    changes: dict[str, Any] = {}
    for key, known, fresh in (
        ("offers", person.offers, told.offers),
        ("looks_for", person.looks_for, told.looks_for),
    ):
        new = [text for one in fresh if (text := " ".join(one.split())) and text not in known]
        if new:
            changes[key] = [*known, *dict.fromkeys(new)]
    if line.is_contact and person.next is not None:
        changes["next"] = None
    return Write(source.path, set_keys(note, changes, KEY_ORDER) if changes else note, source)


class Taken(NamedTuple):
    """Lines of the inbox that went into notes, by the person's name, and those that could not."""

    taken: tuple[tuple[str, str], ...]
    open: tuple[tuple[str, int], ...]


def take_inbox(root: str, people: Sequence[Person], today: date, language: str) -> Taken:
    """Lines like `@Marta …` of the inbox into the logs of people, ticked off; under the lock.

    A line whose name is nobody's, or that of several, stays: its words, and how many it may mean.
    """
    inbox = files.read(os.path.join(root, INBOX))
    text = inbox.text
    notes: dict[str, tuple[Source, Person]] = {}
    texts: dict[str, str] = {}
    taken: list[tuple[str, str]] = []
    left: list[tuple[str, int]] = []
    for line in inbox_lines(inbox.text):
        if line.ticked or not line.words.startswith("@"):
            continue
        found, words = addressed(line.words, people)
        if len(found) != 1 or not words:
            left.append((line.words, len(found)))
            continue
        person = found[0]
        if person.path not in notes:
            notes[person.path] = open_note(root, person)
            texts[person.path] = notes[person.path][0].text
        source = notes[person.path][0]._replace(text=texts[person.path])
        said = parse_line(f"- {today.isoformat()} {words}") or LogLine(today, words)
        texts[person.path] = logged(source, person, said, language).text
        text = ticked(text, line.id)
        taken.append((person.name, words))
    writes = [Write(notes[path][0].path, texts[path], notes[path][0]) for path in notes]
    files.apply([*writes, Write(inbox.path, text, inbox)] if taken else [], inside=root)
    return Taken(tuple(taken), tuple(left))


def parse_line(text: str) -> LogLine | None:
    """The line of a log that *text* is."""
    return next(iter(log_lines(text)), None)


def merge(root: str, kept: Person, other: Person) -> str:
    """The note on *other* into that on *kept*, with every word of it; under the lock. Its path.

    What both notes say differently is kept below the heading with the other's name.
    """
    source, kept = open_note(root, kept)
    second, other = open_note(root, other)
    mine, theirs = (parse_front_matter(one.text).values for one in (source, second))
    changes: dict[str, Any] = {}
    apart: list[str] = []
    for key, value in theirs.items():
        if key not in mine or mine[key] in (None, "", []):
            changes[key] = value
        elif isinstance(value, Mapping) and isinstance(mine[key], Mapping):
            changes[key] = {**value, **mine[key]}
            apart += [
                f"{key}.{name}: {value[name]}"
                for name in value
                if mine[key].get(name, value[name]) != value[name]
            ]
        elif isinstance(mine[key], list) or isinstance(value, list):
            both = [*_as_list(mine[key]), *_as_list(value)]
            changes[key] = list(dict.fromkeys(both))
        elif value != mine[key] and key not in {"name", "added"}:
            apart.append(f"{key}: {value}")
    names = [*kept.aliases, *other.aliases, other.name]
    changes["aliases"] = [name for name in dict.fromkeys(names) if name != kept.name]
    text = set_keys(source.text, changes, KEY_ORDER)
    newline = "\r\n" if "\r\n" in text else "\n"
    body = split(second.text).body.replace("\r\n", "\n").strip("\n")
    if apart or body:
        more = "\n\n".join(part for part in (f"## {other.name}", "\n".join(apart), body) if part)
        gap = "\n" if text.endswith("\n") else "\n\n"
        text += f"{gap}{more}\n".replace("\n", newline)
    writes = [Write(source.path, text, source), *_bridges_of(root, kept, other)]
    files.apply(writes, [Removal(second)], inside=root)
    return kept.path


def _bridges_of(root: str, kept: Person, other: Person) -> list[Write]:
    """The introductions of *other*, which are those of *kept* from now on."""
    writes = []
    for bridge in workspace.read_notes(root, INTRODUCTIONS, parse_introduction)[0]:
        if other.id in bridge.people and kept.id not in bridge.people:
            source = workspace.source_of(root, bridge.path)
            change = {side_of(bridge, other.id): linked_name(kept.id)}
            writes.append(Write(source.path, set_keys(source.text, change), source))
    return writes


def _as_list(value: Any) -> list[Any]:
    return list(value) if isinstance(value, list) else [value]
