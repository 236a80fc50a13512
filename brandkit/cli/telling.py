"""A plan in sentences."""

from __future__ import annotations

from datetime import datetime, timedelta

from brandkit.cli.desk import wrapped
from brandkit.core.filling import INTERVIEW, made_of
from brandkit.core.model import Entry
from brandkit.planning import Outcome
from brandkit.sentences import calendar_name, remarks
from brandkit.words import Words
from brandkit.world import World


def told(
    words: Words, world: World, outcome: Outcome, horizon: datetime, *, dry: bool
) -> list[str]:
    """What a person sees after `brandkit plan`."""
    made, brand = outcome.plan, world.situation.brand
    last = (horizon - timedelta(seconds=1)).date()
    rows = [(line.entry, line.action) for line in made.lines]
    rows += [(entry, "fixed") for entry in made.standing]
    rows.sort(key=lambda row: (row[0].when, row[0].channel))
    if not rows and not made.empty:
        return [
            words("plan.nothing", day=words.day(last)),
            *map(wrapped, remarks(words, world, outcome)),
        ]
    lines = [wrapped(words("plan.title", name=brand.name, day=words.day(last))), ""]
    day = None
    for entry, action in rows:
        if entry.when.date() != day:
            day = entry.when.date()
            lines.append(words.day(day))
        lines += _row(words, world, entry, action)
    lines.append("")
    changed = len(outcome.written)
    if changed:
        lines.append(words("plan.would" if dry else "plan.written", n=changed))
    elif not outcome.moved and not outcome.removed:
        lines.append(words("plan.unchanged"))
    lines += map(wrapped, remarks(words, world, outcome))
    fresh = next((line.entry for line in made.lines), None)
    if fresh is not None and not dry:
        lines.append(wrapped(words("plan.next", entry=fresh.id[:4])))
    return lines


def _row(words: Words, world: World, entry: Entry, action: str) -> list[str]:
    brand = world.situation.brand
    channel, theme = brand.channel(entry.channel), brand.theme(entry.theme)
    parts = [calendar_name(world, entry)]
    if not entry.is_task:
        parts = [
            channel.name if channel else entry.channel,
            theme.name if theme else entry.theme,
            entry.format,
        ]
    if action not in {"new", "kept"}:
        parts.append(words(f"action.{action}"))
    if action != "fixed" and made_of(entry) == INTERVIEW and not entry.is_task:
        parts.append(words("action.interview"))
    text = " · ".join(part for part in parts if part)
    return [
        wrapped(text, " " * 9, first=f"  {entry.when:%H:%M}  "),
        wrapped(entry.title, " " * 9),
    ]
