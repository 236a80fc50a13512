"""What a change of the plan does to its themes."""

from __future__ import annotations

from datetime import date, timedelta

from hypothesis import given
from hypothesis import strategies as st

from brandkit.core.consequences import Consequence, Post, broken, consequences
from brandkit.core.model import Theme

TODAY = date(2026, 11, 23)
PEOPLE = Theme("people", "People", 60, min_gap_days=5, max_per_week=1)
CHANGE = Theme("change", "Change", 40, channels=("blog",))
THEMES = (PEOPLE, CHANGE)


def on(day: int, theme: str = "people", channel: str = "blog") -> Post:
    return Post(TODAY + timedelta(days=day), theme, channel)


def test_two_posts_of_a_theme_that_are_too_near_are_told() -> None:
    found = broken(THEMES, [on(1), on(8), on(11)], TODAY)
    assert Consequence("gap", "people", 3, 5, (on(8).day, on(11).day)) in found
    assert Consequence("week", "people", 2, 1, (on(8).day, on(11).day)) in found
    assert len(found) == 2


def test_what_was_broken_in_the_past_is_past() -> None:
    assert broken(THEMES, [on(-9), on(-8), on(-8, "change", "x")], TODAY) == []


def test_a_post_to_come_may_be_too_near_to_one_that_is_out() -> None:
    (found,) = broken(THEMES, [on(-2), on(2)], TODAY)
    assert (found.kind, found.n) == ("gap", 4)


def test_a_theme_on_a_channel_that_is_not_its_own_is_told() -> None:
    assert [one.kind for one in broken(THEMES, [on(3, "change", "x")], TODAY)] == ["channel"]


def test_only_what_is_newly_broken_is_a_consequence() -> None:
    before = [on(1), on(3), on(20)]
    assert consequences(THEMES, before, [on(1), on(3), on(18)], TODAY) == []
    found = consequences(THEMES, before, [on(1), on(3), on(5)], TODAY)
    assert {one.kind for one in found} == {"gap", "week"}


def test_a_longer_silence_is_told_with_what_it_was() -> None:
    before = [on(-3, "change"), on(11, "change"), on(40, "change")]
    after = [on(-3, "change"), on(32, "change"), on(40, "change")]
    (found,) = consequences(THEMES, before, after, TODAY)
    assert found == Consequence("silence", "change", 35, 29, (on(-3).day, on(32).day))


def test_a_short_silence_is_no_news() -> None:
    assert consequences(THEMES, [on(0), on(7)], [on(0), on(20)], TODAY) == []


POSTS = st.lists(
    st.builds(on, st.integers(-40, 60), st.sampled_from(["people", "change", "other"])),
    max_size=12,
)


@given(POSTS, POSTS)
def test_to_change_nothing_has_no_consequence_and_order_has_no_meaning(
    before: list[Post], after: list[Post]
) -> None:
    assert consequences(THEMES, before, before, TODAY) == []
    found = consequences(THEMES, before, after, TODAY)
    assert sorted(consequences(THEMES, before[::-1], after[::-1], TODAY)) == sorted(found)
