"""Every built-in template with every starter's themes, and what a template may not do."""

from __future__ import annotations

import re
from datetime import date
from pathlib import Path

import pytest

from brandkit import render
from brandkit.config import load_settings
from brandkit.core.drafts.campaigns import campaign_mark, campaign_name, campaign_title
from brandkit.core.drafts.context import draft_context
from brandkit.core.drafts.grammar import joined
from brandkit.core.model import Brand, Entry, Idea
from brandkit.core.pieces import Template
from brandkit.render import Renderer, TemplateError, find_templates
from brandkit.starter import begin, starters
from tests.conftest import Place

BUILT_IN = find_templates("/nonexistent")


def test_four_formats_two_languages_two_channels() -> None:
    assert {(t.format, t.kind, t.language) for t in BUILT_IN} == {
        (name, kind, language)
        for name in ("lesson", "story", "question", "resource")
        for kind in ("linkedin", "blog")
        for language in ("it", "en")
    }


@pytest.mark.parametrize("language", ["it", "en"])
@pytest.mark.parametrize("address", ["tu", "lei"])
def test_every_template_reads_well_with_every_theme(
    language: str, address: str, tmp_path: Path
) -> None:
    for starter in starters(language):
        folder = tmp_path / starter
        begin(str(folder), starter, language, "Europe/Rome", date(2026, 11, 23))
        brand_file = folder / "brand.toml"
        brand_file.write_text(
            brand_file.read_text("utf-8").replace('address = "tu"', f'address = "{address}"'),
            "utf-8",
        )
        brand = load_settings(str(folder)).brand
        renderer = Renderer(BUILT_IN)
        for template in BUILT_IN:
            for theme in brand.themes:
                for idea in (None, Idea("i", "A thing", theme.id, body="Notes --> here")):
                    if template.language == language:
                        check_draft(renderer, template, brand, theme.id, idea)


def check_draft(
    renderer: Renderer, template: Template, brand: Brand, theme: str, idea: Idea | None
) -> None:
    entry = _entry(brand, template, theme, idea)
    drafted = renderer.render(template, draft_context(brand, entry, idea))
    text = drafted.body
    where = f"{template} {theme}\n{text}"
    visible = re.sub(r"<!--.*?-->", "", text, flags=re.DOTALL)
    assert drafted.title, where
    assert "{{" not in text, where
    assert "{%" not in text, where
    assert "\n\n\n" not in text, where
    assert text.count("<!--") == text.count("-->") == (1 if idea is None else 3), where
    assert "[? " in visible, where
    assert visible.count("[?") == visible.count("?]"), where
    assert not re.search(r"  |\.\.|\s[,;:.!]", re.sub(r"\[\?.*?\?\]", "X", visible)), where
    assert not re.search(r"\b(di|a|su) (il|lo|la|i|gli|le) ", visible), where
    lines = [line for line in visible.split("\n") if line.strip()]
    assert len(lines) == len(set(lines)), where


def _entry(brand: Brand, template: Template, theme: str, idea: Idea | None) -> Entry:
    from datetime import UTC, datetime

    channel = next(channel.id for channel in brand.channels if channel.kind == template.kind)
    return Entry(
        "abcdefgh",
        "editorial",
        datetime(2026, 12, 1, tzinfo=UTC),
        title=idea.title if idea else "",
        channel=channel,
        theme=theme,
        format=template.format,
        language=template.language,
        idea=idea.id if idea else "",
    )


@pytest.mark.parametrize(
    ("preposition", "noun", "text"),
    [
        ("di", "la leadership gentile", "della leadership gentile"),
        ("su", "il passaggio", "sul passaggio"),
        ("a", "lo sport", "allo sport"),
        ("di", "l'innovazione", "dell'innovazione"),
        ("su", "l’impresa", "sull'impresa"),
        ("di", "gli eredi", "degli eredi"),
        ("a", "i giovani", "ai giovani"),
        ("su", "le persone", "sulle persone"),
        ("su", "leadership", "su leadership"),
        ("di", "La fiducia", "della fiducia"),
        ("di", "la", "di la"),
    ],
)
def test_italian_prepositions_join_their_articles(preposition: str, noun: str, text: str) -> None:
    assert joined(preposition, noun) == text


@pytest.mark.parametrize(
    ("template", "words"),
    [
        ("{{ brand.nme }}", "lesson.linkedin.md:1:1: 'dict object' has no attribute 'nme'"),
        ("one\n\n{{ nothing }}", ":3:1: 'nothing' is undefined"),
        ("one\n{% if %}", ":2:1: Expected an expression"),
        ("---\ntitle: '{{ x }}'\n---\nbody", "'x' is undefined"),
        ("---\na: [\n---\nbody", ":3:1: front matter"),
        (
            "{% for i in range(1000) %}{% for j in range(1000) %}{{ theme.name }}{% endfor %}{% endfor %}",
            "longer than",
        ),
        ("{{ range(10**9) }}", "** has no place"),
        ("{{ range(100000) | list }}", "range() of more than"),
        ("{{ 'x' * 1000000000 }}", "cannot be multiplied"),
        ("{{ [0] * 1000000000 }}", "cannot be multiplied"),
        ("{{ lipsum() }}", "is undefined"),
        ("{{ ''.__class__.__mro__ }}", "unsafe"),
        ("{{ theme.keywords.append('x') }}", "is unsafe"),
        ("{% include '/etc/passwd' %}", "no loader"),
        ("{{ 1 // 0 }}", "division"),
    ],
)
def test_a_template_that_fails_is_told_with_its_line(
    place: Place, template: str, words: str
) -> None:
    place.write("templates/en/lesson.linkedin.md", template)
    brand = load_settings(str(place.path)).brand
    key = Template("lesson", "linkedin", "en")
    renderer = Renderer(find_templates(str(place.path)))
    with pytest.raises(TemplateError) as error:
        renderer.render(key, draft_context(brand, _entry(brand, key, "leadership", None), None))
    assert words in error.value.message


def test_arithmetic_on_numbers_is_allowed(place: Place) -> None:
    place.write("templates/en/lesson.linkedin.md", "{{ 2 * 3 }} {{ range(3) | list }}")
    brand = load_settings(str(place.path)).brand
    key = Template("lesson", "linkedin", "en")
    renderer = Renderer(find_templates(str(place.path)))
    found = renderer.render(key, draft_context(brand, _entry(brand, key, "leadership", None), None))
    assert found == render.Drafted("Kind leadership", "6 [0, 1, 2]\n")


@pytest.mark.parametrize(
    ("offset", "language", "title"),
    [
        (-14, "it", "Fiera: mancano 14 giorni"),
        (-1, "it", "Fiera: è domani"),
        (0, "it", "Fiera: è oggi"),
        (3, "it", "Fiera: che cosa resta"),
        (-2, "en", "Fiera: 2 days to go"),
        (-1, "en", "Fiera: it is tomorrow"),
    ],
)
def test_a_campaigns_posts_say_when_they_come(offset: int, language: str, title: str) -> None:
    assert campaign_title(campaign_mark("Fiera", offset), language) == title
    assert campaign_name(campaign_mark("A|B", offset)) == "A|B"
