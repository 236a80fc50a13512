"""What a habit's slot can be filled with: somebody or something that is due at its time."""

from __future__ import annotations

from datetime import date
from typing import NamedTuple

from brandkit.core.people.person import Cadence

BETWEEN = "|"
"""What stands between the names of several; no note's name has it."""


class Candidate(NamedTuple):
    """Something that is due. Not before *earliest*, best from *due* on, too late after *latest*.

    *id* is what an entry's `idea` says, like `person:Lucia Bianchi`; *people* are the notes that it
    is about. Once chosen it comes back after *again*, or never. *group* is mixed with others, *why*
    the kind of the reason, *last* the day of the last time; *form* is what kind of task it is,
    where its habit has several: the draft's template is named for it.
    """

    id: str
    earliest: date
    due: date
    latest: date
    people: tuple[str, ...] = ()
    again: Cadence | None = None
    group: str = ""
    why: str = ""
    last: date | None = None
    form: str = ""


def joined(ids: list[str]) -> str:
    """One `idea` for several candidates of one kind: `person:Ada|Lucia`."""
    kind, _colon, first = ids[0].partition(":")
    others = [one.partition(":")[2] for one in ids[1:]]
    return f"{kind}:{BETWEEN.join([first, *others])}"


def parted(idea: str) -> list[str]:
    """The candidates that an `idea` names."""
    kind, _colon, names = idea.partition(":")
    return [f"{kind}:{name}" for name in names.split(BETWEEN)] if names else []


def names_in(idea: str) -> list[str]:
    """Whom or what an `idea` names, without its kind."""
    return [one.partition(":")[2] for one in parted(idea)]
