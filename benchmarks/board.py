"""The board on a large workspace: CPU of the server, bytes over the wire, memory, a browser's time.

    python -m benchmarks.board [--entries 1000] [--more 10000] [--idle 30] [--browser PATH]

Two workspaces are made in a temporary folder, nine in ten of their entries published; each is
served by the program itself, whose CPU time and memory /proc tells (Linux only). What
starting costs is told for a workspace that no command has read before, and again; the pages' costs
are means. With a browser, the
time from the address to the page that answers is taken there.
"""

from __future__ import annotations

import argparse
import contextlib
import http.client
import json
import os
import re
import signal
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from pathlib import Path
from urllib.parse import urlencode

from benchmarks.working_day import NOW, identity, make_entries

MONTH = "/calendar?view=month&on=2026-11-15"
ASSETS = ("board.css", "htmx.min.js", "Sortable.min.js", "board.js", "icon.svg")
TICKS = os.sysconf("SC_CLK_TCK")


class Served:
    """The program serving a workspace, and a connection that it let in."""

    def __init__(self, process: subprocess.Popen[str], address: str) -> None:
        self.pid, self.address = process.pid, address
        host, token = re.findall(r"http://([^/]+)(/\S+)", address)[0]
        self.host = host
        self.connection = http.client.HTTPConnection(host)
        self.cookie = ""
        self.cookie = self.ask(token)[2].partition(";")[0]

    def ask(self, path: str, form: dict[str, str] | None = None) -> tuple[int, str, str]:
        """Bytes, text and cookie of an answer."""
        headers = {"Cookie": self.cookie, "Origin": f"http://{self.host}"}
        body = None
        if form is not None:
            body = urlencode(form)
            headers["Content-Type"] = "application/x-www-form-urlencoded"
        self.connection.request("GET" if form is None else "POST", path, body, headers)
        answer = self.connection.getresponse()
        text = answer.read()
        assert answer.status < 400, (path, answer.status, text[:300])
        size = len(text) + len(str(answer.headers))
        return size, text.decode("utf-8"), answer.headers.get("Set-Cookie") or ""

    def cpu(self) -> float:
        """Seconds of CPU that the program has used so far."""
        fields = Path(f"/proc/{self.pid}/stat").read_text("utf-8").rpartition(")")[2].split()
        return (int(fields[11]) + int(fields[12])) / TICKS

    def cost(self, path: str, times: int, form: dict[str, str] | None = None) -> float:
        """CPU seconds of one request, the mean of so many."""
        before = self.cpu()
        for _ in range(times):
            self.ask(path, form)
        return (self.cpu() - before) / times

    def peak(self) -> float:
        """Megabytes at the peak."""
        status = Path(f"/proc/{self.pid}/status").read_text("utf-8")
        return int(re.findall(r"VmHWM:\s+(\d+)", status)[0]) / 1024


@contextlib.contextmanager
def running(folder: Path) -> Iterator[subprocess.Popen[str]]:
    """The board of a workspace, by the program itself; the first line it prints has its address."""
    command = [sys.executable, "-m", "brandkit", "-C", str(folder), "--now", NOW, "board"]
    process = subprocess.Popen([*command, "--no-browser"], stdout=subprocess.PIPE, text=True)
    try:
        yield process
    finally:
        process.send_signal(signal.SIGINT)
        process.wait(20)


@contextlib.contextmanager
def served(folder: Path) -> Iterator[Served]:
    """The board of a workspace, and who was let in."""
    with running(folder) as process:
        assert process.stdout is not None
        yield Served(process, process.stdout.readline())


def make(folder: Path, count: int) -> Path:
    """A workspace with so many entries that no command has looked at yet."""
    command = [sys.executable, "-m", "brandkit", "init", str(folder), "--language", "en", "--yes"]
    subprocess.run(command, check=True, stdout=subprocess.DEVNULL)
    make_entries(folder, count)
    return folder


def saving(board: Served, entry: str, times: int) -> float:
    """CPU seconds of one save, each of another text."""
    page = board.ask(f"/entries/{entry}")[1]
    digest = re.findall(r'name="digest" value="(\w+)"', page)[0]
    spent = []
    for n in range(times):
        before = board.cpu()
        headers = {
            "Cookie": board.cookie,
            "Origin": f"http://{board.host}",
            "HX-Request": "true",
            "Content-Type": "application/x-www-form-urlencoded",
        }
        form = urlencode({"body": f"My own words, number {n}.\n", "digest": digest})
        board.connection.request("POST", f"/entries/{entry}", form, headers)
        answer = board.connection.getresponse().read().decode("utf-8")
        digest = re.findall(r'name="digest" value="(\w+)"', answer)[0]
        spent.append(board.cpu() - before)
    return statistics.mean(spent)


def interactive(address: str, browser: str) -> float:
    """Seconds from the address to a page whose cards can be dragged."""
    from playwright.sync_api import sync_playwright

    with sync_playwright() as playwright:
        chromium = playwright.chromium.launch(executable_path=browser, args=["--no-sandbox"])
        page = chromium.new_page()
        page.goto("about:blank")
        began = time.perf_counter()
        page.goto(address)
        page.wait_for_selector("body[data-ready]")
        spent = time.perf_counter() - began
        chromium.close()
    return spent


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--entries", type=int, default=1000)
    parser.add_argument("--more", type=int, default=10_000)
    parser.add_argument("--idle", type=float, default=30.0, help="seconds with a page that waits")
    parser.add_argument("--browser", default="", help="a Chromium, to be timed in")
    parser.add_argument("--times", type=int, default=20)
    options = parser.parse_args()
    found: dict[str, object] = {"entries": options.entries}
    with tempfile.TemporaryDirectory() as temporary:
        folder = make(Path(temporary, "some"), options.entries)
        with served(folder) as board:
            found["start where nothing was read before, s CPU"] = round(board.cpu(), 3)
            size = board.ask(MONTH)[0]
            wire = size + sum(board.ask(f"/static/{name}")[0] for name in ASSETS)
            found["page and all it needs, kB"] = round(wire / 1000, 1)
        with served(folder) as board:
            found["start, s CPU"] = round(board.cpu(), 3)
            before = board.cpu()
            board.ask(MONTH)
            found["first page, s CPU"] = round(board.cpu() - before, 3)
            some = board.cost(MONTH, 20 * options.times)
            found["month, s CPU"] = round(some, 4)
            found["save, s CPU"] = round(
                saving(board, identity(options.entries - 1), options.times), 4
            )
            typing = {"body": "My own words as they are being typed, of a length. " * 20}
            place = f"/entries/{identity(options.entries - 1)}/preview"
            found["preview while typing, s CPU"] = round(
                board.cost(place, options.times, typing), 4
            )
            for path in ("/themes", "/habits", "/plan", "/ideas"):
                found[f"{path}, s CPU"] = round(board.cost(path, 1), 3)
            before = board.cpu()
            ends = time.monotonic() + options.idle
            while time.monotonic() < ends:
                board.ask("/changes?seen=" + board.ask("/changes?seen=-1")[1])
            found["idle, % CPU"] = round(100 * (board.cpu() - before) / options.idle, 3)
            found["memory at its peak, MB"] = round(board.peak(), 1)
        if options.browser:
            with running(folder) as process:
                assert process.stdout is not None
                address = re.findall(r"http://\S+", process.stdout.readline())[0]
                found["in the browser, s"] = round(interactive(address, options.browser), 3)
        if options.more:
            with served(make(Path(temporary, "many"), options.more)) as board:
                board.ask(MONTH)
                many = board.cost(MONTH, 20 * options.times)
                found[f"month of {options.more}, s CPU"] = round(many, 4)
                place = f"/entries/{identity(options.more - 1)}/preview"
                typed = board.cost(place, options.times, typing)
                found[f"preview of {options.more}, s CPU"] = round(typed, 4)
                found["times that of fewer"] = round(many / some, 2)
                found["memory of more, MB"] = round(board.peak(), 1)
    print(json.dumps(found, indent=2))


if __name__ == "__main__":
    main()
