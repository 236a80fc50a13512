"""Which part comes next, and what was said lately."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

from brandkit.core.drafts.variety import Heard, Said

NOW = datetime(2027, 1, 4, 9, tzinfo=UTC)
A, B, C = ("a",), ("b",), ("c",)


def test_what_was_never_heard_comes_first_then_what_rested_longest() -> None:
    heard = Heard()
    assert heard.in_turn([A, B, C], NOW, "x") == [0, 1, 2]
    heard.put(A, NOW - timedelta(days=100), "x")
    heard.put(B, NOW - timedelta(days=90), "x")
    assert heard.in_turn([A, B, C], NOW, "x") == [2, 0, 1]
    heard.put(C, NOW - timedelta(days=10), "y")
    assert heard.in_turn([A, B, C], NOW, "x") == [0, 1, 2]
    heard.put(A, NOW + timedelta(days=5), "x")
    assert heard.in_turn([A, B, C], NOW, "x") == [1, 2, 0]
    heard.forget(A, NOW + timedelta(days=5), "x")
    assert heard.in_turn([A, B, C], NOW, "x") == [0, 1, 2]


def test_the_own_channel_counts_before_the_others() -> None:
    heard = Heard()
    heard.put(A, NOW - timedelta(days=100), "x")
    heard.put(B, NOW - timedelta(days=70), "y")
    assert heard.in_turn([A, B], NOW, "x") == [1, 0]
    assert heard.in_turn([A, B], NOW, "y") == [0, 1]


def test_what_was_said_within_a_month_is_near() -> None:
    said = Said()
    said.put("one", NOW, "A good boss  asks.\n\nThen decides.")
    assert said.near("A good boss asks. ", NOW + timedelta(days=30), "two")
    assert not said.near("A good boss asks", NOW + timedelta(days=40), "two")
    assert not said.near("A good boss asks", NOW, "one")
    assert not said.near("Nobody said this", NOW, "two")
    said.put("one", NOW, "Something else")
    assert not said.near("A good boss asks", NOW, "two")
    said.put("late", NOW + timedelta(days=60), "Something else")
    assert said.near("something ELSE…", NOW - timedelta(days=30), "two")
    said.forget("one")
    said.forget("nobody")
    assert not said.near("Something else", NOW - timedelta(days=30), "two")
