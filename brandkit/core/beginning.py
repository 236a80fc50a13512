"""A starter made one's own: the person's answers, shares and themes in the text of `brand.toml`."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Mapping, Sequence
from typing import NamedTuple

from brandkit.core.drafts import english, italian
from brandkit.core.notation.locator import basic_string
from brandkit.core.proposing import Proposal
from brandkit.core.slug import slug

_WORDS = {
    "consultant": "consulent consultan formator coach facilitat trainer freelance advisor",
    "people-leader": (
        "risorse umane hr people persone cultura culture personale talent recruit selezionator"
        " head of people selezione"
    ),
    "engineer": (
        "ingegner engineer svilupp develop software programm data dati devops architett architect"
        " tecnic technical informatic cto sistem"
    ),
    "lawyer": (
        "avvocat lawyer legal notai solicitor attorney commercialist accountant fiscal tax"
        " tributar revisor auditor giurist studio"
    ),
    "researcher": (
        "ricercat research scienziat scientist docent professor universit universi academ lecturer"
        " dottorand phd insegnant teacher"
    ),
}
STANDARD = "consultant"
_THEME = re.compile(r"^\[\[theme\]\]\n(?:(?!\[\[|# -{10,}).*\n)*", re.MULTILINE)


class Person(NamedTuple):
    """Who somebody is, for whom they work, and what one should come to them for."""

    name: str
    role: str = ""
    audience: str = ""
    promise: str = ""


def person_of(who: str, audience: str, promise: str) -> Person:
    """«Anna Bianchi, consulente del lavoro» is a name and a role."""
    name, _, role = who.partition(",")
    return Person(name.strip(), role.strip(), audience.strip(), promise.strip())


def nearest_starter(person: Person, known: Sequence[str]) -> str:
    """The starter whose trade the person's words name; the consultant where none does."""
    text = f" {person.role} ".casefold()
    more = f" {person.promise} ".casefold()
    scores = {
        name: sum(3 * (f" {word}" in text) + (f" {word}" in more) for word in _WORDS[name].split())
        for name in known
        if name in _WORDS
    }
    best = max(scores, key=lambda name: (scores[name], name == STANDARD), default=STANDARD)
    return best if scores.get(best) else STANDARD


def with_person(text: str, person: Person) -> str:
    """The text of a `brand.toml` with what the person said of themselves, and nothing else said."""
    lines = text.split("\n")
    for key, value in person._asdict().items():
        n = next(n for n, line in enumerate(lines) if line.startswith(f"{key} = "))
        lines[n] = f"{key} = {_quoted(value)}"
    return "\n".join(lines)


class Weighed(NamedTuple):
    """A theme of a starter: what it is called, and its share."""

    name: str
    share: int


def themes_in(text: str) -> dict[str, Weighed]:
    """The themes of a `brand.toml` that ships, by id."""
    tables = tomllib.loads(text).get("theme", [])
    return {theme["id"]: Weighed(theme["name"], theme["share"]) for theme in tables}


def with_shares(text: str, shares: Mapping[str, int]) -> str:
    """The text with these shares; a theme without one is left out."""

    def changed(match: re.Match[str]) -> str:
        block = match.group()
        (name,) = themes_in(block)
        share = shares.get(name, 0)
        if not share:
            return ""
        return re.sub(r"^share = \d+$", f"share = {share}", block, flags=re.MULTILINE)

    return _THEME.sub(changed, text)


def with_themes(text: str, proposals: Sequence[Proposal], language: str) -> str:
    """The text with the proposed themes instead of those of the starter."""
    blocks = "\n".join(theme_block(n, item, language) for n, item in enumerate(proposals, 1))
    first = _THEME.search(text)
    assert first is not None
    rest = _THEME.sub("", text[first.start() :])
    return f"{text[: first.start()]}{blocks}\n{rest.lstrip()}"


def theme_block(n: int, proposal: Proposal, language: str) -> str:
    """A theme as it stands in brand.toml; *n* is for a name whose letters no id may have."""
    tongue = italian if language == "it" else english
    name = slug(proposal.name)[:40].strip("-")
    lines = [
        "[[theme]]",
        f"id = {_quoted(name if name.isascii() else f'theme-{n}')}",
        f"name = {_quoted(proposal.name)}",
        f"in_text = {_quoted(tongue.in_a_sentence(proposal.name))}",
        f"share = {proposal.share}",
    ]
    if proposal.keywords:
        lines.append(f"keywords = [{', '.join(map(_quoted, proposal.keywords))}]")
    return "\n".join([*lines, ""])


def _quoted(text: str) -> str:
    return basic_string(" ".join(text.split()))
