"""Texts as counts of stems, in one vocabulary for all of a person's texts."""

from __future__ import annotations

from collections.abc import Hashable, Sequence
from typing import Any, NamedTuple

import numpy as np

from brandkit.core.themes.counts import Counts
from brandkit.core.themes.tables import Floats, Integers, Tables
from brandkit.core.themes.words import language_of, words_in

SNOWBALL = {"it": "italian", "en": "english"}
LEAST = 1e-6
"""The background probability of a stem that no table has."""


class Stem(NamedTuple):
    """A stem of a language, and the words that it was found as."""

    language: str
    stem: str
    words: list[str]

    def word_in(self, text: str) -> str:
        """The word of *text*, in small letters, that has this stem."""
        return next((word for word in self.words if _stands_in(word, text)), self.words[0])


def _stands_in(word: str, text: str) -> bool:
    """Whether *word* stands in *text* as a whole."""
    place = text.find(word)
    while place >= 0:
        end = place + len(word)
        if not text[place - 1 : place].isalpha() and not text[end : end + 1].isalpha():
            return True
        place = text.find(word, place + 1)
    return False


class Meaning(NamedTuple):
    """What the tables say of the stems of a vocabulary, a row for each.

    *concepts* are rows of the English lexicon or -1, *background* probabilities, *vectors*
    (stems, dimensions).
    """

    concepts: Integers
    background: Floats
    vectors: Floats


class Vocabulary:
    """It grows with the texts that are read; what it has keeps its place."""

    def __init__(self, tables: Tables, language: str) -> None:
        self.tables, self.language = tables, language
        self.stems: list[Stem] = []
        self._places: dict[tuple[str, str], int] = {}
        self._words: dict[str, dict[str, int]] = {language: {} for language in SNOWBALL}
        self._stemmers: dict[str, Any] = {}

    def read(self, texts: Sequence[str]) -> Counts:
        """The counts of stems of each of the *texts*, a row for each."""
        columns: list[int] = []
        lengths: list[int] = []
        for text in texts:
            places = self.places(text)
            columns += places
            lengths.append(len(places))
        return Counts.of(columns, lengths, len(self.stems))

    def places(self, text: str, language: str = "") -> list[int]:
        """The place of the stem of each word of *text*, in order."""
        words = words_in(text)
        language = language or language_of(words, "") or self._known_in(words)
        known = self._words[language]
        return [known[word] if word in known else self._place(language, word) for word in words]

    def _known_in(self, words: Sequence[str]) -> str:
        """The language whose lexicon has a concept for most of the *words*, as of a name."""
        found = {}
        for language, lexicon in self.tables.lexicons.items():
            rows = lexicon.rows([self._stem(language, word) for word in words])
            known = rows[rows >= 0]
            found[language] = int((lexicon.concepts[known] >= 0).sum())
        best = max(found, key=lambda language: (found[language], language == self.language))
        return best if found[best] else self.language

    def _stem(self, language: str, word: str) -> str:
        if language not in self._stemmers:
            import snowballstemmer

            self._stemmers[language] = snowballstemmer.stemmer(SNOWBALL[language])
        stem: str = self._stemmers[language].stemWord(word)
        return stem

    def _place(self, language: str, word: str) -> int:
        stem = self._stem(language, word)
        place = self._places.setdefault((language, stem), len(self.stems))
        if place == len(self.stems):
            self.stems.append(Stem(language, stem, []))
        self.stems[place].words.append(word)
        self._words[language][word] = place
        return place

    def meaning(self) -> Meaning:
        """What the tables say of all stems that there are now."""
        count = len(self.stems)
        concepts = np.full(count, -1, dtype=np.int64)
        background = np.full(count, LEAST, dtype=np.float32)
        for language, lexicon in self.tables.lexicons.items():
            mine = np.array(
                [i for i, stem in enumerate(self.stems) if stem.language == language], dtype=int
            )
            if not len(mine):
                continue
            rows = lexicon.rows([self.stems[i].stem for i in mine])
            found = rows >= 0
            concepts[mine[found]] = lexicon.concepts[rows[found]]
            background[mine[found]] = np.maximum(lexicon.background[rows[found]], LEAST)
        return Meaning(concepts, background, self.tables.vectors_of(concepts))

    def keys(self, concepts: Integers) -> list[Hashable]:
        """What each stem is known by in both languages: its concept, or itself."""
        return [
            int(concept) if concept >= 0 else (stem.language, stem.stem)
            for concept, stem in zip(concepts, self.stems, strict=True)
        ]
