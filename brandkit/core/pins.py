"""Pins as text: a theme set for a day, in a calendar file."""

from __future__ import annotations

import tomllib
from datetime import date, datetime
from typing import NamedTuple

from brandkit.core.notation.locator import append_block, basic_string, replace_value


class PinnedDay(NamedTuple):
    """A day of a channel's calendar; with *hour* its moment counts, not only its day."""

    moment: datetime
    hour: bool

    def __str__(self) -> str:
        wall = self.moment.replace(tzinfo=None)
        return wall.isoformat(timespec="seconds") if self.hour else wall.date().isoformat()


def pin_text(text: str, *, old: PinnedDay, new: PinnedDay, channel: str, theme: str) -> str:
    """The calendar *text* when a post on *theme* goes from *old* to *new* for good.

    A pin that stood for the old place now stands for the new one, else one is appended; a pin that
    stood for the new place goes to the old one, as the two posts change places.
    """
    mark = "\ufeff" if text.startswith("\ufeff") else ""
    plain = text.removeprefix(mark)
    has_pin = False
    for n, pin in enumerate(tomllib.loads(plain).get("pin", [])):
        if pin.get("channel") != channel:
            continue
        if _is_on(pin, old.moment) and pin.get("theme") == theme:
            plain = replace_value(plain, ("pin", n, "on"), str(new))
            has_pin = True
        elif _is_on(pin, new.moment):
            plain = replace_value(plain, ("pin", n, "on"), str(old))
    if not has_pin:
        plain = append_block(plain, _block(new, channel, theme))
    return mark + plain


def set_pin(text: str, *, on: PinnedDay, channel: str, theme: str) -> str:
    """The calendar *text* with *theme* set for a day; a pin that stands there gets that theme."""
    mark = "\ufeff" if text.startswith("\ufeff") else ""
    plain = text.removeprefix(mark)
    for n, pin in enumerate(tomllib.loads(plain).get("pin", [])):
        if pin.get("channel") == channel and _is_on(pin, on.moment):
            return mark + replace_value(plain, ("pin", n, "theme"), basic_string(theme))
    return mark + append_block(plain, _block(on, channel, theme))


def _block(on: PinnedDay, channel: str, theme: str) -> str:
    names = f"channel = {basic_string(channel)}\ntheme = {basic_string(theme)}\n"
    return f"[[pin]]\non = {on}\n{names}"


def _is_on(pin: dict[str, object], moment: datetime) -> bool:
    on = pin.get("on")
    if isinstance(on, datetime):
        return on.replace(second=0, microsecond=0) == moment.replace(
            tzinfo=None, second=0, microsecond=0
        )
    return isinstance(on, date) and on == moment.date()
