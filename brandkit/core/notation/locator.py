"""Where each key and value of a TOML text stands.

`tomllib` says what a text means, not where. This walk over a text that tomllib accepts gives the
place of every key, so that a mistake can be shown with its line and one value can be replaced.
"""

from __future__ import annotations

import re
from typing import NamedTuple

Path = tuple[str | int, ...]


class Place(NamedTuple):
    """Offsets of a key and, for `key = value`, of its value (equal offsets for a table header)."""

    key: int
    start: int
    end: int


_BLANK = re.compile(r"(?:[ \t\r\n]|#[^\n]*)*")
_SPACE = re.compile(r"[ \t]*")
_BARE = re.compile(r"[A-Za-z0-9_-]+")
_PLAIN_VALUE = re.compile(r"[^,\]}#\r\n]+")
_STRINGS = {
    '"""': re.compile(r'"""(?:\\.|[^\\])*?"""(?:""|")?(?!")', re.DOTALL),
    "'''": re.compile(r"'''.*?'''(?:''|')?(?!')", re.DOTALL),
    '"': re.compile(r'"(?:\\.|[^"\\])*"'),
    "'": re.compile(r"'[^']*'"),
}


def locate(text: str) -> dict[Path, Place]:
    """The place of every key of a valid TOML *text*, by its path.

    A path holds names, and numbers for the tables of an array: `("theme", 2, "share")`.
    """
    return _Walk(text).places


def position(text: str, offset: int) -> tuple[int, int]:
    """Line and column, from 1."""
    line_start = text.rfind("\n", 0, offset) + 1
    return text.count("\n", 0, offset) + 1, offset - line_start + 1


class _Walk:
    def __init__(self, text: str) -> None:
        self.text = text
        self.at = 0
        self.places: dict[Path, Place] = {}
        self.arrays: dict[Path, int] = {}
        table: Path = ()
        self._skip(_BLANK)
        while self.at < len(text):
            if text[self.at] == "[":
                table = self._header()
            else:
                self._pair(table)
            self._skip(_BLANK)

    def _skip(self, pattern: re.Pattern[str]) -> str:
        match = pattern.match(self.text, self.at)
        assert match is not None, "the text is valid TOML"
        self.at = match.end()
        return match.group()

    def _header(self) -> Path:
        start = self.at
        is_array = self.text.startswith("[[", self.at)
        self.at += 2 if is_array else 1
        keys = self._keys()
        self.at += 2 if is_array else 1
        path = self._resolve(keys[:-1], ())
        path = (*path, keys[-1])
        if is_array:
            number = self.arrays.get(path, -1) + 1
            self.arrays[path] = number
            self.places.setdefault(path, Place(start, start, start))
            path = (*path, number)
        self.places[path] = Place(start, start, start)
        return path

    def _resolve(self, keys: list[str], base: Path) -> Path:
        """The path of a dotted name, through the last table of each array on the way."""
        path = base
        for key in keys:
            path = (*path, key)
            if path in self.arrays:
                path = (*path, self.arrays[path])
        return path

    def _keys(self) -> list[str]:
        keys: list[str] = []
        while True:
            self._skip(_SPACE)
            if self.text[self.at] in "\"'":
                raw = self._string()
                keys.append(_unquote(raw))
            else:
                keys.append(self._skip(_BARE))
            self._skip(_SPACE)
            if self.text[self.at] != ".":
                return keys
            self.at += 1

    def _pair(self, table: Path) -> None:
        key_at = self.at
        keys = self._keys()
        self.at += 1  # =
        self._skip(_SPACE)
        path = table
        for key in keys:
            path = (*path, key)
            self.places.setdefault(path, Place(key_at, key_at, key_at))
        start = self.at
        self._value(path)
        self.places[path] = Place(key_at, start, self.at)

    def _value(self, path: Path) -> None:
        char = self.text[self.at]
        if char == "[":
            self._array(path)
        elif char == "{":
            self.at += 1
            self._skip(_BLANK)
            while self.text[self.at] != "}":
                self._pair(path)
                self._separator()
            self.at += 1
        elif char in "\"'":
            self._string()
        else:
            raw = self._skip(_PLAIN_VALUE)
            self.at -= len(raw) - len(raw.rstrip())

    def _array(self, path: Path) -> None:
        self.at += 1
        self._skip(_BLANK)
        number = 0
        while self.text[self.at] != "]":
            start = self.at
            self._value((*path, number))
            self.places[(*path, number)] = Place(start, start, self.at)
            number += 1
            self._separator()
        self.at += 1

    def _separator(self) -> None:
        self._skip(_BLANK)
        if self.text[self.at] == ",":
            self.at += 1
            self._skip(_BLANK)

    def _string(self) -> str:
        quotes = (quote for quote in _STRINGS if self.text.startswith(quote, self.at))
        return self._skip(_STRINGS[next(quotes)])


def _unquote(raw: str) -> str:
    import tomllib

    (key,) = tomllib.loads(f"{raw} = 0")
    return str(key)


def replace_value(text: str, path: Path, value: str) -> str:
    """*text* with the value at *path* replaced by *value*, written in TOML; all else stays."""
    place = locate(text)[path]
    return text[: place.start] + value + text[place.end :]


def basic_string(text: str) -> str:
    """*text* as a basic string of TOML 1.0."""
    shown = "".join(_escaped(char) for char in text)
    return f'"{shown}"'


def _escaped(char: str) -> str:
    if char in '"\\':
        return f"\\{char}"
    if char.isprintable():
        return char
    return f"\\u{ord(char):04x}" if ord(char) < 0x10000 else f"\\U{ord(char):08x}"


def append_block(text: str, block: str) -> str:
    """*text* with a *block* at its end, a blank line between, in the newline style of *text*."""
    newline = "\r\n" if "\r\n" in text else "\n"
    end = "" if not text or text.endswith("\n") else newline
    gap = newline if text.strip() else ""
    return text + end + gap + block.strip("\n").replace("\n", newline) + newline
