"""A piece on another channel; and a draft that nobody planned."""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import UTC, datetime
from typing import Any, NamedTuple

from brandkit import workspace
from brandkit.core.calendar.walltime import format_moment
from brandkit.core.drafts.context import inside_comment
from brandkit.core.drafts.shapes import PART, SHAPES, in_parts
from brandkit.core.model import Channel, Entry, Theme
from brandkit.core.notation.entries import (
    answers_of,
    body_digest,
    is_written_over,
)
from brandkit.core.pieces import Template
from brandkit.core.publishing.final import final
from brandkit.core.publishing.plain import HEADING_LINE, plain
from brandkit.core.saying import _
from brandkit.drafting import Draft, Drafter
from brandkit.errors import ImpossibleError
from brandkit.limits import rules_of
from brandkit.record import Added, add
from brandkit.world import World

MOST_PARTS = 4
"""Posts of a thread that a longer text becomes; what is left over stands below it in a comment."""


def draft_for(
    world: World, channel: Channel, theme: Theme, form: str, moment: datetime
) -> tuple[Draft, str]:
    """The draft of an interview that nobody planned, and its format: *form*, or one that rested."""
    chosen = form or _rested_format(world, channel, theme)
    entry = Entry(
        "new",
        "",
        moment,
        channel=channel.id,
        theme=theme.id,
        format=chosen,
        language=channel.language,
    )
    if Template(chosen, channel.kind, channel.language) not in world.templates:
        known = sorted({t.format for t in _templates(world, channel)})
        raise ImpossibleError(
            _(
                "There is no format {form!r} for {channel}; one of {known}",
                form=chosen,
                channel=channel.name,
                known=", ".join(known),
            )
        )
    return Drafter(world).draft(entry), chosen


def _templates(world: World, channel: Channel) -> list[Template]:
    return [t for t in world.templates if (t.kind, t.language) == (channel.kind, channel.language)]


def _rested_format(world: World, channel: Channel, theme: Theme) -> str:
    """The format that was used least recently on the channel, of those that the theme takes."""
    last = {
        entry.format: entry.moment.astimezone(UTC)
        for entry in sorted(world.situation.entries, key=lambda e: e.moment.astimezone(UTC))
        if entry.channel == channel.id
    }
    fitting = [
        template.format
        for template in _templates(world, channel)
        if not world.templates[template].pattern.occasion
        and (not theme.formats or template.format in theme.formats)
    ]
    long_ago = datetime.min.replace(tzinfo=UTC)
    return min(fitting, key=lambda name: (last.get(name, long_ago), name), default="")


class Sibling(NamedTuple):
    """A piece on another channel: whether its words were *answers*, and how much was left out."""

    added: Added
    answers: bool
    left_out: int


def adapt(root: str, world: World, origin: Entry, channel: Channel, when: datetime) -> Sibling:
    """*origin* once more on *channel*; call it under the lock.

    From its answers, where it has any and is still as they made it; else in its own words, cut
    into a thread where the channel is short.
    """
    refuse_twin(world, origin, channel)
    keys: dict[str, Any] = {
        "when": format_moment(when, world.situation.brand.zone),
        "channel": channel.id,
        "language": channel.language,
        "theme": origin.theme,
        "piece": origin.piece or origin.id,
    }
    answers = answers_of(origin)
    taken = {entry.id for entry in world.situation.entries}
    is_template_there = Template(origin.format, channel.kind, channel.language) in world.templates
    in_other_words = channel.language != origin.language
    if is_template_there and (in_other_words or (answers and not is_written_over(origin))):
        given = {} if in_other_words else answers
        entry = replace(
            origin, id="new", when=when, channel=channel.id, language=channel.language, title="",
            path="", parts="", keys={"answers": given} if given else {}, idea="", material="",
        )  # fmt: skip
        draft = Drafter(world).draft(entry, answers=given)
        keys |= {"format": origin.format, "parts": draft.parts, "title": draft.title}
        keys |= {"first_comment": draft.first_comment, "alt": draft.alt, "answers": given}
        keys["generated"] = body_digest(draft.title, draft.body)
        added = add(root, workspace.DRAFTS, keys, draft.body, taken)
        return Sibling(added, bool(given), 0)
    body, left_out = _in_own_words(origin, world, channel)
    keys |= {"title": origin.title, "alt": origin.keys.get("alt")}
    if SHAPES[channel.kind].first_comment:
        keys["first_comment"] = origin.keys.get("first_comment")
    return Sibling(add(root, workspace.DRAFTS, keys, body, taken), False, left_out)


def refuse_twin(world: World, origin: Entry, channel: Channel) -> None:
    """`ImpossibleError` where the piece is on the channel already."""
    name = origin.piece or origin.id
    for entry in world.situation.entries:
        if (
            entry.channel == channel.id
            and name in {entry.piece, entry.id}
            and entry.status != "skipped"
        ):
            raise ImpossibleError(
                _(
                    "The piece is on {channel} already: {path}",
                    channel=channel.name,
                    path=entry.path,
                )
            )


def _in_own_words(origin: Entry, world: World, channel: Channel) -> tuple[str, int]:
    """The body of a sibling, and how many words of the origin it leaves out."""
    source = world.situation.brand.channel(origin.channel)
    text = final(origin, source.kind if source else channel.kind).text
    if SHAPES[channel.kind].long:
        heading = "" if HEADING_LINE.match(text) else f"# {origin.title}\n\n"
        return f"{heading}{text}\n", 0
    paragraphs = [
        p.strip() for p in re.split(r"\n\s*\n", plain(text)) if p.strip() not in {"", PART}
    ]
    if paragraphs and paragraphs[0] == origin.title:
        paragraphs = paragraphs[1:]
    parts = in_parts(paragraphs, channel.kind, rules_of(channel))
    kept, rest = parts[:MOST_PARTS], parts[MOST_PARTS:]
    body = f"\n\n{PART}\n\n".join("\n\n".join(part) for part in kept)
    left = "\n\n".join("\n\n".join(part) for part in rest)
    if left:
        body += f"\n\n<!--\n{inside_comment(left)}\n-->"
    return f"{body}\n", len(left.split())
