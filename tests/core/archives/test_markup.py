"""Of HTML only the words are kept."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from brandkit.core.archives.markup import text_of_html


@pytest.mark.parametrize(
    ("html", "text"),
    [
        ("<p>One</p><p>Two<br>and three</p>", "One\n\nTwo\nand three"),
        ("<h1>Title</h1>\n\n<ul><li>a</li>\n<li>b</li></ul>", "Title\n\na\n\nb"),
        ("a &amp; b &lt;c&gt; è &#127793;", "a & b <c> è 🌱"),
        ("a<script>alert('x')</script>b<style>p{}</style>c", "abc"),
        ("words\n  that an editor\n  wrapped", "words that an editor wrapped"),
        ("<pre>first\nsecond</pre>after", "first\nsecond\n\nafter"),
        ("<blockquote>said</blockquote>answered", "said\n\nanswered"),
        ("<table><tr><td>a</td><td>b</td></tr><tr><td>c</td></tr></table>", "a b\n\nc"),
        ("<div>one</div><div>two</div>three", "one\n\ntwo\n\nthree"),
        ("</script></pre>stays", "stays"),
        ("", ""),
    ],
)
def test_paragraphs_and_line_breaks_stay(html: str, text: str) -> None:
    assert text_of_html(html) == text


@given(st.text(alphabet="abè 🌱\n", max_size=60))
def test_no_word_of_plain_text_is_lost(text: str) -> None:
    assert text_of_html(text).split() == text.split()
