"""Entries, open slots and reminders as events of a calendar."""

from __future__ import annotations

import uuid
from collections.abc import Iterable, Iterator, Sequence
from datetime import UTC, datetime, time
from zoneinfo import ZoneInfo

from brandkit.config import Settings
from brandkit.core.calendar.events import CONFIRMED, TENTATIVE, Event
from brandkit.core.calendar.rhythm import Span
from brandkit.core.calendar.walltime import resolve
from brandkit.core.model import Brand, Slot
from brandkit.core.reminders.due import reminders_of
from brandkit.core.statuses import OUT, OVER
from brandkit.index import Row, status_of
from brandkit.openings import filled, open_slots
from brandkit.tasks import own_rules, task_of
from brandkit.words import Words

NAMESPACE = uuid.UUID("6d1f9a52-8f3b-5b0e-9f67-0b9a5d9c2c11")
MINUTES, TASK_MINUTES = 30, 10
"""How long an entry stands in a calendar, a post or a task."""


def uid_of(brand_id: str, what: str) -> str:
    """The UID of an entry or slot: the same for ever, on every machine."""
    return str(uuid.uuid5(NAMESPACE, f"brandkit:{brand_id}:{what}"))


def events_of(settings: Settings, rows: Sequence[Row], words: Words, now: datetime) -> list[Event]:
    """The entries since the beginning of last year, and open slots until the end of next month."""
    brand = settings.brand
    since = oldest(now, brand.zone).timestamp()
    alarms = _alarms(settings, rows)
    found = [
        _entry(settings, row, words, now, alarms.get(row.id, ()))
        for row in rows
        if row.status != "skipped" and (row.out or row.at) >= since
    ]
    until = _end_of_next_month(now, brand.zone)
    slots = open_slots(settings, Span(now, until), filled(rows))
    return [*found, *_slots(brand, slots, words)]


def _entry(
    settings: Settings, row: Row, words: Words, now: datetime, alarms: tuple[int, ...]
) -> Event:
    brand = settings.brand
    is_out = row.status in OUT and bool(row.out)
    start = datetime.fromtimestamp(row.out if is_out else row.at, brand.zone)
    theme = brand.theme(row.theme)
    name = settings.place(row.channel, row.calendar)
    state = words(f"status.{status_of(row, now.timestamp())}")
    if row.is_task:  # whom it is about is nobody's business where the calendar is shown
        return Event(
            uid=uid_of(brand.id, row.id),
            start=start,
            minutes=TASK_MINUTES,
            summary=name,
            description=state,
            status=_ics_status(row),
            alarms=alarms,
            state=state,
        )
    lines = [
        row.title,
        " · ".join(part for part in (theme.name if theme else "", row.format) if part),
        state,
        row.url,
        row.path,
    ]
    return Event(
        uid=uid_of(brand.id, row.id),
        start=start,
        minutes=MINUTES,
        summary=f"{name}: {row.title or row.path}",
        description="\n".join(line for line in lines if line),
        status=_ics_status(row),
        categories=(theme.name,) if theme else (),
        url=row.url,
        alarms=alarms,
        state=state,
    )


def _ics_status(row: Row) -> str:
    return CONFIRMED if row.status in {"ready", *OUT} else TENTATIVE


def _alarms(settings: Settings, rows: Iterable[Row]) -> dict[str, tuple[int, ...]]:
    """The moments of the reminders of each entry that is not out, in seconds from its slot.

    They do not depend on the present, so that a file changes only with the plan.
    """
    brand, own = settings.brand, own_rules(settings)
    found = {}
    for row in rows:
        if row.status in OVER:
            continue
        task = task_of(row, brand.zone)
        rules = own.get(row.calendar, brand.reminding.rules)
        told = reminders_of(task, brand.id, brand.reminding, rules, brand.zone)
        found[row.id] = tuple(sorted({round(one.due.timestamp() - row.at) for one in told}))
    return found


def _slots(brand: Brand, slots: Iterable[Slot], words: Words) -> Iterator[Event]:
    for slot in slots:
        channel = brand.channel(slot.channel)
        name = channel.name if channel else slot.channel
        yield Event(
            uid=uid_of(brand.id, str(slot.key)),
            start=slot.when,
            minutes=MINUTES,
            summary=words("calendar.open", channel=name),
            description=words("calendar.open.how"),
            status=TENTATIVE,
            slot=True,
        )


def oldest(now: datetime, zone: ZoneInfo) -> datetime:
    """From when entries are shown: the beginning of last year, so that it moves once a year."""
    local = now.astimezone(zone).date()
    return resolve(local.replace(year=local.year - 1, month=1, day=1), time(), zone).when


def _end_of_next_month(now: datetime, zone: ZoneInfo) -> datetime:
    """The beginning of the month after next, so that what is shown moves once a month."""
    local = now.astimezone(zone).date()
    year, month = divmod(local.year * 12 + local.month + 1, 12)
    return resolve(local.replace(year=year, month=month + 1, day=1), time(), zone).when.astimezone(
        UTC
    )
