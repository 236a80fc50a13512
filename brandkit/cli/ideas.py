"""`brandkit idea`: the undated backlog."""

from __future__ import annotations

import os
import sys
from collections.abc import Sequence
from typing import Any

import click

from brandkit import files
from brandkit.cli import completing
from brandkit.cli.desk import Desk, answer, no_such, say, warn, wrapped
from brandkit.cli.speaking import Group
from brandkit.core.feeds import is_item
from brandkit.core.model import Idea
from brandkit.core.notation.amend import set_keys
from brandkit.core.notation.inbox import INBOX_MARK, ticked
from brandkit.core.notation.notes import NOTE_MARK
from brandkit.core.saying import _
from brandkit.errors import ImpossibleError
from brandkit.files import Write
from brandkit.housekeeping import writing
from brandkit.sources import keep_idea, load_ideas
from brandkit.workspace import source_of


@click.group(
    cls=Group,
    epilog='Example: brandkit idea add "The question nobody asks in a review" --theme people',
)
def idea() -> None:
    """Keep what is worth writing about, with no date."""


@idea.command(epilog='Example: brandkit idea add "The day the plan failed" --theme change')
@click.argument("text", nargs=-1, required=True)
@click.option(
    "--theme", default="", shell_complete=completing.themes, help="The theme it belongs to."
)
@click.option("--json", "as_json", is_flag=True, help="Answer in JSON.")
@click.pass_obj
def add(desk: Desk, text: tuple[str, ...], theme: str, as_json: bool) -> None:
    """Keep an idea; - reads it from standard input, its first line as title.

    feed:… keeps what a feed says, with its link, for a comment of yours.
    """
    if len(text) == 1 and is_item(text[0]):
        from brandkit.cli.suggesting import keep_suggestion

        keep_suggestion(desk, text[0], theme, as_json=as_json)
        return
    words = sys.stdin.read() if text == ("-",) else " ".join(text)
    title, _newline, body = words.strip().partition("\n")
    if not title.strip():
        raise click.BadParameter(_("the idea is empty"), param_hint="TEXT")
    known = [item.id for item in desk.brand.themes]
    if theme and desk.brand.theme(theme) is None:
        raise no_such(_("theme"), theme, known, "--theme")
    shown = keep_idea(desk.root, title, body, theme, desk.now.date())
    name = os.path.basename(shown).removesuffix(".md")
    if as_json:
        answer({"id": name, "title": title.strip(), "theme": theme, "path": shown})
        return
    lines = [desk.words("idea.added", path=shown)]
    if not theme and len(known) > 1:
        lines.append(desk.words("idea.no theme", path=shown))
    say(lines)


@idea.command("list", epilog="Example: brandkit idea list --theme people")
@click.option(
    "--theme", default="", shell_complete=completing.themes, help="Only those of this theme."
)
@click.option("--dropped", is_flag=True, help="Also those that were dropped.")
@click.option(
    "--from-feeds", is_flag=True, help="What the sources say, by what your plan is short of."
)
@click.option("--most", default=12, show_default=True, help="How many of the feeds' at most.")
@click.option("--json", "as_json", is_flag=True, help="Answer in JSON.")
@click.pass_obj
def list_ideas(
    desk: Desk, theme: str, dropped: bool, from_feeds: bool, most: int, as_json: bool
) -> None:
    """Show the ideas, and where they are used."""
    if from_feeds:
        from brandkit.cli.suggesting import show_suggestions

        show_suggestions(desk, theme, most, as_json=as_json)
        return
    shelf = load_ideas(desk.root, desk.brand)
    used = _used(desk)
    found = [
        item
        for item in shelf.ideas
        if (dropped or not item.dropped) and (not theme or item.theme == theme)
    ]
    warn(shelf.problems + shelf.warnings)
    if as_json:
        answer({"ideas": [_row(item, used.get(item.id, "")) for item in found]})
        return
    if not found:
        say([desk.words("idea.none")])
        return
    lines: list[str] = []
    for item in found:
        place = desk.words("idea.used", path=used[item.id]) if item.id in used else ""
        theme = item.theme or desk.words("idea.themeless")
        tail = " · ".join(part for part in (theme, place) if part)
        lines.append(wrapped(item.title, "  ", first=""))
        lines.append(f"  {item.id}  ({tail})")
    say(lines)


def _used(desk: Desk) -> dict[str, str]:
    """The entry that each idea is used in, by the idea's id."""
    rows = desk.index().rows
    return {row.idea: row.path for row in rows if row.idea}


def _row(item: Idea, used: str) -> dict[str, Any]:
    return {
        "id": item.id,
        "title": item.title,
        "theme": item.theme,
        "path": item.path,
        "dropped": item.dropped,
        "used": used or None,
    }


@idea.command(epilog="Example: brandkit idea show the-day-the-plan-failed")
@click.argument("name")
@click.option("--json", "as_json", is_flag=True, help="Answer in JSON.")
@click.pass_obj
def show(desk: Desk, name: str, as_json: bool) -> None:
    """Show an idea: its notes, its theme, where it is and where it is used."""
    if is_item(name):
        from brandkit.cli.suggesting import show_suggestion

        show_suggestion(desk, name, as_json=as_json)
        return
    item = _find(load_ideas(desk.root, desk.brand).ideas, name)
    used = _used(desk).get(item.id, "")
    if as_json:
        answer({**_row(item, used), "body": item.body})
        return
    words = desk.words
    theme = desk.brand.theme(item.theme)
    lines = [wrapped(item.title), theme.name if theme else words("idea.themeless"), item.path]
    if used:
        lines.append(words("idea.used", path=used))
    say([*lines, *(["", item.body] if item.body else [])])


@idea.command(epilog="Example: brandkit idea drop the-day-the-plan-failed")
@click.argument("name")
@click.option("--json", "as_json", is_flag=True, help="Answer in JSON.")
@click.pass_obj
def drop(desk: Desk, name: str, as_json: bool) -> None:
    """Put an idea aside; its file stays."""
    if is_item(name):
        from brandkit.cli.suggesting import drop_suggestion

        drop_suggestion(desk, name, as_json=as_json)
        return
    with writing(desk.root):
        item = _find(load_ideas(desk.root, desk.brand).ideas, name)
        if item.id.startswith(NOTE_MARK):
            raise ImpossibleError(
                _("{path} is a note of yours; take its tag away there", path=item.path)
            )
        source = source_of(desk.root, item.path)
        if item.id.startswith(INBOX_MARK):
            text = ticked(source.text, item.id)
        else:
            text = set_keys(source.text, {"status": "dropped"})
        files.apply([Write(source.path, text, source)], inside=desk.root)
    if as_json:
        answer({"id": item.id, "path": item.path, "dropped": True})
        return
    key = "idea.ticked" if item.id.startswith(INBOX_MARK) else "idea.dropped"
    say([desk.words(key, title=item.title, path=item.path)])


def _find(ideas: Sequence[Idea], name: str) -> Idea:
    open_ideas = [item for item in ideas if not item.dropped]
    exact = [item for item in open_ideas if name in {item.id, item.path}]
    matches = exact or [
        item
        for item in open_ideas
        if item.id.startswith(name) or name.casefold() in item.title.casefold()
    ]
    if len(matches) == 1:
        return matches[0]
    if not matches:
        raise ImpossibleError(
            _("There is no idea {name!r}. See them with: brandkit idea list", name=name)
        )
    raise ImpossibleError(
        _("{wanted!r} may be any of these:", wanted=name),
        details=[f"  {item.id}" for item in matches[:8]],
    )
