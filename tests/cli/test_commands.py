"""The commands, as a person uses them."""

from __future__ import annotations

import json
import os
import re
import sys
import tomllib
from pathlib import Path
from typing import Any

import pytest

from brandkit.core.notation.frontmatter import parse_front_matter
from tests.conftest import Place


def asked(place: Place, *args: str, code: int = 0, now: str | None = None) -> Any:
    return json.loads(place.run(*args, "--json", code=code, now=now).out)


def front(place: Place, name: str) -> dict[str, Any]:
    return parse_front_matter(place.read(name)).values


# ------------------------------------------------------------------ init


def test_init_makes_a_workspace_that_plans_at_once(place: Place) -> None:
    assert (place.path / "calendars/editorial.toml").exists()
    brand = tomllib.loads(place.read("brand.toml"))
    assert brand["timezone"] == "Europe/Rome"
    assert len(brand["id"]) == 8
    assert place.read("brand.toml").startswith("#:schema .brandkit/brand.schema.json\n")
    json.loads((place.path / ".brandkit/brand.schema.json").read_text())
    assert len(asked(place, "plan")["entries"]) == 9


def test_init_speaks_the_language_asked_for(empty: Place) -> None:
    out = empty.run("init", "casa", "--language", "it", "--yes").out
    assert "Il tuo spazio di lavoro è pronto" in out
    assert (empty.path / "casa/brand.toml").exists()


def test_init_takes_the_language_of_the_locale(
    empty: Place, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("LC_ALL", "it_IT.UTF-8")
    assert "Il tuo spazio" in empty.run("init", "--yes").out


def test_init_overwrites_nothing(place: Place) -> None:
    before = place.tree()
    assert "left alone" in place.run("init", "--yes", code=8).err
    assert place.tree() == before


def test_init_keeps_what_is_there(empty: Place) -> None:
    empty.write("profile.md", "mine")
    found = asked(empty, "init", "--language", "en")
    assert found["kept"] == ["profile.md"]
    assert empty.read("profile.md") == "mine"


def test_init_refuses_a_file_and_an_unknown_starter(empty: Place) -> None:
    empty.write("file", "x")
    assert "is a file" in empty.run("init", "file", "--yes", code=8).err
    err = empty.run("init", "x", "--starter", "consultnt", "--yes", code=8).err
    assert "did you mean 'consultant'?" in err
    assert not (empty.path / "x").exists()


# ------------------------------------------------------------------ plan


def test_plan_writes_a_draft_for_each_open_slot(place: Place) -> None:
    found = asked(place, "plan")
    assert [e["when"][:10] for e in found["entries"]] == [
        "2026-11-24",
        "2026-11-26",
        "2026-12-01",
        "2026-12-03",
        "2026-12-07",
        "2026-12-08",
        "2026-12-10",
        "2026-12-15",
        "2026-12-17",
    ]
    assert sorted(found["written"]) == [f"drafts/{name}" for name in place.drafts()]
    assert found["entries"][0]["when"] == "2026-11-24T08:30:00+01:00"
    assert {e["status"] for e in found["entries"]} == {"planned"}
    assert all(e["reason"] for e in found["entries"])


def test_a_second_plan_writes_nothing(place: Place) -> None:
    place.run("plan")
    before = place.tree()
    found = asked(place, "plan")
    assert (found["written"], found["moved"], found["removed"]) == ([], [], [])
    assert place.tree() == before
    assert "Nothing changed" in place.run("plan").out


def test_a_draft_is_made_of_the_theme_and_the_idea(place: Place) -> None:
    place.run("plan")
    name = next(f"drafts/{n}" for n in place.drafts() if "leadership" in n)
    text = place.read(name)
    assert "The foreman who always spoke last" in text
    assert "[? " in text
    assert "#leadership #management" in text
    assert front(place, name)["idea"] == "the-monday-question"


def test_the_persons_words_are_never_touched(place: Place) -> None:
    place.run("plan")
    names = place.drafts()
    place.edit(f"drafts/{names[2]}", "[? ", "My words, perché no 🌱: [? ")
    mine = place.read(f"drafts/{names[2]}")
    place.edit("brand.toml", "share = 20", "share = 90")
    place.edit("calendars/editorial.toml", '"08:30"', '"18:15"')
    place.run("plan", "--refresh")
    assert place.read(f"drafts/{names[2]}") == mine


def test_another_hour_retimes_untouched_drafts_and_doubles_nothing(place: Place) -> None:
    before = {e["id"]: e for e in asked(place, "plan")["entries"]}
    place.edit("calendars/editorial.toml", '"08:30"', '"18:15"')
    found = asked(place, "plan")
    assert {e["id"] for e in found["entries"]} == set(before)
    assert len(found["moved"]) == 8
    assert all(item["from"] == item["to"] for item in found["moved"])
    assert all(e["theme"] == before[e["id"]]["theme"] for e in found["entries"])
    assert {e["when"][11:16] for e in found["entries"]} == {"18:15", "09:00"}
    assert asked(place, "plan")["moved"] == []


def test_another_weekday_moves_the_files_with_their_ids(place: Place) -> None:
    before = {e["id"] for e in asked(place, "plan")["entries"]}
    place.edit("calendars/editorial.toml", '["tue", "thu"]', '["wed", "fri"]')
    found = asked(place, "plan", now="2026-11-23T10:00")
    assert len({e["id"] for e in found["entries"]} & before) >= 8
    days = {name[:10] for name in place.drafts()}
    assert "2026-11-25" in days
    assert "2026-11-24" not in days
    assert asked(place, "plan")["written"] == []


def test_a_theme_that_left_the_brand_leaves_the_untouched_drafts(place: Place) -> None:
    place.run("plan")
    brand = place.read("brand.toml")
    start = brand.index('[[theme]]\nid = "hiring"')
    end = brand.index('[[theme]]\nid = "change"')
    place.write("brand.toml", brand[:start] + brand[end:])
    found = asked(place, "plan")
    assert "hiring" not in {e["theme"] for e in found["entries"]}
    assert not any("hiring" in name for name in place.drafts())
    assert len(found["entries"]) == 9


def test_a_renamed_theme_keeps_its_drafts_by_its_earlier_id(place: Place) -> None:
    place.run("plan")
    place.edit("brand.toml", 'id = "hiring"', 'id = "recruiting"\nwas = ["hiring"]')
    found = asked(place, "plan")
    assert found["written"] == []
    assert found["removed"] == []


def test_dry_run_writes_nothing_and_sees_years_ahead(place: Place) -> None:
    before = place.tree()
    found = asked(place, "plan", "--dry-run", "--until", "2028-11-30")
    assert len(found["entries"]) > 200
    assert place.tree() == before
    assert "a preview" in place.run("plan", "--dry-run").out


def test_a_long_plan_says_that_it_is_at_work(small: Place, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys.stderr.__class__, "isatty", lambda _: True, raising=False)
    assert small.run("plan", "--dry-run", "--weeks", "30").err.startswith(
        "Planning to Sunday 20 June"
    )
    assert small.run("plan", "--dry-run").err == ""


def test_refresh_renders_untouched_drafts_again(place: Place) -> None:
    place.run("plan")
    place.edit("brand.toml", "A good boss asks better questions, and then decides.", "Ask first.")
    assert asked(place, "plan")["written"] == []
    found = asked(place, "plan", "--refresh")
    assert found["written"]
    assert all("leadership" in path for path in found["written"])
    assert "Ask first." in place.read(found["written"][0])


def test_a_missed_untouched_draft_is_removed_and_told(place: Place) -> None:
    place.run("plan")
    ran = place.run("plan", now="2026-11-25T10:00")
    assert "Removed drafts/2026-11-24-linkedin-leadership.md" in ran.out
    assert place.drafts()[0].startswith("2026-11-26")


def test_a_missed_draft_with_words_stays_and_fresh_makes_it_an_idea(place: Place) -> None:
    place.run("plan")
    name = place.drafts()[0]
    place.edit(f"drafts/{name}", "[? ", "Mine [? ")
    ran = place.run("plan", now="2026-11-25T10:00")
    assert "was not published" in ran.out
    assert name in place.drafts()
    found = asked(place, "plan", "--fresh", now="2026-11-25T10:00")
    (moved,) = found["ideas"]
    assert moved["from"] == f"drafts/{name}"
    assert "Mine [? " in place.read(moved["to"])
    assert name not in place.drafts()
    assert front(place, "ideas/the-monday-question.md")["status"] == "dropped"
    assert "was kept as the idea" not in place.run("plan", now="2026-11-25T10:00").out


def test_fresh_says_where_the_words_went(place: Place) -> None:
    place.run("plan")
    place.edit(f"drafts/{place.drafts()[0]}", "[? ", "Mine [? ")
    assert "was kept as the idea ideas/" in place.run("plan", "--fresh", now="2026-11-25T10:00").out


def test_one_calendar_can_be_written_alone(place: Place) -> None:
    place.write(
        "calendars/blog.toml",
        'name = "B"\n[[rhythm]]\nchannel = "blog"\ndays = ["wed"]\ntime = "9:00"\n',
    )
    found = asked(place, "plan", "--calendar", "blog")
    assert {front(place, path)["calendar"] for path in found["written"]} == {"blog"}
    assert len(place.drafts()) == 4
    assert {e["path"] for e in found["entries"]} == set(found["written"])
    assert "no calendar 'x'" in place.run("plan", "--calendar", "x", code=8).err


def test_two_calendars_share_one_mix(place: Place) -> None:
    place.write(
        "calendars/blog.toml",
        'name = "B"\n[[rhythm]]\nchannel = "blog"\ndays = ["wed"]\ntime = "9:00"\n',
    )
    found = asked(place, "plan", "--weeks", "8")
    counts = [e["theme"] for e in found["entries"]].count("leadership")
    assert abs(counts / len(found["entries"]) - 0.3) < 0.08


def test_a_pause_removes_untouched_drafts_and_keeps_words(place: Place) -> None:
    place.run("plan")
    name = next(n for n in place.drafts() if n.startswith("2026-12-10"))
    place.edit(f"drafts/{name}", "[? ", "Mine [? ")
    place.edit("calendars/editorial.toml", "from = 2026-12-24", "from = 2026-12-05")
    ran = place.run("plan")
    assert "which nobody had touched: the calendar no longer opens there" in ran.out
    assert [n for n in place.drafts() if n > "2026-12-05"] == [name]


def test_a_pin_sets_the_theme_of_its_day(place: Place) -> None:
    place.run("plan")
    with (place.path / "calendars/editorial.toml").open("a") as file:
        file.write('\n[[pin]]\non = 2026-12-15\nchannel = "linkedin"\ntheme = "change"\n')
    place.run("plan")
    assert "2026-12-15-linkedin-change.md" in place.drafts()
    assert "because you set it" in place.run("why", "2026-12-15").out


def test_a_campaign_and_a_series_are_in_the_plan(place: Place) -> None:
    with (place.path / "calendars/editorial.toml").open("a") as file:
        file.write(
            '\n[[campaign]]\nname = "The fair"\non = 2026-12-15\nchannel = "linkedin"\n'
            'theme = "succession"\nbefore = [2]\nafter = [1]\n'
            '\n[[series]]\nid = "days"\ntitle = "A hundred days"\ntheme = "leadership"\n'
            'parts = ["First", "Last"]\nchannel = "linkedin"\nfrom = 2026-12-01\n'
        )
    found = asked(place, "plan")
    titles = [e["title"] for e in found["entries"]]
    assert "A hundred days 1/2: First" in titles
    days = {e["when"][:10]: e for e in found["entries"]}
    assert {"2026-12-13", "2026-12-15", "2026-12-16"} <= set(days)
    assert "The fair" in days["2026-12-13"]["reason"]
    assert days["2026-12-13"]["title"] == "The fair: 2 days to go"
    assert days["2026-12-15"]["title"] == "The fair: it is today"
    assert days["2026-12-16"]["title"] == "The fair: what stays"
    assert "<!-- For “The fair”. -->" in place.read(days["2026-12-13"]["path"])
    place.run("plan", "--refresh")
    assert front(place, days["2026-12-13"]["path"])["title"] == "The fair: 2 days to go"
    assert asked(place, "plan")["written"] == []


def test_an_idea_goes_into_the_next_untouched_slot_of_its_theme(place: Place) -> None:
    place.run("plan")
    place.run("idea", "add", "The day the plan failed", "--theme", "change")
    found = asked(place, "plan")
    (path,) = found["written"]
    assert front(place, path)["title"] == "The day the plan failed"
    assert asked(place, "plan")["written"] == []
    place.run("idea", "drop", "the-day")
    (again,) = asked(place, "plan")["written"]
    assert "idea" not in front(place, again)


def test_evergreen_pieces_come_back_only_where_allowed(small: Place) -> None:
    old = (
        "---\nid: oldpiece\nwhen: 2026-01-08T08:30:00\nstatus: published\nchannel: linkedin\n"
        "language: en\ntheme: people\nformat: lesson\ntitle: Ask first\n{extra}---\nMy old words.\n"
    )
    small.write("published/2026/a.md", old.format(extra="evergreen: true\n"))
    assert "Ask first" not in [e["title"] for e in asked(small, "plan", "--dry-run")["entries"]]
    small.edit("calendars/editorial.toml", 'name = "Editorial"', 'name = "E"\nevergreen = true')
    found = asked(small, "plan")
    back = [e for e in found["entries"] if e["title"] == "Ask first"]
    assert len(back) == 1
    assert small.read(back[0]["path"]).endswith("---\nMy old words.\n")
    assert front(small, back[0]["path"])["piece"] == "oldpiece"
    assert back[0]["path"] not in asked(small, "plan", "--refresh")["written"]
    assert asked(small, "plan")["written"] == []


def test_an_evergreen_piece_rests_and_ends(small: Place) -> None:
    small.edit("calendars/editorial.toml", 'name = "Editorial"', 'name = "E"\nevergreen = true')
    text = (
        "---\nid: oldpiece\nwhen: 2026-11-08T08:30:00\nstatus: published\nchannel: linkedin\n"
        "theme: people\nformat: lesson\ntitle: Ask first\nevergreen:\n  cooldown: 30\n  uses: 3\n"
        "  not_after: 2027-01-10\n---\nWords.\n"
    )
    small.write("published/2026/a.md", text)
    found = asked(small, "plan", "--weeks", "20", "--dry-run")
    days = [e["when"][:10] for e in found["entries"] if e["title"] == "Ask first"]
    assert len(days) == 2
    assert days[0] >= "2026-12-08"
    assert days[1] <= "2027-01-10"


def test_the_record_is_repaid_and_told(small: Place) -> None:
    for n in range(8):
        small.write(
            f"published/2026/{n}.md",
            f"---\nid: past{n}\nwhen: 2026-11-{10 + n}T08:30:00\nstatus: published\n"
            f"channel: linkedin\ntheme: people\ntitle: T{n}\n---\nWords {n}.\n",
        )
    ran = small.run("plan", "--json")
    themes = [e["theme"] for e in json.loads(ran.out)["entries"]]
    assert themes.count("change") / len(themes) > 0.45
    assert "The plan makes up for Change." in small.run("plan").out


def test_a_long_neglect_is_forgiven_in_part_and_told(small: Place) -> None:
    for n in range(30):
        small.write(
            f"published/{n}.md",
            f"---\nid: past{n}\nwhen: 2026-11-{1 + n % 22:02}T08:{n:02}:00\nstatus: published\n"
            f"channel: linkedin\ntheme: people\ntitle: T{n}\n---\nWords {n}.\n",
        )
    assert "is forgiven" in small.run("plan", "--dry-run").out


def test_a_share_out_of_reach_is_told(place: Place) -> None:
    place.edit("brand.toml", 'id = "leadership"', 'id = "leadership"\nchannels = ["blog"]')
    ran = place.run("plan", "--dry-run")
    assert "Kind leadership: you want 30 %, at most" in ran.out
    assert asked(place, "plan", "--dry-run")["unreachable"][0]["themes"] == ["leadership"]


def test_an_empty_slot_names_the_rule(small: Place) -> None:
    brand = small.read("brand.toml").replace("share = 60", "share = 60\nmin_gap_days = 30")
    small.write("brand.toml", brand.replace("share = 40", "share = 40\nmax_per_week = 1"))
    found = asked(small, "plan", "--weeks", "3")
    assert found["empty"]
    assert found["empty"][0]["rules"] == {"people": ["gap"], "change": ["week"]}
    out = small.run("plan", "--weeks", "3").out
    assert "No post for" in out
    assert "People (too close to another), Change (enough for that week)" in out
    day = found["empty"][0]["when"][:10]
    assert "No theme may stand here: People (too close" in small.run("why", day).out
    assert asked(small, "why", day)["empty"] == found["empty"][:1]


def test_duplicates_are_warned_of(small: Place) -> None:
    head = "---\nid: {id}\ncalendar: editorial\nwhen: {when}\nchannel: linkedin\ntheme: people\n{more}title: {id}\n---\n{body}\n"
    rows = [
        ("aaaaaaaa", "2026-12-02T10:00:00", "", "Same words."),
        ("bbbbbbbb", "2026-12-04T10:00:00", "", "Same  words."),
        ("cccccccc", "2026-12-09T10:00:00", "piece: p1\n", "C."),
        ("dddddddd", "2026-12-09T10:30:00", "piece: p1\n", "D."),
    ]
    for identity, when, more, body in rows:
        small.write(
            f"drafts/{identity}.md", head.format(id=identity, when=when, more=more, body=body)
        )
    found = asked(small, "plan")
    assert {d["kind"] for d in found["duplicates"]} == {"text", "piece", "hour"}
    out = small.run("plan").out
    assert "say the same words on the same channel" in out
    assert "are the same piece" in out
    assert "within one hour" in out


def test_two_files_on_one_slot_are_told(small: Place) -> None:
    small.run("plan")
    name = small.drafts()[3]
    text = small.read(f"drafts/{name}")
    identity = front(small, f"drafts/{name}")["id"]
    small.write("drafts/copy.md", text.replace(identity, "zzzzzzzz").replace("[? ", "mine [? "))
    out = small.run("plan").out
    assert "Two drafts stand on one slot" in out
    assert name in small.drafts()


def test_a_post_whose_theme_is_unknown_is_told(small: Place) -> None:
    small.write(
        "published/a.md",
        "---\nid: a2345672\nwhen: 2026-11-01\nstatus: published\ntheme: cats\n---\n",
    )
    assert "the theme 'cats' is not in brand.toml" in small.run("plan").out


def test_a_slot_in_a_spring_gap_is_told(small: Place) -> None:
    small.edit(
        "calendars/editorial.toml",
        'days = ["tue", "thu"]\ntime = "08:30"',
        'days = ["sun"]\ntime = "02:30"',
    )
    out = small.run("plan", "--weeks", "2", now="2027-03-20T10:00").out
    assert "the clock skips that hour: the post moves to 03:30" in out
    out = small.run("plan", "--weeks", "2", now="2027-10-24T10:00").out
    assert "that hour comes twice" in out


def test_a_draft_in_a_far_century_is_left_where_it_is(small: Place) -> None:
    small.run("plan")
    name = small.drafts()[-1]
    small.edit(f"drafts/{name}", "when: 2026-", "when: 2826-")
    small.run("plan")
    assert name in small.drafts()


def test_nothing_to_plan_is_said(small: Place) -> None:
    small.write("calendars/editorial.toml", 'name = "Empty"\n')
    assert "Nothing to plan" in small.run("plan").out


def test_the_brief_is_what_one_shows(place: Place) -> None:
    before = place.tree()
    out = place.run("plan", "--brief").out
    assert out.startswith("# Editorial plan of Helen Marsh\n")
    assert "| Kind leadership | 30 % |" in out
    assert "- LinkedIn: Tuesday and Thursday, 08:30\n" in out
    assert "- My blog: one post up to Thursday 17 December\n" in out
    assert "first meetings with people" in out
    assert place.tree() == before
    page = place.path / "brief.html"
    place.run("plan", "--brief", "--html", str(page))
    html = page.read_text("utf-8")
    assert "<table>" in html
    assert '<html lang="en">' in html
    place.run("plan", "--brief", "--html", str(page))


def test_the_page_runs_no_script_of_the_brands(place: Place) -> None:
    place.edit(
        "brand.toml",
        "I help family firms",
        "<script>alert(1)</script><img src=x onerror=alert(1)> I help",
    )
    place.edit("brand.toml", "measures = [\n", "others = [\n")
    page = place.path / "brief.html"
    place.run("plan", "--brief", "--html", str(page))
    html = page.read_text("utf-8")
    assert "<script" not in html
    assert "onerror" not in html
    assert "say it in brand.toml" in html


@pytest.mark.parametrize(
    ("args", "code", "words"),
    [
        (("plan", "--html", "x"), 2, "--html goes with --brief"),
        (("plan", "--weeks", "0"), 2, "--weeks"),
        (("plan", "--weeks", "2", "--until", "2027-01-01"), 2, "either --weeks or --until"),
        (("plan", "--until", "soon"), 2, "is no date"),
        (("plan", "--until", "2020-01-01"), 2, "is past"),
        (("plan", "--until", "2999-01-01"), 2, "ten years"),
        (("paln",), 2, "There is no command 'paln'; did you mean 'plan'?"),
        (("agenda", "--dys", "3"), 2, "--days"),
        (("why", "zzzz"), 8, "There is no entry 'zzzz'"),
        (("show", "nothing at all"), 8, "brandkit agenda"),
        (("edit", "zzzz"), 8, "There is no entry"),
        (("move", "zzzz", "2026-12-01"), 8, "There is no entry"),
        (("skip", "zzzz"), 8, "There is no entry"),
        (("idea", "drop", "zzzz"), 8, "There is no idea"),
        (("idea", "add", " "), 2, "empty"),
        (("idea", "add", "x", "--theme", "leadrship"), 2, "did you mean 'leadership'?"),
    ],
)
def test_wrong_words_are_told(place: Place, args: tuple[str, ...], code: int, words: str) -> None:
    before = place.tree()
    assert words in place.run(*args, code=code).err
    assert place.tree() == before


def test_outside_a_workspace_the_way_in_is_told(empty: Place) -> None:
    assert "brandkit init" in empty.run("plan", code=3).err


def test_a_folder_that_is_none_and_a_moment_that_is_none_are_told(place: Place) -> None:
    place.now = "yesterday-ish"
    assert "is no moment" in place.run("plan", code=2).err
    place.now = "2026-11-23T10:00"
    place.path = place.path / "absent"
    assert "is not a folder" in place.run("plan", code=2).err


def test_any_folder_below_will_do(place: Place) -> None:
    place.run("plan")
    place.path = place.path / "drafts"
    assert "Helen Marsh" in place.run("agenda").out


def test_every_mistake_of_every_file_comes_at_once(place: Place) -> None:
    place.edit("brand.toml", 'language = "en"', 'language = "fr"')
    place.edit("brand.toml", "share = 30", "share = 0")
    place.write("calendars/other.toml", 'name = "x"\n[[rhythm]]\nchannel = "blog"\n')
    place.write("calendars/binary.toml", "")
    (place.path / "calendars/binary.toml").write_bytes(b"\xff")
    ran = place.run("plan", code=4)
    for words in (
        "brand.toml:11:1: language",
        "share is 0",
        "calendars/other.toml:2:1: time is missing",
        "not UTF-8",
    ):
        assert words in ran.err
    assert "mistakes to mend" in ran.err
    assert place.drafts() == []


def test_mistakes_in_calendars_and_drafts_come_together(place: Place) -> None:
    place.run("plan")
    place.edit("calendars/editorial.toml", '"08:30"', '"25:30"')
    place.edit(f"drafts/{place.drafts()[0]}", "theme: leadership", "theme: [leadership")
    place.write("ideas/odd.md", "---\na: [\n---\n")
    ran = place.run("plan", code=4)
    assert ran.err.startswith("3 mistakes to mend")
    for words in ("calendars/editorial.toml:11:1", "drafts/2026-11-24", "ideas/odd.md:3"):
        assert words in ran.err


def test_the_schemas_are_made_again_in_a_clone(place: Place) -> None:
    import shutil

    shutil.rmtree(place.path / ".brandkit")
    place.run("plan")
    assert (place.path / ".brandkit/calendar.schema.json").exists()


def test_an_unknown_key_warns_and_the_plan_goes_on(place: Place) -> None:
    place.edit("brand.toml", "format = 1", 'format = 1\ncolour = "red"')
    assert "brand.toml:6:1: unknown key 'colour'" in place.run("plan").err
    assert len(place.drafts()) == 9


def test_an_unknown_zone_names_the_nearest(place: Place) -> None:
    place.edit("brand.toml", "Europe/Rome", "Europe/Roma")
    assert "did you mean Europe/Rome?" in place.run("agenda", code=4).err


def test_a_broken_draft_stops_the_plan_and_not_the_agenda(place: Place) -> None:
    place.run("plan")
    name = place.drafts()[0]
    place.edit(f"drafts/{name}", "theme: leadership", "theme: [leadership")
    before = place.tree()
    ran = place.run("plan", code=4)
    assert f"drafts/{name}:9" in ran.err
    assert place.tree() == before
    ran = place.run("agenda")
    assert f"drafts/{name}:9" in ran.err
    assert "Thursday 26 November" in ran.out


def test_a_failing_template_is_told_and_the_others_are_written(place: Place) -> None:
    place.write(
        "templates/en/lesson.linkedin.md", "---\npurpose: x\n---\nOne\n{{ theme.nothing }}\n"
    )
    ran = place.run("plan", code=4)
    assert "templates/en/lesson.linkedin.md:5:1:" in ran.err
    assert "'dict object' has no attribute 'nothing'" in ran.err
    assert 0 < len(place.drafts()) < 9
    found = asked(place, "plan", code=4)
    assert sorted(e["path"] for e in found["entries"]) == [f"drafts/{n}" for n in place.drafts()]
    assert all((place.path / e["path"]).exists() for e in found["entries"])
    place.write("templates/en/lesson.linkedin.md", "Mine: {{ theme.name }}\n")
    place.run("plan")
    assert len(place.drafts()) == 9


# ------------------------------------------------------------------ agenda, show, edit


def test_the_agenda_shows_what_is_coming_with_numbers(place: Place) -> None:
    assert "brandkit plan" in place.run("agenda").out
    place.run("plan")
    out = place.run("agenda").out
    assert "Tuesday 24 November\n  1  08:30  LinkedIn · Kind leadership · to write" in out
    short = place.run("agenda", "--days", "2").out
    assert "26 November" not in short
    assert "24 November" in short
    assert len(asked(place, "agenda")["entries"]) == 9


def test_the_agenda_tells_what_was_missed_and_hides_what_is_over(place: Place) -> None:
    place.run("plan")
    names = place.drafts()
    place.edit(f"drafts/{names[0]}", "[? ", "Mine [? ")
    place.run("skip", "2026-11-26")
    place.edit(f"drafts/{names[3]}", "channel: linkedin", "status: published\nchannel: linkedin")
    found = asked(place, "agenda", now="2026-12-05T10:00")["entries"]
    assert [(e["status"], e["when"][:10]) for e in found[:2]] == [
        ("missed", "2026-11-24"),
        ("planned", "2026-12-07"),
    ]
    assert "Not published yet:" in place.run("agenda", now="2026-12-05T10:00").out
    ahead = asked(place, "agenda")["entries"]
    assert [e["status"] for e in ahead[:2]] == ["drafted", "skipped"]


def test_the_index_follows_every_edit(place: Place) -> None:
    place.run("plan")
    name = place.drafts()[0]
    for n in range(3):
        place.edit(f"drafts/{name}", "title: ", f"title: {n}")
        assert f"{n}" in asked(place, "agenda")["entries"][0]["title"]
    (place.path / f"drafts/{name}").unlink()
    assert len(asked(place, "agenda")["entries"]) == 8
    place.edit("brand.toml", "Kind leadership", "Firm leadership")
    assert "Firm leadership" in place.run("agenda").out
    (place.path / ".brandkit/index.json").write_text("not json")
    assert len(asked(place, "agenda")["entries"]) == 8


def test_the_index_is_believed_once_the_files_are_old_enough(
    place: Place, monkeypatch: pytest.MonkeyPatch
) -> None:
    from brandkit import clock, index

    place.run("plan")
    later = clock.nanoseconds() + 10_000_000_000
    monkeypatch.setattr(clock, "nanoseconds", lambda: later)
    first = place.run("agenda").out

    def fail(*_: object) -> None:
        raise AssertionError("a file was read again")

    monkeypatch.setattr(index, "_read", fail)
    assert place.run("agenda").out == first


def test_show_says_where_and_what(place: Place) -> None:
    place.run("plan")
    out = place.run("show", "2026-11-24").out
    assert out.startswith("The question I ask every Monday\nTuesday 24 November, 08:30 · linkedin")
    assert "drafts/2026-11-24-linkedin-leadership.md" in out
    assert asked(place, "show", "2026-11-24")["format"] == "lesson"


def test_an_entry_can_be_named_in_many_ways(place: Place) -> None:
    place.run("plan")
    place.run("agenda")
    entry = asked(place, "agenda")["entries"][4]
    for name in (
        "5",
        entry["id"][:5],
        entry["path"],
        os.path.basename(entry["path"]),
        "2026-12-07",
        "blog",
    ):
        assert asked(place, "show", name)["id"] == entry["id"], name
    err = place.run("show", "linkedin", code=8).err
    assert "may be any of these:" in err
    assert err.count("\n") == 9


def test_a_number_that_no_agenda_showed_is_told(place: Place) -> None:
    place.run("plan")
    assert "no number 1" in place.run("show", "1", code=8).err
    place.run("agenda")
    assert "no number 12" in place.run("show", "12", code=8).err


def test_a_terminal_that_cannot_show_a_sign_shows_another(place: Place) -> None:
    import subprocess

    place.edit("brand.toml", "Kind leadership", "Kind leadership 🌱")
    place.run("plan")
    done = subprocess.run(
        [sys.executable, "-m", "brandkit", "-C", str(place.path), "--now", place.now, "agenda"],
        env={**os.environ, "PYTHONIOENCODING": "latin-1"},
        capture_output=True,
        check=True,
    )
    assert "LinkedIn · Kind leadership ?" in done.stdout.decode("latin-1")


def test_notes_without_front_matter_are_left_alone_and_told(place: Place) -> None:
    place.write("drafts/notes.md", "Just notes.\n")
    ran = place.run("plan")
    assert "drafts/notes.md:1:1: no front matter" in ran.err
    assert place.read("drafts/notes.md") == "Just notes.\n"
    assert "no front matter" in place.run("agenda").err


def test_drafts_in_a_folder_of_their_own_stay_there(place: Place) -> None:
    place.run("plan")
    name = next(n for n in place.drafts() if n.startswith("2026-12-15"))
    (place.path / "drafts/later").mkdir()
    (place.path / "drafts" / name).rename(place.path / "drafts/later" / name)
    found = asked(place, "move", "2026-12-15", "2026-12-12T10:00")
    assert found["path"].startswith("drafts/later/2026-12-12-linkedin")
    assert asked(place, "plan")["removed"] == []


def test_an_untouched_copy_is_a_leftover_and_one_with_words_is_told(place: Place) -> None:
    place.run("plan")
    name = place.drafts()[0]
    text = place.read(f"drafts/{name}")
    place.write("drafts/zz-copy.md", text)
    assert len(asked(place, "agenda")["entries"]) == 9
    place.run("plan")
    assert sum(place.read(f"drafts/{n}") == text for n in place.drafts()) == 1
    (original,) = (n for n in place.drafts() if place.read(f"drafts/{n}") == text)
    place.write("drafts/copy.md", text.replace("[? ", "Mine [? "))
    place.edit(f"drafts/{original}", "[? ", "Also mine [? ")
    before = place.tree()
    ran = place.run("plan", code=4)
    assert "both are kept: give one of them another id, or delete it" in ran.err
    assert "both are kept" in place.run("agenda").err
    assert place.tree() == before


def test_what_is_published_wins_over_its_draft(place: Place) -> None:
    place.run("plan")
    name = place.drafts()[0]
    text = place.read(f"drafts/{name}")
    place.write(
        "published/2026/out.md", text.replace("channel: ", "status: published\nchannel: ", 1)
    )
    place.run("plan")
    assert name not in place.drafts()
    assert (place.path / "published/2026/out.md").exists()


def test_edit_opens_the_editor_on_the_file(place: Place, monkeypatch: pytest.MonkeyPatch) -> None:
    place.run("plan")
    script = place.path.parent / "editor.py"
    script.write_text("import sys; open(sys.argv[2], 'a').write(sys.argv[1])")
    monkeypatch.setenv("EDITOR", f"{sys.executable} {script} ADDED")
    place.run("edit", "2026-11-24")
    assert place.read("drafts/2026-11-24-linkedin-leadership.md").endswith("ADDED")
    monkeypatch.setenv("VISUAL", "no-such-editor-here")
    assert "cannot be started" in place.run("edit", "2026-11-24", code=6).err
    monkeypatch.setenv("VISUAL", f"{sys.executable} -c 'raise SystemExit(3)'")
    assert "ended with 3" in place.run("edit", "2026-11-24", code=6).err


def test_without_an_editor_the_systems_own_is_taken(monkeypatch: pytest.MonkeyPatch) -> None:
    from brandkit.cli.entries import editor_command

    monkeypatch.setattr(sys, "platform", "darwin")
    assert editor_command("x") == ["open", "-W", "-t", "x"]
    monkeypatch.setattr(sys, "platform", "linux")
    assert editor_command("x") == ["xdg-open", "x"]
    monkeypatch.setattr(os, "name", "nt")
    assert editor_command("x") == ["notepad", "x"]


# ------------------------------------------------------------------ move, skip


def test_a_move_onto_an_untouched_draft_swaps_and_pins(place: Place) -> None:
    before = {e["when"][:10]: e for e in asked(place, "plan")["entries"]}
    found = asked(place, "move", "2026-12-17", "2026-12-10")
    assert found["swapped"] == before["2026-12-10"]["id"]
    assert found["pinned"] == "calendars/editorial.toml"
    after = {e["when"][:10]: e for e in asked(place, "plan")["entries"]}
    assert after["2026-12-10"]["id"] == before["2026-12-17"]["id"]
    assert after["2026-12-10"]["theme"] == before["2026-12-17"]["theme"]
    assert after["2026-12-10"]["path"].startswith("drafts/2026-12-10-")
    assert asked(place, "plan")["written"] == []


def test_a_missed_draft_that_moves_sends_nobody_into_the_past(place: Place) -> None:
    place.run("plan")
    names = [name for name in place.drafts() if "linkedin" in name]
    missed, standing = (f"drafts/{name}" for name in names[:2])
    place.write(missed, place.read(missed) + "Mine.\n")
    place.now = "2026-11-25T10:00"
    title = place.read(standing).split("title: ")[1].split("\n")[0]
    found = place.run("move", missed, "2026-11-26")
    assert f"{title}, which nobody had touched, gave way" in found.out
    assert "when: 2026-11-26T08:30" in place.read(missed)
    assert not (place.path / standing).exists()
    told = place.run("plan", "--weeks", "6")
    assert "Two drafts" not in told.out
    assert title in told.out


def test_a_move_says_what_happened(place: Place) -> None:
    place.run("plan")
    out = place.run("move", "2026-12-17", "2026-12-10").out
    assert "is now on Thursday 10 December, 08:30." in out
    assert "took its place on Thursday 17 December, 08:30." in out
    assert "Its theme is set for that day in calendars/editorial.toml." in out


def test_a_second_move_changes_the_pin_of_the_first(place: Place) -> None:
    place.run("plan")
    place.run("move", "2026-12-17", "2026-12-10")
    place.run("move", "2026-12-10", "2026-12-15")
    pins = tomllib.loads(place.read("calendars/editorial.toml"))["pin"]
    assert [str(pin["on"]) for pin in pins] == ["2026-12-15"]
    assert asked(place, "plan")["removed"] == []


def test_a_draft_with_words_moves_and_keeps_name_and_words(place: Place) -> None:
    place.run("plan")
    name = next(n for n in place.drafts() if n.startswith("2026-12-10"))
    place.edit(f"drafts/{name}", "[? ", "Mine [? ")
    body = place.read(f"drafts/{name}").split("---\n", 2)[2]
    found = asked(place, "move", name, "2026-12-12T17:00")
    assert (found["pinned"], found["swapped"], found["path"]) == (None, None, f"drafts/{name}")
    text = place.read(f"drafts/{name}")
    assert text.endswith(body)
    assert "when: 2026-12-12T17:00:00" in text
    assert "slot:" not in text
    entries = {e["when"][:10]: e for e in asked(place, "plan")["entries"]}
    assert entries["2026-12-12"]["action"] == "fixed"
    assert entries["2026-12-10"]["action"] == "new"


def test_an_untouched_draft_can_move_off_the_rhythm(place: Place) -> None:
    place.run("plan")
    found = asked(place, "move", "2026-12-17", "2026-12-12T17:00+01:00")
    assert found["path"].startswith("drafts/2026-12-12-linkedin")
    entries = {e["when"][:16]: e for e in asked(place, "plan")["entries"]}
    assert entries["2026-12-12T17:00"]["id"] == found["id"]
    assert asked(place, "plan")["written"] == []


@pytest.mark.parametrize(
    ("args", "code", "words"),
    [
        (("2026-12-17", "next week"), 2, "is no day"),
        (("2026-12-17", "2026-11-01"), 8, "is past"),
        (("2026-12-17", "2026-12-10"), 8, "is not untouched"),
    ],
)
def test_a_move_that_cannot_be_is_refused(
    place: Place, args: tuple[str, str], code: int, words: str
) -> None:
    place.run("plan")
    name = next(n for n in place.drafts() if n.startswith("2026-12-10"))
    place.edit(f"drafts/{name}", "[? ", "Mine [? ")
    before = place.tree()
    assert words in place.run("move", *args, code=code).err
    assert place.tree() == before


def test_what_is_out_is_neither_moved_nor_skipped_nor_explained(small: Place) -> None:
    small.write(
        "published/a.md",
        "---\nid: a2345672\nwhen: 2026-11-01\nstatus: published\ntheme: people\n---\n",
    )
    assert "cannot be moved" in small.run("move", "a234", "2026-12-01", code=8).err
    assert "cannot be skipped" in small.run("skip", "a234", code=8).err
    assert "is published" in small.run("why", "a234", code=8).err


def test_a_skipped_slot_stays_closed_until_it_is_freed(place: Place) -> None:
    place.run("plan")
    assert "its slot stays closed" in place.run("skip", "2026-12-15").out
    assert "2026-12-15" not in {e["when"][:10] for e in asked(place, "plan")["entries"]}
    assert "counts again" in place.run("skip", "2026-12-15", "--free").out
    assert "2026-12-15" in {e["when"][:10] for e in asked(place, "plan")["entries"]}
    assert "is not skipped" in place.run("skip", "2026-12-15", "--free", code=8).err
    assert asked(place, "skip", "2026-12-15")["status"] == "skipped"


def test_deleting_the_file_frees_the_slot(place: Place) -> None:
    first = asked(place, "plan")
    (place.path / first["entries"][5]["path"]).unlink()
    again = asked(place, "plan")
    assert len(again["written"]) == 1
    assert [e["when"] for e in again["entries"]] == [e["when"] for e in first["entries"]]


# ------------------------------------------------------------------ why, ideas


def test_why_says_it_in_one_sentence_and_who_else_wanted_the_slot(place: Place) -> None:
    place.run("plan")
    out = place.run("why", "2026-12-17", "--prices").out
    first, *others = out.splitlines()
    assert first.endswith(".")
    assert "is here because" in first
    assert len([line for line in others if line.startswith("  ")]) == 4
    assert "it would cost" in out
    found = asked(place, "why", "2026-12-17", "--prices")
    assert {"theme", "owed", "blocked", "price", "share", "name"} <= set(found["others"][0])


def test_why_tells_a_change_that_is_yet_to_come(place: Place) -> None:
    place.run("plan")
    place.edit("calendars/editorial.toml", 'name = "Editorial plan"', 'name = "E"')
    with (place.path / "calendars/editorial.toml").open("a") as file:
        file.write('\n[[pin]]\non = 2026-12-15\nchannel = "linkedin"\ntheme = "change"\n')
    out = place.run("why", "2026-12-15").out
    assert out.startswith("The next plan changes the theme of this draft. Change at work is here")


def test_why_speaks_italian(luogo: Place) -> None:
    luogo.run("plan")
    out = luogo.run("why", "2026-12-17", "--prices").out
    assert "è qui perché" in out
    assert "costerebbe" in out


def test_why_of_a_draft_with_words_says_that_they_are_yours(place: Place) -> None:
    place.run("plan")
    place.edit("drafts/" + place.drafts()[6], "[? ", "Mine [? ")
    assert "because the words are yours" in place.run("why", "2026-12-10").out
    place.run("move", "2026-12-10", "2026-12-12T10:00")
    assert "because the words are yours" in place.run("why", "2026-12-12").out


def test_why_tells_silence_and_debt(small: Place) -> None:
    for n in range(6):
        small.write(
            f"published/{n}.md",
            f"---\nid: past{n}\nwhen: 2026-11-{4 + 3 * n:02}T08:30:00\nstatus: published\n"
            f"channel: linkedin\ntheme: {'change' if n == 0 else 'people'}\n---\nWords {n}.\n",
        )
    reasons = {e["theme"]: e["reason"] for e in reversed(asked(small, "plan")["entries"])}
    assert reasons["change"].startswith("Change is here because it is silent for")
    assert "owed" in reasons["change"]


def test_ideas_are_kept_listed_and_put_aside(place: Place, monkeypatch: pytest.MonkeyPatch) -> None:
    found = asked(place, "idea", "add", "Perché no?", "--theme", "change")
    assert found["path"] == "ideas/perche-no.md"
    assert asked(place, "idea", "add", "Perché no?")["path"] == "ideas/perche-no-2.md"
    assert "no theme yet" in place.run("idea", "add", "Perché", "sì").out
    import io

    monkeypatch.setattr(sys, "stdin", io.StringIO("From elsewhere\n\nIts body.\n"))
    assert "Kept: ideas/from-elsewhere.md" in place.run("idea", "add", "-", "--theme", "change").out
    assert place.read("ideas/from-elsewhere.md").endswith("---\nIts body.\n")
    place.run("plan")
    listed = place.run("idea", "list").out
    assert "the-monday-question  (leadership · in drafts/2026-11-24" in listed
    assert asked(place, "idea", "drop", "perche-no-")["id"] == "perche-no-2"
    assert "may be any" in place.run("idea", "drop", "perch", code=8).err
    assert "Its file stays" in place.run("idea", "drop", "from-elsewhere").out
    names = {item["id"] for item in asked(place, "idea", "list", "--theme", "change")["ideas"]}
    assert "from-elsewhere" not in names
    everything = asked(place, "idea", "list", "--dropped")["ideas"]
    assert any(item["dropped"] for item in everything)


def test_no_ideas_yet_is_said(small: Place) -> None:
    assert "No ideas yet" in small.run("idea", "list").out
    small.write("ideas/broken.md", "---\na: [\n---\n")
    assert "ideas/broken.md:3" in small.run("idea", "list").err
    small.run("plan", code=4)


def test_an_idea_found_by_its_title_is_dropped(place: Place) -> None:
    assert asked(place, "idea", "drop", "monday")["id"] == "the-monday-question"


# ------------------------------------------------------------------ narrow terminals, links


def test_a_name_that_is_no_text_does_not_stop_the_agenda(place: Place) -> None:
    place.run("plan")
    odd = os.fsencode(str(place.path / "drafts")) + b"/\xff-odd.md"
    try:
        with open(odd, "wb") as file:
            file.write(b"words")
    except OSError:
        pytest.skip("this file system has only names that are text")
    assert len(asked(place, "agenda")["entries"]) == 9


def test_a_draft_with_a_very_long_name_can_be_skipped(place: Place) -> None:
    place.run("plan")
    name = place.drafts()[6]
    long = f"{'è' * 120}.md"
    (place.path / "drafts" / name).rename(place.path / "drafts" / long)
    assert asked(place, "skip", "2026-12-10")["path"] == f"drafts/{long}"


def test_a_narrow_terminal_wraps(place: Place, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys.stdout.__class__, "isatty", lambda _: True, raising=False)
    monkeypatch.setenv("COLUMNS", "40")
    out = place.run("plan").out
    assert max(len(line) for line in out.splitlines() if "drafts" not in line) <= 60


def test_a_link_that_leads_out_is_not_followed(place: Place, tmp_path: Path) -> None:
    place.run("plan")
    name = f"drafts/{place.drafts()[6]}"
    outside = tmp_path / "outside.md"
    outside.write_text(place.read(name))
    (place.path / name).unlink()
    (place.path / name).symlink_to(outside)
    before = outside.read_bytes()
    place.edit("calendars/editorial.toml", '"08:30"', '"18:15"')
    assert "leads out of the workspace" in place.run("plan", code=4).err
    assert outside.read_bytes() == before


def test_a_draft_edited_while_the_plan_is_made_is_left_alone(
    place: Place, monkeypatch: pytest.MonkeyPatch
) -> None:
    from brandkit.core.plan import make_plan

    place.run("plan")
    name = next(n for n in place.drafts() if n.startswith("2026-12-15"))

    def edited_meanwhile(situation: Any) -> Any:
        place.edit(f"drafts/{name}", "title: ", "title: Mine, ")
        return make_plan(situation)

    monkeypatch.setattr("brandkit.planning.make_plan", edited_meanwhile)
    place.edit("calendars/editorial.toml", '"08:30"', '"18:15"')
    before = {k: v for k, v in place.tree().items() if name not in k}
    assert f"drafts/{name} changed meanwhile" in place.run("plan", code=5).err
    assert "title: Mine, " in place.read(f"drafts/{name}")
    assert {k: v for k, v in place.tree().items() if name not in k} == before


@pytest.mark.parametrize("name", ["brand.toml", "calendars/editorial.toml"])
def test_every_wrong_key_of_a_starter_is_named_with_its_line(
    luogo: Place, name: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("LC_ALL", "it_IT.UTF-8")
    lines = luogo.read(name).split("\n")
    keys = [n for n, line in enumerate(lines) if re.match(r"[a-z_]+ = ", line)]
    assert len(keys) >= 6
    for n in keys:
        wrong = [*lines]
        wrong[n] = f"{lines[n][0]}{lines[n]}"
        (luogo.path / name).write_text("\n".join(wrong), "utf-8")
        key = wrong[n].partition(" ")[0]
        told = luogo.run("plan", "--dry-run", code=None).err
        assert f"{name}:{n + 1}:1: chiave sconosciuta '{key}'; volevi dire '{key[1:]}'?" in told


def test_a_draft_that_comes_after_a_fresh_start_is_never_taken_for_a_leftover(small: Place) -> None:
    small.run("plan")
    name = small.drafts()[4]
    small.edit(f"drafts/{name}", "[? ", "Mine [? ")
    small.edit(f"drafts/{name}", "when: 2026-12-", "when: 2026-11-")
    old = front(small, f"drafts/{name}")["id"]
    (kept,) = asked(small, "plan", "--fresh")["ideas"]
    drafts = [f"drafts/{n}" for n in small.drafts()]
    assert old not in {front(small, path)["id"] for path in drafts}
    small.edit(kept["to"], f"id: {old}", f"id: {front(small, drafts[4])['id']}")
    small.edit(drafts[4], "[? ", "Other words [? ")
    small.run("plan")
    assert "Other words" in small.read(drafts[4])
