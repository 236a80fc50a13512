"""Simulated annealing over a board: swaps, changes, and changes that push another post away.

Effort is counted in rounds (one proposal each), never in seconds, and the random numbers come
from a seed: the same problem gives the same plan on every machine.
"""

from __future__ import annotations

import math
from random import Random

from brandkit.core.planner.board import Board, Move
from brandkit.core.planner.problem import EMPTY

HOT, COLD = 300_000.0, 5_000.0
"""Temperatures at the first and last round: 7.5 posts² and an eighth of a post²."""
WARM = 20_000.0
"""Where the repair of a plan starts: it may try what costs a post² or so, not more."""
REACH = 40
"""How many positions apart two posts may be swapped."""
SWAPS = 0.8
"""The part of the rounds that proposes a swap."""


def anneal(
    board: Board, *, rounds: int, hot: float, seed: int, bound: int | None = None
) -> tuple[list[int], int]:
    """The best plan found in *rounds*, and how much less it costs (0 or negative).

    With a *bound* only swaps are made that keep every theme's lag within it.
    """
    chance = Random(seed).random  # noqa: S311 - a search, not a secret
    free, plan, size = board.free, board.plan, board.size
    best, best_plan, current = 0, list(plan), 0
    if len(free) < 2 and not board.empty:
        return best_plan, best
    neighbours = [_neighbours(board, t) for t in range(size)]
    temperature, cooling = hot, (COLD / hot) ** (1 / max(rounds, 1))
    gain, legal, options = board.gain, board.legal, board.options
    exp, allows, swaps = math.exp, board.allows, SWAPS
    for _ in range(rounds):
        temperature *= cooling
        t = free[int(chance() * len(free))]
        if board.empty and chance() < 0.1:
            t = board.empty[int(chance() * len(board.empty))]
        i = plan[t]
        if i == EMPTY or (chance() >= swaps and bound is None):
            j = options[t][int(chance() * len(options[t]))]
            found = None if i == j else _change(board, t, j)
            if found is None:
                continue
            moves, step = found
            if step > 0 and chance() >= exp(-step / temperature):
                continue
        else:
            near = neighbours[t]
            if not near:
                continue
            u, constant = near[int(chance() * len(near))]
            j = plan[u]
            if j in (i, EMPTY) or i not in legal[u] or j not in legal[t]:
                continue
            leaving, coming = gain[i], gain[j]
            step = leaving[t] - coming[t] + coming[u] - leaving[u] + constant
            if step > 0 and chance() >= exp(-step / temperature):
                continue
            if not (allows(t, j, leaving=u) and allows(u, i, leaving=t)):
                continue
            if bound is not None and not _swap_stays_within(board, t, u, bound):
                continue
            moves = [(t, i, j), (u, j, i)]
        board.make(moves)
        current += step
        if current < best:
            best, best_plan = current, list(plan)
    return best_plan, best


def _neighbours(board: Board, t: int) -> list[tuple[int, int]]:
    """Where the post at *t* may be swapped to, with the part of the price that never changes."""
    if board.fixed[t]:
        return []
    return [
        (u, board.weight[t] + board.weight[u] - 2 * board.cross(t, u))
        for u in board.free
        if u != t and abs(u - t) <= REACH
    ]


def _change(board: Board, t: int, j: int) -> tuple[list[Move], int] | None:
    """Theme *j* at position *t*; one post of *j* that is in the way goes elsewhere or changes."""
    i = board.plan[t]
    price = board.leaving(t, i) + board.coming(t, j)
    if board.allows(t, j):
        return [(t, i, j)], price
    u = _in_the_way(board, t, j)
    if u is None or not board.allows(t, j, leaving=u):
        return None
    price += board.leaving(u, j) - board.cross(t, u)
    best: tuple[int, int] | None = None
    for k in board.options[u]:
        if k == j or not board.allows(u, k, leaving=t if k == i else None):
            continue
        step = price + board.coming(u, k) - (board.cross(t, u) if k == i else 0)
        if best is None or step < best[0]:
            best = (step, k)
    if best is None and i == EMPTY:
        best = (price + board.coming(u, EMPTY), EMPTY)
    if best is None:
        return None
    return [(t, i, j), (u, j, best[1])], best[0]


def _in_the_way(board: Board, t: int, j: int) -> int | None:
    """The one free position whose post of theme *j* keeps it from *t*, if it is one alone."""
    crowd = board.crowd[j][t]
    if crowd == 1:
        candidates = [u for u in board.near[j][t] if board.plan[u] == j]
    elif crowd == 0:
        candidates = [u for u in range(board.size) if board.plan[u] == j]
        candidates = [u for u in candidates if board.week[u] == board.week[t]]
    else:
        return None
    return next((u for u in candidates if not board.fixed[u]), None)


def _swap_stays_within(board: Board, t: int, u: int, bound: int) -> bool:
    """Whether swapping keeps both themes' lags within *bound* between the two positions."""
    first, second = min(t, u), max(t, u)
    leaving, coming = board.plan[first], board.plan[second]
    return board.stays_within(leaving, first, second, board.unit, bound) and board.stays_within(
        coming, first, second, -board.unit, bound
    )
