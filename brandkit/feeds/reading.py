"""Feeds are read by feedparser in a child with limits; it sees bytes only, never an address."""

from __future__ import annotations

import base64
import re
import sys
from collections.abc import Mapping
from datetime import UTC, datetime
from typing import Any, NamedTuple

from brandkit.child import Child, bound_memory, serve
from brandkit.core.archives.markup import text_of_html
from brandkit.core.feeds import Item
from brandkit.core.saying import _

SECONDS = 10.0
"""Of wall time for one feed; feedparser reads a usual one in a hundredth."""
MOST_ITEMS = 500
"""Items that are read of one feed, the first ones."""
MOST_TEXT = 100_000
"""Characters of the text of one item."""
_LONGEST = 4 * MOST_ITEMS * MOST_TEXT
_MAILED = re.compile(r"\S+@\S+ \(([^)]+)\)|([^<>@]+) [<(]\S+@\S+[>)]")
_TYPES = ("application/rss+xml", "application/atom+xml", "application/rdf+xml")


class Contents(NamedTuple):
    """What a feed says. *links* are addresses of feeds that a page, which is none, points to."""

    is_feed: bool
    title: str
    items: tuple[Item, ...]
    links: tuple[str, ...]


class FeedError(Exception):
    """A feed that cannot be read, and why."""

    def __init__(self, message: str) -> None:
        super().__init__(message)
        self.message = message


class FeedChild:
    """The parent's side."""

    def __init__(self, seconds: float = SECONDS) -> None:
        self.child = Child(__name__, seconds, _LONGEST)

    def read(self, body: bytes, url: str, content_type: str = "") -> Contents:
        """What *body*, which came from *url*, says; `FeedError` where it takes too long."""
        request = {
            "body": base64.b64encode(body).decode("ascii"),
            "url": url,
            "type": content_type,
        }
        answer = self.child.ask(request)
        if answer is None:
            message = _(
                "it cannot be read, or not within {seconds:g} s", seconds=self.child.seconds
            )
            raise FeedError(message)
        return Contents(
            answer["is_feed"],
            answer["title"],
            tuple(_item(**one) for one in answer["items"]),
            tuple(answer["links"]),
        )

    def end(self) -> None:
        """The child goes."""
        self.child.end()


def _item(at: str, tags: list[str], **texts: Any) -> Item:
    moment = datetime.fromisoformat(at) if at else None
    return Item(at=moment, tags=tuple(tags), **texts)


def read_bytes(request: Mapping[str, Any]) -> dict[str, Any]:
    """The child's side: what the bytes of a *request* say, as plain values."""
    import feedparser

    headers = {"content-location": request["url"], "content-type": request["type"]}
    body = base64.b64decode(request["body"])
    found = feedparser.parse(body, response_headers=headers)
    language = str(found.feed.get("language") or "")
    links = [
        str(link.get("href"))
        for link in found.feed.get("links", ())
        if link.get("rel") == "alternate" and link.get("type") in _TYPES and link.get("href")
    ]
    entries = [_entry(one, language) for one in found.entries[:MOST_ITEMS]]
    return {
        "is_feed": bool(found.get("version")),
        "title": _line(found.feed.get("title")),
        "items": [entry for entry in entries if entry["key"]],
        "links": links,
    }


def _entry(one: dict[str, Any], language: str) -> dict[str, Any]:
    url = str(one.get("link") or "")
    contents = [part for part in one.get("content") or () if part.get("value")]
    said = str(contents[0]["value"] if contents else one.get("summary") or "")
    own = str((contents[0].get("language") if contents else "") or language)
    title = _line(one.get("title"))
    return {
        "key": str(one.get("id") or url or title),
        "title": title,
        "text": text_of_html(said[: 3 * MOST_TEXT])[:MOST_TEXT],
        "url": url if url.startswith(("http://", "https://")) else "",
        "at": _moment(one),
        "author": _name(_line(one.get("author"))),
        "tags": [_line(tag.get("term")) for tag in one.get("tags") or () if tag.get("term")][:20],
        "language": own[:2].casefold(),
        "whole": bool(contents),
    }


def _moment(one: dict[str, Any]) -> str:
    """When it came out; feedparser gives all times in UTC."""
    for key in ("published_parsed", "updated_parsed", "created_parsed"):
        parts = dict.get(one, key)  # feedparser's own get() warns of what stands in for it
        if parts:
            try:
                year, month, day, hour, minute, second = parts[:6]
                return datetime(year, month, day, hour, minute, second, tzinfo=UTC).isoformat()
            except ValueError:
                return ""
    return ""


def _name(author: str) -> str:
    """Who it is, without the e-mail address that RSS has for an author."""
    found = _MAILED.fullmatch(author)
    return (found[1] or found[2]).strip() if found else author


def _line(said: object) -> str:
    """The words of a title or a name, on one line."""
    return " ".join(text_of_html(str(said or "")[:2000]).split())


def main() -> None:
    """Serve the parent."""
    bound_memory()
    serve(read_bytes, sys.stdin, sys.stdout)
