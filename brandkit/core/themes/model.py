"""A person's record, read by theme: fitted to what they declared, wrote and confirmed."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from itertools import pairwise
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from brandkit.core.notation.entries import NO_THEME
from brandkit.core.themes.counts import Counts
from brandkit.core.themes.declared import Declared, declared, unit
from brandkit.core.themes.learning import (
    DECLARED,
    OWN,
    Features,
    How,
    Kernel,
    Lesson,
    Seen,
    outside,
    spread_rows,
    taught,
    trust,
)
from brandkit.core.themes.off_brand import Distance, distance
from brandkit.core.themes.subjects import Subject, seeds_of
from brandkit.core.themes.tables import Floats, Integers, Tables
from brandkit.core.themes.vocabulary import Vocabulary
from brandkit.core.themes.words import FUNCTION_WORDS

Flags = NDArray[np.bool_]
MOST = 1500
"""Texts that are learnt from; of more, those that were confirmed, then as many evenly apart."""
WIDTH = 5.0
"""The spread of declared scores in public texts."""
AT_ONCE = 500
"""Texts that are read together; it bounds the memory."""
WORDS = 3
FAR = 6.5
"""The spread of the best declared score where there is no record."""
CORRECTION = How(stems=5.0, axes=10.0, ridge=10.0, steps=60)
THEMES = How(stems=1.0, axes=0.15, ridge=1.0, steps=40)


class Told(NamedTuple):
    """A text of the record, and what the person said that it is about: an id, `none` or nothing.

    *weight* is less than 1 for what was only planned.
    """

    text: str
    label: str = ""
    weight: float = 1.0


class Scores(NamedTuple):
    """Of texts: logits of the subjects, (texts, subjects), and the distance from all, (texts,).

    *words* are, for each text, the words that speak most for its best subject.
    """

    subjects: Floats
    distance: Floats
    words: tuple[tuple[str, ...], ...]


@dataclass(frozen=True)
class Learnt:
    """What a record taught, beyond the words that were declared."""

    features: Features
    level: Floats
    breadth: Floats
    lesson: Lesson
    distance: Distance


class Model:
    """What was declared of the subjects and what a record taught; it reads texts."""

    def __init__(
        self,
        subjects: Sequence[Subject],
        tables: Tables,
        language: str,
        record: Sequence[Told] = (),
    ) -> None:
        self.subjects = tuple(subjects)
        self.record = tuple(record)
        self._vocabulary = Vocabulary(tables, language)
        self._seeds = seeds_of(self.subjects, self._vocabulary)
        self._learnt = self._learn(record) if record and subjects else None

    def scores(self, texts: Sequence[str]) -> Scores:
        """What it says of *texts*."""
        batches = [texts[n : n + AT_ONCE] for n in range(0, max(len(texts), 1), AT_ONCE)]
        read = [self._vocabulary.read(batch) for batch in batches]
        known = declared(self._vocabulary, self._vocabulary.meaning(), self._seeds)
        telling = self._telling()
        found = [
            self._scores(known, telling, replace(counts, width=len(self._vocabulary.stems)), batch)
            for counts, batch in zip(read, batches, strict=True)
        ]
        return Scores(
            np.concatenate([one.subjects for one in found]),
            np.concatenate([one.distance for one in found]),
            tuple(words for one in found for words in one.words),
        )

    def _scores(
        self, known: Declared, telling: Flags, counts: Counts, texts: Sequence[str]
    ) -> Scores:
        sums = counts.times(known.vectors)
        directions = unit(sums)
        plain = known.scores(counts, directions)
        parts = DECLARED * known.parts(counts, sums)
        if self._learnt is None:
            scores, distance = DECLARED * plain, -plain.max(axis=1) / FAR
        else:
            learnt = self._learnt
            seen = learnt.features.seen(counts, directions)
            centred = plain - learnt.level
            scores = DECLARED * centred / learnt.breadth + learnt.lesson.scores(seen)
            parts = parts / learnt.breadth + learnt.lesson.parts(seen)
            distance = learnt.distance.of(centred, seen)
        said = self._words(counts, parts, scores.argmax(axis=1), texts, telling)
        return Scores(scores, distance, said)

    def _words(
        self, counts: Counts, parts: Floats, best: Integers, texts: Sequence[str], telling: Flags
    ) -> tuple[tuple[str, ...], ...]:
        """The words of each text that speak most for its *best* subject, against the others."""
        mine = parts[np.arange(len(parts)), best[counts.rows]]
        others = (parts.sum(axis=1) - mine) / max(parts.shape[1] - 1, 1)
        speaks = np.where(telling[counts.columns], mine - others, 0)
        order = np.lexsort((-speaks, counts.rows))
        found: list[tuple[str, ...]] = []
        stems = self._vocabulary.stems
        for text, (first, last) in zip(texts, pairwise(counts.starts.tolist()), strict=True):
            top = [i for i in order[first : min(first + WORDS, last)].tolist() if speaks[i] > 0]
            small = text.lower()
            found.append(tuple(stems[counts.columns[i]].word_in(small) for i in top))
        return tuple(found)

    def _telling(self) -> Flags:
        """Which stems are told as words that decided: none that every sentence needs."""
        return np.array([stem.words[0] not in FUNCTION_WORDS for stem in self._vocabulary.stems])

    def _declared(self, counts: Counts) -> tuple[Floats, Floats]:
        """The declared scores and the direction of each text."""
        known = declared(self._vocabulary, self._vocabulary.meaning(), self._seeds)
        directions = unit(counts.times(known.vectors))
        return known.scores(counts, directions), directions

    def _learn(self, record: Sequence[Told]) -> Learnt:
        said = self._said(record)
        rows = spread_rows(len(record), MOST, np.flatnonzero(said.max(axis=1) >= 1))
        said = said[rows]
        counts = self._vocabulary.read([record[row].text for row in rows])
        plain, directions = self._declared(counts)
        background = self._vocabulary.meaning().background
        features = Features(counts, directions, background)
        seen = features.seen(counts, directions)
        level, breadth = _levels(plain, said[:, :-1])
        centred = plain - level
        kernel = Kernel(seen)
        scores = DECLARED * centred / breadth
        correction = _correction(seen, scores, said[:, :-1])
        if correction is not None:
            scores = scores + correction.scores(seen)
        lesson = taught(kernel, seen, scores, said[:, :-1], THEMES).times(OWN)
        if correction is not None:
            lesson = lesson.plus(correction)
        return Learnt(features, level, breadth, lesson, distance(centred, seen, kernel, said))

    def _said(self, record: Sequence[Told]) -> Floats:
        """The weight of what was said, (texts, subjects and none of them)."""
        columns = {subject.id: column for column, subject in enumerate(self.subjects)}
        columns[NO_THEME] = len(self.subjects)
        said = np.zeros((len(record), len(columns)), dtype=np.float32)
        for row, told in enumerate(record):
            if told.label in columns:
                said[row, columns[told.label]] = told.weight
        return said


def _levels(plain: Floats, said: Floats) -> tuple[Floats, Floats]:
    """The score of each subject that texts about others have, and the root of its spread."""
    belief = trust(len(plain))
    level = outside(plain, said)
    spread = belief * plain.std(axis=0) + (1 - belief) * WIDTH
    return level.astype(np.float32), np.sqrt(spread / spread.mean()).astype(np.float32)


def _correction(seen: Seen, scores: Floats, said: Floats) -> Lesson | None:
    """What the confirmed texts alone say against the declared *scores*."""
    rows = np.flatnonzero(said.any(axis=1))
    if not len(rows):
        return None
    weights = said[rows].sum(axis=1)
    aims = said[rows] / weights[:, None]
    return Kernel(seen.picked(rows)).lesson(aims, weights, CORRECTION, scores[rows])
