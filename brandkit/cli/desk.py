"""What a command works with: the workspace, the brand, the moment, the words; each when asked."""

from __future__ import annotations

import os
import sys
from collections.abc import Iterable, Mapping, Sequence
from datetime import datetime
from functools import cached_property
from typing import Any

import click

from brandkit import clock
from brandkit.core.saying import _
from brandkit.words import said
from brandkit.workplace import Workplace


class Desk(Workplace):
    """Where a command works: the folder, and the moment, that the command line names."""

    def __init__(self, folder: str, now: str | None) -> None:
        super().__init__("")
        self.folder = folder
        self._now = now

    @cached_property
    def root(self) -> str:
        if not os.path.isdir(self.folder):
            raise click.BadParameter(
                _("{folder!r} is not a folder", folder=self.folder), param_hint="-C"
            )
        from brandkit.root import find_root

        return find_root(self.folder)

    @cached_property
    def now(self) -> datetime:
        """The present, or what --now says, in the brand's zone."""
        return self.moment_in(self.brand.zone.key)

    @property
    def has_moment(self) -> bool:
        """Whether --now stands for the present."""
        return self._now is not None

    def timestamp(self, zone: str) -> float:
        """The present in seconds since 1970; *zone* is the brand's, for what --now says."""
        return self.moment_in(zone).timestamp() if self._now else clock.now().timestamp()

    def moment_at_morning(self, zone: str, timestamp: float) -> float:
        """When the day of a *timestamp* began in a *zone*, both in seconds since 1970."""
        from zoneinfo import ZoneInfo

        local = datetime.fromtimestamp(timestamp, ZoneInfo(zone))
        return local.replace(hour=0, minute=0, second=0, microsecond=0, fold=0).timestamp()

    def moment_in(self, zone_name: str) -> datetime:
        """The present in a zone that is known before the brand is."""
        from zoneinfo import ZoneInfo

        zone = ZoneInfo(zone_name)
        if self._now is None:
            return clock.now().astimezone(zone)
        from brandkit.core.calendar.walltime import parse_moment

        moment = parse_moment(self._now, zone)
        if moment is None:
            raise click.BadParameter(
                _("{now!r} is no moment; write 2026-12-01T09:00", now=self._now), param_hint="--now"
            )
        return moment


def is_somebody_there() -> bool:
    """Whether a person can read a question here and answer it."""
    return sys.stdin.isatty() and sys.stdout.isatty()


def say(lines: Iterable[str]) -> None:
    """*lines* to stdout, in one piece."""
    text = "\n".join(lines)
    if text:
        click.echo(text)


def warn(lines: Iterable[str]) -> None:
    """*lines* to stderr, in the language of the screen."""
    text = "\n".join(map(said, lines))
    if text:
        click.echo(text, err=True)


def answer(value: Mapping[str, Any]) -> None:
    """*value* as JSON to stdout."""
    import json

    click.echo(json.dumps(value, ensure_ascii=False, indent=2))


def no_such(kind: str, name: str, known: Sequence[str], option: str) -> click.BadParameter:
    """The refusal of a *name* that is none of the *known* ones, with the nearest of them."""
    from brandkit.core.problems import nearest

    message = _(
        "there is no {kind} {name!r}{near}; one of {known}",
        kind=kind,
        name=name,
        near=nearest(name, known),
        known=", ".join(known),
    )
    return click.BadParameter(message, param_hint=option)


def wrapped(text: str, indent: str = "", first: str | None = None) -> str:
    """*text* within the terminal's width; as it is into a pipe."""
    lead = indent if first is None else first
    if not sys.stdout.isatty():
        return lead + text
    import shutil
    import textwrap

    width = max(shutil.get_terminal_size().columns, 30)
    return textwrap.fill(
        text,
        width,
        initial_indent=lead,
        subsequent_indent=indent,
        break_on_hyphens=False,  # a path that is cut in two cannot be taken with the mouse
        break_long_words=False,
    )


def in_one_line(words: Iterable[str]) -> str:
    """The *words* of an argument as one line, whatever blanks were typed between them."""
    return " ".join(" ".join(words).split())


def strong(text: str) -> str:
    """*text* in bold on a terminal that can, unless somebody wants no colours (no-color.org)."""
    plain = os.environ.get("NO_COLOR") or os.environ.get("TERM") == "dumb"
    return text if plain or not sys.stdout.isatty() else click.style(text, bold=True)


OURS = 100_000_000
"""Bytes of a file that we write ourselves; a long record takes more than a person's text."""


def write_out(desk: Desk, place: str, text: str) -> None:
    """*text* at *place*, instead of what is there; on the screen for -."""
    from brandkit import files

    if place == "-":
        say([text.rstrip("\n")])
        return
    path = os.path.abspath(os.path.expanduser(place))
    files.apply([files.Write(path, text, files.existing(path, place, OURS))])
    say([wrapped(desk.words("brief.written", path=place))])
