"""LinkedIn's articles: a page of HTML each, in the folder Articles of its “copy of your data”.

The heading is the title, and its link the address; a line says when it was published. What has only
a line of when it was created is a draft.
"""

from __future__ import annotations

import html
import re
from datetime import UTC, datetime
from zoneinfo import ZoneInfo

from brandkit.core.archives.markup import text_of_html
from brandkit.core.archives.post import Post, Skipped, hashtags_in

ARTICLES = re.compile(r"(?:.*/)?Articles/[^/]+\.html?", re.IGNORECASE)
_TITLE = re.compile(r"<h1\b[^>]*>(.*?)</h1>", re.IGNORECASE | re.DOTALL)
_HEAD = re.compile(r"^.*?<body\b[^>]*>|<title\b.*?</title>", re.IGNORECASE | re.DOTALL)
_PAGE_TITLE = re.compile(r"<title\b[^>]*>(.*?)</title>", re.IGNORECASE | re.DOTALL)
_LINK = re.compile(r"""href=["'](https?://[^"'<>\s]+)""", re.IGNORECASE)
_DATES = re.compile(
    r"<p\b[^>]*class=[\"'](created|published)[\"'][^>]*>(.*?)</p>", re.IGNORECASE | re.DOTALL
)
_MOMENT = re.compile(r"(\d{4}-\d{2}-\d{2})(?:[ T](\d{2}:\d{2}))?")


def parse_article(page: str, name: str, zone: ZoneInfo) -> Post | Skipped:
    """The article that the *page* called *name* holds, its moment in *zone*."""
    heading = _TITLE.search(page)
    title = _words((heading or _PAGE_TITLE.search(page) or [""])[0])
    told = {kind.lower(): moment for kind, moment in _DATES.findall(page)}
    moment = _moment(told.get("published", ""))
    if moment is None:
        return Skipped(
            name, "draft" if "created" in told and "published" not in told else "undated"
        )
    body = _DATES.sub("", _TITLE.sub("", _HEAD.sub("", page, count=1), count=1))
    text = text_of_html(body)
    if not text:
        return Skipped(name, "empty")
    link = _LINK.search(heading[0]) if heading else None
    url = html.unescape(link[1]) if link else ""
    return Post(
        key=url.rstrip("/").rpartition("/")[2] or name.rpartition("/")[2],
        title=title,
        text=text,
        at=moment.astimezone(zone),
        url=url,
        tags=hashtags_in(text),
        source=name,
    )


def _words(markup: str) -> str:
    return " ".join(text_of_html(markup).split())


def _moment(said: str) -> datetime | None:
    """The day, and the minute where there is one; without a zone it is taken for UTC."""
    found = _MOMENT.search(said)
    if found is None:
        return None
    try:
        return datetime.fromisoformat(f"{found[1]}T{found[2] or '12:00'}").replace(tzinfo=UTC)
    except ValueError:
        return None
