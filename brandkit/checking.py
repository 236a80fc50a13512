"""Pieces of a workspace, checked: each by itself, and against everything that was said before."""

from __future__ import annotations

import os
import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from typing import NamedTuple

from brandkit import workspace
from brandkit.core.checks.finding import page_of
from brandkit.core.checks.piece import Checked, check_piece
from brandkit.core.checks.repeats import Repeats
from brandkit.core.drafts.weave import visible
from brandkit.core.model import Brand, Entry
from brandkit.core.notation.entries import is_claimed
from brandkit.core.saying import _
from brandkit.index import Row
from brandkit.limits import place_of

PHRASES = 20
"""So many phrases of a piece tell whether another text can be near it."""
_PHRASE = re.compile(r"[^\W_]+(?: [^\W_]+){3}")


class Piece(NamedTuple):
    """An entry with the text of its file."""

    entry: Entry
    text: str


def check(brand: Brand, piece: Piece, repeats: Repeats) -> Checked:
    """Everything that is found of one *piece*."""
    entry, text = piece
    place = place_of(brand, entry)
    checked = check_piece(text, entry, place.kind, place.rules, brand.voice)
    repeat = repeats.of(entry, visible(entry.body))
    if repeat is None:
        return checked
    page = page_of(text)
    values = {"path": repeat.earlier.path, "day": f"{repeat.earlier.moment:%Y-%m-%d}"}
    if repeat.share == 1:
        message = _("the same words as {path} of {day}", **values)
    else:
        share = round(repeat.share * 100)
        message = _("{share} % of it is in {path} of {day}", share=share, **values)
    finding = page.at(page.first(), "repeat", message)
    return checked._replace(findings=tuple(sorted([*checked.findings, finding])))


def said_before(pieces: Iterable[Piece]) -> Repeats:
    """What a piece may repeat: those of *pieces* that somebody wrote, by what is published."""
    said = (piece.entry for piece in pieces if is_claimed(piece.entry))
    return Repeats((entry, visible(entry.body)) for entry in said)


def lowered(path: str) -> bytes:
    """The bytes of a file in small letters; none where it cannot be read."""
    try:
        with open(path, "rb") as file:
            return file.read().lower()
    except OSError:
        return b""


def near(
    root: str,
    brand: Brand,
    rows: Sequence[Row],
    piece: Piece,
    text_at: Callable[[str], bytes] = lowered,
) -> Repeats:
    """What *piece* may repeat, found without reading all of the record closely.

    Of the other texts on its channel only those are parsed in which some of its phrases stand.
    *text_at* gives the text of a file, in small letters, that may be remembered.
    """
    phrases = _phrases(visible(piece.entry.body))
    found = []
    for row in rows:
        if row.channel != piece.entry.channel or row.id == piece.entry.id:
            continue
        text = text_at(os.path.join(root, row.path))
        if any(phrase in text for phrase in phrases):
            other = workspace.read_entry(root, row.path, brand.zone).entry
            if other is not None:
                found.append(Piece(other, ""))
    return said_before(found)


def _phrases(text: str) -> list[bytes]:
    """Some sequences of words of *text*, from all over it; the whole of a text that has none."""
    found = _PHRASE.findall(text)
    step = max(len(found) // PHRASES, 1)
    return [phrase.encode().lower() for phrase in found[::step]] or [text.strip().encode().lower()]


def pieces_of(root: str, brand: Brand, rows: Iterable[Row]) -> Iterator[Piece]:
    """The entries of *rows* with the texts of their files; what cannot be read is left out."""
    for row in rows:
        text = workspace.text_of(root, row.path)
        reading = workspace.entry_in(text, row.path, brand.zone)
        if reading.entry is not None:
            yield Piece(reading.entry, text)
