"""Mastodon's archive: outbox.json, an ActivityPub collection in no particular order."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any
from zoneinfo import ZoneInfo

from brandkit.core.archives.markup import text_of_html
from brandkit.core.archives.post import Post, Skipped, moment_told

PUBLIC = "https://www.w3.org/ns/activitystreams#Public"


def parse_outbox(
    outbox: Mapping[str, Any], zone: ZoneInfo, *, replies: bool = False
) -> Iterator[Post | Skipped]:
    """One's own posts, in order of time; boosts and private ones are skipped.

    So are replies to others, unless they are asked for.
    """
    items = [item for item in outbox.get("orderedItems") or () if isinstance(item, Mapping)]
    ours = {str(_note(item).get("id")) for item in items if _note(item)}
    for item in sorted(items, key=lambda item: str(item.get("published") or "")):
        yield _post(item, ours, zone, replies=replies)


def _note(item: Mapping[str, Any]) -> Mapping[str, Any]:
    note = item.get("object")
    return note if isinstance(note, Mapping) and item.get("type") == "Create" else {}


def _post(
    item: Mapping[str, Any], ours: set[str], zone: ZoneInfo, *, replies: bool
) -> Post | Skipped:
    note = _note(item)
    source = str(note.get("id") or item.get("id") or "")
    if not note:
        return Skipped(source, "boost")
    answered = note.get("inReplyTo")
    if not replies and answered and str(answered) not in ours:
        return Skipped(source, "reply")
    seen_by = [*_listed(note.get("to")), *_listed(note.get("cc"))]
    if PUBLIC not in seen_by and "as:Public" not in seen_by:
        return Skipped(source, "private")
    moment = moment_told(note.get("published"))
    if moment is None:
        return Skipped(source, "undated")
    text = text_of_html(str(note.get("content") or ""))
    pictures = [one for one in _listed(note.get("attachment")) if isinstance(one, Mapping)]
    if not text and not pictures:
        return Skipped(source, "empty")
    tags = [one for one in _listed(note.get("tag")) if isinstance(one, Mapping)]
    return Post(
        key=source.rstrip("/").rpartition("/")[2],
        title=str(note.get("summary") or ""),
        text=text,
        at=moment.astimezone(zone),
        url=str(note.get("url") or source),
        language=next(iter(note.get("contentMap") or {"": ""}), "")[:2],
        tags=tuple(
            str(tag.get("name")).lstrip("#") for tag in tags if tag.get("type") == "Hashtag"
        ),
        source=source,
        alt="; ".join(str(one["name"]) for one in pictures if one.get("name")),
    )


def _listed(value: Any) -> list[Any]:
    if value is None:
        return []
    return value if isinstance(value, list) else [value]
