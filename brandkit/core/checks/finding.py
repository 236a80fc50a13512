"""A finding, and the text it is found in."""

from __future__ import annotations

import re
from typing import NamedTuple

from brandkit.core.drafts.weave import blanked, masked
from brandkit.core.notation.frontmatter import parse_front_matter, split

_CODE = re.compile(r"^(`{3,}|~{3,}).*?^\1|`[^`\n]+`", re.DOTALL | re.MULTILINE)


class Finding(NamedTuple):
    """Something at a place of a file. Lines and columns count from 1.

    With *advice* it is worth a look; without, it should be mended before the piece goes out.
    """

    line: int
    column: int
    rule: str
    message: str
    advice: bool = False


class Page(NamedTuple):
    """A file as the checks see it: *seen* is its body with comments as blanks, at *start*."""

    text: str
    seen: str
    start: int
    lines: dict[str, int]

    def at(self, offset: int, rule: str, message: str, *, advice: bool = False) -> Finding:
        """A finding at an *offset* of the body."""
        place = self.start + offset
        line = self.text.count("\n", 0, place) + 1
        column = place - self.text.rfind("\n", 0, place)
        return Finding(line, column, rule, message, advice)

    def at_key(self, key: str, rule: str, message: str, *, advice: bool = False) -> Finding:
        """A finding at a *key* of the front matter; at its first line where it is not there."""
        return Finding(self.lines.get(key, 1), 1, rule, message, advice)

    def first(self) -> int:
        """Where the body begins to say something."""
        return len(self.seen) - len(self.seen.lstrip())


def page_of(text: str) -> Page:
    """The page of a file's *text*."""
    body = split(text).body
    seen = masked(body)
    return Page(text, seen, len(text) - len(body), parse_front_matter(text).lines)


def without_code(seen: str) -> str:
    """*seen* with code as blanks: it is nobody's voice."""
    return _CODE.sub(blanked, seen) if "`" in seen or "~~~" in seen else seen
