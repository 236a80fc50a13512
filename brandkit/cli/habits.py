"""`brandkit habits`: the ten lines, and which habits are on."""

from __future__ import annotations

from typing import Any

import click

from brandkit import workspace
from brandkit.archives.network import invited, load_connections
from brandkit.circle import load_circle
from brandkit.cli.desk import Desk, answer, say, strong, warn, wrapped, write_out
from brandkit.cli.speaking import Command, Group
from brandkit.cli.themes import first_day
from brandkit.config import Settings, load_settings
from brandkit.core.habits.scorecard import Matter, Score, fields_of, scores
from brandkit.core.people.favours import Balance, balance_of
from brandkit.core.statuses import OVER
from brandkit.habits import Habit, add_habit, drop_habit, habits_of
from brandkit.housekeeping import writing
from brandkit.index import Row

OPENNESS, FAVOURS = 4, 9
SHOWN = 3
"""Files that are named as evidence on the screen; all are in JSON."""


@click.group(
    cls=Group,
    invoke_without_command=True,
    epilog="Example: brandkit habits --since 90d --html garden.html",
)
@click.option("--since", default="90d", help="From when: 90d, 12w, 6m, 1y, or a day.")
@click.option("--html", default=None, metavar="FILE", help="Write a page to print, - for stdout.")
@click.option("--json", "as_json", is_flag=True, help="Answer in JSON.")
@click.pass_context
def habits(ctx: click.Context, since: str, html: str | None, as_json: bool) -> None:
    """Show the habits that are on, the evidence of each, and the next step.

    What left no trace is unknown. Each figure is a count of days and files, which --json lists.
    """
    if ctx.invoked_subcommand is not None:
        return
    desk: Desk = ctx.obj
    today = desk.now.date()
    first = first_day(since, today)
    matter = matter_of(desk)
    found = scores(matter, first, today)
    rows = [row for row in desk.index().rows if row.status not in OVER and _is_near(desk, row)]
    steps = {one.number: next_step(desk, one, rows, matter) for one in found}
    if as_json:
        answer(_answer(desk, found, steps, matter))
        return
    if html is not None:
        from brandkit.scorecard import page_of

        write_out(desk, html, page_of(desk.words, desk.brand.name, found, steps))
        return
    say(_lines(desk, found, steps, matter))


def matter_of(desk: Desk) -> Matter:
    """Everything that may be evidence; what cannot be read is told."""
    settings = load_settings(desk.root)
    shelf = workspace.load_entries(desk.root, settings.brand.zone)
    warn(shelf.problems)
    connections, _source = load_connections(desk.root)
    circle = load_circle(desk.root, settings.brand.language)
    sent = invited(desk.root)
    return Matter(settings.brand, settings.calendars, shelf.entries, circle, connections, sent)


def next_step(desk: Desk, score: Score, rows: list[Row], matter: Matter) -> str:
    """The next of the *rows* that is of this habit, or the command that brings one."""
    words = desk.words
    own = (row for row in rows if row.calendar in score.calendars)
    first = min(own, key=lambda row: row.at, default=None)
    if first is None:
        if score.number == FAVOURS:
            owed = sum(bool(one.owed) for one in _balances(desk, matter))
            if owed:
                return words("habits.owed", n=owed)
        return words(f"habits.hint.{score.number}")
    day = words.near_day(desk.moment_at(first.at).date(), desk.now.date())
    return words("habits.next", title=first.title or first.path, day=day)


def _balances(desk: Desk, matter: Matter) -> list[Balance]:
    """How one stands with each, up to today."""
    today = desk.now.date()
    return [
        balance_of(line for line in one.log if line.day <= today)
        for one in matter.circle.people.values()
    ]


def _is_near(desk: Desk, row: Row) -> bool:
    return row.at >= desk.now.timestamp() - 86_400


def _lines(desk: Desk, found: list[Score], steps: dict[int, str], matter: Matter) -> list[str]:
    words = desk.words
    first = found[0].first if found else desk.now.date()
    lines = [strong(wrapped(words("habits.title", day=words.dated(first)))), ""]
    for score in found:
        head = f"{score.number:>2}  {words(f'habits.{score.number}')}: {figure(desk, score)}"
        lines.append(wrapped(head, "    ", first=""))
        evidence = _evidence(score)
        if evidence:
            lines.append(wrapped(evidence, "    "))
        if score.number == OPENNESS:
            lines.append(wrapped(_variety(desk, matter), "    "))
        lines.append(wrapped(steps[score.number], "    ", first="    → "))
    off = next((one for one in _all(matter) if not one.on), None)
    if off is not None:
        lines += ["", wrapped(words("habits.more", name=off.calendar.name, id=off.id))]
    return lines


def _variety(desk: Desk, matter: Matter) -> str:
    """How many fields the people one keeps are of, and what would widen them."""
    found = fields_of(matter)
    named = desk.words.listed(list(found.outside[:SHOWN]))
    key = "habits.fields" if found.outside else "habits.no field"
    return desk.words(key, noted=found.noted, people=found.people, themes=named)


def figure(desk: Desk, score: Score) -> str:
    """«12 (9 before)», with the target where there is one; «unknown» where nothing is known."""
    words = desk.words
    if score.times is None:
        return words("habits.unknown")
    text = str(score.times)
    if score.target:
        text = words("habits.of", n=score.times, target=score.target)
    if score.before is not None:
        text += f" ({words('habits.before', n=score.before)})"
    return text


def _evidence(score: Score) -> str:
    """The latest files behind the figure."""
    latest = sorted(score.evidence, reverse=True)
    paths = list(dict.fromkeys(f"{one.path} ({one.day.isoformat()})" for one in latest))
    more = " …" if len(paths) > SHOWN else ""
    return ", ".join(paths[:SHOWN]) + more


def _answer(
    desk: Desk, found: list[Score], steps: dict[int, str], matter: Matter
) -> dict[str, Any]:
    today = desk.now.date()
    balances = _balances(desk, matter)
    return {
        "since": found[0].first.isoformat() if found else None,
        "until": today.isoformat(),
        "habits": [
            {
                "number": score.number,
                "name": desk.words(f"habits.{score.number}"),
                "calendars": list(score.calendars),
                "count": score.times,
                "before": score.before,
                "target": score.target or None,
                "evidence": [
                    {"day": one.day.isoformat(), "path": one.path, "what": one.what}
                    for one in score.evidence
                ],
                "next": steps[score.number],
            }
            for score in found
        ],
        "owed": sum(len(one.owed) for one in balances),
        "unthanked": sum(len(one.unthanked) for one in balances),
        "off": [one.id for one in _all(matter) if not one.on],
    }


def _all(known: Matter | Settings) -> list[Habit]:
    return habits_of(known.calendars, known.brand.language)


@habits.command("list", cls=Command, epilog="Example: brandkit habits list")
@click.option("--json", "as_json", is_flag=True, help="Answer in JSON.")
@click.pass_obj
def list_habits(desk: Desk, as_json: bool) -> None:
    """Show all habits, those that are on and those that are not."""
    found = _all(load_settings(desk.root))
    if as_json:
        answer(
            {
                "habits": [
                    {
                        "id": one.id,
                        "number": one.number,
                        "name": one.calendar.name,
                        "goal": one.calendar.habit.goal if one.calendar.habit else "",
                        "on": one.on,
                    }
                    for one in found
                ]
            }
        )
        return
    lines = []
    for one in found:
        mark = "✓" if one.on else "·"
        goal = one.calendar.habit.goal if one.calendar.habit else ""
        name = f"{one.calendar.name}: {goal}" if goal else one.calendar.name
        head = f"{mark} {one.number or '':>2}  {one.id} · {name}"
        lines.append(wrapped(head, "      ", first=""))
    say([*lines, "", wrapped(desk.words("habits.how"))])


@habits.command(cls=Command, epilog="Example: brandkit habits add bridges")
@click.argument("name")
@click.option("--json", "as_json", is_flag=True, help="Answer in JSON.")
@click.pass_obj
def add(desk: Desk, name: str, as_json: bool) -> None:
    """Take up a habit: its calendar comes into calendars/, for you to change."""
    with writing(desk.root):
        path = add_habit(desk.root, name, desk.brand.language)
    if as_json:
        answer({"path": path})
        return
    say([wrapped(desk.words("habits.added", path=path))])


@habits.command(cls=Command, epilog="Example: brandkit habits drop bridges")
@click.argument("name")
@click.option("--json", "as_json", is_flag=True, help="Answer in JSON.")
@click.pass_obj
def drop(desk: Desk, name: str, as_json: bool) -> None:
    """Give up a habit: its calendar goes; what you did stays."""
    with writing(desk.root):
        path = drop_habit(desk.root, load_settings(desk.root).calendars, name)
    if as_json:
        answer({"path": path})
        return
    say([wrapped(desk.words("habits.dropped", path=path))])
