"""Templates of one's own are rendered in a child with limits."""

from __future__ import annotations

import sys
from collections.abc import Mapping
from typing import Any

from brandkit.child import Child, bound_memory, serve
from brandkit.core.saying import _
from brandkit.sandbox import MAX_DRAFT, Sandbox, SandboxError

SECONDS = 5.0
"""Of wall time for one text; a template of a person's needs a thousandth."""


class TemplateChild:
    """The parent's side."""

    def __init__(self, seconds: float = SECONDS) -> None:
        self.child = Child(__name__, seconds, 20 * MAX_DRAFT)

    def render(self, language: str, text: str, context: Mapping[str, Any]) -> str:
        """*text* with the values of *context*; `SandboxError` where it fails or takes too long."""
        answer = self.child.ask({"language": language, "text": text, "context": dict(context)})
        if answer is None:
            raise SandboxError(
                _(
                    "the template took more than {seconds:g} s, or the memory",
                    seconds=self.child.seconds,
                ),
                0,
            )
        if "error" in answer:
            raise SandboxError(answer["error"], answer["line"])
        return str(answer["text"])


class Rendering:
    """The child's side: a sandbox for each language."""

    def __init__(self) -> None:
        self._sandboxes: dict[str, Sandbox] = {}

    def __call__(self, request: Mapping[str, Any]) -> dict[str, Any]:
        language = request["language"]
        if language not in self._sandboxes:
            self._sandboxes[language] = Sandbox(language)
        try:
            text = self._sandboxes[language].render(request["text"], request["context"])
        except SandboxError as error:
            return {"error": error.message, "line": error.line}
        except (MemoryError, RecursionError):
            return {"error": "the template needs too much memory", "line": 0}
        return {"text": text}


def main() -> None:
    """Serve the parent."""
    bound_memory()
    serve(Rendering(), sys.stdin, sys.stdout)
