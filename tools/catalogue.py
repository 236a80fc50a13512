"""gettext's catalogue: every sentence of the program, kept beside its Italian, and compiled.

    python -m tools.catalogue            bring the .po file up to date and compile it

A sentence that the program no longer says leaves the file; a new one comes in without words, and a
test refuses it until somebody gives it some. Sentences of screens have their key as context.
"""

from __future__ import annotations

import ast
import re
import sys
from collections.abc import Iterator
from datetime import UTC, datetime
from io import BytesIO
from pathlib import Path
from typing import NamedTuple

import click
from babel.messages.catalog import Catalog
from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po, write_po

from brandkit.cli import COMMANDS, cli
from brandkit.cli.speaking import EXAMPLE
from brandkit.core.notation.brand import BRAND
from brandkit.core.notation.calendars import CALENDAR
from brandkit.core.notation.feeds import FIELDS
from brandkit.core.notation.fields import Field
from brandkit.core.notation.templates import STEM, TEMPLATE
from brandkit.words import DOMAIN, LOCALES
from brandkit.words.en import MONTHS, SENTENCES, WEEKDAYS
from tools.man_page import EXITS

ROOT = Path(__file__).resolve().parent.parent
LANGUAGE = "it"
FOLDER = Path(LOCALES, LANGUAGE, "LC_MESSAGES")
PO, MO = FOLDER / f"{DOMAIN}.po", FOLDER / f"{DOMAIN}.mo"
UNDATED = datetime(2026, 1, 1, tzinfo=UTC)
"""What the compiled file has for a date, so that it changes only where its words do."""
CLICK = ("core", "decorators", "exceptions", "formatting", "parser", "types")
"""Modules of click whose sentences a person of ours can meet."""
FOR_PROGRAMMERS = {
    "Arguments take exactly one parameter declaration, got {length}: {decls}.",
    "Boolean option {decl!r} cannot use the same flag for true/false.",
    "Could not determine name for option with declarations {decls!r}",
    "Name '{name}' defined twice",
    (
        "No options defined but a name was passed ({name}). Did you mean to declare an argument"
        " instead? Did you mean to pass '--{name}'?"
    ),
    "Do you want to continue?",
    "Invalid start character for option ({option})",
    "Value must be an iterable.",
}
"""Sentences of click that only somebody who writes a command meets."""


class Sentence(NamedTuple):
    """What is said: one text, or the texts for one and for many; *context* where it has a key."""

    one: str
    many: str = ""
    context: str = ""

    @property
    def id(self) -> str | tuple[str, str]:
        return (self.one, self.many) if self.many else self.one


def sentences() -> set[Sentence]:
    """Everything that the program says, wherever it stands."""
    found = set(_screens())
    for path in (ROOT / "brandkit").rglob("*.py"):
        found |= set(_marked(path.read_text("utf-8")))
    for name in CLICK:
        source = Path(click.__file__).with_name(f"{name}.py").read_text("utf-8")
        found |= set(_marked(source))
    found |= set(_help(cli)) | {Sentence(text) for _, text in COMMANDS.values()}
    for fields in (BRAND, CALENDAR, FIELDS, TEMPLATE, STEM):
        found |= set(_field_helps(fields))
    found |= {Sentence(text) for text in EXITS.values()}
    return {item for item in found if any(char.isalpha() for char in _bare(item.one))}


def _bare(pattern: str) -> str:
    """*pattern* without its fields: what of it is words."""
    return re.sub(r"\{[^}]*\}", "", pattern)


def _screens() -> Iterator[Sentence]:
    for key, text in SENTENCES.items():
        one, _, many = text.partition("|")
        yield Sentence(one, many, key)
    for context, names in (("weekday", WEEKDAYS), ("month", MONTHS)):
        for name in names:
            yield Sentence(name, context=context)


def _marked(source: str) -> Iterator[Sentence]:
    """The texts that stand in `_(…)`, `gettext(…)` and `ngettext(…)`."""
    for node in ast.walk(ast.parse(source)):
        if not isinstance(node, ast.Call) or not isinstance(node.func, ast.Name):
            continue
        texts = [arg.value for arg in node.args if isinstance(arg, ast.Constant)]
        words = [text for text in texts if isinstance(text, str)]
        if words and words[0] in FOR_PROGRAMMERS:
            continue
        if node.func.id in {"_", "gettext"} and words:
            yield Sentence(words[0])
        if node.func.id == "ngettext" and len(words) > 1:
            yield Sentence(words[0], words[1])


def _help(command: click.Command) -> Iterator[Sentence]:
    if command.epilog:
        found = EXAMPLE if command.epilog.startswith(f"{EXAMPLE} brandkit") else command.epilog
        yield Sentence(found)
    texts = [command.help]
    texts += [param.help for param in command.params if isinstance(param, click.Option)]
    for text in texts:
        for paragraph in (text or "").split("\n\n"):
            if paragraph.strip():
                yield Sentence(" ".join(paragraph.split()))
    if isinstance(command, click.Group):
        context = click.Context(command)
        for name in command.list_commands(context):
            child = command.get_command(context, name)
            assert child is not None
            yield from _help(child)


def _field_helps(fields: dict[str, Field]) -> Iterator[Sentence]:
    for field in fields.values():
        yield Sentence(field.help)
        if field.fields:
            yield from _field_helps(dict(field.fields))


def updated(old: Catalog) -> Catalog:
    """The catalogue of what is said now, with the words that *old* has for it."""
    new = Catalog(LANGUAGE, domain=DOMAIN, project="brandkit")
    new.header_comment = "# What brandkit says, in Italian. Kept by tools/catalogue.py."
    new.fuzzy = False
    for item in sorted(sentences(), key=lambda item: (item.context, item.one)):
        known = old.get(item.id, item.context or None)
        string = known.string if known else ""
        new.add(item.id, string, context=item.context or None)
    return new


def read(path: Path = PO) -> Catalog:
    with path.open("rb") as file:
        return read_po(file, LANGUAGE, DOMAIN)


def po_text(catalogue: Catalog) -> bytes:
    """The .po file, without dates, so that it changes only where its words do."""
    out = BytesIO()
    write_po(out, catalogue, width=100, omit_header=True, sort_output=False)
    head = (
        "# What brandkit says, in Italian. Kept up to date by: python -m tools.catalogue\n"
        'msgid ""\nmsgstr ""\n"Language: it\\n"\n"Content-Type: text/plain; charset=UTF-8\\n"\n'
        '"Plural-Forms: nplurals=2; plural=(n != 1);\\n"\n\n'
    )
    return head.encode() + out.getvalue()


def mo_bytes(path: Path = PO) -> bytes:
    """The compiled catalogue of a .po file."""
    out = BytesIO()
    catalogue = read(path)
    catalogue.creation_date = UNDATED
    write_mo(out, catalogue)
    return out.getvalue()


def untranslated(catalogue: Catalog) -> list[str]:
    """What has no Italian yet, or for one but not for many."""
    missing = []
    for message in catalogue:
        strings = message.string if isinstance(message.string, (list, tuple)) else [message.string]
        if message.id and not all(strings):
            missing.append(str(message.id))
    return missing


def main() -> int:
    old = read() if PO.exists() else Catalog(LANGUAGE)
    new = updated(old)
    FOLDER.mkdir(parents=True, exist_ok=True)
    PO.write_bytes(po_text(new))
    MO.write_bytes(mo_bytes())
    missing = untranslated(read())
    sys.stdout.write("".join(f"no Italian yet: {text}\n" for text in missing))
    return 1 if missing else 0


if __name__ == "__main__":
    raise SystemExit(main())
