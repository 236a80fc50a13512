"""The plan as a calendar file: how long it takes, and what an unchanged one writes.

Run with `--entries 10000`, or with `--read FOLDER`: every .ics file below a folder is read as
`brandkit calendar import` reads it: how many give events, and in how many something cannot be read;
a traceback ends it.
"""

from __future__ import annotations

import argparse
import json
import os
import resource
import subprocess
import sys
import tempfile
import time
from collections import Counter
from datetime import date, timedelta
from pathlib import Path
from zoneinfo import ZoneInfo

from benchmarks.reminders import workspace
from brandkit import files
from brandkit.errors import UnreadableError
from brandkit.ics.reading import read_ics

NOW = "2026-11-23T10:00"


def export(folder: Path) -> float:
    """Seconds of CPU that `brandkit calendar export` takes, its children too."""
    before = resource.getrusage(resource.RUSAGE_CHILDREN)
    command = [sys.executable, "-m", "brandkit", "-C", str(folder), "--now", NOW]
    subprocess.run([*command, "calendar", "export"], check=True, stdout=subprocess.DEVNULL)
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    return after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime


def stamps(folder: Path) -> dict[str, tuple[int, int]]:
    """When each file that an export writes was written."""
    names = ("calendar.ics", "calendar.json")
    return {
        name: (os.stat(folder / name).st_mtime_ns, os.stat(folder / name).st_ino) for name in names
    }


def measure(entries: int) -> dict[str, object]:
    with tempfile.TemporaryDirectory() as place:
        folder = Path(place) / "work"
        workspace(folder, "http://127.0.0.1:1/", entries, apart=timedelta(hours=7))
        time.sleep(2.5)  # the index does not believe the times of files that are younger
        subprocess.run(
            [sys.executable, "-m", "brandkit", "-C", str(folder), "--now", NOW, "calendar", "show"],
            check=True,
            stdout=subprocess.DEVNULL,
        )
        first = export(folder)
        before = stamps(folder)
        second = export(folder)
        same = stamps(folder) == before
        size = os.path.getsize(folder / "calendar.ics")
    return {
        "entries": entries,
        "first s CPU": round(first, 2),
        "again s CPU": round(second, 2),
        "again writes nothing": same,
        "MB": round(size / 1_000_000, 2),
    }


SPANS = ((2014, 2015), (2019, 2021), (2024, 2027))


def read_all(folder: Path) -> dict[str, object]:
    """What the calendar files below *folder* give."""
    told: Counter[str] = Counter()
    slowest = 0.0
    for path in sorted(folder.rglob("*.ics")):
        begun = time.monotonic()
        told["files"] += 1
        try:
            text = files.read(str(path)).text
        except UnreadableError:
            told["no UTF-8 text"] += 1
            continue
        found = [
            read_ics(text, date(first, 1, 1), date(last, 1, 1), ZoneInfo("Europe/Rome"))
            for first, last in SPANS
        ]
        told["with events"] += any(one.events for one in found)
        told["with something to tell"] += any(one.troubles for one in found)
        told["events"] += sum(len(one.events) for one in found)
        slowest = max(slowest, (time.monotonic() - begun) / len(SPANS))
    return {**told, "slowest s": round(slowest, 1)}


def main() -> int:
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("--entries", type=int, default=0)
    parser.add_argument("--read", type=Path)
    args = parser.parse_args()
    if args.read:
        print(json.dumps(read_all(args.read)))
    if not args.entries:
        return 0
    found = measure(args.entries)
    print(json.dumps(found))
    return int(not found["again writes nothing"])


if __name__ == "__main__":
    sys.exit(main())
