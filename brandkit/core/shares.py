"""Shares in whole percents."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from datetime import UTC, date

from brandkit.core.model import Entry, Theme


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


def retold(entries: Iterable[Entry]) -> frozenset[str]:
    """The ids of entries that say once more, on another channel, what a piece of them says.

    A piece counts once for its theme however many channels carry it. Where it comes back on a
    channel, that is a second telling, which counts once again.
    """
    pieces: dict[str, list[Entry]] = {}
    for entry in entries:
        if entry.status == "skipped":
            continue
        pieces.setdefault(entry.piece or entry.id, []).append(entry)
    found: set[str] = set()
    for told in pieces.values():
        if len(told) == 1:
            continue
        told.sort(key=lambda entry: (entry.moment.astimezone(UTC), entry.id))
        times: Counter[str] = Counter()
        counted = 0
        for entry in told:
            times[entry.channel] += 1
            if times[entry.channel] > counted:
                counted += 1
            else:
                found.add(entry.id)
    return frozenset(found)
