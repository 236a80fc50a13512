"""Which entry stands on which slot."""

from __future__ import annotations

from datetime import date, datetime, timedelta
from typing import Any
from zoneinfo import ZoneInfo

from brandkit.core.calendar.model import Calendar, Pin, Rhythm
from brandkit.core.calendar.placing import Placement, place
from brandkit.core.calendar.rhythm import Span, slots_of
from brandkit.core.model import Entry, SlotKey
from brandkit.core.notation.entries import body_digest
from tests.core.calendar.test_rhythm import MONDAY, ROME, TUE_THU

END = MONDAY + timedelta(days=28)


def key(day: str, ordinal: int = 1) -> SlotKey:
    return SlotKey("editorial", "linkedin", date.fromisoformat(day), ordinal)


def entry(
    identity: str, day: str, *, touched: bool = False, hour: str = "08:30", **more: Any
) -> Entry:
    values: dict[str, Any] = {
        "slot": key(day),
        "theme": "people",
        "title": "T",
        "body": "words",
        "generated": "" if touched else body_digest("T", "words"),
        "path": f"drafts/{identity}.md",
        "channel": "linkedin",
    }
    when = datetime.fromisoformat(f"{day}T{hour}").replace(tzinfo=ROME)
    return Entry(identity, "editorial", when, **(values | more))


def placed(*entries: Entry, rhythm: Rhythm = TUE_THU, pins: tuple[Pin, ...] = ()) -> Placement:
    calendar = Calendar("editorial", "E", rhythms=(rhythm,), pins=pins)
    slots = slots_of(calendar, Span(MONDAY, END), ROME)
    return place(slots, entries, MONDAY, ROME, END)


def ids(entries: Any) -> list[str]:
    return [item.id for item in entries]


def test_an_untouched_entry_far_ahead_may_change_its_theme() -> None:
    found = placed(entry("a", "2026-12-10"))
    assert ids(found.movable.values()) == ["a"]
    assert found.fixed == []


def test_the_next_seven_days_stay_as_they_are() -> None:
    found = placed(entry("a", "2026-11-26"))
    assert ids(found.near.values()) == ["a"]
    assert not found.movable


def test_a_pin_changes_also_what_is_near() -> None:
    pin = Pin(date(2026, 11, 26), "linkedin", "change")
    assert ids(placed(entry("a", "2026-11-26"), pins=(pin,)).movable.values()) == ["a"]


def test_what_the_person_wrote_or_marked_is_fixed() -> None:
    found = placed(entry("a", "2026-12-10", touched=True), entry("b", "2026-12-15", status="ready"))
    assert ids(found.fixed) == ["a", "b"]
    assert set(found.seated) == {key("2026-12-10"), key("2026-12-15")}


def test_another_hour_orphans_nothing() -> None:
    found = placed(
        entry("a", "2026-12-10"), rhythm=TUE_THU._replace(at=TUE_THU.at.replace(hour=18))
    )
    assert ids(found.movable.values()) == ["a"]


def test_what_is_out_or_skipped_closes_its_slot() -> None:
    found = placed(
        entry("a", "2026-11-24", status="published"), entry("b", "2026-11-26", status="skipped")
    )
    assert found.closed == {key("2026-11-24"), key("2026-11-26")}
    assert ids(found.published) == ["a"]
    for status in ("skipped", "published"):
        assert not placed(entry("a", "2026-11-24", status=status, slot=None)).closed


def test_missed_entries_are_told_apart_by_whose_words_they_hold() -> None:
    found = placed(
        entry("a", "2026-11-10"),
        entry("b", "2026-11-12", touched=True),
        entry("c", "2026-11-17", touched=True, slot=None),
    )
    assert ids(found.missed_untouched) == ["a"]
    assert ids(found.missed_drafted) == ["b", "c"]


def test_a_touched_entry_without_a_slot_is_a_fixed_extra() -> None:
    found = placed(entry("a", "2026-12-09", touched=True, slot=None))
    assert ids(found.fixed) == ["a"]
    assert not found.seated


def test_an_untouched_entry_whose_slot_is_gone_takes_the_nearest_free_one() -> None:
    found = placed(entry("a", "2026-12-09"))
    assert [(e.id, str(s.key.day)) for e, s in found.moved] == [("a", "2026-12-08")]
    assert ids(found.movable.values()) == ["a"]


def test_one_for_which_there_is_no_slot_is_homeless() -> None:
    found = placed(entry("a", "2026-12-09", channel="blog"))
    assert ids(found.homeless) == ["a"]


def test_what_lies_beyond_the_horizon_stays() -> None:
    assert ids(placed(entry("a", "2027-03-02")).fixed) == ["a"]


def test_two_files_on_one_slot_are_both_kept_and_told() -> None:
    found = placed(entry("b", "2026-12-10", status="ready"), entry("a", "2026-12-10", touched=True))
    assert found.seated[key("2026-12-10")].id == "a"
    assert sorted(ids(found.fixed)) == ["a", "b"]
    assert found.doubles == [(key("2026-12-10"), ("drafts/a.md", "drafts/b.md"))]


def test_an_untouched_file_that_shares_a_slot_takes_a_free_one_near() -> None:
    found = placed(entry("b", "2026-12-10"), entry("a", "2026-12-10", touched=True))
    assert [(e.id, str(s.key.day)) for e, s in found.moved] == [("b", "2026-12-08")]
    assert found.doubles == []


def test_an_untouched_file_that_finds_no_free_slot_is_kept_and_told() -> None:
    days = ("2026-11-24", "2026-11-26", "2026-12-01")
    others = [entry(f"x{n}", day, touched=True) for n, day in enumerate(days)]
    found = placed(*others, entry("b", "2026-11-24"))
    assert ids(found.fixed) == ["b", "x0", "x1", "x2"]
    assert found.doubles == [(key("2026-11-24"), ("drafts/x0.md", "drafts/b.md"))]


def test_an_untouched_entry_moved_by_hand_stays_on_its_new_day() -> None:
    found = placed(entry("a", "2026-12-10", slot=key("2026-12-01")))
    assert ids(found.fixed) == ["a"]
    assert found.seated[key("2026-12-10")].id == "a"
    assert key("2026-12-01") not in found.seated
    off = placed(entry("a", "2026-12-09", slot=key("2026-12-01")))
    assert ids(off.fixed) == ["a"]
    assert not off.seated


def test_the_zone_of_the_brand_decides_which_day_it_is() -> None:
    late = entry("a", "2026-12-10").when.astimezone(ZoneInfo("Asia/Tokyo"))
    found = placed(
        entry("a", "2026-12-10", slot=key("2026-12-10")).__class__(
            "a",
            "editorial",
            late,
            slot=key("2026-12-10"),
            channel="linkedin",
            title="T",
            body="words",
            generated=body_digest("T", "words"),
        )
    )
    assert ids(found.movable.values()) == ["a"]
