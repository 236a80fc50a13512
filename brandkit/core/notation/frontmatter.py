"""Front matter: a subset of YAML that Obsidian, Hugo and Jekyll read alike.

The subset: `key: value` lines; below a key without a value either `- item` lines, or indented
`key: value` lines, which may have their own below them, or, after `|`, an indented text; `[a, b]`;
comments. Values are plain, 'single' or "double" quoted, with the scalars of YAML 1.2 (`no`, `10:30`
and `2026-12-01` are texts). What the subset does not cover is read by PyYAML with the same scalars;
aliases are refused.
"""

from __future__ import annotations

import re
from typing import Any, NamedTuple

from brandkit.core.notation.scalars import OutsideSubsetError, read_value
from brandkit.core.problems import Problem
from brandkit.core.saying import _

MAX_LENGTH = 200_000
"""Characters of front matter; more is not a person's."""


class Document(NamedTuple):
    """A text split at its front matter; *head* is None where there is none.

    `opening + head + closing + body` is the text. *lines* counts the lines before the head.
    """

    opening: str
    head: str | None
    closing: str
    body: str


class FrontMatter(NamedTuple):
    """The values, and the line (from 1, in the whole text) of each key."""

    values: dict[str, Any]
    lines: dict[str, int]
    problems: tuple[Problem, ...]


OPENING = re.compile(r"---[ \t]*\r?\n")
CLOSING = re.compile(r"^(?:---|\.\.\.)[ \t]*(?:\r?\n|\Z)", re.MULTILINE)
KEY_LINE = re.compile(r"([A-Za-z_][\w-]*):(?:[ \t]+|(?=\r?$))")
_NOT_A_KEY = frozenset({" ", "\t", "#", "\r", ""})
"""How a line begins that may belong to the value above it."""


def split(text: str) -> Document:
    """*text* at its fences; a text without front matter is all body."""
    mark = "\ufeff" if text.startswith("\ufeff") else ""
    start = len(mark)
    opening = OPENING.match(text, start)
    if opening is None:
        return Document("", None, "", text)
    closing = CLOSING.search(text, opening.end())
    if closing is None:
        return Document("", None, "", text)
    return Document(
        text[: opening.end()],
        text[opening.end() : closing.start()],
        closing.group(),
        text[closing.end() :],
    )


def parse_front_matter(text: str) -> FrontMatter:
    """The values of the front matter of *text*, with what could not be read."""
    head = split(text).head
    if head is None:
        if text.lstrip("\ufeff").startswith("---"):
            return FrontMatter({}, {}, (Problem(1, 1, _("front matter is not closed with ---")),))
        return FrontMatter({}, {}, ())
    if len(head) > MAX_LENGTH:
        message = _(
            "front matter of {n:,} characters; {max_length:,} is the limit",
            n=len(head),
            max_length=MAX_LENGTH,
        )
        return FrontMatter({}, {}, (Problem(1, 1, message),))
    try:
        return _parse_subset(head)
    except OutsideSubsetError:
        return _parse_yaml(head)


def _parse_subset(head: str) -> FrontMatter:
    values: dict[str, Any] = {}
    lines: dict[str, int] = {}
    rows = head.split("\n")
    n, size = 0, len(rows)
    while n < size:
        row = rows[n]
        n += 1
        stripped = row.strip()
        if not stripped or stripped[0] == "#":
            continue
        match = KEY_LINE.match(row)
        if match is None:
            raise OutsideSubsetError
        key = match.group(1)
        if key in values:
            return FrontMatter(
                values,
                lines,
                (Problem(n + 1, 1, _("{key} stands twice; keep one of the two", key=key)),),
            )
        lines[key] = n + 1
        rest = row[match.end() :].strip()
        if rest and rest[0] != "#":
            if rest[0] == "|":
                values[key], n = _block_text(rest, rows, n)
                continue
            values[key] = read_value(rest)
            if n < size and rows[n][:1] in _NOT_A_KEY and _next_row(rows, n)[:1] in {" ", "\t"}:
                raise OutsideSubsetError
            continue
        values[key], n = _nested(rows, n)
    return FrontMatter(values, lines, ())


def _next_row(rows: list[str], n: int) -> str:
    """The next row that is neither blank nor a comment."""
    for row in rows[n:]:
        stripped = row.strip()
        if stripped and stripped[0] != "#":
            return row
    return ""


def _nested(rows: list[str], n: int, *, below: int = -1) -> tuple[Any, int]:
    """The list or mapping below a key, and the row after it; None where there is neither.

    *below* is the indent of the key's own row, or -1 at the left margin.
    """
    items: list[Any] = []
    pairs: dict[str, Any] = {}
    indent = -1
    while n < len(rows):
        row = rows[n]
        stripped = row.strip()
        if not stripped or stripped[0] == "#":
            n += 1
            continue
        here = len(row) - len(row.lstrip(" "))
        is_item = stripped == "-" or stripped.startswith("- ")
        if here <= max(below, 0) and not (is_item and below < 0):
            break
        if indent < 0:
            indent = here
        if here != indent or "\t" in row[: here + 1]:
            raise OutsideSubsetError
        n += 1
        if is_item and not pairs:
            item = stripped[1:].strip()
            if KEY_LINE.match(item) or item.startswith(("- ", "|")) or item == "-":
                raise OutsideSubsetError
            items.append(read_value(item))
            continue
        match = KEY_LINE.match(stripped)
        if match is None or items or match.group(1) in pairs:
            raise OutsideSubsetError
        rest = stripped[match.end() :].strip()
        if rest.startswith("|"):
            pairs[match.group(1)], n = _block_text(rest, rows, n, below=here)
        elif not rest or rest.startswith("#"):
            pairs[match.group(1)], n = _nested(rows, n, below=here)
        else:
            pairs[match.group(1)] = read_value(rest)
    if items:
        return items, n
    return (pairs or None), n


def _block_text(rest: str, rows: list[str], n: int, *, below: int = 0) -> tuple[str, int]:
    """The text of a `|` block (clipped, or with `|-` stripped) and the row after it."""
    if rest not in {"|", "|-"}:
        raise OutsideSubsetError
    taken: list[str] = []
    indent = 0
    while n < len(rows):
        row = rows[n].rstrip("\r")
        if row.strip(" "):
            here = len(row) - len(row.lstrip(" "))
            if not indent:
                indent = here
            if here < indent or here <= below:
                break
        taken.append(row[indent:] if indent else "")
        n += 1
    text = "\n".join(taken).rstrip("\n")
    if taken and not indent:
        raise OutsideSubsetError
    return (text + "\n" if rest == "|" and text else text), n


def _parse_yaml(head: str) -> FrontMatter:
    from brandkit.core.notation.yaml12 import parse_yaml

    return parse_yaml(head)
