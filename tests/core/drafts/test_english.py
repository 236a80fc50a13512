"""English before and after a noun."""

from __future__ import annotations

import pytest

from brandkit.core.drafts.english import in_a_sentence, indefinite, possessive


@pytest.mark.parametrize(
    "text",
    [
        "an apple",
        "a boss",
        "an hour",
        "an honest answer",
        "an heir",
        "a university",
        "a user",
        "a European firm",
        "a one-off",
        "an uninvited guest",
        "an unimportant thing",
        "an HR plan",
        "an SQL query",
        "an MBA",
        "a CEO",
        "a UX review",
        "an X",
        "an honourable mention",
        "a usual day",
        "an Umbrian firm",
    ],
)
def test_a_or_an_goes_by_the_sound(text: str) -> None:
    assert indefinite(text.partition(" ")[2]) == text


def test_possessives() -> None:
    assert possessive("Anna") == "Anna’s"
    assert possessive("James") == "James’s"
    assert possessive("teachers", plural=True) == "teachers’"
    assert possessive("children", plural=True) == "children’s"


@pytest.mark.parametrize(
    ("name", "text"),
    [
        ("Kind leadership", "kind leadership"),
        ("HR analytics", "HR analytics"),
        ("Italian law", "Italian law"),
        ("SaaS pricing", "SaaS pricing"),
        ("Kubernetes", "Kubernetes"),
    ],
)
def test_a_name_inside_a_sentence(name: str, text: str) -> None:
    assert in_a_sentence(name) == text
