"""A text as words, and the language that they are in."""

from __future__ import annotations

import re
from collections.abc import Sequence

LONGEST = 40_000
"""Characters of a text that are read; a theme is known long before."""

_WORD = re.compile(r"[^\W\d_]+")
_ADDRESS = re.compile(r"\b(?:https?://|www\.)\S+|(?<!\w)@[\w.@-]+", re.IGNORECASE)
ITALIAN = frozenset(
    """il lo la gli le un una uno di del della dei degli delle dal dalla nel nella nei nelle che chi
    e è ed non per con sono si mi ti ci come più ma anche se al alla ai alle questo questa quello
    ho hai ha abbiamo hanno era essere fare cosa quando perché dove tutti tutto molto ogni su sul
    sulla tra fra loro suo sua noi io anni dopo già cui""".split()
)
ENGLISH = frozenset(
    """the of and to in is are was were be been it that this these those with for on as at by from
    not you your i my we our they their he she his her have has had do does did what when why where
    who how which will would can could should but or an if so than then there about into out more
    all some any just after""".split()
)
FUNCTION_WORDS = ITALIAN | ENGLISH | frozenset("a i o in da".split())
"""Also those that are words of both languages, and so tell of neither."""


def words_in(text: str) -> list[str]:
    """The words of *text* in lower case; addresses and names of accounts are none."""
    text = text[:LONGEST].lower()
    if "@" in text or "://" in text or "www." in text:
        text = _ADDRESS.sub(" ", text)
    return _WORD.findall(text)


def language_of(words: Sequence[str], default: str) -> str:
    """Italian or English, by the words that every sentence needs; *default* where none tells."""
    italian = sum(map(ITALIAN.__contains__, words))
    english = sum(map(ENGLISH.__contains__, words))
    if italian == english:
        return default
    return "it" if italian > english else "en"
