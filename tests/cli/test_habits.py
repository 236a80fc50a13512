"""Tasks of the other habits, from the plan to the record; bridges, associations, in need, the page."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from tests.conftest import Place

MONDAY = "2026-11-30T08:00"


@pytest.fixture
def known(place: Place) -> Place:
    """Lucia is due, Ada did a favour; the plan of a Monday."""
    place.run(
        "people", "add", "Lucia Bianchi", "--met", "2025-01-10", "--looks-for", "evening rooms"
    )
    place.run(
        "people", "add", "Ada Rossi", "--met", "2026-06-01", "--offers", "rooms in the evening"
    )
    place.run("favour", "received", "ada", "introduced me to the school", "--on", "2026-11-20")
    place.now = MONDAY
    place.run("plan")
    return place


def rows(place: Place) -> list[dict[str, Any]]:
    found: list[dict[str, Any]] = json.loads(place.run("agenda", "--json").out)["entries"]
    return found


def by_calendar(place: Place) -> dict[str, dict[str, Any]]:
    """The first entry of each calendar."""
    return {row["calendar"]: row for row in reversed(rows(place))}


def task(place: Place, calendar: str) -> str:
    return str(next(row["id"] for row in rows(place) if row["calendar"] == calendar))


def test_the_plan_shows_posts_and_tasks_in_one_list(known: Place) -> None:
    out = known.run("plan").out
    assert "Monday 30 November\n  09:00  Keep in touch\n         Write to Lucia Bianchi\n" in out
    assert "09:00  Thanks\n" in out
    found = json.loads(known.run("plan", "--json").out)["entries"]
    tasks = [row for row in found if row["made_of"] == "task"]
    assert [(row["calendar"], row["people"]) for row in tasks] == [
        ("keep-in-touch", ["Lucia Bianchi"]),
        ("thanks", ["Ada Rossi"]),
    ]
    assert tasks[0]["reason"] == "Lucia Bianchi is due: 689 days since the last contact."
    assert tasks[1]["reason"] == (
        "Ada Rossi did you a favour 11 days ago and has not been thanked."
    )


def test_why_somebody_is_due_is_told(known: Place) -> None:
    out = known.run("why", task(known, "keep-in-touch")).out
    assert out == "Lucia Bianchi is due: 689 days since the last contact.\n"
    assert "Kind leadership" in known.run("why", "2026-12-01").out


def test_a_task_of_today_is_shown_all_day(known: Place) -> None:
    late = "2026-11-30T18:00"
    assert known.run("agenda", now=late).out.split("\n")[2:4] == [
        "Monday 30 November",
        "   1  09:00  task · to write",
    ]
    out = known.run(now=late).out
    assert "  1  Write to Lucia Bianchi\n     today, 09:00 · task\n" in out
    assert "→ Answer a few questions, then send it: brandkit write 1" in out
    assert "Write to Lucia" not in known.run("agenda", now="2026-12-01T07:00").out


def test_a_message_is_written_copied_and_done(known: Place) -> None:
    name = task(known, "keep-in-touch")
    refused = known.run("copy", name, code=8)
    assert "is not whole" in refused.err
    known.run("write", name, "--answer", "thought=I read that you open a second site.")
    copied = known.run("copy", name)
    assert copied.out == (
        "Hello Lucia, I am writing because I read that you open a second site.\n\n"
        "No need to answer in a hurry.\n"
    )
    assert "Is it sent? Say so with: brandkit done" in known.run().out
    assert "is a task; when it is done: brandkit done" in known.run("publish", name, code=8).err
    done = known.run("done", name, "We spoke for", "ten minutes")
    assert done.out == (
        "Done: Write to Lucia Bianchi (done/2026/2026-11-30-keep-in-touch-lucia-bianchi.md)\n"
        "In the log of people/Lucia Bianchi.md\n"
    )
    assert known.read("people/Lucia Bianchi.md").endswith("- 2026-11-30 We spoke for ten minutes\n")
    text = known.read("done/2026/2026-11-30-keep-in-touch-lucia-bianchi.md")
    assert "status: done\n" in text
    assert "done_at: 2026-11-30T08:00:00\n" in text
    assert "copied_at" not in text
    assert "keep-in-touch" not in {row["calendar"] for row in rows(known)}
    assert "is done" in known.run("done", name, code=8).err


def test_done_takes_the_first_answer_for_the_log_and_marks_thanks(known: Place) -> None:
    name = task(known, "thanks")
    known.run("write", name, "--answer", "what=introducing me to the school")
    done = json.loads(known.run("done", name, "--on", "2026-11-29", "--json").out)
    assert done["notes"] == ["people/Ada Rossi.md"]
    note = known.read("people/Ada Rossi.md")
    assert note.endswith("- 2026-11-29 introducing me to the school #thanked\n")
    assert "not thanked" not in known.run("favour", "list").out
    plain = task(known, "keep-in-touch")
    known.run("done", plain)
    assert "- 2026-11-30 Write to Lucia Bianchi\n" in known.read("people/Lucia Bianchi.md")


def test_a_post_is_published_not_done(known: Place) -> None:
    post = next(row["id"] for row in rows(known) if row["channel"])
    assert "is a post; when it is out: brandkit publish" in known.run("done", post, code=8).err


def test_a_task_that_was_done_can_be_taken_back(known: Place) -> None:
    name = task(known, "keep-in-touch")
    known.run("done", name)
    ran = known.run("reopen", name)
    assert "is a draft again" in ran.out
    text = known.read("drafts/2026-11-30-keep-in-touch-lucia-bianchi.md")
    assert "done_at" not in text
    assert "status" not in text


def test_what_was_copied_is_asked_for_once_somebody_is_there(
    known: Place, monkeypatch: pytest.MonkeyPatch
) -> None:
    name = task(known, "thanks")
    known.run("write", name, "--answer", "what=the introduction")
    known.run("copy", name)
    lines = iter(["", "n"])
    monkeypatch.setattr("brandkit.cli.today.is_somebody_there", lambda: True)
    monkeypatch.setattr("builtins.input", lambda *_: next(lines))
    assert "“Thanks to Ada Rossi”, which you took today: is it sent?" in known.run().out
    known.run()
    known.run("copy", name)
    answers = iter(["y", "a trainer", ""])
    monkeypatch.setattr("builtins.input", lambda *_: next(answers))
    monkeypatch.setattr("brandkit.cli.doing.is_somebody_there", lambda: True)
    out = known.run().out
    assert "At present Ada Rossi looks for …" in out
    assert "Done: Thanks to Ada Rossi" in out
    assert "looks_for:\n  - a trainer\n" in known.read("people/Ada Rossi.md")


def test_a_task_is_checked_previewed_moved_and_skipped(known: Place) -> None:
    name = task(known, "keep-in-touch")
    assert known.run("check", name, code=None).code in {0, 1}
    assert "Hello Lucia" in known.run("preview", name).out
    moved = json.loads(known.run("move", name, "2026-12-04", "--json").out)
    assert moved["when"].startswith("2026-12-04T09:00")
    known.run("plan")
    assert "2026-12-04" in {row["when"][:10] for row in rows(known) if row["id"] == name}
    known.run("skip", task(known, "thanks"))
    known.run("plan")
    thanks = [row for row in rows(known) if row["calendar"] == "thanks"]
    assert [row["status"] for row in thanks] == ["skipped", "planned"]


def test_what_the_days_have_no_room_for_gives_way(known: Place) -> None:
    text = known.read("brand.toml").replace(
        "[[theme]]", "[capacity]\nday = 20\nweek = 25\n\n[[theme]]", 1
    )
    known.write("brand.toml", text)
    out = known.run("plan").out
    assert "found no room in your days" in out
    assert "The week of Monday 30 November holds 40 minutes of posts, more than you have." in out
    assert "keep-in-touch" not in {row["calendar"] for row in rows(known)}
    assert "there is no room for it" in out


def test_untouched_tasks_of_the_past_are_no_debt(known: Place) -> None:
    out = known.run("plan", now="2026-12-02T08:00").out
    assert "2 untouched tasks of past days were put away; whoever is still due comes back." in out
    assert "Write to Lucia Bianchi" in out
    assert "has passed" not in out


def test_a_broken_template_of_ones_own_is_told(known: Place) -> None:
    known.write(
        "templates/en/habits/keep-in-touch.md", "---\nchannels: [message]\n---\n{{ nobody }}\n"
    )
    (known.path / "drafts/2026-11-30-keep-in-touch-lucia-bianchi.md").unlink()
    ran = known.run("plan", code=4)
    assert "templates/en/habits/keep-in-touch.md:4" in ran.err
    known.edit("calendars/keep-in-touch.toml", 'template = "keep-in-touch"', 'template = "nothing"')
    ran = known.run("plan", code=4)
    assert "calendars/keep-in-touch.toml:9:1: template: there is no template 'nothing'" in ran.err
    known.write("templates/it/habits/nothing.md", "---\nchannels: [message]\n---\nCiao\n")
    ran = known.run("plan", code=4)
    assert "There is no template 'nothing' for a task in en" in ran.err


def test_habits_are_taken_up_and_given_up(known: Place) -> None:
    assert "✓  8  keep-in-touch · Keep in touch" in known.run("habits", "list").out
    assert "·  7  bridges · Bridges" in known.run("habits", "list").out
    assert known.run("habits", "add", "Bridges").out == (
        "The habit is on: calendars/bridges.toml. Its hours are yours to change; then: brandkit plan\n"
    )
    assert "is there already" in known.run("habits", "add", "bridges", code=8).err
    assert "did you mean 'bridges'" in known.run("habits", "add", "bridge", code=8).err
    listed = json.loads(known.run("habits", "list", "--json").out)["habits"]
    assert {one["id"] for one in listed if one["on"]} == {
        "editorial",
        "keep-in-touch",
        "thanks",
        "bridges",
    }
    dropped = json.loads(known.run("habits", "drop", "keep-in-touch", "--json").out)
    assert dropped == {"path": "calendars/keep-in-touch.toml"}
    out = known.run("plan").out
    assert "2026-11-30-keep-in-touch-lucia-bianchi.md" in out
    assert "keep-in-touch" not in {row["calendar"] for row in rows(known)}
    added = json.loads(known.run("habits", "add", "Keep in touch", "--json").out)
    assert added == {"path": "calendars/keep-in-touch.toml"}
    assert "The habit is off" in known.run("habits", "drop", "bridges").out


def test_the_scorecard_shows_evidence_and_never_a_nought(known: Place) -> None:
    known.run("done", task(known, "thanks"))
    assert known.run("habits").out == (
        "Your habits since Tuesday 1 September 2026\n\n"
        " 3  Editorial plan: unknown: nothing is noted\n"
        "    → The question I ask every Monday · tomorrow\n"
        " 8  Keeping in touch: 2\n"
        "    people/Ada Rossi.md (2026-11-30), people/Ada Rossi.md (2026-11-20)\n"
        "    → Write to Lucia Bianchi · today\n"
        "10  Nothing for granted: 1\n"
        "    people/Ada Rossi.md (2026-11-30)\n"
        "    → Keep what people did for you, and thank them: brandkit favour list\n\n"
        "The next habit, when these hold: Image. Take it up with: brandkit habits add image\n"
    )
    found = json.loads(known.run("habits", "--since", "5d", "--json").out)
    assert found["since"] == "2026-11-25"
    by_number = {one["number"]: one for one in found["habits"]}
    assert by_number[3]["count"] is None
    assert by_number[8]["before"] == 1
    assert by_number[10]["evidence"] == [
        {"day": "2026-11-30", "path": "people/Ada Rossi.md", "what": "thanks"}
    ]
    assert (found["owed"], found["unthanked"]) == (1, 0)
    assert "bridges" in found["off"]


def test_the_step_of_favours_says_whom_one_owes(known: Place) -> None:
    known.run("habits", "add", "favours")
    owed = "    → 1 person did something for you that is not returned yet: brandkit favour list\n"
    assert owed in known.run("habits").out
    known.run("favour", "returned", "ada", "A guest lesson")
    assert (
        "    → Keep what people did for you: brandkit favour received NAME"
        in known.run("habits").out
    )


def test_the_page_of_the_habits_needs_nothing_from_elsewhere(known: Place) -> None:
    known.run("habits", "add", "connections")
    known.run("habits", "--html", str(known.path / "garden.html"))
    page = known.read("garden.html")
    assert page.count("<tr>") == 4
    assert page.count('<svg role="img"') == 2
    assert "The garden of Helen Marsh" in page
    assert "people/Ada Rossi.md" in page
    assert "<script" not in page
    assert "http" not in page
    assert "June: 1" in page
    out = known.run("habits", "--since", "1y").out
    assert " 5  New connections: 1 of 48 (1 before)\n" in out
    known.run("habits", "--html", str(known.path), code=9)


@pytest.fixture
def bridged(known: Place) -> Place:
    for name, said in (
        ("Lucia Bianchi", "somebody who teaches"),
        ("Ada Rossi", "somebody with rooms"),
    ):
        known.edit(f"people/{name}.md", "met:", f"said_without_name: {said}\nmet:")
    return known


def test_a_pair_is_proposed_with_what_is_missing(known: Place) -> None:
    assert known.run("intro", "suggest").out == (
        "1 pair waits for a sentence on Ada Rossi (said_without_name).\n"
        "1 pair waits for a sentence on Lucia Bianchi (said_without_name).\n"
    )
    known.edit("people/Ada Rossi.md", "offers:", "gives:")
    assert "No pair comes to mind" in known.run("intro", "suggest").out
    known.edit("people/Ada Rossi.md", "gives:", "offers:")
    refused = known.run("intro", "propose", "ada", "lucia", code=8).err
    assert "people/Ada Rossi.md needs said_without_name" in refused
    known.edit("people/Ada Rossi.md", "met:", "said_without_name: Ada who rents rooms\nmet:")
    assert (
        "said_without_name has 'ada'" in known.run("intro", "propose", "ada", "lucia", code=8).err
    )


def test_an_introduction_from_the_plan_to_what_came_of_it(bridged: Place) -> None:
    assert "Ada Rossi and Lucia Bianchi: evening rooms" in bridged.run("intro", "suggest").out
    found = json.loads(bridged.run("intro", "suggest", "--json").out)
    assert found["pairs"][0]["a"] == "Ada Rossi"
    bridged.run("habits", "add", "bridges")
    bridged.run("people", "log", "lucia", "spoke")
    bridged.run("done", task(bridged, "thanks"))
    bridged.run("plan", now="2026-12-06T08:00")
    name = task(bridged, "bridges")
    assert "An introduction waits" in bridged.run("why", name, now="2026-12-06T08:00").out
    body = bridged.run("show", name).out
    assert "somebody who teaches" in body
    assert "Lucia" not in body
    bridged.run("done", name, "asked by phone", now="2026-12-07T08:00")
    text = bridged.read("introductions/Ada Rossi + Lucia Bianchi.md")
    assert text == ('---\na: "[[Ada Rossi]]"\nb: "[[Lucia Bianchi]]"\nasked_a: 2026-12-07\n---\n')
    one = "ada lucia"
    bridged.now = "2026-12-08T08:00"
    assert "one was asked · waits for Ada Rossi" in bridged.run("intro", "list").out
    assert "not both have agreed" in bridged.run("intro", "made", one, code=8).err
    assert "one has agreed" in bridged.run("intro", "agreed", one, "ada").out
    assert "next: ask Lucia Bianchi" in bridged.run("intro", "list").out
    bridged.run("intro", "asked", one, "lucia")
    row = json.loads(bridged.run("intro", "agreed", one, "lucia", "--json").out)
    assert (row["state"], row["next"]) == ("agreed", "make")
    bridged.run("plan")
    make = task(bridged, "bridges")
    shown = bridged.run("show", make).out
    assert "Ada, this is Lucia Bianchi. Lucia, this is Ada Rossi." in shown
    bridged.run("done", make, now="2026-12-14T09:00")
    assert "made: 2026-12-14\n" in bridged.read("introductions/Ada Rossi + Lucia Bianchi.md")
    assert "made · next: ask how it went" in bridged.run("intro", "list").out
    bridged.run("plan", now="2027-01-11T08:00")
    bridged.run("done", task(bridged, "bridges"), "a course", now="2027-01-18T09:00")
    assert "something came of it" in bridged.run("intro", "list").out
    changed = bridged.run("intro", "outcome", one, "two", "courses").out
    assert changed == "Ada Rossi + Lucia Bianchi: something came of it\n"


def test_a_changed_sentence_takes_its_consent_away(bridged: Place) -> None:
    path = json.loads(
        bridged.run("intro", "propose", "ada", "lucia", "--why", "rooms", "--json").out
    )
    assert path == {"path": "introductions/Ada Rossi + Lucia Bianchi.md"}
    assert "It is kept already" in bridged.run("intro", "propose", "lucia", "ada", code=8).err
    assert "is both of them" in bridged.run("intro", "propose", "ada", "ada", code=8).err
    bridged.run("intro", "agreed", "ada", "ada")
    bridged.run("intro", "agreed", "ada", "lucia")
    bridged.edit("people/Ada Rossi.md", "somebody with rooms", "somebody with halls")
    rows = json.loads(bridged.run("intro", "list", "--json").out)["introductions"]
    assert (rows[0]["state"], rows[0]["next"], rows[0]["of"]) == ("half", "ask", "Ada Rossi")
    assert "declined" in bridged.run("intro", "declined", "ada", "lucia").out
    assert "There is no introduction" in bridged.run("intro", "made", "nobody", code=8).err
    bridged.write("introductions/Ada 2.md", "---\na: Ada Rossi\nb: Gone\n---\n")
    assert "may be any of these" in bridged.run("intro", "made", "ada", code=8).err
    assert (
        "Ada 2 · nobody was asked yet · next: ask Ada Rossi\n" in bridged.run("intro", "list").out
    )


def test_nothing_is_introduced_yet(place: Place) -> None:
    assert "There is no introduction yet" in place.run("intro", "list").out
    assert "There is no association yet" in place.run("group", "list").out


ICS = """BEGIN:VCALENDAR
VERSION:2.0
PRODID:-//x//x//EN
BEGIN:VEVENT
UID:1
DTSTAMP:20261101T000000Z
DTSTART;VALUE=DATE:20261215
SUMMARY:Evening of the association
END:VEVENT
END:VCALENDAR
"""


def test_an_association_asks_for_dues_meetings_and_what_one_gives(
    known: Place, tmp_path: Path
) -> None:
    added = known.run("group", "add", "AIDP", "--dues", "150 euro", "--renewal", "2026-12-20")
    assert "A note on AIDP: groups/AIDP.md" in added.out
    assert "dues on Sunday 20 December" in known.run("group", "list").out
    assert "There is a note on aidp already" in known.run("group", "add", "aidp", code=8).err
    assert "is no date" in known.run("group", "add", "X", "--renewal", "soon", code=2).err
    assert "the name is empty" in known.run("group", "add", " ", code=2).err
    assert "AIDP: 1 new meeting." in known.run("group", "meeting", "aidp", "2026-12-10").out
    calendar = tmp_path / "a.ics"
    calendar.write_text(ICS.replace("\n", "\r\n"))
    met = json.loads(known.run("group", "meeting", "aidp", str(calendar), "--json").out)
    assert met["meetings"] == ["2026-12-10", "2026-12-15"]
    calendar.write_text(ICS.replace("20261215", "20200101"))
    assert "no event to come" in known.run("group", "meeting", "aidp", str(calendar), code=7).err
    known.run("habits", "add", "associations")
    known.run("plan")
    name = task(known, "associations")
    assert "AIDP meets soon." in known.run("why", name).out
    done = known.run("done", name, "prepared")
    assert "groups/AIDP.md" in done.out
    assert known.read("groups/AIDP.md").endswith("- 2026-11-30 prepared\n")
    known.run("plan")
    assert "associations" not in {row["calendar"] for row in rows(known)}
    known.run("group", "log", "aidp", "Spoke", "on", "hiring", "--given", "--on", "2026-11-29")
    assert "- 2026-11-29 Spoke on hiring #given\n" in known.read("groups/AIDP.md")
    logged = json.loads(known.run("group", "log", "aidp", "there", "--json").out)
    assert logged["path"] == "groups/AIDP.md"
    asks = json.loads(known.run("group", "list", "--json").out)["groups"][0]
    assert (asks["asks"], asks["day"]) == ("meeting", "2026-12-10")
    assert "There is no association 'chess'" in known.run("group", "log", "chess", code=8).err
    known.run("group", "add", "AIDP Roma", "--json")
    assert "may be any of these" in known.run("group", "log", "aidp", code=8).err


def test_paid_dues_fall_due_again_in_a_year(place: Place) -> None:
    place.run("group", "add", "AIDP", "--renewal", "2028-02-29")
    place.run("habits", "add", "associations")
    now = "2028-02-20T08:00"
    place.run("plan", now=now)
    place.now = now
    place.run("done", task(place, "associations"))
    assert "renewal: 2029-02-28\n" in place.read("groups/AIDP.md")
    place.write("groups/Broken.md", "---\nrenewal: soon\n---\n")
    assert "groups/Broken.md:2:1" in place.run("group", "list").err
    assert "groups/Broken.md:2:1" in place.run("plan", code=4).err


def test_five_who_may_help_and_what_comes_before_one_asks(known: Place) -> None:
    out = known.run("ask", "I am looking for rooms in the evening.").out
    assert out == (
        "Ada Rossi\n"
        "  rooms in the evening · last time Friday 20 November 2026"
        " · you owe them: introduced me to the school\n"
        "  → Thank first, and ask another day: introduced me to the school\n"
    )
    known.run("favour", "thanked", "ada")
    known.run("favour", "returned", "ada", "a name")
    known.run("favour", "given", "ada", "a book")
    out = known.run("ask", "I am looking for rooms").out
    assert "a favour of yours: a book" in out
    assert "→ “Hello Ada, I am looking for rooms. You came to mind." in out
    known.run("people", "add", "Old", "--offers", "rooms", "--met", "2020-01-01")
    rows = json.loads(known.run("ask", "rooms", "--json").out)["people"]
    assert [(one["name"], one["first"]) for one in rows] == [("Ada Rossi", "ask"), ("Old", "warm")]
    assert "Write to Old without a request first" in known.run("ask", "rooms").out
    assert "Nobody comes to mind" in known.run("ask", "a plumber").out
    assert "say what you are looking for" in known.run("ask", " ", code=2).err


def test_practices_and_reviews_come_with_their_calendars(known: Place) -> None:
    for name in ("skills", "review", "image", "conversation", "favours", "openness", "networkers"):
        known.run("habits", "add", name)
    known.run("plan", "--weeks", "5")
    found = by_calendar(known)
    assert found["skills"]["title"] == "Practise: Alt text"
    text = known.read(found["skills"]["path"])
    assert "Do it inside “" in text
    shown = known.read(found["review"]["path"])
    assert "Not thanked for yet: Ada Rossi: introduced me to the school" in shown
    assert found["image"]["when"].startswith("2027-01-01")
    assert "> Leadership" not in known.read(found["image"]["path"])
    known.run("plan", "--weeks", "5")
    assert found == by_calendar(known)
    known.run("write", found["skills"]["id"], "--json")
    known.run("done", found["skills"]["id"], "short sentences")
    known.run("plan", "--weeks", "5")
    assert by_calendar(known)["skills"]["title"] == "Practise: A carousel"


def test_the_profile_is_compared_with_what_it_was(known: Place) -> None:
    known.run("habits", "add", "image")
    known.write("profile.md", "# Headline\n\nI listen.\n")
    known.run("plan", now="2026-12-31T08:00")
    first = next(row for row in rows(known) if row["calendar"] == "image")
    assert "> I listen.\n" in known.read(first["path"])
    known.run("done", first["id"], now="2027-01-01T11:00")
    known.write("profile.md", "# Headline\n\nI decide.\n")
    known.run("plan", now="2027-03-20T08:00")
    second = next(
        row for row in rows(known) if row["calendar"] == "image" and row["id"] != first["id"]
    )
    text = known.read(second["path"])
    assert "New since last time:\n\n- I decide.\n" in text
    assert "Gone since last time:\n\n- I listen.\n" in text
    (known.path / "profile.md").write_bytes(b"\xff")
    known.run("plan", "--refresh", now="2027-03-20T08:00")


def test_a_reminder_of_a_task_tells_no_words_of_it(known: Place) -> None:
    text = known.read("brand.toml") + '\n[[delivery]]\nid = "own"\nkind = "file"\npath = "r.txt"\n'
    known.write("brand.toml", text)
    known.run("remind", "once", now="2026-11-29T08:00")
    known.run("write", task(known, "keep-in-touch"), "--answer", "thought=a SECRET thought")
    known.run("remind", "once", now="2026-11-30T09:01")
    told = (known.path / "r.txt").read_text()
    assert "Write to Lucia Bianchi" in told
    assert "Do it, then say so: brandkit done" in told
    assert "SECRET" not in told
    log = known.run("remind", "log").out
    assert "Lucia" not in log


def test_a_calendar_that_others_may_see_names_nobody(known: Place) -> None:
    known.run("calendar", "export", "--ics", str(known.path / "plan.ics"))
    text = known.read("plan.ics").replace("\r\n ", "")
    assert "SUMMARY:Keep in touch" in text
    assert "Lucia" not in text
    assert "Ada Rossi" not in text
    assert "Lucia" not in known.read("calendar.json")


def test_what_a_practice_taught_becomes_an_idea(known: Place) -> None:
    known.run("habits", "add", "skills")
    known.run("plan")
    out = known.run("done", by_calendar(known)["skills"]["id"], "Short", "sentences", "help").out
    assert "ideas/short-sentences-help.md" in out
    assert "title: Short sentences help\n" in known.read("ideas/short-sentences-help.md")


def test_what_came_of_knowing_somebody_stands_in_their_note_and_in_the_review(known: Place) -> None:
    ran = known.run("outcome", "ada rossi", "a course together", "--kind", "partner")
    assert ran.out == "Kept in people/Ada Rossi.md\n"
    assert 'outcome:\n  - "2026-11-30 partner: a course together"\n' in known.read(
        "people/Ada Rossi.md"
    )
    again = json.loads(known.run("outcome", "Ada Rossi", "another", "--json").out)
    assert len(again["outcome"]) == 2
    assert "the outcome is empty" in known.run("outcome", "Ada Rossi", " ", code=2).err
    known.run("habits", "add", "review")
    known.run("plan")
    text = known.read(by_calendar(known)["review"]["path"])
    assert "- 2026-11-30 partner: a course together (Ada Rossi)\n" in text
    assert "If these hold, the next habit is Image: brandkit habits add image" in text


def test_git_does_not_keep_the_notes_on_people(place: Place) -> None:
    assert "people/\nintroductions/\ngroups/\nothers/\n" in place.read(".gitignore")


def test_the_pages_of_a_conversation_open_one_by_one_and_one_key_is_enough(
    known: Place, monkeypatch: pytest.MonkeyPatch
) -> None:
    known.run(
        "people",
        "add",
        "Ada Neri",
        "--met",
        "2026-01-01",
        "--handle",
        "https://www.linkedin.com/in/ada/",
    )
    known.edit("people/Lucia Bianchi.md", "met:", "handles: [https://lucia.example, x@y.zz]\nmet:")
    known.run("habits", "drop", "keep-in-touch")
    known.run("habits", "drop", "thanks")
    known.run("habits", "add", "conversation")
    known.run("plan")
    name = task(known, "conversation")
    assert known.run("open", name).out == (
        "https://lucia.example\nhttps://www.linkedin.com/in/ada/recent-activity/all/\n"
    )
    opened: list[str] = []
    lines = iter(["", "", "y"])
    monkeypatch.setattr("click.launch", opened.append)
    monkeypatch.setattr("brandkit.cli.opening.is_somebody_there", lambda: True)
    monkeypatch.setattr("builtins.input", lambda *_: next(lines))
    out = known.run("open", name).out
    assert len(opened) == 2
    assert "Done: Ten minutes: Lucia, Ada" in out
    assert "#note\n" in known.read("people/Ada Neri.md")
    known.run("plan")
    again = by_calendar(known).get("conversation")
    assert again is None or again["when"] > "2026-12-10"
    post = next(row["id"] for row in rows(known) if row["channel"])
    assert "There is no link in" in known.run("open", post, code=8).err
    known.run(
        "publish", post, "--at", "2026-11-30T07:00", "--url", "https://example.org/p", code=None
    )
    known.edit(
        next(r["path"] for r in rows(known) if r["id"] == post),
        "title:",
        "url: https://e.org\ntitle:",
    )
    assert json.loads(known.run("open", post, "--json").out)["links"] == ["https://e.org"]


def test_an_invitation_that_is_too_long_is_told(known: Place) -> None:
    known.run("people", "add", "Zoë", "--new")
    known.run("habits", "add", "connections")
    known.run("plan")
    name = task(known, "connections")
    known.run(
        "write",
        name,
        "--answer",
        "where=" + "at the fair " * 20,
        "--answer",
        "why=" + "of it " * 20,
    )
    ran = known.run("check", name, code=1)
    assert "300" in ran.out
    assert "Too long: " in known.run("copy", name).err


def test_invitations_count_for_new_connections(known: Place) -> None:
    known.write(
        "people/invitations.csv", "day,direction,name\n2026-11-20,out,Zoë\n2026-11-21,in,Leo\nx\n"
    )
    known.run("habits", "add", "connections")
    found = json.loads(known.run("habits", "--json").out)["habits"]
    five = next(one for one in found if one["number"] == 5)
    assert five["evidence"] == [
        {"day": "2026-11-20", "path": "people/invitations.csv", "what": "Zoë"}
    ]


def test_a_contact_noted_in_any_editor_stops_the_reminder(known: Place) -> None:
    text = known.read("brand.toml") + '\n[[delivery]]\nid = "own"\nkind = "file"\npath = "r.txt"\n'
    known.write("brand.toml", text)
    known.run("remind", "once", now="2026-11-29T08:00")
    note = known.read("people/Lucia Bianchi.md")
    known.write("people/Lucia Bianchi.md", f"{note}\n- 2026-11-29 on the phone\n")
    known.run("remind", "once", now="2026-11-30T09:01")
    told = (known.path / "r.txt").read_text() if (known.path / "r.txt").exists() else ""
    assert "Lucia" not in told
    known.write("people/Ada Rossi.md", "---\ncadence: often\n---\n")
    known.run("remind", "once", now="2026-12-01T09:01")
    assert "Thanks to Ada Rossi" in (known.path / "r.txt").read_text()


def test_a_meeting_makes_a_campaign_of_posts(known: Place) -> None:
    known.run("group", "add", "AIDP")
    where = ("--campaign", "--channel", "linkedin")
    wrong = known.run("group", "meeting", "aidp", "2026-12-15", *where, code=2)
    assert "say on which theme its posts are" in wrong.err
    assert "meetings" not in known.read("groups/AIDP.md")
    options = ("--campaign", "--theme", "hiring", "--channel", "linkedin")
    known.run("group", "meeting", "aidp", "2026-12-15", *options)
    assert 'name = "AIDP"\non = 2026-12-15\n' in known.read("calendars/editorial.toml")
    assert "AIDP" in known.run("plan").out


def test_words_meant_for_one_person_go_on_no_channel(known: Place) -> None:
    name = task(known, "thanks")
    before = known.tree()
    for more in (("--to", "linkedin"), ("--to", "linkedin", "--split", "2")):
        assert "is a task, and no piece" in known.run("adapt", name, *more, code=8).err
    assert known.tree() == before
    known.run("done", name)
    assert "There is no entry" in known.run("label", name, "leadership", code=8).err


def test_the_variety_of_fields_is_told_with_what_would_widen_it(known: Place) -> None:
    known.run("habits", "add", "openness")
    out = known.run("habits").out
    assert "No field but yours is noted among your people (0 of 2 notes have themes)." in out
    known.edit("people/Ada Rossi.md", "met:", "themes: [botany, leadership]\nmet:")
    out = known.run("habits").out
    assert "Other fields among your people: botany (noted of 1 of 2)." in out


def test_a_plan_of_one_calendar_writes_no_other(known: Place) -> None:
    known.edit("people/Lucia Bianchi.md", "evening rooms", "morning rooms")
    before = known.read("drafts/2026-11-30-keep-in-touch-lucia-bianchi.md")
    known.run("plan", "--calendar", "thanks")
    assert known.read("drafts/2026-11-30-keep-in-touch-lucia-bianchi.md") == before
    known.run("plan", "--calendar", "keep-in-touch")
    assert "Looks for: morning rooms" in known.read(
        "drafts/2026-11-30-keep-in-touch-lucia-bianchi.md"
    )
