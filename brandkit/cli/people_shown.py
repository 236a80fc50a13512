"""How somebody stands, in words and as JSON."""

from __future__ import annotations

from typing import Any

from brandkit.cli.desk import Desk, strong, wrapped
from brandkit.core.people.favours import balance_of
from brandkit.core.people.person import Person, last_contact
from brandkit.standing import Cadences, standing_words

LOG_SHOWN = 10


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
    balance = balance_of(person.log, today)
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
