"""Rules of RFC 5545: those that a rhythm may have, in local time, daily or rarer."""

from __future__ import annotations

from datetime import datetime

from brandkit.core.saying import _

_FREQUENCIES = ("DAILY", "WEEKLY", "MONTHLY", "YEARLY")


def rule_trouble(rule: str) -> str:
    """What is wrong with an RFC 5545 *rule*, or nothing. Only daily or rarer rules are taken."""
    text = rule.strip().upper().removeprefix("RRULE:")
    if "\n" in text:
        return _("a rule is one line")
    parts = dict(part.partition("=")[::2] for part in text.split(";"))
    if parts.get("FREQ") not in _FREQUENCIES:
        return _("FREQ should be one of {known}", known=", ".join(_FREQUENCIES))
    for word in ("BYHOUR", "BYMINUTE", "BYSECOND", "DTSTART"):
        if word in parts:
            return _("{word} has no place here; the hour is said by time", word=word)
    if not _is_between(parts.get("INTERVAL", "1"), 1, 1000):
        return _("INTERVAL should be between 1 and 1000")
    if not _is_between(parts.get("COUNT", "1"), 1, 10_000):
        return _("COUNT should be between 1 and 10000")
    from dateutil.rrule import rrulestr

    endless = ";".join(f"{k}={v}" for k, v in parts.items() if k not in {"COUNT", "UNTIL"})
    try:
        rrulestr(naive_rule(rule), dtstart=RULE_ORIGIN)
        found = next(iter(rrulestr(f"{endless};UNTIL=20401231T235959", dtstart=RULE_ORIGIN)), None)
    except (ValueError, TypeError, KeyError, AttributeError) as error:
        return _("this is not an RFC 5545 rule ({error})", error=str(error))
    return "" if found else _("it never opens")


RULE_ORIGIN = datetime(2024, 1, 1)  # noqa: DTZ001 - local time
"""A Monday from which «every second week» counts where a rhythm has no `from`."""


def _is_between(text: str, low: int, high: int) -> bool:
    return text.isdecimal() and low <= int(text) <= high


def naive_rule(rule: str) -> str:
    """The rule for local time: an UNTIL in UTC or with an hour counts by its day, to its end."""
    import re

    text = rule.strip().upper().removeprefix("RRULE:")
    return re.sub(r"UNTIL=(\d{8})(T\d{6}Z?)?", r"UNTIL=\1T235959", text)
