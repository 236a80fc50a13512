"""What the declared words alone say of a text: log-odds of its stems, and nearness of its vector.

For subject k and stem w the log-odds are ln((C_kw + M·b_w) / (C + M) / b_w), where b is the
background and C_kw the declared weight, spread over stems whose vectors lie near the subject's. A
text's sum is divided by its length where it has more than `LENGTH` words, for words repeat one
another's evidence; `NEARNESS` times the cosine between its vector and the subject's is added.
(Naive Bayes against a background: Monroe, Colaresi and Quinn 2008; sums of word vectors that carry
their own weight: Pagliardini and others 2018.) The constants were chosen on public texts in English
and Italian; see docs/themes.md.
"""

from __future__ import annotations

from typing import NamedTuple

import numpy as np

from brandkit.core.themes.counts import Counts
from brandkit.core.themes.subjects import Seeds, weights_of
from brandkit.core.themes.tables import Floats
from brandkit.core.themes.vocabulary import Meaning, Vocabulary

LENGTH = 25.0
NEARNESS = 16.0
SMOOTHING = 100.0
TOTAL = 30.0
"""The declared weight that any subject is taken to have; who declares more words has no start."""
RARE_LINE = 1e-4
"""A declared word of this probability in running text has half of its weight."""
RARE_VECTOR = 1e-3
SPREAD = 0.15
NEAR = 0.1
"""The cosine, above the mean of all subjects, from which a stem shares a subject's weight."""


def unit(rows: Floats) -> Floats:
    """*rows* divided by their lengths; rows of zeros stay."""
    lengths = np.linalg.norm(rows, axis=1, keepdims=True)
    return np.asarray(rows / np.maximum(lengths, 1e-9), dtype=np.float32)


class Declared(NamedTuple):
    """The log-odds of each stem, (stems, subjects); each stem's vector, weighed; the subjects'.

    *pulls* are the products of the last two, (stems, subjects).
    """

    odds: Floats
    vectors: Floats
    aims: Floats
    pulls: Floats

    def parts(self, counts: Counts, sums: Floats) -> Floats:
        """What each value of *counts* gives to each subject; *sums* are the texts' vectors."""
        lengths = np.maximum(np.linalg.norm(sums, axis=1), 1e-9)
        lexical = self.odds[counts.columns] * tempering(counts)[counts.rows, None]
        pull = self.pulls[counts.columns] / lengths[counts.rows, None]
        return np.asarray(counts.values[:, None] * (lexical + NEARNESS * pull), dtype=np.float32)

    def scores(self, counts: Counts, directions: Floats) -> Floats:
        """What is said for each subject, (texts, subjects)."""
        lexical = counts.times(self.odds) * tempering(counts)[:, None]
        return np.asarray(lexical + NEARNESS * directions @ self.aims.T, dtype=np.float32)


def tempering(counts: Counts) -> Floats:
    """What the sum of log-odds of each text is multiplied by."""
    return np.asarray(LENGTH / np.maximum(counts.sums(), LENGTH), dtype=np.float32)


def declared(vocabulary: Vocabulary, meaning: Meaning, seeds: Seeds) -> Declared:
    """What the *seeds* say of every stem of the *vocabulary*."""
    background = meaning.background
    telling = (RARE_VECTOR / (RARE_VECTOR + background)).astype(np.float32)
    vectors = meaning.vectors * telling[:, None]
    aims = np.zeros((len(seeds.places), meaning.vectors.shape[1]), dtype=np.float32)
    for subject, found in enumerate(seeds.places):
        places = np.fromiter(found, dtype=np.int64, count=len(found))
        weights = np.fromiter(found.values(), dtype=np.float32, count=len(found))
        aims[subject] = weights @ vectors[places] if len(found) else 0
    aims = unit(aims)
    weight = (
        weights_of(seeds, vocabulary, meaning) * (RARE_LINE / (RARE_LINE + background))[:, None]
    )
    near = unit(meaning.vectors) @ aims.T
    near = np.maximum(near - near.mean(axis=1, keepdims=True) - NEAR, 0)
    rarity = np.minimum(1, background * 3e4)
    weight = weight + SPREAD * near * (telling * rarity)[:, None]
    share = background[:, None]
    odds = np.log((weight + SMOOTHING * share) / (TOTAL + SMOOTHING) / share)
    pulls = np.asarray(vectors @ aims.T, dtype=np.float32)
    return Declared(odds.astype(np.float32), vectors, aims, pulls)
