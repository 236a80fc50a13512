"""The moment at which the mix of themes changed, told only when the evidence is strong.

For every theme, and every moment with at least `LEAST` posts before and after it among the last
`WINDOW` posts, the likelihood ratio G of two shares of the theme against one is computed (Sokal and
Rohlf, Biometry). The largest is told where it exceeds a bound, chosen by simulation so that a year
of two posts a week, looked at after each of them, raises a false alarm with a probability of at
most 5 %; `benchmarks/drift.py` shows that, and the delay.
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from datetime import date
from typing import NamedTuple

from brandkit.core.themes.consistency import Published

WINDOW = 104
LEAST = 10
BOUNDS = {2: 16.8}
BOUND, BOUND_MANY = 18.8, 19.6
"""What G must exceed with two themes, with up to six, and with more."""


class Change(NamedTuple):
    """From *day* on the share of *theme* is another: *before* and *after*, over so many posts.

    *other* is the theme that changed most the other way.
    """

    day: date
    theme: str
    before: float
    after: float
    other: str
    posts: tuple[int, int]
    strength: float


class Found(NamedTuple):
    """The *place* of the first post after the change, the column of the theme, and G."""

    place: int
    theme: int
    strength: float


def drift(posts: Sequence[Published], themes: Sequence[str]) -> Change | None:
    """The change in the last `WINDOW` of *posts*, which are in order of their days, if there is."""
    recent = [post for post in posts if post.off <= 0.5][-WINDOW:]
    rows = [[post.parts.get(theme, 0.0) for theme in themes] for post in recent]
    found = strongest(rows)
    if found is None or found.strength < bound(len(themes)):
        return None
    shares = [
        [sum(row[k] for row in part) / len(part) for k in range(len(themes))]
        for part in (rows[: found.place], rows[found.place :])
    ]
    before, after = shares
    up = after[found.theme] > before[found.theme]
    others = [k for k in range(len(themes)) if k != found.theme]
    other = max(others, key=lambda k: (before[k] - after[k]) * (1 if up else -1))
    return Change(
        recent[found.place].day,
        themes[found.theme],
        before[found.theme],
        after[found.theme],
        themes[other],
        (found.place, len(rows) - found.place),
        found.strength,
    )


def bound(themes: int) -> float:
    """What G must exceed for so many *themes*."""
    return BOUNDS.get(themes, BOUND if themes <= 6 else BOUND_MANY)


def strongest(rows: Sequence[Sequence[float]]) -> Found | None:
    """Where a theme's share before and after differ most; None for too few posts or one theme."""
    count, width = len(rows), len(rows[0]) if rows else 0
    if count < 2 * LEAST or width < 2:
        return None
    best = Found(LEAST, 0, -1.0)
    for theme in range(width):
        column = [row[theme] for row in rows]
        total, before = sum(column), 0.0
        alone = _likelihood(total, count)
        for place in range(1, count - LEAST + 1):
            before += column[place - 1]
            if place < LEAST:
                continue
            apart = _likelihood(before, place) + _likelihood(total - before, count - place)
            if 2 * (apart - alone) > best.strength:
                best = Found(place, theme, 2 * (apart - alone))
    return best


def _likelihood(part: float, whole: int) -> float:
    """The log likelihood of *part* out of *whole* at its own share."""
    return sum(c * math.log(c / whole) for c in (part, whole - part) if c > 1e-9)
