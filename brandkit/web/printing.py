"""The board's views as plain files, to share or print: no server, no script, nothing of people."""

from __future__ import annotations

import os
import re
from collections.abc import Iterator
from datetime import date, timedelta
from typing import Any

from jinja2 import Environment, FileSystemLoader, select_autoescape

from brandkit import files
from brandkit.core.saying import _
from brandkit.errors import ImpossibleError
from brandkit.files import Removal, Write, read
from brandkit.opened import opened
from brandkit.web.calendar import view_values
from brandkit.web.entries import entry_values
from brandkit.web.glance import LIST, MONTH, WEEK, Glance, Look, glance
from brandkit.web.habits import habit_values
from brandkit.web.pages import Frame, Links
from brandkit.web.themes import report_values
from brandkit.web.visit import Visit
from brandkit.workplace import Workplace

HERE = os.path.dirname(os.path.abspath(__file__))
ASSETS = ("board.css", "icon.svg")
MONTHS = 3
"""So many months before and after the present one are written."""
WEEKS = 8
FIRST = "index.html"
OURS = re.compile(r"(index|list|themes|habits|(month|week|entry)-[0-9a-z-]+)\.html")
"""The names of the pages that are written."""


class FileLinks(Links):
    """Where the links between files lead; nowhere, for what was not written."""

    static = True

    def __init__(self, looks: dict[Look, str], entries: set[str]) -> None:
        self._looks, self._entries = looks, entries

    def asset(self, name: str) -> str:
        return name

    def calendar(self, look: Look) -> str:
        return self._looks.get(look, FIRST)

    def entry(self, identity: str) -> str:
        return f"entry-{identity}.html" if identity in self._entries else "#"

    def page(self, name: str) -> str:
        return FIRST if name in {"", "calendar"} else f"{name}.html"


def print_pages(work: Workplace, folder: str) -> list[str]:
    """The views of a workspace written into *folder*; the names of the pages.

    Pages that stand there from the last time are written anew or removed; `ImpossibleError` where
    the folder holds anything else.
    """
    _refuse_others(folder)
    visit = Visit(work.root, work.now, work.words.language)
    pages = dict(_pages(visit))
    texts = pages | {name: read(os.path.join(HERE, "static", name)).text for name in ASSETS}
    there = os.listdir(folder) if os.path.isdir(folder) else []
    files.apply(
        [_write(os.path.join(folder, name), text) for name, text in texts.items()],
        [Removal(read(os.path.join(folder, name))) for name in there if name not in texts],
    )
    return sorted(pages)


def _write(path: str, text: str) -> Write:
    return Write(path, text, files.existing(path))


def _refuse_others(folder: str) -> None:
    """The folder is new, empty, or holds nothing but pages of ours."""
    if os.path.exists(folder) and not os.path.isdir(folder):
        raise ImpossibleError(_("{folder} is a file; name a folder", folder=folder))
    there = os.listdir(folder) if os.path.isdir(folder) else []
    if any(name not in ASSETS and not OURS.fullmatch(name) for name in there):
        raise ImpossibleError(_("{folder} holds other files; name an empty folder", folder=folder))


def _pages(visit: Visit) -> Iterator[tuple[str, str]]:
    looks = _looks(visit.now.date())
    views = {look: _of_posts(glance(visit, look)) for look in looks}
    shown = {card.row.id for view in views.values() for day in view.days for card in day.cards}
    links = FileLinks(looks, shown)
    frame = Frame(visit.words, visit.brand, links, read_only=True)
    environment = Environment(
        loader=FileSystemLoader(os.path.join(HERE, "templates")),
        autoescape=select_autoescape(),
        trim_blocks=True,
        lstrip_blocks=True,
    )
    always: dict[str, Any] = {
        "frame": frame,
        "say": visit.words,
        "links": links,
        "linked": str,
        "notes": (),
        "printed": visit.words.dated(visit.now.date()),
    }

    def page(template: str, **values: Any) -> str:
        return environment.get_template(template).render(**always, **values)

    for look, name in looks.items():
        yield name, page("calendar.html", active="calendar", **_calendar(visit, views, look))
    yield "themes.html", page("themes.html", active="themes", **report_values(visit))
    yield "habits.html", page("habits.html", active="habits", **habit_values(visit, named=False))
    for identity in sorted(shown):
        yield f"entry-{identity}.html", page("entry.html", **_entry(visit, identity))


def _of_posts(found: Glance) -> Glance:
    """Without the tasks of the other habits, which name people."""
    return found._replace(
        days=tuple(
            day._replace(cards=tuple(card for card in day.cards if not card.row.is_task))
            for day in found.days
        )
    )


def _looks(today: date) -> dict[Look, str]:
    """The views that are written, each with the name of its file."""
    looks = {Look(MONTH, today): FIRST}
    for n in range(-MONTHS, MONTHS + 1):
        month = (today.year * 12 + today.month - 1) + n
        on = date(month // 12, month % 12 + 1, 1)
        looks[Look(MONTH, on)] = f"month-{on:%Y-%m}.html"
    monday = today - timedelta(days=today.weekday())
    for n in range(-WEEKS, WEEKS + 1):
        on = monday + timedelta(weeks=n)
        looks[Look(WEEK, on)] = f"week-{on.isoformat()}.html"
    looks[Look(LIST, today)] = "list.html"
    return looks


def _calendar(visit: Visit, views: dict[Look, Glance], look: Look) -> dict[str, object]:
    found = views[look]
    today = visit.now.date()
    monday = today - timedelta(days=today.weekday())
    before, after = look._replace(on=found.before), look._replace(on=found.after)
    return {
        **view_values(visit, look, found),
        "views": {MONTH: Look(MONTH, today), WEEK: Look(WEEK, monday), LIST: Look(LIST, today)},
        "present": Look(MONTH, today),
        "before": before if before in views else None,
        "after": after if after in views else None,
        "thing": None,
    }


def _entry(visit: Visit, identity: str) -> dict[str, object]:
    row = visit.overview().by_id[identity]
    found = opened(visit, row.path)
    return entry_values(visit, row, found.entry, found.source.text)
