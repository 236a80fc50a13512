"""What is told of feeds: how each is, what is new, and the same as JSON."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import datetime
from typing import Any

from brandkit.cli.desk import Desk, wrapped
from brandkit.core.feeds import Feed
from brandkit.core.notation.feeds import FEEDS
from brandkit.feeds.remembering import State
from brandkit.feeds.syncing import Told


def list_lines(desk: Desk, one: Feed, state: State) -> list[str]:
    """A feed in the list: what it is called, where it is, how it is."""
    words = desk.words
    channel = desk.brand.channel(one.channel)
    kind = words("feed.mine", channel=channel.name) if channel else words("feed.source")
    name = name_of(one, state)
    lines = [wrapped(f"{name} ({kind})", "  ", first="")]
    if name != one.url:
        lines.append(f"  {one.url}")
    return [*lines, wrapped(condition(desk, state), "  ")]


def name_of(one: Feed, state: State) -> str:
    """What the person calls it, else what it calls itself, else its address."""
    return one.name or state.title or one.url


def condition(desk: Desk, state: State) -> str:
    """How a feed is, in one line."""
    words = desk.words
    trouble = trouble_with(desk, state)
    if trouble:
        return trouble
    if state.asked is None:
        return words("feed.unasked")
    if not state.moments:
        return words("feed.empty")
    return words("feed.spoke", day=_day(desk, max(state.moments)))


def trouble_with(desk: Desk, state: State) -> str:
    """What is the matter with a feed; nothing where all is well."""
    words = desk.words
    silent = state.silent_since(desk.now)
    if state.gone:
        return words("feed.gone", path=FEEDS)
    if state.failing is not None:
        return words(
            "feed.failing", day=_day(desk, state.failing), trouble=desk.said(state.trouble)
        )
    if state.waits(desk.now) and state.wait is not None:
        return words("feed.waits", day=_day(desk, state.wait))
    if silent is not None:
        return words("feed.silent", day=_day(desk, silent))
    return ""


def _day(desk: Desk, moment: datetime) -> str:
    day = moment.astimezone(desk.brand.zone).date()
    return desk.words.dated(day)


def sync_lines(desk: Desk, told: Sequence[Told]) -> list[str]:
    """What is new in all feeds, and what is the matter with some."""
    words = desk.words
    lines: list[str] = []
    for one in told:
        name = name_of(one.feed, one.state)
        lines += new_lines(desk, one)
        trouble = trouble_with(desk, one.state)
        if trouble:
            lines.append(wrapped(f"{name}: {trouble}"))
        if one.moved and one.moved != one.feed.url:
            lines.append(wrapped(words("feed.moved", name=name, url=one.moved, path=FEEDS)))
    answered = sum(one.outcome in {"new", "same"} for one in told)
    lines.append(wrapped(words("feed.asked", n=len(told), answered=answered)))
    if any(one.new and not one.feed.channel for one in told):
        lines.append(wrapped(words("feed.then")))
    return lines


def new_lines(desk: Desk, one: Told) -> list[str]:
    """What is new in a feed."""
    return [wrapped(line) for line in _new(desk, one)]


def _new(desk: Desk, one: Told) -> Iterator[str]:
    words, name = desk.words, name_of(one.feed, one.state)
    if one.kept.kept:
        yield words("feed.kept", name=name, n=len(one.kept.kept))
    if one.kept.joined:
        yield words("import.joined", n=len(one.kept.joined))
    if one.kept.unlabelled:
        yield words("import.unlabelled", n=len(one.kept.unlabelled))
    if one.new and not one.feed.channel:
        yield words("feed.new", name=name, n=one.new)


def feed_row(desk: Desk, one: Feed, state: State) -> dict[str, Any]:
    """A feed as JSON."""
    moments = {
        "asked": state.asked,
        "answered": state.answered,
        "last": max(state.moments, default=None),
        "silent_since": state.silent_since(desk.now),
        "failing_since": state.failing,
        "wait_until": state.wait,
    }
    return {
        "url": one.url,
        "name": one.name or state.title or None,
        "channel": one.channel or None,
        "private": one.private,
        **{name: moment.isoformat() if moment else None for name, moment in moments.items()},
        "trouble": desk.said(state.trouble) or None,
        "gone": state.gone,
    }


def told_row(desk: Desk, one: Told) -> dict[str, Any]:
    """What became of a feed that was asked, as JSON."""
    return {
        "url": one.feed.url,
        "outcome": one.outcome,
        "new": one.new,
        "kept": one.kept.kept,
        "joined": one.kept.joined,
        "moved": one.moved or None,
        "trouble": desk.said(one.state.trouble) or None,
    }
