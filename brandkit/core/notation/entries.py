"""Entries and ideas: Markdown files with front matter."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from datetime import date, datetime
from typing import Any, NamedTuple
from zoneinfo import ZoneInfo

from brandkit.core.calendar.walltime import parse_moment
from brandkit.core.digests import short_digest
from brandkit.core.model import Entry, Evergreen, Idea, SlotKey
from brandkit.core.notation.frontmatter import FrontMatter, parse_front_matter, split
from brandkit.core.notation.linking import unlinked
from brandkit.core.problems import Problem, nearest
from brandkit.core.saying import _
from brandkit.core.statuses import STATUSES

KEY_ORDER = (
    "id calendar slot when status channel language theme label format parts title idea material"
    " piece people url copied_at snooze published_at done_at first_comment alt owner reviewer"
    " approved evergreen answers outcome generated"
).split()
KEYS = tuple(KEY_ORDER)
_TEXTS = (
    "id calendar status channel language theme label format parts title idea material piece url"
    " generated"
).split()


NO_THEME = "none"
"""The label of what is about none of the brand's themes."""


class EntryReading(NamedTuple):
    """The entry, or None where the file cannot be used; all problems either way."""

    entry: Entry | None
    problems: tuple[Problem, ...]


def parse_entry(text: str, path: str, zone: ZoneInfo) -> EntryReading:
    """The entry that *text* holds. Unknown keys are the person's own and stay.

    A `label`, which the person confirmed, stands before the `theme` that was planned.
    """
    front = parse_front_matter(text)
    if front.problems:
        return EntryReading(None, front.problems)
    values = front.values
    problems = _odd_texts(front)
    moments = _moments(front, zone, problems)
    slot = _slot(front, problems)
    out = moments["published_at"] or moments["done_at"]
    when = moments["when"] or out
    if when is None and not problems:
        problems.append(Problem(1, 1, _("when is missing: the day and time it is due")))
    if problems or when is None:
        return EntryReading(None, tuple(problems))
    words = {key: _text(values.get(key)) for key in _TEXTS}
    words.pop("url")
    label = words.pop("label")
    if label:
        words["theme"] = "" if label == NO_THEME else label
    entry = Entry(
        **words,
        when=when,
        slot=slot,
        published_at=out,
        copied_at=moments["copied_at"],
        snooze=moments["snooze"],
        people=_names(values.get("people")),
        body=split(text).body,
        path=path,
        keys=values,
    )
    return EntryReading(entry, ())


def _odd_texts(front: FrontMatter) -> list[Problem]:
    """What should be one text and is not, an id that is missing, a status that is unknown."""
    values, problems = front.values, []
    for key in _TEXTS:
        value = values.get(key)
        if value is not None and not isinstance(value, (str, int, float)):
            problems.append(
                Problem(front.lines.get(key, 1), 1, _("{key} should be one text", key=key))
            )
    if not values.get("id"):
        problems.append(Problem(1, 1, _("id is missing; every entry has one")))
    status = str(values.get("status") or "")
    if status and status not in STATUSES:
        message = _(
            "status: {status!r} is not known{near}", status=status, near=nearest(status, STATUSES)
        )
        problems.append(Problem(front.lines.get("status", 1), 1, message))
    return problems


def _moments(
    front: FrontMatter, zone: ZoneInfo, problems: list[Problem]
) -> dict[str, datetime | None]:
    moments: dict[str, datetime | None] = {}
    for key in ("when", "copied_at", "snooze", "published_at", "done_at"):
        value = front.values.get(key)
        moments[key] = None if value is None else parse_moment(value, zone)
        if value is not None and moments[key] is None:
            message = _(
                "{key}: {value!r} is no date and time; write 2026-12-01T08:30", key=key, value=value
            )
            problems.append(Problem(front.lines.get(key, 1), 1, message))
    return moments


def _slot(front: FrontMatter, problems: list[Problem]) -> SlotKey | None:
    value = front.values.get("slot")
    slot = None if value is None else parse_slot(str(value))
    if value is not None and slot is None:
        message = _("slot: {slot!r} is not calendar/channel/day/number", slot=value)
        problems.append(Problem(front.lines.get("slot", 1), 1, message))
    return slot


def _names(value: Any) -> tuple[str, ...]:
    """One name or several; each may be a link between notes."""
    items = value if isinstance(value, list) else [value]
    return tuple(unlinked(_text(item)) for item in items if _text(item))


def _text(value: Any) -> str:
    return "" if value is None else str(value)


def parse_slot(text: str) -> SlotKey | None:
    """`calendar/channel/2026-12-01/1`, or for a task `calendar/2026-12-01/1`."""
    parts = text.split("/")
    if len(parts) == 3:
        parts.insert(1, "")
    if len(parts) != 4 or not parts[3].isdecimal():
        return None
    try:
        return SlotKey(parts[0], parts[1], date.fromisoformat(parts[2]), int(parts[3]))
    except ValueError:
        return None


def entry_id(slot: SlotKey, n: int) -> str:
    """The short digest of calendar, channel, first slot and *n*."""
    return short_digest(f"{slot}#{n}")


def body_digest(title: str, body: str) -> str:
    """sha256 of title and body: line ends as LF, blanks at line ends and at the end left out."""
    lines = [line.rstrip() for line in body.replace("\r\n", "\n").replace("\r", "\n").split("\n")]
    plain = "\n".join(lines).strip("\n")
    return hashlib.sha256(f"{title.strip()}\n{plain}".encode()).hexdigest()


def is_touched(entry: Entry) -> bool:
    """Whether the words belong to the person: written over, or made of their answers."""
    return bool(answers_of(entry)) or is_written_over(entry)


def is_written_over(entry: Entry) -> bool:
    """Whether the text is no longer as it was generated: another digest, or none."""
    return not entry.generated or body_digest(entry.title, entry.body) != entry.generated


def answers_of(entry: Entry) -> dict[str, str]:
    """What the person answered in the interview, by stem; nothing else is an answer."""
    value = entry.keys.get("answers")
    if not isinstance(value, Mapping):
        return {}
    return {
        str(key): str(text)
        for key, text in value.items()
        if isinstance(text, (str, int, float)) and str(text).strip()
    }


def is_claimed(entry: Entry) -> bool:
    """Whether the person wrote in it, or decided about it by a status: the plan lets it be."""
    return bool(entry.status) or is_touched(entry)


def computed_status(entry: Entry, now: datetime) -> str:
    """What is written, or planned, drafted or missed."""
    if entry.status:
        return entry.status
    if entry.when < now:
        return "missed"
    return "drafted" if is_touched(entry) else "planned"


def format_entry(keys: Mapping[str, Any], body: str) -> str:
    """A new entry file: *keys* in their order, those without a value left out, then *body*."""
    from brandkit.core.notation.amend import format_key

    rows = ["---"]
    for key in KEYS:
        if keys.get(key) not in (None, "", (), [], {}):
            rows += format_key(key, keys[key])
    return "\n".join([*rows, "---", body.lstrip("\n")])


def evergreen_of(entry: Entry) -> Evergreen | None:
    """What the person allows a published piece: `evergreen: true`, or a table of conditions."""
    value = entry.keys.get("evergreen")
    if value is True:
        return Evergreen()
    if not isinstance(value, dict):
        return None
    standard = Evergreen()
    return Evergreen(
        cooldown_days=_whole(value.get("cooldown"), standard.cooldown_days),
        max_uses=_whole(value.get("uses"), standard.max_uses),
        not_before=_day(value.get("not_before")),
        not_after=_day(value.get("not_after")),
    )


def _whole(value: Any, standard: int) -> int:
    return value if isinstance(value, int) and not isinstance(value, bool) else standard


def _day(value: Any) -> date | None:
    try:
        return date.fromisoformat(str(value))
    except ValueError:
        return None


def _first_line(body: str) -> str:
    """The first line that says something, without the marks of a heading."""
    return body.strip().partition("\n")[0].lstrip("# ").strip()


def idea_words(title: str, body: str) -> str:
    """What *body* says beside the *title*, which may stand as its first line."""
    words = body.strip()
    return words.partition("\n")[2].strip() if _first_line(words) == title else words


class IdeaReading(NamedTuple):
    """The idea, or None where the file cannot be used; all problems either way."""

    idea: Idea | None
    problems: tuple[Problem, ...]


def parse_idea(text: str, idea_id: str, path: str) -> IdeaReading:
    """A file of `ideas/`: its title is `title`, else its first heading or line."""
    front = parse_front_matter(text)
    if front.problems:
        return IdeaReading(None, front.problems)
    values = front.values
    body = split(text).body
    title = _text(values.get("title")) or _first_line(body) or idea_id
    return IdeaReading(
        Idea(
            id=idea_id,
            title=title,
            theme=_text(values.get("theme")),
            channel=_text(values.get("channel")),
            format=_text(values.get("format")),
            body=idea_words(title, body),
            origin=_text(values.get("id")),
            dropped=values.get("status") == "dropped",
            added=_day(values.get("added")),
            not_before=_day(values.get("not_before")),
            not_after=_day(values.get("not_after")),
            path=path,
            url=_text(values.get("url")),
            work=_text(values.get("work")),
            source=_text(values.get("source")),
        ),
        (),
    )
