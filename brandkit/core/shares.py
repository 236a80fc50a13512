"""Shares in whole percents."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from brandkit.core.model import Theme


def percents(weights: Sequence[int], whole: int = 100) -> tuple[int, ...]:
    """*weights* as integers that sum to *whole*, each at least 1, by largest remainder."""
    if not weights:
        return ()
    total = sum(weights)
    spare = whole - len(weights)
    exact = [max(weight * whole / total - 1, 0) for weight in weights]
    scale = spare / sum(exact) if sum(exact) else 0
    parts = [int(part * scale + 1e-9) for part in exact]
    order = sorted(range(len(weights)), key=lambda i: (parts[i] - exact[i] * scale, i))
    for i in order[: spare - sum(parts)]:
        parts[i] += 1
    return tuple(part + 1 for part in parts)


def shares_on(themes: Sequence[Theme], day: date) -> tuple[int, ...]:
    """Each theme's percent on *day*, its season's weight in place of its own."""
    return percents(
        [
            next((season.share for season in theme.seasons if season.holds(day)), theme.share)
            for theme in themes
        ]
    )
