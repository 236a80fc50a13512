"""Somebody whom one is connected with on a network: a row, until a note on them is kept."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date
from typing import NamedTuple

from brandkit.core.model import Theme
from brandkit.core.people.naming import address_key, folded
from brandkit.core.people.person import Person

OFFERED = 5
"""So many are offered to be kept at a time; nobody keeps notes on ten thousand."""


class Connection(NamedTuple):
    """What an archive tells of somebody: counts and dates, never words.

    *keep* is `no` for those of whom no note is wanted.
    """

    name: str
    url: str = ""
    company: str = ""
    position: str = ""
    email: str = ""
    connected: date | None = None
    messages: int = 0
    last_message: date | None = None
    endorsements: int = 0
    recommended: bool = False
    keep: str = ""

    @property
    def key(self) -> str:
        """What tells this one from others: the address, or name and company."""
        return address_key(self.url) or f"{folded(self.name)}|{folded(self.company)}"


def joined_connections(
    known: Iterable[Connection], fresh: Iterable[Connection]
) -> list[Connection]:
    """The *known* ones brought up to date by the *fresh* ones; who is no longer listed stays."""
    found = {one.key: one for one in known}
    for one in fresh:
        old = found.get(one.key)
        found[one.key] = one if old is None else _newer(old, one)
    return sorted(found.values(), key=lambda one: (one.connected or date.min, one.name, one.key))


def _newer(old: Connection, one: Connection) -> Connection:
    """*one* as a later archive tells it; a smaller archive takes away nothing that was known."""
    return one._replace(
        email=one.email or old.email,
        connected=one.connected or old.connected,
        messages=max(one.messages, old.messages),
        last_message=max(filter(None, (one.last_message, old.last_message)), default=None),
        endorsements=max(one.endorsements, old.endorsements),
        recommended=one.recommended or old.recommended,
        keep=old.keep,
    )


def without_notes(connections: Iterable[Connection], people: Sequence[Person]) -> list[Connection]:
    """Those of whom there is no note, and of whom one may be wanted."""
    addresses = {address_key(a) for one in people for a in one.handles.values()}
    names = {folded(name) for one in people for name in (one.name, *one.aliases)}
    return [
        one
        for one in connections
        if not one.keep
        and not ({address_key(one.url), one.email.casefold()} - {""}) & addresses
        and folded(one.name) not in names
    ]


def offered(
    connections: Iterable[Connection], people: Sequence[Person], themes: Sequence[Theme]
) -> list[Connection]:
    """The few of whom a note is worth keeping most: who wrote, endorsed, works on one's themes."""
    words = {folded(word) for theme in themes for word in (theme.name, *theme.keywords)}
    open_ones = without_notes(connections, people)
    ranked = sorted(open_ones, key=lambda one: (-_worth(one, words), one.name, one.key))
    return ranked[:OFFERED]


def _worth(one: Connection, words: set[str]) -> float:
    """How much the archive says that somebody matters: an order, not a measure."""
    said = f" {folded(one.position)} {folded(one.company)} "
    near = any(f" {word} " in said for word in words if word)
    return min(one.messages, 30) + 5 * min(one.endorsements, 4) + 15 * one.recommended + 4 * near
