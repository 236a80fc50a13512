"""`brandkit calendar`: out and in."""

from __future__ import annotations

import csv
import ctypes
import io
import json
from ctypes.util import find_library
from pathlib import Path
from typing import Any

import icalendar
import pytest

from tests.cli.test_out import front
from tests.conftest import Place

FAIRS = """BEGIN:VCALENDAR
VERSION:2.0
BEGIN:VEVENT
UID:fair@x
DTSTART;VALUE=DATE:20261210
DTEND;VALUE=DATE:20261212
SUMMARY:Job fair\\, Milan
DESCRIPTION:Hall 3\\nBring cards
URL:https://fair.example
END:VEVENT
BEGIN:VEVENT
UID:evening@x
DTSTART;TZID=Europe/Rome:20261201T180000
RRULE:FREQ=MONTHLY;COUNT=2
SUMMARY:Association evening
END:VEVENT
BEGIN:VEVENT
UID:bad@x
DTSTART:never
END:VEVENT
END:VCALENDAR
"""


@pytest.fixture
def fairs(tmp_path: Path) -> str:
    path = tmp_path / "fairs.ics"
    path.write_text(FAIRS)
    return str(path)


def events(place: Place, name: str = "calendar.ics") -> dict[str, Any]:
    calendar = icalendar.Calendar.from_ical((place.path / name).read_bytes())
    return {str(event["SUMMARY"]): event for event in calendar.walk("VEVENT")}


def test_the_plan_stands_in_a_calendar_file(place: Place) -> None:
    place.run("plan")
    assert place.run("calendar", "export").out == "Written: calendar.ics\n"
    found = events(place)
    event = found["LinkedIn: The question I ask every Monday"]
    assert event.start.isoformat() == "2026-11-24T08:30:00+01:00"
    assert event["STATUS"] == "TENTATIVE"
    assert event["SEQUENCE"] == 0
    assert "Kind leadership · lesson\nto write\ndrafts/" in str(event["DESCRIPTION"])
    assert [alarm["TRIGGER"].dt.total_seconds() for alarm in event.walk("VALARM")] == [
        -171_000,
        0,
        10_800,
    ]
    assert "open slot (LinkedIn)" in found
    raw = (place.path / "calendar.ics").read_bytes()
    assert b"\r\n" in raw
    assert b"\n" not in raw.replace(b"\r\n", b"")
    assert b"BEGIN:VTIMEZONE\r\nTZID:Europe/Rome" in raw
    assert all(len(line) <= 75 for line in raw.split(b"\r\n"))


VEVENT = 4
"""The number by which libical knows an event."""


def test_libical_reads_it_without_an_error_and_finds_it_valid(place: Place) -> None:
    found = find_library("ical")
    if found is None:
        pytest.skip("libical is not installed here; on Debian: apt install libical3")
    library = ctypes.CDLL(found)
    library.icalparser_parse_string.restype = ctypes.c_void_p
    library.icalparser_parse_string.argtypes = [ctypes.c_char_p]
    for name in ("icalcomponent_count_errors", "icalrestriction_check"):
        getattr(library, name).argtypes = [ctypes.c_void_p]
    library.icalcomponent_count_components.argtypes = [ctypes.c_void_p, ctypes.c_int]
    place.run("plan")
    place.run("publish", place.drafts()[0].removesuffix(".md")[:10], code=None)
    place.run("calendar", "export")
    place.run("skip", "2026-12-01")
    place.run("calendar", "export")
    calendar = library.icalparser_parse_string((place.path / "calendar.ics").read_bytes())
    assert library.icalcomponent_count_components(calendar, VEVENT) == len(events(place))
    assert library.icalcomponent_count_errors(calendar) == 0
    assert library.icalrestriction_check(calendar) == 1


def test_the_same_plan_is_the_same_file_byte_for_byte(place: Place, tmp_path: Path) -> None:
    place.run("plan")
    place.run("calendar", "export")
    before = place.tree()
    assert place.run("calendar", "export", now="2026-11-23T20:00").out.startswith("Nothing changed")
    assert place.tree() == before
    (place.path / "calendar.ics").unlink()
    place.run("calendar", "export", now="2026-11-23T20:00")
    assert place.tree() == before
    out = tmp_path / "elsewhere.ics"
    place.run("calendar", "export", "--ics", str(out), now="2026-11-23T20:00")
    assert out.read_bytes() == before["calendar.ics"]
    shown = place.run("calendar", "export", "--ics", "-", now="2026-11-23T20:00").out
    assert shown.encode() == before["calendar.ics"].replace(b"\r\n", b"\n")


def test_what_moves_and_what_goes_is_told_to_the_calendar(place: Place) -> None:
    place.run("plan")
    place.run("calendar", "export")
    first = events(place)["LinkedIn: The question I ask every Monday"]
    name = next(n for n in place.drafts() if n.startswith("2026-11-24"))
    place.run("move", name.removesuffix(".md")[:10], "2026-11-25T10:00")
    place.run("calendar", "export", now="2026-11-23T11:00")
    moved = events(place)["LinkedIn: The question I ask every Monday"]
    assert moved["UID"] == first["UID"]
    assert (moved["SEQUENCE"], moved.start.isoformat()) == (1, "2026-11-25T10:00:00+01:00")
    assert moved["LAST-MODIFIED"].dt.isoformat() == "2026-11-23T10:00:00+00:00"
    place.run("skip", "2026-11-25")
    place.run("calendar", "export", now="2026-11-23T12:00")
    gone = events(place)["LinkedIn: The question I ask every Monday"]
    assert (gone["SEQUENCE"], gone["STATUS"]) == (2, "CANCELLED")
    assert not list(gone.walk("VALARM"))
    place.run("calendar", "export", now="2026-12-23T12:00")
    assert "LinkedIn: The question I ask every Monday" not in events(place)


def test_what_is_out_stands_where_it_came_out_with_its_link(place: Place) -> None:
    place.write(
        "published/2026/a.md",
        "---\nid: aaaa\nwhen: 2026-11-20T09:00\npublished_at: 2026-11-20T09:12\nstatus: published\nchannel: linkedin\n"
        "title: Out\nurl: https://linkedin.com/p1\n---\nWords.\n",
    )
    place.write(
        "published/2024/b.md",
        "---\nid: bbbb\nwhen: 2024-11-20T09:00\nstatus: published\nchannel: linkedin\ntitle: Old\n---\nWords.\n",
    )
    place.run("calendar", "export")
    found = events(place)
    assert "LinkedIn: Old" not in found
    out = found["LinkedIn: Out"]
    assert (out["STATUS"], out["URL"]) == ("CONFIRMED", "https://linkedin.com/p1")
    assert out.start.isoformat() == "2026-11-20T09:12:00+01:00"


def test_a_calendar_that_is_not_ours_is_not_written_over(place: Place, tmp_path: Path) -> None:
    mine = tmp_path / "mine.ics"
    mine.write_text("BEGIN:VCALENDAR\nPRODID:somebody\nEND:VCALENDAR\n")
    ran = place.run("calendar", "export", "--ics", str(mine), code=8)
    assert "was not written by brandkit" in ran.err
    assert "PRODID:somebody" in mine.read_text()
    mine.write_text("")
    place.run("calendar", "export", "--ics", str(mine))
    assert "brandkit" in mine.read_text()


@pytest.mark.parametrize("option", ["--ics", "--csv", "--html", "--markdown"])
def test_what_is_no_file_is_not_written_over(place: Place, tmp_path: Path, option: str) -> None:
    ran = place.run("calendar", "export", option, str(tmp_path), code=9)
    assert f"{tmp_path} is no file; to see it on the screen, name it -" in ran.err
    assert place.run("calendar", "export", option, "-").out


def test_a_memory_that_cannot_be_understood_is_left_alone(place: Place) -> None:
    place.write("calendar.json", "{")
    before = place.tree()
    assert "restore it from git" in place.run("calendar", "export", code=4).err
    assert place.tree() == before


def test_a_table_takes_no_title_for_a_formula(place: Place) -> None:
    place.write(
        "drafts/a.md",
        '---\nid: aaaa\nwhen: 2026-11-25T09:00\nchannel: linkedin\ntheme: hiring\ntitle: "=HYPERLINK(1)"\n---\nWords.\n',
    )
    out = place.run("calendar", "export", "--csv", "-").out
    assert out.startswith("\ufeffid,when,channel,")
    (row,) = csv.DictReader(io.StringIO(out.removeprefix("\ufeff")))
    assert row["title"] == "'=HYPERLINK(1)"
    assert (row["when"], row["status"]) == ("2026-11-25T09:00", "drafted")
    assert not (place.path / "calendar.ics").exists()
    found = json.loads(place.run("calendar", "export", "--json").out)
    assert [one["title"] for one in found["entries"]] == ["=HYPERLINK(1)"]


def test_a_month_is_a_table_a_page_and_a_screen(place: Place, tmp_path: Path) -> None:
    place.run("plan")
    table = place.run("calendar", "export", "--markdown", "-", "--month", "2026-12").out
    assert table.startswith(
        "# Helen Marsh: December 2026\n\n| Day | Hour | What | Status |\n| --- | --- | --- | --- |\n"
        "| Tuesday 1 December | 08:30 | LinkedIn: A twelve-line advert | to write |\n"
    )
    assert "open slot (LinkedIn) |  |\n" in table
    page = tmp_path / "month.html"
    place.run("calendar", "export", "--html", str(page), "--month", "2026-12")
    text = page.read_text("utf-8")
    assert "<h1>Helen Marsh: December 2026</h1>" in text
    assert "<b>08:30</b> LinkedIn: A twelve-line advert <i>(to write)</i>" in text
    assert text.count("<tr>") == 6
    screen = place.run("calendar", "show", "--month", "2026-12").out
    assert "Tuesday 1 December, 08:30  to write\n  LinkedIn: A twelve-line advert\n" in screen
    assert "Nothing in this month." in place.run("calendar", "show", "--month", "2030-1").out
    assert place.run("calendar", "show").out.startswith("Helen Marsh: November 2026")
    for wrong in ("december", "2026-13"):
        assert "is no month" in place.run("calendar", "show", "--month", wrong, code=2).err


def test_events_become_ideas_until_they_are_over(place: Place, fairs: str) -> None:
    before = place.tree()
    ran = place.run("calendar", "import", fairs, "--dry-run")
    assert ran.out.startswith("3 events would be taken (a preview, nothing was):\n")
    assert place.tree() == before
    ran = place.run("calendar", "import", fairs, "--theme", "hiring")
    assert "  Thursday 10 December 2026 – Friday 11 December: Job fair, Milan\n" in ran.out
    assert f"{fairs}:17: it cannot be understood: " in ran.out
    assert "(UID bad@x)" in ran.out
    assert front(place, "ideas/job-fair-milan.md") == {
        "title": "Job fair, Milan",
        "theme": "hiring",
        "added": "2026-11-23",
        "not_after": "2026-12-11",
        "url": "https://fair.example",
    }
    assert place.read("ideas/job-fair-milan.md").endswith("---\n> Hall 3\n> Bring cards\n")
    after = place.tree()
    assert "3 were there already." in place.run("calendar", "import", fairs).out
    assert place.tree() == after


def test_an_event_becomes_a_campaign_that_the_plan_fills(place: Place, fairs: str) -> None:
    args = ["calendar", "import", fairs, "--as", "campaign", "--match", "FAIR"]
    assert "one of linkedin, blog" in place.run(*args, code=2).err
    args += ["--channel", "linkedin"]
    assert "say on which theme" in place.run(*args, code=2).err
    args += ["--theme", "hiring"]
    found = json.loads(place.run(*args, "--json").out)
    assert (found["found"], len(found["new"]), len(found["troubles"])) == (1, 1, 1)
    assert '[[campaign]]\nname = "Job fair, Milan"\non = 2026-12-10\n' in place.read(
        "calendars/editorial.toml"
    )
    place.run("plan")
    assert any(
        b"campaign" in text or b"fair" in text
        for name, text in place.tree().items()
        if "2026-12-10" in name
    )
    assert "One was there already." in place.run(*args).out


def test_an_event_becomes_a_pause(place: Place, fairs: str) -> None:
    ran = place.run("calendar", "import", fairs, "--as", "pause", "--match", "fair")
    assert ran.out.endswith("Fill the slots anew with: brandkit plan\n")
    place.run("plan")
    assert not any("2026-12-10" in name for name in place.drafts())


@pytest.mark.parametrize(
    ("args", "code", "told"),
    [
        (("--match", "nothing"), 7, "no event in the next 365 days"),
        (("--days", "3"), 7, "no event in the next 3 days"),
        (("--theme", "hirring"), 2, "did you mean 'hiring'"),
        (("--as", "pause", "--calendar", "editoral"), 2, "did you mean 'editorial'"),
        (
            ("--as", "campaign", "--theme", "hiring", "--channel", "linkdin"),
            2,
            "did you mean 'linkedin'",
        ),
    ],
)
def test_what_cannot_be_taken_is_told(
    place: Place, fairs: str, args: tuple[str, ...], code: int, told: str
) -> None:
    before = place.tree()
    assert told in place.run("calendar", "import", fairs, *args, code=code).err
    assert place.tree() == before


def test_the_calendar_that_takes_events_has_to_be_clear(small: Place, fairs: str) -> None:
    small.write("calendars/other.toml", small.read("calendars/editorial.toml"))
    ran = small.run("calendar", "import", fairs, "--as", "pause", code=2)
    assert "one of editorial, other" in ran.err
    small.run(
        "calendar", "import", fairs, "--as", "campaign", "--theme", "people", "--calendar", "other"
    )
    assert "[[campaign]]" in small.read("calendars/other.toml")
    for name in ("editorial", "other"):
        (small.path / f"calendars/{name}.toml").unlink()
    assert "no calendar" in small.run("calendar", "import", fairs, "--as", "pause", code=8).err


def test_what_is_no_calendar_has_nothing_in_it(place: Place, tmp_path: Path) -> None:
    path = tmp_path / "x.ics"
    path.write_text("words\n" * 1000)
    place.run("calendar", "import", str(path), code=7)
    path.write_bytes(b"\xff\xfe")
    assert "not UTF-8" in place.run("calendar", "import", str(path), code=4).err
