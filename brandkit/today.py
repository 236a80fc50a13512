"""What to show somebody who types `brandkit`: one thing for ten minutes, then the rest."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from brandkit.core.statuses import OVER
from brandkit.index import Row

DAY = 86_400.0
LEAD = 7 * DAY
"""Seconds before its day from which a piece is the thing to write."""
SILENCE = 10 * DAY
"""Seconds without a piece and without a visit after which somebody is welcomed back."""
OUTCOME_AFTER = 7 * DAY
OUTCOME_UNTIL = 30 * DAY
NEXT = 3
COPY, WRITE, READ, PLAN, REST = "copy", "write", "read", "plan", "rest"


class Today(NamedTuple):
    """The rows of today's screen; a row stands in one place only.

    *act* is what the *thing* asks for: to `write` it, to `read` it over and copy it, to `copy` it;
    without a thing, to `plan`, or to `rest`. *asking* are pieces that were copied and may be out,
    *outcome* is one of which nothing is known a week later, *back* says that somebody returns.
    """

    act: str
    thing: Row | None
    asking: tuple[Row, ...]
    ready: tuple[Row, ...]
    due: tuple[Row, ...]
    missed: tuple[Row, ...]
    coming: tuple[Row, ...]
    outcome: Row | None
    back: bool

    @property
    def shown(self) -> list[Row]:
        """All rows of the screen that have a number, in its order."""
        first = [self.thing] if self.thing else []
        missed = () if self.back else self.missed
        return [*first, *self.asking, *self.ready, *self.due, *missed, *self.coming]


def today(rows: Sequence[Row], now: float, end_of_day: float, seen: float) -> Today:
    """The screen for *now*; *seen* is when it was last looked at, 0 where nobody knows."""
    ordered = sorted(rows, key=lambda row: (row.at, row.channel, row.id))
    open_rows = [row for row in ordered if row.status not in OVER]
    asking = [row for row in open_rows if row.copied]
    rest = [row for row in open_rows if not row.copied]
    missed = [row for row in rest if row.at < end_of_day - DAY and (row.touched or row.status)]
    ready = [row for row in rest if row.status == "ready" and row not in missed]
    due = [row for row in rest if end_of_day - DAY <= row.at < end_of_day and row not in ready]
    coming = [row for row in rest if row.at >= end_of_day and row not in ready]
    act, thing = _thing(ready, due, coming, now, end_of_day)

    def others(found: Sequence[Row]) -> tuple[Row, ...]:
        return tuple(row for row in found if row != thing)

    return Today(
        act,
        thing,
        tuple(asking),
        others(ready),
        others(due),
        tuple(missed),
        others(coming)[:NEXT],
        _outcome(ordered, now),
        _is_back(ordered, now, seen),
    )


def _thing(
    ready: Sequence[Row], due: Sequence[Row], coming: Sequence[Row], now: float, end_of_day: float
) -> tuple[str, Row | None]:
    """What ten minutes are best spent on, and what is to be done with it."""
    for row in ready:
        if row.at < end_of_day:
            return COPY, row
    for row in due:
        return (WRITE if row.blanks else READ), row
    for row in coming:
        if row.at < now + LEAD and row.blanks:
            return WRITE, row
    for row in coming:
        if row.blanks or not row.touched:
            return WRITE, row
    return (REST if ready or coming else PLAN), None


def _outcome(rows: Sequence[Row], now: float) -> Row | None:
    """The latest piece of a week ago or more of which nobody has said what came of it."""
    found = [
        row
        for row in rows
        if row.status == "published"
        and row.out
        and not row.outcome
        and OUTCOME_AFTER <= now - row.out < OUTCOME_UNTIL
    ]
    return max(found, key=lambda row: row.out, default=None)


def _is_back(rows: Sequence[Row], now: float, seen: float) -> bool:
    """Whether nothing was published and nobody looked for ten days, though somebody had begun.

    Where it is not known when somebody looked, a draft that they had begun has to tell.
    """
    if any(now - SILENCE < moment <= now for row in rows for moment in (row.out, row.copied)):
        return False
    if 0 < seen <= now:
        return now - seen >= SILENCE
    return any(row.touched and row.at < now - SILENCE and row.status not in OVER for row in rows)
