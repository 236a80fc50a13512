"""What ships beside the code: templates, calendars, starters."""

from __future__ import annotations

import os

HERE = os.path.dirname(os.path.abspath(__file__))


def shipped(name: str) -> str:
    """The folder of shipped files: in the package, or from a checkout beside it."""
    inside = os.path.join(HERE, name)
    if os.path.isdir(inside):
        return inside
    return os.path.join(os.path.dirname(os.path.dirname(HERE)), name)
