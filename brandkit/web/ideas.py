"""Ideas on the board, and pieces that nobody planned."""

from __future__ import annotations

from datetime import datetime
from typing import NamedTuple

from flask import Blueprint, request
from werkzeug.wrappers import Response

from brandkit.core.calendar.walltime import parse_moment, resolve
from brandkit.core.guessing import clear_guess
from brandkit.core.model import Idea, Theme
from brandkit.core.saying import _
from brandkit.errors import ImpossibleError
from brandkit.housekeeping import writing
from brandkit.new_piece import begin_piece
from brandkit.outgoing import is_address
from brandkit.seating import seat
from brandkit.sources import keep_idea
from brandkit.web.calendar import wall_of
from brandkit.web.pages import page
from brandkit.web.site import back_to, site, theme_wanted, typed, work
from brandkit.world import read_world

pages = Blueprint("ideas", __name__)


class Shown(NamedTuple):
    """An idea, its theme, and the entry that uses it."""

    idea: Idea
    theme: str
    tone: int
    used: str

    @property
    def link(self) -> str:
        """What somebody else wrote that it is about; only a web address is one."""
        return self.idea.url if is_address(self.idea.url) else ""


@pages.get("/ideas")
def show() -> str:
    """The backlog: what may become a piece, and what became of it."""
    visit = work()
    used = {row.idea: row.id for row in visit.index().rows if row.idea}
    shelf = visit.ideas()
    known = {theme.id: (theme.name, n) for n, theme in enumerate(visit.brand.themes)}
    found = [
        Shown(idea, *known.get(idea.theme, ("", -1)), used.get(idea.id, ""))
        for idea in shelf.ideas
        if not idea.dropped
    ]
    told = [visit.said(text) for text in (*shelf.problems, *shelf.warnings)]
    return page(
        "ideas.html",
        active="ideas",
        ideas=sorted(found, key=lambda one: bool(one.used)),
        problems=told,
        today=visit.now.date(),
    )


@pages.post("/ideas")
def add() -> Response:
    """A new idea: its first line is its title."""
    visit = work()
    text = typed("text")
    title, _newline, body = text.partition("\n")
    if not title.strip():
        raise ImpossibleError(_("the idea is empty"))
    theme = theme_wanted()
    path = keep_idea(visit.root, title, body, theme.id if theme else "", visit.now.date())
    site().tell(visit.words("idea.added", path=path))
    return back_to("/ideas")


@pages.post("/ideas/place")
def place() -> Response:
    """An idea onto a day: a draft is made of it there."""
    visit, form = work(), request.form
    wall, _hour = wall_of(form.get("when", ""))
    wanted = form.get("idea", "")
    with writing(visit.root):
        world = read_world(visit.root, visit.now, lambda _settings: visit.now)
        idea = next((one for one in world.situation.ideas if one.id == wanted), None)
        if idea is None:
            raise ImpossibleError(_("There is no idea {name!r}.", name=wanted))
        theme = theme_wanted() or _guessed(idea)
        seated = seat(visit.root, world, idea, wall.date(), theme)
    entry = seated.entry
    moment = visit.words.moment(entry.when)
    site().tell(visit.words("board.seated", title=entry.title, moment=moment), seated.undo)
    return back_to("/calendar")


def _guessed(idea: Idea) -> Theme | None:
    """What the words of an idea without a theme clearly tell."""
    brand = work().brand
    if idea.theme:
        return None
    return clear_guess(f"{idea.title}\n{idea.body}", brand.themes, brand.language)


@pages.get("/new")
def ask() -> str:
    """A piece that nobody planned: its words, or an interview."""
    return _form(request.args.get("on", ""), "", "", request.args.get("channel", ""))


def _form(on: str, text: str, theme: str, channel: str, missing: str = "") -> str:
    visit = work()
    moment = parse_moment(on, visit.brand.zone) if on else None
    if moment is None or moment.date() < visit.now.date():
        moment = visit.now
    hour = moment if len(on) > len("2026-12-03") else visit.now
    return page(
        "new.html",
        active="new",
        day=moment.date(),
        hour=f"{hour:%H:%M}",
        text=text,
        theme=theme,
        channel=channel,
        missing=missing,
    )


@pages.post("/new")
def begin() -> Response | str:
    """The piece begun; where its words name no theme, it is asked for."""
    visit, form = work(), request.form
    text = typed("text")
    channel = visit.brand.channel(form.get("channel", "")) or visit.brand.channels[0]
    theme = theme_wanted()
    if theme is None:
        theme = clear_guess(text, visit.brand.themes, channel.language)
    day, hour = form.get("day", ""), form.get("hour", "")
    if theme is None:
        words = visit.words("board.which theme")
        return _form(f"{day}T{hour}", text, "", channel.id, words)
    piece = begin_piece(visit, text, channel, theme, "", _moment(day, hour))
    if text:
        site().tell(visit.words("board.kept", title=piece.title, theme=theme.name))
        return back_to(f"/entries/{piece.added.id}")
    return back_to(f"/entries/{piece.added.id}/interview")


def _moment(day: str, hour: str) -> datetime:
    """When the piece is due, today or later."""
    visit = work()
    try:
        wall = datetime.fromisoformat(f"{day}T{hour or '09:00'}")
    except ValueError:
        raise ImpossibleError(
            _("{when!r} is no day; write 2026-12-03 or 2026-12-03T08:30", when=f"{day} {hour}")
        ) from None
    if wall.date() < visit.now.date():
        raise ImpossibleError(_("{when} is past; choose a moment to come", when=day))
    return resolve(wall.date(), wall.time(), visit.brand.zone).when
