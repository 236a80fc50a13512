"""`inbox.md`: a line is an idea, typed on any device.

Headings, blank lines, comments and front matter are none, nor is a line that is ticked off
(`- [x] …`). `@Marta …` is a note on a person. A theme's id, name or hashtag as `#tag` sets it.
"""

from __future__ import annotations

import re
from typing import NamedTuple

from brandkit.core.digests import short_digest
from brandkit.core.drafts.weave import masked
from brandkit.core.guessing import clear_guess
from brandkit.core.model import Brand, Idea, Theme
from brandkit.core.notation.frontmatter import split
from brandkit.core.slug import slug

INBOX = "inbox.md"
INBOX_MARK = "inbox:"
"""How an idea's id says that it is a line of the inbox."""
_ITEM = re.compile(r"^([ \t]*(?:[-*+•]|\d+[.)])?[ \t]*)(\[[ xX]\][ \t]+)?(.*?)[ \t]*$")
_NO_ITEM = re.compile(r"[ \t]*(?:#{1,6}[ \t]|(?:-[ \t]*){3,}\r?$)")
TAG = re.compile(r"(?<![\w#/&])#([\w][\w/-]*)")


class InboxLine(NamedTuple):
    """A line that says something; *start* is where its mark and words begin in the text."""

    start: int
    mark: str
    box: str
    words: str

    @property
    def ticked(self) -> bool:
        return "x" in self.box.casefold()

    @property
    def id(self) -> str:
        return INBOX_MARK + short_digest(self.words)


def inbox_lines(text: str) -> list[InboxLine]:
    """The lines of *text* that are not empty, no headings and no comments."""
    body = split(text).body
    start = len(text) - len(body)
    seen = masked(body)
    found = []
    for row in seen.split("\n"):
        match = None if _NO_ITEM.match(row) else _ITEM.match(row.rstrip("\r"))
        words = match.group(3) if match else ""
        if match and words:
            found.append(InboxLine(start, match.group(1), match.group(2) or "", words))
        start += len(row) + 1
    return found


def parse_inbox(text: str, brand: Brand) -> list[Idea]:
    """The ideas in *text*, in order; what is about a person is left for their note."""
    ideas: list[Idea] = []
    for line in inbox_lines(text):
        if line.words.startswith("@"):
            continue
        theme, words = tagged_theme(line.words, brand)
        theme = theme or clear_guess(words, brand.themes, brand.language)
        if line.id not in {idea.id for idea in ideas}:
            ideas.append(
                Idea(
                    line.id,
                    words or line.words,
                    theme.id if theme else "",
                    dropped=line.ticked,
                    path=INBOX,
                )
            )
    return ideas


def ticked(text: str, idea_id: str) -> str:
    """*text* with the lines of an idea ticked off; all else stays byte for byte."""
    for line in reversed(inbox_lines(text)):
        if line.id == idea_id and not line.ticked:
            head = line.start + len(line.mark)
            mark = "" if line.mark.strip() else "- "
            text = f"{text[:head]}{mark}[x] {text[head + len(line.box) :]}"
    return text


def tagged_theme(words: str, brand: Brand) -> tuple[Theme | None, str]:
    """The theme that a tag in *words* names, and the words without that tag."""
    for match in TAG.finditer(words):
        theme = theme_named(match.group(1), brand)
        if theme is not None:
            rest = words[: match.start()].rstrip() + words[match.end() :]
            return theme, " ".join(rest.split())
    return None, words


def theme_named(tag: str, brand: Brand) -> Theme | None:
    """The theme that *tag* names: its id, an earlier one, its name or one of its hashtags."""
    known = brand.theme(tag.casefold())
    if known is not None:
        return known
    wanted = slug(tag).replace("-", "")
    for theme in brand.themes:
        names = (theme.id, theme.name, *theme.hashtags)
        if wanted in {slug(name.lstrip("#")).replace("-", "") for name in names}:
            return theme
    return None
