"""Everything that is checked of one piece."""

from __future__ import annotations

from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from brandkit.core.checks.piece import Checked, check_piece
from brandkit.core.checks.repeats import Repeats
from brandkit.core.drafts.shapes import KINDS
from brandkit.core.model import Channel, Entry, Voice
from brandkit.core.notation.entries import parse_entry
from brandkit.limits import rules_of

ROME = ZoneInfo("Europe/Rome")
HEAD = "---\nid: abcdefgh\nwhen: 2026-12-01T08:30:00\nlanguage: it\ntitle: T\n"


def checked(body: str, kind: str = "linkedin", more: str = "", **voice: object) -> Checked:
    text = f"{HEAD}{more}---\n{body}"
    entry = parse_entry(text, "drafts/x.md", ROME).entry
    assert entry is not None
    rules = rules_of(Channel("c", "C", kind, "it"))
    return check_piece(text, entry, kind, rules, Voice(**voice))  # type: ignore[arg-type]


def found(item: Checked) -> list[tuple[int, int, str]]:
    return [(one.line, one.column, one.rule) for one in item.findings]


def test_a_sound_piece_has_nothing_to_mend() -> None:
    item = checked("Ieri un capo ha detto «non lo so».\n\nE tu?\n\n#leadership #persone\n")
    assert found(item) == []
    assert item.problems == []
    assert [(c.counting, c.length) for c in item.counts[0]] == [("characters", 63), ("api", 65)]


def test_blanks_stand_where_they_stand() -> None:
    item = checked(
        "Uno.\n\nDue [? che cosa ?] tre.\n<!-- [? non conta ?] -->\n", more="alt: '[? a ?]'\n"
    )
    assert found(item) == [(6, 1, "blank"), (10, 5, "blank")]
    assert str(item.findings[1].message) == "[? che cosa ?] is still to be filled in"
    assert found(checked("<!-- solo note -->\n")) == [(7, 1, "empty")]


@pytest.mark.parametrize(
    ("kind", "body", "line"),
    [
        ("linkedin", "a" * 3001, 7),
        ("x", "\n" + "日" * 141, 8),
        ("mastodon", "a" * 501, 7),
        ("bluesky", "a" * 301, 7),
        ("bluesky", "👨‍👩‍👧‍👦" * 130, 7),
        ("threads", "😀" * 126, 7),
        ("x", "breve\n\n---\n\n" + "a" * 281, 11),
    ],
)
def test_a_piece_that_is_too_long_is_told_at_its_part(kind: str, body: str, line: int) -> None:
    lengths = [
        one for one in checked(body, kind).findings if one.rule == "length" and not one.advice
    ]
    assert [one.line for one in lengths] == [line]


def test_what_the_interface_for_programs_would_refuse_is_advice() -> None:
    item = checked("Sì " + "(" * 1600)
    assert [(one.rule, one.advice) for one in item.findings] == [("length", True)]
    assert item.problems == []


def test_the_first_comment_has_a_limit_too() -> None:
    item = checked("Testo.", more=f"first_comment: {'a' * 1249}\n")
    assert found(item) == [(6, 1, "length")]


def test_hashtags() -> None:
    item = checked("Testo #cura-persone e #1 e #rete #Rete\n\n#a #b #c #d #e #f")
    assert [one.rule for one in item.findings] == ["hashtag"] * 4
    assert [one.advice for one in item.findings] == [False, True, True, True]
    assert found(checked("Testo #uno #due", "threads")) == [(7, 12, "hashtag")]
    assert found(checked("# Titolo\n\n#cura-persone", "blog")) == []
    assert found(checked("C# e https://a.it/#b e il n. #3/4", "mastodon")) == [(7, 30, "hashtag")]


def test_pictures_need_words() -> None:
    assert found(checked("![](foto.jpg)\n\nTesto")) == [(7, 1, "alt")]
    assert found(checked("![[foto.png]]\n\nTesto", more="alt: la sala\n")) == []
    assert found(checked("![](a.jpg)\n\n![la sala](b.jpg)", "blog", "alt: x\n")) == [(8, 1, "alt")]


@pytest.mark.parametrize(
    ("body", "wrong"),
    [
        ("Leggi https://rossi.it/a.", False),
        ("Leggi (https://rossi.it/a_(b)).", False),
        ("Leggi www.rossi.it/a", False),
        ("Leggi https:/rossi.it", True),
        ("Leggi https://rossi", True),
        ("Leggi http://localhost:8000/x", True),
        ("Leggi https://192.168.1.4/x", True),
        ("Leggi [qui]()", True),
    ],
)
def test_links(body: str, wrong: bool) -> None:
    assert [one.rule for one in checked(body).findings] == (["link"] if wrong else [])


def test_words_that_one_would_not_say() -> None:
    item = checked(
        "Una Sinergia vera, ma non sinergie.\n\n`sinergia`", avoid=("sinergia", "a 360 gradi")
    )
    assert found(item) == [(7, 5, "avoid")]
    assert found(checked("Lo vedo a 360\ngradi.", avoid=("a 360 gradi",))) == [(7, 9, "avoid")]


def test_how_one_speaks_to_the_reader() -> None:
    assert found(checked("E voi, che ne pensate?")) == [(7, 3, "address")]
    assert found(checked("E tu che ne pensi?", address="voi")) == [(7, 3, "address")]
    assert found(checked("Mi dica, che cosa ne pensa Lei?")) == [(7, 28, "address")]
    assert found(checked("Un capo mi ha detto: «E voi che fate?»")) == []
    assert found(checked("Lei parlava poco. Con lei ho imparato.", address="tu")) == []


def test_a_long_sentence_is_advice() -> None:
    item = checked("Breve. " + "parola " * 41 + "fine.\n\n- " + "voce " * 10)
    assert found(item) == [(7, 8, "sentence")]
    assert item.findings[0].advice


def test_what_is_seen_before_more() -> None:
    assert checked("breve").fold == ""
    item = checked("a" * 139 + " b c")
    assert item.fold == "a" * 139
    assert checked("a" * 500, "x").fold == ""


def entry(identity: str, body: str, **changes: object) -> Entry:
    when = __import__("datetime").datetime(2026, 1, int(identity), tzinfo=ROME)
    values: dict[str, object] = {"channel": "c", "body": body, "path": f"{identity}.md", **changes}
    return Entry(identity, "", when, **values)  # type: ignore[arg-type]


def test_what_was_said_before_is_found_whatever_was_changed_around_it() -> None:
    words = "uno due tre quattro cinque sei sette otto nove dieci undici dodici"
    first, other = (
        entry("1", words),
        entry("2", "tutt’altro testo che parla di altre cose, e basta"),
    )
    repeats = Repeats([(first, words), (other, other.body)])
    same = repeats.of(entry("3", words), words)
    assert same is not None
    assert (same.earlier.id, same.share) == ("1", 1)
    near = repeats.of(entry("3", words), f"{words} e una coda nuova.")
    assert near is not None
    assert near.earlier.id == "1"
    assert repeats.of(entry("3", words, channel="altro"), words) is None
    assert repeats.of(entry("3", words, piece="1"), words) is None
    assert repeats.of(first, words) is None
    assert repeats.of(entry("3", ""), "") is None
    assert repeats.of(entry("3", "x"), f"{words} " + " ".join(map(str, range(60)))) is None
    assert Repeats([(first, "breve così")]).of(entry("3", "x"), "Breve, così!") is not None


PIECES = [
    *"ab \n\r-#*[]()!<>`~.:/@é🌱",
    "[? x ?]",
    "<!--",
    "-->",
    "https://a.it",
    "---",
    "#tag",
    "![](",
]


@given(st.lists(st.sampled_from(PIECES)).map("".join), st.sampled_from(KINDS))
def test_whatever_stands_in_a_draft_each_finding_has_its_place(body: str, kind: str) -> None:
    text = f"{HEAD}---\n{body}"
    rows = text.split("\n")
    for finding in checked(body, kind, avoid=("ab",)).findings:
        assert 1 <= finding.line <= len(rows)
        assert 1 <= finding.column <= len(rows[finding.line - 1]) + 1
