"""`people/*.md`: a note for each person or company; front matter, and a dated log below it.

A line of the log is a list item or a heading that begins with a day, `- 2026-12-01 …`; the day may
be a link between notes, `[[2026-12-01]]`. A tag in it (`#received`, `#ricevuto`, …) says what it
was; see `brandkit.core.people.person.MARKS`.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from datetime import date
from typing import Any, NamedTuple

from brandkit.core.drafts.voice import ADDRESSES
from brandkit.core.drafts.weave import masked
from brandkit.core.notation.amend import set_keys, with_body
from brandkit.core.notation.cadences import parse_cadence
from brandkit.core.notation.days import as_day, no_day
from brandkit.core.notation.frontmatter import FrontMatter, parse_front_matter, split
from brandkit.core.notation.linking import unlinked
from brandkit.core.people.person import MARKS, Cadence, LogLine, Person, mark_word
from brandkit.core.problems import Problem
from brandkit.core.saying import _

PEOPLE = "people"
"""The folder."""
KEYS = (
    "name aliases kind handles organisation role tags themes offers looks_for said_without_name"
    " knows cadence next met added links language address outcome"
).split()
"""The keys of a note, in their order."""
KEY_ORDER = tuple(KEYS)
COMPANY, NEVER = "company", "never"
_PART_OF_A_DATE = re.compile(r"\d{4}(-\d{2})?")
"""A year, or a month: as well as one remembers when one met."""
LOG_TITLES = {"it": "Diario", "en": "Log"}
_MARK_OF = {word: mark for mark, words in MARKS.items() for word in words}
_DAY = r"(?:\[\[)?(\d{4}-\d{2}-\d{2})(?:\]\])?"
_ITEM = re.compile(rf"^[ \t]*[-*+][ \t]+{_DAY}(?![\w-])[ \t]*[:·,–—-]?[ \t]*(.*?)[ \t]*\r?$")
_HEADING = re.compile(rf"^#{{1,6}}[ \t]+{_DAY}(?![\w-])[ \t]*[:·,–—-]?[ \t]*(.*?)[ \t]*\r?$")
_ANY_HEADING = re.compile(r"^#{1,6}[ \t]+(.*?)[ \t]*\r?$")
_TAG = re.compile(r"(?<![\w#/&])#([^\W\d_]+)\b")


class PersonReading(NamedTuple):
    """The person, or None where the note cannot be used; all problems either way."""

    person: Person | None
    problems: tuple[Problem, ...]


def parse_person(text: str, person_id: str, path: str) -> PersonReading:
    """The person of whom the note *text* tells; unknown keys are their owner's and stay."""
    front = parse_front_matter(text)
    if front.problems:
        return PersonReading(None, front.problems)
    values = front.values
    problems: list[Problem] = []
    cadence, keeps = _cadence(front, problems)
    log = tuple(log_lines(split(text).body))
    unmet = values.get("met") in (False, "no", NEVER, "mai")
    dated = ("next", "added") if unmet else ("next", "met", "added")
    days = {key: _day(front, key, problems) for key in dated}
    address = plain_text(values.get("address")).casefold()
    if address not in {"", *ADDRESSES}:
        known = ", ".join(ADDRESSES)
        message = _("address: {value!r} is none; one of {known}", value=address, known=known)
        problems.append(Problem(front.lines["address"], 1, message))
    if problems:
        return PersonReading(None, tuple(problems))
    person = Person(
        id=person_id,
        name=plain_text(values.get("name")) or person_id.rpartition("/")[2],
        company=plain_text(values.get("kind")).casefold() == COMPANY,
        handles=_handles(values.get("handles")),
        organisation=unlinked(plain_text(values.get("organisation"))),
        role=plain_text(values.get("role")),
        tags=tuple(_tags(values.get("tags"))),
        themes=listed(values.get("themes")),
        offers=listed(values.get("offers")),
        looks_for=listed(values.get("looks_for")),
        cadence=cadence,
        keeps=keeps,
        next=days["next"],
        met=days.get("met"),
        unmet=unmet and not any(line.is_contact for line in log),
        added=days["added"],
        links=listed(values.get("links")),
        aliases=listed(values.get("aliases")),
        knows=tuple(unlinked(name) for name in listed(values.get("knows"))),
        language=plain_text(values.get("language")).casefold(),
        address=address,
        said_without_name=plain_text(values.get("said_without_name")),
        outcome=listed(values.get("outcome")),
        log=log,
        path=path,
    )
    return PersonReading(person, ())


def plain_text(value: Any) -> str:
    """A value as one line; nothing for what is none."""
    return (
        "" if value is None or isinstance(value, (list, Mapping)) else " ".join(str(value).split())
    )


def listed(value: Any) -> tuple[str, ...]:
    """One text or several."""
    items = value if isinstance(value, list) else [value]
    return tuple(text for item in items if (text := plain_text(item)))


def _tags(value: Any) -> list[str]:
    """Tags, also where they stand as one text with commas."""
    words = (word.strip().lstrip("#") for one in listed(value) for word in one.split(","))
    return [word for word in words if word]


def _handles(value: Any) -> dict[str, str]:
    """Addresses by kind, also where they stand as a list."""
    if isinstance(value, Mapping):
        return {str(kind): text for kind, item in value.items() if (text := plain_text(item))}
    return by_kind((kind_of_address(address), address) for address in listed(value))


def by_kind(addresses: Iterable[tuple[str, str]]) -> dict[str, str]:
    """Addresses with their kinds; a second one of a kind is told apart, `web` and `web+`."""
    found: dict[str, str] = {}
    for kind, address in addresses:
        name = kind
        while name in found:
            name += "+"
        found[name] = address
    return found


def kind_of_address(address: str) -> str:
    """What kind of address it is: `linkedin`, `email`, `phone`, or `web`."""
    if "linkedin.com/" in address:
        return "linkedin"
    if re.fullmatch(r"[^@\s/]+@[^@\s/]+\.[^@\s/]+", address):
        return "email"
    return "phone" if re.fullmatch(r"\+?[\d\s()./-]{5,}", address) else "web"


def _cadence(front: FrontMatter, problems: list[Problem]) -> tuple[Cadence | None, bool]:
    """The cadence, None for the tags' one, and whether any is wanted."""
    value = front.values.get("cadence")
    if value is None:
        return None, True
    if value in (NEVER, "mai"):
        return None, False
    found = parse_cadence(value)
    if found is None:
        message = _(
            "cadence: {value!r} is none; write days, like 90, or least, ideal and most,"
            " like [30, 90, 180], or never",
            value=value,
        )
        problems.append(Problem(front.lines.get("cadence", 1), 1, message))
    return found, True


def _day(front: FrontMatter, key: str, problems: list[Problem]) -> date | None:
    value = front.values.get(key)
    if value is None:
        return None
    text = unlinked(str(value))
    if key == "met" and _PART_OF_A_DATE.fullmatch(text):
        text += "-01-01" if len(text) == 4 else "-01"
    day = as_day(text)
    if day is None:
        problems.append(no_day(front, key, value))
    return day


class _Found(NamedTuple):
    """A line of the log and the rows of the body, from *start* up to *end*, that tell it."""

    line: LogLine
    start: int
    end: int
    heading: bool


def log_lines(body: str) -> list[LogLine]:
    """The dated lines of *body*, in its order; what stands in comments and code is none."""
    return [found.line for found in _found_lines(body)]


def _found_lines(body: str) -> list[_Found]:
    rows = masked(body).split("\n")
    found: list[_Found] = []
    n = 0
    while n < len(rows):
        heading = _HEADING.match(rows[n])
        match = heading or _ITEM.match(rows[n])
        start, n = n, n + 1
        day = as_day(match.group(1)) if match else None
        if match is None or day is None:
            continue
        texts = [match.group(2)]
        while n < len(rows) and _goes_on(rows[n], heading=heading is not None):
            texts.append(rows[n].strip())
            n += 1
        while n > start + 1 and not rows[n - 1].strip():
            n -= 1
        found.append(_Found(_line(day, texts), start, n, heading is not None))
    return found


def _goes_on(row: str, *, heading: bool) -> bool:
    """Whether a row still tells of the dated line above it."""
    if heading:
        return not _ANY_HEADING.match(row) and not _ITEM.match(row)
    return row[:1] in {" ", "\t"} and bool(row.strip()) and not _ITEM.match(row)


def _line(day: date, texts: list[str]) -> LogLine:
    text = " ".join(part for part in texts if part)
    marks = {
        _MARK_OF[word]
        for tag in _TAG.finditer(text)
        if (word := tag.group(1).casefold()) in _MARK_OF
    }
    if marks:
        text = _TAG.sub(
            lambda tag: "" if tag.group(1).casefold() in _MARK_OF else tag.group(), text
        )
    return LogLine(day, " ".join(text.split()), frozenset(marks))


def format_line(line: LogLine, language: str) -> str:
    """A line of the log as it is written: `- 2026-12-01 … #received`."""
    tags = [f"#{mark_word(mark, language)}" for mark in sorted(line.marks)]
    return " ".join(part for part in (f"- {line.day.isoformat()}", line.text, *tags) if part)


def with_log_line(text: str, line: LogLine, language: str) -> str:
    """The note *text* with one more *line* in its log; all else stays byte for byte.

    A log whose newest line stands first gets it there, any other at its end; a note without one
    gets a heading. A line that says the same of the same day is not written twice.
    """
    document = split(text)
    body = document.body
    newline = "\r\n" if "\r\n" in (document.opening or body) else "\n"
    found = _found_lines(body)
    if line in [one.line for one in found]:
        return text
    written = format_line(line, language)
    items = [one for one in found if not one.heading]
    if items:
        newest_first = items[0].line.day > items[-1].line.day
        place = items[0].start if newest_first else items[-1].end
        return _with_row(text, body, place, written, newline)
    titles = {title.casefold() for title in LOG_TITLES.values()}
    for n, row in enumerate(masked(body).split("\n")):
        heading = _ANY_HEADING.match(row)
        if heading and heading.group(1).casefold() in titles:
            return _with_row(text, body, n + 1, newline + written, newline)
    gap = newline if body.strip() else ""
    lead = f"{gap}## {LOG_TITLES[language]}{newline}{newline}"
    return _with_row(text, body, body.count("\n") + 1, lead + written, newline)


def _with_row(text: str, body: str, place: int, written: str, newline: str) -> str:
    """*text* with something *written* before the row *place* of its *body*, or at its end."""
    offset = sum(len(row) + 1 for row in body.split("\n")[:place])
    before, after = body[:offset], body[offset:]
    gap = newline if before and not before.endswith("\n") else ""
    apart = newline if _goes_on(after.partition("\n")[0], heading=False) else ""
    return text[: len(text) - len(body)] + before + gap + written + newline + apart + after


def format_person(keys: Mapping[str, Any], lines: list[LogLine], language: str) -> str:
    """A new note: *keys* in their order, those without a value left out, then the log."""
    given = {key: keys[key] for key in KEYS if keys.get(key) not in (None, "", [], (), {})}
    text = set_keys("", given, KEY_ORDER)
    body = f"## {LOG_TITLES[language]}\n"
    if lines:
        body += "\n" + "".join(f"{format_line(line, language)}\n" for line in lines)
    return with_body(text, body)
