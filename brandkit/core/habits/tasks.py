"""The tasks of all habits: which slots they take, what is new, what goes, what finds no room."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, time

from brandkit.core.calendar.model import EVERYBODY, PERSON, PICKS, Calendar
from brandkit.core.calendar.placing import Placement, place
from brandkit.core.calendar.rhythm import Span, all_slots
from brandkit.core.calendar.walltime import resolve
from brandkit.core.choosing import Choice, Done, Fixed
from brandkit.core.filling import Line, Situation, free_id, kept_line
from brandkit.core.habits.by_due import ByDue
from brandkit.core.habits.candidate import Candidate, joined, parted
from brandkit.core.habits.candidates import candidates
from brandkit.core.habits.circle import PERSON_MARK, Circle
from brandkit.core.habits.fitting import Fit, Weight, fitted
from brandkit.core.model import Entry, Slot, SlotKey
from brandkit.core.notation.brand import LANGUAGES
from brandkit.core.people.person import NOTE, THANKED
from brandkit.core.statuses import OUT

NO_ROOM, NOT_DUE, NO_SLOT, MISSED = "no room", "not due", "no slot", "missed"
"""Why an untouched task is taken away."""
ROUNDS = 8
"""How often it is tried whether a choice stands; twice is nearly always enough."""
ALL_FIT = Fit(frozenset(), (), ())


@dataclass
class Tasks:
    """What is to be done for the habits; *lines* are in order of time.

    *standing* belong to the person, *missed* are past and begun; *no_room* are the choices for
    which the day or the week is too short.
    """

    lines: list[Line] = field(default_factory=list)
    standing: list[Entry] = field(default_factory=list)
    removed: list[tuple[Entry, str]] = field(default_factory=list)
    missed: list[Entry] = field(default_factory=list)
    no_room: list[Choice] = field(default_factory=list)
    fit: Fit = ALL_FIT


def plan_tasks(situation: Situation, circle: Circle, posts: Sequence[Entry]) -> Tasks:
    """The tasks of every calendar that picks no theme, beside the *posts* that are to come."""
    planning = _Planning(situation, circle)
    calendars = [calendar for calendar in situation.calendars if calendar.habit is not None]
    for calendar in sorted(calendars, key=_turn):
        planning.fill(calendar)
    planning.orphans({calendar.id for calendar in calendars})
    planning.fit(posts, {calendar.id: _minutes(calendar) for calendar in calendars})
    found = planning.found
    found.lines.sort(key=lambda line: (line.entry.when.astimezone(UTC), line.entry.calendar))
    return found


def _turn(calendar: Calendar) -> tuple[int, bool, bool, int, str]:
    """Thanks choose first, then favours; what is about one person before what is about several."""
    habit = calendar.habit
    assert habit is not None
    is_general = calendar.pick == PERSON and habit.who == EVERYBODY
    is_later = habit.mark != THANKED
    return PICKS.index(calendar.pick), is_later, is_general, habit.several, calendar.id


def _minutes(calendar: Calendar) -> int:
    return calendar.habit.minutes if calendar.habit else 0


class _Planning:
    """One calendar after the other; who has a task on a day is not given another before it."""

    def __init__(self, situation: Situation, circle: Circle) -> None:
        self.situation, self.circle, self.found = situation, circle, Tasks()
        zone = situation.brand.zone
        self.today: date = situation.now.astimezone(zone).date()
        self.morning: datetime = resolve(self.today, time(), zone).when
        self.entries = [entry for entry in situation.entries if entry.is_task]
        self.used = {entry.id for entry in situation.entries}
        self.met: list[Fixed] = []

    def fill(self, calendar: Calendar) -> None:
        """The slots of *calendar*, up to the horizon; one of today is open until midnight."""
        situation, zone = self.situation, self.situation.brand.zone
        habit = calendar.habit
        assert habit is not None
        own = [entry for entry in self.entries if entry.calendar == calendar.id]
        slots = all_slots([calendar], Span(self.morning, situation.horizon), zone)
        placed = place(slots, own, self.morning, zone, situation.horizon)
        standing = self._settle(placed)
        before = placed.near | placed.movable
        opened = [slot for slot in slots if slot.key in before or _is_free(slot.key, placed)]
        offered = candidates(calendar, self.circle, situation.brand, self.today)
        record = _record(own, offered, light=habit.mark == NOTE)
        stood = {key: entry.idea for key, entry in before.items()}

        def choose(stood: Mapping[SlotKey, str]) -> dict[SlotKey, list[Choice]]:
            wanted = [slot for slot in opened for _ in range(habit.several)]
            fixed = [*self.met, *standing]
            chooser = ByDue(self.today, self._busy())
            found: dict[SlotKey, list[Choice]] = {}
            for one in chooser.choose(wanted, offered, record, fixed, stood).choices:
                if one.candidate:
                    found.setdefault(one.slot.key, []).append(one)
            return found

        chosen = _settled(choose, stood)
        by_id = {one.id: one for one in offered}
        for slot in opened:
            self._line(calendar, slot, chosen.get(slot.key, ()), by_id, before.get(slot.key))
        for entry in placed.fixed:
            self.met += self._fixed(entry, [f"{PERSON_MARK}{name}" for name in entry.people])

    def _busy(self) -> dict[str, list[date]]:
        """The days on which something is planned with each person."""
        busy: dict[str, list[date]] = {}
        for fixed in self.met:
            name = fixed.candidate.removeprefix(PERSON_MARK)
            busy.setdefault(name, []).append(fixed.slot.key.day)
        return busy

    def _settle(self, placed: Placement) -> list[Fixed]:
        """What is not to be chosen: what stands (which is given), is missed, or has no slot."""
        found = self.found
        found.standing += placed.fixed
        found.missed += [*placed.missed_drafted, *placed.taken]
        found.removed += [(entry, MISSED) for entry in placed.missed_untouched]
        found.removed += [(entry, NO_SLOT) for entry in placed.homeless]
        return [fixed for entry in placed.fixed for fixed in self._fixed(entry, parted(entry.idea))]

    def _fixed(self, entry: Entry, ids: Iterable[str]) -> list[Fixed]:
        day = entry.when.astimezone(self.situation.brand.zone).date()
        slot = Slot(entry.when, SlotKey(entry.calendar, "", day, 0))
        return [Fixed(slot, identity) for identity in ids]

    def _line(
        self,
        calendar: Calendar,
        slot: Slot,
        chosen: Sequence[Choice],
        offered: Mapping[str, Candidate],
        old: Entry | None,
    ) -> None:
        """The entry of one slot: as it was, changed, new, or taken away."""
        habit, brand = calendar.habit, self.situation.brand
        assert habit is not None
        if not chosen:
            if old is not None:
                self.found.removed.append((old, NOT_DUE))
            return
        ids = [one.candidate for one in chosen]
        stays = old is not None and sorted(parted(old.idea)) == sorted(ids)
        idea = old.idea if old is not None and stays else joined(ids)
        names = [name for one in chosen for name in offered[one.candidate].people]
        choice = max(chosen, key=lambda one: one.reason.owed)
        form = offered[chosen[0].candidate].form
        template = f"{habit.template}-{form}" if form else habit.template
        if old is not None and (old.idea, old.format) == (idea, template):
            line = kept_line(old, slot, choice)
        else:
            people = [self.circle.people[name] for name in names]
            spoken = {person.language for person in people} & set(LANGUAGES)
            entry = Entry(
                id=old.id if old is not None else free_id(slot.key, self.used),
                calendar=calendar.id,
                slot=slot.key,
                when=slot.when,
                language=spoken.pop() if len(spoken) == 1 else brand.language,
                format=template,
                idea=idea,
                people=tuple(names),
                path=old.path if old else "",
                keys=old.keys if old else {},
            )
            line = Line(entry, "changed" if old else "new", choice, old)
        self.found.lines.append(line)
        self.met += self._fixed(line.entry, [f"{PERSON_MARK}{name}" for name in names])

    def orphans(self, calendars: set[str]) -> None:
        """Tasks of a calendar that is gone: what the person began stays."""
        gone = [entry for entry in self.entries if entry.calendar not in calendars]
        placed = place((), gone, self.morning, self.situation.brand.zone, self.situation.horizon)
        self._settle(placed)

    def fit(self, posts: Iterable[Entry], minutes: Mapping[str, int]) -> None:
        """Take away the tasks for which the days and weeks are too short."""
        found, capacity = self.found, self.situation.brand.capacity
        fixed = [self._weight(entry, capacity.post) for entry in posts]
        fixed += [self._weight(entry, minutes.get(entry.calendar, 0)) for entry in found.standing]
        tasks = [
            self._weight(line.entry, minutes[line.entry.calendar], line.choice.reason.owed)
            for line in found.lines
        ]
        found.fit = fitted(capacity, fixed, tasks)
        left_out = [line for line in found.lines if line.entry.id in found.fit.left_out]
        found.lines = [line for line in found.lines if line not in left_out]
        found.no_room = [line.choice for line in left_out]
        found.removed += [(line.old, NO_ROOM) for line in left_out if line.old is not None]

    def _weight(self, entry: Entry, minutes: int, urgency: int = 0) -> Weight:
        day = entry.when.astimezone(self.situation.brand.zone).date()
        return Weight(entry.id, day, minutes, urgency)


def _settled(
    choose: Callable[[Mapping[SlotKey, str]], dict[SlotKey, list[Choice]]],
    stood: Mapping[SlotKey, str],
) -> dict[SlotKey, list[Choice]]:
    """What is chosen again where it stands already, so that a second plan changes nothing."""
    chosen = choose(stood)
    for _ in range(ROUNDS):
        now = {key: joined([one.candidate for one in found]) for key, found in chosen.items()}
        if {key: sorted(parted(idea)) for key, idea in now.items()} == {
            key: sorted(parted(idea)) for key, idea in stood.items()
        }:
            break
        stood, chosen = now, choose(now)
    return chosen


def _is_free(key: SlotKey, placed: Placement) -> bool:
    return key not in placed.closed and key not in placed.seated


def _record(entries: Iterable[Entry], offered: Sequence[Candidate], *, light: bool) -> list[Done]:
    """What was done of what is about nobody; of people their own logs tell.

    A *light* habit is no contact, so of its people only what was done tells.
    """
    about_nobody = {one.id for one in offered if light or not one.people}
    return [
        Done(entry.moment.date(), dict.fromkeys(parted(entry.idea), 100))
        for entry in entries
        if entry.status in OUT and about_nobody.intersection(parted(entry.idea))
    ]
