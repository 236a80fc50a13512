"""A look back, from the record: what came of it, what was kept up, what was taken for granted."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date
from typing import NamedTuple
from zoneinfo import ZoneInfo

from brandkit.core.model import Entry
from brandkit.core.notation.days import as_day
from brandkit.core.people.favours import balance_of
from brandkit.core.people.person import GIVEN, RECEIVED, RETURNED, THANKED, Person

NAMED = 12
"""Names and lines that a review shows of each kind."""
DORMANT = 365
"""Days without a contact after which a tie sleeps."""


class Look(NamedTuple):
    """What the record says of `[first, last]`."""

    first: date
    last: date
    published: int
    tasks: int
    outcomes: tuple[str, ...]
    contacts: int
    met: tuple[str, ...]
    thanked: tuple[str, ...]
    unthanked: tuple[str, ...]
    owed: tuple[str, ...]
    given: tuple[str, ...]
    dormant: tuple[str, ...]


def look_back(
    entries: Iterable[Entry], people: Sequence[Person], first: date, last: date, zone: ZoneInfo
) -> Look:
    """What happened from *first* to *last*, both included."""
    out = [
        one
        for one in entries
        if one.status in {"published", "done"}
        and first <= one.moment.astimezone(zone).date() <= last
    ]
    lines = [
        (person, line) for person in people for line in person.log if first <= line.day <= last
    ]
    balances = [(one, balance_of(one.log, last)) for one in people]
    return Look(
        first,
        last,
        sum(not one.is_task for one in out),
        sum(one.is_task for one in out),
        _outcomes(entries, people, first, last),
        sum(line.is_contact for _, line in lines),
        _names(one for one in people if one.met and first <= one.met <= last),
        _names(person for person, line in lines if THANKED in line.marks),
        tuple(f"{one.name}: {b.unthanked[0].text}" for one, b in balances if b.unthanked)[:NAMED],
        tuple(f"{one.name}: {b.owed[0].text}" for one, b in balances if b.owed)[:NAMED],
        _names(person for person, line in lines if line.marks & {GIVEN, RETURNED}),
        _names(one for one in people if _sleeps(one, last)),
    )


def _outcomes(
    entries: Iterable[Entry], people: Sequence[Person], first: date, last: date
) -> tuple[str, ...]:
    """The lines of what came of pieces and people that carry a day of the span."""
    lines = [f"{line} ({one.name})" for one in people for line in one.outcome]
    for entry in entries:
        value = entry.keys.get("outcome")
        lines += map(str, value if isinstance(value, (list, tuple)) else [value])
    days = [(line, as_day(line[:10])) for line in lines]
    found = [line for line, day in days if day is not None and first <= day <= last]
    return tuple(sorted(found))[:NAMED]


def _names(people: Iterable[Person]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(one.name for one in people))[:NAMED]


def _sleeps(person: Person, last: date) -> bool:
    """Whether somebody with whom one once spoke, or who helped, has been silent for a year."""
    days = [line.day for line in person.log if line.is_contact and line.day <= last]
    helped = any(RECEIVED in line.marks for line in person.log)
    return bool(days) and (helped or len(days) > 1) and (last - max(days)).days >= DORMANT
