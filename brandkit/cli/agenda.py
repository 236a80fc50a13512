"""`brandkit agenda`: what is coming."""

from __future__ import annotations

import contextlib
import json
import os
from datetime import datetime
from typing import Any

import click

from brandkit import clock
from brandkit.cli.desk import Desk, answer, say, warn
from brandkit.cli.speaking import Command
from brandkit.core.statuses import OUT
from brandkit.index import Index, Row, load_index
from brandkit.words import Words

AGENDA_FILE = "agenda.json"
DAY = 86_400


@click.command(cls=Command, epilog="Example: brandkit agenda --days 14")
@click.option("--days", default=None, type=click.IntRange(1), help="How far to look ahead.")
@click.option("--json", "as_json", is_flag=True, help="Answer in JSON.")
@click.pass_obj
def agenda(desk: Desk, days: int | None, as_json: bool) -> None:
    """Show what is coming, and what was missed."""
    index = load_index(desk.root, clock.nanoseconds())
    now = desk.timestamp(index.zone)
    morning = desk.moment_at_morning(index.zone, now)
    end = now + days * DAY if days else None
    shown: list[tuple[Row, str]] = []
    for row in sorted(index.rows, key=lambda row: (row.at, row.channel)):
        status = _status(row, now, morning)
        if status and (end is None or row.at < end):
            shown.append((row, status))
    remember(desk, [row.id for row, _ in shown])
    if as_json:
        rows = [_json(row, status) for row, status in shown]
        answer({"entries": rows, "problems": index.problems})
    else:
        say(_lines(Words(index.language), index, shown))
        warn(index.problems)


def _status(row: Row, now: float, morning: float) -> str:
    """What the agenda calls an entry; nothing where it has no place there.

    A task is due on its day; that began at *morning*.
    """
    is_past = row.at < (morning if row.is_task else now)
    if row.status:
        return "" if row.status in OUT or (row.status == "skipped" and is_past) else row.status
    if is_past:
        return "missed" if row.touched else ""
    return "drafted" if row.touched else "planned"


def _json(row: Row, status: str) -> dict[str, Any]:
    return {
        "id": row.id,
        "when": row.when,
        "calendar": row.calendar,
        "channel": row.channel,
        "theme": row.theme,
        "format": row.format,
        "title": row.title,
        "status": status,
        "path": row.path,
    }


def remember(desk: Desk, ids: list[str]) -> None:
    """The numbers that a screen shows, for the next command; not worth a failure."""
    with contextlib.suppress(OSError):
        text = json.dumps(ids)
        path = desk.private(AGENDA_FILE)
        if os.path.exists(path):
            with open(path, encoding="utf-8") as file:
                if file.read() == text:
                    return
        from brandkit.files import prepare_private

        prepare_private(desk.private())
        with open(path, "w", encoding="utf-8") as file:
            file.write(text)


def _lines(words: Words, index: Index, shown: list[tuple[Row, str]]) -> list[str]:
    if not shown:
        return [words("agenda.nothing")]
    lines: list[str] = []
    width = len(str(len(shown)))
    day = None
    missed_told = False
    for number, (row, status) in enumerate(shown, 1):
        when = datetime.fromisoformat(row.when)
        if status == "missed" and not missed_told:
            lines.append(words("agenda.missed"))
            missed_told = True
        if when.date() != day:
            day = when.date()
            lines.append(words.day(day))
        channel = index.channels.get(row.channel, row.channel) or words("plan.task")
        theme = index.themes.get(row.theme, row.theme)
        said = " · ".join(part for part in (channel, theme, words(f"status.{status}")) if part)
        lines.append(f"  {number:>{width}}  {when:%H:%M}  {said}")
        lines.append(f"  {'':>{width}}         {row.title}")
    return [words("agenda.title", name=index.name), "", *lines]
