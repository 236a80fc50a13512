"""Associations: dues that fall due, meetings before and after, and what one gave there."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta
from typing import NamedTuple

from brandkit.core.people.person import GIVEN, LogLine

DUES, MEETING, AFTER, GIVE = "dues", "meeting", "after", "give"
"""What a group asks for: its dues, to prepare a meeting, to follow one up, to give something."""
RENEWAL_AHEAD, MEETING_AHEAD, AFTERWARDS = timedelta(30), timedelta(10), timedelta(7)
QUIET = timedelta(90)
"""So long after one gave something there, or came, it is time again."""


@dataclass(frozen=True, slots=True)
class Group:
    """An association that one belongs to. *dues* are in words, *renewal* is when they fall due."""

    id: str
    name: str
    role: str = ""
    since: date | None = None
    dues: str = ""
    renewal: date | None = None
    meetings: tuple[date, ...] = ()
    themes: tuple[str, ...] = ()
    links: tuple[str, ...] = ()
    log: tuple[LogLine, ...] = ()
    path: str = ""


class Call(NamedTuple):
    """What a group asks for, and between which days."""

    kind: str
    earliest: date
    due: date
    latest: date
    day: date
    """The day that it is about: of the dues, the meeting, or what was given last."""


def call_of(group: Group, today: date) -> Call | None:
    """The most pressing of what a *group* asks for; None for nothing."""
    calls = [*_dues(group, today), *_meetings(group, today)]
    first = min(calls, key=lambda call: (call.latest, call.kind), default=None)
    return first or _give(group, today)


def _dues(group: Group, today: date) -> list[Call]:
    day = group.renewal
    if day is None or day < today - RENEWAL_AHEAD:
        return []
    return [Call(DUES, day - RENEWAL_AHEAD, day - RENEWAL_AHEAD / 2, day, day)]


def _meetings(group: Group, today: date) -> list[Call]:
    found = []
    for day in group.meetings:
        told = any(day <= line.day <= day + AFTERWARDS for line in group.log)
        if day >= today:
            found.append(Call(MEETING, day - MEETING_AHEAD, day - MEETING_AHEAD / 2, day, day))
        elif today <= day + AFTERWARDS and not told:
            found.append(Call(AFTER, day, day + timedelta(1), day + AFTERWARDS, day))
    return found


def _give(group: Group, today: date) -> Call | None:
    last = max((line.day for line in group.log if GIVEN in line.marks), default=group.since)
    if last is None:
        return Call(GIVE, today, today, today + QUIET, today)
    return Call(GIVE, last + QUIET / 2, last + QUIET, last + 2 * QUIET, last)
