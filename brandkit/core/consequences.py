"""What a change of the plan does to its themes: the rules it breaks, the silences it makes."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from datetime import date
from itertools import pairwise
from typing import NamedTuple

from brandkit.core.model import Theme

GAP, WEEK, CHANNEL, SILENCE = "gap", "week", "channel", "silence"
LONG_SILENCE = 21
"""Days without a theme that are worth a word."""


class Post(NamedTuple):
    """A post as it counts for the rules: when it was or will be out, about what, where."""

    day: date
    theme: str
    channel: str


class Consequence(NamedTuple):
    """What is to be told of a theme. *kind* is `gap`, `week`, `channel` or `silence`.

    *n* are the days between two of its posts, the posts in one week, or the days of silence;
    *limit* is what the brand asks for, of a silence what it was before. *days* are those concerned.
    """

    kind: str
    theme: str
    n: int
    limit: int
    days: tuple[date, ...]


def broken(themes: Sequence[Theme], posts: Iterable[Post], today: date) -> list[Consequence]:
    """The rules of the *themes* that *posts* break from *today* on, in order of days."""
    by_theme: dict[str, list[Post]] = {}
    for post in sorted(posts):
        by_theme.setdefault(post.theme, []).append(post)
    found: list[Consequence] = []
    for theme in themes:
        mine = by_theme.get(theme.id, [])
        found += _too_near(theme, mine, today)
        found += _too_many(theme, mine, today)
        if theme.channels:
            found += [
                Consequence(CHANNEL, theme.id, 0, 0, (post.day,))
                for post in mine
                if post.day >= today and post.channel not in theme.channels
            ]
    return sorted(found, key=lambda one: (one.days, one.theme, one.kind))


def _too_near(theme: Theme, posts: Sequence[Post], today: date) -> list[Consequence]:
    return [
        Consequence(GAP, theme.id, (b.day - a.day).days, theme.min_gap_days, (a.day, b.day))
        for a, b in pairwise(posts)
        if b.day >= today and (b.day - a.day).days < theme.min_gap_days
    ]


def _too_many(theme: Theme, posts: Sequence[Post], today: date) -> list[Consequence]:
    """The ISO weeks with more posts than the theme may have."""
    if theme.max_per_week is None:
        return []
    weeks = Counter(post.day.isocalendar()[:2] for post in posts)
    return [
        Consequence(
            WEEK, theme.id, n, theme.max_per_week, tuple(p.day for p in _in_week(posts, week))
        )
        for week, n in weeks.items()
        if n > theme.max_per_week and _in_week(posts, week)[-1].day >= today
    ]


def _in_week(posts: Sequence[Post], week: tuple[int, int]) -> list[Post]:
    return [post for post in posts if post.day.isocalendar()[:2] == week]


def consequences(
    themes: Sequence[Theme], before: Sequence[Post], after: Sequence[Post], today: date
) -> list[Consequence]:
    """What is worse in the posts *after* a change than *before*: rules newly broken, new silences.

    Both hold the whole record, so that the first post to come is measured from the last one out.
    """
    old = Counter(broken(themes, before, today))
    fresh = list((Counter(broken(themes, after, today)) - old).elements())
    for theme in themes:
        was, gone = _silence(theme.id, before, today), _silence(theme.id, after, today)
        if gone is not None and gone.n >= LONG_SILENCE and gone.n > (was.n if was else 0):
            fresh.append(gone._replace(limit=was.n if was else 0))
    return fresh


def _silence(theme: str, posts: Sequence[Post], today: date) -> Consequence | None:
    """The longest time between two posts of a *theme*, the second of which is to come."""
    days = sorted(post.day for post in posts if post.theme == theme)
    found = [
        Consequence(SILENCE, theme, (b - a).days, 0, (a, b))
        for a, b in pairwise(days)
        if b >= today
    ]
    return max(found, key=lambda one: one.n, default=None)
