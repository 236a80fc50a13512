"""The posts in what LinkedIn, Mastodon, X and Bluesky give of oneself."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from itertools import islice
from zoneinfo import ZoneInfo

from brandkit.archives.opening import decoded, members, wanted
from brandkit.core.archives import bluesky, linkedin, mastodon, x
from brandkit.core.archives.articles import ARTICLES, parse_article
from brandkit.core.archives.post import Post, Skipped
from brandkit.core.saying import _
from brandkit.errors import NothingFoundError, UnreadableError

_REPOSITORY = re.compile(r"(?:.*/)?[^/]*\.car")
_OUTBOX = re.compile(r"(?:.*/)?outbox\.json")


def linkedin_posts(path: str, zone: ZoneInfo) -> Iterator[Post | Skipped]:
    """The posts of Shares.csv in LinkedIn's archive, and its articles."""
    articles, _others = wanted(path, ARTICLES)
    if not articles or wanted(path, linkedin.SHARES)[0]:
        yield from _shares(path, zone)
    for name, content in articles:
        yield parse_article(content.decode("utf-8-sig", "replace"), name, zone)


def _shares(path: str, zone: ZoneInfo) -> Iterator[Post | Skipped]:
    name, text = _texts(path, linkedin.SHARES, "Shares.csv")[0]
    try:
        yield from linkedin.parse_shares(text, zone)
    except linkedin.NotSharesError as error:
        raise UnreadableError(
            _(
                "{path}: there are no columns Date, ShareLink and ShareCommentary; found: {found}",
                path=name,
                found=str(error),
            )
        ) from error


def mastodon_posts(path: str, zone: ZoneInfo, *, replies: bool = False) -> Iterator[Post | Skipped]:
    """The posts of outbox.json in Mastodon's archive."""
    name, text = _texts(path, _OUTBOX, "outbox.json")[0]
    try:
        outbox = json.loads(text)
    except ValueError as error:
        message = _("{path}: this is not JSON: {trouble}", path=name, trouble=str(error))
        raise UnreadableError(message) from error
    if not isinstance(outbox, dict) or "orderedItems" not in outbox:
        raise UnreadableError(_("{path}: there are no orderedItems", path=name))
    yield from mastodon.parse_outbox(outbox, zone, replies=replies)


def x_posts(path: str, zone: ZoneInfo, *, replies: bool = False) -> Iterator[Post | Skipped]:
    """The posts of tweets.js and note-tweet.js in X's archive."""
    tweets = [item for found in _texts(path, x.TWEETS, "tweets.js") for item in _script(*found)]
    notes = [
        item
        for name, content in wanted(path, x.NOTES)[0]
        for item in _script(name, decoded(name, content))
    ]
    yield from x.parse_tweets(tweets, notes, zone, replies=replies)


def bluesky_posts(path: str, zone: ZoneInfo, *, replies: bool = False) -> Iterator[Post | Skipped]:
    """The posts of repo.car, the repository of an account."""
    import libipld

    (name, content), *_others = _members(path, _REPOSITORY, "repo.car")
    try:
        header, blocks = libipld.decode_car(content)
        yield from bluesky.parse_repository(
            header.get("roots") or [], blocks, zone, replies=replies
        )
    except (ValueError, AttributeError, RecursionError) as error:
        message = _("{path}: this is no repository: {trouble}", path=name, trouble=str(error))
        raise UnreadableError(message) from error


def _script(name: str, text: str) -> list[x.Item]:
    try:
        return x.read_script(text)
    except x.NotDataError as error:
        message = _(
            "{path}: this is not data of the archive: {trouble}", path=name, trouble=str(error)
        )
        raise UnreadableError(message) from error


def _texts(path: str, pattern: re.Pattern[str], looked_for: str) -> list[tuple[str, str]]:
    """The texts that are wanted, as `_members`."""
    return [(name, decoded(name, content)) for name, content in _members(path, pattern, looked_for)]


def _members(path: str, pattern: re.Pattern[str], looked_for: str) -> list[tuple[str, bytes]]:
    """The members that are wanted; `NothingFoundError` with what there is instead."""
    found, others = wanted(path, pattern)
    if not found:
        message = _("{path}: there is no {name} in it; found:", path=path, name=looked_for)
        raise NothingFoundError(message, details=[f"  {name}" for name in others] or ["  –"])
    return found


def texts_in(path: str, most: int) -> list[str]:
    """What somebody wrote, at most *most* texts, if *path* is an archive of one of the services."""
    names = [member.name for member in members(path)]
    for pattern, reader in (
        (linkedin.SHARES, linkedin_posts),
        (ARTICLES, linkedin_posts),
        (_OUTBOX, mastodon_posts),
        (x.TWEETS, x_posts),
        (_REPOSITORY, bluesky_posts),
    ):
        if any(pattern.fullmatch(name) for name in names):
            posts = (post for post in reader(path, ZoneInfo("UTC")) if isinstance(post, Post))
            return [post.text for post in islice(posts, most)]
    return []
