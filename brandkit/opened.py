"""An entry with its file as it is now; light, for commands that only look at one."""

from __future__ import annotations

from typing import NamedTuple

from brandkit.core.model import Entry
from brandkit.core.notation.entries import parse_entry
from brandkit.core.saying import _
from brandkit.errors import UnreadableError
from brandkit.files import Source
from brandkit.workplace import Workplace


class Opened(NamedTuple):
    """An entry and its file as it is now."""

    entry: Entry
    source: Source


def opened(work: Workplace, path: str) -> Opened:
    """The entry in the file at *path* of the workspace."""
    from brandkit.workspace import source_of

    source = source_of(work.root, path)
    reading = parse_entry(source.text, path, work.brand.zone)
    if reading.entry is None:
        problems = [problem.located(path) for problem in reading.problems]
        raise UnreadableError(_("{path} cannot be understood:", path=path), details=problems)
    return Opened(reading.entry, source)
