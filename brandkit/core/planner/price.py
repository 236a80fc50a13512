"""What a plan costs, and which rules it breaks.

`J = 4·Σ_t Σ_i D_i(t)² + Σ_k Σ_i W_i(k)² + 4·1000·10⁴·(empty slots) + μ·(future entries changed)`

D_i(t) is how far theme i lags behind its target after position t; W_i(k) how far the 28 days up to
position k, the record included, are from its share. One post² is 40,000.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

from brandkit.core.planner.problem import (
    CHANGE_PRICE,
    EMPTY,
    EMPTY_PRICE,
    WINDOW_DAYS,
    Problem,
    cumulative_rates,
    prefix_counts,
)
from brandkit.core.planner.ramp import ramp_of, targets

POST_SQUARED = 40_000


@dataclass(frozen=True, slots=True)
class Price:
    """The parts of J, in units of which 40,000 are one post²."""

    prefix: int
    window: int
    empty: int
    changed: int

    @property
    def total(self) -> int:
        return self.prefix + self.window + self.empty + self.changed


def price(problem: Problem, plan: Sequence[int]) -> Price:
    """J of *plan*, part by part."""
    prefix = window = 0
    rows = targets(problem, ramp_of(problem))
    unit = problem.unit
    for i, (row, base) in enumerate(zip(rows, window_bases(problem), strict=True)):
        counts = prefix_counts(i, plan)
        for t, target in enumerate(row):
            lag = target - unit * counts[t + 1]
            prefix += lag * lag
            excess = base[t] + unit * (counts[t + 1] - counts[problem.window_first[t]])
            window += excess * excess
    return Price(
        prefix=4 * prefix,
        window=window,
        empty=EMPTY_PRICE * sum(choice == EMPTY for choice in plan),
        changed=CHANGE_PRICE * len(changes(problem, plan)),
    )


def changes(problem: Problem, plan: Sequence[int]) -> list[int]:
    """Positions whose theme is another than in the plan that stood before."""
    return [
        t
        for t, (old, new) in enumerate(zip(problem.before, plan, strict=False))
        if old is not None and old != new
    ]


def window_bases(problem: Problem) -> list[list[int]]:
    """W_i(k) for each theme without any post of the plan: the record less what is due."""
    past = sorted(problem.past, key=lambda post: post.day)
    days = [post.day for post in past]
    due = cumulative_rates(problem)
    rows: list[list[int]] = []
    for i in range(len(problem.themes)):
        counts = [0]
        for post in past:
            counts.append(counts[-1] + post.parts[i])
        row = []
        for k, day in enumerate(problem.days):
            start = bisect_right(days, day - WINDOW_DAYS)
            first = problem.window_first[k]
            expected = due[i][k] - (due[i][first - 1] if first else 0)
            in_record = len(past) - start
            row.append(counts[-1] - counts[start] - problem.rates[k][i] * in_record - expected)
        rows.append(row)
    return rows


def violations(problem: Problem, plan: Sequence[int]) -> list[str]:
    """The hard rules that *plan* breaks, in words; two fixed entries may break a gap or a cap."""
    found: list[str] = []
    for t, choice in enumerate(plan):
        if choice != EMPTY and choice not in problem.options[t]:
            found.append(f"position {t}: theme {problem.themes[choice].id} is not legal there")
    for i, theme in enumerate(problem.themes):
        places = [t for t, choice in enumerate(plan) if choice == i]
        found += [
            f"positions {a} and {b}: theme {theme.id} within {theme.min_gap_days} days"
            for a, b in pairwise(places)
            if problem.days[b] - problem.days[a] < theme.min_gap_days
            and not (a in problem.fixed and b in problem.fixed)
        ]
        if theme.max_per_week is not None:
            weekly = Counter(problem.weeks[t] for t in places)
            moving = {problem.weeks[t] for t in places if t not in problem.fixed}
            found += [
                f"week {week}: theme {theme.id} more than {theme.max_per_week} times"
                for week, count in sorted(weekly.items())
                if week in moving and count + problem.used.get((i, week), 0) > theme.max_per_week
            ]
    return found


def blockers(problem: Problem, plan: Sequence[int], t: int, theme: int) -> list[str]:
    """The rules, `option`, `gap` or `week`, that keep *theme* from position *t* in *plan*."""
    found = []
    if theme not in problem.options[t]:
        found.append("option")
    if any(u != t and plan[u] == theme for u in problem.near(theme, problem.days[t])):
        found.append("gap")
    cap = problem.themes[theme].max_per_week
    if cap is not None:
        week = problem.weeks[t]
        start, end = bisect_left(problem.weeks, week), bisect_right(problem.weeks, week)
        taken = sum(plan[u] == theme for u in range(start, end) if u != t)
        if taken + problem.used.get((theme, week), 0) >= cap:
            found.append("week")
    return found
