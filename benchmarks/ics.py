"""The plan as a calendar file: how long it takes, and what an unchanged one writes.

python -m benchmarks.ics --entries 10000
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
from datetime import timedelta
from pathlib import Path

from benchmarks.reminders import workspace

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


def main() -> int:
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("--entries", type=int, default=10_000)
    found = measure(parser.parse_args().entries)
    print(json.dumps(found))
    return int(not found["again writes nothing"])


if __name__ == "__main__":
    sys.exit(main())
