"""What a system needs to know so that reminders are delivered whenever the computer is on.

Texts only: a systemd service with a timer that sees to it that it runs, lines of a crontab, a
launchd agent, a task for Windows.
"""

from __future__ import annotations

import os
import shlex
import sys
from collections.abc import Mapping, Sequence
from typing import NamedTuple
from xml.sax.saxutils import escape

SYSTEMD, CRON, LAUNCHD, WINDOWS = "systemd", "cron", "launchd", "windows"


class Place(NamedTuple):
    """A file to be written: its *path* and *text*."""

    path: str
    text: str


class Way(NamedTuple):
    """How reminders run in the background: files, and the commands that make the system see them.

    *undo* are the commands that take them away again; *steps* are for the person, where a command
    of ours cannot do it.
    """

    name: str
    files: tuple[Place, ...]
    commands: tuple[tuple[str, ...], ...] = ()
    undo: tuple[tuple[str, ...], ...] = ()
    steps: tuple[str, ...] = ()


def command_line(root: str, task: str) -> list[str]:
    """The program itself, on the workspace at *root*."""
    return [sys.executable, "-m", "brandkit", "-C", root, "remind", task]


def systemd(root: str, brand_id: str, config: str, environment: Mapping[str, str]) -> Way:
    """A service of the user's that runs the loop, and a timer that starts it where it does not.

    *config* is the folder of the person's settings, *environment* what the program needs to know
    of theirs. The timer is persistent: what it missed while the computer was off it does when it is
    on.
    """
    name = f"brandkit-{brand_id}"
    folder = os.path.join(config, "systemd", "user")
    run = " ".join(_systemd_quoted(part) for part in command_line(root, "run"))
    known = "".join(
        f"Environment={_systemd_quoted(f'{key}={value}', doubled='%')}\n"
        for key, value in environment.items()
    )
    service = f"""\
[Unit]
Description=Reminders of brandkit ({brand_id})

[Service]
{known}ExecStart={run}
Restart=on-failure
RestartSec=30
RestartPreventExitStatus=4 5 8

[Install]
WantedBy=default.target
"""
    timer = f"""\
[Unit]
Description=Sees to it that the reminders of brandkit ({brand_id}) run

[Timer]
OnCalendar=*:0/15
OnBootSec=1min
Persistent=true
Unit={name}.service

[Install]
WantedBy=timers.target
"""
    control = ("systemctl", "--user")
    return Way(
        SYSTEMD,
        (
            Place(os.path.join(folder, f"{name}.service"), service),
            Place(os.path.join(folder, f"{name}.timer"), timer),
        ),
        (
            (*control, "daemon-reload"),
            (*control, "enable", "--now", f"{name}.service", f"{name}.timer"),
        ),
        ((*control, "disable", "--now", f"{name}.timer", f"{name}.service"),),
    )


def _systemd_quoted(part: str, doubled: str = "%$") -> str:
    """A word of a unit: quoted, the signs that would mean something else *doubled*."""
    inner = part.replace("\\", "\\\\").replace('"', '\\"')
    for sign in doubled:
        inner = inner.replace(sign, sign * 2)
    return f'"{inner}"' if not part.replace("/", "").replace("-", "").isalnum() else inner


def cron_lines(root: str, brand_id: str, environment: Mapping[str, str]) -> list[str]:
    """The lines of a crontab, between marks by which they are found again.

    *environment* is what the program needs to know of the person's.
    """
    known = [f"{key}={value}" for key, value in environment.items()]
    words = ["env", *known] if known else []
    once = shlex.join([*words, *command_line(root, "once")]).replace("%", "\\%")
    begin, end = cron_marks(brand_id)
    return [begin, f"* * * * * {once} >/dev/null 2>&1", end]


def cron_marks(brand_id: str) -> tuple[str, str]:
    """What stands before and after our lines."""
    return f"# brandkit {brand_id}: begin", f"# brandkit {brand_id}: end"


def with_lines(crontab: str, brand_id: str, lines: Sequence[str]) -> str:
    """The *crontab* with our *lines* instead of those it had; all else stays.

    Between our marks only what runs us is ours, should somebody have written there.
    """
    begin, end = cron_marks(brand_id)
    kept: list[str] = []
    inside = False
    for line in crontab.splitlines():
        inside = line == begin or (inside and line != end)
        if line not in {begin, end} and not (inside and " -m brandkit " in line):
            kept.append(line)
    found = [*kept, *lines]
    return "\n".join(found) + "\n" if found else ""


def launchd(root: str, brand_id: str, home: str) -> Way:
    """An agent of macOS that keeps the loop running."""
    label = f"org.brandkit.{brand_id}"
    words = "".join(f"    <string>{escape(p)}</string>\n" for p in command_line(root, "run"))
    text = f"""\
<?xml version="1.0" encoding="UTF-8"?>
<!DOCTYPE plist PUBLIC "-//Apple//DTD PLIST 1.0//EN" "http://www.apple.com/DTDs/PropertyList-1.0.dtd">
<plist version="1.0">
<dict>
  <key>Label</key>
  <string>{escape(label)}</string>
  <key>ProgramArguments</key>
  <array>
{words}  </array>
  <key>RunAtLoad</key>
  <true/>
  <key>KeepAlive</key>
  <true/>
</dict>
</plist>
"""
    path = os.path.join(home, "Library", "LaunchAgents", f"{label}.plist")
    return Way(
        LAUNCHD,
        (Place(path, text),),
        steps=(f"launchctl load -w {shlex.quote(path)}",),
        undo=(("launchctl", "unload", "-w", path),),
    )


def windows(root: str, brand_id: str, folder: str) -> Way:
    """A task that Windows starts when the person logs on, and again where it ended."""
    program, *rest = command_line(root, "run")
    arguments = " ".join(f'"{part}"' if " " in part else part for part in rest)
    text = f"""\
<?xml version="1.0"?>
<Task version="1.2" xmlns="http://schemas.microsoft.com/windows/2004/02/mit/task">
  <Triggers>
    <LogonTrigger><Enabled>true</Enabled></LogonTrigger>
    <CalendarTrigger>
      <StartBoundary>2026-01-01T00:00:00</StartBoundary>
      <Repetition><Interval>PT15M</Interval></Repetition>
      <ScheduleByDay><DaysInterval>1</DaysInterval></ScheduleByDay>
    </CalendarTrigger>
  </Triggers>
  <Settings>
    <MultipleInstancesPolicy>IgnoreNew</MultipleInstancesPolicy>
    <StartWhenAvailable>true</StartWhenAvailable>
    <DisallowStartIfOnBatteries>false</DisallowStartIfOnBatteries>
    <ExecutionTimeLimit>PT0S</ExecutionTimeLimit>
  </Settings>
  <Actions>
    <Exec><Command>{escape(program)}</Command><Arguments>{escape(arguments)}</Arguments></Exec>
  </Actions>
</Task>
"""
    path = os.path.join(folder, f"brandkit-{brand_id}.xml")
    name = f"brandkit {brand_id}"
    return Way(
        WINDOWS,
        (Place(path, text),),
        steps=(f'schtasks /Create /TN "{name}" /XML "{path}"',),
        undo=(("schtasks", "/Delete", "/F", "/TN", name),),
    )
