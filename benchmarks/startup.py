"""How long commands take to start, against `python -c pass`, CPU time of whole processes.

    python benchmarks/startup.py [--entries 1000] [--runs 20] [--command PATH]

Runs are interleaved and the medians compared, so that a busy machine slows both sides. The
workspace is made in a temporary folder; output goes through a pipe. Measure an installed package
(`pip install .`), compiled: an editable checkout is a little slower.
"""

from __future__ import annotations

import argparse
import json
import os
import resource
import shutil
import statistics
import subprocess
import sys
import tempfile
import time
from datetime import date, timedelta
from pathlib import Path

NOW = "2026-11-23T10:00"
ENTRY = """\
---
id: {id}
calendar: editorial
slot: editorial/linkedin/{day}/1
when: {day}T08:30:00
channel: linkedin
language: en
theme: {theme}
format: lesson
title: What I learnt about {theme}, number {n}
generated: "{digest}"
---
{body}
"""
THEMES = ("leadership", "succession", "hiring", "change", "outside")


def cpu(command: list[str], folder: str) -> tuple[float, float]:
    """User and system time of one run, and its wall time, in seconds."""
    before = resource.getrusage(resource.RUSAGE_CHILDREN)
    started = time.perf_counter()
    subprocess.run(command, cwd=folder, check=True, stdout=subprocess.PIPE)
    wall = time.perf_counter() - started
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    used = after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime
    return used, wall


def make_entries(folder: Path, count: int) -> None:
    """Drafts of 1.4 kB on the days to come."""
    drafts = folder / "drafts"
    drafts.mkdir(exist_ok=True)
    body = ("A good boss asks better questions, and then decides. " * 24).strip()
    for n in range(count):
        day = (date(2026, 11, 24) + timedelta(days=n)).isoformat()
        theme = THEMES[n % len(THEMES)]
        text = ENTRY.format(
            id=f"a{n:07d}".translate(str.maketrans("0189", "wxyz")),
            day=day,
            theme=theme,
            n=n,
            digest="0" * 64,
            body=body,
        )
        (drafts / f"{day}-linkedin-{theme}.md").write_text(text, "utf-8")


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--entries", type=int, default=1000)
    parser.add_argument("--runs", type=int, default=20)
    parser.add_argument("--command", default=shutil.which("brandkit") or "brandkit")
    options = parser.parse_args()
    python = str(Path(options.command).parent / "python")
    python = python if os.path.exists(python) else sys.executable
    with tempfile.TemporaryDirectory() as temporary:
        busy, fresh = Path(temporary, "busy"), Path(temporary, "fresh")
        for folder in (busy, fresh):
            cpu([options.command, "init", str(folder), "--language", "en", "--yes"], temporary)
        make_entries(busy, options.entries)
        cold = cpu([options.command, "--now", NOW, "agenda"], str(busy))[0]
        time.sleep(2.2)  # until then the index does not believe the times of such young files
        cpu([options.command, "--now", NOW, "agenda"], str(busy))
        commands = {
            "pass": ([python, "-c", "pass"], temporary),
            "--version": ([options.command, "--version"], temporary),
            "--help": ([options.command, "--help"], temporary),
            "agenda": ([options.command, "--now", NOW, "agenda"], str(busy)),
        }
        times: dict[str, list[float]] = {name: [] for name in commands}
        for _ in range(options.runs):
            for name, (command, where) in commands.items():
                times[name].append(cpu(command, where)[0])
        base = statistics.median(times["pass"])
        for name, values in times.items():
            middle = statistics.median(values)
            ratio = round(middle / base, 2)
            print(json.dumps({"command": name, "ms": round(middle * 1000, 1), "ratio": ratio}))
        first = {"command": "agenda, first time", "ms": round(cold * 1000, 1)}
        print(json.dumps({**first, "ratio": round(cold / base, 2)}))
        walls: list[float] = []
        for _ in range(5):
            for path in fresh.glob("drafts/*.md"):
                path.unlink()
            walls.append(cpu([options.command, "--now", NOW, "plan"], str(fresh))[1])
        print(json.dumps({"command": "plan --weeks 4", "s": round(statistics.median(walls), 3)}))


if __name__ == "__main__":
    main()
