"""All that habits choose from: the people, and what the record tells of each."""

from __future__ import annotations

from typing import NamedTuple

from brandkit.core.habits.groups import Group
from brandkit.core.habits.introductions import Introduction
from brandkit.core.model import Brand
from brandkit.core.people.person import Person

PERSON_MARK, FAVOUR_MARK, REVIEW_MARK, SKILL_MARK = "person:", "favour:", "review:", "skill:"
PAIR_MARK, GROUP_MARK = "pair:", "group:"
"""How an entry's `idea` says whom or what it is about."""


class Circle(NamedTuple):
    """The people one knows, by the id of their notes, and the practices there are."""

    people: dict[str, Person]
    practices: tuple[str, ...] = ()
    introductions: tuple[Introduction, ...] = ()
    groups: tuple[Group, ...] = ()

    @classmethod
    def empty(cls) -> Circle:
        return cls({})

    def bridge(self, name: str) -> Introduction | None:
        """The introduction of that name: one that is kept, or that of two people it names."""
        for one in self.introductions:
            if one.id == name:
                return one
        notes = {one.rpartition("/")[2]: one for one in self.people}
        parts = name.split(BRIDGE)
        for n in range(1, len(parts)):  # a firm may have a plus in its own name
            first, second = BRIDGE.join(parts[:n]), BRIDGE.join(parts[n:])
            if first in notes and second in notes:
                return Introduction(name, (notes[first], notes[second]))
        return None


def is_outside(person: Person, brand: Brand) -> bool:
    """Whether somebody is known to work on other subjects than one's own."""
    return bool(person.themes) and not any(brand.theme(theme) for theme in person.themes)


BRIDGE = " + "


def bridge_name(a: str, b: str) -> str:
    """What the introduction of two notes is called."""
    return BRIDGE.join(name.rpartition("/")[2] for name in (a, b))
