"""All drafts checked at once, on the board."""

from __future__ import annotations

from typing import NamedTuple

from flask import Blueprint

from brandkit.checking import check, pieces_of, said_before
from brandkit.core.statuses import OVER
from brandkit.errors import ImpossibleError
from brandkit.web.pages import page
from brandkit.web.site import work

pages = Blueprint("checks", __name__)


class Checked(NamedTuple):
    """A draft, and what should be mended in it, each with whether that is only advice."""

    id: str
    title: str
    when: str
    findings: tuple[tuple[str, bool], ...]


@pages.get("/check")
def show() -> str:
    """Every piece of the person's own words that is not out yet, with what is to be mended."""
    visit = work()
    rows = visit.index().rows
    pieces = list(pieces_of(visit.root, visit.brand, rows))
    repeats = said_before(pieces)
    wanted = {row.id for row in rows if row.touched and row.status not in OVER and not row.is_task}
    found: list[Checked] = []
    problems: list[str] = []
    for piece in sorted(pieces, key=lambda piece: piece.entry.when.timestamp()):
        entry = piece.entry
        if entry.id not in wanted:
            continue
        try:
            told = check(visit.brand, piece, repeats).findings
        except ImpossibleError as error:
            problems.append(visit.said(error.message))
            continue
        findings = tuple((visit.said(one.message), one.advice) for one in told)
        moment = visit.words.moment(entry.when)
        found.append(Checked(entry.id, entry.title or entry.path, moment, findings))
    return page("check.html", active="check", found=found, problems=problems)
