"""`brandkit people keep`: a note on one of those that an archive told."""

from __future__ import annotations

from typing import Any

import click

from brandkit import files
from brandkit.archives.network import load_connections
from brandkit.circle import add_person
from brandkit.cli.desk import Desk, answer, is_somebody_there, say, wrapped
from brandkit.cli.people_group import loaded, people
from brandkit.core.notation.connections import format_table
from brandkit.core.people.connection import Connection, offered, without_notes
from brandkit.core.people.naming import folded
from brandkit.core.people.person import LogLine
from brandkit.core.saying import _
from brandkit.errors import ImpossibleError
from brandkit.files import Write
from brandkit.housekeeping import writing

NEVER = "no"


@people.command(epilog='Example: brandkit people keep "Lucia Bianchi" --tag client')
@click.argument("name", nargs=-1)
@click.option("--tag", "tags", multiple=True, help="A tag for the note; may be given again.")
@click.option("--never", is_flag=True, help="Keep no note on them, and offer them no more.")
@click.option("--json", "as_json", is_flag=True, help="Answer in JSON.")
@click.pass_obj
def keep(
    desk: Desk, name: tuple[str, ...], tags: tuple[str, ...], never: bool, as_json: bool
) -> None:
    """Keep a note on somebody you are connected with.

    Without NAME, five are offered: those who wrote to you, endorsed you, or work on your themes. On
    a terminal each is asked for; notes are for the few whom you want to keep.
    """
    if not name:
        _offer(desk, as_json=as_json)
        return
    wanted = " ".join(name)
    with writing(desk.root):
        one = _the_connection(desk, wanted)
        path = "" if never else _keep(desk, one, tags)
        if never:
            _mark(desk, one)
    if as_json:
        answer({"name": one.name, "path": path or None})
        return
    key = "people.never kept" if never else "people.kept"
    say([wrapped(desk.words(key, name=one.name, path=path))])


def _the_connection(desk: Desk, wanted: str) -> Connection:
    """The one of whom there is no note and whom *wanted* means."""
    connections, _source = load_connections(desk.root)
    if not connections:
        message = _(
            "There is no people/connections.csv yet; make it with:"
            " brandkit import linkedin PATH --people"
        )
        raise ImpossibleError(message)
    words = set(folded(wanted).split())
    found = [
        one
        for one in without_notes((one._replace(keep="") for one in connections), loaded(desk))
        if words <= set(folded(one.name).split()) or wanted == one.url
    ]
    whole = [one for one in found if folded(one.name) == folded(wanted) or wanted == one.url]
    found = whole or found
    if len(found) == 1:
        return found[0]
    if not found:
        raise ImpossibleError(
            _("Nobody without a note is called {name!r} in people/connections.csv", name=wanted)
        )
    choices = [f"  {one.name} · {one.company} · {one.url}" for one in found[:8]]
    raise ImpossibleError(_("{wanted!r} may be any of these:", wanted=wanted), details=choices)


def _keep(desk: Desk, one: Connection, tags: tuple[str, ...]) -> str:
    """The note that a connection begins with, with the day of the last message; under the lock."""
    keys: dict[str, Any] = {
        "name": one.name,
        "handles": {
            kind: text for kind, text in (("linkedin", one.url), ("email", one.email)) if text
        },
        "organisation": one.company,
        "role": one.position,
        "tags": [tag.lstrip("#") for tag in tags],
        "met": one.connected.isoformat() if one.connected else None,
        "added": desk.now.date().isoformat(),
    }
    said = desk.words("import.message")
    lines = [LogLine(one.last_message, said)] if one.last_message else []
    return add_person(desk.root, keys, lines, desk.brand.language)


def _mark(desk: Desk, one: Connection) -> None:
    """No note is wanted; the table says so. Under the lock."""
    connections, source = load_connections(desk.root)
    assert source is not None
    kept = [item._replace(keep=NEVER) if item.key == one.key else item for item in connections]
    files.apply([Write(source.path, format_table(kept), source)], inside=desk.root)


def _offer(desk: Desk, *, as_json: bool) -> None:
    connections, _source = load_connections(desk.root)
    found = offered(connections, loaded(desk), desk.brand.themes)
    if as_json:
        answer({"offered": [_row(one) for one in found]})
        return
    words = desk.words
    if not found:
        say([wrapped(words("people.nobody offered"))])
        return
    if not is_somebody_there():
        say([wrapped(words("people.offered"))])
        say([wrapped(_said(desk, one), "    ", first="  ") for one in found])
        return
    from brandkit.cli.asking import NO, YES, line

    say([wrapped(words("people.offered"))])
    for one in found:
        say(["", wrapped(_said(desk, one)), words("people.keep?")])
        said = line().casefold()
        with writing(desk.root):
            if said in YES:
                path = _keep(desk, one, ())
                say([wrapped(words("people.kept", name=one.name, path=path))])
            elif said in NO:
                _mark(desk, one)


def _said(desk: Desk, one: Connection) -> str:
    words = desk.words
    parts = [one.name, ", ".join(part for part in (one.position, one.company) if part)]
    if one.messages:
        parts.append(words("people.messages", n=one.messages))
    if one.endorsements:
        parts.append(words("people.endorsements", n=one.endorsements))
    if one.recommended:
        parts.append(words("people.recommended"))
    return " · ".join(part for part in parts if part)


def _row(one: Connection) -> dict[str, Any]:
    days = {"connected": one.connected, "last_message": one.last_message}
    told = {key: day.isoformat() if day else None for key, day in days.items()}
    return {key: value for key, value in one._asdict().items() if key != "keep"} | told
