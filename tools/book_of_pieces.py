"""tests/golden/pieces-LANGUAGE.md: every format with every starter, to be read by a person.

    python -m tools.book_of_pieces

Each is answered with its template's examples, told in another way for each starter, and shown as
LinkedIn would show it. The tests compare; whoever changes a template reads what changed.
"""

from __future__ import annotations

import tempfile
from dataclasses import replace
from datetime import datetime, timedelta
from pathlib import Path
from zoneinfo import ZoneInfo

from brandkit.core.drafts.shapes import KINDS
from brandkit.core.drafts.weave import visible
from brandkit.core.model import Entry
from brandkit.drafting import Draft, Drafter
from brandkit.starter import begin, starters
from brandkit.world import World, read_world

FOLDER = Path(__file__).resolve().parent.parent / "tests" / "golden"
NOW = datetime(2026, 11, 23, 10, tzinfo=ZoneInfo("Europe/Rome"))


def book(language: str) -> str:
    """All pieces of a language."""
    lines = ["# Pieces", ""]
    for way, starter in enumerate(starters(language)):
        with tempfile.TemporaryDirectory() as root:
            begin(root, starter, language, "Europe/Rome", NOW.date())
            world = read_world(root, NOW, lambda _: NOW)
        for n, name in enumerate(sorted({t.format for t in world.templates if t.kind in KINDS})):
            draft = piece(world, name, n, way)
            lines += [f"## {starter} · {name} · {draft.parts}", "", f"**{draft.title}**", ""]
            lines += [visible(draft.body), ""]
            lines += [f"({note})\n" for note in (draft.first_comment, draft.alt) if note]
    return "\n".join(lines)


def piece(world: World, name: str, n: int, way: int) -> Draft:
    """A format on the starter's n-th theme, told as it comes up after *way* others."""
    brand = world.situation.brand
    drafter = Drafter(world)
    for number in range(way + 1):
        entry = Entry(
            f"{name}{number}",
            "editorial",
            NOW + timedelta(days=number),
            channel="linkedin",
            theme=brand.themes[n % len(brand.themes)].id,
            format=name,
            language=brand.language,
        )
        stems = drafter.asked(entry, {}).stems
        draft = drafter.draft(entry, answers={stem.id: stem.example for stem in stems})
        drafter.draft(replace(entry, parts=draft.parts))
    return draft


def main() -> None:
    FOLDER.mkdir(exist_ok=True)
    for language in ("it", "en"):
        path = FOLDER / f"pieces-{language}.md"
        path.write_text(book(language), "utf-8")
        print(path)


if __name__ == "__main__":
    main()
