"""One value of front matter: a plain or quoted scalar, or a list on one line."""

from __future__ import annotations

import re
from typing import Any

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


class OutsideSubsetError(Exception):
    """This is YAML for somebody else to read."""


def read_value(text: str) -> Any:
    """A scalar or a `[…]` list, with a trailing comment cut off."""
    if not text:
        return None
    first = text[0]
    if first in "\"'":
        value, rest = _quoted(text)
        if (rest and not rest.lstrip().startswith("#")) or rest[:1] == "#":
            raise OutsideSubsetError
        return value
    if first == "[":
        return _flow_list(text)
    if first in "{}]&*!|>%@`,?" or (first == "-" and text[1:2] in {"", " "}):
        raise OutsideSubsetError
    if first == "#":
        return None
    hash_at = text.find(" #")
    tab_hash = text.find("\t#")
    if hash_at >= 0 or tab_hash >= 0:
        cut = min(at for at in (hash_at, tab_hash) if at >= 0)
        text = text[:cut].rstrip()
    if ": " in text or ":\t" in text or text[-1] == ":":
        raise OutsideSubsetError
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
            raise OutsideSubsetError
        if text.startswith(("0x", "0o")):
            raise OutsideSubsetError
    return text


def _quoted(text: str) -> tuple[str, str]:
    """The quoted scalar at the start of *text*, and what follows it."""
    if text[0] == "'":
        end = 1
        while True:
            end = text.find("'", end)
            if end < 0:
                raise OutsideSubsetError
            if text[end + 1 : end + 2] != "'":
                return text[1:end].replace("''", "'"), text[end + 1 :]
            end += 2
    end = text.find('"', 1)
    if end > 0 and "\\" not in text[:end]:
        return text[1:end], text[end + 1 :]
    parts: list[str] = []
    n = 1
    while n < len(text):
        char = text[n]
        if char == '"':
            return "".join(parts), text[n + 1 :]
        if char == "\\":
            escape = text[n + 1 : n + 2]
            if escape not in _ESCAPES:
                raise OutsideSubsetError
            parts.append(_ESCAPES[escape])
            n += 2
            continue
        parts.append(char)
        n += 1
    raise OutsideSubsetError


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
                raise OutsideSubsetError
            if plain[0] == "-" and plain[1:2] in {"", " "}:
                raise OutsideSubsetError
            value, rest = _scalar(plain), rest[end:]
        items.append(value)
        rest = rest.lstrip()
        if rest[:1] == ",":
            rest = rest[1:].lstrip()
        elif rest[:1] != "]":
            raise OutsideSubsetError
    after = rest[1:]
    if not rest or (after.strip() and not after.lstrip().startswith("#")) or after[:1] == "#":
        raise OutsideSubsetError
    return items
