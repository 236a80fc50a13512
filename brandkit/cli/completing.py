"""What a shell proposes when somebody presses Tab."""

from __future__ import annotations

import os

import click
from click.shell_completion import CompletionItem, get_completion_class

from brandkit.cli.desk import Desk
from brandkit.cli.speaking import Command
from brandkit.errors import BrandkitError

SHELLS = ("bash", "zsh", "fish")
VARIABLE = "_BRANDKIT_COMPLETE"


def _desk(ctx: click.Context) -> Desk:
    return Desk(str(ctx.find_root().params.get("folder") or "."), None)


def entries(ctx: click.Context, _: click.Parameter, start: str) -> list[CompletionItem]:
    """Ids of entries, with their titles; the coming ones first."""
    from brandkit import clock

    try:
        rows = _desk(ctx).index().rows
    except (BrandkitError, click.ClickException, OSError):
        return []
    now = clock.now().timestamp()
    rows.sort(key=lambda row: (row.at < now, abs(row.at - now)))
    return [
        CompletionItem(row.id, help=f"{row.when[:10]} {row.title}")
        for row in rows
        if row.id.startswith(start.casefold())
    ]


def channels(ctx: click.Context, _: click.Parameter, start: str) -> list[CompletionItem]:
    """The brand's channels."""
    return [item for item in _named(ctx, "channels") if item.value.startswith(start)]


def themes(ctx: click.Context, _: click.Parameter, start: str) -> list[CompletionItem]:
    """The brand's themes."""
    return [item for item in _named(ctx, "themes") if item.value.startswith(start)]


def _named(ctx: click.Context, what: str) -> list[CompletionItem]:
    try:
        brand = _desk(ctx).brand
    except (BrandkitError, click.ClickException, OSError):
        return []
    return [CompletionItem(item.id, help=item.name) for item in getattr(brand, what)]


@click.command(cls=Command, epilog="Example: brandkit completion bash >> ~/.bashrc")
@click.argument("shell", type=click.Choice(SHELLS), required=False)
def completion(shell: str | None) -> None:
    """Print what makes a shell complete commands and entries.

    Add what it prints to ~/.bashrc or ~/.zshrc; for fish, to
    ~/.config/fish/completions/brandkit.fish.
    """
    from brandkit.cli import cli

    name = shell or os.path.basename(os.environ.get("SHELL", ""))
    found = get_completion_class(name)
    if found is None:
        raise click.BadParameter(f"{name!r}: {', '.join(SHELLS)}", param_hint="SHELL")
    click.echo(found(cli, {}, "brandkit", VARIABLE).source())
