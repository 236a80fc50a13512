"""The only reader of the clock."""

from __future__ import annotations

import time
from datetime import UTC, datetime


def now() -> datetime:
    """This moment, in UTC."""
    return datetime.now(UTC)


def nanoseconds() -> int:
    """This moment in nanoseconds since 1970, as file systems count."""
    return time.time_ns()
