"""Bluesky's repository: the records of one account, found through its tree of keys.

A repository (repo.car) is a set of blocks by their content's digest. A signed commit names the root
of a tree whose entries lead from keys like `app.bsky.feed.post/3kf4cqrrrrs2a` to records; keys are
written without what they share with the key before. Source: atproto.com, repository specification.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Any
from zoneinfo import ZoneInfo

from brandkit.core.archives.post import Post, Skipped, hashtags_in, moment_told, thread
from brandkit.core.drafts.shapes import PART

POST, REPOST = "app.bsky.feed.post", "app.bsky.feed.repost"
DEEPEST = 64
"""Levels of a tree; a real one has fewer than ten."""
Blocks = Mapping[bytes, Any]


class NotARepositoryError(ValueError):
    """The blocks are not those of a repository."""


def parse_repository(
    roots: Sequence[bytes], blocks: Blocks, zone: ZoneInfo, *, replies: bool = False
) -> Iterator[Post | Skipped]:
    """One's own posts in order of time, threads joined; reposts are skipped.

    So are replies to others, unless they are asked for.
    """
    commit = blocks.get(roots[0]) if roots else None
    if not isinstance(commit, Mapping) or not isinstance(commit.get("data"), bytes):
        raise NotARepositoryError("no commit")
    did = str(commit.get("did") or "")
    posts: dict[str, Mapping[str, Any]] = {}
    for key, cid in _entries(commit["data"], blocks, 0):
        record = blocks.get(cid)
        kind, _, name = key.partition("/")
        if kind == REPOST:
            yield Skipped(name, "boost")
        elif kind == POST and isinstance(record, Mapping):
            posts[f"at://{did}/{key}"] = record
    following: dict[str, list[str]] = {}
    for uri, record in sorted(posts.items()):
        following.setdefault(_answered(record), []).append(uri)
    for uri in sorted(posts):
        answered = _answered(posts[uri])
        if answered and answered not in posts and not replies:
            yield Skipped(uri.rpartition("/")[2], "reply")
        elif answered not in posts:
            yield _post(uri, did, posts, following, zone)


def _entries(cid: bytes, blocks: Blocks, depth: int) -> Iterator[tuple[str, bytes]]:
    """The keys of a tree with the digests of their records, in order."""
    node = blocks.get(cid)
    if not isinstance(node, Mapping) or depth > DEEPEST:
        raise NotARepositoryError("a part of the tree is missing")
    if isinstance(node.get("l"), bytes):
        yield from _entries(node["l"], blocks, depth + 1)
    key = b""
    for entry in node.get("e") or ():
        try:
            key = key[: entry["p"]] + entry["k"]
            value = entry["v"]
        except (KeyError, TypeError) as error:
            raise NotARepositoryError("an entry of the tree cannot be read") from error
        if isinstance(value, bytes):
            yield key.decode("utf-8", "replace"), value
        if isinstance(entry.get("t"), bytes):
            yield from _entries(entry["t"], blocks, depth + 1)


def _answered(record: Mapping[str, Any]) -> str:
    reply = record.get("reply")
    parent = reply.get("parent") if isinstance(reply, Mapping) else None
    return str(parent.get("uri") or "") if isinstance(parent, Mapping) else ""


def _post(
    uri: str,
    did: str,
    posts: Mapping[str, Mapping[str, Any]],
    following: Mapping[str, Sequence[str]],
    zone: ZoneInfo,
) -> Post | Skipped:
    name = uri.rpartition("/")[2]
    record = posts[uri]
    moment = moment_told(record.get("createdAt"))
    if moment is None:
        return Skipped(name, "undated")
    parts = [_words(posts[one]) for one in thread(uri, following)]
    text = f"\n\n{PART}\n\n".join(part for part in parts if part)
    if not text:
        return Skipped(name, "empty")
    languages = record.get("langs")
    return Post(
        key=name,
        title="",
        text=text,
        at=moment.astimezone(zone),
        url=f"https://bsky.app/profile/{did}/post/{name}",
        language=str(languages[0])[:2] if isinstance(languages, list) and languages else "",
        tags=hashtags_in(text),
        source=name,
        alt="; ".join(_alts(record)),
    )


def _words(record: Mapping[str, Any]) -> str:
    """The text with whole addresses where they are shown cut, and the linked page's below it."""
    content = str(record.get("text") or "").encode()
    for start, end, address in sorted(_links(record), reverse=True):
        if 0 <= start < end <= len(content):
            content = content[:start] + address.encode() + content[end:]
    text = content.decode("utf-8", "replace").strip()
    embed = record.get("embed")
    page = embed.get("external") if isinstance(embed, Mapping) else None
    address = str(page.get("uri") or "") if isinstance(page, Mapping) else ""
    return text if not address or address in text else f"{text}\n\n{address}".strip()


def _links(record: Mapping[str, Any]) -> Iterator[tuple[int, int, str]]:
    """Where links stand in the text, in bytes, and where they lead."""
    facets = record.get("facets")
    for facet in facets if isinstance(facets, list) else ():
        index = facet.get("index") if isinstance(facet, Mapping) else None
        if not isinstance(index, Mapping):
            continue
        start, end = index.get("byteStart"), index.get("byteEnd")
        for feature in facet.get("features") or ():
            address = feature.get("uri") if isinstance(feature, Mapping) else None
            if isinstance(start, int) and isinstance(end, int) and isinstance(address, str):
                yield start, end, address


def _alts(record: Mapping[str, Any]) -> Iterator[str]:
    embed = record.get("embed")
    images = embed.get("images") if isinstance(embed, Mapping) else None
    for image in images if isinstance(images, list) else ():
        if isinstance(image, Mapping) and image.get("alt"):
            yield str(image["alt"])
