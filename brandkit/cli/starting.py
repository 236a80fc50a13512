"""`brandkit init`: a workspace to begin with."""

from __future__ import annotations

import os
import sys

import click

from brandkit.cli.desk import answer, say
from brandkit.core.notation.brand import LANGUAGES
from brandkit.starter import begin, locale_language, starters, system_zone
from brandkit.words import Words

STANDARD = "consultant"


@click.command(epilog="Example: brandkit init my-brand --language it --yes")
@click.argument("folder", metavar="[DIR]", default=".")
@click.option("--starter", default=None, help="The brand to begin with.")
@click.option(
    "--language", default=None, type=click.Choice(LANGUAGES), help="The language of the workspace."
)
@click.option("--yes", is_flag=True, help="Ask nothing: the consultant, in the locale's language.")
@click.option("--json", "as_json", is_flag=True, help="Answer in JSON.")
def init(folder: str, starter: str | None, language: str | None, yes: bool, as_json: bool) -> None:
    """Begin a workspace: a brand, a calendar, room for drafts."""
    context = click.get_current_context()
    base = getattr(context.obj, "folder", ".")
    ask = not yes and not as_json and sys.stdin.isatty()
    if language is None:
        language = locale_language()
        if ask:
            language = click.prompt("Lingua / Language", language, type=click.Choice(LANGUAGES))
    if starter is None:
        starter = STANDARD
        names = starters(language)
        if ask and len(names) > 1:
            starter = click.prompt("Starter", STANDARD, type=click.Choice(names))
    place = os.path.join(base, folder)
    zone = system_zone()
    today = context.obj.moment_in(zone).date()
    begun = begin(place, starter, language, zone, today)
    if as_json:
        answer({"folder": place, "written": list(begun.written), "kept": list(begun.kept)})
        return
    words = Words(language)
    shown = os.path.normpath(place)
    lines = [words("init.done", folder=shown)]
    say([*lines, *(f"  {path}" for path in begun.written), words("init.next")])
