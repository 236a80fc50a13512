"""A workspace to begin with, from the starters that ship."""

from __future__ import annotations

import os
import secrets
import sys
from collections.abc import Mapping, Sequence
from datetime import date
from typing import NamedTuple

from brandkit import files
from brandkit.core.beginning import (
    Person,
    Weighed,
    themes_in,
    with_person,
    with_shares,
    with_themes,
)
from brandkit.core.notation.frontmatter import split
from brandkit.core.notation.profile import TITLES
from brandkit.core.problems import nearest
from brandkit.core.proposing import Proposal
from brandkit.core.saying import _
from brandkit.data import shipped
from brandkit.errors import ImpossibleError, NothingFoundError
from brandkit.files import Write, read
from brandkit.habits import TO_BEGIN_WITH
from brandkit.root import shown_path
from brandkit.schemas import schemas

MAX_TEXTS = 2_000
"""Posts that are read for themes; the recurring words are long known by then."""
PRIVATE = {
    "it": (
        "# Note sulle persone: restano su questo computer. Togli una riga per tenerla in git.\n"
        "people/\nintroductions/\ngroups/\nothers/\n"
    ),
    "en": (
        "# Notes on people: they stay on this computer. Take a line out to keep it in git.\n"
        "people/\nintroductions/\ngroups/\nothers/\n"
    ),
}
"""What git is not to keep, unless the person wants it to."""
_FOR = {"it": "Per", "en": "For"}
_ALPHABET = "abcdefghijklmnopqrstuvwxyz234567"


class Begun(NamedTuple):
    """What a new workspace holds, and files that were there already and stay as they were."""

    written: tuple[str, ...]
    kept: tuple[str, ...]


def starters(language: str) -> list[str]:
    """The names of the starters in *language*."""
    folder = os.path.join(shipped("starters"), language)
    return sorted(item.name for item in os.scandir(folder) if item.is_dir())


class Mine(NamedTuple):
    """What makes a starter one's own; with it come no ideas and no material of somebody else.

    A *profile* that the person gave is kept as it is.
    """

    person: Person
    shares: Mapping[str, int] = {}
    proposals: Sequence[Proposal] = ()
    profile: str = ""


def begin(
    folder: str, starter: str, language: str, zone: str, today: date, mine: Mine | None = None
) -> Begun:
    """The files of a starter in *folder*; nothing that is there is overwritten.

    The dates in its examples lie around *today*.
    """
    known = starters(language)
    if starter not in known:
        raise ImpossibleError(
            _(
                "There is no starter {starter!r}{near}; there is: {known}",
                starter=starter,
                near=nearest(starter, known),
                known=", ".join(known),
            )
        )
    if os.path.exists(os.path.join(folder, "brand.toml")):
        raise ImpossibleError(
            _("{folder} is a workspace already; brand.toml is left alone", folder=folder)
        )
    if os.path.exists(folder) and not os.path.isdir(folder):
        raise ImpossibleError(_("{folder} is a file; name a folder", folder=folder))
    base = os.path.join(shipped("starters"), language, starter)
    wanted = dict(_tree(base)) if mine is None else _made_own(dict(_tree(base)), mine, language)
    wanted[".gitignore"] = PRIVATE[language]
    wanted["inbox.md"] = read(os.path.join(shipped("starters"), language, "inbox.md")).text
    calendars = os.path.join(shipped("calendars"), language)
    wanted |= {
        f"calendars/{path}": text
        for path, text in _tree(calendars)
        if path.removesuffix(".toml") in TO_BEGIN_WITH
    }
    identity = "".join(secrets.choice(_ALPHABET) for _ in range(8))
    marks = {
        "@ID@": identity,
        "@ZONE@": zone,
        "@TODAY@": today.isoformat(),
        "@YEAR@": str(today.year),
        "@NEXT@": str(today.year + 1),
    }
    wanted = {path: _filled(text, marks) for path, text in wanted.items()}
    for name, text in schemas().items():
        wanted[f".brandkit/{name}"] = text
    kept = tuple(path for path in wanted if os.path.lexists(os.path.join(folder, path)))
    fresh = {path: text for path, text in wanted.items() if path not in kept}
    files.prepare_private(os.path.join(folder, ".brandkit"))
    writes = [Write(os.path.join(folder, path), text) for path, text in fresh.items()]
    files.apply(writes, inside=folder)
    for name in ("drafts", "ideas", "material"):
        os.makedirs(os.path.join(folder, name), exist_ok=True)
    shown = [path for path in fresh if not path.startswith(".brandkit/")]
    return Begun(tuple(sorted(shown)), kept)


def starter_themes(starter: str, language: str) -> dict[str, Weighed]:
    """The themes of a starter, by id."""
    return themes_in(read(os.path.join(shipped("starters"), language, starter, "brand.toml")).text)


def _made_own(wanted: dict[str, str], mine: Mine, language: str) -> dict[str, str]:
    """The starter's files in the person's name, without what only somebody else can tell."""
    person = mine.person
    if not person.name:
        person = person._replace(name="Il tuo nome" if language == "it" else "Your name")
    text = with_person(wanted["brand.toml"], person)
    if mine.proposals:
        text = with_themes(text, mine.proposals, language)
    elif mine.shares:
        text = with_shares(text, mine.shares)
    found = {"brand.toml": text}
    if mine.profile.strip():
        found["profile.md"] = f"{mine.profile.strip()}\n"
    elif person.promise:
        head, about = TITLES[language]
        words = ", ".join(part for part in (person.name, person.role) if part)
        words += f". {_FOR[language]}: {person.audience}" if person.audience else ""
        found["profile.md"] = f"# {head}\n\n{person.promise}\n\n# {about}\n\n{words}.\n"
    return found


def texts_of(path: str) -> list[str]:
    """What somebody wrote: a profile in one file, posts in a folder, or a service's archive.

    A *path* of - is standard input, for a profile that is pasted. Front matter is left out.
    """
    if path == "-":
        return [sys.stdin.read()]
    if not os.path.exists(path):
        raise ImpossibleError(_("There is no file or folder {path}", path=path))
    from brandkit.archives.services import texts_in

    texts = texts_in(path, MAX_TEXTS)
    if texts:
        return texts
    if os.path.isfile(path):
        return [split(read(path).text).body]
    for here, folders, names in os.walk(path):
        folders[:] = sorted(name for name in folders if not name.startswith("."))
        for name in sorted(names):
            if name.endswith((".md", ".txt", ".markdown")) and not name.startswith("."):
                texts.append(split(read(os.path.join(here, name)).text).body)
                if len(texts) == MAX_TEXTS:
                    return texts
    if not texts:
        raise NothingFoundError(
            _("{path} holds no texts: looked for files .md, .markdown and .txt", path=path)
        )
    return texts


def _filled(text: str, marks: dict[str, str]) -> str:
    for mark, value in marks.items():
        text = text.replace(mark, value)
    return text


def _tree(base: str) -> list[tuple[str, str]]:
    found: list[tuple[str, str]] = []
    for here, folders, names in os.walk(base):
        folders.sort()
        for name in sorted(names):
            if not name.startswith("."):
                path = os.path.join(here, name)
                found.append((shown_path(path, base), read(path).text))
    return found


def system_zone() -> str:
    """The IANA name of the system's time zone, or UTC where it cannot be told."""
    import tzlocal

    try:
        return tzlocal.get_localzone_name() or "UTC"
    except (LookupError, ValueError, OSError):
        return "UTC"


def locale_language() -> str:
    """Italian where the locale is Italian, else English."""
    for name in ("LC_ALL", "LC_MESSAGES", "LANG"):
        value = os.environ.get(name, "")
        if value:
            return "it" if value.lower().startswith("it") else "en"
    import locale

    return "it" if (locale.getlocale()[0] or "").lower().startswith("it") else "en"
