"""Every test has a home of its own, no network, and brandkit at its fingertips."""

from __future__ import annotations

import os
import socket
import textwrap
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from ipaddress import ip_address
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, settings

from brandkit.cli import run as run_command
from tests.server import Server, serving

NOW = "2026-11-23T10:00"
SLOW_IS_FINE = [HealthCheck.too_slow, HealthCheck.data_too_large]
settings.register_profile(
    "steady", derandomize=True, deadline=None, suppress_health_check=SLOW_IS_FINE
)
settings.register_profile(
    "searching", deadline=None, max_examples=500, suppress_health_check=SLOW_IS_FINE
)
settings.load_profile(os.environ.get("HYPOTHESIS_PROFILE", "steady"))


@pytest.fixture(autouse=True)
def alone(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """No real home, no network, a known locale and zone."""
    home = tmp_path / "home"
    home.mkdir()
    for name in ("HOME", "XDG_STATE_HOME", "XDG_CONFIG_HOME", "USERPROFILE"):
        monkeypatch.setenv(name, str(home))
    for name in ("LC_ALL", "LANG"):
        monkeypatch.setenv(name, "en_GB.UTF-8")
    monkeypatch.setenv("TZ", "Europe/Rome")
    for name in ("VISUAL", "EDITOR"):
        monkeypatch.delenv(name, raising=False)

    connect = socket.socket.connect

    def connect_here(self: socket.socket, address: Any) -> None:
        if self.family != socket.AF_UNIX and not ip_address(address[0]).is_loopback:
            raise AssertionError(f"tests reach no network, and {address} is not this machine")
        connect(self, address)

    monkeypatch.setattr(socket.socket, "connect", connect_here)


@pytest.fixture
def server() -> Iterator[Server]:
    """A web server on loopback."""
    with serving() as found:
        yield found


@dataclass(frozen=True)
class Ran:
    """What a command answered."""

    code: int
    out: str
    err: str


class Place:
    """A folder with brandkit in it."""

    def __init__(self, path: Path, capture: pytest.CaptureFixture[str]) -> None:
        self.path = path
        self.now = NOW
        self._capture = capture

    def run(self, *args: str, code: int | None = 0, now: str | None = None) -> Ran:
        """Run a command here; its exit code must be *code*, or may be any for None."""
        self._capture.readouterr()
        moment = now or self.now
        found = run_command(["-C", str(self.path), "--now", moment, *args])
        captured = self._capture.readouterr()
        assert code in {None, found}, f"{args} ended with {found}\n{captured.out}\n{captured.err}"
        return Ran(found, captured.out, captured.err)

    def write(self, name: str, text: str) -> Path:
        path = self.path / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(textwrap.dedent(text).lstrip("\n").encode())
        return path

    def read(self, name: str) -> str:
        return (self.path / name).read_bytes().decode()

    def edit(self, name: str, old: str, new: str) -> None:
        text = self.read(name)
        assert old in text, f"{old!r} is not in {name}:\n{text}"
        (self.path / name).write_bytes(text.replace(old, new).encode())

    def drafts(self) -> list[str]:
        return sorted(path.name for path in (self.path / "drafts").glob("*.md"))

    def tree(self) -> dict[str, bytes]:
        """Every file of the workspace but the disposable ones, with its bytes."""
        return {
            path.relative_to(self.path).as_posix(): path.read_bytes()
            for path in sorted(self.path.rglob("*"))
            if path.is_file() and ".brandkit" not in path.parts
        }


@pytest.fixture
def empty(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> Place:
    """A folder without a workspace."""
    path = tmp_path / "place"
    path.mkdir()
    return Place(path, capsys)


@pytest.fixture
def place(empty: Place) -> Place:
    """The English consultant's workspace, nothing planned yet."""
    empty.run("init", "--language", "en", "--yes")
    return empty


@pytest.fixture
def luogo(empty: Place) -> Place:
    """The Italian consultant's workspace."""
    empty.run("init", "--language", "it", "--yes")
    return empty


@pytest.fixture
def small(empty: Place) -> Place:
    """Two themes, one channel, Tuesdays and Thursdays, no ideas."""
    empty.write("brand.toml", SMALL_BRAND)
    empty.write("calendars/editorial.toml", SMALL_CALENDAR)
    return empty


SMALL_BRAND = """
format = 1
id = "testbrand"
name = "Ada"
language = "en"
timezone = "Europe/Rome"

[[theme]]
id = "people"
name = "People"
share = 60

[[theme]]
id = "change"
name = "Change"
share = 40

[[channel]]
id = "linkedin"
name = "LinkedIn"
kind = "linkedin"
"""
SMALL_CALENDAR = """
name = "Editorial"

[[rhythm]]
channel = "linkedin"
days = ["tue", "thu"]
time = "08:30"
"""


@pytest.fixture
def texts(tmp_path: Path) -> Callable[[str, str], Path]:
    """Writes a dedented text under a name and gives its path."""

    def write(name: str, text: str) -> Path:
        path = tmp_path / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(textwrap.dedent(text).lstrip("\n"), "utf-8")
        return path

    return write
