"""Wall time to moments: every transition of every zone, none lost, none doubled."""

from __future__ import annotations

from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo, available_timezones

import pytest

from brandkit.core.calendar.model import Calendar, Rhythm
from brandkit.core.calendar.rhythm import Span, slots_of
from brandkit.core.calendar.walltime import format_moment, parse_moment, resolve

ROME = ZoneInfo("Europe/Rome")


@pytest.mark.parametrize(
    ("zone", "day", "at", "utc", "resolution"),
    [
        ("Europe/Rome", "2026-03-29", "02:30", "2026-03-29T01:30", "gap-shifted"),
        ("Europe/Rome", "2026-10-25", "02:30", "2026-10-25T00:30", "fold-first"),
        ("Europe/Rome", "2026-10-25", "03:30", "2026-10-25T02:30", "exact"),
        ("Australia/Lord_Howe", "2026-10-04", "02:15", "2026-10-03T15:45", "gap-shifted"),
        ("Pacific/Apia", "2011-12-30", "08:30", "2011-12-30T18:30", "gap-shifted"),
        ("America/New_York", "2007-03-11", "02:30", "2007-03-11T07:30", "gap-shifted"),
    ],
)
def test_a_gap_moves_forward_and_a_fold_is_the_first(
    zone: str, day: str, at: str, utc: str, resolution: str
) -> None:
    found = resolve(date.fromisoformat(day), time.fromisoformat(at), ZoneInfo(zone))
    assert found.resolution == resolution
    assert found.when.astimezone(UTC) == datetime.fromisoformat(utc).replace(tzinfo=UTC)


def test_moments_are_read_and_written_as_wall_time() -> None:
    moment = parse_moment("2026-12-01 08:30", ROME)
    assert moment is not None
    assert format_moment(moment, ROME) == "2026-12-01T08:30:00"
    for text in ("soon", "9999-12-31", "0001-01-01"):
        assert parse_moment(text, ROME) is None


def transitions(zone: ZoneInfo) -> list[date]:
    """Days from 2010 to 2035 on which the offset of *zone* changes."""
    found: list[date] = []
    moment = datetime(2010, 1, 1, tzinfo=UTC)
    end = datetime(2036, 1, 1, tzinfo=UTC)
    step = timedelta(days=7)
    while moment < end:
        if moment.astimezone(zone).utcoffset() != (moment + step).astimezone(zone).utcoffset():
            low, high = moment, moment + step
            while high - low > timedelta(minutes=1):
                middle = low + (high - low) / 2
                same = low.astimezone(zone).utcoffset() == middle.astimezone(zone).utcoffset()
                low, high = (middle, high) if same else (low, middle)
            found.append(high.astimezone(zone).date())
        moment += step
    return found


def test_no_slot_is_lost_or_doubled_at_any_transition_of_any_zone() -> None:
    seen: dict[tuple[object, ...], None] = {}
    for name in sorted(available_timezones()):
        zone = ZoneInfo(name)
        days = transitions(zone)
        if tuple(days) in seen:
            continue  # the same changes as another zone
        seen[tuple(days)] = None
        for day in days:
            check_days_around(day, zone, name)


def check_days_around(day: date, zone: ZoneInfo, name: str) -> None:
    """A daily rhythm gives one slot a day in the three days around a transition, in order."""
    start = datetime.combine(day - timedelta(days=3), time(12), UTC)
    for at in (time(0), time(0, 30), time(1, 30), time(2), time(2, 30), time(3), time(23, 30)):
        calendar = Calendar("c", "C", rhythms=(Rhythm("x", at, tuple(range(7))),))
        slots = slots_of(calendar, Span(start, start + timedelta(days=6)), zone)
        moments = [slot.when.astimezone(UTC) for slot in slots]
        days = [slot.key.day for slot in slots]
        assert len(set(moments)) == len(moments), (name, day, at)
        assert moments == sorted(moments)
        around = [day + timedelta(days=n) for n in (-1, 0, 1)]
        expected = {d for d in around if resolve(d, at, zone).when.date() == d}
        assert len(expected) >= 2, "a zone leaves out one day at most"
        assert expected <= set(days), (name, day, at, days)
        assert len(set(days)) == len(days), (name, day, at)
