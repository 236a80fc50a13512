"""docs/settings.md, from the fields that the checks use."""

from __future__ import annotations

import sys
from collections.abc import Iterator, Mapping
from pathlib import Path

from brandkit.core.notation.brand import BRAND
from brandkit.core.notation.calendars import CALENDAR
from brandkit.core.notation.feeds import FIELDS
from brandkit.core.notation.fields import Field
from brandkit.limits import limits

PAGE = Path(__file__).resolve().parent.parent / "docs" / "settings.md"
HEAD = """# Settings

Made by `make docs` from the descriptions that the checks use. Keys in **bold** are needed. Unknown
keys are told and left alone. Weekdays may be Italian or English.
"""


def tables(name: str, fields: Mapping[str, Field]) -> Iterator[str]:
    """A table of keys, then one for each table below it."""
    yield f"\n## {name}\n\n| key | kind | is |\n| --- | --- | --- |"
    for key, field in fields.items():
        shown = f"**`{key}`**" if field.required else f"`{key}`"
        choices = f" ({', '.join(field.choices)})" if 0 < len(field.choices) <= 5 else ""
        yield f"| {shown} | {field.kind} | {field.help}{choices} |"
    for key, field in fields.items():
        if field.fields:
            brackets = f"[[{key}]]" if field.kind == "tables" else f"[{key}]"
            yield from tables(f"{name} `{brackets}`", field.fields)


def _limits() -> Iterator[str]:
    """What each kind of channel allows, where that is known from, and how surely."""
    yield "\n## Limits\n"
    yield "What a kind of channel allows. `limits` of a channel in brand.toml stands before these."
    yield "\n| channel | field | limit | counted as | known from | how surely |"
    yield "| --- | --- | --- | --- | --- | --- |"
    for limit in limits():
        kind = f"{limit.counting}, advice" if limit.advice else limit.counting
        yield (
            f"| {limit.kind} | {limit.field} | {limit.limit} | {kind} | {limit.source}"
            f" | {limit.confidence} |"
        )


def page() -> str:
    found = [
        *tables("brand.toml", BRAND),
        *tables("calendars/*.toml", CALENDAR),
        *tables("feeds.toml", FIELDS),
        *_limits(),
    ]
    return "\n".join([HEAD.rstrip("\n"), *found]) + "\n"


if __name__ == "__main__":
    PAGE.write_text(page(), "utf-8")
    sys.stdout.write(f"{PAGE}\n")
