"""No piece sounds like the last: of several ways to say it, the one that was longest not heard."""

from __future__ import annotations

from bisect import bisect_left, bisect_right, insort
from collections.abc import Sequence
from datetime import UTC, datetime, timedelta

from brandkit.core.model import Entry
from brandkit.core.notation.templates import PIECE

REST = timedelta(days=60)
"""No opening or closing returns within these, where another is left."""
MONTH = timedelta(days=31)
"""No sentence is shared by two drafts that lie closer than these."""


Part = tuple[str, ...]
"""A part of a template, as it is remembered: format, language, role, name."""
NEVER = datetime.min.replace(tzinfo=UTC)


class Heard:
    """When each part of a template was used, and on which channel."""

    def __init__(self) -> None:
        self._uses: dict[Part, list[tuple[datetime, str]]] = {}

    def put(self, part: Part, when: datetime, channel: str) -> None:
        insort(self._uses.setdefault(part, []), (when.astimezone(UTC), channel))

    def forget(self, part: Part, when: datetime, channel: str) -> None:
        self._uses[part].remove((when.astimezone(UTC), channel))

    def in_turn(self, parts: Sequence[Part], when: datetime, channel: str) -> list[int]:
        """The *parts*, by number, best first.

        First those that rest for 60 days around *when* on every channel, then those least
        recently used on this channel, then anywhere; at last in their own order.
        """
        moment = when.astimezone(UTC)

        def rank(n: int) -> tuple[timedelta, datetime, datetime, int]:
            uses = self._uses.get(parts[n])
            if not uses:
                return -REST, NEVER, NEVER, n
            place = bisect_right(uses, moment, key=lambda use: use[0])
            beside = (*uses[max(place - 1, 0) : place], *uses[place : place + 1])
            near = min((abs(at - moment) for at, _ in beside), default=REST)
            last = uses[place - 1][0] if place else NEVER
            here = next((at for at, where in reversed(uses[:place]) if where == channel), NEVER)
            return -min(near, REST), here, last, n

        return sorted(range(len(parts)), key=rank)


class Said:
    """What drafts say, by their moment, so that one need not say what another just said."""

    def __init__(self) -> None:
        self._texts: dict[str, tuple[datetime, str]] = {}
        self._order: list[tuple[datetime, str]] = []

    def put(self, identity: str, when: datetime, text: str) -> None:
        """Remember the *text* of the draft *identity* at *when*, instead of what it said before."""
        self.forget(identity)
        moment = when.astimezone(UTC)
        self._texts[identity] = (moment, plain(text))
        key = (moment, identity)
        self._order.insert(bisect_left(self._order, key), key)

    def forget(self, identity: str) -> None:
        """The draft *identity* no longer says anything."""
        if identity in self._texts:
            moment, _ = self._texts.pop(identity)
            self._order.pop(bisect_left(self._order, (moment, identity)))

    def near(self, words: str, when: datetime, identity: str) -> bool:
        """Whether a draft other than *identity* within a month of *when* says *words*."""
        wanted = plain(words)
        moment = when.astimezone(UTC)
        for at, other in self._order[bisect_left(self._order, (moment - MONTH, "")) :]:
            if at > moment + MONTH:
                break
            if other != identity and wanted in self._texts[other][1]:
                return True
        return False


def plain(text: str) -> str:
    """*text* as it is compared: small letters, single spaces, no end mark."""
    return " ".join(text.casefold().split()).rstrip(".!… ")


def named_roles(parts: str) -> list[tuple[str, str]]:
    """`title/opening/body/closing`, or without the title where the piece was given one."""
    names = parts.split("/") if parts else []
    if len(names) > len(PIECE):
        return []
    return list(zip(PIECE[len(PIECE) - len(names) :], names, strict=True))


def part_names(entry: Entry) -> list[Part]:
    """The parts of templates that *entry* is put together from."""
    return [(entry.format, entry.language, role, name) for role, name in named_roles(entry.parts)]
