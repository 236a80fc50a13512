"""The chooser by due date: who is due gets the slot, mixed, and nobody is lost who need not be."""

from __future__ import annotations

from datetime import date, datetime, time, timedelta
from typing import Any
from zoneinfo import ZoneInfo

from hypothesis import given
from hypothesis import strategies as st

from brandkit.core.choosing import Done, Fixed
from brandkit.core.habits.by_due import EARLY, NOBODY, ByDue
from brandkit.core.habits.candidate import Candidate, joined, names_in, parted
from brandkit.core.habits.spreading import spread
from brandkit.core.model import Slot, SlotKey
from brandkit.core.people.cadence import FAR, Standing
from brandkit.core.people.person import Cadence, Person

ROME = ZoneInfo("Europe/Rome")
TODAY = date(2026, 11, 30)


def day(n: int) -> date:
    return TODAY + timedelta(n)


def slot(n: int, ordinal: int = 1) -> Slot:
    when = datetime.combine(day(n), time(9), ROME)
    return Slot(when, SlotKey("keep", "", day(n), ordinal))


def due(name: str, at: int, latest: int = 900, earliest: int = -900, **more: Any) -> Candidate:
    return Candidate(
        f"person:{name}", day(earliest), day(at), day(latest), (name,), why="person.due", **more
    )


def chosen(
    slots: list[Slot],
    candidates: list[Candidate],
    *,
    record: list[Done] | None = None,
    fixed: list[Fixed] | None = None,
    before: dict[SlotKey, str] | None = None,
) -> list[str]:
    found = ByDue(TODAY).choose(slots, candidates, record or [], fixed or [], before or {})
    assert [one.slot for one in found.choices] == sorted(slots, key=lambda one: one.when)
    return [one.candidate.removeprefix("person:") for one in found.choices]


def test_who_is_due_gets_the_slot_and_nobody_before_their_time() -> None:
    people = [due("Ada", 0), due("Bob", 3), due("Eva", 50)]
    assert chosen([slot(0), slot(2), slot(4), slot(6)], people) == ["Ada", "", "Bob", ""]


def test_a_slot_for_which_nobody_is_due_says_so() -> None:
    (choice,) = ByDue(TODAY).choose([slot(0)], [], [], [], {}).choices
    assert choice.reason.kind == NOBODY


def test_whoever_waited_longest_for_their_time_comes_first() -> None:
    people = [due("Ada", -10, 90), due("Bob", -10, 10), due("Eva", -80, 100)]
    assert chosen([slot(0), slot(1), slot(2)], people) == ["Bob", "Eva", "Ada"]


def test_groups_are_mixed() -> None:
    people = [due(f"C{n}", -9, group="client") for n in range(3)] + [due("F", -1, group="friend")]
    assert chosen([slot(n) for n in range(4)], people) == ["C0", "F", "C1", "C2"]


def test_who_was_chosen_comes_back_after_their_time() -> None:
    ada = due("Ada", 0, again=Cadence(2, 4, 9))
    assert chosen([slot(n) for n in range(9)], [ada]) == [
        "Ada",
        "",
        "",
        "",
        "Ada",
        "",
        "",
        "",
        "Ada",
    ]


def test_what_stood_before_stays_where_it_is_still_due() -> None:
    people = [due("Ada", -9), due("Bob", -1)]
    assert chosen([slot(0), slot(1)], people, before={slot(0).key: "person:Bob"}) == ["Bob", "Ada"]
    assert chosen([slot(0)], people, before={slot(0).key: "person:Eva"}) == ["Ada"]


def test_what_was_done_and_what_stands_set_anew() -> None:
    ada = due("Ada", 0, again=Cadence(2, 4, 9), last=day(-30))
    assert chosen([slot(0), slot(3)], [ada], record=[Done(day(-1), {"person:Ada": 100})]) == [
        "",
        "Ada",
    ]
    assert chosen([slot(0)], [ada], record=[Done(day(-40), {"person:Ada": 100})]) == ["Ada"]
    fixed = [Fixed(slot(2, 0), "person:Ada"), Fixed(slot(1, 0), "person:Nobody")]
    assert chosen([slot(n) for n in (0, 2, 4, 6)], [ada], fixed=fixed) == ["", "", "", "Ada"]


def test_once_is_once() -> None:
    assert chosen([slot(0), slot(1)], [due("Ada", 0)]) == ["Ada", ""]
    assert chosen([slot(3)], [due("Ada", 0)], fixed=[Fixed(slot(1, 0), "person:Ada")]) == [""]


def test_somebody_is_taken_early_where_later_there_is_no_room() -> None:
    people = [due("Ada", 5, 6), due("Bob", 5, 6)]
    found = ByDue(TODAY).choose([slot(0), slot(4), slot(6)], people, [], [], {})
    assert [one.candidate for one in found.choices] == ["", "person:Ada", "person:Bob"]
    assert [one.reason.kind for one in found.choices] == [NOBODY, EARLY, "person.due"]


def test_who_is_too_late_already_presses_no_more_than_the_others() -> None:
    people = [due("Late", -90, -30), due("Ada", -5, 0)]
    assert chosen([slot(0), slot(1)], people) == ["Ada", "Late"]


def test_urgency_is_the_part_of_the_time_that_has_gone() -> None:
    people = [due("Ada", -10, 10), due("Bob", -5)._replace(latest=FAR)]
    found = ByDue(TODAY).choose([slot(0), slot(0, 2)], people, [], [], {}).choices
    assert {one.candidate: one.reason.owed for one in found} == {"person:Ada": 50, "person:Bob": 50}


def test_several_are_one_idea() -> None:
    assert joined(["person:Ada", "person:Bob Neri"]) == "person:Ada|Bob Neri"
    assert parted("person:Ada|Bob Neri") == ["person:Ada", "person:Bob Neri"]
    assert names_in("person:clients/Ada") == ["clients/Ada"]
    assert parted("") == []


JOBS = st.lists(
    st.tuples(st.integers(0, 12), st.integers(0, 12), st.integers(0, 12)).map(sorted), max_size=8
)


@given(JOBS, st.sets(st.integers(0, 12), max_size=9), st.integers(1, 2))
def test_nobody_is_left_until_too_late_where_that_can_be_helped(
    jobs: list[list[int]], days: set[int], each: int
) -> None:
    people = [
        due(f"P{n}", ideal, latest, earliest, group=str(n % 2))
        for n, (earliest, ideal, latest) in enumerate(jobs)
    ]
    slots = [slot(n, k) for n in sorted(days) for k in range(1, each + 1)]
    found = ByDue(TODAY).choose(slots, people, [], [], {}).choices
    when = {one.candidate: one.slot.key.day for one in found if one.candidate}
    assert len([one for one in found if one.candidate]) == len(when)
    for person in people:
        if person.id in when:
            assert when[person.id] >= person.earliest
    # Only those whose latest day has a slot at or behind it are this plan's to see to.
    last = max((one.key.day for one in slots), default=TODAY)
    pressing = [one for one in people if one.latest <= last]
    if _all_fit(pressing, slots):
        assert all(when.get(one.id, FAR) <= one.latest for one in pressing)


def _all_fit(people: list[Candidate], slots: list[Slot]) -> bool:
    """Whether everybody finds a slot of their time: earliest latest day first, which is exact."""
    open_ones = list(people)
    for one in sorted(slots, key=lambda found: found.when):
        able = [p for p in open_ones if p.earliest <= one.key.day <= p.latest]
        if able:
            open_ones.remove(min(able, key=lambda p: p.latest))
    return not open_ones


@given(JOBS, st.sets(st.integers(0, 12), max_size=9))
def test_spreading_keeps_everybody_within_their_time_where_that_is_possible_and_says_where_not(
    jobs: list[list[int]], days: set[int]
) -> None:
    waiting = [
        Standing(Person(f"P{n}", f"P{n}"), None, day(-9), day(-1), day(latest))
        for n, (_, _, latest) in enumerate(jobs)
    ]
    slots = [slot(n) for n in sorted(days)]
    found = spread(waiting, slots, TODAY)
    latest = {one.person.id: one.latest for one in waiting}
    assert set(found.days) | set(found.left) == set(latest)
    assert set(found.late) == {name for name, on in found.days.items() if on > latest[name]}
    assert len(set(found.days.values())) == len(found.days)
    people = [due(one.person.id, 0, (one.latest - TODAY).days, 0) for one in waiting]
    last = max((one.key.day for one in slots), default=TODAY)
    if _all_fit([one for one in people if one.latest <= last], slots):
        assert not found.late
