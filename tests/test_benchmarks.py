"""The planner's benchmark says what is true, on an instance small enough to try every plan."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from itertools import product
from pathlib import Path
from typing import Any

import pytest

from benchmarks import pieces, reminders
from benchmarks.planner import problem_of
from brandkit.core.planner.price import price, violations

ROOT = Path(__file__).resolve().parent.parent
INSTANCE: dict[str, Any] = {
    "themes": [
        {"id": "a", "share": 50, "min_gap_days": 2, "max_per_week": 2},
        {"id": "b", "share": 30, "min_gap_days": 1, "max_per_week": 2},
        {"id": "c", "share": 20, "min_gap_days": 1, "max_per_week": 1},
    ],
    "channels": ["x", "y"],
    "compat": [[1, 1], [1, 1], [1, 0]],
    "slots": [
        {"id": k, "day": day, "hour": 9, "channel": k % 2, "pin": 0 if k == 4 else None}
        for k, day in enumerate([0, 2, 3, 7, 8, 10, 14, 15])
    ],
    "history": [{"day": -2, "theme": 1, "channel": 0}, {"day": -1, "theme": 0, "channel": 0}],
    "window_days": 28,
}


def test_the_answer_is_the_optimum_and_says_so(tmp_path: Path) -> None:
    problem = problem_of(INSTANCE)
    plans = product(*[(-1, *option) for option in problem.options])
    legal = [list(p) for p in plans if p[4] == 0 and not violations(problem, p)]
    optimum = min(price(problem, plan).total for plan in legal)
    files = {
        "known.json": {"instance": INSTANCE, "optimum": {"optimum_J": optimum, "empty": 0}},
        "unknown.json": {"instance": INSTANCE},
    }
    for name, content in files.items():
        (tmp_path / name).write_text(json.dumps(content))
    command = [sys.executable, str(ROOT / "benchmarks/planner.py"), "--rounds", "20000"]
    done = subprocess.run(
        [*command, *(str(tmp_path / name) for name in files)],
        capture_output=True,
        text=True,
        check=True,
    )
    known, unknown = (json.loads(line) for line in done.stdout.splitlines())
    assert (known["J"], known["gap"], known["violations"]) == (optimum, 0, [])
    assert price(problem, known["assignment"]).total == known["J"]
    assert (unknown["optimum_J"], unknown["gap"]) == (None, None)
    assert unknown["assignment"] == known["assignment"]


@pytest.mark.skipif(not hasattr(os, "fork"), reason="no fork here")
def test_fifty_killed_processes_lose_no_reminder() -> None:
    done = subprocess.run(
        [sys.executable, "-m", "benchmarks.reminders", "--kills", "50", "--reminders", "300"],
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=True,
    )
    found = json.loads(done.stdout)
    assert (found["lost"], found["recorded"], found["kills"]) == (0, 300, 50)
    assert found["repeated"] <= 50
    assert found["most often"] <= 2


def test_a_clock_that_jumps_tells_each_reminder_once() -> None:
    found = reminders.clock_steps(60)
    assert found["twice"] == 0
    assert found["states"] == {"sent": 100}


def test_a_start_on_many_open_lines_is_measured() -> None:
    found = reminders.pending(500)
    assert found["pending"] == 500
    assert float(str(found["start s"])) > 0


def test_lateness_is_measured() -> None:
    assert reminders.lateness(3)["delivered"] == 3


def test_a_year_of_pieces_is_counted() -> None:
    year = pieces.live_a_year("it", "engineer")
    assert year == {"posts": 104, "shared_sentences": 0, "repeated_openings": 0}


def test_what_reads_wrong_is_counted(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(pieces, "formats_of", lambda _: ["lesson"])
    found = pieces.read_all("en", "engineer")
    assert found["pieces"] == 105
    assert (found["wrong_joins"], found["most_blanks"], found["long_first_lines"]) == (0, 1, 0)
    monkeypatch.setattr(pieces, "FIRST_LINE", 20)
    monkeypatch.setattr(pieces, "wrong_joins", lambda *_: ["wrong"])
    found = pieces.read_all("en", "engineer")
    assert found["wrong_joins"] == found["long_first_lines"] == 105


def test_rendering_is_timed() -> None:
    found = pieces.speed(5, 1)
    assert found["drafts"] == 5
    assert found["render_us"] > 0


def test_the_benchmark_of_the_working_day_runs_what_it_says() -> None:
    command = str(Path(sys.executable).parent / "brandkit")
    options = ["--entries", "20", "--posts", "12", "--runs", "1", "--command", command]
    done = subprocess.run(
        [sys.executable, "-m", "benchmarks.working_day", *options],
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=True,
    )
    rows = [json.loads(line) for line in done.stdout.splitlines()]
    assert [row["command"] for row in rows if "command" in row][:4] == [
        "pass",
        "brandkit",
        "show",
        "check",
    ]
    assert rows[-3]["check of"] == 20
    assert rows[-2]["kept"] == 12
    assert rows[-1]["import of"] == 24


def test_the_benchmark_of_many_people_runs_what_it_says() -> None:
    command = str(Path(sys.executable).parent / "brandkit")
    options = [
        "--people",
        "12",
        "--connections",
        "20",
        "--runs",
        "1",
        "--command",
        command,
        "--json",
    ]
    done = subprocess.run(
        [sys.executable, "-m", "benchmarks.people", *options],
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=True,
    )
    found = json.loads(done.stdout)
    assert all(value > 0 for value in found.values())
    assert len(found) == 9
