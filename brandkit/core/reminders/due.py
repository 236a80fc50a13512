"""Which reminders an entry has, and which of all are wanted at a moment."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Iterator, Mapping
from datetime import UTC, datetime, timedelta
from typing import NamedTuple
from zoneinfo import ZoneInfo

from brandkit.core.calendar.walltime import resolve
from brandkit.core.reminders.rules import (
    AFTERWARDS,
    ANSWER,
    LATE,
    OUTCOME,
    PUBLISH,
    TELL,
    WRITE,
    Delivery,
    Quiet,
    Reminding,
    Rules,
)
from brandkit.core.statuses import OVER

LASTS = {
    PUBLISH: timedelta(days=14),
    LATE: timedelta(days=14),
    TELL: timedelta(days=2),
    ANSWER: timedelta(days=3),
    OUTCOME: timedelta(days=30),
}
"""For so long a reminder is worth being delivered late; one to write ends with the slot."""
FAR = timedelta(days=45)
"""No rule of `LASTS` outlives this."""


class Task(NamedTuple):
    """What of an entry bears on its reminders.

    *out* is when it was published; *done* says that nothing is left to write, *copied* that its
    text was taken, *people* that somebody is named in it, *habit* that it is no post but another
    habit's task; *snooze* is when to begin again.
    """

    id: str
    calendar: str
    when: datetime
    status: str = ""
    out: datetime | None = None
    done: bool = False
    copied: bool = False
    people: bool = False
    habit: bool = False
    snooze: datetime | None = None


class Reminder(NamedTuple):
    """Something to be told at a moment on a delivery channel, of use *until* another.

    The *key* is a digest of brand, entry, rule, channel, moment, and whether the piece was out;
    never of its text, so that a corrected comma reminds nobody twice.
    """

    key: str
    entry: str
    rule: str
    delivery: str
    due: datetime
    until: datetime


def reminders_of(
    task: Task, brand_id: str, reminding: Reminding, rules: Rules, zone: ZoneInfo
) -> Iterator[Reminder]:
    """The reminders of one entry, whenever they are due; each moment once on a channel."""
    for rule in _that_hold(task):
        for moment in _moments(task, rule, rules, reminding.quiet, zone):
            for delivery in reminding.deliveries:
                if delivery.only and rule not in delivery.only:
                    continue
                due = moment if delivery.digest is None else _digest(moment, rule, delivery, zone)
                if rule == WRITE and due >= task.when:
                    continue
                until = task.when if rule == WRITE else due + LASTS[rule]
                yield Reminder(
                    _key(brand_id, task, rule, delivery.id, due),
                    task.id,
                    rule,
                    delivery.id,
                    due,
                    until,
                )


def _that_hold(task: Task) -> tuple[str, ...]:
    """The rules that an entry is under as it stands."""
    if task.status == "published" and task.out is not None:
        return AFTERWARDS if task.people else tuple(r for r in AFTERWARDS if r != TELL)
    if task.status in OVER:
        return ()
    if task.habit:
        return (PUBLISH,)
    return (PUBLISH, LATE) if task.done else (WRITE, PUBLISH, LATE)


def _moments(
    task: Task, rule: str, rules: Rules, quiet: Quiet | None, zone: ZoneInfo
) -> list[datetime]:
    """When a *rule* reminds of the entry: not in quiet hours, but for the slot itself."""
    base = task.out if rule in AFTERWARDS and task.out else task.when
    found = []
    for offset in rules.get(rule, ()):
        moment = offset.from_(base, zone, before=rule == WRITE)
        if quiet is not None and rule != PUBLISH:
            moment = quiet.after(moment, zone)
        if task.snooze is not None and rule not in AFTERWARDS:
            moment = max(moment, task.snooze)
        found.append(moment)
    unique = {moment.astimezone(UTC): moment for moment in found}
    return [unique[moment] for moment in sorted(unique)]


def _digest(moment: datetime, rule: str, delivery: Delivery, zone: ZoneInfo) -> datetime:
    """When a delivery that tells once a day tells what is due at *moment*.

    What is to be written comes on the morning of its day, also a little early; the slot itself
    comes when it comes; all else waits for the next time.
    """
    if rule == PUBLISH or delivery.digest is None:
        return moment
    local = moment.astimezone(zone)
    day = local.date()
    if rule != WRITE and local.time().replace(fold=0) > delivery.digest:
        day += timedelta(days=1)
    return resolve(day, delivery.digest, zone).when


def _key(brand_id: str, task: Task, rule: str, delivery: str, due: datetime) -> str:
    is_out = "out" if task.out is not None else ""
    said = f"{brand_id}|{task.id}|{rule}|{delivery}|{due.astimezone(UTC).isoformat()}|{is_out}"
    return hashlib.sha256(said.encode()).hexdigest()[:32]


def wanted(
    tasks: Iterable[Task],
    brand_id: str,
    reminding: Reminding,
    by_calendar: Mapping[str, Rules],
    zone: ZoneInfo,
    until: datetime,
    since: datetime,
) -> list[Reminder]:
    """All reminders that are due up to *until* and were still of use at *since*, by their moments.

    *by_calendar* are the rules of calendars that have some of their own.
    """
    found = [
        reminder
        for task in tasks
        for reminder in reminders_of(
            task, brand_id, reminding, by_calendar.get(task.calendar, reminding.rules), zone
        )
        if reminder.due <= until and reminder.until > since
    ]
    return sorted(found, key=lambda one: (one.due.astimezone(UTC), one.entry, one.delivery))
