"""What is wrong with a text, as a value with its place."""

from __future__ import annotations

from collections.abc import Iterable
from typing import NamedTuple


class Problem(NamedTuple):
    """A mistake, or with *warning* something merely odd. Lines and columns count from 1."""

    line: int
    column: int
    message: str
    warning: bool = False

    def located(self, path: str) -> str:
        """In the form that editors jump to."""
        return f"{path}:{self.line}:{self.column}: {self.message}"


def nearest(word: str, words: Iterable[str]) -> str:
    """« – did you mean x?» for the most similar of *words*, or nothing."""
    from difflib import get_close_matches

    close = get_close_matches(word.casefold(), list(words), n=1, cutoff=0.6)
    return f"; did you mean {close[0]!r}?" if close else ""
