"""The two rules: imports point inwards only, and the core touches nothing of the world."""

from __future__ import annotations

import ast
import subprocess
import sys
from pathlib import Path

import pytest

from tests.conftest import NOW, Place

PACKAGE = Path(__file__).resolve().parent.parent / "brandkit"
MODULES = sorted(PACKAGE.rglob("*.py"))
WORLD = {
    "os",
    "io",
    "pathlib",
    "shutil",
    "subprocess",
    "socket",
    "sys",
    "time",
    "tempfile",
    "random",
    "secrets",
    "click",
    "jinja2",
    "filelock",
    "urllib",
    "http",
    "locale",
}
LIGHT = {
    "yaml",
    "filelock",
    "dateutil",
    "rich",
    "jinja2",
    "numpy",
    "tomllib",
    "markdown",
    "nh3",
    "brandkit.core.planner",
}


def imports(path: Path) -> set[str]:
    found: set[str] = set()
    for node in ast.walk(ast.parse(path.read_text("utf-8"))):
        if isinstance(node, ast.Import):
            found |= {alias.name for alias in node.names}
        elif isinstance(node, ast.ImportFrom):
            assert node.level == 0, f"{path} imports relatively"
            found |= {f"{node.module}.{alias.name}" for alias in node.names}
    return found


def layer(name: str) -> int:
    """0 for the core, 1 for the modules at the root, 2 for the commands and the program."""
    parts = name.split(".")
    if len(parts) > 1 and parts[1] == "core":
        return 0
    return 2 if len(parts) > 1 and parts[1] in {"cli", "web", "__main__"} else 1


@pytest.mark.parametrize("path", MODULES, ids=lambda path: str(path.relative_to(PACKAGE)))
def test_imports_point_inwards(path: Path) -> None:
    own = ".".join(("brandkit", *path.relative_to(PACKAGE).with_suffix("").parts))
    for name in imports(path):
        if name.startswith("brandkit"):
            assert layer(name) <= layer(own), f"{own} imports {name}"
        if layer(own) == 0:
            allowed = {"random.Random"} if own.endswith("anneal") else set()
            assert name in allowed or name.split(".")[0] not in WORLD, f"{own} imports {name}"


@pytest.mark.parametrize("path", MODULES, ids=lambda path: str(path.relative_to(PACKAGE)))
def test_only_the_clock_reads_the_clock(path: Path) -> None:
    if path.name == "clock.py":
        return
    for node in ast.walk(ast.parse(path.read_text("utf-8"))):
        if isinstance(node, ast.Attribute) and node.attr in {"now", "utcnow", "today", "time_ns"}:
            called = ast.unparse(node)
            assert not called.startswith(("datetime", "date.", "time.")), f"{path}: {called}"


@pytest.mark.parametrize("path", MODULES, ids=lambda path: str(path.relative_to(PACKAGE)))
def test_modules_and_functions_stay_small(path: Path) -> None:
    text = path.read_text("utf-8")
    assert text.count("\n") <= 300
    for node in ast.walk(ast.parse(text)):
        if isinstance(node, ast.FunctionDef):
            assert (node.end_lineno or 0) - node.lineno <= 60, node.name


def test_the_agenda_imports_nothing_heavy(place: Place) -> None:
    place.run("plan")
    code = (
        "import sys; from brandkit.cli import run\n"
        f"run(['-C', {str(place.path)!r}, '--now', {NOW!r}, 'agenda'])\n"
        "print(*sorted(sys.modules), file=sys.stderr)"
    )
    for _ in range(2):
        done = subprocess.run(
            [sys.executable, "-c", code], capture_output=True, text=True, check=True
        )
    loaded = set(done.stderr.split())
    assert "brandkit.index" in loaded
    assert not loaded & (LIGHT - {"tomllib"})


def test_the_version_is_told_before_anything_is_imported() -> None:
    code = "import sys; sys.argv = ['brandkit', '--version']\nfrom brandkit.__main__ import main\nmain(); print('click' in sys.modules)"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.startswith("brandkit ")
    assert done.stdout.endswith("False\n")
