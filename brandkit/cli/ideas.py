"""`brandkit idea`: the undated backlog."""

from __future__ import annotations

import os
import sys
from typing import Any

import click

from brandkit import files
from brandkit.cli.desk import Desk, answer, no_such, say, warn, wrapped
from brandkit.core.model import Idea
from brandkit.core.notation.amend import set_keys
from brandkit.errors import ImpossibleError
from brandkit.files import Write
from brandkit.workspace import IDEAS, load_entries, load_ideas, source_of
from brandkit.world import keep_note, private_folder, tidy


@click.group(
    epilog='Example: brandkit idea add "The question nobody asks in a review" --theme people'
)
def idea() -> None:
    """Keep what is worth writing about, with no date."""


@idea.command(epilog='Example: brandkit idea add "The day the plan failed" --theme change')
@click.argument("text", nargs=-1, required=True)
@click.option("--theme", default="", help="The theme it belongs to.")
@click.option("--json", "as_json", is_flag=True, help="Answer in JSON.")
@click.pass_obj
def add(desk: Desk, text: tuple[str, ...], theme: str, as_json: bool) -> None:
    """Keep an idea; - reads it from standard input, its first line as title."""
    words = sys.stdin.read() if text == ("-",) else " ".join(text)
    title, _, body = words.strip().partition("\n")
    if not title.strip():
        raise click.BadParameter("the idea is empty", param_hint="TEXT")
    known = [item.id for item in desk.brand.themes]
    if theme and desk.brand.theme(theme) is None:
        raise no_such("theme", theme, known, "--theme")
    keys: dict[str, Any] = {"title": title.strip(), "theme": theme or None}
    keys["added"] = desk.now.date().isoformat()
    content = set_keys(f"{body.strip()}\n" if body.strip() else "", keys, tuple(keys))
    shown = keep_note(desk.root, IDEAS, title, content)
    name = os.path.basename(shown).removesuffix(".md")
    if as_json:
        answer({"id": name, "title": title.strip(), "theme": theme, "path": shown})
        return
    lines = [desk.words("idea.added", path=shown)]
    if not theme and len(known) > 1:
        lines.append(desk.words("idea.no theme", path=shown))
    say(lines)


@idea.command("list", epilog="Example: brandkit idea list --theme people")
@click.option("--theme", default="", help="Only those of this theme.")
@click.option("--dropped", is_flag=True, help="Also those that were dropped.")
@click.option("--json", "as_json", is_flag=True, help="Answer in JSON.")
@click.pass_obj
def list_ideas(desk: Desk, theme: str, dropped: bool, as_json: bool) -> None:
    """Show the ideas, and where they are used."""
    shelf = load_ideas(desk.root)
    entries = load_entries(desk.root, desk.brand.zone).entries
    used = {entry.idea: entry.path for entry in entries if entry.idea}
    found = [
        item
        for item in shelf.ideas
        if (dropped or not item.dropped) and (not theme or item.theme == theme)
    ]
    warn(shelf.problems)
    if as_json:
        answer({"ideas": [_row(item, used.get(item.id, "")) for item in found]})
        return
    if not found:
        say([desk.words("idea.none")])
        return
    lines: list[str] = []
    for item in found:
        place = desk.words("idea.used", path=used[item.id]) if item.id in used else ""
        tail = " · ".join(part for part in (item.theme, place) if part)
        lines.append(wrapped(item.title, "  ", first=""))
        lines.append(f"  {item.id}" + (f"  ({tail})" if tail else ""))
    say(lines)


def _row(item: Idea, used: str) -> dict[str, Any]:
    return {
        "id": item.id,
        "title": item.title,
        "theme": item.theme,
        "path": item.path,
        "dropped": item.dropped,
        "used": used or None,
    }


@idea.command(epilog="Example: brandkit idea drop the-day-the-plan-failed")
@click.argument("name")
@click.option("--json", "as_json", is_flag=True, help="Answer in JSON.")
@click.pass_obj
def drop(desk: Desk, name: str, as_json: bool) -> None:
    """Put an idea aside; its file stays."""
    with files.locked(private_folder(desk.root)):
        tidy(desk.root)
        item = _find(list(load_ideas(desk.root).ideas), name)
        source = source_of(desk.root, item.path)
        text = set_keys(source.text, {"status": "dropped"})
        files.apply([Write(source.path, text, source)], inside=desk.root)
    if as_json:
        answer({"id": item.id, "path": item.path, "dropped": True})
        return
    say([desk.words("idea.dropped", title=item.title, path=item.path)])


def _find(ideas: list[Idea], name: str) -> Idea:
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
        raise ImpossibleError(f"There is no idea {name!r}. See them with: brandkit idea list")
    raise ImpossibleError(
        f"{name!r} may be any of these:", details=[f"  {item.id}" for item in matches[:8]]
    )
