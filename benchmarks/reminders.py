"""Reminders under fire: killed processes, jumping clocks, a hundred thousand of them, and none.

    python -m benchmarks.reminders --kills 1000 --reminders 10000
    python -m benchmarks.reminders --pending 100000
    python -m benchmarks.reminders --idle 60
    python -m benchmarks.reminders --steps 200

`--kills`: a process delivers reminders that are all due to a server on loopback, and is killed with
SIGKILL, by turns at each named step of a delivery and at a random moment; then another goes on. The
server counts what it got: lost, repeated, and more often than the kills explain. `--pending`: how
fast a loop starts on a ledger with so many open lines, what it takes, and how late it delivers.
`--idle`: what a loop costs that has nothing to do. `--steps`: the clock is set back and forth, the
machine sleeps, and each reminder must come once; `--suspends`: the same with a real process under
libfaketime (from Debian), stopped and continued. `--zones`: every change of every zone's clocks.
One JSON object a measure on standard output.
"""

from __future__ import annotations

import argparse
import glob
import json
import os
import random
import re
import resource
import signal
import subprocess
import sys
import tempfile
import threading
import time
from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, date, datetime, timedelta
from datetime import time as clock_time
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from zoneinfo import ZoneInfo, available_timezones

from brandkit.core.calendar.walltime import resolve
from brandkit.core.reminders.due import Reminder, Task, reminders_of
from brandkit.core.reminders.rules import STANDARD, Delivery, Reminding
from brandkit.delivery.message import Message
from brandkit.ledger import PENDING, SENT, Ledger
from brandkit.loop import Loop

ZONE = ZoneInfo("Europe/Rome")
SLOT = datetime(2026, 11, 24, 8, 30, tzinfo=ZONE)
STEPS = ("claim", "claimed", "delivered", "recorded")
BRAND = """
format = 1
id = "benchmark"
name = "Ada"
language = "en"
timezone = "Europe/Rome"

[reminders]
write = []
late = []

[[theme]]
id = "people"
name = "People"
share = 100

[[channel]]
id = "linkedin"
kind = "linkedin"

[[delivery]]
id = "hook"
kind = "webhook"
url = "{url}"
"""
ENTRY = """---
id: e{n:07}
calendar: editorial
when: {when}
channel: linkedin
language: en
theme: people
title: Piece {n}
---
Words of piece {n}.
"""


class Sink:
    """Counts what it is given, by its Idempotency-Key, and which pieces it is told of."""

    def __init__(self) -> None:
        self.got: Counter[str] = Counter()
        self.told: Counter[str] = Counter()
        sink = self

        class Handler(BaseHTTPRequestHandler):
            protocol_version = "HTTP/1.0"

            def do_POST(self) -> None:
                said = json.loads(self.rfile.read(int(self.headers["Content-Length"])))
                sink.got[self.headers["Idempotency-Key"]] += 1
                text = "\n".join([said["subject"], *said["texts"]])
                sink.told.update(re.findall(r"Piece \d+ \(", text))
                self.send_response(200)
                self.send_header("Content-Length", "0")
                self.end_headers()

            def log_message(self, format: str, *args: object) -> None:
                """Nothing is logged."""

        self.server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
        self.server.daemon_threads = True
        self.url = f"http://127.0.0.1:{self.server.server_address[1]}/"
        threading.Thread(target=self.server.serve_forever, daemon=True).start()


def workspace(folder: Path, url: str, count: int, *, apart: timedelta = timedelta()) -> None:
    """A workspace with so many finished drafts, the first at `SLOT`."""
    (folder / "drafts").mkdir(parents=True)
    (folder / "calendars").mkdir()
    (folder / "brand.toml").write_text(BRAND.format(url=url))
    for n in range(count):
        when = (SLOT + n * apart).astimezone(ZONE).replace(tzinfo=None).isoformat()
        (folder / "drafts" / f"e{n:07}.md").write_text(ENTRY.format(n=n, when=when))


def opened(folder: Path, now: datetime) -> tuple[Loop, Ledger]:
    ledger = Ledger(str(folder / "state"), now)
    return Loop(str(folder / "work"), ledger, lambda *_: None), ledger


def live(folder: Path, step: str, after: int, delay: float) -> None:
    """One life of the process that delivers: it is killed *delay* seconds after a *step*.

    That is when the step comes for the *after*th time.
    """
    loop, _ledger = opened(folder, SLOT + timedelta(minutes=1))
    left = after

    def passed(name: str) -> None:
        nonlocal left
        left -= name == step
        if not left and name == step:
            if delay:
                threading.Timer(delay, os.kill, (os.getpid(), signal.SIGKILL)).start()
            else:
                os.kill(os.getpid(), signal.SIGKILL)

    loop.step = passed
    loop.begin(SLOT + timedelta(minutes=1))
    loop.turn(SLOT + timedelta(minutes=1))


def kills(count: int, reminders: int) -> dict[str, object]:
    """Kill *count* processes while they deliver *reminders*; what the sink got."""
    draw = random.Random(0)
    sink = Sink()
    begun = time.monotonic()
    with tempfile.TemporaryDirectory() as place:
        folder = Path(place)
        workspace(folder / "work", sink.url, reminders)
        Ledger(str(folder / "state"), SLOT - timedelta(days=1)).close()
        each = max(reminders // (count + 1), 1)
        killed = 0
        while killed < count:
            at_random = killed % 5 == 0
            step = "claim" if at_random else STEPS[killed % len(STEPS)]
            pid = os.fork()
            if not pid:
                delay = draw.uniform(0.0, 0.01) if at_random else 0.0
                live(folder, step, draw.randint(1, max(2 * each - 1, 1)), delay)
                os._exit(0)
            draw.random()  # the child's draws are its own
            _pid, status = os.waitpid(pid, 0)
            if not os.WIFSIGNALED(status):
                break
            killed += 1
        loop, ledger = opened(folder, SLOT + timedelta(minutes=1))
        loop.begin(SLOT + timedelta(minutes=1))
        loop.turn(SLOT + timedelta(minutes=1))
        sent = len(ledger.lines([SENT]))
        ledger.close()
    counts = Counter(sink.got.values())
    return {
        "reminders": reminders,
        "kills": killed,
        "lost": reminders - len(sink.got),
        "recorded": sent,
        "repeated": sum(sink.got.values()) - len(sink.got),
        "most often": max(counts),
        "seconds": round(time.monotonic() - begun, 1),
    }


def clock_steps(count: int) -> dict[str, object]:
    """Set the clock back and forth, and let the machine sleep; each reminder must come once."""
    draw = random.Random(1)
    got: Counter[str] = Counter()

    def keep(_delivery: Delivery, message: Message, _now: datetime) -> str:
        got[message.id] += 1
        return ""

    with tempfile.TemporaryDirectory() as place:
        folder = Path(place)
        workspace(folder / "work", "http://127.0.0.1:1/", 100, apart=timedelta(hours=5))
        loop, ledger = opened(folder, SLOT - timedelta(days=1))
        loop.send = keep
        now = SLOT - timedelta(hours=1)
        end = SLOT + timedelta(hours=5 * 101)
        for n in range(count):
            loop.turn(now)
            jump = draw.choice([60, 1800, 3600 * 8, -3600, -86_400, 3600 * 30])
            now = max(min(now + timedelta(seconds=jump), end), SLOT - timedelta(days=2))
            if n % 17 == 0:
                ledger.close()
                loop, ledger = opened(folder, now)
                loop.send = keep
                loop.begin(now)
        while now < end:
            loop.turn(now)
            now += timedelta(hours=1)
        loop.turn(now)
        told = Counter(
            state
            for (state,) in ledger._base.execute("SELECT state FROM reminder").fetchall()  # noqa: SLF001
        )
        ledger.close()
    return {
        "steps": count,
        "reminders": 100,
        "states": dict(told),
        "twice": sum(n > 1 for n in got.values()),
    }


def zones() -> dict[str, object]:
    """Every zone, every change of its clocks from 2010 to 2035, every half hour of the day.

    A reminder is lost or doubled where the write, publish and late moments are not three.
    """
    begun = time.monotonic()
    reminding = Reminding(deliveries=(Delivery("hook", "webhook"),))
    changes = lost = doubled = reminders = 0
    for name in sorted(available_timezones()):
        zone = ZoneInfo(name)
        for day in _changes(zone):
            changes += 1
            for half in range(48):
                when = resolve(day, clock_time(half // 2, 30 * (half % 2)), zone).when
                task = Task("e", "c", when)
                found = list(reminders_of(task, "b", reminding, STANDARD, zone))
                moments = {one.due.astimezone(UTC) for one in found}
                reminders += len(found)
                lost += len(found) < len(STANDARD) - 3
                doubled += len(moments) < len(found)
    return {
        "zones": len(available_timezones()),
        "changes": changes,
        "reminders": reminders,
        "lost": lost,
        "doubled": doubled,
        "seconds": round(time.monotonic() - begun, 1),
    }


def _changes(zone: ZoneInfo) -> Iterator[date]:
    """The days on which the clocks of *zone* change."""
    day = date(2010, 1, 1)
    before = datetime.combine(day, clock_time(), zone).utcoffset()
    while day < date(2036, 1, 1):
        after = datetime.combine(day + timedelta(days=1), clock_time(), zone).utcoffset()
        if after != before:
            yield day
        day, before = day + timedelta(days=1), after


FAKETIME = "/usr/lib/*/faketime/libfaketime.so.1"
FASTER = (
    "import sys; import brandkit.loop as loop, brandkit.scheduler as scheduler\n"
    "loop.LONGEST_SLEEP = scheduler.LONGEST_SLEEP = 0.2\n"
    "from brandkit.cli import run; sys.exit(run(sys.argv[1:]))"
)


def suspends(count: int, reminders: int) -> dict[str, object]:
    """`brandkit remind run` under libfaketime, stopped as by sleep, its clock set to and fro."""
    library = sorted(glob.glob(FAKETIME))
    if not library:
        return {
            "suspends": 0,
            "skipped": "libfaketime is not here; on Debian: apt install faketime",
        }
    draw = random.Random(2)
    sink = Sink()
    with tempfile.TemporaryDirectory() as place:
        folder = Path(place)
        workspace(folder / "work", sink.url, reminders, apart=timedelta(minutes=13))
        Ledger(str(folder / "state/brandkit/benchmark"), SLOT - timedelta(days=1)).close()
        clock = folder / "clock"

        def set_clock(moment: datetime) -> None:
            part = folder / "clock.part"
            wall = moment.astimezone(UTC).strftime("%Y-%m-%d %H:%M:%S")
            part.write_text(f"@{wall}\n")
            part.replace(clock)

        now = SLOT - timedelta(minutes=30)
        set_clock(now)
        environment = {
            **os.environ,
            "TZ": "UTC",
            "LD_PRELOAD": library[0],
            "FAKETIME_TIMESTAMP_FILE": str(clock),
            "FAKETIME_NO_CACHE": "1",
            "FAKETIME_DONT_FAKE_MONOTONIC": "1",
            "DONT_FAKE_MONOTONIC": "1",
            "NO_FAKE_STAT": "1",
            "XDG_STATE_HOME": str(folder / "state"),
        }
        command = [sys.executable, "-c", FASTER, "-C", str(folder / "work"), "remind", "run"]
        process = subprocess.Popen(command, env=environment, stdout=subprocess.DEVNULL)
        time.sleep(3)
        end = SLOT + reminders * timedelta(minutes=13)
        for n in range(count):
            back = n % 5 == 4
            jump = timedelta(minutes=draw.choice([5, 10, 20, 90, 400])) * (-1 if back else 1)
            now = min(now + jump, end)
            if n % 2:
                process.send_signal(signal.SIGSTOP)
                time.sleep(0.05)
            set_clock(now)
            process.send_signal(signal.SIGCONT)
            time.sleep(0.6)
        set_clock(end + timedelta(minutes=1))
        time.sleep(3)
        process.terminate()
        process.wait()
    return {
        "suspends": count,
        "reminders": reminders,
        "told once": sum(n == 1 for n in sink.told.values()),
        "told twice": sum(n > 1 for n in sink.told.values()),
        "never": reminders - len(sink.told),
    }


def pending(count: int) -> dict[str, object]:
    """A ledger with *count* open lines: how fast a loop starts, what it takes, how late it is."""
    with tempfile.TemporaryDirectory() as place:
        folder = Path(place)
        workspace(folder / "work", "http://127.0.0.1:1/", 50)
        ledger = Ledger(str(folder / "state"), SLOT - timedelta(days=1))
        with ledger.together():
            for n in range(count):
                due = SLOT + timedelta(days=1, seconds=n % 86_400)
                until = due + timedelta(days=14)
                one = Reminder(f"k{n:07}", f"x{n}", "publish", "hook", due, until)
                path = f"drafts/x{n}.md"
                ledger.add(one, PENDING, SLOT, brand="b", title=f"Title {n}", path=path)
        ledger.close()
        code = (
            "import sys, time; wall = time.monotonic()\n"
            "import resource\n"
            "from pathlib import Path\n"
            "from benchmarks.reminders import SLOT, opened\n"
            "loop, ledger = opened(Path(sys.argv[1]), SLOT)\n"
            "loop.begin(SLOT); ledger.lines(['pending'], until=SLOT.timestamp())\n"
            "ledger.next_moment(); used = resource.getrusage(resource.RUSAGE_SELF)\n"
            "print(time.monotonic() - wall, used.ru_maxrss / 1024)"
        )
        done = subprocess.run(
            [sys.executable, "-c", code, str(folder)], capture_output=True, text=True, check=True
        )
    seconds, megabytes = map(float, done.stdout.split())
    return {"pending": count, "start s": round(seconds, 3), "MB": round(megabytes, 1)}


def lateness(count: int) -> dict[str, object]:
    """How late real messages come that are due one after the other, on the real clock."""
    late: list[float] = []
    with tempfile.TemporaryDirectory() as place:
        folder = Path(place)
        workspace(folder / "work", "http://127.0.0.1:1/", 0)
        begin = datetime.now(ZONE) + timedelta(seconds=2)
        for n in range(count):
            when = (begin + timedelta(seconds=0.2 * n)).replace(tzinfo=None).isoformat()
            (folder / "work/drafts" / f"e{n:07}.md").write_text(ENTRY.format(n=n, when=when))
        loop, ledger = opened(folder, datetime.now(UTC))

        def keep(_delivery: Delivery, message: Message, _now: datetime) -> str:
            row = ledger._base.execute("SELECT due FROM reminder WHERE key = ?", (message.id,))  # noqa: SLF001
            late.append(time.time() - row.fetchone()[0])
            return ""

        loop.send = keep
        loop.begin(datetime.now(UTC))
        seconds = loop.turn(datetime.now(UTC))
        while len(late) < count:
            time.sleep(seconds)
            seconds = loop.turn(datetime.now(UTC))
        ledger.close()
    late.sort()
    return {
        "delivered": count,
        "late p50 s": round(late[count // 2], 3),
        "p99 s": round(late[int(count * 0.99)], 3),
    }


@contextmanager
def running(folder: Path) -> Iterator[subprocess.Popen[bytes]]:
    environment = {**os.environ, "XDG_STATE_HOME": str(folder / "state")}
    command = [sys.executable, "-m", "brandkit", "-C", str(folder / "work"), "remind", "run"]
    process = subprocess.Popen(command, env=environment, stdout=subprocess.DEVNULL)
    try:
        yield process
    finally:
        process.terminate()
        process.wait()


def idle(seconds: float, entries: int) -> dict[str, object]:
    """What `brandkit remind run` costs on a workspace with nothing due."""
    with tempfile.TemporaryDirectory() as place:
        folder = Path(place)
        workspace(folder / "work", "http://127.0.0.1:1/", entries, apart=timedelta(days=1))
        with running(folder) as process:
            time.sleep(10)
            first = _used(process.pid)
            time.sleep(seconds)
            last = _used(process.pid)
            memory = int(Path(f"/proc/{process.pid}/statm").read_text().split()[1])
    megabytes = memory * resource.getpagesize() / 1_000_000
    return {
        "idle s": seconds,
        "entries": entries,
        "CPU %": round(100 * (last - first) / seconds, 3),
        "MB": round(megabytes, 1),
    }


def _used(pid: int) -> float:
    """Seconds of CPU that a process has used."""
    fields = Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()
    return (int(fields[11]) + int(fields[12])) / os.sysconf("SC_CLK_TCK")


def main() -> int:
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("--kills", type=int, default=0)
    parser.add_argument("--reminders", type=int, default=10_000)
    parser.add_argument("--steps", type=int, default=0)
    parser.add_argument("--zones", action="store_true")
    parser.add_argument("--suspends", type=int, default=0)
    parser.add_argument("--pending", type=int, default=0)
    parser.add_argument("--late", type=int, default=0)
    parser.add_argument("--idle", type=float, default=0)
    parser.add_argument("--entries", type=int, default=200)
    args = parser.parse_args()
    failed = False
    if args.kills:
        found = kills(args.kills, args.reminders)
        print(json.dumps(found))
        failed = bool(found["lost"]) or int(str(found["repeated"])) > int(str(found["kills"]))
    if args.steps:
        found = clock_steps(args.steps)
        print(json.dumps(found))
        failed = failed or bool(found["twice"])
    if args.zones:
        found = zones()
        print(json.dumps(found))
        failed = failed or bool(found["lost"]) or bool(found["doubled"])
    if args.suspends:
        found = suspends(args.suspends, 60)
        print(json.dumps(found))
        failed = failed or bool(found.get("told twice")) or bool(found.get("never"))
    if args.pending:
        print(json.dumps(pending(args.pending)))
    if args.late:
        print(json.dumps(lateness(args.late)))
    if args.idle:
        print(json.dumps(idle(args.idle, args.entries)))
    return int(failed)


if __name__ == "__main__":
    sys.exit(main())
