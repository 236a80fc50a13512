"""How far an entry is, as its front matter says it."""

from __future__ import annotations

STATUSES = ("ready", "review", "published", "done", "skipped")
"""What is written as `status`; `planned`, `drafted` and `missed` are computed."""
OUT = frozenset({"published", "done"})
"""What is in the record."""
OVER = OUT | {"skipped"}
"""What asks for nothing any more."""
