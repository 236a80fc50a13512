"""Days as they are typed on the command line."""

from __future__ import annotations

from datetime import date, datetime, timedelta

import click

from brandkit.cli.desk import Desk
from brandkit.core.saying import _


def past_day(desk: Desk, text: str | None) -> date | None:
    """The day that *text* says, today or before."""
    if text is None:
        return None
    day = a_day(text, "--on")
    if day > desk.now.date():
        message = _("{text} is still to come; what was done is past", text=text)
        raise click.BadParameter(message, param_hint="--on")
    return day


def day_to_come(desk: Desk, text: str) -> date:
    """The day after today that *text* says: a date, or so many days."""
    today = desk.now.date()
    if text.isdecimal() and len(text) <= 4:
        return today + timedelta(days=int(text))
    try:
        day = datetime.fromisoformat(text).date()
    except ValueError:
        raise click.BadParameter(
            _("{text!r} is neither a date, like 2026-12-01, nor days", text=text),
            param_hint="DATE",
        ) from None
    if day <= today:
        raise click.BadParameter(_("{text} is past", text=text), param_hint="DATE")
    return day


def a_day(text: str, hint: str) -> date:
    """The day that *text* says; *hint* names the option or argument in the refusal."""
    try:
        return datetime.fromisoformat(text).date()
    except ValueError:
        raise click.BadParameter(
            _("{text!r} is no date; write 2026-12-01", text=text), param_hint=hint
        ) from None
