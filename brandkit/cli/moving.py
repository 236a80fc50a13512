"""`brandkit move` and `brandkit skip`."""

from __future__ import annotations

import os
from dataclasses import replace
from datetime import datetime
from typing import Any

import click

from brandkit import files
from brandkit.cli import completing
from brandkit.cli.desk import Desk, answer, say
from brandkit.cli.finding import find_entry
from brandkit.cli.speaking import Command
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
from brandkit.housekeeping import writing
from brandkit.planning import Batch
from brandkit.world import World, read_world


@click.command(cls=Command, epilog="Example: brandkit move 1 2026-12-03")
@click.argument("entry", shell_complete=completing.entries)
@click.argument("when", metavar="DATE|MOMENT")
@click.option("--json", "as_json", is_flag=True, help="Answer in JSON.")
@click.pass_obj
def move(desk: Desk, entry: str, when: str, as_json: bool) -> None:
    """Move a draft to another day.

    It takes the slot of that day, or of that moment, and frees its own. If an untouched draft
    stands there, the two change places. Off the rhythm it stands by itself.
    """
    with writing(desk.root):
        world = read_world(desk.root, desk.now, lambda _: desk.now)
        found = find_entry(desk, world.situation.entries, entry)
        if found.status in OUT:
            raise ImpossibleError(
                _(
                    "{path} is {status}; what is out cannot be moved",
                    path=found.path,
                    status=found.status,
                )
            )
        target = _target(desk, world.settings, found, when)
        other = _occupant(world, target, found)
        batch = Batch(desk.root, world)
        _move(batch, found, target)
        if other is not None:
            _move(batch, other, _own_slot(desk, world.settings, found))
        pinned = _pin(batch, world.settings, found, target)
        files.apply(batch.writes, batch.removals, inside=desk.root)
    words = desk.words
    if as_json:
        answer(
            {
                "id": found.id,
                "when": target.when.isoformat(),
                "path": batch.paths[found.id],
                "swapped": other.id if other else None,
                "pinned": pinned or None,
            }
        )
        return
    lines = [words("move.done", title=found.title, moment=words.moment(target.when))]
    if other is not None:
        lines.append(words("move.swapped", title=other.title, moment=words.moment(found.when)))
    if pinned:
        lines.append(words("move.pinned", path=pinned))
    say(lines)


def _target(desk: Desk, settings: Settings, entry: Entry, when: str) -> Slot:
    """The slot at *when* on the entry's channel, or a place off the rhythm."""
    zone = desk.brand.zone
    try:
        wall = datetime.fromisoformat(when.strip())
    except ValueError:
        raise click.BadParameter(
            _("{when!r} is no day; write 2026-12-03 or 2026-12-03T08:30", when=when),
            param_hint="DATE",
        ) from None
    has_hour = len(when.strip()) > 10
    if wall.tzinfo is not None:
        wall = wall.astimezone(zone).replace(tzinfo=None)
    hour = wall.time() if has_hour else entry.when.astimezone(zone).time()
    moment = resolve(wall.date(), hour, zone).when
    if moment < desk.now:
        raise ImpossibleError(_("{when} is past; choose a moment to come", when=when))
    slots = [
        slot
        for slot in slots_around(settings.calendars, wall.date(), desk.brand.zone)
        if slot.channel == entry.channel and slot.key.calendar == entry.calendar
    ]
    slots = [slot for slot in slots if slot.key.day == wall.date() and slot.when >= desk.now]
    if has_hour:
        slots = [slot for slot in slots if slot.when == moment]
    if slots:
        return slots[0]
    return Slot(moment, SlotKey(entry.calendar, entry.channel, wall.date(), 0))


def _own_slot(desk: Desk, settings: Settings, entry: Entry) -> Slot:
    """The slot that an entry stands on, to be given to another."""
    slots = slots_around(settings.calendars, entry.when.date(), desk.brand.zone)
    return next(
        (slot for slot in slots if slot.key == entry.slot),
        Slot(
            entry.when, entry.slot or SlotKey(entry.calendar, entry.channel, entry.when.date(), 0)
        ),
    )


def _occupant(world: World, target: Slot, moving: Entry) -> Entry | None:
    """The untouched entry that stands on the target; one with words of the person's refuses."""
    for other in world.situation.entries:
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
    return os.path.relpath(source.path, batch.root).replace(os.sep, "/")


@click.command(cls=Command, epilog="Example: brandkit skip 2026-12-24")
@click.argument("entry", shell_complete=completing.entries)
@click.option("--free", is_flag=True, help="Let it count again.")
@click.option("--json", "as_json", is_flag=True, help="Answer in JSON.")
@click.pass_obj
def skip(desk: Desk, entry: str, free: bool, as_json: bool) -> None:
    """Leave a slot out; it stays closed."""
    with writing(desk.root):
        world = read_world(desk.root, desk.now, lambda _: desk.now)
        found = find_entry(desk, world.situation.entries, entry)
        if found.status in OUT:
            raise ImpossibleError(
                _(
                    "{path} is {status}; what is out cannot be skipped",
                    path=found.path,
                    status=found.status,
                )
            )
        if free and found.status != "skipped":
            raise ImpossibleError(_("{path} is not skipped", path=found.path))
        batch = Batch(desk.root, world)
        source = batch.source(found)
        text = set_keys(source.text, {"status": None if free else "skipped"}, KEYS)
        files.apply([Write(source.path, text, source)], inside=desk.root)
    if as_json:
        status = "" if free else "skipped"
        answer({"id": found.id, "path": found.path, "status": status})
        return
    key = "skip.freed" if free else "skip.done"
    say([desk.words(key, title=found.title or found.path, entry=found.id[:4])])
