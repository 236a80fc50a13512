"""A year of a person who publishes most, misses some, moves some, and plans every Monday."""

from __future__ import annotations

import json
from collections import Counter
from datetime import datetime, timedelta
from random import Random
from typing import Any

import pytest

from tests.conftest import Place

START = datetime(2026, 11, 23, 10)
SHARES = {"leadership": 30, "passaggio": 25, "selezione": 20, "cambiamento": 16, "fuori": 10}
"""The starter's shares; `cambiamento` has 15 and a season of 25."""


def planned(place: Place, *args: str) -> dict[str, Any]:
    answer: dict[str, Any] = json.loads(place.run("plan", "--json", *args).out)
    return answer


def wall(entry: dict[str, Any]) -> datetime:
    return datetime.fromisoformat(entry["when"]).replace(tzinfo=None)


def live_a_week(
    place: Place, entries: list[dict[str, Any]], now: datetime, chance: Random
) -> Counter[str]:
    """Eight in ten of the week's posts go out, one is begun and missed, one never begun."""
    published: Counter[str] = Counter()
    for entry in entries:
        if wall(entry) < now + timedelta(days=7) and entry["action"] != "fixed":
            luck = chance.random()
            if luck < 0.8:
                place.edit(entry["path"], "\nchannel:", "\nstatus: published\nchannel:")
                published[entry["theme"]] += 1
            elif luck < 0.9:
                place.edit(entry["path"], "[? ", "Mio: [? ")
    return published


def change_something(
    place: Place, entries: list[dict[str, Any]], now: datetime, chance: Random
) -> None:
    """An idea, a move, a fresh start, another hour, or nothing."""
    luck = chance.random()
    later = [e for e in entries if wall(e) > now + timedelta(days=9)]
    if luck < 0.3:
        place.run("idea", "add", f"Idea {now:%d %m}", "--theme", chance.choice([*SHARES]))
    elif luck < 0.45 and len(later) > 2:
        first, second = chance.sample(later, 2)
        place.run("move", first["id"], second["when"][:10], code=None)
    elif luck < 0.5:
        place.run("plan", "--fresh")
    elif luck < 0.55:
        text = place.read("calendars/editorial.toml")
        old, new = ('"08:30"', '"18:00"') if '"08:30"' in text else ('"18:00"', '"08:30"')
        place.edit("calendars/editorial.toml", old, new)


@pytest.mark.parametrize("seed", [1, 2])
def test_a_year_keeps_the_shares_and_the_plan_steady(luogo: Place, seed: int) -> None:
    chance = Random(seed)
    published: Counter[str] = Counter()
    changed: list[float] = []
    before: dict[str, str] = {}
    for week in range(52):
        now = START + timedelta(weeks=week)
        luogo.now = now.isoformat(timespec="minutes")
        plan = planned(luogo)
        again = planned(luogo)
        assert (again["written"], again["moved"], again["removed"]) == ([], [], [])
        themes = {entry["id"]: entry["theme"] for entry in plan["entries"]}
        common = themes.keys() & before.keys()
        if common:
            changed.append(sum(themes[i] != before[i] for i in common) / len(common))
        published += live_a_week(luogo, plan["entries"], now, chance)
        change_something(luogo, plan["entries"], now, chance)
        before = {entry["id"]: entry["theme"] for entry in planned(luogo)["entries"]}
    total = published.total()
    assert total > 70
    for theme, share in SHARES.items():
        assert abs(100 * published[theme] / total - share) <= 4, published
    assert sum(changed) / len(changed) < 0.06
