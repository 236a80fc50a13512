"""What goes out of all that is due: of each entry the latest, and never a burst."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from typing import NamedTuple

from brandkit.core.reminders.rules import AFTERWARDS, DIGEST, PUBLISH, SKIP, Delivery
from brandkit.ledger import Line
from brandkit.messages import LATE_AFTER

FEW = 3
"""More messages than these do not go out at once on a delivery; they become one."""


class Chosen(NamedTuple):
    """Of the due lines of a delivery those that go out, are overtaken, and are left out as late."""

    out: list[Line]
    overtaken: list[Line]
    skipped: list[Line]


def chosen(lines: Sequence[Line], overdue: str, now: datetime) -> Chosen:
    """What becomes of the due *lines* of one delivery.

    Of several that speak of an entry's slot the latest goes out, and of those that follow its
    publication; what is being tried again goes out in any case.
    """
    last: dict[tuple[str, bool], Line] = {}
    for line in lines:
        kind = (line.entry, line.rule in AFTERWARDS)
        if kind not in last or line.due >= last[kind].due:
            last[kind] = line
    keys = {line.key for line in last.values()}
    found = Chosen([], [], [])
    for line in lines:
        if line.batch:
            found.out.append(line)
        elif line.key not in keys:
            found.overtaken.append(line)
        elif overdue == SKIP and is_late(line, now):
            found.skipped.append(line)
        else:
            found.out.append(line)
    return found


def grouped(
    lines: Sequence[Line], delivery: Delivery, overdue: str, now: datetime
) -> list[list[Line]]:
    """The messages that *lines* become: never a burst.

    What was one message stays one when it is tried again. What is late comes by itself if it is
    alone, else as one message; so does what comes on time, if it is much. The final text of a piece
    comes by itself when it is on time.
    """
    again: dict[str, list[Line]] = {}
    late: list[Line] = []
    slots: list[Line] = []
    rest: list[Line] = []
    for line in lines:
        if line.batch:
            again.setdefault(line.batch, []).append(line)
        elif is_late(line, now):
            late.append(line)
        elif line.rule == PUBLISH:
            slots.append(line)
        else:
            rest.append(line)
    together = delivery.digest is not None or len(rest) > FEW
    groups = [*again.values(), *([line] for line in slots)]
    groups += [rest] if together and rest else [[line] for line in rest]
    if late:
        alone = overdue != DIGEST and len(late) == 1
        groups += [[line] for line in late] if alone else [late]
    return groups


def is_late(line: Line, now: datetime) -> bool:
    """Whether so much time went by that it is not on time any more."""
    return now.timestamp() - line.due >= LATE_AFTER
