"""A theme as the model sees it: words of its own, and how much each of them says."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Hashable, Sequence
from typing import NamedTuple

import numpy as np

from brandkit.core.model import Theme
from brandkit.core.themes.tables import Floats
from brandkit.core.themes.vocabulary import Meaning, Vocabulary

NAME, KEYWORD, LINE = 3.0, 2.0, 1.0
"""The weight of a word of the name, of a keyword as a whole, and of a word of the description."""


class Subject(NamedTuple):
    """What is declared of a theme, in one language, or in the one that its words tell."""

    id: str
    name: str
    keywords: tuple[str, ...] = ()
    lines: tuple[str, ...] = ()
    language: str = ""


def subject_of(theme: Theme, language: str) -> Subject:
    """The subject that *theme* declares in the brand's *language*."""
    lines = (theme.message, theme.in_text, theme.stand)
    return Subject(
        theme.id,
        theme.name,
        (*theme.keywords, *(tag.lstrip("#") for tag in theme.hashtags)),
        tuple(line for line in lines if line),
        language,
    )


class Seeds(NamedTuple):
    """The weight of each declared word: by place in the vocabulary, and by its key.

    *places* has a mapping for each subject, of the words as they were declared; *keys* the same by
    what a word is known by in both languages.
    """

    places: tuple[dict[int, float], ...]
    keys: tuple[dict[Hashable, float], ...]


def seeds_of(subjects: Sequence[Subject], vocabulary: Vocabulary) -> Seeds:
    """The declared words of the *subjects*; the *vocabulary* takes them up."""
    placed: list[dict[int, float]] = []
    for subject in subjects:
        found: dict[int, float] = defaultdict(float)
        told = [(subject.name, NAME, False), *((line, LINE, False) for line in subject.lines)]
        told += [(keyword, KEYWORD, True) for keyword in subject.keywords]
        for text, weight, shared in told:
            places = vocabulary.places(text, subject.language)
            for place in places:
                found[place] += weight / len(places) if shared else weight
        placed.append(dict(found))
    keys = vocabulary.keys(vocabulary.meaning().concepts)
    by_key: list[dict[Hashable, float]] = []
    for found in placed:
        together: dict[Hashable, float] = defaultdict(float)
        for place, weight in found.items():
            together[keys[place]] += weight
        by_key.append(dict(together))
    return Seeds(tuple(placed), tuple(by_key))


def weights_of(seeds: Seeds, vocabulary: Vocabulary, meaning: Meaning) -> Floats:
    """The declared weight of each stem for each subject, (stems, subjects).

    A stem of the other language has the weight of the concept that it stands for.
    """
    columns = {key: row for row, key in enumerate(dict.fromkeys(k for s in seeds.keys for k in s))}
    table = np.zeros((len(columns) + 1, len(seeds.keys)), dtype=np.float32)
    for subject, found in enumerate(seeds.keys):
        for key, weight in found.items():
            table[columns[key], subject] = weight
    rows = [columns.get(key, len(columns)) for key in vocabulary.keys(meaning.concepts)]
    return table[rows]
