"""`feeds.toml` on the disk."""

from __future__ import annotations

import os
from collections.abc import Sequence
from typing import NamedTuple

from brandkit import files
from brandkit.config import headline
from brandkit.core.feeds import Feed
from brandkit.core.model import Brand
from brandkit.core.notation.feeds import FEEDS, parse_feeds, with_address, with_feeds
from brandkit.errors import UnreadableError
from brandkit.files import Source, Write


class Listed(NamedTuple):
    """The feeds, what is merely odd, and the file; None where there is none yet."""

    feeds: tuple[Feed, ...]
    warnings: tuple[str, ...]
    source: Source | None


def load_feeds(root: str, brand: Brand) -> Listed:
    """The feeds of the workspace; `UnreadableError` with all that is wrong in the file."""
    path = os.path.join(root, FEEDS)
    if not os.path.exists(path):
        return Listed((), (), None)
    source = files.read(path, FEEDS)
    reading = parse_feeds(source.text, brand)
    mistakes = [problem.located(FEEDS) for problem in reading.problems if not problem.warning]
    warnings = tuple(problem.located(FEEDS) for problem in reading.problems if problem.warning)
    if mistakes:
        raise UnreadableError(headline(mistakes), details=[*mistakes, *warnings])
    return Listed(tuple(dict.fromkeys(reading.feeds)), warnings, source)


def add_feeds(root: str, brand: Brand, feeds: Sequence[Feed]) -> list[Feed]:
    """Those of *feeds* that were not there yet, now at the end of the file; under the lock."""
    listed = load_feeds(root, brand)
    known = {feed.url for feed in listed.feeds}
    new = [feed for feed in feeds if feed.url not in known]
    if new:
        before = listed.source.text if listed.source else ""
        text = with_feeds(before, new, brand.language)
        files.apply([Write(os.path.join(root, FEEDS), text, listed.source)], inside=root)
    return new


def readdress(root: str, brand: Brand, old: str, new: str) -> None:
    """The feed at *old* is at *new* from now on; under the lock."""
    source = load_feeds(root, brand).source
    if source is not None:
        text = with_address(source.text, old, new)
        files.apply([Write(os.path.join(root, FEEDS), text, source)], inside=root)
