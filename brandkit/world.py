"""A workspace as it was read for a plan, and its lock's housekeeping."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from datetime import datetime, time, timedelta
from functools import cache
from typing import NamedTuple
from zoneinfo import ZoneInfo

from brandkit import workspace
from brandkit.circle import load_circle
from brandkit.classified import is_open, known
from brandkit.config import Settings, headline, load_settings
from brandkit.core.calendar.walltime import resolve
from brandkit.core.filling import Situation
from brandkit.core.habits.circle import Circle
from brandkit.core.model import Entry, Idea
from brandkit.core.notation.entries import idea_words
from brandkit.core.notation.notes import NOTE_MARK
from brandkit.core.pieces import Template
from brandkit.errors import UnreadableError
from brandkit.render import TemplateFile, find_templates
from brandkit.sources import load_ideas

WEEKS = 4
"""How far a plan looks ahead, where nobody says."""


def horizon_after(now: datetime, weeks: int) -> datetime:
    """The end of the last of so many *weeks* from the day of *now* on, in its zone."""
    assert isinstance(now.tzinfo, ZoneInfo)
    return resolve(now.date() + timedelta(weeks=weeks), time(), now.tzinfo).when


class World(NamedTuple):
    """The workspace as it was read for a plan."""

    settings: Settings
    situation: Situation
    templates: dict[Template, TemplateFile]
    leftovers: tuple[str, ...]
    warnings: tuple[str, ...] = ()
    root: str = ""
    circle: Callable[[], Circle] = Circle.empty
    """The people, read when they are asked for; `UnreadableError` with all that is wrong there."""


def read_world(root: str, now: datetime, horizon_of: Callable[[Settings], datetime]) -> World:
    """Everything a plan depends on; `UnreadableError` with all that cannot be understood."""
    templates = find_templates(root)
    settings = load_settings(
        root, tuple(sorted({t.format for t in templates})), also=workspace.problems_of
    )
    shelf = workspace.load_entries(root, settings.brand.zone)
    ideas = load_ideas(root, settings.brand)
    material = workspace.load_material(root)
    problems = [*shelf.problems, *ideas.problems, *material.problems]
    if problems:
        raise UnreadableError(headline(problems), details=problems)
    kept = {(idea.origin, idea.title, idea.body) for idea in ideas.ideas if idea.origin}
    moved = [
        entry
        for entry in shelf.entries
        if entry.path.startswith("drafts/")
        and (entry.id, entry.title, idea_words(entry.title, entry.body)) in kept
    ]
    situation = Situation(
        settings.brand,
        settings.calendars,
        tuple(entry for entry in shelf.entries if entry not in moved),
        (*ideas.ideas, *(_elsewhere(shelf.entries, ideas.ideas) if ideas.absent else ())),
        {template: file.pattern for template, file in templates.items()},
        now.astimezone(settings.brand.zone),
        horizon_of(settings),
        material.material,
        _read_before(root, settings, shelf.entries),
    )
    leftovers = (*shelf.leftovers, *(entry.path for entry in moved))
    warnings = (*settings.warnings, *shelf.strangers, *ideas.warnings)
    circle = cache(lambda: load_circle(root, settings.brand.language))
    return World(settings, situation, templates, leftovers, warnings, root, circle)


def _read_before(
    root: str, settings: Settings, entries: Iterable[Entry]
) -> dict[str, Mapping[str, int]]:
    """What the published posts of which nobody said a theme were read as, as far as is known."""
    unsaid = [entry for entry in entries if is_open(entry)]
    if not unsaid:
        return {}
    memory = known(root, settings.brand)
    found = {entry.id: memory.of(entry) for entry in unsaid}
    return {identity: read.parts for identity, read in found.items() if read is not None}


def _elsewhere(entries: Iterable[Entry], ideas: Iterable[Idea]) -> list[Idea]:
    """Notes on another machine that drafts are made of: the drafts are to stay as they are."""
    known = {idea.id for idea in ideas}
    return [
        Idea(entry.idea, entry.title, entry.theme)
        for entry in entries
        if entry.idea.startswith(NOTE_MARK) and entry.idea not in known
    ]
