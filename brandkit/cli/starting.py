"""`brandkit init`: a workspace to begin with."""

from __future__ import annotations

import os
import sys
from typing import NamedTuple

import click

from brandkit.cli.desk import answer, say, wrapped
from brandkit.cli.speaking import Command
from brandkit.core.beginning import Person, nearest_starter, person_of
from brandkit.core.notation.brand import LANGUAGES
from brandkit.core.proposing import Proposal, propose
from brandkit.starter import (
    Mine,
    begin,
    locale_language,
    starter_themes,
    starters,
    system_zone,
    texts_of,
)
from brandkit.words import Words


@click.command(cls=Command, epilog="Example: brandkit init my-brand --language it --yes")
@click.argument("folder", metavar="[DIR]", default=".")
@click.option("--starter", default=None, help="The brand to begin with.")
@click.option(
    "--language", default=None, type=click.Choice(LANGUAGES), help="The language of the workspace."
)
@click.option("--who", default="", metavar="TEXT", help="Who you are: name, profession.")
@click.option("--for", "audience", default="", metavar="TEXT", help="Whom you write for.")
@click.option(
    "--come-for", "promise", default="", metavar="TEXT", help="What they should come to you for."
)
@click.option(
    "--from",
    "source",
    default=None,
    metavar="PATH",
    help="Propose themes from your profile (a file, or - to paste it), a folder of posts,"
    " or an archive.",
)
@click.option("--yes", is_flag=True, help="Ask nothing: the consultant, in the locale's language.")
@click.option("--json", "as_json", is_flag=True, help="Answer in JSON.")
def init(
    folder: str,
    starter: str | None,
    language: str | None,
    who: str,
    audience: str,
    promise: str,
    source: str | None,
    yes: bool,
    as_json: bool,
) -> None:
    """Begin a workspace: a brand, a calendar, room for drafts.

    On a terminal it asks three questions and proposes the starter nearest to the answers.
    """
    context = click.get_current_context()
    base = getattr(context.obj, "folder", ".")
    asking = not yes and not as_json and sys.stdin.isatty()
    if language is None:
        language = locale_language()
        if asking:
            language = click.prompt("Lingua / Language", language, type=click.Choice(LANGUAGES))
    words = Words(language)
    person = person_of(who, audience, promise)
    texts = [] if source is None else texts_of(source)
    proposals = propose(texts, language)
    told = source is not None and not proposals
    wishes = _Wishes(person, starter, {})
    if asking:
        wishes = _asked(words, wishes, proposals, language)
    chosen = wishes.starter or nearest_starter(wishes.person, starters(language))
    mine = None
    if any(wishes.person) or source is not None or wishes.shares:
        profile = texts[0] if source and not os.path.isdir(source) else ""
        chosen_themes = _with_shares(proposals, wishes.shares)
        mine = Mine(wishes.person, wishes.shares, chosen_themes, profile)
    place = os.path.join(base, folder)
    zone = system_zone()
    begun = begin(place, chosen, language, zone, context.obj.moment_in(zone).date(), mine)
    if as_json:
        answer(
            {
                "folder": place,
                "starter": chosen,
                "themes": [item.name for item in proposals],
                "written": list(begun.written),
                "kept": list(begun.kept),
            }
        )
        return
    lines = [words("init.done", folder=os.path.normpath(place))]
    lines += [f"  {path}" for path in begun.written]
    if proposals:
        names = words.listed([item.name for item in proposals])
        lines.append(wrapped(words("init.themes", themes=names)))
    if told:
        lines.append(wrapped(words("init.no themes", path=source)))
    say([*lines, wrapped(words("init.next"))])


class _Wishes(NamedTuple):
    """What the person said on the terminal."""

    person: Person
    starter: str | None
    shares: dict[str, int]


def _asked(words: Words, wishes: _Wishes, proposals: list[Proposal], language: str) -> _Wishes:
    """The three questions, then a starter near to the answers and its themes, to be adjusted."""
    said = wishes.person
    if not any(said):
        who = click.prompt(words("init.who"), default="", show_default=False)
        audience = click.prompt(words("init.for"), default="", show_default=False)
        promise = click.prompt(words("init.come for"), default="", show_default=False)
        said = person_of(who, audience, promise)
    starter = wishes.starter
    if starter is None:
        names = starters(language)
        near = nearest_starter(said, names)
        starter = click.prompt(words("init.starter"), near, type=click.Choice(names))
    if any(said) or proposals:
        from brandkit.cli.adjusting import adjusted

        themes = starter_themes(starter, language)
        shares = {item.name: item.share for item in proposals}
        shares = shares or {name: theme.share for name, theme in themes.items()}
        shown = {name: theme.name for name, theme in themes.items()}
        return _Wishes(said, starter, adjusted(shares, shown, words))
    return _Wishes(said, starter, {})


def _with_shares(proposals: list[Proposal], shares: dict[str, int]) -> list[Proposal]:
    """The *proposals* as they were adjusted."""
    if not shares:
        return proposals
    return [item._replace(share=shares[item.name]) for item in proposals if item.name in shares]
