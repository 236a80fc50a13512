"""The final text of a piece: exactly what is pasted on its channel."""

from __future__ import annotations

import re
from typing import NamedTuple

from brandkit.core.drafts.shapes import PART, SHAPES
from brandkit.core.drafts.weave import BLANK, visible
from brandkit.core.model import Entry
from brandkit.core.publishing.plain import linked, plain

_PART_LINE = re.compile(rf"^[ \t]*{PART}[ \t]*\r?$", re.MULTILINE)
_IMAGE = re.compile(r"!\[([^\]\n]*)\]\(")
ADDRESS = re.compile(r"https?://[^\s<>\"”»]*[^\s<>\"”».,;:!?)\]]")


class Final(NamedTuple):
    """What is published: *parts* are the posts of a thread, one where there is no thread.

    *markdown* says that the parts are still Markdown. *links* are the addresses in all of it.
    """

    parts: tuple[str, ...]
    first_comment: str = ""
    alt: str = ""
    markdown: bool = False

    @property
    def text(self) -> str:
        return f"\n\n{PART}\n\n".join(self.parts)

    @property
    def links(self) -> tuple[str, ...]:
        found = ADDRESS.findall("\n".join([*self.parts, self.first_comment]))
        return tuple(dict.fromkeys(found))


def final(entry: Entry, kind: str) -> Final:
    """The final text of *entry* on a channel of *kind*: no comments, no links between notes.

    Blog and newsletter keep their Markdown; elsewhere it becomes plain text, and lines of `---`
    part a thread where the channel has threads.
    """
    shape = SHAPES[kind]
    text = visible(entry.body).replace("\r\n", "\n")
    comment = plain(_text(entry, "first_comment")).strip()
    alt = _text(entry, "alt").strip() or _alt_of_image(text)
    if shape.long:
        return Final((_tidy(linked(text)),), comment, alt, markdown=True)
    parts = _PART_LINE.split(text) if shape.thread else [text]
    shown = tuple(tidied for part in parts if (tidied := _tidy(plain(part))))
    return Final(shown or ("",), comment, alt)


def open_blanks(entry: Entry, kind: str) -> list[str]:
    """The blanks that stand in anything of *entry* that is published."""
    found = final(entry, kind)
    title = entry.title if SHAPES[kind].long else ""
    return BLANK.findall("\n".join([title, visible(entry.body), found.first_comment, found.alt]))


def _tidy(text: str) -> str:
    return re.sub(r"\n{3,}", "\n\n", text).strip("\n").rstrip()


def _text(entry: Entry, key: str) -> str:
    value = entry.keys.get(key)
    return "" if value is None else str(value)


def _alt_of_image(text: str) -> str:
    found = _IMAGE.search(text)
    return found.group(1).strip() if found else ""
