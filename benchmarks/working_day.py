"""The commands of a working day, against `python -c pass`, CPU time of whole processes.

    python -m benchmarks.working_day [--entries 1000] [--posts 5000] [--runs 9] [--command PATH]

A workspace with so many entries, nine in ten of them published, is made in a temporary folder; runs
are interleaved and their medians compared. Then `check` of as many pieces as there are entries, and
`import blog` of so many posts, each in a process of its own: CPU time, and the memory at its peak.
"""

from __future__ import annotations

import argparse
import json
import os
import random
import shutil
import statistics
import subprocess
import sys
import tempfile
import time
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

from benchmarks.startup import cpu

NOW = "2026-11-23T10:00"
THEMES = ("leadership", "succession", "hiring", "change", "outside")
WORDS = (
    "boss plant letter advert question answer table father daughter firm morning meeting"
    " candidate foreman office road winter number habit promise reason mistake friend visit"
    " invoice machine silence door week story"
).split()
ENTRY = """\
---
id: {id}
when: {day}T08:30:00
{keys}channel: {channel}
language: en
theme: {theme}
title: What I learnt about {theme}, number {n}
---
{body}
"""


def body(n: int) -> str:
    """Some 200 words that no other entry has in this order."""
    chosen = random.Random(n)
    sentences = []
    for _ in range(20):
        words = [chosen.choice(WORDS) for _ in range(10)]
        sentences.append(" ".join(words).capitalize() + ".")
    return "\n\n".join(" ".join(sentences[k : k + 5]) for k in range(0, 20, 5))


def identity(n: int) -> str:
    return f"a{n:07d}".translate(str.maketrans("0189", "wxyz"))


def make_entries(folder: Path, count: int) -> None:
    """Nine in ten published before now, the rest drafts to come, two a day."""
    for n in range(count):
        is_out = n < count * 9 // 10
        day = (date(2026, 11, 22) - timedelta(days=n // 2)) if is_out else date(2026, 11, 24)
        if not is_out:
            day += timedelta(days=(n - count * 9 // 10) // 2)
        keys = f"status: published\npublished_at: {day}T08:30:00\n" if is_out else ""
        text = ENTRY.format(
            id=identity(n),
            day=day,
            keys=keys,
            channel="linkedin" if n % 2 else "blog",
            theme=THEMES[n % len(THEMES)],
            n=n,
            body=body(n),
        )
        place = folder / (f"published/{day.year}" if is_out else "drafts")
        place.mkdir(parents=True, exist_ok=True)
        (place / f"{day}-{n}.md").write_text(text, "utf-8")


def make_posts(folder: Path, count: int) -> None:
    """Posts of a Hugo site, one a day."""
    for n in range(count):
        day = date(2026, 11, 20) - timedelta(days=n)
        head = f'---\ntitle: "Post {n}: a title"\ndate: {day}T09:00:00+01:00\n'
        head += f"tags: [hiring, t{n % 9}]\n"
        place = folder / "content" / str(day.year)
        place.mkdir(parents=True, exist_ok=True)
        (place / f"post-{n}.md").write_text(f"{head}---\n{body(n)}\n\n{body(-n - 1)}\n", "utf-8")
    (folder / "hugo.toml").write_text("")


def make_shares(path: Path, count: int) -> None:
    """LinkedIn's Shares.csv with so many posts, four a day."""
    rows = ["Date,ShareLink,ShareCommentary,SharedUrl,MediaUrl,Visibility"]
    latest = datetime(2025, 11, 1, tzinfo=UTC)
    for n in range(count):
        moment = latest - timedelta(hours=6 * n)
        number = (int(moment.timestamp() * 1000) << 22) + n
        link = f"https://www.linkedin.com/feed/update/urn%3Ali%3Ashare%3A{number}"
        rows.append(f'{moment:%Y-%m-%d %H:%M:%S},{link},"{body(-n - 10_000)}",,,PUBLIC')
    path.write_text("\n".join(rows) + "\n", "utf-8")


def answer_one(folder: Path) -> None:
    """The interview that was begun last, answered, under an id of its own."""
    path = next(path for path in (folder / "drafts").glob("*-change.md"))
    text = path.read_text("utf-8")
    head, rest = text.split("generated: ", 1)
    digest = rest.partition("\n")[0]
    answers = "answers:\n  lesson: people try what they may fail at\n"
    head = head.replace(head.partition("id: ")[2].partition("\n")[0], "answered", 1)
    path.write_text(f"{head}{answers}generated: {digest}\n{rest.partition(chr(10))[2]}", "utf-8")


def measured(command: list[str], folder: str) -> tuple[float, float]:
    """CPU seconds and peak megabytes of one run in a process that measures nothing else."""
    code = (
        "import json, resource, subprocess, sys\n"
        "subprocess.run(sys.argv[1:], stdout=subprocess.DEVNULL)\n"
        "used = resource.getrusage(resource.RUSAGE_CHILDREN)\n"
        "print(json.dumps([used.ru_utime + used.ru_stime, used.ru_maxrss / 1024]))\n"
    )
    done = subprocess.run(
        [sys.executable, "-c", code, *command], cwd=folder, check=True, capture_output=True
    )
    seconds, peak = json.loads(done.stdout)
    return seconds, peak


def commands(count: int) -> dict[str, list[str]]:
    """Each command by its name; the entries are written out by id, as a script would."""
    draft, out = identity(count - 1), identity(0)
    return {
        "brandkit": [],
        "show": ["show", draft],
        "check": ["check", draft],
        "preview": ["preview", draft],
        "copy": ["copy", draft, "--stdout"],
        "ready": ["ready", draft],
        "publish": ["publish", draft, "--url", "https://www.linkedin.com/posts/x"],
        "reopen": ["reopen", draft],
        "outcome": ["outcome", out, "A client rang"],
        "new": ["new", "Words about hiring", "--theme", "hiring"],
        "record": ["record", "post.md", "--channel", "blog"],
        "idea show": ["idea", "show", "question"],
        "adapt": ["adapt", identity(count - 2), "--to", "linkedin"],
        "new, an interview": ["new", "--theme", "hiring"],
        "adapt, from answers": ["adapt", "answered", "--to", "blog"],
    }


def settle(folder: Path, before: set[Path]) -> None:
    """Take away what a command added, so that the next run finds the same workspace."""
    for path in set(folder.rglob("*.md")) - before:
        path.unlink()


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--entries", type=int, default=1000)
    parser.add_argument("--posts", type=int, default=5000)
    parser.add_argument("--runs", type=int, default=9)
    parser.add_argument("--command", default=shutil.which("brandkit") or "brandkit")
    options = parser.parse_args()
    program = [options.command, "--now", NOW]
    python = str(Path(options.command).parent / "python")
    python = python if os.path.exists(python) else sys.executable
    with tempfile.TemporaryDirectory() as temporary:
        busy = Path(temporary, "busy")
        cpu([options.command, "init", str(busy), "--language", "en", "--yes"], temporary)
        make_entries(busy, options.entries)
        (busy / "post.md").write_text("---\ntitle: T\ndate: 2020-01-01\n---\nAbout hiring.\n")
        cpu([*program, "new", "--theme", "change", "--format", "lesson"], str(busy))
        answer_one(busy)
        before = set(busy.rglob("*.md"))
        cpu(program, str(busy))
        time.sleep(2.2)  # until then the index does not believe the times of such young files
        cpu(program, str(busy))
        times: dict[str, list[float]] = {"pass": []}
        for _ in range(options.runs):
            times["pass"].append(cpu([python, "-c", "pass"], temporary)[0])
            for name, words in commands(options.entries).items():
                times.setdefault(name, []).append(cpu([*program, *words], str(busy))[0])
                if name.startswith(("new", "record", "adapt")):
                    settle(busy, before)
        base = statistics.median(times["pass"])
        for name, values in times.items():
            middle = statistics.median(values)
            ratio = round(middle / base, 2)
            print(json.dumps({"command": name, "ms": round(middle * 1000, 1), "ratio": ratio}))
        entries = [identity(n) for n in range(options.entries)]
        seconds, peak = measured([*program, "check", *entries], str(busy))
        print(json.dumps({"check of": len(entries), "cpu_s": round(seconds, 2), "mb": round(peak)}))
        site = Path(temporary, "site")
        make_posts(site, options.posts)
        seconds, peak = measured([*program, "import", "blog", str(site)], str(busy))
        kept = len(list(busy.rglob("*post*.md"))) - 1
        row = {"import of": options.posts, "kept": kept, "cpu_s": round(seconds, 2)}
        print(json.dumps({**row, "mb": round(peak)}))
        shares = Path(temporary, "Shares.csv")
        make_shares(shares, 2 * options.posts)
        seconds, peak = measured([*program, "import", "linkedin", str(shares)], str(busy))
        row = {"import of": 2 * options.posts, "from": "linkedin", "cpu_s": round(seconds, 2)}
        print(json.dumps({**row, "mb": round(peak)}))


if __name__ == "__main__":
    main()
