"""The folder of a blog: which of its files may be posts."""

from __future__ import annotations

import os
from collections.abc import Iterator
from datetime import datetime
from zoneinfo import ZoneInfo

from brandkit import workspace
from brandkit.core.archives.blog import OTHER_TEXTS, TEXTS, parse_post
from brandkit.core.archives.post import Post, Skipped
from brandkit.errors import UnreadableError

_NOT_CONTENT = frozenset(
    "node_modules themes public _site output resources static assets layouts _includes _layouts"
    " _sass _data archetypes vendor __pycache__".split()
)
_SITES = ("hugo.toml", "hugo.yaml", "hugo.json", "config.toml", "pelicanconf.py")


def posts_in(path: str, zone: ZoneInfo, now: datetime) -> Iterator[Post | Skipped]:
    """What the file or folder at *path* holds, in the order of its names.

    Of a whole Jekyll site only its `_posts` and `_drafts` count, of a Hugo or Pelican site its
    `content`.
    """
    if os.path.isfile(path):
        folder, name = os.path.split(os.path.abspath(path))
        yield _read(folder, name, zone, now)
        return
    root = _content(path)
    for source in _sources(root, ""):
        yield _read(root, source, zone, now)


def _content(path: str) -> str:
    content = os.path.join(path, "content")
    is_site = any(os.path.exists(os.path.join(path, name)) for name in _SITES)
    return content if is_site and os.path.isdir(content) else path


def _sources(root: str, folder: str) -> Iterator[str]:
    """The texts below *folder* of *root*, and folders that cannot be opened.

    Hidden ones are passed over, and no link to a folder is followed.
    """
    try:
        items = sorted(os.scandir(os.path.join(root, folder)), key=lambda item: item.name)
    except OSError:
        yield folder
        return
    names = {item.name for item in items}
    if not folder and "_posts" in names:
        items = [item for item in items if item.name in {"_posts", "_drafts"}]
    for item in items:
        path = f"{folder}/{item.name}" if folder else item.name
        if item.name.startswith(".") or item.name in _NOT_CONTENT:
            continue
        if item.is_dir(follow_symlinks=False):
            yield from _sources(root, path)
        elif item.name.casefold().endswith((*TEXTS, *OTHER_TEXTS)):
            yield path


def _read(root: str, source: str, zone: ZoneInfo, now: datetime) -> Post | Skipped:
    if os.path.isdir(os.path.join(root, source)):
        return Skipped(source, "unread")
    if not source.casefold().endswith(TEXTS):
        return Skipped(source, "format")
    try:
        text = workspace.text_of(root, source)
    except UnreadableError as error:
        return Skipped(source, "unread", error.message)
    return parse_post(text, source, zone, now)
