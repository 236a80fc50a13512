"""`introductions/*.md`: two people, `a` and `b`, to be brought together, and how far that is."""

from __future__ import annotations

from datetime import date
from typing import NamedTuple

from brandkit.core.habits.introductions import Introduction
from brandkit.core.notation.days import as_day, no_day
from brandkit.core.notation.frontmatter import FrontMatter, parse_front_matter
from brandkit.core.notation.linking import unlinked
from brandkit.core.problems import Problem
from brandkit.core.saying import _

INTRODUCTIONS = "introductions"
"""The folder."""
KEYS = tuple("a b why asked_a asked_b consent_a consent_b declined made outcome".split())
BOTH = ("a", "b")


class IntroductionReading(NamedTuple):
    """The introduction, or None where the file cannot be used; all problems either way."""

    introduction: Introduction | None
    problems: tuple[Problem, ...]


def parse_introduction(text: str, name: str, path: str) -> IntroductionReading:
    """What the file *text* says of an introduction."""
    front = parse_front_matter(text)
    if front.problems:
        return IntroductionReading(None, front.problems)
    problems: list[Problem] = []
    names = {key: unlinked(_text(front, key)) for key in BOTH}
    problems += [
        Problem(1, 1, _("{key}: whom is it about?", key=key)) for key in BOTH if not names[key]
    ]
    if names["a"] and names["a"] == names["b"]:
        problems.append(Problem(front.lines["b"], 1, _("a and b are the same person")))
    days = {key: _day(front, key, problems) for key in ("asked_a", "asked_b", "made")}
    declined = _text(front, "declined")
    if declined not in {"", *BOTH}:
        message = _("declined: {value!r} is neither a nor b", value=declined)
        problems.append(Problem(front.lines["declined"], 1, message))
    if problems:
        return IntroductionReading(None, tuple(problems))
    asked = {names[key]: days[f"asked_{key}"] for key in BOTH}
    consent = {names[key]: _text(front, f"consent_{key}") for key in BOTH}
    return IntroductionReading(
        Introduction(
            id=name,
            people=(names["a"], names["b"]),
            why=_text(front, "why"),
            asked={one: day for one, day in asked.items() if day is not None},
            consent={one: digest for one, digest in consent.items() if digest},
            declined=(names[declined],) if declined else (),
            made=days["made"],
            outcome=_text(front, "outcome"),
            path=path,
        ),
        (),
    )


def side_of(intro: Introduction, name: str) -> str:
    """`a` or `b`: which of the two somebody is."""
    return BOTH[intro.people.index(name)]


def _text(front: FrontMatter, key: str) -> str:
    value = front.values.get(key)
    return "" if value is None else " ".join(str(value).split())


def _day(front: FrontMatter, key: str, problems: list[Problem]) -> date | None:
    text = _text(front, key)
    if not text:
        return None
    day = as_day(text)
    if day is None:
        problems.append(no_day(front, key, text))
    return day
