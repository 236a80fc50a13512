"""`brandkit move` and `brandkit skip`."""

from __future__ import annotations

import click

from brandkit import files
from brandkit.cli import completing
from brandkit.cli.desk import Desk, answer, say
from brandkit.cli.finding import find_entry
from brandkit.cli.speaking import Command
from brandkit.core.notation.amend import set_keys
from brandkit.core.notation.entries import KEYS
from brandkit.core.saying import _
from brandkit.core.statuses import OUT
from brandkit.errors import ImpossibleError
from brandkit.files import Write
from brandkit.housekeeping import writing
from brandkit.moving import Wall, carry, move_of, parse_wall
from brandkit.planning import Batch
from brandkit.world import read_world


@click.command(cls=Command, epilog="Example: brandkit move 1 2026-12-03")
@click.argument("entry", shell_complete=completing.entries)
@click.argument("when", metavar="DATE|MOMENT")
@click.option("--json", "as_json", is_flag=True, help="Answer in JSON.")
@click.pass_obj
def move(desk: Desk, entry: str, when: str, as_json: bool) -> None:
    """Move a draft to another day.

    It takes the slot of that day, or of that moment, and frees its own. If an untouched draft
    stands there, the two change places. Off the rhythm it stands by itself.
    """
    with writing(desk.root):
        world = read_world(desk.root, desk.now, lambda _: desk.now)
        found = find_entry(desk, world.situation.entries, entry)
        wall, has_hour = _wall(when)
        move = move_of(world, found, wall, has_hour=has_hour)
        moved = carry(desk.root, world, move)
    words = desk.words
    if as_json:
        answer(
            {
                "id": found.id,
                "when": move.target.when.isoformat(),
                "path": moved.paths[found.id],
                "swapped": move.other.id if move.other else None,
                "pinned": moved.pinned or None,
            }
        )
        return
    lines = [words("move.done", title=found.title, moment=words.moment(move.target.when))]
    if move.other is not None:
        lines.append(words("move.swapped", title=move.other.title, moment=words.moment(found.when)))
    if move.giving_way is not None:
        lines.append(words("move.gives way", title=move.giving_way.title))
    if moved.pinned:
        lines.append(words("move.pinned", path=moved.pinned))
    say(lines)


def _wall(when: str) -> Wall:
    wall = parse_wall(when)
    if wall is None:
        raise click.BadParameter(
            _("{when!r} is no day; write 2026-12-03 or 2026-12-03T08:30", when=when),
            param_hint="DATE",
        )
    return wall


@click.command(cls=Command, epilog="Example: brandkit skip 2026-12-24")
@click.argument("entry", shell_complete=completing.entries)
@click.option("--free", is_flag=True, help="Let it count again.")
@click.option("--json", "as_json", is_flag=True, help="Answer in JSON.")
@click.pass_obj
def skip(desk: Desk, entry: str, free: bool, as_json: bool) -> None:
    """Leave a slot out; it stays closed."""
    with writing(desk.root):
        world = read_world(desk.root, desk.now, lambda _: desk.now)
        found = find_entry(desk, world.situation.entries, entry)
        if found.status in OUT:
            raise ImpossibleError(
                _(
                    "{path} is {status}; what is out cannot be skipped",
                    path=found.path,
                    status=found.status,
                )
            )
        if free and found.status != "skipped":
            raise ImpossibleError(_("{path} is not skipped", path=found.path))
        batch = Batch(desk.root, world)
        source = batch.source(found)
        text = set_keys(source.text, {"status": None if free else "skipped"}, KEYS)
        files.apply([Write(source.path, text, source)], inside=desk.root)
    if as_json:
        status = "" if free else "skipped"
        answer({"id": found.id, "path": found.path, "status": status})
        return
    key = "skip.freed" if free else "skip.done"
    say([desk.words(key, title=found.title or found.path, entry=found.id[:4])])
