"""Grapheme clusters, against Unicode's own test."""

from __future__ import annotations

from pathlib import Path

from hypothesis import given
from hypothesis import strategies as st

from brandkit.core.counting.graphemes import graphemes

CASES = Path(__file__).resolve().parents[2] / "data" / "GraphemeBreakTest-15.0.0.txt"
NO_LONGER = "\u2701\u200d\u2701"
"""Unicode 17 took U+2701 out of the pictographs, so that a joiner no longer joins two of them."""


def cases() -> list[tuple[str, int]]:
    """Each text of Unicode's test with the number of its clusters."""
    found = []
    for line in CASES.read_text("utf-8").splitlines():
        marks = line.partition("#")[0].strip()
        if marks:
            text = "".join(chr(int(code, 16)) for code in marks.replace("÷", "×").split("×")[1:-1])
            found.append((text, marks.count("÷") - 1))
    return found


def test_unicodes_own_cases() -> None:
    known = cases()
    assert len(known) == 602
    wrong = [ascii(text) for text, count in known if graphemes(text) != count]
    assert wrong in ([], [ascii(NO_LONGER)])


def test_what_a_reader_sees_as_one() -> None:
    assert graphemes("") == 0
    assert graphemes("perché") == 6
    assert graphemes("perche\u0301") == 6
    assert graphemes("a\r\nb") == 3
    assert graphemes("👨‍👩‍👧‍👦 🇮🇹 👍🏽 1️⃣") == 7
    assert graphemes("क्षि") == 1


@given(st.text(st.characters(max_codepoint=0x2FF)))
def test_below_the_marks_each_character_is_one(text: str) -> None:
    import regex

    assert graphemes(text) == len(regex.findall(r"\X", text))
