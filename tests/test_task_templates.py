"""The drafts of tasks: every template with every voice, blank and answered; and what they must not say."""

from __future__ import annotations

from collections import Counter
from dataclasses import replace
from datetime import date, datetime, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from benchmarks.pieces import world_of
from brandkit.core.drafts.shapes import MESSAGE, SHEET
from brandkit.core.drafts.tasks import About, known_of
from brandkit.core.drafts.weave import blanks, visible
from brandkit.core.habits.circle import Circle
from brandkit.core.habits.groups import Group
from brandkit.core.habits.introductions import Introduction, reveals
from brandkit.core.model import Entry, Voice
from brandkit.core.people.person import LogLine, Person
from brandkit.core.pieces import Template
from brandkit.drafting import Draft, Drafter
from brandkit.habits import shipped_habits
from brandkit.practices import card, practices
from brandkit.render import find_templates
from brandkit.world import World
from tools.grammar import wrong_joins

BUILT_IN = find_templates("/nonexistent")
MESSAGES = sorted({t.format for t in BUILT_IN if t.kind == MESSAGE})
SHEETS = sorted({t.format for t in BUILT_IN if t.kind == SHEET})
LANGUAGES = ("it", "en")
DAY = date(2026, 10, 1)
LUCIA = Person(
    "Lucia Bianchi",
    "Lucia Bianchi",
    organisation="Acme",
    role="head of people",
    offers=("a room for twenty",),
    looks_for=("a trainer for evening courses",),
    themes=("leadership",),
    handles={"linkedin": "https://www.linkedin.com/in/lucia"},
    log=(LogLine(DAY, "SECRET-WORDS of coffee", frozenset({"received"})),),
    said_without_name="somebody who opens evening courses",
)
UGO = Person(
    "Ugo Neri",
    "Ugo Neri",
    organisation="Botanica Srl",
    handles={"email": "ugo@botanica.example"},
    said_without_name="somebody who has rooms to share",
)
PEOPLE = {one.id: one for one in (LUCIA, UGO)}
GROUP = Group(
    "AIDP", "AIDP", dues="150 €", renewal=DAY + timedelta(90), log=(LogLine(DAY, "Spoke"),)
)


def world_with(language: str, **changes: object) -> World:
    world = world_of(language, "consultant")
    brand = replace(world.situation.brand, **changes)  # type: ignore[arg-type]
    bridge = Introduction("Lucia Bianchi + Ugo Neri", ("Lucia Bianchi", "Ugo Neri"))
    circle = Circle(PEOPLE, practices("/nonexistent", language), (bridge,), (GROUP,))
    situation = replace(world.situation, brand=brand, calendars=tuple(shipped_habits(language)))
    settings_ = world.settings._replace(calendars=situation.calendars)
    return world._replace(situation=situation, settings=settings_, circle=lambda: circle)


def task_of(world: World, name: str, n: int = 0, *, people: tuple[str, ...] | None = None) -> Entry:
    idea = {
        "introduction": "pair:Lucia Bianchi + Ugo Neri",
        "association": "group:AIDP",
        "practice": "skill:alt-text",
        "review": "review:review",
        "profile": "review:image",
    }.get(name.partition("-")[0], "person:Lucia Bianchi")
    both = name in {"introduction-make", "introduction-follow", "conversation"}
    about = people if people is not None else tuple(PEOPLE) if both else ("Lucia Bianchi",)
    return Entry(
        f"task{n}",
        idea.partition(":")[2] if idea.startswith("review:") else "keep-in-touch",
        datetime(2026, 12, 1 + n, 9, tzinfo=world.situation.brand.zone),
        format=name,
        language=world.situation.brand.language,
        idea=idea,
        people=about,
    )


def read(draft: Draft, language: str) -> str:
    """The draft's own words, looked at as a careful reader would."""
    text = visible(draft.body)
    assert draft.title, draft
    assert wrong_joins(draft.title, language) == [], draft.title
    assert wrong_joins(draft.body, language) == [], draft.body
    lines = [line for line in text.split("\n") if line.strip()]
    assert len(lines) == len(set(lines)), draft.body
    return text


def test_every_habit_has_its_templates_in_both_languages() -> None:
    assert {t.format for t in BUILT_IN if t.kind in {MESSAGE, SHEET} and t.language == "it"} == {
        t.format for t in BUILT_IN if t.kind in {MESSAGE, SHEET} and t.language == "en"
    }
    for language in LANGUAGES:
        for calendar in shipped_habits(language):
            assert calendar.habit is not None
            wanted = calendar.habit.template
            assert any(t.format.startswith(wanted) for t in BUILT_IN if t.language == language)
    assert not [file.problems for file in BUILT_IN.values() if file.problems]
    assert len(MESSAGES) + len(SHEETS) == 17


@pytest.mark.parametrize("name", MESSAGES)
@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("address", ["tu", "voi", "lei"])
def test_a_message_reads_well_blank_and_answered(name: str, language: str, address: str) -> None:
    world = world_with(language, voice=Voice(address, "plural"))
    drafter = Drafter(world)
    heard: Counter[str] = Counter()
    for n in range(4):
        entry = task_of(world, name, n)
        stems = drafter.asked(entry, {}).stems
        blank = drafter.draft(entry)
        assert blanks(blank.body)
        read(blank, language)
        answers = {stem.id: stem.example for stem in stems}
        answered = drafter.draft(replace(entry, parts=blank.parts), answers=answers)
        text = read(answered, language)
        assert not blanks(answered.body), answered.body
        for stem in stems:
            assert stem.example.rstrip(".").casefold() in " ".join(text.split()).casefold(), stem.id
            rest = {key: said for key, said in answers.items() if key != stem.id}
            skipped = drafter.draft(replace(entry, parts=blank.parts), answers=rest)
            read(skipped, language)
            assert len(blanks(skipped.body)) <= 1
        drafter.draft(entry)
        heard[blank.parts.split("/")[1]] += 1
    roles = Counter(part.role for part in BUILT_IN[Template(name, MESSAGE, language)].pattern.parts)
    assert len(heard) >= min(roles["opening"], 4), heard


@pytest.mark.parametrize("name", SHEETS)
@pytest.mark.parametrize("language", LANGUAGES)
def test_a_sheet_reads_well(name: str, language: str) -> None:
    world = world_with(language)
    entry = task_of(world, name)
    draft = Drafter(world).draft(entry)
    text = read(draft, language)
    assert "brandkit done" in draft.body
    assert "None" not in text
    assert draft == Drafter(world).draft(entry)


@pytest.mark.parametrize("language", LANGUAGES)
def test_private_notes_stay_in_the_comment_that_the_template_asks_for(language: str) -> None:
    world = world_with(language)
    drafter = Drafter(world)
    for name in (*MESSAGES, *SHEETS):
        draft = drafter.draft(task_of(world, name))
        if name != "review":
            assert "SECRET-WORDS" not in visible(draft.body), name
        shown = BUILT_IN[
            Template(name, MESSAGE if name in MESSAGES else SHEET, language)
        ].pattern.show
        if not {"person.last", "person.favour"} & set(shown) and name != "review":
            assert "SECRET-WORDS" not in draft.body, name


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_sentence_shown_is_the_one_that_would_be_written(language: str) -> None:
    world = world_with(language)
    text = visible(Drafter(world).draft(task_of(world, "introduction-ask")).body)
    assert LUCIA.said_without_name in text
    assert UGO.said_without_name in text
    assert "Ugo" not in text
    assert "Botanica" not in text


NAMES = st.text("bcdfgx", min_size=4, max_size=8).map(str.title)
SENTENCES = st.lists(st.text("klmnpq", min_size=3, max_size=8), min_size=1, max_size=5).map(
    " ".join
)


@given(
    st.builds(
        Person,
        st.just("X"),
        st.tuples(NAMES, NAMES).map(" ".join),
        organisation=NAMES,
        role=NAMES,
        offers=st.lists(NAMES, max_size=2).map(tuple),
        looks_for=st.lists(NAMES, max_size=2).map(tuple),
        handles=st.fixed_dictionaries({"web": NAMES.map(lambda name: f"https://{name}.example/x")}),
        said_without_name=SENTENCES,
    ),
    st.sampled_from(LANGUAGES),
    st.integers(0, 3),
)
@settings(max_examples=60)
def test_an_introduction_reveals_nothing_before_consent(
    other: Person, language: str, n: int
) -> None:
    """Neither the message nor the notes around it name the other, or anything of their note."""
    world = _WORLDS[language]
    bridge = Introduction("Lucia Bianchi + X", ("Lucia Bianchi", "X"), why="a secret reason")
    circle = Circle({"Lucia Bianchi": LUCIA, "X": other}, (), (bridge,))
    world = world._replace(circle=lambda: circle)
    entry = replace(task_of(world, "introduction-ask", n), idea="pair:Lucia Bianchi + X")
    draft = Drafter(world).draft(entry)
    assert not reveals(other)
    said = f"{draft.title}\n{draft.body}".casefold()
    assert other.said_without_name in said
    words = [*other.name.split(), other.organisation, other.role, *other.offers, *other.looks_for]
    own = visible(draft.body).replace(other.said_without_name, "")
    for word in words:
        assert word.casefold() not in said.split(), (word, draft.body)
        assert f" {word} " not in f" {own} "
    assert "secret reason" not in said


_WORLDS = {language: world_with(language) for language in LANGUAGES}


def test_the_cards_are_a_dozen_in_both_languages() -> None:
    names = {language: practices("/nonexistent", language) for language in LANGUAGES}
    assert names["it"] == names["en"]
    assert len(names["it"]) == 12
    for language in LANGUAGES:
        for name in names[language]:
            found = card("/nonexistent", language, name)
            assert found is not None
            assert found.title
            assert len(found.text) > 40
    assert card("/nonexistent", "it", "nothing") is None


def test_a_calendar_that_is_gone_leaves_a_task_that_can_still_be_drafted() -> None:
    world = world_with("en")
    entry = replace(task_of(world, "keep-in-touch"), calendar="gone")
    assert "Hello Lucia" in Drafter(world).draft(entry).body
    nobody = replace(task_of(world, "keep-in-touch"), people=("Gone",))
    assert "[? what made you think of them ?]" in Drafter(world).draft(nobody).body


def test_a_recent_piece_on_a_theme_of_theirs_is_at_hand() -> None:
    world = world_with("en")
    when = datetime(2026, 11, 1, 9, tzinfo=world.situation.brand.zone)
    piece = Entry(
        "p",
        "editorial",
        when,
        "On leading",
        status="published",
        channel="linkedin",
        theme="leadership",
        published_at=when,
        keys={"url": "https://example.org/p"},
    )
    world = world._replace(situation=replace(world.situation, entries=(piece,)))
    draft = Drafter(world).draft(task_of(world, "keep-in-touch"))
    assert "A piece of yours on a theme of theirs: “On leading” https://example.org/p" in draft.body
    known = Drafter(world).asked(task_of(world, "keep-in-touch"), {}).known
    assert {one.source for one in known} >= {"piece", "person.last", "person.looks_for"}


def test_what_was_said_is_offered_without_its_day_and_where_it_is_a_sentence() -> None:
    def offered(text: str) -> dict[str, str]:
        person = Person("p", "P", log=(LogLine(date(2026, 9, 12), text),))
        return {one.source: one.text for one in known_of(About(None, (person,)), "en")}

    assert offered("a second site opens") == {
        "person.last": "2026-09-12, a second site opens",
        "person.said": "a second site opens",
    }
    assert offered("LinkedIn") == {"person.last": "2026-09-12, LinkedIn"}


def test_a_sheet_that_asks_nothing_is_not_to_be_answered() -> None:
    world = world_with("en")
    assert "brandkit write" not in Drafter(world).draft(task_of(world, "conversation")).body
    for name in ("review", "keep-in-touch"):
        assert "brandkit write" in Drafter(world).draft(task_of(world, name)).body
