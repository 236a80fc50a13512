"""Rhythms, pauses, pins and campaigns to slots."""

from __future__ import annotations

from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

from brandkit.core.calendar.model import Calendar, Campaign, Pause, Pin, Rhythm
from brandkit.core.calendar.rhythm import Span, all_slots, slots_of

ROME = ZoneInfo("Europe/Rome")
MONDAY = datetime(2026, 11, 23, tzinfo=ROME)
TUE_THU = Rhythm("linkedin", time(8, 30), (1, 3))


def calendar(**parts: object) -> Calendar:
    return Calendar("editorial", "Editorial", **({"rhythms": (TUE_THU,)} | parts))  # type: ignore[arg-type]


def shown(found: Calendar, days: int = 14) -> list[str]:
    span = Span(MONDAY, MONDAY + timedelta(days=days))
    return [
        f"{slot.when:%m-%d %H:%M} {slot.channel}/{slot.key.ordinal} {slot.theme}".strip()
        for slot in slots_of(found, span, ROME)
    ]


def test_weekdays_open_at_their_hour() -> None:
    assert shown(calendar()) == [
        "11-24 08:30 linkedin/1",
        "11-26 08:30 linkedin/1",
        "12-01 08:30 linkedin/1",
        "12-03 08:30 linkedin/1",
    ]


def test_a_span_holds_its_start_and_not_its_end() -> None:
    moment = datetime(2026, 11, 24, 8, 30, tzinfo=ROME)
    assert Span(moment, moment + timedelta(hours=1)).holds(moment)
    assert not Span(moment - timedelta(hours=1), moment).holds(moment)
    assert len(slots_of(calendar(), Span(moment, moment + timedelta(minutes=1)), ROME)) == 1


def test_a_rule_opens_on_the_first_monday() -> None:
    first_monday = Rhythm("blog", time(9), rule="FREQ=MONTHLY;BYDAY=1MO")
    assert shown(calendar(rhythms=(first_monday,)), 60) == [
        "12-07 09:00 blog/1",
        "01-04 09:00 blog/1",
    ]


def test_every_second_thursday_counts_from_its_first_day() -> None:
    second = Rhythm(
        "blog", time(9), rule="FREQ=WEEKLY;INTERVAL=2;BYDAY=TH", start=date(2026, 11, 26)
    )
    assert shown(calendar(rhythms=(second,)), 30) == ["11-26 09:00 blog/1", "12-10 09:00 blog/1"]


def test_a_rule_ends_where_it_says_and_so_does_a_rhythm() -> None:
    rule = Rhythm("blog", time(9), rule="FREQ=DAILY;UNTIL=20261125T080000Z")
    assert shown(calendar(rhythms=(rule,))) == [
        "11-23 09:00 blog/1",
        "11-24 09:00 blog/1",
        "11-25 09:00 blog/1",
    ]
    counted = Rhythm("blog", time(9), rule="FREQ=DAILY;COUNT=2", start=date(2026, 11, 23))
    assert shown(calendar(rhythms=(counted,))) == ["11-23 09:00 blog/1", "11-24 09:00 blog/1"]
    ended = TUE_THU._replace(until=date(2026, 11, 30), exceptions=(date(2026, 11, 24),))
    assert shown(calendar(rhythms=(ended,))) == ["11-26 08:30 linkedin/1"]


def test_a_pause_closes_its_days_the_last_included() -> None:
    pause = Pause(date(2026, 11, 25), date(2026, 12, 1))
    assert shown(calendar(pauses=(pause,))) == ["11-24 08:30 linkedin/1", "12-03 08:30 linkedin/1"]


def test_two_rhythms_of_one_day_are_numbered_and_one_instant_is_one_slot() -> None:
    noon, same = TUE_THU._replace(at=time(12)), TUE_THU
    assert shown(calendar(rhythms=(noon, TUE_THU, same)), 2) == [
        "11-24 08:30 linkedin/1",
        "11-24 12:00 linkedin/2",
    ]


def test_a_pin_takes_the_slot_of_its_day() -> None:
    pin = Pin(date(2026, 11, 24), "linkedin", "people")
    assert shown(calendar(pins=(pin,)), 2) == ["11-24 08:30 linkedin/1 people"]


def test_a_pin_with_an_hour_of_its_own_opens_a_slot() -> None:
    pin = Pin(date(2026, 11, 24), "linkedin", "people", at=time(18))
    assert shown(calendar(pins=(pin,)), 2) == [
        "11-24 08:30 linkedin/1",
        "11-24 18:00 linkedin/2 people",
    ]


def test_a_pin_at_the_hour_of_a_rhythm_takes_that_slot() -> None:
    pin = Pin(date(2026, 11, 24), "linkedin", "people", at=time(8, 30))
    assert shown(calendar(pins=(pin,)), 2) == ["11-24 08:30 linkedin/1 people"]


def test_a_pin_on_a_day_without_rhythm_opens_one_also_in_a_pause() -> None:
    pin = Pin(date(2026, 11, 25), "linkedin", "people")
    pause = Pause(date(2026, 11, 23), date(2026, 11, 30))
    assert shown(calendar(pins=(pin,), pauses=(pause,)), 7) == ["11-25 09:00 linkedin/1 people"]


def test_a_pin_outside_the_span_opens_nothing() -> None:
    assert len(shown(calendar(pins=(Pin(date(2027, 6, 1), "linkedin", "people"),)))) == 4


def test_two_pins_of_one_day_are_two_slots() -> None:
    pins = (Pin(date(2026, 11, 24), "linkedin", "a"), Pin(date(2026, 11, 24), "linkedin", "b"))
    assert shown(calendar(pins=pins), 2) == ["11-24 08:30 linkedin/1 a", "11-24 09:00 linkedin/2 b"]


def test_a_campaign_leads_up_to_its_day_and_follows_it() -> None:
    fair = Campaign("Fair", date(2026, 12, 3), "linkedin", "people", before=(2, 1), after=(1,))
    found = slots_of(calendar(campaigns=(fair,)), Span(MONDAY, MONDAY + timedelta(days=14)), ROME)
    assert [(str(s.key.day), s.campaign) for s in found if s.theme] == [
        ("2026-12-01", "Fair|-2"),
        ("2026-12-02", "Fair|-1"),
        ("2026-12-03", "Fair|+0"),
        ("2026-12-04", "Fair|+1"),
    ]


def test_a_pin_wins_over_a_campaign() -> None:
    fair = Campaign("Fair", date(2026, 11, 24), "linkedin", "people")
    pin = Pin(date(2026, 11, 24), "linkedin", "change")
    assert shown(calendar(campaigns=(fair,), pins=(pin,)), 2) == ["11-24 08:30 linkedin/1 change"]


def test_a_gap_is_told_on_the_slot() -> None:
    night = Calendar("c", "C", rhythms=(Rhythm("x", time(2, 30), tuple(range(7))),))
    start = datetime(2026, 3, 28, 12, tzinfo=UTC)
    found = slots_of(night, Span(start, start + timedelta(days=1)), ROME)
    assert [(f"{s.when:%H:%M}", s.resolution) for s in found] == [("03:30", "gap-shifted")]


def test_of_two_calendars_at_one_instant_on_one_channel_the_first_keeps_the_slot() -> None:
    other = Calendar("other", "Other", rhythms=(TUE_THU, TUE_THU._replace(channel="blog")))
    found = all_slots([calendar(), other], Span(MONDAY, MONDAY + timedelta(days=2)), ROME)
    assert [str(slot.key) for slot in found] == [
        "other/blog/2026-11-24/1",
        "editorial/linkedin/2026-11-24/1",
    ]
