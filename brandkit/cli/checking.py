"""`brandkit check` and `brandkit preview`: a piece as it will be read, and what is wrong in it."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import click

from brandkit.checking import check as check_one
from brandkit.checking import near, pieces_of, said_before
from brandkit.cli import completing
from brandkit.cli.desk import Desk, answer, say, warn, wrapped, write_out
from brandkit.cli.finding import find_rows, open_entry
from brandkit.cli.speaking import Command
from brandkit.core.checks.finding import Finding
from brandkit.core.checks.piece import Checked, check_piece
from brandkit.core.counting.rules import Count
from brandkit.core.statuses import OVER
from brandkit.errors import FOUND
from brandkit.index import Row
from brandkit.lengths import length_lines
from brandkit.limits import place_of


@click.command(cls=Command, epilog="Example: brandkit check 1")
@click.argument("entries", metavar="[ENTRY]...", nargs=-1, shell_complete=completing.entries)
@click.option("--profile", is_flag=True, help="profile.md instead: its lengths, voice, and themes.")
@click.option("--json", "as_json", is_flag=True, help="Answer in JSON.")
@click.pass_obj
def check(desk: Desk, entries: tuple[str, ...], profile: bool, as_json: bool) -> int:
    """Say what should be mended before a piece goes out.

    Without ENTRY, everything that you have begun to write. Lengths are counted as each service
    counts them. Ends with 1 where something is to be mended; advice alone does not.
    """
    if profile:
        from brandkit.cli.profiling import check_own_profile

        return check_own_profile(desk, entries, as_json=as_json)
    index = desk.index()
    rows = find_rows(desk, index.rows, entries)
    if not entries:
        rows = [row for row in index.rows if row.status not in OVER and (row.touched or row.status)]
    checked = _checked(desk, index.rows, sorted(set(rows), key=lambda row: (row.at, row.id)))
    problems = sum(len(item.problems) for item in checked)
    broken = index.problems if not entries else []
    if as_json:
        answer({"pieces": [_json(desk, item) for item in checked], "problems": list(broken)})
    else:
        _say(desk, checked, detailed=bool(entries))
        warn(broken)
    return FOUND if problems or broken else 0


def _checked(desk: Desk, everything: Sequence[Row], rows: Sequence[Row]) -> list[Checked]:
    brand = desk.brand
    if len(rows) <= 3:
        pieces = list(pieces_of(desk.root, brand, rows))
        return [check_one(brand, one, near(desk.root, brand, everything, one)) for one in pieces]
    wanted = {row.path for row in rows}
    known = list(pieces_of(desk.root, brand, everything))
    repeats = said_before(known)
    pieces = [piece for piece in known if piece.entry.path in wanted]
    return [check_one(brand, piece, repeats) for piece in pieces]


def _json(desk: Desk, item: Checked) -> dict[str, Any]:
    return {
        "id": item.entry.id,
        "path": item.entry.path,
        "channel": item.entry.channel,
        "title": item.entry.title,
        "parts": [[_count(count) for count in part] for part in item.counts],
        "fold": item.fold or None,
        "findings": [
            {
                "line": finding.line,
                "column": finding.column,
                "rule": finding.rule,
                "message": desk.said(finding.message),
                "advice": finding.advice,
            }
            for finding in item.findings
        ],
    }


def _count(count: Count) -> dict[str, Any]:
    return {"counting": count.counting, "length": count.length, "limit": count.limit}


def _say(desk: Desk, checked: Sequence[Checked], *, detailed: bool) -> None:
    words = desk.words
    lines: list[str] = []
    for item in checked:
        lines += [_located(desk, item, finding) for finding in item.findings]
        if detailed:
            lines += length_lines(words, item.counts)
            if item.fold:
                lines.append(wrapped(words("check.fold", text=" ".join(item.fold.split()))))
    problems = sum(len(item.problems) for item in checked)
    if not checked:
        lines.append(words("check.none"))
    elif not problems:
        lines.append(words("check.fine", n=len(checked)))
    else:
        lines.append(words("check.problems", n=problems))
    say(lines)


def _located(desk: Desk, item: Checked, finding: Finding) -> str:
    place = f"{item.entry.path}:{finding.line}:{finding.column}: "
    mark = f" ({desk.words('check.advice')})" if finding.advice else ""
    return f"{place}{desk.said(finding.message)}{mark}"


@click.command(cls=Command, epilog="Example: brandkit preview 1")
@click.argument("entry", shell_complete=completing.entries)
@click.option("--html", metavar="FILE", help="Write a page that any browser shows, - for stdout.")
@click.option("--json", "as_json", is_flag=True, help="Answer in JSON.")
@click.pass_obj
def preview(desk: Desk, entry: str, html: str | None, as_json: bool) -> None:
    """Show a piece as its channel will show it."""
    found, source = open_entry(desk, entry)
    place = place_of(desk.brand, found)
    item = check_piece(source.text, found, place.kind, place.rules, desk.brand.voice)
    if html is not None:
        _write_page(desk, item, place.name, html)
        return
    if as_json:
        shown = item.final
        answer(
            {
                "id": found.id,
                "path": found.path,
                "channel": found.channel,
                "parts": list(shown.parts),
                "first_comment": shown.first_comment,
                "alt": shown.alt,
                "fold": item.fold or None,
                "links": list(shown.links),
            }
        )
        return
    say(_preview(desk, item, place.name))


def _preview(desk: Desk, item: Checked, channel: str) -> list[str]:
    words, entry, shown = desk.words, item.entry, item.final
    rule = words("preview.rule")
    lines = [wrapped(f"{channel} · {words.moment(entry.when)}"), ""]
    for n, part in enumerate(shown.parts):
        if n:
            lines += ["", f"  ── {n + 1}/{len(shown.parts)} ──", ""]
        fold = item.fold if not n else ""
        text = part if not fold else f"{part[: len(fold)]} ⟨{rule}⟩{part[len(fold) :]}"
        lines += [wrapped(row, "  ") if row else "" for row in text.split("\n")]
    for key, value in (("preview.comment", shown.first_comment), ("preview.alt", shown.alt)):
        if value:
            lines += ["", wrapped(words(key, text=value))]
    return [*lines, "", *length_lines(words, item.counts)]


def _write_page(desk: Desk, item: Checked, channel: str, place: str) -> None:
    """The piece as a page of its own; what is typed in it as HTML does nothing there."""
    from brandkit.page import page_of, page_of_text

    entry, shown = item.entry, item.final
    if shown.markdown:
        page = page_of(shown.text, entry.title, entry.language)
    else:
        more = desk.words("preview.rule")
        fold = len(item.fold)
        page = page_of_text(shown.parts, entry.title, channel, entry.language, fold=fold, more=more)
    write_out(desk, place, page)
