"""The files that a person writes once, read together: every mistake in all of them at once."""

from __future__ import annotations

import os
from collections.abc import Callable, Sequence
from typing import NamedTuple
from zoneinfo import ZoneInfo

from brandkit.core.calendar.model import Calendar
from brandkit.core.model import Brand
from brandkit.core.notation.brand import parse_brand
from brandkit.core.saying import _
from brandkit.errors import UnreadableError
from brandkit.files import Source, read
from brandkit.root import BRAND_FILE


class Settings(NamedTuple):
    """The brand and its calendars, with the sources of the calendars and what is merely odd."""

    brand: Brand
    calendars: tuple[Calendar, ...]
    sources: dict[str, Source]
    warnings: tuple[str, ...]

    def place(self, channel: str, calendar: str) -> str:
        """What the place of an entry is called: its *channel*, else the *calendar* of a task."""
        found = self.brand.channel(channel)
        if found is not None:
            return found.name
        names = {one.id: one.name for one in self.calendars}
        return channel or names.get(calendar, calendar)


def load_brand(root: str) -> Brand:
    """The brand alone; where it cannot be used, the mistakes of all files are told."""
    brand, _, _ = _read_brand(root)
    return brand if brand is not None else load_settings(root).brand


def _read_brand(root: str) -> tuple[Brand | None, list[str], list[str]]:
    path = os.path.join(root, BRAND_FILE)
    text = read(path).text
    reading = parse_brand(text)
    if reading.brand is None and any("timezone" in p.message for p in reading.problems):
        from zoneinfo import available_timezones

        reading = parse_brand(text, frozenset(available_timezones()))
    mistakes = [p.located(BRAND_FILE) for p in reading.problems if not p.warning]
    return reading.brand, mistakes, [p.located(BRAND_FILE) for p in reading.problems if p.warning]


def load_settings(
    root: str,
    formats: tuple[str, ...] = (),
    *,
    also: Callable[[str, ZoneInfo], Sequence[str]] | None = None,
) -> Settings:
    """Brand and calendars; `UnreadableError` with the mistakes of all files.

    *also* gives the mistakes of the other files, asked only where there are some already.
    """
    from brandkit.core.notation.calendars import parse_calendar

    brand, mistakes, warnings = _read_brand(root)
    calendars: list[Calendar] = []
    sources: dict[str, Source] = {}
    folder = os.path.join(root, "calendars")
    for name in sorted(os.listdir(folder)) if os.path.isdir(folder) else ():
        if not name.endswith(".toml") or name.startswith("."):
            continue
        shown = f"calendars/{name}"
        try:
            source = read(os.path.join(folder, name))
        except UnreadableError as error:
            mistakes.append(error.message)
            continue
        calendar_id = name.removesuffix(".toml")
        reading = parse_calendar(source.text, calendar_id, brand, formats)
        mistakes += [p.located(shown) for p in reading.problems if not p.warning]
        warnings += [p.located(shown) for p in reading.problems if p.warning]
        sources[calendar_id] = source
        if reading.calendar is not None:
            calendars.append(reading.calendar)
    if brand is None or mistakes:
        if also is not None and brand is not None:
            mistakes += also(root, brand.zone)
        raise UnreadableError(headline(mistakes), details=[*mistakes, *warnings])
    return Settings(brand, tuple(calendars), sources, tuple(warnings))


def headline(mistakes: Sequence[str]) -> str:
    """How many mistakes there are."""
    if len(mistakes) == 1:
        return _("1 mistake to mend; nothing was written:")
    return _("{n} mistakes to mend; nothing was written:", n=len(mistakes))
