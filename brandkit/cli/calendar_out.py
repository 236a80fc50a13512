"""The plan as a calendar file, a table, a page."""

from __future__ import annotations

import calendar as months
import csv
import hashlib
import io
import os
from collections.abc import Iterator, Sequence
from datetime import date, datetime
from html import escape

from brandkit import files
from brandkit.cli.desk import OURS, Desk, answer, say, warn, wrapped
from brandkit.config import load_settings
from brandkit.core.calendar.events import Event, format_shown, ics_digest, parse_shown, shown_now
from brandkit.core.saying import _
from brandkit.errors import ImpossibleError, UnreadableError
from brandkit.housekeeping import writing
from brandkit.ics.events import events_of, oldest
from brandkit.ics.writing import PRODUCT, calendar_text
from brandkit.index import Row, status_of
from brandkit.page import framed

MEMORY = "calendar.json"
COLUMNS = ("id", "when", "channel", "theme", "format", "status", "title", "url", "path")
_FORMULA = ("=", "+", "-", "@", "\t", "\r")


def write_ics(desk: Desk, place: str) -> None:
    """The calendar file, and what it shows into calendar.json; nothing where nothing changed."""
    with writing(desk.root):
        memory = os.path.join(desk.root, MEMORY)
        source = files.existing(memory, MEMORY, OURS)
        before = parse_shown(source.text) if source is not None else {}
        if before is None:
            message = _(
                "{path} cannot be understood; restore it from git, or delete it to begin anew",
                path=MEMORY,
            )
            raise UnreadableError(message)
        since = oldest(desk.now, desk.brand.zone)
        shown = shown_now(before, _events(desk), desk.now, since)
        path = os.path.abspath(os.path.expanduser(place))
        old = files.existing(path, place, OURS) if place != "-" else None
        if old is not None and old.text.strip() and PRODUCT not in old.text:
            message = _("{path} was not written by brandkit; name another file", path=place)
            raise ImpossibleError(message)
        known = ics_digest(source.text) if source is not None else ""
        if shown == before and old is not None and old.digest == known:
            say([wrapped(desk.words("calendar.same", path=_shown_path(desk, place)))])
            return
        text = calendar_text(desk.brand, shown.values())
        digest = hashlib.sha256(text.encode()).hexdigest()
        writes = [files.Write(memory, format_shown(shown, digest), source)]
        if place != "-":
            writes.append(files.Write(path, text, old))
        changed = files.apply(writes)
    if place == "-":
        say([text.rstrip("\r\n").replace("\r\n", "\n")])
        return
    key = "brief.written" if changed else "calendar.same"
    say([wrapped(desk.words(key, path=_shown_path(desk, place)))])


def _shown_path(desk: Desk, place: str) -> str:
    return os.path.relpath(place, desk.root) if place.startswith(desk.root) else place


def _events(desk: Desk) -> list[Event]:
    settings = load_settings(desk.root)
    index = desk.index()
    warn(index.problems)
    return events_of(settings, index.rows, desk.words, desk.now)


def _rows(desk: Desk) -> list[Row]:
    index = desk.index()
    warn(index.problems)
    return sorted(index.rows, key=lambda row: (row.out or row.at, row.channel, row.id))


def _cells(desk: Desk, row: Row) -> tuple[str, ...]:
    when = desk.moment_at(row.out or row.at).replace(tzinfo=None).isoformat(timespec="minutes")
    status = status_of(row, desk.now.timestamp())
    return (row.id, when, row.channel, row.theme, row.format, status, row.title, row.url, row.path)


def csv_text(desk: Desk) -> str:
    """All entries for a spreadsheet, which must not take a title for a formula."""
    out = io.StringIO()
    table = csv.writer(out, lineterminator="\r\n")
    table.writerow(COLUMNS)
    for row in _rows(desk):
        table.writerow(
            [f"'{cell}" if cell.startswith(_FORMULA) else cell for cell in _cells(desk, row)]
        )
    return f"\ufeff{out.getvalue()}"


def answer_json(desk: Desk) -> None:
    """All entries as JSON."""
    rows = [dict(zip(COLUMNS, _cells(desk, row), strict=True)) for row in _rows(desk)]
    answer({"entries": rows})


def _in_month(desk: Desk, first: date) -> list[Event]:
    """What a month shows, in order of time."""
    found = [event for event in _events(desk) if _is_in(event.start, first)]
    return sorted(found, key=lambda event: (event.start.timestamp(), event.summary))


def _is_in(moment: datetime, first: date) -> bool:
    return (moment.year, moment.month) == (first.year, first.month)


def _title(desk: Desk, first: date) -> str:
    return f"{desk.brand.name}: {desk.words.month(first.month)} {first.year}"


def month_text(desk: Desk, first: date) -> str:
    """A month on the screen: two lines an event."""
    lines = [_title(desk, first), ""]
    events = _in_month(desk, first)
    if not events:
        lines.append(desk.words("calendar.empty"))
    for event in events:
        lines.append(wrapped(f"{desk.words.moment(event.start)}  {event.state}"))
        lines.append(wrapped(event.summary, "  "))
    return "\n".join(lines)


def month_markdown(desk: Desk, first: date) -> str:
    """A month as a Markdown table."""
    words = desk.words
    heads = [words(f"calendar.column.{name}") for name in ("day", "hour", "what", "status")]
    rows = [f"# {_title(desk, first)}", "", f"| {' | '.join(heads)} |", "| --- | --- | --- | --- |"]
    for event in _in_month(desk, first):
        what = event.summary.replace("|", "\\|")
        cells = (words.day(event.start.date()), f"{event.start:%H:%M}", what, event.state)
        rows.append(f"| {' | '.join(cells)} |")
    return "\n".join(rows) + "\n"


def month_page(desk: Desk, first: date) -> str:
    """A month as a page of weeks, to print."""
    events: dict[date, list[Event]] = {}
    for event in _in_month(desk, first):
        events.setdefault(event.start.date(), []).append(event)
    words = desk.words
    heads = "".join(f'<th scope="col">{escape(words.weekday(n))}</th>' for n in range(7))
    weeks = months.Calendar().monthdatescalendar(first.year, first.month)
    body = "".join(f"<tr>{''.join(_days(week, first, events))}</tr>" for week in weeks)
    title = _title(desk, first)
    table = f"<table class='month'><thead><tr>{heads}</tr></thead><tbody>{body}</tbody></table>"
    return framed(f"{_STYLE}<h1>{escape(title)}</h1>\n{table}", title, desk.brand.language)


_STYLE = """<style>
@page { size: landscape; }
body { max-width: 70rem; }
.month { table-layout: fixed; }
.month td { height: 5.5rem; border: 1px solid #999; padding: .3rem; overflow-wrap: anywhere; }
.month .other { opacity: .4; }
.month p { margin: .2rem 0; font-size: .8rem; line-height: 1.25; }
</style>
"""


def _days(week: Sequence[date], first: date, events: dict[date, list[Event]]) -> Iterator[str]:
    for day in week:
        inside = day.month == first.month
        told = "".join(
            f"<p><b>{event.start:%H:%M}</b> {escape(event.summary)}"
            + (f" <i>({escape(event.state)})</i>" if event.state else "")
            + "</p>"
            for event in (events.get(day, []) if inside else [])
        )
        kind = "" if inside else ' class="other"'
        yield f"<td{kind}><b>{day.day}</b>{told}</td>"
