"""A first plan to start from: each slot to the theme that lags most among those allowed."""

from __future__ import annotations

from bisect import bisect_left, bisect_right, insort
from collections import Counter
from collections.abc import Sequence

from brandkit.core.planner.problem import EMPTY, Problem
from brandkit.core.planner.tijdeman import tijdeman_sequence


def first_plan(problem: Problem, rows: Sequence[Sequence[int]]) -> list[int]:
    """What stood before where it is still allowed, and the largest deficit elsewhere."""
    if problem.is_free_of_rules and not any(old is not None for old in problem.before):
        return tijdeman_sequence(rows, problem.unit)
    filling = _Filling(problem)
    plan = [problem.options[t][0] if t in problem.fixed else EMPTY for t in range(problem.size)]
    for t, choice in enumerate(plan):
        if choice != EMPTY:
            filling.put(t, choice)
    for t, old in enumerate(problem.before):
        if plan[t] == EMPTY and old is not None and filling.allows(t, old):
            plan[t] = old
            filling.put(t, old)
    counts = [0] * len(problem.themes)
    for t in range(problem.size):
        if plan[t] == EMPTY:
            allowed = [i for i in problem.options[t] if filling.allows(t, i)]
            if allowed:
                lag = {i: rows[i][t] - problem.unit * counts[i] for i in allowed}
                plan[t] = max(allowed, key=lambda i: (lag[i], -i))
                filling.put(t, plan[t])
        if plan[t] != EMPTY:
            counts[plan[t]] += 1
    return plan


class _Filling:
    """Which days each theme has, and how often each week, while a plan is being filled."""

    def __init__(self, problem: Problem) -> None:
        self.problem = problem
        self.days: list[list[int]] = [[] for _ in problem.themes]
        self.weekly = Counter(problem.used)

    def put(self, t: int, theme: int) -> None:
        insort(self.days[theme], self.problem.days[t])
        self.weekly[theme, self.problem.weeks[t]] += 1

    def allows(self, t: int, theme: int) -> bool:
        rule = self.problem.themes[theme]
        if theme not in self.problem.options[t]:
            return False
        cap, week = rule.max_per_week, self.problem.weeks[t]
        if cap is not None and self.weekly[theme, week] >= cap:
            return False
        day, days = self.problem.days[t], self.days[theme]
        near = bisect_right(days, day - rule.min_gap_days)
        return rule.min_gap_days <= 0 or near == bisect_left(days, day + rule.min_gap_days)
