"""Somebody forgotten: their note, and what else brandkit keeps of them, file by file."""

from __future__ import annotations

import csv
import os
import re
from collections.abc import Iterable
from datetime import datetime
from typing import Any, NamedTuple

from brandkit import files, workspace
from brandkit.core.model import Brand, Entry
from brandkit.core.notation.amend import set_keys
from brandkit.core.notation.frontmatter import parse_front_matter
from brandkit.core.notation.groups import GROUPS
from brandkit.core.notation.introductions import INTRODUCTIONS, parse_introduction
from brandkit.core.notation.linking import unlinked
from brandkit.core.notation.others import OTHERS
from brandkit.core.notation.people import PEOPLE
from brandkit.core.people.naming import folded
from brandkit.core.people.person import Person
from brandkit.files import Removal, Write
from brandkit.root import markdown_files

NAMED_IN = ("people", "knows", "by")
"""Keys of front matter that name people."""
READ = (*workspace.ENTRY_FOLDERS, workspace.IDEAS, workspace.MATERIAL, PEOPLE, GROUPS, OTHERS)
SINGLE = ("inbox.md", "profile.md")
TABLES = (f"{PEOPLE}/connections.csv", f"{PEOPLE}/invitations.csv")
CACHES = tuple(f"{folder}.json" for folder in workspace.ENTRY_FOLDERS)


class Forgetting(NamedTuple):
    """What goes and what changes to forget somebody, and the words that are left to the person.

    *left* are places, `path:line`, in which the name stands among the person's own words.
    """

    removals: tuple[Removal, ...]
    writes: tuple[Write, ...]
    paths: tuple[str, ...]
    left: tuple[str, ...]
    entries: tuple[str, ...]


def forgetting(root: str, brand: Brand, person: Person) -> Forgetting:
    """What is to be done to forget *person*; nothing is done yet."""
    names = {folded(name) for name in (person.id, person.name, *person.aliases)}
    pattern = _pattern([person.name, *person.aliases])
    entries = workspace.load_entries(root, brand.zone).entries
    alone = [entry for entry in entries if entry.is_task and _is_about(entry, names)]
    bridges = workspace.read_notes(root, INTRODUCTIONS, parse_introduction)[0]
    about = [one.path for one in bridges if names & {folded(name) for name in one.people}]
    gone = {person.path, *(entry.path for entry in alone), *about}
    removals = [Removal(workspace.source_of(root, path)) for path in sorted(gone)]
    writes: list[Write] = []
    left: list[str] = []
    single = [name for name in SINGLE if os.path.isfile(os.path.join(root, name))]
    for path in (*single, *(path for folder in READ for path, _ in markdown_files(root, folder))):
        if path not in gone:
            source = workspace.source_of(root, path)
            text = _without(source.text, names)
            if text != source.text:
                writes.append(Write(source.path, text, source))
            left += [
                f"{path}:{n}" for n, row in enumerate(text.split("\n"), 1) if pattern.search(row)
            ]
    writes += _tables(root, names)
    shown = sorted(gone | {os.path.relpath(one.path, root) for one in writes})
    return Forgetting(
        tuple(removals), tuple(writes), tuple(shown), tuple(left), tuple(one.id for one in alone)
    )


def _tables(root: str, names: set[str]) -> list[Write]:
    """The tables of an archive's people without the rows that name them."""
    found = []
    for name in TABLES:
        place = os.path.join(root, name)
        source = files.existing(place, name, most=64_000_000)
        if source is None or not source.text:
            continue
        rows = source.text.splitlines(keepends=True)
        column = rows[0].strip().split(",").index("name") if "name" in rows[0] else 0
        kept = [row for row in rows if not _names_one(row, column, names)]
        if len(kept) != len(rows):
            found.append(Write(source.path, "".join(kept), source))
    return found


def _names_one(row: str, column: int, names: set[str]) -> bool:
    cells = next(csv.reader([row]), [])
    return len(cells) > column and folded(cells[column]) in names


def forget(root: str, brand: Brand, found: Forgetting, now: datetime) -> None:
    """Do what was *found*; under the lock. Caches and the ledger forget the tasks too."""
    files.apply(found.writes, found.removals, inside=root)
    for name in CACHES:
        path = os.path.join(root, ".brandkit", name)
        if os.path.exists(path):
            os.unlink(path)
    _forget_reminders(brand, found.entries, now)


def _forget_reminders(brand: Brand, entries: Iterable[str], now: datetime) -> None:
    from brandkit.ledger import NAME, Ledger
    from brandkit.state import state_folder

    folder = state_folder(brand.id)
    if not os.path.exists(os.path.join(folder, NAME)):
        return
    ledger = Ledger(folder, now)
    try:
        ledger.forget(entries)
    finally:
        ledger.close()


def _is_about(entry: Entry, names: set[str]) -> bool:
    """Whether a task is about this person and nobody else."""
    return bool(entry.people) and {folded(name) for name in entry.people} <= names


def _pattern(names: Iterable[str]) -> re.Pattern[str]:
    words = "|".join(re.escape(name) for name in names if name)
    return re.compile(rf"(?<!\w)(?:{words})(?!\w)", re.IGNORECASE)


def _without(text: str, names: set[str]) -> str:
    """*text* without these names in the keys of its front matter that name people."""
    front = parse_front_matter(text)
    changes: dict[str, Any] = {}
    for key in NAMED_IN:
        value = front.values.get(key)
        items = value if isinstance(value, list) else [value]
        kept = [item for item in items if folded(unlinked(str(item))) not in names]
        if len(kept) != len(items):
            changes[key] = kept or None
    return set_keys(text, changes) if changes and not front.problems else text
