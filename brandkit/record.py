"""From a draft to the record: taken, ready, published, and back."""

from __future__ import annotations

import os
import re
from collections.abc import Mapping
from collections.abc import Set as AbstractSet
from datetime import datetime
from typing import Any, NamedTuple
from zoneinfo import ZoneInfo

from brandkit import files, workspace
from brandkit.core.calendar.walltime import format_moment
from brandkit.core.drafts.context import inside_comment
from brandkit.core.drafts.weave import visible
from brandkit.core.model import Entry, SlotKey
from brandkit.core.notation.amend import set_keys, with_body
from brandkit.core.notation.entries import KEYS, entry_id, format_entry
from brandkit.core.publishing.final import open_blanks
from brandkit.core.publishing.plain import plain
from brandkit.core.saying import _
from brandkit.core.slug import slug
from brandkit.errors import ImpossibleError
from brandkit.files import Removal, Source, Write
from brandkit.undoing import Undo, undo_of

LONGEST_TITLE = 80
LONGEST_HEAD = 300
"""Characters in which a first sentence is looked for."""


def mark(root: str, source: Source, changes: Mapping[str, Any]) -> Undo:
    """The front matter of one entry changed where it stands; what takes that back."""
    writes = [Write(source.path, set_keys(source.text, changes, KEYS), source)]
    files.apply(writes, inside=root)
    return undo_of(writes)


def refuse_blanks(entry: Entry, kind: str) -> None:
    """`ImpossibleError` while a blank stands in anything that would be published."""
    left = open_blanks(entry, kind)
    if left:
        raise ImpossibleError(
            _(
                "{path} is not whole: {n} to fill in. Fill in with: brandkit write {entry}",
                path=entry.path,
                n=len(left),
                entry=entry.id[:4],
            ),
            details=[f"  {blank}" for blank in left[:8]],
        )


def publish(
    root: str, source: Source, entry: Entry, *, at: datetime, url: str, posted: str = ""
) -> str:
    """*entry* moved to the record; its new path. Its words stay as they are.

    Where other words were *posted*, they stand first, and the draft's below them in a comment.
    """
    zone = at.tzinfo
    assert isinstance(zone, ZoneInfo)
    changes: dict[str, Any] = {
        "status": "published",
        "published_at": format_moment(at, zone),
        "copied_at": None,
        "snooze": None,
    }
    if url:
        changes["url"] = url
    text = source.text
    if posted:
        draft = inside_comment(visible(entry.body))
        text = with_body(text, f"{posted}\n\n<!--\n{draft}\n-->\n")
    return _moved(
        root, source, entry, f"{workspace.PUBLISHED}/{at.year}", set_keys(text, changes, KEYS)
    )


def reopen(root: str, source: Source, entry: Entry) -> str:
    """*entry* back among the drafts, as if it were not out; its new path."""
    gone = ("status", "published_at", "done_at", "copied_at", "url")
    text = set_keys(source.text, dict.fromkeys(gone), KEYS)
    return _moved(root, source, entry, workspace.DRAFTS, text)


def _moved(root: str, source: Source, entry: Entry, folder: str, text: str) -> str:
    """The file with its new *text* in *folder*; new file first, old file last."""
    if os.path.dirname(entry.path) == folder:
        files.apply([Write(source.path, text, source)], inside=root)
        return entry.path
    stem = os.path.basename(entry.path).removesuffix(".md")
    there = f"{folder}/{stem}.md"
    if os.path.isfile(os.path.join(root, there)) and workspace.text_of(root, there) == text:
        files.apply([], [Removal(source)], inside=root)  # a killed command had got so far
        return there
    path = workspace.free_path(root, folder, stem)
    files.apply([Write(os.path.join(root, path), text)], [Removal(source)], inside=root)
    return path


class Added(NamedTuple):
    """A new entry: its id, and its path in the workspace."""

    id: str
    path: str


def add(
    root: str, folder: str, keys: Mapping[str, Any], body: str, taken: AbstractSet[str]
) -> Added:
    """A new entry off the rhythm. *taken* are the ids that there are already."""
    day = datetime.fromisoformat(str(keys["when"])).date()
    place = SlotKey(str(keys.get("calendar") or ""), str(keys["channel"]), day, 0)
    n = 1
    while (identity := entry_id(place, n)) in taken:
        n += 1
    stem = f"{day.isoformat()}-{slug(place.channel)}"
    if keys.get("theme"):
        stem += f"-{slug(str(keys['theme']))}"
    path = workspace.free_path(root, folder, stem)
    text = format_entry({**keys, "id": identity}, body)
    files.apply([Write(os.path.join(root, path), text)], inside=root)
    return Added(identity, path)


def title_of(text: str) -> str:
    """The first sentence of *text*, or as much of it as a title can be."""
    head = visible(text).lstrip()[:LONGEST_HEAD]
    first = plain(head).strip().partition("\n")[0].strip()
    sentence = re.split(r"(?<=[.!?…])\s", first, maxsplit=1)[0].rstrip(".")
    if len(sentence) <= LONGEST_TITLE:
        return sentence
    return sentence[:LONGEST_TITLE].rsplit(" ", 1)[0].rstrip(",;:") + " …"
