"""A calendar: a rhythm and its exceptions."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, time
from typing import NamedTuple

from brandkit.core.reminders.rules import Rules


class Rhythm(NamedTuple):
    """When a calendar opens: weekdays (0 is Monday) at a time, or an RFC 5545 rule."""

    channel: str
    at: time
    weekdays: tuple[int, ...] = ()
    rule: str = ""
    start: date | None = None
    until: date | None = None
    exceptions: tuple[date, ...] = ()


class Pause(NamedTuple):
    """Days without openings, the last one included."""

    start: date
    until: date
    reason: str = ""


class Pin(NamedTuple):
    """A theme that the person has set for a day; at a time of its own it opens a slot itself."""

    on: date
    channel: str
    theme: str
    at: time | None = None
    format: str = ""
    title: str = ""


class Campaign(NamedTuple):
    """An event with posts *before* days before it, on the day, and *after* days after it."""

    name: str
    on: date
    channel: str
    theme: str
    at: time | None = None
    before: tuple[int, ...] = ()
    on_the_day: bool = True
    after: tuple[int, ...] = ()


class Series(NamedTuple):
    """Parts that are told in order, in slots of their theme."""

    id: str
    title: str
    theme: str
    parts: tuple[str, ...]
    channel: str = ""
    start: date | None = None


@dataclass(frozen=True, slots=True)
class Calendar:
    """A rhythm and its exceptions. *evergreen* lets published pieces come back.

    *rules* are those of its reminders, where they are not the brand's.
    """

    id: str
    name: str
    pick: str = "theme"
    evergreen: bool = False
    rhythms: tuple[Rhythm, ...] = ()
    pauses: tuple[Pause, ...] = ()
    pins: tuple[Pin, ...] = ()
    campaigns: tuple[Campaign, ...] = ()
    series: tuple[Series, ...] = ()
    rules: Rules | None = None
