"""LinkedIn's “copy of your data”: Shares.csv, in all the dialects that were seen.

Columns are found by their names, whatever stands before the header. Line breaks within a text are
either plain, as RFC 4180 has them, or each written as quote, line break, quote. Times have no zone
and are taken for UTC; the number in the post's address knows better, where the two agree by a day.
"""

from __future__ import annotations

import csv
import re
from collections.abc import Iterator, Sequence
from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

from brandkit.core.archives.post import Post, Skipped, hashtags_in
from brandkit.core.publishing.addresses import published_at

SHARES = re.compile(r"(?:.*/)?Shares(?:_\d+)?\.csv")
"""The file's name, also with the member's number; `Shares_backup.csv` is another."""
HEADER_WITHIN = 12
"""Rows above the header, at most."""
_NEEDED = ("Date", "ShareLink", "ShareCommentary")
_DATE = r"\d{4}-\d{2}-\d{2} \d{2}:\d{2}:\d{2}"
_BROKEN_LINE = re.compile(rf'"((?:\r?\n")+)(?!{_DATE})')
_NUMBER = re.compile(r"(?:share|ugcPost|activity)(?::|%3A|-)(\d{15,20})")
_APART = timedelta(days=1)


class NotSharesError(ValueError):
    """The text has no header with the columns of Shares.csv; the message names what is missing."""


def parse_shares(text: str, zone: ZoneInfo) -> Iterator[Post | Skipped]:
    """The posts of a Shares.csv, their moments in *zone*; reshares without words are skipped."""
    text = text.removeprefix("\ufeff")
    names, rows = _table(text)
    if not all(_is_whole(names, row) for row in rows):
        names, rows = _table(_BROKEN_LINE.sub(lambda match: "\n" * match.group().count("\n"), text))
    for number, row in enumerate(rows, 1):
        if not any(cell.strip() for cell in row):
            continue
        yield _post(dict(zip(names, row, strict=False)), number, zone)


def _table(text: str) -> tuple[list[str], list[list[str]]]:
    """The names of the columns and the rows below them."""
    rows = list(csv.reader(text.splitlines(keepends=True)))
    for n, row in enumerate(rows[:HEADER_WITHIN]):
        names = [cell.strip() for cell in row]
        if set(_NEEDED) <= set(names):
            return names, rows[n + 1 :]
    found = ", ".join(cell for cell in (rows[0] if rows else []) if cell.strip())
    raise NotSharesError(found)


def _is_whole(names: Sequence[str], row: Sequence[str]) -> bool:
    """Whether a row has a date where it should and no more cells than there are names."""
    if not any(cell.strip() for cell in row):
        return True
    at = names.index("Date")
    return len(row) <= len(names) and at < len(row) and _moment(row[at]) is not None


def _post(cells: dict[str, str], number: int, zone: ZoneInfo) -> Post | Skipped:
    source = f"Shares.csv, {number}"
    moment = _moment(cells.get("Date") or "")
    if moment is None:
        return Skipped(source, "undated")
    words = (cells.get("ShareCommentary") or "").replace("\r\n", "\n").strip()
    if not words:
        return Skipped(source, "boost")
    url = (cells.get("ShareLink") or "").strip()
    told = published_at(url)
    if told is not None and abs(told - moment) <= _APART:
        moment = told
    match = _NUMBER.search(url)
    shared = (cells.get("SharedUrl") or "").strip()
    return Post(
        key=match.group(1) if match else f"{moment:%Y-%m-%dT%H:%M:%S}",
        title="",
        text=words if not shared or shared in words else f"{words}\n\n{shared}",
        at=moment.astimezone(zone),
        url=url,
        tags=hashtags_in(words),
        source=source,
    )


def _moment(text: str) -> datetime | None:
    try:
        return datetime.strptime(text.strip(), "%Y-%m-%d %H:%M:%S").replace(tzinfo=UTC)
    except ValueError:
        return None
