"""Notes of a vault that are ideas, because they carry the tag that the brand names."""

from __future__ import annotations

import re
from typing import Any, NamedTuple

from brandkit.core.guessing import clear_guess
from brandkit.core.model import Brand, Idea
from brandkit.core.notation.frontmatter import parse_front_matter, split
from brandkit.core.notation.inbox import TAG, theme_named
from brandkit.core.problems import Problem

NOTE_MARK = "note:"
"""How an idea's id says that it is a note elsewhere."""
MOST_WORDS = 2000
"""Characters of a note that are shown in a draft; the whole is one click away."""
_CODE = re.compile(r"^(`{3,}|~{3,}).*?^\1[^\n]*$|`[^`\n]+`", re.DOTALL | re.MULTILINE)
_HEADING = re.compile(r"\A\s*#[ \t]+([^\n]+)\n?")


class NoteReading(NamedTuple):
    """The idea, or None where the note is none; why a note that may be one cannot be read."""

    idea: Idea | None
    problems: tuple[Problem, ...] = ()


def parse_note(text: str, name: str, path: str, tag: str, brand: Brand) -> NoteReading:
    """The idea that a note is if it carries *tag*, in its front matter or in its text.

    `#post/people` names the theme too; else any other tag may, or `theme:`, or the note's words.
    *name* is the note's path without `.md`; the file's own name is its title where it has none.
    """
    front = parse_front_matter(text)
    if front.problems:
        return NoteReading(None, front.problems if tag in text else ())
    body = split(text).body
    tags = [*_listed(front.values.get("tags")), *_listed(front.values.get("tag"))]
    tags += TAG.findall(_CODE.sub("", body))
    tag = tag.lstrip("#").casefold()
    ours = [one for one in tags if one.casefold() == tag or one.casefold().startswith(f"{tag}/")]
    if not ours:
        return NoteReading(None)
    heading = _HEADING.match(body)
    title = str(front.values.get("title") or "") or (heading.group(1).strip() if heading else "")
    words = (body[heading.end() :] if heading else body).strip()
    named = [str(front.values.get("theme") or "")]
    named += [one.partition("/")[2] for one in ours] + [one for one in tags if one not in ours]
    theme = next((found for one in named if one and (found := theme_named(one, brand))), None)
    title = title or name.rpartition("/")[2]
    theme = theme or clear_guess(f"{title}\n{words}", brand.themes, brand.language)
    return NoteReading(
        Idea(
            NOTE_MARK + name,
            title,
            theme.id if theme else "",
            body=words[:MOST_WORDS],
            dropped=front.values.get("status") == "dropped",
            path=path,
        )
    )


def _listed(value: Any) -> list[str]:
    """Tags as people write them: a list, or one text with commas or spaces."""
    if isinstance(value, str):
        value = re.split(r"[,\s]+", value)
    if not isinstance(value, (list, tuple)):
        return []
    return [str(item).strip().lstrip("#") for item in value if str(item or "").strip()]


def note_name(idea: Idea | None) -> str:
    """The note that an idea is, by its name: a whole path would tell of the person's machine."""
    if idea is None or not idea.id.startswith(NOTE_MARK):
        return ""
    return f"{idea.id.removeprefix(NOTE_MARK)}.md"
