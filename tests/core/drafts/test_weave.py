"""Answers in sentences: joined by grammar, never changed."""

from __future__ import annotations

import pytest
from hypothesis import given as given_text
from hypothesis import strategies as st

from brandkit.core.drafts.weave import (
    MISSING,
    blank,
    blanks,
    fill_blank,
    given,
    inside,
    question,
    quoted,
    said,
    sentence,
    settle,
    unmarked,
    visible,
)


def woven(before: str, answer: str, after: str, language: str = "it") -> str:
    return unmarked(before + inside(given(answer), language) + after)


@pytest.mark.parametrize(
    ("answer", "text"),
    [
        ("Un capo decide.", "Poi un capo decide."),
        ("un capo decide", "Poi un capo decide."),
        ("Marta ha riso", "Poi Marta ha riso."),
        ("L’impresa cresce", "Poi l’impresa cresce."),
        ("IBM ha chiuso", "Poi IBM ha chiuso."),
        ("Che fare?", "Poi che fare?"),
        ("basta!", "Poi basta!"),
        ("ha detto «no.»", "Poi ha detto «no.»"),
        ("e così via…", "Poi e così via…"),
        ("e così via...", "Poi e così via..."),
        ("penne, carta ecc.", "Poi penne, carta ecc."),
        ("una riga\nun’altra", "Poi una riga\nun’altra."),
        ("Nelle riunioni taccio. Ascolto.", "Poi nelle riunioni taccio. Ascolto."),
        ("🌱 cresce", "Poi 🌱 cresce."),
    ],
)
def test_an_answer_stands_in_the_middle_of_a_sentence(answer: str, text: str) -> None:
    assert woven("Poi ", answer, ".") == text


def test_punctuation_after_an_answer_that_ended_is_dropped() -> None:
    assert woven("Se ", "perché no?", ", allora.") == "Se perché no? allora."
    assert woven("", "Fine!", ": poi") == "Fine! poi"


@pytest.mark.parametrize(
    ("weave", "answer", "text"),
    [
        (sentence, "un capo decide", "Un capo decide."),
        (sentence, "Finito.", "Finito."),
        (sentence, "davvero?", "Davvero?"),
        (sentence, "ha detto «sì»", "Ha detto «sì»."),
        (sentence, "ha detto «sì.»", "Ha detto «sì.»"),
        (question, "che cosa manca", "Che cosa manca?"),
        (question, "che cosa manca?", "Che cosa manca?"),
        (question, "dimmi che manca.", "Dimmi che manca?"),
    ],
)
def test_an_answer_stands_by_itself(weave: object, answer: str, text: str) -> None:
    assert callable(weave)
    assert unmarked(weave(given(answer))) == text


@pytest.mark.parametrize(
    ("answer", "language", "text", "whole"),
    [
        ("non si trovano", "it", "«Non si trovano»", "«Non si trovano»."),
        ("Finito.", "it", "«Finito»", "«Finito»."),
        ("detto «no»", "it", "“Detto «no»”", "“Detto «no»”."),
        ("never", "en", "“Never”", "“Never.”"),
        ("never?", "en", "“Never?”", "“Never?”"),
        ("say “no”", "en", "‘Say “no”’", "‘Say “no”.’"),
        ("e poi...", "it", "«E poi...»", "«E poi...»"),
    ],
)
def test_quotation_marks_are_those_of_the_language(
    answer: str, language: str, text: str, whole: str
) -> None:
    assert unmarked(quoted(given(answer), language)) == text
    assert unmarked(said(given(answer), language)) == whole


def test_blanks_and_what_is_missing_pass_through() -> None:
    for weave in (sentence, question, lambda text: inside(text, "it")):
        assert weave(blank("che cosa?")) == "[? che cosa ?]"
        assert weave(MISSING) == MISSING
    assert quoted(blank("che"), "it") == "«[? che ?]»"
    assert quoted(MISSING, "it") == MISSING
    assert said(blank("what"), "en") == "“[? what ?]”"


def test_a_sentence_with_something_missing_is_left_out() -> None:
    text = f"One.\nTwo {MISSING}.\nThree.\n\n{MISSING}\n\n## Head\n\n{MISSING}\n\n## Next\n\nText"
    assert settle(text) == ["One. Three.", "## Next", "Text"]
    assert settle("- a\n- b\nc\n\n## End") == ["- a\n- b\nc"]


def test_headings_go_but_an_answer_that_looks_like_one_stays() -> None:
    text = f"## Head\n\n{given('# of seats: 9')}\n\n## Next\n\n{sentence(given('#one'))}"
    assert settle(text) == ["## Head", "# of seats: 9", "## Next", "#one."]
    assert settle(text, headings=False) == ["# of seats: 9", "#one."]


def test_an_answer_cannot_hide_what_follows() -> None:
    assert woven("Poi ", "un <!-- commento", ".") == "Poi un < !-- commento."


def test_an_address_is_not_made_longer_by_a_full_stop() -> None:
    assert woven("Vedi ", "https://example.org/a", ".") == "Vedi https://example.org/a"
    assert unmarked(sentence(given("https://example.org/a"))) == "https://example.org/a"


@given_text(
    st.text(st.characters(exclude_categories=("Cs", "Cn", "Cc")), min_size=1).map(str.strip)
)
def test_a_persons_words_are_in_the_text_as_they_were(answer: str) -> None:
    """But for the case of the first letter and a full stop at the end."""
    core = answer.strip()
    if not core or core.startswith("[? "):
        return
    text = woven("Poi ", answer, ".")
    assert text.startswith("Poi ")
    assert core[1:].removesuffix(".") in text


def test_comments_are_not_published_and_blanks_in_them_do_not_count() -> None:
    body = "<!-- [? no ?] -->\nText [? yes ?].\n\n\n\nMore.\n<!-- open"
    assert visible(body) == "Text [? yes ?].\n\nMore."
    assert blanks(body) == ["[? yes ?]"]


def test_a_blank_is_filled_outside_comments_only() -> None:
    body = "<!-- [? x ?] -->\n[? x ?] and [? x ?]"
    once = fill_blank(body, "[? x ?]", "one")
    assert once == "<!-- [? x ?] -->\none and [? x ?]"
    assert fill_blank("<!-- [? x ?] -->", "[? x ?]", "one") == "<!-- [? x ?] -->"
