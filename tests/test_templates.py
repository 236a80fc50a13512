"""Every built-in template with every starter, in every voice and structure; and templates of one's own."""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import replace
from datetime import datetime
from itertools import product
from pathlib import Path

import pytest

from benchmarks.pieces import world_of
from brandkit.core.counting.rules import counts
from brandkit.core.drafts.campaigns import (
    campaign_format,
    campaign_mark,
    campaign_name,
    campaign_title,
)
from brandkit.core.drafts.shapes import KINDS, PART, SHAPES
from brandkit.core.drafts.voice import voiced
from brandkit.core.drafts.weave import blanks, visible
from brandkit.core.model import Channel, Entry, Voice
from brandkit.core.pieces import Template
from brandkit.drafting import Draft, Drafter
from brandkit.limits import rules_of
from brandkit.render import TemplateError, find_templates
from brandkit.starter import starters
from brandkit.world import World, read_world
from tests.conftest import Place
from tools import book_of_pieces
from tools.grammar import sentences, wrong_joins

BUILT_IN = find_templates("/nonexistent")
FORMATS = (
    "case how-to lead-up lesson list milestone myth opinion question recap resource story thanks"
).split()
ON_OCCASION = {"lead-up", "recap", "milestone"}
LANGUAGES = ("it", "en")
FIRST_LINE = 140
"""What a phone shows before «more»."""


def test_every_format_is_there_in_both_languages_for_every_channel() -> None:
    wanted = {Template(*key) for key in product(FORMATS, KINDS, LANGUAGES)}
    assert {template for template in BUILT_IN if template.kind in KINDS} == wanted
    assert not [file.problems for file in BUILT_IN.values() if file.problems]


@pytest.mark.parametrize(("name", "language"), list(product(FORMATS, LANGUAGES)))
def test_there_are_enough_ways_to_say_it(name: str, language: str) -> None:
    pattern = BUILT_IN[Template(name, "linkedin", language)].pattern
    roles = Counter(part.role for part in pattern.parts)
    assert roles["title"] >= 3
    assert roles["opening"] >= 4
    assert roles["body"] >= 3
    assert roles["closing"] >= 4
    assert 3 <= len(pattern.stems) <= 6
    assert pattern.occasion == (name in ON_OCCASION)
    assert pattern.purpose
    for stem in pattern.stems:
        assert stem.stem.endswith("…"), stem
        assert not stem.hint.endswith("?"), stem
        assert len(stem.hint) <= 70, stem


@pytest.mark.parametrize("language", LANGUAGES)
def test_no_sentence_stands_in_two_places(language: str) -> None:
    """So that no two drafts of a month share one: each part rests longer than that."""
    seen: dict[str, str] = {}
    for name in FORMATS:
        for part in BUILT_IN[Template(name, "linkedin", language)].pattern.parts:
            for line in part.text.split("\n"):
                plain = re.sub(r"\{\{.*?\}\}", "…", line).strip(" .-→1234#:")
                if len(re.findall(r"\w+", plain)) >= 3 and not line.startswith("#"):
                    where = f"{name} {part.role} {part.name}"
                    assert plain not in seen, f"{plain!r}: {where} and {seen[plain]}"
                    seen[plain] = where


def every_starter() -> list[tuple[str, str]]:
    return [(language, name) for language in LANGUAGES for name in starters(language)]


def read(folder: str | Path) -> World:
    now = datetime(2026, 11, 23).astimezone()
    return read_world(str(folder), now, lambda _: now)


def with_brand(world: World, **changes: object) -> World:
    brand = replace(world.situation.brand, **changes)  # type: ignore[arg-type]
    return world._replace(situation=replace(world.situation, brand=brand))


def entry_of(world: World, name: str, kind: str, n: int) -> Entry:
    brand = world.situation.brand
    theme = brand.themes[n % len(brand.themes)]
    when = datetime(2027, 1 + n % 12, 1 + n % 28, 9, tzinfo=brand.zone)
    return Entry(
        f"entry{n:03}",
        "editorial",
        when,
        channel=kind,
        theme=theme.id,
        format=name,
        language=brand.language,
    )


def check(draft: Draft, kind: str, language: str) -> None:
    where = f"{draft.parts}\n{draft.body}"
    text = visible(draft.body)
    assert draft.title, where
    assert wrong_joins(draft.body, language) == [], where
    assert wrong_joins(draft.title, language) == [], where
    first = text.split("\n")[0] if kind not in {"blog", "newsletter"} else text.split("\n")[2]
    assert len(first) <= FIRST_LINE, (len(first), first, where)
    lines = [line for line in text.split("\n") if line.strip() and line != PART]
    assert len(lines) == len(set(lines)), where
    assert draft.body.count("<!--") == draft.body.count("-->"), where
    if not blanks(draft.body):
        rules = rules_of(Channel(kind, kind, kind, language))
        for part in text.split(f"\n\n{PART}\n\n") if SHAPES[kind].thread else [text]:
            assert not [c for c in counts(part, rules) if c.over and not c.advice], (part, where)


@pytest.mark.parametrize(("language", "starter"), every_starter())
@pytest.mark.parametrize("voice", [("tu", "singular"), ("voi", "plural"), ("lei", "singular")])
def test_every_piece_reads_well_blank_and_answered(
    language: str, starter: str, voice: tuple[str, str]
) -> None:
    """Every format and channel; every part comes up, for each is used before one returns."""
    world = with_brand(world_of(language, starter), voice=Voice(*voice))
    for name in FORMATS:
        drafter = Drafter(world)
        parts: set[str] = set()
        for n, kind in enumerate((*KINDS, "linkedin", "blog")):
            entry = entry_of(world, name, kind, n)
            stems = drafter.asked(entry, {}).stems
            blank = drafter.draft(entry)
            check(blank, kind, language)
            answered = drafter.draft(
                replace(entry, parts=blank.parts), answers={s.id: s.example for s in stems}
            )
            check(answered, kind, language)
            assert not blanks(answered.body), answered.body
            for stem in stems:
                answers = {s.id: s.example for s in stems if s.id != stem.id}
                one_skipped = drafter.draft(replace(entry, parts=blank.parts), answers=answers)
                check(one_skipped, kind, language)
                assert len(blanks(one_skipped.body)) <= 1, one_skipped.body
            drafter.draft(entry)
            parts |= {f"{i}:{part}" for i, part in enumerate(blank.parts.split("/"))}
        pattern = BUILT_IN[Template(name, "linkedin", language)].pattern
        assert len(parts) >= len([p for p in pattern.parts if p.name]), (name, parts)


def test_the_blank_draft_asks_everything_in_its_place(place: Place) -> None:
    world = read(place.path)
    draft = Drafter(world).draft(entry_of(world, "how-to", "linkedin", 0))
    text = visible(draft.body)
    assert text.startswith("Three steps for when [? the situation in which it helps ?].\n\n")
    assert "1. [? the first step ?]\n2. [? the second step ?]" in text
    assert "Answer with: brandkit write entr" in draft.body
    assert "five minutes of interview" in draft.body


def test_sentences_are_told_apart() -> None:
    assert sentences("One two three. Four five six?\n\n#tag\n\n<!-- no no no -->") == [
        "One two three.",
        "Four five six?",
    ]


def test_the_grammar_check_rejects_what_is_wrong() -> None:
    wrong = {
        "it": [
            "Parlo di il capo.",
            "Sulla azienda si discute.",
            "Un stage in ditta.",
            "Così:  due spazi.",
            "Fine.. Due punti.",
            "Poi, Il capo arriva.",
            "Vado ad Milano.",
            "«Aperto e mai chiuso.",
            "l’ impresa cresce.",
            "minuscolo all’inizio.",
            "E (tu|voi) che dici?",
            "Finito. poi riparte.",
        ],
        "en": ["An plan works.", "A hour passes.", "Then: The boss left.", "I think that that is."],
    }
    for language, texts in wrong.items():
        for text in texts:
            assert wrong_joins(text, language), text


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
        ("=== opening a\nx\n=== body b\n\n{{ y }}\n=== closing c\nz\n=== title t\nT", ":5:1: 'y'"),
    ],
)
def test_a_template_that_fails_is_told_with_its_line(
    place: Place, template: str, words: str
) -> None:
    with pytest.raises(TemplateError) as error:
        drafted(place, template)
    assert words in error.value.message


def drafted(place: Place, template: str) -> Draft:
    place.write("templates/en/lesson.linkedin.md", template)
    world = read(place.path)
    return Drafter(world).draft(entry_of(world, "lesson", "linkedin", 0))


def test_arithmetic_on_numbers_is_allowed(place: Place) -> None:
    assert drafted(place, "{{ 2 * 3 }} {{ range(3) | list }}") == Draft(
        "Kind leadership", "6 [0, 1, 2]\n"
    )


def test_a_template_of_ones_own_may_be_an_interview(place: Place) -> None:
    draft = drafted(
        place,
        """
        ---
        ask:
          who:
            stem: It was …
            hint: who it was
            example: Ada
        ---
        === title mine
        My own
        === opening one
        It was {{ who }}, {{ "hour" | an }}, {{ "Ada" | possessive }} {{ theme.about }}.
        === body one
        Body.
        === closing one
        End.
        """,
    )
    assert visible(draft.body).startswith(
        "It was [? who it was ?], an hour, Ada’s about kind leadership.\n\nBody.\n\nEnd."
    )


def test_italian_filters(luogo: Place) -> None:
    luogo.write(
        "templates/it/lesson.linkedin.md",
        '{{ "l’impresa" | prep("di") }}, {{ "stage" | un("m") }}, {{ "Elena" | joined("e") }}'
        ', {{ "Vero" | quoted }}, {{ "una cosa" | sentence }} {{ "perché" | question }}'
        ' {{ "si dice" | said }}',
    )
    world = read(luogo.path)
    draft = Drafter(world).draft(entry_of(world, "lesson", "linkedin", 0))
    assert draft.body == "dell’impresa, uno stage, ed Elena, «Vero», Una cosa. Perché? «Si dice».\n"


def test_own_templates_stand_before_built_in_ones_and_the_narrower_before_the_wider(
    place: Place,
) -> None:
    place.write("templates/en/lesson.md", "wide")
    place.write("templates/en/lesson.blog.md", "narrow")
    place.write("templates/en/own.md", "---\nchannels: [x]\n---\nmine")
    place.write("templates/en/.hidden.md", "no")
    place.write("templates/en/a.b.c.md", "no")
    found = find_templates(str(place.path))
    assert found[Template("lesson", "linkedin", "en")].pattern.text == "wide\n"[:4]
    assert found[Template("lesson", "blog", "en")].pattern.text == "narrow"
    assert {key.kind for key in found if key.format == "own"} == {"x"}
    assert not {key.format for key in found} & {"a", ""}


def test_an_unreadable_template_fails_where_it_is_used(place: Place) -> None:
    (place.path / "templates/en").mkdir(parents=True)
    (place.path / "templates/en/lesson.md").write_bytes(b"\xff\xfe")
    ran = place.run("plan", code=4)
    assert "lesson.md" in ran.err
    assert len(place.drafts()) >= 5


def test_a_voice_speaks_through_every_choice() -> None:
    text = "(Ho|Abbiamo) visto (te|voi|Lei), (no) e f(x)."
    assert voiced(text, Voice("tu", "singular")) == "Ho visto te, (no) e f(x)."
    assert voiced(text, Voice("lei", "plural")) == "Abbiamo visto Lei, (no) e f(x)."


@pytest.mark.parametrize(
    ("offset", "language", "title", "name"),
    [
        (-14, "it", "Fiera: mancano 14 giorni", "lead-up"),
        (-1, "it", "Fiera: è domani", "lead-up"),
        (0, "it", "Fiera: è oggi", "lead-up"),
        (3, "it", "Fiera: che cosa resta", "recap"),
        (-2, "en", "Fiera: 2 days to go", "lead-up"),
        (-1, "en", "Fiera: it is tomorrow", "lead-up"),
    ],
)
def test_a_campaigns_posts_say_when_they_come(
    offset: int, language: str, title: str, name: str
) -> None:
    assert campaign_title(campaign_mark("Fiera", offset), language) == title
    assert campaign_format(campaign_mark("Fiera", offset)) == name
    assert campaign_name(campaign_mark("A|B", offset)) == "A|B"


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_pieces_read_as_somebody_read_them(language: str) -> None:
    """Changed on purpose? python -m tools.book_of_pieces, then read the difference."""
    golden = book_of_pieces.FOLDER / f"pieces-{language}.md"
    assert golden.read_text("utf-8") == book_of_pieces.book(language)


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("ending", [" uno.", "? Sì!", "\nuno", " 🌱", " «uno»", ": https://a.b/c"])
def test_every_answer_is_in_the_piece_however_it_is_told(language: str, ending: str) -> None:
    world = world_of(language, "consultant")
    for name in FORMATS:
        drafter = Drafter(world)
        for n, kind in enumerate((*KINDS, "linkedin", "x") * 2):
            entry = entry_of(world, name, kind, n)
            answers = {s.id: f"Zq{s.id}{ending}" for s in drafter.asked(entry, {}).stems}
            draft = drafter.draft(entry, answers=answers)
            published = visible(draft.body) + draft.first_comment + draft.alt
            said = " ".join(published.split())
            for stem, answer in answers.items():
                words = " ".join(answer.removesuffix(".").split())
                assert words in said, f"{name} {kind} {draft.parts}: {stem}\n{draft.body}"
