"""The habits as one page: figures, bars by month, evidence and next steps; to be printed."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date
from html import escape

from brandkit.core.habits.scorecard import Score
from brandkit.evidence import before, evidence, figure
from brandkit.page import framed
from brandkit.words import Words

MONTHS = 12
WIDTH, HEIGHT, STEP = 168, 34, 14
NAMED = 2
"""Files that are named for each habit; the page is one page."""


def page_of(words: Words, name: str, found: Sequence[Score], steps: Mapping[int, str]) -> str:
    """The page of *name*: a row for each habit, with its bars and what they stand for."""
    title = words("habits.page", name=name)
    parts = [f"<h1>{escape(title)}</h1>"]
    if found:
        first, last = words.dated(found[0].first), words.dated(found[0].last)
        parts.append(f"<p>{escape(words('habits.span', first=first, last=last))}</p>")
    rows = "\n".join(_row(words, score, steps.get(score.number, "")) for score in found)
    parts.append(f"<table>\n{rows}\n</table>")
    return framed("\n".join(parts), title, words.language)


def _row(words: Words, score: Score, step: str) -> str:
    files = evidence(score, NAMED)
    shown = f"<br><small>{escape(files)}</small>" if files else ""
    bars = _bars(words, score) if any(n for _, n in score.by_month(MONTHS)) else ""
    return (
        f"<tr><th scope='row'>{score.number}. {escape(words(f'habits.{score.number}'))}</th>"
        f"<td><strong>{escape(figure(words, score))}</strong>{escape(before(words, score))}{shown}"
        f"<br>→ {escape(step)}</td><td>{bars}</td></tr>"
    )


def _bars(words: Words, score: Score) -> str:
    """Twelve months as bars, each with its figure in words for who cannot see them."""
    months = score.by_month(MONTHS)
    most = max((n for _, n in months), default=0) or 1
    said = ", ".join(f"{words.month(start.month)}: {n}" for start, n in months if n)
    label = escape(said or words("habits.unknown"), quote=True)
    bars = "".join(_bar(words, k, start, n / most) for k, (start, n) in enumerate(months))
    return (
        f'<svg role="img" aria-label="{label}" width="{WIDTH}" height="{HEIGHT}"'
        f' viewBox="0 0 {WIDTH} {HEIGHT}" fill="currentColor">{bars}</svg>'
    )


def _bar(words: Words, k: int, start: date, part: float) -> str:
    tall = round(part * (HEIGHT - 12))
    x = k * STEP
    letter = escape(words.month(start.month)[:1].upper())
    return (
        f'<rect x="{x + 2}" y="{HEIGHT - 10 - tall}" width="{STEP - 4}" height="{tall}"/>'
        f'<text x="{x + STEP / 2}" y="{HEIGHT - 1}" font-size="8" text-anchor="middle">'
        f"{letter}</text>"
    )
