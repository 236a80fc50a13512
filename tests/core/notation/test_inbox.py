"""Ideas that stand in `inbox.md` and in notes of a vault."""

from __future__ import annotations

from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from brandkit.core.guessing import clear_guess, guess_themes
from brandkit.core.model import Brand, Theme
from brandkit.core.notation.inbox import inbox_lines, parse_inbox, theme_named, ticked
from brandkit.core.notation.notes import MOST_WORDS, note_name, parse_note

BRAND = Brand(
    "b",
    "Elena",
    "it",
    ZoneInfo("Europe/Rome"),
    themes=(
        Theme("persone", "Selezione delle persone", 50, keywords=("annuncio", "colloquio")),
        Theme("passaggio", "Passaggio generazionale", 50, hashtags=("eredi",), was=("eredita",)),
    ),
)
INBOX = """\
---
created: 2026-11-01
---
# Da qualche parte

- Il colloquio che è andato storto
* [ ] La firma dal notaio #passaggio
1. [x] Fatto già
@Marta cerca un socio
Una riga qualsiasi 🌱
<!-- una nota
- non conta -->

---
- Una riga qualsiasi 🌱
"""


def test_every_line_is_an_idea() -> None:
    ideas = parse_inbox(INBOX, BRAND)
    assert [(idea.title, idea.theme, idea.dropped) for idea in ideas] == [
        ("Il colloquio che è andato storto", "persone", False),
        ("La firma dal notaio", "passaggio", False),
        ("Fatto già", "", True),
        ("Una riga qualsiasi 🌱", "", False),
    ]
    assert all(idea.id.startswith("inbox:") and idea.path == "inbox.md" for idea in ideas)


def test_the_id_of_a_line_is_that_of_its_words() -> None:
    first = parse_inbox("- a b\n- c\n", BRAND)
    other = parse_inbox("c\n\n* a b\n", BRAND)
    assert {idea.id for idea in first} == {idea.id for idea in other}


def test_ticking_off_changes_one_line_and_nothing_else() -> None:
    ideas = parse_inbox(INBOX, BRAND)
    text = ticked(INBOX, ideas[0].id)
    assert text == INBOX.replace("- Il colloquio", "- [x] Il colloquio")
    assert ticked(text, ideas[0].id) == text
    text = ticked(INBOX, ideas[1].id)
    assert text == INBOX.replace("* [ ] La firma", "* [x] La firma")
    text = ticked(INBOX, ideas[3].id)
    assert text.count("[x] Una riga qualsiasi") == 2
    assert "- [x] Una riga qualsiasi 🌱\n<!--" in text


@given(st.text(st.sampled_from("ab -*[]x@#\r\n<!>1.\t")))
def test_every_line_that_is_ticked_off_is_read_as_such(text: str) -> None:
    for idea in parse_inbox(text, BRAND):
        again = ticked(text, idea.id)
        same = [line for line in inbox_lines(again) if line.id == idea.id]
        assert same
        assert all(line.ticked for line in same)


def test_a_theme_is_named_in_many_ways() -> None:
    for tag in ("persone", "Persone", "SelezioneDellePersone", "selezione-delle-persone"):
        theme = theme_named(tag, BRAND)
        assert theme is not None
        assert theme.id == "persone"
    for tag in ("eredi", "eredita", "passaggio_generazionale"):
        theme = theme_named(tag, BRAND)
        assert theme is not None
        assert theme.id == "passaggio"
    assert theme_named("altro", BRAND) is None


def test_a_guess_is_made_only_where_the_words_tell() -> None:
    assert guess_themes("niente di che", BRAND.themes, "it") == []
    assert clear_guess("Gli annunci e i colloqui", BRAND.themes, "it") == BRAND.themes[0]
    assert clear_guess("un colloquio con gli eredi", BRAND.themes, "it") is None


@pytest.mark.parametrize(
    ("text", "title", "theme"),
    [
        ("---\ntags: [post]\n---\nParole", "nota", ""),
        ("---\ntags: post, persone\n---\nParole", "nota", "persone"),
        ("---\ntags:\n  - '#post/passaggio'\ntitle: Altro\n---\nParole", "Altro", "passaggio"),
        ("---\ntag: post\ntheme: persone\n---\nParole", "nota", "persone"),
        ("# La sala\n\nUn #post sul colloquio", "La sala", "persone"),
        ("Testo #Post/eredi qui", "nota", "passaggio"),
    ],
)
def test_a_note_with_the_tag_is_an_idea(text: str, title: str, theme: str) -> None:
    idea = parse_note(text, "vault/a/nota", "/v/a/nota.md", "post", BRAND).idea
    assert idea is not None
    assert (idea.id, idea.title, idea.theme) == ("note:vault/a/nota", title, theme)
    assert note_name(idea) == "vault/a/nota.md"


@pytest.mark.parametrize(
    "text",
    [
        "niente",
        "un #poster",
        "http://a.it/#post",
        "`#post`",
        "```\n#post\n```",
        "---\ntags: [posta]\n---\n",
    ],
)
def test_a_note_without_it_is_none(text: str) -> None:
    assert parse_note(text, "n", "n.md", "post", BRAND).idea is None


def test_a_note_that_cannot_be_read_is_told_only_if_it_may_be_one() -> None:
    broken = "---\na: [\n---\n"
    assert parse_note(broken, "n", "n.md", "post", BRAND).problems == ()
    assert parse_note(f"{broken}#post", "n", "n.md", "post", BRAND).problems != ()


def test_a_long_note_is_shown_in_part() -> None:
    idea = parse_note("#post " + "a" * 9000, "n", "n.md", "post", BRAND).idea
    assert idea is not None
    assert len(idea.body) == MOST_WORDS
    assert note_name(None) == ""


@given(
    st.lists(st.sampled_from([*"ab #-\n[]:'", "---\n", "tags: ", "post", "#post", "`"])).map(
        "".join
    )
)
def test_whatever_stands_in_a_note_it_is_an_idea_or_none(text: str) -> None:
    reading = parse_note(text, "v/n", "/v/n.md", "post", BRAND)
    assert reading.idea is None or "post" in text
