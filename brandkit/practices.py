"""Practice cards: small things to learn, each done inside a planned piece."""

from __future__ import annotations

import os
from typing import NamedTuple

from brandkit.core.notation.frontmatter import parse_front_matter, split
from brandkit.data import shipped
from brandkit.files import read

FOLDER = "practices"
"""The folder of the cards, below the templates of a language; one's own stand before those."""


class Card(NamedTuple):
    """One practice: its name, what it is, and how it is done."""

    id: str
    title: str
    text: str


def practices(root: str, language: str) -> tuple[str, ...]:
    """The names of all cards, the shipped ones and one's own, in order."""
    return tuple(sorted(_places(root, language)))


def card(root: str, language: str, name: str) -> Card | None:
    """The card of that name; None where there is none."""
    place = _places(root, language).get(name)
    if place is None:
        return None
    text = read(place).text
    title = parse_front_matter(text).values.get("title")
    return Card(name, str(title or name), split(text).body.strip())


def _places(root: str, language: str) -> dict[str, str]:
    found: dict[str, str] = {}
    for base in (shipped("templates"), os.path.join(root, "templates")):
        folder = os.path.join(base, language, FOLDER)
        for name in sorted(os.listdir(folder)) if os.path.isdir(folder) else ():
            if name.endswith(".md") and not name.startswith("."):
                found[name.removesuffix(".md")] = os.path.join(folder, name)
    return found
