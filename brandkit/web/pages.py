"""Pages from templates: the words, where links lead, and what every page shows."""

from __future__ import annotations

from datetime import date
from typing import Any
from urllib.parse import urlencode

from flask import render_template, request

from brandkit.core.model import Brand
from brandkit.web.glance import SHAPES, Look
from brandkit.web.site import site, work
from brandkit.words import LANGUAGES, Words

READ = ("calendar", "themes", "habits")
LIVE = ("calendar", "ideas", "new", "plan", "themes", "habits")
"""The pages that every page leads to."""


class Links:
    """Where the links of the live board lead."""

    static = False

    def asset(self, name: str) -> str:
        return f"/static/{name}"

    def calendar(self, look: Look) -> str:
        keys = {"view": look.view, "on": look.on.isoformat()}
        keys |= {k: v for k, v in (("channel", look.channel), ("theme", look.theme)) if v}
        return f"/calendar?{urlencode(keys)}"

    def entry(self, identity: str) -> str:
        return f"/entries/{identity}"

    def page(self, name: str) -> str:
        return f"/{name}"

    def new(self, day: date, channel: str = "", hour: str = "") -> str:
        when = f"{day.isoformat()}T{hour}" if hour else day.isoformat()
        return f"/new?{urlencode({'on': when, 'channel': channel})}"


class Frame:
    """What every page knows."""

    def __init__(self, words: Words, brand: Brand | None, links: Links, *, read_only: bool) -> None:
        self.say, self.words, self.brand, self.links = words, words, brand, links
        self.language, self.read_only = words.language, read_only
        self.pages = LIVE if not (links.static or read_only) else READ
        self.other = next(one for one in LANGUAGES if one != words.language)

    def shape(self, n: int) -> str:
        """The shape of the theme at place *n*."""
        return SHAPES[n % len(SHAPES)] if n >= 0 else "○"


def page(template: str, **values: Any) -> str:
    """A page of the live board, with what is to be told."""
    return fragment(template, notes=site().take_notes(), **values)


def fragment(template: str, **values: Any) -> str:
    """A part of a page of the live board."""
    board, visit = site(), work()
    frame = Frame(visit.words, visit.brand, Links(), read_only=board.read_only)
    return render_template(
        template,
        frame=frame,
        say=visit.words,
        links=frame.links,
        here=request.full_path.rstrip("?"),
        seen=board.watch.count,
        **values,
    )
