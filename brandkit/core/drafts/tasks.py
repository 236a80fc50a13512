"""What the template of a habit's task sees, and what stands around its draft."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import UTC, timedelta
from typing import Any, NamedTuple

from brandkit.core.calendar.model import Calendar
from brandkit.core.drafts.context import brand_values, inside_comment, own_words
from brandkit.core.drafts.interview import Known
from brandkit.core.drafts.weave import QUOTES
from brandkit.core.model import Brand, Entry
from brandkit.core.people.favours import balance_of
from brandkit.core.people.person import Person
from brandkit.core.publishing.plain import linked

RECENT = timedelta(days=180)
"""How old a piece of one's own may be that is shown to somebody."""
_WORDS = {
    "it": {
        "person.work": "{}",
        "person.last": "L’ultima volta: {}",
        "person.looks_for": "Cerca: {}",
        "person.offers": "Può dare: {}",
        "person.favour": "Il favore: {}",
        "piece": "Un tuo pezzo su un suo tema: {}",
        "why": "Perché: {}.",
        "how": "Rispondi con: brandkit write {}",
        "done": "Quando è fatto: brandkit done {}",
        "not_sent": "Queste note restano a te.",
    },
    "en": {
        "person.work": "{}",
        "person.last": "Last time: {}",
        "person.looks_for": "Looks for: {}",
        "person.offers": "Can help with: {}",
        "person.favour": "The favour: {}",
        "piece": "A piece of yours on a theme of theirs: {}",
        "why": "Why: {}.",
        "how": "Answer with: brandkit write {}",
        "done": "When it is done: brandkit done {}",
        "not_sent": "These notes stay with you.",
    },
}


class About(NamedTuple):
    """What a task is about: its calendar, if that is still there, and its people."""

    calendar: Calendar | None
    people: tuple[Person, ...]
    piece: Entry | None = None


def task_context(brand: Brand, entry: Entry, about: About, *, woven: bool) -> dict[str, Any]:
    """What the template of a task may use; docs/habits.md lists it."""
    text = own_words(brand, entry, woven=woven)
    habit = about.calendar.habit if about.calendar else None
    people = [_person(person) for person in about.people]
    return {
        "brand": brand_values(brand, text),
        "calendar": {
            "name": about.calendar.name if about.calendar else entry.calendar,
            "goal": text(habit.goal if habit else ""),
        },
        "person": people[0] if people else _person(Person("", "")),
        "people": people,
        "piece": _piece(about.piece),
        "title": entry.title,
        "day": entry.when.date().isoformat(),
    }


def _person(person: Person) -> dict[str, Any]:
    """What is no secret between the two: names, and where they can be found."""
    return {
        "name": person.name,
        "first": person.first_name,
        "organisation": person.organisation,
        "linkedin": person.handles.get("linkedin", ""),
        "address": next(iter(person.handles.values()), ""),
    }


def _piece(piece: Entry | None) -> dict[str, str]:
    url = str(piece.keys.get("url") or "") if piece else ""
    return {"title": piece.title if piece else "", "url": url}


def known_of(about: About, language: str) -> list[Known]:
    """What the notes tell that may answer a stem, or be shown; nothing of several people."""
    found = [Known("piece", _shown_piece(about.piece, language))] if about.piece else []
    if len(about.people) == 1:
        found += _of_person(about.people[0])
    return [known for known in found if known.text]


def _of_person(person: Person) -> list[Known]:
    last = person.last
    balance = balance_of(person.log)
    favours = [*balance.unthanked, *balance.owed]
    work = ", ".join(part for part in (person.role, person.organisation) if part)
    return [
        Known("person.work", work),
        Known("person.last", f"{last.day.isoformat()}, {last.text}" if last and last.text else ""),
        Known("person.said", last.text if last and " " in last.text else ""),
        Known("person.looks_for", ", ".join(person.looks_for)),
        Known("person.offers", ", ".join(person.offers)),
        Known("person.favour", favours[0].text if favours else ""),
    ]


def _shown_piece(piece: Entry, language: str) -> str:
    left, right = QUOTES[language][:2]
    url = str(piece.keys.get("url") or "")
    return " ".join(part for part in (f"{left}{piece.title}{right}", url) if part)


def recent_piece(
    brand: Brand, people: Iterable[Person], published: Iterable[Entry], entry: Entry
) -> Entry | None:
    """The latest piece of one's own on a theme of theirs, out in the half year before *entry*."""
    wanted = {theme.id for one in people for name in one.themes if (theme := brand.theme(name))}
    moment = entry.when.astimezone(UTC)
    fitting = [
        piece
        for piece in published
        if (theme := brand.theme(piece.theme)) is not None
        and theme.id in wanted
        and piece.title
        and timedelta() <= moment - piece.moment.astimezone(UTC) <= RECENT
    ]
    return max(fitting, key=lambda one: (one.moment.astimezone(UTC), one.id), default=None)


def above_task(shown: Sequence[str], known: Sequence[Known], language: str) -> list[str]:
    """The comment before a task's draft: what its template asks to be *shown* of the notes."""
    words = _WORDS[language]
    texts = {one.source: one.text for one in known}
    lines = [words[source].format(linked(texts[source])) for source in shown if source in texts]
    return [f"<!--\n{inside_comment(chr(10).join(lines))}\n-->"] if lines else []


def below_task(entry: Entry, about: About, language: str, *, asks: bool) -> str:
    """The comment after a task's draft: why it is there, and what to do."""
    words = _WORDS[language]
    habit = about.calendar.habit if about.calendar else None
    lines = [words["why"].format(habit.goal.rstrip("."))] if habit and habit.goal else []
    steps = [words[key].format(entry.id[:4]) for key in (("how", "done") if asks else ("done",))]
    lines += ["   ".join(steps), words["not_sent"]]
    return f"<!--\n{inside_comment(chr(10).join(lines))}\n-->"
