"""The interview of a draft: what is asked, what is answered, and what may be found already."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence
from typing import NamedTuple

from brandkit.core.drafts.weave import MISSING, blank, given, inside
from brandkit.core.model import Entry, Idea, Material, Theme
from brandkit.core.notation.entries import answers_of
from brandkit.core.notation.templates import Stem


class Known(NamedTuple):
    """A text that may answer a stem, and where it stands: `theme.myth`, `idea` and so on."""

    source: str
    text: str


def known_texts(
    theme: Theme, idea: Idea | None, material: Material | None, campaign: str = ""
) -> list[Known]:
    """What is there to answer with, before anything is asked."""
    found = []
    if material is not None:
        found.append(Known(f"material.{material.kind}", _unwrapped(material.text)))
    if campaign:
        found.append(Known("campaign", campaign))
    if idea is not None:
        found += _of_idea(idea)
    keys = ("myth", "stand", "message", "audience", "in_text")
    return found + [Known(f"theme.{key}", words) for key in keys if (words := getattr(theme, key))]


def _of_idea(idea: Idea) -> list[Known]:
    """What an *idea* gives; a paragraph that quotes somebody is nobody's answer."""
    first = idea.body.strip().split("\n\n")[0]
    own = "" if first.startswith(">") else _unwrapped(first)
    known = [Known("idea", own), Known("idea.work", idea.work), Known("idea.url", idea.url)]
    return [item for item in known if item.text]


def _unwrapped(text: str) -> str:
    """*text* without the line breaks inside its paragraphs, which an editor may have put there."""
    return re.sub(r"(?<!\n)[ \t]*\n(?!\n)[ \t]*", " ", text.strip())


def found_answers(
    stems: Sequence[Stem],
    answers: Mapping[str, str],
    known: Sequence[Known],
    is_free: Callable[[Known], bool],
) -> dict[str, Known]:
    """For stems without an answer what stands elsewhere, each text for one stem only.

    What another draft of the month says already (*is_free* denies it) is not said again.
    """
    texts = {item.source: item for item in known}
    taken: set[str] = set()
    found: dict[str, Known] = {}
    for stem in stems:
        if stem.id in answers:
            continue
        for source in stem.sources:
            item = texts.get(source)
            if item is not None and source not in taken and is_free(item):
                taken.add(source)
                found[stem.id] = item
                break
    return found


def suggestion(
    stem: Stem, known: Sequence[Known], earlier: Mapping[str, str], used: str
) -> Known | None:
    """What could answer *stem* but is not woven in: said lately, or for the person to choose.

    *earlier* holds answers of other pieces on the theme, by stem; *used* is woven in already.
    """
    texts = {item.source: item for item in known}
    if stem.id in earlier:
        texts["earlier"] = Known("earlier", earlier[stem.id])
    wanted = (*stem.sources, *stem.offers)
    candidates = (texts[source] for source in wanted if source in texts)
    return next((item for item in candidates if item.text != used), None)


def earlier_answers(entries: Sequence[Entry], asking: Entry) -> dict[str, str]:
    """The last answer to each stem in other pieces on the theme of the entry that is *asking*.

    For a task, in others about the same: what was said to one is not proposed for another.
    """
    found: dict[str, str] = {}
    for entry in sorted(entries, key=lambda entry: entry.moment.timestamp()):
        alike = (
            entry.is_task and entry.idea == asking.idea
            if asking.is_task
            else (entry.theme == asking.theme and not entry.is_task)
        )
        if alike and entry.id != asking.id:
            found |= answers_of(entry)
    return found


def woven_values(
    stems: Sequence[Stem],
    asked: Sequence[Stem],
    answers: Mapping[str, str],
    found: Mapping[str, Known],
    language: str,
) -> dict[str, str]:
    """What each of the *stems* is in a sentence: the answer, or its blank, or missing.

    Before the interview every stem that is *asked* has its blank; once something is answered, only
    those that the piece cannot do without.
    """
    values = {stem.id: MISSING for stem in stems}
    for stem in asked:
        if stem.id in answers:
            answer = without_stem(answers[stem.id], stem.stem)
            values[stem.id] = inside(given(answer), language)
        elif stem.id in found:
            values[stem.id] = inside(given(found[stem.id].text), language)
        elif answers and not stem.required:
            values[stem.id] = MISSING
        else:
            values[stem.id] = blank(stem.hint)
    return values


def without_stem(answer: str, stem: str) -> str:
    """*answer* without the beginning of the sentence, where the person wrote that again."""
    start = stem.rstrip(" …:,")
    said = answer.strip()
    if len(said) > len(start) and said.casefold().startswith(start.casefold()):
        rest = said[len(start) :]
        if not rest[0].isalnum():
            return rest.lstrip(" …:,") or said
    return said
