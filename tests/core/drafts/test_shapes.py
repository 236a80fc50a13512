"""The shape of a piece on each kind of channel."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from brandkit.core.drafts.piece import put_together
from brandkit.core.drafts.shapes import KINDS, SHAPES, in_parts, weight


def test_each_service_counts_in_its_own_way() -> None:
    assert weight("perché no", "x") == 9
    assert weight("日本", "x") == 4
    assert weight("🌱", "x") == 2
    assert weight("“a”", "x") == 3
    assert weight("see https://example.org/a/very/long/address/indeed now", "x") == 8 + 23
    assert weight("see https://example.org/a/very/long/address/indeed", "mastodon") == 4 + 23
    assert weight("🌱è", "threads") == 5
    assert weight("🌱", "bluesky") == 1


def test_a_long_piece_becomes_a_thread_cut_where_sentences_end() -> None:
    paragraphs = ["One. " * 40, "Short.", "Two is here. " * 30, "x" * 400 + ". End."]
    parts = in_parts(paragraphs, "bluesky")
    assert len(parts) > 3
    joined = " ".join(" ".join(part) for part in parts)
    assert joined.split() == " ".join(paragraphs).split()
    for part in parts:
        text = "\n\n".join(part)
        assert len(text) <= 300 or "x" * 400 in text
    assert in_parts(["a" * 5000], "linkedin") == [["a" * 5000]]
    assert in_parts(["a" * 5000], "blog") == [["a" * 5000]]


@given(
    st.lists(st.text("abc .!?»🌱", min_size=1).map(str.strip).filter(bool), min_size=1),
    st.sampled_from(KINDS),
)
def test_no_word_is_lost_between_parts(paragraphs: list[str], kind: str) -> None:
    parts = in_parts(paragraphs, kind)
    got = "".join("".join(part) for part in parts).replace(" ", "")
    assert got == "".join(paragraphs).replace(" ", "")


def test_hashtags_and_headings_go_where_the_channel_has_them() -> None:
    tags = ("one", "#two", "three", "four", "five")
    assert put_together("T", [["a"], ["b"]], tags, "linkedin") == "a\n\nb\n\n#one #two #three"
    assert put_together("T", [["a"]], tags, "threads") == "a\n\n#one"
    assert put_together("T", [["a"]], tags, "blog") == "# T\n\na"
    assert put_together("T", [["a"]], (), "x") == "a"
    assert SHAPES["newsletter"].long
