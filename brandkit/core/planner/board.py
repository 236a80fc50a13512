"""The state of the search over one stretch of a plan, with the price of any move at hand.

The objective is quadratic in the choices, so the price of a change is linear in tables that stay
put until a move is made: with `gain[i][t] = 8U·Σ_{s≥t} D_i(s) − 2U·Σ_{k∈K(t)} W_i(k)`, where K(t)
are the windows that hold position t, changing t from theme i to j costs
`gain[i][t] − gain[j][t] + weight[t]`, and two changes of the same theme at t < u interact by a
constant. A move updates the tables of its two themes only.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import accumulate

from brandkit.core.planner.price import window_bases
from brandkit.core.planner.problem import (
    CHANGE_PRICE,
    EMPTY,
    EMPTY_PRICE,
    Problem,
    prefix_counts,
)

RELUCTANCE = 2
"""A change must earn twice what it costs, lest plans of nearly one price change places."""

Move = tuple[int, int, int]
"""A position of the stretch, the theme that leaves it, the theme that comes."""


@dataclass(frozen=True, slots=True)
class Tables:
    """What does not change while a problem is searched: targets and window bases by theme."""

    rows: list[list[int]]
    bases: list[list[int]]

    @classmethod
    def of(cls, problem: Problem, rows: list[list[int]]) -> Tables:
        return cls(rows, window_bases(problem))


class Board:
    """Positions *start* to *end* of a plan, counted from 0 here; the rest of the plan stands."""

    def __init__(
        self, problem: Problem, tables: Tables, plan: Sequence[int], start: int, end: int
    ) -> None:
        self.problem = problem
        self.start, self.size = start, end - start
        self.unit = problem.unit
        self.plan = list(plan[start:end])
        self.themes = range(len(problem.themes))
        self.rest = problem.size - start
        reach = problem.window_last[end - 1] + 1
        self.last = [problem.window_last[t] - start for t in range(start, end)]
        self.options = [problem.options[t] for t in range(start, end)]
        self.legal = [frozenset(option) for option in self.options]
        self.fixed = [t in problem.fixed or not problem.options[t] for t in range(start, end)]
        self.free = [t for t in range(self.size) if not self.fixed[t]]
        self.empty = [t for t in self.free if self.plan[t] == EMPTY]
        self._count_rules(plan, end)
        self.lag: list[list[int]] = []
        self.tail: list[int] = []
        self.excess: list[list[int]] = []
        for i in self.themes:
            counts = prefix_counts(i, plan)
            lag = [
                target - self.unit * n
                for target, n in zip(tables.rows[i][start:], counts[start + 1 :], strict=True)
            ]
            self.lag.append(lag[: self.size])
            self.tail.append(sum(lag[self.size :]))
            self.excess.append(
                [
                    tables.bases[i][k]
                    + self.unit * (counts[k + 1] - counts[problem.window_first[k]])
                    for k in range(start, reach)
                ]
            )
        self._price_changes(start, end)
        square = self.unit * self.unit
        self.weight = [
            8 * square * (self.rest - t) + 2 * square * (self.last[t] - t + 1)
            for t in range(self.size)
        ]
        self.gain = [self._gains(i) for i in self.themes]

    def _count_rules(self, plan: Sequence[int], end: int) -> None:
        """How many posts of each theme stand near each position, and in each week."""
        problem, start = self.problem, self.start
        self.near: list[list[range]] = []
        self.crowd: list[list[int]] = []
        for i in self.themes:
            ranges = [problem.near(i, problem.days[t]) for t in range(start, end)]
            counts = prefix_counts(i, plan)
            self.crowd.append([counts[r.stop] - counts[r.start] if r else 0 for r in ranges])
            self.near.append(
                [range(max(r.start - start, 0), min(r.stop - start, self.size)) for r in ranges]
            )
        self.gaps = [max(theme.min_gap_days, 0) for theme in problem.themes]
        self.days = problem.days[start:end]
        self.caps = [
            theme.max_per_week if theme.max_per_week is not None else problem.size + 1
            for theme in problem.themes
        ]
        numbers = {week: n for n, week in enumerate(dict.fromkeys(problem.weeks[start:end]))}
        self.week = [numbers[week] for week in problem.weeks[start:end]]
        self.weekly = [[0] * len(numbers) for _ in self.themes]
        for (i, week), count in problem.used.items():
            if week in numbers:
                self.weekly[i][numbers[week]] += count
        for t, choice in enumerate(plan):
            week = problem.weeks[t]
            if choice != EMPTY and week in numbers:
                self.weekly[choice][numbers[week]] += 1

    def _price_changes(self, start: int, end: int) -> None:
        """μ for every theme at a position but the one that stood there before."""
        price = RELUCTANCE * CHANGE_PRICE
        before = [*self.problem.before, *[None] * self.problem.size][start:end]
        self.change = [
            [price if old is not None and old != i else 0 for old in before] for i in self.themes
        ]
        self.emptying = [EMPTY_PRICE + (price if old is not None else 0) for old in before]

    def _gains(self, i: int) -> list[int]:
        """What a post of theme *i* costs at each position, less what does not depend on *i*."""
        unit, tail = self.unit, self.tail[i]
        owed = list(accumulate(reversed(self.lag[i]), initial=tail))
        owed.reverse()
        windows = list(accumulate(self.excess[i], initial=0))
        four, two = 8 * unit, 2 * unit
        return [
            four * debt - two * (windows[last + 1] - windows[t]) - change
            for t, (debt, last, change) in enumerate(
                zip(owed, self.last, self.change[i], strict=False)
            )
        ]

    def cross(self, t: int, u: int) -> int:
        """How much less two opposite changes of one theme cost together than apart."""
        if t > u:
            t, u = u, t
        square = self.unit * self.unit
        shared = self.last[t] - u + 1
        return 8 * square * (self.rest - u) + (2 * square * shared if shared > 0 else 0)

    def leaving(self, t: int, theme: int) -> int:
        """What the price changes by when *theme* leaves position *t*, which stays open."""
        if theme == EMPTY:
            return -self.emptying[t]
        return self.gain[theme][t] + self.weight[t] // 2

    def coming(self, t: int, theme: int) -> int:
        """What the price changes by when *theme* comes to the open position *t*."""
        if theme == EMPTY:
            return self.emptying[t]
        return self.weight[t] // 2 - self.gain[theme][t]

    def allows(self, t: int, theme: int, *, leaving: int | None = None) -> bool:
        """Whether *theme* may come to *t*, given that it leaves position *leaving*, if any."""
        if theme not in self.legal[t]:
            return False
        crowd, week = self.crowd[theme][t], self.weekly[theme][self.week[t]]
        if leaving is not None:
            crowd -= abs(self.days[t] - self.days[leaving]) < self.gaps[theme]
            week -= self.week[t] == self.week[leaving]
        return crowd <= 0 and week < self.caps[theme]

    def stays_within(self, theme: int, t: int, u: int, step: int, bound: int) -> bool:
        """Whether the theme's lag stays within ± *bound* when it moves by *step* from t to u."""
        part = self.lag[theme][t:u]
        return max(part) + step <= bound and min(part) + step >= -bound

    def make(self, moves: Sequence[Move]) -> None:
        """Carry the *moves* out."""
        touched = set()
        for t, old, new in moves:
            self.plan[t] = new
            for theme, sign in ((old, -1), (new, 1)):
                if theme == EMPTY:
                    if sign > 0:
                        self.empty.append(t)
                    else:
                        self.empty.remove(t)
                    continue
                touched.add(theme)
                step = sign * self.unit
                near = self.near[theme][t]
                crowd = self.crowd[theme]
                crowd[near.start : near.stop] = [n + sign for n in crowd[near.start : near.stop]]
                self.weekly[theme][self.week[t]] += sign
                lag = self.lag[theme]
                lag[t:] = [n - step for n in lag[t:]]
                self.tail[theme] -= step * (self.rest - self.size)
                last = self.last[t] + 1
                excess = self.excess[theme]
                excess[t:last] = [n + step for n in excess[t:last]]
        for theme in touched:
            self.gain[theme] = self._gains(theme)
