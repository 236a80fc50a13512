"""The calendar's pages, and moving what stands there."""

from __future__ import annotations

import re
from datetime import datetime

import pytest

from tests.conftest import Place
from tests.web.conftest import OLD, Asked

TUE, THU = "2026-12-01", "2026-12-03"


def draft(asked: Asked, day: str) -> str:
    """The file of the post of a day."""
    (name,) = [one for one in asked.place.drafts() if one.startswith(day) and "linkedin" in one]
    return f"drafts/{name}"


def card(page: str, identity: str) -> str:
    found = re.search(rf'<li id="e-{identity}".*?</li>', page, re.DOTALL)
    assert found, page
    return found.group()


def test_home_is_the_month(asked: Asked) -> None:
    assert asked.post("/language", language="en").headers["Location"] == "/"
    assert asked.client.get("/").headers["Location"] == "/calendar"
    assert "<h1>November 2026</h1>" in asked.get("/calendar")


def test_a_card_says_hour_title_channel_theme_shape_and_status(asked: Asked) -> None:
    shown = card(asked.get("/calendar?on=2026-12-15"), asked.id_of(draft(asked, TUE)))
    for part in ("08:30", "A twelve-line advert", "LinkedIn", "Hiring", "▲", "to write", "tone-2"):
        assert part in shown


@pytest.mark.parametrize("view", ["month", "week", "list"])
def test_every_view_shows_its_days_and_leads_to_those_before_and_after(
    asked: Asked, view: str
) -> None:
    shown = asked.get(f"/calendar?view={view}&on=2026-12-01")
    assert asked.id_of(draft(asked, THU)) in shown
    links = re.findall(r'href="(/calendar[^"]*)" rel="(prev|next)"', shown)
    assert {rel for _url, rel in links} == {"prev", "next"}
    for url, _rel in links:
        asked.get(url.replace("&amp;", "&"))


def test_filters_leave_only_what_is_wanted(asked: Asked) -> None:
    tuesday, thursday = (asked.id_of(draft(asked, day)) for day in (TUE, THU))
    by_theme = asked.get("/calendar?view=list&on=2026-12-01&theme=hiring")
    assert f"e-{tuesday}" in by_theme
    assert f"e-{thursday}" not in by_theme
    assert f"e-{tuesday}" not in asked.get("/calendar?view=list&on=2026-12-01&channel=blog")


@pytest.mark.parametrize(
    "odd", ["on=nonsense", "view=year", "on=9999-12-31", "on=0001-01-01", "theme=x&channel=y"]
)
def test_an_odd_address_shows_a_calendar_all_the_same(asked: Asked, odd: str) -> None:
    assert "calendar" in asked.get(f"/calendar?{odd}")


def test_open_slots_and_pauses_are_shown(asked: Asked) -> None:
    shown = asked.get("/calendar?on=2027-01-15")
    assert "08:30 open, LinkedIn" in shown
    assert "/new?on=2027-01-12T08%3A30&amp;channel=linkedin" in shown
    assert "Pause: holidays" in asked.get("/calendar?on=2026-12-25")


def test_a_slot_that_is_filled_skipped_or_out_is_not_open(asked: Asked) -> None:
    asked.post(f"/entries/{asked.id_of(draft(asked, TUE))}/skip")
    shown = asked.get(f"/calendar?view=week&on={TUE}")
    assert "08:30 open" not in shown


def test_the_one_thing_stands_beside_with_its_gesture(asked: Asked) -> None:
    shown = asked.get("/calendar")
    thing = shown[shown.index('class="thing"') :]
    assert "The question I ask every Monday" in thing
    assert "/interview" in thing


def test_a_file_that_cannot_be_read_is_told_beside_the_rest(asked: Asked) -> None:
    asked.place.write("drafts/broken.md", "---\nid: x\nwhen: never\n---\nWords\n")
    shown = asked.get("/calendar")
    assert "drafts/broken.md:3:1" in shown
    assert "The question I ask every Monday" in shown


def test_moving_onto_an_untouched_draft_swaps_the_two_and_can_be_taken_back(asked: Asked) -> None:
    before = asked.place.tree()
    first, second = (asked.id_of(draft(asked, day)) for day in (TUE, THU))
    back = "/calendar?view=list&on=2026-12-01"
    shown = asked.told("/move", entry=first, when=THU, back=back)
    assert "“A twelve-line advert” is on Thursday 3 December, 08:30 now." in shown
    assert "It changed places with" in shown
    assert asked.id_of(draft(asked, THU)) == first
    assert asked.id_of(draft(asked, TUE)) == second
    (key,) = re.findall(r'name="key" value="(\d+)"', shown)
    assert "Everything is as it was before." in asked.told("/undo", key=key, back=back)
    assert asked.place.tree() == before
    assert "can no longer be taken back" in asked.told("/undo", key=key, back=back)


def test_what_was_edited_meanwhile_is_not_taken_back(asked: Asked) -> None:
    first = asked.id_of(draft(asked, TUE))
    shown = asked.told("/move", entry=first, when=THU)
    (key,) = re.findall(r'name="key" value="(\d+)"', shown)
    name = draft(asked, THU)
    asked.place.write(name, asked.place.read(name) + "My own words.\n")
    assert "changed meanwhile" in asked.told("/undo", key=key)
    assert "My own words." in asked.place.read(name)


def silent(asked: Asked) -> str:
    """A theme whose only other post came out long ago; the id of the one to come."""
    place = asked.place
    name = draft(asked, THU)
    place.write("published/2026/old.md", OLD)
    return asked.id_of(name)


def test_a_move_that_makes_a_long_silence_is_asked_first(asked: Asked) -> None:
    mine = silent(asked)
    before = asked.place.tree()
    shown = asked.told("/move", entry=mine, when="2027-01-19")
    assert "You would be silent on Change at work for 8 weeks" in shown
    assert asked.place.tree() == before
    (again,) = re.findall(
        r'<form method="post" action="/move" hx-post="/move" hx-t.*?</form>',
        shown[shown.index('id="notes"') :],
        re.DOTALL,
    )[:1]
    assert 'name="sure" value="yes"' in again
    assert f'name="entry" value="{mine}"' in again
    sure = asked.told("/move", entry=mine, when="2027-01-19", sure="yes")
    assert "is on Tuesday 19 January, 08:30 now" in sure
    assert "when: 2027-01-19T08:30" in asked.place.read(f"drafts/{name_of(asked, mine)}")


def name_of(asked: Asked, identity: str) -> str:
    (name,) = [one for one in asked.place.drafts() if asked.id_of(f"drafts/{one}") == identity]
    return name


def test_a_move_off_the_rhythm_stands_by_itself(asked: Asked) -> None:
    mine = asked.id_of(draft(asked, TUE))
    shown = asked.told("/move", entry=mine, when="2026-12-02T11:15", sure="yes")
    assert "No calendar opens a slot there" in shown
    assert "2026-12-02T11:15" in asked.place.read(f"drafts/{name_of(asked, mine)}")


@pytest.mark.parametrize(
    ("when", "told"),
    [("2026-11-20", "is past"), ("soon", "is no day"), ("", "is no day")],
)
def test_a_move_that_cannot_be_is_told(asked: Asked, when: str, told: str) -> None:
    before = asked.place.tree()
    assert told in asked.told("/move", entry=asked.id_of(draft(asked, TUE)), when=when)
    assert asked.place.tree() == before


def test_an_entry_that_is_gone_is_told(asked: Asked) -> None:
    assert "There is no entry" in asked.told("/move", entry="aaaaaaaa", when=TUE)
    assert "There is no entry" in asked.get("/entries/aaaaaaaa", code=404)


def test_a_draft_dropped_where_it_stands_stays(asked: Asked) -> None:
    before = asked.place.tree()
    asked.post("/move", entry=asked.id_of(draft(asked, TUE)), when=TUE)
    assert asked.place.tree() == before


def test_what_clashes_is_listed_and_marked(asked: Asked) -> None:
    place = asked.place
    head, mark, rest = place.read("brand.toml").partition('id = "hiring"')
    rest = re.sub(r"min_gap_days = \d+", "min_gap_days = 30", rest, count=1)
    place.write("brand.toml", head + mark + rest)
    mine = asked.id_of(draft(asked, TUE))
    asked.told("/move", entry=asked.id_of(draft(asked, "2026-12-15")), when="2026-12-08", sure="y")
    shown = asked.get("/calendar?on=2026-12-01")
    assert "days apart; you asked for 30" in shown
    assert "⚠" in card(shown, mine)


def test_two_files_on_one_slot_clash(asked: Asked) -> None:
    name = draft(asked, TUE)
    copy = asked.place.read(name).replace(asked.id_of(name), "aaaaaaaa")
    asked.place.write("drafts/copy.md", copy + "My words.\n")
    assert "On one slot: A twelve-line advert and A twelve-line advert" in asked.get("/calendar")


def test_the_page_speaks_the_language_that_is_chosen(asked: Asked) -> None:
    assert '<html lang="en">' in asked.get("/calendar")
    shown = asked.told("/language", language="it", back="/calendar")
    assert '<html lang="it">' in shown
    assert "Novembre 2026" in shown
    assert "da scrivere" in shown
    assert '<html lang="it">' in asked.get("/nowhere", code=404)


def test_a_broken_brand_is_told_on_a_page_that_needs_none(asked: Asked) -> None:
    asked.place.write("brand.toml", "format = 1\nname = \n")
    for language in ("", "it"):
        asked.post("/language", language=language)
        for path in ("/calendar", "/plan", "/entries/aaaaaaaa"):
            assert "brand.toml" in asked.get(path, code=422)


def test_a_broken_calendar_is_told_and_the_rest_is_shown(asked: Asked) -> None:
    asked.place.write("calendars/editorial.toml", "name = \n")
    shown = asked.get("/calendar")
    assert "calendars/editorial.toml:1" in shown
    assert "The question I ask every Monday" in shown
    assert "calendars/editorial.toml:1" in asked.get("/plan", code=422)


def test_the_board_follows_the_files(place: Place) -> None:
    from tests.web.conftest import served

    with served(place.path) as site:
        seen = site.watch.count
        place.write("ideas/new.md", "An idea\n")
        assert site.watch.after(seen, 20) > seen
        seen = site.watch.count
        place.write(".brandkit/cache.json", "{}")
        assert site.watch.after(seen, 0.5) == seen


def test_a_page_that_follows_the_files_takes_nobodys_message(asked: Asked) -> None:
    asked.post("/move", entry=asked.id_of(draft(asked, TUE)), when=THU)
    followed = asked.client.get("/calendar", headers={"HX-Request": "true", "HX-Trigger": "live"})
    assert "Take it back" not in followed.text
    assert "Take it back" in asked.get("/calendar")


def test_who_asks_for_changes_learns_the_number(asked: Asked) -> None:
    assert asked.get("/changes?seen=-1") == "0"
    asked.site.watch.tell()
    assert asked.get("/changes?seen=0") == "1"
    asked.site.watch.end()
    assert asked.client.get("/changes?seen=1").status_code == 204


def test_moments_are_those_of_the_brand(asked: Asked) -> None:
    now = datetime.fromisoformat("2026-11-23T10:00+01:00")
    assert asked.site.at == now
