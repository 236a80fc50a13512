"""The length of a post on X, and the links in it.

The cases are of the kind of twitter-text's public conformance suite, written anew: what it counts
for links with and without a scheme, for scripts, emoji and marks, and where a link ends.
"""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from brandkit.core.counting.links import Link, links
from brandkit.core.counting.weighted import weighted_length


@pytest.mark.parametrize(
    ("text", "length"),
    [
        ("", 0),
        ("Perché no?", 10),
        ("日本語", 6),
        ("한국", 4),
        ("“quoted” – and … more", 22),
        ("café", 4),
        ("cafe\u0301", 4),
        ("a\r\nb", 3),
        ("😀", 2),
        ("👨‍👩‍👧‍👦", 2),
        ("👍🏽", 2),
        ("🇮🇹🇫🇷", 4),
        ("1️⃣", 2),
        ("🏴\U000e0067\U000e0062\U000e0073\U000e0063\U000e0074\U000e007f", 2),
        ("❤️", 2),
        ("©", 1),
        ("™", 2),
        ("👩‍❤️‍💋‍👨", 2),
        ("👁️‍🗨️", 5),
        ("https://example.com", 23),
        ("http://a.it", 23),
        ("see example.com now", 4 + 23 + 4),
        ("https://example.com/a_very_long_path?with=query#and-fragment", 23),
        ("two https://a.com https://b.com/x", 4 + 23 + 1 + 23),
        ("https://example.com/日本", 23 + 4),
        ("rete.com中国", 23 + 4),
        ("a@example.com", 13),
        ("not.a.tld.zzzz", 14),
        ("e-mail: me@rete.it!", 19),
        ("$example.com", 12),
        ("x" * 280, 280),
        ("日" * 140, 280),
    ],
)
def test_weighted_lengths(text: str, length: int) -> None:
    assert weighted_length(text) == length


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("", []),
        ("no link here.", []),
        ("https://example.com.", ["https://example.com"]),
        ("(https://example.com/a)", ["https://example.com/a"]),
        ("https://en.org/wiki/A_(b)", ["https://en.org/wiki/A_(b)"]),
        ("https://en.org/a(b(c)d)e", ["https://en.org/a(b(c)d)e"]),
        ("https://example.com/?q=a&b=c!", ["https://example.com/?q=a&b=c"]),
        ("http://example.com:8080/x", ["http://example.com:8080/x"]),
        ("http://sub_domain.example.com", ["http://sub_domain.example.com"]),
        ("http://exa_mple.com", []),
        ("http://example.comfoo", []),
        ("example.com-not", []),
        ("-example.com", []),
        ("http://-example.com", []),
        ("www.comune.roma.it/pagina", ["www.comune.roma.it/pagina"]),
        ("http://пример.рф/путь", ["http://пример.рф/путь"]),
        ("пример.рф", []),
        ("http://xn--80ahgue5b.xn--p1ai", ["http://xn--80ahgue5b.xn--p1ai"]),
        ("https://t.co/abc/def", ["https://t.co/abc"]),
        ("https://t.co/" + "a" * 41, []),
        ("http://" + "a" * 64 + ".com", []),
        ("https://example.com/" + "a" * 4100, []),
        ("HTTPS://EXAMPLE.COM/A", ["HTTPS://EXAMPLE.COM/A"]),
        ("日本http://example.com", ["http://example.com"]),
        ("日本example.com/x", ["example.com/x"]),
        ("foo.com/bar.com", ["foo.com/bar.com"]),
        ("foo.com.notatld/x", ["foo.com"]),
        ("https://example.com/@user/photo", ["https://example.com/@user/photo"]),
        ("https://example.com/it’s", ["https://example.com/it"]),
        ("https://example.com/città", ["https://example.com/città"]),
    ],
)
def test_links(text: str, found: list[str]) -> None:
    assert [text[link.start : link.start + link.length] for link in links(text)] == found


PIECES = [*"ab.:/-_@#?=& ()è語", "http://", "t.co", ".it", ".рф", "xn--"]


@given(st.lists(st.sampled_from(PIECES)).map("".join))
def test_links_stand_in_the_text_one_after_the_other(text: str) -> None:
    end = 0
    for link in links(text):
        assert isinstance(link, Link)
        assert link.start >= end
        end = link.start + link.length
        assert end <= len(text)
        assert "." in text[link.start : end]
        assert " " not in text[link.start : end]


@given(st.text())
def test_nothing_counts_less_than_nothing(text: str) -> None:
    assert 0 <= weighted_length(text) <= 23 + 2 * len(text) * 23
