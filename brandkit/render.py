"""Templates to drafts: Jinja in its immutable sandbox, every variable defined, output capped."""

from __future__ import annotations

import os
import re
from collections.abc import Mapping
from typing import Any, NamedTuple

from brandkit.core.notation.frontmatter import parse_front_matter, split
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


class TemplateFile(NamedTuple):
    """A template's place; own ones stand before built-in ones of the same name."""

    path: str
    shown: str


class Drafted(NamedTuple):
    """The title and text that a template gave."""

    title: str
    body: str


def find_templates(root: str) -> dict[Template, TemplateFile]:
    """The templates of the workspace at *root* and the built-in ones, by what they are for.

    A template is `templates/LANGUAGE/FORMAT.KIND.md`; one's own of the same name comes first.
    """
    found: dict[Template, TemplateFile] = {}
    for folder, label in (
        (shipped("templates"), "built-in templates"),
        (os.path.join(root, "templates"), "templates"),
    ):
        for language in ("it", "en"):
            place = os.path.join(folder, language)
            for name in sorted(os.listdir(place)) if os.path.isdir(place) else ():
                parts = name.split(".")
                if len(parts) == 3 and parts[2] == "md":
                    shown = f"{label}/{language}/{name}"
                    key = Template(parts[0], parts[1], language)
                    found[key] = TemplateFile(os.path.join(place, name), shown)
    return found


class Renderer:
    """Compiles each template once and renders drafts from plain values."""

    def __init__(self, templates: Mapping[Template, TemplateFile]) -> None:
        self.templates = templates
        self._compiled: dict[Template, tuple[Any, Any, int]] = {}
        self._environment: Any = None

    def render(self, template: Template, context: Mapping[str, Any]) -> Drafted:
        """The draft; `TemplateError` with file and line where the template fails."""
        shown = self.templates[template].shown
        title, body, offset = self._compile(template)
        if context["title"]:
            heading = str(context["title"])
        else:
            heading = " ".join(self._run(title, context, shown, 0).split())
        text = self._run(body, {**context, "title": heading}, shown, offset)
        return Drafted(heading, _BLANK_LINES.sub("\n\n", text).strip("\n") + "\n")

    def _compile(self, template: Template) -> tuple[Any, Any, int]:
        if template not in self._compiled:
            file = self.templates[template]
            text = read(file.path).text
            front = parse_front_matter(text)
            if front.problems:
                raise TemplateError(front.problems[0].located(file.shown))
            document = split(text)
            offset = (document.opening + (document.head or "") + document.closing).count("\n")
            title = self._parse(str(front.values.get("title") or "{{ theme.name }}"), file, 0)
            body = self._parse(document.body, file, offset)
            self._compiled[template] = (title, body, offset)
        return self._compiled[template]

    def _parse(self, text: str, file: TemplateFile, offset: int) -> Any:
        from jinja2 import TemplateSyntaxError

        if self._environment is None:
            self._environment = _environment()
        try:
            return self._environment.from_string(text)
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


def _environment() -> Any:
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
    return environment
