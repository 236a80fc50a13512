"""`brandkit outcome`: what came of a piece."""

from __future__ import annotations

import os

import click

from brandkit import files
from brandkit.cli import completing
from brandkit.cli.desk import Desk, answer, in_one_line, say, wrapped
from brandkit.cli.finding import open_entry
from brandkit.cli.speaking import Command
from brandkit.core.notation.amend import set_keys
from brandkit.core.notation.frontmatter import parse_front_matter
from brandkit.core.people.person import Person
from brandkit.core.saying import _
from brandkit.core.statuses import OUT
from brandkit.errors import ImpossibleError
from brandkit.files import Write
from brandkit.housekeeping import writing
from brandkit.outcomes import keep_outcome, outcomes_of
from brandkit.workspace import load_people

KINDS = ("talk", "client", "partner", "job", "invitation")


@click.command(
    cls=Command, epilog='Example: brandkit outcome 2026-12-01 "A client rang" --kind client'
)
@click.argument("entry", metavar="ENTRY|PERSON", shell_complete=completing.entries)
@click.argument("text", nargs=-1, required=True)
@click.option("--kind", type=click.Choice(KINDS), default=None, help="What kind of thing it is.")
@click.option("--json", "as_json", is_flag=True, help="Answer in JSON.")
@click.pass_obj
def outcome(desk: Desk, entry: str, text: tuple[str, ...], kind: str | None, as_json: bool) -> None:
    """Keep what came of a piece, in one line.

    Of a person too: what came of knowing them stands in their note, and in the next review.
    """
    person = _person(desk, entry)
    if person is not None:
        _of_person(desk, person, text, kind or "", as_json=as_json)
        return
    found = open_entry(desk, entry, lambda row: row.status in OUT)
    if found.entry.status not in OUT:
        raise ImpossibleError(_("{path} is not out yet", path=found.entry.path))
    said = _said(text)
    known = keep_outcome(desk, found, said, kind or "")
    if as_json:
        answer({"id": found.entry.id, "path": found.entry.path, "outcome": known})
        return
    say([wrapped(desk.words("outcome.kept", path=found.entry.path))])


def _person(desk: Desk, wanted: str) -> Person | None:
    """The one person whose whole name *wanted* is, where there are notes on people."""
    from brandkit.core.people.naming import folded, names_of

    if not os.path.isdir(os.path.join(desk.root, "people")):
        return None
    found = [
        one
        for one in load_people(desk.root).people
        if folded(wanted) in {folded(one.id), *(folded(name) for name in names_of(one))}
    ]
    return found[0] if len(found) == 1 else None


def _of_person(
    desk: Desk, person: Person, text: tuple[str, ...], kind: str, *, as_json: bool
) -> None:
    from brandkit.circle import open_note
    from brandkit.core.notation.people import KEY_ORDER

    said = _said(text)
    with writing(desk.root):
        source, _now = open_note(desk.root, person)
        known = outcomes_of(parse_front_matter(source.text).values.get("outcome"))
        known.append(f"{desk.now:%Y-%m-%d}{f' {kind}' if kind else ''}: {said}")
        changed = set_keys(source.text, {"outcome": known}, KEY_ORDER)
        files.apply([Write(source.path, changed, source)], inside=desk.root)
    if as_json:
        answer({"name": person.name, "path": person.path, "outcome": known})
        return
    say([wrapped(desk.words("outcome.kept", path=person.path))])


def _said(text: tuple[str, ...]) -> str:
    said = in_one_line(text)
    if not said:
        raise click.BadParameter(_("the outcome is empty"), param_hint="TEXT")
    return said
