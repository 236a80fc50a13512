"""Help in the person's language: commands whose texts are looked up when they are shown."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager

import click

from brandkit.words import catalogue, spoken

EXAMPLE = "Example:"
_OF_THE_LIBRARY = {
    "--help": "Show this message and exit.",
    "--version": "Show the version and exit.",
}
"""Texts of options that click makes once, in the language of that moment."""


class Command(click.Command):
    """A command whose help is said in the language of the screen."""

    def format_help(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        with translated(self, self.get_params(ctx)):
            super().format_help(ctx, formatter)

    def get_short_help_str(self, limit: int = 45) -> str:
        with translated(self, []):
            return super().get_short_help_str(limit)


class Group(click.Group):
    """A group of such commands."""

    command_class = Command

    def format_help(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        with translated(self, self.get_params(ctx)):
            super().format_help(ctx, formatter)


@contextmanager
def translated(command: click.Command, params: list[click.Parameter]) -> Iterator[None]:
    """Meanwhile the texts of *command* and *params* are in the language of the screen."""
    find = catalogue(spoken()).gettext
    options = [param for param in params if isinstance(param, click.Option)]
    before = command.help, command.epilog, [option.help for option in options]
    command.help, command.epilog = _found(find, command.help), _example(find, command.epilog)
    for option in options:
        option.help = _found(find, _OF_THE_LIBRARY.get(option.opts[-1], option.help))
    try:
        yield
    finally:
        command.help, command.epilog, helps = before
        for option, text in zip(options, helps, strict=True):
            option.help = text


def _example(find: Callable[[str], str], text: str | None) -> str | None:
    """An example, with the word that says that it is one in the other language."""
    return text.replace(EXAMPLE, find(EXAMPLE), 1) if text else text


def _found(find: Callable[[str], str], text: str | None) -> str | None:
    """The text in the other language, each paragraph found whatever its line breaks are."""
    if not text:
        return text
    paragraphs = [" ".join(part.split()) for part in text.split("\n\n")]
    return "\n\n".join(find(part) if part else part for part in paragraphs)
