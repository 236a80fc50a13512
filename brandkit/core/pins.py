"""Pins as text: a theme set for a day, in a calendar file."""

from __future__ import annotations

import tomllib
from datetime import date, datetime

from brandkit.core.notation.amend import quote
from brandkit.core.notation.locator import append_block, replace_value


def pin_text(
    text: str,
    *,
    old: datetime,
    new: datetime,
    channel: str,
    theme: str,
    with_hour: bool,
) -> str:
    """The calendar *text* with a pin for *new*; one that stood for *old* is changed instead."""
    on = new.replace(tzinfo=None).isoformat(timespec="seconds") if with_hour else str(new.date())
    pins = tomllib.loads(text.removeprefix("\ufeff")).get("pin", [])
    for n, pin in enumerate(pins):
        if pin.get("channel") == channel and pin.get("theme") == theme and _is_on(pin, old):
            mark = "\ufeff" if text.startswith("\ufeff") else ""
            return mark + replace_value(text.removeprefix("\ufeff"), ("pin", n, "on"), on)
    block = f"[[pin]]\non = {on}\nchannel = {quote(channel)}\ntheme = {quote(theme)}\n"
    return append_block(text, block)


def _is_on(pin: dict[str, object], moment: datetime) -> bool:
    on = pin.get("on")
    if isinstance(on, datetime):
        return on.replace(second=0, microsecond=0) == moment.replace(
            tzinfo=None, second=0, microsecond=0
        )
    return isinstance(on, date) and on == moment.date()
