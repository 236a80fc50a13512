"""`brandkit remind status`: what is next, overdue, failed."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import timedelta
from typing import Any, NamedTuple

from brandkit.cli.desk import Desk, answer, say, warn, wrapped
from brandkit.cli.installing import is_in_crontab
from brandkit.cli.remind import opened_ledger
from brandkit.config import load_settings
from brandkit.core.reminders.due import Reminder
from brandkit.errors import FOUND
from brandkit.ledger import ELSEWHERE, FAILED, PENDING, SENDING, Line
from brandkit.state import is_delivering, state_folder
from brandkit.tasks import reminders_in

AHEAD = timedelta(days=7)
SHOWN = 8
OPEN = ("", PENDING, SENDING)


class _Status(NamedTuple):
    """What is to come, what is late, what failed, and what nobody knows here."""

    coming: list[Reminder]
    overdue: list[Reminder]
    failed: list[Line]
    elsewhere: list[Line]
    errors: Mapping[str, str]


def show_status(desk: Desk, *, as_json: bool) -> int:
    """The status on the screen; 1 where something failed."""
    settings = load_settings(desk.root)
    index = desk.index()
    warn(index.problems)
    titles = {row.id: row.title or row.path for row in index.rows}
    found = _status(desk, reminders_in(index.rows, settings, desk.now, desk.now + AHEAD))
    brand_id = settings.brand.id
    is_on = is_delivering(state_folder(brand_id)) or is_in_crontab(brand_id)
    if as_json:
        answer(_json(desk, found, titles, is_on=is_on))
    else:
        say(_lines(desk, found, titles, is_on=is_on))
    return FOUND if found.failed else 0


def _status(desk: Desk, wanted: list[Reminder]) -> _Status:
    ledger = opened_ledger(desk)
    coming = [one for one in wanted if one.due > desk.now]
    if ledger is None:
        return _Status(coming, [], [], [], {})
    states = ledger.states(0)
    failed = ledger.lines([FAILED])
    elsewhere = [line for line in ledger.lines([ELSEWHERE]) if line.until > desk.now.timestamp()]
    errors = {line.key: line.error for line in ledger.lines([PENDING]) if line.error}
    begun = ledger.begun
    ledger.close()
    overdue = [
        one
        for one in wanted
        if one.due <= desk.now and one.due.timestamp() >= begun and states.get(one.key, "") in OPEN
    ]
    return _Status(
        [one for one in coming if states.get(one.key, "") in OPEN],
        overdue,
        failed,
        elsewhere,
        errors,
    )


def _lines(desk: Desk, found: _Status, titles: Mapping[str, str], *, is_on: bool) -> list[str]:
    words = desk.words
    lines = [wrapped(words("remind.on" if is_on else "remind.off"))]
    for line in found.failed:
        what = words(f"remind.rule.{line.rule}")
        values = {"what": what, "title": line.title, "delivery": line.delivery}
        lines.append(wrapped(words("remind.failed", trouble=line.error, **values)))
    if found.elsewhere:
        lines.append(wrapped(words("remind.elsewhere", n=len(found.elsewhere))))
    if found.overdue:
        lines += ["", words("remind.overdue")]
        lines += [_line(desk, one, titles, found.errors) for one in found.overdue]
    if found.coming:
        lines += ["", words("remind.next")]
        lines += [_line(desk, one, titles, found.errors) for one in found.coming[:SHOWN]]
        if len(found.coming) > SHOWN:
            lines.append(f"  … + {len(found.coming) - SHOWN}")
    elif not found.overdue:
        lines.append(wrapped(words("remind.nothing")))
    return lines


def _line(desk: Desk, one: Reminder, titles: Mapping[str, str], errors: Mapping[str, str]) -> str:
    words = desk.words
    what = words(f"remind.rule.{one.rule}")
    title = titles.get(one.entry, one.entry)
    trouble = f" ({errors[one.key]})" if one.key in errors else ""
    text = f"{words.moment(one.due)}  {what}: {title} → {one.delivery}{trouble}"
    return wrapped(text, "    ", first="  ")


def _json(desk: Desk, found: _Status, titles: Mapping[str, str], *, is_on: bool) -> dict[str, Any]:
    def row(one: Reminder) -> dict[str, Any]:
        return {
            "entry": one.entry,
            "title": titles.get(one.entry),
            "rule": one.rule,
            "delivery": one.delivery,
            "due": one.due.isoformat(),
            "error": found.errors.get(one.key),
        }

    def line(one: Line) -> dict[str, Any]:
        return {
            "entry": one.entry,
            "title": one.title,
            "rule": one.rule,
            "delivery": one.delivery,
            "due": desk.moment_at(one.due).isoformat(),
            "error": one.error or None,
        }

    return {
        "delivering": is_on,
        "next": [row(one) for one in found.coming],
        "overdue": [row(one) for one in found.overdue],
        "failed": [line(one) for one in found.failed],
        "elsewhere": [line(one) for one in found.elsewhere],
    }
