"""Entries and ideas: what a file says, what is wrong with it, and whose words it holds."""

from __future__ import annotations

from datetime import UTC, date, datetime
from zoneinfo import ZoneInfo

import pytest

from brandkit.core.model import Evergreen, SlotKey
from brandkit.core.notation.entries import (
    body_digest,
    computed_status,
    entry_id,
    evergreen_of,
    format_entry,
    is_touched,
    parse_entry,
    parse_idea,
    parse_slot,
)

ROME = ZoneInfo("Europe/Rome")
BODY = "One line.\n\nAnother.\n"
KEYS = {
    "id": "abcdefgh",
    "calendar": "editorial",
    "slot": "editorial/linkedin/2026-12-01/1",
    "when": "2026-12-01T08:30:00",
    "channel": "linkedin",
    "language": "it",
    "theme": "people",
    "format": "lesson",
    "title": "Perché no: un titolo",
    "idea": "",
    "generated": body_digest("Perché no: un titolo", BODY),
}
TEXT = format_entry(KEYS, BODY)


def test_a_written_entry_reads_back() -> None:
    reading = parse_entry(TEXT, "drafts/x.md", ROME)
    assert reading.problems == ()
    entry = reading.entry
    assert entry is not None
    assert entry.slot == SlotKey("editorial", "linkedin", date(2026, 12, 1), 1)
    assert entry.when == datetime(2026, 12, 1, 8, 30, tzinfo=ROME)
    assert (entry.title, entry.body, entry.path) == ("Perché no: un titolo", BODY, "drafts/x.md")
    assert "idea" not in entry.keys
    assert not is_touched(entry)


def test_the_keys_stand_in_their_order() -> None:
    rows = [row.partition(":")[0] for row in TEXT.split("---")[1].strip().split("\n")]
    assert rows == [key for key in KEYS if KEYS[key]]


@pytest.mark.parametrize(
    ("change", "touched"),
    [
        (("One line.", "One line!"), True),
        (("Perché no: un titolo", "Perché sì"), True),
        (("One line.", "One line.   "), False),
        (("\n", "\r\n"), False),
        (("Another.\n", "Another.\n\n\n"), False),
        (("theme: people", "theme: change"), False),
        (('generated: "', 'generated: "0'), True),
    ],
)
def test_words_belong_to_the_person_once_they_differ(
    change: tuple[str, str], touched: bool
) -> None:
    entry = parse_entry(TEXT.replace(*change), "x.md", ROME).entry
    assert entry is not None
    assert is_touched(entry) is touched


def test_an_entry_without_a_digest_is_the_persons() -> None:
    text = "\n".join(row for row in TEXT.split("\n") if not row.startswith("generated"))
    entry = parse_entry(text, "x.md", ROME).entry
    assert entry is not None
    assert is_touched(entry)


@pytest.mark.parametrize(
    ("old", "new", "line", "words"),
    [
        ("id: abcdefgh", "mine: 1", 1, "id is missing"),
        (
            "calendar: editorial",
            "status: redy",
            3,
            "status: 'redy' is not known; did you mean 'ready'?",
        ),
        ("when: 2026-12-01T08:30:00", "when: tomorrow", 5, "when: 'tomorrow' is no date and time"),
        ("when: 2026-12-01T08:30:00", "mine: 1", 1, "when is missing"),
        (
            "slot: editorial/linkedin/2026-12-01/1",
            "slot: editorial/2026",
            4,
            "is not calendar/channel/day/number",
        ),
        ("theme: people", "theme:\n  - people", 8, "theme should be one text"),
        ("theme: people", "theme: [a", 9, "front matter"),
    ],
)
def test_a_mistake_is_told_with_its_line(old: str, new: str, line: int, words: str) -> None:
    assert old in TEXT
    reading = parse_entry(TEXT.replace(old, new), "x.md", ROME)
    assert reading.entry is None
    assert (reading.problems[0].line, words in reading.problems[0].message) == (line, True), reading


def test_published_at_stands_for_when() -> None:
    entry = parse_entry("---\nid: a\npublished_at: 2026-01-05\n---\n", "x.md", ROME).entry
    assert entry is not None
    assert entry.moment == entry.when == datetime(2026, 1, 5, tzinfo=ROME)


def test_a_moment_with_an_offset_is_taken_to_the_brands_zone() -> None:
    entry = parse_entry("---\nid: a\nwhen: 2026-12-01T08:30:00Z\n---\n", "x.md", ROME).entry
    assert entry is not None
    assert entry.when.hour == 9


@pytest.mark.parametrize("text", ["a/b/2026-12-01", "a/b/2026-13-01/1", "a/b/2026-12-01/x"])
def test_what_is_no_slot_is_none(text: str) -> None:
    assert parse_slot(text) is None


def test_an_id_is_eight_small_letters_and_its_own_for_each_number() -> None:
    slot = SlotKey("editorial", "linkedin", date(2026, 12, 1), 1)
    first, second = entry_id(slot, 0), entry_id(slot, 1)
    assert len(first) == 8
    assert first != second
    assert first == entry_id(slot, 0)
    assert set(first) <= set("abcdefghijklmnopqrstuvwxyz234567")


def test_the_status_is_computed_where_none_is_written() -> None:
    entry = parse_entry(TEXT, "x.md", ROME).entry
    touched = parse_entry(TEXT.replace("One", "My"), "x.md", ROME).entry
    ready = parse_entry(TEXT.replace("channel:", "status: ready\nchannel:"), "x.md", ROME).entry
    assert entry is not None
    assert touched is not None
    assert ready is not None
    before, after = datetime(2026, 11, 1, tzinfo=UTC), datetime(2026, 12, 2, tzinfo=UTC)
    assert computed_status(entry, before) == "planned"
    assert computed_status(touched, before) == "drafted"
    assert computed_status(touched, after) == "missed"
    assert computed_status(ready, after) == "ready"


@pytest.mark.parametrize(
    ("text", "terms"),
    [
        ("evergreen: true", Evergreen()),
        ("evergreen: false", None),
        ("other: 1", None),
        (
            "evergreen:\n  cooldown: 90\n  uses: 2\n  not_before: 2026-01-01\n  not_after: soon",
            Evergreen(90, 2, date(2026, 1, 1), None),
        ),
        ("evergreen:\n  cooldown: long", Evergreen()),
    ],
)
def test_a_piece_comes_back_on_the_persons_terms(text: str, terms: Evergreen | None) -> None:
    entry = parse_entry(f"---\nid: a\nwhen: 2026-01-01\n{text}\n---\n", "x.md", ROME).entry
    assert entry is not None
    assert evergreen_of(entry) == terms


def test_an_idea_is_named_by_its_title_or_its_first_line() -> None:
    named = parse_idea("---\ntitle: A\ntheme: people\nadded: 2026-01-01\n---\nBody\n", "x", "x.md")
    headed = parse_idea("# The day\n\nIt rained.\n", "x", "x.md").idea
    bare = parse_idea("", "x", "x.md").idea
    dropped = parse_idea("---\nstatus: dropped\nnot_after: 2026-01-01\n---\n", "x", "x.md").idea
    assert named.idea is not None
    assert headed is not None
    assert bare is not None
    assert dropped is not None
    assert (named.idea.title, named.idea.theme, named.idea.body) == ("A", "people", "Body")
    assert (headed.title, headed.body) == ("The day", "It rained.")
    assert bare.title == "x"
    assert dropped.dropped
    assert dropped.not_after == date(2026, 1, 1)
    assert parse_idea("---\na: [\n---\n", "x", "x.md").problems
