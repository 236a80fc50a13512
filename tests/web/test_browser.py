"""The board in a real browser: seen, dragged, typed into, used by keyboard only."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, Dialog, Page, expect

from tests.conftest import Place
from tests.web.conftest import OLD, Live, Opening, served
from tests.web.test_pages import with_record

TUE, THU = "2026-12-01", "2026-12-03"
MONTH = "/calendar?on=2026-12-15"
SERIOUS = {"serious", "critical"}


def draft(place: Place, day: str) -> str:
    (name,) = [one for one in place.drafts() if one.startswith(day) and "linkedin" in one]
    return f"drafts/{name}"


def id_of(place: Place, name: str) -> str:
    return str(re.findall(r"^id: (\w+)$", place.read(name), re.MULTILINE)[0])


def drag(page: Page, source: str, target: str) -> None:
    """As a hand does: press, move in steps, let go; all of it on the screen."""
    page.set_viewport_size({"width": 1440, "height": 1800})
    page.wait_for_selector("body[data-ready]")
    start, end = page.locator(source).bounding_box(), page.locator(target).bounding_box()
    assert start is not None
    assert end is not None
    page.mouse.move(start["x"] + start["width"] / 2, start["y"] + 12)
    page.mouse.down()
    page.mouse.move(start["x"] + start["width"] / 2 + 8, start["y"] + 20, steps=3)
    page.mouse.move(end["x"] + end["width"] / 2, end["y"] + 12, steps=12)
    page.mouse.up()


def test_a_post_is_dragged_to_another_slot_and_back_by_one_button(live: Live) -> None:
    page, place = live.page, live.place
    before = place.tree()
    first = id_of(place, draft(place, TUE))
    live.goto(MONTH)
    drag(page, f"#e-{first}", f'[data-drop="{THU}"]')
    expect(page.locator("#notes")).to_contain_text("is on Thursday 3 December, 08:30 now")
    expect(page.locator(f'[data-drop="{THU}"] #e-{first}')).to_be_visible()
    assert id_of(place, draft(place, THU)) == first
    page.get_by_role("button", name="Take it back").click()
    expect(page.locator("#notes")).to_contain_text("Everything is as it was before")
    assert place.tree() == before


def test_a_drag_with_a_consequence_asks_first(live: Live) -> None:
    page, place = live.page, live.place
    place.write("published/2026/old.md", OLD)
    mine = id_of(place, draft(place, THU))
    before = place.tree()
    live.goto(MONTH)
    drag(page, f"#e-{mine}", '[data-drop="2026-12-29"]')
    notes = page.locator("#notes")
    expect(notes).to_contain_text("You would be silent on Change at work for 5 weeks")
    expect(page.get_by_role("button", name="Do it all the same")).to_be_focused()
    assert place.tree() == before
    page.keyboard.press("Enter")
    expect(notes).to_contain_text("is on Tuesday 29 December, 08:30 now")


def test_what_was_missed_is_dragged_from_a_day_that_is_past(live: Live) -> None:
    page, place = live.page, live.place
    name = draft(place, "2026-11-24")
    place.write(name, place.read(name).replace("2026-11-24T", "2026-11-19T") + "Mine.\n")
    mine = id_of(place, name)
    live.goto("/calendar")
    expect(page.locator(f"#e-{mine}")).to_contain_text("missed")
    drag(page, f"#e-{mine}", '[data-drop="2026-11-26"]')
    expect(page.locator("#notes")).to_contain_text("which nobody had touched, gave way")
    assert "when: 2026-11-26T08:30" in place.read(name)


def test_a_move_on_the_page_of_the_draft_asks_and_is_taken_back_there(live: Live) -> None:
    page, place = live.page, live.place
    place.write("published/2026/old.md", OLD)
    mine = id_of(place, draft(place, THU))
    before = place.tree()
    live.goto(f"/entries/{mine}")
    page.get_by_text("Move it", exact=True).first.click()
    page.get_by_label("To another day").fill("2026-12-29")
    page.get_by_role("button", name="Move it").last.click()
    page.get_by_role("button", name="Do it all the same").click()
    expect(page.locator("#notes")).to_contain_text("is on Tuesday 29 December, 08:30 now")
    expect(page.locator("h1")).to_have_text("A question about change at work")
    page.get_by_role("button", name="Take it back").click()
    expect(page.locator("#notes")).to_contain_text("Everything is as it was before")
    assert place.tree() == before


def test_a_finger_drags_a_card_after_a_moment(place: Place, browser: Browser) -> None:
    place.run("plan")
    mine = id_of(place, draft(place, TUE))
    with served(place.path) as site:
        context = browser.new_context(viewport={"width": 1000, "height": 1800}, has_touch=True)
        page = context.new_page()
        page.goto(site.guard.address)
        page.goto(f"http://127.0.0.1:{site.guard.port}{MONTH}")
        page.wait_for_selector("body[data-ready]")
        start = page.locator(f"#e-{mine}").bounding_box()
        end = page.locator(f'[data-drop="{THU}"]').bounding_box()
        assert start is not None
        assert end is not None
        finger = context.new_cdp_session(page)

        def touch(kind: str, part: float = 0) -> None:
            x = start["x"] + 30 + (end["x"] - start["x"]) * part
            y = start["y"] + 30 + (end["y"] - start["y"]) * part
            points = [] if kind == "touchEnd" else [{"x": x, "y": y}]
            finger.send("Input.dispatchTouchEvent", {"type": kind, "touchPoints": points})
            page.wait_for_timeout(300 if kind == "touchStart" else 20)

        touch("touchStart")
        for step in range(1, 13):
            touch("touchMove", step / 12)
        touch("touchEnd")
        expect(page.locator("#notes")).to_contain_text("is on Thursday 3 December")
        context.close()


def test_an_idea_is_dragged_onto_a_day(live: Live) -> None:
    page, place = live.page, live.place
    place.write("ideas/mine.md", "---\ntheme: change\n---\nThe day the plan failed\n")
    live.goto(MONTH)
    drag(page, ".idea", '[data-drop="2026-12-08"]')
    expect(page.locator("#notes")).to_contain_text("is a draft for Tuesday 8 December")
    assert "idea: mine" in place.read(draft(place, "2026-12-08"))


def test_a_draft_is_edited_with_a_live_preview_and_saved_by_a_key(live: Live) -> None:
    page, place = live.page, live.place
    name = draft(place, TUE)
    live.goto(MONTH)
    page.locator(f"#e-{id_of(place, name)} a").click()
    text = page.get_by_label("Text", exact=True)
    text.fill("Perché no? 🙂 [? how many ?]\n\n**Bold**")
    preview = page.locator("#preview")
    expect(preview.locator("mark")).to_have_count(1)
    expect(preview.locator("mark")).to_have_text("[? how many ?]")
    expect(preview.locator(".post")).not_to_contain_text("**")
    page.get_by_role("button", name="[? how many ?] is still to be filled in").click()
    chosen = "document.activeElement.value.slice(...['Start', 'End'].map(at => document.activeElement[`selection${at}`]))"
    assert page.evaluate(chosen) == "[? how many ?]"
    page.keyboard.type("three")
    page.keyboard.press("Control+s")
    expect(page.locator("#saved")).to_contain_text("Saved at")
    assert place.read(name).endswith("---\nPerché no? 🙂 three\n\n**Bold**")
    expect(preview).to_contain_text("Nothing to mend")


def test_what_was_changed_elsewhere_is_told_at_once_and_nothing_is_lost(live: Live) -> None:
    page, place = live.page, live.place
    name = draft(place, TUE)
    live.goto(f"/entries/{id_of(place, name)}")
    page.get_by_label("Text", exact=True).fill("Mine.")
    place.write(name, place.read(name) + "Theirs.\n")
    expect(page.locator("#changed")).to_contain_text("was changed elsewhere")
    page.get_by_role("button", name="Save", exact=True).click()
    expect(page.locator("#conflict textarea")).to_have_value(re.compile(r"Theirs\.\n$"))
    expect(page.get_by_label("Text", exact=True)).to_have_value("Mine.")
    assert "Mine." not in place.read(name)
    page.get_by_role("button", name="Save mine in its place").click()
    expect(page.locator("#saved")).to_contain_text("Saved at")
    assert place.read(name).endswith("---\nMine.")


def test_the_calendar_follows_the_files(live: Live) -> None:
    page, place = live.page, live.place
    live.goto(MONTH)
    name = draft(place, TUE)
    place.edit(name, "title: A twelve-line advert", "title: Another title")
    mine = id_of(place, name)
    expect(page.locator(f"#e-{mine}")).to_contain_text("Another title")
    page.locator(f"#a-{mine}").focus()
    place.edit(name, "title: Another title", "title: A third title")
    expect(page.locator(f"#e-{mine}")).to_contain_text("A third title")
    expect(page.locator(f"#a-{mine}")).to_be_focused()


def test_the_ideas_follow_the_files_and_leave_what_is_being_typed(live: Live) -> None:
    page, place = live.page, live.place
    live.goto("/ideas")
    page.wait_for_selector("body[data-ready]")
    page.locator("textarea").fill("Half an idea")
    place.write("ideas/elsewhere.md", "An idea from elsewhere\n")
    expect(page.locator("#backlog")).to_contain_text("An idea from elsewhere")
    expect(page.locator("textarea")).to_have_value("Half an idea")


def test_an_interview_is_answered_and_the_piece_goes_out(live: Live) -> None:
    page, place = live.page, live.place
    live.goto("/calendar")
    page.get_by_role("link", name="Answer a few questions").click()
    n = 0
    while page.url.endswith("interview") or "/interview?" in page.url:
        expect(page.locator("#answer")).to_be_focused()
        page.keyboard.press("Control+a")
        page.keyboard.type(f"answer number {n}")
        page.get_by_role("button", name="Keep it and go on").click()
        n += 1
    expect(page.locator("#notes")).to_contain_text("That was the last question")
    page.get_by_role("link", name="Take the final text").click()
    page.context.grant_permissions(["clipboard-read", "clipboard-write"])
    page.get_by_role("button", name="Copy").first.click()
    expect(page.get_by_role("button", name="Copied").first).to_be_visible()
    assert "answer number 0" in page.evaluate("navigator.clipboard.readText()")
    page.get_by_label("Its address").fill("https://www.linkedin.com/posts/x")
    page.get_by_role("button", name="It is out").click()
    expect(page.locator("#notes")).to_contain_text("In the record")
    assert list((place.path / "published" / "2026").iterdir())


def test_a_post_is_labelled_with_one_key(place: Place, opening: Opening) -> None:
    with_record(place)
    with opening(place) as live:
        page = live.page
        live.goto("/themes")
        page.get_by_role("link", name=re.compile("^Say of")).click()
        title = page.locator("article h2").inner_text()
        page.keyboard.press("2")
        expect(page.locator("#notes")).to_contain_text(f"“{title}” counts for: Succession")
        page.get_by_role("button", name="Take it back").click()
        expect(page.locator("#notes")).to_contain_text("Everything is as it was before")
        page.keyboard.press("0")
        expect(page.locator("#notes")).to_contain_text("counts for: no theme")


def test_the_plan_is_looked_at_and_written(place: Place, opening: Opening) -> None:
    with opening(place) as live:
        page = live.page
        expect(page.locator(".thing")).to_contain_text("Nothing is planned yet")
        page.get_by_role("link", name="Plan", exact=True).first.click()
        expect(page.locator("main")).to_contain_text("Nothing is written yet")
        assert place.drafts() == []
        page.get_by_role("button", name="Write this plan").click()
        expect(page.locator("#notes")).to_contain_text("drafts written")
        assert len(place.drafts()) > 5


def test_the_language_is_switched_and_stays(live: Live) -> None:
    page = live.page
    live.goto(MONTH)
    page.get_by_role("button", name="Italiano").click()
    expect(page.locator("h1")).to_have_text("Dicembre 2026")
    page.get_by_role("link", name="Abitudini").click()
    expect(page.locator("h1")).to_have_text("Abitudini")


def test_a_month_is_planned_and_a_post_moved_by_keyboard_only(live: Live) -> None:
    page, place = live.page, live.place
    mine = id_of(place, draft(place, TUE))
    live.goto(MONTH)
    page.keyboard.press("Tab")
    expect(page.locator(".skip")).to_be_focused()
    page.keyboard.press("Enter")
    for _ in range(80):
        page.keyboard.press("Tab")
        if page.evaluate("document.activeElement.closest('li')?.id") == f"e-{mine}":
            break
    outline = page.evaluate("getComputedStyle(document.activeElement).outlineStyle")
    assert outline == "solid"
    page.keyboard.press("Enter")
    page.wait_for_url("**/entries/*")
    page.locator("details.move summary").focus()
    page.keyboard.press("Enter")
    page.keyboard.press("Tab")
    expect(page.locator("details.move select")).to_be_focused()
    page.locator("details.move input[type=date]").focus()
    page.keyboard.type("12/03/2026")
    page.keyboard.press("Enter")
    expect(page.locator("#notes")).to_contain_text("Thursday 3 December")
    assert id_of(place, draft(place, THU)) == mine


def test_a_card_is_moved_with_shift_and_an_arrow_and_keeps_the_focus(live: Live) -> None:
    page, place = live.page, live.place
    mine = id_of(place, draft(place, TUE))
    live.goto(MONTH)
    page.wait_for_selector("body[data-ready]")
    page.locator(f"#a-{mine}").focus()
    page.keyboard.press("Shift+ArrowDown")
    expect(page.locator("#notes")).to_contain_text("is on Tuesday 8 December")
    expect(page.locator(f"#a-{mine}")).to_be_focused()
    page.keyboard.press("Shift+ArrowLeft")
    expect(page.locator("#notes")).to_contain_text("is on Monday 7 December")
    live.goto("/calendar?view=list&on=2026-12-01")
    page.wait_for_selector("body[data-ready]")
    page.locator(f"#a-{mine}").focus()
    page.keyboard.press("Shift+ArrowDown")
    expect(page.locator("#notes")).to_contain_text("is on Tuesday 8 December")


def test_unsaved_words_are_not_left_without_asking(live: Live) -> None:
    page, place = live.page, live.place
    live.goto(f"/entries/{id_of(place, draft(place, TUE))}")
    asked: list[str] = []

    def stay(dialog: Dialog) -> None:
        asked.append(dialog.type)
        dialog.dismiss()

    page.on("dialog", stay)
    page.get_by_label("Text", exact=True).press_sequentially("Mine")
    page.get_by_role("link", name="Themes").click()
    page.wait_for_timeout(200)
    assert asked == ["beforeunload"]
    assert "/entries/" in page.url
    page.get_by_role("button", name="Save", exact=True).click()
    expect(page.locator("#saved")).to_contain_text("Saved at")
    page.get_by_role("link", name="Themes").click()
    expect(page.locator("h1")).to_have_text("Themes")
    assert asked == ["beforeunload"]


def test_somebody_begins_in_an_empty_folder(empty: Place, opening: Opening) -> None:
    with opening(empty) as live:
        page = live.page
        page.get_by_label("Who are you?").fill("Ada Rossi, HR consultant")
        page.get_by_label("Whom do you work for?").fill("family firms")
        page.get_by_label("What should they come to you for?").fill("handing over")
        page.get_by_role("button", name="Keep it and go on").click()
        expect(page.locator("h1")).to_have_text("What you want to be known for")
        page.get_by_role("button", name="Begin with these themes").click()
        expect(page.locator("#notes")).to_contain_text("Your workspace is ready")
        expect(page.locator("#answer")).to_be_focused()
        page.keyboard.type("A father who would not let go")
        page.get_by_role("button", name="Keep it and go on").click()
        texts = [empty.read(f"drafts/{name}") for name in empty.drafts()]
        assert any("A father who would not let go" in text for text in texts)
        live.goto("/calendar")
        expect(page.locator(".name")).to_have_text("Ada Rossi")


def test_a_board_that_has_ended_says_so(live: Live) -> None:
    page = live.page
    live.goto(MONTH)
    page.route("**/changes*", lambda route: route.abort())
    live.site.watch.tell()
    expect(page.locator("#ended")).to_be_visible()


PAGES = (
    "/calendar",
    "/calendar?view=week",
    "/calendar?view=list",
    "/ideas",
    "/material",
    "/new",
    "/plan",
    "/check",
)
MORE = (
    "/themes",
    "/themes/label",
    "/habits",
    "/entries/{id}",
    "/entries/{id}/interview",
    "/entries/{id}/out",
)


@pytest.fixture
def full(place: Place, request: pytest.FixtureRequest) -> Place:
    """A workspace with something on every page."""
    with_record(place)
    place.run("people", "add", "Lucia Bianchi", now="2025-11-23T10:00")
    place.write("ideas/mine.md", "An idea\n\nWith notes.\n")
    place.run("plan")
    return place


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("width", [390, 1440])
def test_axe_finds_nothing_and_no_page_is_wider_than_the_screen(
    full: Place, opening: Opening, width: int, scheme: str
) -> None:
    identity = id_of(full, draft(full, TUE))
    with opening(full, width=width) as live:
        page = live.page
        page.emulate_media(color_scheme=scheme)  # type: ignore[arg-type]
        for path in (*PAGES, *MORE):
            live.goto(path.format(id=identity))
            found = Axe().run(page, options={"resultTypes": ["violations"]})
            told = [
                (one["id"], one["impact"], [node["html"][:120] for node in one["nodes"][:2]])
                for one in found.response["violations"]
            ]
            assert [one for one in told if one[1] in SERIOUS | {"moderate"}] == [], path
            assert page.evaluate("document.documentElement.scrollWidth") <= width, path


def test_a_page_that_is_printed_has_no_buttons(live: Live, tmp_path: Path) -> None:
    page = live.page
    live.goto(MONTH)
    page.emulate_media(media="print", color_scheme="dark")
    assert (
        page.evaluate("getComputedStyle(document.querySelector('.day:not(.outside)')).color")
        == "rgb(0, 0, 0)"
    )
    back = "getComputedStyle(document.querySelector('.day:not(.outside)')).backgroundColor"
    assert page.evaluate(back) == "rgb(255, 255, 255)"
    assert page.locator("button:visible, .button:visible, nav:visible").count() == 0
    expect(page.locator("h1")).to_be_visible()
    assert page.pdf(path=tmp_path / "month.pdf")
