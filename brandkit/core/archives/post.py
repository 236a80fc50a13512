"""A post as an archive tells of it, whatever service it comes from."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from datetime import datetime
from typing import NamedTuple

from brandkit.core.digests import short_digest


class Post(NamedTuple):
    """Something that was published. *key* names it among those of its channel, for ever.

    *excerpt* says that its text may be a part of what was published, or tell of it.
    """

    key: str
    title: str
    text: str
    at: datetime
    url: str = ""
    language: str = ""
    tags: tuple[str, ...] = ()
    categories: tuple[str, ...] = ()
    source: str = ""
    alt: str = ""
    excerpt: bool = False

    def id_on(self, channel: str) -> str:
        """The id of its entry: the short digest of channel and key."""
        return short_digest(f"{channel}|{self.key}")


class Skipped(NamedTuple):
    """A file that is no published post, and why: a word of `REASONS`."""

    source: str
    reason: str
    detail: str = ""


REASONS = (
    "draft",
    "future",
    "undated",
    "list",
    "empty",
    "boost",
    "reply",
    "private",
    "unread",
    "format",
    "known",
)
_HASHTAG = re.compile(r"(?<![\w&/#])#(\w*[^\W\d_]\w*)")


def moment_told(said: object) -> datetime | None:
    """The moment that an ISO text names with its zone; None for anything else."""
    try:
        moment = datetime.fromisoformat(str(said))
    except ValueError:
        return None
    return moment if moment.tzinfo is not None else None


def hashtags_in(text: str) -> tuple[str, ...]:
    """The hashtags of *text*, each once, without their mark."""
    return tuple(dict.fromkeys(_HASHTAG.findall(text)))


def thread(first: str, following: Mapping[str, Sequence[str]]) -> Iterator[str]:
    """*first* and all that answers it, and that, each once, in the order of reading."""
    waiting, seen = [first], set()
    while waiting:
        here = waiting.pop(0)
        if here not in seen:
            seen.add(here)
            yield here
            waiting = [*following.get(here, ()), *waiting]
