"""The console blocks of the manual: run again by the tests, rewritten with `--write`.

    python -m tools.console [--write] FILE…

In a block marked `console` a line that begins with `$ ` is typed, the lines below it are the
answer; a line of `…` alone stands for any lines. `<!-- now: 2026-11-23T10:00 -->` sets the moment
for the commands below it. brandkit, cd, ls, cat, touch and mkdir are run, each file in an empty
folder of its own, `printf '…' | brandkit …` with these lines typed in, and what stands before `>`
into a file; other commands (make, pipx) are left as they stand.
"""

from __future__ import annotations

import contextlib
import io
import os
import re
import shlex
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path

BLOCK = re.compile(r"<!-- now: (\S+) -->|^```console\n(.*?)^```$", re.MULTILINE | re.DOTALL)
OWN = ("brandkit", "cd", "ls", "cat", "mkdir", "tail", "head", "printf", "touch")


def rerun(text: str) -> Iterator[tuple[str, str, str]]:
    """Each command of *text* that is ours, with the answer written there and the one it gives."""
    now = ""
    for match in BLOCK.finditer(text):
        if match.group(1):
            now = match.group(1)
            continue
        for command, written in commands_of(match.group(2)):
            if shlex.split(command)[0] in OWN:
                yield command, written, answer(command, now)


def commands_of(block: str) -> Iterator[tuple[str, str]]:
    """The typed lines of a block and the answers below them."""
    for part in re.split(r"^\$ ", block, flags=re.MULTILINE)[1:]:
        command, _, written = part.partition("\n")
        yield command, written.rstrip("\n")


def answer(command: str, now: str) -> str:
    """What *command* says, stdout and stderr together, in the present folder."""
    words = shlex.split(command)
    into = next((word for word in words if word in {">", ">>"}), "")
    if into:
        at = words.index(into)
        said = answer(shlex.join(words[:at]).replace("'|'", "|"), now)
        if words[at + 1] != os.devnull:
            with Path(words[at + 1]).open("a" if into == ">>" else "w", encoding="utf-8") as file:
                file.write(f"{said}\n")
        return ""
    typed = ""
    if words[0] == "printf":
        words = [word for word in words if word != "--"]
        typed = words[1].replace("\\n", "\n")
        if "|" not in words:
            return typed.rstrip("\n")
        words = words[words.index("|") + 1 :]
    name, args = words[0], words[1:]
    if name == "cd":
        os.chdir(args[0])
        return ""
    if name == "touch":
        Path(args[0]).touch()
        return ""
    if name == "mkdir":
        os.makedirs(args[-1])
        return ""
    if name == "ls":
        return "\n".join(sorted(n for n in os.listdir(*args) if not n.startswith(".")))
    if name in {"cat", "tail", "head"}:
        lines = Path(args[-1]).read_text("utf-8").rstrip("\n").split("\n")
        if len(args) > 1:
            count = int(args[0].lstrip("-n"))
            lines = lines[:count] if name == "head" else lines[-count:]
        return "\n".join(lines)
    from brandkit.cli import run

    out, stdin = io.StringIO(), sys.stdin
    sys.stdin = io.StringIO(typed)
    try:
        with contextlib.redirect_stdout(out), contextlib.redirect_stderr(out):
            code = run([*(["--now", now] if now else []), *args])
    finally:
        sys.stdin = stdin
    shown = out.getvalue().rstrip("\n")
    return shown if code == 0 else f"{shown}\n(exit code {code})"


def matches(written: str, given: str) -> bool:
    """Whether an answer is as written, `…` standing for any lines."""
    parts = [re.escape(part) for part in re.split(r"^…$", written, flags=re.MULTILINE)]
    return re.fullmatch("(?:.*)".join(parts), given, re.DOTALL) is not None


def rewritten(text: str) -> str:
    """*text* with the answers that the commands give; one with `…` that still fits stays."""
    place = 0
    for command, written, given in list(rerun(text)):
        old = f"$ {command}\n{written}".rstrip("\n") + "\n"
        new = f"$ {command}\n{given}".rstrip("\n") + "\n"
        place = text.index(old, place)
        if matches(written, given):
            new = old
        text = text[:place] + new + text[place + len(old) :]
        place += len(new)
    return text


def main() -> None:
    os.environ |= {"LC_ALL": "C.UTF-8", "TZ": "Europe/Rome"}
    files = [Path(name).resolve() for name in sys.argv[1:] if not name.startswith("--")]
    for file in files:
        text = file.read_text("utf-8")
        with tempfile.TemporaryDirectory() as folder:
            here = os.getcwd()
            os.chdir(folder)
            os.environ["XDG_STATE_HOME"] = f"{folder}/.state"
            try:
                changed = rewritten(text)
            finally:
                os.chdir(here)
        if "--write" in sys.argv[1:]:
            file.write_text(changed, "utf-8")
        elif changed != text:
            print(f"{file}: answers differ")


if __name__ == "__main__":
    main()
