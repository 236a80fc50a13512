"""Templates of one's own are rendered in a child process with bounded time and memory.

The parent writes a line of JSON with the text and its values and reads a line back; a child that
does not answer in time is ended, and the next request begins another.
"""

from __future__ import annotations

import contextlib
import json
import os
import sys
import threading
import weakref
from collections.abc import Mapping
from typing import IO, Any

if __name__ == "__main__":
    sys.path[0] = os.path.dirname(os.path.dirname(os.path.abspath(__file__)))

from brandkit.core.saying import _
from brandkit.sandbox import MAX_DRAFT, Sandbox, SandboxError

SECONDS = 5.0
"""Of wall time for one text; a template of a person's needs a thousandth."""
MEMORY = 1_500_000_000
"""Bytes of address space, where the system can bound it."""


class Child:
    """The parent's side. The process starts with the first request and ends with the parent."""

    def __init__(self, seconds: float = SECONDS) -> None:
        self._seconds = seconds
        self._process: Any = None

    def render(self, language: str, text: str, context: Mapping[str, Any]) -> str:
        """*text* with the values of *context*; `SandboxError` where it fails or takes too long."""
        request = {"language": language, "text": text, "context": dict(context)}
        line = self._answer(json.dumps(request) + "\n")
        if not line:
            self.end()
            raise SandboxError(
                _(
                    "the template took more than {seconds:g} s, or the memory",
                    seconds=self._seconds,
                ),
                0,
            )
        answer = json.loads(line)
        if "error" in answer:
            raise SandboxError(answer["error"], answer["line"])
        return str(answer["text"])

    def _answer(self, request: str) -> str:
        """The child's line, or nothing where it did not answer in time."""
        if self._process is None:
            self._process = _started()
            self._last_wish = weakref.finalize(self, _ended, self._process)
        process = self._process
        timer = threading.Timer(self._seconds, process.kill)
        timer.start()
        try:
            process.stdin.write(request)
            process.stdin.flush()
            line: str = process.stdout.readline(20 * MAX_DRAFT)
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


def _started() -> Any:
    import subprocess

    return subprocess.Popen(  # noqa: S603 - this very program
        [sys.executable, os.path.abspath(__file__)],
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


def serve(requests: IO[str], answers: IO[str]) -> None:
    """The child's side: a line for a line, until there are no more."""
    sandboxes: dict[str, Sandbox] = {}
    for line in requests:
        request = json.loads(line)
        language = request["language"]
        if language not in sandboxes:
            sandboxes[language] = Sandbox(language)
        try:
            answer: dict[str, Any] = {
                "text": sandboxes[language].render(request["text"], request["context"])
            }
        except SandboxError as error:
            answer = {"error": error.message, "line": error.line}
        except (MemoryError, RecursionError):
            answer = {"error": "the template needs too much memory", "line": 0}
        answers.write(json.dumps(answer) + "\n")
        answers.flush()


def bound_memory() -> None:
    """As much memory as a template may have; on systems that cannot bound it nothing happens."""
    try:
        import resource
    except ImportError:
        return
    resource.setrlimit(resource.RLIMIT_AS, (MEMORY, MEMORY))


if __name__ == "__main__":
    bound_memory()
    serve(sys.stdin, sys.stdout)
