"""Notes on people: front matter that Obsidian reads too, and a dated log below it."""

from __future__ import annotations

from datetime import date
from textwrap import dedent

import pytest
from hypothesis import given
from hypothesis import strategies as st

from brandkit.core.notation.cadences import parse_cadence
from brandkit.core.notation.frontmatter import split
from brandkit.core.notation.people import (
    format_line,
    format_person,
    kind_of_address,
    log_lines,
    parse_person,
    with_log_line,
)
from brandkit.core.people.person import MARKS, Cadence, LogLine, Person

NOTE = """\
---
name: Lucia Bianchi
aliases: [Lu]
handles:
  linkedin: https://www.linkedin.com/in/lucia
  email: lucia@example.org
organisation: "[[Acme]]"
role: Head of people
tags: ["#client", school]
themes: [hiring]
offers:
  - a room for twenty
looks_for: a trainer
cadence: [14, 30, 60]
next: 2026-12-10
met: 2024-03-15
added: 2026-11-01
knows: ["[[Ada Rossi]]"]
links: [https://acme.example]
language: IT
address: Lei
said_without_name: a head of people in a school
mood: 🌱
---
Met at the fair in Milan.

## Log

- 2026-11-20 Coffee; she opens a second site
  and needs teachers by March
- [[2026-11-02]]: introduced me to Ada #ricevuto
* 2026-10-01 · read her programme #given #school
- 2026-13-01 is no day
- 2026-09-0 is none either
<!-- - 2026-08-01 is a comment -->
- 2026-07-01 only heard of her #note
"""


def read(text: str) -> Person:
    found = parse_person(text, "Lucia Bianchi", "people/Lucia Bianchi.md")
    assert found.person is not None, found.problems
    return found.person


def test_a_note_is_read() -> None:
    person = read(NOTE)
    assert person.name == "Lucia Bianchi"
    assert person.aliases == ("Lu",)
    assert person.handles == {
        "linkedin": "https://www.linkedin.com/in/lucia",
        "email": "lucia@example.org",
    }
    assert person.organisation == "Acme"
    assert person.tags == ("client", "school")
    assert person.looks_for == ("a trainer",)
    assert person.cadence == Cadence(14, 30, 60)
    assert person.keeps
    assert (person.next, person.met) == (date(2026, 12, 10), date(2024, 3, 15))
    assert person.knows == ("Ada Rossi",)
    assert (person.language, person.address) == ("it", "lei")
    assert person.said_without_name == "a head of people in a school"
    assert person.first_name == "Lucia"


def test_the_log_is_read_with_what_its_tags_say() -> None:
    assert read(NOTE).log == (
        LogLine(date(2026, 11, 20), "Coffee; she opens a second site and needs teachers by March"),
        LogLine(date(2026, 11, 2), "introduced me to Ada", frozenset({"received"})),
        LogLine(date(2026, 10, 1), "read her programme #school", frozenset({"given"})),
        LogLine(date(2026, 7, 1), "only heard of her", frozenset({"note"})),
    )
    last = read(NOTE).last
    assert last is not None
    assert last.day == date(2026, 11, 20)


def test_a_note_of_obsidian_without_front_matter_is_a_person_too() -> None:
    person = read(
        "# Lucia\n\n## 2026-11-20\nWe spoke of the fair.\n\nOf much else.\n\n## Ideas\nNone.\n"
    )
    assert person.name == "Lucia Bianchi"
    assert person.log == (LogLine(date(2026, 11, 20), "We spoke of the fair. Of much else."),)


def test_headings_and_items_may_be_mixed() -> None:
    body = "## 2026-11-20: Fair\nLong talk.\n- 2026-11-21 Mail\n### 2026-11-22\n"
    assert [(line.day.day, line.text) for line in log_lines(body)] == [
        (20, "Fair Long talk."),
        (21, "Mail"),
        (22, ""),
    ]


def test_a_company_is_greeted_by_its_whole_name() -> None:
    person = read("---\nname: Acme Training Srl\nkind: company\n---\n")
    assert person.company
    assert person.first_name == "Acme Training Srl"
    assert person.last is None


@pytest.mark.parametrize("said", ["met: no", "met: never", "met: mai", "met: false"])
def test_somebody_may_still_have_to_be_met(said: str) -> None:
    assert read(f"---\n{said}\n---\n").unmet
    assert not read(f"---\n{said}\n---\n- 2026-11-20 we spoke\n").unmet
    assert read(f"---\n{said}\n---\n- 2026-11-20 heard of her #nota\n").unmet


@pytest.mark.parametrize("said", ["never", "mai"])
def test_no_rhythm_may_be_wanted(said: str) -> None:
    person = read(f"---\ncadence: {said}\n---\n")
    assert not person.keeps
    assert person.cadence is None


@pytest.mark.parametrize(
    ("value", "cadence"),
    [
        (60, Cadence(30, 60, 120)),
        ("60", Cadence(30, 60, 120)),
        (1, Cadence(1, 1, 2)),
        ([10, 20, 30], Cadence(10, 20, 30)),
        ("10/20/30", Cadence(10, 20, 30)),
        ([20], Cadence(10, 20, 40)),
        (0, None),
        (True, None),
        ([30, 20, 10], None),
        ([1, 2], None),
        ("often", None),
        (9999, None),
    ],
)
def test_a_cadence_is_one_number_of_days_or_three_that_grow(
    value: object, cadence: Cadence | None
) -> None:
    assert parse_cadence(value) == cadence


@pytest.mark.parametrize(
    ("line", "message"),
    [
        ("cadence: often", "cadence: 'often' is none; write days, like 90"),
        ("address: Sie", "address: 'sie' is none; one of tu, voi, lei"),
        ("next: soon", "next: 'soon' is no date; write 2026-12-01"),
        ("met: 15 March", "met: '15 March' is no date"),
        ("added: [1]", "added: [1] is no date"),
    ],
)
def test_what_cannot_be_read_is_told_with_its_line(line: str, message: str) -> None:
    found = parse_person(f"---\nname: Lucia\n{line}\n---\n", "Lucia", "people/Lucia.md")
    assert found.person is None
    assert [problem.line for problem in found.problems] == [3]
    assert message in found.problems[0].message


def test_front_matter_that_is_not_closed_is_told() -> None:
    assert parse_person("---\nname: Lucia\n", "Lucia", "people/Lucia.md").problems


@pytest.mark.parametrize(
    ("address", "kind"),
    [
        ("https://www.linkedin.com/in/lucia", "linkedin"),
        ("lucia@example.org", "email"),
        ("+39 02 1234567", "phone"),
        ("https://example.org", "web"),
    ],
)
def test_the_kind_of_an_address_is_seen(address: str, kind: str) -> None:
    assert kind_of_address(address) == kind


@pytest.mark.parametrize(
    ("said", "day"), [("2024", date(2024, 1, 1)), ("2024-03", date(2024, 3, 1))]
)
def test_when_one_met_may_be_a_year_or_a_month(said: str, day: date) -> None:
    assert read(f"---\nmet: {said}\n---\n").met == day


def test_tags_may_stand_in_one_text() -> None:
    assert read("---\ntags: client, friend,\n---\n").tags == ("client", "friend")


def test_handles_may_be_a_list() -> None:
    person = read("---\nhandles: [https://a.example, https://b.example, a@b.cd]\n---\n")
    assert person.handles == {
        "web": "https://a.example",
        "web+": "https://b.example",
        "email": "a@b.cd",
    }


def test_a_new_note_reads_back() -> None:
    keys = {"name": "Zoë Ülker", "tags": ["friend"], "met": "2026-11-01", "looks_for": []}
    text = format_person(keys, [LogLine(date(2026, 11, 2), "Coffee ☕")], "it")
    assert text == (
        "---\nname: Zoë Ülker\ntags:\n  - friend\nmet: 2026-11-01\n---\n"
        "## Diario\n\n- 2026-11-02 Coffee ☕\n"
    )
    assert read(text).log == (LogLine(date(2026, 11, 2), "Coffee ☕"),)
    assert format_person({"name": "Al"}, [], "en") == "---\nname: Al\n---\n## Log\n"


LINE = LogLine(date(2026, 11, 25), "New", frozenset({"received"}))


@pytest.mark.parametrize(
    ("before", "after"),
    [
        (
            "## Log\n\n- 2026-11-01 Old\n",
            "## Log\n\n- 2026-11-01 Old\n- 2026-11-25 New #received\n",
        ),
        ("- 2026-11-01 Old", "- 2026-11-01 Old\n- 2026-11-25 New #received\n"),
        (
            "- 2026-11-01 Old\n  goes on\n\nEnd.\n",
            "- 2026-11-01 Old\n  goes on\n- 2026-11-25 New #received\n\nEnd.\n",
        ),
        (
            "- 2026-11-02 Newer\n- 2026-11-01 Old\n",
            "- 2026-11-25 New #received\n- 2026-11-02 Newer\n- 2026-11-01 Old\n",
        ),
        ("## Log\n", "## Log\n\n- 2026-11-25 New #received\n"),
        ("## diario\n\nText\n", "## diario\n\n- 2026-11-25 New #received\n\nText\n"),
        ("## Log\n  more\n", "## Log\n\n- 2026-11-25 New #received\n\n  more\n"),
        ("# Lucia\n", "# Lucia\n\n## Log\n\n- 2026-11-25 New #received\n"),
        ("Text", "Text\n\n## Log\n\n- 2026-11-25 New #received\n"),
        ("", "## Log\n\n- 2026-11-25 New #received\n"),
        ("## Log\r\n", "## Log\r\n\r\n- 2026-11-25 New #received\r\n"),
        ("## 2026-11-01\nOld\n", "## 2026-11-01\nOld\n\n## Log\n\n- 2026-11-25 New #received\n"),
    ],
)
def test_a_line_goes_where_the_log_goes_on(before: str, after: str) -> None:
    assert with_log_line(before, LINE, "en") == after


def test_the_same_line_is_not_written_twice() -> None:
    once = with_log_line(NOTE, LINE, "it")
    assert once == NOTE.replace("#note\n", "#note\n").replace(
        "- 2026-11-20 Coffee", "- 2026-11-25 New #ricevuto\n- 2026-11-20 Coffee"
    )
    assert with_log_line(once, LINE, "en") == once


WORDS = st.text(
    st.characters(codec="utf-8", exclude_categories=("Cc", "Cs", "Zl", "Zp")), max_size=30
).map(lambda text: " ".join(text.split()))
BODIES = st.lists(
    st.sampled_from(
        [
            "## Log",
            "",
            "- 2026-10-01 x",
            "* 2026-09-01",
            "text",
            "  more",
            "# 2026-08-01",
            "<!-- x -->",
        ]
    )
).map("\n".join)


@given(
    BODIES,
    WORDS.filter(
        lambda text: "#" not in text and "<!--" not in text and text[:1] not in set(":·,–—-")
    ),
    st.dates(date(2000, 1, 1), date(2099, 12, 31)),
    st.frozensets(st.sampled_from(tuple(MARKS))),
    st.sampled_from(["it", "en"]),
    st.booleans(),
)
def test_what_is_logged_reads_back_and_nothing_else_changes(
    body: str, text: str, day: date, marks: frozenset[str], language: str, crlf: bool
) -> None:
    line = LogLine(day, text, marks)
    before = f"---\nname: A\n---\n{body}".replace("\n", "\r\n" if crlf else "\n")
    after = with_log_line(before, line, language)
    assert log_lines(format_line(line, language)) == [line]
    found = log_lines(split(after).body)
    assert line in found
    assert sorted(set(found)) == sorted({*log_lines(split(before).body), line})
    kept = iter(after.splitlines())
    assert all(row in kept for row in before.splitlines())


def test_dedent_is_not_needed_for_items_below_an_item() -> None:
    body = dedent(
        """
        - 2026-11-01 One
          - 2026-11-02 Two
        """
    )
    assert [line.text for line in log_lines(body)] == ["One", "Two"]
