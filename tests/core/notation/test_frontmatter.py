"""Front matter: what the subset reads, PyYAML's word as the oracle, and mistakes with their line."""

from __future__ import annotations

import textwrap
from typing import Any

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st

from brandkit.core.notation import frontmatter
from brandkit.core.notation.amend import format_key
from brandkit.core.notation.frontmatter import parse_front_matter, split
from brandkit.core.notation.scalars import OutsideSubsetError
from brandkit.core.notation.yaml12 import Yaml12Loader, parse_yaml


def read(head: str) -> dict[str, Any]:
    found = parse_front_matter(f"---\n{textwrap.dedent(head).lstrip()}---\nbody\n")
    assert found.problems == ()
    return found.values


@pytest.mark.parametrize(
    ("line", "value"),
    [
        ("a: one", "one"),
        ("a: no", "no"),
        ("a: 10:30", "10:30"),
        ("a: 1.10", 1.1),
        ("a: 12", 12),
        ("a: -3", -3),
        ("a: 2026-12-01", "2026-12-01"),
        ("a: 2026-12-01T08:30:00", "2026-12-01T08:30:00"),
        ("a: true", True),
        ("a: False", False),
        ("a: ~", None),
        ("a:", None),
        ("a: # nothing", None),
        ("a:\n  b: # nothing\n  c: 1", {"b": None, "c": 1}),
        ("a:   # nothing", None),
        ("a: one # two", "one"),
        ("a: one#two", "one#two"),
        ("a: one\t# two", "one"),
        ("a: 'it''s'", "it's"),
        ('a: "say \\"hi\\"\\n"', 'say "hi"\n'),
        ('a: "x" # y', "x"),
        ("a: [one, 'two, three', 4]", ["one", "two, three", 4]),
        ("a: []", []),
        ("a: [one, two,] # c", ["one", "two"]),
        ("a: 🌱 perché no", "🌱 perché no"),
        ("a: -x", "-x"),
        ("a: 0x1f", 31),
        ("a: .5", 0.5),
        ("a: +", "+"),
        ('a: "\\u00e8"', "è"),
        ("a: {b: 1}", {"b": 1}),
        ("a: [[1]]", [[1]]),
        ("a: >\n  folded\n  text", "folded text\n"),
        ("a: one\n  two", "one two"),
        ("a: |+\n  x\n", "x\n\n"),
        ("a:\n- one\n- two", ["one", "two"]),
        ("a:\n  - one\n  # c\n\n  - 'two'", ["one", "two"]),
        ("a:\n  b: 1\n  c: x # y", {"b": 1, "c": "x"}),
        ("a:\n  b: |\n    one\n    two\n  c: 2", {"b": "one\ntwo\n", "c": 2}),
        ("a: |-\n  one\n\n   two", "one\n\n two"),
        ("a: |\n  one\nb: 1", "one\n"),
        ("a: |\n", ""),
        ("a:\n  b:\n    c: 1", {"b": {"c": 1}}),
        ("a:\n  - b: 1", [{"b": 1}]),
        ("a:\n  b: 1\n    c", {"b": "1 c"}),
        ("a: 'one\n  two'", "one two"),
        ('a: "one\n  two"', "one two"),
        ("a: .inf", float("inf")),
    ],
)
def test_a_value_is_read_as_yaml_1_2_says(line: str, value: Any) -> None:
    found = read(line + "\n")["a"]
    assert found == value
    assert type(found) is type(value)


def test_the_line_of_each_key_is_known() -> None:
    found = parse_front_matter("---\na: 1\n# c\nb:\n  - x\nc: 2\n---\n")
    assert found.lines == {"a": 2, "b": 4, "c": 6}


def test_the_line_is_known_also_outside_the_subset() -> None:
    assert parse_front_matter("---\na: 1\nb: {c: 2}\n---\n").lines == {"a": 2, "b": 3}


def test_a_text_without_front_matter_is_all_body() -> None:
    for text in ("just words\n", "", "--- \nnot closed", "---more\n---\n", "---"):
        assert split(text).body == text


def test_crlf_and_a_byte_order_mark_are_taken_as_they_are() -> None:
    text = "\ufeff---\r\na: one\r\nb:\r\n  - x\r\n---\r\nbody\r\n"
    assert parse_front_matter(text).values == {"a": "one", "b": ["x"]}
    document = split(text)
    assert document.opening + str(document.head) + document.closing + document.body == text


@pytest.mark.parametrize(
    ("text", "line", "words"),
    [
        ("---\na: 1\n", 1, "not closed"),
        ("---\na: 1\na: 2\n---\n", 3, "stands twice"),
        ("---\na: [1\n---\n", 3, "front matter"),
        ("---\na: &x 1\nb: *x\n---\n", 3, "aliases"),
        ("---\n- a\n- b\n---\n", 2, "not a list of key"),
        ("---\n\tb: 1\n---\n", 2, "front matter"),
        ("---\na:\n  - x\n  b: 1\n---\n", 4, "front matter"),
        ("---\na: 'x' y\n---\n", 2, "front matter"),
        ("---\na: 'x\n---\n", 3, "front matter"),
        ("---\na: @x\n---\n", 2, "front matter"),
        ("---\na: b: c\n---\n", 2, "front matter"),
        ("---\na: [x, , y]\n---\n", 2, "front matter"),
        ("---\na: [- x]\n---\n", 2, "front matter"),
        ("---\na: ['x' 'y']\n---\n", 2, "front matter"),
        ("---\na: [x] y\n---\n", 2, "front matter"),
    ],
)
def test_a_mistake_has_its_line_and_its_words(text: str, line: int, words: str) -> None:
    found = parse_front_matter(text)
    assert found.problems[0].line == line
    assert words in found.problems[0].message


def test_more_than_a_person_writes_is_refused() -> None:
    text = f"---\na: {'x' * frontmatter.MAX_LENGTH}\n---\n"
    assert "limit" in parse_front_matter(text).problems[0].message


def test_nothing_between_the_fences_is_nothing() -> None:
    assert parse_front_matter("---\n---\nbody").values == {}
    assert parse_yaml("").problems[0].message.endswith("key: value")


KEYS = st.from_regex(r"[a-z][a-z_]{0,8}", fullmatch=True)
SCALARS = st.one_of(
    st.text(alphabet=st.characters(exclude_categories=["Cs"]), max_size=30),
    st.sampled_from(
        ["no", "10:30", "1.10", "2026-12-01", "# x", "a: b", " x", "x ", "-", "'", '"', "é 🌱"]
    ),
    st.integers(-(10**9), 10**9),
    st.booleans(),
    st.none(),
)
VALUES = st.one_of(
    SCALARS,
    st.lists(SCALARS, max_size=4),
    st.dictionaries(KEYS, SCALARS, min_size=1, max_size=3),
)


@given(st.dictionaries(KEYS, VALUES, max_size=6))
def test_what_is_written_reads_back(values: dict[str, Any]) -> None:
    head = "".join(f"{row}\n" for key, value in values.items() for row in format_key(key, value))
    assert read(head) == values


@given(st.dictionaries(KEYS, VALUES, min_size=1, max_size=6))
def test_other_readers_take_what_is_written_alike(values: dict[str, Any]) -> None:
    head = "".join(f"{row}\n" for key, value in values.items() for row in format_key(key, value))
    assert yaml.load(head, Loader=Yaml12Loader) == values
    old = yaml.safe_load(head)
    for key, value in values.items():
        if isinstance(value, str) and not value[:4].isdecimal():
            assert old[key] == value, "a reader of YAML 1.1 takes it for something else"


LINES = st.lists(
    st.one_of(
        st.from_regex(r"[a-c]: [a-z0-9 #:'\"\[\],.|>-]{0,12}", fullmatch=True),
        st.from_regex(r" {0,3}- [a-z0-9 #:'\"-]{0,8}", fullmatch=True),
        st.from_regex(r" {1,3}[a-c]: ?[a-z0-9 ]{0,6}", fullmatch=True),
        st.sampled_from(["", "# c", "a:", "b: |", "b: |-", "  text", "   deeper", "c:"]),
    ),
    max_size=7,
)


@given(LINES)
def test_the_subset_never_reads_otherwise_than_pyyaml(lines: list[str]) -> None:
    head = "".join(f"{line}\n" for line in lines)
    try:
        ours = frontmatter._parse_subset(head)
    except OutsideSubsetError:
        return
    if ours.problems:
        return
    theirs = parse_yaml(head)
    if theirs.problems:
        assert ours.values == {}, "we read what PyYAML refuses"
        assert "not a list of key" in theirs.problems[0].message
    else:
        assert ours.values == theirs.values
