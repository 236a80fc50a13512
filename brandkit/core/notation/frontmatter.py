"""Front matter: a subset of YAML that Obsidian, Hugo and Jekyll read alike.

The subset: `key: value` lines; below a key without a value either `- item` lines, or indented
`key: value` lines, or, after `|`, an indented text; `[a, b]`; comments. Values are plain, 'single'
or "double" quoted, with the scalars of YAML 1.2 (`no`, `10:30` and `2026-12-01` are texts). What
the subset does not cover is read by PyYAML with the same scalars; aliases are refused.
"""

from __future__ import annotations

import re
from typing import Any, NamedTuple

from brandkit.core.problems import Problem

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


FENCE = re.compile(r"(?:---|\.\.\.)[ \t]*\r?\n?")
KEY_LINE = re.compile(r"([A-Za-z_][\w-]*):(?:[ \t]+|(?=\r?$))")
_NULL = frozenset({"", "~", "null", "Null", "NULL"})
_BOOL = {
    "true": True,
    "True": True,
    "TRUE": True,
    "false": False,
    "False": False,
    "FALSE": False,
}
_INT = re.compile(r"[-+]?[0-9]+")
_FLOAT = re.compile(r"[-+]?(\.[0-9]+|[0-9]+(\.[0-9]*)?)([eE][-+]?[0-9]+)?")
_ESCAPES = {
    "n": "\n",
    "t": "\t",
    '"': '"',
    "\\": "\\",
    "/": "/",
    "r": "\r",
    "0": "\0",
    "e": "\x1b",
}


class _OutsideSubsetError(Exception):
    """This is YAML for somebody else to read."""


def split(text: str) -> Document:
    """*text* at its fences; a text without front matter is all body."""
    mark = "\ufeff" if text.startswith("\ufeff") else ""
    start = len(mark)
    if not text.startswith("---", start):
        return Document("", None, "", text)
    opening = FENCE.match(text, start)
    if opening is None or not opening.group().endswith("\n"):
        return Document("", None, "", text)
    position = opening.end()
    while position < len(text):
        end = text.find("\n", position)
        end = len(text) if end < 0 else end + 1
        if text[position] in "-." and FENCE.fullmatch(text, position, end):
            return Document(
                text[: opening.end()],
                text[opening.end() : position],
                text[position:end],
                text[end:],
            )
        position = end
    return Document("", None, "", text)


def parse_front_matter(text: str) -> FrontMatter:
    """The values of the front matter of *text*, with what could not be read."""
    head = split(text).head
    if head is None:
        if text.lstrip("\ufeff").startswith("---"):
            return FrontMatter({}, {}, (Problem(1, 1, "front matter is not closed with ---"),))
        return FrontMatter({}, {}, ())
    if len(head) > MAX_LENGTH:
        message = f"front matter of {len(head):,} characters; {MAX_LENGTH:,} is the limit"
        return FrontMatter({}, {}, (Problem(1, 1, message),))
    try:
        return _parse_subset(head)
    except _OutsideSubsetError:
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
            raise _OutsideSubsetError
        key = match.group(1)
        if key in values:
            return FrontMatter(
                values, lines, (Problem(n + 1, 1, f"{key} stands twice; keep one of the two"),)
            )
        lines[key] = n + 1
        rest = row[match.end() :].strip()
        if rest and rest[0] != "#":
            if rest[0] == "|":
                values[key], n = _block_text(rest, rows, n)
                continue
            values[key] = _value(rest)
            following = _next_row(rows, n)
            if following and following[0] in " \t":
                raise _OutsideSubsetError
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


def _nested(rows: list[str], n: int) -> tuple[Any, int]:
    """The list or mapping below a key, and the row after it; None where there is neither."""
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
        if here == 0 and not is_item:
            break
        if indent < 0:
            indent = here
        if here != indent or "\t" in row[: here + 1]:
            raise _OutsideSubsetError
        n += 1
        if is_item and not pairs:
            item = stripped[1:].strip()
            if KEY_LINE.match(item) or item.startswith(("- ", "|")) or item == "-":
                raise _OutsideSubsetError
            items.append(_value(item))
            continue
        match = KEY_LINE.match(stripped)
        if match is None or items or match.group(1) in pairs:
            raise _OutsideSubsetError
        rest = stripped[match.end() :].strip()
        if rest.startswith("|"):
            pairs[match.group(1)], n = _block_text(rest, rows, n, below=here)
        else:
            pairs[match.group(1)] = _value(rest)
    if items:
        return items, n
    return (pairs or None), n


def _block_text(rest: str, rows: list[str], n: int, *, below: int = 0) -> tuple[str, int]:
    """The text of a `|` block (clipped, or with `|-` stripped) and the row after it."""
    if rest not in {"|", "|-"}:
        raise _OutsideSubsetError
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
        raise _OutsideSubsetError
    return (text + "\n" if rest == "|" and text else text), n


def _value(text: str) -> Any:
    """A scalar or a `[…]` list, with a trailing comment cut off."""
    if not text:
        return None
    first = text[0]
    if first == '"' or first == "'":
        value, rest = _quoted(text)
        if rest and not rest.lstrip().startswith("#") or rest[:1] == "#":
            raise _OutsideSubsetError
        return value
    if first == "[":
        return _flow_list(text)
    if first in "{}]&*!|>%@`,?" or (first == "-" and text[1:2] in {"", " "}):
        raise _OutsideSubsetError
    if first == "#":
        return None
    hash_at = text.find(" #")
    tab_hash = text.find("\t#")
    if hash_at >= 0 or tab_hash >= 0:
        cut = min(at for at in (hash_at, tab_hash) if at >= 0)
        text = text[:cut].rstrip()
    if ": " in text or ":\t" in text or text[-1] == ":":
        raise _OutsideSubsetError
    return _scalar(text)


def _scalar(text: str) -> Any:
    """A plain scalar by the rules of YAML 1.2's core schema."""
    if text in _NULL:
        return None
    if text in _BOOL:
        return _BOOL[text]
    if text[0] in "+-.0123456789":
        if _INT.fullmatch(text):
            return int(text) if len(text) < 300 else text
        if _FLOAT.fullmatch(text):
            return float(text)
        if text.lstrip("+-") in {".inf", ".Inf", ".INF", ".nan", ".NaN", ".NAN"}:
            raise _OutsideSubsetError
        if text.startswith(("0x", "0o")):
            raise _OutsideSubsetError
    return text


def _quoted(text: str) -> tuple[str, str]:
    """The quoted scalar at the start of *text*, and what follows it."""
    if text[0] == "'":
        end = 1
        while True:
            end = text.find("'", end)
            if end < 0:
                raise _OutsideSubsetError
            if text[end + 1 : end + 2] != "'":
                return text[1:end].replace("''", "'"), text[end + 1 :]
            end += 2
    parts: list[str] = []
    n = 1
    while n < len(text):
        char = text[n]
        if char == '"':
            return "".join(parts), text[n + 1 :]
        if char == "\\":
            escape = text[n + 1 : n + 2]
            if escape not in _ESCAPES:
                raise _OutsideSubsetError
            parts.append(_ESCAPES[escape])
            n += 2
            continue
        parts.append(char)
        n += 1
    raise _OutsideSubsetError


def _flow_list(text: str) -> list[Any]:
    """`[a, "b, c"]` on one line, without lists inside."""
    items: list[Any] = []
    rest = text[1:].lstrip()
    while rest and rest[0] != "]":
        if rest[0] in "\"'":
            value, rest = _quoted(rest)
        else:
            end = next((n for n, char in enumerate(rest) if char in ",]"), -1)
            plain = rest[:end].strip()
            if end < 0 or not plain or any(char in plain for char in "[{}#:&*!|>%@`?'\""):
                raise _OutsideSubsetError
            if plain[0] == "-" and plain[1:2] in {"", " "}:
                raise _OutsideSubsetError
            value, rest = _scalar(plain), rest[end:]
        items.append(value)
        rest = rest.lstrip()
        if rest[:1] == ",":
            rest = rest[1:].lstrip()
        elif rest[:1] != "]":
            raise _OutsideSubsetError
    after = rest[1:]
    if not rest or (after.strip() and not after.lstrip().startswith("#")) or after[:1] == "#":
        raise _OutsideSubsetError
    return items


def _parse_yaml(head: str) -> FrontMatter:
    from brandkit.core.notation.yaml12 import parse_yaml

    return parse_yaml(head)
