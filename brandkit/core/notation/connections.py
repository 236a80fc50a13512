"""`people/connections.csv`: those one is connected with, as an archive told them.

It is a table for any spreadsheet, so no cell begins with what one would take for a formula.
"""

from __future__ import annotations

import csv
import re
from collections.abc import Iterable
from datetime import date
from typing import NamedTuple

from brandkit.core.people.connection import Connection
from brandkit.core.problems import Problem
from brandkit.core.saying import _

COLUMNS = (
    "name url company position email connected messages last_message endorsements recommended keep"
).split()
_FORMULA = ("=", "+", "-", "@", "\t", "\r")
_QUOTE = "'"
_ROW = re.compile(r"[^\n]*\n|[^\n]+")


class ConnectionsReading(NamedTuple):
    """The connections, and what is wrong with their table."""

    connections: tuple[Connection, ...]
    problems: tuple[Problem, ...]


def parse_table(text: str) -> ConnectionsReading:
    """What `format_table` wrote, perhaps edited since; columns are found by name."""
    rows = csv.reader(_ROW.findall(text.removeprefix("\ufeff")))
    found: list[Connection] = []
    problems: list[Problem] = []
    try:
        names = [name.strip() for name in next(rows, [])]
        cells = [(rows.line_num, row) for row in rows] if "name" in names else []
    except csv.Error as error:
        trouble = Problem(rows.line_num, 1, _("{trouble}", trouble=str(error)))
        return ConnectionsReading((), (trouble,))
    if "name" not in names:
        message = _("the first line should name the columns: {known}", known=",".join(COLUMNS))
        return ConnectionsReading((), (Problem(1, 1, message),) if text.strip() else ())
    for line, row in cells:
        said = {name: _plain(cell) for name, cell in zip(names, row, strict=False)}
        if not said.get("name"):
            continue
        try:
            found.append(_connection(said))
        except ValueError as error:
            problems.append(Problem(line, 1, _("{trouble}", trouble=str(error))))
    return ConnectionsReading(tuple(found), tuple(problems))


def _connection(cells: dict[str, str]) -> Connection:
    def day(key: str) -> date | None:
        return date.fromisoformat(cells[key]) if cells.get(key) else None

    return Connection(
        name=cells["name"],
        url=cells.get("url", ""),
        company=cells.get("company", ""),
        position=cells.get("position", ""),
        email=cells.get("email", ""),
        connected=day("connected"),
        messages=int(cells.get("messages") or 0),
        last_message=day("last_message"),
        endorsements=int(cells.get("endorsements") or 0),
        recommended=cells.get("recommended") == "yes",
        keep=cells.get("keep", ""),
    )


def _plain(cell: str) -> str:
    return cell.removeprefix(_QUOTE) if cell[1:2] in _FORMULA or cell[1:2] == _QUOTE else cell


def _safe(cell: str) -> str:
    return f"{_QUOTE}{cell}" if cell.startswith((*_FORMULA, _QUOTE)) else cell


class _Text:
    """What the csv writer writes to."""

    def __init__(self) -> None:
        self.parts: list[str] = []

    def write(self, text: str) -> None:
        self.parts.append(text)


def format_table(connections: Iterable[Connection]) -> str:
    """The table, a line for each."""
    out = _Text()
    writer = csv.writer(out, lineterminator="\n")
    writer.writerow(COLUMNS)
    for one in connections:
        cells = {
            **one._asdict(),
            "connected": one.connected.isoformat() if one.connected else "",
            "last_message": one.last_message.isoformat() if one.last_message else "",
            "messages": one.messages or "",
            "endorsements": one.endorsements or "",
            "recommended": "yes" if one.recommended else "",
        }
        writer.writerow([_safe(str(cells[name])) for name in COLUMNS])
    return "".join(out.parts)
