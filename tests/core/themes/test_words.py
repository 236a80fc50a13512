"""Texts as words, languages, and counts of stems."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from brandkit.core.themes.counts import Counts
from brandkit.core.themes.vocabulary import Vocabulary
from brandkit.core.themes.words import language_of, words_in
from brandkit.tables import load_tables


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("L’azienda è 100 % NOSTRA!", ["l", "azienda", "è", "nostra"]),
        ("See https://example.org/hiring-tips, says @ada@example.social.", ["see", "says"]),
        ("perché no? 🌱 caffè_latte", ["perché", "no", "caffè", "latte"]),
        ("", []),
    ],
)
def test_words_are_letters_and_addresses_are_none(text: str, words: list[str]) -> None:
    assert words_in(text) == words


@pytest.mark.parametrize(
    ("text", "language"),
    [
        ("Il colloquio di selezione non è un esame per chi assume", "it"),
        ("The interview is not an exam for those who hire", "en"),
        ("Kubernetes PostgreSQL", "it"),
        ("", "it"),
    ],
)
def test_a_text_says_its_language_or_has_the_default(text: str, language: str) -> None:
    assert language_of(words_in(text), "it") == language


ROWS = st.lists(st.lists(st.integers(0, 11), max_size=9), min_size=1, max_size=7)


@given(ROWS, st.integers(0, 2**32 - 1))
def test_sparse_products_are_those_of_the_whole_matrix(rows: list[list[int]], seed: int) -> None:
    whole = np.zeros((len(rows), 12), dtype=np.float32)
    for i, row in enumerate(rows):
        for column in row:
            whole[i, column] += 1
    counts = Counts.of([c for row in rows for c in row], [len(row) for row in rows], 12)
    draw = np.random.default_rng(seed)
    right = draw.normal(size=(12, 3)).astype(np.float32)
    left = draw.normal(size=(len(rows), 3)).astype(np.float32)
    assert np.allclose(counts.times(right), whole @ right, atol=1e-4)
    assert np.allclose(counts.turned(left), whole.T @ left, atol=1e-4)
    assert np.array_equal(counts.sums(), whole.sum(axis=1))
    assert np.array_equal(counts.texts_with(), (whole > 0).sum(axis=0))
    chosen = draw.permutation(len(rows))[: max(len(rows) // 2, 1)]
    assert np.array_equal(counts.picked(chosen).dense(np.arange(12)), whole[chosen])


def test_large_products_are_made_in_pieces(monkeypatch: pytest.MonkeyPatch) -> None:
    counts = Counts.of([0, 1, 2, 0, 1, 2], [3, 0, 3], 3)
    dense = np.eye(3, dtype=np.float32)
    whole = counts.times(dense)
    monkeypatch.setattr("brandkit.core.themes.counts.AT_ONCE", 2)
    assert np.array_equal(counts.times(dense), whole)


def test_an_italian_stem_stands_for_the_english_one() -> None:
    vocabulary = Vocabulary(load_tables(), "it")
    (italian,) = vocabulary.places("malattia", "it")
    (english,) = vocabulary.places("disease", "en")
    meaning = vocabulary.meaning()
    keys = vocabulary.keys(meaning.concepts)
    assert keys[italian] == keys[english]
    assert np.array_equal(meaning.vectors[italian], meaning.vectors[english])


def test_the_forms_of_a_word_are_one_stem_and_each_is_remembered() -> None:
    vocabulary = Vocabulary(load_tables(), "en")
    assert len(set(vocabulary.places("hiring hire hired"))) == 1
    (stem,) = vocabulary.stems
    assert stem.word_in("we hired her") == "hired"
    assert stem.word_in("hiring") == "hiring"
    assert stem.word_in("elsewhere") == "hiring"
    assert stem.word_in("a hireling was hired") == "hired"


@given(st.lists(st.text(max_size=30), max_size=20))
def test_a_row_that_is_found_is_the_stem_itself(stems: list[str]) -> None:
    for lexicon in load_tables().lexicons.values():
        for stem, row in zip(stems, lexicon.rows(stems).tolist(), strict=True):
            assert row == -1 or lexicon.stems[row].decode() == stem
        some = [lexicon.stems[row].decode() for row in (0, 17, len(lexicon.stems) - 1)]
        assert lexicon.rows(some).tolist() == [0, 17, len(lexicon.stems) - 1]
