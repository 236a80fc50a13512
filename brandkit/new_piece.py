"""A piece that nobody planned: its words as they are, or the draft of an interview."""

from __future__ import annotations

from datetime import datetime
from typing import Any, NamedTuple

from brandkit import workspace
from brandkit.core.calendar.walltime import format_moment
from brandkit.core.model import Channel, Theme
from brandkit.core.notation.entries import body_digest
from brandkit.housekeeping import writing
from brandkit.record import Added, add, title_of
from brandkit.workplace import Workplace


class Piece(NamedTuple):
    """A new piece: where it is kept, and what it is called."""

    added: Added
    title: str


def begin_piece(
    work: Workplace, words: str, channel: Channel, theme: Theme, form: str, moment: datetime
) -> Piece:
    """A draft that nobody planned: *words* as they are, else an interview on the *theme*."""
    rows = work.index().rows
    keys: dict[str, Any] = {
        "when": format_moment(moment, work.brand.zone),
        "channel": channel.id,
        "language": channel.language,
        "theme": theme.id,
    }
    if words.strip():
        keys["title"] = title_of(words)
        body = f"{words.strip()}\n"
    else:
        from brandkit.unplanned import Unplanned, interview  # and all that renders

        task = Unplanned(work.root, work.brand, rows, moment)
        draft, chosen = interview(task, channel, theme, form)
        keys |= {"format": chosen, "parts": draft.parts, "title": draft.title}
        keys |= {"first_comment": draft.first_comment, "alt": draft.alt}
        keys["generated"] = body_digest(draft.title, draft.body)
        body = draft.body
    with writing(work.root):
        made = add(work.root, workspace.DRAFTS, keys, body, {row.id for row in rows})
    return Piece(made, str(keys["title"]))
