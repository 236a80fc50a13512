"""What `brandkit` asks when somebody is there to answer: whether it is out, what came of it."""

from __future__ import annotations

import contextlib
import sys

import click

from brandkit.cli.desk import Desk, say, wrapped
from brandkit.core.publishing.addresses import host_of
from brandkit.errors import BrandkitError
from brandkit.housekeeping import writing
from brandkit.index import Index, Row
from brandkit.opened import opened
from brandkit.outgoing import put_out
from brandkit.record import mark

YES = frozenset({"s", "sì", "si", "y", "yes"})
NO = frozenset({"n", "no"})


def line(prompt: str = "> ") -> str:
    """A line of the person's; nothing where the input ended."""
    if sys.stdin.isatty():
        with contextlib.suppress(ImportError):
            import readline  # noqa: F401 - lets the person edit the line
    try:
        return input(prompt).strip()
    except EOFError:
        click.echo()
        return ""


def ask_whether_out(desk: Desk, index: Index, row: Row) -> bool:
    """Ask whether a copied piece is out; whether something is known now that was not."""
    if row.is_task:
        return _ask_whether_sent(desk, row)
    words = desk.words
    channel = index.channels.get(row.channel, row.channel)
    day = words.near_day(desk.moment_at(row.copied).date(), desk.now.date())
    title = row.title or row.path
    say(
        [
            wrapped(words("ask.out", title=title, channel=channel, day=day)),
            wrapped(words("ask.how")),
        ]
    )
    while True:
        said = line()
        if not said:
            return False
        if said.casefold() in NO:
            with writing(desk.root):
                mark(desk.root, opened(desk, row.path).source, {"copied_at": None})
            return True
        url = "" if said.casefold() in YES else said
        if url and not host_of(url):
            say([wrapped(words("ask.no link"))])
            continue
        try:
            path = put_out(desk, opened(desk, row.path), url)
        except BrandkitError as error:
            say([wrapped(desk.said(error.message)), *error.details])
            return False
        say([wrapped(words("publish.done", title=title, path=path)), ""])
        return True


def _ask_whether_sent(desk: Desk, row: Row) -> bool:
    """Ask whether the words that were copied for somebody are sent."""
    from brandkit.cli.doing import asked_of, done_lines
    from brandkit.doing import put_done

    words = desk.words
    day = words.near_day(desk.moment_at(row.copied).date(), desk.now.date())
    say([wrapped(words("ask.sent", title=row.title, day=day)), wrapped(words("ask.sent how"))])
    said = line().casefold()
    if said in NO:
        with writing(desk.root):
            mark(desk.root, opened(desk, row.path).source, {"copied_at": None})
        return True
    if said not in YES:
        return False
    found = opened(desk, row.path)
    finished = put_done(desk, found, "", told=asked_of(desk, found.entry))
    say([*done_lines(desk, found.entry, finished), ""])
    return True


def ask_outcome(desk: Desk, row: Row) -> bool:
    """Ask once what came of a piece; an empty line says that nothing did, and is remembered."""
    from brandkit.outcomes import keep_outcome

    words = desk.words
    day = words.near_day(desk.moment_at(row.out).date(), desk.now.date())
    say([wrapped(words("ask.outcome", title=row.title or row.path, day=day))])
    keep_outcome(desk, opened(desk, row.path), line(), "")
    return True
