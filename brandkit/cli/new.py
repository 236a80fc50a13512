"""`brandkit new`: a piece that nobody planned."""

from __future__ import annotations

import sys
from datetime import datetime

import click

from brandkit.cli import completing
from brandkit.cli.choosing import channel_for, theme_for
from brandkit.cli.desk import Desk, answer, say, wrapped
from brandkit.cli.speaking import Command
from brandkit.core.calendar.walltime import parse_moment, resolve
from brandkit.core.saying import _
from brandkit.new_piece import begin_piece


@click.command(
    cls=Command, epilog='Example: brandkit new "Three things I heard at the fair" --theme people'
)
@click.argument("text", nargs=-1)
@click.option(
    "--theme",
    default="",
    shell_complete=completing.themes,
    help="Its theme; guessed from its words and asked, if left out.",
)
@click.option(
    "--channel",
    default="",
    shell_complete=completing.channels,
    help="Its channel; your first one, if left out.",
)
@click.option("--format", "form", default="", help="Without TEXT: the format of the interview.")
@click.option(
    "--on", "when", default="", metavar="WHEN", help="Its day or moment; now, if left out."
)
@click.option("--json", "as_json", is_flag=True, help="Answer in JSON.")
@click.pass_obj
def new(
    desk: Desk, text: tuple[str, ...], theme: str, channel: str, form: str, when: str, as_json: bool
) -> None:
    """Begin a piece that nobody planned, today.

    TEXT is the piece itself, - reads it from standard input. Without TEXT it becomes an
    interview on the theme.
    """
    words = sys.stdin.read() if text == ("-",) else " ".join(text)
    if text and not words.strip():
        raise click.BadParameter(_("there is no text"), param_hint="TEXT")
    place = channel_for(desk, channel)
    moment = moment_to_come(desk, when)
    subject = theme_for(desk, theme, words, place.language)
    made, title = begin_piece(desk, words, place, subject, form, moment)
    if as_json:
        answer({"id": made.id, "path": made.path, "theme": subject.id, "title": title})
        return
    key = "new.kept" if words.strip() else "new.interview"
    say([wrapped(desk.words(key, theme=subject.name, path=made.path, entry=made.id[:4]))])


def moment_to_come(desk: Desk, when: str) -> datetime:
    """When a piece is due: *when*, a day or a moment to come, else now."""
    zone = desk.brand.zone
    if not when:
        return desk.now.replace(second=0, microsecond=0)
    moment = parse_moment(when, zone)
    if moment is None:
        message = _("{text!r} is no day; write 2026-12-03 or 2026-12-03T08:30", text=when)
        raise click.BadParameter(message, param_hint="--on")
    if len(when.strip()) <= len("2026-12-03"):
        hour = desk.now.astimezone(zone).time().replace(second=0, microsecond=0)
        moment = resolve(moment.date(), hour, zone).when
    if moment.date() < desk.now.date():
        message = _("{text} is past; what is out is kept with: brandkit record", text=when)
        raise click.BadParameter(message, param_hint="--on")
    return moment
