"""X's archive: tweets.js and note-tweet.js, data in the form of a script.

What stands before the first `=` is cut off and the rest is read as JSON; anything that is not data
is refused, and nothing is ever run. A thread, a chain of answers to oneself, is one post.
"""

from __future__ import annotations

import html
import json
import re
from collections.abc import Iterator, Mapping, Sequence
from datetime import UTC, datetime
from typing import Any
from zoneinfo import ZoneInfo

from brandkit.core.archives.post import Post, Skipped, hashtags_in, thread
from brandkit.core.drafts.shapes import PART

TWEETS = re.compile(r"(?:.*/)?tweets?(?:-part\d+)?\.js")
NOTES = re.compile(r"(?:.*/)?note-tweet(?:-part\d+)?\.js")
Item = Mapping[str, Any]
"""A tweet, or another thing of the archive, as it was read."""
_HEAD = re.compile(r"\s*window\.YTD\.[\w]+\.part\d+\s*=\s*")
_CUT = re.compile(r"\s*(?:…|\.\.\.)?\s*(?:https://t\.co/\w+)?\s*$")
_SAME = 60
"""Characters by which a long post is known again in the short form of it."""


class NotDataError(ValueError):
    """The file holds more than one value, or something that is no data."""


def read_script(text: str) -> list[Item]:
    """The list that a script of the archive assigns; `NotDataError` for anything else."""
    head = _HEAD.match(text.removeprefix("\ufeff"))
    if head is None:
        raise NotDataError("no window.YTD. … =")
    try:
        value = json.loads(text.removeprefix("\ufeff")[head.end() :])
    except ValueError as error:
        raise NotDataError(str(error)) from error
    if not isinstance(value, list):
        raise NotDataError("no list")
    return [item for item in value if isinstance(item, Mapping)]


def parse_tweets(
    tweets: Sequence[Item], notes: Sequence[Item], zone: ZoneInfo, *, replies: bool = False
) -> Iterator[Post | Skipped]:
    """One's own posts in order of time, threads joined; reposts are skipped.

    So are replies to others, unless they are asked for.
    """
    found = [tweet for item in tweets if isinstance(tweet := item.get("tweet", item), Mapping)]
    found.sort(key=lambda tweet: int(str(tweet.get("id_str") or tweet.get("id") or 0)))
    by_id = {_id(tweet): tweet for tweet in found}
    following: dict[str, list[str]] = {}
    for tweet in found:
        following.setdefault(_answered(tweet), []).append(_id(tweet))
    whole = [note for item in notes if isinstance(note := item.get("noteTweet", item), Mapping)]
    for tweet in found:
        if _answered(tweet) not in by_id:
            parts = [by_id[one] for one in thread(_id(tweet), following)]
            yield _post(parts, whole, zone, replies=replies)


def _id(tweet: Item) -> str:
    return str(tweet.get("id_str") or tweet.get("id") or "")


def _answered(tweet: Item) -> str:
    return str(tweet.get("in_reply_to_status_id_str") or tweet.get("in_reply_to_status_id") or "")


def _post(
    parts: Sequence[Item], notes: Sequence[Item], zone: ZoneInfo, *, replies: bool
) -> Post | Skipped:
    """The post that the tweets of a thread are, or the one that stands alone."""
    tweet = parts[0]
    identity = _id(tweet)
    if str(tweet.get("full_text") or tweet.get("text") or "").startswith("RT @"):
        return Skipped(identity, "boost")
    if not replies and (tweet.get("in_reply_to_user_id_str") or _answered(tweet)):
        return Skipped(identity, "reply")
    try:
        moment = datetime.strptime(str(tweet.get("created_at")), "%a %b %d %H:%M:%S %z %Y")
    except ValueError:
        return Skipped(identity, "undated")
    said = [_words(one, notes) for one in parts]
    text = f"\n\n{PART}\n\n".join(part for part in said if part)
    if not text:
        return Skipped(identity, "empty")
    return Post(
        key=identity,
        title="",
        text=text,
        at=moment.astimezone(zone),
        url=f"https://x.com/i/status/{identity}",
        language=str(tweet.get("lang") or "")[:2],
        tags=hashtags_in(text),
        source=identity,
    )


def _words(tweet: Item, notes: Sequence[Item]) -> str:
    """The text of one tweet: whole where it was cut, with the addresses that t.co stands for."""
    text = str(tweet.get("full_text") or tweet.get("text") or "")
    begun = html.unescape(_CUT.sub("", text))[:_SAME]
    moment = str(tweet.get("created_at") or "")
    for note in notes:
        core = note.get("core")
        long = str(core.get("text") or "") if isinstance(core, Mapping) else ""
        if len(begun) == _SAME and long.startswith(begun) and _same_minute(note, moment):
            return long.strip()
    entities = tweet.get("entities")
    urls = entities.get("urls") if isinstance(entities, Mapping) else ()
    for url in urls or ():
        if isinstance(url, Mapping) and url.get("url") and url.get("expanded_url"):
            text = text.replace(str(url["url"]), str(url["expanded_url"]))
    media = tweet.get("extended_entities") or entities
    for item in (media.get("media") if isinstance(media, Mapping) else ()) or ():
        if isinstance(item, Mapping) and item.get("url"):
            text = text.replace(str(item["url"]), "")
    return html.unescape(text).strip()


def _same_minute(note: Item, moment: str) -> bool:
    """Whether a long post and its short form are of nearly one moment."""
    try:
        here = datetime.strptime(moment, "%a %b %d %H:%M:%S %z %Y")
        there = datetime.fromisoformat(str(note.get("createdAt")))
    except ValueError:
        return False
    there = there if there.tzinfo else there.replace(tzinfo=UTC)
    return abs((here - there).total_seconds()) <= 120
