"""Drafts that nobody planned: an interview for today, a sibling on another channel.

Only the entries around their day are read: what was said and heard there must not come again.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import UTC, datetime
from typing import NamedTuple

from brandkit import workspace
from brandkit.config import Settings
from brandkit.core.drafts.guidance import LAST
from brandkit.core.drafts.variety import REST
from brandkit.core.filling import Situation
from brandkit.core.model import Brand, Channel, Entry, Theme
from brandkit.core.pieces import Template
from brandkit.core.saying import _
from brandkit.drafting import Draft, Drafter
from brandkit.errors import ImpossibleError
from brandkit.index import Row
from brandkit.render import find_templates
from brandkit.world import World


class Unplanned(NamedTuple):
    """What a draft off the plan is made from: the brand, its rows, and the moment it is for."""

    root: str
    brand: Brand
    rows: Sequence[Row]
    when: datetime

    def world(self, theme: str, language: str, only: str = "") -> World:
        """The workspace as far as a draft on *theme* in *language* can sound like any of it."""
        near = [
            row
            for row in self.rows
            if abs((row.out or row.at) - self.when.timestamp()) <= REST.total_seconds()
        ]
        out = [row for row in self.rows if row.theme == theme and row.status == "published"]
        last = sorted(out, key=lambda row: row.out)[-LAST:]
        paths = dict.fromkeys(row.path for row in (*near, *last))
        read = (workspace.read_entry(self.root, path, self.brand.zone).entry for path in paths)
        templates = find_templates(self.root, (language,), only)
        situation = Situation(
            self.brand,
            (),
            tuple(entry for entry in read if entry is not None),
            (),
            {template: file.pattern for template, file in templates.items()},
            self.when,
            self.when,
        )
        return World(Settings(self.brand, (), {}, ()), situation, templates, ())


def interview(task: Unplanned, channel: Channel, theme: Theme, form: str) -> tuple[Draft, str]:
    """The draft of an interview, and its format: *form*, or the one that rested longest."""
    world = task.world(theme.id, channel.language)
    chosen = form or _rested_format(world, task.rows, channel, theme)
    if Template(chosen, channel.kind, channel.language) not in world.templates:
        known = sorted({template.format for template in _templates(world, channel)})
        raise ImpossibleError(
            _(
                "There is no format {form!r} for {channel}; one of {known}",
                form=chosen,
                channel=channel.name,
                known=", ".join(known),
            )
        )
    entry = Entry(
        "new",
        "",
        task.when,
        channel=channel.id,
        theme=theme.id,
        format=chosen,
        language=channel.language,
    )
    return Drafter(world).draft(entry), chosen


def sibling(
    task: Unplanned, origin: Entry, channel: Channel, answers: Mapping[str, str]
) -> Draft | None:
    """*origin* from the template that its format has for *channel*; None where it has none."""
    world = task.world(origin.theme, channel.language, origin.format)
    if Template(origin.format, channel.kind, channel.language) not in world.templates:
        return None
    entry = replace(
        origin,
        id="new",
        when=task.when,
        channel=channel.id,
        language=channel.language,
        title="",
        path="",
        parts="",
        keys={"answers": dict(answers)} if answers else {},
        idea="",
        material="",
    )
    return Drafter(world).draft(entry, answers=answers)


def _templates(world: World, channel: Channel) -> list[Template]:
    return [t for t in world.templates if (t.kind, t.language) == (channel.kind, channel.language)]


def _rested_format(world: World, rows: Sequence[Row], channel: Channel, theme: Theme) -> str:
    """The format that was used least recently on the channel, of those that the theme takes."""
    mine = sorted((row for row in rows if row.channel == channel.id), key=lambda row: row.at)
    last = {row.format: datetime.fromtimestamp(row.at, UTC) for row in mine}
    fitting = [
        template.format
        for template in _templates(world, channel)
        if not world.templates[template].pattern.occasion
        and (not theme.formats or template.format in theme.formats)
    ]
    long_ago = datetime.min.replace(tzinfo=UTC)
    return min(fitting, key=lambda name: (last.get(name, long_ago), name), default="")
