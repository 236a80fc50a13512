"""The entries as calendars look at them: by day, by slot, by what clashes; made once."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, datetime

from brandkit.core.consequences import Consequence, Post, broken
from brandkit.core.model import Brand
from brandkit.core.statuses import OUT, OVER
from brandkit.index import Row
from brandkit.openings import filled

RECENT = 40 * 86_400.0
"""Seconds for which what is out still says something about today."""


@dataclass(frozen=True)
class Overview:
    """The rows of a workspace, skipped ones apart.

    *by_day* has those of each day in order of time, *by_id* all of them. *slots* are the keys, and
    *moments* the channels and times, at which something stands or was left out. *open* are rows
    that are not over, with what came out lately. *clashing* has what is *broken* by day, *doubles*
    share a slot.
    """

    by_day: Mapping[date, list[Row]]
    by_id: Mapping[str, Row]
    posts: Mapping[str, Post]
    slots: frozenset[str]
    moments: frozenset[tuple[str, int]]
    open: list[Row]
    used: frozenset[str]
    broken: list[Consequence]
    clashing: Mapping[date, list[Consequence]]
    doubles: list[list[Row]]

    @classmethod
    def of(cls, rows: Iterable[Row], brand: Brand, today: date) -> Overview:
        """The overview of the *rows*, with what clashes from *today* on."""
        rows = sorted(rows, key=lambda row: (row.out or row.at, row.channel, row.id))
        start = datetime.combine(today, datetime.min.time(), brand.zone).timestamp()
        by_day: dict[date, list[Row]] = {}
        by_slot: dict[str, list[Row]] = {}
        posts: dict[str, Post] = {}
        for row in rows:
            if row.status == "skipped":
                continue
            day = moment_of(row, brand).date()
            by_day.setdefault(day, []).append(row)
            if row.theme and row.channel:
                posts[row.id] = Post(day, row.theme, row.channel)
            if row.slot and not row.slot.endswith("/0") and row.status not in OUT:
                by_slot.setdefault(row.slot, []).append(row)
        return cls(
            by_day,
            {row.id: row for row in rows},
            posts,
            frozenset(row.slot for row in rows if row.slot),
            filled(rows),
            [row for row in rows if row.status not in OVER or row.out > start - RECENT],
            frozenset(row.idea for row in rows if row.idea),
            found := broken(brand.themes, posts.values(), today),
            _by_day(found),
            [sharing for sharing in by_slot.values() if len(sharing) > 1],
        )


def _by_day(found: Iterable[Consequence]) -> dict[date, list[Consequence]]:
    by_day: dict[date, list[Consequence]] = {}
    for one in found:
        for day in one.days:
            by_day.setdefault(day, []).append(one)
    return by_day


def moment_of(row: Row, brand: Brand) -> datetime:
    """When it was published, else when it is due, in the brand's zone."""
    if row.out:
        return datetime.fromtimestamp(row.out, brand.zone)
    return datetime.fromisoformat(row.when).astimezone(brand.zone)
