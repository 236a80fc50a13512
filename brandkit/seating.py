"""An idea onto a day of the calendar: the draft that is made of it, and what keeps it there."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import NamedTuple

from brandkit import files
from brandkit.core.calendar.rhythm import slots_around
from brandkit.core.choosing import Choice, Reason
from brandkit.core.filling import Line, free_id
from brandkit.core.model import Brand, Entry, Idea, Slot, Theme
from brandkit.core.notation.entries import is_claimed
from brandkit.core.pieces import Stock
from brandkit.core.pins import PinnedDay, set_pin
from brandkit.core.saying import _
from brandkit.core.statuses import OVER
from brandkit.errors import ImpossibleError, UnreadableError
from brandkit.files import Write
from brandkit.planning import Batch
from brandkit.undoing import Undo, undo_of
from brandkit.world import World


class Seated(NamedTuple):
    """The entry that is made of an idea, and what takes it back."""

    entry: Entry
    undo: Undo


def seat(root: str, world: World, idea: Idea, day: date, theme: Theme | None = None) -> Seated:
    """A draft of *idea* on the first slot of *day* that is open or holds an untouched draft.

    Its theme, the idea's own where none is given, is set for that day in the calendar, so that the
    next plan lets it be. `ImpossibleError` where there is no such slot, or no theme is known.
    Call it under the lock.
    """
    brand = world.situation.brand
    slot, old = _place(world, idea, day)
    subject = theme or brand.theme(idea.theme) or (brand.theme(old.theme) if old else None)
    if subject is None:
        raise ImpossibleError(
            _("“{title}” has no theme yet; say which it belongs to", title=idea.title)
        )
    line = _line(world, idea, slot, subject, old)
    batch = Batch(root, world)
    batch.add(line, refresh=False)
    if batch.failures:
        raise UnreadableError(batch.failures[0], details=batch.failures[1:])
    source = world.settings.sources[slot.key.calendar]
    on = PinnedDay(slot.when.astimezone(brand.zone), hour=False)
    pinned = set_pin(source.text, on=on, channel=slot.channel, theme=subject.id)
    batch.writes.append(Write(source.path, pinned, source))
    undo = undo_of(batch.writes, batch.removals)
    files.apply(batch.writes, batch.removals, inside=root)
    return Seated(replace(batch.titles[line.entry.id], path=batch.paths[line.entry.id]), undo)


def _place(world: World, idea: Idea, day: date) -> tuple[Slot, Entry | None]:
    """The slot of *day* that the idea can have, and the untouched draft on it."""
    situation = world.situation
    calendars = [one for one in situation.calendars if one.habit is None]
    slots = [
        slot
        for slot in slots_around(calendars, day, situation.brand.zone)
        if slot.key.day == day and slot.when >= situation.now and idea.channel in {"", slot.channel}
    ]
    standing = {entry.slot: entry for entry in situation.entries if entry.slot is not None}
    for slot in slots:
        old = standing.get(slot.key)
        if old is None or not (is_claimed(old) or old.status in OVER):
            return slot, old
    if slots:
        taken = standing[slots[0].key]
        raise ImpossibleError(
            _("{path} stands on that slot and is not untouched; move it first", path=taken.path)
        )
    raise ImpossibleError(_("No calendar opens a slot on {day}.", day=day.isoformat()))


def _line(world: World, idea: Idea, slot: Slot, theme: Theme, old: Entry | None) -> Line:
    """The draft of *idea* as a line of the plan."""
    situation, brand = world.situation, world.situation.brand
    used = {entry.id for entry in situation.entries}
    channel = brand.channel(slot.channel)
    entry = Entry(
        id=old.id if old else free_id(slot.key, used),
        calendar=slot.key.calendar,
        slot=slot.key,
        when=slot.when,
        channel=slot.channel,
        language=channel.language if channel else brand.language,
        theme=theme.id,
        format=_format(world, brand, idea, slot, theme),
        title=idea.title,
        idea=idea.id,
        path=old.path if old else "",
        keys=old.keys if old else {},
    )
    choice = Choice(slot, theme.id, Reason("pin"))
    return Line(entry, "changed" if old else "new", choice, old)


def _format(world: World, brand: Brand, idea: Idea, slot: Slot, theme: Theme) -> str:
    """The format of the idea, or the one whose turn it is."""
    situation = world.situation
    stock = Stock.of(
        brand,
        situation.templates,
        [replace(idea, theme=theme.id)],
        situation.calendars,
        situation.entries,
        situation.material,
    )
    return stock.matter_for(slot, theme).format
