"""`brandkit board` and `brandkit start` as programs: opened, asked, ended."""

from __future__ import annotations

import http.client
import os
import re
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import click
import pytest

from brandkit.web import serving
from brandkit.web.site import Site
from tests.conftest import NOW, Place


@contextmanager
def program(folder: Path, *args: str) -> Iterator[tuple[subprocess.Popen[str], str]]:
    """The program at work, and the address that it printed."""
    command = [sys.executable, "-m", "brandkit", "-C", str(folder), "--now", NOW, *args]
    process = subprocess.Popen(command, stdout=subprocess.PIPE, text=True)
    assert process.stdout is not None
    try:
        line = process.stdout.readline()
        yield process, re.findall(r"http://\S+", line)[0]
    finally:
        process.kill()
        process.stdout.close()
        process.wait()


def ask(address: str, cookie: str = "") -> tuple[int, str, str]:
    """Status, text and cookie of an answer."""
    host, path = re.findall(r"http://([^/]+)(/.*)", address)[0]
    connection = http.client.HTTPConnection(host, timeout=20)
    connection.request("GET", path, headers={"Cookie": cookie})
    answer = connection.getresponse()
    found = answer.status, answer.read().decode(), answer.headers.get("Set-Cookie") or ""
    connection.close()
    return found


@pytest.mark.parametrize("number", [signal.SIGINT, signal.SIGTERM])
def test_the_board_is_opened_once_and_ends_at_once(place: Place, number: int) -> None:
    place.run("plan")
    with program(place.path, "board", "--no-browser") as (process, address):
        status, _text, cookie = ask(address)
        assert status == 303
        assert ask(address)[0] == 403
        root = address.partition("/?")[0]
        status, text, _cookie = ask(f"{root}/calendar", cookie.partition(";")[0])
        assert status == 200
        assert "The question I ask every Monday" in text
        waiting = http.client.HTTPConnection(root.removeprefix("http://"))
        waiting.request("GET", "/changes?seen=0", headers={"Cookie": cookie.partition(";")[0]})
        time.sleep(0.5)
        began = time.monotonic()
        process.send_signal(number)
        assert process.wait(20) == 0
        assert time.monotonic() - began < 5
        waiting.close()


def test_it_listens_on_this_computer_only(place: Place) -> None:
    with serving.listening(Site(str(place.path)), 0) as server:
        assert server.socket is not None
        assert server.socket.getsockname()[0] == "127.0.0.1"


def test_a_port_that_is_taken_is_told(place: Place) -> None:
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        port = str(taken.getsockname()[1])
        found = place.run("board", "--no-browser", "--port", port, code=6)
    assert f"Port {port} cannot be had" in found.err


def test_outside_a_workspace_there_is_no_board(empty: Place) -> None:
    assert "brandkit init" in empty.run("board", "--no-browser", code=3).err


def test_start_makes_the_folder_and_asks_there(empty: Place) -> None:
    with program(empty.path, "start", "mine", "--no-browser") as (_process, address):
        cookie = ask(address)[2].partition(";")[0]
        root = address.partition("/?")[0]
        assert "Who are you?" in ask(f"{root}/start", cookie)[1]
    assert os.listdir(empty.path / "mine") == []


@pytest.fixture
def sites(monkeypatch: pytest.MonkeyPatch) -> list[Site]:
    """What would be served, and what the browser would be opened with."""
    found: list[Site] = []

    def serve(site: Site, _port: int, opened: object) -> None:
        found.append(site)
        assert callable(opened)
        opened("http://127.0.0.1:1/?token=x")

    monkeypatch.setattr(serving, "serve", serve)
    monkeypatch.setattr(click, "launch", found.append)
    return found


def test_start_in_a_workspace_opens_its_board(place: Place, sites: list[Site]) -> None:
    (place.path / "ideas").mkdir(exist_ok=True)
    place.run("start")
    assert sites[0].root == str(place.path)
    assert sites[0].at is not None
    assert str(sites[1]).startswith("http://127.0.0.1:1")
    below = Place(place.path / "ideas", place._capture)
    below.run("start", "--no-browser")
    assert sites[2].root == str(place.path)


def test_start_in_an_empty_folder_begins_there(empty: Place, sites: list[Site]) -> None:
    empty.run("start", "--no-browser")
    assert sites[0].root == str(empty.path)


def test_start_needs_a_folder(empty: Place) -> None:
    empty.write("file.txt", "x")
    assert "is not a folder" in empty.run("start", "file.txt", code=2).err


def test_a_board_to_be_read_is_one(place: Place, sites: list[Site]) -> None:
    place.run("board", "--read-only", "--no-browser")
    assert sites[0].read_only
