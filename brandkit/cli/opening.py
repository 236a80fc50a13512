"""`brandkit open`: the pages of those a task is about, or of a piece that is out."""

from __future__ import annotations

import click

from brandkit.cli import completing
from brandkit.cli.desk import Desk, answer, is_somebody_there, say, wrapped
from brandkit.cli.finding import open_entry
from brandkit.cli.speaking import Command
from brandkit.core.saying import _
from brandkit.errors import ImpossibleError
from brandkit.opened import Opened
from brandkit.opening import links_of


@click.command("open", cls=Command, epilog="Example: brandkit open 2")
@click.argument("entry", shell_complete=completing.entries)
@click.option("--json", "as_json", is_flag=True, help="Only list the links, in JSON.")
@click.pass_obj
def open_links(desk: Desk, entry: str, as_json: bool) -> None:
    """Open the pages of those a task is about, one after the other.

    They open in your browser. Enter goes on to the next; once all were open, one key says that
    the task is done. Of a piece that is out its own page is opened.
    """
    found = open_entry(desk, entry)
    links = links_of(desk.root, found.entry)
    if as_json:
        answer({"id": found.entry.id, "links": [url for _name, url in links]})
        return
    if not links:
        raise ImpossibleError(_("There is no link in {path}", path=found.entry.path))
    if not is_somebody_there():
        say([url for _name, url in links])
        return
    from brandkit.cli.asking import line

    for name, url in links:
        click.launch(url)
        say([wrapped(desk.words("open.next", name=name, url=url))])
        line()
    if found.entry.is_task:
        _ask_whether_done(desk, found)


def _ask_whether_done(desk: Desk, found: Opened) -> None:
    from brandkit.cli.asking import YES, line
    from brandkit.cli.doing import done_lines
    from brandkit.doing import put_done

    say([wrapped(desk.words("open.done?", title=found.entry.title))])
    if line().casefold() in YES:
        say(done_lines(desk, found.entry, put_done(desk, found, "")))
