"""A year of two posts a week: the next piece does not sound like the last."""

from __future__ import annotations

import json
from datetime import datetime, timedelta

import pytest

from brandkit.core.notation.frontmatter import parse_front_matter, split
from tests.conftest import Place
from tools.grammar import sentences, wrong_joins

START = datetime(2026, 11, 23, 10)
MONTH, REST = timedelta(days=31), timedelta(days=60)
Piece = tuple[datetime, str, str, str]
"""When, channel, the parts by name, and the body of a published piece."""


def live_a_year(place: Place, language: str) -> list[Piece]:
    """Plan every four weeks, answer every second interview, publish everything."""
    pieces: list[Piece] = []
    count = 0
    for month in range(13):
        place.now = (START + timedelta(weeks=4 * month)).isoformat(timespec="minutes")
        planned = json.loads(place.run("plan", "--json").out)["entries"]
        for entry in planned:
            count += 1
            if count % 2:
                asked = json.loads(place.run("write", entry["id"], "--json").out)["asked"]
                answers = [
                    f"{stem['name']}={stem['example']} {count}"
                    for stem in asked
                    if stem["found"] is None
                ]
                place.run("write", entry["id"], *(x for a in answers for x in ("--answer", a)))
            text = place.read(entry["path"])
            values, body = parse_front_matter(text).values, split(text).body
            assert wrong_joins(body, language) == []
            when = datetime.fromisoformat(str(values["when"]))
            parts = f"{values['format']}/{values['parts']}"
            pieces.append((when, str(values["channel"]), parts, body))
            place.edit(entry["path"], "\nchannel:", "\nstatus: published\nchannel:")
    return sorted(pieces)


@pytest.mark.parametrize("language", ["it", "en"])
def test_no_sentence_in_a_month_and_no_opening_in_sixty_days(empty: Place, language: str) -> None:
    empty.run("init", "--language", language, "--yes")
    pieces = live_a_year(empty, language)
    assert len(pieces) > 100
    formats = {parts.split("/")[0] for _, _, parts, _ in pieces}
    assert len(formats) >= 10
    heard: dict[tuple[str, str, str], datetime] = {}
    said: dict[str, datetime] = {}
    for when, _, parts, body in pieces:
        name, *_, opening, _, closing = parts.split("/")
        for role, part in (("opening", opening), ("closing", closing)):
            last = heard.get((name, role, part))
            assert last is None or when - last >= REST, (when, parts)
            heard[name, role, part] = when
        for sentence in set(sentences(body)):
            last = said.get(sentence)
            assert last is None or when - last >= MONTH, (when, last, sentence)
            said[sentence] = when
