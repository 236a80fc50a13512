"""What a finished task leaves behind beside the logs of people: on an introduction, on a group."""

from __future__ import annotations

import os
from datetime import date
from typing import Any

from brandkit import files, workspace
from brandkit.core.habits.candidate import names_in
from brandkit.core.habits.circle import GROUP_MARK, PAIR_MARK, Circle
from brandkit.core.habits.groups import DUES, GIVE, Group
from brandkit.core.habits.introductions import ASK, FOLLOW, MAKE, Introduction
from brandkit.core.model import Entry
from brandkit.core.notation.amend import set_keys
from brandkit.core.notation.groups import KEYS as GROUP_KEYS
from brandkit.core.notation.introductions import INTRODUCTIONS, KEYS, side_of
from brandkit.core.notation.linking import linked_name
from brandkit.core.notation.people import with_log_line
from brandkit.core.people.naming import note_name
from brandkit.core.people.person import GIVEN, LogLine
from brandkit.files import Write


def subject_writes(
    root: str, circle: Circle, entry: Entry, line: LogLine, language: str
) -> list[Write]:
    """The notes, other than people's, that a finished task changes."""
    form = entry.format.rpartition("-")[2]
    if entry.idea.startswith(PAIR_MARK):
        bridge = circle.bridge(names_in(entry.idea)[0])
        return [_on_bridge(root, bridge, entry, form, line)] if bridge is not None else []
    if entry.idea.startswith(GROUP_MARK):
        name = names_in(entry.idea)[0]
        return [
            _on_group(root, one, form, line, language) for one in circle.groups if one.id == name
        ]
    return []


def _on_bridge(root: str, bridge: Introduction, entry: Entry, form: str, line: LogLine) -> Write:
    changes: dict[str, Any] = {}
    if form == ASK and entry.people:
        changes[f"asked_{side_of(bridge, entry.people[0])}"] = line.day.isoformat()
    if form == MAKE:
        changes["made"] = line.day.isoformat()
    if form == FOLLOW:
        changes["outcome"] = line.text or line.day.isoformat()
    return bridge_write(root, bridge, changes)


def bridge_write(root: str, bridge: Introduction, changes: dict[str, Any]) -> Write:
    """The file of an introduction with *changes*; a new one where there is none yet."""
    if bridge.path:
        source = workspace.source_of(root, bridge.path)
        return Write(source.path, set_keys(source.text, changes, KEYS), source)
    a, b = (linked_name(name) for name in bridge.people)
    keys = {"a": a, "b": b, "why": bridge.why or None, **changes}
    path = workspace.free_path(root, INTRODUCTIONS, note_name(bridge.id))
    return Write(os.path.join(root, path), set_keys("", keys, KEYS))


def _on_group(root: str, group: Group, form: str, line: LogLine, language: str) -> Write:
    """A line in the group's log; dues that were paid fall due again in a year."""
    source = files.read(os.path.join(root, group.path), group.path)
    marks = frozenset({GIVEN} if form == GIVE else ())
    text = with_log_line(source.text, line._replace(marks=marks), language)
    if form == DUES and group.renewal is not None:
        changes = {"renewal": _a_year_later(group.renewal).isoformat()}
        text = set_keys(text, changes, GROUP_KEYS)
    return Write(source.path, text, source)


def _a_year_later(day: date) -> date:
    try:
        return day.replace(year=day.year + 1)
    except ValueError:
        return day.replace(year=day.year + 1, day=28)
