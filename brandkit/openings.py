"""Slots for posts that nothing fills: what calendars and pages show as open."""

from __future__ import annotations

from collections.abc import Collection, Iterable

from brandkit.config import Settings
from brandkit.core.calendar.rhythm import Span, all_slots
from brandkit.core.model import Slot
from brandkit.index import Row


def filled(rows: Iterable[Row]) -> frozenset[tuple[str, int]]:
    """The channels and moments, in seconds since 1970, at which *rows* stand."""
    return frozenset((row.channel, round(row.at)) for row in rows)


def open_slots(
    settings: Settings,
    span: Span,
    taken: Collection[tuple[str, int]],
    keys: Collection[str] = (),
) -> list[Slot]:
    """The slots for posts in *span* at whose channel and moment nothing of *taken* stands.

    Those that *keys* name are none of them either, at whatever hour they are.
    """
    posts = [calendar for calendar in settings.calendars if calendar.habit is None]
    return [
        slot
        for slot in all_slots(posts, span, settings.brand.zone)
        if str(slot.key) not in keys and (slot.channel, round(slot.when.timestamp())) not in taken
    ]
