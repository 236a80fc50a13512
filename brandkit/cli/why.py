"""`brandkit why`: the reason for a theme, and who else wanted its slot."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import timedelta
from typing import Any

import click

from brandkit.cli import completing
from brandkit.cli.answers import empty_row
from brandkit.cli.desk import Desk, answer, say, wrapped
from brandkit.cli.finding import find_entry
from brandkit.cli.speaking import Command
from brandkit.core.choosing import Choice
from brandkit.core.planner.by_share import Assignment
from brandkit.core.planner.swaps import price_instead
from brandkit.core.saying import _
from brandkit.core.statuses import OVER
from brandkit.errors import ImpossibleError
from brandkit.planning import whole_plan
from brandkit.sentences import blocked, why_sentence
from brandkit.world import World, read_world

HORIZON_DAYS = 28


@click.command(cls=Command, epilog="Example: brandkit why 2026-12-01")
@click.argument("entry", metavar="ENTRY|DATE", shell_complete=completing.entries)
@click.option("--prices", is_flag=True, help="Add what each other theme would cost, in posts².")
@click.option("--json", "as_json", is_flag=True, help="Answer in JSON.")
@click.pass_obj
def why(desk: Desk, entry: str, prices: bool, as_json: bool) -> None:
    """Say why a theme stands where it does, and who else wanted the slot."""
    horizon = desk.now + timedelta(days=HORIZON_DAYS)
    world = read_world(desk.root, desk.now, lambda _: horizon)
    plan = whole_plan(world, world.situation)
    left_empty = [c for c in plan.empty if c.slot.key.day.isoformat() == entry]
    if left_empty:
        _explain_empty(desk, world, left_empty, as_json=as_json)
        return
    found = find_entry(desk, world.situation.entries, entry)
    if found.status in OVER:
        raise ImpossibleError(
            _(
                "{path} is {status}; reasons are kept for what is coming",
                path=found.path,
                status=found.status,
            )
        )
    line = next((line for line in plan.lines if line.entry.id == found.id), None)
    seat = next((k for k, e in plan.placement.seated.items() if e.id == found.id), None)
    key = line.choice.slot.key if line else seat
    t = plan.assignment.index(key) if key else None
    if line is None:
        sentence = desk.words("why.fixed", title=found.title or found.path)
    else:
        sentence = why_sentence(desk.words, world, plan, line)
        if line.entry.theme != found.theme:
            sentence = f"{desk.words('why.changes')} {sentence}"
    rows = [] if t is None else _others(plan.assignment, t, prices=prices)
    if as_json:
        answer({"id": found.id, "theme": found.theme, "reason": sentence, "others": rows})
    else:
        say([wrapped(sentence), *_told(desk, world, rows)])


def _others(assignment: Assignment, t: int, *, prices: bool) -> list[dict[str, Any]]:
    """The other themes at position *t*, the one that is owed most first."""
    rows: list[dict[str, Any]] = []
    for i, theme in enumerate(assignment.themes):
        if i == assignment.plan[t]:
            continue
        row = {
            "theme": theme.id,
            "name": theme.name,
            "share": assignment.problem.rates[t][i],
            "owed": assignment.owed(t, i) / 100,
            "blocked": list(assignment.blockers(t, i)),
        }
        if prices:
            row["price"] = price_instead(assignment.problem, list(assignment.plan), t, i)
        rows.append(row)
    return sorted(rows, key=lambda row: (-row["owed"], row["theme"]))


def _told(desk: Desk, world: World, rows: list[dict[str, Any]]) -> list[str]:
    """A line for each of the other themes."""
    words = desk.words
    lines = ["", words("why.others")] if rows else []
    for row in rows:
        state = _state(desk, row["owed"])
        if row["blocked"]:
            rules = {row["theme"]: tuple(row["blocked"])}
            state += "; " + blocked(words, world, rules).partition(" (")[2].removesuffix(")")
        if row.get("price") is not None:
            state += "; " + words("why.price", price=_number(words.language, row["price"]))
        other = words("why.other", theme=row["name"], state=state)
        lines.append(wrapped(other, "    ", first="  "))
    return lines


def _explain_empty(desk: Desk, world: World, choices: Sequence[Choice], *, as_json: bool) -> None:
    """Why slots of a day hold nothing: the rule that blocks each theme."""
    if as_json:
        answer({"empty": [empty_row(choice) for choice in choices]})
        return
    for choice in choices:
        reasons = blocked(desk.words, world, dict(choice.blocked))
        say([wrapped(desk.words("why.empty", reasons=reasons))])


def _state(desk: Desk, owed: float) -> str:
    words = desk.words
    posts = words("why.posts", n=_number(words.language, abs(owed)))
    if owed >= 0.05:
        return words("why.state.owed", posts=posts)
    return words("why.state.ahead", posts=posts) if owed <= -0.05 else words("why.state.even")


def _number(language: str, value: float) -> str:
    text = f"{value:.1f}"
    return text.replace(".", ",") if language == "it" else text
