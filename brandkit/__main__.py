"""The program: `--version` at once, everything else through the commands."""

from __future__ import annotations

import sys

from brandkit import __version__


def main() -> int:
    """Run the command line; the exit code."""
    if sys.argv[1:] == ["--version"]:
        sys.stdout.write(f"brandkit {__version__}\n")
        return 0
    from brandkit.cli import run

    return run(sys.argv[1:])


if __name__ == "__main__":
    raise SystemExit(main())
