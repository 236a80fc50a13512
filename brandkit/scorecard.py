"""The habits as one page: figures, bars by month, evidence and next steps; to be printed."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date
from html import escape

from brandkit.core.habits.scorecard import Score
from brandkit.page import framed
from brandkit.words import Words

MONTHS = 12
WIDTH, HEIGHT, STEP = 240, 40, 20
NAMED = 6


def page_of(words: Words, name: str, found: Sequence[Score], steps: Mapping[int, str]) -> str:
    """The page of *name*: a row for each habit, with its bars and what they stand for."""
    title = words("habits.page", name=name)
    parts = [f"<h1>{escape(title)}</h1>"]
    if found:
        first, last = words.day(found[0].first), words.day(found[0].last)
        parts.append(f"<p>{escape(words('habits.span', first=first, last=last))}</p>")
    parts += [_row(words, score, steps.get(score.number, "")) for score in found]
    return framed("\n".join(parts), title, words.language)


def _row(words: Words, score: Score, step: str) -> str:
    count = words("habits.unknown") if score.times is None else str(score.times)
    before = "" if score.before is None else f" ({words('habits.before', n=score.before)})"
    evidence = sorted(score.evidence, reverse=True)[:NAMED]
    items = "".join(
        f"<li>{escape(one.day.isoformat())} {escape(one.path)}</li>" for one in evidence
    )
    return (
        '<section style="break-inside:avoid;margin:1.5rem 0">'
        f"<h2>{score.number}. {escape(words(f'habits.{score.number}'))}</h2>"
        f"<p><strong>{escape(count)}</strong>{escape(before)}</p>"
        f"{_bars(words, score)}"
        f"{f'<ul>{items}</ul>' if items else ''}"
        f"<p>→ {escape(step)}</p></section>"
    )


def _bars(words: Words, score: Score) -> str:
    """Twelve months as bars, each with its figure in words for who cannot see them."""
    months = score.by_month(MONTHS)
    most = max((n for _, n in months), default=0) or 1
    said = ", ".join(f"{_named(words, start)}: {n}" for start, n in months if n)
    label = escape(said or words("habits.unknown"), quote=True)
    bars = []
    for k, (start, n) in enumerate(months):
        tall = round(n / most * (HEIGHT - 14))
        x = k * STEP
        bars.append(
            f'<rect x="{x + 2}" y="{HEIGHT - 12 - tall}" width="{STEP - 4}" height="{tall}"/>'
            f'<text x="{x + STEP / 2}" y="{HEIGHT - 1}" font-size="8" text-anchor="middle">'
            f"{escape(_named(words, start)[:1].upper())}</text>"
        )
    return (
        f'<svg role="img" aria-label="{label}" width="{WIDTH}" height="{HEIGHT}"'
        f' viewBox="0 0 {WIDTH} {HEIGHT}" fill="currentColor">{"".join(bars)}</svg>'
    )


def _named(words: Words, start: date) -> str:
    return words.month(start.month)
