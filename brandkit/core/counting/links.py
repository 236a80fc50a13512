"""Links in a text as X finds them, with a scheme or without (twitter-text 3, its URL grammar).

The grammar in words: a domain is labels and a known top-level domain, which no letter, digit, `@`,
`+` or `-` follows; before it stands no letter, digit, `@`, `$` or `#`. Without a scheme only the
part that is written in Latin letters counts, and not behind `-`, `_`, `.` or `/`. A path may hold
brackets two deep and ends in a letter, digit, `=`, `_`, `#`, `/`, `+` or `-`.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache
from typing import NamedTuple

LONGEST = 4096
"""Characters that a link may have, its domain in punycode."""
LONGEST_LABEL = 63
LONGEST_SHORT_LINK = 40
"""Characters behind `t.co/`."""

_DIRECTIONS = "\u202a-\u202e\u061c\u200e\u200f\u2066-\u2069"
_INVALID = "\ufffe\ufeff\uffff"
_SPACES = "\t-\r \x85\xa0\u1680\u180e\u2000-\u200a\u2028\u2029\u202f\u205f\u3000"
_PUNCTUATION = r"!'#%&()*+,\\\-./:;<=>?@\[\]^_{|}~$"
_LETTER = f"[^{_PUNCTUATION}{_SPACES}{_INVALID}{_DIRECTIONS}]"
_LABEL = rf"(?:{_LETTER}(?:[_-]|{_LETTER})*)?{_LETTER}\."
_LATIN = (
    "\xc0-\xd6\xd8-\xf6\xf8-\u024f\u0253\u0254\u0256\u0257\u0259\u025b\u0263\u0268\u026f\u0272"
    "\u0289\u028b\u02bb\u0300-\u036f\u1e00-\u1eff"
)
_CYRILLIC = "\u0400-\u04ff"
_PATH_CHAR = rf"[a-z{_CYRILLIC}0-9!*';:=+,.$/%#\[\]\-\u2013_~@|&{_LATIN}]"
_BRACKETS = rf"\((?:{_PATH_CHAR}+|(?:{_PATH_CHAR}*\({_PATH_CHAR}+\){_PATH_CHAR}*))\)"
_PATH_END = rf"(?:[+\-a-z{_CYRILLIC}0-9=_#/{_LATIN}]|{_BRACKETS})"
_PATH = rf"(?:{_PATH_CHAR}*(?:{_BRACKETS}{_PATH_CHAR}*)*{_PATH_END}|@{_PATH_CHAR}+/)"
_QUERY = r"\?[a-z0-9!?*'@();:&=+$/%#\[\]\-_.,~|]*[a-z0-9\-_&=#/]"
_FLAGS = re.IGNORECASE
_WORD = re.compile("[a-z]+", re.IGNORECASE | re.ASCII)
_PUNYCODE = re.compile(r"xn--[-0-9a-z]+", re.IGNORECASE | re.ASCII)


class Link(NamedTuple):
    """A link: where it begins, and how many characters of the text it takes."""

    start: int
    length: int


@cache
def _patterns() -> tuple[re.Pattern[str], ...]:
    begin = rf"([^A-Za-z0-9@＠$#＃{_INVALID}]|[{_DIRECTIONS}]|^)(https?://)?((?:{_LABEL})+)"
    return (
        re.compile(begin, _FLAGS),
        re.compile(rf"(https?://)?((?:{_LABEL})+)", _FLAGS),
        re.compile(rf"(?::[0-9]+)?(?P<path>/{_PATH}*)?(?:{_QUERY})?", _FLAGS),
        re.compile(rf"[\-a-z0-9{_LATIN}]+\.(?:[\-a-z0-9{_LATIN}]+\.)*", _FLAGS),
        re.compile(rf"https?://t\.co/([a-z0-9]+)(?:{_QUERY})?", _FLAGS),
    )


def links(text: str) -> list[Link]:
    """The links of *text*, in order."""
    return list(_links(text)) if "." in text else []


def _links(text: str) -> Iterator[Link]:
    begin, at_start, tail, _, short = _patterns()
    position = 0
    while (match := begin.search(text, position)) is not None:
        before, scheme, labels = match.group(1), match.group(2), match.group(3)
        end = _domain_end(text, match.start(3), labels)
        if end is None and match.start() == 0 and before:
            retry = at_start.match(text)
            if retry is not None:
                before, scheme, labels = "", retry.group(1), retry.group(2)
                match = retry
                end = _domain_end(text, match.start(2), labels)
        if end is None:
            position = match.start() + 1
            continue
        domain_start = match.end() - len(labels)
        domain = text[domain_start:end]
        rest = tail.match(text, end)
        assert rest is not None
        start = domain_start - len(scheme or "")
        position = rest.end()
        url = text[start:position]
        if not _is_sound(url, scheme, domain):
            continue
        if not scheme:
            if not re.search(r"[-_./]$", before):
                yield from _latin_domains(url, start, domain, path=rest.group("path"))
            continue
        found = short.match(url)
        if found is None:
            yield Link(start, len(url))
        elif len(found.group(1)) <= LONGEST_SHORT_LINK:
            yield Link(start, found.end())


def _domain_end(text: str, start: int, labels: str) -> int | None:
    """Where the domain that begins at *start* ends: the last dot with a top-level domain after."""
    dots = [start + n for n, char in enumerate(labels) if char == "."]
    for n in range(len(dots) - 1, -1, -1):
        name = text[dots[n - 1] + 1 if n else start : dots[n]]
        if "_" not in name:
            end = _top_level_end(text, dots[n] + 1)
            if end is not None:
                return end
    return None


def _top_level_end(text: str, start: int) -> int | None:
    """Where the top-level domain at *start* ends, if there is one."""
    from brandkit.core.counting.tlds import ASCII, OTHERS

    word = _WORD.match(text, start)
    if word is not None and word.group().lower() in ASCII and _is_free(text, word.end()):
        return word.end()
    for name in OTHERS:
        if text.startswith(name, start) and _is_free(text, start + len(name)):
            return start + len(name)
    coded = _PUNYCODE.match(text, start)
    return coded.end() if coded else None


def _is_free(text: str, end: int) -> bool:
    following = text[end : end + 1]
    return not (following.isascii() and (following.isalnum() or following in {"@", "+", "-"}))


def _is_sound(url: str, scheme: str | None, domain: str) -> bool:
    """Whether the domain can be written in punycode, and the link is not too long."""
    if domain.startswith("xn--") and not any(_latin_domains(domain, 0, domain, path=None)):
        return False
    length = len(url) + (0 if scheme else len("https://"))
    for label in domain.split("."):
        coded = label if label.isascii() else "xn--" + label.encode("punycode").decode("ascii")
        if len(coded) > LONGEST_LABEL:
            return False
        length += len(coded) - len(label)
    return length + (len(scheme) if scheme else 0) <= LONGEST


def _latin_domains(url: str, start: int, domain: str, *, path: str | None) -> Iterator[Link]:
    """The links of a *domain* without a scheme; a path belongs to the last of them."""
    latin = _patterns()[3]
    found: list[Link] = []
    position = 0
    while (match := latin.search(domain, position)) is not None:
        end = _domain_end(domain, match.start(), match.group())
        if end is None:
            position = match.start() + 1
            continue
        found.append(Link(start + match.start(), end - match.start()))
        position = end
    if found and path:
        last = found[-1]
        found[-1] = Link(last.start, len(url) - len(domain) + last.length)
    yield from found
