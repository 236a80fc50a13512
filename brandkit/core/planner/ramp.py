"""How what was neglected is repaid: the debts of the record, spread over the slots to come.

With H posts in the last 56 days, of which h_i on theme i, the theme is owed
`debt_i = share_i·H − 100·h_i`. Paid at once, that would publish one theme for weeks; so the target
of theme i after t slots is `share_i·t + floor(debt_i·min(t, R)/R)`, with R long enough that the
corrected rate stays between half and twice the share.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from brandkit.core.planner.problem import MEMORY_DAYS, Problem, cumulative_rates


@dataclass(frozen=True, slots=True)
class Ramp:
    """*debts* that are repaid within *length* slots, and what of them was *forgiven*, by theme."""

    debts: tuple[int, ...]
    length: int
    forgiven: tuple[int, ...]


def ramp_of(problem: Problem) -> Ramp:
    """The debts of the last 56 days and the slots over which they are repaid."""
    shares = problem.rates[0] if problem.rates else ()
    debts = record_debts(problem, shares)
    length = 1
    for debt, share in zip(debts, shares, strict=True):
        if debt and share:
            factor = 2 if debt < 0 or problem.ramp_slots is not None else 1
            length = max(length, -(-factor * abs(debt) // share))
    if problem.ramp_slots is None or length <= problem.ramp_slots:
        return Ramp(debts, length, tuple(0 for _ in debts))
    length = max(problem.ramp_slots, 1)
    kept = clip(debts, [share * length // 2 for share in shares])
    return Ramp(kept, length, tuple(d - k for d, k in zip(debts, kept, strict=True)))


def record_debts(problem: Problem, shares: Sequence[int]) -> tuple[int, ...]:
    """What each theme is owed from the last 56 days, in units of a hundredth of a post."""
    recent = [
        post for post in problem.past if problem.origin - MEMORY_DAYS <= post.day < problem.origin
    ]
    weight = sum(sum(post.parts) for post in recent)
    owed = []
    for i, share in enumerate(shares):
        # Off-brand parts are nobody's: the themes share out what was on themes.
        owed.append(share * weight // problem.unit - sum(post.parts[i] for post in recent))
    if owed:
        owed[0] -= sum(owed)
    return tuple(owed)


def clip(debts: Sequence[int], bounds: Sequence[int]) -> tuple[int, ...]:
    """The *debts* within ± *bounds*, the heavier side scaled down so that they sum to nothing."""
    kept = [max(-b, min(b, d)) for d, b in zip(debts, bounds, strict=True)]
    surplus = sum(kept)
    side = [k if (k > 0) == (surplus > 0) else 0 for k in kept]
    weight = abs(sum(side))
    target = weight - abs(surplus)
    scaled = [abs(s) * target // weight if weight else 0 for s in side]
    for i in sorted(range(len(side)), key=lambda i: (-abs(side[i]), i)):
        if sum(scaled) >= target:
            break
        if side[i]:
            scaled[i] += 1
    sign = 1 if surplus > 0 else -1
    return tuple(sign * n if s else k for k, s, n in zip(kept, side, scaled, strict=True))


def targets(problem: Problem, ramp: Ramp) -> list[list[int]]:
    """P_i(t): where each theme's count should stand after each position, in units."""
    rows = cumulative_rates(problem)
    for row, debt in zip(rows, ramp.debts, strict=False):
        if debt:
            for t in range(len(row)):
                row[t] += debt * min(t + 1, ramp.length) // ramp.length
    return rows
