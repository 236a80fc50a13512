"""Feeds: one's own extend the record, those of others are sources of ideas."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from datetime import datetime, timedelta
from itertools import pairwise
from typing import NamedTuple

from brandkit.core.archives.post import Post, Skipped, hashtags_in
from brandkit.core.digests import short_digest

FEED_MARK = "feed:"
"""How the name of a feed's item begins on the command line."""
FEWEST = 3
"""Gaps between items from which one knows how often a feed speaks."""
SILENT_AFTER = timedelta(days=30)
SILENT_GAPS = 4
"""A feed is silent when nothing came for so many of its usual gaps, and for 30 days at least."""
LONG_SILENT = timedelta(days=180)
"""… or for so long, where its gaps are not known."""
LONGEST_WAIT = timedelta(days=7)
"""Nobody is believed who asks to be left alone for longer."""


class Feed(NamedTuple):
    """An address that says what is new. *channel* is that of one's own feed; a source has none.

    *private* allows an address that only this network knows.
    """

    url: str
    name: str = ""
    channel: str = ""
    private: bool = False

    @property
    def shown(self) -> str:
        return self.name or self.url


class Item(NamedTuple):
    """One item of a feed. *key* is its id or its address; *text* has no marks of HTML.

    *whole* says that the feed gives the text itself, not perhaps a summary of it.
    """

    key: str
    title: str
    text: str
    url: str = ""
    at: datetime | None = None
    author: str = ""
    tags: tuple[str, ...] = ()
    language: str = ""
    whole: bool = False

    @property
    def id(self) -> str:
        """What it is called on the command line."""
        return FEED_MARK + short_digest(self.url or self.key)


def is_item(name: str) -> bool:
    """Whether *name* is that of an item of a feed."""
    return name.startswith(FEED_MARK) and not any(char.isspace() for char in name)


def post_of(item: Item, now: datetime) -> Post | Skipped:
    """What an *item* of one's own feed says was published, in the zone of *now*."""
    source = item.url or item.key
    if item.at is None:
        return Skipped(source, "undated")
    if item.at > now:
        return Skipped(source, "future", f"{item.at:%Y-%m-%d}")
    if not item.text and not item.title:
        return Skipped(source, "empty")
    return Post(
        key=item.key,
        title=item.title,
        text=item.text,
        at=item.at.astimezone(now.tzinfo),
        url=item.url,
        language=item.language,
        tags=item.tags or hashtags_in(item.text),
        source=source,
        excerpt=not item.whole,
    )


def silent_since(moments: Iterable[datetime], now: datetime) -> datetime | None:
    """The last of the *moments* at which a feed spoke, if it should have spoken again by *now*."""
    known = sorted(set(moments))
    if not known:
        return None
    limit = LONG_SILENT
    gaps = [(later - earlier).total_seconds() for earlier, later in pairwise(known)]
    if len(gaps) >= FEWEST:
        limit = max(SILENT_AFTER, timedelta(seconds=SILENT_GAPS * sorted(gaps)[len(gaps) // 2]))
    return known[-1] if now - known[-1] > limit else None


def asked_to_wait(retry_after: str, now: datetime) -> datetime | None:
    """The moment that a Retry-After header (RFC 9110, 10.2.3) names; at most a week from *now*."""
    from email.utils import parsedate_to_datetime

    said = retry_after.strip()
    if said.isascii() and said.isdigit():
        seconds = min(int(said[:9]), LONGEST_WAIT.total_seconds())
        return now + timedelta(seconds=seconds)
    try:
        moment = parsedate_to_datetime(said)
    except ValueError:
        return None
    if moment.tzinfo is None or moment <= now:
        return None
    return min(moment.astimezone(now.tzinfo), now + LONGEST_WAIT)


class Suggestion(NamedTuple):
    """An *item* of the source called *feed*; the theme it seems to be about, and how short that is.

    *short* adds up what the record lacks of the theme and what its drafts lack of matter, each as
    a part of the whole; it is below zero where *theme* is none of the brand's.
    """

    item: Item
    feed: str
    theme: str
    short: float


def shortage(
    owed: Mapping[str, float], waiting: Mapping[str, int], drafts: int
) -> dict[str, float]:
    """How short of each theme the plan is.

    *owed* is the wanted share less the published one; *waiting* the number of drafts, of all the
    *drafts* to come, that have nothing yet to be made of.
    """
    return {
        theme: max(lack, 0.0) + waiting.get(theme, 0) / max(drafts, 1)
        for theme, lack in owed.items()
    }


def ranked(found: Sequence[Suggestion]) -> list[Suggestion]:
    """First what the plan is shortest of, then the newest."""
    oldest = -1.0
    return sorted(
        found,
        key=lambda one: (
            -round(one.short, 2),
            -(one.item.at.timestamp() if one.item.at else oldest),
            one.item.id,
        ),
    )
