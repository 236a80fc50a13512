"""Pages from templates: the words, where links lead, and what every page shows."""

from __future__ import annotations

import re
from collections.abc import Iterable
from datetime import date
from typing import Any
from urllib.parse import urlencode

from flask import render_template, request
from markupsafe import Markup, escape

from brandkit.core.model import Brand
from brandkit.web.glance import Look, shape_of
from brandkit.web.site import site, work
from brandkit.words import LANGUAGES, Words

LIVE_PART = "live"
"""The part of a page that follows the files."""
READ = ("calendar", "themes", "habits")
LIVE = ("calendar", "ideas", "material", "new", "plan", "check", "themes", "habits")
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


_COMMAND = re.compile(
    r"brandkit (?P<name>[a-z]+)(?: (?:add|list|review|propose))?"
    r"(?P<rest>(?: -{1,2}[\w-]+| [A-Z]{3,}| …| \"…\"| [a-z2-7]{4}\b)*)"
)
_ROOMS = {
    "idea": "ideas",
    "material": "material",
    "plan": "plan",
    "new": "new",
    "themes": "themes",
    "habits": "habits",
    "agenda": "calendar",
    "check": "check",
    "label": "themes/label",
}
"""The page where one does what a command does; commands on one entry lead to that entry."""
_OF_ENTRIES = {
    "write": "/interview",
    "copy": "/out",
    "publish": "/out",
    "done": "/out",
    "reopen": "",
    "move": "",
    "why": "",
}


class Frame:
    """What every page knows."""

    def __init__(self, words: Words, brand: Brand | None, links: Links, *, read_only: bool) -> None:
        self.words, self.brand, self.links = words, brand, links
        self.language, self.read_only = words.language, read_only
        self.pages = LIVE if not (links.static or read_only) else READ
        self.other = next(one for one in LANGUAGES if one != words.language)

    def shape(self, n: int) -> str:
        """The shape of the theme at place *n*."""
        return shape_of(n)


def linked(text: str, say: Words, ids: Iterable[str]) -> Markup:
    """*text* with the commands in it as links to the pages that do the same; others as they are."""

    def link(found: re.Match[str]) -> str:
        name = found["name"]
        if name in _ROOMS:
            room = _ROOMS[name]
            shown = say(f"board.page.{room.partition('/')[0]}")
            return f'<a href="/{room}">{escape(shown)}</a>'
        start = next((word for word in found["rest"].split() if word.isalnum()), "")
        identity = next((one for one in ids if start and one.startswith(start)), "")
        if name in _OF_ENTRIES and identity:
            place = f"/entries/{identity}{_OF_ENTRIES[name]}"
            return f'<a href="{place}">{escape(say("board.there"))}</a>'
        return f"<code>{found.group()}</code>"

    return Markup(_COMMAND.sub(link, str(escape(text))))  # noqa: S704 - escaped first


def page(template: str, **values: Any) -> str:
    """A page of the live board, with what is to be told.

    A page that only brings itself up to date tells nothing: who did something shall read it.
    """
    follows = request.headers.get("HX-Trigger") == LIVE_PART
    return fragment(template, notes=[] if follows else site().take_notes(), **values)


def fragment(template: str, **values: Any) -> str:
    """A part of a page of the live board."""
    board, visit = site(), work()
    frame = Frame(visit.words, visit.brand, Links(), read_only=board.read_only)

    def linking(text: str) -> Markup:
        return linked(text, visit.words, visit.overview().by_id)

    return render_template(
        template,
        frame=frame,
        say=visit.words,
        links=frame.links,
        linked=linking,
        here=request.full_path.rstrip("?"),
        seen=board.watch.count,
        **values,
    )
