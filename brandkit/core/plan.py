"""The whole plan, as a value: what each slot holds, what is new, what goes, what is to be told."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import UTC, timedelta

from brandkit.core.calendar.model import Calendar
from brandkit.core.calendar.placing import Placement, place
from brandkit.core.calendar.rhythm import Span, all_slots
from brandkit.core.choosing import Choice, Done, Fixed
from brandkit.core.drafts.campaigns import campaign_title
from brandkit.core.duplicates import duplicates
from brandkit.core.filling import Line, Opened, Situation, is_made_of, made_lines
from brandkit.core.habits.tasks import Tasks
from brandkit.core.model import Brand, Entry, Slot, SlotKey
from brandkit.core.planner.by_share import Assignment, ByShare
from brandkit.core.planner.problem import MEMORY_DAYS
from brandkit.core.planner.reach import OutOfReach, out_of_reach
from brandkit.core.shares import retold, shares_on

FARTHEST = timedelta(days=3653)
"""Slots are looked at ten years ahead at most, wherever a draft was put by hand."""


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
    tasks: Tasks | None = None


def placement_of(situation: Situation) -> Placement:
    """Which entry stands on which slot, before any theme is chosen."""
    now, zone = situation.now, situation.brand.zone
    posts = [entry for entry in situation.entries if not entry.is_task]
    latest = max((entry.when for entry in posts), default=now)
    end = max(situation.horizon, min(latest, now + FARTHEST) + timedelta(days=1))
    offered = all_slots(_post_calendars(situation), Span(now, end), zone)
    return place(offered, posts, now, zone, end)


def _post_calendars(situation: Situation) -> list[Calendar]:
    return [calendar for calendar in situation.calendars if calendar.habit is None]


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
    again = retold(situation.entries)
    fixed = [
        Fixed(_slot_of(entry, placement), theme.id)
        for entry in (*placement.fixed, *near.values())
        if entry.id not in again and (theme := brand.theme(entry.theme)) is not None
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
    counted = [entry for entry in placement.published if entry.id not in again]
    record = record_of(brand, counted, situation.read)
    return chooser.choose(opened, brand.themes, record, fixed, before)


def _slot_of(entry: Entry, placement: Placement) -> Slot:
    """Where a fixed entry stands: its slot, or a place of its own with the number 0."""
    for key in (entry.slot, *placement.seated):
        if key is not None and key in placement.seated and placement.seated[key].id == entry.id:
            slot = placement.offered[key]
            return slot if key in placement.near else replace(slot, when=entry.when)
    return Slot(entry.when, SlotKey(entry.calendar, entry.channel, entry.when.date(), 0))


def record_of(
    brand: Brand, published: Sequence[Entry], read: Mapping[str, Mapping[str, int]]
) -> list[Done]:
    """What was published, by theme, in hundredths.

    A post without a theme counts by what it was *read* as; one that was not read, or is said to be
    about none, is not counted.
    """
    found: list[Done] = []
    for entry in published:
        theme = brand.theme(entry.theme)
        parts = {theme.id: 100} if theme is not None else read.get(entry.id)
        if parts:
            found.append(Done(entry.moment.astimezone(brand.zone).date(), parts))
    return found


def make_plan(situation: Situation) -> Plan:
    """The plan for *situation*: decided, not yet rendered or written."""
    placement = placement_of(situation)
    assignment = assign(situation, placement)
    brand = situation.brand
    past = (*placement.published, *placement.missed_drafted, *placement.taken)
    keeping = [*past, *placement.fixed]
    opened: list[Opened] = []
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
    lines = made_lines(situation, keeping, opened)
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


def to_come(plan: Plan) -> list[Entry]:
    """The posts that are to come."""
    return [*plan.standing, *(line.entry for line in plan.lines)]


def with_tasks(plan: Plan, tasks: Tasks) -> Plan:
    """*plan* with the *tasks* of the other habits beside its posts."""
    lines = [*plan.lines, *tasks.lines]
    lines.sort(key=lambda line: (line.entry.when.astimezone(UTC), line.entry.channel))
    return replace(
        plan,
        lines=tuple(lines),
        standing=(*plan.standing, *tasks.standing),
        removed=(*plan.removed, *tasks.removed),
        tasks=tasks,
    )


def _titled(slot: Slot, brand: Brand) -> Slot:
    """A campaign's slot with the title of its post, unless a pin gave it one."""
    channel = brand.channel(slot.channel)
    if not slot.campaign or slot.title or channel is None:
        return slot
    return replace(slot, title=campaign_title(slot.campaign, channel.language))


def _dry(lines: Sequence[Line]) -> dict[str, int]:
    """Themes whose new or untouched slots have no matter, and how many of them."""
    return dict(
        sorted(Counter(line.entry.theme for line in lines if not is_made_of(line.entry)).items())
    )
