"""Which entry stands on which slot, and what is to be told about the rest."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

from brandkit.core.model import Entry, Slot, SlotKey
from brandkit.core.notation.entries import is_claimed, is_touched
from brandkit.core.statuses import OUT

NEAR = timedelta(days=7)
"""What is planned for the next seven days stays."""
RESEAT_DAYS = 7
"""An untouched draft whose slot is gone takes a free slot of its calendar within so many days."""


@dataclass
class Placement:
    """Entries by what the planner may do with them. Lists are in order of time.

    *offered* are the slots; *seated* entries stand on one; *closed* slots are skipped or filled by
    what is out. *fixed* entries belong to the person and stand where they are, on a slot or off
    the rhythm; *near* ones are untouched and keep their theme; *movable* ones may change it;
    *moved* are untouched ones that take another slot of their calendar; *homeless* are untouched
    ones for which there is none; *crowded* untouched ones share a slot and find no other.
    *missed* are past and not out; *taken* are past, and were copied to be published, so that they
    may be; *doubles* share a slot.
    """

    offered: dict[SlotKey, Slot] = field(default_factory=dict)
    seated: dict[SlotKey, Entry] = field(default_factory=dict)
    closed: set[SlotKey] = field(default_factory=set)
    fixed: list[Entry] = field(default_factory=list)
    near: dict[SlotKey, Entry] = field(default_factory=dict)
    movable: dict[SlotKey, Entry] = field(default_factory=dict)
    moved: list[tuple[Entry, Slot]] = field(default_factory=list)
    homeless: list[Entry] = field(default_factory=list)
    crowded: list[Entry] = field(default_factory=list)
    missed_untouched: list[Entry] = field(default_factory=list)
    missed_drafted: list[Entry] = field(default_factory=list)
    taken: list[Entry] = field(default_factory=list)
    published: list[Entry] = field(default_factory=list)
    doubles: list[tuple[SlotKey, tuple[str, ...]]] = field(default_factory=list)


def place(
    slots: Sequence[Slot],
    entries: Iterable[Entry],
    now: datetime,
    zone: ZoneInfo,
    horizon: datetime,
) -> Placement:
    """What each of the *entries* is to the planner, given the *slots* offered up to *horizon*."""
    offered = {slot.key: slot for slot in slots}
    found = Placement(offered=offered)
    claims: dict[SlotKey, list[Entry]] = {}
    by_hand: list[Entry] = []
    for entry in sorted(entries, key=_time_order):
        if entry.status in OUT:
            found.published.append(entry)
            if entry.slot is not None:
                found.closed.add(entry.slot)
            continue
        if entry.status == "skipped":
            if entry.slot is not None:
                found.closed.add(entry.slot)
            continue
        touched = is_claimed(entry)
        slot = offered.get(entry.slot) if entry.slot and _stands_on(entry, zone) else None
        due = entry.when if touched or slot is None else slot.when
        if due.astimezone(UTC) < now.astimezone(UTC):
            if entry.copied_at is not None:
                found.taken.append(entry)
            else:
                (found.missed_drafted if touched else found.missed_untouched).append(entry)
            if touched and entry.slot is not None:
                found.closed.add(entry.slot)
        elif slot is not None:
            claims.setdefault(slot.key, []).append(entry)
        elif touched or entry.when >= horizon:
            found.fixed.append(entry)
        elif not _stands_on(entry, zone):
            by_hand.append(entry)
        else:
            found.homeless.append(entry)
    for key, rivals in claims.items():
        _seat(found, offered[key], rivals, now)
    for entry in by_hand:
        _seat_by_hand(found, entry, slots, zone)
    _reseat(found, [s for s in slots if s.key not in found.seated | dict.fromkeys(found.closed)])
    found.fixed.sort(key=_time_order)
    return found


def _time_order(entry: Entry) -> tuple[datetime, str, str]:
    return (entry.when.astimezone(UTC), entry.channel, entry.id)


def _stands_on(entry: Entry, zone: ZoneInfo) -> bool:
    """Whether the date of an entry is still its slot's; if not, the person moved it by hand."""
    return entry.slot is not None and entry.when.astimezone(zone).date() == entry.slot.day


def _seat(found: Placement, slot: Slot, rivals: list[Entry], now: datetime) -> None:
    """One of *rivals* takes the slot, what the person wrote first; the others stay beside it."""
    rivals = sorted(rivals, key=lambda entry: (not is_touched(entry), not entry.status, entry.id))
    first, *others = rivals
    found.seated[slot.key] = first
    found.crowded += [entry for entry in others if not is_claimed(entry)]
    staying = [entry for entry in others if is_claimed(entry)]
    if staying:
        found.doubles.append((slot.key, tuple(entry.path for entry in (first, *staying))))
        found.fixed += staying
    is_near = slot.when.astimezone(UTC) < now.astimezone(UTC) + NEAR
    pinned = bool(slot.theme)
    if is_claimed(first):
        found.fixed.append(first)
    elif is_near and (not pinned or slot.theme == first.theme):
        found.near[slot.key] = first
    else:
        found.movable[slot.key] = first


def _seat_by_hand(found: Placement, entry: Entry, slots: Sequence[Slot], zone: ZoneInfo) -> None:
    """An untouched entry whose date the person changed stays there, on a free slot of that day."""
    day = entry.when.astimezone(zone).date()
    for slot in slots:
        same_day = slot.key.day == day and slot.channel == entry.channel
        if same_day and slot.key not in found.seated and slot.key not in found.closed:
            found.seated[slot.key] = entry
            break
    found.fixed.append(entry)


def _reseat(found: Placement, free: list[Slot]) -> None:
    """Untouched drafts without a slot of their own take the nearest free one of their calendar."""
    found.homeless = [e for e in found.homeless if not _take_nearest(found, e, free)]
    for entry in found.crowded:
        if not _take_nearest(found, entry, free):
            assert entry.slot is not None
            found.fixed.append(entry)
            first = found.seated[entry.slot]
            found.doubles.append((entry.slot, (first.path, entry.path)))


def _take_nearest(found: Placement, entry: Entry, free: list[Slot]) -> bool:
    """Seat *entry* on the nearest of the *free* slots, which then is free no more."""
    near = [
        slot
        for slot in free
        if slot.key.calendar == entry.calendar
        and slot.channel == entry.channel
        and abs((slot.key.day - entry.when.date()).days) <= RESEAT_DAYS
    ]
    if not near:
        return False
    moment = entry.when.astimezone(UTC)
    best = min(near, key=lambda slot: (abs(slot.when.astimezone(UTC) - moment), slot.key))
    free.remove(best)
    found.moved.append((entry, best))
    found.seated[best.key] = entry
    found.movable[best.key] = entry
    return True
