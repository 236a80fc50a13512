"""`brandkit adapt`: a piece on another channel, or a long one as several short ones."""

from __future__ import annotations

import click

from brandkit.adapting import adapt as adapt_entry
from brandkit.cli import completing
from brandkit.cli.choosing import channel_for
from brandkit.cli.desk import Desk, answer, say, wrapped
from brandkit.cli.finding import find_entry, find_row
from brandkit.cli.new import moment_to_come
from brandkit.cli.speaking import Command
from brandkit.core.model import Channel, Entry
from brandkit.core.saying import _
from brandkit.errors import ImpossibleError
from brandkit.housekeeping import writing
from brandkit.opened import opened

FEWEST, MOST = 2, 4
"""Short pieces that a long one becomes."""


@click.command(cls=Command, epilog="Example: brandkit adapt 1 --to mastodon")
@click.argument("entry", shell_complete=completing.entries)
@click.option(
    "--to",
    "channel",
    required=True,
    shell_complete=completing.channels,
    metavar="CHANNEL",
    help="The other channel.",
)
@click.option(
    "--on", "when", default="", metavar="WHEN", help="Its day; that of the piece, or now."
)
@click.option(
    "--split",
    type=click.IntRange(FEWEST, MOST),
    default=None,
    metavar="N",
    help=f"As N short pieces ({FEWEST} to {MOST}), spread by the plan.",
)
@click.option("--json", "as_json", is_flag=True, help="Answer in JSON.")
@click.pass_obj
def adapt(
    desk: Desk, entry: str, channel: str, when: str, split: int | None, as_json: bool
) -> None:
    """Say a piece on another channel too, in the shape that this has.

    It stays one piece: it counts once for its theme. With --split a long text becomes short
    pieces in slots that the plan gives to its theme.
    """
    place = channel_for(desk, channel)
    if split is not None:
        _split(desk, entry, place, split, as_json=as_json)
        return
    with writing(desk.root):
        rows = desk.index().rows
        found = opened(desk, find_row(desk, rows, entry).path).entry
        _refuse_itself(found, place)
        at = moment_to_come(desk, when) if when else max(desk.now, found.when)
        made = adapt_entry(desk.root, desk.brand, rows, found, place, at)
    if as_json:
        answer({"id": made.added.id, "path": made.added.path, "left_out": made.left_out})
        return
    words = desk.words
    lines = [wrapped(words("adapt.done", path=made.added.path, entry=made.added.id[:4]))]
    if made.left_out:
        lines.append(wrapped(words("adapt.left out", n=made.left_out)))
    say(lines)


def _refuse_itself(entry: Entry, channel: Channel) -> None:
    if entry.is_task:  # what was meant for one person is not for a channel
        raise ImpossibleError(_("{path} is a task, and no piece", path=entry.path))
    if channel.id == entry.channel:
        message = _("{path} is on {channel} itself", path=entry.path, channel=channel.name)
        raise ImpossibleError(message)


def _split(desk: Desk, wanted: str, channel: Channel, parts: int, *, as_json: bool) -> None:
    """A long piece in short ones, where the plan has room for its theme."""
    from brandkit.splitting import split_up
    from brandkit.world import read_world

    with writing(desk.root):
        world = read_world(desk.root, desk.now, lambda _: desk.now)
        found = find_entry(desk, world.situation.entries, wanted)
        _refuse_itself(found, channel)
        spread = split_up(desk.root, world, found, channel, parts)
    if as_json:
        rows = [{"path": path, "when": moment.isoformat()} for path, moment in spread.entries]
        answer({"entries": rows, "ideas": list(spread.ideas)})
        return
    words = desk.words
    lines = [
        wrapped(words("adapt.one", moment=words.moment(moment), path=path))
        for path, moment in spread.entries
    ]
    say([*lines, *(wrapped(words("adapt.idea", path=path)) for path in spread.ideas)])
