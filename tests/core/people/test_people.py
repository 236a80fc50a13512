"""Who is due, who owes what, and whom a few words mean."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from brandkit.core.people.cadence import (
    STANDARD,
    TagCadence,
    around,
    cadence_of,
    standing_of,
    standings,
)
from brandkit.core.people.favours import balance_of, favours_in
from brandkit.core.people.naming import addressed, matching, note_name
from brandkit.core.people.person import MARKS, Cadence, LogLine, Person, last_contact, mark_word

TODAY = date(2026, 11, 27)
DAYS = st.dates(date(2024, 1, 1), date(2027, 12, 31))
CADENCES = st.lists(st.integers(1, 400), min_size=3, max_size=3).map(
    lambda days: Cadence(*sorted(days))
)
LINES = st.builds(
    LogLine,
    DAYS,
    st.text("abc", max_size=3),
    st.frozensets(st.sampled_from(tuple(MARKS)), max_size=2),
)
PEOPLE = st.builds(
    Person,
    st.just("A"),
    st.just("A"),
    cadence=CADENCES,
    next=st.none() | DAYS,
    met=st.none() | DAYS,
    added=st.none() | DAYS,
    log=st.lists(LINES, max_size=5).map(tuple),
)


def ago(days: int) -> date:
    return TODAY - timedelta(days)


def test_a_contact_sets_the_time_anew() -> None:
    person = Person("A", "A", met=ago(400))
    before = standing_of(person, STANDARD, TODAY)
    assert before.state(TODAY) == "late"
    after = standing_of(replace(person, log=(LogLine(TODAY, "coffee"),)), STANDARD, TODAY)
    assert after.state(TODAY) == "resting"
    assert after.due == TODAY + timedelta(STANDARD.ideal)


def test_a_line_that_is_only_a_note_is_no_contact() -> None:
    note = LogLine(TODAY, "heard of her", frozenset({"note"}))
    person = Person("A", "A", met=ago(100), log=(note,))
    assert last_contact(person, TODAY) == ago(100)


def test_what_lies_in_the_future_is_no_contact_yet() -> None:
    person = Person(
        "A", "A", met=TODAY + timedelta(3), log=(LogLine(TODAY + timedelta(1), "plan"),)
    )
    assert last_contact(person, TODAY) is None


@pytest.mark.parametrize(
    ("days", "state"), [(10, "resting"), (30, "soon"), (90, "due"), (180, "due"), (181, "late")]
)
def test_least_ideal_and_longest_time(days: int, state: str) -> None:
    person = Person("A", "A", log=(LogLine(ago(days), "x"),))
    assert standing_of(person, STANDARD, TODAY).state(TODAY) == state


def test_who_was_never_met_is_due_the_day_after_the_note_was_begun() -> None:
    person = Person("A", "A", added=ago(0))
    assert standing_of(person, STANDARD, TODAY).due == TODAY + timedelta(1)
    assert standing_of(Person("A", "A"), STANDARD, TODAY).due == TODAY


def test_snoozing_holds_back_and_a_far_calendar_ends_nothing() -> None:
    person = Person("A", "A", met=ago(400), next=TODAY + timedelta(20))
    standing = standing_of(person, STANDARD, TODAY)
    assert standing.state(TODAY) == "resting"
    assert standing.due == TODAY + timedelta(20)
    assert standing_of(Person("A", "A", met=date(9999, 12, 1)), STANDARD, TODAY).due == TODAY
    far = Person("A", "A", log=(LogLine(date(9999, 12, 1), "x"),))
    assert standing_of(far, STANDARD, date(9999, 12, 31)).due == date.max


def test_the_own_cadence_comes_before_the_shortest_of_the_tags() -> None:
    by_tag = [TagCadence("client", Cadence(7, 14, 30)), TagCadence("friend", Cadence(60, 90, 120))]
    person = Person("A", "A", tags=("friend", "Client"))
    assert cadence_of(person, by_tag) == Cadence(7, 14, 30)
    assert cadence_of(replace(person, cadence=around(50)), by_tag) == Cadence(25, 50, 100)
    assert cadence_of(Person("A", "A"), by_tag) == STANDARD
    assert cadence_of(replace(person, keeps=False), by_tag) is None
    listed = standings(
        [person, replace(person, id="B", keeps=False), Person("C", "C")], by_tag, TODAY
    )
    assert [one.person.id for one in listed] == ["A", "C"]


@given(PEOPLE, CADENCES)
def test_a_logged_contact_never_leaves_somebody_due(person: Person, cadence: Cadence) -> None:
    logged = replace(person, next=None, log=(*person.log, LogLine(TODAY, "spoke")))
    for day in (TODAY, TODAY + timedelta(cadence.least - 1)):
        assert standing_of(logged, cadence, day).state(day) == "resting"
    snoozed = replace(person, log=logged.log)
    assert standing_of(snoozed, cadence, TODAY).state(TODAY) == "resting"


@given(PEOPLE, CADENCES, DAYS)
def test_a_standing_is_in_order(person: Person, cadence: Cadence, today: date) -> None:
    standing = standing_of(person, cadence, today)
    assert standing.earliest <= standing.due <= standing.latest


def favour(day: int, *marks: str) -> LogLine:
    return LogLine(date(2026, 11, day), f"on {day}", frozenset(marks))


def test_a_favour_is_owed_until_it_is_returned_and_unthanked_until_thanks() -> None:
    log = [favour(1, "received"), favour(5, "received")]
    assert [one.day.day for one in balance_of(log).owed] == [1, 5]
    assert [one.day.day for one in balance_of([*log, favour(6, "thanked")]).owed] == [1, 5]
    assert not balance_of([*log, favour(6, "thanked")]).unthanked
    returned = balance_of([*log, favour(7, "returned")])
    assert [one.day.day for one in returned.owed] == [5]
    assert len(returned.unthanked) == 2
    assert balance_of([favour(2, "given")]).lent == ((date(2026, 11, 2), "on 2"),)
    assert balance_of([favour(2, "given"), favour(3, "received")]).net == 0


def test_of_one_day_the_favour_comes_before_its_thanks() -> None:
    assert not balance_of([favour(2, "thanked"), favour(2, "received")]).unthanked


def test_the_favours_of_a_log_are_told_in_order() -> None:
    log = [favour(9, "thanked"), favour(3), favour(1, "received"), favour(2, "note")]
    assert [line.day.day for line in favours_in(log)] == [1, 9]


_MIRROR = {"received": "given", "given": "received", "returned": "received"}


@given(st.lists(LINES, max_size=12))
def test_balances_are_zero_sum(log: list[LogLine]) -> None:
    """What one owes, seen from the other side, is owed to the other."""
    one_way = [line for line in log if not {"received"} < line.marks & set(_MIRROR)]
    mirrored = [
        line._replace(marks=frozenset(_MIRROR[mark] for mark in line.marks if mark in _MIRROR))
        for line in one_way
    ]
    mine, theirs = balance_of(one_way), balance_of(mirrored)
    assert mine.net + theirs.net == 0
    assert not (mine.owed and mine.lent)


def test_a_mark_is_written_in_the_language_of_the_workspace() -> None:
    assert [mark_word("received", one) for one in ("it", "en")] == ["ricevuto", "received"]


EVERYBODY = [
    Person("Lucia Bianchi", "Lucia Bianchi", aliases=("Lu",), handles={"email": "l@example.org"}),
    Person("Lucia Verdi", "Lucia Verdi"),
    Person("friends/Zoë", "Zoë Ülker"),
    Person("Bianca", "Bianca Neri"),
]


@pytest.mark.parametrize(
    ("words", "found"),
    [
        ("lucia bianchi", ["Lucia Bianchi"]),
        ("LU", ["Lucia Bianchi"]),
        ("l@example.org", ["Lucia Bianchi"]),
        ("lucia", ["Lucia Bianchi", "Lucia Verdi"]),
        ("@zoe", ["friends/Zoë"]),
        ("ulker", ["friends/Zoë"]),
        ("bianca", ["Bianca"]),
        ("verdi lucia", ["Lucia Verdi"]),
        ("nobody", []),
        ("", []),
    ],
)
def test_a_few_words_mean_somebody(words: str, found: list[str]) -> None:
    assert [one.id for one in matching(EVERYBODY, words)] == found


@pytest.mark.parametrize(
    ("line", "ids", "rest"),
    [
        ("@Lucia Bianchi: coffee", ["Lucia Bianchi"], "coffee"),
        ("@lu coffee", ["Lucia Bianchi"], "coffee"),
        ("@Lucia coffee", ["Lucia Bianchi", "Lucia Verdi"], "coffee"),
        ("@Bianca – a call", ["Bianca"], "a call"),
        ("@Ugo hello", [], "hello"),
        ("@", [], ""),
    ],
)
def test_a_line_of_the_inbox_begins_with_a_name(line: str, ids: list[str], rest: str) -> None:
    found, words = addressed(line, EVERYBODY)
    assert ([one.id for one in found], words) == (ids, rest)


@pytest.mark.parametrize(
    ("name", "file"),
    [
        ("Lucia  Bianchi", "Lucia Bianchi"),
        ("Rossi/Neri: [soci] #1|2", "Rossi Neri soci 1 2"),
        ("D’Angelo, Zoë 🌱", "D’Angelo, Zoë 🌱"),
        ("...", "_"),
        ("CON", "CON_"),
        ("x" * 200, "x" * 80),
    ],
)
def test_a_note_is_called_as_the_person_is(name: str, file: str) -> None:
    assert note_name(name) == file
