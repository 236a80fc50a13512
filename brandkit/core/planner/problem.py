"""What the planner is asked: themes, positions, the record, and the plan that stood before."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import dataclass, field
from functools import cached_property

EMPTY = -1
WINDOW_DAYS = 28
"""The sliding window in which shares should hold, too."""
MEMORY_DAYS = 56
"""How far back the record counts as a debt."""
EMPTY_PRICE = 4 * 1000 * 10_000
"""A slot left empty costs a thousand posts², in the units of `price`."""
CHANGE_PRICE = 2 * 4 * 10_000
"""μ: an entry of the future that changes costs two posts²."""


@dataclass(frozen=True, slots=True)
class Rule:
    """A theme as the planner sees it: how far apart at least, how often a week at most."""

    id: str
    min_gap_days: int = 0
    max_per_week: int | None = None


@dataclass(frozen=True, slots=True)
class Past:
    """A published post. *parts* holds its weight for each theme; they sum to `unit` or less."""

    day: int
    parts: tuple[int, ...]


@dataclass(frozen=True)
class Problem:
    """An assignment to make.

    Days are ordinals of any origin, weeks any numbering in which equal means the same week.
    *rates* holds for each position the shares that are in force there, which sum to `unit`.
    *options* holds the themes that are legal at a position by channel, season, gap to the record,
    or pin; a position whose theme stands already is in *fixed* and has one option.
    *used* counts posts already out, by (theme, week), against the weekly caps.
    *ramp_slots* bounds how long a debt is repaid (None: as long as it takes).
    """

    themes: tuple[Rule, ...]
    days: tuple[int, ...]
    weeks: tuple[int, ...]
    rates: tuple[tuple[int, ...], ...]
    options: tuple[tuple[int, ...], ...]
    fixed: frozenset[int] = frozenset()
    past: tuple[Past, ...] = ()
    used: dict[tuple[int, int], int] = field(default_factory=dict)
    before: tuple[int | None, ...] = ()
    origin: int = 0
    ramp_slots: int | None = None

    @property
    def size(self) -> int:
        return len(self.days)

    @cached_property
    def unit(self) -> int:
        """What one post weighs: the sum of the shares."""
        return sum(self.rates[0]) if self.rates else 100

    @cached_property
    def free(self) -> tuple[int, ...]:
        """Positions that the search may change."""
        return tuple(t for t in range(self.size) if t not in self.fixed)

    @cached_property
    def window_first(self) -> tuple[int, ...]:
        """For each position the first one within its 28 days, itself included."""
        return tuple(bisect_right(self.days, day - WINDOW_DAYS) for day in self.days)

    @cached_property
    def window_last(self) -> tuple[int, ...]:
        """For each position the last one whose 28 days reach back to it."""
        return tuple(bisect_right(self.days, day + WINDOW_DAYS - 1) - 1 for day in self.days)

    @cached_property
    def is_free_of_rules(self) -> bool:
        """No record, no gap, no cap, no fixed entry, every theme legal everywhere, even rates."""
        everything = tuple(range(len(self.themes)))
        return (
            not self.past
            and not self.fixed
            and all(t.min_gap_days <= 0 and t.max_per_week is None for t in self.themes)
            and all(option == everything for option in self.options)
        )

    def near(self, theme: int, day: int) -> range:
        """Positions too close to *day* for another post of *theme*."""
        gap = self.themes[theme].min_gap_days
        return range(
            bisect_right(self.days, day - gap), max(bisect_right(self.days, day + gap - 1), 0)
        )


def cumulative_rates(problem: Problem) -> list[list[int]]:
    """For each theme the sum of its rates up to and including each position."""
    rows: list[list[int]] = []
    for i in range(len(problem.themes)):
        total, row = 0, []
        for rates in problem.rates:
            total += rates[i]
            row.append(total)
        rows.append(row)
    return rows


def prefix_counts(theme: int, plan: Sequence[int]) -> list[int]:
    """How often *theme* stands before each position; one longer than the plan."""
    counts = [0]
    for choice in plan:
        counts.append(counts[-1] + (choice == theme))
    return counts
