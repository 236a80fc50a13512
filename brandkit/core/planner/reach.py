"""Shares that cannot be reached because of channels, gaps and weekly caps, and what can be."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from itertools import combinations
from typing import NamedTuple

from brandkit.core.planner.problem import Problem

MAX_SETS = 12
"""Themes up to which every set of them is looked at; above, only single ones."""


class OutOfReach(NamedTuple):
    """Themes (by index) whose shares together are *wanted* percent, of which *reachable* can be.

    *forced* is set where they must have more than they want, since nothing else fits the rest.
    """

    themes: tuple[int, ...]
    wanted: int
    reachable: int
    forced: bool = False


def out_of_reach(problem: Problem, rates: Sequence[int]) -> list[OutOfReach]:
    """The smallest sets of themes whose shares the slots of *problem* cannot hold.

    A set can have no more slots than those where one of its themes is legal, and a single theme
    no more than its gap and its weekly cap leave; a slot that fits only a set is forced on it.
    What a set lacks is not told again as what the others are forced to have. Less than one slot
    of difference is not told.
    """
    size = problem.size
    if not size:
        return []
    shapes = Counter(frozenset(option) for option in problem.options)
    everyone = frozenset(range(len(rates)))
    room = [_room(problem, i) for i in everyone]
    found: list[OutOfReach] = []
    told: list[frozenset[int]] = []
    largest = len(rates) if len(rates) <= MAX_SETS else 2
    for count in range(1, largest):
        for forced in (False, True):
            for group in combinations(sorted(everyone), count):
                members = frozenset(group)
                if any(known & members or known == everyone - members for known in told):
                    continue
                item = _compare(group, shapes, room, rates, size)
                if item is not None and item.forced == forced:
                    found.append(item)
                    told.append(members)
    return found


def _compare(
    group: tuple[int, ...],
    shapes: Counter[frozenset[int]],
    room: Sequence[int],
    rates: Sequence[int],
    size: int,
) -> OutOfReach | None:
    """Whether the themes of *group* together get less, or more, than they want."""
    members = frozenset(group)
    slack = 100 / size
    wanted = sum(rates[i] for i in group)
    legal = sum(n for shape, n in shapes.items() if shape & members)
    most = min(legal, sum(room[i] for i in group))
    least = sum(n for shape, n in shapes.items() if shape and shape <= members)
    if wanted - 100 * most / size > slack:
        return OutOfReach(group, wanted, 100 * most // size)
    if 100 * least / size - wanted > slack:
        return OutOfReach(group, wanted, -(-100 * least // size), forced=True)
    return None


def _room(problem: Problem, theme: int) -> int:
    """How many slots a theme could have by itself, taking every one that its rules leave."""
    rule = problem.themes[theme]
    taken = 0
    last: int | None = None
    weekly: Counter[int] = Counter()
    for t in range(problem.size):
        if theme not in problem.options[t]:
            continue
        day, week = problem.days[t], problem.weeks[t]
        if last is not None and day - last < rule.min_gap_days:
            continue
        used = problem.used.get((theme, week), 0)
        if rule.max_per_week is not None and weekly[week] + used >= rule.max_per_week:
            continue
        taken += 1
        last = day
        weekly[week] += 1
    return taken
