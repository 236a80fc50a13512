"""What is told of a text: its theme, the next one, how sure that is, and the words that decided."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import NamedTuple

import numpy as np

from brandkit.core.notation.entries import NO_THEME
from brandkit.core.themes.learning import softmax, trust
from brandkit.core.themes.model import Model

CERTAINTY_ALONE, CERTAINTY_LEARNT = 1.35, 0.75
"""What logits are multiplied by, without a record and with one: chosen so that of the texts of
which 80 % is said, 80 % are right (on public texts; docs/themes.md has the error)."""
OFF = (-0.8, 2.0)
OFF_SAID = (-0.3, 1.4)
"""The logistic curve from distance to probability, and the same once some were confirmed."""


class Verdict(NamedTuple):
    """*parts* are the probabilities of the themes given that it is about one of them; *off* is
    the probability that it is about none. *theme* is always the best one.
    """

    theme: str
    runner_up: str
    parts: Mapping[str, float]
    off: float
    words: tuple[str, ...]

    @property
    def confidence(self) -> float:
        return self.parts[self.theme]


def verdicts(model: Model, texts: Sequence[str]) -> list[Verdict]:
    """What *model* says of each of the *texts*."""
    if not texts:
        return []
    scores = model.scores(texts)
    belief = trust(len(model.record))
    certainty = belief * CERTAINTY_LEARNT + (1 - belief) * CERTAINTY_ALONE
    likely = softmax(certainty * scores.subjects)
    curve = OFF_SAID if any(told.label == NO_THEME for told in model.record) else OFF
    off = 1 / (1 + np.exp(-(curve[0] + curve[1] * scores.distance)))
    ids = [subject.id for subject in model.subjects]
    order = np.argsort(-likely, axis=1, kind="stable")
    return [
        Verdict(
            ids[order[row, 0]],
            ids[order[row, 1]] if len(ids) > 1 else "",
            dict(zip(ids, likely[row].tolist(), strict=True)),
            float(off[row]),
            scores.words[row],
        )
        for row in range(len(texts))
    ]
