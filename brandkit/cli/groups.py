"""`brandkit group`: associations, their dues and meetings, and what one gives there."""

from __future__ import annotations

import os
from datetime import date, timedelta
from typing import Any

import click

from brandkit import files, workspace
from brandkit.cli.days import a_day, past_day
from brandkit.cli.desk import Desk, answer, in_one_line, say, warn, wrapped
from brandkit.cli.speaking import Group as Commands
from brandkit.config import load_settings
from brandkit.core.habits.groups import Group, call_of
from brandkit.core.notation.amend import set_keys
from brandkit.core.notation.groups import GROUPS, KEYS, parse_group
from brandkit.core.notation.people import with_log_line
from brandkit.core.people.naming import folded, note_name
from brandkit.core.people.person import GIVEN, LogLine
from brandkit.core.saying import _
from brandkit.errors import ImpossibleError, NothingFoundError
from brandkit.files import Write
from brandkit.housekeeping import writing

MOST_MEETINGS = 60
"""Meetings that are taken from a calendar; older ones are left out."""


@click.group("group", cls=Commands, epilog="Example: brandkit group add AIDP --renewal 2027-01-31")
def group() -> None:
    """Keep the associations you belong to, and what you give there."""


_json = click.option("--json", "as_json", is_flag=True, help="Answer in JSON.")


@group.command(epilog='Example: brandkit group add "AIDP" --dues "150 euro" --renewal 2027-01-31')
@click.argument("name", nargs=-1, required=True)
@click.option("--role", default="", help="What you do there.")
@click.option("--since", default=None, metavar="DATE", help="Since when you belong to it.")
@click.option("--dues", default="", help="What it costs, in words.")
@click.option("--renewal", default=None, metavar="DATE", help="When the dues fall due.")
@_json
@click.pass_obj
def add(
    desk: Desk,
    name: tuple[str, ...],
    role: str,
    since: str | None,
    dues: str,
    renewal: str | None,
    as_json: bool,
) -> None:
    """Begin a note on an association."""
    called = in_one_line(name)
    if not called:
        raise click.BadParameter(_("the name is empty"), param_hint="NAME")
    if any(folded(one.name) == folded(called) for one in _loaded(desk)):
        raise ImpossibleError(_("There is a note on {name} already", name=called))
    began = past_day(desk, since)
    keys: dict[str, Any] = {
        "name": called,
        "role": role or None,
        "since": began.isoformat() if began else None,
        "dues": dues or None,
        "renewal": a_day(renewal, "--renewal").isoformat() if renewal else None,
    }
    with writing(desk.root):
        path = workspace.free_path(desk.root, GROUPS, note_name(called))
        text = set_keys("", keys, KEYS)
        files.apply([Write(os.path.join(desk.root, path), text)], inside=desk.root)
    if as_json:
        answer({"name": called, "path": path})
        return
    say([wrapped(desk.words("group.added", name=called, path=path))])


@group.command(epilog='Example: brandkit group log aidp "Spoke on hiring" --given')
@click.argument("name")
@click.argument("text", nargs=-1)
@click.option("--given", is_flag=True, help="You gave something there.")
@click.option("--on", "day", default=None, metavar="DATE", help="When it was, if not today.")
@_json
@click.pass_obj
def log(
    desk: Desk, name: str, text: tuple[str, ...], given: bool, day: str | None, as_json: bool
) -> None:
    """Say that you were there, or what you gave."""
    one = _the_group(desk, name)
    on = past_day(desk, day) or desk.now.date()
    line = LogLine(on, in_one_line(text), frozenset({GIVEN} if given else ()))
    with writing(desk.root):
        source = workspace.source_of(desk.root, one.path)
        written = with_log_line(source.text, line, desk.brand.language)
        files.apply([Write(source.path, written, source)], inside=desk.root)
    if as_json:
        answer({"name": one.name, "path": one.path, "day": on.isoformat()})
        return
    say([wrapped(desk.words("people.logged", name=one.name, text=line.text or on.isoformat()))])


@group.command(epilog="Example: brandkit group meeting aidp 2026-12-10")
@click.argument("name")
@click.argument("days", metavar="DATE|FILE.ics...", nargs=-1, required=True)
@click.option("--campaign", is_flag=True, help="Plan posts before each new meeting and after it.")
@click.option("--theme", default="", help="With --campaign: the theme of the posts.")
@click.option("--channel", default="", help="With --campaign: the channel, if you have several.")
@_json
@click.pass_obj
def meeting(
    desk: Desk,
    name: str,
    days: tuple[str, ...],
    campaign: bool,
    theme: str,
    channel: str,
    as_json: bool,
) -> None:
    """Note meetings: their days, or a calendar file (.ics) that has them.

    The habit of associations then asks whom you want to meet there, and afterwards whom you met.
    """
    one = _the_group(desk, name)
    found: set[date] = set()
    for text in days:
        found |= set(_of_calendar(desk, text)) if text.endswith(".ics") else {a_day(text, "DATE")}
    known = sorted({*one.meetings, *found})
    with writing(desk.root):
        source = workspace.source_of(desk.root, one.path)
        keys = {"meetings": [day.isoformat() for day in known]}
        written = set_keys(source.text, keys, KEYS)
        writes = [Write(source.path, written, source)]
        if campaign:
            fresh = sorted(found - set(one.meetings))
            writes.append(_campaigns(desk, one.name, fresh, theme, channel))
        files.apply(writes, inside=desk.root)
    new = len(known) - len(one.meetings)
    if as_json:
        answer({"name": one.name, "path": one.path, "meetings": keys["meetings"], "new": new})
        return
    say([wrapped(desk.words("group.meetings", name=one.name, n=new))])


def _campaigns(desk: Desk, name: str, days: list[date], theme: str, channel: str) -> Write:
    """The editorial calendar with a campaign for each of the meetings."""
    from brandkit.cli.calendar_in import AFTER, BEFORE, calendar_file, channel_id, theme_id
    from brandkit.core.notation.occasions import Occasion, with_campaigns

    source = calendar_file(load_settings(desk.root), "")
    text, _new = with_campaigns(
        source.text,
        [Occasion(day, day, name) for day in days],
        channel=channel_id(desk, channel),
        theme=theme_id(desk, theme),
        before=BEFORE,
        after=AFTER,
    )
    return Write(source.path, text, source)


def _of_calendar(desk: Desk, path: str) -> list[date]:
    """The days of the events to come in a calendar file."""
    from brandkit.ics.reading import read_ics

    first = desk.now.date()
    text = files.read(os.path.join(desk.folder, path), path).text
    reading = read_ics(text, first, first + timedelta(days=366), desk.brand.zone)
    found = sorted({event.first for event in reading.events})
    if not found:
        raise NothingFoundError(_("{path}: no event to come", path=path))
    return found[:MOST_MEETINGS]


@group.command("list", epilog="Example: brandkit group list")
@_json
@click.pass_obj
def list_groups(desk: Desk, as_json: bool) -> None:
    """Show the associations, and what each asks for next."""
    found, today, words = _loaded(desk), desk.now.date(), desk.words
    if as_json:
        answer({"groups": [_row(one, today) for one in found]})
        return
    lines = []
    for one in found:
        call = call_of(one, today)
        said = words(f"group.{call.kind}", day=words.dated(call.day)) if call else ""
        parts = [one.name, one.role, said]
        lines.append(wrapped(" · ".join(part for part in parts if part), "    ", first="  "))
    say(lines or [wrapped(words("group.none"))])


def _loaded(desk: Desk) -> list[Group]:
    found, problems = workspace.read_notes(desk.root, GROUPS, parse_group)
    warn(problems)
    return list(found)


def _the_group(desk: Desk, wanted: str) -> Group:
    words = set(folded(wanted).split())
    known = _loaded(desk)
    found = [one for one in known if words <= set(folded(one.name).split())]
    if len(found) == 1:
        return found[0]
    names = ", ".join(one.name for one in found or known)
    if found:
        raise ImpossibleError(_("{wanted!r} may be any of these:", wanted=wanted), details=[names])
    raise ImpossibleError(
        _(
            "There is no association {wanted!r} in groups/; there is: {names}",
            wanted=wanted,
            names=names or "–",
        )
    )


def _row(one: Group, today: date) -> dict[str, Any]:
    call = call_of(one, today)
    return {
        "name": one.name,
        "path": one.path,
        "renewal": one.renewal.isoformat() if one.renewal else None,
        "meetings": [day.isoformat() for day in one.meetings],
        "asks": call.kind if call else None,
        "day": call.day.isoformat() if call else None,
    }
