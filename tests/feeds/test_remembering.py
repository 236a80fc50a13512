"""What is known of feeds between two commands."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from pathlib import Path

from brandkit.core.feeds import Feed, Item
from brandkit.feeds.remembering import FRESH, MOST_ITEMS, SHORT, Memory, State, keep, recall

NOW = datetime(2026, 11, 23, 10, tzinfo=UTC)


def item(n: int, days: int | None = 1) -> Item:
    at = None if days is None else NOW - timedelta(days=days)
    return Item(f"k{n}", f"Title {n}", "w" * 3000, f"https://a.example/{n}", at, tags=("t",))


def test_what_is_remembered_comes_back(tmp_path: Path) -> None:
    state = State(
        title="A",
        etag='"e"',
        asked=NOW,
        answered=NOW,
        failing=NOW,
        trouble="è 🌱",
        wait=NOW,
        dropped=("feed:x",),
    ).with_items([item(1), item(2, 3)], NOW)
    keep(str(tmp_path), Memory({"https://a.example": state, "https://b.example": State()}))
    memory = recall(str(tmp_path))
    assert memory.states["https://a.example"] == state
    assert memory.of(Feed("https://b.example")) == State()
    assert memory.of(Feed("https://c.example")) == State()
    (tmp_path / ".brandkit/feeds.json").write_text("broken")
    assert recall(str(tmp_path)) == Memory({})


def test_only_the_newest_items_of_two_months_are_kept() -> None:
    items = [item(n, n % 70) for n in range(300)]
    state = State().with_items(items, NOW)
    assert len(state.items) == MOST_ITEMS
    assert all(one.at and NOW - one.at <= FRESH for one in state.items)
    assert state.items[0].at == NOW
    assert all(len(one.text) == SHORT for one in state.items)


def test_an_item_without_a_moment_is_of_the_day_it_was_seen_first() -> None:
    first = State().with_items([item(1, None)], NOW)
    assert first.items[0].at == NOW
    later = first.with_items([item(1, None), item(2, -3)], NOW + timedelta(days=2))
    assert {one.key: one.at for one in later.items} == {"k1": NOW, "k2": NOW + timedelta(days=2)}


def test_a_feed_that_says_nothing_keeps_the_moments_that_are_known() -> None:
    state = State().with_items([item(1)], NOW)
    assert state.with_items([], NOW).moments == state.moments
    assert state.silent_since(NOW + timedelta(days=365)) == NOW - timedelta(days=1)
    gone = State(gone=True, moments=state.moments)
    assert gone.silent_since(NOW + timedelta(days=365)) is None


def test_what_is_no_longer_followed_is_forgotten() -> None:
    memory = Memory({"a": State(title="A"), "b": State(title="B")})
    known = memory.knowing({"b": State(title="C")}, [Feed("b")])
    assert known.states == {"b": State(title="C")}


def test_who_asks_to_wait_is_left_alone() -> None:
    assert State(wait=NOW + timedelta(hours=1)).waits(NOW)
    assert not State(wait=NOW).waits(NOW)
    assert not State().waits(NOW)
