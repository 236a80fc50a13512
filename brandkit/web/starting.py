"""A workspace begun on the page: three questions, a starter near to the answers, a first plan."""

from __future__ import annotations

import os
from typing import Any

from flask import Blueprint, redirect, render_template, request
from werkzeug.wrappers import Response

from brandkit import clock
from brandkit.core.beginning import Person, nearest_starter, person_of
from brandkit.core.saying import _
from brandkit.errors import ImpossibleError
from brandkit.housekeeping import writing
from brandkit.icon import can_put_icon, put_icon
from brandkit.planning import carry_out
from brandkit.starter import (
    Mine,
    begin,
    locale_language,
    starter_themes,
    starters,
    system_zone,
)
from brandkit.web.pages import Frame, Links
from brandkit.web.site import chosen_language, site
from brandkit.words import Words
from brandkit.workplace import Workplace
from brandkit.world import WEEKS, horizon_after, read_world

pages = Blueprint("starting", __name__)
OPEN = frozenset({"/start", "/start/themes", "/language", "/changes"})
"""What can be asked for before there is a workspace."""
MOST = 100
"""Percents that a theme may have."""


def is_begun() -> bool:
    """Whether the folder of the board is a workspace."""
    return os.path.exists(os.path.join(site().root, "brand.toml"))


def language_wanted() -> str:
    """The language of the page before there is a brand."""
    return chosen_language() or locale_language()


@pages.get("/start")
def ask() -> str | Response:
    """Who are you, whom do you write for, what should they come to you for."""
    if is_begun():
        return redirect("/calendar", code=303)
    return _page("start.html", person=Person(""))


@pages.post("/start/themes")
def themes() -> str | Response:
    """The starter that is nearest to the answers, with its themes; all of it can be changed."""
    if is_begun():
        return redirect("/calendar", code=303)
    language = language_wanted()
    known = starters(language)
    person = _person()
    wanted = request.form.get("starter", "")
    chosen = wanted if wanted in known else nearest_starter(person, known)
    return _page(
        "start_themes.html",
        person=person,
        who=request.form.get("who", ""),
        starters=known,
        starter=chosen,
        themes=starter_themes(chosen, language),
        icon=can_put_icon(),
    )


@pages.post("/start")
def make() -> Response:
    """The workspace, its first plan, and the first interview."""
    board, form = site(), request.form
    if is_begun():
        return redirect("/calendar", code=303)
    language = language_wanted()
    starter = form.get("starter", "")
    if starter not in starters(language):
        raise ImpossibleError(_("There is no starter {starter!r}.", starter=starter))
    shares = _shares(starter, language)
    now = board.at or clock.now()
    begin(board.root, starter, language, system_zone(), now.date(), Mine(_person(), shares))
    visit = Workplace(board.root, board.at)
    horizon = horizon_after(visit.now, WEEKS)
    with writing(board.root):
        world = read_world(board.root, visit.now, lambda _settings: horizon)
        outcome = carry_out(board.root, world, dry=False)
    if form.get("icon") and can_put_icon():
        path = put_icon(board.root, visit.brand.name)
        board.tell(visit.words("start.icon", path=path))
    board.tell(visit.words("board.begun", n=len(outcome.written)))
    posts = [line.entry for line in outcome.plan.lines if not line.entry.is_task]
    return redirect(f"/entries/{posts[0].id}/interview" if posts else "/calendar", code=303)


def _person() -> Person:
    form = request.form
    return person_of(*(" ".join(form.get(key, "").split()) for key in ("who", "for", "come_for")))


def _shares(starter: str, language: str) -> dict[str, int]:
    """The shares that the person wants; the starter's own where they say none."""
    known = starter_themes(starter, language)
    shares = {}
    for name, theme in known.items():
        said = request.form.get(f"share-{name}", str(theme.share)).strip()
        shares[name] = min(int(said), MOST) if said.isdecimal() else theme.share
    return shares if any(shares.values()) else {k: one.share for k, one in known.items()}


def _page(template: str, **values: Any) -> str:
    words = Words(language_wanted())
    frame = Frame(words, None, Links(), read_only=False)
    return render_template(
        template,
        frame=frame,
        say=words,
        links=frame.links,
        linked=str,
        notes=site().take_notes(),
        here="/start",
        seen=site().watch.count,
        folder=os.path.abspath(site().root),
        **values,
    )
