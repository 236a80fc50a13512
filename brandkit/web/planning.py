"""The plan on the board: what it would change, shown first; then written."""

from __future__ import annotations

from datetime import datetime
from typing import NamedTuple

from flask import Blueprint, request
from werkzeug.wrappers import Response

from brandkit.core.filling import INTERVIEW, made_of
from brandkit.core.model import Entry
from brandkit.housekeeping import writing
from brandkit.planning import Outcome, carry_out
from brandkit.sentences import calendar_name, remarks, why_sentence
from brandkit.taking import inbox_lines_taken
from brandkit.web.glance import tone_of
from brandkit.web.pages import page
from brandkit.web.site import back_to, site, work
from brandkit.world import WEEKS, World, horizon_after, read_world

pages = Blueprint("planning", __name__)
MOST_WEEKS = 26
CHANGES = ("new", "changed", "moved", "retimed")


class Row(NamedTuple):
    """An entry of the plan: what becomes of it, and why it is there. *id* only of one that is."""

    id: str
    when: datetime
    action: str
    title: str
    channel: str
    theme: str
    tone: int
    asks: bool
    why: str


def _weeks(wanted: str) -> int:
    return min(max(int(wanted), 1), MOST_WEEKS) if wanted.isdecimal() else WEEKS


@pages.get("/plan")
def show() -> str:
    """What a plan would write, move and remove; nothing is written."""
    visit = work()
    weeks = _weeks(request.args.get("weeks", ""))
    horizon = horizon_after(visit.now, weeks)
    world = read_world(visit.root, visit.now, lambda _settings: horizon)
    outcome = carry_out(visit.root, world, dry=True)
    rows = _rows(world, outcome)
    return page(
        "plan.html",
        active="plan",
        weeks=weeks,
        rows=rows,
        changes=sum(row.action in CHANGES for row in rows),
        removed=[(path, visit.words(f"plan.why.{why}")) for path, why in outcome.removed],
        remarks=remarks(visit.words, world, outcome),
        problems=[visit.said(text) for text in (*world.warnings, *outcome.failures)],
        missed=len(outcome.plan.placement.missed_drafted),
    )


def _rows(world: World, outcome: Outcome) -> list[Row]:
    """Everything to come, in order of time."""
    words = work().words
    made = outcome.plan
    rows = [
        _row(world, line.entry, line.action, why_sentence(words, world, made, line))
        for line in made.lines
    ]
    rows += [
        _row(world, entry, "fixed", words("why.fixed", title=entry.title or entry.path))
        for entry in made.standing
    ]
    return sorted(rows, key=lambda row: (row.when, row.channel))


def _row(world: World, entry: Entry, action: str, why: str) -> Row:
    brand = world.situation.brand
    channel, theme = brand.channel(entry.channel), brand.theme(entry.theme)
    return Row(
        entry.id if entry.path else "",
        entry.when,
        action,
        entry.title,
        channel.name if channel else calendar_name(world, entry),
        theme.name if theme else entry.theme,
        tone_of(brand, entry.theme),
        action != "fixed" and not entry.is_task and made_of(entry) == INTERVIEW,
        why,
    )


@pages.post("/plan")
def write() -> Response:
    """The plan onto the disk."""
    visit, form = work(), request.form
    horizon = horizon_after(visit.now, _weeks(form.get("weeks", "")))
    with writing(visit.root):
        told = inbox_lines_taken(visit)
        world = read_world(visit.root, visit.now, lambda _settings: horizon)
        outcome = carry_out(visit.root, world, dry=False, fresh="fresh" in form)
    changed = len(outcome.written)
    text = visit.words("plan.written", n=changed) if changed else visit.words("plan.unchanged")
    if not changed and (outcome.moved or outcome.removed):
        text = visit.words("board.planned")
    failures = [visit.said(one) for one in outcome.failures]
    undo = outcome.undo if changed or outcome.moved or outcome.removed else None
    site().tell(text, undo, [*told, *failures])
    return back_to("/calendar")
