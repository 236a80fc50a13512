"""`brandkit board` and `brandkit start`: the plan at a glance, in the browser."""

from __future__ import annotations

import os
import sys
from datetime import datetime

import click

from brandkit.cli.desk import Desk, answer, say, wrapped
from brandkit.cli.speaking import Command
from brandkit.core.saying import _
from brandkit.root import BRAND_FILE
from brandkit.words import Words, spoken


@click.command(cls=Command, epilog="Example: brandkit board")
@click.option(
    "--port", type=click.IntRange(0, 65535), default=0, help="The port; any that is free, if 0."
)
@click.option("--read-only", is_flag=True, help="Only look: the page changes nothing.")
@click.option("--no-browser", is_flag=True, help="Only print the address.")
@click.option(
    "--static", "folder", default=None, metavar="DIR", help="Write plain pages into DIR instead."
)
@click.option("--json", "as_json", is_flag=True, help="With --static: answer in JSON.")
@click.pass_obj
def board(
    desk: Desk, port: int, read_only: bool, no_browser: bool, folder: str | None, as_json: bool
) -> None:
    """Show the plan in the browser: calendar, drafts, ideas, themes, habits.

    The page is on this computer only, and opens for you only: the address works once. What you do
    there is done to the same files. It ends with Ctrl+C.
    """
    if folder is not None:
        from brandkit.web.printing import print_pages

        written = print_pages(desk, folder)
        if as_json:
            answer({"folder": folder, "pages": written})
        else:
            say([wrapped(desk.words("board.written", n=len(written), folder=folder))])
        return
    if as_json:
        raise click.UsageError(_("--json goes with --static"))
    _serve(desk, desk.root, port, read_only=read_only, show=not no_browser)


@click.command(cls=Command, epilog="Example: brandkit start my-brand")
@click.argument("folder", metavar="[DIR]", default="")
@click.option(
    "--port", type=click.IntRange(0, 65535), default=0, help="The port; any that is free, if 0."
)
@click.option("--no-browser", is_flag=True, help="Only print the address.")
@click.pass_obj
def start(desk: Desk, folder: str, port: int, no_browser: bool) -> None:
    """Begin on a page in the browser: three questions, a first plan, a first interview.

    Where there is a workspace already, its board is opened.
    """
    root = os.path.join(desk.folder, folder) if folder else desk.folder
    if os.path.exists(root) and not os.path.isdir(root):
        raise click.BadParameter(_("{folder!r} is not a folder", folder=root), param_hint="DIR")
    os.makedirs(root, exist_ok=True)
    if not os.path.exists(os.path.join(root, BRAND_FILE)) and not folder:
        root = _above(desk, root)
    _serve(desk, root, port, read_only=False, show=not no_browser)


def _above(desk: Desk, root: str) -> str:
    """The workspace that *root* lies in; itself where it lies in none."""
    from brandkit.errors import NoWorkspaceError

    try:
        return desk.root
    except NoWorkspaceError:
        return root


def _serve(desk: Desk, root: str, port: int, *, read_only: bool, show: bool) -> None:
    from brandkit.web.serving import serve
    from brandkit.web.site import Site

    words = Words(spoken())

    def opened(url: str) -> None:
        say([wrapped(words("board.open", url=url)), wrapped(words("board.end"))])
        sys.stdout.flush()
        if show:
            click.launch(url)

    serve(Site(os.path.abspath(root), _at(desk, root), read_only=read_only), port, opened)


def _at(desk: Desk, root: str) -> datetime | None:
    """What --now says, in the zone of the brand or of the system."""
    if not desk.has_moment:
        return None
    if os.path.exists(os.path.join(root, BRAND_FILE)):
        from brandkit.config import load_brand

        return desk.moment_in(load_brand(root).zone.key)
    from brandkit.starter import system_zone

    return desk.moment_in(system_zone())
