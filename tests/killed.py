"""Run brandkit and kill it, as if the plug were pulled, just before its nth step on the disk.

    python -m tests.killed N ARGUMENTS…

Steps are the calls that change or sync something. Exits as brandkit does where N is never reached.
"""

from __future__ import annotations

import os
import signal
import sys
from collections.abc import Callable
from typing import Any

STEPS = ("sync", "fsync", "link", "replace", "unlink", "chmod", "open", "makedirs")


def main() -> int:
    """Count the steps down, then kill."""
    left = int(sys.argv[1])

    def counted(real: Callable[..., Any]) -> Callable[..., Any]:
        def step(*args: Any, **kwargs: Any) -> Any:
            nonlocal left
            left -= 1
            if left == 0:
                os.kill(os.getpid(), signal.SIGKILL)
            return real(*args, **kwargs)

        return step

    from brandkit.cli import run

    for name in STEPS:
        setattr(os, name, counted(getattr(os, name)))
    return run(sys.argv[2:])


if __name__ == "__main__":
    raise SystemExit(main())
