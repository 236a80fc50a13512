"""What came of a piece: lines in its front matter, each with its day."""

from __future__ import annotations

from typing import Any

from brandkit.housekeeping import writing
from brandkit.opened import Opened
from brandkit.record import mark
from brandkit.workplace import Workplace


def keep_outcome(work: Workplace, found: Opened, text: str, kind: str) -> list[str]:
    """The outcomes of an entry with one more line, its day and kind before it; all of them.

    An empty *text* only says that somebody was asked.
    """
    known = outcomes_of(found.entry.keys.get("outcome"))
    if text:
        known.append(f"{work.now:%Y-%m-%d}{f' {kind}' if kind else ''}: {text}")
    with writing(work.root):
        mark(work.root, found.source, {"outcome": known})
    return known


def outcomes_of(value: Any) -> list[str]:
    """What stands as `outcome`: a list, or one line that a person wrote."""
    if value is None:
        return []
    return [str(item) for item in value] if isinstance(value, (list, tuple)) else [str(value)]
