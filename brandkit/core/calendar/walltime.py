"""Wall time to a moment, also where the clock skips an hour or repeats one.

A time in a spring gap moves forward by the offset before the gap (02:30 becomes 03:30); a time in
an autumn fold is the first of the two. RFC 5545 contradicts itself on times that do not exist
(§3.3.10 ignores them, §3.3.5 shifts them): here none is lost.
"""

from __future__ import annotations

from datetime import UTC, date, datetime, time
from typing import NamedTuple
from zoneinfo import ZoneInfo

YEARS = range(1900, 3000)
"""Years of a professional's life, and room enough for any zone around them."""


class Moment(NamedTuple):
    """An aware moment and how it was found: `exact`, `gap-shifted` or `fold-first`."""

    when: datetime
    resolution: str


def resolve(day: date, at: time, zone: ZoneInfo) -> Moment:
    """The moment of a wall time in *zone*."""
    first = datetime.combine(day, at.replace(fold=0), zone)
    second = first.replace(fold=1)
    before, after = first.utcoffset(), second.utcoffset()
    if before == after:
        return Moment(first, "exact")
    assert before is not None
    assert after is not None
    if before > after:
        return Moment(first, "fold-first")
    shifted = first.astimezone(UTC).astimezone(zone)
    return Moment(shifted, "gap-shifted")


def parse_moment(value: object, zone: ZoneInfo) -> datetime | None:
    """`2026-12-01T08:30`, `2026-12-01 08:30` or `2026-12-01`, as wall time of *zone*."""
    try:
        found = datetime.fromisoformat(str(value).strip())
    except ValueError:
        return None
    if found.year not in YEARS:
        return None
    if found.tzinfo is not None:
        return found.astimezone(zone)
    return resolve(found.date(), found.time(), zone).when


def format_moment(moment: datetime, zone: ZoneInfo) -> str:
    """Wall time of *zone*, as note tools and site generators read it."""
    return moment.astimezone(zone).replace(tzinfo=None).isoformat(timespec="seconds")
