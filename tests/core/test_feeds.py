"""Feeds: what an item is as a post, when a feed is silent, what is suggested first."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from typing import Any
from zoneinfo import ZoneInfo

import pytest

from brandkit.core.archives.post import Post, Skipped
from brandkit.core.feeds import (
    LONGEST_WAIT,
    Feed,
    Item,
    Suggestion,
    asked_to_wait,
    is_item,
    post_of,
    ranked,
    shortage,
    silent_since,
)

NOW = datetime(2026, 11, 23, 10, tzinfo=ZoneInfo("Europe/Rome"))
ITEM = Item("urn:1", "A title", "Words on #hiring.", "https://a.example/1", NOW - timedelta(days=3))


def test_an_item_of_ones_own_is_a_post() -> None:
    post = post_of(ITEM, NOW)
    assert isinstance(post, Post)
    assert (post.key, post.title, post.text) == ("urn:1", "A title", "Words on #hiring.")
    assert post.at == ITEM.at
    assert post.tags == ("hiring",)
    assert post.excerpt
    whole = post_of(ITEM._replace(whole=True, tags=("a",)), NOW)
    assert isinstance(whole, Post)
    assert not whole.excerpt
    assert whole.tags == ("a",)


@pytest.mark.parametrize(
    ("changes", "reason"),
    [
        ({"at": None}, "undated"),
        ({"at": NOW + timedelta(minutes=1)}, "future"),
        ({"text": "", "title": ""}, "empty"),
    ],
)
def test_an_item_that_is_no_post_says_why(changes: dict[str, Any], reason: str) -> None:
    post = post_of(ITEM._replace(**changes), NOW)
    assert isinstance(post, Skipped)
    assert (post.reason, post.source) == (reason, "https://a.example/1")


def test_an_item_is_called_by_its_address_else_by_its_key() -> None:
    assert ITEM.id == ITEM._replace(key="other").id
    assert ITEM._replace(url="").id != ITEM.id
    assert is_item(ITEM.id)
    assert not is_item("feed: the cat")
    assert not is_item("cat")
    assert Feed("https://a.example").shown == "https://a.example"
    assert Feed("https://a.example", "A").shown == "A"


def days_ago(*days: int) -> list[datetime]:
    return [NOW - timedelta(days=n) for n in days]


def test_a_feed_is_silent_when_it_should_have_spoken() -> None:
    assert silent_since([], NOW) is None
    weekly = days_ago(63, 56, 49, 42)
    assert silent_since(weekly, NOW) == NOW - timedelta(days=42)
    assert silent_since([*weekly, *days_ago(29)], NOW) is None
    daily = days_ago(34, 33, 32, 31)
    assert silent_since(daily, NOW) == NOW - timedelta(days=31)
    assert silent_since(days_ago(33, 32, 31, 30), NOW) is None
    monthly = days_ago(190, 160, 130, 100)
    assert silent_since(monthly, NOW) is None


def test_of_a_feed_that_spoke_twice_nobody_knows_how_often_it_does() -> None:
    assert silent_since(days_ago(170, 169), NOW) is None
    assert silent_since(days_ago(181), NOW) == NOW - timedelta(days=181)
    assert silent_since(days_ago(170, 170, 170, 170, 170), NOW) is None


@pytest.mark.parametrize(
    ("said", "wait"),
    [
        ("120", timedelta(minutes=2)),
        (" 0 ", timedelta()),
        ("99999999999999999999", LONGEST_WAIT),
        ("Mon, 23 Nov 2026 10:00:00 GMT", timedelta(hours=1)),
        ("Mon, 23 Nov 2036 10:00:00 GMT", LONGEST_WAIT),
        ("Mon, 23 Nov 2026 08:00:00 GMT", None),
        ("Mon, 23 Nov 2026 10:00:00", None),
        ("soon", None),
        ("-5", None),
        ("٣", None),
        ("", None),
    ],
)
def test_how_long_a_server_asks_to_wait(said: str, wait: timedelta | None) -> None:
    moment = asked_to_wait(said, NOW)
    assert (moment and moment.astimezone(UTC) - NOW.astimezone(UTC)) == wait


def test_what_is_owed_and_what_has_no_matter_is_short() -> None:
    short = shortage({"a": 0.2, "b": -0.3, "c": 0.0}, {"b": 1, "c": 3}, 4)
    assert short == {"a": 0.2, "b": 0.25, "c": 0.75}
    assert shortage({"a": 0.1}, {}, 0) == {"a": 0.1}


def test_first_comes_what_is_shortest_then_the_newest() -> None:
    def made(key: str, short: float, days: int | None) -> Suggestion:
        at = None if days is None else NOW - timedelta(days=days)
        return Suggestion(Item(key, key, "", at=at), "F", "t", short)

    found = [made("a", 0.1, 1), made("b", 0.3, 9), made("c", 0.3, 2), made("d", -1, 0)]
    assert [one.item.key for one in ranked(found)] == ["c", "b", "a", "d"]
    undated = made("e", 0.3, None)
    assert ranked([undated, *found])[2] == undated
