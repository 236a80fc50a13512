"""Which theme a text is about, as far as the themes' own words tell.

A keyword or hashtag of a theme that stands in the text counts most, then the words of its name,
then those of its message, stand and goal. Words are compared without their endings. It is a guess
for the person to confirm; nothing is counted by it unasked.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import NamedTuple

from brandkit.core.model import Theme
from brandkit.core.proposing import stems_of

KEYWORD, NAME, AROUND = 4, 2, 1
SHORTEST_ROOT = 4


class Guess(NamedTuple):
    """A theme, and how much speaks for it."""

    theme: Theme
    score: int


def guess_themes(text: str, themes: Sequence[Theme], language: str) -> list[Guess]:
    """The themes that something in *text* speaks for, the likeliest first."""
    words = {_root(stem) for stem in stems_of(text, language)}
    found = []
    for theme in themes:
        score = KEYWORD * _hits(words, [*theme.keywords, *theme.hashtags, theme.id], language)
        score += NAME * _hits(words, [theme.name, theme.in_text], language)
        score += AROUND * _hits(
            words, [theme.message, theme.stand, theme.goal, theme.myth], language
        )
        if score:
            found.append(Guess(theme, score))
    return sorted(found, key=lambda guess: -guess.score)


def clear_guess(text: str, themes: Sequence[Theme], language: str) -> Theme | None:
    """The theme that speaks up most in *text*, unless another does as much."""
    found = guess_themes(text, themes, language)
    if not found or (len(found) > 1 and found[1].score == found[0].score):
        return None
    return found[0].theme if found[0].score >= NAME else None


def _hits(words: set[str], terms: Iterable[str], language: str) -> int:
    """How many of the *terms*' words stand among *words*."""
    return len({_root(stem) for term in terms for stem in stems_of(term, language)} & words)


def _root(stem: str) -> str:
    """A stem without any vowel at its end: annuncio and annunci are one word."""
    root = stem.rstrip("aeiouàèéìòù")
    return root if len(root) >= SHORTEST_ROOT else stem
