"""docs/commands.md, from the commands' own help."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from pathlib import Path

import click

from brandkit.cli import cli

PAGE = Path(__file__).resolve().parent.parent / "docs" / "commands.md"
HEAD = """# Commands

Made from `brandkit COMMAND --help` by `make docs`. `-C DIR` and `--now MOMENT` stand before the
command: `brandkit -C my-brand --now 2026-12-01T09:00 agenda`.
"""


def sections(command: click.Command, parent: click.Context | None, name: str) -> Iterator[str]:
    """The help of a command and of those below it."""
    context = click.Context(
        command,
        info_name=name,
        parent=parent,
        max_content_width=90,
        help_option_names=["-h", "--help"],
    )
    path = context.command_path
    yield f"## {path}\n\n```text\n{command.get_help(context)}\n```\n"
    if isinstance(command, click.Group):
        for child in command.list_commands(context):
            found = command.get_command(context, child)
            assert found is not None
            yield from sections(found, context, child)


def page() -> str:
    return "\n".join([HEAD, *sections(cli, None, "brandkit")])


if __name__ == "__main__":
    PAGE.write_text(page(), "utf-8")
    sys.stdout.write(f"{PAGE}\n")
