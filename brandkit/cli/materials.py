"""`brandkit material`: short true stories, numbers, myths and phrases of one's own."""

from __future__ import annotations

import os
import sys
from typing import Any

import click

from brandkit.cli import completing
from brandkit.cli.desk import Desk, answer, no_such, say, warn, wrapped
from brandkit.cli.speaking import Group
from brandkit.core.model import Material
from brandkit.core.notation.material import PUBLISH
from brandkit.core.notation.templates import MATERIAL_KINDS
from brandkit.core.saying import _
from brandkit.files import read
from brandkit.workspace import load_entries, load_material
from brandkit.writing import add_material, uses_of


@click.group(
    cls=Group,
    epilog='Example: brandkit material add "In ten years two of nine heirs asked to come in"',
)
def material() -> None:
    """Keep short true stories, numbers, myths and phrases of your own."""


@material.command(
    epilog='Example: brandkit material add "He rang at seven every day" --theme change --publish'
)
@click.argument("text", nargs=-1, required=True, metavar="TEXT|FILE|-")
@click.option(
    "--kind",
    default=MATERIAL_KINDS[0],
    show_default=True,
    type=click.Choice(MATERIAL_KINDS),
    help="What it is.",
)
@click.option("--theme", "themes", multiple=True, help="A theme it belongs to; more may follow.")
@click.option("--channel", "channels", multiple=True, help="A channel it may go on; all, if none.")
@click.option("--person", "people", multiple=True, help="Somebody it speaks of.")
@click.option("--publish", is_flag=True, help="It may be published; without this it is kept only.")
@click.option("--json", "as_json", is_flag=True, help="Answer in JSON.")
@click.pass_obj
def add(
    desk: Desk,
    text: tuple[str, ...],
    kind: str,
    themes: tuple[str, ...],
    channels: tuple[str, ...],
    people: tuple[str, ...],
    publish: bool,
    as_json: bool,
) -> None:
    """Keep a piece of material: a line, a file, or - for standard input.

    Nothing that is private goes into a draft: only with --publish, or `may: publish` in its file.
    """
    words = _words(desk, text)
    if not words.strip():
        raise click.BadParameter(_("there are no words in it"), param_hint="TEXT")
    _check("theme", themes, [item.id for item in desk.brand.themes])
    _check("channel", channels, [item.id for item in desk.brand.channels])
    keys: dict[str, Any] = {
        "kind": kind,
        "themes": list(themes),
        "may": PUBLISH if publish else None,
        "people": list(people),
        "channels": list(channels),
        "added": desk.now.date().isoformat(),
    }
    path = add_material(desk.root, keys, words)
    if as_json:
        name = os.path.basename(path).removesuffix(".md")
        answer({"id": name, "kind": kind, "path": path, "may_publish": publish})
        return
    lines = [desk.words("material.added", path=path)]
    if not publish:
        lines.append(wrapped(desk.words("material.private", path=path)))
    elif not themes:
        lines.append(wrapped(desk.words("idea.no theme", path=path)))
    say(lines)


def _words(desk: Desk, text: tuple[str, ...]) -> str:
    """What is to be kept: standard input, the text of a file, or the words themselves."""
    if text == ("-",):
        return sys.stdin.read()
    if len(text) == 1 and " " not in text[0]:
        path = os.path.join(desk.folder, text[0])
        if os.path.isfile(path):
            return read(path).text
    return " ".join(text)


def _check(kind: str, given: tuple[str, ...], known: list[str]) -> None:
    for name in given:
        if name not in known:
            raise no_such(kind, name, known, f"--{kind}")


@material.command("list", epilog="Example: brandkit material list --theme leadership")
@click.option(
    "--theme", default="", shell_complete=completing.themes, help="Only that of this theme."
)
@click.option("--json", "as_json", is_flag=True, help="Answer in JSON.")
@click.pass_obj
def list_material(desk: Desk, theme: str, as_json: bool) -> None:
    """Show the material, and when it was used."""
    shelf = load_material(desk.root)
    entries = load_entries(desk.root, desk.brand.zone).entries
    found = [item for item in shelf.material if not theme or theme in item.themes]
    warn(shelf.problems)
    if as_json:
        answer({"material": [_row(item, uses_of(item, entries)) for item in found]})
        return
    if not found:
        say([wrapped(desk.words("material.none"))])
        return
    lines: list[str] = []
    for item in found:
        parts = [desk.words(f"material.{item.kind}"), *item.themes]
        used = uses_of(item, entries)
        if used:
            parts.append(desk.words("material.used", days=", ".join(used)))
        if not item.may_publish:
            parts.append(desk.words("material.kept back"))
        elif not any(desk.brand.theme(name) for name in item.themes):
            parts.append(desk.words("material.no theme"))
        lines.append(wrapped(" ".join(item.text.split()), "  ", first=""))
        lines.append(f"  {item.id}  ({' · '.join(parts)})")
    say(lines)


def _row(item: Material, used: list[str]) -> dict[str, Any]:
    return {
        "id": item.id,
        "kind": item.kind,
        "text": item.text,
        "themes": list(item.themes),
        "people": list(item.people),
        "channels": list(item.channels),
        "may_publish": item.may_publish,
        "used": used,
        "path": item.path,
    }
