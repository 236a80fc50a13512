"""`calendars/*.toml`: rhythms, and their pauses, pins, campaigns and series."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, datetime, time
from typing import Any, NamedTuple

from brandkit.core.calendar.model import (
    PICKS,
    THEME,
    Calendar,
    Campaign,
    Pause,
    Pin,
    Rhythm,
    Series,
)
from brandkit.core.model import Brand
from brandkit.core.notation.fields import (
    Complaint,
    Field,
    check_table,
    located,
    parse_time,
    read_toml,
)
from brandkit.core.notation.habits import HABIT, habit_in, habit_mistakes, template_mistakes
from brandkit.core.notation.recurrence import rule_trouble
from brandkit.core.notation.reminding import CALENDAR_REMINDERS, reminders_mistakes, rules_in
from brandkit.core.problems import Problem, nearest
from brandkit.core.reminders.rules import STANDARD
from brandkit.core.saying import _

WEEKDAYS = {
    word: n
    for n, words in enumerate(
        (
            "mon monday lun lunedì lunedi",
            "tue tuesday mar martedì martedi",
            "wed wednesday mer mercoledì mercoledi",
            "thu thursday gio giovedì giovedi",
            "fri friday ven venerdì venerdi",
            "sat saturday sab sabato",
            "sun sunday dom domenica",
        )
    )
    for word in words.split()
}
_CHANNEL = Field("text", "a channel of brand.toml", required=True)
_THEME = Field("text", "a theme of brand.toml", required=True)
RHYTHM = {
    "channel": Field("text", "a channel of brand.toml; a habit has none"),
    "days": Field("texts", 'weekdays, like ["tue", "thu"]', choices=tuple(WEEKDAYS)),
    "time": Field("time", 'the hour, like "08:30"', required=True),
    "rule": Field("text", "instead of days: an RFC 5545 rule, like FREQ=MONTHLY;BYDAY=1MO"),
    "from": Field("date", "the first day it holds"),
    "until": Field("date", "the last day it holds"),
    "except": Field("dates", "days on which it does not open"),
}
PAUSE = {
    "from": Field("date", "the first day without posts", required=True),
    "until": Field("date", "the last day without posts", required=True),
    "reason": Field("text", "why"),
}
PIN = {
    "on": Field("day-or-moment", "the day, or day and time", required=True),
    "channel": _CHANNEL,
    "theme": _THEME,
    "format": Field("text", "the format of the piece"),
    "title": Field("text", "its title"),
}
CAMPAIGN = {
    "name": Field("text", "what happens", required=True),
    "on": Field("date", "the day it happens", required=True),
    "channel": _CHANNEL,
    "theme": _THEME,
    "time": Field("time", "the hour of its posts"),
    "before": Field("integers", "posts so many days before", low=1, high=365),
    "day": Field("boolean", "whether there is a post on the day itself"),
    "after": Field("integers", "posts so many days after", low=1, high=365),
}
SERIES = {
    "id": Field("text", "a short name", required=True, pattern=r"[a-z0-9][a-z0-9-]{0,39}"),
    "title": Field("text", "the title of the whole", required=True),
    "theme": _THEME,
    "parts": Field("texts", "the titles of the parts, in order", required=True),
    "channel": Field("text", "a channel of brand.toml; any, if left out"),
    "from": Field("date", "the first day it may start"),
}
CALENDAR = {
    "name": Field("text", "the calendar's name on the screen", required=True),
    "pick": Field("text", "what fills a slot", choices=PICKS),
    **HABIT,
    "evergreen": Field("boolean", "whether published pieces that allow it may come back"),
    "reminders": Field(
        "table", "when its entries are to be reminded of", fields=CALENDAR_REMINDERS
    ),
    "rhythm": Field("tables", "when it opens", fields=RHYTHM),
    "pause": Field("tables", "days without posts", fields=PAUSE),
    "pin": Field("tables", "themes you have set for a day", fields=PIN),
    "campaign": Field("tables", "posts before, on and after an event", fields=CAMPAIGN),
    "series": Field("tables", "parts told in order", fields=SERIES),
}


class CalendarReading(NamedTuple):
    """The calendar, or None where the file cannot be used; all problems either way."""

    calendar: Calendar | None
    problems: tuple[Problem, ...]


def parse_calendar(
    text: str, calendar_id: str, brand: Brand | None, formats: tuple[str, ...] = ()
) -> CalendarReading:
    """The calendar that *text* describes, checked against the *brand* where that could be read."""
    reading = read_toml(text)
    if reading.problems:
        return CalendarReading(None, reading.problems)
    table = reading.table
    complaints = check_table(table, CALENDAR)
    if not any(not c.warning for c in complaints):
        complaints += [*_meaning(table), *habit_mistakes(table), *reminders_mistakes(table)]
        if brand is not None:
            complaints += _references(table, brand, formats)
    problems = located(text, complaints)
    if any(not problem.warning for problem in problems):
        return CalendarReading(None, problems)
    return CalendarReading(_calendar(table, calendar_id, brand), problems)


def _meaning(table: Mapping[str, Any]) -> list[Complaint]:
    found: list[Complaint] = []
    for n, rhythm in enumerate(table.get("rhythm", ())):
        path = ("rhythm", n)
        if bool(rhythm.get("days")) == bool(rhythm.get("rule")):
            message = _("a rhythm has either days or a rule")
            found.append(Complaint((*path, "days" if "days" in rhythm else "channel"), message))
        elif rhythm.get("rule"):
            trouble = rule_trouble(rhythm["rule"])
            if trouble:
                found.append(Complaint((*path, "rule"), _("rule: {trouble}", trouble=trouble)))
        found += _order(rhythm, path)
    for n, pause in enumerate(table.get("pause", ())):
        found += _order(pause, ("pause", n))
    seen: set[str] = set()
    for n, series in enumerate(table.get("series", ())):
        if series["id"] in seen:
            message = _("id: there is another series {id!r}", id=series["id"])
            found.append(Complaint(("series", n, "id"), message))
        seen.add(series["id"])
    return found


def _order(table: Mapping[str, Any], path: tuple[str | int, ...]) -> list[Complaint]:
    if "from" in table and "until" in table and table["from"] > table["until"]:
        return [Complaint((*path, "until"), _("until lies before from"))]
    return []


def _references(
    table: Mapping[str, Any], brand: Brand, formats: tuple[str, ...]
) -> list[Complaint]:
    """Channels, themes and formats that are nowhere declared."""
    known = {
        "channel": [channel.id for channel in brand.channels],
        "theme": [theme.id for theme in brand.themes]
        + [old for theme in brand.themes for old in theme.was],
        "format": list(formats),
    }
    found: list[Complaint] = []
    for kind in ("rhythm", "pin", "campaign", "series"):
        for n, item in enumerate(table.get(kind, ())):
            for key, words in known.items():
                word = item.get(key)
                if word and words and word not in words:
                    message = _(
                        "{key}: {word!r} is not in brand.toml{near}",
                        key=key,
                        word=word,
                        near=nearest(word, words),
                    )
                    if key == "format":
                        message = _(
                            "format: there is no template {word!r}{near}",
                            word=word,
                            near=nearest(word, words),
                        )
                    found.append(Complaint((kind, n, key), message))
    return [*found, *template_mistakes(table, formats)]


def _calendar(table: Mapping[str, Any], calendar_id: str, brand: Brand | None) -> Calendar:
    standard = brand.reminding.rules if brand is not None else STANDARD
    return Calendar(
        id=calendar_id,
        name=table["name"],
        pick=table.get("pick", THEME),
        habit=habit_in(table),
        evergreen=table.get("evergreen", False),
        rules=rules_in(table, standard) if "reminders" in table else None,
        rhythms=tuple(_rhythm(item) for item in table.get("rhythm", ())),
        pauses=tuple(
            Pause(item["from"], item["until"], item.get("reason", ""))
            for item in table.get("pause", ())
        ),
        pins=tuple(_pin(item) for item in table.get("pin", ())),
        campaigns=tuple(
            Campaign(
                name=item["name"],
                on=item["on"],
                channel=item["channel"],
                theme=item["theme"],
                at=parse_time(item["time"]) if "time" in item else None,
                before=tuple(sorted(item.get("before", ()), reverse=True)),
                on_the_day=item.get("day", True),
                after=tuple(sorted(item.get("after", ()))),
            )
            for item in table.get("campaign", ())
        ),
        series=tuple(
            Series(
                id=item["id"],
                title=item["title"],
                theme=item["theme"],
                parts=tuple(item["parts"]),
                channel=item.get("channel", ""),
                start=item.get("from"),
            )
            for item in table.get("series", ())
        ),
    )


def _rhythm(item: Mapping[str, Any]) -> Rhythm:
    return Rhythm(
        channel=item.get("channel", ""),
        at=parse_time(item["time"]) or time(),
        weekdays=tuple(sorted({WEEKDAYS[word.casefold()] for word in item.get("days", ())})),
        rule=item.get("rule", ""),
        start=item.get("from"),
        until=item.get("until"),
        exceptions=tuple(item.get("except", ())),
    )


def _pin(item: Mapping[str, Any]) -> Pin:
    on = item["on"]
    is_moment = isinstance(on, datetime)
    return Pin(
        on=on.date() if is_moment else date(on.year, on.month, on.day),
        at=on.time().replace(second=0, microsecond=0) if is_moment else None,
        channel=item["channel"],
        theme=item["theme"],
        format=item.get("format", ""),
        title=item.get("title", ""),
    )
