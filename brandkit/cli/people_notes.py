"""`brandkit people add|show|find|log|list|snooze`: the notes on those one keeps in touch with."""

from __future__ import annotations

from typing import Any

import click

from brandkit import files, workspace
from brandkit.circle import Told, add_person, logged, open_note, the_person
from brandkit.cli import completing
from brandkit.cli.days import day_to_come, past_day
from brandkit.cli.desk import Desk, answer, in_one_line, is_somebody_there, say, wrapped
from brandkit.cli.doing import ask_more
from brandkit.cli.people_group import change_note, loaded, people
from brandkit.cli.people_shown import person_row, shown
from brandkit.core.notation.cadences import parse_cadence
from brandkit.core.notation.people import by_kind, kind_of_address
from brandkit.core.people.cadence import DUE, LATE
from brandkit.core.people.naming import folded
from brandkit.core.people.person import NOTE, LogLine, Person
from brandkit.core.saying import _
from brandkit.errors import ImpossibleError
from brandkit.housekeeping import writing
from brandkit.standing import Cadences, cadences_of, standing_words
from brandkit.tending import no_longer_needed


@people.command(epilog='Example: brandkit people add "Lucia Bianchi" --organisation Acme')
@click.argument("name", nargs=-1, required=True)
@click.option("--organisation", default="", help="Where they work.")
@click.option("--role", default="", help="What they do there.")
@click.option("--tag", "tags", multiple=True, help="A tag, like client; may be given again.")
@click.option("--theme", "themes", multiple=True, shell_complete=completing.themes, help="A theme.")
@click.option(
    "--handle", "handles", multiple=True, metavar="ADDRESS", help="A link, mail address or number."
)
@click.option("--offers", multiple=True, help="What they can help with.")
@click.option("--looks-for", multiple=True, help="What they look for.")
@click.option(
    "--cadence", default="", metavar="DAYS", help="Days between contacts: 90, or 30/90/180."
)
@click.option("--met", default="", metavar="DATE", help="When you met.")
@click.option("--new", "unmet", is_flag=True, help="Somebody you want to get to know.")
@click.option("--company", is_flag=True, help="It is a company.")
@click.option("--json", "as_json", is_flag=True, help="Answer in JSON.")
@click.pass_obj
def add(
    desk: Desk,
    name: tuple[str, ...],
    organisation: str,
    role: str,
    tags: tuple[str, ...],
    themes: tuple[str, ...],
    handles: tuple[str, ...],
    offers: tuple[str, ...],
    looks_for: tuple[str, ...],
    cadence: str,
    met: str,
    unmet: bool,
    company: bool,
    as_json: bool,
) -> None:
    """Begin a note on a person or a company."""
    called = in_one_line(name)
    if not called:
        raise click.BadParameter(_("the name is empty"), param_hint="NAME")
    keys: dict[str, Any] = {
        "name": called,
        "kind": "company" if company else None,
        "handles": by_kind((kind_of_address(address), address) for address in handles),
        "organisation": organisation,
        "role": role,
        "tags": [tag.lstrip("#") for tag in tags],
        "themes": list(themes),
        "offers": list(offers),
        "looks_for": list(looks_for),
        "cadence": _cadence(cadence),
        "met": "no" if unmet else _met(desk, met),
        "added": desk.now.date().isoformat(),
    }
    with writing(desk.root):
        _refuse_twin(desk, called)
        path = add_person(desk.root, keys, [], desk.brand.language)
    if as_json:
        answer({"name": called, "path": path})
        return
    hint = f'"{called}"' if " " in called else called
    say(
        [
            wrapped(desk.words("people.added", name=called, path=path)),
            wrapped(desk.words("people.next", name=hint)),
        ]
    )


def _cadence(text: str) -> Any:
    if not text:
        return None
    found = parse_cadence(text)
    if found is None:
        message = _("{text!r} is no cadence; write days, like 90 or 30/90/180", text=text)
        raise click.BadParameter(message, param_hint="--cadence")
    return list(found) if "/" in text else found.ideal


def _met(desk: Desk, text: str) -> str | None:
    day = past_day(desk, text) if text else None
    return day.isoformat() if day else None


def _refuse_twin(desk: Desk, name: str) -> None:
    """A second note under a name is begun only by hand: the first is easily overlooked."""
    for one in workspace.load_people(desk.root).people:
        if folded(one.name) == folded(name):
            raise ImpossibleError(
                _("There is a note on {name} already: {path}", name=one.name, path=one.path)
            )


@people.command(epilog="Example: brandkit people show lucia")
@click.argument("name", nargs=-1, required=True)
@click.option("--json", "as_json", is_flag=True, help="Answer in JSON.")
@click.pass_obj
def show(desk: Desk, name: tuple[str, ...], as_json: bool) -> None:
    """Show what the note on somebody says, and how you stand."""
    person = the_person(loaded(desk), " ".join(name))
    by = cadences_of(desk)
    if as_json:
        answer(person_row(desk, person, by, log=True))
        return
    say(shown(desk, person, by))


@people.command(epilog="Example: brandkit people find accountant")
@click.argument("text", nargs=-1, required=True)
@click.option("--json", "as_json", is_flag=True, help="Answer in JSON.")
@click.pass_obj
def find(desk: Desk, text: tuple[str, ...], as_json: bool) -> None:
    """Find people by any word of their notes."""
    words = folded(" ".join(text)).split()
    found = []
    for person in loaded(desk):
        said = _said(person)
        if all(word in said for word in words):
            found.append(person)
    by = cadences_of(desk)
    if as_json:
        answer({"people": [person_row(desk, person, by) for person in found]})
        return
    if not found:
        say([wrapped(desk.words("people.nobody found", text=" ".join(text)))])
        return
    say(_listed(desk, found, by))


def _said(person: Person) -> str:
    """All that the note says, for finding."""
    return folded(
        " ".join(
            (
                person.name,
                *person.aliases,
                person.organisation,
                person.role,
                *person.tags,
                *person.themes,
                *person.offers,
                *person.looks_for,
                *person.handles.values(),
                *(line.text for line in person.log),
            )
        )
    )


@people.command(epilog='Example: brandkit people log lucia "Coffee; she looks for a trainer"')
@click.argument("name")
@click.argument("text", nargs=-1)
@click.option("--on", "day", default=None, metavar="DATE", help="When it was, if not today.")
@click.option("--note", is_flag=True, help="Only a note: you did not speak.")
@click.option("--offers", multiple=True, help="What they can help with.")
@click.option("--looks-for", multiple=True, help="What they look for.")
@click.option("--json", "as_json", is_flag=True, help="Answer in JSON.")
@click.pass_obj
def log(
    desk: Desk,
    name: str,
    text: tuple[str, ...],
    day: str | None,
    note: bool,
    offers: tuple[str, ...],
    looks_for: tuple[str, ...],
    as_json: bool,
) -> None:
    """Say that you spoke, and of what; they are due again only after their time.

    On a terminal it then asks what they look for at present and what they can help with, unless you
    said so; Enter skips. A task that this makes needless goes away, unless you have begun it.
    """
    words = desk.words
    on = past_day(desk, day) or desk.now.date()
    line = LogLine(on, in_one_line(text), frozenset({NOTE} if note else ()))
    person = the_person(loaded(desk), name)
    told = Told(looks_for, offers)
    if not as_json and told == Told() and is_somebody_there():
        told = ask_more(desk, person.name)
    with writing(desk.root):
        source, now = open_note(desk.root, person)
        files.apply([logged(source, now, line, desk.brand.language, told)], inside=desk.root)
        gone, left = no_longer_needed(desk.root, desk.brand, person, desk.now.date())
    person = open_note(desk.root, person)[1]
    by = cadences_of(desk)
    if as_json:
        answer(person_row(desk, person, by, log=True) | {"removed": [one.path for one in gone]})
        return
    lines = [words("people.logged", name=person.name, text=line.text or f"{on.isoformat()}")]
    lines.append(standing_words(desk, person, by))
    lines += [words("people.task gone", title=one.title) for one in gone]
    lines += [words("people.task left", title=one.title, entry=one.id[:4]) for one in left]
    say([wrapped(line) for line in lines])


@people.command("list", epilog="Example: brandkit people list --due")
@click.option("--due", is_flag=True, help="Only those who are due, the most urgent first.")
@click.option("--tag", default="", help="Only those with this tag.")
@click.option("--json", "as_json", is_flag=True, help="Answer in JSON.")
@click.pass_obj
def list_people(desk: Desk, due: bool, tag: str, as_json: bool) -> None:
    """Show whom you keep notes on, and how you stand with each."""
    everybody = loaded(desk)
    wanted = tag.lstrip("#").casefold()
    found = [one for one in everybody if not wanted or wanted in map(str.casefold, one.tags)]
    by = cadences_of(desk)
    if due:
        today = desk.now.date()
        standing = by.standings(found, today)
        found = [one.person for one in standing if one.state(today) in {DUE, LATE}]
    if as_json:
        answer({"people": [person_row(desk, person, by) for person in found]})
        return
    if not found:
        key = "people.nobody" if everybody else "people.none"
        say([wrapped(desk.words(key))])
        return
    say([*_listed(desk, found, by), "", desk.words("people.count", n=len(found))])


def _listed(desk: Desk, found: list[Person], by: Cadences) -> list[str]:
    rows = []
    for person in found:
        parts = [person.name, person.organisation, standing_words(desk, person, by)]
        rows.append(wrapped(" · ".join(part for part in parts if part), "    ", first="  "))
    return rows


@people.command(epilog="Example: brandkit people snooze lucia 2027-01-10")
@click.argument("name")
@click.argument("until", metavar="DATE|DAYS")
@click.option("--json", "as_json", is_flag=True, help="Answer in JSON.")
@click.pass_obj
def snooze(desk: Desk, name: str, until: str, as_json: bool) -> None:
    """Leave somebody in peace until a day, or for so many days."""
    day = day_to_come(desk, until)
    person = the_person(loaded(desk), name)
    change_note(desk, person, {"next": day.isoformat()})
    if as_json:
        answer({"name": person.name, "path": person.path, "next": day.isoformat()})
        return
    said = desk.words.dated(day)
    say([wrapped(desk.words("people.snoozed", name=person.name, day=said))])
