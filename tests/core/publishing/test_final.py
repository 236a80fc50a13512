"""The final text of a piece."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import Any

from brandkit.core.model import Entry
from brandkit.core.publishing.final import final, open_blanks

WHEN = datetime(2026, 12, 1, 8, 30, tzinfo=UTC)


def entry(body: str, title: str = "Titolo", **keys: Any) -> Entry:
    return Entry("abcdefgh", "editorial", WHEN, title=title, body=body, keys=keys)


def test_comments_and_marks_go() -> None:
    shown = final(entry("<!-- nota -->\n\n**Ciao** [[Marta]]\n\n\n\nfine\n<!-- via"), "linkedin")
    assert shown.parts == ("Ciao Marta\n\nfine",)
    assert not shown.markdown


def test_a_thread_has_its_parts_where_the_channel_has_threads() -> None:
    body = "uno\n\n---\n\ndue\r\n\r\n---\r\n\r\ntre"
    assert final(entry(body), "mastodon").parts == ("uno", "due", "tre")
    assert final(entry(body), "linkedin").parts == ("uno\n\ndue\n\ntre",)
    assert final(entry(""), "x").parts == ("",)


def test_blog_and_newsletter_keep_their_markdown() -> None:
    shown = final(entry("# Titolo\n\n**Ciao** [[Marta]]\n\n---\n\n<!-- x -->fine"), "blog")
    assert shown.parts == ("# Titolo\n\n**Ciao** Marta\n\n---\n\nfine",)
    assert shown.markdown


def test_what_goes_with_it() -> None:
    body = "![la sala](sala.jpg)\n\nGuarda https://a.it/x, e https://b.it."
    shown = final(entry(body, first_comment="Il link: [qui](https://c.it)"), "linkedin")
    assert shown.alt == "la sala"
    assert shown.first_comment == "Il link: qui (https://c.it)"
    assert shown.links == ("https://a.it/x", "https://b.it", "https://c.it")
    assert final(entry(body, alt="altro"), "linkedin").alt == "altro"


def test_blanks_are_looked_for_in_all_that_is_published() -> None:
    body = "uno [? che cosa ?]\n<!-- [? nel commento no ?] -->"
    found = open_blanks(
        entry(body, title="[? t ?]", first_comment="[? c ?]", alt="[? a ?]"), "blog"
    )
    assert found == ["[? t ?]", "[? che cosa ?]", "[? c ?]", "[? a ?]"]
    assert open_blanks(entry("fatto", title="[? t ?]"), "linkedin") == []
