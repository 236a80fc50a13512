"""Shares, slugs, pins."""

from __future__ import annotations

import tomllib
from datetime import date, datetime
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from brandkit.core.model import Season, Theme
from brandkit.core.pins import PinnedDay, pin_text, set_pin
from brandkit.core.shares import percents, shares_on
from brandkit.core.slug import MAX_BYTES, slug


@given(st.lists(st.integers(1, 1000), min_size=1, max_size=24))
def test_percents_sum_to_a_hundred_and_nobody_goes_empty(weights: list[int]) -> None:
    found = percents(weights)
    assert sum(found) == 100
    assert min(found) >= 1
    order = sorted(range(len(weights)), key=lambda i: weights[i])
    assert all(found[a] <= found[b] + 1 for a, b in pairwise(order))


def test_percents_that_are_percents_already_stay() -> None:
    assert percents([30, 25, 20, 15, 10]) == (30, 25, 20, 15, 10)
    assert percents([1, 1, 1]) == (34, 33, 33)
    assert percents([1000, 1]) == (99, 1)
    assert percents([]) == ()


def test_a_season_puts_its_weight_in_place_of_the_themes_own() -> None:
    themes = (Theme("a", "A", 50, seasons=(Season((6, 1), (6, 30), 150),)), Theme("b", "B", 50))
    assert shares_on(themes, date(2026, 5, 31)) == (50, 50)
    assert shares_on(themes, date(2026, 6, 1)) == (75, 25)


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("L’annuncio di dodici righe", "l-annuncio-di-dodici-righe"),
        ("Perché no? È così!", "perche-no-e-cosi"),
        ("../../etc/passwd", "etc-passwd"),
        ("con", "con-"),
        ("🌱🌱", "untitled"),
        ("a\u202eb\0c", "a-b-c"),
        ("Straße", "strasse"),
        ("会議の質問", "会議の質問"),
        ("x_y  z", "x-y-z"),
    ],
)
def test_a_slug_is_a_safe_name(text: str, name: str) -> None:
    assert slug(text) == name


@given(st.text())
def test_a_slug_is_never_empty_never_long_and_stays_in_its_folder(text: str) -> None:
    found = slug(text)
    assert found
    assert len(found.encode()) <= MAX_BYTES + 1
    assert not set(found) & set("/\\:\0. ")
    assert found == slug(found)


DAY = datetime(2026, 12, 1, 8, 30)
NEXT = datetime(2026, 12, 3, 8, 30)


def pinned(text: str, *, with_hour: bool = False, old: datetime = DAY) -> str:
    return pin_text(
        text,
        old=PinnedDay(old, hour=False),
        new=PinnedDay(NEXT, hour=with_hour),
        channel="linkedin",
        theme="people",
    )


def test_a_pin_is_appended() -> None:
    assert pinned('name = "x"\n') == (
        'name = "x"\n\n[[pin]]\non = 2026-12-03\nchannel = "linkedin"\ntheme = "people"\n'
    )
    assert tomllib.loads(pinned("", with_hour=True))["pin"][0]["on"] == NEXT


@pytest.mark.parametrize("on", ["2026-12-01", "2026-12-01T08:30:00"])
def test_a_pin_that_stood_for_the_old_day_is_changed(on: str) -> None:
    text = f'\ufeff[[pin]]\ntheme = "people" # mine\non = {on} # c\nchannel = "linkedin"\n'
    assert pinned(text) == text.replace(on, "2026-12-03")


def test_pins_of_two_posts_that_change_places_change_theirs() -> None:
    text = (
        '[[pin]]\non = 2026-12-01\nchannel = "linkedin"\ntheme = "people"\n'
        '[[pin]]\non = 2026-12-03\nchannel = "linkedin"\ntheme = "change"\n'
        '[[pin]]\non = 2026-12-03\nchannel = "blog"\ntheme = "change"\n'
    )
    days = [str(pin["on"]) for pin in tomllib.loads(pinned(text))["pin"]]
    assert days == ["2026-12-03", "2026-12-01", "2026-12-03"]


def test_a_pin_of_another_day_or_theme_stays() -> None:
    text = '[[pin]]\non = 2026-12-02\nchannel = "linkedin"\ntheme = "people"\n'
    assert pinned(text).startswith(text)
    text = text.replace("12-02", "12-01").replace("people", "change")
    assert pinned(text).startswith(text)
    text = '[[pin]]\non = "soon"\nchannel = "linkedin"\ntheme = "people"\n'
    assert pinned(text).startswith(text)


@pytest.mark.parametrize("mark", ["", "\ufeff"])
def test_a_theme_is_set_for_a_day_and_set_again_in_its_place(mark: str) -> None:
    on = PinnedDay(datetime(2026, 12, 1, 8, 30), hour=False)
    text = f'{mark}name = "Editorial"\n\n[[pin]]\non = 2026-12-03\nchannel = "x"\ntheme = "a"\n'
    first = set_pin(text, on=on, channel="linkedin", theme="people")
    assert first.startswith(text)
    assert tomllib.loads(first.removeprefix(mark))["pin"][1] == {
        "on": date(2026, 12, 1),
        "channel": "linkedin",
        "theme": "people",
    }
    again = set_pin(first, on=on, channel="linkedin", theme="change")
    assert again == first.replace('theme = "people"', 'theme = "change"')
    other = set_pin(again, on=on, channel="blog", theme="people")
    assert len(tomllib.loads(other.removeprefix(mark))["pin"]) == 3
