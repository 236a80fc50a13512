"""Shares set with the arrow keys; Enter accepts them as they are."""

from __future__ import annotations

from collections.abc import Mapping

import click

from brandkit.words import Words

UP, DOWN, RIGHT, LEFT = "\x1b[A", "\x1b[B", "\x1b[C", "\x1b[D"
_KEYS = {"k": UP, "j": DOWN, "l": RIGHT, "h": LEFT, "\xe0H": UP, "\xe0P": DOWN}
_KEYS |= {"\xe0M": RIGHT, "\xe0K": LEFT, "+": RIGHT, "-": LEFT}
STEP = 5
FEWEST = 1


def adjusted(shares: Mapping[str, int], names: Mapping[str, str], words: Words) -> dict[str, int]:
    """The *shares* as the person wants them: up and down choose, left and right change.

    A theme that comes down to nothing is left out; one at least stays. *names* are what is shown.
    """
    found, here = dict(shares), 0
    ids = list(found)
    click.echo(words("init.adjust"))
    _draw(found, names, here)
    while True:
        key = click.getchar()
        key = _KEYS.get(key, key)
        if key in {"\r", "\n"}:
            break
        if key in {"\x03", "\x04"}:
            raise click.Abort
        if key == UP:
            here = max(here - 1, 0)
        elif key == DOWN:
            here = min(here + 1, len(ids) - 1)
        elif key in {LEFT, RIGHT}:
            changed = max(found[ids[here]] + (STEP if key == RIGHT else -STEP), 0)
            others = sum(share > 0 for name, share in found.items() if name != ids[here])
            if changed or others >= FEWEST:
                found[ids[here]] = changed
        click.echo(f"\x1b[{len(ids)}A", nl=False)
        _draw(found, names, here)
    return {name: share for name, share in found.items() if share}


def _draw(shares: Mapping[str, int], names: Mapping[str, str], here: int) -> None:
    total = sum(shares.values())
    for n, (name, share) in enumerate(shares.items()):
        mark = "›" if n == here else " "
        percent = round(100 * share / total)
        click.echo(f"\x1b[2K{mark} {percent:3} %  {names.get(name, name)}")
