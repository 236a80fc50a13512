"""Which person a few words mean, and what their note is called."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable, Iterable, Sequence

from brandkit.core.people.person import Person

MAX_NAME = 80
"""Characters of a file's name; a person's name is shorter."""
_FORBIDDEN = re.compile(r'[\\/:*?"<>|#^\[\]\x00-\x1f\x7f]+')
"""What a file's name may not hold on some system, or a link between notes not anywhere."""
_RESERVED = frozenset("con prn aux nul".split())


def address_key(url: str) -> str:
    """What an address is known by, however it was pasted."""
    return url.rstrip("/").casefold()


def note_name(name: str) -> str:
    """The name of somebody's note: their own, so that `[[Lucia Bianchi]]` finds it."""
    plain = " ".join(_FORBIDDEN.sub(" ", unicodedata.normalize("NFC", name)).split())
    plain = plain[:MAX_NAME].strip(". ")
    if not plain:
        return "_"
    return f"{plain}_" if plain.casefold() in _RESERVED else plain


def folded(text: str) -> str:
    """*text* for comparing: no capitals, no accents, single spaces."""
    plain = unicodedata.normalize("NFKD", text.casefold())
    return " ".join("".join(c for c in plain if not unicodedata.combining(c)).split())


def matching(people: Sequence[Person], wanted: str) -> list[Person]:
    """Those whom *wanted* may mean: by note or name, else by address, else by words of the name.

    The first way that finds somebody decides.
    """
    words = folded(wanted.removeprefix("@").removesuffix(".md"))
    ways: tuple[Callable[[Person], bool], ...] = (
        lambda one: words in {folded(one.id), folded(one.id.rpartition("/")[2])},
        lambda one: words in {folded(name) for name in names_of(one)},
        lambda one: words in {folded(address) for address in one.handles.values()},
        lambda one: any(
            folded(name).split()[: len(words.split())] == words.split() for name in names_of(one)
        ),
        lambda one: any(set(words.split()) <= set(folded(name).split()) for name in names_of(one)),
    )
    for fits in ways:
        found = [person for person in people if fits(person)]
        if found or not words:
            return found if words else []
    return []


def names_of(person: Person) -> tuple[str, ...]:
    return (person.name, *person.aliases)


def addressed(text: str, people: Iterable[Person]) -> tuple[list[Person], str]:
    """Whom a line means that begins with `@Name`, and the words after the name.

    The longest name that stands there decides; a first name will do.
    """
    words = text.removeprefix("@").split(" ")
    everybody = list(people)
    for size in range(min(len(words), 6), 0, -1):
        name = " ".join(words[:size]).rstrip(":,;.–—-")
        found = _called(everybody, name)
        if found:
            return found, " ".join(words[size:]).strip().lstrip(":,;–—- ")
    return [], " ".join(words[1:])


def _called(people: Sequence[Person], name: str) -> list[Person]:
    words = folded(name)
    if not words:
        return []
    whole = [one for one in people if words in {folded(called) for called in names_of(one)}]
    first = [
        one for one in people if words in {folded(called).split()[0] for called in names_of(one)}
    ]
    return whole or first
