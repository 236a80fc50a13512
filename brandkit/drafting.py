"""Drafts of a workspace: a template's parts in turn, woven with what the person said."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any, NamedTuple

from brandkit.core.drafts.campaigns import campaign_name
from brandkit.core.drafts.interview import Known, found_answers, woven_values
from brandkit.core.drafts.piece import one_line, paragraphs, put_together
from brandkit.core.drafts.shapes import SHAPES
from brandkit.core.drafts.variety import Heard, Said, named_roles, part_names
from brandkit.core.drafts.weave import BLANK, visible
from brandkit.core.model import Brand, Entry, Voice
from brandkit.core.notation.entries import answers_of
from brandkit.core.notation.templates import PIECE, Part, Pattern, Stem
from brandkit.core.pieces import Template
from brandkit.render import Renderer
from brandkit.subjects import Habits, Made, Posts, Subject
from brandkit.world import World


class Draft(NamedTuple):
    """A draft as it is written: *parts* are the names of those it is put together from."""

    title: str
    body: str
    parts: str = ""
    first_comment: str = ""
    alt: str = ""


class Asked(NamedTuple):
    """The interview of an entry: its stems, what may be known already, and what is woven in."""

    stems: tuple[Stem, ...]
    known: tuple[Known, ...]
    found: Mapping[str, Known]


@dataclass(frozen=True)
class _Task:
    """One draft to make: everything that its parts are woven from."""

    entry: Entry
    template: Template
    pattern: Pattern
    answers: Mapping[str, str]
    context: Mapping[str, Any]
    voice: Voice


class Drafter:
    """Makes drafts, and remembers what was said and how, so that none sounds like the last."""

    def __init__(self, world: World) -> None:
        situation = world.situation
        self.brand: Brand = situation.brand
        self.renderer = Renderer(world.templates, self.brand.voice)
        self.entries = {entry.id: entry for entry in situation.entries}
        self._heard = Heard()
        self._said = Said()
        self._posts, self._habits = Posts(world, self.entries), Habits(world, self.entries)
        self.ideas = self._posts.ideas
        for entry in situation.entries:
            self._remember(entry)

    def forget(self, entry: Entry) -> None:
        """*entry* is no longer there, or is about to say something else."""
        known = self.entries.pop(entry.id, None)
        if known is None:
            return
        self._said.forget(known.id)
        for part in part_names(known):
            self._heard.forget(part, known.when, known.channel)

    def draft(
        self, entry: Entry, *, campaign: str = "", answers: Mapping[str, str] | None = None
    ) -> Draft:
        """The draft of *entry*, which from now on counts as said; `TemplateError` where it fails.

        A title that *entry* has stays. *answers* are those of the entry where none are given.
        """
        answers = answers_of(entry) if answers is None else answers
        self.forget(entry)
        made = self._draft(entry, campaign, answers)
        self._remember(_as_said(entry, made))
        return made

    def asked(self, entry: Entry, answers: Mapping[str, str], campaign: str = "") -> Asked:
        """What the interview of *entry* asks, with what is known already."""
        subject = self._subject(entry)
        stems = self.renderer.stems(subject.template(entry), subject.voice(entry))
        known = tuple(subject.known(entry, campaign))
        return Asked(stems, known, self._found(entry, stems, answers, known))

    def _subject(self, entry: Entry) -> Subject:
        return self._habits if entry.is_task else self._posts

    def _draft(self, entry: Entry, campaign: str, answers: Mapping[str, str]) -> Draft:
        subject, name = self._subject(entry), campaign_name(campaign)
        template = subject.template(entry)
        pattern = self.renderer.pattern(template)
        woven = bool(pattern.parts)
        context = subject.context(entry, name, woven=woven)
        if not woven:
            title, body = self.renderer.whole(template, context)
            if entry.is_task:
                body = f"{body}\n{subject.around(entry, Made())[1]}\n"
            return Draft(title, body)
        asked = self.asked(entry, answers, name)
        context |= woven_values(pattern.stems, asked.stems, answers, asked.found, entry.language)
        task = _Task(entry, template, pattern, answers, context, subject.voice(entry))
        return self._put_together(task, name)

    def _put_together(self, task: _Task, campaign: str) -> Draft:
        entry, kind = task.entry, task.template.kind
        names: list[str] = []
        chosen: list[list[str]] = []
        openings: list[str] = []
        for role in PIECE[1:]:
            part, found = self._choose(task, role)
            names.append(part.name)
            chosen.append(found)
            if role == "opening":
                openings = self._others(task, part)
        title = entry.title
        if not title:
            part, found = self._choose(task, "title")
            names.insert(0, part.name)
            title = " ".join(" ".join(found).split())
        shape = SHAPES[kind]
        comment = self._single(task, "first_comment")
        if comment and not shape.first_comment:
            chosen, comment = [*chosen, [comment]], ""
        alt = self._single(task, "alt") if shape.alt else ""
        made = Made(campaign, openings, comment, alt, held=bool(task.answers))
        subject = self._subject(entry)
        before, after = subject.around(entry, made)
        published = put_together(title, chosen, subject.hashtags(entry), kind, subject.rules(entry))
        return Draft(
            title,
            "\n\n".join([*before, published, after]) + "\n",
            "/".join(names),
            "" if BLANK.search(comment) else comment,
            "" if BLANK.search(alt) else alt,
        )

    def _choose(self, task: _Task, role: str) -> tuple[Part, list[str]]:
        """The part of a *role*: that of before if it is there, else the one whose turn it is."""
        entry = task.entry
        parts = task.pattern.parts_for(role, task.template.kind)
        names = [(entry.format, entry.language, role, part.name) for part in parts]
        order = self._heard.in_turn(names, entry.when, entry.channel)
        before = dict(named_roles(entry.parts)).get(role)
        order.sort(key=lambda n: parts[n].name != before)
        for n in order:
            found = self._paragraphs(task, parts[n])
            if found and not (role == "title" and BLANK.search(found[0])):
                return parts[n], found
        return parts[order[0]], self._paragraphs(task, parts[order[0]])

    def _others(self, task: _Task, chosen: Part) -> list[str]:
        """The first lines of the openings that were not chosen."""
        parts = task.pattern.parts_for(chosen.role, task.template.kind)
        woven = [self._paragraphs(task, part) for part in parts if part != chosen]
        return [found[0].split("\n")[0] for found in woven if found]

    def _paragraphs(self, task: _Task, part: Part) -> list[str]:
        text = self.renderer.part(task.template, part, task.context, task.voice)
        return paragraphs(text, task.template.kind)

    def _single(self, task: _Task, role: str) -> str:
        """A first comment or an alt text; nothing where something in it is missing."""
        parts = task.pattern.parts_for(role, task.template.kind)
        if not parts:
            return ""
        return one_line(self.renderer.part(task.template, parts[0], task.context, task.voice))

    def _found(
        self,
        entry: Entry,
        stems: Iterable[Stem],
        answers: Mapping[str, str],
        known: Sequence[Known],
    ) -> dict[str, Known]:
        def is_free(item: Known) -> bool:
            return item.source == "campaign" or not self._said.near(item.text, entry.when, entry.id)

        return found_answers(list(stems), answers, known, is_free)

    def _remember(self, entry: Entry) -> None:
        self.entries[entry.id] = entry
        self._said.put(entry.id, entry.when, visible(entry.body))
        for part in part_names(entry):
            self._heard.put(part, entry.when, entry.channel)


def _as_said(entry: Entry, made: Draft) -> Entry:
    return replace(entry, title=made.title, body=made.body, parts=made.parts)
