"""Tijdeman's sequence for the chairman assignment problem (Discrete Mathematics 32, 1980).

It keeps every theme within 1 − 1/(2m−2) posts of its share at every moment, for any shares, also
when they change from slot to slot; no smaller bound holds for all shares.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Sequence


def tijdeman_bound(unit: int, themes: int) -> int:
    """The largest deficit allowed, rounded down, in units of which *unit* is one post."""
    if themes < 2:
        return 0
    return unit * (2 * themes - 3) // (2 * themes - 2)


def tijdeman_sequence(rows: Sequence[Sequence[int]], unit: int) -> list[int]:
    """A theme for each position, given the target counts of each theme in *unit* a post.

    Among the themes that are owed at least 1/(2m−2) post the one is taken whose deadline (when
    it would be owed 1 − 1/(2m−2)) comes first.
    """
    themes = len(rows)
    size = len(rows[0]) if rows else 0
    if themes == 1 or not size:
        return [0] * size
    double = 2 * themes - 2
    counts = [0] * themes
    deadlines = [_deadline(row, unit * (double - 1), double) for row in rows]
    plan = []
    for t in range(size):
        due = [i for i in range(themes) if double * (rows[i][t] - unit * counts[i]) >= unit]
        choice = min(due, key=lambda i: (deadlines[i], i))
        counts[choice] += 1
        full = unit * (counts[choice] * double + double - 1)
        deadlines[choice] = _deadline(rows[choice], full, double)
        plan.append(choice)
    return plan


def _deadline(row: Sequence[int], full: int, double: int) -> tuple[int, int]:
    """The first position at which `double·row` reaches *full*, reckoned on past the end."""
    level = -(-full // double)
    position = bisect_left(row, level)
    if position < len(row):
        return (position, 0)
    rate = max(row[-1] - (row[-2] if len(row) > 1 else 0), 1)
    return (len(row) + (level - row[-1]) // rate, 0)
