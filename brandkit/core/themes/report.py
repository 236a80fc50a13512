"""Everything that is told of a record: standings, what is off the brand, drift, variety."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import NamedTuple

from brandkit.core.calendar.model import Calendar
from brandkit.core.model import Theme
from brandkit.core.shares import shares_on
from brandkit.core.themes.consistency import (
    Published,
    Share,
    Standing,
    share_of,
    standing_of,
    variety,
)
from brandkit.core.themes.drift import Change, drift

FEW = 8
"""Posts below which no share is compared."""


class Headline(NamedTuple):
    """The one thing to do: *kind* is `none`, `few`, `short`, `much`, `fine` or `open`.

    `open`: nothing is clearly wrong, and too little is confirmed to say that all is well. With the
    last two the standing is that of the longest silence.
    """

    kind: str
    standing: Standing | None = None


@dataclass(frozen=True)
class Report:
    """What the posts from *since* up to *until* show; *off* is the share about no theme."""

    since: date
    until: date
    posts: tuple[Published, ...]
    standings: tuple[Standing, ...]
    off: Share
    change: Change | None
    variety: float
    target_variety: float
    sources: tuple[tuple[str, int], ...] = ()

    @property
    def source_variety(self) -> float:
        """The effective number of the sites that the posts point to."""
        return variety(float(posts) for _host, posts in self.sources)

    @property
    def off_posts(self) -> list[Published]:
        """Those that are about none, the likeliest first."""
        found = [post for post in self.posts if not post.theme]
        return sorted(found, key=lambda post: (-post.off, post.day, post.id))

    @property
    def drifted(self) -> list[Published]:
        """Those whose words are about another theme than was planned."""
        return [post for post in self.posts if post.reads_like]

    @property
    def said(self) -> int:
        """How many a person confirmed, or planned."""
        return sum(post.is_said for post in self.posts)

    @property
    def headline(self) -> Headline:
        """What to do first: the theme whose target lies farthest outside of what is possible."""
        if not self.posts:
            return Headline("none")
        if len(self.posts) < FEW:
            return Headline("few")
        for kind in ("short", "much"):
            found = [one for one in self.standings if one.verdict == kind]
            if found:
                return Headline(kind, max(found, key=_distance))
        quiet = max(self.standings, key=lambda one: (one.silence is None, one.silence or 0))
        told = all(one.verdict == "fine" for one in self.standings)
        return Headline("fine" if told else "open", quiet)


def _distance(standing: Standing) -> float:
    share = standing.published
    return max(standing.target - share.high, share.low - standing.target)


def report_of(
    themes: Sequence[Theme],
    posts: Sequence[Published],
    planned: Sequence[str],
    since: date,
    until: date,
    calendars: Iterable[Calendar] = (),
) -> Report:
    """The report on the *posts* of `[since, until]`, which are in order of their days.

    *planned* are the themes of the drafts to come. Targets are those of the days on which the posts
    came out, so a season is compared with its own. The pauses of *calendars* are no silence, and
    the posts of their campaigns no drift, nor a reason to call a theme too much.
    """
    calendars = tuple(calendars)
    inside = [post for post in posts if since <= post.day <= until]
    days = [post.day for post in inside] or [until]
    shares = [shares_on(themes, day) for day in days]
    counts = Counter(planned)
    paused = [(pause.start, pause.until) for one in calendars for pause in one.pauses]
    events = {post.id: name for post in inside if (name := _campaign(post, calendars))}
    standings = tuple(
        standing_of(
            theme.id,
            sum(row[i] for row in shares) / len(shares) / 100,
            counts[theme.id] / len(planned) if planned else None,
            inside,
            until,
            paused,
            events,
        )
        for i, theme in enumerate(themes)
    )
    steady = [post for post in inside if post.id not in events]
    sources = Counter(host for post in inside for host in post.sources)
    return Report(
        since,
        until,
        tuple(inside),
        standings,
        _off_share(inside),
        drift(steady, [theme.id for theme in themes]),
        variety(one.posts for one in standings),
        variety(one.target for one in standings),
        tuple(sorted(sources.items(), key=lambda found: (-found[1], found[0]))),
    )


def _off_share(posts: Sequence[Published]) -> Share:
    """The share of posts about none of the themes, as one more theme beside them all."""
    rows = [
        Published(p.id, p.day, {"off": p.off}, confirmed=p.confirmed, planned=p.planned)
        for p in posts
    ]
    return share_of("off", rows)


def _campaign(post: Published, calendars: Iterable[Calendar]) -> str:
    """The event that the calendars know and *post* belongs to; nothing for none."""
    for calendar in calendars:
        for campaign in calendar.campaigns:
            first = campaign.on - timedelta(days=max(campaign.before, default=0))
            last = campaign.on + timedelta(days=max(campaign.after, default=0))
            if first <= post.day <= last and post.theme == campaign.theme:
                return campaign.name
    return ""
