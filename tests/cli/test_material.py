"""`brandkit material`, and material in the plan."""

from __future__ import annotations

import io
import json
import sys

import pytest

from brandkit.core.drafts.weave import visible
from brandkit.core.notation.frontmatter import split
from tests.conftest import Place


def test_a_line_a_file_or_standard_input_is_kept(
    place: Place, monkeypatch: pytest.MonkeyPatch
) -> None:
    out = place.run("material", "add", "It", "rained", "--theme", "change", "--publish").out
    assert out == "Kept: material/it-rained.md\n"
    assert place.read("material/it-rained.md") == (
        "---\nkind: story\nthemes:\n  - change\nmay: publish\nadded: 2026-11-23\n---\nIt rained\n"
    )
    place.write("note.txt", "From a file.\n")
    place.run("material", "add", "note.txt", "--kind", "myth")
    assert "From a file." in place.read("material/from-a-file.md")
    monkeypatch.setattr(sys, "stdin", io.StringIO("5 of 9\n"))
    ran = place.run("material", "add", "-", "--kind", "number", "--person", "Ada", "--json")
    assert json.loads(ran.out) == {
        "id": "5-of-9",
        "kind": "number",
        "path": "material/5-of-9.md",
        "may_publish": False,
    }
    assert "people:\n  - Ada" in place.read("material/5-of-9.md")


def test_what_is_not_to_be_published_is_said(place: Place) -> None:
    assert "for you alone" in place.run("material", "add", "Secret thing").out
    assert "no theme yet" in place.run("material", "add", "Open thing", "--publish").out


def test_wrong_words_are_told(place: Place, monkeypatch: pytest.MonkeyPatch) -> None:
    assert "change" in place.run("material", "add", "x y", "--theme", "chang", code=2).err
    assert "linkedin" in place.run("material", "add", "x y", "--channel", "linkdin", code=2).err
    monkeypatch.setattr(sys, "stdin", io.StringIO("  \n"))
    assert "no words" in place.run("material", "add", "-", code=2).err


def test_the_list_says_where_it_was_used(place: Place) -> None:
    place.run("material", "add", "Secret thing")
    place.write("material/lost.md", "---\nthemes: [gone]\nmay: publish\n---\nLost.\n")
    place.run("plan")
    out = place.run("material", "list").out
    assert "three-of-twelve  (a number · succession · used 2026-" in out
    assert "secret-thing  (a story · for you alone)" in out
    assert "lost  (a story · gone · on no theme of yours, so no draft will use it)" in out
    rows = json.loads(place.run("material", "list", "--theme", "succession", "--json").out)
    assert [row["id"] for row in rows["material"]] == ["three-of-twelve"]
    assert rows["material"][0]["used"]
    assert rows["material"][0]["may_publish"]
    assert "No material yet" in place.run("material", "list", "--theme", "nothing").out


def test_the_plan_weaves_material_in_and_says_which_theme_runs_dry(place: Place) -> None:
    out = place.run("plan").out
    assert "No idea and no material: " in out
    assert "five-minute interviews" in out
    used = [
        place.read(f"drafts/{name}")
        for name in place.drafts()
        if "\nmaterial: three-of-twelve\n" in place.read(f"drafts/{name}")
    ]
    assert len(used) == 1
    assert "the three that went well were the three" in visible(split(used[0]).body)
    assert "There is no idea and no material" not in used[0]


def test_private_material_is_in_no_draft(place: Place) -> None:
    place.write("material/s.md", "---\nthemes: [succession]\n---\nPrivate words here.\n")
    for path in (place.path / "material").glob("the*.md"):
        path.write_text(path.read_text("utf-8").replace("may: publish\n", ""), "utf-8")
    place.run("plan")
    text = "".join(place.read(f"drafts/{name}") for name in place.drafts())
    assert "Private words" not in text
    assert "storekeeper" not in text


def test_permission_withdrawn_takes_it_out_of_untouched_drafts(place: Place) -> None:
    place.run("plan")
    place.edit("material/three-of-twelve.md", "may: publish\n", "")
    place.run("plan")
    text = "".join(place.read(f"drafts/{name}") for name in place.drafts())
    assert "three that went well" not in text


def test_a_broken_file_of_material_stops_the_plan(place: Place) -> None:
    place.write("material/bad.md", "---\nkind: storry\n---\nx\n")
    ran = place.run("plan", code=4)
    assert "material/bad.md:2:1: kind: 'storry' is not known" in ran.err
    assert not place.drafts()
    assert "material/bad.md:2:1" in place.run("material", "list").err
