"""`brandkit remind install` and `uninstall`: reminders whenever the computer is on."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from collections.abc import Sequence

import click

from brandkit import files
from brandkit.background import (
    CRON,
    LAUNCHD,
    SYSTEMD,
    WINDOWS,
    Way,
    cron_lines,
    cron_marks,
    launchd,
    systemd,
    windows,
    with_lines,
)
from brandkit.cli.asking import YES, line
from brandkit.cli.desk import Desk, is_somebody_there, say, wrapped
from brandkit.core.notation.reminding import with_machine
from brandkit.core.reminders.rules import FILE, TERMINAL
from brandkit.core.saying import _
from brandkit.errors import ImpossibleError, OutsideError
from brandkit.housekeeping import writing
from brandkit.root import BRAND_FILE
from brandkit.state import is_this_machine, state_folder, this_machine

SECONDS = 60.0


def install_reminders(desk: Desk, way: str | None, *, yes: bool) -> None:
    """Show what will be written, ask, and write it."""
    words, brand = desk.words, desk.brand
    chosen = way or _way()
    silent = [one.id for one in brand.reminding.deliveries if one.kind in {TERMINAL, FILE}]
    if len(silent) == len(brand.reminding.deliveries):
        say([wrapped(words("install.silent", names=", ".join(silent)))])
    if chosen == CRON:
        lines = cron_lines(desk.root, brand.id, _environment())
        say([wrapped(words("install.cron")), *(f"  {text}" for text in lines)])
        _agree(desk, yes=yes)
        _write_crontab(with_lines(_crontab(), brand.id, lines))
    else:
        found = _files_of(desk, chosen)
        for place in found.files:
            say([wrapped(words("install.file", path=place.path)), ""])
            say([*(f"  {text}" for text in place.text.splitlines()), ""])
        for command in found.commands:
            say([words("install.command", command=" ".join(command))])
        _agree(desk, yes=yes)
        for place in found.files:
            _write(place.path, place.text)
        _run(found.commands)
        if found.steps:
            say([wrapped(words("install.steps")), *(f"  {text}" for text in found.steps)])
        if chosen == SYSTEMD:
            say([wrapped(words("install.linger"))])
    _name_machine(desk)
    say([wrapped(words("install.done", machine=this_machine()))])


def uninstall_reminders(desk: Desk, *, yes: bool) -> None:
    """Take away whatever of ours is there."""
    words, brand = desk.words, desk.brand
    there = [
        way
        for way in (_files_of(desk, name) for name in (SYSTEMD, LAUNCHD, WINDOWS))
        if any(os.path.exists(place.path) for place in way.files)
    ]
    crontab = _crontab() if shutil.which("crontab") else ""
    without = with_lines(crontab, brand.id, [])
    is_in_cron = without.splitlines() != crontab.splitlines()
    if not there and not is_in_cron:
        raise ImpossibleError(_("Nothing is installed for this workspace"))
    paths = [place.path for way in there for place in way.files if os.path.exists(place.path)]
    say([words("install.remove", what=path) for path in paths])
    if is_in_cron:
        say([words("install.remove", what="crontab")])
    _agree(desk, yes=yes)
    for way in there:
        _run(way.undo, must=False)
    for path in paths:
        os.unlink(path)
    if is_in_cron:
        _write_crontab(without)
    say([wrapped(words("install.gone"))])


def _way() -> str:
    """What this system has."""
    if sys.platform == "darwin":
        return LAUNCHD
    if sys.platform == "win32":
        return WINDOWS
    for program, way in (("systemctl", SYSTEMD), ("crontab", CRON)):
        if shutil.which(program) and (way == CRON or _answers(("systemctl", "--user", "status"))):
            return way
    raise ImpossibleError(
        _("Neither systemd nor cron is here. Keep this running instead: brandkit remind run")
    )


def _answers(command: Sequence[str]) -> bool:
    try:
        done = subprocess.run(  # noqa: S603 - a program of the system
            command, capture_output=True, timeout=SECONDS, check=False
        )
    except (OSError, subprocess.SubprocessError):
        return False
    return b"Failed to connect" not in done.stderr


def _files_of(desk: Desk, way: str) -> Way:
    home, brand = os.path.expanduser("~"), desk.brand
    if way == SYSTEMD:
        config = os.environ.get("XDG_CONFIG_HOME") or os.path.join(home, ".config")
        return systemd(desk.root, brand.id, config, _environment())
    if way == LAUNCHD:
        return launchd(desk.root, brand.id, home)
    return windows(desk.root, brand.id, state_folder(brand.id))


def _environment() -> dict[str, str]:
    """What decides where the ledger lies; in the background nobody says so."""
    place = os.environ.get("XDG_STATE_HOME")
    return {"XDG_STATE_HOME": place} if place else {}


def _agree(desk: Desk, *, yes: bool) -> None:
    """Go on only if the person says so."""
    if yes:
        return
    if not is_somebody_there():
        raise ImpossibleError(_("Nobody is here to say yes; nothing was changed. Add --yes"))
    say([desk.words("install.ask")])
    if line().casefold() not in YES:
        raise click.Abort


def _write(path: str, text: str) -> None:
    source = files.existing(path)
    files.apply([files.Write(path, text, source)])


def _crontab() -> str:
    """The person's crontab; nothing where they surely have none."""
    done = _call_crontab("-l")
    if done.returncode == 0:
        return done.stdout
    if any(said in done.stderr.casefold() for said in ("no crontab", "no such file")):
        return ""
    trouble = " ".join(done.stderr.split())[:200]
    raise OutsideError(_("crontab does not answer: {trouble}", trouble=trouble))


def is_in_crontab(brand_id: str) -> bool:
    """Whether cron delivers for the workspace *brand_id*."""
    if not shutil.which("crontab"):
        return False
    try:
        return cron_marks(brand_id)[0] in _crontab().splitlines()
    except OutsideError:
        return False


def _write_crontab(text: str) -> None:
    _call_crontab("-", text)


def _call_crontab(what: str, text: str | None = None) -> subprocess.CompletedProcess[str]:
    """What crontab answers, in English; given a *text*, it must take it."""
    try:
        return subprocess.run(  # noqa: S603 - a program of the system
            ["crontab", what],
            input=text,
            env={**os.environ, "LC_ALL": "C"},
            capture_output=True,
            text=True,
            timeout=SECONDS,
            check=text is not None,
        )
    except (OSError, subprocess.SubprocessError) as error:
        raise OutsideError(_("crontab does not answer: {trouble}", trouble=str(error))) from error


def _run(commands: Sequence[Sequence[str]], *, must: bool = True) -> None:
    for command in commands:
        try:
            subprocess.run(  # noqa: S603 - a program of the system
                command, capture_output=True, text=True, timeout=SECONDS, check=must
            )
        except (OSError, subprocess.SubprocessError) as error:
            said = (getattr(error, "stderr", "") or str(error)).strip().split("\n")[0]
            if must:
                message = _("{command}: {trouble}", command=" ".join(command), trouble=said)
                raise OutsideError(message) from error


def _name_machine(desk: Desk) -> None:
    """Write in brand.toml that this is the machine that delivers."""
    here = this_machine()
    if not here or is_this_machine(desk.brand.reminding.machine):
        return
    with writing(desk.root):
        path = os.path.join(desk.root, BRAND_FILE)
        source = files.read(path)
        text = with_machine(source.text, here)
        files.apply([files.Write(path, text, source)], inside=desk.root)
