"""The person's voice: who speaks, and how they speak to the reader.

In a template `(ho|abbiamo)` is said by one or by several, `(tu|voi|Lei)` to somebody who is
addressed in one of three ways. English needs only the first.
"""

from __future__ import annotations

import re

from brandkit.core.model import Voice

ADDRESSES = ("tu", "voi", "lei")
_CHOICE = re.compile(r"\(([^()|{}\n]*(?:\|[^()|{}\n]*){1,2})\)")


def voiced(text: str, voice: Voice) -> str:
    """*text* with the words of each choice that fit *voice*."""

    def pick(match: re.Match[str]) -> str:
        words = match.group(1).split("|")
        if len(words) == 2:
            return words[voice.person == "plural"]
        return words[ADDRESSES.index(voice.address)]

    return _CHOICE.sub(pick, text)
