"""`brandkit people`: its commands, from where they stand."""

from __future__ import annotations

from brandkit.cli import (  # noqa: F401 - each adds its commands
    people_cards,
    people_kept,
    people_notes,
    people_offered,
)
from brandkit.cli.people_group import people

__all__ = ["people"]
