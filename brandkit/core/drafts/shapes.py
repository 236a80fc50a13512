"""The shape that a channel gives a piece: long or short, in one part or as a thread."""

from __future__ import annotations

import re
from itertools import pairwise
from typing import NamedTuple

from brandkit.core.counting.rules import POST, Rules, fits


class Shape(NamedTuple):
    """What a kind of channel asks of a piece.

    *hashtags* is how many a piece ends with. *thread* says that a piece may go on in a second part.
    """

    hashtags: int
    long: bool = False
    thread: bool = False
    first_comment: bool = False
    alt: bool = False


MESSAGE, SHEET = TASK_KINDS = ("message", "sheet")
"""The shapes of a task: words to one person, or a sheet to work through."""
SHAPES = {
    "linkedin": Shape(3, first_comment=True, alt=True),
    "x": Shape(2, thread=True, alt=True),
    "mastodon": Shape(4, thread=True, alt=True),
    "bluesky": Shape(3, thread=True, alt=True),
    "threads": Shape(1, thread=True, alt=True),
    "newsletter": Shape(0, long=True),
    "blog": Shape(0, long=True),
    MESSAGE: Shape(0),
    SHEET: Shape(0, long=True),
}
KINDS = tuple(kind for kind in SHAPES if kind not in TASK_KINDS)
"""The kinds of channel."""
PART = "---"
"""The line between two parts of a thread."""
_SENTENCE_END = re.compile(r"(?<=[.!?…])[»”\")]*\s+")


def in_parts(paragraphs: list[str], kind: str, rules: Rules) -> list[list[str]]:
    """*paragraphs* as the parts of a thread, each within the channel's *rules* where that can be.

    A paragraph goes on in the next part at the end of a sentence; a sentence that is too long by
    itself stays whole, for the words are the person's.
    """
    shape = SHAPES[kind]
    limits = rules.of(POST)
    if not shape.thread or not limits:
        return [paragraphs]
    parts: list[list[str]] = []
    for paragraph in paragraphs:
        for n, piece in enumerate(_pieces(paragraph, rules)):
            if n == 0 and parts and _fits("\n\n".join([*parts[-1], piece]), rules):
                parts[-1].append(piece)
            else:
                parts.append([piece])
    return parts


def _fits(text: str, rules: Rules) -> bool:
    return fits(text, rules.of(POST), rules.link)


def _pieces(paragraph: str, rules: Rules) -> list[str]:
    """*paragraph*, cut at the ends of sentences where it is too long."""
    if _fits(paragraph, rules):
        return [paragraph]
    cuts = [0, *(match.end() for match in _SENTENCE_END.finditer(paragraph)), len(paragraph)]
    sentences = [paragraph[a:b] for a, b in pairwise(cuts)]
    pieces = [""]
    for sentence in sentences:
        if pieces[-1] and not _fits(pieces[-1] + sentence.rstrip(), rules):
            pieces.append("")
        pieces[-1] += sentence
    return [piece.strip() for piece in pieces]
