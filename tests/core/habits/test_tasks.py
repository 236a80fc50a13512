"""Tasks of habits: their slots, who fills them, and what the days have room for."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, datetime, time, timedelta
from zoneinfo import ZoneInfo

from hypothesis import given
from hypothesis import strategies as st

from brandkit.core.calendar.model import Calendar, Habit, Rhythm
from brandkit.core.filling import Situation
from brandkit.core.habits.circle import Circle
from brandkit.core.habits.fitting import Weight, fitted
from brandkit.core.habits.tasks import MISSED, NO_ROOM, NO_SLOT, NOT_DUE, Tasks, plan_tasks
from brandkit.core.model import Brand, Capacity, Entry, SlotKey
from brandkit.core.notation.entries import body_digest
from brandkit.core.people.cadence import TagCadence, around
from brandkit.core.people.person import Cadence, LogLine, Person

ROME = ZoneInfo("Europe/Rome")
NOW = datetime(2026, 11, 30, 10, tzinfo=ROME)
TODAY = NOW.date()
BRAND = Brand("b", "Ada", "en", ROME)
KEEP = Calendar(
    "keep",
    "Keep in touch",
    "person",
    rhythms=(Rhythm("", time(9), (0, 2, 4)),),
    habit=Habit("word", cadence=Cadence(30, 90, 180)),
)
THANKS = Calendar(
    "thanks",
    "Thanks",
    "favour",
    rhythms=(Rhythm("", time(9), (1, 3)),),
    habit=Habit("thank-you", mark="thanked", minutes=5),
)


def person(name: str, days: int = 100, *log: LogLine, **more: object) -> Person:
    return replace(Person(name, name, met=TODAY - timedelta(days), log=log), **more)  # type: ignore[arg-type]


def planned(
    *people: Person,
    calendars: tuple[Calendar, ...] = (KEEP,),
    entries: tuple[Entry, ...] = (),
    capacity: Capacity | None = None,
    posts: tuple[Entry, ...] = (),
    weeks: int = 1,
) -> Tasks:
    brand = replace(BRAND, capacity=capacity or Capacity())
    end = datetime.combine(TODAY + timedelta(weeks=weeks), time(), ROME)
    situation = Situation(brand, calendars, (*entries, *posts), (), {}, NOW, end)
    return plan_tasks(situation, Circle({one.id: one for one in people}), posts)


def rows(tasks: Tasks) -> list[tuple[str, str]]:
    return [(f"{line.entry.when:%a}", line.entry.idea) for line in tasks.lines]


def task(
    day: int, idea: str, *, touched: bool = False, calendar: str = "keep", **more: object
) -> Entry:
    on = TODAY + timedelta(day)
    when = datetime.combine(on, time(9), ROME)
    body = "by hand" if touched else "made"
    generated = body_digest("t", "made")
    slot = SlotKey(calendar, "", on, 1)
    names = tuple(idea.partition(":")[2].split("|"))
    entry = Entry(
        f"e{day}{idea[-1]}", calendar, when, "t", body, slot=slot, idea=idea, people=names
    )
    return replace(entry, format="word", generated=generated, path=f"drafts/{day}.md", **more)  # type: ignore[arg-type]


def test_the_slots_of_a_week_go_to_those_who_are_due_also_that_of_this_morning() -> None:
    found = planned(person("Ada"), person("Bob", 200), person("Eva", 5))
    assert rows(found) == [("Mon", "person:Bob"), ("Wed", "person:Ada")]
    entry = found.lines[0].entry
    assert str(entry.slot) == "keep/2026-11-30/1"
    assert (entry.format, entry.language, entry.people) == ("word", "en", ("Bob",))
    assert entry.is_task


def test_a_second_plan_changes_nothing_and_a_contact_frees_the_slot() -> None:
    before = task(0, "person:Bob")
    again = planned(person("Ada"), person("Bob", 95), entries=(before,))
    assert [(line.action, line.entry.idea) for line in again.lines] == [
        ("kept", "person:Bob"),
        ("new", "person:Ada"),
    ]
    spoken = LogLine(TODAY, "spoke")
    after = planned(person("Ada"), person("Bob", 95, spoken), entries=(before,))
    assert [(line.action, line.entry.idea) for line in after.lines] == [("changed", "person:Ada")]
    nobody = planned(person("Bob", 95, spoken), entries=(before,))
    assert nobody.removed == [(before, NOT_DUE)]


def test_what_the_person_began_stands_and_counts() -> None:
    begun = task(2, "person:Bob", touched=True)
    found = planned(person("Ada"), person("Bob", 300), entries=(begun,))
    assert rows(found) == [("Mon", "person:Ada")]
    assert found.standing == [begun]


def test_past_tasks_are_put_away_or_told_and_those_of_a_dropped_habit_too() -> None:
    past, mine = task(-3, "person:Ada"), task(-5, "person:Bob", touched=True)
    other = task(1, "person:Eva", calendar="gone")
    own = task(1, "person:Ugo", calendar="gone", touched=True)
    found = planned(entries=(past, mine, other, own))
    assert found.removed == [(past, MISSED), (other, NO_SLOT)]
    assert found.missed == [mine]
    assert found.standing == [own]


def test_who_was_done_or_skipped_does_not_get_the_same_slot_again() -> None:
    done = task(0, "person:Ada", status="done")
    skipped = task(2, "person:Bob", status="skipped")
    found = planned(person("Ada"), person("Bob"), entries=(done, skipped))
    assert rows(found) == [("Fri", "person:Ada")]


def test_thanks_go_first_and_nobody_is_written_to_twice_in_a_week() -> None:
    favour = LogLine(TODAY - timedelta(5), "introduced me", frozenset({"received"}))
    old = person("Ada", 400, favour)
    found = planned(old, person("Bob"), calendars=(KEEP, THANKS))
    assert rows(found) == [("Mon", "person:Bob"), ("Tue", "favour:Ada")]


def test_a_tag_has_its_own_cadence_and_a_habit_may_be_limited_to_tags() -> None:
    habit = Habit("word", by_tag=(TagCadence("client", Cadence(7, 14, 30)),), tags=("Client",))
    calendar = replace(KEEP, habit=habit)
    found = planned(person("Ada", 20, tags=("client",)), person("Bob", 300), calendars=(calendar,))
    assert rows(found) == [("Mon", "person:Ada")]


def test_several_people_make_one_task_in_the_language_they_share() -> None:
    habit = replace(KEEP.habit, several=2) if KEEP.habit else None
    people = [person(name, language="it") for name in ("Ada", "Bob", "Eva")]
    found = planned(*people, calendars=(replace(KEEP, habit=habit),))
    assert [line.entry.people for line in found.lines] == [("Ada", "Bob"), ("Eva",)]
    assert {line.entry.language for line in found.lines} == {"it"}


def test_habits_about_new_people_other_fields_and_networkers_choose_among_those() -> None:
    helped = LogLine(TODAY - timedelta(100), "sent me a client", frozenset({"received", "thanked"}))
    people = [
        person("New", unmet=True, met=None, added=TODAY),
        person("Far", 200, themes=("botany",)),
        person("Net", 200, helped),
    ]
    for who, idea in (("new", "New"), ("outside", "Far"), ("networker", "Net")):
        habit = Habit("word", who=who)
        found = planned(*people, calendars=(replace(KEEP, habit=habit),))
        assert [line.entry.idea for line in found.lines] == [f"person:{idea}"], who


def test_favours_are_returned_after_a_month_and_not_before() -> None:
    give_back = replace(THANKS, habit=Habit("return", mark="returned"))
    late = LogLine(TODAY - timedelta(45), "lent me a room", frozenset({"received"}))
    fresh = LogLine(TODAY - timedelta(5), "gave advice", frozenset({"received"}))
    found = planned(
        person("Ada", 100, late), person("Bob", 100, fresh), calendars=(give_back,), weeks=2
    )
    assert rows(found) == [("Tue", "favour:Ada")]
    assert found.lines[0].choice.reason.kind == "favour.return"


def test_a_review_is_due_whenever_its_calendar_opens_and_practices_take_turns() -> None:
    review = Calendar(
        "review", "Review", "review", rhythms=(Rhythm("", time(9), (0,)),), habit=Habit("r")
    )
    found = planned(calendars=(review,), weeks=2)
    assert [line.entry.idea for line in found.lines] == ["review:review"] * 2
    skill = replace(review, id="skills", pick="skill")
    end = datetime.combine(TODAY + timedelta(weeks=2), time(), ROME)
    done = task(-7, "skill:alt-text", calendar="skills", status="done")
    situation = Situation(BRAND, (skill,), (done,), (), {}, NOW, end)
    cards = plan_tasks(situation, Circle({}, ("alt-text", "poll", "search")), ())
    assert [line.entry.idea for line in cards.lines] == ["skill:poll", "skill:search"]


def post(day: int) -> Entry:
    when = datetime.combine(TODAY + timedelta(day), time(8), ROME)
    return Entry(f"p{day}", "editorial", when, channel="linkedin", theme="t", status="ready")


def test_tasks_for_which_the_days_are_too_short_give_way_the_least_urgent_first() -> None:
    capacity = Capacity(day=30, week=50, post=20)
    people = [person("Ada", 100), person("Bob", 170), person("Eva", 120)]
    found = planned(*people, capacity=capacity, posts=(post(0), post(1)))
    assert rows(found) == [("Mon", "person:Bob")]
    assert len(found.no_room) == 2
    assert found.fit.full_days == ()


def test_posts_above_the_capacity_are_told_and_untouched_tasks_go() -> None:
    old = task(0, "person:Ada")
    found = planned(
        person("Ada"), capacity=Capacity(day=10, week=15), posts=(post(0),), entries=(old,)
    )
    assert found.lines == []
    assert found.removed == [(old, NO_ROOM)]
    assert found.fit.full_days == ((TODAY, 20),)
    assert found.fit.full_weeks == ((TODAY, 20),)


WEIGHTS = st.lists(
    st.builds(
        Weight,
        st.uuids().map(str),
        st.integers(0, 20).map(lambda n: TODAY + timedelta(n)),
        st.integers(1, 40),
        st.integers(0, 300),
    ),
    max_size=12,
)


@given(WEIGHTS, WEIGHTS, st.none() | st.integers(1, 90), st.none() | st.integers(1, 200))
def test_no_day_and_no_week_holds_more_than_the_person_can_do(
    fixed: list[Weight], tasks: list[Weight], day: int | None, week: int | None
) -> None:
    found = fitted(Capacity(day, week), fixed, tasks)
    kept = [one for one in tasks if one.id not in found.left_out]

    def total(weights: list[Weight], on: date, length: int) -> int:
        return sum(one.minutes for one in weights if 0 <= (one.day - on).days < length)

    for one in kept:
        monday = one.day - timedelta(one.day.weekday())
        assert day is None or total([*fixed, *kept], one.day, 1) <= day
        assert week is None or total([*fixed, *kept], monday, 7) <= week
    if day is None and week is None:
        assert not found.left_out


PEOPLE = st.lists(
    st.tuples(st.integers(0, 400), st.sampled_from(["a", "b", ""]), st.sampled_from([1, 3, 7, 90])),
    max_size=8,
)
REVIEW = Calendar(
    "review", "Review", "review", rhythms=(Rhythm("", time(17), (0, 3)),), habit=Habit("review")
)


@given(PEOPLE, st.integers(1, 4), st.integers(1, 3))
def test_a_second_plan_keeps_every_task(
    people: list[tuple[int, str, int]], weeks: int, several: int
) -> None:
    known = [
        person(f"P{n}", days, tags=(tag,) if tag else (), cadence=around(ideal))
        for n, (days, tag, ideal) in enumerate(people)
    ]
    habit = replace(KEEP.habit, several=several) if KEEP.habit else None
    calendars = (replace(KEEP, habit=habit), REVIEW)
    first = planned(*known, weeks=weeks, calendars=calendars)
    written = tuple(
        replace(line.entry, title="t", body="made", generated=body_digest("t", "made"))
        for line in first.lines
    )
    second = planned(*known, weeks=weeks, entries=written, calendars=calendars)
    assert [line.entry for line in second.lines] == list(written)
    assert {line.action for line in second.lines} <= {"kept"}
    assert not second.removed
    assert len([one for one in written if one.calendar == "review"]) == 2 * weeks
