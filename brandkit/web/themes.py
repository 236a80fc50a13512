"""The themes on the board: what was wanted, planned, published; and a post labelled by one key."""

from __future__ import annotations

from datetime import timedelta
from typing import NamedTuple

from flask import Blueprint, redirect, request
from werkzeug.wrappers import Response

from brandkit.classified import load_record
from brandkit.core.drafts.weave import visible
from brandkit.core.notation.entries import NO_THEME
from brandkit.core.saying import _
from brandkit.core.statuses import OUT
from brandkit.core.themes.consistency import Published, Standing, telling
from brandkit.core.themes.report import Report
from brandkit.errors import ImpossibleError
from brandkit.housekeeping import writing
from brandkit.opened import opened
from brandkit.record import mark
from brandkit.reporting import looked_at, until_now
from brandkit.themes_shown import evidence, headline, history_line, remarks, standing_line
from brandkit.web.pages import page
from brandkit.web.site import back_to, open_by_id, site, work
from brandkit.workplace import Workplace

pages = Blueprint("themes", __name__)
YEAR = timedelta(days=365)
SHOWN = 600
"""Characters of a post that are shown to label it."""
LABEL_KEYS = "123456789abcdefghijklmnopqrtuvwxyz"
"""The keys of the themes, in the brand's order; 0 is none of them, s is later."""


class Bar(NamedTuple):
    """A theme's row: sentences, and where its marks stand, in hundredths."""

    name: str
    tone: int
    said: str
    history: str
    evidence: tuple[str, ...]
    share: float
    low: float
    high: float
    target: float
    planned: float | None
    verdict: str


class OffBrand(NamedTuple):
    """A post that is about none of the themes."""

    id: str
    day: str
    title: str
    words: str


@pages.get("/themes")
def show() -> str:
    """The year as it was, theme by theme."""
    visit = work()
    return page("themes.html", active="themes", **report_values(visit))


def report_values(visit: Workplace) -> dict[str, object]:
    """What the page of the themes shows."""
    record = load_record(visit.root, visit.brand)
    report = looked_at(visit, record, visit.now.date() - YEAR)
    words, brand = visit.words, visit.brand
    return {
        "headline": headline(words, brand, report),
        "bars": bars(visit, report) if report.posts else [],
        "remarks": remarks(words, brand, report) if report.posts else [],
        "off": [
            OffBrand(post.id, words.dated(post.day), post.title or post.path, ", ".join(post.words))
            for post in report.off_posts
        ],
        "open": len(telling(until_now(visit, record), 20)),
        "problems": [visit.said(text) for text in record.problems],
    }


def bars(visit: Workplace, report: Report) -> list[Bar]:
    """A row for each theme, in the brand's order."""
    return [_bar(visit, report, n, one) for n, one in enumerate(report.standings)]


def _bar(visit: Workplace, report: Report, n: int, one: Standing) -> Bar:
    words, brand = visit.words, visit.brand
    theme = brand.theme(one.theme)
    share, low, high = (round(100 * part, 1) for part in one.published)
    return Bar(
        theme.name if theme else one.theme,
        n,
        standing_line(words, brand, report, one),
        history_line(words, one),
        tuple(evidence(words, one)),
        share,
        low,
        high,
        round(100 * one.target, 1),
        None if one.planned is None else round(100 * one.planned, 1),
        one.verdict,
    )


@pages.get("/themes/label")
def ask() -> str | Response:
    """The post of which the words tell least, and one key for each theme."""
    visit = work()
    later = request.args.get("later", "").split(".")
    record = load_record(visit.root, visit.brand)
    chosen = [post for post in telling(until_now(visit, record), 40) if post.id not in later]
    wanted = request.args.get("post", "")
    if wanted:
        chosen = [post for post in record.posts() if post.id == wanted]
    if not chosen:
        site().tell(visit.words("review.nothing"))
        return redirect("/themes", code=303)
    post = chosen[0]
    entry = opened(visit, post.path).entry
    text = visible(entry.body).strip()
    return page(
        "label.html",
        active="themes",
        post=post,
        day=visit.words.dated(post.day),
        text=text if len(text) <= SHOWN else text[:SHOWN].rsplit(" ", 1)[0] + " …",
        guess=_guess(visit, post),
        keys=list(zip(LABEL_KEYS, visit.brand.themes, strict=False)),
        later=".".join([*filter(None, later), post.id]),
        left=len(chosen),
        no_theme=NO_THEME,
    )


def _guess(visit: Workplace, post: Published) -> str:
    theme = visit.brand.theme(post.theme)
    name = theme.name if theme else visit.words("label.none")
    sure = round(100 * (post.parts.get(post.theme, 0) if theme else post.off))
    said = visit.words("review.guess", theme=name, sure=sure)
    return said + (
        f" {visit.words('themes.by', words=', '.join(post.words))}" if post.words else ""
    )


@pages.post("/themes/label")
def label() -> Response:
    """What a post is about, said by the person."""
    visit, form = work(), request.form
    wanted = form.get("label", "")
    theme = visit.brand.theme(wanted)
    if theme is None and wanted != NO_THEME:
        raise ImpossibleError(_("There is no theme {name!r}.", name=wanted))
    found = open_by_id(form.get("post", ""))
    if found.entry.status not in OUT:
        raise ImpossibleError(_("{path} is a draft", path=found.entry.path))
    name = theme.id if theme else NO_THEME
    with writing(visit.root):
        undo = mark(visit.root, found.source, {"label": name})
    shown = theme.name if theme else visit.words("label.none")
    title = found.entry.title or found.entry.path
    site().tell(visit.words("board.labelled", title=title, theme=shown), undo)
    return back_to("/themes/label")
