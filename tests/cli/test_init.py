"""`brandkit init` for a person: three questions, a starter, themes from what they wrote."""

from __future__ import annotations

import io
import json
import sys
import tomllib
from collections.abc import Iterator
from typing import Any

import click
import pytest

from brandkit.cli.adjusting import DOWN, LEFT, RIGHT, UP, adjusted
from brandkit.core.beginning import nearest_starter, person_of, with_shares
from brandkit.core.proposing import propose
from brandkit.starter import starters
from brandkit.words import Words
from tests.conftest import Place

WHO = ("--who", "Ada Reed, software engineer", "--for", "small teams", "--come-for", "Calm.")


def brand(place: Place) -> dict[str, Any]:
    return tomllib.loads(place.read("brand.toml"))


def test_the_answers_choose_the_starter_and_stand_in_the_brand(empty: Place) -> None:
    empty.run("init", "--language", "en", *WHO)
    found = brand(empty)
    assert (found["name"], found["role"]) == ("Ada Reed", "software engineer")
    assert (found["audience"], found["promise"]) == ("small teams", "Calm.")
    assert {theme["id"] for theme in found["theme"]} >= {"tests", "old-code"}
    assert empty.read("profile.md") == (
        "# Headline\n\nCalm.\n\n# About\n\nAda Reed, software engineer. For: small teams\n"
    ).replace("teams\n", "teams.\n")
    assert not list((empty.path / "ideas").iterdir())
    assert not list((empty.path / "material").iterdir())
    assert json.loads(empty.run("plan", "--json").out)["written"]


def test_nobody_elses_story_is_put_into_a_persons_mouth(empty: Place) -> None:
    empty.run("init", "--language", "en", "--who", "Ada Reed, researcher", "--starter", "engineer")
    empty.run("plan")
    text = "".join(empty.read(f"drafts/{name}") for name in empty.drafts())
    assert "Sunday" not in text
    assert "Tom Akers" not in empty.read("brand.toml")
    assert not (empty.path / "profile.md").exists()


@pytest.mark.parametrize(
    ("who", "starter"),
    [
        ("Anna, avvocata", "lawyer"),
        ("Anna, commercialista", "lawyer"),
        ("Anna, HR manager", "people-leader"),
        ("Anna, responsabile risorse umane", "people-leader"),
        ("Anna, data engineer", "engineer"),
        ("Anna, professoressa di chimica", "researcher"),
        ("Anna, consulente di organizzazione", "consultant"),
        ("Anna, pasticciera", "consultant"),
        ("Anna", "consultant"),
    ],
)
def test_the_nearest_starter(who: str, starter: str) -> None:
    assert nearest_starter(person_of(who, "", ""), starters("it")) == starter


def test_quotes_and_emoji_in_the_answers_are_kept(empty: Place) -> None:
    promise = 'I say "no" to \\ and 🌱.'
    empty.run("init", "--language", "en", "--who", "Zoë O’Hara", "--come-for", promise)
    assert brand(empty)["promise"] == promise
    assert brand(empty)["name"] == "Zoë O’Hara"


PROFILE = """
I write about safety on building sites. Safety starts with training foremen.

On building sites I train foremen in front of a scaffold. Training works where the scaffold is.

Risk assessment is not paper. Whoever does the risk assessment stands on the site.

A good risk assessment ends in training. Safety follows.
"""


def test_themes_are_proposed_from_a_profile(empty: Place) -> None:
    empty.write("profile.txt", PROFILE)
    source = str(empty.path / "profile.txt")
    out = empty.run("init", "--language", "en", "--from", source).out
    assert "Themes that keep coming back in what you wrote: " in out
    names = [theme["name"] for theme in brand(empty)["theme"]]
    assert {"Risk assessment", "Building sites"} <= set(names)
    assert brand(empty)["name"] == "Your name"
    assert sum(theme["share"] for theme in brand(empty)["theme"]) >= 90
    assert json.loads(empty.run("plan", "--json").out)["written"]


def test_a_profile_may_be_pasted(empty: Place, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "stdin", io.StringIO(PROFILE))
    out = empty.run("init", "--language", "en", "--from", "-").out
    assert "Risk assessment" in out
    assert empty.read("profile.md") == f"{PROFILE.strip()}\n"


def test_themes_are_proposed_from_a_folder_of_posts(empty: Place) -> None:
    for n, text in enumerate(PROFILE.strip().split("\n\n")):
        empty.write(f"posts/{n}.md", f"---\ntitle: x\n---\n{text}\n")
    empty.write("posts/.hidden/no.md", "no")
    empty.write("posts/picture.jpg", "no")
    source = str(empty.path / "posts")
    found = json.loads(empty.run("init", "w", "--language", "en", "--from", source, "--json").out)
    assert "Risk assessment" in found["themes"]
    assert found["starter"] == "consultant"


def test_where_nothing_recurs_the_starters_themes_stay(empty: Place) -> None:
    empty.write("p.txt", "Hello there.")
    out = empty.run("init", "--language", "en", "--from", str(empty.path / "p.txt")).out
    assert "Nothing keeps coming back" in out
    assert empty.read("profile.md") == "Hello there.\n"
    assert brand(empty)["theme"][0]["id"] == "leadership"


def test_a_source_that_is_not_there_or_empty_is_told(empty: Place) -> None:
    assert "no file or folder" in empty.run("init", "--from", "nowhere", code=8).err
    (empty.path / "void").mkdir()
    ran = empty.run("init", "--from", str(empty.path / "void"), code=7)
    assert "looked for files .md" in ran.err
    assert not (empty.path / "brand.toml").exists()


def test_italian_themes_have_their_article() -> None:
    text = "La formazione dei capi.\n\nFormazione e ascolto.\n\nL’ascolto e la formazione."
    assert [item.name for item in propose([text], "it")][:2] == ["Formazione", "Ascolto"]
    assert propose([], "it") == []
    assert propose(["niente"], "it") == []


def keys(monkeypatch: pytest.MonkeyPatch, pressed: list[str]) -> None:
    left: Iterator[str] = iter(pressed)
    monkeypatch.setattr(click, "getchar", lambda: next(left))


def test_shares_are_set_with_the_arrow_keys(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    keys(monkeypatch, [UP, RIGHT, DOWN, LEFT, LEFT, DOWN, DOWN, "l", "x", "\r"])
    assert adjusted({"a": 50, "b": 10, "c": 40}, {"a": "Alpha"}, Words("en")) == {"a": 55, "c": 45}
    out = capsys.readouterr().out
    assert "›  50 %  Alpha" in out
    assert out.endswith("›  45 %  c\n")


def test_one_theme_stays_and_ctrl_c_stops(monkeypatch: pytest.MonkeyPatch) -> None:
    keys(monkeypatch, [LEFT, LEFT, "\n"])
    assert adjusted({"a": 5}, {}, Words("en")) == {"a": 5}
    keys(monkeypatch, ["\x03"])
    with pytest.raises(click.Abort):
        adjusted({"a": 5}, {}, Words("en"))


def test_on_a_terminal_three_questions_then_a_starter_then_its_themes(
    empty: Place, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(sys.stdin, "isatty", lambda: True, raising=False)
    said = iter(["it", "Anna Bianchi, avvocata", "artigiani", "Dormire.", "lawyer"])
    monkeypatch.setattr(click, "prompt", lambda *_, **__: next(said))
    keys(monkeypatch, [RIGHT, "\r"])
    out = empty.run("init").out
    assert "I tuoi temi." in out
    found = brand(empty)
    assert (found["name"], found["role"]) == ("Anna Bianchi", "avvocata")
    assert found["theme"][0]["share"] == 35
    assert found["voice"]["person"] == "plural"


def test_on_a_terminal_nothing_said_is_the_starter_as_it_is(
    empty: Place, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(sys.stdin, "isatty", lambda: True, raising=False)
    said = iter(["en", "", "", "", "consultant"])
    monkeypatch.setattr(click, "prompt", lambda *_, **__: next(said))
    empty.run("init")
    assert brand(empty)["name"] == "Helen Marsh"


def test_on_a_terminal_proposed_themes_can_be_dropped(
    empty: Place, monkeypatch: pytest.MonkeyPatch
) -> None:
    empty.write("p.txt", PROFILE)
    monkeypatch.setattr(sys.stdin, "isatty", lambda: True, raising=False)
    said = iter(["en"])
    monkeypatch.setattr(click, "prompt", lambda *_, **__: next(said))
    keys(monkeypatch, [LEFT] * 20 + ["\r"])
    source = str(empty.path / "p.txt")
    empty.run("init", "w", "--from", source, "--starter", "consultant", *WHO)
    themes = tomllib.loads(empty.read("w/brand.toml"))["theme"]
    assert themes
    assert "Building sites" not in {theme["name"] for theme in themes}


def test_a_theme_without_a_share_is_left_out() -> None:
    theme = '[[theme]]\nid = "{0}"\nname = "{0}"\nshare = {1}\n\n'
    text = theme.format("a", 3) + theme.format("b", 4) + "[[channel]]\n"
    assert with_shares(text, {"b": 9}) == theme.format("b", 9) + "[[channel]]\n"
