"""What the drafts say, remembered between commands so that the agenda need not read them again.

The index is disposable. A row holds as long as its file has the same times, size and inode; a file
that changed so shortly before the index was written that its times could not tell is read again.
"""

from __future__ import annotations

import contextlib
import json
import os
from typing import Any, NamedTuple

from brandkit import __version__
from brandkit.root import markdown_files

FILE = "index.json"
FRESH = 2_000_000_000
"""Nanoseconds for which a file's times are not believed."""

Stamp = list[int]


class Row(NamedTuple):
    """An entry as the agenda shows it. *at* is in seconds since 1970, *when* in wall time."""

    id: str
    at: float
    when: str
    channel: str
    theme: str
    format: str
    title: str
    status: str
    touched: bool
    path: str


class Index(NamedTuple):
    """The brand's few words, a row for each draft, and what could not be read."""

    name: str
    language: str
    zone: str
    channels: dict[str, str]
    themes: dict[str, str]
    rows: list[Row]
    problems: list[str]


def load_index(root: str, now_ns: int) -> Index:
    """The index of the drafts in *root*, brought up to date; *now_ns* is the time of the clock."""
    place = os.path.join(root, ".brandkit", FILE)
    known = _remembered(place)
    written = known.get("written", 0)
    brand = _brand(root, known, written)
    if known.get("zone") != brand["zone"]:
        known["files"] = {}
    old: dict[str, Any] = known.get("files", {})
    files: dict[str, Any] = {}
    missing: list[str] = []
    for path, stamp in _drafts(root):
        found = old.get(path)
        if found is not None and found[0] == stamp and max(stamp[0], stamp[1]) < written - FRESH:
            files[path] = found
        else:
            files[path] = [stamp, None, []]
            missing.append(path)
    if missing or len(files) != len(old) or brand is not known.get("brand"):
        if missing:
            _read(root, brand["zone"], files, missing)
        value = {
            "version": __version__,
            "written": now_ns,
            "zone": brand["zone"],
            "brand": brand,
            "files": files,
        }
        _remember(place, value)
    rows = [Row._make([*found[1], path]) for path, found in files.items() if found[1] is not None]
    problems = [problem for found in files.values() for problem in found[2]]
    rows, twins = _one_each(root, brand["zone"], rows)
    return Index(
        brand["name"],
        brand["language"],
        brand["zone"],
        brand["channels"],
        brand["themes"],
        rows,
        problems + twins,
    )


def _remembered(place: str) -> dict[str, Any]:
    try:
        with open(place, encoding="utf-8") as file:
            value = json.load(file)
    except (OSError, ValueError):
        return {}
    return value if isinstance(value, dict) and value.get("version") == __version__ else {}


def _remember(place: str, value: dict[str, Any]) -> None:
    """Write the index, if that is possible; a command does not fail for it."""
    from brandkit.files import prepare_private

    part = f"{place}.{os.getpid()}.part"
    with contextlib.suppress(OSError):
        prepare_private(os.path.dirname(place))
        with open(part, "w", encoding="utf-8") as file:
            json.dump(value, file, separators=(",", ":"))
        os.replace(part, place)


def _stamp(found: os.stat_result) -> Stamp:
    return [found.st_mtime_ns, found.st_ctime_ns, found.st_size, found.st_ino]


def _brand(root: str, known: dict[str, Any], written: int) -> dict[str, Any]:
    """Name, language, zone and the names of channels and themes, read again when changed."""
    stamp = _stamp(os.stat(os.path.join(root, "brand.toml")))
    found: dict[str, Any] = known.get("brand", {})
    if found.get("stamp") == stamp and max(stamp[0], stamp[1]) < written - FRESH:
        return found
    from brandkit.config import load_brand

    brand = load_brand(root)
    return {
        "stamp": stamp,
        "name": brand.name,
        "language": brand.language,
        "zone": brand.zone.key,
        "channels": {channel.id: channel.name for channel in brand.channels},
        "themes": {theme.id: theme.name for theme in brand.themes},
    }


def _drafts(root: str) -> list[tuple[str, Stamp]]:
    """The drafts with their stamps."""
    found: list[tuple[str, Stamp]] = []
    for path, item in markdown_files(root, "drafts"):
        with contextlib.suppress(OSError):
            found.append((path, _stamp(item.stat())))
    return found


def _read(root: str, zone_name: str, files: dict[str, Any], missing: list[str]) -> None:
    """Fill in the rows of the files that are not known."""
    from zoneinfo import ZoneInfo

    from brandkit.core.notation.entries import is_touched
    from brandkit.workspace import read_entry

    zone = ZoneInfo(zone_name)
    for path in missing:
        entry, problems, stranger = read_entry(root, path, zone)
        files[path][2] = [*problems, stranger] if stranger else list(problems)
        if entry is not None:
            files[path][1] = [
                entry.id,
                entry.when.timestamp(),
                entry.when.isoformat(),
                entry.channel,
                entry.theme,
                entry.format,
                entry.title,
                entry.status,
                is_touched(entry),
            ]


def _one_each(root: str, zone_name: str, rows: list[Row]) -> tuple[list[Row], list[str]]:
    """Of files with one id the better one; the full reader decides in that rare case."""
    if len({row.id for row in rows}) == len(rows):
        return rows, []
    from zoneinfo import ZoneInfo

    from brandkit.workspace import load_entries

    shelf = load_entries(root, ZoneInfo(zone_name), ("drafts",))
    kept = {entry.path for entry in shelf.entries}
    twins = [problem for problem in shelf.problems if "has the id" in problem]
    return [row for row in rows if row.path in kept], twins
