"""OPML, the list of feeds that every feed reader takes and gives (OPML 2.0, 2006)."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import NamedTuple
from xml.parsers import expat
from xml.sax.saxutils import quoteattr

from brandkit.core.feeds import Feed
from brandkit.core.problems import Problem
from brandkit.core.saying import _

_HEAD = '<?xml version="1.0" encoding="UTF-8"?>\n<opml version="2.0">\n'


class OpmlReading(NamedTuple):
    """The feeds of a list, each address once, in order; or what is wrong with it."""

    feeds: tuple[Feed, ...]
    problems: tuple[Problem, ...]


class _DoctypeError(Exception):
    """A document that declares entities is no list of feeds."""


def parse_opml(text: str) -> OpmlReading:
    """The outlines of *text* that have an `xmlUrl`, in whatever folder they lie."""
    found: dict[str, Feed] = {}
    roots: list[str] = []

    def element(name: str, attributes: Mapping[str, str]) -> None:
        roots.append(name.casefold())
        said = {key.casefold(): value.strip() for key, value in attributes.items()}
        url = said.get("xmlurl", "")
        if name.casefold() == "outline" and url:
            title = " ".join((said.get("title") or said.get("text") or "").split())
            found.setdefault(url, Feed(url, title))

    def doctype(*_parts: object) -> None:
        raise _DoctypeError

    parser = expat.ParserCreate()
    parser.StartElementHandler = element
    parser.StartDoctypeDeclHandler = doctype
    try:
        parser.Parse(text.removeprefix("\ufeff").encode(), True)
    except expat.ExpatError as error:
        message = _("this is not OPML: {trouble}", trouble=expat.errors.messages[error.code])
        return OpmlReading((), (Problem(error.lineno, error.offset + 1, message),))
    except _DoctypeError:
        line, column = parser.CurrentLineNumber, parser.CurrentColumnNumber + 1
        message = _("a list of feeds declares no document type; it was not read")
        return OpmlReading((), (Problem(line, column, message),))
    if roots[0] != "opml":
        message = _("this is not OPML: it begins with <{name}>", name=roots[0])
        return OpmlReading((), (Problem(1, 1, message),))
    return OpmlReading(tuple(found.values()), ())


def format_opml(feeds: Iterable[Feed], title: str) -> str:
    """The *feeds* as OPML; `parse_opml` reads it back."""
    rows = [
        f"    <outline type={quoteattr('rss')} text={quoteattr(_clean(feed.shown))}"
        f" title={quoteattr(_clean(feed.shown))} xmlUrl={quoteattr(_clean(feed.url))}/>\n"
        for feed in feeds
    ]
    head = f"  <head><title>{_inside(_clean(title))}</title></head>\n"
    return f"{_HEAD}{head}  <body>\n{''.join(rows)}  </body>\n</opml>\n"


def _inside(text: str) -> str:
    return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")


def _clean(text: str) -> str:
    """*text* without what XML 1.0 cannot say at all."""
    return "".join(char for char in text if char.isprintable())
