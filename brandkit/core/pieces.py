"""What a slot's theme becomes: a format, and matter: a series part, an idea, an evergreen piece."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import UTC, date, datetime
from typing import NamedTuple

from brandkit.core.model import Brand, Calendar, Entry, Idea, Series, Slot, Theme
from brandkit.core.notation.entries import evergreen_of

SERIES_MARK = "series:"


class Matter(NamedTuple):
    """The *format* of a piece and what it is made of; *idea* names an idea or a series part."""

    format: str
    idea: str = ""
    title: str = ""
    origin: Entry | None = None


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
    templates: frozenset[Template]
    ideas: Sequence[Idea]
    calendars: Mapping[str, Calendar]
    uses: dict[str, list[_Use]] = field(default_factory=dict)
    taken: dict[str, datetime] = field(default_factory=dict)
    pieces: dict[str, list[Entry]] = field(default_factory=dict)

    @classmethod
    def of(
        cls,
        brand: Brand,
        templates: Iterable[Template],
        ideas: Sequence[Idea],
        calendars: Sequence[Calendar],
        entries: Iterable[Entry],
    ) -> Stock:
        """The stock with everything marked as used that *entries* use."""
        stock = cls(brand, frozenset(templates), ideas, {c.id: c for c in calendars})
        for entry in entries:
            stock.use(entry)
        return stock

    def use(self, entry: Entry) -> None:
        """Mark the format, idea and piece of *entry* as used."""
        use = _Use(entry.moment.astimezone(UTC), entry.format)
        self.uses.setdefault(entry.channel, []).append(use)
        if entry.idea:
            self.taken[entry.idea] = use.when
        self.pieces.setdefault(entry.piece or entry.id, []).append(entry)

    def matter_for(self, slot: Slot, theme: Theme) -> Matter:
        """A format and matter for a post on *theme* in *slot*."""
        formats = self.formats(slot.channel, theme)
        chosen = slot.format if slot.format in formats else self._format(slot, formats)
        if slot.title:
            return Matter(chosen, title=slot.title)
        for series in self._series(slot):
            part = self._next_part(series, slot, theme)
            if part is not None:
                title = f"{series.title} {part + 1}/{len(series.parts)}: {series.parts[part]}"
                return Matter(chosen, f"{SERIES_MARK}{series.id}/{part + 1}", title)
        idea = self._idea(slot, theme)
        if idea is not None:
            fitting = idea.format if idea.format in formats and not slot.format else chosen
            return Matter(fitting, idea.id, idea.title)
        calendar = self.calendars.get(slot.key.calendar)
        if calendar is not None and calendar.evergreen:
            origin = self._evergreen(slot, theme)
            if origin is not None:
                return Matter(origin.format or chosen, title=origin.title, origin=origin)
        return Matter(chosen)

    def formats(self, channel_id: str, theme: Theme) -> list[str]:
        """The formats that a post on *theme* may take on a channel, sorted."""
        channel = self.brand.channel(channel_id)
        if channel is None:
            return []
        found = {
            template.format
            for template in self.templates
            if template.kind == channel.kind and template.language == channel.language
        }
        wanted = found & set(theme.formats)
        return sorted(wanted or found)

    def _format(self, slot: Slot, formats: list[str]) -> str:
        """The format least recently used on the channel, not one that stands next to the slot."""
        if not formats:
            return ""
        moment = slot.when.astimezone(UTC)
        uses = sorted(self.uses.get(slot.channel, ()))
        earlier = [use for use in uses if use.when < moment]
        later = [use for use in uses if use.when >= moment]
        neighbours = {use.format for use in (*earlier[-1:], *later[:1])}
        last = {use.format: use.when for use in earlier}
        fitting = [name for name in formats if name not in neighbours] or formats
        never = datetime.min.replace(tzinfo=UTC)
        return min(fitting, key=lambda name: (last.get(name, never), name))

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

    def _idea(self, slot: Slot, theme: Theme) -> Idea | None:
        fitting = [
            idea
            for idea in self.ideas
            if not idea.dropped
            and idea.id not in self.taken
            and self._is_on(idea, theme)
            and idea.channel in {"", slot.channel}
            and _holds(slot.key.day, idea.not_before, idea.not_after)
        ]
        return min(fitting, key=lambda idea: (idea.added or date.max, idea.id), default=None)

    def _is_on(self, idea: Idea, theme: Theme) -> bool:
        known = self.brand.theme(idea.theme)
        return known is not None and known.id == theme.id

    def _evergreen(self, slot: Slot, theme: Theme) -> Entry | None:
        """The published piece on *theme* that rested longest and is allowed to come back."""
        found: list[tuple[datetime, str, Entry]] = []
        for uses in self.pieces.values():
            origin = uses[0]
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
        """Whether an untouched draft's format and idea are still there."""
        if entry.format not in self.formats(entry.channel, theme):
            return False
        if not entry.idea:
            return True
        if entry.idea.startswith(SERIES_MARK):
            name, _, number = entry.idea.removeprefix(SERIES_MARK).partition("/")
            return any(
                series.id == name and number.isdecimal() and 0 < int(number) <= len(series.parts)
                for calendar in self.calendars.values()
                for series in calendar.series
            )
        return any(
            idea.id == entry.idea and not idea.dropped and self._is_on(idea, theme)
            for idea in self.ideas
        )


def _holds(day: date, first: date | None, last: date | None) -> bool:
    return (first is None or day >= first) and (last is None or day <= last)
