"""What the slots are filled with: each gets its matter, drafts that can stay as they are stay."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from collections.abc import Set as AbstractSet
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime
from typing import NamedTuple

from brandkit.core.calendar.model import Calendar
from brandkit.core.choosing import Choice
from brandkit.core.model import Brand, Entry, Idea, Material, Slot, SlotKey, Theme
from brandkit.core.notation.entries import entry_id
from brandkit.core.notation.templates import Pattern
from brandkit.core.pieces import EARLIER_MARK, SERIES_MARK, Matter, Stock, Template


@dataclass(frozen=True)
class Situation:
    """All that the plan depends on. Slots are filled in `[now, horizon)`.

    *read* has, by entry, the hundredths of themes that unlabelled published posts were read as.
    """

    brand: Brand
    calendars: tuple[Calendar, ...]
    entries: tuple[Entry, ...]
    ideas: tuple[Idea, ...]
    templates: Mapping[Template, Pattern]
    now: datetime
    horizon: datetime
    material: tuple[Material, ...] = ()
    read: Mapping[str, Mapping[str, int]] = field(default_factory=dict)


class Line(NamedTuple):
    """An entry as it shall be, what it was, and why it has its theme.

    *action* is `new`, `kept`, `retimed` (another hour), `moved` (another slot) or `changed`
    (rendered again). *origin* is the piece that comes back.
    """

    entry: Entry
    action: str
    choice: Choice
    old: Entry | None = None
    origin: Entry | None = None


INTERVIEW = "interview"
Opened = tuple[Slot, Theme, Choice, Entry | None]
"""A slot to be filled, its theme, why, and the untouched draft that stands there."""


def made_lines(
    situation: Situation, keeping: Sequence[Entry], opened: Sequence[Opened]
) -> list[Line]:
    """A line for each slot; an idea that found none takes that of a draft made of less.

    Material and reactions give way, the earliest first, until no idea is left that would fit.
    """
    giving_up: set[SlotKey] = set()
    while True:
        stock = Stock.of(
            situation.brand,
            situation.templates,
            situation.ideas,
            situation.calendars,
            keeping,
            situation.material,
        )
        lines = _lines(situation, stock, opened, giving_up)
        made = {line.entry.slot: line.entry for line in lines}
        less = [
            slot.key
            for slot, theme, _, old in opened
            if old is not None
            and slot.key not in giving_up
            and (made[slot.key].material or made[slot.key].idea.startswith(EARLIER_MARK))
            and stock.idea_for(slot, theme) is not None
        ]
        if not less:
            return lines
        giving_up.add(min(less, key=lambda key: (key.day, key.ordinal, key.channel)))


def _lines(
    situation: Situation,
    stock: Stock,
    opened: Sequence[Opened],
    giving_up: AbstractSet[SlotKey],
) -> list[Line]:
    """A line for each filled slot; drafts that can stay as they are claim their matter first.

    Those in the slots *giving_up* do not.
    """
    keep: dict[SlotKey, Entry] = {}
    for slot, theme, _, old in opened:
        if old is None or slot.key in giving_up or not stock.still_holds(old, theme):
            continue
        known = situation.brand.theme(old.theme)
        if known is not None and known.id == theme.id and old.channel == slot.channel:
            pinned = (slot.title and slot.title != old.title) or (
                slot.format and slot.format != old.format
            )
            spent = old.idea in stock.taken or not stock.material.has_rested(
                old.material, slot.when
            )
            if not pinned and not spent:
                keep[slot.key] = old
                stock.use(replace(old, when=slot.when))
    used = {entry.id for entry in situation.entries} | {idea.origin for idea in situation.ideas}
    lines: list[Line] = []
    for slot, theme, choice, old in opened:
        kept = keep.get(slot.key)
        if kept is not None and (is_made_of(kept) or not _has_matter(stock, slot, theme)):
            lines.append(kept_line(kept, slot, choice))
            continue
        matter = stock.matter_for(slot, theme)
        identity = old.id if old is not None else free_id(slot.key, used)
        channel = situation.brand.channel(slot.channel)
        entry = Entry(
            id=identity,
            calendar=slot.key.calendar,
            slot=slot.key,
            when=slot.when,
            channel=slot.channel,
            language=channel.language if channel else situation.brand.language,
            theme=theme.id,
            format=_format(matter, kept),
            title=matter.title,
            idea=matter.idea,
            material=matter.material,
            piece=(matter.origin.piece or matter.origin.id) if matter.origin else "",
            path=old.path if old else "",
            keys=old.keys if old else {},
        )
        stock.use(entry)
        lines.append(Line(entry, "changed" if old else "new", choice, old, matter.origin))
    return lines


def _format(matter: Matter, kept: Entry | None) -> str:
    """The format of a draft that gets matter: the one it has, if that can take it."""
    if kept is None or matter.settled or (matter.material and kept.format != matter.format):
        return matter.format
    return kept.format


def _has_matter(stock: Stock, slot: Slot, theme: Theme) -> bool:
    """Whether an interview slot could get matter now."""
    matter = stock.matter_for(slot, theme)
    return bool(matter.idea or matter.origin or matter.material)


def is_made_of(entry: Entry) -> bool:
    """Whether a draft has matter: an idea, a piece of material, an earlier piece."""
    return made_of(entry) != INTERVIEW


def made_of(entry: Entry) -> str:
    """What an entry is made of: series, earlier, idea, material, evergreen, or an interview."""
    for mark, name in ((SERIES_MARK, "series"), (EARLIER_MARK, "earlier"), ("", "idea")):
        if entry.idea and entry.idea.startswith(mark):
            return name
    return "material" if entry.material else "evergreen" if entry.piece else INTERVIEW


def free_id(key: SlotKey, used: set[str]) -> str:
    """The first id of a slot that is not *used*; from now on it is."""
    n = 0
    while (identity := entry_id(key, n)) in used:
        n += 1
    used.add(identity)
    return identity


def kept_line(entry: Entry, slot: Slot, choice: Choice) -> Line:
    """An entry that stays as it is, perhaps at another hour or on another slot."""
    same_slot = entry.slot == slot.key
    same_time = entry.when.astimezone(UTC) == slot.when.astimezone(UTC)
    action = "kept" if same_slot and same_time else "retimed" if same_slot else "moved"
    return Line(replace(entry, when=slot.when, slot=slot.key), action, choice, entry)
