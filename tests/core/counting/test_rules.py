"""Each channel's limits, and what a text counts against them."""

from __future__ import annotations

import pytest

from brandkit.core.counting.rules import COUNTINGS, POST, Count, Rules, counts, fits, length
from brandkit.core.model import Channel
from brandkit.limits import limits, rules_of


def rules(kind: str, **own: int) -> Rules:
    return rules_of(Channel(kind, kind, kind, "en", limits=own))


@pytest.mark.parametrize(
    ("kind", "text", "lengths"),
    [
        ("linkedin", "a [b] #c", {"characters": 8, "api": 11}),
        ("linkedin", "😀", {"characters": 1, "api": 1}),
        ("x", "😀 https://example.org/long/long/long", {"weighted": 26}),
        ("mastodon", "😀 https://example.org/long/long/long/long", {"mastodon": 25}),
        ("mastodon", "ciao @marta@mastodon.uno!", {"mastodon": 12}),
        ("mastodon", "per marta@rete.it", {"mastodon": 17}),
        ("mastodon", "👨‍👩‍👧‍👦e\u0301", {"mastodon": 2}),
        ("bluesky", "👨‍👩‍👧‍👦è", {"graphemes": 2, "bytes": 27}),
        ("threads", "è 😀", {"threads": 6}),
        ("threads", "dove❤️", {"threads": 4 + 6}),
        ("blog", "anything", {}),
    ],
)
def test_each_service_counts_in_its_own_way(kind: str, text: str, lengths: dict[str, int]) -> None:
    assert {count.counting: count.length for count in counts(text, rules(kind))} == lengths


def test_a_limit_of_ones_own_takes_the_place_of_the_services() -> None:
    assert [(c.counting, c.limit) for c in counts("x", rules("mastodon", post=1000))] == [
        ("mastodon", 1000)
    ]
    assert [(c.counting, c.limit) for c in counts("x", rules("bluesky", post=100))] == [
        ("graphemes", 100),
        ("bytes", 3000),
    ]
    assert counts("see https://a.example/bcd", rules("mastodon", link=30))[0].length == 34
    assert counts("x https://a.com", rules("x", link=10))[0].length == 12


def test_what_fits_and_by_how_much_it_does_not() -> None:
    short = rules("x").of(POST)
    assert fits("a" * 280, short)
    assert not fits("a" * 281, short)
    assert Count("weighted", 281, 280).over == 1
    assert Count("weighted", 3, 280).over == 0
    assert fits("#" * 2000, rules("linkedin").of(POST))
    assert not fits("語" * 1001, rules("bluesky").of(POST))


def test_every_limit_says_where_it_is_known_from_and_how_surely() -> None:
    assert len(limits()) > 8
    for limit in limits():
        assert limit.source
        assert limit.confidence in {"high", "medium", "low"}
        assert limit.counting in COUNTINGS
        assert length("abc", limit.counting) == 3
