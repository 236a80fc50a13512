"""What a calendar file says of a habit, and mistakes in it."""

from __future__ import annotations

import pytest

from brandkit.core.calendar.model import Habit
from brandkit.core.notation.brand import parse_brand
from brandkit.core.notation.calendars import parse_calendar
from brandkit.core.people.cadence import TagCadence
from brandkit.core.people.person import Cadence
from tests.conftest import SMALL_BRAND

WHOLE = """\
name = "Keep"
pick = "person"
habit = 8
template = "keep-in-touch"
goal = "watered"
minutes = 15
several = 2
target = 4
who = "outside"
tags = ["#client"]
cadence = [10, 20, 30]
mark = "thanked"

[[tag]]
name = "#friend"
cadence = [1, 2, 3]

[[rhythm]]
days = ["mon"]
time = "09:00"
"""


def test_a_habit_is_read() -> None:
    found = parse_calendar(WHOLE, "keep", None).calendar
    assert found is not None
    assert found.habit == Habit(
        "keep-in-touch",
        8,
        "watered",
        15,
        2,
        4,
        "thanked",
        "outside",
        ("client",),
        Cadence(10, 20, 30),
        (TagCadence("friend", Cadence(1, 2, 3)),),
    )
    assert found.rhythms[0].channel == ""


def test_a_calendar_of_posts_has_none() -> None:
    text = 'name = "x"\nhabit = 3\n[[rhythm]]\nchannel = "c"\ndays = ["mon"]\ntime = "09:00"\n'
    found = parse_calendar(text, "editorial", None).calendar
    assert found is not None
    assert found.habit is None


@pytest.mark.parametrize(
    ("old", "new", "message"),
    [
        ('template = "keep-in-touch"\n', "", "template is missing: the template of its drafts"),
        ('pick = "person"\n', "", "template has no place where pick is 'theme'"),
        ('days = ["mon"]', 'channel = "x"\ndays = ["mon"]', "a task has no channel"),
        ("[10, 20, 30]", "[30, 20, 10]", "cadence: three numbers that grow"),
        ("[1, 2, 3]", "[1, 2]", "cadence: three numbers that grow"),
        ("minutes = 15", "minutes = 0", "minutes is 0; it should be between 1 and 480"),
        ('who = "outside"', 'who = "everybody"', "who: 'everybody' is not known"),
        ('mark = "thanked"', 'mark = "received"', "mark: 'received' is not known"),
        ("minutes = 15", "evergreen = true", "evergreen has no place where pick is 'person'"),
    ],
)
def test_mistakes_are_told(old: str, new: str, message: str) -> None:
    assert old in WHOLE
    reading = parse_calendar(WHOLE.replace(old, new, 1), "keep", None)
    assert reading.calendar is None
    assert any(message in problem.message for problem in reading.problems), reading.problems


def test_a_rhythm_of_posts_needs_its_channel() -> None:
    text = 'name = "x"\n\n[[rhythm]]\ndays = ["mon"]\ntime = "09:00"\n'
    (problem,) = parse_calendar(text, "x", None).problems
    assert problem.message == "channel is missing: a channel of brand.toml"
    assert problem.line == 3


BRAND = parse_brand(SMALL_BRAND).brand


@pytest.mark.parametrize(
    ("formats", "message"),
    [
        (("keep-in-touch", "case"), ""),
        (("keep-in-touch-often",), ""),
        ((), ""),
        (("keep-in-tuch",), "there is no template 'keep-in-touch'; did you mean 'keep-in-tuch'?"),
        (("case",), "no template 'keep-in-touch'; add templates/LANGUAGE/habits/keep-in-touch.md"),
    ],
)
def test_a_template_that_is_nowhere_is_told_at_its_line(
    formats: tuple[str, ...], message: str
) -> None:
    assert BRAND is not None
    problems = parse_calendar(WHOLE, "keep", BRAND, formats).problems
    assert bool(problems) == bool(message)
    for problem in problems:
        assert problem.line == 4
        assert message in problem.message
