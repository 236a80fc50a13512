"""All feeds asked at once for what is new; one that fails stops no other."""

from __future__ import annotations

import queue
import threading
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace
from datetime import datetime

from brandkit.archives.keeping import Import, Keeper
from brandkit.core.feeds import Feed, asked_to_wait, post_of
from brandkit.core.model import Brand
from brandkit.core.saying import _
from brandkit.feeds.fetching import SECONDS, Fetched, fetch
from brandkit.feeds.listing import load_feeds, readdress
from brandkit.feeds.reading import Contents, FeedChild, FeedError
from brandkit.feeds.remembering import Memory, State, keep, recall
from brandkit.index import Row
from brandkit.network import NetworkError
from brandkit.words import Words

AT_ONCE = 8
GRACE = 10.0
"""Seconds beyond those of a fetch after which a name that is still looked up is given up."""
OK, NOT_CHANGED, GONE, TOO_MANY, UNAVAILABLE = 200, 304, 410, 429, 503

Answer = Fetched | NetworkError
"""What stands at an address, or why nothing does."""


@dataclass
class Told:
    """What became of a feed: *outcome* is new, same, failed, gone or waits.

    *contents* are what it said; *kept* what was done with the posts of one's own. *moved* is its
    address from now on, where that is another.
    """

    feed: Feed
    outcome: str
    state: State
    contents: Contents | None = None
    kept: Import = field(default_factory=Import)
    new: int = 0
    moved: str = ""


def ask_all(feeds: Sequence[Feed], memory: Memory, now: datetime) -> Iterator[Told]:
    """What each of *feeds* says now, in the order in which they answer. Nothing is written."""
    asked: list[Feed] = []
    for feed in feeds:
        state = memory.of(feed)
        if state.gone:
            yield Told(feed, "gone", state)
        elif state.waits(now):
            yield Told(feed, "waits", state)
        else:
            asked.append(feed)
    reader = FeedChild()
    try:
        for feed, answer in _fetched(asked, memory):
            yield _told(feed, memory.of(feed), answer, reader, now)
    finally:
        reader.end()


def _fetched(feeds: Sequence[Feed], memory: Memory) -> Iterator[tuple[Feed, Answer]]:
    """What stands at each address, several at once; a thread that hangs is left behind."""
    waiting: queue.SimpleQueue[Feed] = queue.SimpleQueue()
    done: queue.SimpleQueue[tuple[Feed, Answer]] = queue.SimpleQueue()
    for feed in feeds:
        waiting.put(feed)

    def work() -> None:
        while True:
            try:
                feed = waiting.get_nowait()
            except queue.Empty:
                return
            done.put((feed, _fetch(feed, memory.of(feed))))

    for _n in range(min(AT_ONCE, len(feeds))):
        threading.Thread(target=work, daemon=True).start()
    left = dict.fromkeys(feeds)
    while left:
        try:
            feed, answer = done.get(timeout=SECONDS + GRACE)
        except queue.Empty:
            break
        del left[feed]
        yield feed, answer
    for feed in left:
        yield feed, NetworkError(_("it does not answer"))


def _fetch(feed: Feed, state: State) -> Answer:
    try:
        return fetch(feed.url, private=feed.private, etag=state.etag, modified=state.modified)
    except NetworkError as error:
        return error


def _told(feed: Feed, state: State, answer: Answer, reader: FeedChild, now: datetime) -> Told:
    """What *answer* says of the *feed*."""
    state = replace(state, asked=now)
    if isinstance(answer, NetworkError):
        return _failed(feed, state, answer.message, now)
    if answer.status == NOT_CHANGED:
        return Told(feed, "same", _well(state, now), moved=answer.moved)
    if answer.status == GONE:
        return Told(feed, "gone", replace(state, gone=True))
    if answer.status != OK:
        told = _failed(feed, state, _("it answers {status}", status=answer.status), now)
        if answer.status in {TOO_MANY, UNAVAILABLE}:
            wait = asked_to_wait(answer.headers["retry-after"], now)
            told.state = replace(told.state, wait=wait)
        return told
    try:
        contents = reader.read(answer.body, answer.url, answer.headers["content-type"])
    except FeedError as error:
        return _failed(feed, state, error.message, now)
    if not contents.is_feed:
        told = _failed(feed, state, _("what stands there is no feed"), now)
        told.contents = contents
        return told
    known = {item.key for item in state.items}
    state = replace(
        _well(state, now),
        title=contents.title,
        etag=answer.headers["etag"],
        modified=answer.headers["last-modified"],
    ).with_items(contents.items, now)
    new = sum(item.key not in known for item in state.items)
    outcome = "new" if new else "same"
    return Told(feed, outcome, state, contents, new=new, moved=answer.moved)


def _well(state: State, now: datetime) -> State:
    return replace(state, answered=now, failing=None, trouble="", wait=None)


def _failed(feed: Feed, state: State, trouble: str, now: datetime) -> Told:
    state = replace(state, failing=state.failing or now, trouble=trouble)
    return Told(feed, "failed", state)


def take_over(
    root: str, brand: Brand, told: Sequence[Told], rows: Sequence[Row], now: datetime
) -> None:
    """What was *told* into the workspace; under the lock.

    The posts of one's own feeds go into the record, new addresses into the list; what is to be
    known next time is remembered, in the brand's language.
    """
    memory, words = recall(root), Words(brand.language)
    keepers: dict[str, Keeper] = {}
    states: dict[str, State] = {}
    for one in told:
        channel = brand.channel(one.feed.channel)
        if channel is not None and one.contents is not None and one.contents.is_feed:
            if channel.id not in keepers:
                keepers[channel.id] = Keeper(root, brand, channel, rows, dry=False)
            one.kept = keepers[channel.id].keep_all(
                post_of(item, now) for item in one.contents.items
            )
        if one.moved and one.moved != one.feed.url:
            readdress(root, brand, one.feed.url, one.moved)
        one.state = replace(
            one.state,
            trouble=words.said(one.state.trouble),
            dropped=memory.of(one.feed).dropped,  # perhaps meanwhile
        )
        states[one.moved or one.feed.url] = one.state
    keep(root, memory.knowing(states, load_feeds(root, brand).feeds))
