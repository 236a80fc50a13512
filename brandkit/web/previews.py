"""A piece as its channel shows it, with what is counted and found, saved or not."""

from __future__ import annotations

import re
from typing import NamedTuple

from markupsafe import Markup, escape

from brandkit.checking import Piece, check, near
from brandkit.core.checks.piece import Checked
from brandkit.core.model import Entry
from brandkit.core.notation.frontmatter import split
from brandkit.lengths import length_lines
from brandkit.limits import place_of
from brandkit.page import html_of
from brandkit.workplace import Workplace


class Finding(NamedTuple):
    """What should be mended, and where: a place of the text, or -1 outside of it."""

    message: str
    start: int
    advice: bool


class Preview(NamedTuple):
    """A piece as its channel shows it, with what is counted and found."""

    channel: str
    parts: tuple[Markup, ...]
    comment: str
    alt: str
    counts: tuple[str, ...]
    over: bool
    findings: tuple[Finding, ...]
    markdown: bool


def preview_of(visit: Workplace, entry: Entry, text: str) -> Preview:
    """*entry* as it is in the *text* of its file, saved or not."""
    words = visit.words
    place = place_of(visit.brand, entry)
    piece = Piece(entry, text)
    checked = check(visit.brand, piece, near(visit.root, visit.brand, visit.index().rows, piece))
    return Preview(
        words("board.message") if entry.is_task else place.name,
        _parts(checked, visit),
        checked.final.first_comment,
        checked.final.alt,
        tuple(length_lines(words, checked.counts)),
        any(one.over and not one.advice for part in checked.counts for one in part),
        _findings(visit, checked, text),
        checked.final.markdown,
    )


def _parts(checked: Checked, visit: Workplace) -> tuple[Markup, ...]:
    """The posts as HTML: what is typed as HTML does nothing in it; blanks are marked."""
    if checked.final.markdown:
        return (Markup(_marked(html_of(checked.final.text))),)  # noqa: S704 - nh3 cleaned it
    shown = []
    for n, part in enumerate(checked.final.parts):
        text = escape(part)
        if checked.fold and not n:
            rest = part[len(checked.fold) :]
            mark = Markup('<span class="fold">… {}</span>').format(visit.words("preview.rule"))
            text = escape(checked.fold) + mark + escape(rest)
        shown.append(Markup(_marked(str(text))))  # noqa: S704 - escaped above
    return tuple(shown)


def _marked(html: str) -> str:
    """*html* with its blanks marked."""
    return re.sub(r"\[\?[^<>]*?\?\]", lambda found: f"<mark>{found.group()}</mark>", html)


def _findings(visit: Workplace, checked: Checked, text: str) -> tuple[Finding, ...]:
    """What was found, by its place in the text that is edited."""
    before = len(text) - len(split(text).body)
    starts = [0, *(match.end() for match in re.finditer("\n", text))]
    found = []
    for one in checked.findings:
        place = starts[min(one.line, len(starts)) - 1] + one.column - 1
        start = _units(text[before:place]) if place >= before else -1
        found.append(Finding(visit.said(one.message), start, one.advice))
    return tuple(found)


def _units(text: str) -> int:
    """The length of *text* as a browser's editor counts it: a line end once, an emoji twice."""
    return len(text.replace("\r\n", "\n").encode("utf-16-le")) // 2
