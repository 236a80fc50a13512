"""Whether a piece sounds like the person: their words, their sentences, how they speak to one."""

from __future__ import annotations

import re
from collections.abc import Iterator

from brandkit.core.checks.finding import Finding, Page, without_code
from brandkit.core.drafts.weave import BLANK, blanked
from brandkit.core.model import Voice
from brandkit.core.saying import _

LONG_SENTENCE = 40
"""Words from which a sentence is hard to read on a screen; a matter of taste."""
_WORD = re.compile(r"[^\W_]+(?:[’'-][^\W_]+)*")
_END = re.compile(
    r"[.!?…]+[»”’\")\]]*(?=\s|$)|\n[ \t]*\n|\n(?=[ \t]*(?:[-*+•→]|\d+[.)])[ \t])|:\s*\n"
)
_QUOTED = re.compile(r"«[^»]*»|“[^”]*”|\"[^\"\n]*\"|^>.*$", re.MULTILINE)
_ADDRESS = re.compile(r"https?://\S+")
_SPOKEN_TO = {
    "tu": re.compile(r"\b(?:tu|te|ti|tuo|tua|tuoi|tue)\b", re.IGNORECASE),
    "voi": re.compile(r"\b(?:voi|vostro|vostra|vostri|vostre)\b", re.IGNORECASE),
    "lei": re.compile(r"(?<=[^.!?…:\n«“\"–—-] )(?:Lei|Suo|Sua|Suoi|Sue)\b"),
}
"""Words that only belong to one way of speaking to somebody, in Italian."""


def voice_findings(page: Page, voice: Voice, language: str) -> Iterator[Finding]:
    """What in *page* is not in the person's *voice*; what others say, in quotes, is theirs."""
    seen = without_code(page.seen)
    for word in voice.avoid:
        yield from _avoided(page, seen, word)
    own = _QUOTED.sub(blanked, _ADDRESS.sub(blanked, BLANK.sub(blanked, seen)))
    yield from _long_sentences(page, own)
    if language == "it":
        yield from _mixed_address(page, own, voice.address)


def _avoided(page: Page, seen: str, word: str) -> Iterator[Finding]:
    if not word.strip():
        return
    pattern = r"\s+".join(re.escape(part) for part in word.split())
    for match in re.finditer(rf"(?<!\w){pattern}(?!\w)", seen, re.IGNORECASE):
        message = _("{word!r}: you said that you would not say it", word=match.group())
        yield page.at(match.start(), "avoid", message)


def _long_sentences(page: Page, own: str) -> Iterator[Finding]:
    start = 0
    for end in [*(match.end() for match in _END.finditer(own)), len(own)]:
        words = list(_WORD.finditer(own, start, end))
        if len(words) > LONG_SENTENCE:
            message = _("a sentence of {n} words; two are easier to read", n=len(words))
            yield page.at(words[0].start(), "sentence", message, advice=True)
        start = end


def _mixed_address(page: Page, own: str, address: str) -> Iterator[Finding]:
    """Where the reader is spoken to in another way than `voice.address` says."""
    for other, pattern in _SPOKEN_TO.items():
        if other == address:
            continue
        match = pattern.search(own)
        if match is not None:
            message = _(
                "{word!r} speaks to the reader as {other}; your voice is {address}",
                word=match.group(),
                other=other,
                address=address,
            )
            yield page.at(match.start(), "address", message, advice=True)
