"""Markdown to one self-contained, printable page, sanitised."""

from __future__ import annotations

from collections.abc import Sequence
from html import escape

MAX_MARKDOWN = 500_000
_STYLE = """
body { font: 17px/1.5 Georgia, serif; color: #1a1a1a; background: #fff; max-width: 46rem;
  margin: 3rem auto; padding: 0 1.2rem; }
h1, h2 { font-family: system-ui, sans-serif; line-height: 1.2; }
h2 { margin-top: 2.2rem; border-bottom: 1px solid #999; padding-bottom: .2rem; }
table { border-collapse: collapse; width: 100%; font-size: .9rem; }
th, td { text-align: left; vertical-align: top; padding: .4rem .6rem .4rem 0;
  border-bottom: 1px solid #ccc; }
.post { white-space: pre-wrap; border: 1px solid #999; border-radius: .5rem; margin: 1rem 0;
  padding: 1rem 1.2rem; max-width: 34rem; overflow-wrap: anywhere; }
.fold { border: 1px solid currentColor; border-radius: .3rem; font-size: .8em; margin: 0 .2rem;
  padding: 0 .3rem; }
h1 { font-size: 1.5rem; }
.where { font-family: system-ui, sans-serif; font-size: .9rem; margin-bottom: 0; }
@media print { body { margin: 0; max-width: none; } h2, tr { break-inside: avoid; } }
@media screen and (prefers-color-scheme: dark) { body { color: #eee; background: #181818; } }
"""


def page_of(text: str, title: str, language: str) -> str:
    """The page for a Markdown *text*; scripts and event handlers in it do not survive."""
    return framed(html_of(text), title, language)


def page_of_text(
    parts: Sequence[str], title: str, channel: str, language: str, *, fold: int, more: str
) -> str:
    """The page for plain texts, as a *channel* shows them; *more* stands where the *fold* is."""
    shown = [f'<p class="where">{escape(channel)}</p>\n<h1>{escape(title)}</h1>']
    for n, part in enumerate(parts):
        text = escape(part)
        if fold and not n:
            mark = f'<span class="fold">…{escape(more)}</span>'
            text = f"{escape(part[:fold])}{mark}{escape(part[fold:])}"
        shown.append(f'<div class="post">{text}</div>')
    return framed("\n".join(shown), f"{channel}: {title}", language)


def html_of(text: str) -> str:
    """The HTML of a Markdown *text*; scripts and event handlers in it do not survive."""
    import markdown
    import nh3

    return nh3.clean(markdown.markdown(text[:MAX_MARKDOWN], extensions=["tables", "sane_lists"]))


def framed(body: str, title: str, language: str) -> str:
    """A whole page around the HTML *body*; it needs nothing from elsewhere."""
    return (
        f'<!doctype html>\n<html lang="{escape(language)}">\n<head>\n<meta charset="utf-8">\n'
        '<meta name="viewport" content="width=device-width, initial-scale=1">\n'
        f"<title>{escape(title)}</title>\n<style>{_STYLE}</style>\n</head>\n"
        f"<body>\n{body}\n</body>\n</html>\n"
    )
