"""`brandkit favour`: what people did for one another, and what is still open."""

from __future__ import annotations

from datetime import date
from typing import Any

import click

from brandkit import files
from brandkit.archives.network import endorsements_in
from brandkit.circle import logged, open_note, the_person
from brandkit.cli.days import past_day
from brandkit.cli.desk import Desk, answer, in_one_line, say, wrapped
from brandkit.cli.people_group import loaded
from brandkit.cli.speaking import Group
from brandkit.core.notation.people import with_log_line
from brandkit.core.people.favours import Favour, balance_of
from brandkit.core.people.naming import address_key, folded, matching
from brandkit.core.people.person import GIVEN, RECEIVED, RETURNED, THANKED, LogLine, Person
from brandkit.core.saying import _
from brandkit.files import Write
from brandkit.housekeeping import writing
from brandkit.workspace import PUBLISHED, load_entries


@click.group(
    cls=Group, epilog='Example: brandkit favour received lucia "introduced me to the school"'
)
def favour() -> None:
    """Keep favours both ways, until they are thanked for and returned."""


_name = click.argument("name")
_text = click.argument("text", nargs=-1)
_day = click.option("--on", "day", default=None, metavar="DATE", help="When it was, if not today.")
_json = click.option("--json", "as_json", is_flag=True, help="Answer in JSON.")


@favour.command(epilog='Example: brandkit favour received lucia "introduced me to the school"')
@_name
@_text
@_day
@_json
@click.pass_obj
def received(desk: Desk, name: str, text: tuple[str, ...], day: str | None, as_json: bool) -> None:
    """Somebody did something for you."""
    _keep(desk, name, text, day, RECEIVED, as_json=as_json)


@favour.command(epilog='Example: brandkit favour given lucia "read her programme"')
@_name
@_text
@_day
@_json
@click.pass_obj
def given(desk: Desk, name: str, text: tuple[str, ...], day: str | None, as_json: bool) -> None:
    """You did something for somebody."""
    _keep(desk, name, text, day, GIVEN, as_json=as_json)


@favour.command(epilog='Example: brandkit favour thanked lucia "on the phone"')
@_name
@_text
@_day
@_json
@click.pass_obj
def thanked(desk: Desk, name: str, text: tuple[str, ...], day: str | None, as_json: bool) -> None:
    """You thanked somebody for what they did."""
    _keep(desk, name, text, day, THANKED, as_json=as_json)


@favour.command(epilog='Example: brandkit favour returned lucia "found her a trainer"')
@_name
@_text
@_day
@_json
@click.pass_obj
def returned(desk: Desk, name: str, text: tuple[str, ...], day: str | None, as_json: bool) -> None:
    """You returned a favour of somebody's; it settles the oldest one."""
    _keep(desk, name, text, day, RETURNED, as_json=as_json)


def _keep(
    desk: Desk, name: str, text: tuple[str, ...], day: str | None, mark: str, *, as_json: bool
) -> None:
    said = in_one_line(text)
    if not said and mark in {RECEIVED, GIVEN}:
        raise click.BadParameter(_("say in a few words what it was"), param_hint="TEXT")
    on = past_day(desk, day) or desk.now.date()
    line = LogLine(on, said, frozenset({mark}))
    person = the_person(loaded(desk), name)
    with writing(desk.root):
        source, now = open_note(desk.root, person)
        files.apply([logged(source, now, line, desk.brand.language)], inside=desk.root)
    if as_json:
        answer({"name": person.name, "path": person.path, "kind": mark, "day": on.isoformat()})
        return
    say([wrapped(desk.words("favour.kept", name=person.name, text=said or on.isoformat()))])


@favour.command("find", epilog="Example: brandkit favour find ~/Downloads/linkedin.zip")
@click.argument("path", type=click.Path(exists=True), required=False)
@click.option("--dry-run", is_flag=True, help="Only say what would be written.")
@_json
@click.pass_obj
def find_favours(desk: Desk, path: str | None, dry_run: bool, as_json: bool) -> None:
    """Find favours in the record: people whom your pieces name, and who confirmed skills of yours.

    Whom a published piece names (`people:`), you did a favour; who confirmed a skill in LinkedIn's
    archive at PATH did you one. Only those with a note; each is kept once.
    """
    people = loaded(desk)
    found = [*_credits(desk, people), *(_endorsed(desk, people, path) if path else ())]
    told: list[tuple[Person, LogLine]] = []
    with writing(desk.root):
        writes: dict[str, Write] = {}
        for person, line in found:
            if line in person.log:
                continue
            told.append((person, line))
            old = writes.get(person.path)
            source = open_note(desk.root, person)[0]
            text = with_log_line(old.text if old else source.text, line, desk.brand.language)
            writes[person.path] = Write(source.path, text, source)
        if not dry_run:
            files.apply(writes.values(), inside=desk.root)
    if as_json:
        rows = [
            {"name": one.name, "day": line.day.isoformat(), "text": line.text} for one, line in told
        ]
        answer({"favours": rows})
        return
    lines = [desk.words("favour.kept", name=one.name, text=line.text) for one, line in told]
    say([wrapped(line) for line in lines] or [desk.words("favour.none found")])


def _credits(desk: Desk, people: list[Person]) -> list[tuple[Person, LogLine]]:
    """Those whom published pieces name."""
    found = []
    for entry in load_entries(desk.root, desk.brand.zone, (PUBLISHED,)).entries:
        for name in entry.people if entry.status == "published" else ():
            text = desk.words("favour.named", title=entry.title or entry.path)
            line = LogLine(
                entry.moment.astimezone(desk.brand.zone).date(), text, frozenset({GIVEN})
            )
            found += [(one, line) for one in matching(people, name)[:1]]
    return found


def _endorsed(desk: Desk, people: list[Person], path: str) -> list[tuple[Person, LogLine]]:
    known = {address_key(a): one for one in people for a in one.handles.values()}
    known |= {folded(name): one for one in people for name in (one.name, *one.aliases)}
    return [
        (
            known[one.by],
            LogLine(one.day, desk.words("favour.endorsed", skill=one.skill), frozenset({RECEIVED})),
        )
        for one in endorsements_in(path)
        if one.by in known
    ]


@favour.command("list", epilog="Example: brandkit favour list")
@_json
@click.pass_obj
def list_favours(desk: Desk, as_json: bool) -> None:
    """Show what is open: what you owe, whom you have not thanked, what was given."""
    today = desk.now.date()
    rows: list[tuple[str, str, Favour]] = []
    for person in loaded(desk):
        balance = balance_of(person.log, today)
        for kind in ("unthanked", "owed", "lent"):
            rows += [(kind, person.name, one) for one in getattr(balance, kind)]
    rows.sort(key=lambda row: (row[2].day, row[1]))
    if as_json:
        answer({"favours": [_row(*row, today) for row in rows]})
        return
    lines = []
    for kind in ("unthanked", "owed", "lent"):
        for _kind, name, one in (row for row in rows if row[0] == kind):
            days = (today - one.day).days
            lines.append(wrapped(desk.words(f"favour.{kind}", name=name, n=days, text=one.text)))
    say(lines or [desk.words("favour.none")])


def _row(kind: str, name: str, one: Favour, today: date) -> dict[str, Any]:
    return {
        "kind": kind,
        "name": name,
        "day": one.day.isoformat(),
        "days": (today - one.day).days,
        "text": one.text,
    }
