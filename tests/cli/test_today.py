"""`brandkit` by itself."""

from __future__ import annotations

import json
from typing import Any

import pytest

from brandkit.core.notation.frontmatter import parse_front_matter
from tests.cli.test_out import asked, front, on_a_terminal, written
from tests.conftest import Place


def today(place: Place, now: str | None = None) -> Any:
    return json.loads(place.run("--json", now=now).out)


def test_nothing_is_planned_yet(place: Place) -> None:
    assert "Fill the coming weeks with: brandkit plan" in place.run().out
    assert today(place)["act"] == "plan"


def test_without_a_workspace_it_says_how_to_begin(empty: Place) -> None:
    assert "brandkit init" in empty.run(code=3).err


def test_one_thing_comes_first_and_then_the_rest(place: Place) -> None:
    place.run("plan")
    shown = place.run().out.splitlines()
    assert shown[0] == "Monday 23 November · Helen Marsh"
    assert shown[2] == "Today, one thing that takes ten minutes:"
    assert shown[4].startswith("  1  ")
    assert "tomorrow, 08:30 · LinkedIn · Kind leadership" in shown[5]
    assert "brandkit write 1" in shown[6]
    assert shown[8] == "Next:"
    assert len(shown) == 12
    assert place.run("show", "3").out.splitlines()[0] in shown[10]


def test_what_is_due_changes_with_the_day(place: Place) -> None:
    identity, _ = written(place)
    value = today(place, "2026-11-24T07:00")
    assert (value["act"], value["thing"]["id"]) == ("read", identity)
    place.run("ready", identity)
    value = today(place, "2026-11-24T07:00")
    assert (value["act"], value["thing"]["id"]) == ("copy", identity)
    value = today(place, "2026-11-23T07:00")
    assert [row["id"] for row in value["ready"]] == [identity]
    value = today(place, "2026-11-25T07:00")
    assert [row["id"] for row in value["missed"]] == [identity]
    place.run("copy", identity, now="2026-11-24T08:00")
    value = today(place, "2026-11-25T07:00")
    assert value["missed"] == value["ready"] == []
    assert [row["id"] for row in value["asking"]] == [identity]
    assert (
        "Is it out? Say so with: brandkit publish 2 --url …"
        in place.run(now="2026-11-25T07:00").out
    )


def test_when_everything_is_written_there_is_nothing_to_do(place: Place) -> None:
    place.run("new", "Words of mine", "--theme", "hiring", "--on", "2026-11-30")
    value = today(place)
    assert (value["act"], value["thing"], len(value["next"])) == ("rest", None, 1)
    assert "what is coming is written" in place.run().out


def test_three_gestures_lead_from_a_draft_to_the_record(
    luogo: Place, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Write, copy, and the answer «yes, here is the link»."""
    plan = asked(luogo, "plan")
    entry = next(e for e in plan["entries"] if e["format"] == "lesson")
    stems = asked(luogo, "write", entry["id"])["asked"]
    luogo.run(
        "write",
        entry["id"],
        *(
            w
            for s in stems
            for w in ("--answer", f"{s['name']}=una cosa vera, numero {len(s['name'])}")
        ),
    )
    luogo.run("copy", entry["id"], now="2026-11-24T08:31")
    url = "https://www.linkedin.com/posts/elena-activity-7466000000000000000-x"
    prompts = on_a_terminal(monkeypatch, "linkedin.com/x", url)
    ran = luogo.run(now="2026-11-25T08:00")
    assert "che hai preso ieri per LinkedIn: è uscito?" in ran.out.replace("\n", " ")
    assert "Non è un link" in ran.out
    assert len(prompts) == 2
    path = f"published/2026/{entry['path'].removeprefix('drafts/')}"
    keys = front(luogo, path)
    assert (keys["status"], keys["url"]) == ("published", url)
    assert "Nel registro" in ran.out
    on_a_terminal(monkeypatch)
    assert "è uscito?" not in luogo.run(now="2026-11-25T09:00").out


@pytest.mark.parametrize(
    ("said", "out", "asked_again"),
    [("", False, True), ("n", False, False), ("s", True, False), ("sì", True, False)],
)
def test_the_question_takes_yes_no_and_not_yet(
    luogo: Place,
    monkeypatch: pytest.MonkeyPatch,
    said: str,
    out: bool,
    asked_again: bool,
) -> None:
    luogo.run("new", "Parole mie", "--theme", "leadership")
    luogo.run("copy", "leadership")
    on_a_terminal(monkeypatch, said)
    luogo.run(now="2026-11-24T09:00")
    assert (luogo.path / "published").exists() is out
    value = today(luogo, "2026-11-24T10:00")
    assert (value["asking"] != []) is asked_again
    assert len(value["missed"]) == (said == "n")


def test_what_was_copied_is_never_taken_for_missed(place: Place) -> None:
    identity, path = written(place)
    place.run("copy", identity, now="2026-11-24T08:00")
    before = place.read(path)
    ran = place.run("plan", "--fresh", now="2026-11-30T08:00")
    assert "was copied and may be out" in ran.out
    assert place.read(path) == before
    answer = asked(place, "plan", now="2026-11-30T08:00")
    assert answer["asking"] == [path]
    assert answer["missed"] == []


def test_a_draft_that_got_a_blank_again_is_told_and_stays(
    place: Place, monkeypatch: pytest.MonkeyPatch
) -> None:
    place.run("new", "Words of mine", "--theme", "hiring")
    path = asked(place, "agenda")["entries"][0]["path"]
    place.run("copy", "hiring")
    place.edit(path, "---\nWords", "---\n[? which ?]")
    on_a_terminal(monkeypatch, "y")
    assert "is not whole" in place.run(now="2026-11-24T09:00").out
    assert (place.path / path).exists()


def test_what_came_of_it_is_asked_once_a_week_later(
    place: Place, monkeypatch: pytest.MonkeyPatch
) -> None:
    place.run("new", "Words of mine", "--theme", "hiring")
    path = asked(place, "publish", "hiring")["path"]
    assert today(place, "2026-11-29T09:00")["outcome"] is None
    assert today(place, "2026-11-30T11:00")["outcome"]["path"] == path
    assert "brandkit outcome" in place.run(now="2026-11-30T11:00").out
    on_a_terminal(monkeypatch, "A client rang")
    place.run(now="2026-11-30T11:00")
    assert front(place, path)["outcome"] == ["2026-11-30: A client rang"]
    assert today(place, "2026-12-01T11:00")["outcome"] is None
    place.run("new", "Other words", "--theme", "hiring", now="2026-12-01T09:00")
    other = asked(place, "publish", "Other words", now="2026-12-01T09:00")["path"]
    on_a_terminal(monkeypatch, "")
    place.run(now="2026-12-09T11:00")
    assert front(place, other)["outcome"] == []
    assert today(place, "2026-12-10T11:00")["outcome"] is None


def test_after_ten_silent_days_somebody_is_welcomed_without_guilt(place: Place) -> None:
    identity, _ = written(place)
    place.run(now="2026-11-23T12:00")
    ran = place.run(now="2026-12-02T12:00")
    assert "Welcome back" not in ran.out
    assert "Begun, and not out yet:" in ran.out
    place.run(now="2026-12-02T12:00")
    assert today(place, "2026-12-12T13:00")["back"]
    shown = place.run(now="2026-12-12T13:00").out
    assert "Welcome back" in shown
    assert "brandkit plan --fresh" in shown
    assert "not out yet" not in shown
    assert not today(place, "2026-12-12T14:00")["back"]
    place.run("plan", "--fresh", now="2026-12-12T14:00")
    assert identity not in {row["id"] for row in today(place, "2026-12-12T15:00")["missed"]}


def test_somebody_who_only_imported_old_posts_was_not_away(place: Place) -> None:
    place.write("site/a.md", "---\ntitle: Old\ndate: 2015-01-01\n---\nWords\n")
    place.run("import", "blog", str(place.path / "site"))
    assert not today(place)["back"]


def test_where_nobody_knows_when_one_looked_a_draft_tells(place: Place) -> None:
    written(place)
    assert today(place, "2026-12-12T09:00")["back"]
    assert not today(place, "2026-11-30T09:00")["back"]


def test_the_screen_has_room_on_a_narrow_terminal(
    luogo: Place, monkeypatch: pytest.MonkeyPatch
) -> None:
    luogo.run("plan")
    on_a_terminal(monkeypatch)
    monkeypatch.setenv("COLUMNS", "40")
    monkeypatch.setenv("NO_COLOR", "1")
    assert max(len(line) for line in luogo.run().out.splitlines()) <= 40


def test_a_broken_file_is_told_below_the_rest(place: Place) -> None:
    place.run("plan")
    place.write("drafts/broken.md", "---\nid: x\n---\n")
    ran = place.run()
    assert "drafts/broken.md:1:1: when is missing" in ran.err
    assert "brandkit write 1" in ran.out
    assert parse_front_matter(place.read("drafts/broken.md")).values == {"id": "x"}
