"""`brandkit habits`: the ten lines, and which habits are on."""

from __future__ import annotations

from typing import Any

import click

from brandkit.cli.desk import Desk, answer, say, strong, warn, wrapped, write_out
from brandkit.cli.speaking import Command, Group
from brandkit.cli.themes import first_day
from brandkit.config import Settings, load_settings
from brandkit.core.habits.scorecard import Matter, Score, fields_of, scores
from brandkit.evidence import balances, before, evidence, figure, matter_of, next_step, rows_to_come
from brandkit.habits import Habit, add_habit, drop_habit, habits_of
from brandkit.housekeeping import writing

OPENNESS = 4
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
    matter, problems = matter_of(desk)
    warn(problems)
    found = scores(matter, first, today)
    rows = rows_to_come(desk)
    steps = {one.number: next_step(desk, one, rows, matter) for one in found}
    if as_json:
        answer(_answer(desk, found, steps, matter))
        return
    if html is not None:
        from brandkit.scorecard import page_of

        write_out(desk, html, page_of(desk.words, desk.brand.name, found, steps))
        return
    say(_lines(desk, found, steps, matter))


def _lines(desk: Desk, found: list[Score], steps: dict[int, str], matter: Matter) -> list[str]:
    words = desk.words
    first = found[0].first if found else desk.now.date()
    lines = [strong(wrapped(words("habits.title", day=words.dated(first)))), ""]
    for score in found:
        told = f"{figure(words, score)}{before(words, score)}"
        head = f"{score.number:>2}  {words(f'habits.{score.number}')}: {told}"
        lines.append(wrapped(head, "    ", first=""))
        files = evidence(score, SHOWN)
        if files:
            lines.append(wrapped(files, "    "))
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


def _answer(
    desk: Desk, found: list[Score], steps: dict[int, str], matter: Matter
) -> dict[str, Any]:
    today = desk.now.date()
    standing = balances(desk, matter)
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
        "owed": sum(len(one.owed) for one in standing),
        "unthanked": sum(len(one.unthanked) for one in standing),
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
