"""From a problem to a plan: a first plan, then a search over overlapping stretches of it."""

from __future__ import annotations

from dataclasses import replace

from brandkit.core.planner.anneal import HOT, WARM, anneal
from brandkit.core.planner.board import Board, Tables
from brandkit.core.planner.first import first_plan
from brandkit.core.planner.price import price
from brandkit.core.planner.problem import EMPTY, Problem, prefix_counts
from brandkit.core.planner.ramp import ramp_of, targets
from brandkit.core.planner.tijdeman import tijdeman_bound

ROUNDS = 220_000
"""Proposals for a stretch, for a plan made from nothing."""
TRIALS = 2
"""They are shared by so many searches, of which the best counts: fewer plans end in a dead end."""
ROUNDS_IN_ALL = 900_000
"""However long the plan is, no more than this; a long plan is searched less deeply."""
ROUNDS_PER_SLOT = 3_000
"""A short plan needs fewer."""
STRETCH = 160
"""Positions that are searched together; the next stretch starts in its middle."""
REPAIR = 4
"""The repair of a plan that stood gets this part of the rounds."""


def solve(problem: Problem, *, rounds: int = ROUNDS) -> list[int]:
    """A theme for every position (`EMPTY` where none is legal), near the optimum of `price`.

    Where a plan stood before, it is repaired: what comes back costs less, its changes paid for,
    or is that plan itself with its gaps filled. Without rules and record every theme stays within
    Tijdeman's bound at every position.
    """
    if not problem.themes or not problem.size:
        return [EMPTY] * problem.size
    rows = targets(problem, ramp_of(problem))
    plan = first_plan(problem, rows)
    repairing = any(old is not None for old in problem.before)
    bound = None
    if problem.is_free_of_rules:
        limit = tijdeman_bound(problem.unit, len(problem.themes))
        bound = limit if worst_lag(problem, rows, plan) <= limit else None
    tables = Tables.of(problem, rows)
    stretches = stretches_of(problem.size)
    effort = min(rounds, ROUNDS_PER_SLOT * problem.size, ROUNDS_IN_ALL // len(stretches))
    trials, part, hot = (
        (1, effort // REPAIR, WARM) if repairing else (TRIALS, effort // TRIALS, HOT)
    )
    for number, (start, end) in enumerate(stretches):
        found = [
            anneal(
                Board(problem, tables, plan, start, end),
                rounds=part,
                hot=hot,
                seed=TRIALS * number + trial,
                bound=bound,
            )
            for trial in range(trials)
        ]
        best, step = min(found, key=lambda answer: answer[1])
        if step < 0:
            plan[start:end] = best
    return plan


def worst_lag(problem: Problem, rows: list[list[int]], plan: list[int]) -> int:
    """How far any theme ever is from its target, in units."""
    return max(
        abs(target - problem.unit * n)
        for i, row in enumerate(rows)
        for target, n in zip(row, prefix_counts(i, plan)[1:], strict=True)
    )


def stretches_of(size: int) -> list[tuple[int, int]]:
    """Overlapping stretches that cover *size* positions."""
    if size <= STRETCH:
        return [(0, size)]
    step = STRETCH // 2
    starts = range(0, size - step, step)
    return [(start, min(start + STRETCH, size)) for start in starts]


def settle(problem: Problem, plan: list[int], *, rounds: int = ROUNDS) -> list[int]:
    """*plan* repaired until another repair changes nothing."""
    current = plan
    while True:
        again = with_before(problem, current)
        repaired = solve(again, rounds=rounds)
        if repaired == current or price(again, repaired).total >= price(again, current).total:
            return current
        current = repaired


def with_before(problem: Problem, plan: list[int]) -> Problem:
    """The same problem, asked when *plan* stands already."""
    before = tuple(None if choice == EMPTY else choice for choice in plan)
    return replace(problem, before=before)
