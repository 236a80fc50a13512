"""Posts of three generators, and what is none."""

from __future__ import annotations

from datetime import datetime
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from brandkit.core.archives.blog import parse_post
from brandkit.core.archives.post import REASONS, Post, Skipped

ROME = ZoneInfo("Europe/Rome")
NOW = datetime(2026, 11, 23, 10, tzinfo=ROME)


def read(text: str, source: str = "posts/uno.md") -> Post | Skipped:
    return parse_post(text, source, ROME, NOW)


def post(text: str, source: str = "posts/uno.md") -> Post:
    found = read(text, source)
    assert isinstance(found, Post), found
    return found


def test_hugo_in_yaml_toml_and_json() -> None:
    yaml = post(
        "---\ntitle: 'Uno: il primo'\ndate: 2024-03-01T10:00:00+01:00\ntags: [a, b]\n"
        "categories: [C]\nurl: /uno/\n---\nTesto\n"
    )
    assert (yaml.title, yaml.at.isoformat(), yaml.tags, yaml.categories, yaml.url, yaml.text) == (
        "Uno: il primo",
        "2024-03-01T10:00:00+01:00",
        ("a", "b"),
        ("C",),
        "/uno/",
        "Testo",
    )
    toml = post('+++\ntitle = "Due"\ndate = 2023-05-06\n[taxonomies]\ntags = ["x"]\n+++\nDue\n')
    assert (toml.title, toml.at.isoformat(), toml.tags) == (
        "Due",
        "2023-05-06T00:00:00+02:00",
        ("x",),
    )
    json = post('{"title": "Tre", "date": "2022-01-02 03:04:05"}\ncorpo')
    assert (json.title, json.at.isoformat(), json.text) == (
        "Tre",
        "2022-01-02T03:04:05+01:00",
        "corpo",
    )


def test_jekyll_says_the_day_in_the_name() -> None:
    found = post(
        "---\nlayout: post\ncategories: uno due\n---\nTesto", "_posts/2019-07-08-un-titolo.md"
    )
    assert (found.title, found.at.isoformat()) == ("un titolo", "2019-07-08T00:00:00+02:00")
    dated = post("---\ndate: 2019-07-09 10:00:00 +0200\n---\nT", "_posts/2019-07-08-x.markdown")
    assert dated.at.isoformat() == "2019-07-09T10:00:00+02:00"


def test_pelican_in_lines_and_in_restructured_text() -> None:
    found = post(
        "Title: Quattro\nDate: 2010-12-03 10:20\nTags: a,\n  b\nCategory: c\nLang: en\n\nTesto\n"
    )
    assert (found.title, found.tags, found.categories, found.language) == (
        "Quattro",
        ("a", "b"),
        ("c",),
        "en",
    )
    rst = post(
        "######\nCinque\n######\n\n:date: 2011-01-02\n:tags: x, y\n\nTesto\n", "a/cinque.rst"
    )
    assert (rst.title, rst.tags, rst.text) == ("Cinque", ("x", "y"), "Testo")
    words = post("Title: Sei\nDate: 3 December 2010\n\nT")
    assert words.at.isoformat() == "2010-12-03T00:00:00+01:00"


def test_bundles_and_languages_have_names_of_their_own() -> None:
    head = "---\ntitle: T\ndate: 2024-03-01\n---\nx"
    assert post(head, "posts/il-nome/index.md").key == "2024-03-01|il-nome"
    assert post(head, "posts/il-nome/index.en.md").key == "2024-03-01|il-nome|en"
    assert post(head, "posts/2024-03-01-il-nome.md").key == "2024-03-01|il-nome"
    one = post(head, "a/x.md")
    assert one.id_on("blog") == post(head, "b/x.md").id_on("blog")
    assert one.id_on("blog") != one.id_on("altro")
    assert len(one.id_on("blog")) == 8


@pytest.mark.parametrize(
    ("text", "source", "reason"),
    [
        ("---\ntitle: B\ndate: 2024-01-01\ndraft: true\n---\nx", "b.md", "draft"),
        ("---\ntitle: B\ndate: 2024-01-01\npublished: false\n---\nx", "b.md", "draft"),
        ("Title: B\nDate: 2024-01-01\nStatus: hidden\n\nx", "b.md", "draft"),
        ("---\ndate: 2024-01-01\n---\nx", "_drafts/b.md", "draft"),
        ("---\ntitle: B\ndate: 2031-01-01\n---\nx", "b.md", "future"),
        ("---\ntitle: B\n---\nx", "about.md", "undated"),
        ("# README\n\nwords", "README.md", "undated"),
        ("---\ntitle: B\ndate: 03/04/2021\n---\nx", "b.md", "undated"),
        ("---\ntitle: B\ndate: 0001-01-01\n---\nx", "b.md", "undated"),
        ("---\ntitle: L\ndate: 2024-01-01\n---\n", "posts/_index.md", "list"),
        ("---\ndate: 2024-01-01\n---\n", "b.md", "empty"),
        ("---\ntitle: [\n---\nx", "b.md", "unread"),
        ("+++\ntitle = \n+++\nx", "b.md", "unread"),
        ('{"title": \nx', "b.md", "unread"),
    ],
)
def test_what_is_no_published_post(text: str, source: str, reason: str) -> None:
    found = read(text, source)
    assert isinstance(found, Skipped)
    assert found.reason == reason
    assert reason in REASONS


def test_an_hour_that_the_clock_skips_is_a_moment_all_the_same() -> None:
    assert post("---\ntitle: T\ndate: 2024-03-31 02:30\n---\nx").at.isoformat() == (
        "2024-03-31T03:30:00+02:00"
    )


PIECES = [
    *"ab:\n\t-+{}[]'\" #",
    "---\n",
    "+++\n",
    "title: T\n",
    "date: 2024-01-01\n",
    "date: 0000\n",
    "Tags: a, b\n",
    ":date: x\n",
    "====\n",
    '{"date": 3}',
]


@given(
    st.lists(st.sampled_from(PIECES)).map("".join),
    st.sampled_from(
        ["a.md", "_posts/2020-01-02-a.md", "_posts/2020-99-99-a.md", "a/index.it.md", "a.rst"]
    ),
)
def test_whatever_stands_in_a_file_it_is_a_post_or_skipped_for_a_reason(
    text: str, name: str
) -> None:
    found = read(text, name)
    if isinstance(found, Skipped):
        assert found.reason in REASONS
    else:
        assert found.at <= NOW
        assert found.key
