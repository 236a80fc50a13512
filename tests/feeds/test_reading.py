"""Feeds read in the child: what they say, and what they cannot do."""

from __future__ import annotations

import io
import json
import sys
from datetime import UTC, datetime

import pytest

from brandkit.feeds import reading
from brandkit.feeds.reading import FeedChild, FeedError, read_bytes

RSS = """<?xml version="1.0"?>
<rss version="2.0" xmlns:content="http://purl.org/rss/1.0/modules/content/"
 xmlns:dc="http://purl.org/dc/elements/1.1/"><channel>
<title>People &amp; &lt;b&gt;work&lt;/b&gt;</title><language>en-GB</language>
<item><title>Adverts
 that lie</title><link>/adverts</link><guid isPermaLink="false">a1</guid>
 <pubDate>Fri, 20 Nov 2026 08:00:00 +0100</pubDate><dc:creator>Carla</dc:creator>
 <category>hiring</category><description>&lt;p&gt;One&lt;/p&gt;&lt;p&gt;Two&lt;/p&gt;</description></item>
<item><link>javascript:alert(1)</link><content:encoded>&lt;p&gt;Whole&lt;/p&gt;</content:encoded>
 <description>short</description><pubDate>no date</pubDate></item>
<item><description>neither key nor title</description></item>
</channel></rss>"""


def test_a_feed_is_read() -> None:
    child = FeedChild()
    contents = child.read(RSS.encode(), "https://a.example/feed", "application/rss+xml")
    child.end()
    assert contents.is_feed
    assert contents.title == "People & work"
    first, second = contents.items
    assert (first.key, first.title, first.url) == (
        "a1",
        "Adverts that lie",
        "https://a.example/adverts",
    )
    assert first.text == "One\n\nTwo"
    assert first.at == datetime(2026, 11, 20, 7, tzinfo=UTC)
    assert (first.author, first.tags, first.language) == ("Carla", ("hiring",), "en")
    assert not first.whole
    assert (second.text, second.whole, second.at, second.url) == ("Whole", True, None, "")


def test_a_page_tells_where_its_feeds_are() -> None:
    page = (
        b'<html><head><link rel="alternate" type="application/rss+xml" href="/feed">'
        b'<link rel="alternate" type="text/calendar" href="/ics"></head><body>Hello</body></html>'
    )
    child = FeedChild()
    contents = child.read(page, "https://a.example/blog/", "text/html")
    assert not contents.is_feed
    assert contents.links == ("https://a.example/feed",)
    assert not child.read(b"\x00\xff\xfe nothing", "https://a.example/").is_feed
    assert not child.read(b"", "https://a.example/").is_feed
    child.end()


def test_what_costs_too_much_is_left_and_the_next_is_read() -> None:
    wide = " ".join(f'a{n}="{n}"' for n in range(100_000))
    child = FeedChild(seconds=1.5)
    with pytest.raises(FeedError, match=r"not within 1\.5 s"):
        child.read(f"<rss><channel {wide}></channel></rss>".encode() * 3, "https://a.example/")
    assert FeedChild().read(RSS.encode(), "https://a.example/").is_feed


def test_entities_that_multiply_are_not_followed() -> None:
    entities = "".join(f'<!ENTITY e{n} "{f"&e{n - 1};" * 10 if n else "words"}">' for n in range(9))
    bomb = f'<?xml version="1.0"?><!DOCTYPE rss [{entities}]><rss version="2.0"><channel><title>&e8;</title></channel></rss>'
    child = FeedChild()
    assert len(child.read(bomb.encode(), "https://a.example/").title) < 3000
    outside = '<?xml version="1.0"?><!DOCTYPE rss [<!ENTITY x SYSTEM "file:///etc/passwd">]><rss version="2.0"><channel><title>&x;</title></channel></rss>'
    assert "root" not in child.read(outside.encode(), "https://a.example/").title
    child.end()


def test_many_items_and_long_ones_are_bounded(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(reading, "MOST_ITEMS", 2)
    monkeypatch.setattr(reading, "MOST_TEXT", 10)
    items = "".join(
        f"<item><guid>{n}</guid><description>{'w' * 99}</description></item>" for n in range(5)
    )
    body = f'<rss version="2.0"><channel><title>T</title>{items}</channel></rss>'.encode()
    import base64

    found = read_bytes({"body": base64.b64encode(body).decode(), "url": "", "type": ""})
    assert [len(item["text"]) for item in found["items"]] == [10, 10]


def test_an_atom_feed_says_its_language_and_its_moment() -> None:
    atom = (
        '<feed xmlns="http://www.w3.org/2005/Atom" xml:lang="it"><title>Ada</title>'
        "<entry><id>urn:1</id><title>Uno</title><updated>2026-11-20T08:00:00Z</updated>"
        '<content type="html" xml:lang="it">&lt;p&gt;Perché no?&lt;/p&gt;</content></entry></feed>'
    )
    child = FeedChild()
    (item,) = child.read(atom.encode(), "https://a.example/").items
    child.end()
    assert (item.text, item.language, item.whole) == ("Perché no?", "it", True)
    assert item.at == datetime(2026, 11, 20, 8, tzinfo=UTC)


def test_a_moment_that_no_calendar_has_is_none() -> None:
    assert reading._moment({"published_parsed": (2026, 13, 40, 0, 0, 0)}) == ""
    assert reading._moment({}) == ""


def test_the_child_answers_line_by_line(monkeypatch: pytest.MonkeyPatch) -> None:
    import base64

    request = {
        "body": base64.b64encode(RSS.encode()).decode(),
        "url": "https://a.example/",
        "type": "",
    }
    answers = io.StringIO()
    monkeypatch.setattr(sys, "stdin", io.StringIO(json.dumps(request) + "\n"))
    monkeypatch.setattr(sys, "stdout", answers)
    monkeypatch.setattr(reading, "bound_memory", lambda: None)
    reading.main()
    assert json.loads(answers.getvalue())["is_feed"]
