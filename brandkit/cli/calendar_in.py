"""`brandkit calendar import`: events of a calendar file as campaigns, pauses or ideas."""

from __future__ import annotations

import os
from collections.abc import Sequence
from datetime import timedelta
from typing import Any, NamedTuple

import click

from brandkit import files, workspace
from brandkit.cli.desk import Desk, answer, no_such, say, wrapped
from brandkit.config import Settings, load_settings
from brandkit.core.notation.amend import set_keys
from brandkit.core.notation.occasions import Occasion, with_campaigns, with_pauses
from brandkit.core.saying import _
from brandkit.core.slug import slug
from brandkit.errors import ImpossibleError, NothingFoundError
from brandkit.files import Source, Write
from brandkit.housekeeping import writing
from brandkit.ics.reading import Found, IcsReading, read_ics
from brandkit.workspace import IDEAS

BEFORE, AFTER = (7, 1), (2,)
"""Days before and after an event on which a campaign has posts, until the person changes it."""
SHOWN = 12
CAMPAIGN, PAUSE = "campaign", "pause"


class Wanted(NamedTuple):
    """What the person asked for."""

    kind: str
    into: str
    channel: str
    theme: str
    days: int
    match: str


def take_events(desk: Desk, path: str, wanted: Wanted, *, dry: bool, as_json: bool) -> None:
    """Read the file, take over what is new, and say what was done and what could not be read."""
    brand = desk.brand
    if wanted.theme and brand.theme(wanted.theme) is None:
        raise no_such(_("theme"), wanted.theme, [t.id for t in brand.themes], "--theme")
    text = files.read(path).text
    today = desk.now.date()
    reading = read_ics(text, today, today + timedelta(days=wanted.days), brand.zone)
    fitting = [one for one in reading.events if wanted.match.casefold() in one.summary.casefold()]
    if not fitting:
        message = _("{path}: no event in the next {n} days", path=path, n=wanted.days)
        raise NothingFoundError(message, details=_troubles(desk, path, reading))
    with writing(desk.root):
        new, writes = _taken(desk, wanted, fitting)
        if not dry:
            files.apply(writes, inside=desk.root)
    if as_json:
        answer(
            {
                "found": len(fitting),
                "new": [_row(one) for one in new],
                "troubles": [trouble._asdict() for trouble in reading.troubles],
            }
        )
        return
    words = desk.words
    key = "calendar.would" if dry else f"calendar.taken.{wanted.kind}"
    lines = [words(key, n=len(new))]
    for one in new[:SHOWN]:
        until = f" – {words.day(one.last)}" if one.last > one.first else ""
        lines.append(wrapped(f"{words.dated(one.first)}{until}: {one.summary}", "    ", first="  "))
    if len(new) > SHOWN:
        lines.append("  …")
    if len(fitting) > len(new):
        lines.append(words("calendar.known", n=len(fitting) - len(new)))
    lines += _troubles(desk, path, reading)
    if new and wanted.kind != "ideas" and not dry:
        lines.append(words("calendar.then"))
    say(lines)


def _row(one: Found) -> dict[str, Any]:
    return {**one._asdict(), "first": one.first.isoformat(), "last": one.last.isoformat()}


def _troubles(desk: Desk, path: str, reading: IcsReading) -> list[str]:
    """What could not be read: file, line, UID and why."""
    return [
        f"{path}:{one.line}: {desk.said(one.message)}" + (f" (UID {one.uid})" if one.uid else "")
        for one in reading.troubles
    ]


def _taken(desk: Desk, wanted: Wanted, found: Sequence[Found]) -> tuple[list[Found], list[Write]]:
    """Those of the events that are new, and what is to be written for them."""
    if wanted.kind not in {CAMPAIGN, PAUSE}:
        return _ideas(desk, wanted.theme, found)
    settings = load_settings(desk.root)
    source = calendar_file(settings, wanted.into)
    occasions = [Occasion(one.first, one.last, one.summary) for one in found]
    if wanted.kind == PAUSE:
        text, new = with_pauses(source.text, occasions)
    else:
        text, new = with_campaigns(
            source.text,
            occasions,
            channel=channel_id(desk, wanted.channel),
            theme=theme_id(desk, wanted.theme),
            before=BEFORE,
            after=AFTER,
        )
    left = list(new)
    taken = []
    for one in found:
        occasion = Occasion(one.first, one.last, one.summary)
        if occasion in left:
            left.remove(occasion)
            taken.append(one)
    return taken, [Write(source.path, text, source)]


def calendar_file(settings: Settings, wanted: str) -> Source:
    """The calendar file that takes the events."""
    known = sorted(one.id for one in settings.calendars if one.habit is None)
    if wanted and wanted not in known:
        raise no_such(_("calendar"), wanted, known, "--calendar")
    if wanted:
        return settings.sources[wanted]
    if len(known) == 1:
        return settings.sources[known[0]]
    if not known:
        raise ImpossibleError(_("There is no calendar in calendars/"))
    raise click.BadParameter(
        _("there are several; one of {known}", known=", ".join(known)), param_hint="--calendar"
    )


def channel_id(desk: Desk, wanted: str) -> str:
    known = [channel.id for channel in desk.brand.channels]
    if wanted:
        if wanted not in known:
            raise no_such(_("channel"), wanted, known, "--channel")
        return wanted
    if len(known) == 1:
        return known[0]
    raise click.BadParameter(
        _("there are several; one of {known}", known=", ".join(known)), param_hint="--channel"
    )


def theme_id(desk: Desk, wanted: str) -> str:
    theme = desk.brand.theme(wanted)
    if theme is not None:
        return theme.id
    known = ", ".join(theme.id for theme in desk.brand.themes)
    raise click.BadParameter(
        _("say on which theme its posts are; one of {known}", known=known), param_hint="--theme"
    )


def _ideas(desk: Desk, theme: str, found: Sequence[Found]) -> tuple[list[Found], list[Write]]:
    """An idea for each event that has none; it holds until the event is over."""
    known = {(idea.title, idea.not_after) for idea in workspace.load_ideas(desk.root).ideas}
    new: list[Found] = []
    writes: list[Write] = []
    taken: set[str] = set()
    for one in found:
        title = one.summary or one.uid
        if (title, one.last) in known:
            continue
        known.add((title, one.last))
        keys: dict[str, Any] = {
            "title": title,
            "theme": theme or None,
            "added": desk.now.date().isoformat(),
            "not_after": one.last.isoformat(),
            "url": one.url or None,
        }
        quoted = "".join(f"> {line}\n" for line in one.description.strip().split("\n") if line)
        path = workspace.free_path(desk.root, IDEAS, slug(title), taken)
        taken.add(path.casefold())
        text = set_keys(quoted, keys, tuple(keys))
        writes.append(Write(os.path.join(desk.root, path), text))
        new.append(one)
    return new, writes
