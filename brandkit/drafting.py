"""Drafts of a workspace: a template's parts in turn, woven with what the person said."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import UTC, timedelta
from typing import Any, NamedTuple

from brandkit.core.drafts.campaigns import campaign_name
from brandkit.core.drafts.context import draft_context
from brandkit.core.drafts.guidance import LAST, Notes, above, below
from brandkit.core.drafts.interview import Known, found_answers, known_texts, woven_values
from brandkit.core.drafts.piece import one_line, paragraphs, put_together
from brandkit.core.drafts.shapes import SHAPES
from brandkit.core.drafts.variety import Heard, Said, named_roles, part_names
from brandkit.core.drafts.weave import BLANK, visible
from brandkit.core.model import Brand, Entry, Idea
from brandkit.core.notation.entries import answers_of
from brandkit.core.notation.notes import note_name
from brandkit.core.notation.templates import PIECE, Part, Pattern, Stem
from brandkit.core.pieces import EARLIER_MARK, Template
from brandkit.core.saying import _
from brandkit.limits import rules_of
from brandkit.render import Renderer, TemplateError
from brandkit.world import World

LAST_AGE = timedelta(days=400)
"""A piece older than these is no longer named among the last ones."""


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
    idea: Idea | None


class Drafter:
    """Makes drafts, and remembers what was said and how, so that none sounds like the last."""

    def __init__(self, world: World) -> None:
        situation = world.situation
        self.brand: Brand = situation.brand
        self.renderer = Renderer(world.templates, self.brand.voice)
        self.ideas = {idea.id: idea for idea in situation.ideas}
        self.material = {item.id: item for item in situation.material}
        self.entries = {entry.id: entry for entry in situation.entries}
        self._heard = Heard()
        self._said = Said()
        self._rules = {channel.id: rules_of(channel) for channel in self.brand.channels}
        self._published = _by_theme(self.brand, situation.entries)
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
        template = self.template(entry)
        stems = self.renderer.stems(template)
        known = tuple(self._known(entry, campaign))
        return Asked(stems, known, self._found(entry, stems, answers, known))

    def template(self, entry: Entry) -> Template:
        """The template of *entry*; `TemplateError` where there is none."""
        channel = self.brand.channel(entry.channel)
        if channel is None:
            raise TemplateError(
                _(
                    "{path}: there is no channel {channel!r} any more",
                    path=entry.path,
                    channel=entry.channel,
                )
            )
        if self.brand.theme(entry.theme) is None:
            raise TemplateError(
                _(
                    "{path}: there is no theme {theme!r} any more",
                    path=entry.path,
                    theme=entry.theme,
                )
            )
        template = Template(entry.format, channel.kind, entry.language)
        if template not in self.renderer.templates:
            raise TemplateError(
                _(
                    "There is no template {name!r} for {kind} in {language};"
                    " add templates/{language}/{name}.md",
                    name=entry.format or "lesson",
                    kind=channel.kind,
                    language=entry.language,
                )
            )
        return template

    def _draft(self, entry: Entry, campaign: str, answers: Mapping[str, str]) -> Draft:
        template = self.template(entry)
        pattern = self.renderer.pattern(template)
        idea = self.ideas.get(entry.idea)
        name = campaign_name(campaign)
        woven = bool(pattern.parts)
        context = draft_context(self.brand, entry, idea, name, woven=woven)
        if not woven:
            title, body = self.renderer.whole(template, context)
            return Draft(title, body)
        asked = self.asked(entry, answers, name)
        context |= woven_values(pattern.stems, asked.stems, answers, asked.found, entry.language)
        task = _Task(entry, template, pattern, answers, context, idea)
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
        theme = self.brand.theme(entry.theme)
        assert theme is not None
        notes = Notes(
            idea=entry.title if task.idea else "",
            body=task.idea.body if task.idea else "",
            source=note_name(task.idea),
            campaign=campaign,
            earlier=self._earlier(entry),
            last=self._last(entry),
            openings=openings,
            first_comment=comment if BLANK.search(comment) else "",
            alt=alt if BLANK.search(alt) else "",
            dry=not (entry.idea or entry.material or campaign),
            held=bool(task.answers),
        )
        own = entry.language == self.brand.language
        published = put_together(title, chosen, theme.hashtags, kind, self._rules[entry.channel])
        body = "\n\n".join(
            [
                *above(notes, entry.language),
                published,
                below(notes, theme, entry.id, entry.language, own=own),
            ]
        )
        return Draft(
            title,
            f"{body}\n",
            "/".join(names),
            "" if notes.first_comment else comment,
            "" if notes.alt else alt,
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
        text = self.renderer.part(task.template, part, task.context)
        return paragraphs(text, task.template.kind)

    def _single(self, task: _Task, role: str) -> str:
        """A first comment or an alt text; nothing where something in it is missing."""
        parts = task.pattern.parts_for(role, task.template.kind)
        if not parts:
            return ""
        return one_line(self.renderer.part(task.template, parts[0], task.context))

    def _known(self, entry: Entry, campaign: str) -> list[Known]:
        theme = self.brand.theme(entry.theme)
        if theme is None or entry.language != self.brand.language:
            return [Known("campaign", campaign)] if campaign else []
        idea, material = self.ideas.get(entry.idea), self.material.get(entry.material)
        if material is not None and not material.may_publish:
            material = None
        return known_texts(theme, idea, material, campaign)

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

    def _earlier(self, entry: Entry) -> Entry | None:
        """The piece that *entry* is a reaction to."""
        if not entry.idea.startswith(EARLIER_MARK):
            return None
        return self.entries.get(entry.idea.removeprefix(EARLIER_MARK))

    def _last(self, entry: Entry) -> list[Entry]:
        """The last pieces published on the theme before this one, the newest first."""
        theme = self.brand.theme(entry.theme)
        pieces = self._published.get(theme.id if theme else "", [])
        moment = entry.when.astimezone(UTC)
        before = [
            piece
            for piece in pieces
            if piece.id != entry.id
            and piece.title
            and timedelta() <= moment - piece.moment.astimezone(UTC) <= LAST_AGE
        ]
        return before[:LAST]

    def _remember(self, entry: Entry) -> None:
        self.entries[entry.id] = entry
        self._said.put(entry.id, entry.when, visible(entry.body))
        for part in part_names(entry):
            self._heard.put(part, entry.when, entry.channel)


def _by_theme(brand: Brand, entries: Iterable[Entry]) -> dict[str, list[Entry]]:
    """What was published on each theme, the newest first."""
    found: dict[str, list[Entry]] = {}
    for entry in entries:
        theme = brand.theme(entry.theme)
        if theme is not None and entry.status == "published":
            found.setdefault(theme.id, []).append(entry)
    for pieces in found.values():
        pieces.sort(key=lambda entry: (entry.moment.astimezone(UTC), entry.id), reverse=True)
    return found


def _as_said(entry: Entry, made: Draft) -> Entry:
    return replace(entry, title=made.title, body=made.body, parts=made.parts)
