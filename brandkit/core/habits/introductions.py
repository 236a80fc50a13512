"""Bridges between people: whom to bring together, and how far an introduction is.

Before both have agreed nobody is named or recognisable: all that is said of one to the other is the
sentence `said_without_name` of their note. Whoever is asked sees the very sentence that would be
written about them, and their consent holds for that sentence only: it is bound to its digest.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import NamedTuple

from brandkit.core.digests import short_digest
from brandkit.core.people.likeness import stems
from brandkit.core.people.naming import folded
from brandkit.core.people.person import Person

PROPOSED, ASKED, HALF, AGREED, MADE, CAME, DECLINED = (
    "proposed",
    "asked",
    "half",
    "agreed",
    "made",
    "outcome",
    "declined",
)
"""How far it is: one was asked, one has agreed, both have; made; what came of it is known."""
ASK, WAIT, MAKE, FOLLOW = "ask", "wait", "make", "follow"
"""What is to be done next: ask somebody, wait for their answer, write to both, ask how it went."""
Two = frozenset[str]


@dataclass(frozen=True, slots=True)
class Introduction:
    """Two people who may be brought together. *id* is the name of its file.

    *asked* has the day on which each was asked, *consent* the digest of the sentence to which each
    agreed. *declined* are the names of those who said no.
    """

    id: str
    people: tuple[str, str]
    why: str = ""
    asked: Mapping[str, date] = field(default_factory=dict)
    consent: Mapping[str, str] = field(default_factory=dict)
    declined: tuple[str, ...] = ()
    made: date | None = None
    outcome: str = ""
    path: str = ""


class Step(NamedTuple):
    """What an introduction asks for next, of whom."""

    kind: str
    person: str = ""


def sentence_digest(person: Person) -> str:
    """The digest of what would be written about *person*: that is what they agree to."""
    return short_digest(" ".join(person.said_without_name.split()))


def agrees(intro: Introduction, person: Person | None) -> bool:
    """Whether somebody agreed to the sentence that stands in their note now."""
    if person is None or not may_be_said(person):
        return False
    return intro.consent.get(person.id) == sentence_digest(person)


def state_of(intro: Introduction, people: Mapping[str, Person]) -> str:
    """How far an introduction is."""
    if intro.declined:
        return DECLINED
    if intro.made is not None:
        return CAME if intro.outcome else MADE
    agreed = sum(agrees(intro, people.get(name)) for name in intro.people)
    if agreed:
        return AGREED if agreed == 2 else HALF
    return ASKED if intro.asked else PROPOSED


def next_step(intro: Introduction, people: Mapping[str, Person]) -> Step | None:
    """What is to be done next; None where it is over, or where a note or its sentence is missing.

    The second is asked once the first has agreed. A sentence that was changed after its consent is
    asked for again.
    """
    state = state_of(intro, people)
    if state in {DECLINED, CAME}:
        return None
    if state == MADE:
        return Step(FOLLOW)
    if state == AGREED:
        return Step(MAKE)
    for name in intro.people:
        person = people.get(name)
        if person is None or not may_be_said(person):
            return None
        if agrees(intro, person):
            continue
        is_new = name in intro.consent  # they agreed to another sentence
        return Step(ASK if is_new or name not in intro.asked else WAIT, name)
    return None


def may_be_said(person: Person) -> bool:
    """Whether there is a sentence on somebody that does not show who they are."""
    return bool(person.said_without_name) and not reveals(person)


class Pair(NamedTuple):
    """Two who might be of use to each other, and why: what one offers and the other looks for."""

    a: str
    b: str
    score: int
    why: str


class Suggestions(NamedTuple):
    """Pairs, each person in one only; and the sentences that are missing, with how many pairs
    each would open.
    """

    pairs: tuple[Pair, ...]
    missing: tuple[tuple[str, int], ...]


def suggest(
    people: Sequence[Person], introductions: Iterable[Introduction], most: int = 20
) -> Suggestions:
    """Pairs whose offers and needs meet, or whose themes do, and who do not know each other.

    That is, as far as is known: by `knows`, by where they work, by earlier introductions. Pairs are
    spread: who is in one is not in another. In a large circle not everybody is compared with
    everybody, but each need with up to `ENOUGH` who may meet it.
    """
    known = {frozenset(one.people) for one in introductions}
    cards = {one.id: _Card.of(one) for one in people if not one.unmet}
    ranked = sorted(
        (pair for pair in _pairs(cards) if frozenset((pair.a, pair.b)) not in known),
        key=lambda pair: (-pair.score, pair.a, pair.b),
    )
    waiting: Counter[str] = Counter()
    taken: set[str] = set()
    chosen: list[Pair] = []
    for pair in ranked:
        silent = [name for name in (pair.a, pair.b) if not cards[name].sayable]
        waiting.update(silent)
        if not silent and not {pair.a, pair.b} & taken and len(chosen) < most:
            taken |= {pair.a, pair.b}
            chosen.append(pair)
    return Suggestions(tuple(chosen), tuple(sorted(waiting.items(), key=_most_first)))


def _most_first(item: tuple[str, int]) -> tuple[int, str]:
    return -item[1], item[0]


class _Card(NamedTuple):
    """What of a person bears on pairs, made once: everything folded, words as stems."""

    person: Person
    names: frozenset[str]
    knows: frozenset[str]
    firm: str
    offers: frozenset[str]
    sayable: bool

    @classmethod
    def of(cls, person: Person) -> _Card:
        return cls(
            person,
            frozenset(folded(name) for name in (person.id, person.name, *person.aliases)),
            frozenset(folded(name) for name in person.knows),
            folded(person.organisation),
            frozenset(stems(person.offers)),
            may_be_said(person),
        )


ENOUGH = 40
"""People whose offers are held against one need."""
FEW = 30
"""People who may share a theme so that it still says something of two of them."""


def _pairs(cards: Mapping[str, _Card]) -> list[Pair]:
    """Pairs of whom one offers what the other looks for, or who share a theme."""
    offering: dict[str, list[str]] = {}
    for name, card in cards.items():
        for stem in card.offers:
            offering.setdefault(stem, []).append(name)
    scores: Counter[Two] = Counter()
    reasons: dict[Two, str] = {}
    for turn, (name, card) in enumerate(cards.items()):
        for need in card.person.looks_for:
            wanted = stems((need,))
            for other in _able(wanted, offering, turn):
                pair = frozenset((name, other))
                scores[pair] += 3 * len(wanted & cards[other].offers)
                reasons.setdefault(pair, need)
    _share_themes(cards, scores, reasons)
    found = []
    for pair, score in scores.items():
        if len(pair) == 2:
            a, b = sorted(pair)
            if not _know_each_other(cards[a], cards[b]):
                found.append(Pair(a, b, score, reasons[pair]))
    return found


def _able(wanted: Iterable[str], offering: Mapping[str, list[str]], turn: int) -> list[str]:
    """Up to `ENOUGH` who offer one of the words *wanted*, those with rare words first.

    Of many who offer the same each need begins with others, by its *turn*.
    """
    found: dict[str, None] = {}
    rare_first = sorted(wanted, key=lambda stem: (len(offering.get(stem, ())), stem))
    for stem in rare_first:
        names = offering.get(stem, [])
        first = turn * ENOUGH % len(names) if len(names) > ENOUGH else 0
        for name in (*names[first:], *names[:first]):
            if len(found) >= ENOUGH:
                return list(found)
            found[name] = None
    return list(found)


def _share_themes(
    cards: Mapping[str, _Card], scores: Counter[Two], reasons: dict[Two, str]
) -> None:
    """A shared theme adds to a pair that needs each other; by itself it makes one for the few."""
    by_theme: dict[str, list[str]] = {}
    for name, card in cards.items():
        for theme in card.person.themes:
            by_theme.setdefault(theme.casefold(), []).append(name)
    for theme, names in by_theme.items():
        if len(names) > FEW:
            continue  # a theme that many share brings nobody together
        for n, a in enumerate(names):
            for b in names[n + 1 :]:
                pair = frozenset((a, b))
                scores[pair] += 1
                reasons.setdefault(pair, theme)


def _know_each_other(a: _Card, b: _Card) -> bool:
    if a.firm and a.firm == b.firm:
        return True
    return bool(b.names & a.knows or a.names & b.knows)


_ANY_WORD = re.compile(r"[^\W_]+")
COMMON_URL = frozenset("https http www linkedin com org net in eu it de fr example".split())
COMMON_FIRMS = frozenset("srl spa ltd gmbh inc the school scuola studio group gruppo".split())


def reveals(person: Person) -> str:
    """The word in `said_without_name` that shows who somebody is; nothing where none does."""
    said = set(_ANY_WORD.findall(folded(person.said_without_name)))
    names = {word for name in (person.name, *person.aliases) for word in _words_of(name)}
    names |= _words_of(person.organisation) - COMMON_FIRMS
    addresses = {word for text in person.handles.values() for word in _words_of(text)}
    return min(said & (names | addresses - COMMON_URL), default="")


def _words_of(text: str) -> set[str]:
    return {word for word in _ANY_WORD.findall(folded(text)) if len(word) > 2}
