"""Files of `others/`: what other people say of one."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from brandkit.core.notation.others import (
    ENDORSEMENTS,
    RECOMMENDATION,
    WORDS,
    Remark,
    parse_remarks,
    with_counts,
)


def test_words_are_read_one_by_one() -> None:
    text = "---\nkind: words\nby: Marta Rossi\non: 2026-11-23\nmine: kept\n---\nclear, patient;\nè  buona.\nclear\n"
    assert parse_remarks(text).remarks == tuple(
        Remark(WORDS, said, "Marta Rossi", date(2026, 11, 23))
        for said in ("clear", "patient", "è buona")
    )


def test_a_recommendation_is_one_text() -> None:
    text = "---\nkind: recommendation\nby: Luca\non: soon\n---\n\nShe listens, and\nthen decides.\n"
    assert parse_remarks(text).remarks == (
        Remark(RECOMMENDATION, "She listens, and\nthen decides.", "Luca"),
    )
    assert parse_remarks("---\nkind: recommendation\n---\n").remarks == ()


def test_endorsements_are_counted_lines() -> None:
    text = "---\nkind: endorsements\n---\nMine.\n- Recruiting: 12\n* C++ : 3\n- no number\n"
    assert parse_remarks(text).remarks == (
        Remark(ENDORSEMENTS, "Recruiting", times=12),
        Remark(ENDORSEMENTS, "C++", times=3),
    )


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("---\nby: A\nkind: wrds\n---\n", "3:1: kind: 'wrds' is none; one of words,"),
        ("words alone", "1:1: kind: '' is none"),
        ("---\nkind: [words\n---\n", "3:1: front matter"),
    ],
)
def test_what_cannot_be_read_says_where(text: str, told: str) -> None:
    reading = parse_remarks(text)
    assert reading.remarks is None
    assert reading.problems[0].located("f.md").startswith(f"f.md:{told}")


def test_new_counts_leave_the_persons_lines_alone() -> None:
    body = "My skills\n- Recruiting: 12\n- Old: 1\nand more"
    assert with_counts(body, {"Recruiting": 13, "B": 2, "A": 2, "C": 9}) == (
        "My skills\n- Recruiting: 13\n- Old: 1\nand more\n- C: 9\n- A: 2\n- B: 2\n"
    )
    assert with_counts("", {}) == ""


SKILLS = st.dictionaries(
    st.from_regex(r"\A[A-Za-zè+#]{1,8}( [a-z]{1,5})?\Z"), st.integers(0, 999_999), max_size=6
)


@given(SKILLS, SKILLS)
def test_counts_that_are_written_read_back(first: dict[str, int], then: dict[str, int]) -> None:
    text = with_counts(with_counts("---\nkind: endorsements\n---\n", first), then)
    found = parse_remarks(text).remarks or ()
    assert {remark.text: remark.times for remark in found} == {**first, **then}
