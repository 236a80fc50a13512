"""man/brandkit.1 and man/it/brandkit.1, from the commands' own help."""

from __future__ import annotations

import re
import sys
from collections.abc import Iterator
from pathlib import Path

import click

from brandkit.cli import cli
from brandkit.cli.speaking import translated
from brandkit.words import LANGUAGES, catalogue, speaking

ROOT = Path(__file__).resolve().parent.parent
PAGES = {"en": ROOT / "man" / "brandkit.1", "it": ROOT / "man" / "it" / "brandkit.1"}
HEADS = {
    "en": ("NAME", "SYNOPSIS", "DESCRIPTION", "OPTIONS", "COMMANDS", "EXIT STATUS"),
    "it": ("NOME", "USO", "DESCRIZIONE", "OPZIONI", "COMANDI", "CODICI DI USCITA"),
}


def escaped(text: str) -> str:
    """*text* as roff takes it literally."""
    text = text.replace("\\", "\\e").replace("-", "\\-")
    return re.sub(r"^([.'])", r"\\&\1", text, flags=re.MULTILINE)


def page(language: str) -> str:
    """The manual page in one language."""
    name, synopsis, description, options, commands, exits = HEADS[language]
    with speaking(language):
        find = catalogue(language).gettext
        context = click.Context(cli, info_name="brandkit", help_option_names=["-h", "--help"])
        with translated(cli, cli.get_params(context)):
            paragraphs = (cli.help or "").split("\n\n")
            lines = ['.TH BRANDKIT 1 "" "brandkit" ""', f".SH {name}"]
            lines.append(f"brandkit \\- {escaped(paragraphs[0].rstrip('.'))}")
            lines += [f".SH {synopsis}", "brandkit [\\-C DIR] [\\-\\-now MOMENT] [COMMAND] ..."]
            lines += [f".SH {description}", *(escaped(part) for part in paragraphs[1:])]
            lines += [f".SH {options}", *_options(cli, context)]
        lines.append(f".SH {commands}")
        lines += _commands(cli, context)
        lines.append(f".SH {exits}")
        for code, text in EXITS.items():
            lines += [".TP", f".B {code}", escaped(find(text))]
    return "\n".join(lines) + "\n"


def _commands(group: click.Group, context: click.Context) -> Iterator[str]:
    for name in group.list_commands(context):
        command = group.get_command(context, name)
        assert command is not None
        inner = click.Context(
            command, info_name=name, parent=context, help_option_names=["-h", "--help"]
        )
        with translated(command, command.get_params(inner)):
            usage = " ".join(command.collect_usage_pieces(inner))
            yield from (".SS " + escaped(f"{inner.command_path} {usage}"),)
            for n, part in enumerate((command.help or "").split("\n\n")):
                if n:
                    yield ".PP"
                yield escaped(part)
            yield from _options(command, inner)
            if command.epilog:
                yield from (".PP", escaped(command.epilog))
        if isinstance(command, click.Group):
            yield from _commands(command, inner)


def _options(command: click.Command, context: click.Context) -> Iterator[str]:
    for param in command.get_params(context):
        row = param.get_help_record(context) if isinstance(param, click.Option) else None
        if row is not None:
            yield from (".TP", f".B {escaped(row[0])}", escaped(row[1] or ""))


EXITS = {
    0: "fine",
    1: "a check found problems",
    2: "wrong words on the command line",
    3: "no workspace here",
    4: "a file cannot be understood",
    5: "a file changed meanwhile, or is locked",
    6: "the world outside failed",
    7: "an import found nothing",
    8: "not possible as things stand",
    9: "cannot write",
    130: "interrupted",
}


def main() -> None:
    for language in LANGUAGES:
        PAGES[language].parent.mkdir(parents=True, exist_ok=True)
        PAGES[language].write_text(page(language), "utf-8")
        sys.stdout.write(f"{PAGES[language]}\n")


if __name__ == "__main__":
    main()
