"""Markdown, as a channel without Markdown shows it."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from brandkit.core.publishing.plain import linked, plain


@pytest.mark.parametrize(
    ("written", "shown"),
    [
        ("**forte** e *piano*, __forte__ e _piano_", "forte e piano, forte e piano"),
        ("***tutto*** ~~via~~", "tutto via"),
        ("# Titolo\n\nTesto", "Titolo\n\nTesto"),
        ("## Titolo ##", "Titolo"),
        ("#hashtag resta", "#hashtag resta"),
        ("C# e F#", "C# e F#"),
        ("2 * 3 * 4 e a*b*c", "2 * 3 * 4 e a*b*c"),
        ("snake_case_qui e __init__", "snake_case_qui e init"),
        ("`codice *così*` e ``un ` solo``", "codice *così* e un ` solo"),
        ("```\n*x* = _y_\n```", "*x* = _y_"),
        ("```python\n*x*\n````\n*y*", "*x*\ny"),
        ("~~~aperto\n*x*", "~~~aperto\nx"),
        ("[parole](https://a.it/x_y_(z))", "parole (https://a.it/x_y_(z))"),
        ("[https://a.it](https://a.it)", "https://a.it"),
        ("[a.it](https://www.a.it/)", "https://www.a.it/"),
        ("[scrivimi](mailto:a@b.it)", "scrivimi (a@b.it)"),
        ("[nota][1] qui\n\n[1]: https://a.it", "nota (https://a.it) qui\n"),
        ("[non un link] e [altro]", "[non un link] e [altro]"),
        ("[niente][manca]", "[niente][manca]"),
        ("<https://a.it/b_c>", "https://a.it/b_c"),
        ("https://a.it/b_c_d e *x*", "https://a.it/b_c_d e x"),
        ("![alt](foto.jpg) fine", " fine"),
        ("> detto\n> > da altri", "detto\nda altri"),
        ("* uno\n+ due\n- tre", "• uno\n• due\n- tre"),
        ("- [ ] da fare\n- [x] fatto", "☐ da fare\n☑ fatto"),
        ("uno  \ndue\\\ntre", "uno\ndue\ntre"),
        ("---", ""),
        (r"\*non\* \_così\_", "*non* _così_"),
        ("5 < 6 > 4 & 3", "5 < 6 > 4 & 3"),
        ("- Ciao. - Ciao!", "- Ciao. - Ciao!"),
        ("[[Marta Rossi]] e [[persone/Marta|Marta]]", "Marta Rossi e Marta"),
        ("[[Nota#Sezione]] ![[foto.png]]", "Nota "),
        ("**due\nrighe**", "due\nrighe"),
        ("**aperto", "**aperto"),
        ("**[link](https://a.it)**", "link (https://a.it)"),
    ],
)
def test_marks_go_and_words_stay(written: str, shown: str) -> None:
    assert plain(written) == shown


WORDS = st.text(st.characters(categories=["L", "N", "Zs"], include_characters=".,;:!?'’«»“”—…\n"))


@given(WORDS)
def test_a_text_without_marks_is_left_as_it_is(text: str) -> None:
    kept = "\n".join(line.rstrip() for line in text.split("\n"))
    assert plain(kept) == kept


PIECES = [*"ab *_~[]()<>>-+\n\\", "**", "[[", "]]", "https://a.it"]


@given(st.lists(st.sampled_from(PIECES)).map("".join))
def test_no_letter_is_ever_lost_or_moved(text: str) -> None:
    if "](" not in text and text.count("~~~") < 2:
        assert [char for char in plain(text) if char in "ab"] == [c for c in text if c in "ab"]


def test_links_between_notes_are_names() -> None:
    assert linked("[[a]] [[b|c]] ![[d]]") == "a c "
    assert linked("no links") == "no links"


def test_a_wall_of_marks_is_read_in_a_moment() -> None:
    for wall in (
        "**" * 20_000,
        "[" * 20_000,
        "`a" * 20_000,
        "_a " * 20_000,
        "![](" * 10_000,
        "```a\n" * 10_000,
    ):
        assert isinstance(plain(wall), str)
