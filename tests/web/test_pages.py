"""Ideas, new pieces, the plan, themes and habits on the board; a workspace begun there."""

from __future__ import annotations

import html
import re
from pathlib import Path
from typing import Any

import pytest

from brandkit.icon import icon_text, put_icon
from tests.conftest import SMALL_BRAND, Place
from tests.web.conftest import ORIGIN, Asked
from tests.web.test_calendar import TUE, draft, name_of


def test_an_idea_is_kept_with_its_notes_and_theme(asked: Asked) -> None:
    shown = asked.told("/ideas", text="The day the plan failed\r\nNotes è così", theme="change")
    assert "The day the plan failed" in shown
    text = asked.place.read("ideas/the-day-the-plan-failed.md")
    assert text == (
        "---\ntitle: The day the plan failed\ntheme: change\nadded: 2026-11-23\n---\nNotes è così\n"
    )
    assert "the idea is empty" in asked.told("/ideas", text="  ")
    assert "There is no theme" in asked.post("/ideas", code=404, text="x", theme="nonsense").text


def test_an_idea_dropped_on_a_slot_becomes_its_draft_and_stays_there(asked: Asked) -> None:
    asked.told("/ideas", text="The day the plan failed\nAll of it was wrong.", theme="change")
    before = asked.place.tree()
    old = asked.id_of(draft(asked, "2026-12-08"))
    idea = "the-day-the-plan-failed"
    shown = asked.told("/ideas/place", idea=idea, when="2026-12-08", back="/calendar")
    assert "“The day the plan failed” is a draft for Tuesday 8 December, 08:30 now." in shown
    name = draft(asked, "2026-12-08")
    text = asked.place.read(name)
    assert asked.id_of(name) == old
    assert f"idea: {idea}" in text
    assert "theme: change" in text
    assert "on = 2026-12-08" in asked.place.read("calendars/editorial.toml")
    asked.place.run("plan")
    assert asked.place.read(name) == text
    (key,) = re.findall(r'name="key" value="(\d+)"', shown)
    asked.told("/undo", key=key)
    assert (
        asked.place.read("calendars/editorial.toml") == before["calendars/editorial.toml"].decode()
    )


def test_an_idea_fills_an_open_slot(asked: Asked) -> None:
    asked.told("/ideas", text="A far idea", theme="change")
    shown = asked.told("/ideas/place", idea="a-far-idea", when="2027-01-12")
    assert "is a draft for Tuesday 12 January, 08:30" in shown
    assert "A far idea" in asked.get("/calendar?on=2027-01-12")
    assert "in a draft" in asked.get("/ideas")


@pytest.mark.parametrize(
    ("form", "told"),
    [
        ({"idea": "a-far-idea", "when": "2026-12-05"}, "No calendar opens a slot"),
        ({"idea": "nonsense", "when": TUE}, "There is no idea"),
        ({"idea": "a-far-idea", "when": "soon"}, "is no day"),
    ],
)
def test_an_idea_that_cannot_go_there_is_told(
    asked: Asked, form: dict[str, str], told: str
) -> None:
    asked.told("/ideas", text="A far idea", theme="change")
    before = asked.place.tree()
    assert told in asked.told("/ideas/place", **form)
    assert asked.place.tree() == before


def test_an_idea_does_not_take_a_slot_with_words_of_ones_own(asked: Asked) -> None:
    name = draft(asked, TUE)
    asked.place.write(name, asked.place.read(name) + "Mine.\n")
    asked.told("/ideas", text="A far idea", theme="change")
    shown = asked.told("/ideas/place", idea="a-far-idea", when=TUE)
    assert "stands on that slot" in shown


def test_an_idea_without_a_theme_takes_that_of_the_slot_or_asks(asked: Asked) -> None:
    asked.told("/ideas", text="Xyzzy")
    shown = asked.told("/ideas/place", idea="xyzzy", when="2027-01-12")
    assert "has no theme yet" in shown
    asked.told("/ideas/place", idea="xyzzy", when=TUE)
    assert "theme: hiring" in asked.place.read(draft(asked, TUE))


def test_a_new_piece_is_kept_as_it_is_typed(asked: Asked) -> None:
    text = "Three things I heard.\r\n\r\nAll true."
    form: dict[str, Any] = {"channel": "linkedin", "day": "2026-11-25", "hour": "09:30"}
    shown = asked.told("/new", text=text, theme="change", **form)
    assert "Kept: “Three things I heard” (Change at work)" in shown
    (name,) = [one for one in asked.place.drafts() if one.startswith("2026-11-25")]
    assert asked.place.read(f"drafts/{name}").endswith("Three things I heard.\n\nAll true.\n")
    assert "2026-11-25T09:30" in asked.place.read(f"drafts/{name}")


def test_a_new_piece_without_words_is_an_interview(asked: Asked) -> None:
    form: dict[str, Any] = {"channel": "linkedin", "day": "2026-11-25", "hour": "09:30"}
    found = asked.post("/new", text="", theme="change", **form)
    assert found.headers["Location"].endswith("/interview")
    assert "Question 1" in asked.get(found.headers["Location"])


def test_a_new_piece_without_a_theme_asks_and_loses_no_word(asked: Asked) -> None:
    before = asked.place.tree()
    form: dict[str, Any] = {"channel": "linkedin", "day": "2026-11-25", "hour": "09:30"}
    shown = asked.post("/new", code=200, text="Xyzzy <b>\r\nplugh", **form).text
    assert "name no theme" in shown
    assert "Xyzzy &lt;b&gt;\nplugh</textarea>" in shown
    assert 'value="2026-11-25"' in shown
    assert asked.place.tree() == before


@pytest.mark.parametrize("day", ["2026-11-01", "soon", ""])
def test_a_new_piece_for_an_odd_day_is_told(asked: Asked, day: str) -> None:
    form = {"text": "Words", "theme": "change", "channel": "linkedin"}
    shown = asked.client.post("/new", data={**form, "day": day}, headers=ORIGIN).text
    assert ">\nWords</textarea>" in shown
    assert "is past" in shown or "is no day" in shown


def test_the_form_of_a_new_piece_knows_the_slot_that_was_clicked(asked: Asked) -> None:
    shown = asked.get("/new?on=2027-01-12T08:30&channel=linkedin")
    assert 'value="2027-01-12"' in shown
    assert 'value="08:30"' in shown
    assert 'value="2026-11-23"' in asked.get("/new?on=nonsense")


def test_the_plan_is_shown_before_it_is_written(place: Place) -> None:
    asked = Asked(place)
    before = place.tree()
    shown = asked.get("/plan")
    assert "12 drafts would be written" in shown or "drafts would be written" in shown
    assert "A twelve-line advert" in shown
    assert place.tree() == before
    told = asked.told("/plan", weeks="4")
    assert "drafts written" in told
    assert len(place.drafts()) > 5
    assert "Nothing changed" in asked.get("/plan")
    (key,) = re.findall(r'name="key" value="(\d+)"', told)
    asked.told("/undo", key=key)
    assert place.tree() == before
    asked.told("/plan", weeks="4")
    assert 'name="key"' not in asked.told("/plan", weeks="4")


def test_the_plan_takes_odd_weeks_for_the_usual_ones(asked: Asked) -> None:
    for weeks in ("", "x", "-1", "0"):
        assert "<h1>Plan</h1>" in asked.get(f"/plan?weeks={weeks}")
    assert 'value="26"' in asked.get("/plan?weeks=9999")


def test_the_plan_shows_what_would_go_and_begins_anew(asked: Asked) -> None:
    name = draft(asked, TUE)
    identity = asked.id_of(name)
    asked.place.write(name, asked.place.read(name) + "Mine.\n")
    asked.site.at = asked.site.at.replace(year=2026, month=12, day=9)  # type: ignore[union-attr]
    shown = asked.get("/plan")
    assert "−" in shown
    assert "Make an idea of the draft whose day is past" in shown
    asked.told("/plan", weeks="4", fresh="yes")
    assert any(
        "Mine." in path.read_text("utf-8") for path in (asked.place.path / "ideas").iterdir()
    )
    assert all(asked.id_of(f"drafts/{one}") != identity for one in asked.place.drafts())


RECORD = """
---
id: post{n:04}
when: 2026-{month:02}-03T08:30
published_at: 2026-{month:02}-03T08:30
channel: linkedin
status: published
{label}title: {title}
---
{title}. {text}
"""


def with_record(place: Place) -> None:
    texts = [
        ("A job advert", "We wrote an advert for a vacancy and the candidates came. Recruitment."),
        ("My garden", "Tomatoes and beans in August, and rain at last."),
    ]
    for n in range(12):
        title, text = texts[n % 2]
        month = 1 + n % 10
        label = 'label: "none"\n' if n == 1 else ""
        place.write(
            f"published/2026/{n}.md",
            RECORD.format(n=n, month=month, title=f"{title} {n}", text=text, label=label),
        )


def test_the_themes_show_what_was_wanted_planned_and_published(place: Place) -> None:
    with_record(place)
    place.run("plan")
    asked = Asked(place)
    shown = asked.get("/themes")
    assert shown.count('<svg role="img"') == 5
    assert "% wanted" in shown
    assert "About none of your themes" in shown
    assert "/themes/label" in shown


def test_a_post_is_labelled_by_a_button_and_can_be_taken_back(place: Place) -> None:
    with_record(place)
    asked = Asked(place)
    shown = asked.get("/themes/label")
    post = re.findall(r'name="post" value="([^"]+)"', shown)[0]
    assert 'data-key="1"' in shown
    assert 'data-key="0"' in shown
    told = asked.told("/themes/label", post=post, label="hiring")
    assert "counts for: Hiring." in told
    (path,) = [
        one
        for one in (place.path / "published" / "2026").iterdir()
        if f"id: {post}" in one.read_text("utf-8")
    ]
    assert "label: hiring" in path.read_text("utf-8")
    (key,) = re.findall(r'name="key" value="(\d+)"', told)
    asked.told("/undo", key=key)
    assert "label" not in path.read_text("utf-8")
    asked.told("/themes/label", post=post, label="none")
    assert 'label: "none"' in path.read_text("utf-8")
    assert "There is no theme" in asked.told("/themes/label", post=post, label="nonsense")


def test_later_leads_to_the_next_post_until_none_is_left(place: Place) -> None:
    with_record(place)
    asked = Asked(place)
    where, seen = "/themes/label", set()
    while where.startswith("/themes/label"):
        found = asked.client.get(where)
        if found.status_code == 303:
            break
        seen.add(re.findall(r'name="post" value="([^"]+)"', found.text)[0])
        where = re.findall(r'href="(/themes/label\?later=[^"]+)"', found.text)[0]
    assert len(seen) > 3


def test_a_draft_is_not_labelled(asked: Asked) -> None:
    post = asked.id_of(draft(asked, TUE))
    assert "is a draft" in asked.told("/themes/label", post=post, label="hiring")


def test_the_habits_stand_with_evidence_and_who_is_due(place: Place) -> None:
    place.run("people", "add", "Lucia Bianchi", now="2025-11-23T10:00")
    shown = Asked(place).get("/habits")
    assert 'li value="3"' in shown
    assert "Lucia Bianchi" in shown


def test_a_habit_is_taken_up(asked: Asked) -> None:
    assert 'value="bridges"' in asked.get("/habits")
    assert "calendars/bridges.toml" in asked.told("/habits/add", name="bridges")
    assert (asked.place.path / "calendars" / "bridges.toml").exists()
    assert "There is no habit" in asked.told("/habits/add", name="nonsense")


def test_material_is_kept_and_only_used_where_it_may_be(asked: Asked) -> None:
    assert "storekeeper" in asked.get("/material")
    shown = asked.told("/material", text="He rang at\r\nseven è vero", kind="story", theme="change")
    assert "It is kept for you alone" in shown
    assert "He rang at\nseven è vero" in shown
    text = asked.place.read("material/he-rang-at-seven-e-vero.md")
    assert "may:" not in text
    assert "kind: story" in text
    asked.told("/material", text="Two of nine", kind="number", theme="hiring", publish="yes")
    assert "may: publish" in asked.place.read("material/two-of-nine.md")
    assert "no words in it" in asked.told("/material", text=" ")
    odd = asked.post("/material", code=404, text="x", theme="nonsense").text
    assert "There is no theme" in odd


def test_the_check_lists_what_is_to_be_mended_in_ones_own_drafts(asked: Asked) -> None:
    assert "no draft has words of yours" in asked.get("/check")
    name = draft(asked, TUE)
    asked.place.write(name, asked.place.read(name) + "See http:/nowhere\n")
    shown = asked.get("/check")
    assert "is no whole address" in shown
    assert "still to be filled in" in shown
    asked.place.edit(name, "channel: linkedin", "channel: gone")
    assert "there is no channel" in asked.get("/check")


def test_commands_in_sentences_lead_to_the_pages_that_do_the_same(asked: Asked) -> None:
    shown = asked.get("/plan")
    assert "No idea and no material" in shown
    assert '<a href="/ideas">Ideas</a>' in shown
    assert '<a href="/material">Material</a>' in shown
    identity = asked.id_of(draft(asked, TUE))
    told = asked.told(f"/entries/{identity}/ready")
    assert f'<a href="/entries/{identity}/interview">' in told


def test_every_link_of_every_page_leads_somewhere(place: Place) -> None:
    with_record(place)
    place.run("plan")
    asked = Asked(place)
    asked.told("/ideas", text="An idea", theme="change")
    seen: set[str] = set()
    waiting = ["/calendar"]
    while waiting and len(seen) < 250:
        path = waiting.pop(0)
        seen.add(path)
        with asked.client.get(path) as found:
            assert found.status_code in {200, 303}, path
            text = found.get_data(as_text=True) if found.mimetype == "text/html" else ""
        for found_link in re.findall(r'(?:href|src|hx-get)="(/[^"#]*)"', text):
            link = html.unescape(found_link)
            far = re.search(r"on=(\d{4}-\d\d)", link)
            if (
                link not in seen
                and link not in waiting
                and (not far or "2026-10" < far[1] < "2027-02")
            ):
                waiting.append(link)
    assert len(seen) > 60


def test_an_empty_workspace_has_every_page(small: Place) -> None:
    asked = Asked(small)
    for path in ("/calendar", "/ideas", "/new", "/plan", "/themes", "/habits"):
        asked.get(path)
    assert "Nothing is planned yet." in asked.get("/calendar")
    assert SMALL_BRAND


def begun(empty: Place, **form: Any) -> tuple[Asked, str]:
    """A workspace begun on the page, and where that leads."""
    asked = Asked(empty)
    answers: dict[str, Any] = {
        "who": "Ada Rossi, software engineer",
        "for": "teams",
        "come_for": "calm releases",
    }
    shown = asked.post("/start/themes", code=200, **answers).text
    starter = re.findall(r'type="hidden" name="starter" value="([^"]+)"', shown)[0]
    found = asked.post("/start", **answers, starter=starter, **form)
    return asked, found.headers["Location"]


def test_a_workspace_is_begun_on_the_page(empty: Place) -> None:
    asked = Asked(empty)
    for path in ("/", "/calendar", "/plan"):
        assert asked.client.get(path).headers["Location"] == "/start"
    assert "Who are you?" in asked.get("/start")
    asked, where = begun(empty)
    assert where.endswith("/interview")
    shown = asked.get(where)
    assert "Question " in shown
    assert "Your workspace is ready" in shown
    assert 'name = "Ada Rossi"' in empty.read("brand.toml")
    assert empty.drafts()
    assert asked.client.get("/start").headers["Location"] == "/calendar"
    assert asked.post("/start", starter="engineer").headers["Location"] == "/calendar"
    assert asked.post("/start/themes").headers["Location"] == "/calendar"


def test_the_shares_are_those_of_the_form(empty: Place) -> None:
    asked = Asked(empty)
    shown = asked.post("/start/themes", code=200, who="Ada", starter="consultant").text
    names = re.findall(r'name="(share-[^"]+)"', shown)
    shares: dict[str, Any] = {names[0]: "0", names[1]: "77"}
    asked.post("/start", starter="consultant", who="Ada", **shares)
    text = empty.read("brand.toml")
    assert f'id = "{names[0].removeprefix("share-")}"' not in text
    assert "share = 77" in text


def test_an_odd_starter_or_no_shares_harm_nothing(empty: Place) -> None:
    asked = Asked(empty)
    assert "There is no starter" in asked.post("/start", code=400, starter="../../etc").text
    assert not (empty.path / "brand.toml").exists()
    shown = asked.post("/start/themes", code=200).text
    names = re.findall(r'name="(share-[^"]+)"', shown)
    shares: dict[str, Any] = dict.fromkeys(names, "0")
    asked.post("/start", starter="consultant", **shares)
    assert "share = " in empty.read("brand.toml")


def test_the_questions_are_in_the_language_that_is_chosen(empty: Place) -> None:
    asked = Asked(empty)
    asked.post("/language", language="it", back="/start")
    assert "Chi sei?" in asked.get("/start")
    asked.post("/start", starter="consultant", who="Ada")
    assert 'language = "it"' in empty.read("brand.toml")


def test_an_icon_is_put_on_the_desktop(
    empty: Place, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    desktop = tmp_path / "home" / "Desktop"
    desktop.mkdir()
    monkeypatch.setattr("brandkit.icon.sys.platform", "linux")
    asked, _where = begun(empty, icon="yes")
    (path,) = desktop.iterdir()
    assert path.name == "ada-rossi.desktop"
    assert path.stat().st_mode & 0o100
    text = path.read_text("utf-8")
    assert f'"-C" "{empty.path}" "board"' in text
    assert put_icon(str(empty.path), "Ada Rossi") == str(path)
    assert asked.site.root == str(empty.path)


def test_the_icon_of_each_system() -> None:
    for platform, name in (
        ("linux", "a-b.desktop"),
        ("darwin", "a-b.command"),
        ("win32", "a-b.cmd"),
    ):
        found, text = icon_text(platform, '/home/a b/"x"$%', "A b")
        assert found == name
        assert "board" in text
    assert "%%" in icon_text("linux", "/x%y", "A")[1]
    assert icon_text("darwin", "/a b", "A")[1].endswith("-C '/a b' board\n")


def test_the_static_pages_are_whole_and_name_nobody(place: Place) -> None:
    place.run("people", "add", "Lucia Bianchi", now="2025-11-23T10:00")
    place.run("plan")
    found = place.run("board", "--static", str(place.path / "out"), "--json")
    assert '"index.html"' in found.out
    out = place.path / "out"
    pages = {path.name: path.read_text("utf-8") for path in out.glob("*.html")}
    for name, text in pages.items():
        assert "<script" not in text, name
        assert "<form" not in text, name
        for link in re.findall(r'(?:href|src)="([^"#]+)"', text):
            assert (out / link).exists(), (name, link)
    assert "A twelve-line advert" in pages["index.html"] or "A twelve-line" in pages["list.html"]
    assert all("Lucia" not in text for text in pages.values())
    before = {path.name: path.read_bytes() for path in out.iterdir()}
    place.run("board", "--static", str(out))
    assert {path.name: path.read_bytes() for path in out.iterdir()} == before
    gone = next(name for name in pages if name.startswith("month-2026-08"))
    place.run("board", "--static", str(out), now="2026-12-23T10:00")
    assert not (out / gone).exists()
    (out / "mine.html").write_text("mine")
    assert "holds other files" in place.run("board", "--static", str(out), code=8).err
    assert (out / "mine.html").read_text() == "mine"


def test_the_static_pages_overwrite_nothing_of_ones_own(place: Place) -> None:
    found = place.run("board", "--static", str(place.path), code=8)
    assert "holds other files" in found.err
    place.write("a.txt", "x")
    assert "is a file" in place.run("board", "--static", str(place.path / "a.txt"), code=8).err
    assert "--json goes with" in place.run("board", "--json", code=2).err


def test_a_moved_name_is_found(asked: Asked) -> None:
    identity = asked.id_of(draft(asked, TUE))
    assert name_of(asked, identity).startswith(TUE)
