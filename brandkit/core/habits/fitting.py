"""What fits into the time that a person has: tasks give way, posts are told."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from datetime import date
from typing import NamedTuple

from brandkit.core.model import Capacity


class Weight(NamedTuple):
    """Something to do on a *day*: its minutes, and how urgent it is (more is more so)."""

    id: str
    day: date
    minutes: int
    urgency: float = 0


class Fit(NamedTuple):
    """The ids of tasks for which there is no room, and days and weeks that posts overfill.

    Weeks are their Mondays' days.
    """

    left_out: frozenset[str]
    full_days: tuple[tuple[date, int], ...]
    full_weeks: tuple[tuple[date, int], ...]


def fitted(capacity: Capacity, fixed: Iterable[Weight], tasks: Sequence[Weight]) -> Fit:
    """Which of the *tasks* find room beside what is *fixed*: the most urgent of each week first."""
    days: Counter[date] = Counter()
    weeks: Counter[date] = Counter()
    for one in fixed:
        days[one.day] += one.minutes
        weeks[_monday(one.day)] += one.minutes
    full_days, full_weeks = _over(days, capacity.day), _over(weeks, capacity.week)
    left: set[str] = set()
    for one in sorted(tasks, key=_most_urgent_first):
        monday = _monday(one.day)
        over_day = capacity.day is not None and days[one.day] + one.minutes > capacity.day
        over_week = capacity.week is not None and weeks[monday] + one.minutes > capacity.week
        if over_day or over_week:
            left.add(one.id)
        else:
            days[one.day] += one.minutes
            weeks[monday] += one.minutes
    return Fit(frozenset(left), full_days, full_weeks)


def _over(minutes: Counter[date], limit: int | None) -> tuple[tuple[date, int], ...]:
    return tuple((day, n) for day, n in sorted(minutes.items()) if limit and n > limit)


def _most_urgent_first(task: Weight) -> tuple[date, float, date, str]:
    return _monday(task.day), -task.urgency, task.day, task.id


def _monday(day: date) -> date:
    return date.fromordinal(day.toordinal() - day.weekday())
