"""Markdown as it is read on a channel that shows none: the marks go, every word stays.

What is not surely a mark is left as it stands: `2 * 3`, `snake_case`, a dash that opens a
dialogue, the inside of code and of links.
"""

from __future__ import annotations

import re
from functools import cache

_MARKS = re.compile(r"[*_`~\[\]<>\\\r]|^[ \t]*(?:#{1,6}[ \t]|\+[ \t]|-{3,})|  $", re.MULTILINE)
_WIKI = re.compile(r"(!?)\[\[([^\[\]|#^\n]*)(?:[#^][^\[\]|\n]*)?(?:\|([^\[\]\n]*))?\]\]")
_FENCE = re.compile(r"^[ \t]{0,3}(`{3,}|~{3,})[^\n`]*$")
HEADING_LINE = re.compile(r"^#{1,6}[ \t]+(.*?)[ \t#]*$", re.MULTILINE)
_FENCE_END = re.compile(r"^[ \t]{0,3}(?:`{3,}|~{3,})[ \t]*$")
_HEADING = re.compile(r"^[ ]{0,3}#{1,6}[ \t]+(.*?)(?:[ \t]+#+)?[ \t]*$")
_RULE = re.compile(r"^[ ]{0,3}(?:(?:\*[ \t]*){3,}|(?:-[ \t]*){3,}|(?:_[ \t]*){3,})$")
_QUOTE = re.compile(r"^[ ]{0,3}>[ ]?")
_BULLET = re.compile(r"^([ \t]*)[*+][ \t]+(?=\S)")
_TASK = re.compile(r"^([ \t]*)[-*+][ \t]+\[([ xX])\][ \t]+")
_DEFINITION = re.compile(
    r"^[ ]{0,3}\[([^\]\n^]+)\]:[ \t]*<?(\S+?)>?(?:[ \t]+[\"'(].*[\"')])?[ \t]*$"
)
_ADDRESS = r"https?://[^\s<>\"”»]+"
_INLINE = (
    r"(?P<escape>\\[\\`*_{}\[\]()#+\-.!>~|<])"
    r"|(?P<ticks>`+)(?P<code>(?:(?!`).|\n(?!\n))+?|.+?)(?P=ticks)(?!`)"
    r"|(?P<image>!\[[^\]\n]*\]"
    r"\([^()\s]*(?:\([^()\s]*\)[^()\s]*)*(?:[ \t]+[\"'][^\n\"']*[\"'])?\))"
    r"|\[(?P<text>(?:[^\[\]\\]|\\.)+)\]"
    r"(?:\((?P<url><[^<>\n]*>|[^()\s]*(?:\([^()\s]*\)[^()\s]*)*)(?:[ \t]+[\"'][^\n\"']*[\"'])?\)"
    r"|\[(?P<ref>[^\]\n]*)\])"
    rf"|<(?P<auto>{_ADDRESS}|[^\s<>@]+@[^\s<>@]+\.\w+)>"
    rf"|(?P<address>{_ADDRESS})"
    r"|\*\*\*(?=[^\s*])(?P<both>(?:[^*\n]|\n(?!\n))+?)(?<=\S)\*\*\*"
    r"|\*\*(?=[^\s*])(?P<bold>(?:[^*\n]|\*(?!\*)|\n(?!\n))+?)(?<=\S)\*\*"
    r"|(?<![\w_])__(?=[^\s_])(?P<bold2>(?:[^_\n]|_(?!_)|\n(?!\n))+?)(?<=\S)__(?![\w_])"
    r"|~~(?=\S)(?P<struck>(?:[^~\n]|\n(?!\n))+?)(?<=\S)~~"
    r"|(?<![\w*])\*(?=[^\s*])(?P<italic>(?:[^*\n]|\n(?!\n))+?)(?<=[^\s*])\*(?![\w*])"
    r"|(?<![\w_])_(?=[^\s_])(?P<italic2>(?:[^_\n]|(?<=\w)_(?=\w)|\n(?!\n))+?)(?<=[^\s_])_(?![\w_])"
)
_KEPT_WITHIN = ("both", "bold", "bold2", "struck", "italic", "italic2")


def linked(text: str) -> str:
    """*text* with `[[Name]]` as Name, `[[Note|words]]` as words, and no embedded notes."""
    return _WIKI.sub(_wiki, text) if "[[" in text else text


def _wiki(match: re.Match[str]) -> str:
    if match.group(1):
        return ""
    return (match.group(3) or match.group(2).rpartition("/")[2]).strip()


def plain(text: str) -> str:
    """*text*, which is Markdown, as plain text; without marks it is returned as it is."""
    text = linked(text)
    if not _MARKS.search(text):
        return text
    links: dict[str, str] = {}
    blocks: list[tuple[bool, list[str]]] = [(False, [])]
    fence = ""
    rows = text.replace("\r\n", "\n").replace("\r", "\n").split("\n")
    ends = [n for n, row in enumerate(rows) if _FENCE_END.match(row)]
    for n, raw in enumerate(rows):
        if fence:
            if _closes(raw, fence):
                fence = ""
                blocks.append((False, []))
            else:
                blocks[-1][1].append(raw)
            continue
        opening = _FENCE.match(raw)
        if opening and any(k > n and _closes(rows[k], opening.group(1)) for k in ends):
            fence = opening.group(1)
            blocks.append((True, []))
            continue
        defined = _DEFINITION.match(raw)
        if defined:
            links[defined.group(1).casefold()] = defined.group(2)
            continue
        blocks[-1][1].append(_line(raw))
    return "\n".join(
        "\n".join(lines) if code else _inline("\n".join(lines), links)
        for code, lines in blocks
        if lines
    )


@cache
def _inline_marks() -> re.Pattern[str]:
    return re.compile(_INLINE)


def _closes(row: str, fence: str) -> bool:
    """Whether *row* ends the code that *fence* opened."""
    row = row.strip()
    return row.startswith(fence) and not row.strip(fence[0])


def _line(raw: str) -> str:
    """A line without the marks that stand at its beginning or end."""
    if _RULE.match(raw):
        return ""
    heading = _HEADING.match(raw)
    if heading:
        return heading.group(1)
    while _QUOTE.match(raw):
        raw = _QUOTE.sub("", raw, count=1)
    raw = _TASK.sub(lambda found: f"{found.group(1)}{'☐' if found.group(2) == ' ' else '☑'} ", raw)
    raw = _BULLET.sub(r"\1• ", raw)
    return raw.rstrip().removesuffix("\\") if raw.endswith(("  ", "\\")) else raw


def _inline(text: str, links: dict[str, str]) -> str:
    def shown(match: re.Match[str]) -> str:
        kind = match.lastgroup
        if match.group("escape"):
            return match.group("escape")[1:]
        if match.group("ticks"):
            return match.group("code")
        if match.group("image"):
            return ""
        if match.group("text"):
            return _link(match, links)
        if kind in {"auto", "address"}:
            return match.group(kind)
        inner = next(match.group(name) for name in _KEPT_WITHIN if match.group(name))
        return _inline(inner, links)

    return _inline_marks().sub(shown, text)


def _link(match: re.Match[str], links: dict[str, str]) -> str:
    """«words (address)», or the address alone where the words are no more than that."""
    words = _inline(match.group("text"), links)
    if match.group("url") is not None:
        address = match.group("url").strip("<>")
    else:
        address = links.get((match.group("ref") or match.group("text")).casefold(), "")
        if not address:
            return match.group()
    bare = re.sub(r"^(?:https?://|mailto:)(?:www\.)?", "", address).rstrip("/")
    if not address or re.sub(r"^(?:https?://)?(?:www\.)?", "", words).rstrip("/") == bare:
        return address.removeprefix("mailto:") or words
    return f"{words} ({address.removeprefix('mailto:')})"
