"""A calendar: a rhythm and its exceptions."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, time
from typing import NamedTuple

from brandkit.core.people.cadence import STANDARD, TagCadence
from brandkit.core.people.person import Cadence
from brandkit.core.reminders.rules import Rules

THEME, FAVOUR, PAIR, GROUP, PERSON, SKILL, REVIEW = PICKS = (
    "theme",
    "favour",
    "pair",
    "association",
    "person",
    "skill",
    "review",
)
"""What fills the slots of a calendar: a theme, which makes a post, or what a habit is about."""
EVERYBODY, NEW, OUTSIDE, NETWORKER = WHO = ("due", "new", "outside", "networker")
"""Which people a habit is about: those who are due, those to get to know, those of another field,
those who keep a network themselves."""


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
class Habit:
    """What a calendar of tasks is about. *number* is that of the ten habits.

    Each entry takes so many *minutes* and is about *several* people; its draft is made by
    *template*. *mark* is what the log says of it when it is done, *target* how many are wanted in
    a month, *cadence* when somebody is due (by tag: *by_tag*), *tags* whom it is limited to.
    """

    template: str
    number: int = 0
    goal: str = ""
    minutes: int = 10
    several: int = 1
    target: int = 0
    mark: str = ""
    who: str = EVERYBODY
    tags: tuple[str, ...] = ()
    cadence: Cadence = STANDARD
    by_tag: tuple[TagCadence, ...] = ()


@dataclass(frozen=True, slots=True)
class Calendar:
    """A rhythm and its exceptions. *evergreen* lets published pieces come back.

    *rules* are those of its reminders, where they are not the brand's; *habit* is None for posts.
    """

    id: str
    name: str
    pick: str = THEME
    evergreen: bool = False
    rhythms: tuple[Rhythm, ...] = ()
    pauses: tuple[Pause, ...] = ()
    pins: tuple[Pin, ...] = ()
    campaigns: tuple[Campaign, ...] = ()
    series: tuple[Series, ...] = ()
    rules: Rules | None = None
    habit: Habit | None = None

    @property
    def keeps_in_touch(self) -> bool:
        """Whether it is about people one by one, whoever is due."""
        habit = self.habit
        return (
            self.pick == PERSON
            and habit is not None
            and (habit.who, habit.several) == (EVERYBODY, 1)
        )
