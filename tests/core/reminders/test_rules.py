"""The rules of reminding: distances, quiet hours."""

from __future__ import annotations

from datetime import UTC, datetime, time, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from brandkit.core.reminders.rules import Offset, Quiet, format_offset, parse_offset

ROME = ZoneInfo("Europe/Rome")


@pytest.mark.parametrize(
    ("text", "offset"),
    [
        ("2d 09:00", Offset(2, at=time(9))),
        ("1d 8.30", Offset(1, at=time(8, 30))),
        (" 1D ", Offset(1)),
        ("3h", Offset(exact=timedelta(hours=3))),
        ("15 m", Offset(exact=timedelta(minutes=15))),
        ("0m", Offset()),
        ("0d 18:00", Offset(at=time(18))),
        ("", None),
        ("2", None),
        ("2w", None),
        ("3h 09:00", None),
        ("2d 25:00", None),
        ("2d 09:60", None),
        ("999d", None),
        ("99999h", None),
        ("-2d", None),
    ],
)
def test_a_distance_is_read(text: str, offset: Offset | None) -> None:
    assert parse_offset(text) == offset


HOURS = st.times().map(lambda hour: hour.replace(second=0, microsecond=0))
OFFSETS = st.one_of(
    st.tuples(st.integers(0, 400), st.one_of(st.none(), HOURS)).map(
        lambda found: Offset(found[0], at=found[1])
    ),
    st.integers(0, 20_000).map(lambda n: Offset(exact=timedelta(minutes=n))),
)


@given(OFFSETS)
def test_what_is_written_reads_back(offset: Offset) -> None:
    assert parse_offset(format_offset(offset)) == offset


def test_a_day_before_keeps_its_hour_when_the_clocks_change() -> None:
    monday = datetime(2026, 10, 26, 8, 30, tzinfo=ROME)
    assert Offset(1).from_(monday, ROME, before=True) == datetime(2026, 10, 25, 8, 30, tzinfo=ROME)
    exact = Offset(exact=timedelta(hours=24)).from_(monday, ROME, before=True)
    assert exact == datetime(2026, 10, 25, 8, 30, tzinfo=ROME)
    early = datetime(2026, 10, 25, 8, 30, tzinfo=ROME)
    assert Offset(exact=timedelta(hours=24)).from_(early, ROME, before=True).hour == 9
    assert Offset(1).from_(early, ROME, before=True).hour == 8
    assert Offset(2, at=time(9)).from_(monday, ROME, before=False).isoformat() == (
        "2026-10-28T09:00:00+01:00"
    )


NIGHT = Quiet(time(21), time(8))
NOON = Quiet(time(12), time(13, 30))


@pytest.mark.parametrize(
    ("quiet", "said", "then"),
    [
        (NIGHT, "2026-11-23T21:00", "2026-11-24T08:00"),
        (NIGHT, "2026-11-23T20:59", "2026-11-23T20:59"),
        (NIGHT, "2026-11-24T03:00", "2026-11-24T08:00"),
        (NIGHT, "2026-11-24T08:00", "2026-11-24T08:00"),
        (NOON, "2026-11-24T12:15", "2026-11-24T13:30"),
        (NOON, "2026-11-24T13:30", "2026-11-24T13:30"),
        (Quiet(time(9), time(9)), "2026-11-24T09:00", "2026-11-24T09:00"),
    ],
)
def test_quiet_hours_end(quiet: Quiet, said: str, then: str) -> None:
    moment = datetime.fromisoformat(said).replace(tzinfo=ROME)
    assert quiet.after(moment, ROME) == datetime.fromisoformat(then).replace(tzinfo=ROME)


@given(
    st.datetimes(datetime(2010, 1, 1), datetime(2035, 1, 1)).map(lambda d: d.replace(tzinfo=UTC)),
    st.sampled_from(["Europe/Rome", "Australia/Lord_Howe", "America/New_York", "Asia/Tokyo"]),
    st.times(),
    st.times(),
)
def test_after_quiet_hours_no_time_is_lost(
    moment: datetime, zone: str, start: time, end: time
) -> None:
    start, end = start.replace(second=0, microsecond=0), end.replace(second=0, microsecond=0)
    found = Quiet(start, end).after(moment, ZoneInfo(zone))
    assert timedelta(0) <= found - moment <= timedelta(hours=25, minutes=1)
    if found != moment:
        assert Quiet(start, end).after(found, ZoneInfo(zone)) == found
