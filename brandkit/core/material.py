"""Which story is told next: on the theme, allowed, and not told for a year."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from datetime import UTC, date, datetime, timedelta

from brandkit.core.model import Brand, Entry, Material, Theme

REST = timedelta(days=365)
"""How long a story rests before it may be told again."""


class MaterialStock:
    """The material of a brand, and when each piece of it was used."""

    def __init__(self, brand: Brand, material: Sequence[Material]) -> None:
        self._brand = brand
        self._items = {item.id: item for item in material}
        self._told: dict[str, list[datetime]] = {}

    def use(self, entry: Entry) -> None:
        """Mark the material of *entry* as used, if it has any."""
        if entry.material:
            self._told.setdefault(entry.material, []).append(entry.moment.astimezone(UTC))

    def next_for(
        self, channel: str, when: datetime, theme: Theme, kinds: Collection[str]
    ) -> Material | None:
        """The material of these *kinds* to be used next: never used before the oldest."""
        fitting = [
            item
            for item in self._items.values()
            if item.kind in kinds
            and self.may_serve(item.id, channel, theme)
            and self.has_rested(item.id, when)
        ]
        return min(fitting, key=self._freshness, default=None)

    def may_serve(self, material_id: str, channel: str, theme: Theme) -> bool:
        """Whether the person allows it to be published, on this theme and channel."""
        item = self._items.get(material_id)
        if item is None or not item.may_publish:
            return False
        themes = {known.id for name in item.themes if (known := self._brand.theme(name))}
        return theme.id in themes and (not item.channels or channel in item.channels)

    def has_rested(self, material_id: str, when: datetime) -> bool:
        """Whether it was not used for a year around *when*."""
        moment = when.astimezone(UTC)
        away = [abs(moment - other) for other in self._told.get(material_id, ())]
        item = self._items.get(material_id)
        away += [abs(moment.date() - day) for day in (item.used if item else ())]
        return all(distance >= REST for distance in away)

    def _freshness(self, item: Material) -> tuple[bool, date, str]:
        days = [when.date() for when in self._told.get(item.id, ())] + list(item.used)
        return bool(days), max(days, default=item.added or date.max), item.id
