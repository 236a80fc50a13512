"""What was said before in nearly the same words.

Two texts are near when the sequences of five words that they share are most of what the shorter
one has. A service that refuses what it was told before (X) compares with all of the record.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from typing import NamedTuple

from brandkit.core.model import Entry
from brandkit.core.statuses import OUT

RUN = 5
"""Words of a sequence."""
NEAR = 0.6
"""The share of the shorter text's sequences from which two texts are nearly the same.

A text three times as long is another one."""
SHORT = 8
"""A text of fewer words is compared as a whole."""
_WORD = re.compile(r"[^\W_]+")


class Repeat(NamedTuple):
    """*entry* says what *earlier* said; *share* is 1 where all of it was said there."""

    entry: Entry
    earlier: Entry
    share: float


class Repeats:
    """The record, ready to be asked what a text repeats."""

    def __init__(self, record: Iterable[tuple[Entry, str]]) -> None:
        self._entries: list[Entry] = []
        self._sizes: list[int] = []
        self._where: dict[int, list[int]] = {}
        for entry, text in record:
            runs = _runs(text)
            number = len(self._entries)
            self._entries.append(entry)
            self._sizes.append(len(runs))
            for run in runs:
                self._where.setdefault(run, []).append(number)

    def of(self, entry: Entry, text: str, *, later: bool = False) -> Repeat | None:
        """The entry on the same channel that says most of *text*, unless it is the same piece.

        Evergreen pieces come back on purpose, and a piece may be on several channels. Only with
        *later* it may be one that is still to come.
        """
        runs = _runs(text)
        if not runs:
            return None
        shared: dict[int, int] = {}
        for run in runs:
            for number in self._where.get(run, ()):
                shared[number] = shared.get(number, 0) + 1
        best: Repeat | None = None
        for number, common in shared.items():
            other, size = self._entries[number], self._sizes[number]
            short, long = sorted((len(runs), size))
            if (
                common < NEAR * short
                or short * 3 < long
                or not _is_another(entry, other, later=later)
            ):
                continue
            share = common / len(runs)
            if best is None or (share, other.moment) > (best.share, best.earlier.moment):
                best = Repeat(entry, other, share)
        return best


def _is_another(entry: Entry, other: Entry, *, later: bool) -> bool:
    if other.id == entry.id or other.channel != entry.channel:
        return False
    if not later and other.status not in OUT and other.moment > entry.moment:
        return False  # it is the later one that repeats
    return not ({entry.piece, entry.id} & {other.piece, other.id} - {""})


def _runs(text: str) -> set[int]:
    words: Sequence[str] = _WORD.findall(text.casefold())
    if len(words) < SHORT:
        return {hash(tuple(words))} if words else set()
    return {hash(tuple(words[n : n + RUN])) for n in range(len(words) - RUN + 1)}
