"""The ten habits as they are told: what is known, the figure, the files behind it, what is next."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import timedelta

from brandkit import workspace
from brandkit.archives.network import invited, load_connections
from brandkit.circle import load_circle
from brandkit.core.habits.scorecard import Matter, Score
from brandkit.core.people.favours import Balance, balance_of
from brandkit.core.statuses import OVER
from brandkit.index import Row
from brandkit.words import Words
from brandkit.workplace import Workplace

FAVOURS = 9
"""The number of the habit of returning favours."""
DAY = timedelta(days=1).total_seconds()


def matter_of(work: Workplace) -> tuple[Matter, tuple[str, ...]]:
    """Everything that may be evidence, and what of the entries cannot be read."""
    settings = work.settings
    shelf = workspace.load_entries(work.root, settings.brand.zone)
    connections, _source = load_connections(work.root)
    circle = load_circle(work.root, settings.brand.language)
    sent = invited(work.root)
    matter = Matter(settings.brand, settings.calendars, shelf.entries, circle, connections, sent)
    return matter, shelf.problems


def rows_to_come(work: Workplace) -> list[Row]:
    """The entries of today, of yesterday and later that are not over."""
    since = work.now.timestamp() - DAY
    return [row for row in work.index().rows if row.status not in OVER and row.at >= since]


def next_step(work: Workplace, score: Score, rows: Sequence[Row], matter: Matter) -> str:
    """The next of the *rows* that is of this habit, or the command that brings one."""
    words = work.words
    own = (row for row in rows if row.calendar in score.calendars)
    first = min(own, key=lambda row: row.at, default=None)
    if first is None:
        if score.number == FAVOURS:
            owed = sum(bool(one.owed) for one in balances(work, matter))
            if owed:
                return words("habits.owed", n=owed)
        return words(f"habits.hint.{score.number}")
    day = words.near_day(work.moment_at(first.at).date(), work.now.date())
    return words("habits.next", title=first.title or first.path, day=day)


def balances(work: Workplace, matter: Matter) -> list[Balance]:
    """How one stands with each, up to today."""
    today = work.now.date()
    return [balance_of(one.log, today) for one in matter.circle.people.values()]


def figure(words: Words, score: Score) -> str:
    """«12», with the target where there is one; «unknown» where nothing is known."""
    if score.times is None:
        return words("habits.unknown")
    if score.target:
        return words("habits.of", n=score.times, target=score.target)
    return str(score.times)


def before(words: Words, score: Score) -> str:
    """« (9 before)», where what was before is known."""
    return "" if score.before is None else f" ({words('habits.before', n=score.before)})"


def evidence(score: Score, most: int) -> str:
    """The latest files behind the figure, *most* of them by name."""
    latest = sorted(score.evidence, reverse=True)
    paths = list(dict.fromkeys(f"{one.path} ({one.day.isoformat()})" for one in latest))
    return ", ".join(paths[:most]) + (" …" if len(paths) > most else "")
