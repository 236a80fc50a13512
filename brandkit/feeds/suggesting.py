"""What others write, as ideas: new items of the sources, by the theme that needs them most."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from datetime import datetime
from typing import NamedTuple

from brandkit.classified import Record, themes_of
from brandkit.core.feeds import Feed, Item, Suggestion, ranked
from brandkit.core.model import Idea
from brandkit.core.publishing.addresses import bare
from brandkit.feeds.remembering import FRESH, keep, recall


class Waiting(NamedTuple):
    """An item that nobody kept or put aside, and the *feed* it came in."""

    item: Item
    feed: Feed
    name: str


def waiting_items(
    root: str, feeds: Sequence[Feed], ideas: Iterable[Idea], now: datetime
) -> list[Waiting]:
    """The fresh items of the sources, each once; what became an idea is not among them."""
    memory = recall(root)
    kept = {bare(idea.url) for idea in ideas if idea.url}
    found: dict[str, Waiting] = {}
    for feed in feeds:
        state = memory.of(feed)
        for item in () if feed.channel else state.items:
            fresh = item.at is not None and now - item.at <= FRESH
            if fresh and item.id not in state.dropped and bare(item.url or item.key) not in kept:
                found.setdefault(item.id, Waiting(item, feed, feed.name or state.title or feed.url))
    return list(found.values())


def suggestions(
    record: Record, waiting: Sequence[Waiting], short: Mapping[str, float]
) -> list[Suggestion]:
    """The *waiting* items with what each is about; what is shortest by *short* stands first."""
    texts = [f"{one.item.title}\n\n{one.item.text}" for one in waiting]
    about = themes_of(record.brand, record.entries, texts)
    return ranked(
        [
            Suggestion(one.item, one.name, theme, short.get(theme, 0.0) if theme else -1.0)
            for one, theme in zip(waiting, about, strict=True)
        ]
    )


def put_aside(root: str, one: Waiting, feeds: Sequence[Feed]) -> None:
    """Never suggest it again, from any of the feeds that have it; under the lock."""
    memory = recall(root)
    states = {
        feed.url: replace(state, dropped=(*state.dropped, one.item.id))
        for feed in feeds
        for state in (memory.of(feed),)
        if any(item.id == one.item.id for item in state.items)
    }
    keep(root, memory.knowing(states, feeds))
