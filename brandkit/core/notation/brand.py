"""`brand.toml`: who the person is, their themes and channels."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Mapping
from datetime import date
from typing import Any, NamedTuple
from zoneinfo import ZoneInfo

from brandkit.core.drafts.shapes import KINDS
from brandkit.core.model import Brand, Capacity, Channel, Notes, Season, Theme, Voice
from brandkit.core.notation.fields import Complaint, Field, check_table, located, read_toml
from brandkit.core.notation.reminding import (
    DELIVERY,
    REMINDERS,
    delivery_mistakes,
    reminders_mistakes,
    reminding_in,
)
from brandkit.core.problems import Problem, closest, nearest
from brandkit.core.saying import _

LANGUAGES = ("it", "en")
FORMAT = 1
ID = r"[a-z0-9][a-z0-9-]{0,39}"
MAX_THEMES = 24
_ID_HELP = "a short name for files and commands: small letters, digits and hyphens"

SEASON = {
    "from": Field("text", "the first day, as month-day, like 09-01", required=True),
    "to": Field("text", "the last day, as month-day, like 10-15", required=True),
    "share": Field(
        "integer", "the share in these days, against the others", required=True, low=1, high=1000
    ),
}
THEME = {
    "id": Field("text", _ID_HELP, required=True, pattern=ID),
    "name": Field("text", "the subject as you would say it", required=True),
    "share": Field(
        "integer",
        "how much of what you publish, against the other themes",
        required=True,
        low=1,
        high=1000,
    ),
    "goal": Field("text", "what writing about it should bring you"),
    "audience": Field("text", "who should read it"),
    "message": Field("text", "the one thing you want them to remember"),
    "myth": Field("text", "what people wrongly believe about it"),
    "stand": Field("text", "what you hold against that"),
    "in_text": Field("text", "the name as it stands in the middle of a sentence"),
    "keywords": Field("texts", "words that you use when you write about it"),
    "hashtags": Field("texts", "hashtags, without #"),
    "channels": Field("texts", "channels it may go on; all, if left out"),
    "formats": Field("texts", "formats it may take; all, if left out"),
    "was": Field("texts", "earlier ids of this theme, so that its record stays its own"),
    "season": Field("tables", "days of the year with another share", fields=SEASON),
    "explore": Field("boolean", "true for the theme in which you try new subjects"),
    "min_gap_days": Field("integer", "days at least between two posts on it", low=0, high=365),
    "max_per_week": Field("integer", "posts at most on it in a week", low=1, high=50),
}
LIMITS = {
    "post": Field("integer", "the length of a post", low=1, high=1_000_000),
    "link": Field("integer", "what a link counts in it", low=1, high=1000),
    "first_comment": Field("integer", "the length of a first comment", low=1, high=100_000),
    "headline": Field("integer", "the length of the profile's headline", low=1, high=100_000),
    "about": Field("integer", "the length of the profile's about", low=1, high=100_000),
    "bio": Field("integer", "the length of the profile's bio", low=1, high=100_000),
    "fold": Field("integer", "the characters that are seen before “more”", low=1, high=10_000),
    "hashtags": Field("integer", "how many hashtags are enough", low=0, high=100),
}
CHANNEL = {
    "id": Field("text", _ID_HELP, required=True, pattern=ID),
    "name": Field("text", "the channel's name on the screen"),
    "kind": Field("text", "the shape of its posts", required=True, choices=KINDS),
    "language": Field("text", "the language of its posts", choices=LANGUAGES),
    "url": Field("text", "where your page is"),
    "limits": Field("table", "lengths that your account has, where they differ", fields=LIMITS),
}
VOICE = {
    "address": Field("text", "how you speak to one: tu, voi or lei", choices=("tu", "voi", "lei")),
    "person": Field("text", "I or we: singular or plural", choices=("singular", "plural")),
    "avoid": Field("texts", "words that you would not say"),
}
IDEAS = {
    "folders": Field("texts", 'folders of notes, like ["~/vault"]; they are only read'),
    "tag": Field(
        "text", "the tag that makes a note an idea: post, if left out", pattern=r"#?\w[\w/-]*"
    ),
}
CAPACITY = {
    "day": Field("integer", "the minutes that you have on a day", low=1, high=1440),
    "week": Field("integer", "the minutes that you have in a week", low=1, high=10_080),
    "post": Field("integer", "the minutes that a post takes you: 20", low=1, high=1440),
}
BRAND = {
    "format": Field("integer", f"the version of this file's format: {FORMAT}", required=True),
    "id": Field("text", "this workspace's id, made by brandkit init", required=True, pattern=ID),
    "name": Field("text", "your name", required=True),
    "role": Field("text", "what you do, in three words"),
    "promise": Field("text", "what people get from you"),
    "audience": Field("text", "whom you want to reach"),
    "language": Field(
        "text", "the language of screens and drafts", required=True, choices=LANGUAGES
    ),
    "timezone": Field("text", "where you are, like Europe/Rome", required=True),
    "goals": Field("texts", "what the plan should bring in a year"),
    "measures": Field("texts", "how you shall know that it did"),
    "voice": Field("table", "how you speak", fields=VOICE),
    "ideas": Field("table", "where notes of yours are ideas", fields=IDEAS),
    "capacity": Field("table", "how much time you have for all this", fields=CAPACITY),
    "reminders": Field("table", "when you want to be reminded", fields=REMINDERS),
    "delivery": Field("tables", "how reminders reach you", fields=DELIVERY),
    "theme": Field("tables", "what you write about; three to eight", required=True, fields=THEME),
    "channel": Field("tables", "where you publish", required=True, fields=CHANNEL),
}


class BrandReading(NamedTuple):
    """The brand, or None where the file cannot be used; all problems either way."""

    brand: Brand | None
    problems: tuple[Problem, ...]


def parse_brand(text: str, zones: frozenset[str] | None = None) -> BrandReading:
    """The brand that *text* describes. *zones* are the known time zones, for the nearest name."""
    reading = read_toml(text)
    if reading.problems:
        return BrandReading(None, reading.problems)
    table = reading.table
    complaints = check_table(table, BRAND)
    zone = None
    if not any(not c.warning for c in complaints):
        zone = _zone(str(table["timezone"]))
        complaints += _meaning(table, zone, zones or frozenset())
        complaints += [*reminders_mistakes(table), *delivery_mistakes(table)]
    problems = located(text, complaints)
    if zone is None or any(not problem.warning for problem in problems):
        return BrandReading(None, problems)
    return BrandReading(_brand(table, zone), problems)


def _zone(name: str) -> ZoneInfo | None:
    try:
        return ZoneInfo(name)
    except (ValueError, OSError, LookupError):
        return None


def _meaning(
    table: Mapping[str, Any], zone: ZoneInfo | None, zones: frozenset[str]
) -> list[Complaint]:
    """Mistakes that are seen only when the keys are well formed."""
    found: list[Complaint] = []
    if table["format"] != FORMAT:
        message = _(
            "format is {found}; this brandkit reads format {known}",
            found=table["format"],
            known=FORMAT,
        )
        found.append(Complaint(("format",), message))
    if zone is None:
        by_case = {known.casefold(): known for known in zones}
        close = closest(table["timezone"], by_case)
        near = _("; did you mean {word}?", word=by_case[close]) if close else ""
        message = _(
            "timezone: {timezone!r} is not known{near}", timezone=table["timezone"], near=near
        )
        found.append(Complaint(("timezone",), message))
    for kind in ("theme", "channel"):
        found += _twice(kind, table[kind])
        if not table[kind]:
            found.append(
                Complaint(
                    (kind,), _("no {kind} at all: {help}", kind=kind, help=_(BRAND[kind].help))
                )
            )
    if len(table["theme"]) > MAX_THEMES:
        message = _(
            "{n} themes; {max_themes} is the limit, three to eight are enough",
            n=len(table["theme"]),
            max_themes=MAX_THEMES,
        )
        found.append(Complaint(("theme",), message))
    channels = [channel["id"] for channel in table["channel"]]
    ids = {theme["id"] for theme in table["theme"]}
    for n, theme in enumerate(table["theme"]):
        for k, channel in enumerate(theme.get("channels", ())):
            if channel not in channels:
                message = _(
                    "channels: no channel {channel!r}{near}",
                    channel=channel,
                    near=nearest(channel, channels),
                )
                found.append(Complaint(("theme", n, "channels", k), message))
        for k, old in enumerate(theme.get("was", ())):
            if old in ids:
                message = _("was: {old!r} is the id of a theme that is still here", old=old)
                found.append(Complaint(("theme", n, "was", k), message))
        for k, season in enumerate(theme.get("season", ())):
            found += [
                Complaint(
                    ("theme", n, "season", k, end),
                    _("{end}: {word!r} is no month-day", end=end, word=season[end]),
                )
                for end in ("from", "to")
                if _month_day(season[end]) is None
            ]
    return found


def _twice(kind: str, tables: list[dict[str, Any]]) -> list[Complaint]:
    counts = Counter(table["id"] for table in tables)
    return [
        Complaint(
            (kind, n, "id"), _("id: there is another {kind} {id!r}", kind=kind, id=table["id"])
        )
        for n, table in enumerate(tables)
        if counts[table["id"]] > 1
    ]


def _month_day(text: str) -> tuple[int, int] | None:
    match = re.fullmatch(r"(\d{1,2})-(\d{1,2})", text)
    if match is None:
        return None
    month, day = int(match.group(1)), int(match.group(2))
    try:
        date(2024, month, day)
    except ValueError:
        return None
    return month, day


def _brand(table: Mapping[str, Any], zone: ZoneInfo) -> Brand:
    voice, ideas = table.get("voice", {}), table.get("ideas", {})
    folders = tuple(folder for folder in ideas.get("folders", ()) if folder.strip())
    return Brand(
        id=table["id"],
        name=table["name"],
        language=table["language"].casefold(),
        zone=zone,
        promise=table.get("promise", ""),
        audience=table.get("audience", ""),
        role=table.get("role", ""),
        goals=tuple(table.get("goals", ())),
        measures=tuple(table.get("measures", ())),
        voice=Voice(
            voice.get("address", "tu").casefold(),
            voice.get("person", "singular").casefold(),
            tuple(voice.get("avoid", ())),
        ),
        reminding=reminding_in(table),
        capacity=Capacity(**{k: v for k, v in table.get("capacity", {}).items() if k in CAPACITY}),
        notes=Notes(folders, ideas.get("tag", "post").lstrip("#")) if folders else None,
        themes=tuple(_theme(theme) for theme in table["theme"]),
        channels=tuple(
            Channel(
                id=channel["id"],
                name=channel.get("name", channel["id"]),
                kind=channel["kind"].casefold(),
                language=channel.get("language", table["language"]).casefold(),
                url=channel.get("url", ""),
                limits=dict(channel.get("limits", {})),
            )
            for channel in table["channel"]
        ),
    )


_LISTS = ("keywords", "hashtags", "channels", "formats", "was")


def _theme(table: Mapping[str, Any]) -> Theme:
    plain = {key: value for key, value in table.items() if key in THEME and key != "season"}
    plain |= {key: tuple(plain[key]) for key in _LISTS if key in plain}
    seasons = tuple(
        Season(_month_day(s["from"]) or (1, 1), _month_day(s["to"]) or (1, 1), s["share"])
        for s in table.get("season", ())
    )
    return Theme(**plain, seasons=seasons)
