"""The calendar's pages: month, week and list; moving an entry, and taking it back."""

from __future__ import annotations

from datetime import date, datetime, timedelta
from typing import NamedTuple

from flask import Blueprint, redirect, request
from werkzeug.wrappers import Response

from brandkit.core.calendar.walltime import resolve
from brandkit.core.consequences import consequences
from brandkit.core.model import Brand
from brandkit.core.saying import _
from brandkit.core.shares import shares_on
from brandkit.errors import ImpossibleError
from brandkit.housekeeping import writing
from brandkit.index import Row
from brandkit.moving import Move, Wall, carry, move_of, parse_wall
from brandkit.today import WRITE, Today, today
from brandkit.undoing import take_back
from brandkit.web.glance import (
    MONTH,
    VIEWS,
    Glance,
    Look,
    consequence_words,
    glance,
)
from brandkit.web.pages import page
from brandkit.web.site import back_to, entry_of_id, site, work
from brandkit.web.visit import Visit
from brandkit.words import Words
from brandkit.world import read_world

pages = Blueprint("calendar", __name__)
EARLIEST, LATEST = date(1970, 2, 1), date(9990, 1, 1)


class Legend(NamedTuple):
    """A theme of the brand: its posts on the page, and the share it should have."""

    name: str
    posts: int
    share: int


class Backlog(NamedTuple):
    """An idea that no entry uses yet."""

    id: str
    title: str
    tone: int


class Thing(NamedTuple):
    """The one thing for ten minutes; what may be out; of what nobody said what came of it."""

    act: str
    row: Row | None
    link: str
    asking: tuple[Row, ...]
    outcome: Row | None


@pages.get("/")
def home() -> Response:
    return redirect("/calendar", code=303)


@pages.get("/calendar")
def show() -> str:
    """A view of the calendar."""
    visit = work()
    here = visit.now.date()
    look = _look(here)
    found = glance(visit, look)
    return page(
        "calendar.html",
        active="calendar",
        **view_values(visit, look, found),
        views={name: look._replace(view=name) for name in VIEWS},
        present=look._replace(on=here),
        before=look._replace(on=found.before),
        after=look._replace(on=found.after),
        thing=visit.each_minute("thing", lambda: _thing(visit)),
    )


def view_values(visit: Visit, look: Look, found: Glance) -> dict[str, object]:
    """What every page of the calendar shows, written or printed."""
    return {
        "heading": _heading(visit.words, look, found),
        "glance": found,
        "any_day": any(day.cards or day.gaps for day in found.days),
        "problems": [*visit.index().problems, *map(visit.said, visit.looked.problems)],
        "legend": _legend(visit.brand, found, visit.now.date()),
        "ideas": _backlog(visit),
    }


def _look(here: date) -> Look:
    """What the address asks for; anything odd in it is as if it were not there."""
    wanted = request.args
    try:
        on = date.fromisoformat(wanted.get("on", ""))
    except ValueError:
        on = here
    view = wanted.get("view", MONTH)
    brand = work().brand
    channel, theme = wanted.get("channel", ""), brand.theme(wanted.get("theme", ""))
    return Look(
        view if view in VIEWS else MONTH,
        min(max(on, EARLIEST), LATEST),
        channel if brand.channel(channel) else "",
        theme.id if theme else "",
    )


def _heading(words: Words, look: Look, found: Glance) -> str:
    """«December 2026», «Monday 30 November to Sunday 6 December»."""
    if look.view == MONTH:
        month = words.month(look.on.month)
        return f"{month[:1].upper()}{month[1:]} {look.on.year}"
    first, last = found.days[0].day, found.days[-1].day
    return words("board.span", first=words.day(first), last=words.dated(last))


def _legend(brand: Brand, found: Glance, day: date) -> list[Legend]:
    """The themes with what of them is on the page."""
    shown = [card.row.theme for one in found.days for card in one.cards]
    known = [theme.id for name in shown if (theme := brand.theme(name)) is not None]
    shares = shares_on(brand.themes, day)
    return [
        Legend(theme.name, known.count(theme.id), share)
        for theme, share in zip(brand.themes, shares, strict=True)
    ]


def _backlog(visit: Visit) -> list[Backlog]:
    """The ideas that nothing uses, in their order."""
    used = visit.overview().used
    tones = {theme.id: n for n, theme in enumerate(visit.brand.themes)}
    return [
        Backlog(idea.id, idea.title, tones.get(idea.theme, -1))
        for idea in visit.ideas().ideas
        if not idea.dropped and idea.id not in used
    ]


def _thing(visit: Visit) -> Thing:
    now = visit.now
    tomorrow = resolve(now.date() + timedelta(days=1), datetime.min.time(), visit.brand.zone).when
    rows = visit.overview().open
    value: Today = today(rows, now.timestamp(), tomorrow.timestamp(), now.timestamp())
    row = value.thing
    where = "interview" if value.act == WRITE else "out"
    return Thing(
        value.act, row, f"/entries/{row.id}/{where}" if row else "", value.asking, value.outcome
    )


@pages.post("/move")
def move() -> Response:
    """An entry to another day: done at once, or asked first where something would be worse."""
    visit, form = work(), request.form
    with writing(visit.root):
        world = read_world(visit.root, visit.now, lambda _settings: visit.now)
        entry = entry_of_id(world.situation.entries, form.get("entry", ""))
        wall, has_hour = wall_of(form.get("when", ""))
        wanted = move_of(world, entry, wall, has_hour=has_hour)
        if wanted.target.when == entry.when:
            return back_to("/calendar")
        told = _consequences(visit, wanted)
        title = entry.title or entry.path
        moment = visit.words.moment(wanted.target.when)
        if told and "sure" not in form:
            text = visit.words("board.move?", title=title, moment=moment)
            site().ask(text, told, "/move", dict(form))
            return back_to("/calendar")
        moved = carry(visit.root, world, wanted)
    more = list(told)
    if wanted.other is not None:
        name = wanted.other.title or wanted.other.path
        own = visit.words.moment(wanted.own.when)
        more.insert(0, visit.words("board.swapped", title=name, moment=own))
    elif wanted.giving_way is not None:
        name = wanted.giving_way.title or wanted.giving_way.path
        more.insert(0, visit.words("move.gives way", title=name))
    elif wanted.off_rhythm and not entry.is_task:
        more.insert(0, visit.words("board.off rhythm"))
    site().tell(visit.words("board.moved", title=title, moment=moment), moved.undo, more)
    return back_to("/calendar")


def wall_of(when: str) -> Wall:
    """The day or moment that a form says."""
    wall = parse_wall(when)
    if wall is None:
        raise ImpossibleError(
            _("{when!r} is no day; write 2026-12-03 or 2026-12-03T08:30", when=when)
        )
    return wall


def _consequences(visit: Visit, wanted: Move) -> list[str]:
    """What the move would make worse, in sentences."""
    brand = visit.brand
    before = visit.overview().posts
    after = dict(before)
    for entry, slot in ((wanted.entry, wanted.target), (wanted.other, wanted.own)):
        if entry is not None and entry.id in after:
            day = slot.when.astimezone(brand.zone).date()
            after[entry.id] = after[entry.id]._replace(day=day)
    found = consequences(
        brand.themes, list(before.values()), list(after.values()), visit.now.date()
    )
    return [consequence_words(visit.words, brand, one, "would") for one in found]


@pages.post("/undo")
def undo() -> Response:
    """The last change taken back, where nobody has changed the files since."""
    visit = work()
    with writing(visit.root):
        take_back(site().take_undo(request.form.get("key", "")), visit.root)
    site().tell(visit.words("board.undone"))
    return back_to("/calendar")
