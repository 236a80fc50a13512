"""All that habits choose from: the people, and what the record tells of each."""

from __future__ import annotations

from typing import NamedTuple

from brandkit.core.people.person import Person

PERSON_MARK, FAVOUR_MARK, REVIEW_MARK, SKILL_MARK = "person:", "favour:", "review:", "skill:"
"""How an entry's `idea` says whom or what it is about."""


class Circle(NamedTuple):
    """The people one knows, by the id of their notes, and the practices there are."""

    people: dict[str, Person]
    practices: tuple[str, ...] = ()

    @classmethod
    def empty(cls) -> Circle:
        return cls({})
