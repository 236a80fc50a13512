"""Notes on people: added, found, logged, put in order, forgotten."""

from __future__ import annotations

import json
from typing import Any

import pytest

from tests.conftest import Place

MONDAY = "2026-11-30T08:00"


def people(place: Place, *args: str) -> list[dict[str, Any]]:
    found: list[dict[str, Any]] = json.loads(place.run("people", "list", *args, "--json").out)[
        "people"
    ]
    return found


@pytest.fixture
def known(place: Place) -> Place:
    """Lucia, last spoken to in March, and Ada, met in June, who did a favour."""
    place.run(
        *("people", "add", "Lucia", "Bianchi", "--organisation", "Acme", "--tag", "#client"),
        *("--looks-for", "a trainer", "--met", "2025-01-10", "--handle", "l@example.org"),
        *("--role", "head of people", "--offers", "a room"),
    )
    place.run("people", "log", "lucia", "Coffee; she opens a second site", "--on", "2026-03-01")
    place.run("people", "add", "Ada Rossi", "--theme", "leadership", "--met", "2026-06-01")
    place.run("favour", "received", "ada", "introduced me to the school", "--on", "2026-11-20")
    return place


def answered(place: Place, monkeypatch: pytest.MonkeyPatch, lines: list[str]) -> None:
    """Somebody is there and answers with *lines*."""
    given = iter(lines)
    monkeypatch.setattr("brandkit.cli.doing.is_somebody_there", lambda: True)
    monkeypatch.setattr("brandkit.cli.people_notes.is_somebody_there", lambda: True)
    monkeypatch.setattr("brandkit.cli.people_kept.is_somebody_there", lambda: True)
    monkeypatch.setattr("builtins.input", lambda *_: next(given))


def test_a_note_is_a_file_that_a_person_can_read(known: Place) -> None:
    assert known.read("people/Lucia Bianchi.md") == (
        '---\nname: Lucia Bianchi\nhandles:\n  email: "l@example.org"\norganisation: Acme\n'
        "role: head of people\ntags:\n  - client\noffers:\n  - a room\nlooks_for:\n  - a trainer\n"
        "met: 2025-01-10\nadded: 2026-11-23\n---\n"
        "## Log\n\n- 2026-03-01 Coffee; she opens a second site\n"
    )


def test_a_new_note_says_what_comes_next(place: Place) -> None:
    ran = place.run("people", "add", "Zoë Ülker", "--cadence", "30/60/90", "--new")
    assert ran.out == (
        "A note on Zoë Ülker: people/Zoë Ülker.md\n"
        'Say what you last spoke about with: brandkit people log "Zoë Ülker" …\n'
    )
    assert 'cadence:\n  - 30\n  - 60\n  - 90\nmet: "no"\n' in place.read("people/Zoë Ülker.md")
    added = json.loads(
        place.run("people", "add", "Acme", "--company", "--cadence", "60", "--json").out
    )
    assert added == {"name": "Acme", "path": "people/Acme.md"}
    assert "kind: company\ncadence: 60\n" in place.read("people/Acme.md")


@pytest.mark.parametrize(
    ("args", "code", "message"),
    [
        (["add", "lucia bianchi"], 8, "There is a note on Lucia Bianchi already"),
        (["add", " "], 2, "the name is empty"),
        (["add", "Ugo", "--cadence", "often"], 2, "'often' is no cadence"),
        (["add", "Ugo", "--met", "soon"], 2, "'soon' is no date"),
        (["add", "Ugo", "--met", "2027-01-01"], 2, "2027-01-01 is still to come"),
        (["show", "nobody"], 8, 'Begin one with: brandkit people add "nobody"'),
        (["show", "Lucia Bianci"], 8, "did you mean 'Lucia Bianchi'?"),
        (["show", "Luca"], 8, "did you mean 'Lucia'?"),
        (["log", "lucia", "x", "--on", "2027-01-01"], 2, "is still to come; what was done is past"),
        (["snooze", "lucia", "soon"], 2, "is neither a date"),
        (["snooze", "lucia", "2026-11-23"], 2, "2026-11-23 is past"),
        (["merge", "lucia", "Lucia Bianchi"], 8, "is both of them"),
        (["forget", "lucia"], 8, "Nothing was removed"),
    ],
)
def test_what_cannot_be_done_is_told(
    known: Place, args: list[str], code: int, message: str
) -> None:
    before = known.tree()
    assert message in known.run("people", *args, code=code).err
    assert known.tree() == before


def test_several_of_a_name_are_told_apart(known: Place) -> None:
    known.run("people", "add", "Ada Bianchi", "--organisation", "Beta")
    ran = known.run("people", "show", "ada", code=8)
    assert "'ada' may be any of these:\n  Ada Bianchi · Beta\n  Ada Rossi\n" in ran.err


def test_the_screen_says_how_one_stands(known: Place) -> None:
    assert known.run("people", "show", "lucia").out == (
        "Lucia Bianchi · head of people, Acme · client\n  l@example.org\n"
        "can help with: a room\nlooks for: a trainer\n\n"
        "last time Sunday 1 March 2026 · 87 days too late\n\n"
        "  2026-03-01  Coffee; she opens a second site\n\npeople/Lucia Bianchi.md\n"
    )
    shown = known.run("people", "show", "ada").out
    assert "Not thanked for yet, from Friday 20 November 2026: introduced me to the school" in shown
    assert "A favour is owed since 3 days: introduced me to the school" in shown
    as_json = json.loads(known.run("people", "show", "ada", "--json").out)
    assert as_json["log"] == [
        {"day": "2026-11-20", "text": "introduced me to the school", "marks": ["received"]}
    ]
    assert as_json["state"] == "resting"


def test_people_are_listed_by_who_is_due(known: Place) -> None:
    known.run("people", "add", "Eva Neri", "--met", "2026-08-01", "--tag", "friend")
    known.run("people", "add", "Ugo", "--new")
    known.run("people", "add", "Never")
    known.write("people/Off.md", "---\ncadence: never\n---\n")
    assert known.run("people", "list", "--due").out == (
        "  Lucia Bianchi · Acme · 87 days too late\n"
        "  Eva Neri · due since Friday 30 October 2026\n\n2 people.\n"
    )
    states = {one["name"]: one["state"] for one in people(known)}
    assert states == {
        "Lucia Bianchi": "late",
        "Ada Rossi": "resting",
        "Eva Neri": "due",
        "Ugo": "unmet",
        "Never": "soon",
        "Off": "off",
    }
    everybody = known.run("people", "list").out
    assert "  Ugo · to be got to know\n" in everybody
    assert "  Off · no rhythm\n" in everybody
    assert [one["name"] for one in people(known, "--tag", "#Client")] == ["Lucia Bianchi"]


def test_nobody_is_said_kindly(place: Place) -> None:
    assert "There is no note on anybody yet" in place.run("people", "list").out
    place.run("people", "add", "Ada", "--new")
    assert place.run("people", "list", "--due").out == "Nobody is due.\n"
    assert "Nobody is found for “plumber”." in place.run("people", "find", "plumber").out


@pytest.mark.parametrize(
    "words", ["trainer", "SECOND site", "acme", "l@example.org", "bianchi client"]
)
def test_people_are_found_by_any_word(known: Place, words: str) -> None:
    found = json.loads(known.run("people", "find", *words.split(), "--json").out)["people"]
    assert [one["name"] for one in found] == ["Lucia Bianchi"]
    assert "Lucia Bianchi · Acme" in known.run("people", "find", *words.split()).out


def test_a_logged_contact_resets_the_time_and_takes_the_task_away(known: Place) -> None:
    known.run("plan", now=MONDAY)
    assert "2026-11-30-keep-in-touch-lucia-bianchi.md" in known.drafts()
    known.run("people", "snooze", "lucia", "40")
    assert "next: 2027-01-02" in known.read("people/Lucia Bianchi.md")
    ran = known.run("people", "log", "lucia", "On the phone", now=MONDAY)
    assert ran.out == (
        "In the log of Lucia Bianchi: On the phone\ndue Sunday 28 February 2027\n"
        "The task “Write to Lucia Bianchi” is no longer needed; its draft was untouched and is gone.\n"
    )
    assert "2026-11-30-keep-in-touch-lucia-bianchi.md" not in known.drafts()
    note = known.read("people/Lucia Bianchi.md")
    assert note.endswith("- 2026-11-30 On the phone\n")
    assert "next:" not in note


def test_a_note_that_is_only_a_note_resets_nothing(known: Place) -> None:
    known.run("plan", now=MONDAY)
    known.run("people", "log", "lucia", "Read of her in the paper", "--note", now=MONDAY)
    assert "2026-11-30-keep-in-touch-lucia-bianchi.md" in known.drafts()
    assert "#note\n" in known.read("people/Lucia Bianchi.md")


def test_a_task_that_was_begun_is_left(known: Place) -> None:
    known.run("plan", now=MONDAY)
    known.edit("drafts/2026-11-30-keep-in-touch-lucia-bianchi.md", "Hello", "Dear")
    out = known.run("people", "log", "lucia", "On the phone", now=MONDAY).out
    assert (
        "The task “Write to Lucia Bianchi” is begun and stays. Done with it? brandkit done" in out
    )
    logged = json.loads(known.run("people", "log", "lucia", "Again", "--json", now=MONDAY).out)
    assert logged["removed"] == []


def test_two_questions_keep_a_note_from_staying_empty(
    known: Place, monkeypatch: pytest.MonkeyPatch
) -> None:
    answered(known, monkeypatch, ["teachers for March", ""])
    out = known.run("people", "log", "lucia", "Lunch").out
    assert out.startswith("At present Lucia Bianchi looks for …   (Enter skips)\n")
    assert "looks_for:\n  - a trainer\n  - teachers for March\n" in known.read(
        "people/Lucia Bianchi.md"
    )


def test_two_addresses_of_a_kind_are_both_kept(known: Place) -> None:
    known.run(
        "people", "add", "Pia", "--handle", "https://a.example", "--handle", "https://b.example"
    )
    note = known.read("people/Pia.md")
    assert "https://a.example" in note
    assert "https://b.example" in note


def test_what_they_look_for_and_offer_is_said_with_the_contact(
    known: Place, monkeypatch: pytest.MonkeyPatch
) -> None:
    answered(known, monkeypatch, [])
    more = ("--looks-for", " teachers for  March ", "--offers", "a room")
    assert "Enter skips" not in known.run("people", "log", "lucia", "Lunch", *more).out
    note = known.read("people/Lucia Bianchi.md")
    assert "looks_for:\n  - a trainer\n  - teachers for March\n" in note
    assert note.count("a room") == 1


def test_a_note_that_cannot_be_read_is_told_and_is_not_in_the_way(known: Place) -> None:
    known.write("people/Broken.md", "---\ncadence: often\n---\n")
    assert "people/Broken.md:2:1: cadence: 'often'" in known.run("people", "list").err
    ran = known.run("plan", code=4)
    assert "people/Broken.md:2:1" in ran.err
    known.edit("people/Lucia Bianchi.md", "met: 2025-01-10", "met: long ago")
    assert known.run("people", "log", "ada", "x").code == 0


def test_two_notes_become_one_with_every_word(known: Place) -> None:
    known.write(
        "people/L. Bianchi.md",
        """
        ---
        name: L. Bianchi
        organisation: Beta
        tags: [school]
        handles:
          email: other@example.org
          phone: "+39 02 1"
        language: it
        ---
        Text of mine – è 🌱.

        - 2026-10-01 Fair
        """,
    )
    known.write("introductions/x.md", '---\na: Ada Rossi\nb: "[[L. Bianchi]]"\n---\n')
    ran = known.run("people", "merge", "Lucia Bianchi", "L. Bianchi")
    assert known.read("introductions/x.md") == '---\na: Ada Rossi\nb: "[[Lucia Bianchi]]"\n---\n'
    assert "L. Bianchi is in people/Lucia Bianchi.md now, with every word." in ran.out
    note = known.read("people/Lucia Bianchi.md")
    assert "tags:\n  - client\n  - school\n" in note
    assert "aliases:\n  - L. Bianchi\n" in note
    assert "language: it\n" in note
    assert 'phone: "+39 02 1"' in note
    assert note.endswith(
        "## L. Bianchi\n\norganisation: Beta\nhandles.email: other@example.org\n\n"
        "Text of mine – è 🌱.\n\n- 2026-10-01 Fair\n"
    )
    assert not (known.path / "people/L. Bianchi.md").exists()
    assert (
        json.loads(known.run("people", "show", "L. Bianchi", "--json").out)["last"] == "2026-10-01"
    )


def test_many_who_are_due_get_days_of_their_own(place: Place) -> None:
    for n in range(9):
        place.run("people", "add", f"P{n}", "--met", f"2026-06-0{n + 1}", "--tag", "ab"[n % 2])
    place.run("people", "add", "Gone", "--met", "2020-01-01")
    dry = json.loads(place.run("people", "spread", "--dry-run", "--json").out)
    ran = place.run("people", "spread")
    assert ran.out == (
        "10 people have days of their own now, until Wednesday 16 December.\n"
        "For 5 of them that is later than their longest time; there is no room before.\n"
        "  Gone\n  P3\n  P5\n  P7\n  P8\n"
    ), ran.out
    days = [one["due"] for one in people(place)]
    assert len(set(days)) == 10
    assert sorted(dry["days"].values()) == sorted(days)
    assert "Nobody waits" in place.run("people", "spread").out
    assert "Nobody waits" in place.run("people", "spread", "--tag", "none").out


def test_spreading_needs_a_calendar(place: Place) -> None:
    (place.path / "calendars/keep-in-touch.toml").unlink()
    assert "brandkit habits add keep-in-touch" in place.run("people", "spread", code=8).err


def test_somebody_is_forgotten_file_by_file(known: Place) -> None:
    known.run("plan", now=MONDAY)
    known.write(
        "material/a.md", "---\nkind: story\npeople: [Ada Rossi, Bob]\n---\nAda Rossi said so.\n"
    )
    known.write("people/Bob.md", '---\nknows: ["[[Ada Rossi]]"]\n---\n- 2026-11-01 saw ada rossi\n')
    known.write("introductions/Ada Rossi + Bob.md", "---\na: Ada Rossi\nb: Bob\n---\n")
    known.write("introductions/Bob + Eva.md", "---\na: Bob\nb: Eva\n---\n")
    known.write("inbox.md", "- ask Ada Rossi\n")
    ran = known.run("people", "forget", "Ada Rossi", "--yes", now=MONDAY)
    assert ran.out == (
        "Ada Rossi is forgotten. Gone or changed:\n"
        "drafts/2026-12-01-thanks-ada-rossi.md\nintroductions/Ada Rossi + Bob.md\nmaterial/a.md\n"
        "people/Ada Rossi.md\npeople/Bob.md\n"
        "Their name still stands in these files, which are your own words; change them yourself:\n"
        "inbox.md:1\nmaterial/a.md:6\npeople/Bob.md:3\n"
    )
    assert known.read("people/Bob.md") == "---\n---\n- 2026-11-01 saw ada rossi\n"
    assert "people:\n  - Bob\n" in known.read("material/a.md")
    for path, content in known.tree().items():
        if path not in {"material/a.md", "people/Bob.md", "inbox.md"}:
            assert "Ada" not in path
            assert b"Ada Rossi" not in content, path
    assert not list((known.path / ".brandkit").glob("drafts.json"))


def test_forgetting_is_asked_and_may_be_refused(
    known: Place, monkeypatch: pytest.MonkeyPatch
) -> None:
    answered(known, monkeypatch, ["n", "y"])
    ran = known.run("people", "forget", "ada", code=8)
    assert "people/Ada Rossi.md\nThis removes Ada Rossi from these files." in ran.out
    assert (known.path / "people/Ada Rossi.md").exists()
    known.run("people", "forget", "ada")
    assert not (known.path / "people/Ada Rossi.md").exists()
    dry = json.loads(known.run("people", "forget", "lucia", "--dry-run", "--json").out)
    assert dry == {"paths": ["people/Lucia Bianchi.md"], "left": []}


def test_the_ledger_forgets_too(known: Place) -> None:
    text = known.read("brand.toml") + '\n[[delivery]]\nid = "own"\nkind = "file"\npath = "r.txt"\n'
    known.write("brand.toml", text)
    known.run("plan", now=MONDAY)
    known.run("remind", "once", now=MONDAY)
    path = next(known.path.parent.rglob("*.sqlite*"), None) or next(
        known.path.parent.rglob("ledger*")
    )
    assert b"ada-rossi" in b"".join(
        one.read_bytes() for one in path.parent.iterdir() if one.is_file()
    )
    known.run("people", "forget", "ada", "--yes", now=MONDAY)
    import sqlite3

    base = sqlite3.connect(path)
    assert not base.execute("SELECT 1 FROM reminder WHERE path LIKE '%ada%'").fetchall()
    assert not base.execute("SELECT 1 FROM reminder WHERE title LIKE '%Ada%'").fetchall()
    base.close()


def test_favours_are_kept_until_they_are_thanked_and_returned(known: Place) -> None:
    known.run("favour", "given", "lucia", "read her programme")
    assert known.run("favour", "list").out == (
        "Ada Rossi · not thanked for since 3 days: introduced me to the school\n"
        "Ada Rossi · owed since 3 days: introduced me to the school\n"
        "Lucia Bianchi · given 0 days ago: read her programme\n"
    )
    assert known.run("favour", "thanked", "ada").out == "Kept with Ada Rossi: 2026-11-23\n"
    rows = json.loads(known.run("favour", "list", "--json").out)["favours"]
    assert [(one["kind"], one["name"]) for one in rows] == [
        ("owed", "Ada Rossi"),
        ("lent", "Lucia Bianchi"),
    ]
    kept = json.loads(known.run("favour", "returned", "ada", "a name", "--json").out)
    assert kept["kind"] == "returned"
    known.run("favour", "received", "lucia", "a room")
    known.run("favour", "thanked", "lucia", "a card")
    assert known.run("favour", "list").out == "No favour is open, either way.\n"
    assert "say in a few words" in known.run("favour", "given", "ada", code=2).err


def test_lines_of_the_inbox_go_into_the_logs(known: Place) -> None:
    known.run("people", "add", "Ada Bianchi")
    known.write(
        "inbox.md", "# Inbox\n- @Lucia: asks for a trainer\n- @Bob hello\n- @Ada hi\n- an idea\n"
    )
    out = known.run("plan").out
    assert "From the inbox into the log of Lucia Bianchi: asks for a trainer" in out
    assert "The inbox has “@Bob hello”, but nobody is called so." in out
    assert "The inbox has “@Ada hi”, which may be about several" in out
    assert "- 2026-11-23 asks for a trainer\n" in known.read("people/Lucia Bianchi.md")
    assert known.read("inbox.md") == (
        "# Inbox\n- [x] @Lucia: asks for a trainer\n- @Bob hello\n- @Ada hi\n- an idea\n"
    )
    assert "asks for a trainer" not in known.run("plan").out
