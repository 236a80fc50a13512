"""Templates to drafts: Jinja in its immutable sandbox, every variable defined, output capped."""

from __future__ import annotations

import contextlib
import os
import re
from collections.abc import Mapping
from typing import Any, NamedTuple

from brandkit.core.drafts import english, italian, weave
from brandkit.core.drafts.shapes import KINDS
from brandkit.core.drafts.voice import voiced
from brandkit.core.model import Voice
from brandkit.core.notation.brand import LANGUAGES
from brandkit.core.notation.templates import Part, Pattern, Stem, parse_template
from brandkit.core.pieces import Template
from brandkit.data import shipped
from brandkit.errors import BrandkitError, UnreadableError
from brandkit.files import read

MAX_DRAFT = 100_000
"""Characters of a draft; a template that makes more has gone wrong."""
MAX_RANGE = 1_000
_BLANK_LINES = re.compile(r"\n{3,}")


class TemplateError(BrandkitError):
    """A template that fails, with its file and line."""

    code = UnreadableError.code


class Drafted(NamedTuple):
    """The title and text that a template gave."""

    title: str
    body: str


class TemplateFile(NamedTuple):
    """A template's place and what it says, or why it cannot be used."""

    path: str
    shown: str
    pattern: Pattern
    problems: tuple[str, ...] = ()


def find_templates(root: str) -> dict[Template, TemplateFile]:
    """The templates of the workspace at *root* and the built-in ones, by what they are for.

    `templates/LANGUAGE/FORMAT.md` is for all channels that it names, `FORMAT.KIND.md` for one kind
    and stands before it; one's own of the same name stands before a built-in one.
    """
    found: dict[Template, TemplateFile] = {}
    for folder, label in (
        (shipped("templates"), "built-in templates"),
        (os.path.join(root, "templates"), "templates"),
    ):
        for language in LANGUAGES:
            place = os.path.join(folder, language)
            names = os.listdir(place) if os.path.isdir(place) else ()
            for name in sorted(names, key=lambda name: (name.count("."), name)):
                parts = name.split(".")
                if parts[-1] != "md" or name.startswith(".") or len(parts) not in {2, 3}:
                    continue
                file = _template_file(place, f"{label}/{language}/{name}", parts[0], language)
                kinds = file.pattern.channels or KINDS
                for kind in parts[1:-1] or kinds:
                    found[Template(parts[0], kind, language)] = file
    return found


def _template_file(place: str, shown: str, format_name: str, language: str) -> TemplateFile:
    path = os.path.join(place, os.path.basename(shown))
    try:
        text = read(path).text
    except UnreadableError as error:
        return TemplateFile(path, shown, Pattern(), (error.message,))
    reading = parse_template(text, format_name, language)
    problems = tuple(problem.located(shown) for problem in reading.problems)
    return TemplateFile(path, shown, reading.pattern or Pattern(), problems)


class Renderer:
    """Compiles each part of a template once, in one voice, and renders it from plain values."""

    def __init__(self, templates: Mapping[Template, TemplateFile], voice: Voice) -> None:
        self.templates = templates
        self.voice = voice
        self._compiled: dict[tuple[str, str, str], Any] = {}
        self._environments: dict[str, Any] = {}
        self._shared: tuple[Any, Any] = (None, None)
        self._stems: dict[Template, tuple[Stem, ...]] = {}

    def pattern(self, template: Template) -> Pattern:
        """The template as read; `TemplateError` with all that is wrong with it."""
        file = self.templates[template]
        if file.problems:
            raise TemplateError(file.problems[0], details=file.problems[1:])
        return file.pattern

    def stems(self, template: Template) -> tuple[Stem, ...]:
        """What is asked for a piece, in the person's voice."""
        if template not in self._stems:
            self._stems[template] = tuple(
                stem._replace(
                    stem=voiced(stem.stem, self.voice),
                    hint=voiced(stem.hint, self.voice),
                    example=voiced(stem.example, self.voice),
                )
                for stem in self.pattern(template).stems_for(template.kind)
            )
        return self._stems[template]

    def part(self, template: Template, part: Part, context: Mapping[str, Any]) -> str:
        """One part, woven; `TemplateError` with file and line where it fails."""
        file = self.templates[template]
        key = (file.path, part.role, part.name)
        if key not in self._compiled:
            self._compiled[key] = (
                self._parse(part.text, file, template.language, part.line - 1)
                if "{" in part.text
                else voiced(part.text, self.voice)
            )
        compiled = self._compiled[key]
        if isinstance(compiled, str):
            return compiled
        with contextlib.suppress(Exception):
            if "{%" not in part.text:
                return self._expressions(compiled, context)
        return self._run(compiled, context, file.shown, part.line - 1)

    def _expressions(self, compiled: Any, context: Mapping[str, Any]) -> str:
        """A part that holds nothing but expressions, which can share the context of its piece."""
        if context is not self._shared[0]:
            self._shared = (context, compiled.new_context(context))
        text = "".join(compiled.root_render_func(self._shared[1]))
        if len(text) > MAX_DRAFT:
            raise ValueError
        return text

    def whole(self, template: Template, context: Mapping[str, Any]) -> Drafted:
        """The draft of a template without parts."""
        pattern, file = self.pattern(template), self.templates[template]
        key = (file.path, "", "")
        if key not in self._compiled:
            title = pattern.title or "{{ theme.name }}"
            self._compiled[key] = (
                self._parse(title, file, template.language, 0),
                self._parse(pattern.text, file, template.language, pattern.line - 1),
            )
        title, body = self._compiled[key]
        heading = str(context["title"])
        if not heading:
            heading = " ".join(weave.unmarked(self._run(title, context, file.shown, 0)).split())
        text = self._run(body, {**context, "title": heading}, file.shown, pattern.line - 1)
        return Drafted(heading, _BLANK_LINES.sub("\n\n", weave.unmarked(text)).strip("\n") + "\n")

    def _parse(self, text: str, file: TemplateFile, language: str, offset: int) -> Any:
        from jinja2 import TemplateSyntaxError

        if language not in self._environments:
            self._environments[language] = _environment(language)
        try:
            return self._environments[language].from_string(voiced(text, self.voice))
        except TemplateSyntaxError as error:
            message = f"{file.shown}:{error.lineno + offset}:1: {error.message}"
            raise TemplateError(message) from error

    def _run(self, template: Any, context: Mapping[str, Any], shown: str, offset: int) -> str:
        from jinja2 import TemplateError as JinjaError

        parts: list[str] = []
        length = 0
        try:
            for part in template.generate(context):
                length += len(part)
                if length > MAX_DRAFT:
                    message = f"{shown}: the draft is longer than {MAX_DRAFT:,} characters"
                    raise TemplateError(message)
                parts.append(part)
        except (
            JinjaError,
            TypeError,
            ValueError,
            ArithmeticError,
            MemoryError,
            LookupError,
        ) as error:
            line = _line_of(error) + offset
            raise TemplateError(f"{shown}:{line}:1: {error}") from error
        return "".join(parts)


def _line_of(error: BaseException) -> int:
    """The line of the template in which *error* was raised."""
    line, trace = 1, error.__traceback__
    while trace is not None:
        if trace.tb_frame.f_code.co_filename == "<template>":
            line = trace.tb_lineno
        trace = trace.tb_next
    return line


def _environment(language: str) -> Any:
    from jinja2 import StrictUndefined
    from jinja2.sandbox import ImmutableSandboxedEnvironment

    class Environment(ImmutableSandboxedEnvironment):
        def call(self, context: Any, obj: Any, /, *args: Any, **kwargs: Any) -> Any:
            if obj is range and sum(abs(a) for a in args if isinstance(a, int)) > MAX_RANGE:
                raise ValueError(f"range() of more than {MAX_RANGE}")
            return super().call(context, obj, *args, **kwargs)

        def call_binop(self, context: Any, operator: str, left: Any, right: Any) -> Any:
            if operator == "**":
                raise ValueError("** has no place in a template")
            if operator == "*" and not (
                isinstance(left, (int, float)) and isinstance(right, (int, float))
            ):
                raise ValueError("a text or list cannot be multiplied")
            return super().call_binop(context, operator, left, right)

        intercepted_binops = frozenset({"*", "**"})

    environment = Environment(
        undefined=StrictUndefined, trim_blocks=True, lstrip_blocks=True, keep_trailing_newline=True
    )
    for name in ("lipsum", "cycler", "joiner", "namespace"):
        environment.globals.pop(name, None)
    environment.globals["range"] = range
    environment.filters |= _filters(language)
    return environment


def _filters(language: str) -> dict[str, Any]:
    """What a template may do with a text beside Jinja's own filters."""
    found: dict[str, Any] = {
        "sentence": weave.sentence,
        "question": weave.question,
        "quoted": lambda text: weave.quoted(text, language),
        "said": lambda text: weave.said(text, language),
    }
    if language == "it":
        return found | {
            "prep": lambda text, word: italian.with_preposition(word, weave.words_of(text)),
            "joined": lambda text, word: italian.euphonic(word, weave.words_of(text)),
            "un": lambda text, gender: italian.indefinite(weave.words_of(text), gender),
        }
    return found | {
        "an": lambda text: english.indefinite(weave.words_of(text)),
        "possessive": lambda text: english.possessive(weave.words_of(text)),
    }
