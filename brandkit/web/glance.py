"""The calendar as it is looked at: days with what stands on them, what is open, what clashes."""

from __future__ import annotations

from calendar import Calendar as Grid
from collections.abc import Iterable, Mapping
from datetime import date, datetime, time, timedelta
from typing import NamedTuple

from brandkit.config import Settings
from brandkit.core.calendar.rhythm import Span
from brandkit.core.calendar.walltime import resolve
from brandkit.core.consequences import SILENCE, Consequence
from brandkit.core.model import Brand, Slot
from brandkit.core.statuses import OVER
from brandkit.index import Row, status_of
from brandkit.openings import open_slots
from brandkit.web.overview import Overview, moment_of
from brandkit.web.visit import Visit
from brandkit.words import Words

MONTH, WEEK, LIST = VIEWS = ("month", "week", "list")
LISTED = timedelta(weeks=6)
"""How far the list looks."""
SHAPES = "●■▲◆★✚⬢▼"
"""A theme's shape, by its place in the brand; its colour is never all that tells it."""
CLASHES = 8
"""So many clashes are told above the calendar; every card tells its own."""


class Look(NamedTuple):
    """What somebody wants to see: a view around a day, perhaps of one channel or theme."""

    view: str
    on: date
    channel: str = ""
    theme: str = ""


class Card(NamedTuple):
    """An entry in the calendar. *tone* is the place of its theme, -1 without one."""

    row: Row
    when: datetime
    title: str
    channel: str
    theme: str
    tone: int
    status: str
    clash: str
    moves: bool


class Gap(NamedTuple):
    """An open slot."""

    when: datetime
    channel: str
    channel_name: str


class Day(NamedTuple):
    """A day with all that stands on it; *inside* the month, or the span, that is looked at."""

    day: date
    cards: tuple[Card, ...]
    gaps: tuple[Gap, ...]
    pauses: tuple[str, ...]
    inside: bool
    is_today: bool
    is_past: bool


class Glance(NamedTuple):
    """The days of a view, what lies before and after it, and what clashes in all of the plan."""

    look: Look
    days: tuple[Day, ...]
    before: date
    after: date
    clashes: tuple[str, ...]
    more_clashes: int


def glance(visit: Visit, look: Look) -> Glance:
    """The calendar of *look*."""
    first, last, before, after = _span(look)
    seen = visit.overview()
    settings = visit.looked.settings
    told = _Clashes(visit.words, settings.brand, seen, visit.now.date())
    gaps = _gaps(visit, look, first, last)
    days = tuple(
        Day(
            day,
            tuple(
                _card(visit, settings, row, told)
                for row in seen.by_day.get(day, ())
                if _is_wanted(row, look)
            ),
            tuple(gaps.get(day, ())),
            _pauses(settings, day),
            look.view != MONTH or day.month == look.on.month,
            day == visit.now.date(),
            day < visit.now.date(),
        )
        for day in _days(first, last)
    )
    return Glance(look, days, before, after, tuple(told.lines), told.more)


def _gaps(visit: Visit, look: Look, first: date, last: date) -> dict[date, list[Gap]]:
    """The open slots by day; none where only one theme is looked at."""
    gaps: dict[date, list[Gap]] = {}
    if look.theme:
        return gaps
    for slot in slots_to_fill(visit, first, last):
        if look.channel in {"", slot.channel}:
            name = visit.looked.settings.place(slot.channel, slot.key.calendar)
            gaps.setdefault(slot.when.date(), []).append(Gap(slot.when, slot.channel, name))
    return gaps


def _span(look: Look) -> tuple[date, date, date, date]:
    """The first and last day of a view, and a day of the one before and the one after."""
    on = look.on
    if look.view == MONTH:
        weeks = Grid().monthdatescalendar(on.year, on.month)
        start = on.replace(day=1)
        later = (start + timedelta(days=32)).replace(day=1)
        return weeks[0][0], weeks[-1][-1], (start - timedelta(days=1)).replace(day=1), later
    if look.view == WEEK:
        monday = on - timedelta(days=on.weekday())
        week = timedelta(days=7)
        return monday, monday + timedelta(days=6), monday - week, monday + week
    return on, on + LISTED - timedelta(days=1), on - LISTED, on + LISTED


def _days(first: date, last: date) -> Iterable[date]:
    return (first + timedelta(days=n) for n in range((last - first).days + 1))


def _is_wanted(row: Row, look: Look) -> bool:
    return (not look.channel or row.channel == look.channel) and (
        not look.theme or row.theme == look.theme
    )


def _card(visit: Visit, settings: Settings, row: Row, told: _Clashes) -> Card:
    theme = settings.brand.theme(row.theme)
    when = moment_of(row, settings.brand)
    return Card(
        row,
        when,
        row.title or row.path,
        settings.place(row.channel, row.calendar),
        theme.name if theme else row.theme,
        tone_of(settings.brand, row.theme),
        state_of(row, visit.now),
        told.of(row, when.date()),
        row.status not in OVER,
    )


def tone_of(brand: Brand, theme_id: str) -> int:
    """The place of a theme in the brand, which gives its colour and shape; -1 for none."""
    theme = brand.theme(theme_id)
    return brand.themes.index(theme) if theme else -1


def shape_of(tone: int) -> str:
    """The shape of the theme at a place."""
    return SHAPES[tone % len(SHAPES)] if tone >= 0 else "○"


def state_of(row: Row, now: datetime) -> str:
    """The status of *row*; a task is due on its whole day."""
    due = datetime.combine(now.date(), time(), now.tzinfo) if row.is_task else now
    return status_of(row, due.timestamp())


def slots_to_fill(visit: Visit, first: date, last: date) -> list[Slot]:
    """The slots for posts of these days, both included, that are to come and that nothing fills."""
    zone = visit.brand.zone
    start = max(resolve(first, time(), zone).when, visit.now)
    end = resolve(last + timedelta(days=1), time(), zone).when
    if start >= end:
        return []
    seen = visit.overview()
    return open_slots(visit.looked.settings, Span(start, end), seen.moments, seen.slots)


def _pauses(settings: Settings, day: date) -> tuple[str, ...]:
    """Why the calendars for posts open nothing on *day*."""
    return tuple(
        pause.reason or calendar.name
        for calendar in settings.calendars
        for pause in calendar.pauses
        if pause.start <= day <= pause.until and calendar.habit is None
    )


class _Clashes:
    """What clashes in the plan: a line for each of the first, and a few words by entry."""

    def __init__(self, words: Words, brand: Brand, seen: Overview, today: date) -> None:
        self.lines: list[str] = []
        self.more = max(len(seen.broken) + len(seen.doubles) - CLASHES, 0)
        self._words, self._brand, self._seen, self._today = words, brand, seen, today
        for found in seen.doubles[:CLASHES]:
            self.lines.append(self._double(found))
        for one in seen.broken[: CLASHES - len(self.lines)]:
            self.lines.append(consequence_words(words, brand, one, "clash"))

    def of(self, row: Row, day: date) -> str:
        """What of *row*, which stands on *day*, clashes; nothing where all is well."""
        if day < self._today:
            return ""
        for found in self._seen.doubles:
            if row in found:
                return self._double(found)
        for one in self._seen.clashing.get(day, ()):
            if one.theme == row.theme:
                return consequence_words(self._words, self._brand, one, "clash")
        return ""

    def _double(self, found: list[Row]) -> str:
        titles = self._words.listed([row.title or row.path for row in found])
        return self._words("board.clash.double", titles=titles)


def consequence_words(words: Words, brand: Brand, one: Consequence, said: str) -> str:
    """A consequence as it is *said*: as a `clash` that is there, or one that there `would` be.

    Of a silence the weeks are told.
    """
    theme = brand.theme(one.theme)
    values: Mapping[str, object] = {
        "theme": theme.name if theme else one.theme,
        "n": one.n // 7 if one.kind == SILENCE else one.n,
        "limit": one.limit // 7 if one.kind == SILENCE else one.limit,
        "first": words.day(one.days[0]),
        "last": words.day(one.days[-1]),
    }
    return words(f"board.{said}.{one.kind}", **values)
