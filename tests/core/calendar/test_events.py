"""What a calendar shows after what it showed last time."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from brandkit.core.calendar.events import (
    CANCELLED,
    CONFIRMED,
    KEPT,
    TENTATIVE,
    Event,
    Shown,
    format_shown,
    ics_digest,
    parse_shown,
    shown_now,
)

ROME = ZoneInfo("Europe/Rome")
NOW = datetime(2026, 11, 23, 10, tzinfo=ROME)
SINCE = datetime(2025, 1, 1, tzinfo=ROME)
EVENT = Event(
    "u1",
    NOW + timedelta(days=3),
    30,
    "LinkedIn: Title",
    "Words",
    TENTATIVE,
    ("People",),
    "",
    (-60, 0),
)


def after(before: dict[str, Shown], *events: Event, days: int = 1) -> dict[str, Shown]:
    return shown_now(before, events, NOW + timedelta(days=days), SINCE)


FIRST = after({}, EVENT, days=0)


def test_what_is_new_begins_at_nought() -> None:
    assert (FIRST["u1"].sequence, FIRST["u1"].changed) == (0, NOW)


def test_what_is_the_same_stays_as_it_was() -> None:
    assert after(FIRST, EVENT, days=30) == FIRST


@pytest.mark.parametrize(
    ("changes", "sequence"),
    [
        ({"start": EVENT.start + timedelta(hours=1)}, 1),
        ({"minutes": 60}, 1),
        ({"status": CONFIRMED}, 1),
        ({"summary": "Other"}, 0),
        ({"description": "Other"}, 0),
        ({"alarms": (0,)}, 0),
    ],
)
def test_a_change_of_time_or_status_counts(changes: dict[str, object], sequence: int) -> None:
    found = after(FIRST, replace(EVENT, **changes))["u1"]  # type: ignore[arg-type]
    assert (found.sequence, found.changed) == (sequence, NOW + timedelta(days=1))


def test_what_is_gone_is_cancelled_for_four_weeks() -> None:
    gone = after(FIRST)
    assert (gone["u1"].event.status, gone["u1"].sequence) == (CANCELLED, 1)
    assert gone["u1"].event.alarms == ()
    assert shown_now(gone, [], NOW + timedelta(days=1) + KEPT, SINCE) == gone
    assert shown_now(gone, [], NOW + timedelta(days=2) + KEPT, SINCE) == {}
    back = shown_now(gone, [EVENT], NOW + timedelta(days=2), SINCE)["u1"]
    assert (back.event.status, back.sequence) == (TENTATIVE, 2)


def test_an_open_slot_that_is_over_is_forgotten_and_so_is_what_is_old() -> None:
    slot = replace(EVENT, slot=True)
    first = after({}, slot, days=0)
    assert after(first)["u1"].event.status == CANCELLED
    assert after(first, days=4) == {}
    assert shown_now(FIRST, [], NOW, EVENT.start + timedelta(days=1)) == {}


TEXT = st.text(st.characters(exclude_categories=["Cs"]), max_size=12)
EVENTS = st.builds(
    Event,
    st.uuids().map(str),
    st.datetimes(datetime(2020, 1, 1), datetime(2030, 1, 1)).map(
        lambda moment: moment.replace(microsecond=0, tzinfo=ROME)
    ),
    st.integers(1, 600),
    TEXT,
    TEXT,
    st.sampled_from([CANCELLED, TENTATIVE, CONFIRMED]),
    st.lists(TEXT, max_size=2).map(tuple),
    TEXT,
    st.lists(st.integers(-9999, 9999), max_size=3).map(tuple),
    TEXT,
    st.booleans(),
)


@given(st.lists(EVENTS, max_size=4, unique_by=lambda event: event.uid))
def test_what_is_remembered_reads_back(events: list[Event]) -> None:
    shown = shown_now({}, events, NOW, datetime(1990, 1, 1, tzinfo=ROME))
    text = format_shown(shown, "abc0")
    found = parse_shown(text)
    assert found is not None
    assert {uid: one.digest for uid, one in found.items()} == {
        uid: one.digest for uid, one in shown.items()
    }
    assert format_shown(found, ics_digest(text)) == text


@pytest.mark.parametrize("text", ["", "[]", "{}", '{"format": 2, "events": {}}', '{"format": 1, "events": {"a": {}}}', '{"format": 1, "events": []}'])  # fmt: skip
def test_what_cannot_be_understood_is_told_apart(text: str) -> None:
    assert parse_shown(text) is None
    assert ics_digest(text) == ""
