"""The manual: its examples are run, its references are what the program says."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from brandkit.cli import COMMANDS
from brandkit.errors import BrandkitError
from tools import command_reference, settings_reference
from tools.console import matches, rerun

ROOT = Path(__file__).resolve().parent.parent
PAGES = [ROOT / "README.md", *sorted((ROOT / "docs").glob("*.md"))]


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.name)
def test_the_examples_answer_as_written(
    page: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    for command, written, given in rerun(page.read_text("utf-8")):
        assert matches(written, given), f"{command}\n--- answers\n{given}\n--- not\n{written}"


def test_there_are_examples() -> None:
    assert sum(page.read_text("utf-8").count("\n$ brandkit") for page in PAGES) >= 15


def test_the_references_are_what_the_program_says() -> None:
    assert command_reference.PAGE.read_text("utf-8") == command_reference.page(), "run: make docs"
    assert settings_reference.PAGE.read_text("utf-8") == settings_reference.page(), "run: make docs"


def test_every_command_has_its_place_in_the_reference() -> None:
    text = (ROOT / "docs/commands.md").read_text("utf-8")
    for name in COMMANDS:
        assert f"## brandkit {name}\n" in text
    assert text.count("Example: brandkit") >= len(COMMANDS)


def test_every_exit_code_of_a_refusal_is_in_the_manual() -> None:
    text = (ROOT / "docs/exit-codes.md").read_text("utf-8")
    documented = {int(code) for code in re.findall(r"^\| (\d+) \|", text, re.MULTILINE)}
    codes = {BrandkitError.code} | {error.code for error in BrandkitError.__subclasses__()}
    assert codes | {0, 2, 130} <= documented


def test_links_between_pages_lead_somewhere() -> None:
    for page in PAGES:
        for target in re.findall(r"\]\(([^)#:]+)\)", page.read_text("utf-8")):
            assert (page.parent / target).exists(), f"{page.name}: {target}"
