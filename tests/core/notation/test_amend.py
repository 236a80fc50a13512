"""Edits of one key: its own lines change, every other byte stays."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from brandkit.core.notation.amend import format_key, format_scalar, quote, set_keys
from brandkit.core.notation.entries import KEYS
from brandkit.core.notation.frontmatter import parse_front_matter

TEXT = """---
id: abc
# mine
when: 2026-12-01T08:30:00   # the hour
tags:
  - one
  - two

mood: sunny
answers:
  heard: |-
    uno
    due
---
Body --- with fences
---
and more
"""


def test_a_key_that_stands_keeps_its_place() -> None:
    changed = set_keys(TEXT, {"when": "2026-12-02T08:30:00"}, KEYS)
    assert changed == TEXT.replace(
        "when: 2026-12-01T08:30:00   # the hour", "when: 2026-12-02T08:30:00"
    )


def test_a_list_is_replaced_with_all_its_lines() -> None:
    changed = set_keys(TEXT, {"tags": ["three"]})
    assert changed == TEXT.replace("  - one\n  - two\n", "  - three\n")


def test_a_new_key_goes_behind_those_that_come_before_it() -> None:
    changed = set_keys(TEXT, {"status": "ready"}, KEYS)
    assert changed == TEXT.replace("# the hour\n", "# the hour\nstatus: ready\n")


def test_a_key_unknown_to_the_order_goes_to_the_end() -> None:
    assert "    due\nextra: 1\n---\n" in set_keys(TEXT, {"extra": 1}, KEYS)


def test_the_first_of_the_order_goes_to_the_top() -> None:
    assert set_keys("---\nwhen: x\n---\n", {"id": "a"}, KEYS) == "---\nid: a\nwhen: x\n---\n"


def test_none_removes_a_key_and_only_it() -> None:
    assert set_keys(TEXT, {"answers": None}) == TEXT.replace(
        "answers:\n  heard: |-\n    uno\n    due\n", ""
    )
    assert set_keys(TEXT, {"absent": None}) == TEXT


def test_a_text_without_front_matter_gets_one() -> None:
    assert set_keys("Words\n", {"theme": "people"}) == "---\ntheme: people\n---\nWords\n"
    assert set_keys("\ufeffWords\r\n", {"a": 1}) == "\ufeff---\r\na: 1\r\n---\r\nWords\r\n"


def test_line_ends_stay_as_they_are() -> None:
    text = TEXT.replace("\n", "\r\n")
    assert set_keys(text, {"status": "ready"}, KEYS) == set_keys(
        TEXT, {"status": "ready"}, KEYS
    ).replace("\n", "\r\n")


def test_front_matter_whose_last_line_has_no_end_is_mended() -> None:
    from brandkit.core.notation import amend

    assert amend._set_key("a: 1", "b", 2, "\n", ()) == "a: 1\nb: 2\n"


@pytest.mark.parametrize(
    ("value", "text"),
    [
        ("plain", "plain"),
        ("L’annuncio perché", "L’annuncio perché"),
        ("no", '"no"'),
        ("Yes", '"Yes"'),
        ("10:30", '"10:30"'),
        ("2026-12-01", "2026-12-01"),
        ("1.10", '"1.10"'),
        ("", '""'),
        (" x", '" x"'),
        ("a\tb", '"a\\tb"'),
        ("a\nb", '"a\\nb"'),
        ('say "hi" \\', '"say \\"hi\\" \\\\"'),
        ("\x07", '"\\x07"'),
        ("\u2028", '"\\u2028"'),
        ("\U000e0001", '"\\U000e0001"'),
        (None, "null"),
        (True, "true"),
        (False, "false"),
        (3, "3"),
        (1.5, "1.5"),
    ],
)
def test_a_scalar_is_quoted_where_a_reader_would_take_it_wrong(value: object, text: str) -> None:
    assert format_scalar(value) == text


def test_a_long_text_is_a_block() -> None:
    assert format_key("a", "one\n\ntwo") == ["a: |-", "  one", "", "  two"]
    assert format_key("a", "one\ntwo\n") == ["a: |", "  one", "  two"]
    assert format_key("a", " one\ntwo") == ['a: " one\\ntwo"']
    assert format_key("a", []) == ["a: []"]


def test_quotes_name_no_secret_characters() -> None:
    assert quote("\u202e") == '"\\u202e"'


HEADS = st.lists(
    st.sampled_from(
        [
            "id: a",
            "# note",
            "",
            "mine: x",
            "tags:\n  - a\n  - b",
            "when: 1",
            "x:\n  y: |\n    z",
            "title: 'q'",
        ]
    ),
    unique=True,
    max_size=8,
)


@given(HEADS, st.sampled_from(["id", "when", "title", "status", "new"]), st.text(max_size=20))
def test_an_edit_touches_only_its_own_key(head: list[str], key: str, value: str) -> None:
    value = value.encode("utf-8", "ignore").decode()
    text = "---\n" + "".join(f"{row}\n" for row in head) + "---\nbody\n"
    changed = set_keys(text, {key: value}, KEYS)
    before, after = parse_front_matter(text).values, parse_front_matter(changed).values
    assert after == before | {key: value}
    others = [row for row in text.split("\n") if not row.startswith(f"{key}:")]
    rest = iter(changed.split("\n"))
    assert all(any(row == other for other in rest) for row in others)
