"""`brandkit show` and `brandkit edit`."""

from __future__ import annotations

import os
import shlex
import subprocess
import sys

import click

from brandkit.cli import completing
from brandkit.cli.desk import Desk, answer, say
from brandkit.cli.finding import open_entry
from brandkit.cli.speaking import Command
from brandkit.core.notation.entries import computed_status
from brandkit.core.saying import _
from brandkit.errors import OutsideError


@click.command(cls=Command, epilog="Example: brandkit show 1")
@click.argument("entry", shell_complete=completing.entries)
@click.option("--json", "as_json", is_flag=True, help="Answer in JSON.")
@click.pass_obj
def show(desk: Desk, entry: str, as_json: bool) -> None:
    """Show a draft."""
    found = open_entry(desk, entry).entry
    status = computed_status(found, desk.now)
    if as_json:
        answer(
            {
                "id": found.id,
                "when": found.when.isoformat(),
                "channel": found.channel,
                "theme": found.theme,
                "format": found.format,
                "title": found.title,
                "status": status,
                "path": found.path,
                "idea": found.idea,
                "body": found.body,
            }
        )
        return
    words = desk.words
    parts = [words.moment(found.when), found.channel, found.theme, words(f"status.{status}")]
    say([found.title, " · ".join(parts), found.path, "", found.body.strip("\n")])


@click.command(cls=Command, epilog="Example: brandkit edit 2026-12-01")
@click.argument("entry", shell_complete=completing.entries)
@click.pass_obj
def edit(desk: Desk, entry: str) -> None:
    """Open a draft in your editor."""
    found, source = open_entry(desk, entry)
    path = source.path
    command = editor_command(path)
    try:
        done = subprocess.run(command, check=False)  # noqa: S603 - the person's own editor
    except OSError as error:
        raise OutsideError(
            _(
                "{word} cannot be started ({strerror}); set EDITOR, or open {path}",
                word=command[0],
                strerror=error.strerror,
                path=path,
            )
        ) from error
    if done.returncode:
        raise OutsideError(
            _(
                "{word} ended with {returncode}; {path} is as it left it",
                word=command[0],
                returncode=done.returncode,
                path=path,
            )
        )
    click.echo(found.path)


def editor_command(path: str) -> list[str]:
    """`$VISUAL`, `$EDITOR`, or what the system opens texts with."""
    for name in ("VISUAL", "EDITOR"):
        chosen = os.environ.get(name, "").strip()
        if chosen:
            return [*shlex.split(chosen, posix=os.name != "nt"), path]
    if sys.platform == "darwin":
        return ["open", "-W", "-t", path]
    if os.name == "nt":
        return ["notepad", path]
    return ["xdg-open", path]
