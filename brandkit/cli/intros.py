"""`brandkit intro`: bridges between people, with the consent of both."""

from __future__ import annotations

from typing import Any

import click

from brandkit import files
from brandkit.circle import load_circle, the_person
from brandkit.cli.days import past_day
from brandkit.cli.desk import Desk, answer, in_one_line, say, wrapped
from brandkit.cli.speaking import Group
from brandkit.core.habits.circle import Circle, bridge_name
from brandkit.core.habits.introductions import (
    Introduction,
    next_step,
    reveals,
    sentence_digest,
    state_of,
    suggest,
)
from brandkit.core.notation.introductions import side_of
from brandkit.core.people.naming import folded
from brandkit.core.people.person import Person
from brandkit.core.saying import _
from brandkit.errors import ImpossibleError
from brandkit.housekeeping import writing
from brandkit.root import shown_path
from brandkit.subject_notes import bridge_write

MISSING = 2
"""So many missing sentences are named: those that would open most pairs."""


@click.group("intro", cls=Group, epilog="Example: brandkit intro suggest")
def intro() -> None:
    """Bring people together, with the consent of both.

    Before both have agreed, nobody is named: one is asked with the sentence `said_without_name` of
    the other, and sees the very sentence that would be written about them.
    """


_json = click.option("--json", "as_json", is_flag=True, help="Answer in JSON.")
_day = click.option("--on", "day", default=None, metavar="DATE", help="When it was, if not today.")


@intro.command("suggest", epilog="Example: brandkit intro suggest")
@_json
@click.pass_obj
def suggest_pairs(desk: Desk, as_json: bool) -> None:
    """Propose pairs whose offers and needs meet, and who do not know each other yet."""
    circle = _circle(desk)
    found = suggest(tuple(circle.people.values()), circle.introductions)
    missing = found.missing[:MISSING]
    if as_json:
        answer(
            {
                "pairs": [pair._asdict() for pair in found.pairs],
                "missing": [{"person": name, "pairs": n} for name, n in missing],
            }
        )
        return
    words = desk.words
    lines = [
        words("intro.pair", a=_name(circle, pair.a), b=_name(circle, pair.b), why=pair.why)
        for pair in found.pairs
    ]
    if not lines and not missing:
        lines.append(words("intro.no pair"))
    for name, n in missing:
        lines.append(words("intro.missing", name=_name(circle, name), n=n))
    if found.pairs:
        lines.append(words("intro.how"))
    say([wrapped(line) for line in lines])


@intro.command(epilog='Example: brandkit intro propose "Ada Rossi" "Bob Neri"')
@click.argument("a")
@click.argument("b")
@click.option("--why", default="", help="Why they should meet; it stays with you.")
@_json
@click.pass_obj
def propose(desk: Desk, a: str, b: str, why: str, as_json: bool) -> None:
    """Keep an introduction of two people, to be asked for."""
    circle = _circle(desk)
    people = list(circle.people.values())
    first, second = the_person(people, a), the_person(people, b)
    if first.id == second.id:
        raise ImpossibleError(_("{path} is both of them", path=first.path))
    known = _of(circle, first, second)
    if known is not None:
        raise ImpossibleError(_("It is kept already: {path}", path=known.path))
    for person in (first, second):
        _check_sentence(person)
    bridge = Introduction(bridge_name(first.id, second.id), (first.id, second.id), why=why)
    with writing(desk.root):
        write = bridge_write(desk.root, bridge, {})
        files.apply([write], inside=desk.root)
    path = _shown(desk, write.path)
    if as_json:
        answer({"path": path})
        return
    say([wrapped(desk.words("intro.proposed", path=path))])


def _check_sentence(person: Person) -> None:
    """`ImpossibleError` where nothing can be said of somebody, or it would show who they are."""
    if not person.said_without_name:
        raise ImpossibleError(
            _(
                "{path} needs said_without_name: a sentence on {name} in which nobody knows them",
                path=person.path,
                name=person.name,
            )
        )
    word = reveals(person)
    if word:
        raise ImpossibleError(
            _(
                "{path}: said_without_name has {word!r}, which shows who it is",
                path=person.path,
                word=word,
            )
        )


@intro.command(epilog='Example: brandkit intro agreed "Ada Rossi + Bob Neri" ada')
@click.argument("introduction")
@click.argument("name")
@_json
@click.pass_obj
def agreed(desk: Desk, introduction: str, name: str, as_json: bool) -> None:
    """Somebody said yes, to the sentence that stands in their note now."""
    circle, bridge = _found(desk, introduction)
    person = _side(circle, bridge, name)
    _check_sentence(person)
    side = side_of(bridge, person.id)
    _change(desk, bridge, {f"consent_{side}": sentence_digest(person)}, as_json=as_json)


@intro.command(epilog='Example: brandkit intro declined "Ada Rossi + Bob Neri" bob')
@click.argument("introduction")
@click.argument("name")
@_json
@click.pass_obj
def declined(desk: Desk, introduction: str, name: str, as_json: bool) -> None:
    """Somebody said no; that is the end of it, and the other need not know."""
    circle, bridge = _found(desk, introduction)
    side = side_of(bridge, _side(circle, bridge, name).id)
    _change(desk, bridge, {"declined": side}, as_json=as_json)


@intro.command(epilog='Example: brandkit intro asked "Ada Rossi + Bob Neri" ada')
@click.argument("introduction")
@click.argument("name")
@_day
@_json
@click.pass_obj
def asked(desk: Desk, introduction: str, name: str, day: str | None, as_json: bool) -> None:
    """You asked one of the two."""
    circle, bridge = _found(desk, introduction)
    person = _side(circle, bridge, name)
    on = past_day(desk, day) or desk.now.date()
    side = side_of(bridge, person.id)
    _change(desk, bridge, {f"asked_{side}": on.isoformat()}, as_json=as_json)


@intro.command(epilog='Example: brandkit intro made "Ada Rossi + Bob Neri"')
@click.argument("introduction")
@_day
@_json
@click.pass_obj
def made(desk: Desk, introduction: str, day: str | None, as_json: bool) -> None:
    """You brought them together; only once both have agreed."""
    circle, bridge = _found(desk, introduction)
    step = next_step(bridge, circle.people)
    if step is None or step.kind != "make":
        raise ImpossibleError(_("{path}: not both have agreed", path=bridge.path))
    on = past_day(desk, day) or desk.now.date()
    _change(desk, bridge, {"made": on.isoformat()}, as_json=as_json)


@intro.command(
    epilog='Example: brandkit intro outcome "Ada Rossi + Bob Neri" "They teach together"'
)
@click.argument("introduction")
@click.argument("text", nargs=-1, required=True)
@_json
@click.pass_obj
def outcome(desk: Desk, introduction: str, text: tuple[str, ...], as_json: bool) -> None:
    """What came of an introduction, in one line."""
    _, bridge = _found(desk, introduction)
    _change(desk, bridge, {"outcome": in_one_line(text)}, as_json=as_json)


@intro.command("list", epilog="Example: brandkit intro list")
@_json
@click.pass_obj
def list_introductions(desk: Desk, as_json: bool) -> None:
    """Show the introductions, how far each is, and what is next."""
    circle = _circle(desk)
    if as_json:
        answer({"introductions": [_row(circle, one) for one in circle.introductions]})
        return
    words = desk.words
    lines = []
    for one in circle.introductions:
        state = words(f"intro.state.{state_of(one, circle.people)}")
        step = next_step(one, circle.people)
        parts = [one.id, state]
        if step is not None:
            parts.append(words(f"intro.step.{step.kind}", name=_name(circle, step.person)))
        lines.append(wrapped(" · ".join(parts), "  ", first=""))
    say(lines or [wrapped(words("intro.none"))])


def _circle(desk: Desk) -> Circle:
    return load_circle(desk.root, desk.brand.language)


def _name(circle: Circle, identity: str) -> str:
    person = circle.people.get(identity)
    return person.name if person is not None else identity


def _of(circle: Circle, a: Person, b: Person) -> Introduction | None:
    pair = {a.id, b.id}
    return next((one for one in circle.introductions if set(one.people) == pair), None)


def _found(desk: Desk, wanted: str) -> tuple[Circle, Introduction]:
    """The introduction that *wanted* means: its file's name, or words of it."""
    circle = _circle(desk)
    name = wanted.removesuffix(".md").rpartition("/")[2]
    words = set(folded(name).replace("+", " ").split())
    found = [one for one in circle.introductions if words <= set(folded(one.id).split())]
    if len(found) == 1:
        return circle, found[0]
    if not found:
        raise ImpossibleError(
            _(
                "There is no introduction {wanted!r}. See them with: brandkit intro list",
                wanted=wanted,
            )
        )
    raise ImpossibleError(
        _("{wanted!r} may be any of these:", wanted=wanted),
        details=[f"  {one.id}" for one in found],
    )


def _side(circle: Circle, bridge: Introduction, name: str) -> Person:
    """Which of the two *name* means."""
    people = [circle.people[one] for one in bridge.people if one in circle.people]
    return the_person(people, name)


def _change(desk: Desk, bridge: Introduction, changes: dict[str, Any], *, as_json: bool) -> None:
    with writing(desk.root):
        files.apply([bridge_write(desk.root, bridge, changes)], inside=desk.root)
    circle = _circle(desk)
    now = next(one for one in circle.introductions if one.path == bridge.path)
    if as_json:
        answer(_row(circle, now))
        return
    say([wrapped(desk.words("intro.changed", name=now.id, state=_state(desk, circle, now)))])


def _state(desk: Desk, circle: Circle, one: Introduction) -> str:
    return desk.words(f"intro.state.{state_of(one, circle.people)}")


def _row(circle: Circle, one: Introduction) -> dict[str, Any]:
    step = next_step(one, circle.people)
    return {
        "name": one.id,
        "path": one.path,
        "people": list(one.people),
        "state": state_of(one, circle.people),
        "next": step.kind if step else None,
        "of": step.person or None if step else None,
    }


def _shown(desk: Desk, path: str) -> str:

    return shown_path(path, desk.root)
