"""How a cadence is written: `90`, `[30, 90, 180]`, `30/90/180`."""

from __future__ import annotations

import re
from typing import Any

from brandkit.core.people.cadence import around
from brandkit.core.people.person import Cadence

MOST_DAYS = 3650


def parse_cadence(value: Any) -> Cadence | None:
    """Days, as one number or as three that grow; None for anything else."""
    if isinstance(value, str) and re.fullmatch(r"\d{1,4}(/\d{1,4}/\d{1,4})?", value):
        value = [int(part) for part in value.split("/")]
        value = value[0] if len(value) == 1 else value
    numbers = value if isinstance(value, list) else [value]
    if not all(isinstance(n, int) and not isinstance(n, bool) for n in numbers):
        return None
    if len(numbers) == 1:
        return around(numbers[0]) if 1 <= numbers[0] <= MOST_DAYS else None
    if len(numbers) != 3 or not 1 <= numbers[0] <= numbers[1] <= numbers[2] <= MOST_DAYS:
        return None
    return Cadence(*numbers)
