"""`brandkit outcome`: what came of a piece."""

from __future__ import annotations

from typing import Any

import click

from brandkit.cli import completing
from brandkit.cli.desk import Desk, answer, say, wrapped
from brandkit.cli.finding import Opened, open_entry
from brandkit.cli.speaking import Command
from brandkit.core.saying import _
from brandkit.core.statuses import OUT
from brandkit.errors import ImpossibleError
from brandkit.housekeeping import writing
from brandkit.record import mark

KINDS = ("talk", "client", "partner", "job", "invitation")


@click.command(
    cls=Command, epilog='Example: brandkit outcome 2026-12-01 "A client rang" --kind client'
)
@click.argument("entry", shell_complete=completing.entries)
@click.argument("text", nargs=-1, required=True)
@click.option("--kind", type=click.Choice(KINDS), default=None, help="What kind of thing it is.")
@click.option("--json", "as_json", is_flag=True, help="Answer in JSON.")
@click.pass_obj
def outcome(desk: Desk, entry: str, text: tuple[str, ...], kind: str | None, as_json: bool) -> None:
    """Keep what came of a piece, in one line."""
    found = open_entry(desk, entry, lambda row: row.status in OUT)
    if found.entry.status not in OUT:
        raise ImpossibleError(_("{path} is not out yet", path=found.entry.path))
    said = " ".join(" ".join(text).split())
    if not said:
        raise click.BadParameter(_("the outcome is empty"), param_hint="TEXT")
    known = keep_outcome(desk, found, said, kind or "")
    if as_json:
        answer({"id": found.entry.id, "path": found.entry.path, "outcome": known})
        return
    say([wrapped(desk.words("outcome.kept", path=found.entry.path))])


def keep_outcome(desk: Desk, found: Opened, text: str, kind: str) -> list[str]:
    """The outcomes of an entry with one more line, its day and kind before it; all of them.

    An empty *text* only says that somebody was asked.
    """
    known = outcomes_of(found.entry.keys.get("outcome"))
    if text:
        known.append(f"{desk.now:%Y-%m-%d}{f' {kind}' if kind else ''}: {text}")
    with writing(desk.root):
        mark(desk.root, found.source, {"outcome": known})
    return known


def outcomes_of(value: Any) -> list[str]:
    """What stands as `outcome`: a list, or one line that a person wrote."""
    if value is None:
        return []
    return [str(item) for item in value] if isinstance(value, (list, tuple)) else [str(value)]
