"""Values of the subset of YAML that front matter is written in."""

from __future__ import annotations

from typing import Any

import pytest

from brandkit.core.notation.scalars import read_value


@pytest.mark.parametrize(
    ("text", "value"),
    [("", None), ("# a comment", None), ("12 # a comment", 12), ("[a, b] # two", ["a", "b"])],
)
def test_a_comment_is_no_value(text: str, value: Any) -> None:
    assert read_value(text) == value
