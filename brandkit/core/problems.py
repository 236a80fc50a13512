"""What is wrong with a text, as a value with its place."""

from __future__ import annotations

from collections.abc import Iterable
from typing import NamedTuple

from brandkit.core.saying import _


class Problem(NamedTuple):
    """A mistake, or with *warning* something merely odd. Lines and columns count from 1."""

    line: int
    column: int
    message: str
    warning: bool = False

    def located(self, path: str) -> str:
        """In the form that editors jump to."""
        return _(
            "{path}:{line}:{column}: {message}",
            path=path,
            line=self.line,
            column=self.column,
            message=self.message,
        )


def closest(word: str, words: Iterable[str]) -> str:
    """The most similar of *words*; nothing where none is similar."""
    from difflib import get_close_matches

    close = get_close_matches(word.casefold(), list(words), n=1, cutoff=0.6)
    return close[0] if close else ""


def nearest(word: str, words: Iterable[str]) -> str:
    """« – did you mean x?» for the most similar of *words*, or nothing."""
    close = closest(word, words)
    return _("; did you mean {word!r}?", word=close) if close else ""
