"""Templates: an interview in the front matter, and below it the parts of a piece.

A part begins with a line `=== ROLE NAME`, perhaps with `for KIND, KIND` behind it, and goes on to
the next such line; a template without any is one text, taken as it stands. Roles are title,
opening, body, closing (of which one each makes a piece), first_comment and alt.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Any, NamedTuple

from brandkit.core.drafts.shapes import KINDS, TASK_KINDS
from brandkit.core.notation.fields import Field, check_table
from brandkit.core.notation.frontmatter import FrontMatter, parse_front_matter, split
from brandkit.core.problems import Problem, nearest
from brandkit.core.saying import _

ROLES = ("title", "opening", "body", "closing", "first_comment", "alt")
PIECE = ("title", "opening", "body", "closing")
"""The roles of which a piece has one part each, in this order."""
MATERIAL_KINDS = ("story", "number", "myth", "phrase")
ALL_KINDS = (*KINDS, *TASK_KINDS)
SHOWN = (
    *(f"person.{key}" for key in ("last", "offers", "looks_for", "favour", "work")),
    "piece",
)
"""What a task's draft may show of the notes on a person, to whoever writes to them."""
SOURCES = (
    *(f"theme.{key}" for key in ("myth", "stand", "message", "audience", "in_text")),
    *(f"material.{kind}" for kind in MATERIAL_KINDS),
    "campaign",
    *SHOWN,
)
OFFERS = (*SOURCES, "person.said", "idea", "idea.work", "idea.url", "earlier")
"""What the interview may propose; ideas and earlier answers are never woven in by themselves."""
_FORMAT = r"[a-z][a-z0-9-]{0,39}"
STEM = {
    "stem": Field("text", "the beginning of a sentence, which the person completes", required=True),
    "hint": Field("text", "what to tell, as a question; the draft's blank says it", required=True),
    "example": Field("text", "an answer, as somebody would give it", required=True),
    "required": Field("boolean", "true where the piece cannot do without"),
    "from": Field("texts", "where the answer may be found already", choices=SOURCES),
    "offer": Field("texts", "where an answer may stand that is proposed", choices=OFFERS),
    "for": Field("texts", "the kinds of channel that need it; all, if left out", choices=ALL_KINDS),
    "keep": Field("text", "the kind of material a good answer makes", choices=MATERIAL_KINDS),
}
TEMPLATE = {
    "format": Field("text", "the format; the file's name says it too", pattern=_FORMAT),
    "language": Field("text", "the language; the folder says it too", choices=("it", "en")),
    "purpose": Field("text", "what a piece of this format does"),
    "channels": Field(
        "texts", "the kinds of channel it is for; all, if left out", choices=ALL_KINDS
    ),
    "occasion": Field("boolean", "true for a format that is only used when it is asked for"),
    "title": Field("text", "the title, for a template without parts"),
    "show": Field(
        "texts", "for a task: what the draft shows of your notes on a person", choices=SHOWN
    ),
    "ask": Field("table", "the interview: stems by their names", fields=STEM),
}
RESERVED = frozenset("brand theme channel idea campaign title day long".split())
RESERVED_FOR_TASKS = frozenset(
    "brand calendar person people piece title day said group card next look goals measures habit"
    " profile".split()
)
"""Names that a template sees already, so that no stem may have them: of a post, of a task."""
_PART = re.compile(r"^===[ \t]+(.*?)[ \t]*\r?$", re.MULTILINE)
_NAME = re.compile(_FORMAT)
_NO_NAME = ("first_comment", "alt")


class Stem(NamedTuple):
    """The beginning of a sentence that the person completes.

    The answer may be found in its *sources*, tried in order; what *offers* hold is proposed.
    """

    id: str
    stem: str
    hint: str
    example: str
    required: bool = False
    sources: tuple[str, ...] = ()
    kinds: tuple[str, ...] = ()
    keep: str = ""
    offers: tuple[str, ...] = ()


class Part(NamedTuple):
    """A piece of a piece; *line* is that of the file on which *text* begins."""

    role: str
    name: str
    text: str
    line: int
    kinds: tuple[str, ...] = ()


class Pattern(NamedTuple):
    """A template as read. *parts* is empty where it is one *text*.

    One for an *occasion* is used only where it is asked for. *show* is what a task's draft shows of
    the notes on a person.
    """

    format: str = ""
    language: str = ""
    purpose: str = ""
    channels: tuple[str, ...] = ()
    occasion: bool = False
    title: str = ""
    stems: tuple[Stem, ...] = ()
    parts: tuple[Part, ...] = ()
    text: str = ""
    line: int = 1
    show: tuple[str, ...] = ()

    @property
    def takes(self) -> frozenset[str]:
        """The kinds of material that an answer may be found in."""
        sources = {source for stem in self.stems for source in stem.sources}
        return frozenset(
            source.removeprefix("material.") for source in sources if source.startswith("material.")
        )

    def parts_for(self, role: str, kind: str) -> list[Part]:
        """The parts of a *role* for a *kind* of channel: those made for it, else those for all."""
        parts = [part for part in self.parts if part.role == role]
        own = [part for part in parts if kind in part.kinds]
        return own or [part for part in parts if not part.kinds]

    def stems_for(self, kind: str) -> list[Stem]:
        """What is asked for a piece on a *kind* of channel."""
        return [stem for stem in self.stems if not stem.kinds or kind in stem.kinds]


class TemplateReading(NamedTuple):
    """The pattern, or None where it cannot be used; all problems either way."""

    pattern: Pattern | None
    problems: tuple[Problem, ...]


def parse_template(text: str, format_name: str, language: str) -> TemplateReading:
    """The template *text* of a format in a language, as the file's place says."""
    front = parse_front_matter(text)
    if front.problems:
        return TemplateReading(None, front.problems)
    document = split(text)
    values = front.values
    first = (document.opening + (document.head or "") + document.closing).count("\n") + 1
    problems = _problems(front, document.head or "", format_name, language)
    parts, mistakes = _parts(document.body, first)
    problems += mistakes
    if parts and not problems:
        problems += _missing(parts, tuple(values.get("channels") or KINDS))
    if problems:
        return TemplateReading(None, tuple(sorted(problems)))
    pattern = Pattern(
        format_name,
        language,
        str(values.get("purpose") or ""),
        tuple(values.get("channels") or ()),
        bool(values.get("occasion")),
        str(values.get("title") or ""),
        tuple(_stem(name, value) for name, value in (values.get("ask") or {}).items()),
        tuple(parts),
        "" if parts else document.body,
        first,
        tuple(values.get("show") or ()),
    )
    return TemplateReading(pattern, ())


def _problems(front: FrontMatter, head: str, format_name: str, language: str) -> list[Problem]:
    """What is wrong in the front matter; keys that are not ours are the person's own."""
    values, found = front.values, []
    known = {key: value for key, value in values.items() if key in TEMPLATE and value is not None}
    ask = known.pop("ask", {})
    found += [
        Problem(front.lines[str(c.path[0])], 1, c.message) for c in check_table(known, TEMPLATE)
    ]
    if not isinstance(ask, Mapping):
        found.append(
            Problem(front.lines["ask"], 1, _("ask should be {help}", help=_(TEMPLATE["ask"].help)))
        )
    for key, wanted in (("format", format_name), ("language", language)):
        if known.get(key, wanted) != wanted:
            message = _(
                "{key} is {word!r}, but the file's place says {wanted!r}",
                key=key,
                word=known[key],
                wanted=wanted,
            )
            found.append(Problem(front.lines[key], 1, message))
    if found:
        return found
    is_for_tasks = bool(set(known.get("channels") or ()) & set(TASK_KINDS))
    reserved = RESERVED_FOR_TASKS if is_for_tasks else RESERVED
    for name, stem in ask.items():
        row = re.search(rf"^\s+{re.escape(name)}:", head, re.MULTILINE)
        line = 2 + head[: row.start()].count("\n") if row else front.lines["ask"]
        if not isinstance(stem, Mapping):
            found.append(
                Problem(line, 1, _("{name} should have stem, hint and example below it", name=name))
            )
            continue
        if not re.fullmatch(r"[a-z][a-z0-9_]*", name) or name in reserved:
            message = _(
                "{name!r}: a stem's name is small letters, digits and _, and none of {known}",
                name=name,
                known=", ".join(sorted(reserved)),
            )
            found.append(Problem(line, 1, message))
        found += [
            Problem(line, 1, _("{name}: {message}", name=name, message=c.message))
            for c in check_table(stem, STEM)
        ]
    return found


def _stem(name: str, value: Mapping[str, Any]) -> Stem:
    return Stem(
        name,
        value["stem"],
        value["hint"],
        value["example"],
        bool(value.get("required")),
        tuple(value.get("from", ())),
        tuple(value.get("for", ())),
        value.get("keep", ""),
        tuple(value.get("offer", ())),
    )


def _parts(body: str, first: int) -> tuple[list[Part], list[Problem]]:
    """The parts of *body*, which begins on line *first* of its file."""
    marks = list(_PART.finditer(body))
    parts: list[Part] = []
    problems: list[Problem] = []
    if marks and body[: marks[0].start()].strip():
        problems.append(Problem(first, 1, _("text before the first ===; give it a part")))
    ends = [*(mark.start() for mark in marks[1:]), len(body)] if marks else []
    for mark, end in zip(marks, ends, strict=True):
        line = first + body[: mark.start()].count("\n")
        words, _for, kinds_text = mark.group(1).partition(" for ")
        role, _space, name = words.strip().partition(" ")
        kinds = tuple(kind for kind in re.split(r"[,\s]+", kinds_text.strip()) if kind)
        if role not in ROLES:
            message = _(
                "{role!r} is no part{near}; one of {known}",
                role=role,
                near=nearest(role, ROLES),
                known=", ".join(ROLES),
            )
            problems.append(Problem(line, 5, message))
        if bool(name) != (role not in _NO_NAME) or (name and not _NAME.fullmatch(name)):
            example = f"=== {role}" + ("" if role in _NO_NAME else " NAME")
            problems.append(Problem(line, 5, _("write: {example}", example=example)))
        problems += [
            Problem(
                line,
                5,
                _("{kind!r} is no kind of channel{near}", kind=kind, near=nearest(kind, ALL_KINDS)),
            )
            for kind in kinds
            if kind not in ALL_KINDS
        ]
        if any((part.role, part.name) == (role, name) for part in parts):
            problems.append(Problem(line, 5, f"there is another {role} {name}".rstrip()))
        parts.append(Part(role, name, body[mark.end() + 1 : end], line + 1, kinds))
    return parts, problems


def _missing(parts: list[Part], kinds: tuple[str, ...]) -> list[Problem]:
    """A template with parts has a title, an opening, a body and a closing for every channel."""
    pattern = Pattern(parts=tuple(parts))
    return [
        Problem(
            parts[-1].line,
            1,
            _("there is no {role} for {kind}; add one: === {role} NAME", role=role, kind=kind),
        )
        for role in PIECE
        for kind in kinds
        if not pattern.parts_for(role, kind)
    ][:1]
