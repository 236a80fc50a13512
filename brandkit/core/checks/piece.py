"""Everything that is checked of one piece."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import NamedTuple

from brandkit.core.checks.finding import Finding, Page, page_of
from brandkit.core.checks.voice import voice_findings
from brandkit.core.counting.rules import COMMENT, FOLD, HASHTAGS, Count, Rules, counts
from brandkit.core.drafts.shapes import SHAPES
from brandkit.core.drafts.weave import BLANK
from brandkit.core.model import Entry, Voice
from brandkit.core.publishing.final import Final, final
from brandkit.core.saying import _

_HASHTAG = re.compile(r"(?<![\w&/#])#(\w+)")
_BROKEN_HASHTAG = re.compile(r"(?<![\w&/#])#(?:\w+-\w[\w-]*|\d+(?![\w-]))")
_IMAGE = re.compile(r"!\[([^\]\n]*)\]\([^)\n]*\)|!\[\[[^\]\n]+\]\]")
_EMPTY_LINK = re.compile(r"(?<!!)\[[^\]\n]*\]\(\s*\)")
_LINK = re.compile(r"\b(?:https?:/{0,2}|www\.)[^\s<>\"”»]*", re.IGNORECASE)
_SOUND = re.compile(
    r"(?:https?://|www\.)(?:[^\s/?#:@]+\.)+[^\s/?#:@.]{2,}(?::\d+)?(?:[/?#]|$)", re.IGNORECASE
)
_NOT_PUBLIC = re.compile(r"https?://(?:localhost|127\.|10\.|192\.168\.|\[::1\])", re.IGNORECASE)


class Checked(NamedTuple):
    """A piece as it was checked: *counts* by part, and what the fold leaves to be seen."""

    entry: Entry
    final: Final
    counts: tuple[tuple[Count, ...], ...]
    fold: str
    findings: tuple[Finding, ...]

    @property
    def problems(self) -> list[Finding]:
        """Those findings that are more than advice."""
        return [finding for finding in self.findings if not finding.advice]


def check_piece(text: str, entry: Entry, kind: str, rules: Rules, voice: Voice) -> Checked:
    """The piece of *entry*, whose file holds *text*, against everything that it should keep."""
    shown = final(entry, kind)
    page = page_of(text)
    counted = tuple(tuple(counts(part, rules)) for part in shown.parts)
    findings = [
        *_blanks(page, entry, kind, shown),
        *_lengths(page, shown, counted, rules),
        *_hashtags(page, kind, rules),
        *_images(page, shown, kind),
        *_links(page),
        *voice_findings(page, voice, entry.language),
    ]
    return Checked(entry, shown, counted, fold_of(shown, rules), tuple(sorted(findings)))


def fold_of(shown: Final, rules: Rules) -> str:
    """What is seen of a piece before “more”; nothing where all of it is, or no fold is known."""
    limits = rules.of(FOLD)
    if not limits or len(shown.parts[0]) <= limits[0].limit:
        return ""
    return shown.parts[0][: limits[0].limit].rstrip()


def _blanks(page: Page, entry: Entry, kind: str, shown: Final) -> Iterator[Finding]:
    for match in BLANK.finditer(page.seen):
        yield page.at(
            match.start(), "blank", _("{blank} is still to be filled in", blank=match.group())
        )
    elsewhere = [("first_comment", shown.first_comment), ("alt", shown.alt)]
    if SHAPES[kind].long:
        elsewhere.append(("title", entry.title))
    for key, value in elsewhere:
        for blank in BLANK.findall(value):
            yield page.at_key(key, "blank", _("{blank} is still to be filled in", blank=blank))
    if not shown.text.strip():
        yield page.at(0, "empty", _("there is nothing in it yet"))


def _lengths(
    page: Page, shown: Final, counted: tuple[tuple[Count, ...], ...], rules: Rules
) -> Iterator[Finding]:
    starts = _part_starts(page, len(shown.parts))
    for n, found in enumerate(counted):
        for count in found:
            if count.over:
                yield page.at(
                    starts[n], "length", _too_long(count, n, len(counted)), advice=count.advice
                )
    for count in counts(shown.first_comment, rules, COMMENT):
        if count.over:
            yield page.at_key("first_comment", "length", _too_long(count, 0, 1))


def _too_long(count: Count, n: int, parts: int) -> str:
    values = {"length": count.length, "limit": count.limit, "over": count.over}
    if count.advice:
        return _(
            "{length} of {limit} in the way the service's interface counts ({counting})",
            counting=count.counting,
            **values,
        )
    if parts > 1:
        return _("part {part} is {length} of {limit}: {over} too many", part=n + 1, **values)
    return _("{length} of {limit}: {over} too many", **values)


def _part_starts(page: Page, parts: int) -> list[int]:
    """Where each part begins in the body."""
    starts = [page.first()]
    for match in re.finditer(r"^[ \t]*---[ \t]*\r?\n", page.seen, re.MULTILINE):
        rest = page.seen[match.end() :]
        starts.append(match.end() + len(rest) - len(rest.lstrip()))
    return (starts + [starts[-1]] * parts)[:parts]


def _hashtags(page: Page, kind: str, rules: Rules) -> Iterator[Finding]:
    if SHAPES[kind].long:
        return
    for match in _BROKEN_HASHTAG.finditer(page.seen):
        message = _(
            "{tag} is no hashtag: letters, digits and _ only, and not digits alone",
            tag=match.group(),
        )
        yield page.at(match.start(), "hashtag", message, advice=match.group()[1:].isdigit())
    seen: set[str] = set()
    tags = list(_HASHTAG.finditer(page.seen))
    for match in tags:
        tag = match.group(1).casefold()
        if tag in seen and not tag.isdigit():
            yield page.at(
                match.start(), "hashtag", _("#{tag} stands twice", tag=match.group(1)), advice=True
            )
        seen.add(tag)
    for limit in rules.of(HASHTAGS):
        if len(seen) > limit.limit:
            message = _("{n} hashtags; {limit} are enough here", n=len(seen), limit=limit.limit)
            yield page.at(tags[-1].start(), "hashtag", message, advice=True)


def _images(page: Page, shown: Final, kind: str) -> Iterator[Finding]:
    for match in _IMAGE.finditer(page.seen):
        if match.group(1) or (shown.alt and not SHAPES[kind].long):
            continue
        message = _(
            "a picture without words for those who do not see it; add alt: in the front matter"
        )
        yield page.at(match.start(), "alt", message)


def _links(page: Page) -> Iterator[Finding]:
    for match in _EMPTY_LINK.finditer(page.seen):
        yield page.at(match.start(), "link", _("{link} leads nowhere", link=match.group()))
    for match in _LINK.finditer(page.seen):
        link = match.group().rstrip(".,;:!?)]*_")
        if _NOT_PUBLIC.match(link):
            yield page.at(match.start(), "link", _("{link} can be opened by you alone", link=link))
        elif not _SOUND.match(link):
            yield page.at(match.start(), "link", _("{link} is no whole address", link=link))
