"""What is computed once and remembered in `.brandkit/`, which can be thrown away at any time."""

from __future__ import annotations

import contextlib
import json
import os
from collections.abc import Mapping
from typing import Any


def remembered(place: str, version: str) -> dict[str, Any]:
    """What was remembered at *place* by this *version*; nothing where there is none."""
    try:
        with open(place, encoding="utf-8") as file:
            value = json.load(file)
    except (OSError, ValueError):
        return {}
    return value if isinstance(value, dict) and value.get("version") == version else {}


def remember(place: str, version: str, value: Mapping[str, Any]) -> None:
    """Remember *value*, if that is possible; a command does not fail for it."""
    from brandkit.files import prepare_private

    folder, name = os.path.split(place)
    part = os.path.join(folder, f".{name}.{os.getpid()}.part")
    text = json.dumps({"version": version, **value}, separators=(",", ":"))
    with contextlib.suppress(OSError):
        prepare_private(folder)
        with open(part, "w", encoding="utf-8") as file:
            file.write(text)  # dump() encodes in Python
        os.replace(part, place)
