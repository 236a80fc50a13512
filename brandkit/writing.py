"""An interview on the disk: answers into the front matter, the draft made of them again.

What the person wrote over by hand stays; its blanks can still be filled one by one.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from typing import Any, NamedTuple

from brandkit import files, workspace
from brandkit.core.calendar.rhythm import slots_around
from brandkit.core.drafts.campaigns import campaign_name
from brandkit.core.drafts.weave import fill_blank
from brandkit.core.model import Entry, Material
from brandkit.core.notation.amend import set_keys, with_body
from brandkit.core.notation.entries import (
    KEYS,
    answers_of,
    body_digest,
    is_written_over,
    parse_entry,
)
from brandkit.core.notation.material import KEYS as MATERIAL_KEYS
from brandkit.core.notation.material import PUBLISH
from brandkit.core.notation.templates import PIECE
from brandkit.core.saying import _
from brandkit.core.statuses import OVER
from brandkit.drafting import Asked, Draft, Drafter
from brandkit.errors import FileChangedError, ImpossibleError
from brandkit.files import Source, Write
from brandkit.housekeeping import keep_note, writing
from brandkit.world import World


class Begun(NamedTuple):
    """The interview of an entry, as it stands: what is asked, and what is answered."""

    entry: Entry
    asked: Asked
    answers: Mapping[str, str]
    by_hand: bool


class Interviewer:
    """Asks for one entry, and keeps each answer at once."""

    def __init__(self, root: str, world: World, entry: Entry) -> None:
        if entry.status in OVER:
            raise ImpossibleError(
                _(
                    "{path} is {status}; there is nothing to write",
                    path=entry.path,
                    status=entry.status,
                )
            )
        self.root, self.world, self.entry = root, world, entry
        self.drafter = Drafter(world)
        self.campaign = campaign_of(world, entry)

    def begin(self) -> Begun:
        """The interview as it stands on the disk."""
        answers = answers_of(self.entry)
        if not self.entry.format:
            return Begun(self.entry, Asked((), (), {}), answers, by_hand=True)
        name = campaign_name(self.campaign)
        asked = self.drafter.asked(self.entry, answers, name)
        return Begun(self.entry, asked, answers, _is_by_hand(self.entry))

    def keep(self, answers: Mapping[str, str]) -> Entry:
        """The entry with *answers* in its front matter and, unless written over, in its text.

        An empty one is taken back.
        """
        answers = {name: text for name, text in answers.items() if text.strip()}
        with writing(self.root):
            source, entry = self._read()
            changes: dict[str, Any] = {"answers": dict(answers) or None}
            text = source.text
            if not _is_by_hand(entry):
                text, more = self._redrafted(source, entry, answers)
                changes |= more
            return self._written(source, set_keys(text, changes, KEYS))

    def render(self) -> None:
        """The draft as its answers and its template are now; they may have been edited."""
        answers = answers_of(self.entry)
        if answers and not _is_by_hand(self.entry):
            self.keep(answers)

    def fill(self, blank: str, words: str) -> Entry:
        """The entry with one *blank* of its text replaced by *words*; all else stays."""
        with writing(self.root):
            source, entry = self._read()
            body = fill_blank(entry.body, blank, words)
            head = source.text[: len(source.text) - len(entry.body)]
            return self._written(source, head + body)

    def _redrafted(
        self, source: Source, entry: Entry, answers: Mapping[str, str]
    ) -> tuple[str, dict[str, Any]]:
        """The text of the file with its body made again, and the keys that go with it."""
        before = self._draft(entry, answers_of(entry))
        draft = self._draft(entry, answers)
        changes: dict[str, Any] = {
            "parts": draft.parts or None,
            "title": draft.title,
            "generated": body_digest(draft.title, draft.body),
        }
        for key in ("first_comment", "alt"):
            if (entry.keys.get(key) or "") == getattr(before, key):
                changes[key] = getattr(draft, key) or None
        return with_body(source.text, draft.body), changes

    def _draft(self, entry: Entry, answers: Mapping[str, str]) -> Draft:
        has_own_title = len(entry.parts.split("/")) < len(PIECE)
        asking = entry if has_own_title else replace(entry, title="")
        return self.drafter.draft(asking, campaign=self.campaign, answers=answers)

    def _read(self) -> tuple[Source, Entry]:
        """The file now; the person may have written in it since, and that counts."""
        source = workspace.source_of(self.root, self.entry.path)
        return source, self._entry_in(source.text)

    def _written(self, source: Source, text: str) -> Entry:
        """The entry once its file holds *text*."""
        files.apply([Write(source.path, text, source)])
        self.entry = self._entry_in(text)
        return self.entry

    def _entry_in(self, text: str) -> Entry:
        entry = parse_entry(text, self.entry.path, self.world.situation.brand.zone).entry
        if entry is None or entry.id != self.entry.id:
            raise FileChangedError(
                _("{path} changed meanwhile; nothing was written", path=self.entry.path)
            )
        return entry

    def keep_as_material(self, kind: str, words: str) -> str:
        """A new file of `material/` with *words*, used by this entry; its path."""
        keys: dict[str, Any] = {
            "kind": kind,
            "themes": [self.entry.theme],
            "may": PUBLISH,
            "added": self.world.situation.now.date().isoformat(),
            "used": [self.entry.when.date().isoformat()],
        }
        return add_material(self.root, keys, words)


def _is_by_hand(entry: Entry) -> bool:
    """Whether the text is not the template's: written over, or a piece that came back."""
    return is_written_over(entry) or bool(entry.piece and not entry.parts)


def add_material(root: str, keys: Mapping[str, Any], words: str) -> str:
    """A new file of `material/`; its path."""
    content = set_keys(f"{words.strip()}\n", {k: v or None for k, v in keys.items()}, MATERIAL_KEYS)
    return keep_note(root, workspace.MATERIAL, " ".join(words.split()[:7]), content)


def uses_of(material: Material, entries: tuple[Entry, ...]) -> list[str]:
    """The days on which *material* was used, as ISO dates: by entries, and elsewhere."""
    days = {entry.moment.date().isoformat() for entry in entries if entry.material == material.id}
    return sorted(days | {day.isoformat() for day in material.used})


def campaign_of(world: World, entry: Entry) -> str:
    """The mark of the campaign that the entry's slot belongs to, if any."""
    if entry.slot is None:
        return ""
    zone = world.situation.brand.zone
    slots = slots_around(world.settings.calendars, entry.slot.day, zone)
    return next((slot.campaign for slot in slots if slot.key == entry.slot), "")
