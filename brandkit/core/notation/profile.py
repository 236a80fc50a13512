"""`profile.md`: headline, about and a bio for each channel, below headings."""

from __future__ import annotations

import re
from typing import NamedTuple

PROFILE = "profile.md"
HEADLINE, ABOUT, BIO = "headline", "about", "bio"
NAMES = {
    HEADLINE: ("headline", "titolo", "sommario"),
    ABOUT: ("about", "summary", "informazioni", "chi sono"),
    BIO: ("bio", "biografia"),
}
TITLES = {"it": ("Titolo", "Informazioni"), "en": ("Headline", "About")}
"""The headings that brandkit writes itself."""
_HEADING = re.compile(r"^#{1,3}[ \t]+(.+?)[ \t]*#*[ \t]*\r?$", re.MULTILINE)


class Section(NamedTuple):
    """What stands below a heading, from *start* to *end* of the file.

    *field* is `headline`, `about`, `bio`, or nothing for a heading of the person's own; *channel*
    is the rest of the heading, in small letters, like `bluesky` in “Bio Bluesky”.
    """

    field: str
    channel: str
    title: str
    start: int
    end: int


def sections_of(text: str) -> list[Section]:
    """The sections of the profile *text*; what stands before the first heading is none."""
    found = list(_HEADING.finditer(text))
    ends = [*(match.start() for match in found[1:]), len(text)][: len(found)]
    return [
        Section(*_meaning(match.group(1)), match.group(1), match.end(), end)
        for match, end in zip(found, ends, strict=True)
    ]


def _meaning(title: str) -> tuple[str, str]:
    """The field that a heading names, and its channel."""
    small = re.sub(r"\W+", " ", title).strip().casefold()
    for field, names in NAMES.items():
        for name in names:
            if small == name:
                return field, ""
            if small.startswith(f"{name} "):
                return field, small.removeprefix(name).strip()
    return "", ""
