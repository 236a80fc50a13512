"""A post of an archive that is an entry already: planned here, and published."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from datetime import timedelta

from brandkit import workspace
from brandkit.core.archives.post import Post
from brandkit.core.checks.repeats import Repeats
from brandkit.core.drafts.weave import visible
from brandkit.core.model import Brand, Channel, Entry
from brandkit.core.publishing.final import final
from brandkit.core.slug import slug
from brandkit.core.statuses import OUT
from brandkit.index import Row
from brandkit.record import publish

APART = timedelta(hours=36).total_seconds()
"""A post is looked for among the entries of its channel that lie no further from it."""


class Joiner:
    """Knows the entries of a channel that somebody wrote, and which of them a post is."""

    def __init__(self, root: str, brand: Brand, channel: Channel, rows: Sequence[Row]) -> None:
        self.root, self.brand, self.channel = root, brand, channel
        mine = (row for row in rows if row.channel == channel.id and row.status != "skipped")
        self._rows = sorted(
            (row for row in mine if row.touched or row.status), key=lambda row: row.out or row.at
        )
        self._moments = [row.out or row.at for row in self._rows]

    def entry_of(self, post: Post) -> Entry | None:
        """The entry of nearly the same day that says nearly what *post* says, or has its title."""
        moment = post.at.timestamp()
        first = bisect_left(self._moments, moment - APART)
        near = self._rows[first : bisect_right(self._moments, moment + APART)]
        if not near:
            return None
        read = [workspace.read_entry(self.root, row.path, self.brand.zone).entry for row in near]
        entries = [entry for entry in read if entry is not None]
        for entry in entries:
            if post.title and slug(entry.title) == slug(post.title):
                return entry
        repeats = Repeats((entry, visible(entry.body)) for entry in entries)
        stranger = Entry("", "", post.at, channel=self.channel.id, status="published")
        found = repeats.of(stranger, post.text, later=True)
        return found.earlier if found else None

    def is_settled(self, entry: Entry, post: Post) -> bool:
        """Whether *entry* says already that it is out, where, and with which words."""
        known = entry.status in OUT and bool(entry.keys.get("url") or not post.url)
        return known and (post.excerpt or self._says(entry, post))

    def join(self, entry: Entry, post: Post, url: str) -> str:
        """*entry* in the record, with the words that are out; its new path.

        Other words of the draft stay below them, in a comment. The address that the person gave
        stays: an archive names a post by another number than its page does.
        """
        source = workspace.source_of(self.root, entry.path)
        address = str(entry.keys.get("url") or url)
        posted = "" if post.excerpt or self._says(entry, post) else post.text
        return publish(self.root, source, entry, at=post.at, url=address, posted=posted)

    def _says(self, entry: Entry, post: Post) -> bool:
        return final(entry, self.channel.kind).text.split() == post.text.split()
