"""How balanced a record is: shares with what small numbers leave open, silences, and drift.

A post counts for themes by parts that sum to 1 less the probability that it is about none; one that
the person confirmed counts whole. What is computed here needs neither tables nor a model.
"""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from itertools import pairwise
from types import MappingProxyType
from typing import NamedTuple

Z = 1.645
"""Intervals hold with a probability of 90 %."""
ERROR = 0.2
"""The part of unconfirmed posts that the model gives to a wrong theme, on public texts it had not
seen, when it knows no label: between 0.16 and 0.31; docs/themes.md."""
SURE_ENOUGH = 0.5
"""The probability from which a post breaks a theme's silence."""
CLEAR = 80
"""Hundredths from which a post's words are clearly about a theme."""
MONTHS = 12
NEAR = 0.15
"""A share that may lie farther than this from the target is not called fine."""


class Published(NamedTuple):
    """A piece that is out. *parts* are by theme; *off* is that it is about none of them.

    *confirmed* says whether the person said so; *planned* is the theme it was planned for, if that
    alone speaks; *read* has the hundredths that its words were read as; *sources* are the hosts
    that it points to.
    """

    id: str
    day: date
    parts: Mapping[str, float]
    off: float = 0.0
    confirmed: bool = False
    planned: str = ""
    title: str = ""
    path: str = ""
    channel: str = ""
    words: tuple[str, ...] = ()
    read: Mapping[str, int] = MappingProxyType({})
    sources: tuple[str, ...] = ()

    @property
    def is_said(self) -> bool:
        """Whether its theme stands: somebody confirmed it, or planned it."""
        return self.confirmed or bool(self.planned)

    @property
    def reads_like(self) -> str:
        """The theme that its words are about, where that is clear and was not the planned one."""
        if not self.planned or not self.read:
            return ""
        best = max(self.read, key=lambda theme: self.read[theme])
        clear = self.read[best] >= CLEAR and self.read.get(self.planned, 0) <= 100 - CLEAR
        return best if clear and best != self.planned else ""

    @property
    def theme(self) -> str:
        """The theme it most likely is about; nothing where it is about none."""
        if not self.parts or self.off > SURE_ENOUGH:
            return ""
        return max(self.parts, key=lambda theme: self.parts[theme])


class Share(NamedTuple):
    """A share in the record, between *low* and *high* as far as one can tell."""

    share: float
    low: float
    high: float


def share_of(theme: str, posts: Sequence[Published]) -> Share:
    """The share of *theme* among *posts*, with what their number and the model's errors leave open.

    The interval is Wilson's (1927) for the number of posts, widened by the spread of posts whose
    theme is uncertain, and by `ERROR` for the part of them that nobody confirmed.
    """
    whole = sum(1 - post.off for post in posts)
    if whole <= 0:
        return Share(0, 0, 1)
    here = [post.parts.get(theme, 0.0) for post in posts]
    share = min(sum(here) / whole, 1.0)
    centre = (share + Z * Z / (2 * whole)) / (1 + Z * Z / whole)
    chance = Z * math.sqrt(share * (1 - share) / whole + Z * Z / (4 * whole * whole))
    chance /= 1 + Z * Z / whole
    doubt = Z * math.sqrt(sum(part * (1 - part) for part in here)) / whole
    unsaid = sum(1 - post.off for post in posts if not post.is_said) / whole
    low = centre - math.hypot(chance, doubt) - ERROR * unsaid * share
    high = centre + math.hypot(chance, doubt) + ERROR * unsaid * (1 - share) / 2
    return Share(share, max(min(low, share), 0.0), min(max(high, share), 1.0))


@dataclass(frozen=True)
class Standing:
    """One theme: *target* and *planned* shares (0 to 1), the published one, and its silences.

    *last* is the day it was last written about, *silence* the most days between two posts or since
    the last; *months* its share in each of the last months, None where nothing was published.
    *steady* is the share without the posts of campaigns, *campaigns* the number of its posts for
    each.
    """

    theme: str
    target: float
    planned: float | None
    published: Share
    posts: float
    last: date | None
    silence: int | None
    months: tuple[float | None, ...]
    words: tuple[str, ...]
    steady: Share
    campaigns: tuple[tuple[str, int], ...] = ()

    @property
    def verdict(self) -> str:
        """`short`, `much`, `fine` where all that is possible is near the target, or `open`.

        A theme is too little or too much only if it is so without the posts of campaigns as well:
        an event that was planned is no fault, nor the other themes' silence meanwhile.
        """
        low = min(self.published.low, self.steady.low)
        high = max(self.published.high, self.steady.high)
        if self.target > high:
            return "short"
        if self.target < low:
            return "much"
        return "fine" if max(high - self.target, self.target - low) <= NEAR else "open"


def standing_of(
    theme: str,
    target: float,
    planned: float | None,
    posts: Sequence[Published],
    until: date,
    paused: Iterable[tuple[date, date]] = (),
    campaigns: Mapping[str, str] = MappingProxyType({}),
) -> Standing:
    """How *theme* stands in *posts*, in order of their days, seen on the day *until*.

    *campaigns* says to which one a post belongs, by the post's id.
    """
    about = [post for post in posts if post.parts.get(theme, 0.0) >= SURE_ENOUGH]
    days = [post.day for post in about]
    gaps = [_open_days(a, b, paused) for a, b in pairwise([*days, until])]
    events = Counter(campaigns[post.id] for post in about if post.id in campaigns)
    return Standing(
        theme,
        target,
        planned,
        share_of(theme, posts),
        sum(post.parts.get(theme, 0.0) for post in posts),
        days[-1] if days else None,
        max(gaps) if gaps else None,
        _by_month(theme, posts, until),
        _common_words(about),
        share_of(theme, [post for post in posts if post.id not in campaigns]),
        tuple(events.most_common()),
    )


def _open_days(first: date, last: date, paused: Iterable[tuple[date, date]]) -> int:
    """The days from *first* to *last*, without those of planned silences."""
    closed = 0
    for begin, end in paused:
        start, stop = max(begin, first), min(end + timedelta(days=1), last)
        closed += max((stop - start).days, 0)
    return max((last - first).days - closed, 0)


def _by_month(theme: str, posts: Sequence[Published], until: date) -> tuple[float | None, ...]:
    found: list[float | None] = []
    for back in range(MONTHS - 1, -1, -1):
        index = until.year * 12 + until.month - 1 - back
        inside = [post for post in posts if post.day.year * 12 + post.day.month - 1 == index]
        whole = sum(1 - post.off for post in inside)
        share = sum(post.parts.get(theme, 0.0) for post in inside) / whole if whole > 0 else None
        found.append(share)
    return tuple(found)


def _common_words(posts: Sequence[Published], most: int = 5) -> tuple[str, ...]:
    """The words that decided most often for these *posts*."""
    counts: dict[str, int] = {}
    for post in posts:
        for word in post.words:
            counts[word] = counts.get(word, 0) + 1
    return tuple(sorted(counts, key=lambda word: (-counts[word], word))[:most])


def variety(shares: Iterable[float]) -> float:
    """The effective number of what has these *shares*: e to their entropy (Hill 1973, order 1)."""
    whole = [share for share in shares if share > 0]
    total = sum(whole)
    return math.exp(-sum(s / total * math.log(s / total) for s in whole)) if total else 0.0


def telling(posts: Sequence[Published], most: int = 8) -> list[Published]:
    """The unconfirmed *posts* whose confirmation says most: doubtful ones, spread over themes.

    By turns, for each theme that the posts seem to be about, the one whose best two themes lie
    nearest together; those that may be off the brand are a theme of their own. Of posts with one
    title, one is enough.
    """
    waiting: dict[str, list[Published]] = {}
    seen: set[str] = set()
    for post in posts:
        if not post.is_said and post.parts and post.title not in seen:
            seen.add(post.title)
            waiting.setdefault(post.theme, []).append(post)
    for found in waiting.values():
        found.sort(key=lambda post: (_margin(post), post.day, post.id))
    chosen: list[Published] = []
    while waiting and len(chosen) < most:
        for theme in sorted(waiting, key=lambda theme: (-len(waiting[theme]), theme)):
            chosen.append(waiting[theme].pop(0))
            if not waiting[theme]:
                del waiting[theme]
            if len(chosen) == most:
                break
    return chosen


def _margin(post: Published) -> float:
    """How far the best guess lies before the next."""
    best = sorted([*post.parts.values(), post.off, 0.0], reverse=True)
    return best[0] - best[1]
