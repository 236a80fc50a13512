"""What is written so that reminders run in the background."""

from __future__ import annotations

import plistlib
import shlex
import sys
import xml.etree.ElementTree as ET

from brandkit.background import cron_lines, launchd, systemd, windows, with_lines

ROOT = "/home/ada/my brand 100%/è"


def test_systemd_gets_a_service_and_a_persistent_timer() -> None:
    way = systemd(ROOT, "abc", "/home/ada/.config", {"XDG_STATE_HOME": "/s p/5%$"})
    service, timer = way.files
    assert service.path == "/home/ada/.config/systemd/user/brandkit-abc.service"
    assert f'-m brandkit -C "/home/ada/my brand 100%%/è" remind run' in service.text  # noqa: F541
    assert 'Environment="XDG_STATE_HOME=/s p/5%%$"\n' in service.text
    assert "Restart=on-failure" in service.text
    assert "Persistent=true" in timer.text
    assert "Unit=brandkit-abc.service" in timer.text
    assert way.commands[-1][-2:] == ("brandkit-abc.service", "brandkit-abc.timer")


def test_a_crontab_keeps_what_is_not_ours() -> None:
    lines = cron_lines(ROOT, "abc", {})
    assert "\\%" in lines[1]
    assert lines[1].startswith("* * * * * ")
    command = lines[1].removeprefix("* * * * * ").partition(" >/dev")[0].replace("\\%", "%")
    assert shlex.split(command) == [sys.executable, "-m", "brandkit", "-C", ROOT, "remind", "once"]
    mine = "# mine\n0 5 * * * backup\n"
    other = "\n".join(cron_lines("/x", "other", {})) + "\n"
    once = with_lines(mine + other, "abc", lines)
    assert once.startswith(mine + other)
    assert with_lines(once, "abc", lines) == once
    assert with_lines(once, "abc", []) == mine + other
    assert with_lines("", "abc", []) == ""


def test_cron_is_told_where_the_ledger_lies() -> None:
    line = cron_lines(ROOT, "abc", {"XDG_STATE_HOME": "/s p"})[1]
    words = shlex.split(line.removeprefix("* * * * * ").replace("\\%", "%"))
    assert words[:3] == ["env", "XDG_STATE_HOME=/s p", sys.executable]


def test_lines_that_somebody_wrote_between_our_marks_stay_and_a_lost_mark_loses_nothing() -> None:
    begin, ours, end = cron_lines(ROOT, "abc", {})
    mine = "0 5 * * * backup"
    assert with_lines(f"{begin}\n{ours}\n{mine}\n{end}\n", "abc", []) == f"{mine}\n"
    assert with_lines(f"{begin}\n{ours}\n{mine}\n", "abc", []) == f"{mine}\n"
    assert with_lines(f"{mine}\n{end}\n", "abc", []) == f"{mine}\n"


def test_launchd_gets_an_agent() -> None:
    way = launchd("/a&b", "abc", "/Users/ada")
    (place,) = way.files
    found = plistlib.loads(place.text.encode())
    assert found["Label"] == "org.brandkit.abc"
    assert found["ProgramArguments"][-4:] == ["-C", "/a&b", "remind", "run"]
    assert found["KeepAlive"] is True
    assert place.path == "/Users/ada/Library/LaunchAgents/org.brandkit.abc.plist"
    assert way.steps == (f"launchctl load -w {place.path}",)


def test_windows_gets_a_task() -> None:
    way = windows("C:\\my brand", "abc", "C:\\state")
    (place,) = way.files
    tree = ET.fromstring(place.text)
    space = "{http://schemas.microsoft.com/windows/2004/02/mit/task}"
    arguments = tree.find(f".//{space}Arguments")
    assert arguments is not None
    assert arguments.text == '-m brandkit -C "C:\\my brand" remind run'
    assert "schtasks /Create" in way.steps[0]
