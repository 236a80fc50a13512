"""`brandkit` by itself: today."""

from __future__ import annotations

import contextlib
import json
import os
from datetime import datetime, timedelta
from typing import Any
from zoneinfo import ZoneInfo

from brandkit.cli.agenda import remember
from brandkit.cli.desk import Desk, answer, is_somebody_there, say, strong, warn, wrapped
from brandkit.index import Index, Row
from brandkit.today import COPY, READ, WRITE, Today, today
from brandkit.words import Words

SEEN_FILE = "today.json"


def show_today(desk: Desk, *, as_json: bool) -> None:
    """Ask whether what was copied is out, then show one thing for ten minutes, then the rest."""
    index, value = _look(desk)
    if as_json:
        answer(_json(index, value))
        return
    if is_somebody_there() and (value.asking or value.outcome):
        from brandkit.cli.asking import ask_outcome, ask_whether_out

        asked = [ask_whether_out(desk, index, row) for row in value.asking]
        if value.outcome is not None:
            asked.append(ask_outcome(desk, value.outcome))
        if any(asked):
            index, value = _look(desk)
    remember(desk, [row.id for row in value.shown])
    say(_lines(Words(index.language), index, value, _now(desk, index)))
    warn(index.problems)
    _remember_seen(desk, _now(desk, index).timestamp())


def _now(desk: Desk, index: Index) -> datetime:
    return desk.moment_in(index.zone)


def _look(desk: Desk) -> tuple[Index, Today]:
    index = desk.index()
    now = _now(desk, index)
    tomorrow = datetime.combine(
        now.date() + timedelta(days=1), now.min.time(), ZoneInfo(index.zone)
    )
    seen = _seen(desk)
    return index, today(index.rows, now.timestamp(), tomorrow.timestamp(), seen)


def _seen(desk: Desk) -> float:
    try:
        with open(desk.private(SEEN_FILE), encoding="utf-8") as file:
            return float(json.load(file)["seen"])
    except (OSError, ValueError, LookupError, TypeError):
        return 0.0


def _remember_seen(desk: Desk, moment: float) -> None:
    """When this was looked at, for the next time; not worth a failure."""
    from brandkit.files import prepare_private

    with contextlib.suppress(OSError):
        prepare_private(desk.private())
        with open(desk.private(SEEN_FILE), "w", encoding="utf-8") as file:
            json.dump({"seen": moment}, file)


def _json(index: Index, value: Today) -> dict[str, Any]:
    def row(found: Row) -> dict[str, Any]:
        keys = "id when calendar channel theme format title status blanks path".split()
        return {key: getattr(found, key) for key in keys}

    return {
        "act": value.act,
        "thing": row(value.thing) if value.thing else None,
        "asking": [row(item) for item in value.asking],
        "ready": [row(item) for item in value.ready],
        "due": [row(item) for item in value.due],
        "missed": [row(item) for item in value.missed],
        "next": [row(item) for item in value.coming],
        "outcome": row(value.outcome) if value.outcome else None,
        "back": value.back,
        "problems": index.problems,
    }


def _lines(words: Words, index: Index, value: Today, now: datetime) -> list[str]:
    day = words.day(now.date())
    lines = [strong(wrapped(f"{day[:1].upper()}{day[1:]} · {index.name}")), ""]
    if value.back:
        lines += [wrapped(words("today.back")), wrapped(words("today.fresh")), ""]
    lines += _thing(words, index, value, now)
    numbers = {row.id: n for n, row in enumerate(value.shown, 1)}
    width = len(str(len(numbers) or 1))
    for key, rows in (
        ("asking", value.asking),
        ("ready", value.ready),
        ("due", value.due),
        ("missed", () if value.back else value.missed),
        ("next", value.coming),
    ):
        if not rows:
            continue
        kind = f"{key} task" if key == "asking" and rows[0].is_task else key
        lines += ["", words(f"today.{kind}", entry=numbers[rows[0].id])]
        for row in rows:
            number = f"{numbers[row.id]:>{width}}"
            lines.append(
                wrapped(_row(words, index, row, now), " " * (width + 4), first=f"  {number}  ")
            )
    if value.outcome is not None:
        title = value.outcome.title or os.path.basename(value.outcome.path)
        entry = value.outcome.id[:4]
        lines += ["", wrapped(words("today.outcome", title=title, entry=entry))]
    return lines


def _thing(words: Words, index: Index, value: Today, now: datetime) -> list[str]:
    """The one thing, and the gesture that it asks for."""
    row = value.thing
    if row is None:
        return [wrapped(words(f"today.{value.act}"))]
    title = row.title or row.path
    lines = [wrapped(words("today.thing")), "", strong(wrapped(title, "     ", first="  1  "))]
    lines.append(wrapped(_where(words, index, row, now), "     "))
    gesture = {COPY: "copy", READ: "read", WRITE: "write"}[value.act]
    if row.is_task:
        gesture = "task" if row.blanks else "do"
    return [*lines, wrapped(words(f"today.{gesture}", entry=1), "     ", first="     → ")]


def _row(words: Words, index: Index, row: Row, now: datetime) -> str:
    return f"{row.title or row.path} · {_where(words, index, row, now)}"


def _where(words: Words, index: Index, row: Row, now: datetime) -> str:
    when = datetime.fromisoformat(row.when)
    day = words.near_day(when.date(), now.date())
    channel = index.channels.get(row.channel, row.channel) or words("plan.task")
    theme = index.themes.get(row.theme, row.theme)
    return " · ".join(part for part in (f"{day}, {when:%H:%M}", channel, theme) if part)
