"""The values that everything else is about. All are immutable; all datetimes are aware."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Any, NamedTuple
from zoneinfo import ZoneInfo

from brandkit.core.reminders.rules import Reminding
from brandkit.core.statuses import is_task


class Season(NamedTuple):
    """From one (month, day) to another, both included, perhaps over new year: another share."""

    first: tuple[int, int]
    last: tuple[int, int]
    share: int

    def holds(self, day: date) -> bool:
        here = (day.month, day.day)
        if self.first <= self.last:
            return self.first <= here <= self.last
        return here >= self.first or here <= self.last


@dataclass(frozen=True, slots=True)
class Theme:
    """A professional subject with its target share, in any unit; the planner makes percents."""

    id: str
    name: str
    share: int
    goal: str = ""
    audience: str = ""
    message: str = ""
    myth: str = ""
    stand: str = ""
    in_text: str = ""
    keywords: tuple[str, ...] = ()
    hashtags: tuple[str, ...] = ()
    channels: tuple[str, ...] = ()
    formats: tuple[str, ...] = ()
    was: tuple[str, ...] = ()
    seasons: tuple[Season, ...] = ()
    explore: bool = False
    min_gap_days: int = 0
    max_per_week: int | None = None


@dataclass(frozen=True, slots=True)
class Channel:
    """A place to publish. *kind* names the shape of its posts: linkedin, blog and others.

    *limits* are the person's own, by field, and `link`: what a link counts.
    """

    id: str
    name: str
    kind: str
    language: str
    url: str = ""
    limits: Mapping[str, int] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Voice:
    """How the person speaks: to one as tu, voi or lei, of themselves as I or we."""

    address: str = "tu"
    person: str = "singular"
    avoid: tuple[str, ...] = ()


class Capacity(NamedTuple):
    """Minutes that one has, a day and a week; None where nobody said. A *post* takes so many."""

    day: int | None = None
    week: int | None = None
    post: int = 20


class Notes(NamedTuple):
    """Folders of notes elsewhere, and the tag that makes one of them an idea."""

    folders: tuple[str, ...]
    tag: str


@dataclass(frozen=True, slots=True)
class Brand:
    """Who the person is, and what they write about."""

    id: str
    name: str
    language: str
    zone: ZoneInfo
    promise: str = ""
    audience: str = ""
    role: str = ""
    goals: tuple[str, ...] = ()
    measures: tuple[str, ...] = ()
    voice: Voice = field(default_factory=Voice)
    themes: tuple[Theme, ...] = ()
    channels: tuple[Channel, ...] = ()
    notes: Notes | None = None
    reminding: Reminding = field(default_factory=Reminding)
    capacity: Capacity = field(default_factory=Capacity)

    def theme(self, theme_id: str) -> Theme | None:
        """The theme of that id, or the one that once had it."""
        for theme in self.themes:
            if theme_id == theme.id:
                return theme
        return next((theme for theme in self.themes if theme_id in theme.was), None)

    def channel(self, channel_id: str) -> Channel | None:
        return next((channel for channel in self.channels if channel_id == channel.id), None)


class SlotKey(NamedTuple):
    """What a slot is known by, whatever its hour: written `calendar/channel/2026-12-01/1`.

    That of a task has no channel: `calendar/2026-12-01/1`.
    """

    calendar: str
    channel: str
    day: date
    ordinal: int

    def __str__(self) -> str:
        place = f"{self.calendar}/{self.channel}" if self.channel else self.calendar
        return f"{place}/{self.day.isoformat()}/{self.ordinal}"


@dataclass(frozen=True, slots=True, order=True)
class Slot:
    """One opening of a calendar; computed, never stored.

    *resolution* says whether its wall time exists once (`exact`), lies in a spring gap
    (`gap-shifted`) or in an autumn fold (`fold-first`). *theme* is set by a pin or a campaign.
    """

    when: datetime
    key: SlotKey
    resolution: str = "exact"
    theme: str = ""
    format: str = ""
    title: str = ""
    campaign: str = ""

    @property
    def channel(self) -> str:
        return self.key.channel


@dataclass(frozen=True, slots=True)
class Entry:
    """What fills a slot: a post, or another habit's task; one Markdown file.

    *parts* names the parts of the template that it is put together from; *copied_at* is when its
    final text was last taken to be published, *people* are the names of those it is about, *snooze*
    until when no reminder is wanted. *keys* holds the front matter as it was read, *path* is
    relative to the workspace.
    """

    id: str
    calendar: str
    when: datetime
    title: str = ""
    body: str = ""
    status: str = ""
    channel: str = ""
    theme: str = ""
    format: str = ""
    language: str = ""
    slot: SlotKey | None = None
    idea: str = ""
    material: str = ""
    piece: str = ""
    parts: str = ""
    people: tuple[str, ...] = ()
    generated: str = ""
    published_at: datetime | None = None
    copied_at: datetime | None = None
    snooze: datetime | None = None
    path: str = ""
    keys: Mapping[str, Any] = field(default_factory=dict)

    @property
    def is_task(self) -> bool:
        """Whether it is another habit's task, and no post."""
        return is_task(self.channel, self.theme, self.status)

    @property
    def moment(self) -> datetime:
        """When it was published or done, else when it is due."""
        return self.published_at or self.when


@dataclass(frozen=True, slots=True)
class Evergreen:
    """How often and when a published piece may come back."""

    cooldown_days: int = 120
    max_uses: int = 3
    not_before: date | None = None
    not_after: date | None = None


@dataclass(frozen=True, slots=True)
class Idea:
    """Something worth writing about, with no date. *origin* is the id of a draft it once was.

    *url*, *work* (title and author) and *source* are of what somebody else wrote.
    """

    id: str
    title: str
    theme: str = ""
    channel: str = ""
    format: str = ""
    body: str = ""
    origin: str = ""
    dropped: bool = False
    added: date | None = None
    not_before: date | None = None
    not_after: date | None = None
    path: str = ""
    url: str = ""
    work: str = ""
    source: str = ""


@dataclass(frozen=True, slots=True)
class Material:
    """A short true story, number, myth or phrase of one's own.

    It is used only where the person said that it may be published. *used* are the days on which
    it was used elsewhere; what brandkit uses it for, the entries say.
    """

    id: str
    kind: str
    text: str
    themes: tuple[str, ...] = ()
    people: tuple[str, ...] = ()
    channels: tuple[str, ...] = ()
    may_publish: bool = False
    added: date | None = None
    used: tuple[date, ...] = ()
    path: str = ""
