"""Whether a text is about none of the themes.

Three signs, each divided by its spread over the record: how far the best declared score lies above
what texts of other themes have; what the record's texts with the lowest scores have in common,
learnt as a class of its own; and, once the person said of some that they are off the brand, what
is like those.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from brandkit.core.themes.learning import DECLARED, OWN, How, Kernel, Lesson, Seen, taught, trust
from brandkit.core.themes.tables import Floats

UNLIKE = 0.3
"""The part of a record with the lowest scores, which teaches what is unlike the themes."""
BRAND = 0.7
"""The part that is taken to be on the brand once some were said not to be."""
SAID = 0.6
WIDTHS = (5.0, 2.0)
"""The spreads of the first two signs where there is no record."""
NONE = How(stems=1.0, axes=0.0, ridge=1.0, steps=40)
OFF = How(stems=1.0, axes=0.5, ridge=3.0, steps=60)


@dataclass(frozen=True)
class Distance:
    """How far texts are from the themes; *widths* are the spreads of the signs."""

    none: Lesson
    bar: float
    said: Lesson | None
    widths: tuple[float, float, float]

    def of(self, scores: Floats, seen: Seen) -> Floats:
        """The distance of texts with declared *scores* about the record's level, (texts,)."""
        far, unlike = self.signs(scores, seen)
        total = 0.5 * far / self.widths[0] + 0.5 * unlike / self.widths[1]
        if self.said is not None:
            total = total + SAID * likeness(self.said, seen) / self.widths[2]
        return np.asarray(total, dtype=np.float32)

    def signs(self, scores: Floats, seen: Seen) -> tuple[Floats, Floats]:
        best = scores.max(axis=1)
        learnt = with_bar(scores, self.bar) + self.none.scores(seen) * OWN
        return -best, learnt[:, -1] - learnt[:, :-1].max(axis=1)


def with_bar(scores: Floats, bar: float) -> Floats:
    """*scores* as they count beside what is learnt, and a class of its own at *bar*."""
    return np.pad(DECLARED * scores, ((0, 0), (0, 1)), constant_values=bar)


def likeness(lesson: Lesson, seen: Seen) -> Floats:
    """How much texts are like those that were said to be off the brand."""
    found = lesson.scores(seen)
    return np.asarray(found[:, 1] - found[:, 0], dtype=np.float32)


def distance(scores: Floats, seen: Seen, kernel: Kernel, said: Floats) -> Distance:
    """The distance that a record teaches.

    *said*, (texts, subjects and one more for none of them), is what the person said, by weight.
    """
    belief = trust(len(scores))
    bar = DECLARED * float(np.quantile(scores.max(axis=1), UNLIKE))
    none = taught(kernel, seen, with_bar(scores, bar), said, NONE)
    first = Distance(none, bar, None, (1.0, 1.0, 1.0))
    spreads = [float(sign.std()) for sign in first.signs(scores, seen)]
    widths = [belief * s + (1 - belief) * w for s, w in zip(spreads, WIDTHS, strict=True)]
    plain = Distance(none, bar, None, (widths[0], widths[1], 1.0))
    off = said[:, -1] > 0
    if not off.any():
        return plain
    order = np.argsort(np.argsort(plain.of(scores, seen))) / len(scores)
    known = said[:, :-1].any(axis=1)
    on = ~off & (known | (order < BRAND))
    rows = np.flatnonzero(off | on)
    aims = np.stack([on[rows], off[rows]], axis=1).astype(np.float32)
    weights = np.where(off[rows], max(on.sum(), 1) / off.sum() / 2, 1.0).astype(np.float32)
    lesson = Kernel(seen.picked(rows)).lesson(aims, weights, OFF, None)
    width = max(float(likeness(lesson, seen).std()), 0.1)
    return Distance(none, bar, lesson, (widths[0], widths[1], width))
