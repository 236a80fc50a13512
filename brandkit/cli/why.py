"""`brandkit why`: the reason for a theme, and who else wanted its slot."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import click

from brandkit.cli.desk import Desk, answer, say, wrapped
from brandkit.cli.finding import find_entry
from brandkit.cli.telling import blocked, why_sentence
from brandkit.core.plan import Line, make_plan
from brandkit.core.planner.by_share import choice_of
from brandkit.core.planner.problem import EMPTY
from brandkit.core.planner.swaps import price_instead
from brandkit.errors import ImpossibleError
from brandkit.world import read_world

HORIZON_DAYS = 28


@click.command(epilog="Example: brandkit why 2026-12-01")
@click.argument("entry", metavar="ENTRY|DATE")
@click.option("--prices", is_flag=True, help="Add what each other theme would cost, in posts².")
@click.option("--json", "as_json", is_flag=True, help="Answer in JSON.")
@click.pass_obj
def why(desk: Desk, entry: str, prices: bool, as_json: bool) -> None:
    """Say why a theme stands where it does, and who else wanted the slot."""
    words = desk.words
    horizon = desk.now + timedelta(days=HORIZON_DAYS)
    world = read_world(desk.root, desk.now, lambda _: horizon)
    plan = make_plan(world.situation)
    found = find_entry(desk, world.situation.entries, entry)
    assignment = plan.assignment
    line = next((line for line in plan.lines if line.entry.id == found.id), None)
    if line is None and found.status in {"published", "done", "skipped"}:
        raise ImpossibleError(
            f"{found.path} is {found.status}; reasons are kept for what is coming"
        )
    seat = next((k for k, e in plan.placement.seated.items() if e.id == found.id), None)
    key = line.choice.slot.key if line else seat
    t = assignment.index(key) if key else None
    if t is None or assignment.plan[t] == EMPTY:
        sentence = words("why.fixed", title=found.title or found.path)
        rows: list[dict[str, Any]] = []
    else:
        if line is None:
            line = Line(found, "fixed", choice_of(assignment, t), found)
            sentence = words("why.fixed", title=found.title or found.path)
        else:
            sentence = why_sentence(words, world, plan, line)
        rows = [
            {
                "theme": theme.id,
                "name": theme.name,
                "share": assignment.problem.rates[t][i],
                "owed": assignment.owed(t, i) / 100,
                "blocked": list(assignment.blockers(t, i)),
                **(
                    {"price": price_instead(assignment.problem, list(assignment.plan), t, i)}
                    if prices
                    else {}
                ),
            }
            for i, theme in enumerate(assignment.themes)
            if i != assignment.plan[t]
        ]
        rows.sort(key=lambda row: (-row["owed"], row["theme"]))
    if as_json:
        answer({"id": found.id, "theme": found.theme, "reason": sentence, "others": rows})
        return
    lines = [wrapped(sentence)]
    if rows:
        lines += ["", words("why.others")]
    for row in rows:
        state = _state(desk, row["owed"])
        if row["blocked"]:
            rules = {row["theme"]: tuple(row["blocked"])}
            state += "; " + blocked(words, world, rules).partition(" (")[2].removesuffix(")")
        if row.get("price") is not None:
            state += "; " + words("why.price", price=_number(words.language, row["price"]))
        lines.append(
            wrapped(words("why.other", theme=row["name"], state=state), "    ", first="  ")
        )
    say(lines)


def _state(desk: Desk, owed: float) -> str:
    words = desk.words
    posts = words("why.posts", n=_number(words.language, abs(owed)))
    if owed >= 0.05:
        return words("why.state.owed", posts=posts)
    return words("why.state.ahead", posts=posts) if owed <= -0.05 else words("why.state.even")


def _number(language: str, value: float) -> str:
    text = f"{value:.1f}"
    return text.replace(".", ",") if language == "it" else text
