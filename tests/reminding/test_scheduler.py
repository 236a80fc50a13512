"""The loop in the foreground: what it notices of the clock, and how it stops."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import threading
import time
from datetime import UTC, datetime, timedelta
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest

from brandkit import clock, scheduler
from brandkit.clock import Ticks
from brandkit.errors import UnreadableError
from brandkit.ledger import Ledger
from brandkit.loop import Loop
from brandkit.scheduler import Watcher
from tests.conftest import Place

NOW = datetime(2026, 11, 24, 8, 0, tzinfo=UTC)


@pytest.mark.parametrize(
    ("wall", "awake", "running", "told"),
    [
        (30, 30, 30, ""),
        (90, 30, 90, ""),
        (30 + 8 * 3600, 30, 30 + 8 * 3600, "was asleep 8 h"),
        (30 + 600, 30, 630, "was asleep 10 min"),
        (30 + 7200, 30, 30, "the clock was set forward 2 h"),
        (30 - 7200, 30, 30, "the clock was set back 2 h"),
        (30 + 7200, 30, None, "was asleep 2 h, or the clock was set forward"),
        (30 - 7200, 30, None, "the clock was set back 2 h"),
        (30, 30, None, ""),
        (8 * 3600, 30, 10 * 3600, "the clock was set back 2 h"),
    ],
)
def test_sleep_and_a_clock_that_was_set_are_told_apart(
    wall: float, awake: float, running: float | None, told: str
) -> None:
    watcher = Watcher(NOW, Ticks(1000, None if running is None else 5000))
    ticks = Ticks(1000 + awake, None if running is None else 5000 + running)
    assert watcher.noticed(NOW + timedelta(seconds=wall), ticks) == told
    later = Ticks(ticks.awake + 30, None if ticks.running is None else ticks.running + 30)
    assert watcher.noticed(NOW + timedelta(seconds=wall + 30), later) == ""


def test_another_zone_is_told_once_and_so_is_coming_home(monkeypatch: pytest.MonkeyPatch) -> None:
    watcher = Watcher(NOW, Ticks(0, 0))
    rome, york = timedelta(hours=1), timedelta(hours=-5)
    here = [rome]
    monkeypatch.setattr(clock, "local_offset", lambda _moment: here[0])
    assert watcher.travelled(NOW, rome) == ""
    here[0] = york
    assert watcher.travelled(NOW, rome) == (
        "this computer's clock shows UTC-5:00, the brand's UTC+1:00; reminders go by the brand's"
    )
    assert watcher.travelled(NOW, rome) == ""
    here[0] = rome
    assert watcher.travelled(NOW, rome) == "this computer's clock shows the brand's time again"
    abroad = Watcher(NOW, Ticks(0, 0))
    here[0] = timedelta(hours=5, minutes=30)
    assert "UTC+5:30" in abroad.travelled(NOW, rome)


def test_the_clock_tells_how_long_it_ran() -> None:
    first, second = clock.ticks(), clock.ticks()
    assert second.awake >= first.awake
    assert clock.local_offset(NOW) == timedelta(hours=1)


def test_a_signal_ends_it_and_signals_are_as_before(
    small: Place, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    ledger = Ledger(str(tmp_path / "state"), NOW)
    events: list[str] = []
    loop = Loop(str(small.path), ledger, lambda kind, text: events.append(f"{kind}: {text}"))
    before = signal.getsignal(signal.SIGTERM)
    turns = []
    turn = loop.turn

    def counted(now: datetime) -> float:
        turns.append(now)
        if len(turns) == 2:
            os.kill(os.getpid(), signal.SIGTERM)
        return min(turn(now), 0.01)

    monkeypatch.setattr(loop, "turn", counted)
    scheduler.run(loop, lambda: ZoneInfo("Europe/Rome"), lambda _now: [])
    assert len(turns) == 2
    assert signal.getsignal(signal.SIGTERM) == before
    ledger.close()


def test_feeds_that_cannot_be_asked_end_nothing(small: Place, tmp_path: Path) -> None:
    ledger = Ledger(str(tmp_path / "state"), NOW)
    events: list[tuple[str, str]] = []
    loop = Loop(str(small.path), ledger, lambda *event: events.append(event))

    def broken(_now: datetime) -> list[str]:
        raise UnreadableError("feeds.toml is broken")

    scheduler._polled(loop, broken)
    scheduler._polled(loop, lambda _now: ["3 new"])
    scheduler._polled(loop, lambda _now: "")
    assert events == [("feeds", "feeds.toml is broken"), ("feeds", "3 new")]
    ledger.close()


def test_what_wakes_it_sets_the_event(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(scheduler, "LONGEST_SLEEP", 0.05)
    wake = threading.Event()
    with scheduler._woken(wake, lambda: None):
        assert wake.wait(5)


BOX = '\n[[delivery]]\nid = "box"\nkind = "file"\npath = "{path}"\n'


@pytest.mark.skipif(not hasattr(signal, "SIGKILL"), reason="no SIGKILL here")
def test_a_real_process_delivers_is_killed_and_delivers_the_rest_once(
    small: Place, tmp_path: Path
) -> None:
    """`brandkit remind run`, with the plug pulled in the middle, and again."""
    box = tmp_path / "box.md"
    small.write("brand.toml", small.read("brand.toml") + BOX.format(path=box))
    zone = ZoneInfo("Europe/Rome")
    soon = datetime.now(zone) - timedelta(minutes=2)
    state = tmp_path / "home" / "brandkit" / "testbrand"
    Ledger(str(state), soon - timedelta(hours=1)).close()
    for n in range(12):
        small.write(
            f"drafts/p{n:02}.md",
            f"---\nid: piece{n:03}\ncalendar: editorial\nwhen: {soon:%Y-%m-%dT%H:%M:%S}\n"
            f"channel: linkedin\nlanguage: en\ntheme: people\ntitle: Piece {n}\n---\nWords {n}.\n",
        )
    command = [sys.executable, "-m", "brandkit", "-C", str(small.path), "remind"]
    first = subprocess.Popen([*command, "run"], stdout=subprocess.PIPE, text=True)
    try:
        wait_for(lambda: box.exists() and box.read_text().count("<!--") >= 3)
    finally:
        first.kill()
        first.communicate()
    second = subprocess.Popen([*command, "run"], stdout=subprocess.PIPE, text=True)
    try:
        wait_for(lambda: str(second.pid) in (state / "loop.json").read_text())
        wait_for(lambda: all(f"Words {n}." in box.read_text() for n in range(12)))
        blocked = subprocess.run([*command, "once"], capture_output=True, text=True, check=False)
        second.send_signal(signal.SIGTERM)
        said, _ = second.communicate(timeout=20)
    finally:
        second.kill()
        second.communicate()
    assert blocked.returncode == 5
    assert f"by process {second.pid} since" in blocked.stderr
    assert second.returncode == 0
    assert said.endswith("Ended. What is due meanwhile comes when it runs again.\n")
    counts = [box.read_text().count(f"Words {n}.\n") for n in range(12)]
    assert all(count >= 1 for count in counts)
    assert sum(counts) <= 13  # at most what the killed process had in its hands


def wait_for(happened: object, seconds: float = 30) -> None:
    assert callable(happened)
    end = time.monotonic() + seconds
    while not happened():
        assert time.monotonic() < end, "it did not happen"
        time.sleep(0.02)
