"""Events as an iCalendar file, through icalendar; the same bytes for the same events."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import UTC, date, timedelta
from typing import Any

from brandkit.core.calendar.events import CANCELLED, Event, Shown
from brandkit.core.model import Brand

PRODUCT = "-//brandkit//brandkit//EN"
EVERY = timedelta(hours=4)
"""How often a calendar program that subscribes to the file should look again."""


def calendar_text(brand: Brand, shown: Iterable[Shown]) -> str:
    """The .ics file of what is *shown*, with CRLF as RFC 5545 wants it."""
    import icalendar

    found = sorted(shown, key=lambda one: (one.event.start.astimezone(UTC), one.event.uid))
    calendar = icalendar.Calendar()
    for name, value in (
        ("prodid", PRODUCT),
        ("version", "2.0"),
        ("name", brand.name),
        ("x-wr-calname", brand.name),
        ("x-wr-timezone", brand.zone.key),
        ("x-published-ttl", "PT4H"),
    ):
        calendar.add(name, value)
    calendar.add("refresh-interval", EVERY, parameters={"VALUE": "DURATION"})
    for one in found:
        calendar.add_component(_event(icalendar, brand, one))
    if found:
        first, last = found[0].event.start, found[-1].event.start
        zone = icalendar.Timezone.from_tzid(
            brand.zone.key,
            first_date=date(first.year - 1, 1, 1),
            last_date=date(last.year + 2, 1, 1),
        )
        zone.pop("COMMENT", None)  # RFC 5545, 3.6.5, has no place for it
        calendar.subcomponents.insert(0, zone)
    content: bytes = calendar.to_ical(sorted=False)
    return content.decode("utf-8")


def _event(icalendar: Any, brand: Brand, one: Shown) -> Any:
    event = one.event
    found = icalendar.Event()
    found.add("uid", event.uid)
    found.add("dtstamp", one.changed.astimezone(UTC))
    found.add("last-modified", one.changed.astimezone(UTC))
    found.add("sequence", one.sequence)
    found.add("dtstart", event.start.astimezone(brand.zone))
    found.add("dtend", event.end.astimezone(brand.zone))
    found.add("summary", event.summary)
    if event.description:
        found.add("description", event.description)
    if event.categories:
        found.add("categories", list(event.categories))
    if event.url:
        found.add("url", event.url)
    found.add("status", event.status)
    found.add("transp", "TRANSPARENT")
    for seconds in event.alarms if event.status != CANCELLED else ():
        found.add_component(_alarm(icalendar, event, seconds))
    return found


def _alarm(icalendar: Any, event: Event, seconds: int) -> Any:
    alarm = icalendar.Alarm()
    alarm.add("action", "DISPLAY")
    alarm.add("description", event.summary)
    alarm.add("trigger", timedelta(seconds=seconds))
    return alarm
