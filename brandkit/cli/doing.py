"""`brandkit done`: a task of a habit is done."""

from __future__ import annotations

import click

from brandkit.circle import Told
from brandkit.cli import completing
from brandkit.cli.days import past_day
from brandkit.cli.desk import Desk, answer, in_one_line, is_somebody_there, say, wrapped
from brandkit.cli.finding import open_entry
from brandkit.cli.speaking import Command
from brandkit.core.habits.circle import SKILL_MARK
from brandkit.core.model import Entry
from brandkit.core.notation.amend import set_keys
from brandkit.core.statuses import OUT
from brandkit.doing import Finished, put_done
from brandkit.housekeeping import keep_note
from brandkit.index import Row
from brandkit.workspace import IDEAS


@click.command(cls=Command, epilog='Example: brandkit done 2 "We spoke for ten minutes"')
@click.argument("entry", shell_complete=completing.entries)
@click.argument("text", nargs=-1)
@click.option("--on", "day", default=None, metavar="DATE", help="When it was, if not today.")
@click.option("--json", "as_json", is_flag=True, help="Answer in JSON.")
@click.pass_obj
def done(desk: Desk, entry: str, text: tuple[str, ...], day: str | None, as_json: bool) -> None:
    """Say that a task of a habit is done, and in a few words what was said.

    Its file moves to done/, and the notes on the people it was about get a line in their log, so
    that they are due again only after their time.
    """
    found = open_entry(desk, entry, is_task_to_do)
    on = past_day(desk, day)
    told = asked_of(desk, found.entry) if not as_json else Told()
    said = in_one_line(text)
    finished = put_done(desk, found, said, on, told)
    idea = _learnt(desk, said) if said and found.entry.idea.startswith(SKILL_MARK) else ""
    if as_json:
        notes = list(finished.notes)
        answer({"id": found.entry.id, "path": finished.path, "notes": notes, "idea": idea or None})
        return
    lines = done_lines(desk, found.entry, finished)
    if idea:
        lines.append(wrapped(desk.words("idea.added", path=idea)))
    say(lines)


def _learnt(desk: Desk, said: str) -> str:
    """What a practice taught, as an idea for a piece; its path."""
    keys = {"title": said, "added": desk.now.date().isoformat()}
    return keep_note(desk.root, IDEAS, said, set_keys("", keys, tuple(keys)))


def done_lines(desk: Desk, entry: Entry, finished: Finished) -> list[str]:
    """What is told of a task that is done."""
    lines = [wrapped(desk.words("done.done", title=entry.title or entry.path, path=finished.path))]
    if finished.notes:
        lines.append(
            wrapped(desk.words("done.notes", paths=desk.words.listed(list(finished.notes))))
        )
    return lines


def is_task_to_do(row: Row) -> bool:
    return row.is_task and row.status not in OUT


def asked_of(desk: Desk, entry: Entry) -> Told:
    """What was learnt of the one person that a task was about; both questions can be skipped."""
    if len(entry.people) != 1 or not is_somebody_there():
        return Told()
    return ask_more(desk, entry.people[0].rpartition("/")[2])


def ask_more(desk: Desk, name: str) -> Told:
    """The two stems that keep a note from staying empty."""
    from brandkit.cli.asking import line

    say([wrapped(desk.words("people.looks for?", name=name))])
    looks_for = line("     > ")
    say([wrapped(desk.words("people.offers?", name=name))])
    return Told((looks_for,), (line("     > "),))
