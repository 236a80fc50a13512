"""A draft on another day: its slot, who stands there, and what is written."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime
from typing import Any, NamedTuple

from brandkit import files
from brandkit.config import Settings
from brandkit.core.calendar.rhythm import slots_around
from brandkit.core.calendar.walltime import format_moment, resolve
from brandkit.core.model import Entry, Slot, SlotKey
from brandkit.core.notation.amend import set_keys
from brandkit.core.notation.entries import KEYS, is_claimed, is_touched
from brandkit.core.pins import PinnedDay, pin_text
from brandkit.core.saying import _
from brandkit.core.statuses import OUT
from brandkit.errors import ImpossibleError
from brandkit.files import Write
from brandkit.planning import Batch
from brandkit.root import shown_path
from brandkit.undoing import Undo, undo_of
from brandkit.world import World


class Wall(NamedTuple):
    """A day, or with *has_hour* a moment, as somebody says it: wall time, or with an offset."""

    when: datetime
    has_hour: bool


def parse_wall(text: str) -> Wall | None:
    """The day or moment that *text* says; None where it says none."""
    try:
        return Wall(datetime.fromisoformat(text.strip()), len(text.strip()) > len("2026-12-03"))
    except ValueError:
        return None


class Move(NamedTuple):
    """An entry that goes to a *target* slot; an untouched *other* there comes to its *own*.

    Where its own is past, the one there is *giving_way*: it goes, and what it is made of is free.
    """

    entry: Entry
    own: Slot
    target: Slot
    other: Entry | None
    giving_way: Entry | None = None

    @property
    def off_rhythm(self) -> bool:
        """Whether no slot opens there, and it stands by itself."""
        return not self.target.key.ordinal


class Moved(NamedTuple):
    """Where the entries are now, the calendar file that keeps it so, and what takes it back."""

    paths: dict[str, str]
    pinned: str
    undo: Undo


def move_of(world: World, entry: Entry, wall: datetime, *, has_hour: bool) -> Move:
    """What moving *entry* to the day of *wall* means, or with *has_hour* to that moment.

    `ImpossibleError` where it is out already, the moment is past, or a draft of the person's own
    stands there.
    """
    if entry.status in OUT:
        raise ImpossibleError(
            _(
                "{path} is {status}; what is out cannot be moved",
                path=entry.path,
                status=entry.status,
            )
        )
    target = _target(world, entry, wall, has_hour=has_hour)
    other = _occupant(world.situation.entries, target, entry)
    own = _own_slot(world.settings, entry)
    if own.when < world.situation.now:
        return Move(entry, own, target, None, giving_way=other)
    return Move(entry, own, target, other)


def carry(root: str, world: World, move: Move) -> Moved:
    """The move on the disk; call it under the lock."""
    batch = Batch(root, world)
    _move(batch, move.entry, move.target)
    if move.other is not None:
        _move(batch, move.other, move.own)
    if move.giving_way is not None:
        batch.remove(move.giving_way)
    pinned = _pin(batch, world.settings, move.entry, move.target)
    undo = undo_of(batch.writes, batch.removals)
    files.apply(batch.writes, batch.removals, inside=root)
    return Moved(batch.paths, pinned, undo)


def _target(world: World, entry: Entry, wall: datetime, *, has_hour: bool) -> Slot:
    """The slot at *wall* on the entry's channel, or a place off the rhythm."""
    zone, now = world.situation.brand.zone, world.situation.now
    if wall.tzinfo is not None:
        wall = wall.astimezone(zone).replace(tzinfo=None)
    hour = wall.time() if has_hour else entry.when.astimezone(zone).time()
    moment = resolve(wall.date(), hour, zone).when
    slots = [
        slot
        for slot in slots_around(world.settings.calendars, wall.date(), zone)
        if slot.channel == entry.channel and slot.key.calendar == entry.calendar
    ]
    slots = [slot for slot in slots if slot.key.day == wall.date() and slot.when >= now]
    if has_hour:
        slots = [slot for slot in slots if slot.when == moment]
    if slots:
        return slots[0]
    if moment < now:
        when = wall.isoformat(timespec="minutes") if has_hour else wall.date().isoformat()
        raise ImpossibleError(_("{when} is past; choose a moment to come", when=when))
    return Slot(moment, SlotKey(entry.calendar, entry.channel, wall.date(), 0))


def _own_slot(settings: Settings, entry: Entry) -> Slot:
    """The slot that an entry stands on, to be given to another."""
    slots = slots_around(settings.calendars, entry.when.date(), settings.brand.zone)
    return next(
        (slot for slot in slots if slot.key == entry.slot),
        Slot(
            entry.when, entry.slot or SlotKey(entry.calendar, entry.channel, entry.when.date(), 0)
        ),
    )


def _occupant(entries: Sequence[Entry], target: Slot, moving: Entry) -> Entry | None:
    """The untouched entry that stands on the target; one with words of the person's refuses."""
    for other in entries:
        if other.id == moving.id or other.status in OUT:
            continue
        if target.key.ordinal and other.slot == target.key:
            if is_claimed(other):
                raise ImpossibleError(
                    _(
                        "{path} stands on that slot and is not untouched; move it first",
                        path=other.path,
                    )
                )
            return other
    return None


def _move(batch: Batch, entry: Entry, target: Slot) -> None:
    """The entry with another slot and time; an untouched one gets the name of its new day."""
    zone = batch.world.situation.brand.zone
    source = batch.source(entry)
    slot = str(target.key) if target.key.ordinal else None
    changes: dict[str, Any] = {"slot": slot, "when": format_moment(target.when, zone)}
    text = set_keys(source.text, changes, KEYS)
    moved = replace(entry, when=target.when, slot=target.key if slot else None)
    if is_touched(entry):
        batch.writes.append(Write(source.path, text, source))
        batch.paths[entry.id] = entry.path
    else:
        batch.paths[entry.id] = batch.rename(entry, moved, source, text)


def _pin(batch: Batch, settings: Settings, entry: Entry, target: Slot) -> str:
    """An untouched entry that is moved has its theme set for its new day in the calendar file."""
    source = settings.sources.get(entry.calendar)
    if source is None or entry.is_task or is_claimed(entry):
        return ""
    zone = batch.world.situation.brand.zone
    text = pin_text(
        source.text,
        old=PinnedDay(entry.when.astimezone(zone), entry.slot is None),
        new=PinnedDay(target.when.astimezone(zone), not target.key.ordinal),
        channel=entry.channel,
        theme=entry.theme,
    )
    batch.writes.append(Write(source.path, text, source))
    return shown_path(source.path, batch.root)
