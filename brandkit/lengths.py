"""What a piece counts, as screens say it."""

from __future__ import annotations

from collections.abc import Iterable

from brandkit.core.counting.rules import Count
from brandkit.words import Words


def length_lines(words: Words, parts: Iterable[Iterable[Count]]) -> list[str]:
    """A line for each count of each of the *parts*; the service's own limits, no advice."""
    counted = [[count for count in part if not count.advice] for part in parts]
    lines = []
    for n, part in enumerate(counted, 1):
        number = f"{n}/{len(counted)}  " if len(counted) > 1 else ""
        lines += [
            f"{number}{count.length} / {count.limit} {words(f'counting.{count.counting}')}"
            for count in part
        ]
    return lines
