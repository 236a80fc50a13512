"""`brandkit templates`: what formats there are, what they ask, how they read."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import click

from brandkit.cli import completing
from brandkit.cli.desk import Desk, answer, no_such, say, warn, wrapped
from brandkit.cli.speaking import Group
from brandkit.core.drafts.shapes import TASK_KINDS
from brandkit.core.drafts.weave import visible
from brandkit.core.habits.circle import (
    GROUP_MARK,
    PAIR_MARK,
    PERSON_MARK,
    REVIEW_MARK,
    SKILL_MARK,
    Circle,
)
from brandkit.core.habits.groups import Group as Association
from brandkit.core.model import Brand, Channel, Entry, Theme
from brandkit.core.notation.brand import LANGUAGES
from brandkit.core.notation.templates import Pattern, Stem
from brandkit.core.people.person import Person
from brandkit.core.pieces import Template
from brandkit.core.problems import nearest
from brandkit.core.saying import _
from brandkit.drafting import Drafter
from brandkit.errors import UNREADABLE, ImpossibleError
from brandkit.render import Renderer, TemplateFile, find_templates
from brandkit.world import World, read_world

EXAMPLES = tuple(
    Person(name, name, said_without_name="…") for name in ("Lucia Bianchi", "Ugo Neri")
)
"""Whom a task is about, where its template is only tried."""
_ABOUT = {
    "introduction": f"{PAIR_MARK}Lucia Bianchi + Ugo Neri",
    "association": f"{GROUP_MARK}AIDP",
    "practice": f"{SKILL_MARK}alt-text",
    "review": f"{REVIEW_MARK}review",
    "profile": f"{REVIEW_MARK}image",
}


def _about(name: str) -> str:
    """What the template of a task is tried on, by the first word of its name."""
    return _ABOUT.get(name.partition("-")[0], f"{PERSON_MARK}Lucia Bianchi")


@click.group(cls=Group, epilog="Example: brandkit templates try lesson --theme leadership")
def templates() -> None:
    """Show the formats, what they ask, and how they read."""


@templates.command("list", epilog="Example: brandkit templates list --language it")
@click.option(
    "--language",
    default=None,
    type=click.Choice(LANGUAGES),
    help="The language; yours, if left out.",
)
@click.option("--json", "as_json", is_flag=True, help="Answer in JSON.")
@click.pass_obj
def list_templates(desk: Desk, language: str | None, as_json: bool) -> int:
    """Show the formats there are, built in and your own."""
    wanted = language or desk.brand.language
    rows: dict[tuple[str, str], tuple[TemplateFile, list[str]]] = {}
    for template, file in find_templates(desk.root).items():
        if template.language == wanted:
            rows.setdefault((template.format, file.shown), (file, []))[1].append(template.kind)
    problems = [line for file, _ in rows.values() for line in file.problems]
    if as_json:
        answer({"templates": [_row(key, file, kinds) for key, (file, kinds) in rows.items()]})
    else:
        lines: list[str] = []
        for (name, shown), (file, _) in sorted(rows.items()):
            occasion = desk.words("templates.occasion") if file.pattern.occasion else ""
            tail = " · ".join(part for part in (occasion, _own(shown)) if part)
            lines.append(wrapped(f"{file.pattern.purpose}", " " * 14, first=f"{name:<12}  "))
            if tail:
                lines.append(" " * 14 + tail)
        say(lines)
    warn(problems)
    return UNREADABLE if problems else 0


def _own(shown: str) -> str:
    return "" if shown.startswith("built-in") else shown


def _row(key: tuple[str, str], file: TemplateFile, kinds: list[str]) -> dict[str, Any]:
    pattern = file.pattern
    return {
        "format": key[0],
        "file": file.shown,
        "purpose": pattern.purpose,
        "channels": sorted(kinds),
        "occasion": pattern.occasion,
        "ask": [stem.id for stem in pattern.stems],
        "problems": list(file.problems),
    }


@templates.command(epilog="Example: brandkit templates show story")
@click.argument("name", metavar="FORMAT")
@click.option(
    "--channel",
    default="",
    shell_complete=completing.channels,
    help="A channel of yours; the first, if left out.",
)
@click.option("--json", "as_json", is_flag=True, help="Answer in JSON.")
@click.pass_obj
def show(desk: Desk, name: str, channel: str, as_json: bool) -> None:
    """Show what a format asks, and in how many ways it is told."""
    found = find_templates(desk.root)
    template = _template(found, name, _channel(desk.brand, channel))
    file = found[template]
    renderer = Renderer(found, desk.brand.voice)
    pattern, stems = renderer.pattern(template), renderer.stems(template)
    if as_json:
        answer(
            _row((name, file.shown), file, [template.kind])
            | {"stems": [_stem(stem) for stem in stems], "parts": _names(pattern)}
        )
        return
    words = desk.words
    lines = [wrapped(f"{name}: {pattern.purpose}"), file.shown, ""]
    for n, stem in enumerate(stems, 1):
        mark = "" if stem.required else f"  ({words('templates.optional')})"
        lines.append(wrapped(f"{stem.stem}{mark}", "   ", first=f"{n}. "))
        lines.append(wrapped(stem.hint, "   "))
        lines.append(wrapped(words("write.example", text=stem.example), "   "))
    names = _names(pattern)
    if names:
        lines.append("")
        for role in ("opening", "body", "closing"):
            told = f"{words(f'templates.{role}')}: {', '.join(names[role])}"
            lines += [wrapped(told, "  ", first="")]
    say(lines)


def _stem(stem: Stem) -> dict[str, Any]:
    return {
        "name": stem.id,
        "stem": stem.stem,
        "hint": stem.hint,
        "example": stem.example,
        "required": stem.required,
        "from": list(stem.sources),
        "offer": list(stem.offers),
    }


def _names(pattern: Pattern) -> dict[str, list[str]]:
    found: dict[str, list[str]] = {}
    for part in pattern.parts:
        found.setdefault(part.role, []).append(part.name)
    return found


@templates.command("try", epilog="Example: brandkit templates try myth --theme hiring --blank")
@click.argument("name", metavar="FORMAT")
@click.option(
    "--theme",
    default="",
    shell_complete=completing.themes,
    help="A theme of yours; the first, if left out.",
)
@click.option(
    "--channel",
    default="",
    shell_complete=completing.channels,
    help="A channel of yours; the first, if left out.",
)
@click.option("--blank", is_flag=True, help="As it is before the interview.")
@click.option("--way", default=1, type=click.IntRange(1, 20), help="Which way of telling it: 1.")
@click.option("--json", "as_json", is_flag=True, help="Answer in JSON.")
@click.pass_obj
def try_template(
    desk: Desk, name: str, theme: str, channel: str, blank: bool, way: int, as_json: bool
) -> None:
    """Show how a format reads, with the answers of its examples."""
    world = read_world(desk.root, desk.now, lambda _: desk.now)
    place, subject = _channel(desk.brand, channel), _theme(desk.brand, theme)
    template = _template(world.templates, name, place)
    drafter = Drafter(_alone(world))
    for n in range(way):
        entry = Entry(f"example{n}", "", desk.now, format=name, language=place.language)
        if template.kind in TASK_KINDS:
            entry = replace(entry, people=tuple(one.id for one in EXAMPLES), idea=_about(name))
        else:
            entry = replace(entry, channel=place.id, theme=subject.id)
        stems = drafter.asked(entry, {}).stems
        answers = {} if blank else {stem.id: stem.example for stem in stems}
        draft = drafter.draft(entry, answers=answers)
    if as_json:
        answer({"title": draft.title, "parts": draft.parts, "text": visible(draft.body)})
        return
    notes = [line for line in (draft.first_comment, draft.alt) if line]
    say([draft.title, "", visible(draft.body), *(["", *notes] if notes else [])])


def _alone(world: World) -> World:
    """*world* as if nothing had been written yet, and nobody known but those of the example."""
    circle = Circle({one.id: one for one in EXAMPLES}, (), (), (Association("AIDP", "AIDP"),))
    situation = replace(world.situation, entries=())
    return world._replace(situation=situation, circle=lambda: circle)


def _channel(brand: Brand, name: str) -> Channel:
    found = brand.channel(name) if name else brand.channels[0]
    if found is None:
        raise no_such(_("channel"), name, [item.id for item in brand.channels], "--channel")
    return found


def _theme(brand: Brand, name: str) -> Theme:
    found = brand.theme(name) if name else brand.themes[0]
    if found is None:
        raise no_such(_("theme"), name, [item.id for item in brand.themes], "--theme")
    return found


def _template(found: dict[Template, TemplateFile], name: str, channel: Channel) -> Template:
    """The template of that name for the channel, or for a task."""
    template = Template(name, channel.kind, channel.language)
    for kind in TASK_KINDS:
        if template not in found and Template(name, kind, channel.language) in found:
            template = Template(name, kind, channel.language)
    if template not in found:
        known = sorted(
            t.format for t in found if (t.kind, t.language) == (channel.kind, channel.language)
        )
        raise ImpossibleError(
            _(
                "There is no format {name!r} for {kind} in {language}{near}; there is: {known}",
                name=name,
                kind=channel.kind,
                language=channel.language,
                near=nearest(name, known),
                known=", ".join(known),
            )
        )
    return template
