"""The entries and ideas of a workspace on the disk."""

from __future__ import annotations

import os
from collections.abc import Callable
from typing import TYPE_CHECKING, NamedTuple, TypeVar
from zoneinfo import ZoneInfo

from brandkit.core.model import Entry, Idea, Material
from brandkit.core.notation.entries import is_touched, parse_entry, parse_idea
from brandkit.core.problems import Problem
from brandkit.core.saying import _
from brandkit.errors import UnreadableError
from brandkit.files import MAX_TEXT, Source, read
from brandkit.root import markdown_files

if TYPE_CHECKING:
    from brandkit.core.notation.others import Remark
    from brandkit.core.people.person import Person

DRAFTS, PUBLISHED, DONE, IDEAS = "drafts", "published", "done", "ideas"
MATERIAL = "material"
T = TypeVar("T")
ENTRY_FOLDERS = (DRAFTS, PUBLISHED, DONE)


class Shelf(NamedTuple):
    """The entries, and what could not be read.

    *leftovers* are paths of an interrupted command to remove; *strangers* tell of files without
    front matter, which are somebody's notes and count for nothing.
    """

    entries: tuple[Entry, ...]
    problems: tuple[str, ...]
    leftovers: tuple[str, ...] = ()
    strangers: tuple[str, ...] = ()


class EntryFile(NamedTuple):
    """One file: its entry, or its problems, or that it is no entry at all."""

    entry: Entry | None
    problems: tuple[str, ...] = ()
    stranger: str = ""


class IdeaShelf(NamedTuple):
    """The ideas, and what could not be read."""

    ideas: tuple[Idea, ...]
    problems: tuple[str, ...]


class MaterialShelf(NamedTuple):
    """The material, and what could not be read."""

    material: tuple[Material, ...]
    problems: tuple[str, ...]


class RemarkShelf(NamedTuple):
    """What others say, and what could not be read."""

    remarks: tuple[Remark, ...]
    problems: tuple[str, ...]


class PeopleShelf(NamedTuple):
    """The notes on people, and what could not be read."""

    people: tuple[Person, ...]
    problems: tuple[str, ...]


def free_path(root: str, folder: str, stem: str, taken: set[str] | None = None) -> str:
    """A path below *folder* for a new Markdown file: *stem*, with a number where that is taken.

    *taken* holds paths that are spoken for, in small letters.
    """
    n = 1
    while True:
        path = f"{folder}/{stem}{f'-{n}' if n > 1 else ''}.md"
        if path.casefold() not in (taken or ()) and not os.path.lexists(os.path.join(root, path)):
            return path
        n += 1


def load_entries(root: str, zone: ZoneInfo, folders: tuple[str, ...] = ENTRY_FOLDERS) -> Shelf:
    """All entries; of two files with one id the better one counts, and both stay if both matter."""
    entries: list[Entry] = []
    problems: list[str] = []
    strangers: list[str] = []
    for folder in folders:
        for path, _item in markdown_files(root, folder):
            file = read_entry(root, path, zone)
            problems += file.problems
            if file.entry is not None:
                entries.append(file.entry)
            elif file.stranger:
                strangers.append(file.stranger)
    shelf = _without_twins(root, entries, problems)
    return shelf._replace(strangers=tuple(strangers))


def read_entry(root: str, path: str, zone: ZoneInfo) -> EntryFile:
    """The file at *path*, relative to *root*."""
    try:
        text = text_of(root, path)
    except UnreadableError as error:
        return EntryFile(None, (error.message,))
    return entry_in(text, path, zone)


def entry_in(text: str, path: str, zone: ZoneInfo) -> EntryFile:
    """What *text*, the file at *path*, holds."""
    if not text.removeprefix("\ufeff").startswith("---"):
        message = _("no front matter; it counts for no entry")
        return EntryFile(None, stranger=Problem(1, 1, message).located(path))
    reading = parse_entry(text, path, zone)
    return EntryFile(reading.entry, tuple(p.located(path) for p in reading.problems))


def text_of(root: str, path: str) -> str:
    """The text at *path* the fast way; any trouble is left to the reader that can say it."""
    full = os.path.join(root, path)
    try:
        with open(full, "rb") as file:
            content = file.read(MAX_TEXT + 1)
        if len(content) <= MAX_TEXT:
            return content.decode("utf-8")
    except (OSError, UnicodeDecodeError):
        content = b""
    return read(full, path).text


def _without_twins(root: str, entries: list[Entry], problems: list[str]) -> Shelf:
    """An interrupted command leaves a file under two names; the better one is the entry.

    Published wins over ready, what the person wrote over what was generated, then the newer. A
    loser whose words are the person's own is kept and told; any other is a leftover to remove.
    """
    by_id: dict[str, list[Entry]] = {}
    for entry in entries:
        by_id.setdefault(entry.id, []).append(entry)
    if len(by_id) == len(entries):
        return Shelf(tuple(entries), tuple(problems))
    kept: list[Entry] = []
    leftovers: list[str] = []
    for twins in by_id.values():
        ranked = sorted(twins, key=lambda twin: _rank(root, twin), reverse=True)
        best = ranked[0]
        kept.append(best)
        for other in ranked[1:]:
            same = (other.title, other.body) == (best.title, best.body)
            if same or not is_touched(other):
                leftovers.append(other.path)
            else:
                message = _(
                    "has the id {id!r} of {path}; both are kept:"
                    " give one of them another id, or delete it",
                    id=other.id,
                    path=best.path,
                )
                problems.append(Problem(1, 1, message).located(other.path))
    return Shelf(tuple(kept), tuple(problems), tuple(leftovers))


def _rank(root: str, entry: Entry) -> tuple[int, bool, int, str]:
    order = {"published": 3, "done": 3, "ready": 2, "review": 2}
    return (
        order.get(entry.status, 1),
        is_touched(entry),
        os.stat(os.path.join(root, entry.path)).st_mtime_ns,
        entry.path,
    )


def load_ideas(root: str) -> IdeaShelf:
    """The files of `ideas/`."""
    return IdeaShelf(*read_notes(root, IDEAS, parse_idea))


def load_material(root: str) -> MaterialShelf:
    """The files of `material/`."""
    from brandkit.core.notation.material import parse_material

    return MaterialShelf(*read_notes(root, MATERIAL, parse_material))


def load_remarks(root: str) -> RemarkShelf:
    """The files of `others/`."""
    from brandkit.core.notation.others import OTHERS, parse_remarks

    found, problems = read_notes(root, OTHERS, lambda text, *_place: parse_remarks(text))
    return RemarkShelf(tuple(remark for remarks in found for remark in remarks), problems)


def load_people(root: str) -> PeopleShelf:
    """The notes of `people/`."""
    from brandkit.core.notation.people import PEOPLE, parse_person

    return PeopleShelf(*read_notes(root, PEOPLE, parse_person))


def read_notes(
    root: str, folder: str, parse: Callable[[str, str, str], tuple[T | None, tuple[Problem, ...]]]
) -> tuple[tuple[T, ...], tuple[str, ...]]:
    """What *parse* makes of each file of *folder*, by text, name and path; what it cannot read."""
    items: list[T] = []
    problems: list[str] = []
    for path, _item in markdown_files(root, folder):
        try:
            text = text_of(root, path)
        except UnreadableError as error:
            problems.append(error.message)
            continue
        name = path.removeprefix(f"{folder}/").removesuffix(".md")
        item, mistakes = parse(text, name, path)
        problems += [problem.located(path) for problem in mistakes]
        if item is not None:
            items.append(item)
    return tuple(items), tuple(problems)


def source_of(root: str, path: str) -> Source:
    """The file as it is now, with its digest; a link may not lead out of the workspace."""
    full = os.path.realpath(os.path.join(root, path))
    if os.path.commonpath([os.path.realpath(root), full]) != os.path.realpath(root):
        raise UnreadableError(
            _("{path}: a link that leads out of the workspace is not followed", path=path)
        )
    return read(full)


def problems_of(root: str, zone: ZoneInfo) -> list[str]:
    """What cannot be read of entries, ideas and material."""
    return [
        *load_entries(root, zone).problems,
        *load_ideas(root).problems,
        *load_material(root).problems,
    ]
