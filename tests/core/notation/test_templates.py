"""Templates as they are read, and what is wrong with them, by line."""

from __future__ import annotations

import textwrap

import pytest

from brandkit.core.notation.templates import Pattern, TemplateReading, parse_template

GOOD = """
---
format: lesson
language: en
purpose: To learn
channels: [linkedin, blog]
ask:
  one:
    stem: It was …
    hint: what it was
    example: rain
    required: true
    from: [theme.myth, material.story]
    keep: story
  two:
    stem: Then …
    hint: what then
    example: sun
    for: [blog]
own: key
---
=== title t
T
=== opening a

It was {{ one }}.

=== body b for linkedin
short
=== body c for blog
long
=== body d
any
=== closing e
End.
=== first_comment
{{ two }}
"""


def read(text: str, name: str = "lesson") -> TemplateReading:
    return parse_template(textwrap.dedent(text).lstrip("\n"), name, "en")


def test_a_template_is_read() -> None:
    pattern = read(GOOD).pattern
    assert pattern is not None
    assert [stem.id for stem in pattern.stems] == ["one", "two"]
    assert pattern.stems[0].sources == ("theme.myth", "material.story")
    assert pattern.stems[0].required
    assert pattern.takes == {"story"}
    assert [stem.id for stem in pattern.stems_for("linkedin")] == ["one"]
    assert [part.name for part in pattern.parts_for("body", "blog")] == ["c"]
    assert [part.name for part in pattern.parts_for("body", "x")] == ["d"]
    opening = pattern.parts_for("opening", "x")[0]
    assert opening.text.strip() == "It was {{ one }}."
    assert GOOD.lstrip("\n").split("\n")[opening.line] == "It was {{ one }}."


def test_a_text_without_parts_is_one_draft() -> None:
    pattern = read("---\ntitle: T\noccasion: true\n---\nHello\n").pattern
    assert pattern == Pattern("lesson", "en", occasion=True, title="T", text="Hello\n", line=5)
    assert read("Hello\n").pattern == Pattern("lesson", "en", text="Hello\n", line=1)


@pytest.mark.parametrize(
    ("text", "problem"),
    [
        (
            "---\nformat: story\n---\nx",
            "2:1: format is 'story', but the file's place says 'lesson'",
        ),
        ("---\nlanguage: it\n---\nx", "2:1: language is 'it', but"),
        (
            "---\nchannels: [linkedn]\n---\nx",
            "2:1: channels: 'linkedn' is not known; did you mean 'linkedin'?",
        ),
        ("---\noccasion: 3\n---\nx", "2:1: occasion should be"),
        ("---\nask: 3\n---\nx", "2:1: ask should be the interview"),
        ("---\nask:\n  one: 3\n---\nx", "3:1: one should have stem"),
        (
            "---\nask:\n  One:\n    stem: a\n    hint: b\n    example: c\n---\nx",
            "3:1: 'One': a stem",
        ),
        (
            "---\nask:\n  theme:\n    stem: a\n    hint: b\n    example: c\n---\nx",
            "3:1: 'theme': a",
        ),
        ("---\nask:\n  one:\n    stem: a\n    hint: b\n---\nx", "3:1: one: example is missing"),
        (
            "---\nask:\n  one:\n    stem: a\n    hint: b\n    example: c\n    from: [theme.mith]\n---\n",
            "3:1: one: from: 'theme.mith' is not known; did you mean 'theme.myth'?",
        ),
        ("---\nask:\n  - one\n---\nx", "2:1: ask should be the interview"),
        ("Hello\n=== opening a\nx", "1:1: text before the first ==="),
        ("=== openin a\nx", "1:5: 'openin' is no part; did you mean 'opening'?"),
        ("=== opening\nx", "1:5: write: === opening NAME"),
        ("=== alt x\nx", "1:5: write: === alt"),
        ("=== opening A b\nx", "1:5: write: === opening NAME"),
        (
            "=== opening a for linkdin\nx",
            "1:5: 'linkdin' is no kind of channel; did you mean 'linkedin'?",
        ),
        ("=== opening a\nx\n=== opening a\ny", "3:5: there is another opening a"),
        ("=== title t\n=== opening a\nx\n=== body b\ny", "5:1: there is no closing for linkedin"),
        ("---\na: [\n---\n", "front matter"),
    ],
)
def test_what_is_wrong_is_told_with_its_line(text: str, problem: str) -> None:
    reading = read(text)
    assert reading.pattern is None
    shown = [p.located("f").removeprefix("f:") for p in reading.problems]
    assert any(problem in line for line in shown), shown
