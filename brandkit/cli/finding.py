"""Which entry a person means: an id prefix, a path, a number of the last agenda, a date, words."""

from __future__ import annotations

import json
import os
from collections.abc import Sequence
from datetime import date, datetime

from brandkit.cli.agenda import AGENDA_FILE
from brandkit.cli.desk import Desk
from brandkit.core.model import Entry
from brandkit.errors import ImpossibleError

SHORT = 3
"""A number of so few figures is one of the agenda; longer ones may begin an id."""


def find_entry(desk: Desk, entries: Sequence[Entry], wanted: str) -> Entry:
    """The one entry that *wanted* means; `ImpossibleError` with what it could mean."""
    if wanted.isdecimal() and len(wanted) <= SHORT and not _by_number(desk, entries, wanted):
        raise ImpossibleError(
            f"The last agenda had no number {wanted}. See the numbers with: brandkit agenda"
        )
    for matches in (
        _by_path(desk, entries, wanted),
        _by_number(desk, entries, wanted),
        [entry for entry in entries if len(wanted) >= 2 and entry.id.startswith(wanted.casefold())],
        _by_date(desk, entries, wanted),
        _by_words(desk, entries, wanted),
    ):
        if len(matches) == 1:
            return matches[0]
        if matches:
            choices = [
                f"  {entry.id}  {entry.when:%Y-%m-%d}  {entry.channel}  {entry.title}"
                for entry in sorted(matches, key=lambda entry: entry.when)[:8]
            ]
            raise ImpossibleError(f"{wanted!r} may be any of these:", details=choices)
    raise ImpossibleError(f"There is no entry {wanted!r}. See them with: brandkit agenda")


def _by_path(desk: Desk, entries: Sequence[Entry], wanted: str) -> list[Entry]:
    places = {
        os.path.realpath(wanted),
        os.path.realpath(os.path.join(desk.root, wanted)),
        os.path.realpath(os.path.join(desk.root, "drafts", wanted)),
    }
    return [e for e in entries if os.path.realpath(os.path.join(desk.root, e.path)) in places]


def _by_number(desk: Desk, entries: Sequence[Entry], wanted: str) -> list[Entry]:
    if not wanted.isdecimal() or len(wanted) > 4:
        return []
    try:
        with open(desk.private(AGENDA_FILE), encoding="utf-8") as file:
            shown = json.load(file)
        identity = shown[int(wanted) - 1] if int(wanted) > 0 else ""
    except (OSError, ValueError, IndexError, TypeError):
        return []
    return [entry for entry in entries if entry.id == identity]


def _by_date(desk: Desk, entries: Sequence[Entry], wanted: str) -> list[Entry]:
    try:
        day = date.fromisoformat(wanted)
    except ValueError:
        return []
    zone = desk.brand.zone
    return [entry for entry in entries if entry.when.astimezone(zone).date() == day]


def _by_words(desk: Desk, entries: Sequence[Entry], wanted: str) -> list[Entry]:
    """Entries whose title, theme, channel or date hold all the words; the coming ones first."""
    words = wanted.casefold().split()
    found = [
        entry
        for entry in entries
        if all(
            word in f"{entry.title} {entry.theme} {entry.channel} {entry.path}".casefold()
            for word in words
        )
    ]
    coming: list[Entry] = [entry for entry in found if _is_coming(entry, desk.now)]
    return coming or found


def _is_coming(entry: Entry, now: datetime) -> bool:
    return entry.when >= now and entry.status not in {"published", "done", "skipped"}
