"""A piece on another channel, in the shape that this has."""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import datetime
from typing import Any, NamedTuple

from brandkit import workspace
from brandkit.core.calendar.walltime import format_moment
from brandkit.core.drafts.shapes import PART, SHAPES, in_parts
from brandkit.core.model import Brand, Channel, Entry
from brandkit.core.notation.entries import answers_of, body_digest, is_written_over
from brandkit.core.publishing.final import final
from brandkit.core.publishing.plain import HEADING_LINE, plain
from brandkit.core.saying import _
from brandkit.errors import ImpossibleError
from brandkit.index import Row
from brandkit.limits import rules_of
from brandkit.record import Added, add

MOST_PARTS = 4
"""Posts of a thread that a longer text becomes; what is left over stands below it in a comment."""


class Sibling(NamedTuple):
    """A piece on another channel, and how many words of it were left out."""

    added: Added
    left_out: int = 0


def adapt(
    root: str, brand: Brand, rows: Sequence[Row], origin: Entry, channel: Channel, when: datetime
) -> Sibling:
    """*origin* once more on *channel*; call it under the lock.

    From its answers, where it has any and is still as they made it; else in its own words, cut
    into a thread where the channel is short. In another language it is an interview again.
    """
    name = origin.piece or origin.id
    for row in rows:
        if row.channel == channel.id and name in {row.piece, row.id} and row.status != "skipped":
            message = _(
                "The piece is on {channel} already: {path}", channel=channel.name, path=row.path
            )
            raise ImpossibleError(message)
    keys: dict[str, Any] = {
        "when": format_moment(when, brand.zone),
        "channel": channel.id,
        "language": channel.language,
        "theme": origin.theme,
        "piece": name,
    }
    taken = {row.id for row in rows}
    answers = answers_of(origin)
    in_other_words = channel.language != origin.language
    if in_other_words or (answers and not is_written_over(origin)):
        from brandkit.unplanned import Unplanned, sibling

        given = {} if in_other_words else answers
        draft = sibling(Unplanned(root, brand, rows, when), origin, channel, given)
        if draft is not None:
            keys |= {"format": origin.format, "parts": draft.parts, "title": draft.title}
            keys |= {"first_comment": draft.first_comment, "alt": draft.alt, "answers": given}
            keys["generated"] = body_digest(draft.title, draft.body)
            return Sibling(add(root, workspace.DRAFTS, keys, draft.body, taken))
    body, left_out = _in_own_words(origin, brand, channel)
    keys |= {"title": origin.title, "alt": origin.keys.get("alt")}
    if SHAPES[channel.kind].first_comment:
        keys["first_comment"] = origin.keys.get("first_comment")
    return Sibling(add(root, workspace.DRAFTS, keys, body, taken), left_out)


def _in_own_words(origin: Entry, brand: Brand, channel: Channel) -> tuple[str, int]:
    """The body of a sibling, and how many words of the origin it leaves out."""
    source = brand.channel(origin.channel)
    text = final(origin, source.kind if source else channel.kind).text
    if SHAPES[channel.kind].long:
        heading = "" if HEADING_LINE.match(text) else f"# {origin.title}\n\n"
        return f"{heading}{text}\n", 0
    blocks = [block.strip() for block in re.split(r"\n\s*\n", plain(text))]
    paragraphs = [block for block in blocks if block not in {"", PART}]
    if len(paragraphs) > 1 and paragraphs[0] == origin.title:
        paragraphs = paragraphs[1:]
    parts = in_parts(paragraphs, channel.kind, rules_of(channel))
    kept, rest = parts[:MOST_PARTS], parts[MOST_PARTS:]
    body = f"\n\n{PART}\n\n".join("\n\n".join(part) for part in kept)
    left = "\n\n".join("\n\n".join(part) for part in rest)
    if left:
        from brandkit.core.drafts.context import inside_comment

        body += f"\n\n<!--\n{inside_comment(left)}\n-->"
    return f"{body}\n", len(left.split())
