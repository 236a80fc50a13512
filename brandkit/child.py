"""What a stranger wrote is worked on in a child process with bounded time and memory.

The parent writes a line of JSON and reads a line back; a child that does not answer in time is
ended, and the next request begins another.
"""

from __future__ import annotations

import contextlib
import json
import os
import sys
import threading
import weakref
from collections.abc import Callable, Mapping
from typing import IO, Any

MEMORY = 1_500_000_000
"""Bytes of address space, where the system can bound it."""
_PLACE = os.path.dirname(os.path.dirname(os.path.abspath(__file__)))
_BEGIN = "import sys; sys.path[0] = {place!r}; from {module} import main; main()"


class Child:
    """The parent's side. The process starts with the first request and ends with the parent.

    It runs the `main` of *module*; *seconds* are of wall time, *longest* of an answer's characters.
    """

    def __init__(self, module: str, seconds: float, longest: int) -> None:
        self.seconds = seconds
        self._module = module
        self._longest = longest
        self._process: Any = None

    def ask(self, request: Mapping[str, Any]) -> dict[str, Any] | None:
        """What the child answers; None where it took too long, or the memory was not enough."""
        line = self._answer(json.dumps(request) + "\n")
        if not line:
            self.end()
            return None
        answer: dict[str, Any] = json.loads(line)
        return answer

    def _answer(self, request: str) -> str:
        """The child's line, or nothing where it did not answer in time."""
        if self._process is None:
            self._process = _started(self._module)
            self._last_wish = weakref.finalize(self, _ended, self._process)
        process = self._process
        timer = threading.Timer(self.seconds, process.kill)
        timer.start()
        try:
            process.stdin.write(request)
            process.stdin.flush()
            line: str = process.stdout.readline(self._longest)
        except OSError:
            return ""
        finally:
            timer.cancel()
        return line if line.endswith("\n") else ""

    def end(self) -> None:
        """The child goes; a later request begins another."""
        if self._process is not None:
            self._last_wish()
            self._process = None


def _started(module: str) -> Any:
    import subprocess

    return subprocess.Popen(  # noqa: S603 - this very program
        [sys.executable, "-c", _BEGIN.format(place=_PLACE, module=module)],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
        encoding="utf-8",
    )


def _ended(process: Any) -> None:
    process.kill()
    with contextlib.suppress(OSError):
        process.stdin.close()
    process.stdout.close()
    process.wait()


def serve(
    answered: Callable[[dict[str, Any]], Mapping[str, Any]], requests: IO[str], answers: IO[str]
) -> None:
    """The child's side: a line for a line, until there are no more."""
    for line in requests:
        answers.write(json.dumps(answered(json.loads(line))) + "\n")
        answers.flush()


def bound_memory() -> None:
    """As much memory as a child may have; on systems that cannot bound it nothing happens."""
    try:
        import resource
    except ImportError:
        return
    resource.setrlimit(resource.RLIMIT_AS, (MEMORY, MEMORY))
