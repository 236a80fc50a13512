"""Tab, the manual page, and terminals that are not like the others."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

from brandkit.cli.desk import strong
from brandkit.words import LANGUAGES
from tests.cli.test_out import asked, on_a_terminal
from tests.conftest import Place
from tools import man_page

ROOT = Path(__file__).resolve().parents[2]


def completed(place: Place, *words: str) -> list[str]:
    """What bash is offered for the last of *words*."""
    line = " ".join(["brandkit", *words])
    env = {**os.environ, "_BRANDKIT_COMPLETE": "bash_complete", "COMP_WORDS": line}
    env["COMP_CWORD"] = str(len(words))
    done = subprocess.run(
        [sys.executable, "-m", "brandkit"],
        cwd=place.path,
        env={**env, "PYTHONPATH": str(ROOT)},
        capture_output=True,
        text=True,
        check=True,
    )
    return [row.partition(",")[2] for row in done.stdout.splitlines() if row]


def test_tab_completes_commands_entries_themes_and_channels(place: Place) -> None:
    ids = [entry["id"] for entry in asked(place, "plan")["entries"]]
    assert "publish" in completed(place, "pub")
    assert sorted(completed(place, "show", "")) == sorted(ids)
    assert completed(place, "show", ids[2][:3]) == [ids[2]]
    assert completed(place, "new", "--theme", "h") == ["hiring"]
    assert completed(place, "adapt", ids[0], "--to", "b") == ["blog"]
    (place.path / "brand.toml").write_text("broken")
    assert completed(place, "show", "") == []
    assert completed(place, "new", "--theme", "") == []


@pytest.mark.parametrize("shell", ["bash", "zsh", "fish"])
def test_each_shell_gets_its_script(empty: Place, shell: str) -> None:
    assert "_BRANDKIT_COMPLETE" in empty.run("completion", shell).out


def test_the_shell_is_that_of_the_person(empty: Place, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("SHELL", "/bin/fish")
    assert "function _brandkit_completion" in empty.run("completion").out
    monkeypatch.setenv("SHELL", "/bin/tcsh")
    assert "'tcsh': bash, zsh, fish" in empty.run("completion", code=2).err


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_manual_page_is_what_the_help_says(language: str) -> None:
    assert man_page.PAGES[language].read_text("utf-8") == man_page.page(language), "make docs"


def test_nobody_gets_colours_who_wants_none(place: Place, monkeypatch: pytest.MonkeyPatch) -> None:
    place.run("plan")
    assert "\x1b" not in place.run().out
    on_a_terminal(monkeypatch)
    monkeypatch.delenv("NO_COLOR", raising=False)
    monkeypatch.setenv("TERM", "xterm")
    assert strong("x") == "\x1b[1mx\x1b[0m"
    assert "\x1b[1m" in place.run().out
    for name, value in (("NO_COLOR", "1"), ("TERM", "dumb")):
        monkeypatch.setenv(name, value)
        assert "\x1b" not in place.run().out
        monkeypatch.delenv(name)
