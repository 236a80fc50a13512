"""The channels' limits: those that ship, and the person's own instead."""

from __future__ import annotations

import os
import tomllib
from functools import cache

from brandkit.core.counting.rules import Limit, Rules, rules_for
from brandkit.core.model import Channel
from brandkit.data import HERE


@cache
def limits() -> tuple[Limit, ...]:
    """Everything that `data/limits.toml` says."""
    with open(os.path.join(HERE, "limits.toml"), "rb") as file:
        return tuple(Limit(**table) for table in tomllib.load(file)["limit"])


def rules_of(channel: Channel) -> Rules:
    """The limits of a *channel*."""
    return rules_for(limits(), channel.kind, channel.limits)
