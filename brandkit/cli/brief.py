"""The plan as one shows it to others: goals, audiences, themes with shares, rhythm, measures."""

from __future__ import annotations

from collections import Counter

import click

from brandkit.cli.desk import Desk, write_out
from brandkit.core.model import Entry
from brandkit.core.plan import to_come
from brandkit.core.shares import shares_on
from brandkit.planning import Outcome
from brandkit.world import World


def show_brief(desk: Desk, world: World, outcome: Outcome, html: str | None) -> None:
    """The brief in Markdown on stdout, or as a page in the file *html*."""
    text = brief_markdown(desk, world, outcome)
    if html is None:
        click.echo(text, nl=False)
        return
    from brandkit.page import page_of

    title = desk.words("brief.title", name=desk.brand.name)
    write_out(desk, html, page_of(text, title, desk.brand.language))


def brief_markdown(desk: Desk, world: World, outcome: Outcome) -> str:
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
    entries = [entry for entry in to_come(outcome.plan) if not entry.is_task]
    lines += ["", f"## {words('brief.rhythm')}", "", *_rhythm(desk, world, entries)]
    lines += ["", f"## {words('brief.measures')}", ""]
    lines += [f"- {measure}" for measure in brand.measures] or [words("brief.no measures")]
    lines += ["", f"## {words('brief.coming')}", ""]
    for entry in sorted(entries, key=lambda entry: entry.when):
        known = brand.theme(entry.theme)
        name = known.name if known else entry.theme
        lines.append(f"- {words.moment(entry.when)}: {name}, {entry.title}")
    return "\n".join(lines) + "\n"


def _rhythm(desk: Desk, world: World, entries: list[Entry]) -> list[str]:
    """The days and hours of each channel, and how many posts that makes."""
    words, lines = desk.words, []
    names = {channel.id: channel.name for channel in desk.brand.channels}
    for calendar in world.situation.calendars:
        for rhythm in () if calendar.habit else calendar.rhythms:
            if rhythm.weekdays:
                days = words.listed([words.weekday(number) for number in rhythm.weekdays])
                name, hour = names[rhythm.channel], f"{rhythm.at:%H:%M}"
                text = words("brief.rhythm.days", channel=name, days=days, hour=hour)
                lines.append(f"- {text}")
    counts = Counter(entry.channel for entry in entries)
    if entries:
        last = words.day(max(entry.when for entry in entries).date())
        for channel, name in names.items():
            if counts[channel]:
                n = counts[channel]
                text = words("brief.rhythm.count", channel=name, n=n, day=last)
                lines.append(f"- {text}")
    return lines


def _row(cells: list[str]) -> str:
    return "| " + " | ".join(cell.replace("|", "\\|") for cell in cells) + " |"
