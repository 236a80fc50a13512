"""Whatever instant a command is killed at, nothing is lost and the next one finishes the job."""

from __future__ import annotations

import os
import shutil
import signal
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.conftest import NOW, Place

pytestmark = pytest.mark.skipif(not hasattr(signal, "SIGKILL"), reason="no SIGKILL here")


def run_killed(folder: Path, step: int, *args: str) -> int:
    """The exit code of a command killed just before its nth step on the disk."""
    command = [sys.executable, "-m", "tests.killed", str(step), "-C", str(folder), "--now", NOW]
    return subprocess.run([*command, *args], capture_output=True, check=False).returncode


def prepared(small: Place) -> str:
    """A plan with words of the person's, about to gain, move, change and lose drafts."""
    small.run("plan")
    mine = f"drafts/{small.drafts()[4]}"
    small.edit(mine, "[? ", "My words [? ")
    small.edit("calendars/editorial.toml", '["tue", "thu"]', '["wed", "thu"]')
    small.edit("calendars/editorial.toml", '"08:30"', '"18:00"')
    with (small.path / "calendars/editorial.toml").open("a") as file:
        file.write('\n[[pin]]\non = 2026-12-10\nchannel = "linkedin"\ntheme = "change"\n')
        file.write("\n[[pause]]\nfrom = 2026-12-16\nuntil = 2026-12-18\n")
    small.run("idea", "add", "A thing that happened", "--theme", "people")
    return mine


def each_step(place: Place, start: Path, *args: str) -> Iterator[tuple[int, int]]:
    """The workspace of *start*, a command on it killed at step 1, 2, … up to its end."""
    for step in range(1, 500):
        shutil.rmtree(place.path)
        shutil.copytree(start, place.path)
        code = run_killed(place.path, step, *args)
        assert code in {0, -signal.SIGKILL}
        yield step, code
        if code == 0:
            assert step > 5
            return


def holders(place: Place, body: str) -> list[str]:
    """The files that hold the person's words."""
    return [path for path, text in place.tree().items() if text.decode().endswith(body)]


@pytest.mark.parametrize("args", [("plan",), ("plan", "--fresh")])
def test_a_plan_killed_at_any_step_is_finished_by_the_next(
    small: Place, args: tuple[str, ...], tmp_path: Path
) -> None:
    mine = prepared(small)
    if "--fresh" in args:
        small.edit(mine, "when: 2026-12-0", "when: 2026-11-0")
    body = small.read(mine).split("---\n", 2)[2]
    start = tmp_path / "start"
    shutil.copytree(small.path, start)
    small.run(*args)
    wanted = small.tree()
    for step, _ in each_step(small, start, *args):
        assert holders(small, body), f"the words were lost at step {step}"
        small.run("agenda")
        small.run(*args)
        assert small.tree() == wanted, f"killed at step {step}"
        assert not list(small.path.rglob("*.part"))


@pytest.mark.parametrize("args", [("move", "2026-12-03", "2026-12-10"), ("skip", "2026-12-03")])
def test_a_move_or_skip_killed_at_any_step_loses_nothing(
    small: Place, args: tuple[str, ...], tmp_path: Path
) -> None:
    body = small.read(prepared(small)).split("---\n", 2)[2]
    small.run("plan")
    before = small.drafts()
    start = tmp_path / "start"
    shutil.copytree(small.path, start)
    for step, _ in each_step(small, start, *args):
        assert holders(small, body), f"the words were lost at step {step}"
        small.run("plan")
        assert len(holders(small, body)) == 1
        assert len(small.drafts()) == len(before)
        assert not list(small.path.rglob("*.part"))


def test_two_plans_at_once_double_nothing(small: Place, tmp_path: Path) -> None:
    alone = tmp_path / "alone"
    shutil.copytree(small.path, alone)
    command = [sys.executable, "-m", "brandkit", "--now", NOW, "-C"]
    subprocess.run([*command, str(alone), "plan"], check=True, capture_output=True)
    both = [
        subprocess.Popen(
            [*command, str(small.path), "plan"], stdout=subprocess.PIPE, stderr=subprocess.PIPE
        )
        for _ in range(3)
    ]
    for process in both:
        process.communicate(timeout=60)
    assert [process.returncode for process in both] == [0, 0, 0]
    assert small.drafts() == sorted(path.name for path in (alone / "drafts").glob("*.md"))


def test_interrupted_by_the_keyboard_says_so(small: Place, monkeypatch: pytest.MonkeyPatch) -> None:
    from brandkit import planning

    def interrupt(*_: object) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr(planning, "make_plan", interrupt)
    assert small.run("plan", code=130).err.strip() == "Interrupted."
    assert small.drafts() == []


def test_a_pipe_that_closes_is_quiet(place: Place) -> None:
    place.run("plan")
    command = f"{sys.executable} -m brandkit -C {place.path} --now {NOW} plan --dry-run --until 2030-01-01 | head -1"
    done = subprocess.run(
        ["bash", "-c", command],
        env={**os.environ, "LC_ALL": "C.UTF-8"},
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.stdout.startswith("The plan of")
    assert done.stderr == ""


def test_an_answer_killed_at_any_step_is_kept_whole_or_not_at_all(
    small: Place, tmp_path: Path
) -> None:
    small.run("plan")
    path = f"drafts/{small.drafts()[0]}"
    before = small.read(path)
    start = tmp_path / "start"
    shutil.copytree(small.path, start)
    small.run("write", path, "--answer", "scene=it rained")
    after = small.read(path)
    assert before != after
    seen = set()
    for _, _ in each_step(small, start, "write", path, "--answer", "scene=it rained"):
        seen.add(small.read(path))
        small.run("write", path, "--answer", "scene=it rained")
        assert small.read(path) == after
        assert not list(small.path.rglob("*.part"))
    assert seen == {before, after}


@pytest.mark.parametrize("command", ["copy", "publish", "reopen"])
def test_on_the_way_out_and_back_nothing_is_lost(
    small: Place, command: str, tmp_path: Path
) -> None:
    words = "Words of my own.\n"
    small.run("new", words, "--theme", "people", "--on", "2026-12-05")
    if command == "reopen":
        small.run("publish", "2026-12-05")
    start = tmp_path / "start"
    shutil.copytree(small.path, start)
    small.run(command, "2026-12-05")
    wanted = small.tree()
    for step, _ in each_step(small, start, command, "2026-12-05"):
        assert holders(small, words), f"the words were lost at step {step}"
        small.run("agenda")
        small.run("plan", "--dry-run")
        small.run(command, "2026-12-05", code=None)
        small.run("plan")
        held = holders(small, words)
        assert len(held) == 1, f"{held} after step {step}"
        assert small.tree()[held[0]] == wanted[held[0]]
        assert not list(small.path.rglob("*.part"))


def test_an_import_killed_at_any_step_is_finished_by_the_next(small: Place, tmp_path: Path) -> None:
    small.edit(
        "brand.toml", "[[channel]]", '[[channel]]\nid = "blog"\nkind = "blog"\n\n[[channel]]'
    )
    site = tmp_path / "site"
    site.mkdir()
    for n in range(3):
        (site / f"p{n}.md").write_text(
            f"---\ntitle: P{n}\ndate: 2025-01-0{n + 1}\n---\nWords {n}\n"
        )
    start = tmp_path / "start"
    shutil.copytree(small.path, start)
    small.run("import", "blog", str(site))
    wanted = small.tree()
    for step, _ in each_step(small, start, "import", "blog", str(site)):
        small.run("import", "blog", str(site))
        assert small.tree() == wanted, f"killed at step {step}"
        assert not list(small.path.rglob("*.part"))


def test_a_task_killed_while_it_is_done_is_in_the_log_once(small: Place, tmp_path: Path) -> None:
    small.write(
        "calendars/keep.toml",
        """
        name = "Keep"
        pick = "person"
        template = "keep-in-touch"

        [[rhythm]]
        days = ["tue"]
        time = "09:00"
        """,
    )
    small.write("people/Ada.md", "---\nmet: 2024-01-01\n---\nWords of mine.\n")
    small.run("plan", "--weeks", "1")
    name = next(path for path in small.drafts() if "keep" in path)
    start = tmp_path / "start"
    shutil.copytree(small.path, start)
    for _step, _code in each_step(small, start, "done", name, "we spoke"):
        small.run("done", name, "we spoke", code=None)
        note = small.read("people/Ada.md")
        assert note.startswith("---\nmet: 2024-01-01\n---\nWords of mine.\n")
        assert note.count("we spoke") == 1
        small.run("plan", "--weeks", "1")
        assert [path for path in small.tree() if "keep-ada" in path] == [f"done/2026/{name}"]
