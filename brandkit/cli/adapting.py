"""`brandkit adapt`: a piece on another channel, or a long one as several short ones."""

from __future__ import annotations

import click

from brandkit.adapting import adapt as adapt_entry
from brandkit.cli.choosing import channel_for
from brandkit.cli.desk import Desk, answer, say, wrapped
from brandkit.cli.finding import find_entry
from brandkit.cli.recording import moment_to_come
from brandkit.cli.speaking import Command
from brandkit.core.saying import _
from brandkit.errors import ImpossibleError
from brandkit.record import writing
from brandkit.splitting import FEWEST, MOST, split_up
from brandkit.world import read_world


@click.command(cls=Command, epilog="Example: brandkit adapt 1 --to mastodon")
@click.argument("entry")
@click.option("--to", "channel", required=True, metavar="CHANNEL", help="The other channel.")
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
    with writing(desk.root):
        world = read_world(desk.root, desk.now, lambda _: desk.now)
        found = find_entry(desk, world.situation.entries, entry)
        place = channel_for(desk, channel)
        if place.id == found.channel:
            message = _("{path} is on {channel} itself", path=found.path, channel=place.name)
            raise ImpossibleError(message)
        if split is not None:
            spread = split_up(desk.root, world, found, place, split)
        else:
            at = moment_to_come(desk, when) if when else max(desk.now, found.when)
            made = adapt_entry(desk.root, world, found, place, at)
    words = desk.words
    if split is not None:
        if as_json:
            rows = [{"path": path, "when": moment.isoformat()} for path, moment in spread.entries]
            answer({"entries": rows, "ideas": list(spread.ideas)})
            return
        lines = [
            wrapped(words("adapt.one", moment=words.moment(moment), path=path))
            for path, moment in spread.entries
        ]
        say([*lines, *(wrapped(words("adapt.idea", path=path)) for path in spread.ideas)])
        return
    if as_json:
        answer({"id": made.added.id, "path": made.added.path, "left_out": made.left_out})
        return
    lines = [wrapped(words("adapt.done", path=made.added.path, entry=made.added.id[:4]))]
    if made.left_out:
        lines.append(wrapped(words("adapt.left out", n=made.left_out)))
    say(lines)
