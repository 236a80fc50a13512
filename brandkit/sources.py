"""Where ideas come from: `ideas/`, the lines of `inbox.md`, notes with a tag in other folders.

What is not in `ideas/` is only read: a note stays in its vault, as it is.
"""

from __future__ import annotations

import os
from datetime import date
from typing import NamedTuple

from brandkit import workspace
from brandkit.core.model import Brand, Idea
from brandkit.core.notation.amend import set_keys
from brandkit.core.notation.inbox import INBOX, parse_inbox
from brandkit.core.notation.notes import parse_note
from brandkit.core.saying import _
from brandkit.errors import UnreadableError
from brandkit.files import MAX_TEXT
from brandkit.housekeeping import keep_note
from brandkit.root import markdown_files


class Ideas(NamedTuple):
    """All ideas; *problems* stop a plan, *warnings* (of files that are not ours) do not.

    *absent* says that a folder of notes is not on this machine.
    """

    ideas: tuple[Idea, ...]
    problems: tuple[str, ...]
    warnings: tuple[str, ...] = ()
    absent: bool = False


def load_ideas(root: str, brand: Brand) -> Ideas:
    """The ideas of the workspace and of the folders that `brand.toml` names."""
    own = workspace.load_ideas(root)
    ideas, problems, warnings = list(own.ideas), list(own.problems), []
    absent = False
    if os.path.exists(os.path.join(root, INBOX)):
        try:
            ideas += parse_inbox(workspace.text_of(root, INBOX), brand)
        except UnreadableError as error:
            warnings.append(error.message)
    if brand.notes is not None:
        for folder in brand.notes.folders:
            found, told = _notes(root, folder, brand)
            known = {idea.id for idea in ideas}
            ideas += [idea for idea in found if idea.id not in known]
            warnings += told
            absent = absent or not _is_there(root, folder)
    return Ideas(tuple(ideas), tuple(problems), tuple(warnings), absent)


def keep_idea(root: str, title: str, body: str, theme: str, day: date) -> str:
    """A new file of `ideas/`, written on *day*; its path."""
    keys = {"title": title.strip(), "theme": theme or None, "added": day.isoformat()}
    text = set_keys(f"{body.strip()}\n" if body.strip() else "", keys, tuple(keys))
    return keep_note(root, workspace.IDEAS, title, text)


def _notes(root: str, folder: str, brand: Brand) -> tuple[list[Idea], list[str]]:
    """The notes of a *folder* that carry the tag, and what cannot be read of those that may."""
    assert brand.notes is not None
    place = _place(root, folder)
    if not _is_there(root, folder):
        return [], [_("brand.toml: the folder {folder} of your ideas is not there", folder=folder)]
    ideas: list[Idea] = []
    warnings: list[str] = []
    above, name = os.path.split(place)
    try:
        for path, _item in markdown_files(above, name):
            full = os.path.join(above, path)
            if not _is_within(full, root) and _holds(full, brand.notes.tag.encode()):
                found, told = _note(above, path, brand)
                ideas += found
                warnings += told
    except UnreadableError as error:
        warnings.append(error.message)
    return ideas, warnings


def _note(above: str, path: str, brand: Brand) -> tuple[list[Idea], list[str]]:
    """The idea in the note at *path* below *above*, if it is one, and what cannot be read of it."""
    assert brand.notes is not None
    full = os.path.join(above, path)
    try:
        text = workspace.text_of(above, path)
    except UnreadableError as error:
        return [], [error.message]
    reading = parse_note(text, path.removesuffix(".md"), full, brand.notes.tag, brand)
    told = [problem.located(full) for problem in reading.problems]
    return ([reading.idea] if reading.idea is not None else []), told


def _place(root: str, folder: str) -> str:
    return os.path.normpath(os.path.join(root, os.path.expanduser(folder)))


def _is_there(root: str, folder: str) -> bool:
    return os.path.isdir(_place(root, folder))


def _is_within(path: str, root: str) -> bool:
    return os.path.realpath(path).startswith(os.path.realpath(root) + os.sep)


def _holds(path: str, mark: bytes) -> bool:
    """Whether the tag stands anywhere in a file, seen without reading it as a note."""
    try:
        with open(path, "rb") as file:
            return mark in file.read(MAX_TEXT)
    except OSError:
        return False
