"""What a command works with: the workspace, the brand, the moment, the words; each when asked."""

from __future__ import annotations

import os
import sys
from collections.abc import Iterable, Mapping, Sequence
from datetime import datetime
from functools import cached_property
from typing import TYPE_CHECKING, Any

import click

from brandkit import clock
from brandkit.core.saying import _
from brandkit.words import said

if TYPE_CHECKING:
    from brandkit.core.model import Brand
    from brandkit.index import Index
    from brandkit.words import Words


class Desk:
    """Lazy: nothing is read before a command needs it, so that help works everywhere."""

    def __init__(self, folder: str, now: str | None) -> None:
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
    def brand(self) -> Brand:
        from brandkit.config import load_brand

        return load_brand(self.root)

    def index(self) -> Index:
        """Every entry as it is now; looked at anew each time, for a command may have written."""
        from brandkit.index import EVERYTHING, load_index

        return load_index(self.root, clock.nanoseconds(), EVERYTHING)

    @cached_property
    def words(self) -> Words:
        from brandkit.words import Words

        return Words(self.brand.language)

    @cached_property
    def now(self) -> datetime:
        """The present, or what --now says, in the brand's zone."""
        return self.moment_in(self.brand.zone.key)

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

    def moment_at(self, timestamp: float) -> datetime:
        """A moment in seconds since 1970, in the brand's zone."""
        return datetime.fromtimestamp(timestamp, self.brand.zone)

    def said(self, text: str) -> str:
        """*text* in the brand's language, where it is a sentence of the program's."""
        return self.words.said(text)

    def private(self, name: str = "") -> str:
        """A place in the disposable folder."""
        return os.path.join(self.root, ".brandkit", name) if name else f"{self.root}/.brandkit"


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
