"""The shipped tables of words fit together, and the tool that rebuilds them reads its sources."""

from __future__ import annotations

import gzip
import json
from pathlib import Path

import numpy as np
import pytest

from brandkit.tables import load_tables
from tools import theme_tables

ROOT = Path(__file__).resolve().parent.parent


def test_the_tables_fit_together() -> None:
    tables = load_tables()
    english, italian = tables.lexicons["en"], tables.lexicons["it"]
    assert len(english.stems) == len(tables.vectors) == len(tables.scales) == theme_tables.STEMS
    assert tables.vectors.shape[1] == theme_tables.DIMENSIONS
    for lexicon in (english, italian):
        stems = lexicon.stems.tolist()
        assert stems == sorted(set(stems))
        assert len(lexicon.background) == len(lexicon.concepts) == len(stems)
        assert float(lexicon.background.min()) >= 0
    assert 0.5 < float(english.background.sum()) <= 1.1
    assert int(italian.concepts.max()) < len(english.stems)
    assert float((italian.concepts >= 0).mean()) > 0.5


def test_the_tables_are_mapped_not_read() -> None:
    assert isinstance(load_tables().vectors, np.memmap)


def test_every_table_has_its_source_and_licence() -> None:
    notice = (ROOT / "NOTICE").read_text("utf-8")
    for path in theme_tables.TABLES.glob("*.npy"):
        assert path.name.removesuffix(".npy") in notice


def test_synsets_become_a_bridge(tmp_path: Path) -> None:
    lines = {
        "ita": "# Italian\n1-n\tita:lemma\tselezione\n2-n\tita:lemma\tselezione\n2-n\tlemma\tscelta\n"
        "3-n\tita:lemma\tcolloquio di lavoro\n4-n\tita:def\tqualcosa\n",
        "eng": "# English\n1-n\teng:lemma\tselection\n2-n\teng:lemma\tchoice\n2-n\teng:lemma\tselection\n"
        "3-n\teng:lemma\tjob interview\n",
    }
    for language, text in lines.items():
        (tmp_path / language).mkdir()
        (tmp_path / language / f"wn-data-{language}.tab").write_text(text, "utf-8")
    assert theme_tables.translations(tmp_path) == {"selezion": "selection", "scelt": "choice"}


def test_a_gloss_is_its_words_and_what_they_mean(tmp_path: Path) -> None:
    for part in ("noun", "verb", "adj", "adv"):
        (tmp_path / f"data.{part}").write_text("  1 a licence\n", "latin-1")
    line = '00001740 03 n 02 job_interview 0 audition(a) 1 000 | a talk about work; "he went to it"  \n'
    (tmp_path / "data.noun").write_text("  1 a licence\n" + line, "latin-1")
    assert theme_tables.glosses(tmp_path) == [
        "job interview, audition: a talk about work; he went to it"
    ]


def test_the_bridge_points_at_rows_and_adds_up_their_probabilities(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(theme_tables, "TABLES", tmp_path)
    theme_tables.save("en.stems", np.array([b"choic", b"select", b"softwar"]))
    theme_tables.save("it.stems", np.array([b"scelt", b"selezion", b"softwar", b"zuppa"]))
    theme_tables.save("it.background", np.array([0.1, 0.2, 0.3, 0.4], np.float32))
    pairs = {"scelt": "choice", "selezion": "choice", "cernit": "selection", "zuppa": "soup"}
    source = tmp_path / "it_en.json.gz"
    source.write_bytes(gzip.compress(json.dumps(pairs).encode()))
    theme_tables.bridge(source)
    stems = [stem.decode() for stem in theme_tables.load("it.stems").tolist()]
    assert stems == ["cernit", "scelt", "selezion", "softwar", "zuppa"]
    assert theme_tables.load("it.concepts").tolist() == [1, 0, 0, 2, -1]
    assert theme_tables.load("it.background").tolist() == pytest.approx([0, 0.3, 0.3, 0.3, 0.4])
