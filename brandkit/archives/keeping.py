"""Posts of an archive into `published/`: each once, however often it is imported."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field
from typing import Any

from brandkit import files
from brandkit.archives.joining import Joiner
from brandkit.core.archives.post import Post, Skipped
from brandkit.core.calendar.walltime import format_moment
from brandkit.core.model import Brand, Channel, Theme
from brandkit.core.notation.amend import set_keys
from brandkit.core.notation.entries import format_entry
from brandkit.core.notation.inbox import theme_named
from brandkit.core.publishing.addresses import bare, host_of
from brandkit.core.slug import slug
from brandkit.files import Write
from brandkit.index import Row
from brandkit.record import title_of
from brandkit.workspace import PUBLISHED, free_path

AT_ONCE = 250
"""Files that are written together; what is done of an import stays done."""


@dataclass
class Import:
    """What an import did: *kept* are the new entries by path, those *unlabelled* name no theme.

    *joined* are entries that were there, and are now known to be out.
    """

    read: int = 0
    kept: list[str] = field(default_factory=list)
    joined: list[str] = field(default_factory=list)
    unlabelled: list[str] = field(default_factory=list)
    skipped: list[Skipped] = field(default_factory=list)

    @property
    def known(self) -> int:
        return sum(item.reason == "known" for item in self.skipped)


class Keeper:
    """Brings posts of one channel into the record; call it under the lock."""

    def __init__(
        self, root: str, brand: Brand, channel: Channel, rows: Sequence[Row], *, dry: bool
    ) -> None:
        self.root, self.brand, self.channel, self.dry = root, brand, channel, dry
        self.done = Import()
        self._ids = {row.id for row in rows}
        mine = [row for row in rows if row.channel == channel.id]
        self._days = {(row.when[:10], slug(row.title)) for row in mine if row.out}
        self._urls = {bare(row.url) for row in mine if row.url}
        self._names = {row.path.casefold() for row in rows}
        self._joiner = Joiner(root, brand, channel, rows)
        self._writes: list[Write] = []

    def keep_all(
        self, posts: Iterable[Post | Skipped], told: Callable[[int], None] = lambda _: None
    ) -> Import:
        """All of the *posts*; *told* is given the number of those read so far.

        Called again, it begins another `Import`, and knows what it kept before.
        """
        self.done = Import()
        for post in posts:
            self.done.read += 1
            told(self.done.read)
            if isinstance(post, Skipped):
                self.done.skipped.append(post)
            elif self._is_known(post):
                self.done.skipped.append(Skipped(post.source, "known"))
            elif not self._is_joined(post):
                self._keep(post)
            if len(self._writes) >= AT_ONCE:
                self._write()
        self._write()
        return self.done

    def _is_known(self, post: Post) -> bool:
        url = self._address(post)
        return (
            post.id_on(self.channel.id) in self._ids
            or bool(post.title and (f"{post.at:%Y-%m-%d}", slug(post.title)) in self._days)
            or bool(url and bare(url) in self._urls)
        )

    def _is_joined(self, post: Post) -> bool:
        """Whether *post* is an entry that was there; it is then known where and how it came out."""
        entry = self._joiner.entry_of(post)
        if entry is None:
            return False
        if self._joiner.is_settled(entry, post):
            self.done.skipped.append(Skipped(post.source, "known"))
            return True
        path = entry.path
        if not self.dry:
            path = self._joiner.join(entry, post, self._address(post))
        self.done.joined.append(path)
        return True

    def _keep(self, post: Post) -> None:
        identity = post.id_on(self.channel.id)
        self._ids.add(identity)
        theme = self._theme(post)
        title = post.title or title_of(post.text)
        at = format_moment(post.at, self.brand.zone)
        language = post.language if post.language in {"it", "en"} else self.channel.language
        keys: dict[str, Any] = {
            "id": identity,
            "when": at,
            "status": "published",
            "channel": self.channel.id,
            "language": language,
            "theme": theme.id if theme else None,
            "title": title or f"{self.channel.name} {post.at:%Y-%m-%d}",
            "url": self._address(post),
            "published_at": at,
            "alt": post.alt,
        }
        more = {"tags": post.tags, "categories": post.categories, "source": post.source}
        text = format_entry(keys, f"{post.text}\n")
        text = set_keys(text, {key: value for key, value in more.items() if value})
        path = self._path(post, title)
        if not self.dry:
            self._writes.append(Write(os.path.join(self.root, path), text))
        self.done.kept.append(path)
        if theme is None:
            self.done.unlabelled.append(path)

    def _theme(self, post: Post) -> Theme | None:
        """The theme that a tag or a category names; nothing is guessed from the text."""
        names = [*post.tags, *post.categories]
        names += [word for name in names for word in name.split()]  # Jekyll parts them by spaces
        named = (theme_named(name, self.brand) for name in names)
        return next((theme for theme in named if theme is not None), None)

    def _address(self, post: Post) -> str:
        """Where it can be read: its own address, or its path on the channel's site."""
        if host_of(post.url):
            return post.url
        if post.url.startswith("/") and ":" not in post.url and self.channel.url:
            return self.channel.url.rstrip("/") + post.url
        return ""

    def _path(self, post: Post, title: str) -> str:
        name = f"{post.at:%Y-%m-%d}-{slug(self.channel.id)}-{slug(title)}"[:80].rstrip("-")
        path = free_path(self.root, f"{PUBLISHED}/{post.at.year}", name, self._names)
        self._names.add(path.casefold())
        return path

    def _write(self) -> None:
        files.apply(self._writes, inside=self.root)
        self._writes = []
