"""What is known of each feed between two commands: disposable, in `.brandkit/feeds.json`.

Whoever deletes it asks the feeds anew; posts and ideas that were kept stay where they are.
"""

from __future__ import annotations

import os
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import asdict, dataclass, field, replace
from datetime import datetime, timedelta
from typing import Any

from brandkit.cache import remember, remembered
from brandkit.core.feeds import Feed, Item, silent_since

PLACE = ".brandkit/feeds.json"
VERSION = "1"
SHORT = 2000
"""Characters of an item's text that are remembered: enough to tell what it is about."""
MOST_ITEMS = 100
"""Items of a source that are remembered, the newest."""
FRESH = timedelta(days=60)
"""For so long an item is a suggestion."""
MOMENTS = 20


@dataclass(frozen=True)
class State:
    """One feed: *asked* and *answered* are when it was last asked, and when it last answered.

    *failing* is since when it fails, *trouble* why; *wait* until when it asked to be left alone;
    *gone* that it said it will not come back. *items* are the suggestions, *dropped* the ids of
    those that the person put aside, *moments* when the feed last spoke.
    """

    title: str = ""
    etag: str = ""
    modified: str = ""
    asked: datetime | None = None
    answered: datetime | None = None
    failing: datetime | None = None
    trouble: str = ""
    wait: datetime | None = None
    gone: bool = False
    items: tuple[Item, ...] = ()
    dropped: tuple[str, ...] = ()
    moments: tuple[datetime, ...] = ()

    def waits(self, now: datetime) -> bool:
        """Whether it asked not to be asked yet."""
        return self.wait is not None and now < self.wait

    def silent_since(self, now: datetime) -> datetime | None:
        """Since when nothing came, if that is longer than usual."""
        return None if self.gone else silent_since(self.moments, now)

    def with_items(self, items: Iterable[Item], now: datetime) -> State:
        """What it said just now: new items without a moment are of now, old ones are let go."""
        before = {item.key: item for item in self.items}
        found = []
        for item in items:
            known = before.get(item.key)
            at = item.at or (known.at if known else None) or now
            found.append(item._replace(at=min(at, now), text=item.text[:SHORT]))
        moments = sorted({item.at for item in found if item.at}, reverse=True)[:MOMENTS]
        fresh = [item for item in found if item.at and now - item.at <= FRESH]
        fresh.sort(key=lambda item: (item.at, item.key), reverse=True)
        return replace(
            self,
            items=tuple(fresh[:MOST_ITEMS]),
            moments=tuple(moments) or self.moments,
        )


@dataclass(frozen=True)
class Memory:
    """The states of the feeds by address."""

    states: Mapping[str, State] = field(default_factory=dict)

    def of(self, feed: Feed) -> State:
        return self.states.get(feed.url, State())

    def knowing(self, states: Mapping[str, State], feeds: Sequence[Feed]) -> Memory:
        """With other *states*; what is no longer one of the *feeds* is forgotten."""
        urls = {feed.url for feed in feeds}
        both = {**self.states, **states}
        return Memory({url: state for url, state in both.items() if url in urls})


def recall(root: str) -> Memory:
    """What is remembered of the feeds of the workspace at *root*."""
    found = remembered(os.path.join(root, PLACE), VERSION).get("feeds", {})
    return Memory({url: _state(said) for url, said in found.items()})


def keep(root: str, memory: Memory) -> None:
    """Remember it; call it under the lock."""
    states = {url: _plain(state) for url, state in memory.states.items()}
    remember(os.path.join(root, PLACE), VERSION, {"feeds": states})


_MOMENTS = ("asked", "answered", "failing", "wait")


def _plain(state: State) -> dict[str, Any]:
    said = asdict(state) | {name: _said(getattr(state, name)) for name in _MOMENTS}
    said["moments"] = [moment.isoformat() for moment in state.moments]
    said["items"] = [item._asdict() | {"at": _said(item.at)} for item in state.items]
    return said


def _said(moment: datetime | None) -> str:
    return moment.isoformat() if moment else ""


def _state(said: Mapping[str, Any]) -> State:
    items = [
        Item(**{**item, "at": _heard(item["at"]), "tags": tuple(item["tags"])})
        for item in said["items"]
    ]
    return State(
        **{
            **said,
            **{name: _heard(said[name]) for name in _MOMENTS},
            "items": tuple(items),
            "dropped": tuple(said["dropped"]),
            "moments": tuple(datetime.fromisoformat(moment) for moment in said["moments"]),
        }
    )


def _heard(said: str) -> datetime | None:
    return datetime.fromisoformat(said) if said else None
