"""Which theme a text is about: what declared words say, what a record and a person teach."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from brandkit.core.model import Theme
from brandkit.core.themes.learning import Kernel, Seen, outside, spread_rows
from brandkit.core.themes.model import Model, Told
from brandkit.core.themes.subjects import Subject, subject_of
from brandkit.core.themes.verdicts import Verdict, verdicts
from brandkit.tables import load_tables

TABLES = load_tables()
HIRING = Subject("hiring", "Hiring", ("interview", "candidate", "job advert"), (), "en")
CLIMATE = Subject("climate", "Climate", ("emissions", "solar energy", "carbon"), (), "en")
SCHOOL = Subject("school", "School", ("teacher", "pupils", "classroom"), (), "en")
SUBJECTS = (HIRING, CLIMATE, SCHOOL)
TEXTS = {
    "hiring": "We rejected the applicant after an interview that lasted five minutes.",
    "climate": "The panels on our roof made more electricity than the coal plant wanted to sell.",
    "school": "Her lesson on fractions ended with the whole class laughing.",
}
ITALIAN = {
    "hiring": "Il candidato ha aspettato tre settimane la risposta dopo il colloquio.",
    "climate": "Le emissioni di carbonio dell’azienda sono scese con l’energia solare.",
    "school": "La maestra ha portato gli alunni in giardino a contare le foglie.",
}


def read(texts: list[str], record: list[Told] | None = None, language: str = "en") -> list[Verdict]:
    return verdicts(Model(SUBJECTS, TABLES, language, record or ()), texts)


@pytest.mark.parametrize("texts", [TEXTS, ITALIAN])
def test_themes_declared_in_one_language_serve_texts_in_both(texts: dict[str, str]) -> None:
    found = read(list(texts.values()))
    assert [verdict.theme for verdict in found] == list(texts)


def test_a_verdict_is_whole() -> None:
    (verdict,) = read([TEXTS["hiring"]])
    assert sum(verdict.parts.values()) == pytest.approx(1, abs=1e-5)
    assert verdict.runner_up in {"climate", "school"}
    assert verdict.confidence == verdict.parts["hiring"]
    assert set(verdict.words) <= {"interview", "applicant", "rejected", "minutes", "lasted", "five"}
    assert verdict.words[0] in {"interview", "applicant"}


def test_what_is_about_none_is_farther_than_what_is_about_one() -> None:
    off = "My grandmother’s ragù needs four hours and a bottle of red wine."
    on, away = read([TEXTS["hiring"], off])
    assert away.off > on.off


def told(count: int = 40) -> list[Told]:
    """A record with words that nobody declared: `vela` goes with school, `remo` with climate."""
    schools = [Told(f"{TEXTS['school']} zorvela {n} plim") for n in range(count // 2)]
    climates = [Told(f"{TEXTS['climate']} quorremo {n} drask") for n in range(count // 2)]
    return [*schools, *climates]


def test_a_record_teaches_words_that_nobody_declared() -> None:
    text = "zorvela plim"
    assert max(read([text])[0].parts.values()) < 0.5
    (verdict,) = read([text], told())
    assert verdict.theme == "school"
    assert set(verdict.words) == {"zorvela", "plim"}


def test_what_is_confirmed_stands_before_what_was_declared() -> None:
    text = "Interview with a candidate about zorvela"
    record = [Told(f"{text} {n}", "school") for n in range(8)]
    record += [Told(TEXTS["hiring"], "hiring"), Told(TEXTS["climate"], "climate")]
    before = read([text], [Told(told.text) for told in record])[0]
    after = read([text], record)[0]
    assert after.parts["school"] > before.parts["school"]


def test_what_was_said_to_be_off_the_brand_teaches_too() -> None:
    off = [
        f"Tagliatelle with ragù number {n}, as every Sunday at my grandmother’s" for n in range(9)
    ]
    plain = [*told(), *(Told(text) for text in off)]
    said = [*told(), *(Told(text, "none" if n < 5 else "") for n, text in enumerate(off))]
    texts = ["Ragù again this Sunday", TEXTS["school"]]
    before, after = read(texts, plain), read(texts, said)
    assert after[0].off - after[1].off > before[0].off - before[1].off - 0.05
    assert after[0].off > 0.5 > after[1].off


@pytest.mark.parametrize(
    "record", [[], [Told("")], [Told("Hello")], [Told("a"), Told("b", "none")]]
)
def test_tiny_records_are_read(record: list[Told]) -> None:
    for verdict in read(["", "?", TEXTS["climate"]], record):
        assert 0 <= verdict.off <= 1
        assert not any(np.isnan(part) for part in verdict.parts.values())


def test_no_text_and_one_theme_are_no_trouble() -> None:
    assert read([]) == []
    (verdict,) = verdicts(Model([HIRING], TABLES, "en"), [TEXTS["school"]])
    assert (verdict.theme, verdict.runner_up, verdict.parts) == ("hiring", "", {"hiring": 1.0})


@settings(max_examples=25)
@given(st.lists(st.text(max_size=80), min_size=1, max_size=12))
def test_any_text_gets_probabilities(texts: list[str]) -> None:
    record = [Told(text) for text in texts]
    for verdict in read(texts, record):
        assert sum(verdict.parts.values()) == pytest.approx(1, abs=1e-4)
        assert 0 <= verdict.off <= 1


def test_the_same_record_gives_the_same_answer() -> None:
    texts = list(TEXTS.values())
    assert read(texts, told()) == read(texts, told())


def test_the_other_texts_teach_nothing() -> None:
    alone = read([TEXTS["hiring"]], told())[0]
    among = read([TEXTS["hiring"], *ITALIAN.values()], told())[0]
    assert alone.parts == pytest.approx(among.parts, abs=1e-4)


def test_a_long_record_is_learnt_from_evenly_and_what_is_confirmed_is_kept() -> None:
    rows = spread_rows(10_000, 100, np.array([4, 4321]))
    assert len(rows) <= 100
    assert {0, 4, 4321, 9999} <= set(rows.tolist())
    assert spread_rows(3, 100, np.array([], dtype=int)).tolist() == [0, 1, 2]
    many = spread_rows(10_000, 100, np.arange(0, 10_000, 2))
    assert len(many) == 100
    assert not (many % 2).any()


def test_a_long_record_that_was_all_planned_is_learnt_from_in_part(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr("brandkit.core.themes.model.MOST", 20)
    seen: list[int] = []
    whole = Kernel.__init__

    def counted(self: Kernel, texts: Seen) -> None:
        seen.append(len(texts.stems))
        whole(self, texts)

    monkeypatch.setattr(Kernel, "__init__", counted)
    record = [Told(f"{TEXTS['hiring']} {n}", "hiring", 0.5) for n in range(60)]
    assert read([TEXTS["hiring"]], record)[0].theme == "hiring"
    assert max(seen) <= 20


@pytest.mark.parametrize(("first", "second"), [(50, 50), (95, 5), (100, 0)])
def test_the_level_of_a_subject_does_not_depend_on_how_often_it_is_written_about(
    first: int, second: int
) -> None:
    rows = [[9.0, -3.0]] * first + [[-3.0, 9.0]] * second
    scores = np.array(rows, dtype=np.float32)
    assert outside(scores, np.zeros_like(scores)) == pytest.approx([-3, -3], abs=0.3)


def test_a_record_of_one_theme_stays_one() -> None:
    about = [f"{TEXTS['hiring']} {n}" for n in range(60)]
    found = read(about, [Told(text) for text in about])
    assert {verdict.theme for verdict in found} == {"hiring"}


def test_a_theme_of_the_brand_is_a_subject() -> None:
    theme = Theme(
        "hiring", "Hiring", 30, message="Be kind.", keywords=("job",), hashtags=("#jobs",)
    )
    assert subject_of(theme, "en") == Subject(
        "hiring", "Hiring", ("job", "jobs"), ("Be kind.",), "en"
    )
