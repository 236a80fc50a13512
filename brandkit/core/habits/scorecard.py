"""The ten habits, each with its evidence: the files and days behind every figure.

What leaves no trace is unknown, never none: an archive that was not read tells nothing, and a talk
that nobody wrote down was held all the same.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from datetime import date, timedelta
from typing import NamedTuple

from brandkit.core.calendar.model import Calendar
from brandkit.core.habits.circle import Circle, is_outside
from brandkit.core.model import Brand, Entry
from brandkit.core.people.connection import Connection
from brandkit.core.people.person import GIVEN, RETURNED, THANKED, LogLine

TEN = range(1, 11)
EDITORIAL = 3


class Evidence(NamedTuple):
    """One thing that was done: its day, the file that tells it, and what kind of thing it was."""

    day: date
    path: str
    what: str = ""


class Score(NamedTuple):
    """One habit in a span of days: what was done, and how much in the span before it.

    *found* is everything that is known of it, whenever it was, in order of time; *target* is how
    many are wanted in the span, 0 where nobody said.
    """

    number: int
    calendars: tuple[str, ...]
    found: tuple[Evidence, ...]
    first: date
    last: date
    target: int = 0

    @property
    def evidence(self) -> list[Evidence]:
        return [one for one in self.found if self.first <= one.day <= self.last]

    @property
    def times(self) -> int | None:
        """How often, or None where nothing is known."""
        return len(self.evidence) or None

    @property
    def before(self) -> int | None:
        """How often in as many days before; None where nothing is known."""
        start = self.first - (self.last - self.first) - timedelta(1)
        return sum(start <= one.day < self.first for one in self.found) or None

    def by_month(self, months: int) -> list[tuple[date, int]]:
        """How often in each of the last *months*, by their first days."""
        year, month = self.last.year, self.last.month
        starts: list[date] = []
        for _ in range(months):
            starts.insert(0, date(year, month, 1))
            year, month = (year, month - 1) if month > 1 else (year - 1, 12)
        ends = [*starts[1:], date.max]
        return [
            (start, sum(start <= one.day < end for one in self.found))
            for start, end in zip(starts, ends, strict=True)
        ]


class Matter(NamedTuple):
    """Everything that may be evidence."""

    brand: Brand
    calendars: tuple[Calendar, ...]
    entries: tuple[Entry, ...]
    circle: Circle
    connections: tuple[Connection, ...] = ()
    invited: tuple[tuple[date, str], ...] = ()


def scores(matter: Matter, first: date, last: date) -> list[Score]:
    """The habits that are on, in their order, over the days from *first* to *last*."""
    on: dict[int, list[Calendar]] = {}
    for calendar in matter.calendars:
        number = calendar.habit.number if calendar.habit else EDITORIAL
        if number:
            on.setdefault(number, []).append(calendar)
    found = []
    for number in TEN:
        if number not in on:
            continue
        evidence = [*_EVIDENCE[number](matter), *_done(matter, on[number])]
        unique = sorted({(one.day, one.path, one.what): one for one in evidence}.values())
        known = tuple(one for one in unique if one.day <= last)
        target = _target(on[number], (last - first).days + 1)
        ids = tuple(one.id for one in on[number])
        found.append(Score(number, ids, known, first, last, target))
    return found


def _target(calendars: Sequence[Calendar], days: int) -> int:
    wanted = sum(one.habit.target for one in calendars if one.habit)
    return round(wanted * days / 30.44)


def _on_the_day(matter: Matter, entry: Entry, what: str) -> Evidence:
    return Evidence(entry.moment.astimezone(matter.brand.zone).date(), entry.path, what)


def _done(matter: Matter, calendars: Iterable[Calendar]) -> list[Evidence]:
    """The tasks of these calendars that were done and leave no line elsewhere."""
    ids = {one.id for one in calendars}
    return [
        _on_the_day(matter, entry, "task")
        for entry in matter.entries
        if entry.status == "done" and entry.calendar in ids and not entry.people
    ]


def _posts(matter: Matter) -> list[Evidence]:
    return [
        _on_the_day(matter, entry, "post")
        for entry in matter.entries
        if entry.status == "published"
    ]


def _exploring(matter: Matter) -> list[Evidence]:
    """Posts on the exploring theme, and words with people whose subjects are not one's own."""
    exploring = {theme.id for theme in matter.brand.themes if theme.explore}
    found = [
        _on_the_day(matter, entry, "post")
        for entry in matter.entries
        if entry.status == "published"
        and (theme := matter.brand.theme(entry.theme)) is not None
        and theme.id in exploring
    ]
    for person in matter.circle.people.values():
        if is_outside(person, matter.brand):
            found += [
                Evidence(line.day, person.path, "contact") for line in person.log if line.is_contact
            ]
    return found


class Fields(NamedTuple):
    """On how many people it is noted what they work on, and which subjects are not one's own."""

    noted: int
    people: int
    outside: tuple[str, ...]


def fields_of(matter: Matter) -> Fields:
    """The variety of the people one keeps, by the themes of their notes, the commonest first."""
    people = [one for one in matter.circle.people.values() if not one.company]
    outside = Counter(
        theme for one in people for theme in one.themes if matter.brand.theme(theme) is None
    )
    ranked = sorted(outside, key=lambda theme: (-outside[theme], theme))
    return Fields(sum(bool(one.themes) for one in people), len(people), tuple(ranked))


def _met(matter: Matter) -> list[Evidence]:
    """Those one met, as notes say, was connected with or invited, as an archive says."""
    people = matter.circle.people.values()
    found = [Evidence(one.met, one.path, "met") for one in people if one.met]
    noted = {one.name for one in people}
    found += [
        Evidence(one.connected, "people/connections.csv", one.name)
        for one in matter.connections
        if one.connected and one.name not in noted
    ]
    connected = {one.name for one in matter.connections}
    found += [
        Evidence(day, "people/invitations.csv", name)
        for day, name in matter.invited
        if name not in noted and name not in connected
    ]
    return found


def _groups(matter: Matter) -> list[Evidence]:
    return [
        Evidence(line.day, group.path, "group")
        for group in matter.circle.groups
        for line in group.log
        if line.is_contact
    ]


def _bridges(matter: Matter) -> list[Evidence]:
    found = []
    for intro in matter.circle.introductions:
        found += [Evidence(day, intro.path, "asked") for day in intro.asked.values()]
        if intro.made is not None:
            found.append(Evidence(intro.made, intro.path, "made"))
    return found


def _contacts(matter: Matter) -> list[Evidence]:
    return _lines(matter, lambda line: line.is_contact, "contact")


def _favours(matter: Matter) -> list[Evidence]:
    return _lines(matter, lambda line: bool(line.marks & {GIVEN, RETURNED}), "favour")


def _thanks(matter: Matter) -> list[Evidence]:
    return _lines(matter, lambda line: THANKED in line.marks, "thanks")


def _lines(matter: Matter, wanted: Callable[[LogLine], bool], what: str) -> list[Evidence]:
    return [
        Evidence(line.day, person.path, what)
        for person in matter.circle.people.values()
        for line in person.log
        if wanted(line)
    ]


def _nothing(_: Matter) -> list[Evidence]:
    return []


_EVIDENCE: dict[int, Callable[[Matter], list[Evidence]]] = {
    1: _nothing,
    2: _nothing,
    3: _posts,
    4: _exploring,
    5: _met,
    6: _groups,
    7: _bridges,
    8: _contacts,
    9: _favours,
    10: _thanks,
}
