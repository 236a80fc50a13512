"""Sentences that know how they are made, so that a screen can say them in another language.

`_("There is no entry {wanted!r}", wanted=text)` is the English sentence, a text like any other;
it also keeps its pattern, which is the key of gettext's catalogue, and its values.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any


class Said(str):
    """An English sentence with its pattern and values; a value may be one itself."""

    __slots__ = ("pattern", "values")
    pattern: str
    values: dict[str, Any]


def _(pattern: str, /, **values: Any) -> Said:
    """The sentence that *pattern* makes of *values*, in the words of `str.format`."""
    said = Said(pattern.format(**values) if values else pattern)
    said.pattern = pattern
    said.values = values
    return said


def translated(text: str, find: Callable[[str], str]) -> str:
    """*text* said anew where it is a `Said`; *find* gives the pattern in the other language."""
    if not isinstance(text, Said):
        return text
    pattern = find(text.pattern)
    values = {name: _inner(value, find) for name, value in text.values.items()}
    return pattern.format(**values) if values else pattern


def _inner(value: Any, find: Callable[[str], str]) -> Any:
    return translated(value, find) if isinstance(value, str) else value
