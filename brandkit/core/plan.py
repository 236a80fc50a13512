"""The whole plan, as a value: what each slot holds, what is new, what goes, what is to be told."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime, timedelta
from typing import NamedTuple

from brandkit.core.calendar.placing import Placement, place
from brandkit.core.calendar.rhythm import Span, all_slots
from brandkit.core.choosing import Choice, Done, Fixed
from brandkit.core.drafts.campaigns import campaign_title
from brandkit.core.duplicates import duplicates
from brandkit.core.model import Brand, Calendar, Entry, Idea, Material, Slot, SlotKey, Theme
from brandkit.core.notation.entries import entry_id
from brandkit.core.notation.templates import Pattern
from brandkit.core.pieces import Matter, Stock, Template
from brandkit.core.planner.by_share import Assignment, ByShare
from brandkit.core.planner.problem import MEMORY_DAYS
from brandkit.core.planner.reach import OutOfReach, out_of_reach
from brandkit.core.shares import shares_on

FARTHEST = timedelta(days=3653)
"""Slots are looked at ten years ahead at most, wherever a draft was put by hand."""


@dataclass(frozen=True)
class Situation:
    """All that the plan depends on. Slots are filled in `[now, horizon)`."""

    brand: Brand
    calendars: tuple[Calendar, ...]
    entries: tuple[Entry, ...]
    ideas: tuple[Idea, ...]
    templates: Mapping[Template, Pattern]
    now: datetime
    horizon: datetime
    material: tuple[Material, ...] = ()


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


@dataclass(frozen=True)
class Plan:
    """What to write and what to tell; `lines` are in order of time."""

    assignment: Assignment
    placement: Placement
    lines: tuple[Line, ...]
    standing: tuple[Entry, ...]
    removed: tuple[tuple[Entry, str], ...]
    empty: tuple[Choice, ...]
    unreachable: tuple[OutOfReach, ...]
    dry: Mapping[str, int]
    shifted: tuple[Slot, ...]
    duplicates: tuple[tuple[str, Entry, Entry], ...] = ()
    forgiven: Mapping[str, int] = field(default_factory=dict)


def placement_of(situation: Situation) -> Placement:
    """Which entry stands on which slot, before any theme is chosen."""
    now, zone = situation.now, situation.brand.zone
    latest = max((entry.when for entry in situation.entries), default=now)
    end = max(situation.horizon, min(latest, now + FARTHEST) + timedelta(days=1))
    offered = all_slots(_post_calendars(situation), Span(now, end), zone)
    return place(offered, situation.entries, now, zone, end)


def _post_calendars(situation: Situation) -> list[Calendar]:
    return [calendar for calendar in situation.calendars if calendar.pick == "theme"]


def assign(situation: Situation, placement: Placement) -> Assignment:
    """The themes of all slots, without what is made of them."""
    brand, now, zone = situation.brand, situation.now, situation.brand.zone
    near = {
        key: entry for key, entry in placement.near.items() if brand.theme(entry.theme) is not None
    }
    opened = [
        slot
        for slot in placement.offered.values()
        if slot.key in placement.movable
        or (slot.key in placement.near and slot.key not in near)
        or (
            slot.when < situation.horizon
            and slot.key not in placement.closed
            and slot.key not in placement.seated
        )
    ]
    fixed = [
        Fixed(_slot_of(entry, placement), theme.id)
        for entry in (*placement.fixed, *near.values())
        if (theme := brand.theme(entry.theme)) is not None
    ]
    before = {
        key: theme.id
        for key, entry in placement.movable.items()
        if (theme := brand.theme(entry.theme)) is not None
    }
    memory = all_slots(
        _post_calendars(situation), Span(now, now + timedelta(days=MEMORY_DAYS)), zone
    )
    chooser = ByShare(now, zone, max(len(memory), 1))
    record = record_of(brand, placement.published)
    return chooser.choose(opened, brand.themes, record, fixed, before)


def _slot_of(entry: Entry, placement: Placement) -> Slot:
    """Where a fixed entry stands: its slot, or a place of its own with the number 0."""
    for key in (entry.slot, *placement.seated):
        if key is not None and key in placement.seated and placement.seated[key].id == entry.id:
            slot = placement.offered[key]
            return slot if key in placement.near else replace(slot, when=entry.when)
    return Slot(entry.when, SlotKey(entry.calendar, entry.channel, entry.when.date(), 0))


def record_of(brand: Brand, published: Sequence[Entry]) -> list[Done]:
    """What was published, by theme; a post that names no theme of the brand is not counted."""
    return [
        Done(entry.moment.astimezone(brand.zone).date(), {theme.id: 100})
        for entry in published
        if (theme := brand.theme(entry.theme)) is not None
    ]


def make_plan(situation: Situation) -> Plan:
    """The plan for *situation*: decided, not yet rendered or written."""
    placement = placement_of(situation)
    assignment = assign(situation, placement)
    brand = situation.brand
    keeping = [*placement.published, *placement.fixed, *placement.missed_drafted]
    stock = Stock.of(
        brand,
        situation.templates,
        situation.ideas,
        situation.calendars,
        keeping,
        situation.material,
    )
    opened: list[tuple[Slot, Theme, Choice, Entry | None]] = []
    empty: list[Choice] = []
    removed = [(entry, "missed") for entry in placement.missed_untouched]
    removed += [(entry, "no slot") for entry in placement.homeless]
    for choice in assignment.choices:
        slot, theme = choice.slot, brand.theme(choice.candidate)
        old = placement.near.get(slot.key) or placement.movable.get(slot.key)
        if old is None and (slot.key in placement.seated or not slot.key.ordinal):
            continue
        if theme is not None:
            opened.append((_titled(slot, brand), theme, choice, old))
            continue
        empty.append(choice)
        if old is not None:
            removed.append((old, "no theme fits"))
    lines = _lines(situation, stock, opened)
    lines.sort(key=lambda line: (line.entry.when.astimezone(UTC), line.entry.channel))
    future = [*placement.fixed, *(line.entry for line in lines)]
    return Plan(
        assignment=assignment,
        placement=placement,
        lines=tuple(lines),
        standing=tuple(placement.fixed),
        removed=tuple(removed),
        empty=tuple(empty),
        unreachable=tuple(
            out_of_reach(
                assignment.problem,
                shares_on(brand.themes, situation.now.astimezone(brand.zone).date()),
            )
        ),
        dry=_dry(lines),
        shifted=tuple(s for s in assignment.positions if s.resolution != "exact"),
        duplicates=tuple(duplicates(future, placement.published)),
        forgiven={
            theme.id: amount
            for theme, amount in zip(assignment.themes, assignment.ramp.forgiven, strict=False)
            if amount
        },
    )


def _titled(slot: Slot, brand: Brand) -> Slot:
    """A campaign's slot with the title of its post, unless a pin gave it one."""
    channel = brand.channel(slot.channel)
    if not slot.campaign or slot.title or channel is None:
        return slot
    return replace(slot, title=campaign_title(slot.campaign, channel.language))


def _lines(
    situation: Situation,
    stock: Stock,
    opened: Sequence[tuple[Slot, Theme, Choice, Entry | None]],
) -> list[Line]:
    """A line for each filled slot; drafts that can stay as they are claim their matter first."""
    keep: dict[SlotKey, Entry] = {}
    for slot, theme, _, old in opened:
        if old is None or not stock.still_holds(old, theme):
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
        if kept is not None and (_is_made_of(kept) or not _has_matter(stock, slot, theme)):
            lines.append(_kept_line(kept, slot, choice))
            continue
        matter = stock.matter_for(slot, theme)
        if old is not None:
            identity = old.id
        else:
            n = 0
            while (identity := entry_id(slot.key, n)) in used:
                n += 1
            used.add(identity)
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
    if kept is None or (matter.material and kept.format != matter.format):
        return matter.format
    return kept.format


def _has_matter(stock: Stock, slot: Slot, theme: Theme) -> bool:
    """Whether an interview slot could get matter now."""
    matter = stock.matter_for(slot, theme)
    return bool(matter.idea or matter.origin or matter.material)


def _is_made_of(entry: Entry) -> bool:
    """Whether a draft has matter: an idea, a piece of material, an earlier piece."""
    return bool(entry.idea or entry.material or entry.piece)


def _kept_line(entry: Entry, slot: Slot, choice: Choice) -> Line:
    same_slot = entry.slot == slot.key
    same_time = entry.when.astimezone(UTC) == slot.when.astimezone(UTC)
    action = "kept" if same_slot and same_time else "retimed" if same_slot else "moved"
    return Line(replace(entry, when=slot.when, slot=slot.key), action, choice, entry)


def _dry(lines: Sequence[Line]) -> dict[str, int]:
    """Themes whose new or untouched slots have no matter, and how many of them."""
    return dict(
        sorted(Counter(line.entry.theme for line in lines if not _is_made_of(line.entry)).items())
    )
