"""The people in LinkedIn's archive: one table, and notes on the few."""

from __future__ import annotations

import csv
import io
import json
from datetime import date
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from brandkit.core.archives.network import count_names, count_talks, day_of, parse_connections
from brandkit.core.notation.connections import format_table, parse_table
from brandkit.core.people.connection import Connection
from tests.conftest import Place

CONNECTIONS = """Notes:
"When exporting your connection data, you may notice that some addresses are missing."

First Name,Last Name,URL,Email Address,Company,Position,Connected On
Lucia,Bianchi,https://www.linkedin.com/in/lucia,,Acme,Head of people,15 Mar 2024
Ugo,=HYPERLINK("x"),javascript:alert(1),ugo@example.org,"Beta, Srl",Hiring lead,16 Mar 2024
Zoë,Ülker,https://www.linkedin.com/in/zoe,,,,03/15/2024
,,,,,,
Eva,Neri,,,Gamma,Plumber,
Leo,Gallo,https://www.linkedin.com/in/leo,,Delta,Plumber,17 Mar 2024
Pia,Costa,https://www.linkedin.com/in/pia,,Delta,Plumber,18 Mar 2024
"""
MESSAGES = """CONVERSATION ID,CONVERSATION TITLE,FROM,SENDER PROFILE URL,TO,RECIPIENT PROFILE URLS,DATE,SUBJECT,CONTENT,FOLDER,ATTACHMENTS
1,,Helen Marsh,https://www.linkedin.com/in/helen,Zoë Ülker,https://www.linkedin.com/in/zoe,2026-08-31 21:20:46 UTC,,"secret
words",INBOX,
1,,Zoë Ülker,https://www.linkedin.com/in/zoe,Helen Marsh,https://www.linkedin.com/in/helen,2026-09-01 08:00:00 UTC,,secret,INBOX,
2,,Eva Neri,,Helen Marsh,https://www.linkedin.com/in/helen,2026-10-01 08:00:00 UTC,,secret,INBOX,
3,,Helen Marsh,https://www.linkedin.com/in/helen,"A, B, C",,2026-10-02 08:00:00 UTC,,secret,INBOX,
4,,Helen Marsh,https://www.linkedin.com/in/helen,,,2026-10-02 08:00:00 UTC,,secret,INBOX,
"""
INVITATIONS = """From,To,Sent At,Message,Direction,inviterProfileUrl,inviteeProfileUrl
Helen Marsh,"Ugo, Rossi","9/5/26, 1:12 AM",secret,OUTGOING,,
Leo Gallo,Helen Marsh,"9/6/26, 1:12 AM",,INCOMING,,
Nobody,Helen Marsh,,,INCOMING,,
"""
ENDORSED = """Endorsement Date,Skill Name,Endorser First Name,Endorser Last Name,Endorser Public Url,Endorsement Status
2026/08/01 10:00:00 UTC,Recruiting,Leo,Gallo,https://www.linkedin.com/in/leo,ACCEPTED
2026/08/01 10:00:00 UTC,Hiring,Leo,Gallo,https://www.linkedin.com/in/leo,ACCEPTED
2026/08/01 10:00:00 UTC,Spam,Pia,Costa,https://www.linkedin.com/in/pia,REJECTED
"""
RECOMMENDED = "First Name,Last Name,Company,Text,Status\nEva,Neri,Gamma,Fine words,VISIBLE\n"


@pytest.fixture
def archive(tmp_path: Path) -> Path:
    folder = tmp_path / "Basic_LinkedInDataExport"
    folder.mkdir()
    (folder / "Connections.csv").write_text("\ufeff" + CONNECTIONS)
    (folder / "messages.csv").write_text(MESSAGES)
    (folder / "guide_messages.csv").write_text("x")
    (folder / "Invitations.csv").write_text(INVITATIONS)
    (folder / "Endorsement_Received_Info.csv").write_text(ENDORSED)
    (folder / "Recommendations_Received.csv").write_text(RECOMMENDED)
    return folder


def test_connections_become_one_table_and_no_word_of_a_message_is_kept(
    place: Place, archive: Path
) -> None:
    ran = place.run("import", "linkedin", str(archive), "--people")
    assert "6 connections are in people/connections.csv, 6 of them new." in ran.out
    table = place.read("people/connections.csv")
    assert table == (
        "name,url,company,position,email,connected,messages,last_message,endorsements,recommended,keep\n"
        "Eva Neri,,Gamma,Plumber,,,1,2026-10-01,,yes,\n"
        "Lucia Bianchi,https://www.linkedin.com/in/lucia,Acme,Head of people,,2024-03-15,,,,,\n"
        "Zoë Ülker,https://www.linkedin.com/in/zoe,,,,2024-03-15,2,2026-09-01,,,\n"
        '"Ugo =HYPERLINK(""x"")",,"Beta, Srl",Hiring lead,ugo@example.org,2024-03-16,,,,,\n'
        "Leo Gallo,https://www.linkedin.com/in/leo,Delta,Plumber,,2024-03-17,,,2,,\n"
        "Pia Costa,https://www.linkedin.com/in/pia,Delta,Plumber,,2024-03-18,,,,,\n"
    )
    assert place.read("people/invitations.csv") == (
        "day,direction,name\n2026-09-05,out,Ugo Rossi\n2026-09-06,in,Leo Gallo\n"
    )
    for content in place.tree().values():
        assert b"secret" not in content


def test_a_second_smaller_archive_takes_nothing_away(place: Place, archive: Path) -> None:
    place.run("import", "linkedin", str(archive), "--people")
    place.run("people", "keep", "Pia Costa", "--never")
    before = place.tree()
    ran = place.run("import", "linkedin", str(archive / "Connections.csv"), "--people")
    assert "6 connections are in people/connections.csv, 0 of them new." in ran.out
    assert place.tree() == before


def test_without_being_asked_the_import_only_tells(place: Place, archive: Path) -> None:
    ran = place.run("import", "linkedin", str(archive), code=7)
    assert (
        "The archive lists 6 people you are connected with. Take them over with --people."
        in ran.err
    )
    assert not (place.path / "people").exists()


def test_a_list_in_which_nobody_can_be_read_is_an_error(place: Place, archive: Path) -> None:
    (archive / "Connections.csv").write_text("Notes:\nFirst Name,Last Name\n,\n")
    ran = place.run("import", "linkedin", str(archive), "--people", code=7)
    assert "nobody in Connections.csv" in ran.err
    (archive / "Connections.csv").write_text("something,else\n1,2\n")
    place.run("import", "linkedin", str(archive), "--people", code=7)


def test_a_message_counts_as_a_contact_of_those_with_a_note(place: Place, archive: Path) -> None:
    place.run("people", "add", "Zoë Ülker", "--handle", "https://www.linkedin.com/in/zoe/")
    place.run("people", "add", "Eva Neri", "--met", "2026-11-01")
    place.run("people", "add", "Stranger")
    out = place.run("import", "linkedin", str(archive), "--people").out
    assert "2 notes have the day of the last message now." in out
    assert place.read("people/Zoë Ülker.md").endswith("- 2026-09-01 LinkedIn\n")
    assert "LinkedIn" in place.read("people/Eva Neri.md")
    again = place.run("import", "linkedin", str(archive), "--people").out
    assert "last message" not in again


def test_five_are_offered_those_who_matter_first(place: Place, archive: Path) -> None:
    assert "Nobody is left to offer" in place.run("people", "keep").out
    place.run("import", "linkedin", str(archive), "--people")
    out = place.run("people", "keep").out
    assert out.split("\n")[1:4] == [
        "  Eva Neri · Plumber, Gamma · one message · recommended you",
        "  Leo Gallo · Plumber, Delta · endorsed you 2 times",
        '  Ugo =HYPERLINK("x") · Hiring lead, Beta, Srl',
    ]
    rows = json.loads(place.run("people", "keep", "--json").out)["offered"]
    assert len(rows) == 5
    assert rows[0]["last_message"] == "2026-10-01"
    place.run("people", "keep", "Eva Neri", "--never")
    assert "Eva Neri" not in place.run("people", "keep").out


def test_a_kept_connection_is_a_note(place: Place, archive: Path) -> None:
    message = "There is no people/connections.csv yet"
    assert message in place.run("people", "keep", "lucia", code=8).err
    place.run("import", "linkedin", str(archive), "--people")
    assert place.run("people", "keep", "lucia", "--tag", "#client").out == (
        "A note on Lucia Bianchi: people/Lucia Bianchi.md\n"
    )
    assert place.read("people/Lucia Bianchi.md") == (
        '---\nname: Lucia Bianchi\nhandles:\n  linkedin: "https://www.linkedin.com/in/lucia"\n'
        "organisation: Acme\nrole: Head of people\ntags:\n  - client\nmet: 2024-03-15\n"
        "added: 2026-11-23\n---\n## Log\n"
    )
    err = place.run("people", "keep", "lucia", code=8).err
    assert "Nobody without a note is called 'lucia'" in err
    kept = json.loads(place.run("people", "keep", "Leo", "--json").out)
    assert kept == {"name": "Leo Gallo", "path": "people/Leo Gallo.md"}


def test_the_note_of_who_wrote_begins_with_the_day_of_the_last_message(
    place: Place, archive: Path
) -> None:
    place.run("import", "linkedin", str(archive), "--people")
    place.run("people", "keep", "Eva", "Neri")
    text = place.read("people/Eva Neri.md")
    assert text.endswith("## Log\n\n- 2026-10-01 LinkedIn\n")
    assert "last time Thursday 1 October 2026" in place.run("people", "show", "Eva").out
    place.run("import", "linkedin", str(archive), "--people")
    assert place.read("people/Eva Neri.md") == text


def test_several_connections_of_a_name_are_told_apart(place: Place, archive: Path) -> None:
    text = CONNECTIONS.replace("Pia,Costa", "Leo,Costa")
    (archive / "Connections.csv").write_text(text)
    place.run("import", "linkedin", str(archive), "--people")
    err = place.run("people", "keep", "leo", code=8).err
    assert "  Leo Costa · Delta · https://www.linkedin.com/in/pia\n" in err
    place.run("people", "keep", "https://www.linkedin.com/in/pia")
    assert (place.path / "people/Leo Costa.md").exists()


def test_on_a_terminal_each_is_asked_for(
    place: Place, archive: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    place.run("import", "linkedin", str(archive), "--people")
    given_lines = iter(["y", "n", "", "", ""])
    monkeypatch.setattr("brandkit.cli.people_offered.is_somebody_there", lambda: True)
    monkeypatch.setattr("builtins.input", lambda *_: next(given_lines))
    place.run("people", "keep")
    assert (place.path / "people/Eva Neri.md").exists()
    assert (
        "Leo Gallo,https://www.linkedin.com/in/leo,Delta,Plumber,,2024-03-17,,,2,,no"
        in place.read("people/connections.csv")
    )


def test_a_table_that_was_spoilt_is_told_with_its_line(place: Place, archive: Path) -> None:
    place.run("import", "linkedin", str(archive), "--people")
    place.edit("people/connections.csv", "2024-03-16", "soon")
    err = place.run("people", "keep", code=4).err
    assert "people/connections.csv:5:1:" in err
    place.write("people/connections.csv", "who,what\na,b\n")
    assert (
        "connections.csv:1:1: the first line should name" in place.run("people", "keep", code=4).err
    )


def test_forgetting_takes_rows_of_tables_too(place: Place, archive: Path) -> None:
    place.run("import", "linkedin", str(archive), "--people")
    place.run("people", "keep", "Leo Gallo")
    table = place.read("people/connections.csv")
    place.write("people/connections.csv", f"{table}\n,\n")
    out = place.run("people", "forget", "leo", "--yes").out
    assert "people/connections.csv\npeople/invitations.csv\n" in out
    for content in place.tree().values():
        assert b"Leo Gallo" not in content
    place.write("people/connections.csv", "")
    place.run("people", "add", "Ugo")
    place.run("people", "forget", "ugo", "--yes")


def test_days_are_read_in_the_ways_that_archives_write_them() -> None:
    texts = [
        "15 Mar 2024",
        "03/15/2024",
        "3/15/24, 1:12 AM",
        "2024-03-15 21:20:46 UTC",
        "2024/03/15",
    ]
    assert {day_of(text) for text in texts} == {date(2024, 3, 15)}
    assert day_of("soon") is None


def test_texts_that_hold_no_people_give_none() -> None:
    assert parse_connections("a,b\n1,2\n") is None
    assert count_talks("", "Helen") == {}
    assert count_names("x\n") == {}
    talks = count_talks(MESSAGES.replace("Helen Marsh", "H. M."), "Helen Marsh")
    assert talks["https://www.linkedin.com/in/zoe"].messages == 2


TEXTS = st.text(
    st.characters(codec="utf-8", exclude_characters="\r\n\x00"),
    max_size=12,
)
NAMES = TEXTS.filter(lambda text: bool(text.strip()) and not text.startswith("'"))
DAYS = st.none() | st.dates(date(1900, 1, 1), date(2100, 1, 1))
CONNECTION = st.builds(
    Connection,
    NAMES,
    TEXTS,
    TEXTS,
    TEXTS,
    TEXTS,
    DAYS,
    st.integers(0, 99),
    DAYS,
    st.integers(0, 9),
    st.booleans(),
    st.sampled_from(["", "no"]),
)


@given(st.lists(CONNECTION, max_size=6))
def test_what_is_written_reads_back_and_no_cell_is_a_formula(found: list[Connection]) -> None:
    text = format_table(found)
    reading = parse_table(text)
    assert list(reading.connections) == found
    assert not reading.problems
    for row in csv.reader(io.StringIO(text, newline="")):
        assert not any(cell[:1] in set("=+-@\t") for cell in row if cell)


def test_a_table_that_is_no_csv_is_told_and_a_long_cell_is_none_of_that(
    place: Place, archive: Path
) -> None:
    reading = parse_table("name,url\nAda\rRossi,x\n")
    assert reading.connections == ()
    assert reading.problems[0].line == 2
    (archive / "messages.csv").write_text(MESSAGES.replace("secret,", f"{'x' * 200_000},"))
    place.run("import", "linkedin", str(archive), "--people")


def test_an_empty_table_is_nobody() -> None:
    assert parse_table("") == ((), ())
    assert parse_table("\n") == ((), ())
    assert parse_table("name\n\n,\nAda\n").connections == (Connection("Ada"),)


def test_favours_are_found_in_the_record_on_request(place: Place, archive: Path) -> None:
    place.run("people", "add", "Leo Gallo", "--handle", "https://www.linkedin.com/in/leo")
    place.run("people", "add", "Eva Neri")
    place.write(
        "published/2026/a.md",
        """
        ---
        id: aaaaaaaa
        when: 2026-10-01T08:30:00
        status: published
        channel: linkedin
        theme: leadership
        title: On leading
        people: ["[[Eva Neri]]", Nobody]
        published_at: 2026-10-01T08:30:00
        ---
        Eva said so.
        """,
    )
    dry = json.loads(place.run("favour", "find", str(archive), "--dry-run", "--json").out)
    assert len(dry["favours"]) == 3
    assert place.run("favour", "find", str(archive)).out == (
        "Kept with Eva Neri: named in “On leading”\n"
        "Kept with Leo Gallo: confirmed on LinkedIn: Recruiting\n"
        "Kept with Leo Gallo: confirmed on LinkedIn: Hiring\n"
    )
    assert "- 2026-08-01 confirmed on LinkedIn: Recruiting #received\n" in place.read(
        "people/Leo Gallo.md"
    )
    assert "- 2026-10-01 named in “On leading” #given\n" in place.read("people/Eva Neri.md")
    assert place.run("favour", "find", str(archive)).out == "Nothing new is found.\n"
