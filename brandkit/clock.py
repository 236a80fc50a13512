"""The only reader of the clock."""

from __future__ import annotations

import time
from datetime import UTC, datetime, timedelta
from typing import NamedTuple


class Ticks(NamedTuple):
    """Seconds that no setting of the clock changes: without sleep, and with it where that is known.

    They count from no moment in particular.
    """

    awake: float
    running: float | None


def now() -> datetime:
    """This moment, in UTC."""
    return datetime.now(UTC)


def nanoseconds() -> int:
    """This moment in nanoseconds since 1970, as file systems count."""
    return time.time_ns()


def ticks() -> Ticks:
    """How long the machine has been awake, and running."""
    boot = getattr(time, "CLOCK_BOOTTIME", None)
    return Ticks(time.monotonic(), None if boot is None else time.clock_gettime(boot))


def local_offset(moment: datetime) -> timedelta:
    """How far this system's own zone is from UTC at *moment*, looked at anew."""
    if hasattr(time, "tzset"):
        time.tzset()
    offset = moment.astimezone().utcoffset()
    return offset if offset is not None else timedelta()
