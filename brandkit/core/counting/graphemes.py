"""What a reader sees as one character: Unicode's extended grapheme clusters (UAX #29)."""

from __future__ import annotations

FIRST_MARK = "\u0300"
"""From this code point on, characters may join; below it only a line end of two does."""


def graphemes(text: str) -> int:
    """How many grapheme clusters *text* has."""
    if not text or max(text) < FIRST_MARK:
        return len(text) - text.count("\r\n")
    import regex

    return len(regex.findall(r"\X", text))
