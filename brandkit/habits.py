"""The habits that ship, beside those that are on in a workspace."""

from __future__ import annotations

import os
from typing import NamedTuple

from brandkit import files
from brandkit.core.calendar.model import Calendar
from brandkit.core.notation.calendars import parse_calendar
from brandkit.core.problems import nearest
from brandkit.core.saying import _
from brandkit.core.slug import slug
from brandkit.data import shipped
from brandkit.errors import ImpossibleError
from brandkit.files import Removal, Write, read

PLAN = "editorial"
"""The calendar of the editorial plan: the third habit, and the heart."""
TO_BEGIN_WITH = (PLAN, "keep-in-touch", "thanks")
"""The habits that are on in a new workspace."""
FOLDER = "calendars"


class Habit(NamedTuple):
    """A habit that ships, or is one's own: its calendar's id, and whether it is on."""

    calendar: Calendar
    on: bool
    own: bool = False

    @property
    def id(self) -> str:
        return self.calendar.id

    @property
    def number(self) -> int:
        """Which of the ten it serves; 0 where that is not said."""
        habit = self.calendar.habit
        return habit.number if habit is not None else 3


def shipped_habits(language: str) -> list[Calendar]:
    """The calendars that ship in *language*, by the number of their habit."""
    folder = os.path.join(shipped(FOLDER), language)
    found = []
    for name in sorted(os.listdir(folder)):
        if not name.endswith(".toml") or name == f"{PLAN}.toml":
            continue
        reading = parse_calendar(
            read(os.path.join(folder, name)).text, name.removesuffix(".toml"), None
        )
        assert reading.calendar is not None, name
        found.append(reading.calendar)
    return sorted(found, key=_by_number)


def _by_number(calendar: Calendar) -> tuple[int, str]:
    return calendar.habit.number if calendar.habit else 3, calendar.id


def habits_of(calendars: tuple[Calendar, ...], language: str) -> list[Habit]:
    """All habits: those that are on, and those that ship and are not."""
    known = {calendar.id: calendar for calendar in shipped_habits(language)}
    on = [Habit(one, on=True, own=one.id not in {*known, PLAN}) for one in calendars]
    off = [Habit(one, on=False) for name, one in known.items() if name not in {o.id for o in on}]
    return sorted([*on, *off], key=lambda one: (one.number, one.id))


def add_habit(root: str, name: str, language: str) -> str:
    """The calendar of a habit that ships, into the workspace; its path. Call it under the lock."""
    known = {calendar.id: calendar for calendar in shipped_habits(language)}
    chosen = _named(name, known)
    path = f"{FOLDER}/{chosen}.toml"
    place = os.path.join(root, path)
    if os.path.lexists(place):
        raise ImpossibleError(_("{path} is there already; the habit is on", path=path))
    text = read(os.path.join(shipped(FOLDER), language, f"{chosen}.toml")).text
    files.apply([Write(place, text)], inside=root)
    return path


def _named(name: str, known: dict[str, Calendar]) -> str:
    """The habit of that id, or with that name."""
    by_name = {slug(calendar.name): calendar.id for calendar in known.values()}
    wanted = slug(name)
    if wanted in known:
        return wanted
    if wanted in by_name:
        return by_name[wanted]
    raise ImpossibleError(
        _(
            "There is no habit {name!r}{near}; there is: {known}",
            name=name,
            near=nearest(name, known),
            known=", ".join(known),
        )
    )


def drop_habit(root: str, calendars: tuple[Calendar, ...], name: str) -> str:
    """Take the calendar of a habit away; its path. Call it under the lock."""
    known = {one.id: one for one in calendars if one.habit is not None}
    chosen = _named(name, known)
    path = f"{FOLDER}/{chosen}.toml"
    files.apply((), [Removal(read(os.path.join(root, path)))], inside=root)
    return path
