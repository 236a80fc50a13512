"""`groups/*.md`: associations one belongs to; front matter, and a dated log below it."""

from __future__ import annotations

from datetime import date
from typing import NamedTuple

from brandkit.core.habits.groups import Group
from brandkit.core.notation.days import as_day, no_day
from brandkit.core.notation.frontmatter import FrontMatter, parse_front_matter, split
from brandkit.core.notation.people import listed, log_lines, plain_text
from brandkit.core.problems import Problem

GROUPS = "groups"
"""The folder."""
KEYS = tuple("name role since dues renewal meetings themes links".split())


class GroupReading(NamedTuple):
    """The group, or None where its note cannot be used; all problems either way."""

    group: Group | None
    problems: tuple[Problem, ...]


def parse_group(text: str, group_id: str, path: str) -> GroupReading:
    """The association of which the note *text* tells; unknown keys are their owner's and stay."""
    front = parse_front_matter(text)
    if front.problems:
        return GroupReading(None, front.problems)
    problems: list[Problem] = []
    days = {key: _days(front, key, problems) for key in ("since", "renewal", "meetings")}
    if problems:
        return GroupReading(None, tuple(problems))
    values = front.values
    return GroupReading(
        Group(
            id=group_id,
            name=plain_text(values.get("name")) or group_id.rpartition("/")[2],
            role=plain_text(values.get("role")),
            since=next(iter(days["since"]), None),
            dues=plain_text(values.get("dues")),
            renewal=next(iter(days["renewal"]), None),
            meetings=tuple(sorted(days["meetings"])),
            themes=listed(values.get("themes")),
            links=listed(values.get("links")),
            log=tuple(log_lines(split(text).body)),
            path=path,
        ),
        (),
    )


def _days(front: FrontMatter, key: str, problems: list[Problem]) -> list[date]:
    found = []
    for text in listed(front.values.get(key)):
        day = as_day(text)
        if day is None:
            problems.append(no_day(front, key, text))
        else:
            found.append(day)
    return found
