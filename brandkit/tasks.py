"""What the entries of a workspace ask to be reminded of."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

from brandkit.config import Settings
from brandkit.core.reminders.due import FAR, Reminder, Task, wanted
from brandkit.core.reminders.rules import MOST_DAYS, Rules
from brandkit.index import Row


def tasks_of(
    rows: Iterable[Row], zone: ZoneInfo, now: datetime, until: datetime, before: timedelta
) -> list[Task]:
    """The entries of *rows* that may be reminded of between *now* and *until*.

    *before* is the longest span by which a rule reminds before the slot.
    """
    first = (now - FAR).timestamp()
    last = (until + before + timedelta(days=2)).timestamp()
    return [
        task_of(row, zone)
        for row in rows
        if first <= (row.out or row.at) <= last or row.snooze >= first
    ]


def task_of(row: Row, zone: ZoneInfo) -> Task:
    """What of an entry bears on its reminders."""
    return Task(
        row.id,
        row.calendar,
        datetime.fromtimestamp(row.at, zone),
        row.status,
        datetime.fromtimestamp(row.out, zone) if row.out else None,
        done=row.status in {"ready", "review"} or (row.touched and not row.blanks),
        copied=bool(row.copied),
        people=row.people,
        habit=row.is_task,
        snooze=datetime.fromtimestamp(row.snooze, zone) if row.snooze else None,
    )


def reminders_in(
    rows: Iterable[Row], settings: Settings, now: datetime, until: datetime
) -> list[Reminder]:
    """The reminders that are due up to *until* and of use at *now*."""
    brand, own = settings.brand, own_rules(settings)
    tasks = tasks_of(
        rows, brand.zone, now, until, _farthest([brand.reminding.rules, *own.values()])
    )
    return wanted(tasks, brand.id, brand.reminding, own, brand.zone, until, now)


def own_rules(settings: Settings) -> dict[str, Rules]:
    """The rules of the calendars that have some of their own."""
    return {one.id: one.rules for one in settings.calendars if one.rules is not None}


def _farthest(rules: Iterable[Rules]) -> timedelta:
    """The longest span that any of the *rules* looks ahead."""
    spans = [
        timedelta(days=offset.days) + offset.exact
        for one in rules
        for offset in one.get("write", ())
    ]
    return min(max(spans, default=timedelta()), timedelta(days=MOST_DAYS))
