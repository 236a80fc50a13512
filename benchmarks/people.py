"""Many people: what the agenda, the plan and an import cost beside notes and connections.

    python -m benchmarks.people [--people 2000] [--connections 10000] [--runs 7] [--command PATH]

A workspace with so many notes and every habit on, and an archive of LinkedIn with so many
connections and twice as many messages, are made in a temporary folder from made-up names. The
agenda is compared with `python -c pass`, by medians of interleaved runs; plan, import, habits,
people, intro and ask are told as CPU time of whole processes, the median of three.
"""

from __future__ import annotations

import argparse
import csv
import json
import random
import shutil
import statistics
import subprocess
import sys
import tempfile
from datetime import date, timedelta
from pathlib import Path

from benchmarks.startup import cpu
from brandkit.habits import add_habit, shipped_habits

NOW = "2026-11-30T08:00"
FIRST = "Ada Lucia Marta Ugo Eva Pia Leo Nina Zoë Gianni".split()
LAST = "Rossi Bianchi Verdi Neri Gallo Costa Conti Ricci Marino Greco".split()
GIFTS = (
    "large rooms|drama courses|contacts in schools|an employment lawyer|space for events"
    "|tax advice|translations|trainers for adults"
).split("|")
TAGS = ("client", "friend", "colleague")


def make_people(root: Path, count: int, chosen: random.Random) -> None:
    """Notes with up to five contacts each, some of them favours."""
    (root / "people").mkdir()
    for n in range(count):
        name = f"{chosen.choice(FIRST)} {chosen.choice(LAST)} {n}"
        last = date(2026, 11, 1) - timedelta(chosen.randrange(10, 800))
        lines = [
            f"- {last - timedelta(60 * k)} spoke of {chosen.choice(GIFTS)}"
            + (" #received" if chosen.random() < 0.03 else "")
            for k in range(chosen.randrange(0, 6))
        ]
        head = [
            f"name: {name}",
            f"organisation: Firm {n % 400}",
            "handles:",
            f'  linkedin: "https://www.linkedin.com/in/p{n}"',
            f"tags: [{chosen.choice(TAGS)}]",
            f"offers: [{chosen.choice(GIFTS)}]",
            f"looks_for: [{chosen.choice(GIFTS)}]",
            "said_without_name: somebody who teaches",
            f"met: {last - timedelta(400)}",
        ]
        text = "\n".join(["---", *head, "---", "## Log", "", *lines, ""])
        (root / "people" / f"{name}.md").write_text(text, "utf-8")


def make_archive(folder: Path, count: int, chosen: random.Random) -> None:
    """LinkedIn's lists of connections and messages."""
    folder.mkdir()
    with (folder / "Connections.csv").open("w", encoding="utf-8", newline="") as file:
        file.write('Notes:\n"When exporting your connection data"\n\n')
        out = csv.writer(file)
        out.writerow(
            [
                "First Name",
                "Last Name",
                "URL",
                "Email Address",
                "Company",
                "Position",
                "Connected On",
            ]
        )
        for n in range(count):
            url = f"https://www.linkedin.com/in/p{n}"
            day = f"{1 + n % 28} Mar {2015 + n % 11}"
            name = (chosen.choice(FIRST), f"{chosen.choice(LAST)} {n}")
            out.writerow([*name, url, "", f"Firm {n % 500}", "Hiring lead", day])
    with (folder / "messages.csv").open("w", encoding="utf-8", newline="") as file:
        out = csv.writer(file)
        out.writerow(
            ["FROM", "SENDER PROFILE URL", "TO", "RECIPIENT PROFILE URLS", "DATE", "CONTENT"]
        )
        own = ("Helen Marsh", "https://www.linkedin.com/in/helen")
        for n in range(2 * count):
            other = chosen.randrange(max(count // 10, 1))
            url = f"https://www.linkedin.com/in/p{other}"
            day = f"2026-0{1 + n % 9}-1{n % 9} 10:00:00 UTC"
            out.writerow([*own, f"P {other}", url, day, "words that nobody reads"])


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--people", type=int, default=2000)
    parser.add_argument("--connections", type=int, default=10_000)
    parser.add_argument("--runs", type=int, default=7)
    parser.add_argument("--command", default=shutil.which("brandkit") or "brandkit")
    parser.add_argument("--json", action="store_true")
    options = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        found = measured(Path(folder), options)
    if options.json:
        print(json.dumps(found))
        return
    for name, value in found.items():
        print(f"{name}: {value}")


def measured(folder: Path, options: argparse.Namespace) -> dict[str, float]:
    """The figures, each by its name."""
    chosen = random.Random(7)
    root = folder / "work"
    base = [options.command, "-C", str(root), "--now", NOW]
    subprocess.run(
        [options.command, "-C", str(folder), "init", "work", "--yes", "--language", "en"],
        check=True,
        capture_output=True,
    )
    on = {path.stem for path in (root / "calendars").glob("*.toml")}
    for habit in shipped_habits("en"):
        if habit.id not in on:
            add_habit(str(root), habit.id, "en")
    make_people(root, options.people, chosen)
    make_archive(folder / "archive", options.connections, chosen)

    def cost(*args: str) -> float:
        return round(cpu([*base, *args], str(folder))[0], 3)

    found = {
        "import of the connections, s": cost(
            "import", "linkedin", str(folder / "archive"), "--people"
        )
    }
    found["plan, the first, s"] = cost("plan")
    for name, args in (
        ("plan, again, s", ["plan"]),
        ("habits, s", ["habits"]),
        ("people list --due, s", ["people", "list", "--due"]),
        ("people keep, s", ["people", "keep"]),
        ("intro suggest, s", ["intro", "suggest"]),
        ("ask, s", ["ask", "rooms for courses"]),
    ):
        found[name] = statistics.median(cost(*args) for _ in range(3))
    nothing, agenda = [], []
    for _ in range(options.runs):
        nothing.append(cpu([sys.executable, "-c", "pass"], str(folder))[0])
        agenda.append(cpu([*base, "agenda"], str(folder))[0])
    found["agenda, × python -c pass"] = round(
        statistics.median(agenda) / statistics.median(nothing), 1
    )
    return found


if __name__ == "__main__":
    main()
