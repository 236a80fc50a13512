"""`brandkit write`: the interview, and what it must never do."""

from __future__ import annotations

import io
import json
import sys
from typing import Any

import pytest

from brandkit.core.drafts.weave import blanks, visible
from brandkit.core.notation.frontmatter import parse_front_matter, split
from tests.conftest import Place, Ran


def planned(place: Place) -> str:
    """The id of the first lesson of the plan."""
    place.run("plan")
    answer = json.loads(place.run("plan", "--json").out)
    found: str = next(e["id"] for e in answer["entries"] if e["format"] == "lesson")
    return found


def path_of(place: Place, identity: str) -> str:
    found: str = json.loads(place.run("show", identity, "--json").out)["path"]
    return found


def typed(
    place: Place, monkeypatch: pytest.MonkeyPatch, lines: str, *args: str, code: int = 0
) -> Ran:
    monkeypatch.setattr(sys, "stdin", io.StringIO(lines))
    return place.run(*args, code=code)


def front(place: Place, path: str) -> dict[str, Any]:
    return parse_front_matter(place.read(path)).values


def test_answers_become_the_piece_and_stay_in_its_front_matter(
    place: Place, monkeypatch: pytest.MonkeyPatch
) -> None:
    entry = planned(place)
    path = path_of(place, entry)
    before = visible(split(place.read(path)).body)
    assert len(blanks(before)) == 3
    lines = "a foreman said “I do not know”\nI ask one question first\n\n"
    ran = typed(place, monkeypatch, lines, "write", entry)
    assert "1/3  Then, one day, …" in ran.out
    assert "   ✓ For a while I believed that … A boss must always have the answer" in ran.out
    assert "Then, one day, a foreman said “I do not know”.\n" in ran.out
    assert "Since then I ask one question first." in ran.out
    assert "No blank is left." in ran.out
    assert " / 3000 characters" in ran.out
    assert front(place, path)["answers"] == {
        "scene": "a foreman said “I do not know”",
        "change": "I ask one question first",
    }
    text = visible(split(place.read(path)).body)
    assert "If you want to try" not in text
    assert "Answer with" not in place.read(path)


def test_the_plan_leaves_an_answered_draft_alone(
    place: Place, monkeypatch: pytest.MonkeyPatch
) -> None:
    entry = planned(place)
    path = path_of(place, entry)
    typed(place, monkeypatch, "it rained\n", "write", entry)
    before = place.read(path)
    place.edit("brand.toml", "share = 30", "share = 1")
    place.run("plan", "--refresh")
    assert place.read(path) == before
    assert "in progress" in place.run("agenda").out
    place.run("plan", now="2026-12-30T09:00")
    assert place.read(path) == before


def test_a_question_mark_shows_the_example_and_an_equals_sign_takes_what_is_proposed(
    place: Place, monkeypatch: pytest.MonkeyPatch
) -> None:
    entry = planned(place)
    ran = typed(place, monkeypatch, "?\n=\n=\n", "write", entry)
    assert "for example: a team lead of twenty-six" in ran.out
    assert "= takes: The foreman who always spoke last in meetings" in ran.out
    assert "There is nothing to take here" in ran.out
    assert "Then, one day, the foreman who always spoke last" in ran.out


def test_answers_can_be_changed_and_taken_back(
    place: Place, monkeypatch: pytest.MonkeyPatch
) -> None:
    entry = planned(place)
    path = path_of(place, entry)
    typed(place, monkeypatch, "it rained\nI walk\nwalk too\n", "write", entry)
    ran = typed(place, monkeypatch, "\nit snowed\n\n-\n\n", "write", entry)
    assert "1/5  For a while I believed" in ran.out
    assert "now: it rained   (an empty line keeps it, - takes it back)" in ran.out
    assert list(front(place, path)["answers"]) == ["scene", "step"]
    assert "it snowed" in visible(split(place.read(path)).body)
    assert "I walk" not in place.read(path)
    typed(place, monkeypatch, "\n\n\n\n-\n", "write", entry, "--again")
    typed(place, monkeypatch, "\n-\n", "write", entry, "--again")
    assert "answers" not in front(place, path)
    assert len(blanks(split(place.read(path)).body)) == 3


def test_ctrl_c_loses_nothing(place: Place, monkeypatch: pytest.MonkeyPatch) -> None:
    entry = planned(place)
    path = path_of(place, entry)
    lines = iter(["it rained"])

    def answer(_: str = "") -> str:
        try:
            return next(lines)
        except StopIteration:
            raise KeyboardInterrupt from None

    monkeypatch.setattr("builtins.input", answer)
    ran = place.run("write", entry, code=130)
    assert f"What you answered is kept in {path}." in ran.out
    assert front(place, path)["answers"] == {"scene": "it rained"}
    assert "it rained" in visible(split(place.read(path)).body)


def test_what_was_written_over_stays_and_only_its_blanks_are_asked(
    place: Place, monkeypatch: pytest.MonkeyPatch
) -> None:
    entry = planned(place)
    path = path_of(place, entry)
    place.edit(path, "Then, one day,", "On a Tuesday")
    ran = typed(place, monkeypatch, "it rained\n\n?\n", "write", entry)
    assert "your words stay" in ran.out
    assert "1/3  what happened, where and with whom?" in ran.out
    text = visible(split(place.read(path)).body)
    assert "On a Tuesday it rained." in text
    assert len(blanks(text)) == 2
    assert "answers" not in front(place, path)
    after = place.read(path)
    typed(place, monkeypatch, "", "write", entry)
    assert place.read(path) == after
    place.run("write", entry, "--answer", "scene=it snowed")
    assert front(place, path)["answers"] == {"scene": "it snowed"}
    assert "On a Tuesday it rained." in place.read(path)


def test_nothing_is_asked_where_no_blank_is_left(
    place: Place, monkeypatch: pytest.MonkeyPatch
) -> None:
    entry = planned(place)
    path = path_of(place, entry)
    head = place.read(path).split("\n---\n")[0]
    (place.path / path).write_text(f"{head}\n---\nAll mine.\n", "utf-8")
    ran = typed(place, monkeypatch, "", "write", entry)
    assert "No blank is left." in ran.out
    assert "1/" not in ran.out


def test_answers_by_name_and_as_json(place: Place) -> None:
    entry = planned(place)
    asked = json.loads(place.run("write", entry, "--json").out)
    assert [stem["name"] for stem in asked["asked"]] == [
        "belief",
        "scene",
        "lesson",
        "change",
        "step",
    ]
    assert asked["asked"][0]["found"] == "A boss must always have the answer"
    answer = json.loads(
        place.run(
            "write", entry, "--json", "--answer", "scene=it rained", "--answer", "step= x"
        ).out
    )
    assert answer["answers"] == {"scene": "it rained", "step": "x"}
    assert answer["blanks"] == []
    assert not answer["by_hand"]
    assert "Then, one day, it rained." in answer["text"]
    taken = json.loads(place.run("write", entry, "--json", "--answer", "step=").out)
    assert taken["answers"] == {"scene": "it rained"}
    assert "one of belief, scene" in place.run("write", entry, "--answer", "scen=x", code=2).err
    assert "did you mean" in place.run("write", entry, "--answer", "scen=x", code=2).err
    place.run("write", entry, "--answer", "scene", code=2)


def test_a_good_answer_can_be_kept_as_material(
    place: Place, monkeypatch: pytest.MonkeyPatch
) -> None:
    entry = planned(place)
    story = "an old foreman put down his pencil and asked the trainee"
    ran = typed(place, monkeypatch, f"{story}\n\n\ny\n", "write", entry)
    assert "Keep this as material (a story) for another time? [y/N]" in ran.out
    path = "material/an-old-foreman-put-down-his-pencil.md"
    assert f"Kept: {path}" in ran.out
    values = front(place, path)
    assert values["themes"] == ["leadership"]
    assert values["may"] == "publish"
    assert values["used"] == ["2026-11-24"]
    assert split(place.read(path)).body == f"{story}\n"


def test_not_every_answer_is_offered(place: Place, monkeypatch: pytest.MonkeyPatch) -> None:
    entry = planned(place)
    ran = typed(place, monkeypatch, "short\n\n\ny\n", "write", entry)
    assert "Keep this as material" not in ran.out
    long = "a foreman of twenty-six put down the pencil in front of all"
    ran = typed(place, monkeypatch, f"\n{long}\n\n\n\nn\n", "write", entry, "--again")
    assert "Keep this as material" in ran.out
    assert len(list((place.path / "material").glob("*.md"))) == 2


def test_what_is_out_is_not_written_again(place: Place) -> None:
    entry = planned(place)
    place.edit(path_of(place, entry), "\nchannel:", "\nstatus: published\nchannel:")
    assert "is published" in place.run("write", entry, code=8).err


def test_a_file_that_became_another_is_left_alone(
    place: Place, monkeypatch: pytest.MonkeyPatch
) -> None:
    entry = planned(place)
    path = path_of(place, entry)

    def answer(_: str = "") -> str:
        place.edit(path, f"id: {entry}", "id: another2")
        return "it rained"

    monkeypatch.setattr("builtins.input", answer)
    assert "changed meanwhile" in place.run("write", entry, code=5).err
    assert "it rained" not in place.read(path)


def test_an_edit_during_the_interview_wins(place: Place, monkeypatch: pytest.MonkeyPatch) -> None:
    entry = planned(place)
    path = path_of(place, entry)
    lines = iter(["it rained", "I walk", ""])

    def answer(_: str = "") -> str:
        line = next(lines)
        if line == "I walk":
            place.edit(path, "Then, one day, it rained.", "My own sentence.")
        return line

    monkeypatch.setattr("builtins.input", answer)
    place.run("write", entry)
    assert "My own sentence." in place.read(path)
    assert front(place, path)["answers"] == {"scene": "it rained", "change": "I walk"}


def test_keys_line_ends_and_a_first_comment_of_ones_own_stay(place: Place) -> None:
    place.write("ideas/read.md", "---\ntitle: Read\ntheme: leadership\nformat: resource\n---\n")
    for name in (place.path / "ideas").glob("*.md"):
        if name.name != "read.md":
            name.unlink()
    place.run("plan")
    answer = json.loads(place.run("plan", "--json").out)
    entry = next(e for e in answer["entries"] if e["format"] == "resource")
    path = entry["path"]
    text = place.read(path).replace("\nchannel:", "\nmine: kept # so\nchannel:")
    (place.path / path).write_bytes(text.replace("\n", "\r\n").encode())
    link = "link=https://example.org/x"
    place.run("write", entry["id"], "--answer", link, "--answer", "work=“Work” by Ada")
    written = place.read(path)
    assert "\n" not in written.replace("\r\n", "")
    assert "mine: kept # so\r\n" in written
    assert front(place, path)["first_comment"] == "You find it here: https://example.org/x"
    place.edit(path, "You find it here: https", "Here: https")
    place.run("write", entry["id"], "--answer", "core=it rains")
    assert front(place, path)["first_comment"] == "Here: https://example.org/x"


def test_the_event_of_a_campaign_is_known(place: Place) -> None:
    (place.path / "calendars/editorial.toml").write_text(
        place.read("calendars/editorial.toml")
        + '\n[[campaign]]\nname = "Works Fair"\non = 2026-12-10\nchannel = "linkedin"\n'
        + 'theme = "leadership"\nat = "11:00"\nbefore = [7]\nafter = [1]\n',
        "utf-8",
    )
    place.run("plan")
    answer = json.loads(place.run("plan", "--json").out)
    formats = {e["title"]: e["format"] for e in answer["entries"] if "Works Fair" in e["title"]}
    assert list(formats.values()) == ["lead-up", "lead-up", "recap"]
    entry = next(e for e in answer["entries"] if e["format"] == "recap")
    body = place.read(entry["path"])
    assert "Works Fair" in visible(split(body).body)
    place.run("write", entry["id"], "--answer", "moment=it rained")
    assert "Works Fair" in visible(split(place.read(entry["path"])).body)
    assert front(place, entry["path"])["title"] == "Works Fair: what stays"


def test_a_channel_or_theme_that_is_gone_is_told(place: Place) -> None:
    entry = planned(place)
    path = path_of(place, entry)
    place.edit(path, "channel: linkedin", "channel: gone")
    assert "no channel 'gone'" in place.run("write", entry, code=4).err
    place.edit(path, "channel: gone", "channel: linkedin")
    place.edit(path, "theme: leadership", "theme: gone")
    assert "no theme 'gone'" in place.run("write", entry, code=4).err


def test_a_title_is_made_of_what_is_there(place: Place) -> None:
    place.write(
        "templates/en/lesson.md",
        """
        ---
        ask:
          who:
            stem: It was …
            hint: who it was
            example: Ada
        ---
        === title told
        It was {{ who }}
        === opening one
        Once {{ who }} came.
        === body one
        Then it rained.
        === closing one
        The end.
        """,
    )
    for path in (place.path / "ideas").glob("*.md"):
        path.unlink()
    entry = planned(place)
    assert front(place, path_of(place, entry))["title"] == "It was [? who it was ?]"
    place.run("write", entry, "--answer", "who=Ada")
    assert front(place, path_of(place, entry))["title"] == "It was Ada"


def test_a_piece_that_came_back_keeps_its_words(
    small: Place, monkeypatch: pytest.MonkeyPatch
) -> None:
    old = (
        "---\nid: oldpiece\nwhen: 2026-01-08T08:30:00\nstatus: published\nchannel: linkedin\n"
        "language: en\ntheme: people\nformat: lesson\ntitle: Ask first\nevergreen: true\n---\n"
        "My old words [? and one more ?].\n"
    )
    small.write("published/2026/a.md", old)
    small.edit("calendars/editorial.toml", 'name = "Editorial"', 'name = "E"\nevergreen = true')
    entries = json.loads(small.run("plan", "--json").out)["entries"]
    back = next(e for e in entries if e["made_of"] == "evergreen")
    typed(small, monkeypatch, "indeed\n", "write", back["id"])
    assert split(small.read(back["path"])).body == "My old words indeed.\n"
    small.run("write", back["id"], "--answer", "scene=it rained")
    assert split(small.read(back["path"])).body == "My old words indeed.\n"


def test_the_last_pieces_on_the_theme_stand_below(place: Place) -> None:
    for n in range(5):
        place.write(
            f"published/2026/{n}.md",
            f"---\nid: piece00{n}\nwhen: 2026-0{n + 3}-10T09:00:00\nstatus: published\n"
            f"channel: linkedin\ntheme: leadership\ntitle: Piece {n}\n---\nWords {n}.\n",
        )
    body = place.read(path_of(place, planned(place)))
    assert (
        "The last pieces on the theme: 2026-07-10 “Piece 4”, 2026-06-10 “Piece 3”,"
        " 2026-05-10 “Piece 2”.\n"
    ) in body


def test_a_reaction_says_what_one_said(small: Place) -> None:
    small.write(
        "published/2026/a.md",
        "---\nid: oldpiece\nwhen: 2026-07-08T08:30:00\nstatus: published\nchannel: linkedin\n"
        "theme: people\ntitle: Ask first\n---\nMy old words.\n",
    )
    entries = json.loads(small.run("plan", "--json").out)["entries"]
    reactions = [e for e in entries if e["made_of"] == "earlier"]
    assert len(reactions) == 1
    body = small.read(reactions[0]["path"])
    assert "<!-- A reaction to your piece of 2026-07-08, “Ask first”. What would you" in body
    assert json.loads(small.run("plan", "--json").out)["written"] == []


def test_a_link_stands_in_the_text_where_there_is_no_first_comment(place: Place) -> None:
    text = place.read("brand.toml")
    (place.path / "brand.toml").write_text(
        text.replace('id = "blog"\nname = "My blog"\nkind = "blog"', 'id = "blog"\nkind = "x"'),
        "utf-8",
    )
    shown = json.loads(place.run("templates", "try", "resource", "--channel", "blog", "--json").out)
    assert "You find it here: https://example.org" in shown["text"]
    blank = json.loads(
        place.run("templates", "try", "resource", "--channel", "blog", "--blank", "--json").out
    )
    assert "You find it here: [? the address of the page ?]" in blank["text"]


def test_a_channel_in_another_language_gets_no_words_of_the_brands(luogo: Place) -> None:
    luogo.edit("brand.toml", 'kind = "linkedin"', 'kind = "linkedin"\nlanguage = "en"')
    text = visible(split(luogo.read(path_of(luogo, planned(luogo)))).body)
    assert "risposta" not in text
    assert "For a while I believed that [? what you believed before ?]." in text
    other = luogo.run("templates", "try", "story", "--way", "2").out
    assert "a story about “Leadership gentile”" in other
    luogo.edit("brand.toml", 'language = "it"', 'language = "en"')
    luogo.edit("brand.toml", 'language = "en"\n\n', 'language = "it"\n\n')
    italian = luogo.run("templates", "try", "story", "--way", "2").out
    assert "sul tema «Leadership gentile»" in italian


def test_answers_edited_in_the_file_count(place: Place, monkeypatch: pytest.MonkeyPatch) -> None:
    entry = planned(place)
    path = path_of(place, entry)
    place.run("write", entry, "--answer", "scene=it rained")
    place.edit(path, "scene: it rained", "scene: it snowed")
    typed(place, monkeypatch, "", "write", entry)
    assert "Then, one day, it snowed." in place.read(path)
    after = place.read(path)
    typed(place, monkeypatch, "", "write", entry)
    assert place.read(path) == after
