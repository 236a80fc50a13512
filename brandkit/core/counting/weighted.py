"""The weighted length of X: twitter-text, configuration 3.

Normalised to NFC; a link counts 23, an emoji 2 whatever it is put together from, a character of
most alphabets 1, any other 2. Source: docs.x.com, "Counting characters".
"""

from __future__ import annotations

import re
import unicodedata
from functools import cache
from typing import Any

LINK_LENGTH = 23
_SINGLE = "\x00-\u10ff\u2000-\u200d\u2010-\u201f\u2032-\u2037"


def weighted_length(text: str, link_length: int = LINK_LENGTH) -> int:
    """What *text* counts on X; *link_length* is what a link does."""
    from brandkit.core.counting.links import links

    text = unicodedata.normalize("NFC", text).replace("\r\n", "\n").replace("\r", "\n")
    found = links(text)
    total, position = 0, 0
    for link in found:
        if link.start < position:
            continue
        total += _weight(text[position : link.start]) + link_length
        position = link.start + link.length
    return total + _weight(text[position:])


def _weight(text: str) -> int:
    if text.isascii():
        return len(text)
    total = 0
    if _may_hold_emoji(text):
        text, emoji = emoji_pattern().subn("", text)
        total = 2 * emoji
    return total + len(text) + len(_double().findall(text))


def _may_hold_emoji(text: str) -> bool:
    return max(text) >= "\u203c" or any(char in text for char in "\xa9\xae\u200d")


@cache
def _double() -> re.Pattern[str]:
    return re.compile(f"[^{_SINGLE}]")


@cache
def emoji_pattern() -> Any:
    """Emoji as Unicode puts them together (UTS #51): flags, keycaps, skin tones, joined ones.

    A character that is a text by default counts as an emoji only where it asks to be shown as one.
    """
    import regex

    element = (
        r"(?:\p{Emoji_Modifier_Base}\p{Emoji_Modifier}"
        r"|(?!\p{Emoji_Modifier})\p{Emoji_Presentation}|(?![0-9#*]|\p{Emoji_Modifier})\p{Emoji}\uFE0F)"
    )
    tail = r"(?:[\U000E0030-\U000E0039\U000E0061-\U000E007A]+\U000E007F)?"
    return regex.compile(
        rf"\p{{Regional_Indicator}}{{2}}|[0-9#*]\uFE0F?\u20E3|\U0001F441\uFE0F(?=\u200D)"
        rf"|(?!\U0001F48B){element}{tail}(?:\u200D{element})*|\U0001F441\u200D\U0001F5E8|(?![0-9#*\xa9\xae])\p{{Emoji}}"
    )
