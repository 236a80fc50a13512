"""Italian before a noun; forty names of themes with every preposition and article."""

from __future__ import annotations

import pytest

from brandkit.core.drafts.italian import (
    PREPOSITIONS,
    definite,
    euphonic,
    in_a_sentence,
    indefinite,
    parse_phrase,
    with_preposition,
)

NAMES = """
Leadership gentile | la leadership gentile | della dalla nella sulla alla
Passaggio generazionale | il passaggio generazionale | del dal nel sul al
Selezione delle persone | la selezione delle persone | della dalla nella sulla alla
Cambiamento in azienda | il cambiamento in azienda | del dal nel sul al
Intelligenza artificiale | l’intelligenza artificiale | dell’ dall’ nell’ sull’ all’
Economia circolare | l’economia circolare | dell’ dall’ nell’ sull’ all’
Innovazione | l’innovazione | dell’ dall’ nell’ sull’ all’
Ascolto | l’ascolto | dell’ dall’ nell’ sull’ all’
Orario di lavoro | l’orario di lavoro | dell’ dall’ nell’ sull’ all’
Umiltà | l’umiltà | dell’ dall’ nell’ sull’ all’
Storytelling | lo storytelling | dello dallo nello sullo allo
Studio legale | lo studio legale | dello dallo nello sullo allo
Sport | lo sport | dello dallo nello sullo allo
Stage | lo stage | dello dallo nello sullo allo
Zaino | lo zaino | dello dallo nello sullo allo
Iodio | lo iodio | dello dallo nello sullo allo
Yoga | lo yoga | dello dallo nello sullo allo
Psicologo in azienda | lo psicologo in azienda | dello dallo nello sullo allo
Spazio | lo spazio | dello dallo nello sullo allo
Marketing | il marketing | del dal nel sul al
Project management | il project management | del dal nel sul al
Smart working | lo smart working | dello dallo nello sullo allo
Data governance | la data governance | della dalla nella sulla alla
Customer experience | la customer experience | della dalla nella sulla alla
Export | l’export | dell’ dall’ nell’ sull’ all’
Welfare aziendale | il welfare aziendale | del dal nel sul al
Gestione del tempo | la gestione del tempo | della dalla nella sulla alla
Sostenibilità | la sostenibilità | della dalla nella sulla alla
Diversità | la diversità | della dalla nella sulla alla
Formazione | la formazione | della dalla nella sulla alla
Scrittura | la scrittura | della dalla nella sulla alla
Logistica | la logistica | della dalla nella sulla alla
Sicurezza sul lavoro | la sicurezza sul lavoro | della dalla nella sulla alla
Arte del dialogo | l’arte del dialogo | dell’ dall’ nell’ sull’ all’
Zootecnia | la zootecnia | della dalla nella sulla alla
Controllo di gestione | il controllo di gestione | del dal nel sul al
Sistema qualità | il sistema qualità | del dal nel sul al
Rete di imprese | la rete di imprese | della dalla nella sulla alla
Attitudine | l’attitudine | dell’ dall’ nell’ sull’ all’
Certame letterario | il certame letterario | del dal nel sul al
HR analytics | il tema «HR analytics» | del dal nel sul al
Clienti | il tema «Clienti» | del dal nel sul al
Capisquadra | il tema «Capisquadra» | del dal nel sul al
Persone | il tema «Persone» | del dal nel sul al
Tecnologie | il tema «Tecnologie» | del dal nel sul al
4.0 in fabbrica | il tema «4.0 in fabbrica» | del dal nel sul al
Machine vision | il tema «Machine vision» | del dal nel sul al
Giornalista | il tema «Giornalista» | del dal nel sul al
"""
ROWS = [tuple(part.strip() for part in row.split("|")) for row in NAMES.strip().split("\n")]


@pytest.mark.parametrize(("name", "in_text", "joined"), ROWS, ids=[row[0] for row in ROWS])
def test_a_name_with_its_article_and_after_every_preposition(
    name: str, in_text: str, joined: str
) -> None:
    assert in_a_sentence(name) == in_text
    noun = parse_phrase(in_text).noun
    for preposition, form in zip(("di", "da", "in", "su", "a"), joined.split(), strict=True):
        space = "" if form.endswith("’") else " "
        assert with_preposition(preposition, in_text) == f"{form}{space}{noun}"
    for preposition in set(PREPOSITIONS) - {"di", "da", "in", "su", "a"}:
        assert with_preposition(preposition, in_text) == f"{preposition} {in_text}"


def test_there_are_forty_names() -> None:
    assert len(ROWS) >= 40


@pytest.mark.parametrize(
    ("preposition", "noun", "text"),
    [
        ("a", "l'innovazione", "all’innovazione"),
        ("su", "l’impresa", "sull’impresa"),
        ("di", "gli eredi", "degli eredi"),
        ("a", "i giovani", "ai giovani"),
        ("su", "le persone", "sulle persone"),
        ("su", "Kubernetes", "su Kubernetes"),
        ("a", "Anna", "ad Anna"),
        ("a", "Elena", "a Elena"),
        ("di", "La fiducia", "della fiducia"),
        ("di", "la", "di la"),
        ("con", "gli altri", "con gli altri"),
        ("di", "fare impresa", "di fare impresa"),
        ("di", "gli orari e il lavoro flessibile", "degli orari e del lavoro flessibile"),
        ("su", "l’ascolto e l’attesa e la cura", "sull’ascolto e sull’attesa e sulla cura"),
        ("a", "la vita e opere", "alla vita e opere"),
        ("con", "gli orari e il lavoro", "con gli orari e il lavoro"),
    ],
)
def test_what_the_person_declared_is_joined_as_it_stands(
    preposition: str, noun: str, text: str
) -> None:
    assert with_preposition(preposition, noun) == text


def test_a_phrase_tells_its_article_and_number() -> None:
    assert parse_phrase("le persone").plural
    assert not parse_phrase("la persona").plural
    assert parse_phrase("l'età") == ("l’", "età")
    assert parse_phrase("fare impresa") == ("", "fare impresa")
    assert parse_phrase("l’") == ("", "l’")
    assert parse_phrase("lo stage").text == "lo stage"
    assert parse_phrase("l’arte").text == "l’arte"


@pytest.mark.parametrize(
    ("noun", "gender", "plural", "text"),
    [
        ("amico", "m", False, "l’amico"),
        ("amici", "m", True, "gli amici"),
        ("gnomo", "m", False, "lo gnomo"),
        ("studi", "m", True, "gli studi"),
        ("capo", "m", False, "il capo"),
        ("capi", "m", True, "i capi"),
        ("amica", "f", False, "l’amica"),
        ("amiche", "f", True, "le amiche"),
        ("scelta", "f", False, "la scelta"),
        ("hotel", "m", False, "l’hotel"),
        ("sushi", "m", False, "il sushi"),
        ("xilofono", "m", False, "lo xilofono"),
    ],
)
def test_definite_articles(noun: str, gender: str, plural: bool, text: str) -> None:
    assert definite(noun, gender, plural=plural).text == text


@pytest.mark.parametrize(
    ("noun", "gender", "text"),
    [
        ("impresa", "f", "un’impresa"),
        ("scelta", "f", "una scelta"),
        ("amico", "m", "un amico"),
        ("stage", "m", "uno stage"),
        ("capo", "m", "un capo"),
    ],
)
def test_indefinite_articles(noun: str, gender: str, text: str) -> None:
    assert indefinite(noun, gender) == text


def test_d_only_before_the_same_vowel() -> None:
    assert euphonic("e", "Elena") == "ed Elena"
    assert euphonic("e", "è così") == "ed è così"
    assert euphonic("e", "Anna") == "e Anna"
    assert euphonic("o", "oggi") == "od oggi"
    assert euphonic("a", "àncora") == "ad àncora"
