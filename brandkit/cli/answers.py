"""A plan as JSON: documented in docs/plan.md, stable, in English but for its sentences."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from brandkit.cli.desk import Desk
from brandkit.core.choosing import Choice
from brandkit.core.filling import made_of
from brandkit.core.model import Entry
from brandkit.core.notation.entries import computed_status
from brandkit.core.plan import Plan
from brandkit.planning import Outcome
from brandkit.sentences import why_sentence
from brandkit.world import World


def plan_answer(desk: Desk, world: World, outcome: Outcome) -> dict[str, Any]:
    """What `brandkit plan --json` answers."""
    made = outcome.plan
    return {
        "entries": _entries(desk, world, outcome),
        "written": list(outcome.written),
        "kept": [line.entry.path for line in made.lines if line.action == "kept"]
        + [entry.path for entry in made.standing],
        "moved": [{"from": old, "to": new} for old, new in outcome.moved],
        "removed": [{"path": path, "why": why} for path, why in outcome.removed],
        "ideas": [{"from": old, "to": new} for old, new in outcome.kept_as_ideas],
        **_remarks(made, world),
        "failures": list(outcome.failures),
    }


def _entries(desk: Desk, world: World, outcome: Outcome) -> list[dict[str, Any]]:
    """Every entry to come, in order of time."""
    words, made = desk.words, outcome.plan
    rows = [
        _row(
            line.entry,
            outcome.paths.get(line.entry.id, line.entry.path),
            "planned",
            line.action,
            why_sentence(words, world, made, line),
        )
        for line in made.lines
    ]
    rows += [
        _row(
            entry,
            entry.path,
            computed_status(entry, desk.now),
            "fixed",
            words("why.fixed", title=entry.title or entry.id),
        )
        for entry in made.standing
    ]
    return sorted(rows, key=lambda row: (datetime.fromisoformat(row["when"]), row["channel"]))


def _row(entry: Entry, path: str, status: str, action: str, reason: str) -> dict[str, Any]:
    return {
        "id": entry.id,
        "when": entry.when.isoformat(),
        "calendar": entry.calendar,
        "people": list(entry.people),
        "channel": entry.channel,
        "theme": entry.theme,
        "format": entry.format,
        "title": entry.title,
        "status": status,
        "path": path,
        "action": action,
        "made_of": "task" if entry.is_task else made_of(entry),
        "reason": reason,
    }


def _remarks(made: Plan, world: World) -> dict[str, Any]:
    """What is to be told beside the entries."""
    themes = world.situation.brand.themes
    return {
        "empty": [empty_row(choice) for choice in made.empty],
        "unreachable": [
            {
                "themes": [themes[i].id for i in item.themes],
                "wanted": item.wanted,
                "reachable": item.reachable,
                "forced": item.forced,
            }
            for item in made.unreachable
        ],
        "dry": dict(made.dry),
        "missed": [entry.path for entry in made.placement.missed_drafted],
        "asking": [entry.path for entry in made.placement.taken],
        "duplicates": [
            {"kind": kind, "first": first.id, "second": second.id}
            for kind, first, second in made.duplicates
        ],
    }


def empty_row(choice: Choice) -> dict[str, Any]:
    """A slot without a post, and the rules that block each theme."""
    return {
        "when": choice.slot.when.isoformat(),
        "channel": choice.slot.channel,
        "rules": {theme: list(rules) for theme, rules in choice.blocked.items()},
    }
