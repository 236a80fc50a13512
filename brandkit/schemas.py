"""The JSON Schemas of the files that people write."""

from __future__ import annotations

import json

from brandkit.core.notation.brand import BRAND
from brandkit.core.notation.calendars import CALENDAR
from brandkit.core.notation.feeds import FIELDS
from brandkit.core.notation.fields import schema_of


def schemas() -> dict[str, str]:
    """Each schema as text, by the name of its file."""
    tables = {"brand": BRAND, "calendar": CALENDAR, "feeds": FIELDS}
    return {
        f"{name}.schema.json": json.dumps(
            schema_of(fields, f"brandkit {name}"), ensure_ascii=False, indent=2
        )
        + "\n"
        for name, fields in tables.items()
    }
