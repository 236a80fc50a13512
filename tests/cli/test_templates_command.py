"""`brandkit templates`."""

from __future__ import annotations

import json

from tests.conftest import Place


def test_the_list_shows_what_there_is_and_whose_it_is(place: Place) -> None:
    place.write("templates/en/pitch.md", "---\npurpose: To sell\n---\nBuy.")
    out = place.run("templates", "list").out
    assert "lesson        One thing you learnt, and the moment it happened\n" in out
    assert (
        "milestone     A milestone, told with measure\n              when you ask for it\n" in out
    )
    assert "pitch         To sell\n              templates/en/pitch.md\n" in out
    assert "Una storia vera" in place.run("templates", "list", "--language", "it").out
    rows = json.loads(place.run("templates", "list", "--json").out)["templates"]
    assert len([row for row in rows if "linkedin" in row["channels"]]) == 14
    lesson = next(row for row in rows if row["format"] == "lesson")
    assert lesson["ask"] == ["belief", "scene", "lesson", "change", "step"]
    assert "linkedin" in lesson["channels"]


def test_a_broken_template_is_told_by_the_list(place: Place) -> None:
    place.write("templates/en/pitch.md", "=== opening a\nx\n")
    ran = place.run("templates", "list", code=4)
    assert "templates/en/pitch.md:2:1: there is no title" in ran.err


def test_show_says_what_is_asked(place: Place) -> None:
    out = place.run("templates", "show", "story").out
    assert "1. We were …\n   where you were, when, and with whom\n   for example: in a" in out
    assert "In the end …  (may be left out)" in out
    assert "Openings: scene, told, room, comes, names\n" in out
    shown = json.loads(place.run("templates", "show", "story", "--json").out)
    assert shown["stems"][0]["name"] == "place"
    assert shown["parts"]["closing"] == ["seen", "instead", "name", "yours"]
    place.write("templates/en/plain.md", "Text.")
    assert "plain: \ntemplates/en/plain.md\n" in place.run("templates", "show", "plain").out


def test_try_renders_with_the_answers_of_the_examples(place: Place) -> None:
    out = place.run("templates", "try", "myth", "--theme", "hiring").out
    assert out.startswith("Hiring: is it really true?\n\n“Good people cannot be found any more.”")
    assert "#hiring #recruiting" in out
    other = place.run("templates", "try", "myth", "--theme", "hiring", "--way", "2").out
    assert not set(out.split("\n")[2:7:2]) & set(other.split("\n")[2:7:2])
    blank = json.loads(
        place.run("templates", "try", "myth", "--theme", "hiring", "--blank", "--json").out
    )
    assert "[? " in blank["text"]
    assert blank["parts"] == "true/say/straight/next"
    link = place.run("templates", "try", "resource").out
    assert link.rstrip().endswith("You find it here: https://example.org/listening-to-workshops")
    assert place.run("templates", "try", "lesson", "--channel", "blog").out.count("\n# What") == 1


def test_wrong_words_are_told(place: Place) -> None:
    ran = place.run("templates", "try", "mith", code=8)
    assert "did you mean 'myth'?" in ran.err
    assert "one of" in place.run("templates", "try", "myth", "--theme", "no", code=2).err
    assert "one of" in place.run("templates", "show", "myth", "--channel", "no", code=2).err


def test_the_templates_of_tasks_are_shown_and_tried_too(place: Place) -> None:
    assert "keep-in-touch  A few words to somebody" in place.run("templates", "list").out
    shown = place.run("templates", "show", "thank-you").out
    assert "1. Thank you for …" in shown
    tried = place.run("templates", "try", "keep-in-touch").out
    assert (
        "Hello Lucia, I am writing because I read that your school is opening a second site."
        in tried
    )
    for name in ("review", "practice", "association-dues", "conversation", "introduction-make"):
        place.run("templates", "try", name)
    assert "There is no format 'nothing'" in place.run("templates", "show", "nothing", code=8).err
