"""Drafts rendered and written durably, against raw writes of the same bytes in a fresh folder.

    python benchmarks/drafts.py [--counts 1000 10000] [--runs 3]

The planner is left aside: the lines of a plan are made up. The first run renders every draft from
its template and writes it (new file, synced, renamed); the second run reads the workspace, finds
every draft as it should be and writes nothing. CPU time, medians of interleaved runs, one process.
"""

from __future__ import annotations

import argparse
import json
import os
import shutil
import statistics
import tempfile
import time
from datetime import datetime, timedelta
from pathlib import Path

from brandkit import files
from brandkit.core.choosing import Choice, Reason
from brandkit.core.filling import Line
from brandkit.core.model import Entry, Slot, SlotKey
from brandkit.core.notation.entries import entry_id
from brandkit.planning import Batch
from brandkit.starter import begin
from brandkit.world import World, read_world

START = datetime(2027, 1, 4, 8, 30)  # noqa: DTZ001 - given the brand's zone below
FORMATS = ("lesson", "story", "question", "resource")


def lines_of(world: World, count: int) -> list[Line]:
    """New entries, one a day."""
    brand = world.situation.brand
    lines = []
    for n in range(count):
        when = (START + timedelta(days=n)).replace(tzinfo=brand.zone)
        key = SlotKey("editorial", "linkedin", when.date(), 1)
        theme = brand.themes[n % len(brand.themes)]
        entry = Entry(
            entry_id(key, 0),
            "editorial",
            when,
            slot=key,
            channel="linkedin",
            language=brand.language,
            theme=theme.id,
            format=FORMATS[n % len(FORMATS)],
        )
        lines.append(Line(entry, "new", Choice(Slot(when, key), theme.id, Reason("share"))))
    return lines


def first_run(root: str, world: World, lines: list[Line]) -> int:
    """Render and write; how many files were written."""
    batch = Batch(root, world)
    for line in lines:
        batch.add(line, refresh=False)
    return files.apply(batch.writes, batch.removals, inside=root)


def second_run(root: str, lines: list[Line]) -> int:
    """Read the drafts as `plan` does and keep each; how many files were written."""
    world = read_world(root, START.astimezone(), lambda _: START.astimezone())
    found = {entry.id: entry for entry in world.situation.entries}
    batch = Batch(root, world)
    for line in lines:
        kept = found[line.entry.id]
        batch.add(line._replace(entry=kept, old=kept, action="kept"), refresh=False)
    return files.apply(batch.writes, batch.removals, inside=root)


def raw_writes(folder: str, texts: dict[str, bytes]) -> None:
    os.makedirs(folder)
    for name, content in texts.items():
        with open(os.path.join(folder, name), "wb") as file:
            file.write(content)


def measure(count: int, runs: int) -> dict[str, object]:
    raw, first, second = [], [], []
    written = again = 0
    for _ in range(runs):
        place = tempfile.mkdtemp()
        root = os.path.join(place, "brand")
        begin(root, "consultant", "en", "Europe/Rome", START.date())
        now = START.astimezone()
        world = read_world(root, now, lambda _: START.astimezone())
        lines = lines_of(world, count)
        started = time.process_time()
        written = first_run(root, world, lines)
        first.append(time.process_time() - started)
        time.sleep(2.2)
        second_run(root, lines)  # lets the index believe the files' times
        started = time.process_time()
        again = second_run(root, lines)
        second.append(time.process_time() - started)
        texts = {path.name: path.read_bytes() for path in Path(root, "drafts").iterdir()}
        started = time.process_time()
        raw_writes(os.path.join(place, "raw"), texts)
        raw.append(time.process_time() - started)
        shutil.rmtree(place)
    base = statistics.median(raw)
    return {
        "drafts": count,
        "bytes": round(sum(map(len, texts.values())) / count),
        "raw_us": round(base / count * 1e6, 1),
        "first_us": round(statistics.median(first) / count * 1e6, 1),
        "first": round(statistics.median(first) / base, 2),
        "second_us": round(statistics.median(second) / count * 1e6, 1),
        "second": round(statistics.median(second) / base, 2),
        "written": written,
        "written_again": again,
    }


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--counts", type=int, nargs="+", default=[1000, 10000])
    parser.add_argument("--runs", type=int, default=3)
    options = parser.parse_args()
    for count in options.counts:
        print(json.dumps(measure(count, options.runs)), flush=True)


if __name__ == "__main__":
    main()
