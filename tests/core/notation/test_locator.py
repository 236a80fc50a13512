"""Where the keys of a TOML text stand, tied to tomllib."""

from __future__ import annotations

import tomllib
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from brandkit.core.notation.locator import (
    Path,
    append_block,
    locate,
    position,
    replace_value,
)

TEXT = '''# c
a = 1 # x
"b c".d = "x # y"
[t]
l = [1, [2, 3], {x = 1, y = """a
b"""}]   # lists
[[th]]
id = 'a'
[[th.season]]
s = 1
[[th]]
id = "b"
d = 2026-12-01 08:30:00   # w
[th.deep]
e = \'\'\'x'y\'\'\'
[t.sub."q.r"]
z = """quoted "" inside"""
'''


@pytest.mark.parametrize(
    ("path", "line", "value"),
    [
        (("a",), 2, "1"),
        (("b c", "d"), 3, '"x # y"'),
        (("t", "l", 1, 0), 5, "2"),
        (("t", "l", 2, "y"), 5, '"""a\nb"""'),
        (("th", 0, "season", 0, "s"), 10, "1"),
        (("th", 1, "id"), 12, '"b"'),
        (("th", 1, "d"), 13, "2026-12-01 08:30:00"),
        (("th", 1, "deep", "e"), 15, "'''x'y'''"),
        (("t", "sub", "q.r", "z"), 17, '"""quoted "" inside"""'),
    ],
)
def test_a_key_is_found_with_its_value(path: Path, line: int, value: str) -> None:
    place = locate(TEXT)[path]
    assert position(TEXT, place.key)[0] == line
    assert TEXT[place.start : place.end] == value


def paths_of(value: Any, path: Path = ()) -> set[Path]:
    """The paths of all leaves, empty lists and empty tables included."""
    if isinstance(value, dict) and value:
        return {p for key, item in value.items() for p in paths_of(item, (*path, key))}
    if isinstance(value, list) and value:
        return {p for n, item in enumerate(value) for p in paths_of(item, (*path, n))}
    return {path}


BARE = st.from_regex(r"[a-z0-9_-]{1,5}", fullmatch=True)
QUOTED = st.sampled_from(['"a b"', "'c.d'", '"é"', '"\\u0041"', '"#"', '""'])
SIMPLE = st.sampled_from(
    [
        "1",
        "-2.5",
        "true",
        '"x # y"',
        "'it, is ]'",
        '"\\"\\\\"',
        '"""m\n"q" # n"""',
        "'''o\n'p'''",
        "2026-12-01",
        "08:30:00",
        "2026-12-01T08:30:00+01:00",
        "[]",
        "{}",
    ]
)
VALUES = st.recursive(
    SIMPLE,
    lambda inner: st.one_of(
        st.lists(inner, max_size=3).map(lambda items: f"[ {', '.join(items)} ]"),
        st.lists(inner, min_size=1, max_size=3).map(
            lambda items: "[\n  # c ]\n  " + ",\n  ".join(items) + ",\n]"
        ),
        st.dictionaries(BARE, inner, max_size=2).map(
            lambda d: "{" + ", ".join(f"{k} = {v}" for k, v in d.items() if "\n" not in v) + "}"
        ),
    ),
    max_leaves=6,
)
PAIRS = st.tuples(st.lists(st.one_of(BARE, QUOTED), min_size=1, max_size=3), VALUES).map(
    lambda p: f"{' . '.join(p[0])} = {p[1]}"
)
HEADERS = st.tuples(st.lists(BARE, min_size=1, max_size=2), st.booleans()).map(
    lambda p: f"[[{'.'.join(p[0])}]]" if p[1] else f"[ {'.'.join(p[0])} ]"
)
LINES = st.lists(st.one_of(PAIRS, PAIRS, HEADERS, st.sampled_from(["# note [x]", ""])), max_size=9)


@given(LINES)
def test_every_leaf_that_tomllib_reads_has_a_place_that_says_it(lines: list[str]) -> None:
    text = "\n".join(f"{line}  # end" if n % 2 else line for n, line in enumerate(lines))
    try:
        table = tomllib.loads(text)
    except tomllib.TOMLDecodeError:
        return
    places = locate(text)
    for path in paths_of(table) - {()}:
        place = places[path]
        value: Any = table
        for step in path:
            value = value[step]
        written = text[place.start : place.end]
        if written:
            assert tomllib.loads(f"x = {written}")["x"] == value
        else:
            assert value == {}, "only an empty table is said by its header"


def test_a_value_is_replaced_and_nothing_else() -> None:
    assert replace_value(TEXT, ("th", 1, "d"), "2027-01-01") == TEXT.replace(
        "2026-12-01 08:30:00", "2027-01-01"
    )


def test_a_block_is_appended_after_a_blank_line_in_the_same_line_ends() -> None:
    assert append_block("", "[[x]]\na = 1\n") == "[[x]]\na = 1\n"
    assert append_block("a = 1", "[[x]]") == "a = 1\n\n[[x]]\n"
    assert append_block("a = 1\r\n", "[[x]]\nb = 2") == "a = 1\r\n\r\n[[x]]\r\nb = 2\r\n"
