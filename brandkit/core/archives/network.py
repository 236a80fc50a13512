"""LinkedIn's lists of people: Connections.csv, Invitations.csv, messages.csv, endorsements.

Columns are found by name; before the header of Connections.csv may stand a few lines of notes. Of
messages only counts and dates are read, never their words.
"""

from __future__ import annotations

import csv
import re
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from datetime import date, datetime
from typing import NamedTuple

from brandkit.core.people.connection import Connection
from brandkit.core.people.naming import address_key, folded

HEAD = 15
"""Lines in which the header is looked for."""
_DAYS = ("%d %b %Y", "%Y-%m-%d", "%m/%d/%Y", "%m/%d/%y", "%Y/%m/%d")
_MOST_IN_A_TALK = 3
"""A conversation of more people says little of any of them."""


class Invitation(NamedTuple):
    """An invitation: when, whether it came from oneself, and to or from whom."""

    day: date
    outgoing: bool
    name: str


class Talk(NamedTuple):
    """How many messages were exchanged with somebody, and when the last was."""

    messages: int
    last: date | None


def rows_of(text: str, *columns: str) -> Iterator[dict[str, str]] | None:
    """The rows below the header that has these *columns*, by names in small letters.

    None where there is no such header in the first lines.
    """
    lines = text.splitlines(keepends=True)
    for n, line in enumerate(lines[:HEAD]):
        names = [name.strip().casefold() for name in next(csv.reader([line]), [])]
        if set(columns) <= set(names):
            return _rows(lines[n + 1 :], names)
    return None


def _rows(lines: list[str], names: list[str]) -> Iterator[dict[str, str]]:
    for row in csv.reader(lines):
        if any(cell.strip() for cell in row):
            yield {name: cell.strip() for name, cell in zip(names, row, strict=False)}


def parse_connections(text: str) -> list[Connection] | None:
    """The connections in *text*; None where it has no header of theirs."""
    rows = rows_of(text, "first name", "last name")
    if rows is None:
        return None
    found = []
    for row in rows:
        name = " ".join(f"{row['first name']} {row.get('last name', '')}".split())
        if name:
            found.append(
                Connection(
                    name,
                    _address(row.get("url", "")),
                    row.get("company", ""),
                    row.get("position", ""),
                    row.get("email address", ""),
                    day_of(row.get("connected on", "")),
                )
            )
    return found


def _address(text: str) -> str:
    """A web address; anything else that stands there is none."""
    return text if re.match(r"https?://\S+$", text) else ""


def day_of(text: str) -> date | None:
    """The day in one of the ways in which the archive writes days."""
    words = text.split(",", maxsplit=1)[0].strip()
    for pattern in _DAYS:
        for said in (words, words.split(" ")[0]):
            try:
                return datetime.strptime(said, pattern).date()  # noqa: DTZ007 - a day has no zone
            except ValueError:
                continue
    return None


def parse_invitations(text: str) -> list[Invitation]:
    """The invitations in *text* that have a day."""
    found = []
    for row in rows_of(text, "from", "to", "direction") or ():
        day = day_of(row.get("sent at", ""))
        if day is not None:
            outgoing = row["direction"].casefold().startswith("out")
            found.append(Invitation(day, outgoing, row["to"] if outgoing else row["from"]))
    return found


def count_talks(text: str, own_name: str) -> dict[str, Talk]:
    """How much was exchanged with whom, by address in small letters, else by name.

    The one who takes part in most is oneself, unless somebody is called as *own_name* says.
    """
    sent = [parts for row in rows_of(text, "from", "to", "date") or () if (parts := _message(row))]
    if not sent:
        return {}
    own = _oneself(sent, own_name)
    counts: Counter[str] = Counter()
    last: dict[str, date] = {}
    for people, day in sent:
        others = set(people) - own
        if len(others) >= _MOST_IN_A_TALK:
            continue
        for one in others:
            counts[one] += 1
            if day is not None:
                last[one] = max(last.get(one, day), day)
    return {one: Talk(n, last.get(one)) for one, n in counts.items()}


def _message(row: Mapping[str, str]) -> tuple[dict[str, str], date | None] | None:
    """Who takes part, by address or name with their name, and the day."""
    people: dict[str, str] = {}
    pairs = [(row.get("from", ""), row.get("sender profile url", ""))]
    names = [name.strip() for name in row.get("to", "").split(",")]
    urls = [url.strip() for url in row.get("recipient profile urls", "").split(",")]
    pairs += [(name, urls[n] if n < len(urls) else "") for n, name in enumerate(names)]
    for name, url in pairs:
        key = address_key(url) or folded(name)
        if key:
            people[key] = name
    return (people, day_of(row.get("date", ""))) if len(people) > 1 else None


def _oneself(sent: Iterable[tuple[dict[str, str], date | None]], own_name: str) -> set[str]:
    counts: Counter[str] = Counter()
    named: set[str] = set()
    for people, _day in sent:
        counts.update(people.keys())
        named |= {key for key, name in people.items() if folded(name) == folded(own_name)}
    return named or {key for key, _n in counts.most_common(1)}


class Endorsement(NamedTuple):
    """A skill of one's own that somebody confirmed: by address in small letters, else by name."""

    by: str
    day: date
    skill: str


def parse_endorsements(text: str) -> list[Endorsement]:
    """The endorsements in *text* that were accepted and have a day."""
    found = []
    for row in rows_of(text, "endorser first name", "skill name") or ():
        day = day_of(row.get("endorsement date", ""))
        status = row.get("endorsement status", "").casefold()
        name = f"{row['endorser first name']} {row.get('endorser last name', '')}"
        url = address_key(row.get("endorser public url", ""))
        by = url if url.startswith("http") else folded(name)
        if day is not None and by and status not in {"rejected", "pending"}:
            found.append(Endorsement(by, day, row["skill name"]))
    return found


def count_names(text: str) -> Counter[str]:
    """How often each person endorsed or recommended, by address in small letters, else by name."""
    found: Counter[str] = Counter()
    for row in rows_of(text, "endorser first name") or rows_of(text, "first name") or ():
        prefix = "endorser " if "endorser first name" in row else ""
        status = next((row[key] for key in row if key.endswith("status")), "").casefold()
        first, last = row.get(f"{prefix}first name", ""), row.get(f"{prefix}last name", "")
        url = address_key(row.get(f"{prefix}public url", ""))
        if status not in {"rejected", "pending"} and (url or first or last):
            found[url if url.startswith("http") else folded(f"{first} {last}")] += 1
    return found
