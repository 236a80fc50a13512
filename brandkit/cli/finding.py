"""Which entry a person means: an id prefix, a path, a number of the last agenda, a date, words."""

from __future__ import annotations

import json
import os
from collections.abc import Callable, Iterable, Sequence
from datetime import date, datetime

from brandkit.cli.agenda import AGENDA_FILE
from brandkit.cli.desk import Desk, warn
from brandkit.core.model import Entry
from brandkit.core.saying import _
from brandkit.core.statuses import OVER
from brandkit.errors import ImpossibleError
from brandkit.index import Row, row_of
from brandkit.opened import Opened, opened

SHORT = 3
"""A number of so few figures is one of the agenda; longer ones may begin an id."""
SHORTEST_ID = 2


def open_entry(desk: Desk, wanted: str, likely: Callable[[Row], bool] = lambda _: True) -> Opened:
    """The entry that *wanted* means and its file; broken files are told, not in the way.

    It is looked for among the *likely* rows first: what is out cannot be published, say.
    """
    index = desk.index()
    warn(index.problems)
    try:
        row = find_row(desk, [row for row in index.rows if likely(row)], wanted)
    except ImpossibleError as error:
        if error.details:
            raise
        row = find_row(desk, index.rows, wanted)
    return opened(desk, row.path)


def find_entry(desk: Desk, entries: Sequence[Entry], wanted: str) -> Entry:
    """The one of *entries* that *wanted* means; `ImpossibleError` with what it could mean."""
    row = find_row(desk, [row_of(entry) for entry in entries], wanted)
    return next(entry for entry in entries if entry.path == row.path)


def find_rows(desk: Desk, rows: Sequence[Row], wanted: Iterable[str]) -> list[Row]:
    """The row that each of *wanted* means; whole ids are found at once."""
    by_id = {row.id: row for row in rows}
    return [by_id.get(one) or find_row(desk, rows, one) for one in wanted]


def find_row(desk: Desk, rows: Sequence[Row], wanted: str) -> Row:
    """The one row that *wanted* means; `ImpossibleError` with what it could mean."""
    if wanted.isdecimal() and len(wanted) <= SHORT and not _by_number(desk, rows, wanted):
        raise ImpossibleError(
            _(
                "The last agenda had no number {wanted}. See the numbers with: brandkit agenda",
                wanted=wanted,
            )
        )
    for matching in (_by_path, _by_number, _by_id, _by_date, _by_words):
        matches = matching(desk, rows, wanted)
        if len(matches) == 1:
            return matches[0]
        if matches:
            choices = [
                f"  {row.id}  {row.when[:10]}  {row.channel}  {row.title}"
                for row in sorted(matches, key=lambda row: row.at)[:8]
            ]
            raise ImpossibleError(
                _("{wanted!r} may be any of these:", wanted=wanted), details=choices
            )
    raise ImpossibleError(
        _("There is no entry {wanted!r}. See them with: brandkit agenda", wanted=wanted)
    )


def _by_path(desk: Desk, rows: Sequence[Row], wanted: str) -> list[Row]:
    if "/" not in wanted and os.sep not in wanted and not wanted.endswith(".md"):
        return []
    places = {
        os.path.realpath(wanted),
        os.path.realpath(os.path.join(desk.root, wanted)),
        os.path.realpath(os.path.join(desk.root, "drafts", wanted)),
    }
    return [row for row in rows if os.path.realpath(os.path.join(desk.root, row.path)) in places]


def _by_number(desk: Desk, rows: Sequence[Row], wanted: str) -> list[Row]:
    if not wanted.isdecimal() or len(wanted) > 4:
        return []
    try:
        with open(desk.private(AGENDA_FILE), encoding="utf-8") as file:
            shown = json.load(file)
        identity = shown[int(wanted) - 1] if int(wanted) > 0 else ""
    except (OSError, ValueError, IndexError, TypeError):
        return []
    return [row for row in rows if row.id == identity]


def _by_id(_: Desk, rows: Sequence[Row], wanted: str) -> list[Row]:
    start = wanted.casefold()
    return [row for row in rows if row.id.startswith(start)] if len(wanted) >= SHORTEST_ID else []


def _by_date(_: Desk, rows: Sequence[Row], wanted: str) -> list[Row]:
    """Those of a day; its posts come before its tasks."""
    try:
        day = date.fromisoformat(wanted)
    except ValueError:
        return []
    found = [row for row in rows if datetime.fromisoformat(row.when).date() == day]
    return [row for row in found if not row.is_task] or found


def _by_words(desk: Desk, rows: Sequence[Row], wanted: str) -> list[Row]:
    """Those whose title, theme, channel or date hold all the words; the coming ones first."""
    words = wanted.casefold().split()
    found = [
        row
        for row in rows
        if all(
            word in f"{row.title} {row.theme} {row.channel} {row.path}".casefold() for word in words
        )
    ]
    now = desk.now.timestamp()
    coming = [row for row in found if row.at >= now and row.status not in OVER]
    return coming or found
