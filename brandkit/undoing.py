"""What was just written, taken back: only where nobody has changed it since."""

from __future__ import annotations

import os
from collections.abc import Iterable, Mapping
from typing import NamedTuple

from brandkit import files
from brandkit.core.saying import _
from brandkit.errors import FileChangedError
from brandkit.files import Removal, Write


class Undo(NamedTuple):
    """Texts by path, None for no file: as they were *before*, and as they were left *after*."""

    before: Mapping[str, str | None]
    after: Mapping[str, str | None]


def undo_of(writes: Iterable[Write], removals: Iterable[Removal] = ()) -> Undo:
    """What takes back a batch that is about to be written."""
    before: dict[str, str | None] = {}
    after: dict[str, str | None] = {}
    for write in writes:
        before[write.path] = write.source.text if write.source else None
        after[write.path] = write.text
    for removal in removals:
        before[removal.source.path] = removal.source.text
        after[removal.source.path] = None
    return Undo(before, after)


def take_back(undo: Undo, root: str) -> None:
    """Everything as it was; `FileChangedError`, and nothing written, where a file was changed."""
    writes: list[Write] = []
    removals: list[Removal] = []
    for path, left in undo.after.items():
        now = files.read(path) if os.path.exists(path) else None
        if (now.text if now else None) != left:
            name = os.path.basename(path)
            raise FileChangedError(
                _("{name} changed meanwhile; it can no longer be taken back", name=name)
            )
        old = undo.before[path]
        if old is not None:
            writes.append(Write(path, old, now))
        elif now is not None:
            removals.append(Removal(now))
    files.apply(writes, removals, inside=root)
