"""A channel's limits, and what a text counts against each of them."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping, Sequence
from typing import NamedTuple

from brandkit.core.counting.graphemes import graphemes
from brandkit.core.counting.weighted import LINK_LENGTH, emoji_pattern, weighted_length

POST, COMMENT, FOLD, HASHTAGS = "post", "first_comment", "fold", "hashtags"
_LINK = re.compile(r"https?://[^\s<>\"”»]+[^\s<>\"”».,;:!?)\]]")
_MENTION = re.compile(r"(?<![\w/])@(\w+(?:[.-]\w+)*)@[\w.-]+\w")
_RESERVED = frozenset("\\|{}@[]()<>#*_~")
"""What costs a backslash in LinkedIn's little text."""


class Limit(NamedTuple):
    """How long a *field* of a *kind* of channel may be, and where that is known from.

    *counting* names the way of counting, *confidence* is high, medium or low; *advice* says that
    more is possible, but unwise.
    """

    kind: str
    field: str
    counting: str
    limit: int
    source: str
    confidence: str
    advice: bool = False


class Count(NamedTuple):
    """What a text counts, in one way of counting."""

    counting: str
    length: int
    limit: int
    advice: bool = False

    @property
    def over(self) -> int:
        """By how much it is too long."""
        return max(self.length - self.limit, 0)


class Rules(NamedTuple):
    """The limits of one channel, its person's own ones in place; a link counts *link* there."""

    limits: tuple[Limit, ...] = ()
    link: int = LINK_LENGTH

    def of(self, field: str) -> list[Limit]:
        return [limit for limit in self.limits if limit.field == field]


def rules_for(table: Iterable[Limit], kind: str, own: Mapping[str, int]) -> Rules:
    """The rules of a channel of *kind*; *own* holds the person's limits by field, and `link`.

    A limit of one's own takes the place of those that the service sets for that field, but for
    those that count something else in it (`bytes`, `api`), which are no matter of taste.
    """
    found = []
    for limit in table:
        if limit.kind != kind:
            continue
        is_own = limit.field in own and limit.counting not in {"bytes", "api"}
        found.append(_own(limit, own[limit.field]) if is_own else limit)
    return Rules(tuple(found), own.get("link", LINK_LENGTH))


def _own(limit: Limit, length: int) -> Limit:
    return limit._replace(limit=length, source="brand.toml", confidence="high")


def counts(text: str, rules: Rules, field: str = POST) -> list[Count]:
    """What *text* counts against each limit of *field*, in the order of the rules."""
    return [
        Count(limit.counting, length(text, limit.counting, rules.link), limit.limit, limit.advice)
        for limit in rules.of(field)
    ]


def fits(text: str, limits: Sequence[Limit], link: int = LINK_LENGTH) -> bool:
    """Whether *text* is within each of the *limits* that a service sets."""
    return all(
        limit.advice or length(text, limit.counting, link) <= limit.limit for limit in limits
    )


def length(text: str, counting: str, link: int = LINK_LENGTH) -> int:
    """What *text* counts in the way of *counting*; where that knows links, each counts *link*."""
    return COUNTINGS[counting](text, link)


def _characters(text: str, _: int) -> int:
    return len(text)


def _graphemes(text: str, _: int) -> int:
    return graphemes(text)


def _bytes(text: str, _: int) -> int:
    return len(text.encode("utf-8", "surrogatepass"))


def _api(text: str, _: int) -> int:
    """LinkedIn's little text: each reserved character costs a backslash."""
    return len(text) + sum(char in _RESERVED for char in text)


def _mastodon(text: str, link: int) -> int:
    """Grapheme clusters, a link as *link*, of a mention elsewhere only the name."""
    text, links = _LINK.subn("", text)
    return graphemes(_MENTION.sub(r"@\1", text)) + links * link


def _threads(text: str, _: int) -> int:
    """Characters, an emoji as the bytes of UTF-8 it takes."""
    if text.isascii() or max(text) < "\u203c":
        return len(text)
    emoji = emoji_pattern().findall(text)
    return len(text) + sum(len(found.encode()) - len(found) for found in emoji)


def _weighted(text: str, link: int) -> int:
    return weighted_length(text, link)


COUNTINGS: dict[str, Callable[[str, int], int]] = {
    "characters": _characters,
    "graphemes": _graphemes,
    "bytes": _bytes,
    "api": _api,
    "mastodon": _mastodon,
    "threads": _threads,
    "weighted": _weighted,
}
"""Every way of counting: what it makes of a text, and of a link in it."""
