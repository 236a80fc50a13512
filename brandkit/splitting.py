"""A long piece as several short ones, spread by the plan."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime, timedelta
from typing import Any, NamedTuple

from brandkit import files, workspace
from brandkit.core.filling import Line
from brandkit.core.model import Channel, Entry
from brandkit.core.notation.amend import set_keys, with_body
from brandkit.core.notation.entries import KEYS, format_entry
from brandkit.core.plan import make_plan
from brandkit.core.publishing.final import final
from brandkit.core.publishing.plain import HEADING_LINE, plain
from brandkit.core.saying import _
from brandkit.core.slug import slug
from brandkit.errors import ImpossibleError
from brandkit.files import Write
from brandkit.planning import Batch, file_stem, slot_keys
from brandkit.record import title_of
from brandkit.world import World

SPREAD_DAYS = 56
"""How far ahead the short pieces of a long one are spread."""
FEWEST = 2
"""Parts below which there is nothing to split."""


def chunks(text: str, wanted: int) -> list[tuple[str, str]]:
    """*text* as *wanted* short pieces of nearly one length, each a title and its words.

    It is cut where its headings stand, if there are enough of them, else between paragraphs.
    """
    sections = _sections(text)
    if len(sections) < wanted:
        sections = [
            ("", p.strip()) for p in re.split(r"\n\s*\n", HEADING_LINE.sub("", text)) if p.strip()
        ]
    wanted = min(wanted, len(sections))
    total = sum(len(words) for _, words in sections)
    found: list[tuple[str, str]] = []
    taken = 0
    for n, (title, words) in enumerate(sections):
        room = len(sections) - n <= wanted - len(found)
        if found and not room and taken < total * len(found) / wanted:
            found[-1] = (found[-1][0], f"{found[-1][1]}\n\n{words}")
        else:
            found.append((title, words))
        taken += len(words)
    return [(title or title_of(words), plain(words)) for title, words in found]


def _sections(text: str) -> list[tuple[str, str]]:
    """The parts of *text* below its headings; what stands before the first belongs to it."""
    marks = list(HEADING_LINE.finditer(text))
    found = []
    for n, mark in enumerate(marks):
        end = marks[n + 1].start() if n + 1 < len(marks) else len(text)
        words = text[mark.end() : end].strip()
        if words:
            found.append((mark.group(1).strip(), words))
    return found


class Spread(NamedTuple):
    """The short pieces of a long one: entries by path, and what waits as an idea."""

    entries: tuple[tuple[str, datetime], ...]
    ideas: tuple[str, ...]


def split_up(root: str, world: World, origin: Entry, channel: Channel, wanted: int) -> Spread:
    """*origin* as short pieces on *channel*, in slots that the plan gives to its theme.

    Those that find no such slot within eight weeks become ideas on the theme. Call it under the
    lock; nothing that the person wrote gives way.
    """
    source = world.situation.brand.channel(origin.channel)
    text = final(origin, source.kind if source else channel.kind).text
    found = chunks(text, wanted)
    if len(found) < FEWEST:
        raise ImpossibleError(_("{path} is too short to be split", path=origin.path))
    now = world.situation.now
    plan = make_plan(replace(world.situation, horizon=now + timedelta(days=SPREAD_DAYS)))
    lines = [
        line
        for line in plan.lines
        if line.entry.channel == channel.id and line.entry.theme == origin.theme
    ]
    chosen = _evenly(lines, len(found))
    batch = Batch(root, world)
    entries: list[tuple[str, datetime]] = []
    for n, (line, (title, words)) in enumerate(zip(chosen, found, strict=False), 1):
        keys = {"title": title, "piece": f"{origin.piece or origin.id}/{n}"}
        entries.append((_fill(batch, line, keys, f"{words}\n"), line.entry.when))
    ideas = []
    for title, words in found[len(chosen) :]:
        path = batch.name(workspace.IDEAS, slug(title))
        idea = {"title": title, "theme": origin.theme, "channel": channel.id}
        idea["added"] = now.date().isoformat()
        batch.writes.append(Write(batch.full(path), set_keys(f"{words}\n", idea, tuple(idea))))
        ideas.append(path)
    files.apply(batch.writes, inside=root)
    return Spread(tuple(entries), tuple(ideas))


def _evenly(lines: Sequence[Line], wanted: int) -> list[Line]:
    """*wanted* of the *lines*, spread over all of them."""
    if len(lines) <= wanted:
        return list(lines)
    return [lines[n * len(lines) // wanted] for n in range(wanted)]


def _fill(batch: Batch, line: Line, keys: dict[str, Any], body: str) -> str:
    """The slot of *line* with the person's words in it; the path of its entry."""
    if line.old is None:
        path = batch.name(workspace.DRAFTS, file_stem(line.entry))
        head = slot_keys(line.entry, batch.world.situation.brand.zone)
        batch.writes.append(Write(batch.full(path), format_entry({**head, **keys}, body)))
        return path
    source = batch.source(line.old)
    gone = dict.fromkeys(
        ("format", "parts", "idea", "material", "generated", "first_comment", "alt")
    )
    text = set_keys(with_body(source.text, body), {**gone, **keys}, KEYS)
    batch.writes.append(Write(source.path, text, source))
    return line.old.path
