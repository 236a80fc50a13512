"""The calendar as it is looked at: days with what stands on them, what is open, what clashes."""

from __future__ import annotations

from calendar import Calendar as Grid
from collections.abc import Iterable, Mapping, Sequence
from datetime import date, datetime, time, timedelta
from typing import NamedTuple

from brandkit.config import Settings
from brandkit.core.calendar.rhythm import Span, all_slots
from brandkit.core.calendar.walltime import resolve
from brandkit.core.consequences import SILENCE, Consequence, Post, broken
from brandkit.core.model import Brand, Slot
from brandkit.core.statuses import OUT, OVER
from brandkit.index import Row
from brandkit.words import Words
from brandkit.workplace import Workplace

MONTH, WEEK, LIST = VIEWS = ("month", "week", "list")
LISTED = timedelta(weeks=6)
"""How far the list looks."""
SHAPES = "●■▲◆★✚⬢▼"
"""A theme's shape, by its place in the brand; its colour is never all that tells it."""


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
    shape: str
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


def glance(work: Workplace, look: Look) -> Glance:
    """The calendar of *look*."""
    settings, words = work.settings, work.words
    first, last, before, after = _span(look)
    rows = [row for row in work.index().rows if row.status != "skipped"]
    today = work.now.date()
    told = _Clashes(words, settings.brand, rows, today)
    cards: dict[date, list[Card]] = {}
    for row in sorted(rows, key=lambda row: (row.at, row.channel, row.id)):
        when = _when(row, work)
        if first <= when.date() <= last and _is_wanted(row, look):
            cards.setdefault(when.date(), []).append(_card(work, settings, row, when, told))
    gaps: dict[date, list[Gap]] = {}
    for slot in open_slots(work, first, last):
        channel = settings.brand.channel(slot.channel)
        if not look.theme and look.channel in {"", slot.channel}:
            name = channel.name if channel else slot.channel
            gaps.setdefault(slot.when.date(), []).append(Gap(slot.when, slot.channel, name))
    days = tuple(
        Day(
            day,
            tuple(cards.get(day, ())),
            tuple(gaps.get(day, ())),
            _pauses(settings, day),
            look.view != MONTH or day.month == look.on.month,
            day == today,
            day < today,
        )
        for day in _days(first, last)
    )
    return Glance(look, days, before, after, tuple(told.lines))


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


def _when(row: Row, work: Workplace) -> datetime:
    """When it was published, else when it is due."""
    if row.out:
        return work.moment_at(row.out)
    return datetime.fromisoformat(row.when).astimezone(work.brand.zone)


def _is_wanted(row: Row, look: Look) -> bool:
    return (not look.channel or row.channel == look.channel) and (
        not look.theme or row.theme == look.theme
    )


def _card(work: Workplace, settings: Settings, row: Row, when: datetime, told: _Clashes) -> Card:
    brand = settings.brand
    channel, theme = brand.channel(row.channel), brand.theme(row.theme)
    tone = brand.themes.index(theme) if theme else -1
    calendars = {one.id: one.name for one in settings.calendars}
    place = channel.name if channel else row.channel
    return Card(
        row,
        when,
        row.title or row.path,
        place or calendars.get(row.calendar, row.calendar),
        theme.name if theme else row.theme,
        tone,
        SHAPES[tone % len(SHAPES)] if tone >= 0 else "○",
        status_of(row, work.now),
        told.by_id.get(row.id, ""),
        row.status not in OVER,
    )


def status_of(row: Row, now: datetime) -> str:
    """What is written, or planned, drafted or missed; a task is due on its whole day."""
    if row.status:
        return row.status
    due = datetime.combine(now.date(), time(), now.tzinfo) if row.is_task else now
    if row.at < due.timestamp():
        return "missed"
    return "drafted" if row.touched else "planned"


def open_slots(work: Workplace, first: date, last: date) -> list[Slot]:
    """The slots for posts of these days, both included, that are to come and that nothing fills."""
    zone = work.brand.zone
    start = max(resolve(first, time(), zone).when, work.now)
    end = resolve(last + timedelta(days=1), time(), zone).when
    if start >= end:
        return []
    calendars = [one for one in work.settings.calendars if one.habit is None]
    rows = work.index().rows
    taken = {row.slot for row in rows if row.slot}
    filled = {(row.channel, row.at) for row in rows}
    return [
        slot
        for slot in all_slots(calendars, Span(start, end), zone)
        if str(slot.key) not in taken and (slot.channel, slot.when.timestamp()) not in filled
    ]


def _pauses(settings: Settings, day: date) -> tuple[str, ...]:
    """Why the calendars for posts open nothing on *day*."""
    return tuple(
        pause.reason or calendar.name
        for calendar in settings.calendars
        for pause in calendar.pauses
        if pause.start <= day <= pause.until and calendar.habit is None
    )


def posts_of(rows: Iterable[Row], brand: Brand) -> dict[str, Post]:
    """The posts that count for the rules, by entry."""
    return {
        row.id: Post(_day(row, brand), row.theme, row.channel)
        for row in rows
        if row.theme and row.channel and row.status != "skipped"
    }


def _day(row: Row, brand: Brand) -> date:
    if row.out:
        return datetime.fromtimestamp(row.out, brand.zone).date()
    return datetime.fromisoformat(row.when).astimezone(brand.zone).date()


class _Clashes:
    """What clashes in the plan: a line for each, and a few words by entry."""

    def __init__(self, words: Words, brand: Brand, rows: Sequence[Row], today: date) -> None:
        self.lines: list[str] = []
        self.by_id: dict[str, str] = {}
        posts = posts_of(rows, brand)
        for one in broken(brand.themes, posts.values(), today):
            told = consequence_words(words, brand, one, "clash")
            self.lines.append(told)
            for identity, post in posts.items():
                if post.theme == one.theme and post.day in one.days and post.day >= today:
                    self.by_id[identity] = told
        self._doubles(words, rows)

    def _doubles(self, words: Words, rows: Sequence[Row]) -> None:
        """Two on one slot."""
        by_slot: dict[str, list[Row]] = {}
        for row in rows:
            if row.slot and not row.slot.endswith("/0") and row.status not in OUT:
                by_slot.setdefault(row.slot, []).append(row)
        for found in by_slot.values():
            if len(found) > 1:
                titles = words.listed([row.title or row.path for row in found])
                told = words("board.clash.double", titles=titles)
                self.lines.append(told)
                self.by_id |= {row.id: told for row in found}


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
