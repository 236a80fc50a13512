"""The plan as one shows it to others: goals, audiences, themes with shares, rhythm, measures."""

from __future__ import annotations

import os
from collections import Counter

import click

from brandkit import files
from brandkit.cli.desk import Desk
from brandkit.core.shares import shares_on
from brandkit.files import Write, read
from brandkit.planning import Outcome


def show_brief(desk: Desk, outcome: Outcome, html: str | None) -> None:
    """The brief in Markdown on stdout, or as a page in the file *html*."""
    text = brief_markdown(desk, outcome)
    if html is None:
        click.echo(text, nl=False)
        return
    from brandkit.page import page_of

    path = os.path.abspath(html)
    source = read(path) if os.path.exists(path) else None
    title = desk.words("brief.title", name=desk.brand.name)
    files.apply([Write(path, page_of(text, title, desk.brand.language), source)])
    click.echo(desk.words("brief.written", path=html))


def brief_markdown(desk: Desk, outcome: Outcome) -> str:
    """The brief as Markdown."""
    words, brand = desk.words, desk.brand
    lines = [f"# {words('brief.title', name=brand.name)}", ""]
    for key, text in (("promise", brand.promise), ("audience", brand.audience)):
        if text:
            lines += [f"**{words(f'brief.{key}')}.** {text}", ""]
    if brand.goals:
        lines += [f"## {words('brief.goals')}", "", *(f"- {goal}" for goal in brand.goals), ""]
    shares = shares_on(brand.themes, desk.now.date())
    heads = [words(f"brief.{key}") for key in ("theme", "share", "audience", "goal", "message")]
    lines += [f"## {words('brief.themes')}", "", _row(heads), _row(["---"] * len(heads))]
    for theme, share in zip(brand.themes, shares, strict=True):
        lines.append(_row([theme.name, f"{share} %", theme.audience, theme.goal, theme.message]))
    lines += ["", f"## {words('brief.rhythm')}", ""]
    entries = [line.entry for line in outcome.plan.lines] + list(outcome.plan.standing)
    counts = Counter(entry.channel for entry in entries)
    for channel in brand.channels:
        if counts[channel.id]:
            n = counts[channel.id]
            lines.append(f"- {words('brief.a week', channel=channel.name, n=n)}")
    lines += ["", f"## {words('brief.measures')}", ""]
    lines += [f"- {measure}" for measure in brand.measures] or [words("brief.no measures")]
    lines += ["", f"## {words('brief.coming')}", ""]
    for entry in sorted(entries, key=lambda entry: entry.when):
        known = brand.theme(entry.theme)
        name = known.name if known else entry.theme
        lines.append(f"- {words.moment(entry.when)}: {name}, {entry.title}")
    return "\n".join(lines) + "\n"


def _row(cells: list[str]) -> str:
    return "| " + " | ".join(cell.replace("|", "\\|") for cell in cells) + " |"
