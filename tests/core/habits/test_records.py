"""Introductions, associations, a look back, in need, the scorecard: read from the record."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from brandkit.core.calendar.model import Calendar, Habit
from brandkit.core.habits.circle import Circle
from brandkit.core.habits.groups import Group, call_of
from brandkit.core.habits.introductions import (
    Introduction,
    Step,
    next_step,
    reveals,
    sentence_digest,
    state_of,
    suggest,
)
from brandkit.core.habits.need import helpers
from brandkit.core.habits.review import look_back
from brandkit.core.habits.scorecard import Matter, scores
from brandkit.core.model import Brand, Entry, Theme
from brandkit.core.notation.groups import parse_group
from brandkit.core.notation.introductions import parse_introduction, side_of
from brandkit.core.people.connection import Connection
from brandkit.core.people.person import LogLine, Person

ROME = ZoneInfo("Europe/Rome")
TODAY = date(2026, 11, 30)


def ago(days: int) -> date:
    return TODAY - timedelta(days)


def person(name: str, **more: object) -> Person:
    return replace(Person(name, name, said_without_name="somebody useful"), **more)  # type: ignore[arg-type]


ADA = person("Ada Rossi", offers=("aule grandi",), organisation="Beta")
BOB = person("Bob Neri", looks_for=("aule per corsi",), organisation="Gamma")
PEOPLE = {one.id: one for one in (ADA, BOB)}
BRIDGE = Introduction("Ada Rossi + Bob Neri", ("Ada Rossi", "Bob Neri"))


def test_an_introduction_goes_step_by_step_with_the_consent_of_both() -> None:
    one = BRIDGE
    assert (state_of(one, PEOPLE), next_step(one, PEOPLE)) == ("proposed", Step("ask", "Ada Rossi"))
    one = replace(one, asked={"Ada Rossi": TODAY})
    assert (state_of(one, PEOPLE), next_step(one, PEOPLE)) == ("asked", Step("wait", "Ada Rossi"))
    one = replace(one, consent={"Ada Rossi": sentence_digest(ADA)})
    assert (state_of(one, PEOPLE), next_step(one, PEOPLE)) == ("half", Step("ask", "Bob Neri"))
    one = replace(one, consent={**one.consent, "Bob Neri": sentence_digest(BOB)})
    assert (state_of(one, PEOPLE), next_step(one, PEOPLE)) == ("agreed", Step("make"))
    one = replace(one, made=TODAY)
    assert (state_of(one, PEOPLE), next_step(one, PEOPLE)) == ("made", Step("follow"))
    one = replace(one, outcome="a course")
    assert (state_of(one, PEOPLE), next_step(one, PEOPLE)) == ("outcome", None)
    assert next_step(replace(BRIDGE, declined=("Ada Rossi",)), PEOPLE) is None


def test_a_consent_holds_for_the_very_sentence_only() -> None:
    both = {one.id: sentence_digest(one) for one in PEOPLE.values()}
    agreed = replace(BRIDGE, consent=both, asked=dict.fromkeys(both, TODAY))
    changed = {**PEOPLE, "Ada Rossi": replace(ADA, said_without_name="somebody else entirely")}
    assert state_of(agreed, changed) == "half"
    assert next_step(agreed, changed) == Step("ask", "Ada Rossi")
    silent = {**PEOPLE, "Ada Rossi": replace(ADA, said_without_name="")}
    assert next_step(agreed, silent) is None
    assert next_step(agreed, {"Bob Neri": BOB}) is None


@given(st.text(max_size=20), st.text(max_size=20))
def test_another_sentence_is_another_consent(first: str, second: str) -> None:
    one, other = (replace(ADA, said_without_name=text) for text in (first, second))
    same = " ".join(first.split()) == " ".join(second.split())
    assert (sentence_digest(one) == sentence_digest(other)) == same


@pytest.mark.parametrize(
    ("sentence", "word"),
    [
        ("somebody who teaches", ""),
        ("Ada, who teaches", "ada"),
        ("a teacher at BETA", "beta"),
        ("the one of adarossi", "adarossi"),
        ("she of the school", ""),
    ],
)
def test_a_sentence_must_not_show_who_it_is(sentence: str, word: str) -> None:
    one = replace(ADA, said_without_name=sentence, handles={"web": "https://adarossi.it"})
    assert reveals(one) == word


def test_pairs_meet_where_one_offers_what_the_other_looks_for() -> None:
    found = suggest([ADA, BOB, person("Eva")], ())
    assert [(one.a, one.b, one.why) for one in found.pairs] == [
        ("Ada Rossi", "Bob Neri", "aule per corsi")
    ]
    assert not suggest([ADA, BOB], [BRIDGE]).pairs
    assert not suggest([ADA, replace(BOB, organisation="beta")], ()).pairs
    assert not suggest([replace(ADA, knows=("bob neri",)), BOB], ()).pairs
    assert not suggest([ADA, replace(BOB, knows=("Ada Rossi",))], ()).pairs
    assert not suggest([ADA, replace(BOB, unmet=True)], ()).pairs
    assert not suggest([replace(ADA, looks_for=("aule",))], ()).pairs


def test_shared_themes_make_a_pair_and_each_is_in_one_only() -> None:
    people = [person(f"P{n}", themes=("botany",)) for n in range(4)]
    found = suggest(people, ())
    assert [(one.a, one.b) for one in found.pairs] == [("P0", "P1"), ("P2", "P3")]
    crowd = [person(f"P{n:02}", themes=("work",)) for n in range(40)]
    assert not suggest(crowd, ()).pairs


def test_the_sentences_that_would_open_most_pairs_are_named() -> None:
    silent = replace(ADA, said_without_name="")
    telling = replace(BOB, id="Bob 2", name="Bob 2", said_without_name="Bob 2 himself")
    found = suggest([silent, BOB, telling, replace(BOB, id="C", name="Carla")], ())
    assert found.missing[0] == ("Ada Rossi", 3)
    assert ("Bob 2", 1) in found.missing
    assert not found.pairs


def test_an_introduction_is_read_from_its_file() -> None:
    text = (
        '---\na: "[[Ada Rossi]]"\nb: Bob Neri\nwhy: rooms\nasked_a: 2026-11-01\nconsent_a: abc\n'
        "made: 2026-11-20\noutcome: a course\ndeclined: b\n---\nWords of mine.\n"
    )
    found = parse_introduction(text, "x", "introductions/x.md").introduction
    assert found == Introduction(
        "x",
        ("Ada Rossi", "Bob Neri"),
        "rooms",
        {"Ada Rossi": date(2026, 11, 1)},
        {"Ada Rossi": "abc"},
        ("Bob Neri",),
        date(2026, 11, 20),
        "a course",
        "introductions/x.md",
    )
    assert side_of(found, "Bob Neri") == "b"


@pytest.mark.parametrize(
    ("text", "line", "message"),
    [
        ("---\na: Ada\n---\n", 1, "b: whom is it about?"),
        ("---\na: Ada\nb: Ada\n---\n", 3, "a and b are the same person"),
        ("---\na: Ada\nb: Bob\nmade: soon\n---\n", 4, "made: 'soon' is no date"),
        ("---\na: Ada\nb: Bob\ndeclined: c\n---\n", 4, "declined: 'c' is neither a nor b"),
        ("---\na: Ada\n", 1, "not closed"),
    ],
)
def test_a_spoilt_introduction_is_told(text: str, line: int, message: str) -> None:
    found = parse_introduction(text, "x", "x.md")
    assert found.introduction is None
    assert found.problems[0].line == line
    assert message in found.problems[0].message


def test_a_group_is_read_from_its_note() -> None:
    text = (
        "---\nname: AIDP\nrole: member\nsince: 2020-01-01\ndues: 150 euro\nrenewal: 2026-12-20\n"
        "meetings: [2026-12-10, 2026-12-01]\nthemes: hiring\nlinks: [https://a.b]\n---\n"
        "- 2026-10-01 Spoke #given\n"
    )
    found = parse_group(text, "aidp", "groups/aidp.md").group
    assert found is not None
    assert found.name == "AIDP"
    assert found.meetings == (date(2026, 12, 1), date(2026, 12, 10))
    assert found.log[0].marks == {"given"}
    bare = parse_group("A club.\n", "clubs/chess", "groups/clubs/chess.md").group
    assert bare is not None
    assert (bare.name, bare.since) == ("chess", None)
    spoilt = parse_group("---\nrenewal: soon\n---\n", "x", "x.md")
    assert spoilt.group is None
    assert spoilt.problems[0].line == 2
    assert parse_group("---\n", "x", "x.md").group is None


@pytest.mark.parametrize(
    ("group", "kind", "day"),
    [
        (Group("g", "G", renewal=TODAY + timedelta(20)), "dues", TODAY + timedelta(20)),
        (Group("g", "G", renewal=ago(60), since=ago(10)), "give", ago(10)),
        (Group("g", "G", meetings=(TODAY + timedelta(5),)), "meeting", TODAY + timedelta(5)),
        (Group("g", "G", meetings=(ago(3),)), "after", ago(3)),
        (Group("g", "G", meetings=(ago(30),)), "give", TODAY),
        (
            Group("g", "G", meetings=(ago(3),), log=(LogLine(ago(2), "Wrote"),), since=ago(400)),
            "give",
            ago(400),
        ),
        (Group("g", "G", log=(LogLine(ago(9), "Spoke", frozenset({"given"})),)), "give", ago(9)),
    ],
)
def test_a_group_asks_for_what_presses_most(group: Group, kind: str, day: date) -> None:
    call = call_of(group, TODAY)
    assert call is not None
    assert (call.kind, call.day) == (kind, day)
    assert call.earliest <= call.due <= call.latest


def line(days: int, text: str, *marks: str) -> LogLine:
    return LogLine(ago(days), text, frozenset(marks))


def entry(days: int, **more: object) -> Entry:
    when = datetime.combine(ago(days), datetime.min.time(), ROME)
    path = f"published/{days}.md"
    plain = Entry(f"e{days}", "editorial", when, status="published", published_at=when, path=path)
    return replace(plain, **more)  # type: ignore[arg-type]


def test_a_look_back_tells_only_what_is_noted() -> None:
    people = [
        person("Ada", log=(line(5, "gave", "received"), line(2, "thanks", "thanked"))),
        person("Bob", log=(line(40, "lent", "received"), line(3, "back", "returned"))),
        person("Eva", log=(line(40, "help", "received"),), met=ago(10)),
        person("Leo", log=(line(500, "x"), line(400, "y"))),
        person("Ugo", log=(line(400, "once"),)),
        person("Pia", log=(line(4, "heard", "note"),)),
    ]
    outcomes = [f"{ago(4).isoformat()} client: rang", "old: nothing", "2020-01-01: long ago"]
    entries = [
        entry(3, channel="linkedin", keys={"outcome": outcomes}),
        entry(4, status="done"),
        entry(60, channel="linkedin", keys={"outcome": "no day"}),
    ]
    found = look_back(entries, people, ago(30), TODAY, ROME)
    assert (found.published, found.tasks, found.contacts) == (1, 1, 3)
    assert found.outcomes == (outcomes[0],)
    assert found.met == ("Eva",)
    assert found.thanked == ("Ada",)
    assert found.given == ("Bob",)
    assert found.unthanked == ("Bob: lent", "Eva: help")
    assert found.owed == ("Ada: gave", "Eva: help")
    assert found.dormant == ("Leo",)


def test_who_may_help_is_found_by_what_they_offer_and_thanks_come_first() -> None:
    people = [
        person("Offers", offers=("aule per corsi",), log=(line(10, "coffee"),)),
        person("Owes", offers=("aule",), log=(line(9, "a room", "given"),)),
        person("Thank", offers=("aule grandi",), log=(line(8, "a name", "received"),)),
        person("Silent", offers=("aule",), met=ago(900)),
        person("Never", role="gestore di aule"),
        person("Tag", tags=("aule",), log=(line(3, "x"),)),
        person("Spoken", log=(line(3, "parlato di aule"),)),
        person("Unmet", offers=("aule per corsi",), unmet=True),
        person("Other", offers=("idraulica",)),
    ]
    found = helpers("Sto cercando delle aule per un corso", people, TODAY)
    assert [one.person.name for one in found] == ["Offers", "Owes", "Thank", "Silent", "Tag"]
    assert {one.person.name: one.first for one in found} == {
        "Offers": "ask",
        "Owes": "ask",
        "Thank": "thank",
        "Silent": "warm",
        "Tag": "ask",
    }
    assert found[0].why == "aule per corsi"
    assert helpers("cerco qualcuno che sappia", people, TODAY) == []


BRAND = Brand("b", "Ada", "en", ROME, themes=(Theme("x", "X", 1, explore=True), Theme("y", "Y", 1)))


def habit(number: int, **more: object) -> Calendar:
    return Calendar(f"c{number}", "C", "person", habit=Habit("t", number=number, **more))  # type: ignore[arg-type]


def test_every_figure_of_the_scorecard_has_its_files_and_days() -> None:
    people = {
        "Ada": person(
            "Ada", met=ago(5), path="people/Ada.md", log=(line(4, "x"), line(3, "t", "thanked"))
        ),
        "Bob": person(
            "Bob", path="people/Bob.md", log=(line(2, "g", "given"), line(1, "n", "note"))
        ),
        "Far": person("Far", path="people/Far.md", themes=("botany",), log=(line(9, "x"),)),
    }
    bridge = replace(BRIDGE, asked={"Ada Rossi": ago(6)}, made=ago(1), path="introductions/x.md")
    group = Group("g", "G", path="groups/g.md", log=(line(7, "there"), line(8, "n", "note")))
    entries = (
        entry(3, channel="linkedin", theme="x"),
        entry(4, channel="linkedin", theme="y"),
        entry(100, channel="linkedin", theme="y"),
        entry(2, status="done", calendar="c1", path="done/1.md"),
    )
    calendars = (
        Calendar("editorial", "E"),
        *(habit(n, target=3 if n == 5 else 0) for n in range(1, 11) if n != 3),
        habit(0),
    )
    circle = Circle(people, (), (bridge,), (group,))
    connections = (Connection("Zoë", connected=ago(9)), Connection("Ada", connected=ago(9)))
    matter = Matter(BRAND, calendars, entries, circle, connections)
    found = {one.number: one for one in scores(matter, ago(29), TODAY)}
    assert {n: one.times for n, one in found.items()} == {
        1: 1, 2: None, 3: 2, 4: 2, 5: 2, 6: 1, 7: 2, 8: 4, 9: 1, 10: 1,
    }  # fmt: skip
    assert found[3].before is None
    wide = {one.number: one for one in scores(matter, ago(59), TODAY)}
    assert wide[3].before == 1
    assert (found[5].target, found[3].target) == (3, 0)
    assert [one.path for one in found[7].evidence] == ["introductions/x.md"] * 2
    assert found[1].evidence[0].path == "done/1.md"
    months = found[3].by_month(12)
    assert [start.month for start, _ in months] == [12, *range(1, 12)]
    assert sum(n for _, n in months) == 3


def test_only_habits_that_are_on_have_a_line() -> None:
    matter = Matter(BRAND, (Calendar("editorial", "E"), habit(10)), (), Circle.empty())
    assert [one.number for one in scores(matter, ago(9), TODAY)] == [3, 10]
    assert all(one.times is None for one in scores(matter, ago(9), TODAY))


def test_a_bridge_is_known_by_its_file_or_by_two_names() -> None:
    circle = Circle(PEOPLE, (), (BRIDGE,))
    assert circle.bridge("Ada Rossi + Bob Neri") is BRIDGE
    free = Circle(PEOPLE).bridge("Ada Rossi + Bob Neri")
    assert free is not None
    assert free.people == ("Ada Rossi", "Bob Neri")
    assert circle.bridge("Ada Rossi + Nobody") is None
    assert circle.bridge("Ada") is None
    firms = Circle({name: person(name) for name in ("A + B", "C")})
    of_firms = firms.bridge("A + B + C")
    assert of_firms is not None
    assert of_firms.people == ("A + B", "C")
