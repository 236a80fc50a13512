"""Days in front matter and logs: `2026-12-01`."""

from __future__ import annotations

from datetime import date

from brandkit.core.notation.frontmatter import FrontMatter
from brandkit.core.problems import Problem
from brandkit.core.saying import _


def as_day(text: str) -> date | None:
    """The day that *text* is; None where it is none."""
    try:
        return date.fromisoformat(text)
    except ValueError:
        return None


def no_day(front: FrontMatter, key: str, value: object) -> Problem:
    """What is said of the *value* of a key that should be a day."""
    message = _("{key}: {value!r} is no date; write 2026-12-01", key=key, value=value)
    return Problem(front.lines.get(key, 1), 1, message)
