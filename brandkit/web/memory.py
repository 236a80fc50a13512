"""What pages look up again and again, kept until a file changes."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, Protocol, TypeVar, cast

from brandkit import clock

T = TypeVar("T")
LONGEST = 30.0
"""Seconds after which all is looked up again: notes in other folders are not watched."""


class Watching(Protocol):
    """What tells of changes: how many there were, and whether it tells of them at once."""

    count: int
    is_instant: bool


class Memory:
    """Values by key, for as long as the *watch* tells of no change."""

    def __init__(self, watch: Watching | None = None) -> None:
        self._watch = watch
        self._known: dict[object, Any] = {}
        self._count = -1
        self._since = 0.0

    def of(self, key: object, make: Callable[[], T]) -> T:
        """The value of *key*, made now where it is not known."""
        if self._watch is not None:
            if self._count != self._watch.count or clock.ticks().awake - self._since > LONGEST:
                self.forget()
            if not self._watch.is_instant:
                return make()
        if key not in self._known:
            self._known[key] = make()
        return cast("T", self._known[key])

    def forget(self) -> None:
        """Nothing is known any more."""
        self._known.clear()
        self._since = clock.ticks().awake
        if self._watch is not None:
            self._count = self._watch.count
