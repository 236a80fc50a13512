"""`feeds.toml` and OPML: read, written, and what is wrong with them."""

from __future__ import annotations

from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from brandkit.core.feeds import Feed
from brandkit.core.model import Brand, Channel
from brandkit.core.notation.feeds import (
    format_feed,
    parse_feeds,
    trouble_of,
    with_address,
    with_feeds,
)
from brandkit.core.notation.opml import format_opml, parse_opml

BRAND = Brand(
    "b", "Ada", "en", ZoneInfo("UTC"), channels=(Channel("blog", "My blog", "blog", "en"),)
)
URLS = st.from_regex(
    r"\Ahttps?://[a-z0-9è]{1,8}\.example(?::[0-9]{1,4})?(?:/[a-zè0-9~%&=\"\\]{0,9}){0,2}\Z"
)
NAMES = st.text(st.characters(exclude_categories=["Cs", "Cc", "Zl", "Zp"]), max_size=20)
FEEDS = st.builds(Feed, URLS, NAMES.map(str.strip), st.sampled_from(["", "blog"]), st.booleans())


@given(st.lists(FEEDS, max_size=4), st.sampled_from(["it", "en"]), st.booleans())
def test_what_is_written_reads_back(feeds: list[Feed], language: str, windows: bool) -> None:
    before = "# mine\r\n" if windows else ""
    text = with_feeds(before, feeds, language)
    reading = parse_feeds(text, BRAND)
    assert list(reading.feeds) == feeds
    assert all(problem.warning for problem in reading.problems)
    assert text.startswith(before or ("# " if feeds else ""))
    assert not windows or "\n" not in text.replace("\r\n", "")


def test_a_file_without_a_last_line_end_gets_one() -> None:
    text = with_feeds("# mine", [Feed("https://a.example")], "en")
    assert text == '# mine\n\n[[feed]]\nurl = "https://a.example"\n'
    assert format_feed(Feed("https://a.example", 'A "b" \\ \t', "blog", private=True)) == (
        '[[feed]]\nurl = "https://a.example"\nname = "A \\"b\\" \\\\ \\u0009"\n'
        'channel = "blog"\nprivate = true\n'
    )


def test_one_address_changes_and_nothing_else() -> None:
    text = (
        "\ufeff# mine\r\n[[feed]]  # first\r\nurl = 'https://a.example' # here\r\n"
        'name = "https://a.example"\r\n[[feed]]\r\nurl = "https://b.example"\r\n'
    )
    changed = with_address(text, "https://a.example", "https://new.example/f")
    assert changed == text.replace("'https://a.example' #", '"https://new.example/f" #')
    assert with_address(text, "https://c.example", "https://d.example") == text


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("[[feed]\n", ["feeds.toml:1:7: "]),
        ('[[feed]]\nname = "A"\n', ["feeds.toml:1:1: url is missing"]),
        ('[[feed]]\nurl = "ftp://a"\n', ["feeds.toml:2:1: 'ftp://a' is no web address"]),
        (
            '[[feed]]\nurl = "https://me:pw@a.example"\n',
            ["feeds.toml:2:1: the address of a feed must not hold"],
        ),
        (
            '[[feed]]\nurl = "https://a.example"\nchannel = "blug"\n\n[[feed]]\nurl = "x"\n',
            ["feeds.toml:3:1: there is no channel 'blug'", "feeds.toml:6:1: 'x' is no web"],
        ),
    ],
)
def test_all_mistakes_are_told_with_their_places(text: str, told: list[str]) -> None:
    reading = parse_feeds(text, BRAND)
    assert not reading.feeds
    shown = [problem.located("feeds.toml") for problem in reading.problems]
    assert len(shown) == len(told)
    for line, beginning in zip(shown, told, strict=True):
        assert line.startswith(beginning), line


def test_what_is_merely_odd_is_told_and_read() -> None:
    text = '[[feed]]\nurl = "https://a.example"\n[[feed]]\nurl = "https://a.example"\ntag = "x"\n'
    reading = parse_feeds(text, BRAND)
    assert [feed.url for feed in reading.feeds] == ["https://a.example"] * 2
    assert len(reading.problems) == 2
    assert all(problem.warning for problem in reading.problems)


@pytest.mark.parametrize(
    "url",
    [
        "https://a.example",
        "HTTP://A.example:8080/feed?x=1#y",
        "https://[::1]/feed",
        "https://münchen.example/ä",
        "https://a.example/@ada.rss",
    ],
)
def test_web_addresses_are_fine(url: str) -> None:
    assert not trouble_of(url)


@pytest.mark.parametrize(
    "url",
    ["", "a.example", "file:///etc/passwd", "https://", "https:///x", "https://a b.example",
     "https://a.example/\nx", "javascript:alert(1)", "https://a.example/\u202e", "https://u@a.example"],
)  # fmt: skip
def test_anything_else_is_refused(url: str) -> None:
    assert trouble_of(url)


@given(st.lists(st.builds(Feed, URLS, NAMES.map(lambda name: " ".join(name.split()))), max_size=5))
def test_opml_reads_back(feeds: list[Feed]) -> None:
    reading = parse_opml(format_opml(feeds, "Ada & <co>"))
    assert not reading.problems
    expected: dict[str, str] = {}
    for feed in feeds:
        clean = "".join(char for char in feed.shown if char.isprintable())
        expected.setdefault(feed.url, " ".join(clean.split()))
    assert {feed.url: feed.name for feed in reading.feeds} == expected


def test_opml_of_other_programs_is_read() -> None:
    text = """\ufeff<?xml version="1.0"?>
<OPML version="1.0"><body>
  <outline text="Folder"><outline Title=" Ada's  feed " xmlURL=" https://a.example/f " /></outline>
  <outline text="B" xmlUrl="https://b.example"/><outline xmlUrl="https://a.example/f"/>
  <outline xmlUrl=""/><outline type="link" url="https://c.example"/>
</body></OPML>"""
    assert parse_opml(text).feeds == (
        Feed("https://a.example/f", "Ada's feed"),
        Feed("https://b.example", "B"),
    )


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("<opml><body>", "1:13: this is not OPML: no element found"),
        ("words", "1:1: this is not OPML: syntax error"),
        ("<rss/>", "1:1: this is not OPML: it begins with <rss>"),
        (
            '<!DOCTYPE opml [<!ENTITY a "aaaa">]><opml/>',
            "1:16: a list of feeds declares no document type; it was not read",
        ),
    ],
)
def test_what_is_no_opml_says_where(text: str, told: str) -> None:
    reading = parse_opml(text)
    assert not reading.feeds
    assert [problem.located("f.opml") for problem in reading.problems] == [f"f.opml:{told}"]
