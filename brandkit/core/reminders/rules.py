"""The rules of reminding: how far from which moment, where to, and when not."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime, time, timedelta
from types import MappingProxyType
from typing import NamedTuple
from zoneinfo import ZoneInfo

from brandkit.core.calendar.walltime import resolve

WRITE, PUBLISH, LATE, TELL, ANSWER, OUTCOME = "write publish late tell answer outcome".split()
RULES = (WRITE, PUBLISH, LATE, TELL, ANSWER, OUTCOME)
AFTERWARDS = (TELL, ANSWER, OUTCOME)
"""Those that follow a published piece; the others follow its slot."""
TERMINAL, FILE, DESKTOP, MAIL, WEBHOOK, NTFY, APPRISE = (
    "terminal file desktop mail webhook ntfy apprise".split()
)
KINDS = (TERMINAL, FILE, DESKTOP, MAIL, WEBHOOK, NTFY, APPRISE)
SINGLE, DIGEST, SKIP = "single", "digest", "skip"
OVERDUE = (SINGLE, DIGEST, SKIP)
"""What becomes of what was due while the machine was off."""
MOST_DAYS = 400
_OFFSET = re.compile(r"(\d{1,5})\s*([mhd])(?:\s+(\d{1,2})[:.](\d{2}))?", re.IGNORECASE)
_UNITS = {"m": timedelta(minutes=1), "h": timedelta(hours=1)}


class Offset(NamedTuple):
    """A distance: *days* on the calendar, *at* an hour of the day or the same one; or *exact*.

    Days are counted on the calendar, so that an hour of the day stays one when the clocks change.
    """

    days: int = 0
    exact: timedelta = timedelta()
    at: time | None = None

    def from_(self, moment: datetime, zone: ZoneInfo, *, before: bool) -> datetime:
        """The moment that lies so far *before* or after another, in *zone*."""
        sign = -1 if before else 1
        if not self.days and self.at is None:
            return (moment.astimezone(UTC_ZONE) + sign * self.exact).astimezone(zone)
        local = moment.astimezone(zone)
        day: date = local.date() + sign * timedelta(days=self.days)
        return resolve(day, self.at or local.time(), zone).when


UTC_ZONE = ZoneInfo("UTC")


def parse_offset(text: str) -> Offset | None:
    """`2d 09:00`, `1d`, `3h`, `15m`; None for anything else."""
    found = _OFFSET.fullmatch(text.strip())
    if found is None:
        return None
    count, unit = int(found[1]), found[2].casefold()
    at = None
    if found[3] is not None:
        if unit != "d" or int(found[3]) > 23 or int(found[4]) > 59:
            return None
        at = time(int(found[3]), int(found[4]))
    if unit == "d":
        return Offset(count, at=at) if count <= MOST_DAYS else None
    exact = count * _UNITS[unit]
    return Offset(exact=exact) if exact <= timedelta(days=MOST_DAYS) else None


def format_offset(offset: Offset) -> str:
    """`parse_offset` reads it back."""
    if offset.days or offset.at is not None:
        return f"{offset.days}d" + (f" {offset.at:%H:%M}" if offset.at else "")
    minutes = round(offset.exact.total_seconds() / 60)
    return f"{minutes // 60}h" if minutes and minutes % 60 == 0 else f"{minutes}m"


Rules = Mapping[str, tuple[Offset, ...]]
STANDARD: Rules = MappingProxyType(
    {
        WRITE: (Offset(2, at=time(9)),),
        PUBLISH: (Offset(),),
        LATE: (Offset(exact=timedelta(hours=3)),),
        TELL: (Offset(exact=timedelta(minutes=10)),),
        ANSWER: (Offset(exact=timedelta(hours=1)), Offset(1)),
        OUTCOME: (Offset(7, at=time(9)),),
    }
)
"""What holds where nothing else is said."""


class Quiet(NamedTuple):
    """Hours of the day without reminders, from *start* up to *end*, perhaps over midnight."""

    start: time
    end: time

    def after(self, moment: datetime, zone: ZoneInfo) -> datetime:
        """*moment*, or the end of the quiet hours that it lies in."""
        local = moment.astimezone(zone)
        hour = local.time().replace(fold=0)
        if self.start <= self.end:
            inside, days = self.start <= hour < self.end, 0
        else:
            inside, days = hour >= self.start or hour < self.end, int(hour >= self.start)
        if not inside:
            return moment
        return resolve(local.date() + timedelta(days=days), self.end, zone).when


@dataclass(frozen=True, slots=True)
class Delivery:
    """A way to reach the person. *digest* is the hour at which a day's reminders come as one.

    *only* are the rules that it serves; all, if there are none. *settings* are those of its kind.
    """

    id: str
    kind: str
    only: tuple[str, ...] = ()
    digest: time | None = None
    settings: Mapping[str, str | int | bool] = field(default_factory=dict)

    def text(self, name: str, standard: str = "") -> str:
        """A setting that is a text."""
        return str(self.settings.get(name, standard))


@dataclass(frozen=True, slots=True)
class Reminding:
    """How a person wants to be reminded. *machine* is the one that delivers; any, if none is named.

    *overdue* says what becomes of what was due while that machine was off: `single` (one by one
    while they are few), `digest` or `skip`.
    """

    machine: str = ""
    rules: Rules = field(default_factory=lambda: STANDARD)
    quiet: Quiet | None = None
    overdue: str = SINGLE
    deliveries: tuple[Delivery, ...] = (Delivery(DESKTOP, DESKTOP),)

    def delivery(self, delivery_id: str) -> Delivery | None:
        return next((one for one in self.deliveries if one.id == delivery_id), None)
