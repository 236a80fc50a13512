"""`brandkit ask`: who may help, and what comes before one asks."""

from __future__ import annotations

from typing import Any

import click

from brandkit.cli.desk import Desk, answer, in_one_line, say, strong, wrapped
from brandkit.cli.people_group import loaded
from brandkit.cli.speaking import Command
from brandkit.core.habits.need import ASK, THANK, Helper, helpers
from brandkit.core.saying import _


@click.command(cls=Command, epilog='Example: brandkit ask "I am looking for a room for a course"')
@click.argument("text", nargs=-1, required=True)
@click.option("--json", "as_json", is_flag=True, help="Answer in JSON.")
@click.pass_obj
def ask(desk: Desk, text: tuple[str, ...], as_json: bool) -> None:
    """Find who can help with something, and ask so that a no is easy.

    Five people, from what they offer, how warm the tie is, and favours either way. Thanks that are
    owed come first; a tie that was silent for a year is warmed before it is asked for anything.
    """
    wanted = in_one_line(text)
    if not wanted:
        raise click.BadParameter(_("say what you are looking for"), param_hint="TEXT")
    found = helpers(wanted, loaded(desk), desk.now.date())
    if as_json:
        answer({"people": [_row(one) for one in found]})
        return
    words = desk.words
    if not found:
        say([wrapped(words("need.nobody"))])
        return
    lines: list[str] = []
    for one in found:
        lines += [strong(wrapped(one.person.name)), *_why(desk, one)]
        lines.append(wrapped(_step(desk, one, wanted), "    ", first="  → "))
        lines.append("")
    say(lines[:-1])


def _why(desk: Desk, one: Helper) -> list[str]:
    words = desk.words
    last = words("people.last", day=words.dated(one.last)) if one.last else words("people.never")
    parts = [one.why, last]
    if one.balance.lent:
        parts.append(words("need.lent", text=one.balance.lent[0].text))
    if one.balance.owed:
        parts.append(words("need.owed", text=one.balance.owed[0].text))
    return [wrapped(" · ".join(part for part in parts if part), "  ")]


def _step(desk: Desk, one: Helper, wanted: str) -> str:
    """What comes first; the request itself where nothing does."""
    words, first = desk.words, one.person.first_name
    if one.first == THANK:
        return words("need.thank", text=one.balance.unthanked[0].text)
    if one.first == ASK:
        return words("need.request", first=first, text=wanted.rstrip(".!?"))
    return words("need.warm", first=first)


def _row(one: Helper) -> dict[str, Any]:
    return {
        "name": one.person.name,
        "path": one.person.path,
        "why": one.why,
        "first": one.first,
        "last": one.last.isoformat() if one.last else None,
        "owed": len(one.balance.owed),
        "lent": len(one.balance.lent),
        "unthanked": len(one.balance.unthanked),
    }
