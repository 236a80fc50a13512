"""An entry on the board: edited, answered, taken, put out."""

from __future__ import annotations

import html
import re
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from brandkit.core.notation.entries import parse_entry
from brandkit.core.notation.frontmatter import split
from brandkit.errors import UnwritableError
from brandkit.web.entries import edited
from tests.conftest import Place
from tests.web.conftest import ORIGIN, Asked
from tests.web.test_calendar import TUE, draft, name_of


def digest(page: str) -> str:
    return str(re.findall(r'name="digest" value="([0-9a-f]{64})"', page)[0])


def body(page: str) -> str:
    """What the editor shows, as a browser would read it."""
    (text,) = re.findall(r'<textarea id="body".*?>\n(.*?)</textarea>', page, re.DOTALL)
    return html.unescape(text)


def save(asked: Asked, identity: str, **form: str) -> str:
    shown = asked.get(f"/entries/{identity}")
    values = {"body": body(shown).replace("\n", "\r\n"), "digest": digest(shown), **form}
    return asked.told(f"/entries/{identity}", **values)


def test_saving_without_a_change_leaves_every_byte(asked: Asked) -> None:
    before = asked.place.tree()
    for name in asked.place.drafts():
        assert "Saved." in save(asked, asked.id_of(f"drafts/{name}"))
    assert asked.place.tree() == before


@pytest.mark.parametrize("newline", ["\n", "\r\n"])
def test_what_is_typed_is_what_the_file_says(asked: Asked, newline: str) -> None:
    name = draft(asked, TUE)
    text = asked.place.read(name).replace("\n", newline)
    (asked.place.path / name).write_bytes(text.encode())
    words = "\n\n  Perché no? È così 🙂\n\n[[Lucia]] said «sì»\n"
    save(asked, asked.id_of(name), body=words.replace("\n", "\r\n"))
    after = asked.place.read(name)
    head = text[: text.index(f"{newline}---{newline}", 5)]
    assert after == head + f"{newline}---{newline}" + words.replace("\n", newline)


ENTRY_TEXT = """---
id: aaaaaaaa
when: 2026-12-01T08:30
mine: [kept, "as it is"]   # a comment
title: Old
---
Old words.
"""
TYPED = st.text(st.characters(exclude_categories=["Cs"], exclude_characters="\r"), max_size=200)


@given(TYPED, st.sampled_from(["\n", "\r\n"]))
def test_whatever_is_typed_is_what_the_file_says_and_nothing_else_changes(
    typed: str, newline: str
) -> None:
    text = ENTRY_TEXT.replace("\n", newline)
    entry = parse_entry(text, "drafts/a.md", ZoneInfo("Europe/Rome")).entry
    assert entry is not None
    form = {"body": typed.replace("\n", "\r\n"), "title": "Old"}
    found = edited(text, entry, form)
    head = text[: len(text) - len(split(text).body)]
    assert found == head + typed.replace("\n", newline)
    assert edited(found, entry, form) == found


def test_title_comment_and_alt_are_edited_where_they_stand(asked: Asked) -> None:
    name = draft(asked, TUE)
    identity = asked.id_of(name)
    save(asked, identity, title="Mine: a title", first_comment="More here", alt="A picture")
    text = asked.place.read(name)
    for line in ('title: "Mine: a title"', "first_comment: More here", "alt: A picture"):
        assert line in text
    save(asked, identity, title="Mine: a title", first_comment="", alt="A picture")
    assert "first_comment" not in asked.place.read(name)


def test_a_file_that_changed_meanwhile_is_shown_beside_ones_own_text(asked: Asked) -> None:
    name = draft(asked, TUE)
    identity = asked.id_of(name)
    old = digest(asked.get(f"/entries/{identity}"))
    asked.place.write(name, asked.place.read(name) + "Written in another editor.\n")
    before = asked.place.tree()
    found = asked.client.post(
        f"/entries/{identity}",
        data={"body": "Written here.", "title": "Mine", "digest": old},
        headers=ORIGIN,
    )
    assert found.status_code == 409
    assert 'name="title" value="Mine"' in found.text
    assert body(found.text) == "Written here."
    assert "Written in another editor." in found.text
    assert asked.place.tree() == before
    again = asked.told(f"/entries/{identity}", body="Written here.", digest=digest(found.text))
    assert "Saved." in again
    assert asked.place.read(name).endswith("---\nWritten here.")


def test_a_script_gets_the_conflict_and_the_saved_mark_as_parts(asked: Asked) -> None:
    name = draft(asked, TUE)
    identity = asked.id_of(name)
    here = {**ORIGIN, "HX-Request": "true"}
    old = digest(asked.get(f"/entries/{identity}"))
    found = asked.client.post(
        f"/entries/{identity}", data={"body": "One.", "digest": old}, headers=here
    )
    assert "Saved at 10:00:00." in found.text
    assert "<html" not in found.text
    found = asked.client.post(
        f"/entries/{identity}", data={"body": "Two.", "digest": old}, headers=here
    )
    assert "was changed elsewhere" in found.text
    assert "One." in found.text
    assert asked.place.read(name).endswith("One.")
    new = digest(found.text)
    asked.client.post(f"/entries/{identity}", data={"body": "Two.", "digest": new}, headers=here)
    assert asked.place.read(name).endswith("Two.")


def test_what_cannot_be_saved_is_told_in_the_editor_with_all_that_is_there(
    asked: Asked, monkeypatch: pytest.MonkeyPatch
) -> None:
    def full(*_args: object, **_kwargs: object) -> int:
        raise UnwritableError("The disk is full; the old files are as they were")

    identity = asked.id_of(draft(asked, TUE))
    old = digest(asked.get(f"/entries/{identity}"))
    monkeypatch.setattr("brandkit.web.entries.files.apply", full)
    here = {**ORIGIN, "HX-Request": "true", "HX-Target": "saved"}
    found = asked.client.post(
        f"/entries/{identity}", data={"body": "One.", "digest": old}, headers=here
    )
    assert "The disk is full" in found.text
    assert digest(found.text) == old
    assert "<html" not in found.text
    page = asked.post(f"/entries/{identity}", code=400, body="Mine è <b>", digest=old).text
    assert "The disk is full" in page
    assert ">\nMine è &lt;b&gt;</textarea>" in page


def test_what_was_typed_survives_what_nobody_expected(
    asked: Asked, monkeypatch: pytest.MonkeyPatch
) -> None:
    def broken(*_args: object, **_kwargs: object) -> int:
        raise RuntimeError("a bug")

    identity = asked.id_of(draft(asked, TUE))
    monkeypatch.setattr("brandkit.web.entries.edited", broken)
    page = asked.post(f"/entries/{identity}", code=500, body="Mine è", digest="x").text
    assert "did not expect" in page
    assert ">\nMine è</textarea>" in page


def test_the_editor_learns_that_the_file_changed(asked: Asked) -> None:
    name = draft(asked, TUE)
    identity = asked.id_of(name)
    old = digest(asked.get(f"/entries/{identity}"))
    assert asked.get(f"/entries/{identity}/state?digest={old}") == ""
    asked.place.write(name, asked.place.read(name) + "More.\n")
    assert "changed elsewhere" in asked.get(f"/entries/{identity}/state?digest={old}")


def test_the_preview_is_of_what_is_typed_and_writes_nothing(asked: Asked) -> None:
    identity = asked.id_of(draft(asked, TUE))
    before = asked.place.tree()
    text = "**Bold** words <!-- mine --> [? how many ?] #a-b\r\n\r\n" + "x" * 3000
    shown = asked.post(f"/entries/{identity}/preview", code=200, body=text).text
    assert "<mark>[? how many ?]</mark>" in shown
    assert "mine" not in shown.split("findings")[0]
    assert "**" not in shown
    assert "/ 3000" in shown
    assert "too many" in shown
    jump = int(re.findall(r'data-jump="(\d+)">\[\? how many', shown)[0])
    assert text.replace("\r\n", "\n")[jump:].startswith("[? how many ?]")
    assert asked.place.tree() == before


def test_it_says_why_it_is_there(asked: Asked) -> None:
    identity = asked.id_of(draft(asked, TUE))
    assert "Hiring is here because" in asked.get(f"/entries/{identity}/why")
    save(asked, identity, body="Mine.")
    assert "the words are yours" in asked.get(f"/entries/{identity}/why")


def questions(asked: Asked, identity: str) -> list[str]:
    """The interview answered to its end; the names of what was asked."""
    names = []
    where = f"/entries/{identity}/interview"
    while "/interview" in where:
        shown = asked.get(where)
        name = re.findall(r'name="name" value="([^"]+)"', shown)[0]
        names.append(name)
        answer = f"my answer to {name}"
        where = asked.post(f"/entries/{identity}/interview", name=name, answer=answer).headers[
            "Location"
        ]
    return names


def test_the_interview_asks_one_question_at_a_time_and_makes_the_piece(asked: Asked) -> None:
    name = draft(asked, "2026-12-03")
    identity = asked.id_of(name)
    names = questions(asked, identity)
    text = asked.place.read(name)
    assert len(names) > 2
    for one in names:
        assert f"my answer to {one}" in text
    assert "last question" in asked.get(f"/entries/{identity}")


def test_an_answer_is_kept_at_once_skipped_or_taken(asked: Asked) -> None:
    name = draft(asked, "2026-12-03")
    identity = asked.id_of(name)
    where = f"/entries/{identity}/interview"
    first = re.findall(r'name="name" value="([^"]+)"', asked.get(where))[0]
    asked.post(where, name=first, answer="never kept", skip="yes")
    assert "never kept" not in asked.place.read(name)
    asked.post(where, name=first, answer="kept at once")
    assert "kept at once" in asked.place.read(name)
    assert "kept at once" in asked.get(f"{where}?q={first}")
    asked.post(where, name=first, answer="")
    assert "kept at once" not in asked.place.read(name)


def test_a_good_answer_can_be_kept_as_material(asked: Asked) -> None:
    for name in asked.place.drafts():
        identity = asked.id_of(f"drafts/{name}")
        shown = asked.get(f"/entries/{identity}/interview")
        if 'name="keep"' in shown:
            break
    asked_for = re.findall(r'name="name" value="([^"]+)"', shown)[0]
    words = "a story that is long enough to be worth keeping for later"
    before = set((asked.place.path / "material").iterdir())
    asked.post(f"/entries/{identity}/interview", name=asked_for, answer=words, keep="yes")
    (new,) = set((asked.place.path / "material").iterdir()) - before
    assert words in new.read_text("utf-8")


def test_a_text_of_ones_own_is_asked_only_for_its_blanks(asked: Asked) -> None:
    name = draft(asked, TUE)
    identity = asked.id_of(name)
    save(asked, identity, body="One [? first ?] and [? second ?].\r\n")
    shown = asked.get(f"/entries/{identity}/interview")
    assert "first?" in shown
    assert "Question 1 of 2" in shown
    where = asked.post(f"/entries/{identity}/interview", name="blank0", answer="1").headers[
        "Location"
    ]
    assert "second?" in asked.get(where)
    asked.post(f"/entries/{identity}/interview", name="blank0", answer="2")
    assert asked.place.read(name).endswith("One 1 and 2.\n")
    assert asked.client.get(f"/entries/{identity}/interview").status_code == 303


def test_an_answer_never_lands_in_another_blank(asked: Asked) -> None:
    name = draft(asked, TUE)
    identity = asked.id_of(name)
    save(asked, identity, body="One [? first ?] and [? second ?].\r\n")
    where = f"/entries/{identity}/interview"
    assert 'name="asked" value="first?"' in asked.get(where)
    asked.place.edit(name, "[? first ?]", "1")
    form = {"name": "blank0", "asked": "first?", "answer": "mine for the first"}
    shown = asked.client.post(where, data=form, headers=ORIGIN)
    assert shown.status_code == 404
    assert ">\nmine for the first</textarea>" in shown.text
    assert asked.place.read(name).endswith("One 1 and [? second ?].\n")


def test_what_is_offered_is_taken_by_its_button(asked: Asked) -> None:
    name = draft(asked, TUE)
    where = f"/entries/{asked.id_of(name)}/interview"
    shown = asked.get(f"{where}?q=scene")
    assert 'name="take"' in shown
    asked.post(where, name="scene", answer="", take="yes")
    assert "We took the requirements out" in asked.place.read(name).split("answers:")[1]


def test_a_question_that_is_no_longer_asked_is_told(asked: Asked) -> None:
    identity = asked.id_of(draft(asked, TUE))
    shown = asked.post(f"/entries/{identity}/interview", code=404, name="nonsense", answer="x")
    assert "no longer asked" in shown.text
    assert ">\nx</textarea>" in shown.text


def whole(asked: Asked, text: str = "All of it.") -> str:
    identity = asked.id_of(draft(asked, TUE))
    save(asked, identity, body=f"{text}\r\n", first_comment="", alt="")
    return identity


def test_a_piece_goes_out_and_comes_back(asked: Asked) -> None:
    identity = whole(asked)
    shown = asked.get(f"/entries/{identity}/out")
    assert ">\nAll of it.</textarea>" in shown
    assert "10 / 3000 characters" in shown
    told = asked.told(f"/entries/{identity}/taken")
    assert "It is ready" in told
    assert "is it out?" in asked.get("/calendar")
    url = "https://www.linkedin.com/posts/x"
    assert "In the record" in asked.told(f"/entries/{identity}/publish", url=url)
    (path,) = (asked.place.path / "published" / "2026").iterdir()
    assert f'url: "{url}"' in path.read_text("utf-8")
    assert url in asked.get(f"/entries/{identity}")
    assert "is a draft again" in asked.told(f"/entries/{identity}/reopen")
    assert asked.place.read(f"drafts/{name_of(asked, identity)}").endswith("All of it.\n")
    assert "is a draft" in asked.told(f"/entries/{identity}/reopen")


def test_what_came_of_a_piece_is_kept(asked: Asked) -> None:
    identity = whole(asked)
    assert (
        "is not out yet"
        in asked.post(f"/entries/{identity}/outcome", code=404, text="A client rang").text
    )
    asked.told(f"/entries/{identity}/publish", when="2026-11-10T09:15")
    assert "What came of “A twelve-line advert”?" in asked.get("/calendar")
    assert "Kept in" in asked.told(f"/entries/{identity}/outcome", text="A client rang")
    assert "2026-11-23: A client rang" in asked.get(f"/entries/{identity}")
    assert "is empty" in asked.told(f"/entries/{identity}/outcome", text=" ")


def test_what_is_not_whole_does_not_go_out(asked: Asked) -> None:
    identity = asked.id_of(draft(asked, TUE))
    before = asked.place.tree()
    assert "still to be filled in" in asked.get(f"/entries/{identity}/out")
    for step in ("taken", "ready", "publish"):
        assert "is not whole" in asked.told(f"/entries/{identity}/{step}")
    assert asked.place.tree() == before


@pytest.mark.parametrize(
    ("form", "told"),
    [
        ({"url": "no address"}, "is no web address"),
        ({"url": "javascript:alert(1)"}, "is no web address"),
        ({"when": "soon"}, "is no moment"),
        ({"when": "2026-12-24T10:00"}, "is still to come"),
    ],
)
def test_an_odd_link_or_moment_is_told(asked: Asked, form: dict[str, str], told: str) -> None:
    identity = whole(asked)
    assert told in asked.told(f"/entries/{identity}/publish", **form)
    assert (asked.place.path / "published").exists() is False


def test_it_came_out_when_the_person_says(asked: Asked) -> None:
    identity = whole(asked)
    asked.told(f"/entries/{identity}/publish", when="2026-11-20T09:15")
    (path,) = (asked.place.path / "published" / "2026").iterdir()
    assert "published_at: 2026-11-20T09:15" in path.read_text("utf-8")
    assert "already" in asked.told(f"/entries/{identity}/publish")
    assert "cannot be skipped" in asked.told(f"/entries/{identity}/skip")


def test_ready_waits_for_its_day_and_a_slot_can_be_left_out(asked: Asked) -> None:
    identity = whole(asked)
    assert "is ready for" in asked.told(f"/entries/{identity}/ready")
    shown = asked.told(f"/entries/{identity}/skip")
    assert "this slot stays closed" in shown
    assert "status: skipped" in asked.place.read(f"drafts/{name_of(asked, identity)}")
    assert "Open this slot again" in asked.get(f"/entries/{identity}")
    assert "open again" in asked.told(f"/entries/{identity}/skip", free="yes")
    assert "status" not in asked.place.read(f"drafts/{name_of(asked, identity)}").split("---")[1]


def test_a_thread_is_taken_post_by_post(place: Place) -> None:
    place.edit(
        "brand.toml",
        '[[channel]]\nid = "blog"',
        '[[channel]]\nid = "x"\nname = "X"\nkind = "x"\nlanguage = "en"\n\n[[channel]]\nid = "blog"',
    )
    place.run("new", "First post\n\n---\n\nSecond post", "--theme", "hiring", "--channel", "x")
    asked = Asked(place)
    shown = asked.get(f"/entries/{asked.id_of(f'drafts/{place.drafts()[0]}')}/out")
    assert "Part 2 of 2" in shown


def test_a_task_is_done_with_what_was_said(place: Place) -> None:
    place.run("people", "add", "Lucia Bianchi", "--handle", "https://www.linkedin.com/in/lucia")
    place.run("plan")
    asked = Asked(place)
    name = next(one for one in place.drafts() if "keep-in-touch" in one)
    identity = asked.id_of(f"drafts/{name}")
    assert "https://www.linkedin.com/in/lucia/recent-activity/all/" in asked.get(
        f"/entries/{identity}"
    )
    assert "Message" in asked.get(f"/entries/{identity}")
    shown = asked.told(f"/entries/{identity}/done", text="We spoke about Rome")
    assert "In the log of people/Lucia Bianchi.md" in shown
    assert "We spoke about Rome" in place.read("people/Lucia Bianchi.md")
    assert "is done" in asked.post(f"/entries/{identity}/done", code=404, text="again").text
