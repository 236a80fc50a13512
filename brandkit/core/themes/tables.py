"""The tables of words, as values; who reads them from the disk is not known here."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.float32]
Integers = NDArray[np.int64]


class Lexicon(NamedTuple):
    """The stems of a language, sorted, as UTF-8 in an array of fixed width.

    *concepts* is the row of the English lexicon that a stem stands for, or -1; *background* the
    probability in running text of that concept, or of the stem where it stands for none.
    """

    stems: NDArray[np.bytes_]
    background: Floats
    concepts: NDArray[np.int32]

    def rows(self, stems: Sequence[str]) -> Integers:
        """The row of each of the *stems*; -1 where there is none."""
        width = self.stems.dtype.itemsize + 1  # one more, so that no longer stem is cut to a match
        wanted = np.array([stem.encode()[:width] for stem in stems], dtype=f"S{width}")
        found = np.minimum(np.searchsorted(self.stems, wanted), len(self.stems) - 1)
        return np.where(self.stems[found] == wanted, found, -1)


class Tables(NamedTuple):
    """A lexicon for each language, and a vector for each row of the English one.

    *vectors* are integers of one byte, (rows, dimensions); *scales* makes floats of them. A text's
    vector is the sum of its words' vectors: their lengths say how much each word tells.
    """

    lexicons: Mapping[str, Lexicon]
    vectors: NDArray[np.int8]
    scales: Floats

    def vectors_of(self, concepts: Integers) -> Floats:
        """The vectors of rows of the English lexicon, (n, dimensions); zeros for -1."""
        rows = np.maximum(concepts, 0)
        found = self.vectors[rows].astype(np.float32) * self.scales[rows][:, None]
        found[concepts < 0] = 0
        return found
