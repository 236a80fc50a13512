"""What a slot's theme becomes: a format, and matter to make a piece of.

Matter is, in this order: the next part of a series, an idea, unused material, an evergreen piece
that may come back, a reaction to an earlier piece. Where there is none the slot is an interview.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right, insort
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, timedelta
from typing import NamedTuple

from brandkit.core.calendar.model import Calendar, Series
from brandkit.core.drafts.campaigns import campaign_format
from brandkit.core.material import MaterialStock
from brandkit.core.model import Brand, Entry, Idea, Material, Slot, Theme
from brandkit.core.notation.entries import evergreen_of
from brandkit.core.notation.templates import Pattern

SERIES_MARK = "series:"
EARLIER_MARK = "earlier:"
"""How an entry's `idea` names the piece that it is a reaction to."""
REACTION_AGE = (timedelta(days=90), timedelta(days=730))
"""How old a piece is that one comes back to: old enough to have changed one's mind."""
EASIEST = "lesson story question how-to myth list opinion case resource thanks".split()
"""The order in which formats that were never used come up: the easiest to answer first."""
BETWEEN_REACTIONS = timedelta(days=60)


class Matter(NamedTuple):
    """*idea* names one, a series part or an earlier piece; *settled*: no other *format* will do."""

    format: str
    idea: str = ""
    title: str = ""
    origin: Entry | None = None
    material: str = ""
    settled: bool = False


class Template(NamedTuple):
    """What a template can be used for."""

    format: str
    kind: str
    language: str


class _Use(NamedTuple):
    when: datetime
    format: str


@dataclass
class Stock:
    """What is there to write with (templates, ideas, series, the record), and what is used."""

    brand: Brand
    templates: Mapping[Template, Pattern]
    ideas: Sequence[Idea]
    calendars: Mapping[str, Calendar]
    material: MaterialStock
    uses: dict[str, list[_Use]] = field(default_factory=dict)
    taken: dict[str, datetime] = field(default_factory=dict)
    pieces: dict[str, list[Entry]] = field(default_factory=dict)
    _offered: dict[str, dict[str, Pattern]] = field(default_factory=dict)

    @classmethod
    def of(
        cls,
        brand: Brand,
        templates: Mapping[Template, Pattern],
        ideas: Sequence[Idea],
        calendars: Sequence[Calendar],
        entries: Iterable[Entry],
        material: Sequence[Material] = (),
    ) -> Stock:
        """The stock with everything marked as used that *entries* use."""
        told = MaterialStock(brand, material)
        stock = cls(brand, templates, ideas, {c.id: c for c in calendars}, told)
        for entry in entries:
            stock.use(entry)
        return stock

    def use(self, entry: Entry) -> None:
        """Mark the format, idea, material and piece of *entry* as used."""
        use = _Use(entry.moment.astimezone(UTC), entry.format)
        insort(self.uses.setdefault(entry.channel, []), use)
        if entry.idea:
            self.taken[entry.idea] = use.when
        self.material.use(entry)
        self.pieces.setdefault(entry.piece or entry.id, []).append(entry)

    def matter_for(self, slot: Slot, theme: Theme) -> Matter:
        """A format and matter for a post on *theme* in *slot*."""
        formats, offered = self.formats(slot.channel, theme), self.offered(slot.channel)
        wanted = slot.format or (campaign_format(slot.campaign) if slot.campaign else "")
        chosen = wanted if wanted in offered else self._format(slot, formats)
        if slot.title:
            return Matter(chosen, title=slot.title)
        for series in self._series(slot):
            part = self._next_part(series, slot, theme)
            if part is not None:
                title = f"{series.title} {part + 1}/{len(series.parts)}: {series.parts[part]}"
                return Matter(chosen, f"{SERIES_MARK}{series.id}/{part + 1}", title)
        idea = self.idea_for(slot, theme)
        if idea is not None:
            own = idea.format in offered and not slot.format
            return Matter(idea.format if own else chosen, idea.id, idea.title, settled=own)
        apart = self._apart(slot, formats)
        free = [slot.format] if slot.format else formats if len(formats) == 1 else apart
        takes = self._takes(slot, free)
        material = self.material.next_for(slot.channel, slot.when, theme, takes)
        if material is not None:
            takers = [name for name in free if material.kind in self._takes(slot, [name])]
            fitting = chosen if chosen in takers or slot.format else self._format(slot, takers)
            return Matter(fitting, material=material.id)
        calendar = self.calendars.get(slot.key.calendar)
        if calendar is not None and calendar.evergreen:
            origin = self._evergreen(slot, theme)
            if origin is not None:
                known = origin.format if origin.format in offered else chosen
                return Matter(known, title=origin.title, origin=origin)
        earlier = self._earlier(slot, theme)
        if earlier is not None:
            return Matter(chosen, f"{EARLIER_MARK}{earlier.id}")
        return Matter(chosen)

    def formats(self, channel_id: str, theme: Theme) -> list[str]:
        """The formats that a post on *theme* may take on a channel, sorted.

        Those for an occasion only where the theme names them.
        """
        offered = self.offered(channel_id)
        wanted = set(offered) & set(theme.formats)
        in_turn = {name for name, pattern in offered.items() if not pattern.occasion}
        return sorted(wanted or in_turn or offered)

    def offered(self, channel_id: str) -> dict[str, Pattern]:
        """The formats that there are for a channel, those for an occasion too."""
        if channel_id not in self._offered:
            channel = self.brand.channel(channel_id)
            self._offered[channel_id] = {
                template.format: pattern
                for template, pattern in self.templates.items()
                if channel is not None
                and (template.kind, template.language) == (channel.kind, channel.language)
            }
        return self._offered[channel_id]

    def _format(self, slot: Slot, formats: list[str]) -> str:
        """The format least recently used on the channel, not one that stands next to the slot."""
        if not formats:
            return ""
        earlier, _ = self._around(slot)
        last = {use.format: use.when for use in earlier}
        fitting = self._apart(slot, formats) or formats
        never = datetime.min.replace(tzinfo=UTC)
        return min(fitting, key=lambda name: (last.get(name, never), _ease(name), name))

    def _around(self, slot: Slot) -> tuple[list[_Use], list[_Use]]:
        """What stands on the slot's channel before it, and after it; not what stands in it."""
        moment = slot.when.astimezone(UTC)
        uses = self.uses.get(slot.channel, [])
        first = bisect_left(uses, moment, key=lambda use: use.when)
        last = bisect_right(uses, moment, key=lambda use: use.when)
        return uses[:first], uses[last:]

    def _apart(self, slot: Slot, formats: Iterable[str]) -> list[str]:
        """Those of the *formats* that do not stand next to the slot."""
        earlier, later = self._around(slot)
        neighbours = {use.format for use in (*earlier[-1:], *later[:1])}
        return [name for name in formats if name not in neighbours]

    def _series(self, slot: Slot) -> list[Series]:
        calendar = self.calendars.get(slot.key.calendar)
        return [] if calendar is None else list(calendar.series)

    def _next_part(self, series: Series, slot: Slot, theme: Theme) -> int | None:
        """The first part not yet placed, if this slot lies between its neighbours."""
        known = self.brand.theme(series.theme)
        if known is None or known.id != theme.id:
            return None
        if series.channel and series.channel != slot.channel:
            return None
        if series.start and slot.key.day < series.start:
            return None
        moment = slot.when.astimezone(UTC)
        for n in range(len(series.parts)):
            placed = self.taken.get(f"{SERIES_MARK}{series.id}/{n + 1}")
            if placed is None:
                rest = range(n + 1, len(series.parts))
                later = [self.taken.get(f"{SERIES_MARK}{series.id}/{k + 1}") for k in rest]
                return None if any(when and when < moment for when in later) else n
            if placed >= moment:
                return None
        return None

    def idea_for(self, slot: Slot, theme: Theme) -> Idea | None:
        """The oldest idea on *theme* that may stand in *slot*."""
        fitting = [
            idea
            for idea in self.ideas
            if not idea.dropped
            and idea.id not in self.taken
            and self._is_of(idea.theme, theme)
            and idea.channel in {"", slot.channel}
            and _holds(slot.key.day, idea.not_before, idea.not_after)
        ]
        return min(fitting, key=lambda idea: (idea.added or date.max, idea.id), default=None)

    def _is_of(self, theme_id: str, theme: Theme) -> bool:
        known = self.brand.theme(theme_id)
        return known is not None and known.id == theme.id

    def _takes(self, slot: Slot, formats: Iterable[str]) -> frozenset[str]:
        """The kinds of material that pieces of these formats can be made of."""
        offered = self.offered(slot.channel)
        return frozenset().union(*(offered[name].takes for name in formats if name in offered))

    def _earlier(self, slot: Slot, theme: Theme) -> Entry | None:
        """The latest published piece on *theme* that is old enough to come back to, once.

        Not more than one reaction in 60 days, so that a long record is no treadmill.
        """
        moment = slot.when.astimezone(UTC)
        ours = {entry.id: entry for uses in self.pieces.values() for entry in uses}
        for mark, when in self.taken.items():
            other = ours.get(mark.removeprefix(EARLIER_MARK)) if EARLIER_MARK in mark else None
            near = abs(when - moment) < BETWEEN_REACTIONS
            if near and other is not None and self._is_of(other.theme, theme):
                return None
        fitting = [
            entry
            for entry in ours.values()
            if entry.status == "published"
            and entry.title
            and self._is_of(entry.theme, theme)
            and REACTION_AGE[0] <= moment - entry.moment.astimezone(UTC) <= REACTION_AGE[1]
            and not entry.piece
            and f"{EARLIER_MARK}{entry.id}" not in self.taken
            and evergreen_of(entry) is None
        ]
        return max(fitting, key=lambda one: (one.moment.astimezone(UTC), one.id), default=None)

    def _evergreen(self, slot: Slot, theme: Theme) -> Entry | None:
        """The published piece on *theme* that rested longest and is allowed to come back."""
        found: list[tuple[datetime, str, Entry]] = []
        for piece, told in self.pieces.items():
            origin = next((entry for entry in told if entry.id == piece), told[0])
            uses = [entry for entry in told if entry.channel == origin.channel]
            terms = evergreen_of(origin)
            known = self.brand.theme(origin.theme)
            if terms is None or origin.status != "published" or known is None:
                continue
            latest = max(use.moment for use in uses)
            rested = (slot.key.day - latest.date()).days
            if (
                known.id == theme.id
                and origin.channel == slot.channel
                and len(uses) < terms.max_uses
                and rested >= terms.cooldown_days
                and _holds(slot.key.day, terms.not_before, terms.not_after)
            ):
                found.append((latest.astimezone(UTC), origin.id, origin))
        return min(found)[2] if found else None

    def still_holds(self, entry: Entry, theme: Theme) -> bool:
        """Whether an untouched draft's format and matter are still there."""
        if entry.format not in self.offered(entry.channel):
            return False
        if theme.formats and entry.format not in self.formats(entry.channel, theme):
            return False
        if entry.material:
            return self.material.may_serve(entry.material, entry.channel, theme)
        if not entry.idea or entry.idea.startswith(EARLIER_MARK):
            return True
        if entry.idea.startswith(SERIES_MARK):
            name, _, number = entry.idea.removeprefix(SERIES_MARK).partition("/")
            return any(
                series.id == name and number.isdecimal() and 0 < int(number) <= len(series.parts)
                for calendar in self.calendars.values()
                for series in calendar.series
            )
        return any(
            idea.id == entry.idea and not idea.dropped and self._is_of(idea.theme, theme)
            for idea in self.ideas
        )


def _ease(name: str) -> int:
    return EASIEST.index(name) if name in EASIEST else len(EASIEST)


def _holds(day: date, first: date | None, last: date | None) -> bool:
    return (first is None or day >= first) and (last is None or day <= last)
