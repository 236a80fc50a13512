"""What a draft is about: a theme on a channel, or somebody a habit has turned to.

Both give the same: the template, what it sees, what is known already, and the notes around it.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import UTC, timedelta
from functools import cached_property
from typing import Any, NamedTuple, Protocol

from brandkit.core.counting.rules import Rules
from brandkit.core.drafts.context import draft_context
from brandkit.core.drafts.guidance import LAST, Notes, above, below
from brandkit.core.drafts.interview import Known, known_texts
from brandkit.core.drafts.shapes import TASK_KINDS
from brandkit.core.drafts.tasks import (
    About,
    above_task,
    below_task,
    known_of,
    recent_piece,
    task_context,
)
from brandkit.core.drafts.weave import BLANK, MISSING, given
from brandkit.core.model import Entry, Voice
from brandkit.core.notation.notes import note_name
from brandkit.core.people.person import Person
from brandkit.core.pieces import EARLIER_MARK, Template
from brandkit.core.saying import _
from brandkit.extras import extras_of
from brandkit.limits import rules_of
from brandkit.render import TemplateError
from brandkit.world import World

LAST_AGE = timedelta(days=400)
"""A piece older than these is no longer named among the last ones."""
NO_RULES = Rules()


class Made(NamedTuple):
    """What was made of a template, for the notes around it."""

    campaign: str = ""
    openings: Sequence[str] = ()
    first_comment: str = ""
    alt: str = ""
    held: bool = False


class Subject(Protocol):
    """What drafts of one sort are about."""

    def template(self, entry: Entry) -> Template: ...
    def voice(self, entry: Entry) -> Voice: ...
    def context(self, entry: Entry, campaign: str, *, woven: bool) -> dict[str, Any]: ...
    def known(self, entry: Entry, campaign: str) -> list[Known]: ...
    def hashtags(self, entry: Entry) -> Sequence[str]: ...
    def rules(self, entry: Entry) -> Rules: ...
    def around(self, entry: Entry, made: Made) -> tuple[list[str], str]: ...


class Posts:
    """Posts: a theme on a channel. *entries* are all that are known at the moment of asking."""

    def __init__(self, world: World, entries: Mapping[str, Entry]) -> None:
        situation = world.situation
        self.brand, self.templates, self.entries = situation.brand, world.templates, entries
        self.ideas = {idea.id: idea for idea in situation.ideas}
        self.material = {item.id: item for item in situation.material}
        self._rules = {channel.id: rules_of(channel) for channel in self.brand.channels}
        self._published = _by_theme(world)

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
        if template not in self.templates:
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

    def context(self, entry: Entry, campaign: str, *, woven: bool) -> dict[str, Any]:
        """What the template may use."""
        idea = self.ideas.get(entry.idea)
        return draft_context(self.brand, entry, idea, campaign, woven=woven)

    def known(self, entry: Entry, campaign: str) -> list[Known]:
        """What is there to answer with."""
        theme = self.brand.theme(entry.theme)
        if theme is None or entry.language != self.brand.language:
            return [Known("campaign", campaign)] if campaign else []
        idea, material = self.ideas.get(entry.idea), self.material.get(entry.material)
        if material is not None and not material.may_publish:
            material = None
        return known_texts(theme, idea, material, campaign)

    def voice(self, entry: Entry) -> Voice:
        return self.brand.voice

    def hashtags(self, entry: Entry) -> Sequence[str]:
        theme = self.brand.theme(entry.theme)
        return theme.hashtags if theme is not None else ()

    def rules(self, entry: Entry) -> Rules:
        return self._rules[entry.channel]

    def around(self, entry: Entry, made: Made) -> tuple[list[str], str]:
        """The comments above the draft, and the one below it."""
        idea = self.ideas.get(entry.idea)
        theme = self.brand.theme(entry.theme)
        assert theme is not None
        notes = Notes(
            idea=entry.title if idea else "",
            body=idea.body if idea else "",
            source=note_name(idea),
            campaign=made.campaign,
            earlier=self._earlier(entry),
            last=self._last(entry),
            openings=made.openings,
            first_comment=made.first_comment if BLANK.search(made.first_comment) else "",
            alt=made.alt if BLANK.search(made.alt) else "",
            dry=not (entry.idea or entry.material or made.campaign),
            held=made.held,
        )
        own = entry.language == self.brand.language
        return above(notes, entry.language), below(notes, theme, entry.id, entry.language, own=own)

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


class Habits:
    """Tasks of the other habits: people, and what the notes on them tell."""

    def __init__(self, world: World, entries: Mapping[str, Entry]) -> None:
        self.world, self.brand, self.entries = world, world.situation.brand, entries
        self.calendars = {calendar.id: calendar for calendar in world.settings.calendars}

    @cached_property
    def _out(self) -> list[Entry]:
        return [one for one in self.world.situation.entries if one.status == "published"]

    def template(self, entry: Entry) -> Template:
        """The template of *entry*; `TemplateError` where there is none."""
        for kind in TASK_KINDS:
            template = Template(entry.format, kind, entry.language)
            if template in self.world.templates:
                return template
        raise TemplateError(
            _(
                "There is no template {name!r} for a task in {language};"
                " add templates/{language}/habits/{name}.md",
                name=entry.format,
                language=entry.language,
            )
        )

    def context(self, entry: Entry, campaign: str, *, woven: bool) -> dict[str, Any]:
        """What the template may use."""
        context = task_context(self.brand, entry, self._about(entry), woven=woven)
        extras = extras_of(self.world, entry, tuple(self.entries.values()))
        if woven and "said" in extras:
            extras["said"] = {
                key: given(text) if text else MISSING for key, text in extras["said"].items()
            }
        return context | extras

    def known(self, entry: Entry, campaign: str) -> list[Known]:
        """What the notes tell."""
        return known_of(self._about(entry), entry.language)

    def voice(self, entry: Entry) -> Voice:
        """One speaks to one person, as their note says, and for oneself."""
        people = self._people(entry)
        own = "lei" if self.brand.voice.address == "lei" else "tu"
        address = people[0].address if people and people[0].address else own
        return Voice(address, "singular", self.brand.voice.avoid)

    def hashtags(self, entry: Entry) -> Sequence[str]:
        return ()

    def rules(self, entry: Entry) -> Rules:
        return NO_RULES

    def around(self, entry: Entry, made: Made) -> tuple[list[str], str]:
        """The comments above the draft, and the one below it."""
        about = self._about(entry)
        pattern = self.world.templates[self.template(entry)].pattern
        known = known_of(about, entry.language)
        asks = bool(pattern.stems) or "[? " in pattern.text
        below = below_task(entry, about, entry.language, asks=asks)
        return above_task(pattern.show, known, entry.language), below

    def _about(self, entry: Entry) -> About:
        people = self._people(entry)
        piece = recent_piece(self.brand, people, self._out, entry)
        return About(self.calendars.get(entry.calendar), people, piece)

    def _people(self, entry: Entry) -> tuple[Person, ...]:
        people = self.world.circle().people
        return tuple(people[name] for name in entry.people if name in people)


def _by_theme(world: World) -> dict[str, list[Entry]]:
    """What was published on each theme, the newest first."""
    found: dict[str, list[Entry]] = {}
    for entry in world.situation.entries:
        theme = world.situation.brand.theme(entry.theme)
        if theme is not None and entry.status == "published":
            found.setdefault(theme.id, []).append(entry)
    for pieces in found.values():
        pieces.sort(key=lambda entry: (entry.moment.astimezone(UTC), entry.id), reverse=True)
    return found
