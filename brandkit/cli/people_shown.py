"""How somebody stands, in words and as JSON."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import Any, NamedTuple

from brandkit.cli.desk import Desk, strong, wrapped
from brandkit.config import load_settings
from brandkit.core.calendar.model import EVERYBODY, PERSON
from brandkit.core.people.cadence import (
    DUE,
    LATE,
    STANDARD,
    Standing,
    TagCadence,
    cadence_of,
    standing_of,
    standings,
)
from brandkit.core.people.favours import balance_of
from brandkit.core.people.person import Cadence, Person, last_contact

LOG_SHOWN = 10


class Cadences(NamedTuple):
    """When people are due, as the calendars say: the standard, and what holds for tags."""

    standard: Cadence = STANDARD
    by_tag: tuple[TagCadence, ...] = ()

    def standing(self, person: Person, today: date) -> Standing | None:
        cadence = cadence_of(person, self.by_tag, self.standard)
        return None if cadence is None or person.unmet else standing_of(person, cadence, today)

    def standings(self, people: Sequence[Person], today: date) -> list[Standing]:
        known = [person for person in people if not person.unmet]
        return standings(known, self.by_tag, today, self.standard)


def cadences_of(desk: Desk) -> Cadences:
    """The cadences of the first calendar that is about those who are due."""
    for calendar in load_settings(desk.root).calendars:
        habit = calendar.habit
        if habit is None or calendar.pick != PERSON:
            continue
        if (habit.who, habit.several) == (EVERYBODY, 1):
            return Cadences(habit.cadence, habit.by_tag)
    return Cadences()


def standing_words(desk: Desk, person: Person, by: Cadences) -> str:
    """«due since 12 days», «due 3 March», «no rhythm»."""
    words, today = desk.words, desk.now.date()
    if person.unmet:
        return words("people.unmet")
    standing = by.standing(person, today)
    if standing is None:
        return words("people.off")
    state = standing.state(today)
    if state == LATE:
        return words("people.late", n=(today - standing.latest).days)
    if state == DUE:
        return words("people.due", day=words.dated(standing.due))
    return words("people.resting", day=words.dated(standing.due))


def shown(desk: Desk, person: Person, by: Cadences) -> list[str]:
    """The note in a screen: who they are, how you stand, what was said."""
    words, today = desk.words, desk.now.date()
    work = ", ".join(part for part in (person.role, person.organisation) if part)
    lines = [strong(" · ".join(part for part in (person.name, work, *person.tags) if part))]
    lines += [f"  {address}" for address in person.handles.values()]
    for key in ("themes", "offers", "looks_for"):
        text = ", ".join(getattr(person, key))
        if text:
            lines.append(words(f"people.{key}", text=text))
    last = last_contact(person, today)
    since = words("people.last", day=words.dated(last)) if last else words("people.never")
    lines += ["", f"{since} · {standing_words(desk, person, by)}"]
    balance = balance_of(line for line in person.log if line.day <= today)
    lines += [
        words("people.unthanked", day=words.dated(one.day), text=one.text)
        for one in balance.unthanked
    ]
    lines += [words("people.owed", n=(today - one.day).days, text=one.text) for one in balance.owed]
    lines += [words("people.lent", day=words.dated(one.day), text=one.text) for one in balance.lent]
    latest = sorted(person.log, key=lambda line: line.day, reverse=True)[:LOG_SHOWN]
    if latest:
        lines.append("")
        lines += [f"  {line.day.isoformat()}  {line.text}" for line in latest]
    return [*(wrapped(line) for line in lines), "", person.path]


def person_row(desk: Desk, person: Person, by: Cadences, *, log: bool = False) -> dict[str, Any]:
    """Somebody as JSON; with *log* also what was said."""
    today = desk.now.date()
    standing = by.standing(person, today)
    last = last_contact(person, today)
    row: dict[str, Any] = {
        "name": person.name,
        "path": person.path,
        "organisation": person.organisation,
        "tags": list(person.tags),
        "themes": list(person.themes),
        "offers": list(person.offers),
        "looks_for": list(person.looks_for),
        "last": last.isoformat() if last else None,
        "state": standing.state(today) if standing else "unmet" if person.unmet else "off",
        "due": standing.due.isoformat() if standing else None,
        "latest": standing.latest.isoformat() if standing else None,
    }
    if log:
        row["log"] = [
            {"day": line.day.isoformat(), "text": line.text, "marks": sorted(line.marks)}
            for line in person.log
        ]
    return row
