"""`brandkit remind`."""

from __future__ import annotations

import json
import os
import platform
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from brandkit import state
from brandkit.cli import installing
from brandkit.ledger import Ledger
from tests.cli.test_out import front
from tests.conftest import Place
from tests.server import Server

BOX = '\n[[delivery]]\nid = "box"\nkind = "file"\npath = "{path}"\n'
DRAFT = """
---
id: alpha123
calendar: editorial
when: 2026-11-24T08:30
channel: linkedin
language: en
theme: people
title: Alpha
---
All my words.
"""


@pytest.fixture
def boxed(small: Place, tmp_path: Path) -> Place:
    """A small workspace whose reminders go to a file."""
    small.write("brand.toml", small.read("brand.toml") + BOX.format(path=tmp_path / "box.md"))
    small.write("drafts/alpha.md", DRAFT)
    return small


def answer(place: Place, *args: str, now: str | None = None, code: int = 0) -> dict[str, Any]:
    found: dict[str, Any] = json.loads(place.run(*args, "--json", now=now, code=code).out)
    return found


@pytest.mark.skipif(not os.path.exists("/dev/full"), reason="no /dev/full here")
def test_a_log_on_a_full_disk_ends_no_delivery(boxed: Place, tmp_path: Path) -> None:
    beta = DRAFT.strip().replace("alpha123", "beta4567").replace("Alpha", "Beta")
    boxed.write("drafts/beta.md", f"{beta}\n")
    boxed.run("remind", "once", now="2026-11-24T08:00")
    command = [sys.executable, "-m", "brandkit", "-C", str(boxed.path)]
    with open("/dev/full", "w", encoding="utf-8") as full:
        subprocess.run(
            [*command, "--now", "2026-11-24T08:30", "remind", "once"], stdout=full, check=False
        )
    assert (tmp_path / "box.md").read_text().count("All my words.") == 2
    assert boxed.run("remind", "log").out.count("Now: ") == 2


def test_a_machine_is_the_same_in_another_network(
    boxed: Place, monkeypatch: pytest.MonkeyPatch
) -> None:
    settings = boxed.read("brand.toml")
    boxed.write("brand.toml", f'{settings}\n[reminders]\nmachine = "Macbook.local"\n')
    monkeypatch.setattr(platform, "node", lambda: "macbook.hotel.example")
    boxed.run("remind", "once")
    monkeypatch.setattr(platform, "node", lambda: "macbook2.local")
    ran = boxed.run("remind", "once", code=8)
    assert "this is macbook2" in ran.err


def test_once_delivers_what_is_due_and_tells_each_event(boxed: Place, tmp_path: Path) -> None:
    assert boxed.run("remind", "once", now="2026-11-24T08:00").out == ""
    ran = boxed.run("remind", "once", now="2026-11-24T08:30")
    assert ran.out == "2026-11-24 08:30:00  sent  box: Now: Alpha (LinkedIn)\n"
    assert "All my words." in (tmp_path / "box.md").read_text()
    assert boxed.run("remind", "once", now="2026-11-24T08:31").out == ""
    assert boxed.run("remind", "log").out == "2026-11-24 08:30  sent  box: Now: Alpha (LinkedIn)\n"
    (event,) = answer(boxed, "remind", "log")["events"]
    assert event == {
        "at": "2026-11-24T08:30:00+01:00",
        "kind": "sent",
        "text": "box: Now: Alpha (LinkedIn)",
    }


def test_the_ledger_lies_outside_of_the_workspace(boxed: Place, tmp_path: Path) -> None:
    before = boxed.tree()
    boxed.run("remind", "once", now="2026-11-24T08:30")
    assert boxed.tree() == before
    assert (tmp_path / "home" / "brandkit" / "testbrand" / "ledger.db").is_file()


def test_status_tells_what_is_next_before_anything_ran(boxed: Place) -> None:
    ran = boxed.run("remind", "status", now="2026-11-23T10:00")
    assert ran.out == (
        "Nobody delivers reminders on this computer now. Let it run with: brandkit remind install\n"
        "\nNext:\n"
        "  Tuesday 24 November, 08:30  publish: Alpha → box\n"
        "  Tuesday 24 November, 11:30  still not out: Alpha → box\n"
    )
    assert boxed.run("remind", "log").out == "Nothing has happened yet.\n"
    assert answer(boxed, "remind", "log") == {"events": []}
    boxed.run("skip", "alpha123")
    assert "Nothing is due within a week." in boxed.run("remind", "status").out


def test_status_tells_what_is_overdue_and_why(boxed: Place) -> None:
    boxed.run("remind", "once", now="2026-11-24T08:00")
    found = answer(boxed, "remind", "status", now="2026-11-24T09:00")
    assert [one["rule"] for one in found["overdue"]] == ["publish"]
    assert found["delivering"] is False
    boxed.edit("brand.toml", "box.md", "nowhere/box.md")
    boxed.run("remind", "once", now="2026-11-24T09:00")
    ran = boxed.run("remind", "status", now="2026-11-24T09:01")
    assert "Overdue:\n  Tuesday 24 November, 08:30  publish: Alpha → box (" in ran.out
    assert "No such file or directory" in ran.out


def test_what_failed_is_told_with_its_reason_and_exit_code_1(boxed: Place) -> None:
    boxed.run("remind", "once", now="2026-11-24T08:00")
    boxed.edit("brand.toml", "box.md", "nowhere/box.md")
    for moment in ("08:30", "08:31", "08:36", "09:06", "11:06"):
        boxed.run("remind", "once", now=f"2026-11-24T{moment}")
    ran = boxed.run("remind", "status", now="2026-11-24T11:10", code=1)
    assert "Failed, publish: Alpha → box:" in ran.out
    assert "No such file or directory" in ran.out
    (failed,) = answer(boxed, "remind", "status", now="2026-11-24T11:10", code=1)["failed"]
    assert (failed["entry"], failed["rule"]) == ("alpha123", "publish")


def test_status_tells_what_nobody_knows_here_while_it_matters(boxed: Place) -> None:
    boxed.run("remind", "once", now="2026-11-24T09:00")
    ran = boxed.run("remind", "status", now="2026-11-24T09:00")
    assert "One was due before this ledger began" in ran.out
    assert answer(boxed, "remind", "status")["elsewhere"][0]["rule"] == "publish"
    later = boxed.run("remind", "status", now="2026-12-24T09:00")
    assert "before this ledger" not in later.out


def test_more_than_a_screen_of_what_is_next_is_counted(boxed: Place) -> None:
    for n in range(6):
        boxed.write(f"drafts/p{n}.md", DRAFT.replace("alpha123", f"piece{n}"))
    assert "  … + 6\n" in boxed.run("remind", "status").out


def test_only_the_machine_that_is_named_delivers(boxed: Place) -> None:
    boxed.write("brand.toml", boxed.read("brand.toml") + '\n[reminders]\nmachine = "another"\n')
    ran = boxed.run("remind", "once", code=8)
    assert "another delivers the reminders of this workspace" in ran.err
    boxed.edit("brand.toml", '"another"', f'"{platform.node().upper()}"')
    boxed.run("remind", "once")


def test_snooze_stands_in_the_entry_and_goes_when_it_is_out(boxed: Place) -> None:
    ran = boxed.run("remind", "snooze", "alpha123", "1d", now="2026-11-24T08:31")
    assert ran.out == "Alpha: no reminder before Wednesday 25 November, 08:31.\n"
    assert front(boxed, "drafts/alpha.md")["snooze"] == "2026-11-25T08:31:00"
    assert answer(boxed, "remind", "snooze", "alpha", "30m")["snooze"].startswith(
        "2026-11-23T10:30"
    )
    assert "write 30m, 2h or 1d" in boxed.run("remind", "snooze", "alpha", "soon", code=2).err
    boxed.run("publish", "alpha123", now="2026-11-25T09:00")
    assert "snooze" not in front(boxed, "published/2026/alpha.md")
    assert "is out, or over" in boxed.run("remind", "snooze", "alpha123", "1d", code=8).err


def test_a_delivery_can_be_tried(boxed: Place, tmp_path: Path, server: Server) -> None:
    assert boxed.run("remind", "test").out == "box: sent. Look whether it is there.\n"
    assert "reminders reach you this way" in (tmp_path / "box.md").read_text()
    url = server.put("/", "no", status=403)
    boxed.write(
        "brand.toml",
        boxed.read("brand.toml")
        + f'\n[[delivery]]\nid = "phone"\nkind = "ntfy"\nurl = "{url}topic"\n',
    )
    ran = boxed.run("remind", "test", code=6)
    assert "phone: it answers 403" in ran.out
    assert (
        "there is no delivery 'fone'; did you mean 'phone'?"
        in boxed.run("remind", "test", "fone", code=2).err
    )


def test_mistakes_in_the_settings_are_told_with_their_lines(boxed: Place) -> None:
    boxed.write("brand.toml", boxed.read("brand.toml") + '\n[reminders]\nlate = ["soon"]\n')
    ran = boxed.run("remind", "status", code=4)
    assert "late: 'soon' is no span" in ran.err
    assert "brand.toml:" in ran.err


def test_a_ledger_of_a_newer_brandkit_is_refused(boxed: Place, tmp_path: Path) -> None:
    boxed.run("remind", "once")
    folder = tmp_path / "home" / "brandkit" / "testbrand"
    from datetime import UTC, datetime

    ledger = Ledger(str(folder), datetime.now(UTC))
    ledger._base.execute("PRAGMA user_version = 99")
    ledger.close()
    assert "newer brandkit" in boxed.run("remind", "once", code=4).err


@pytest.fixture
def programs(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A system whose systemctl and crontab write down what they are asked."""
    folder = tmp_path / "bin"
    folder.mkdir()
    log = tmp_path / "asked"
    for name, text in {
        "systemctl": f'echo "$@" >> {log}',
        "crontab": f'if [ "$1" = -l ]; then cat {tmp_path}/crontab; else cat > {tmp_path}/crontab; fi',
    }.items():
        path = folder / name
        path.write_text(f"#!/bin/sh\n{text}\n")
        path.chmod(0o755)
    monkeypatch.setenv("PATH", f"{folder}:/usr/bin:/bin")
    monkeypatch.setattr(installing.sys, "platform", "linux")  # type: ignore[attr-defined]
    return tmp_path


def test_install_shows_asks_writes_and_names_the_machine(
    boxed: Place, programs: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    config = os.environ.get("XDG_CONFIG_HOME", f"{programs}/home/.config")
    unit = Path(config) / "systemd/user/brandkit-testbrand.service"
    ran = boxed.run("remind", "install", code=8)
    assert "Persistent=true" in ran.out
    assert "Nobody is here to say yes" in ran.err
    assert not unit.exists()
    monkeypatch.setattr(installing, "is_somebody_there", lambda: True)
    monkeypatch.setattr(installing, "line", lambda: "n")
    boxed.run("remind", "install", code=130)
    assert not unit.exists()
    monkeypatch.setattr(installing, "line", lambda: "y")
    ran = boxed.run("remind", "install")
    assert f"This file will be written: {unit}" in ran.out
    assert "seen by nobody in the background" in ran.out
    assert str(boxed.path) in unit.read_text()
    assert (programs / "asked").read_text().splitlines()[-2:] == [
        "--user daemon-reload",
        "--user enable --now brandkit-testbrand.service brandkit-testbrand.timer",
    ]
    assert f'machine = "{state.this_machine()}"' in boxed.read("brand.toml")
    before = boxed.tree()
    boxed.run("remind", "install", "--yes")
    assert boxed.tree() == before
    ran = boxed.run("remind", "uninstall", "--yes")
    assert str(unit) in ran.out
    assert not unit.exists()
    assert "disable --now" in (programs / "asked").read_text()
    assert "Nothing is installed" in boxed.run("remind", "uninstall", "--yes", code=8).err


def test_a_crontab_is_changed_and_changed_back(boxed: Place, programs: Path) -> None:
    crontab = programs / "crontab"
    crontab.write_text("0 5 * * * backup\n")
    ran = boxed.run("remind", "install", "--with", "cron", "--yes")
    assert "These lines will stand in your crontab:" in ran.out
    text = crontab.read_text()
    assert text.startswith("0 5 * * * backup\n# brandkit testbrand: begin\n* * * * * env XDG_STATE")
    assert boxed.run("remind", "status").out.startswith("Reminders are being delivered")
    boxed.run("remind", "install", "--with", "cron", "--yes")
    assert crontab.read_text() == text
    boxed.run("remind", "uninstall", "--yes")
    assert crontab.read_text() == "0 5 * * * backup\n"
    assert boxed.run("remind", "status").out.startswith("Nobody delivers")


@pytest.mark.parametrize(
    ("said", "code"), [("no crontab for ada", 0), ("must be privileged to use -l", 6)]
)
def test_only_a_crontab_that_is_surely_none_is_begun(
    boxed: Place, programs: Path, said: str, code: int
) -> None:
    there = programs / "crontab"
    (programs / "bin/crontab").write_text(
        f'#!/bin/sh\nif [ "$1" = -l ]; then echo "{said}" >&2; exit 1; fi\ncat > {there}\n'
    )
    ran = boxed.run("remind", "install", "--with", "cron", "--yes", code=code)
    assert there.exists() == (code == 0)
    assert (f"crontab does not answer: {said}" in ran.err) == (code == 6)
    assert boxed.run("remind", "status").out.startswith("Nobody delivers")


def test_other_systems_get_a_file_and_the_steps(boxed: Place, programs: Path) -> None:
    ran = boxed.run("remind", "install", "--with", "launchd", "--yes")
    assert "Now do this yourself:\n  launchctl load -w" in ran.out
    assert (programs / "home/Library/LaunchAgents/org.brandkit.testbrand.plist").exists()
    ran = boxed.run("remind", "install", "--with", "windows", "--yes")
    assert "schtasks /Create" in ran.out
    boxed.run("remind", "uninstall", "--yes")
    assert not (programs / "home/Library/LaunchAgents/org.brandkit.testbrand.plist").exists()


@pytest.mark.parametrize(
    ("system", "have", "way"),
    [
        ("darwin", (), "launchd"),
        ("win32", (), "windows"),
        ("linux", ("systemctl", "crontab"), "systemd"),
        ("linux", ("crontab",), "cron"),
    ],
)
def test_the_way_is_what_the_system_has(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, system: str, have: tuple[str, ...], way: str
) -> None:
    monkeypatch.setattr(installing.sys, "platform", system)  # type: ignore[attr-defined]
    monkeypatch.setenv("PATH", str(tmp_path))
    for name in have:
        (tmp_path / name).write_text("#!/bin/sh\nexit 0\n")
        (tmp_path / name).chmod(0o755)
    assert installing._way() == way


def test_a_systemd_that_does_not_answer_is_not_taken(
    boxed: Place, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(installing.sys, "platform", "linux")  # type: ignore[attr-defined]
    monkeypatch.setenv("PATH", str(tmp_path))
    (tmp_path / "systemctl").write_text(
        f"#!{sys.executable}\nimport sys; sys.exit('Failed to connect to bus')\n"
    )
    (tmp_path / "systemctl").chmod(0o755)
    assert "brandkit remind run" in boxed.run("remind", "install", code=8).err
    ran = boxed.run("remind", "install", "--with", "systemd", "--yes", code=6)
    assert "systemctl --user daemon-reload: Failed to connect to bus" in ran.err
    ran = boxed.run("remind", "install", "--with", "cron", "--yes", code=6)
    assert "crontab does not answer" in ran.err
    os.chmod(tmp_path / "systemctl", 0o644)
    assert not installing._answers(("systemctl",))
