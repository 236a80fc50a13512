"""Calendar files of strangers: what they say, and that none of them ends anything."""

from __future__ import annotations

import io
import json
import sys
from datetime import date, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from brandkit.errors import UnreadableError
from brandkit.ics import reading
from brandkit.ics.reading import IcsReading, answered, blocks_of, read_ics

ROME = ZoneInfo("Europe/Rome")
FIRST, LAST = date(2026, 11, 23), date(2027, 11, 23)


def calendar(*events: str, zones: str = "") -> str:
    inner = "".join(f"BEGIN:VEVENT\n{event.strip()}\nEND:VEVENT\n" for event in events)
    return f"BEGIN:VCALENDAR\nVERSION:2.0\nPRODID:x\n{zones}{inner}END:VCALENDAR\n"


def read(*events: str, zones: str = "") -> IcsReading:
    return read_ics(calendar(*events, zones=zones), FIRST, LAST, ROME)


def days(found: IcsReading) -> list[tuple[str, str]]:
    return [(one.first.isoformat(), one.last.isoformat()) for one in found.events]


def test_whole_days_end_on_the_day_before_their_end() -> None:
    found = read(
        "UID:a\nDTSTART;VALUE=DATE:20261210\nDTEND;VALUE=DATE:20261212\nSUMMARY:Fair\\, Milan\n"
        "DESCRIPTION:Hall 3\\nCards\nURL:https://a.example"
    )
    (one,) = found.events
    assert (one.uid, one.line, one.summary, one.url) == ("a", 4, "Fair, Milan", "https://a.example")
    assert one.description == "Hall 3\nCards"
    assert days(found) == [("2026-12-10", "2026-12-11")]
    assert days(read("UID:a\nDTSTART;VALUE=DATE:20261210\nSUMMARY:x")) == [
        ("2026-12-10", "2026-12-10")
    ]


def test_moments_are_days_of_the_brands_zone() -> None:
    assert days(read("UID:a\nDTSTART:20261231T233000Z\nSUMMARY:x")) == [
        ("2027-01-01", "2027-01-01")
    ]
    assert days(read("UID:a\nDTSTART;TZID=America/New_York:20261231T200000\nSUMMARY:x")) == [
        ("2027-01-01", "2027-01-01")
    ]
    assert days(read("UID:a\nDTSTART:20261210T180000\nDTEND:20261211T000000\nSUMMARY:x")) == [
        ("2026-12-10", "2026-12-10")
    ]
    assert days(read("UID:a\nDTSTART:20261210T180000\nDURATION:P2D\nSUMMARY:x")) == [
        ("2026-12-10", "2026-12-12")
    ]


ZONE = """BEGIN:VTIMEZONE
TZID:My own zone
BEGIN:STANDARD
DTSTART:19700101T000000
TZOFFSETFROM:+0900
TZOFFSETTO:+0900
END:STANDARD
END:VTIMEZONE
"""


def test_a_zone_of_the_file_counts() -> None:
    event = 'UID:a\nDTSTART;TZID="My own zone":20261211T060000\nSUMMARY:x'
    assert days(read(event, zones=ZONE)) == [("2026-12-10", "2026-12-10")]


def test_what_repeats_comes_as_often_as_it_does_in_the_span() -> None:
    found = read(
        "UID:a\nDTSTART;TZID=Europe/Rome:20260101T180000\nRRULE:FREQ=MONTHLY;BYDAY=1TU\n"
        "EXDATE;TZID=Europe/Rome:20270105T180000\nSUMMARY:Evening",
        "UID:a\nRECURRENCE-ID;TZID=Europe/Rome:20270202T180000\n"
        "DTSTART;TZID=Europe/Rome:20270209T180000\nSUMMARY:Evening, a week later",
    )
    assert [one.first.isoformat() for one in found.events][:3] == [
        "2026-12-01",
        "2027-02-09",
        "2027-03-02",
    ]
    assert found.events[1].summary == "Evening, a week later"
    assert len(found.events) == 11


@pytest.mark.parametrize("often", ["SECONDLY", "minutely"])
def test_what_repeats_without_end_in_a_day_is_refused(often: str) -> None:
    found = read(
        f"UID:a\nDTSTART:20261201T000000Z\nRRULE:FREQ={often}\nSUMMARY:x",
        "UID:b\nDTSTART:20261201T000000Z\nSUMMARY:y",
    )
    assert [one.uid for one in found.events] == ["b"]
    assert found.troubles == ((4, "a", "it repeats every second or minute"),)


def test_a_broken_event_is_told_with_its_line_and_uid_and_stops_no_other() -> None:
    found = read(
        "UID:bad\nDTSTART:never\nSUMMARY:x",
        "UID:none\nSUMMARY:without a start",
        "UID:rule\nDTSTART:20261201T000000Z\nRRULE:FREQ=SOMETIMES\nSUMMARY:x",
        "UID:good\nDTSTART:20261201T000000Z\nSUMMARY:y",
    )
    assert [one.uid for one in found.events] == ["good"]
    assert [(one.line, one.uid) for one in found.troubles] == [
        (4, "bad"),
        (9, "none"),
        (13, "rule"),
    ]
    assert all(one.message.startswith("it cannot be understood: ") for one in found.troubles)


def test_an_event_without_an_end_is_told() -> None:
    text = "BEGIN:VCALENDAR\nBEGIN:VEVENT\nUID:a\nBEGIN:VEVENT\nUID:b\nDTSTART:20261201T000000Z\nEND:VEVENT\nBEGIN:VEVENT\n"
    found = read_ics(text, FIRST, LAST, ROME)
    assert [(one.line, one.message) for one in found.troubles] == [
        (2, "it has no end"),
        (8, "it has no end"),
    ]
    assert [one.uid for one in found.events] == ["b"]


def test_cancelled_events_and_those_outside_of_the_span_are_left_out() -> None:
    found = read(
        "UID:a\nDTSTART:20261201T000000Z\nSTATUS:CANCELLED\nSUMMARY:x",
        "UID:b\nDTSTART:20251201T000000Z\nSUMMARY:x",
        "UID:c\nDTSTART:20281201T000000Z\nSUMMARY:x",
    )
    assert found == IcsReading((), ())


def test_folded_lines_old_line_ends_and_a_mark_are_read() -> None:
    text = "\ufeff" + calendar(
        "UID:a\nDTSTART:20261201T120000Z\nSUMMARY:A long\n  title\n\t!"
    ).replace("\n", "\r")
    (one,) = read_ics(text, FIRST, LAST, ROME).events
    assert one.summary == "A long title!"


def test_one_event_that_takes_too_long_stops_no_other(monkeypatch: pytest.MonkeyPatch) -> None:
    """Read here, not in the child, so that its patience can be shortened."""
    monkeypatch.setattr(reading, "EACH", 0.2)
    hard = "UID:hard\nDTSTART:00010101T000000Z\nRRULE:FREQ=DAILY;BYMONTH=2;BYMONTHDAY=30\nSUMMARY:x"
    good = "UID:good\nDTSTART:20261201T000000Z\nSUMMARY:y"
    request = {
        "text": calendar(hard, good),
        "first": FIRST.isoformat(),
        "last": LAST.isoformat(),
        "zone": "Europe/Rome",
    }
    found = answered(request)
    assert [one["uid"] for one in found["events"]] == ["good"]


def test_many_events_and_repetitions_are_bounded(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(reading, "MOST_EVENTS", 3)
    monkeypatch.setattr(reading, "MOST_TIMES", 5)
    events = [f"UID:u{n}\nDTSTART:20261201T000000Z\nRRULE:FREQ=DAILY\nSUMMARY:x" for n in range(9)]
    request = {
        "text": calendar(*events),
        "first": FIRST.isoformat(),
        "last": LAST.isoformat(),
        "zone": "Europe/Rome",
    }
    found = answered(request)
    assert len(found["events"]) == 15
    assert found["troubles"] == [
        *((4 + 6 * n, f"u{n}", "times", "") for n in range(3)),
        (22, "", "many", ""),
    ]
    assert reading._why("times", "") == "it repeats more than 5 times; the others are left out"
    assert reading._why("many", "").endswith("more than 3 events")


def test_events_that_are_over_do_not_count_and_old_ones_that_go_on_do(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(reading, "MOST_EVENTS", 3)
    old = [f"UID:o{n}\nDTSTART:20100101T100000Z\nDTEND:20100101T110000Z" for n in range(9)]
    lasting = [
        "UID:a\nDTSTART;VALUE=DATE:20100101\nRRULE:FREQ=YEARLY",
        "UID:b\nDTSTART;VALUE=DATE:20261101\nDURATION:P60D",
        "UID:c\nDTSTART;VALUE=DATE:20261101\nDTEND;VALUE=DATE:20261225",
    ]
    found = answered(
        {
            "text": calendar(*old, *lasting),
            "first": FIRST.isoformat(),
            "last": LAST.isoformat(),
            "zone": "Europe/Rome",
        }
    )
    assert [one["uid"] for one in found["events"]] == ["a", "b", "c"]
    assert found["troubles"] == []


def test_a_child_that_gives_up_is_told(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(reading, "SECONDS", 0.01)
    with pytest.raises(UnreadableError, match="not within"):
        read("UID:a\nDTSTART:20261201T000000Z\nSUMMARY:x")


def test_the_child_answers_line_by_line(monkeypatch: pytest.MonkeyPatch) -> None:
    request = {
        "text": calendar("UID:a\nDTSTART:20261201T000000Z\nSUMMARY:x"),
        "first": FIRST.isoformat(),
        "last": LAST.isoformat(),
        "zone": "Europe/Rome",
    }
    answers = io.StringIO()
    monkeypatch.setattr(sys, "stdin", io.StringIO(json.dumps(request) + "\n"))
    monkeypatch.setattr(sys, "stdout", answers)
    monkeypatch.setattr(reading, "bound_memory", lambda: None)
    reading.main()
    assert json.loads(answers.getvalue())["events"][0]["uid"] == "a"


LINES = st.lists(
    st.one_of(
        st.sampled_from(
            """BEGIN:VEVENT END:VEVENT BEGIN:VCALENDAR END:VCALENDAR BEGIN:VTIMEZONE END:VTIMEZONE
            BEGIN:VALARM END:VALARM UID:a DTSTART:20261201T000000Z DTSTART;TZID=Nowhere:20261201T000000
            DTEND:20261101T000000Z RRULE:FREQ=DAILY RRULE:FREQ=WEEKLY;INTERVAL=0 RRULE:COUNT=2
            RDATE:20261202T000000Z EXDATE:20261201 DURATION:-P1D RECURRENCE-ID:20261201T000000Z
            SUMMARY:x DTSTART;VALUE=DATE:20261201 DTSTART;VALUE=PERIOD:x TZID:a STATUS:x ;:=""".split()
        ),
        st.text(max_size=8),
    ),
    max_size=14,
)


@settings(max_examples=60)
@given(LINES)
def test_no_file_ends_in_a_traceback(lines: list[str]) -> None:
    text = "\n".join(["BEGIN:VCALENDAR", "BEGIN:VEVENT", *lines, "END:VEVENT", "END:VCALENDAR"])
    request = {
        "text": text,
        "first": FIRST.isoformat(),
        "last": (FIRST + timedelta(days=30)).isoformat(),
        "zone": "Europe/Rome",
    }
    found = answered(request)
    assert set(found) == {"events", "troubles"}
    json.dumps(found)
    assert list(blocks_of(text))
