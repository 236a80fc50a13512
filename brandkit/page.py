"""Markdown to one self-contained, printable page, sanitised."""

from __future__ import annotations

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
@media print { body { margin: 0; max-width: none; } h2, tr { break-inside: avoid; } }
@media (prefers-color-scheme: dark) { body { color: #eee; background: #181818; } }
"""


def page_of(text: str, title: str, language: str) -> str:
    """The page for a Markdown *text*; scripts and event handlers in it do not survive."""
    import markdown
    import nh3

    body = nh3.clean(markdown.markdown(text[:MAX_MARKDOWN], extensions=["tables", "sane_lists"]))
    return (
        f'<!doctype html>\n<html lang="{escape(language)}">\n<head>\n<meta charset="utf-8">\n'
        '<meta name="viewport" content="width=device-width, initial-scale=1">\n'
        f"<title>{escape(title)}</title>\n<style>{_STYLE}</style>\n</head>\n"
        f"<body>\n{body}\n</body>\n</html>\n"
    )
