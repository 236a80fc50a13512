"""In need: who, of those one knows, may help; and what comes before one asks."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from typing import NamedTuple

from brandkit.core.people.favours import Balance, balance_of
from brandkit.core.people.likeness import stems
from brandkit.core.people.person import Person, last_contact

FIVE = 5
SILENT = 365
"""Days after which a tie is warmed before it is asked for something."""
THANK, WARM, ASK = "thank", "warm", "ask"
"""What comes first: thanks that are owed, words without a request, or the request."""


class Helper(NamedTuple):
    """Somebody who may help: for what they offer or are (*why*), and what comes *first*."""

    person: Person
    score: float
    why: str
    first: str
    last: date | None
    balance: Balance


def helpers(text: str, people: Iterable[Person], today: date) -> list[Helper]:
    """Five who may help with what *text* says, the likeliest first; fewer where fewer fit.

    What somebody offers counts most, then their work, tags, themes and what was spoken of; warmth
    (how lately, how often) and favours given order those who fit alike.
    """
    wanted = stems([text])
    found = []
    for person in people:
        if person.unmet:
            continue
        match, why = _match(person, wanted)
        if not match:
            continue
        log = [line for line in person.log if line.day <= today]
        balance, last = balance_of(log), last_contact(person, today)
        score = match + _warmth(person, last, today) + 0.3 * min(len(balance.lent), 2)
        found.append(Helper(person, score, why, _first(balance, last, today), last, balance))
    found.sort(key=lambda one: (-one.score, one.person.id))
    return found[:FIVE]


def _match(person: Person, wanted: set[str]) -> tuple[float, str]:
    """How well somebody fits, and the words of their note that say so."""
    best, why = 0.0, ""
    for weight, texts in (
        (3.0, person.offers),
        (2.0, (f"{person.role} {person.organisation}".strip(),)),
        (1.5, (*person.tags, *person.themes)),
        (1.0, tuple(line.text for line in person.log)),
    ):
        for text in texts:
            hits = len(stems([text]) & wanted)
            if weight * hits > best:
                best, why = weight * hits, text
    return best, why


def _warmth(person: Person, last: date | None, today: date) -> float:
    """Up to one and a half: how lately and how often one has spoken."""
    if last is None:
        return 0.0
    contacts = sum(line.is_contact for line in person.log)
    return max(0.0, 1 - (today - last).days / SILENT) + 0.1 * min(contacts, 5)


def _first(balance: Balance, last: date | None, today: date) -> str:
    if balance.unthanked:
        return THANK
    return WARM if last is None or (today - last).days >= SILENT else ASK
