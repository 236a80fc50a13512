"""Sparse counts: a row for each text, a column for each stem, and the few products they need."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

import numpy as np
from numpy.typing import NDArray

from brandkit.core.themes.tables import Floats, Integers

AT_ONCE = 10_000
"""Values that are multiplied together; it bounds the memory."""


@dataclass(frozen=True, slots=True)
class Counts:
    """Compressed rows: *columns* and *values* of row i lie in `starts[i]:starts[i + 1]`."""

    starts: Integers
    columns: Integers
    values: Floats
    width: int

    @staticmethod
    def of(columns: Sequence[int], lengths: Sequence[int], width: int) -> Counts:
        """Rows of such *lengths* out of *columns* that may come several times in a row."""
        rows = np.repeat(np.arange(len(lengths)), lengths)
        keys, values = np.unique(
            rows * max(width, 1) + np.asarray(columns, dtype=np.int64), return_counts=True
        )
        starts = np.searchsorted(keys, np.arange(len(lengths) + 1) * max(width, 1))
        return Counts(starts, keys % max(width, 1), values.astype(np.float32), width)

    def __len__(self) -> int:
        return len(self.starts) - 1

    @property
    def rows(self) -> Integers:
        """The row of each value."""
        return np.repeat(np.arange(len(self)), np.diff(self.starts))

    def scaled(self, values: NDArray[np.float32]) -> Counts:
        """The same places with other *values*."""
        return replace(self, values=values)

    def sums(self) -> Floats:
        """The sum of each row."""
        return np.bincount(self.rows, self.values, len(self)).astype(np.float32)

    def times(self, dense: Floats) -> Floats:
        """The product with *dense*, (stems, n): (texts, n)."""
        result = np.zeros((len(self), dense.shape[1]), dtype=np.float32)
        first = 0
        while first < len(self):
            room = self.starts[first] + AT_ONCE
            last = max(int(np.searchsorted(self.starts, room, side="right")) - 1, first + 1)
            span = slice(self.starts[first], self.starts[last])
            filled = np.flatnonzero(np.diff(self.starts[first : last + 1])) + first
            if len(filled):
                parts = dense[self.columns[span]] * self.values[span, None]
                begins = self.starts[filled] - self.starts[first]
                result[filled] = np.add.reduceat(parts, begins, axis=0)
            first = last
        return result

    def turned(self, dense: Floats) -> Floats:
        """The product of the turned counts with *dense*, (texts, n): (stems, n)."""
        rows = self.rows
        return np.stack(
            [
                np.bincount(self.columns, self.values * column[rows], self.width)
                for column in dense.T
            ],
            axis=1,
        ).astype(np.float32)

    def texts_with(self) -> Integers:
        """In how many texts each stem stands."""
        return np.bincount(self.columns, minlength=self.width)

    def picked(self, chosen: Integers) -> Counts:
        """The rows *chosen*, in that order."""
        lengths = np.diff(self.starts)[chosen]
        starts = np.concatenate([[0], np.cumsum(lengths)])
        inside = np.arange(starts[-1]) - np.repeat(starts[:-1], lengths)
        places = np.repeat(self.starts[chosen], lengths) + inside
        return Counts(starts, self.columns[places], self.values[places], self.width)

    def dense(self, columns: Integers) -> Floats:
        """Those *columns* as a matrix, (texts, columns)."""
        place = np.full(self.width, -1)
        place[columns] = np.arange(len(columns))
        here = place[self.columns]
        result = np.zeros((len(self), len(columns)), dtype=np.float32)
        result[self.rows[here >= 0], here[here >= 0]] = self.values[here >= 0]
        return result
