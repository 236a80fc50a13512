"""The shape of a piece on each kind of channel."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from brandkit.core.counting.rules import Rules
from brandkit.core.drafts.piece import put_together
from brandkit.core.drafts.shapes import KINDS, SHAPES, in_parts
from brandkit.core.model import Channel
from brandkit.limits import rules_of


def rules(kind: str) -> Rules:
    return rules_of(Channel(kind, kind, kind, "en"))


def test_a_long_piece_becomes_a_thread_cut_where_sentences_end() -> None:
    paragraphs = ["One. " * 40, "Short.", "Two is here. " * 30, "x" * 400 + ". End."]
    parts = in_parts(paragraphs, "bluesky", rules("bluesky"))
    assert len(parts) > 3
    joined = " ".join(" ".join(part) for part in parts)
    assert joined.split() == " ".join(paragraphs).split()
    for part in parts:
        text = "\n\n".join(part)
        assert len(text) <= 300 or "x" * 400 in text
    assert in_parts(["a" * 5000], "linkedin", rules("linkedin")) == [["a" * 5000]]
    assert in_parts(["a" * 5000], "blog", rules("blog")) == [["a" * 5000]]


@given(
    st.lists(st.text("abc .!?»🌱", min_size=1).map(str.strip).filter(bool), min_size=1),
    st.sampled_from(KINDS),
)
def test_no_word_is_lost_between_parts(paragraphs: list[str], kind: str) -> None:
    parts = in_parts(paragraphs, kind, rules(kind))
    got = "".join("".join(part) for part in parts).replace(" ", "")
    assert got == "".join(paragraphs).replace(" ", "")


def test_hashtags_and_headings_go_where_the_channel_has_them() -> None:
    tags = ("one", "#two", "three", "four", "five")

    def put(parts: list[list[str]], tags: tuple[str, ...], kind: str) -> str:
        return put_together("T", parts, tags, kind, rules(kind))

    assert put([["a"], ["b"]], tags, "linkedin") == "a\n\nb\n\n#one #two #three"
    assert put([["a"]], tags, "threads") == "a\n\n#one"
    assert put([["a"]], tags, "blog") == "# T\n\na"
    assert put([["a"]], (), "x") == "a"
    assert SHAPES["newsletter"].long
