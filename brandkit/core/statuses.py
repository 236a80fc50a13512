"""How far an entry is, as its front matter says it."""

from __future__ import annotations

STATUSES = ("ready", "review", "published", "done", "skipped")
"""What is written as `status`; `planned`, `drafted` and `missed` are computed."""
OUT = frozenset({"published", "done"})
"""What is in the record."""
OVER = OUT | {"skipped"}
"""What asks for nothing any more."""


def is_task(channel: str, theme: str, status: str) -> bool:
    """Whether an entry is another habit's task, and no post."""
    return not (channel or theme or status == "published")
