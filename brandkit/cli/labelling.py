"""`brandkit label`: what a published piece is about, said by the person."""

from __future__ import annotations

import click

from brandkit.cli import completing
from brandkit.cli.desk import Desk, answer, no_such, say, warn, wrapped
from brandkit.cli.finding import find_row
from brandkit.cli.speaking import Command
from brandkit.core.notation.entries import NO_THEME
from brandkit.core.saying import _
from brandkit.core.statuses import OUT
from brandkit.housekeeping import writing
from brandkit.opened import opened
from brandkit.record import mark


@click.command(cls=Command, epilog="Example: brandkit label 2026-12-01 2026-12-03 hiring")
@click.argument(
    "entries", metavar="ENTRY...", nargs=-1, required=True, shell_complete=completing.entries
)
@click.argument("theme", metavar="THEME|none", shell_complete=completing.themes)
@click.option("--json", "as_json", is_flag=True, help="Answer in JSON.")
@click.pass_obj
def label(desk: Desk, entries: tuple[str, ...], theme: str, as_json: bool) -> None:
    """Say what published pieces are about; the plan counts them so.

    It stands in their files as label, before the theme that was planned. With none they count
    for no theme.
    """
    known = desk.brand.theme(theme)
    if known is None and theme != NO_THEME:
        names = [*(item.id for item in desk.brand.themes), NO_THEME]
        raise no_such(_("theme"), theme, names, "THEME")
    name = known.id if known else NO_THEME
    index = desk.index()
    warn(index.problems)
    out = [row for row in index.rows if row.status in OUT and not row.is_task]
    found = [opened(desk, find_row(desk, out, wanted).path) for wanted in entries]
    with writing(desk.root):
        for one in found:
            mark(desk.root, one.source, {"label": name})
    if as_json:
        answer({"label": name, "entries": [one.entry.path for one in found]})
        return
    shown = known.name if known else desk.words("label.none")
    say([wrapped(desk.words("label.done", theme=shown, n=len(found)))])
