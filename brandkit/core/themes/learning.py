"""What a record teaches beyond the declared words: where scores lie, and words of its own."""

from __future__ import annotations

from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from brandkit.core.themes.counts import Counts
from brandkit.core.themes.declared import unit
from brandkit.core.themes.tables import Floats, Integers

LEVEL, PRIOR = -2.8, 10.0
"""The declared score of texts about other subjects, and as how many texts that counts."""
BELIEF = 20.0
"""Texts at which a record's own measures count half; before, those of public texts hold."""
DECLARED = 0.3
"""What declared scores are multiplied by before what was learnt is added."""
OWN = 3.0
"""The weight of what the record itself taught."""
ROUNDS = 3
SHARPER = 1.5
"""How much more certain of a text one is taken to be while it teaches."""
CONFIRMED = 2.0
"""The weight of a confirmed text, where one that is not has 1."""


def trust(texts: int) -> float:
    """How far the measures of a record of so many *texts* are believed, from 0 to 1."""
    return texts / (texts + BELIEF)


def softmax(scores: Floats) -> Floats:
    shifted = np.exp(scores - scores.max(axis=1, keepdims=True))
    return np.asarray(shifted / shifted.sum(axis=1, keepdims=True), dtype=np.float32)


def outside(scores: Floats, fixed: Floats) -> Floats:
    """The mean score of each subject over the texts that are not about it, (subjects,).

    Which these are is not known: each text counts by the probability that it is about another,
    *fixed* where that was said, and `PRIOR` texts more have the `LEVEL` of public texts. So it does
    not depend on how often a subject is written about, not even where nearly all texts are about
    one.
    """
    level = np.full(scores.shape[1], LEVEL, dtype=np.float32)
    known = fixed.any(axis=1)
    for _ in range(10):
        about = softmax(scores - level)
        about[known] = fixed[known]
        other = 1 - about
        total = (other * scores).sum(axis=0) + PRIOR * LEVEL
        level = np.asarray(total / (other.sum(axis=0) + PRIOR), dtype=np.float32)
    return level


class Lesson(NamedTuple):
    """Linear weights: of stems, (stems, classes), and of the axes of vectors."""

    stems: Floats
    axes: Floats

    def scores(self, texts: Seen) -> Floats:
        """What it says of *texts*, (texts, classes)."""
        lexical = texts.stems.times(self._weights(texts.stems.width))
        return np.asarray(lexical + texts.axes @ self.axes, dtype=np.float32)

    def parts(self, texts: Seen) -> Floats:
        """What each stem of each text says: a row for each value of its counts."""
        weights = self._weights(texts.stems.width)
        return np.asarray(
            weights[texts.stems.columns] * texts.stems.values[:, None], dtype=np.float32
        )

    def _weights(self, width: int) -> Floats:
        """The weights of stems; those that the record did not have say nothing."""
        return np.pad(self.stems, ((0, max(width - len(self.stems), 0)), (0, 0)))

    def times(self, factor: float) -> Lesson:
        return Lesson(factor * self.stems, factor * self.axes)

    def plus(self, other: Lesson) -> Lesson:
        return Lesson(self.stems + other.stems, self.axes + other.axes)


class Seen(NamedTuple):
    """Texts as lessons see them: unit rows of weighed stems, and unit vectors."""

    stems: Counts
    axes: Floats

    def picked(self, rows: Integers) -> Seen:
        return Seen(self.stems.picked(rows), self.axes[rows])


class Features:
    """How texts are seen: learnt from a record's counts and directions.

    A stem's weight is its rarity in running text times its rarity in the record; a stem of one
    text of the record only has none. Vectors are taken about the record's mean.
    """

    def __init__(self, counts: Counts, directions: Floats, background: Floats) -> None:
        there = counts.texts_with()
        rarity = np.clip(-np.log(background) - 5, 0, 9) / 9
        weights = rarity * np.log((len(counts) + 1) / (there + 1)) * (there > 1)
        self._weights = np.asarray(weights, dtype=np.float32)
        self._centre = np.asarray(directions.mean(axis=0), dtype=np.float32)

    def seen(self, counts: Counts, directions: Floats) -> Seen:
        """Texts that may have stems that the record has not."""
        weights = np.zeros(counts.width, dtype=np.float32)
        weights[: len(self._weights)] = self._weights
        values: NDArray[np.float64] = (1 + np.log(counts.values)) * weights[counts.columns]
        lengths = np.sqrt(np.bincount(counts.rows, values**2, len(counts)))
        values = values / np.maximum(lengths, 1e-9)[counts.rows]
        return Seen(counts.scaled(values.astype(np.float32)), unit(directions - self._centre))


class Kernel:
    """The products of texts with one another, by stems and by axes; lessons are learnt in it."""

    def __init__(self, texts: Seen) -> None:
        self._texts = texts
        rows = texts.stems.dense(np.flatnonzero(texts.stems.texts_with()))
        self._stems = rows @ rows.T
        self._axes = texts.axes @ texts.axes.T

    def lesson(self, aims: Floats, weights: Floats, how: How, offset: Floats | None) -> Lesson:
        """The weighted logistic regression of the *aims*, (texts, classes), beyond the *offset*."""
        kernel = how.stems * self._stems + how.axes * self._axes
        found = fitted(kernel, aims, weights, offset, how)
        return Lesson(
            how.stems * self._texts.stems.turned(found),
            np.asarray(how.axes * self._texts.axes.T @ found, dtype=np.float32),
        )


class How(NamedTuple):
    """The weights of stems and of axes in a lesson, its ridge, and the steps it takes."""

    stems: float
    axes: float
    ridge: float
    steps: int


def taught(kernel: Kernel, seen: Seen, scores: Floats, said: Floats, how: How) -> Lesson:
    """What texts with such *scores* teach of their classes, when their own guesses are believed.

    In each of `ROUNDS` the texts are given to the classes by what is known so far (Nigam and
    others 2000, with a discriminative learner); those of which something was *said* stay there.
    """
    known = said.any(axis=1)
    weights = np.where(known, CONFIRMED * said.sum(axis=1), 1.0).astype(np.float32)
    given = said[known] / np.maximum(said[known].sum(axis=1, keepdims=True), 1e-9)
    now = scores
    for _ in range(ROUNDS):
        aims = softmax(SHARPER * now)
        aims[known] = given
        lesson = kernel.lesson(aims, weights, how, None)
        now = scores + OWN * lesson.scores(seen)
    return lesson


def fitted(
    kernel: Floats, aims: Floats, weights: Floats, offset: Floats | None, how: How
) -> Floats:
    """The dual coefficients of a weighted logistic regression, (texts, classes).

    *aims* are the probabilities of the classes, *offset* is added to the scores. Nesterov's
    accelerated gradient, in a step that the kernel's largest eigenvalue bounds.
    """
    found = before = np.zeros_like(aims)
    rate = 1 / (0.5 * float(weights.max()) * largest(kernel) / how.ridge + 1)
    for step in range(how.steps):
        here = found + step / (step + 3) * (found - before)
        scores = kernel @ here
        if offset is not None:
            scores = scores + offset
        slope = weights[:, None] * (aims - softmax(scores)) / how.ridge - here
        before = found
        found = np.asarray(here + rate * slope, dtype=np.float32)
    return found


def largest(kernel: Floats) -> float:
    """The largest eigenvalue of *kernel* and a tenth more, by power iteration."""
    vector = np.ones(len(kernel), dtype=np.float32)
    length = 1.0
    for _ in range(12):
        vector = kernel @ (vector / max(float(np.linalg.norm(vector)), 1e-9))
        length = float(np.linalg.norm(vector))
    return 1.1 * length + 1e-6


def spread_rows(count: int, most: int, kept: Integers) -> Integers:
    """At most *most* of *count* rows: those of *kept*, else evenly apart.

    Where more are *kept* than there is room for, evenly apart among those.
    """
    if count <= most:
        return np.arange(count)
    if len(kept) >= most:
        return kept[np.linspace(0, len(kept) - 1, most).astype(np.int64)]
    even = np.linspace(0, count - 1, most - len(kept)).astype(np.int64)
    return np.unique(np.concatenate([even, kept]))
