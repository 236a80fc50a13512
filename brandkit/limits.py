"""The channels' limits: those that ship, and the person's own instead."""

from __future__ import annotations

import os
import tomllib
from functools import cache
from typing import NamedTuple

from brandkit.core.counting.rules import POST, Limit, Rules, rules_for
from brandkit.core.drafts.shapes import MESSAGE
from brandkit.core.model import Brand, Channel, Entry
from brandkit.core.saying import _
from brandkit.data import HERE
from brandkit.errors import ImpossibleError


@cache
def limits() -> tuple[Limit, ...]:
    """Everything that `data/limits.toml` says."""
    with open(os.path.join(HERE, "limits.toml"), "rb") as file:
        return tuple(Limit(**table) for table in tomllib.load(file)["limit"])


def rules_of(channel: Channel) -> Rules:
    """The limits of a *channel*."""
    return rules_for(limits(), channel.kind, channel.limits)


class Place(NamedTuple):
    """Where an entry goes out: what that is called, its shape, and its limits."""

    name: str
    kind: str
    rules: Rules


def place_of(brand: Brand, entry: Entry) -> Place:
    """The place of *entry*: its channel, or a message to somebody where it is a task."""
    if entry.is_task:
        own = [one for one in limits() if (one.kind, one.field) == (MESSAGE, entry.format)]
        return Place(entry.calendar, MESSAGE, Rules(tuple(one._replace(field=POST) for one in own)))
    channel = channel_of(brand, entry)
    return Place(channel.name, channel.kind, rules_of(channel))


def channel_of(brand: Brand, entry: Entry) -> Channel:
    """The channel of *entry*; `ImpossibleError` where the brand has it no more."""
    channel = brand.channel(entry.channel)
    if channel is None:
        known = ", ".join(item.id for item in brand.channels)
        raise ImpossibleError(
            _(
                "{path}: there is no channel {channel!r} in brand.toml; there is {known}",
                path=entry.path,
                channel=entry.channel,
                known=known,
            )
        )
    return channel
