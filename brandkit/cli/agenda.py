"""`brandkit agenda`: what is coming."""

from __future__ import annotations

import contextlib
import json
import os
from datetime import timedelta
from typing import Any

import click

from brandkit.cli.desk import Desk, answer, say, warn
from brandkit.cli.finding import AGENDA_FILE
from brandkit.core.model import Brand, Entry
from brandkit.core.notation.entries import computed_status
from brandkit.words import Words
from brandkit.workspace import DRAFTS, load_entries


@click.command(epilog="Example: brandkit agenda --days 14")
@click.option("--days", default=None, type=click.IntRange(1), help="How far to look ahead.")
@click.option("--json", "as_json", is_flag=True, help="Answer in JSON.")
@click.pass_obj
def agenda(desk: Desk, days: int | None, as_json: bool) -> None:
    """Show what is coming, and what was missed."""
    brand, now = desk.brand, desk.now
    shelf = load_entries(desk.root, brand.zone, (DRAFTS,))
    end = now + timedelta(days=days) if days else None
    shown: list[tuple[Entry, str]] = []
    for entry in sorted(shelf.entries, key=lambda e: (e.when, e.channel)):
        status = computed_status(entry, now)
        if status in {"published", "done"} or (status == "skipped" and entry.when < now):
            continue
        if status == "planned" and entry.when < now:
            continue
        if end is None or entry.when < end:
            shown.append((entry, status))
    _remember(desk, [entry.id for entry, _ in shown])
    if as_json:
        rows = [_row(entry, status) for entry, status in shown]
        answer({"entries": rows, "problems": list(shelf.problems)})
    else:
        say(_lines(desk.words, brand, shown))
        warn(shelf.problems)


def _row(entry: Entry, status: str) -> dict[str, Any]:
    return {
        "id": entry.id,
        "when": entry.when.isoformat(),
        "channel": entry.channel,
        "theme": entry.theme,
        "format": entry.format,
        "title": entry.title,
        "status": status,
        "path": entry.path,
    }


def _remember(desk: Desk, ids: list[str]) -> None:
    """The numbers that this agenda shows, for the next command; not worth a failure."""
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


def _lines(words: Words, brand: Brand, shown: list[tuple[Entry, str]]) -> list[str]:
    if not shown:
        return [words("agenda.nothing")]
    lines: list[str] = []
    names = {channel.id: channel.name for channel in brand.channels}
    themes = {theme.id: theme.name for theme in brand.themes}
    width = len(str(len(shown)))
    day = None
    missed_told = False
    for number, (entry, status) in enumerate(shown, 1):
        if status == "missed" and not missed_told:
            lines.append(words("agenda.missed"))
            missed_told = True
        if entry.when.date() != day:
            day = entry.when.date()
            lines.append(words.day(day))
        channel, theme = names.get(entry.channel, entry.channel), themes.get(entry.theme, entry.theme)
        state = words(f"status.{status}")
        lines.append(f"  {number:>{width}}  {entry.when:%H:%M}  {channel} · {theme} · {state}")
        lines.append(f"  {'':>{width}}         {entry.title}")
    return [words("agenda.title", name=brand.name), "", *lines]
