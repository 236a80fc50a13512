"""The candidates of a habit, by what its calendar picks."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from datetime import date, timedelta
from typing import NamedTuple

from brandkit.core.calendar.model import (
    EVERYBODY,
    FAVOUR,
    GROUP,
    NETWORKER,
    NEW,
    OUTSIDE,
    PAIR,
    PERSON,
    REVIEW,
    SKILL,
    Calendar,
    Habit,
)
from brandkit.core.habits.candidate import Candidate
from brandkit.core.habits.circle import (
    FAVOUR_MARK,
    GROUP_MARK,
    PAIR_MARK,
    PERSON_MARK,
    REVIEW_MARK,
    SKILL_MARK,
    Circle,
    bridge_name,
    is_outside,
)
from brandkit.core.habits.groups import call_of
from brandkit.core.habits.introductions import ASK, FOLLOW, WAIT, next_step, suggest
from brandkit.core.model import Brand
from brandkit.core.people.cadence import FAR, cadence_of, standing_of
from brandkit.core.people.favours import balance_of
from brandkit.core.people.person import RECEIVED, THANKED, Cadence, Person

THANKS_WITHIN, RETURN_AFTER, RETURN_WITHIN = timedelta(14), timedelta(30), timedelta(120)
"""When thanks are late, when a favour is gently called to mind, and when that is late."""
STEP_WITHIN, FOLLOW_AFTER = timedelta(7), timedelta(30)
"""When a step of an introduction is late, and when one asks how it went."""
NEW_PAIRS = 8
"""New pairs that are thought of at a time."""
EVERY_TIME = Cadence(1, 1, 3650)


class View(NamedTuple):
    """A calendar of tasks, its habit, and what it chooses from, as things stand *today*."""

    calendar: Calendar
    habit: Habit
    circle: Circle
    brand: Brand
    today: date


def candidates(calendar: Calendar, circle: Circle, brand: Brand, today: date) -> list[Candidate]:
    """What the slots of *calendar* can be filled with, as things stand *today*."""
    assert calendar.habit is not None
    view = View(calendar, calendar.habit, circle, brand, today)
    return _BY_PICK[calendar.pick](view)


def _people(view: View) -> list[Candidate]:
    habit, today = view.habit, view.today
    fits = _FITS[habit.who]
    found: list[Candidate] = []
    for person in _tagged(view.circle.people.values(), habit):
        cadence = cadence_of(person, habit.by_tag, habit.cadence)
        if cadence is None or not fits(person, view.brand):
            continue
        if habit.who == NEW:
            found.append(_once(person, today))
            continue
        standing = standing_of(person, cadence, today)
        found.append(
            Candidate(
                f"{PERSON_MARK}{person.id}",
                standing.earliest,
                standing.due,
                standing.latest,
                (person.id,),
                cadence,
                person.tags[0] if person.tags else "",
                f"{PERSON}.{habit.who}",
                standing.last,
            )
        )
    return found


def _tagged(people: Iterable[Person], habit: Habit) -> list[Person]:
    """Those of the *people* whom the habit is about."""
    wanted = {tag.casefold() for tag in habit.tags}
    return [
        person
        for person in people
        if not wanted or wanted & {tag.casefold() for tag in person.tags}
    ]


def _once(person: Person, today: date) -> Candidate:
    since = max(person.added or today, person.next or date.min)
    group = person.tags[0] if person.tags else ""
    return Candidate(
        f"{PERSON_MARK}{person.id}", since, since, FAR, (person.id,), None, group, f"{PERSON}.{NEW}"
    )


_FITS: dict[str, Callable[[Person, Brand], bool]] = {
    EVERYBODY: lambda person, _: not person.unmet,
    NEW: lambda person, _: person.unmet,
    OUTSIDE: lambda person, brand: not person.unmet and is_outside(person, brand),
    NETWORKER: lambda person, _: any(RECEIVED in line.marks for line in person.log),
}


def _favours(view: View) -> list[Candidate]:
    """People to thank, or to whom something is owed; the *mark* of the habit says which."""
    is_thanks = view.habit.mark == THANKED
    why = f"{FAVOUR}.{'thank' if is_thanks else 'return'}"
    within = THANKS_WITHIN if is_thanks else RETURN_WITHIN
    found: list[Candidate] = []
    for person in _tagged(view.circle.people.values(), view.habit):
        if not any(RECEIVED in line.marks for line in person.log):
            continue
        balance = balance_of(person.log, view.today)
        open_ones = balance.unthanked if is_thanks else balance.owed
        if not open_ones:
            continue
        day = open_ones[0].day
        due = max(day if is_thanks else day + RETURN_AFTER, person.next or day)
        latest = max(day + within, due)
        identity = f"{FAVOUR_MARK}{person.id}"
        found.append(Candidate(identity, due, due, latest, (person.id,), None, "", why, day))
    return found


def _reviews(view: View) -> list[Candidate]:
    """A review is due whenever its calendar opens."""
    identity = f"{REVIEW_MARK}{view.calendar.id}"
    return [Candidate(identity, date.min, date.min, FAR, (), EVERY_TIME, "", REVIEW)]


def _practices(view: View) -> list[Candidate]:
    """All practices, in their order; one that was done comes back when all others were."""
    names = view.circle.practices
    again = Cadence(1, 30 * max(len(names), 1), 3650)
    first = view.today - timedelta(3650)
    return [
        Candidate(f"{SKILL_MARK}{name}", first, first + timedelta(n), FAR, (), again, "", SKILL)
        for n, name in enumerate(names)
    ]


def _pairs(view: View) -> list[Candidate]:
    """Introductions by their next step, then new pairs: the first to be asked is the one named."""
    circle, today = view.circle, view.today
    found: list[Candidate] = []
    for intro in circle.introductions:
        step = next_step(intro, circle.people)
        if step is None or step.kind == WAIT:
            continue
        people = (step.person,) if step.person else intro.people
        due = today if step.kind != FOLLOW or intro.made is None else intro.made + FOLLOW_AFTER
        found.append(_bridge(intro.id, people, step.kind, due))
    for pair in suggest(tuple(circle.people.values()), circle.introductions, NEW_PAIRS).pairs:
        name = bridge_name(pair.a, pair.b)
        found.append(_bridge(name, (pair.a,), ASK, today)._replace(due=today, latest=FAR))
    return found


def _bridge(name: str, people: tuple[str, ...], step: str, due: date) -> Candidate:
    latest = due + STEP_WITHIN
    why = f"{PAIR}.{step}"
    return Candidate(f"{PAIR_MARK}{name}", due, due, latest, people, None, "", why, None, step)


def _groups(view: View) -> list[Candidate]:
    """What each association asks for."""
    found = []
    for group in view.circle.groups:
        call = call_of(group, view.today)
        if call is not None:
            last = call.earliest - timedelta(1)
            why = f"{GROUP}.{call.kind}"
            identity = f"{GROUP_MARK}{group.id}"
            found.append(
                Candidate(
                    *(identity, call.earliest, call.due, call.latest, (), None, ""),
                    *(why, last, call.kind),
                )
            )
    return found


_BY_PICK: dict[str, Callable[[View], list[Candidate]]] = {
    PERSON: _people,
    FAVOUR: _favours,
    REVIEW: _reviews,
    SKILL: _practices,
    PAIR: _pairs,
    GROUP: _groups,
}
