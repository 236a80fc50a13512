"""A decided plan onto the disk: drafts rendered, files written in one batch."""

from __future__ import annotations

import os
from dataclasses import replace
from typing import Any, NamedTuple
from zoneinfo import ZoneInfo

from brandkit import files, workspace
from brandkit.core.calendar.walltime import format_moment
from brandkit.core.filling import Line, Situation
from brandkit.core.habits.candidate import names_in
from brandkit.core.habits.tasks import plan_tasks
from brandkit.core.model import Entry, Idea
from brandkit.core.notation.amend import set_keys, with_body
from brandkit.core.notation.entries import (
    KEYS,
    body_digest,
    format_entry,
    parse_idea,
)
from brandkit.core.notation.frontmatter import parse_front_matter, split
from brandkit.core.notation.linking import linked_name
from brandkit.core.plan import Plan, make_plan, placement_of, to_come, with_tasks
from brandkit.core.saying import _
from brandkit.core.slug import slug
from brandkit.drafting import Draft, Drafter
from brandkit.errors import FileChangedError
from brandkit.files import Removal, Source, Write
from brandkit.render import TemplateError
from brandkit.undoing import Undo, undo_of
from brandkit.world import World


class Outcome(NamedTuple):
    """What was written (or would be): entries by path, and what a template could not give.

    *undo* takes it back.
    """

    plan: Plan
    paths: dict[str, str]
    written: tuple[str, ...]
    moved: tuple[tuple[str, str], ...]
    removed: tuple[tuple[str, str], ...]
    kept_as_ideas: tuple[tuple[str, str], ...]
    failures: tuple[str, ...]
    undo: Undo


class Batch:
    """The writes and removals that carry a plan out, gathered before anything happens."""

    def __init__(self, root: str, world: World, *, calendar: str = "") -> None:
        self.root, self.world, self.only = root, world, calendar
        self.drafter = Drafter(world)
        self.writes: list[Write] = []
        self.removals: list[Removal] = []
        self.paths: dict[str, str] = {}
        self.written: list[str] = []
        self.moved: list[tuple[str, str]] = []
        self.failures: list[str] = []
        self.failed: set[str] = set()
        self.titles: dict[str, Entry] = {}
        self.names = {entry.path.casefold() for entry in world.situation.entries if entry.path} | {
            path.casefold() for path in world.leftovers
        }

    def add(self, line: Line, *, refresh: bool) -> None:
        """Whatever *line* asks for."""
        entry = line.entry
        if self.only and entry.calendar != self.only and line.action != "kept":
            return
        self.titles[entry.id] = entry
        comes_back = line.origin is None and bool(entry.piece)
        is_fresh = entry.is_task and self.only in {"", entry.calendar}
        if line.action in {"new", "changed"} or is_fresh or (refresh and not comes_back):
            self._draft(line)
        elif line.action == "kept":
            self.paths[entry.id] = entry.path
        else:
            self._retime(line)

    def carried(self, line: Line) -> Line | None:
        """*line* as it is on the disk; None where there is no draft.

        So it is where the template failed, or the calendar is not the one to be written.
        """
        if line.entry.id in self.failed or line.entry.id not in self.titles:
            return None if line.old is None else line._replace(entry=line.old, action="kept")
        return line._replace(entry=self.titles[line.entry.id])

    def remove(self, entry: Entry) -> None:
        """The file of *entry*, if it is still what was read and untouched."""
        self.drafter.forget(entry)
        self.removals.append(Removal(self.source(entry)))

    def source(self, entry: Entry) -> Source:
        """The file of *entry* now; refused where it is no longer what was read."""
        source = workspace.source_of(self.root, entry.path)
        same_keys = parse_front_matter(source.text).values == entry.keys
        if split(source.text).body != entry.body or not same_keys:
            raise FileChangedError(
                _("{path} changed meanwhile; nothing was written. Try again", path=entry.path)
            )
        return source

    def _draft(self, line: Line) -> None:
        entry, zone = line.entry, self.world.situation.brand.zone
        try:
            draft = self._text(line)
        except TemplateError as error:
            self.failures += [error.message, *error.details]
            self.failed.add(entry.id)
            return
        title, body = draft.title, draft.body
        keys: dict[str, Any] = {
            **slot_keys(entry, zone),
            "format": entry.format,
            "parts": draft.parts,
            "title": title,
            "idea": entry.idea,
            "material": entry.material,
            "piece": entry.piece,
            "people": [linked_name(name) for name in entry.people],
            "first_comment": draft.first_comment,
            "alt": draft.alt,
            "generated": body_digest(title, body),
        }
        self.titles[entry.id] = replace(entry, title=title, body=body, parts=draft.parts)
        if line.old is None:
            path = self.name(workspace.DRAFTS, file_stem(entry))
            self.writes.append(Write(self.full(path), format_entry(keys, body)))
        else:
            source = self.source(line.old)
            changes = {key: value or None for key, value in keys.items()}
            text = set_keys(with_body(source.text, body), changes, KEYS)
            if text == source.text:
                self.paths[entry.id] = line.old.path
                return
            path = self.rename(line.old, entry, source, text)
        self.paths[entry.id] = path
        self.written.append(path)

    def _text(self, line: Line) -> Draft:
        """The draft from the template, or the piece that comes back."""
        if line.origin is not None:
            return Draft(line.origin.title, line.origin.body.lstrip("\n"))
        entry, slot = line.entry, line.choice.slot
        is_given = slot.title or slot.campaign or (entry.idea and entry.title and not entry.is_task)
        own_title = entry if is_given else replace(entry, title="")
        return self.drafter.draft(own_title, campaign=slot.campaign)

    def _retime(self, line: Line) -> None:
        assert line.old is not None
        source = self.source(line.old)
        zone = self.world.situation.brand.zone
        changes = {"slot": str(line.entry.slot), "when": format_moment(line.entry.when, zone)}
        text = set_keys(source.text, changes, KEYS)
        path = self.rename(line.old, line.entry, source, text)
        self.paths[line.entry.id] = path
        self.moved.append((line.old.path, path))

    def rename(self, old: Entry, entry: Entry, source: Source, text: str) -> str:
        """The new text, under the name that its date and theme ask for."""
        wanted = file_stem(entry)
        name = os.path.basename(old.path).removesuffix(".md")
        if name == wanted or (name.startswith(f"{wanted}-") and name[len(wanted) + 1 :].isdigit()):
            self.writes.append(Write(source.path, text, source))
            return old.path
        path = self.name(os.path.dirname(old.path), wanted)
        self.writes.append(Write(self.full(path), text))
        self.removals.append(Removal(source))
        return path

    def name(self, folder: str, stem: str) -> str:
        """A free name in *folder*, from now on spoken for."""
        path = workspace.free_path(self.root, folder, stem, self.names)
        self.names.add(path.casefold())
        return path

    def full(self, path: str) -> str:
        return os.path.join(self.root, path)


def slot_keys(entry: Entry, zone: ZoneInfo) -> dict[str, Any]:
    """The front matter that says who an entry is and where it stands."""
    return {
        "id": entry.id,
        "calendar": entry.calendar,
        "slot": str(entry.slot),
        "when": format_moment(entry.when, zone),
        "channel": entry.channel,
        "language": entry.language,
        "theme": entry.theme,
    }


def file_stem(entry: Entry) -> str:
    """`2026-12-01-linkedin-leadership`; of a task `2026-12-01-thanks-lucia-bianchi`."""
    if entry.is_task:
        return f"{entry.when.date().isoformat()}-{slug(entry.calendar)}-{slug(_named(entry))}"
    return f"{entry.when.date().isoformat()}-{slug(entry.channel)}-{slug(entry.theme)}"


def _named(entry: Entry) -> str:
    """Whom or what a task is about, in a few words."""
    return " ".join(name.rpartition("/")[2] for name in names_in(entry.idea))


def whole_plan(world: World, situation: Situation) -> Plan:
    """The posts of *situation* and, where there are habits beside them, their tasks."""
    plan = make_plan(situation)
    tasks = any(entry.is_task for entry in situation.entries)
    if tasks or any(calendar.habit is not None for calendar in situation.calendars):
        plan = with_tasks(plan, plan_tasks(situation, world.circle(), to_come(plan)))
    return plan


def carry_out(
    root: str,
    world: World,
    *,
    dry: bool,
    refresh: bool = False,
    fresh: bool = False,
    calendar: str = "",
) -> Outcome:
    """Make the plan and write it; with *dry* only say what would be written."""
    batch = Batch(root, world, calendar=calendar)
    situation = world.situation
    ideas: list[tuple[str, str]] = []
    if fresh:
        situation, ideas = _begin_afresh(batch, situation)
    plan = whole_plan(world, situation)
    removed: list[tuple[str, str]] = []
    for entry, why in plan.removed:
        if not calendar or entry.calendar == calendar:
            batch.remove(entry)
            removed.append((entry.path, why))
    for line in sorted(plan.lines, key=lambda line: line.entry.is_task):
        batch.add(line, refresh=refresh)  # tasks last: some name the piece they are done in
    for path in world.leftovers:
        batch.removals.append(Removal(workspace.source_of(root, path)))
    undo = undo_of(batch.writes, batch.removals)
    if not dry:
        files.apply(batch.writes, batch.removals, inside=root)
    lines = tuple(found for line in plan.lines if (found := batch.carried(line)) is not None)
    return Outcome(
        replace(plan, lines=lines),
        batch.paths,
        tuple(batch.written),
        tuple(batch.moved),
        tuple(removed),
        tuple(ideas),
        tuple(batch.failures),
        undo,
    )


def _begin_afresh(batch: Batch, situation: Situation) -> tuple[Situation, list[tuple[str, str]]]:
    """The situation in which missed drafts are ideas, and the old and new path of each."""
    missed = placement_of(situation).missed_drafted
    ideas = {idea.id: idea for idea in situation.ideas}
    paths: list[tuple[str, str]] = []
    for entry in missed:
        spent = ideas.get(entry.idea)
        if spent is not None:
            ideas[spent.id] = replace(spent, dropped=True)
        idea = _as_idea(batch, entry)
        ideas[idea.id] = batch.drafter.ideas[idea.id] = idea
        paths.append((entry.path, idea.path))
    entries = tuple(entry for entry in situation.entries if entry not in missed)
    return replace(situation, entries=entries, ideas=tuple(ideas.values())), paths


def _as_idea(batch: Batch, entry: Entry) -> Idea:
    """A missed draft becomes an idea, with all its words; the idea it was made of is spent."""
    source = batch.source(entry)
    batch.drafter.forget(entry)
    path = batch.name(workspace.IDEAS, slug(entry.title or entry.theme))
    changes: dict[str, Any] = dict.fromkeys(
        ("calendar", "slot", "when", "status", "generated", "format", "language", "idea")
    )
    changes["added"] = batch.world.situation.now.date().isoformat()
    text = set_keys(source.text, changes, KEYS)
    former = batch.drafter.ideas.get(entry.idea)
    if former is not None:
        spent = workspace.source_of(batch.root, former.path)
        batch.writes.append(Write(spent.path, set_keys(spent.text, {"status": "dropped"}), spent))
    batch.writes.append(Write(batch.full(path), text))
    batch.removals.append(Removal(source))
    name = os.path.basename(path).removesuffix(".md")
    idea = parse_idea(text, name, path).idea
    assert idea is not None
    return idea
