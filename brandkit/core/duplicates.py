"""What would be said twice."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import UTC, timedelta

from brandkit.core.model import Entry
from brandkit.core.notation.entries import is_touched


def duplicates(
    future: Sequence[Entry], published: Sequence[Entry]
) -> list[tuple[str, Entry, Entry]]:
    """Pairs that say the same twice: `piece`, `text`, or `hour` (two posts of a channel in one)."""
    found: list[tuple[str, Entry, Entry]] = []
    ordered = sorted(future, key=lambda entry: (entry.when.astimezone(UTC), entry.id))
    pieces: dict[tuple[str, str], Entry] = {}
    texts: dict[tuple[str, str], Entry] = {
        (entry.channel, text): entry
        for entry in published
        if (text := " ".join(entry.body.split()))
    }
    last: dict[str, Entry] = {}
    for entry in ordered:
        if entry.piece:
            key = (entry.channel, entry.piece)
            if key in pieces:
                found.append(("piece", pieces[key], entry))
            pieces.setdefault(key, entry)
        text = " ".join(entry.body.split())
        if text and is_touched(entry) and not entry.piece:
            twin = texts.get((entry.channel, text))
            if twin is not None and twin.id != entry.id:
                found.append(("text", twin, entry))
            texts.setdefault((entry.channel, text), entry)
        before = last.get(entry.channel)
        if before is not None:
            apart = entry.when.astimezone(UTC) - before.when.astimezone(UTC)
            if apart < timedelta(hours=1):
                found.append(("hour", before, entry))
        last[entry.channel] = entry
    return found
