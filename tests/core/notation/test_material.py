"""Files of `material/`."""

from __future__ import annotations

from datetime import date

import pytest

from brandkit.core.model import Material
from brandkit.core.notation.material import parse_material


def test_a_piece_of_material_is_read() -> None:
    text = (
        "---\nkind: number\nthemes: [a, b]\nmay: publish\npeople: Ada\nchannels:\n  - blog\n"
        "added: 2026-01-02\nused: [2026-02-03]\nmine: kept\n---\n\nFive of nine.\n"
    )
    assert parse_material(text, "m", "material/m.md") == (
        Material(
            "m",
            "number",
            "Five of nine.",
            ("a", "b"),
            ("Ada",),
            ("blog",),
            may_publish=True,
            added=date(2026, 1, 2),
            used=(date(2026, 2, 3),),
            path="material/m.md",
        ),
        (),
    )


def test_without_a_word_on_it_material_is_a_story_and_private() -> None:
    item = parse_material("It rained.\n", "m", "m.md").material
    assert item is not None
    assert (item.kind, item.may_publish, item.text) == ("story", False, "It rained.")


@pytest.mark.parametrize(
    ("text", "problem"),
    [
        (
            "---\nkind: storry\n---\nx",
            "2:1: kind: 'storry' is not known; did you mean 'story'?; one of",
        ),
        ("---\nused: [soon]\n---\nx", "2:1: used: 'soon' is no date"),
        ("---\nmay: be\n---\nx", "2:1: may: 'be' is not known; only publish is"),
        ("---\nkind: story\n---\n\n", "1:1: there are no words"),
        ("---\na: [\n---\nx", "front matter"),
    ],
)
def test_what_is_wrong_is_told(text: str, problem: str) -> None:
    reading = parse_material(text, "m", "m.md")
    assert reading.material is None
    assert any(problem in p.located("m.md") for p in reading.problems), reading.problems
