"""Edits of front matter that replace the lines of one key; the rest stays byte for byte."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Any

from brandkit.core.notation.frontmatter import KEY_LINE, Document, split


def set_keys(text: str, changes: Mapping[str, Any], order: tuple[str, ...] = ()) -> str:
    """*text* with its front matter keys changed; None as a value removes the key.

    A key that stands already keeps its place; a new one goes behind the last of those that stand
    before it in *order*, else to the end. A text without front matter gets one.
    """
    document = split(text)
    newline = "\r\n" if "\r\n" in (document.opening or text) else "\n"
    if document.head is None:
        mark = "\ufeff" if text.startswith("\ufeff") else ""
        fence = f"---{newline}"
        document = Document(mark + fence, "", fence, text[len(mark) :])
    head = document.head or ""
    for key, value in changes.items():
        head = _set_key(head, key, value, newline, order)
    return document.opening + head + document.closing + document.body


def _set_key(head: str, key: str, value: Any, newline: str, order: tuple[str, ...]) -> str:
    rows = head.splitlines(keepends=True)
    if rows and not rows[-1].endswith("\n"):
        rows[-1] += newline
    spans = _key_spans(rows)
    written = [] if value is None else [f"{row}{newline}" for row in format_key(key, value)]
    if key in spans:
        start, end = spans[key]
        rows[start:end] = written
    elif written:
        earlier = order[: order.index(key)] if key in order else ()
        place = max((spans[k][1] for k in earlier if k in spans), default=None)
        if place is None:
            place = 0 if key in order and spans else len(rows)
        rows[place:place] = written
    return "".join(rows)


def _key_spans(rows: list[str]) -> dict[str, tuple[int, int]]:
    """The rows of each key: from its own to the last that is indented below it or a list item."""
    spans: dict[str, tuple[int, int]] = {}
    current, start, end = "", 0, 0
    for n, row in enumerate(rows):
        match = KEY_LINE.match(row.rstrip("\r\n"))
        if match:
            if current:
                spans.setdefault(current, (start, end))
            current, start, end = match.group(1), n, n + 1
        elif row.strip() and (row[0] in " \t" or row.startswith("-")):
            end = n + 1
    if current:
        spans.setdefault(current, (start, end))
    return spans


def with_body(text: str, body: str) -> str:
    """*text* with another *body*, in its own line ends; the front matter stays as it is."""
    document = split(text)
    newline = "\r\n" if "\r\n" in document.opening else "\n"
    return text[: len(text) - len(document.body)] + body.replace("\n", newline)


def format_key(key: str, value: Any) -> list[str]:
    """The lines that say `key: value`, so that every YAML reader takes them alike."""
    if isinstance(value, Mapping):
        rows = [f"{key}:"]
        for name, item in value.items():
            rows += [f"  {row}" if row else "" for row in format_key(str(name), item)]
        return rows
    if isinstance(value, (list, tuple)):
        if not value:
            return [f"{key}: []"]
        return [f"{key}:", *(f"  - {format_scalar(item)}" for item in value)]
    if isinstance(value, str) and "\n" in value and _fits_block(value):
        style = "|" if value.endswith("\n") else "|-"
        rows = value.rstrip("\n").split("\n") if style == "|" else value.split("\n")
        return [f"{key}: {style}", *(f"  {row}" if row else "" for row in rows)]
    return [f"{key}: {format_scalar(value)}"]


def _fits_block(text: str) -> bool:
    """Whether a `|` block says exactly this text, with no indicator."""
    return (
        text.strip() != ""
        and text[0] not in " \n\t"
        and not text.endswith("\n\n")
        and text.isprintable() is False
        and all(char.isprintable() or char == "\n" for char in text)
        and all(row == row.rstrip() for row in text.split("\n"))
    )


_PLAIN = re.compile(r"[^\W\d_][^:#\r\n\t\"'\[\]{},&*!|>%@`]*|[0-9]{4}-[0-9]{2}-[0-9]{2}(T[0-9:]+)?")
_MISREAD = frozenset("y n yes no on off true false null none ~ nan inf".split())


def format_scalar(value: Any) -> str:
    """A scalar that YAML 1.1 and 1.2 read alike; quoted where they would not."""
    if value is None:
        return "null"
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, (int, float)):
        return repr(value)
    text = str(value)
    if (
        _PLAIN.fullmatch(text)
        and text == text.strip()
        and text.isprintable()
        and text.casefold() not in _MISREAD
    ):
        return text
    return quote(text)


def quote(text: str) -> str:
    """*text* between double quotes, with the escapes that YAML and JSON share."""
    if text.isprintable() and '"' not in text and "\\" not in text:
        return f'"{text}"'
    out = []
    for char in text:
        if char in '"\\':
            out.append("\\" + char)
        elif char == "\n":
            out.append("\\n")
        elif char == "\t":
            out.append("\\t")
        elif char.isprintable():
            out.append(char)
        elif ord(char) < 0x100:
            out.append(f"\\x{ord(char):02x}")
        elif ord(char) < 0x10000:
            out.append(f"\\u{ord(char):04x}")
        else:
            out.append(f"\\U{ord(char):08x}")
    return f'"{"".join(out)}"'
