"""Files of `others/`: what other people say of one, as notes with front matter.

Three kinds: `words` (a few words, parted by commas), `recommendation` (a text) and `endorsements`
(lines like `- Recruiting: 12`).
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from datetime import date
from typing import NamedTuple

from brandkit.core.notation.frontmatter import parse_front_matter, split
from brandkit.core.problems import Problem, nearest
from brandkit.core.saying import _

OTHERS = "others"
"""The folder."""
WORDS, RECOMMENDATION, ENDORSEMENTS = "words", "recommendation", "endorsements"
KINDS = (WORDS, RECOMMENDATION, ENDORSEMENTS)
_COUNTED = re.compile(r"[-*+][ \t]+(.+?)[ \t]*:[ \t]*(\d{1,6})[ \t]*$", re.MULTILINE)


class Remark(NamedTuple):
    """One thing that was said: by whom and when, if that is known; so many *times*."""

    kind: str
    text: str
    by: str = ""
    on: date | None = None
    times: int = 1


class RemarksReading(NamedTuple):
    """The remarks of a file, or None where it cannot be used; all problems either way."""

    remarks: tuple[Remark, ...] | None
    problems: tuple[Problem, ...]


def parse_remarks(text: str) -> RemarksReading:
    """What the file *text* says that others say."""
    front = parse_front_matter(text)
    if front.problems:
        return RemarksReading(None, front.problems)
    kind = str(front.values.get("kind") or "")
    if kind not in KINDS:
        message = _(
            "kind: {kind!r} is none; one of {kinds}{near}",
            kind=kind,
            kinds=", ".join(KINDS),
            near=nearest(kind, KINDS),
        )
        return RemarksReading(None, (Problem(front.lines.get("kind", 1), 1, message),))
    body = split(text).body.strip()
    by = str(front.values.get("by") or "")
    on = _day(front.values.get("on"))
    if kind == ENDORSEMENTS:
        return RemarksReading(
            tuple(
                Remark(kind, skill, on=on, times=int(times))
                for skill, times in _COUNTED.findall(body)
            ),
            (),
        )
    texts = [body] if kind == RECOMMENDATION else words_in(body)
    return RemarksReading(tuple(Remark(kind, said, by, on) for said in texts if said), ())


def words_in(text: str) -> list[str]:
    """The words of *text*, parted by commas, semicolons or lines; each once."""
    parts = (" ".join(part.split()).strip(".") for part in re.split(r"[,;\n]", text))
    return list(dict.fromkeys(part for part in parts if part))


def with_counts(body: str, counts: Mapping[str, int]) -> str:
    """The lines of endorsements in *body* with new *counts*; other lines stay, new ones follow."""
    left = dict(counts)

    def counted(match: re.Match[str]) -> str:
        skill = match.group(1)
        if skill not in left:
            return match.group()
        return match.group()[: match.start(2) - match.start()] + str(left.pop(skill))

    kept = _COUNTED.sub(counted, body)
    more = sorted(left.items(), key=lambda found: (-found[1], found[0]))
    gap = "\n" if kept and not kept.endswith("\n") else ""
    return kept + gap + "".join(f"- {skill}: {count}\n" for skill, count in more)


def _day(value: object) -> date | None:
    try:
        return date.fromisoformat(str(value))
    except ValueError:
        return None
