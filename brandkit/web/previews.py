"""A piece as its channel shows it, with what is counted and found, saved or not."""

from __future__ import annotations

import re
from itertools import pairwise
from typing import NamedTuple

from markupsafe import Markup, escape

from brandkit.checking import Piece, check, near
from brandkit.core.checks.piece import Checked
from brandkit.core.drafts.weave import BLANK
from brandkit.core.model import Entry
from brandkit.core.notation.frontmatter import split
from brandkit.lengths import length_lines
from brandkit.limits import place_of
from brandkit.page import html_of
from brandkit.web.visit import Visit
from brandkit.workplace import Workplace

_HTML_BLANK = re.compile(r"\[\?[^<>]*?\?\]")


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


def preview_of(visit: Visit, entry: Entry, text: str) -> Preview:
    """*entry* as it is in the *text* of its file, saved or not."""
    words = visit.words
    place = place_of(visit.brand, entry)
    piece = Piece(entry, text)
    repeats = near(visit.root, visit.brand, visit.index().rows, piece, visit.text_at)
    checked = check(visit.brand, piece, repeats)
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
        cleaned = html_of(checked.final.text)
        return (Markup(_HTML_BLANK.sub(r"<mark>\g<0></mark>", cleaned)),)  # noqa: S704 - nh3 did
    more = visit.words("preview.rule")
    return tuple(
        _marked(part, len(checked.fold) if checked.fold and not n else -1, more)
        for n, part in enumerate(checked.final.parts)
    )


def _marked(text: str, fold: int, more: str) -> Markup:
    """*text* escaped, its blanks marked, and where the *fold* is, what one clicks for *more*."""
    blanks = [found.span() for found in BLANK.finditer(text)]
    cuts = {0, len(text), *(place for span in blanks for place in span)}
    places = sorted(cuts | ({fold} if fold >= 0 else set()))
    shown = Markup()
    for start, end in pairwise(places):
        if start == fold:
            shown += Markup('<span class="fold">… {}</span>').format(more)
        piece = escape(text[start:end])
        is_blank = any(first <= start and end <= last for first, last in blanks)
        shown += Markup("<mark>{}</mark>").format(piece) if is_blank else piece
    return shown


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
