"""The group of `brandkit people`, and what its commands have in common."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import click

from brandkit import files, workspace
from brandkit.circle import open_note
from brandkit.cli.desk import Desk, warn
from brandkit.cli.speaking import Group
from brandkit.core.notation.amend import set_keys
from brandkit.core.notation.people import KEY_ORDER
from brandkit.core.people.person import Person
from brandkit.files import Write
from brandkit.housekeeping import writing


@click.group(cls=Group, epilog='Example: brandkit people add "Lucia Bianchi" --tag client')
def people() -> None:
    """Keep notes on people, and say when you last spoke."""


def loaded(desk: Desk) -> list[Person]:
    """Everybody on whom there is a note that can be read; the others are told."""
    shelf = workspace.load_people(desk.root)
    warn(shelf.problems)
    return list(shelf.people)


def change_note(desk: Desk, person: Person, changes: Mapping[str, Any]) -> None:
    """Keys of a note changed, where it stands."""
    with writing(desk.root):
        source, _now = open_note(desk.root, person)
        text = set_keys(source.text, changes, KEY_ORDER)
        files.apply([Write(source.path, text, source)], inside=desk.root)
