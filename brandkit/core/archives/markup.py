"""HTML, of which only the words are kept."""

from __future__ import annotations

import re
from html.parser import HTMLParser

_SILENT = frozenset({"script", "style"})
_BLOCKS = frozenset(
    "p div li ul ol blockquote pre h1 h2 h3 h4 h5 h6 dl dt dd table tr figure figcaption hr".split()
)
_CELLS = frozenset({"td", "th"})
_SPACE = re.compile(r"\s+")
_GAP = re.compile(r"\n{3,}")


class _Words(HTMLParser):
    """The words of a post's HTML: paragraphs and line breaks stay, all other marks go."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.said: list[str] = []
        self._silent = 0
        self._as_it_is = 0

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self._silent += tag in _SILENT
        self._as_it_is += tag == "pre"
        if tag == "br":
            self.said.append("\n")
        self._apart(tag)

    def handle_endtag(self, tag: str) -> None:
        self._apart(tag)
        self._silent -= self._silent > 0 and tag in _SILENT
        self._as_it_is -= self._as_it_is > 0 and tag == "pre"

    def _apart(self, tag: str) -> None:
        if tag in _BLOCKS:
            self.said.append("\n\n")
        elif tag in _CELLS:
            self.said.append(" ")

    def handle_data(self, data: str) -> None:
        if not self._silent:
            self.said.append(data if self._as_it_is else _SPACE.sub(" ", data))


def text_of_html(html: str) -> str:
    """*html* as text. The parts of a link that a browser hides belong to its address and stay."""
    words = _Words()
    words.feed(html)
    words.close()
    lines = [" ".join(line.split()) for line in "".join(words.said).split("\n")]
    return _GAP.sub("\n\n", "\n".join(lines)).strip()
