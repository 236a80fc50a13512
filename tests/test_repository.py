"""The repository itself: nothing that must not be in it, nothing missing from it."""

from __future__ import annotations

import re
import subprocess
import tomllib
from importlib.metadata import PackageNotFoundError, requires
from pathlib import Path

import pytest

from brandkit.core.archives.post import REASONS
from brandkit.core.calendar.model import WHO
from brandkit.core.counting.rules import COUNTINGS
from brandkit.core.reminders.rules import RULES
from brandkit.core.statuses import STATUSES
from brandkit.starter import starters
from brandkit.web.glance import VIEWS
from brandkit.web.pages import LIVE, READ
from brandkit.words import Words, en

ROOT = Path(__file__).resolve().parent.parent


def tracked() -> list[Path]:
    try:
        done = subprocess.run(
            ["git", "ls-files"], cwd=ROOT, capture_output=True, text=True, check=True
        )
    except (OSError, subprocess.CalledProcessError):
        pytest.skip("not a git checkout")
    return [ROOT / name for name in done.stdout.splitlines()]


def test_no_index_address_is_committed() -> None:
    for path in tracked():
        if path.name.endswith(".lock") or path.name in {"Makefile", "run"}:
            assert "://" not in path.read_text("utf-8"), path


PINNED = re.compile(r"^([A-Za-z0-9_.-]+)(\[[a-z,]+\])?==(.*)$", re.MULTILINE)


def test_the_lock_holds_every_dependency_with_hashes() -> None:
    project = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))
    lock = (ROOT / "requirements.lock").read_text("utf-8")
    wanted = [*project["project"]["dependencies"], *project["dependency-groups"]["dev"]]
    names = {re.split(r"[<>=!~ ]", name)[0].lower() for name in wanted}
    locked = {found[1].lower(): found for found in PINNED.finditer(lock)}
    assert names <= set(locked)
    assert all(found[3].endswith("\\") for found in locked.values())


def test_the_lock_names_the_extras_that_are_asked_for() -> None:
    """Without them older pips take the newest release, whose hash the lock does not have."""
    lock = (ROOT / "requirements.lock").read_text("utf-8")
    for name, extra, _version in PINNED.findall(lock):
        try:
            asked = requires(name) or []
        except PackageNotFoundError:
            continue  # for another system
        for line in asked:
            found = re.match(r"([A-Za-z0-9_.-]+)(\[[a-z,]+\])", line)
            if found and "extra ==" not in line:
                assert f"\n{found[1]}{found[2]}==" in lock, (name, extra, line)


SAID_BY_NAME = {
    "themes.head": ("none", "few", "short", "much", "fine", "open"),
    "themes.verdict": ("short", "much", "fine", "open"),
    "themes.column": ("day", "post", "theme", "words"),
    "action": {"retimed", "moved", "changed", "fixed"},
    "status": {"planned", "drafted", "missed", *STATUSES},
    "plan": {"gap-shifted", "fold-first"},
    "plan.why": {"missed", "no slot", "no theme fits", "not due", "no room"},
    "plan.rule": {"channel", "gap", "week", "none"},
    "plan.duplicate": {"piece", "text", "hour"},
    "material": {"story", "number", "myth", "phrase"},
    "templates": {"opening", "body", "closing"},
    "why": {"pin", "only", "early", "review", "skill"},
    "why.person": set(WHO),
    "why.pair": {"ask", "make", "follow"},
    "why.association": {"dues", "meeting", "after", "give"},
    "intro.state": {"proposed", "asked", "half", "agreed", "made", "outcome", "declined"},
    "intro.step": {"ask", "wait", "make", "follow"},
    "group": {"dues", "meeting", "after", "give"},
    "habits.hint": {str(n) for n in range(1, 11)},
    "habits": {str(n) for n in range(1, 11)},
    "why.favour": {"thank", "return"},
    "people": {"themes", "offers", "looks_for", "unthanked", "lent"},
    "favour": {"unthanked", "owed", "lent"},
    "calendar.column": {"day", "hour", "what", "status"},
    "calendar.taken": {"campaign", "pause", "ideas"},
    "remind.rule": set(RULES),
    "remind": {"late", "tell", "answer", "outcome"},
    "others": {"nothing", "few", "unheard", "known"},
    "brief": {"promise", "audience", "theme", "share", "message", "goal"},
    "day": {"-1", "0", "1"},
    "today": {
        "write",
        "read",
        "copy",
        "plan",
        "rest",
        "asking",
        "ready",
        "due",
        "missed",
        "next",
        "task",
        "do",
        "asking task",
    },
    "counting": set(COUNTINGS),
    "import": set(REASONS),
    "board.page": {*LIVE, *READ},
    "board.view": set(VIEWS),
    "board.do": {"write", "copy", "read"},
    "board.clash": {"gap", "week", "channel"},
    "board.would": {"gap", "week", "channel", "silence"},
    "board.action": {"new", "kept", "changed", "moved", "retimed", "fixed"},
    "start.starter": {*starters("en"), *starters("it")},
}
"""Sentences whose key is put together from a family and a name."""


def test_every_sentence_is_used() -> None:
    code = "".join(
        path.read_text("utf-8")
        for pattern in ("*.py", "*.html")
        for path in (ROOT / "brandkit").rglob(pattern)
        if path.parent.name != "en"
    )
    by_name = {f"{family}.{name}" for family, names in SAID_BY_NAME.items() for name in names}
    assert by_name <= set(en.SENTENCES)
    for key in set(en.SENTENCES) - by_name:
        assert f'"{key}"' in code or f"'{key}'" in code, key


def test_words_count_and_list() -> None:
    words = Words("en")
    assert words("plan.written", n=1) == "One draft written in drafts/."
    assert words("plan.written", n=3) == "3 drafts written in drafts/."
    assert words.listed([]) == ""
    assert words.listed(["a", "b", "c"]) == "a, b and c"


def test_the_help_of_the_group_says_what_the_commands_say() -> None:
    import click

    from brandkit.cli import COMMANDS, cli

    for name, (_, text) in COMMANDS.items():
        command = cli.get_command(click.Context(cli), name)
        assert command is not None
        assert (command.help or "").split("\n")[0] == text
        assert command.epilog, f"{name} has no example"
        assert command.epilog.startswith("Example: brandkit")
