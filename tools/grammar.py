"""Joins that read wrong: what a careful reader would stop at, by rule.

Used by the tests and by `benchmarks/pieces.py`. It knows articles, prepositions, elision, a and
an, capitals, punctuation, quotation marks; it does not know what is dull.
"""

from __future__ import annotations

import re

from brandkit.core.drafts.english import indefinite
from brandkit.core.drafts.weave import visible

_BLANK = re.compile(r"\[\?.*?\?\]")
_ANYWHERE = (
    (r"\{\{|\}\}|\{%|\(\w*\|", "a mark of the template"),
    (r"[\ufdd0-\ufdef]", "a mark of the weaving"),
    (r"[^\n ]  +[^ ]", "two spaces"),
    (r"(?<!\.)\.\.(?!\.)|[,;:]\.|\.[,;:]|,,|::|[?!]\.(?!\.)", "two marks"),
    (r"(?m)(?<![.\w→]) [,;.!?](?!\w)", "a space before a mark"),
    (r"(?<=[a-zà-ù”»])[.!?] (?=[a-zà-ù])", "a small letter after a full stop"),
    (r"\n\n\n", "an empty paragraph"),
)
_ITALIAN = (
    (r"(?i)\b(?:di|a|da|in|su) (?:il|lo|i|gli)\b(?= [a-zà-ù])", "a preposition apart"),
    (r"(?i)\b(?:[dns]?[ae]ll|su?ll|da?ll)[ao] (?=[aeiouàèéìòù])", "no elision"),
    (r"(?i)\b(?:un|del|al|dal|nel|sul|il) (?=s[bcdfglmnpqrtv]|z|gn|ps|pn)(?!sms)", "lo, uno"),
    (r"\b(?:dello|allo|sullo|nello|dallo) (?=[bcdfglmnpqrt](?!n|s)[aeiou])", "del, al"),
    (r"(?<!po)(?<!fa)(?<!da)’ (?=\w)", "a space after an apostrophe"),
    (r"[,:] (?:Il|Lo|La|Un|Una|Gli|Si|Che|Nel|Nella|Per|Con|Chi|Non)\b", "a capital inside"),
    (r"\b[Aa]d (?=[^aàAÀ])|\b[Ee]d (?=[^eèéEÈÉ])", "euphonic d"),
)
_ENGLISH = (
    (r"[,:] (?:The|A|An|My|Our|They|It|One|In|On|Of|There)\b(?! \w+ of)", "a capital inside"),
    (r"\bthat that\b|\bof of\b|\babout about\b", "a word twice"),
)
_PAIRS = {"it": ("«", "»"), "en": ("“", "”")}


def wrong_joins(body: str, language: str) -> list[str]:
    """What reads wrong in the published text of *body*, each with its surroundings."""
    text = _BLANK.sub("X", visible(body))
    prose = re.sub(r"https?://\S+|#\w+", "X", text)
    rules = (*_ANYWHERE, *(_ITALIAN if language == "it" else _ENGLISH))
    found = [
        f"{name}: …{prose[max(match.start() - 20, 0) : match.end() + 20]!r}"
        for rule, name in rules
        for match in re.finditer(rule, prose)
    ]
    left, right = _PAIRS[language]
    if prose.count(left) != prose.count(right):
        found.append(f"{left} {right} do not match")
    if language == "en":
        found += [
            f"a or an: {match.group()!r}"
            for match in re.finditer(r"(?i)\b(an?) ([\w’'-]+)", prose)
            if indefinite(match.group(2)).split(" ")[0] != match.group(1).lower()
        ]
    for paragraph in prose.split("\n\n"):
        first = re.match(r"(?:[-→#]+ |\d\. )?([^\W\d_])", paragraph)
        if first and first.group(1).islower():
            found.append(f"a small beginning: {paragraph[:40]!r}")
    return found


def sentences(body: str) -> list[str]:
    """The sentences of what is published of *body*, without blanks, links, hashtags and parts."""
    text = _BLANK.sub("[?]", visible(body))
    pieces = re.split(r"(?<=[.!?…»”])\s+|\n+", text)
    return [
        piece.strip()
        for piece in pieces
        if len(piece.split()) >= 3 and not piece.startswith(("#", "---")) and piece != "[?]"
    ]
