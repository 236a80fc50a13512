"""What is asked, what is found, what is proposed."""

from __future__ import annotations

from datetime import UTC, datetime

from brandkit.core.drafts.interview import (
    Known,
    earlier_answers,
    found_answers,
    known_texts,
    suggestion,
    without_stem,
    woven_values,
)
from brandkit.core.drafts.weave import MISSING, unmarked
from brandkit.core.model import Entry, Idea, Material, Theme
from brandkit.core.notation.templates import Stem

BELIEF = Stem("belief", "I believed …", "what", "x", True, ("theme.myth",), offers=("earlier",))
STAND = Stem(
    "stand", "Today …", "what now", "x", False, ("theme.stand", "theme.myth"), offers=("idea",)
)
KNOWN = [Known("theme.myth", "Bosses know."), Known("idea", "A note.")]


def test_what_is_known_comes_from_theme_idea_material_and_campaign() -> None:
    theme = Theme("t", "T", 1, myth="M", stand="S", in_text="the t")
    idea = Idea("i", "I", body="First\nline.\n\nSecond.")
    material = Material("m", "number", "5 of\n  9\n\nmore\n")
    assert known_texts(theme, idea, material, "Fair") == [
        Known("material.number", "5 of 9\n\nmore"),
        Known("campaign", "Fair"),
        Known("idea", "First line."),
        Known("theme.myth", "M"),
        Known("theme.stand", "S"),
        Known("theme.in_text", "the t"),
    ]
    assert known_texts(Theme("t", "T", 1), Idea("i", "I"), None) == []


def test_each_text_is_found_for_one_stem_and_only_where_it_is_free() -> None:
    found = found_answers([BELIEF, STAND], {}, KNOWN, lambda _: True)
    assert found == {"belief": KNOWN[0]}
    assert found_answers([BELIEF], {}, KNOWN, lambda _: False) == {}
    assert found_answers([BELIEF, STAND], {"belief": "x"}, KNOWN, lambda _: True) == {
        "stand": KNOWN[0]
    }


def test_ideas_and_earlier_answers_are_proposed_not_woven() -> None:
    assert suggestion(STAND, KNOWN[1:], {}, "") == KNOWN[1]
    assert suggestion(BELIEF, [], {"belief": "long ago"}, "") == Known("earlier", "long ago")
    assert suggestion(BELIEF, KNOWN, {}, "Bosses know.") is None


def _asking(name: str) -> Entry:
    return Entry(name, "c", datetime(2026, 1, 1, tzinfo=UTC), channel="linkedin", theme="t")


def test_earlier_answers_are_the_last_on_the_theme() -> None:
    def entry(name: str, day: int, theme: str, text: str) -> Entry:
        when = datetime(2026, 1, day, tzinfo=UTC)
        keys = {"answers": {"belief": text}}
        return Entry(name, "c", when, channel="linkedin", theme=theme, keys=keys)

    entries = [entry("a", 5, "t", "newer"), entry("b", 2, "t", "older"), entry("c", 9, "u", "no")]
    assert earlier_answers(entries, _asking("own")) == {"belief": "newer"}
    assert earlier_answers(entries, _asking("a")) == {"belief": "older"}


def test_what_was_said_to_one_person_is_not_proposed_for_another() -> None:
    def task(name: str, idea: str, text: str) -> Entry:
        when = datetime(2026, 1, 1, tzinfo=UTC)
        return Entry(name, "c", when, idea=idea, keys={"answers": {"thought": text}})

    tasks = [task("a", "person:Ada", "of Ada"), task("b", "person:Bob", "of Bob")]
    assert earlier_answers(tasks, task("c", "person:Ada", "")) == {"thought": "of Ada"}
    assert earlier_answers(tasks, task("c", "person:Eva", "")) == {}


def test_before_the_interview_all_is_blank_after_it_only_what_is_required() -> None:
    stems = [BELIEF, STAND]
    assert woven_values(stems, stems, {}, {}, "en") == {
        "belief": "[? what ?]",
        "stand": "[? what now ?]",
    }
    after = woven_values(stems, stems, {"other": "x"}, {}, "en")
    assert after == {"belief": "[? what ?]", "stand": MISSING}
    assert woven_values(stems, [], {}, {}, "en") == {"belief": MISSING, "stand": MISSING}
    both = woven_values(stems, stems, {"belief": "I believed: That."}, {"stand": KNOWN[0]}, "en")
    assert {name: unmarked(text) for name, text in both.items()} == {
        "belief": "that",
        "stand": "Bosses know",
    }


def test_the_beginning_of_the_sentence_is_not_said_twice() -> None:
    assert without_stem("Poi, un giorno, è arrivato", "Poi, un giorno, …") == "è arrivato"
    assert without_stem("I believed … that", "I believed …") == "that"
    assert without_stem("I believed", "I believed …") == "I believed"
    assert without_stem("I believedly", "I believed …") == "I believedly"
    assert without_stem("I believed …", "I believed …") == "I believed …"
    assert without_stem("something", "I believed …") == "something"
