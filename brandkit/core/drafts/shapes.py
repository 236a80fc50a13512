"""The shape that a channel gives a piece: long or short, in one part or as a thread.

The limits and how each is counted are those that the services document (LinkedIn by hand 3000;
X 280 weighted, by its counting rules; Mastodon 500, a server's default; Bluesky 300 graphemes;
Threads 500 with emoji as bytes). `weight` never counts less than the service does, so that a part
that fits here fits there.
"""

from __future__ import annotations

import re
from itertools import pairwise
from typing import NamedTuple


class Shape(NamedTuple):
    """What a kind of channel asks of a piece; *limit* is None where there is none to speak of.

    *hashtags* is how many a piece ends with. *thread* says that a piece may go on in a second part.
    """

    limit: int | None
    hashtags: int
    long: bool = False
    thread: bool = False
    first_comment: bool = False
    alt: bool = False


SHAPES = {
    "linkedin": Shape(3000, 3, first_comment=True, alt=True),
    "x": Shape(280, 2, thread=True, alt=True),
    "mastodon": Shape(500, 4, thread=True, alt=True),
    "bluesky": Shape(300, 3, thread=True, alt=True),
    "threads": Shape(500, 1, thread=True, alt=True),
    "newsletter": Shape(None, 0, long=True),
    "blog": Shape(None, 0, long=True),
}
KINDS = tuple(SHAPES)
PART = "---"
"""The line between two parts of a thread."""
LINK_LENGTH = 23
_LINK = re.compile(r"https?://\S+")
_SENTENCE_END = re.compile(r"(?<=[.!?…])[»”\")]*\s+")
_X_SINGLE = ((0, 4351), (8192, 8205), (8208, 8223), (8242, 8247))


def weight(text: str, kind: str) -> int:
    """An upper bound of what *text* counts on a channel of *kind*.

    A code point is counted for itself where the service counts graphemes.
    """
    if kind in {"x", "mastodon"}:
        links = _LINK.findall(text)
        text = _LINK.sub("", text)
        return LINK_LENGTH * len(links) + _weight(text, kind)
    return _weight(text, kind)


def _weight(text: str, kind: str) -> int:
    if kind == "x":
        return sum(
            1 if any(low <= ord(char) <= high for low, high in _X_SINGLE) else 2 for char in text
        )
    if kind == "threads":
        return sum(len(char.encode()) if ord(char) > 0xFFFF else 1 for char in text)
    return len(text)


def in_parts(paragraphs: list[str], kind: str) -> list[list[str]]:
    """*paragraphs* as the parts of a thread, each within the channel's limit where that can be.

    A paragraph goes on in the next part at the end of a sentence; a sentence that is too long by
    itself stays whole, for the words are the person's.
    """
    shape = SHAPES[kind]
    if not shape.thread or shape.limit is None:
        return [paragraphs]
    parts: list[list[str]] = []
    for paragraph in paragraphs:
        for n, piece in enumerate(_pieces(paragraph, kind, shape.limit)):
            if n == 0 and parts and _fits([*parts[-1], piece], kind, shape.limit):
                parts[-1].append(piece)
            else:
                parts.append([piece])
    return parts


def _fits(paragraphs: list[str], kind: str, limit: int) -> bool:
    return weight("\n\n".join(paragraphs), kind) <= limit


def _pieces(paragraph: str, kind: str, limit: int) -> list[str]:
    """*paragraph*, cut at the ends of sentences where it is longer than *limit*."""
    if weight(paragraph, kind) <= limit:
        return [paragraph]
    cuts = [0, *(match.end() for match in _SENTENCE_END.finditer(paragraph)), len(paragraph)]
    sentences = [paragraph[a:b] for a, b in pairwise(cuts)]
    pieces = [""]
    for sentence in sentences:
        if pieces[-1] and weight(pieces[-1] + sentence.rstrip(), kind) > limit:
            pieces.append("")
        pieces[-1] += sentence
    return [piece.strip() for piece in pieces]
