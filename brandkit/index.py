"""What the entries say, remembered between commands so that none need be read again.

The index is disposable: a file of rows for each folder, and one for the brand. A row holds as long
as its file has the same times, size and inode; a file that changed so shortly before the index was
written that its times could not tell is read again.
"""

from __future__ import annotations

import contextlib
import os
from typing import TYPE_CHECKING, Any, NamedTuple

from brandkit import __version__
from brandkit.cache import remember, remembered
from brandkit.core.statuses import is_task
from brandkit.root import markdown_files

if TYPE_CHECKING:
    from brandkit.core.model import Entry

BRAND_INDEX = "brand.json"
VERSION = f"{__version__}/5"
"""Rows of another version of the program are read again."""
FRESH = 2_000_000_000
"""Nanoseconds for which a file's times are not believed."""
DRAFTS = ("drafts",)
EVERYTHING = ("drafts", "published", "done")

Stamp = list[int]


class Row(NamedTuple):
    """An entry as screens show it. *at* and *out* are in seconds since 1970, *when* in wall time.

    *out* is when it was published, at *url*, *copied* when its text was last taken; *outcome* says
    whether what came of it is known or was asked, *people* whether somebody is named in it;
    *snooze* is until when no reminder is wanted, *slot* the slot's key as text.
    """

    id: str
    at: float
    when: str
    channel: str
    theme: str
    format: str
    title: str
    status: str
    touched: bool
    blanks: int
    copied: float
    out: float
    url: str
    idea: str
    piece: str
    outcome: bool
    calendar: str
    people: bool
    snooze: float
    slot: str
    path: str

    @property
    def is_task(self) -> bool:
        """Whether it is another habit's task, and no post."""
        return is_task(self.channel, self.theme, self.status)


def status_of(row: Row, now: float) -> str:
    """What is written, or planned, drafted or missed; what was due before *now* is past."""
    if row.status:
        return row.status
    if row.at < now:
        return "missed"
    return "drafted" if row.touched else "planned"


class Index(NamedTuple):
    """The brand's few words, a row for each entry, and what could not be read."""

    name: str
    language: str
    zone: str
    channels: dict[str, str]
    themes: dict[str, str]
    rows: list[Row]
    problems: list[str]


def load_index(root: str, now_ns: int, folders: tuple[str, ...] = DRAFTS) -> Index:
    """The index of the *folders* in *root*, brought up to date; *now_ns* is the clock's time."""
    brand = _brand(root, now_ns)
    rows: list[Row] = []
    problems: list[str] = []
    for folder in folders:
        files = _files(root, folder, brand, now_ns)
        rows += [Row._make([*found[1], path]) for path, found in files.items() if found[1]]
        problems += [problem for found in files.values() for problem in found[2]]
    rows, twins = _one_each(root, brand["zone"], rows, folders)
    return Index(
        brand["name"],
        brand["language"],
        brand["zone"],
        brand["channels"],
        brand["themes"],
        rows,
        problems + twins,
    )


def _files(root: str, folder: str, brand: dict[str, Any], now_ns: int) -> dict[str, Any]:
    """Each file of *folder* by path: its stamp, its row or None, and its problems.

    Problems are kept in the brand's language.
    """
    zone = f"{brand['zone']}/{brand['language']}"
    place = os.path.join(root, ".brandkit", f"{folder}.json")
    known = remembered(place, VERSION)
    written = known.get("written", 0)
    old: dict[str, Any] = known.get("files", {}) if known.get("zone") == zone else {}
    files: dict[str, Any] = {}
    missing: list[str] = []
    for path, stamp in _stamps(root, folder):
        found = old.get(path)
        if found is not None and found[0] == stamp and max(stamp[0], stamp[1]) < written - FRESH:
            files[path] = found
        else:
            files[path] = [stamp, None, []]
            missing.append(path)
    if missing:
        _read(root, brand, files, missing)
    if missing or len(files) != len(old):
        value = {"written": now_ns, "zone": zone, "files": files}
        remember(place, VERSION, value)
    return files


def _stamp(found: os.stat_result) -> Stamp:
    return [found.st_mtime_ns, found.st_ctime_ns, found.st_size, found.st_ino]


def _brand(root: str, now_ns: int) -> dict[str, Any]:
    """Name, language, zone and the names of channels and themes, read again when changed."""
    place = os.path.join(root, ".brandkit", BRAND_INDEX)
    known = remembered(place, VERSION)
    stamp = _stamp(os.stat(os.path.join(root, "brand.toml")))
    if known.get("stamp") == stamp and max(stamp[0], stamp[1]) < known["written"] - FRESH:
        return known
    from brandkit.config import load_brand

    brand = load_brand(root)
    value = {
        "written": now_ns,
        "stamp": stamp,
        "name": brand.name,
        "language": brand.language,
        "zone": brand.zone.key,
        "channels": {channel.id: channel.name for channel in brand.channels},
        "themes": {theme.id: theme.name for theme in brand.themes},
    }
    remember(place, VERSION, value)
    return value


def _stamps(root: str, folder: str) -> list[tuple[str, Stamp]]:
    """The files of *folder* with their stamps."""
    found: list[tuple[str, Stamp]] = []
    for path, item in markdown_files(root, folder):
        with contextlib.suppress(OSError):
            found.append((path, _stamp(item.stat())))
    return found


def _read(root: str, brand: dict[str, Any], files: dict[str, Any], missing: list[str]) -> None:
    """Fill in the rows of the files that are not known."""
    from zoneinfo import ZoneInfo

    from brandkit.workspace import read_entry

    zone = ZoneInfo(brand["zone"])
    for path in missing:
        entry, problems, stranger = read_entry(root, path, zone)
        if problems or stranger:
            from brandkit.words import Words

            said = Words(brand["language"]).said
            files[path][2] = [said(text) for text in (*problems, stranger) if text]
        if entry is not None:
            files[path][1] = list(row_of(entry))[:-1]


def row_of(entry: Entry) -> Row:
    """What screens show of *entry*."""
    from brandkit.core.drafts.weave import blanks
    from brandkit.core.notation.entries import is_touched

    return Row(
        id=entry.id,
        at=entry.when.timestamp(),
        when=entry.when.isoformat(),
        channel=entry.channel,
        theme=entry.theme,
        format=entry.format,
        title=entry.title,
        status=entry.status,
        touched=is_touched(entry),
        blanks=len(blanks(entry.body)),
        copied=entry.copied_at.timestamp() if entry.copied_at else 0,
        out=entry.moment.timestamp() if entry.status == "published" else 0,
        url=str(entry.keys.get("url") or ""),
        idea=entry.idea,
        piece=entry.piece,
        outcome=entry.keys.get("outcome") is not None,
        calendar=entry.calendar,
        people=bool(entry.keys.get("people")),
        snooze=entry.snooze.timestamp() if entry.snooze else 0,
        slot=str(entry.slot) if entry.slot else "",
        path=entry.path,
    )


def _one_each(
    root: str, zone_name: str, rows: list[Row], folders: tuple[str, ...]
) -> tuple[list[Row], list[str]]:
    """Of files with one id the better one; the full reader decides in that rare case."""
    if len({row.id for row in rows}) == len(rows):
        return rows, []
    from zoneinfo import ZoneInfo

    from brandkit.workspace import load_entries

    shelf = load_entries(root, ZoneInfo(zone_name), folders)
    kept = {entry.path for entry in shelf.entries}
    twins = [problem for problem in shelf.problems if "has the id" in problem]
    return [row for row in rows if row.path in kept], twins
