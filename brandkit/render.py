"""Templates to drafts: found, read once, rendered in the person's voice."""

from __future__ import annotations

import os
import re
from collections.abc import Mapping, Sequence
from itertools import product
from typing import Any, NamedTuple

from brandkit.core.drafts import weave
from brandkit.core.drafts.shapes import KINDS, TASK_KINDS
from brandkit.core.drafts.voice import voiced
from brandkit.core.model import Voice
from brandkit.core.notation.brand import LANGUAGES
from brandkit.core.notation.templates import Part, Pattern, Stem, parse_template
from brandkit.core.pieces import Template
from brandkit.core.saying import _
from brandkit.data import shipped
from brandkit.errors import BrandkitError, UnreadableError
from brandkit.files import read
from brandkit.sandbox import Sandbox, SandboxError
from brandkit.template_child import TemplateChild

TASKS = "habits"
"""The folder of the templates for tasks."""
_BUILT_IN = "built-in templates"
_BLANK_LINES = re.compile(r"\n{3,}")


class TemplateError(BrandkitError):
    """A template that fails, with its file and line."""

    code = UnreadableError.code


class Drafted(NamedTuple):
    """The title and text that a template gave."""

    title: str
    body: str


class TemplateFile(NamedTuple):
    """A template's place and what it says, or why it cannot be used. *own* is not built in."""

    path: str
    shown: str
    pattern: Pattern
    problems: tuple[str, ...] = ()
    own: bool = False


def find_templates(
    root: str, languages: Sequence[str] = LANGUAGES, only: str = ""
) -> dict[Template, TemplateFile]:
    """The templates of the workspace at *root* and the built-in ones, by what they are for.

    *only* is a format to which they are limited.

    `templates/LANGUAGE/FORMAT.md` is for all channels that it names, `FORMAT.KIND.md` for one kind
    and stands before it; one's own of the same name stands before a built-in one. Those for tasks
    are in a folder of their own, `templates/LANGUAGE/habits/`.
    """
    found: dict[Template, TemplateFile] = {}
    for folder, label in (
        (shipped("templates"), _BUILT_IN),
        (os.path.join(root, "templates"), "templates"),
    ):
        for language, below in product(languages, ("", TASKS)):
            place = os.path.join(folder, language, below)
            names = os.listdir(place) if os.path.isdir(place) else ()
            for name in sorted(names, key=lambda name: (name.count("."), name)):
                parts = name.split(".")
                if parts[-1] != "md" or name.startswith(".") or len(parts) not in {2, 3}:
                    continue
                if only and parts[0] != only:
                    continue
                shown = "/".join(part for part in (label, language, below, name) if part)
                file = _template_file(place, shown, parts[0], language)
                kinds = file.pattern.channels or KINDS
                for kind in parts[1:-1] or kinds:
                    found[Template(parts[0], kind, language)] = file
    return found


def _template_file(place: str, shown: str, format_name: str, language: str) -> TemplateFile:
    path = os.path.join(place, os.path.basename(shown))
    own = not shown.startswith(_BUILT_IN)
    try:
        text = read(path).text
    except UnreadableError as error:
        return TemplateFile(path, shown, Pattern(), (error.message,), own)
    reading = parse_template(text, format_name, language)
    problems = tuple(problem.located(shown) for problem in reading.problems)
    return TemplateFile(path, shown, reading.pattern or Pattern(), problems, own)


class Renderer:
    """Compiles each part of a template once, in one voice, and renders it from plain values."""

    def __init__(self, templates: Mapping[Template, TemplateFile], voice: Voice) -> None:
        self.templates = templates
        self.voice = voice
        self._voiced: dict[tuple[str, str, str, Voice], str] = {}
        self._sandboxes: dict[str, Sandbox] = {}
        self._child = TemplateChild()
        self._stems: dict[tuple[Template, Voice], tuple[Stem, ...]] = {}

    def pattern(self, template: Template) -> Pattern:
        """The template as read; `TemplateError` with all that is wrong with it."""
        file = self.templates[template]
        if file.problems:
            raise TemplateError(file.problems[0], details=file.problems[1:])
        return file.pattern

    def stems(self, template: Template, voice: Voice | None = None) -> tuple[Stem, ...]:
        """What is asked for a piece, in the person's *voice*."""
        voice = voice or self.voice
        key = (template, voice)
        if key not in self._stems:
            self._stems[key] = tuple(
                stem._replace(
                    stem=voiced(stem.stem, voice),
                    hint=voiced(stem.hint, voice),
                    example=voiced(stem.example, voice),
                )
                for stem in self.pattern(template).stems_for(template.kind)
            )
        return self._stems[key]

    def part(
        self,
        template: Template,
        part: Part,
        context: Mapping[str, Any],
        voice: Voice | None = None,
    ) -> str:
        """One part, woven in a *voice*; `TemplateError` with file and line where it fails."""
        file, voice = self.templates[template], voice or self.voice
        key = (file.path, part.role, part.name, voice)
        if key not in self._voiced:
            self._voiced[key] = voiced(part.text, voice)
        text = self._voiced[key]
        return self._run(file, template.language, text, context, part.line - 1)

    def whole(self, template: Template, context: Mapping[str, Any]) -> Drafted:
        """The draft of a template without parts."""
        pattern, file = self.pattern(template), self.templates[template]
        standard = "{{ calendar.name }}" if template.kind in TASK_KINDS else "{{ theme.name }}"
        title = voiced(pattern.title or standard, self.voice)
        heading = str(context["title"])
        if not heading:
            given = self._run(file, template.language, title, context, 0)
            heading = " ".join(weave.unmarked(given).split())
        words = voiced(pattern.text, self.voice)
        seen = {**context, "title": heading}
        text = self._run(file, template.language, words, seen, pattern.line - 1)
        return Drafted(heading, _BLANK_LINES.sub("\n\n", weave.unmarked(text)).strip("\n") + "\n")

    def _run(
        self,
        file: TemplateFile,
        language: str,
        text: str,
        context: Mapping[str, Any],
        offset: int,
    ) -> str:
        """A text of *file*: built-in ones here, one's own in a child with limits."""
        if "{" not in text:
            return text
        try:
            if file.own:
                return self._child.render(language, text, context)
            if language not in self._sandboxes:
                self._sandboxes[language] = Sandbox(language)
            return self._sandboxes[language].render(text, context)
        except SandboxError as error:
            where = f"{file.shown}:{error.line + offset}:1" if error.line else file.shown
            raise TemplateError(
                _("{where}: {message}", where=where, message=error.message)
            ) from error
