"""What a plan would lose if a slot went to another theme."""

from __future__ import annotations

from brandkit.core.planner.price import POST_SQUARED, price, violations
from brandkit.core.planner.problem import Problem


def price_instead(problem: Problem, plan: list[int], t: int, theme: int) -> float | None:
    """Posts² that the best plan with *theme* at position *t*, one change or swap away, costs more.

    None where every such plan breaks a rule. May be negative where the slot is fixed.
    """
    now = price(problem, plan).total
    best: int | None = None
    broken = len(violations(problem, plan))
    held = plan[t]
    changed = [*plan[:t], theme, *plan[t + 1 :]]
    candidates = [changed]
    candidates += [
        [held if n == u else choice for n, choice in enumerate(changed)]
        for u in problem.free
        if u != t and plan[u] == theme
    ]
    for candidate in candidates:
        if len(violations(problem, candidate)) > broken:
            continue
        total = price(problem, candidate).total
        best = total if best is None else min(best, total)
    return None if best is None else round((best - now) / POST_SQUARED, 2)
