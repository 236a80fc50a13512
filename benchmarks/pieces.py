"""Every format, language, starter and channel, blank and answered: what reads wrong, and how fast.

    python -m benchmarks.pieces [--runs 3] [--count 1000]

It counts: joins that the grammar of `tools/grammar.py` rejects; blanks left after an interview,
also one in which a question was skipped; first lines above 140 characters; sentences shared, and
openings repeated, in a year of two posts a week; and the time to render, against raw writes of the
same bytes. The answers are the templates' own examples.
"""

from __future__ import annotations

import argparse
import json
import os
import statistics
import tempfile
import time
from dataclasses import replace
from datetime import datetime, timedelta
from pathlib import Path
from zoneinfo import ZoneInfo

from brandkit.core.drafts.shapes import KINDS
from brandkit.core.drafts.weave import blanks, visible
from brandkit.core.model import Channel, Entry
from brandkit.drafting import Draft, Drafter
from brandkit.starter import begin, starters
from brandkit.world import World, read_world
from tools.grammar import sentences, wrong_joins

NOW = datetime(2026, 11, 23, 10, tzinfo=ZoneInfo("Europe/Rome"))
FIRST_LINE = 140
MONTH, REST = timedelta(days=31), timedelta(days=60)


def world_of(language: str, starter: str) -> World:
    """A starter's world with a channel of each kind."""
    with tempfile.TemporaryDirectory() as root:
        begin(root, starter, language, "Europe/Rome", NOW.date())
        world = read_world(root, NOW, lambda _: NOW)
    channels = tuple(Channel(kind, kind, kind, language) for kind in KINDS)
    brand = replace(world.situation.brand, channels=channels)
    return world._replace(situation=replace(world.situation, brand=brand))


def entry_of(world: World, name: str, kind: str, n: int, when: datetime) -> Entry:
    brand = world.situation.brand
    theme = brand.themes[n % len(brand.themes)]
    return Entry(
        f"e{n:07}",
        "editorial",
        when,
        channel=kind,
        theme=theme.id,
        format=name,
        language=brand.language,
    )


def formats_of(world: World, *, in_turn: bool = False) -> list[str]:
    language = world.situation.brand.language
    return sorted(
        {
            template.format
            for template, pattern in world.situation.templates.items()
            if template.language == language
            and template.kind in KINDS
            and not (in_turn and pattern.occasion)
        }
    )


def judge(draft: Draft, language: str) -> tuple[int, int, int]:
    """Wrong joins, blanks, and whether the first line is too long."""
    lines = [line for line in visible(draft.body).split("\n") if line and not line.startswith("# ")]
    return (
        len(wrong_joins(draft.body, language)),
        len(blanks(draft.body)),
        int(len(lines[0]) > FIRST_LINE),
    )


def read_all(language: str, starter: str) -> dict[str, int]:
    """Each format on each channel, as often as it has ways to open."""
    world = world_of(language, starter)
    found = dict.fromkeys(("pieces", "wrong_joins", "most_blanks", "long_first_lines"), 0)
    n = 0
    for name in formats_of(world):
        drafter = Drafter(world)
        for round_number in range(5):
            for kind in KINDS:
                n += 1
                entry = entry_of(world, name, kind, n, NOW + timedelta(days=70 * round_number))
                stems = drafter.asked(entry, {}).stems
                examples = {stem.id: stem.example for stem in stems}
                skipped = list(examples)[n % len(examples)]
                blank = drafter.draft(entry)
                same = replace(entry, parts=blank.parts)
                but_one = {key: text for key, text in examples.items() if key != skipped}
                for answers in ({}, examples, but_one):
                    draft = drafter.draft(same, answers=answers)
                    joins, left, too_long = judge(draft, language)
                    found["pieces"] += 1
                    found["wrong_joins"] += joins
                    found["long_first_lines"] += too_long
                    if answers:
                        found["most_blanks"] = max(found["most_blanks"], left)
    return found


def live_a_year(language: str, starter: str) -> dict[str, int]:
    """Two posts a week, the formats in turn: sentences and openings that come back too soon."""
    world = world_of(language, starter)
    drafter, names = Drafter(world), formats_of(world, in_turn=True)
    said: dict[str, datetime] = {}
    heard: dict[tuple[str, str], datetime] = {}
    found = {"posts": 0, "shared_sentences": 0, "repeated_openings": 0}
    for n in range(104):
        when = NOW + timedelta(days=7 * (n // 2) + 2 * (n % 2))
        entry = entry_of(world, names[n % len(names)], "linkedin", n, when)
        draft = drafter.draft(entry)
        found["posts"] += 1
        for sentence in set(sentences(draft.body)):
            found["shared_sentences"] += sentence in said and when - said[sentence] < MONTH
            said[sentence] = when
        opening = (entry.format, draft.parts.split("/")[1])
        found["repeated_openings"] += opening in heard and when - heard[opening] < REST
        heard[opening] = when
    return found


def speed(count: int, runs: int) -> dict[str, float]:
    """Render *count* drafts, against raw writes of their bytes: medians of interleaved runs."""
    world = world_of("en", "consultant")
    names = formats_of(world, in_turn=True)
    render, raw = [], []
    for _ in range(runs):
        drafter = Drafter(world)
        started = time.process_time()
        bodies = [
            drafter.draft(
                entry_of(world, names[n % len(names)], "linkedin", n, NOW + timedelta(days=n))
            ).body
            for n in range(count)
        ]
        render.append(time.process_time() - started)
        with tempfile.TemporaryDirectory() as folder:
            started = time.process_time()
            for n, body in enumerate(bodies):
                Path(os.path.join(folder, f"{n}.md")).write_bytes(body.encode())
            raw.append(time.process_time() - started)
    base = statistics.median(raw)
    return {
        "drafts": count,
        "render_us": round(statistics.median(render) / count * 1e6, 1),
        "raw_us": round(base / count * 1e6, 1),
        "ratio": round(statistics.median(render) / base, 2),
    }


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--runs", type=int, default=3)
    parser.add_argument("--count", type=int, default=1000)
    options = parser.parse_args()
    for language in ("it", "en"):
        for starter in starters(language):
            row: dict[str, object] = {"language": language, "starter": starter}
            row |= read_all(language, starter) | live_a_year(language, starter)
            print(json.dumps(row), flush=True)
    print(json.dumps(speed(options.count, options.runs)), flush=True)


if __name__ == "__main__":
    main()
