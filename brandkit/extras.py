"""What a task's template sees beside people: the other of a pair, a group, the record, a card."""

from __future__ import annotations

import os
from collections.abc import Callable, Mapping, Sequence
from datetime import date, datetime, time, timedelta
from typing import Any

from brandkit import workspace
from brandkit.core.calendar.rhythm import Span, all_slots
from brandkit.core.calendar.walltime import resolve
from brandkit.core.habits.candidate import names_in
from brandkit.core.habits.circle import GROUP_MARK, PAIR_MARK, REVIEW_MARK, SKILL_MARK
from brandkit.core.habits.groups import call_of
from brandkit.core.habits.review import look_back
from brandkit.core.model import Entry
from brandkit.core.notation.profile import PROFILE
from brandkit.errors import UnreadableError
from brandkit.habits import habits_of
from brandkit.practices import card
from brandkit.world import World

MONTH = timedelta(days=31)
FARTHEST = timedelta(days=370)
QUOTED = "> "
"""How a profile stands in the sheet that looked at it, so that the next one can compare."""


def extras_of(world: World, entry: Entry, entries: Sequence[Entry]) -> dict[str, Any]:
    """The values for the template of *entry*, by what its `idea` is about.

    *entries* are all that there are, those that are just being planned too.
    """
    for mark, values in _BY_MARK.items():
        if entry.idea.startswith(mark):
            return dict(values(world, entry, entries))
    return {}


def _pair(world: World, entry: Entry, _: Sequence[Entry]) -> Mapping[str, Any]:
    """What may be said of each: before both have agreed, nothing but one sentence."""
    circle = world.circle()
    bridge = circle.bridge(names_in(entry.idea)[0])
    if bridge is None:
        return {}
    one = entry.people[0] if entry.people else bridge.people[0]
    other = next((name for name in bridge.people if name != one), one)
    notes = {name: circle.people.get(name) for name in (one, other)}
    said = {name: note.said_without_name if note else "" for name, note in notes.items()}
    return {"said": {"other": said[other], "own": said[one]}}


def _group(world: World, entry: Entry, _: Sequence[Entry]) -> Mapping[str, Any]:
    name = names_in(entry.idea)[0]
    group = next((one for one in world.circle().groups if one.id == name), None)
    if group is None:
        return {"group": {"name": name}}
    call = call_of(group, world.situation.now.date())
    return {
        "group": {
            "name": group.name,
            "role": group.role,
            "dues": group.dues,
            "links": list(group.links),
            "day": call.day.isoformat() if call else "",
            "last": [f"{line.day.isoformat()} {line.text}" for line in group.log[-3:]],
        }
    }


def _practice(world: World, entry: Entry, entries: Sequence[Entry]) -> Mapping[str, Any]:
    """The card, and the next planned piece in which it can be done."""
    root, language = world.root, world.situation.brand.language
    found = card(root, language, names_in(entry.idea)[0])
    moment = entry.when
    coming = [
        one
        for one in entries
        if not one.is_task and one.when >= moment and one.status in {"", "ready"}
    ]
    piece = min(coming, key=lambda one: one.when, default=None)
    return {
        "card": {"title": found.title if found else "", "text": found.text if found else ""},
        "next": {"title": piece.title if piece else "", "id": piece.id[:4] if piece else ""},
    }


def _review(world: World, entry: Entry, _: Sequence[Entry]) -> Mapping[str, Any]:
    """What the record says of the time since the slot before this one; the profile beside it."""
    situation, brand = world.situation, world.situation.brand
    last = entry.when.astimezone(brand.zone).date()
    first = _since(world, entry)
    people = tuple(world.circle().people.values())
    look = look_back(situation.entries, people, first, last, brand.zone)
    shown = {key: list(v) if isinstance(v, tuple) else v for key, v in look._asdict().items()}
    shown |= {"first": first.isoformat(), "last": last.isoformat()}
    return {
        "look": shown,
        "goals": list(brand.goals),
        "measures": list(brand.measures),
        "profile": _profile(world, entry),
        "habit": _offer(world),
    }


def _offer(world: World) -> dict[str, str]:
    """The next habit to take up."""
    calendars, language = world.situation.calendars, world.situation.brand.language
    off = next((one for one in habits_of(calendars, language) if not one.on), None)
    return {"id": off.id if off else "", "name": off.calendar.name if off else ""}


def _since(world: World, entry: Entry) -> date:
    """The day after the calendar's slot before that of *entry*; a month back for the first."""
    zone = world.situation.brand.zone
    own = [one for one in world.situation.calendars if one.id == entry.calendar]
    start = entry.when - FARTHEST
    before = [
        slot.key.day
        for slot in all_slots(own, Span(start, _morning(entry, zone)), zone)
        if slot.key.day < entry.when.astimezone(zone).date()
    ]
    last = entry.when.astimezone(zone).date()
    return before[-1] + timedelta(1) if before else last - MONTH


def _morning(entry: Entry, zone: Any) -> datetime:
    return resolve(entry.when.astimezone(zone).date(), time(), zone).when


def _profile(world: World, entry: Entry) -> dict[str, list[str]]:
    """The lines of `profile.md`, and what was added and left out since the last review of it."""
    now: list[str] = []
    if os.path.exists(os.path.join(world.root, PROFILE)):
        try:
            text = workspace.text_of(world.root, PROFILE)
        except UnreadableError:
            text = ""
        now = [line.strip() for line in text.splitlines() if line.strip()]
    done = [
        one
        for one in world.situation.entries
        if one.status == "done" and one.idea == entry.idea and one.id != entry.id
    ]
    if not done:
        return {"now": now, "added": [], "removed": []}
    last = max(done, key=lambda one: one.moment)
    rows = last.body.splitlines()
    before = [row.removeprefix(QUOTED).strip() for row in rows if row.startswith(QUOTED)]
    return {
        "now": now,
        "added": [line for line in now if line not in before],
        "removed": [line for line in before if line not in now],
    }


_BY_MARK: dict[str, Callable[[World, Entry, Sequence[Entry]], Mapping[str, Any]]] = {
    PAIR_MARK: _pair,
    GROUP_MARK: _group,
    SKILL_MARK: _practice,
    REVIEW_MARK: _review,
}
