"""Jinja in its immutable sandbox: every variable defined, output and ranges bounded."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Any

from brandkit.core.drafts import english, italian, weave
from brandkit.core.saying import _

MAX_DRAFT = 100_000
"""Characters of a draft; a template that makes more has gone wrong."""
MAX_RANGE = 1_000


class SandboxError(Exception):
    """A template that fails: why, and on which line of its text (0 where none can be named)."""

    def __init__(self, message: str, line: int) -> None:
        super().__init__(message)
        self.message = message
        self.line = line


class Sandbox:
    """The environment of one language; each text is compiled once."""

    def __init__(self, language: str) -> None:
        from jinja2 import TemplateError

        self._failures = (
            TemplateError,
            TypeError,
            ValueError,
            ArithmeticError,
            MemoryError,
            LookupError,
        )
        self._environment = _environment(language)
        self._compiled: dict[str, Any] = {}
        self._shared: tuple[Any, Any] = (None, None)

    def render(self, text: str, context: Mapping[str, Any]) -> str:
        """*text* with the values of *context*; `SandboxError` where it fails."""
        compiled = self._compile(text)
        parts: list[str] = []
        length = 0
        try:
            if "{%" not in text:
                return self._expressions(compiled, context)
            for part in compiled.generate(context):
                length += len(part)
                if length > MAX_DRAFT:
                    break
                parts.append(part)
        except self._failures as error:
            raise SandboxError(str(error), _line_of(error, compiled)) from error
        return _bounded("".join(parts), length)

    def _compile(self, text: str) -> Any:
        if text not in self._compiled:
            from jinja2 import TemplateSyntaxError

            try:
                self._compiled[text] = self._environment.from_string(text)
            except TemplateSyntaxError as error:
                raise SandboxError(error.message or "", error.lineno) from error
        return self._compiled[text]

    def _expressions(self, compiled: Any, context: Mapping[str, Any]) -> str:
        """A text that holds nothing but expressions can share the context of its piece."""
        if context is not self._shared[0]:
            self._shared = (context, compiled.new_context(context))
        text = "".join(compiled.root_render_func(self._shared[1]))
        return _bounded(text, len(text))


def _bounded(text: str, length: int) -> str:
    if length > MAX_DRAFT:
        raise SandboxError(
            _("the draft is longer than {max_draft:,} characters", max_draft=MAX_DRAFT), 0
        )
    return text


def _line_of(error: BaseException, compiled: Any) -> int:
    """The line of the template in which *error* was raised."""
    line, trace = 1, error.__traceback__
    while trace is not None:
        code = trace.tb_frame.f_code
        if code.co_filename == "<template>":
            raw = code.co_name == "root"
            line = compiled.get_corresponding_lineno(trace.tb_lineno) if raw else trace.tb_lineno
        trace = trace.tb_next
    return line


def _environment(language: str) -> Any:
    from jinja2 import StrictUndefined
    from jinja2.sandbox import ImmutableSandboxedEnvironment

    class Environment(ImmutableSandboxedEnvironment):
        def call(self, context: Any, obj: Any, /, *args: Any, **kwargs: Any) -> Any:
            if obj is range and sum(abs(a) for a in args if isinstance(a, int)) > MAX_RANGE:
                raise ValueError(_("range() of more than {max_range}", max_range=MAX_RANGE))
            return super().call(context, obj, *args, **kwargs)

        def call_binop(self, context: Any, operator: str, left: Any, right: Any) -> Any:
            if operator == "**":
                raise ValueError(_("** has no place in a template"))
            if operator == "*" and not (
                isinstance(left, (int, float)) and isinstance(right, (int, float))
            ):
                raise ValueError(_("a text or list cannot be multiplied"))
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


def _day(text: str, language: str, *, weekday: bool) -> str:
    """«7 dicembre 2026» for `2026-12-07`, «lunedì 7 dicembre 2026»; what is no day stays."""
    from brandkit.words import Words

    try:
        day = date.fromisoformat(text)
    except ValueError:
        return text
    words = Words(language)
    return words.dated(day) if weekday else f"{day.day} {words.month(day.month)} {day.year}"


def _filters(language: str) -> dict[str, Any]:
    """What a template may do with a text beside Jinja's own filters."""
    found: dict[str, Any] = {
        "sentence": weave.sentence,
        "question": weave.question,
        "quoted": lambda text: weave.quoted(text, language),
        "said": lambda text: weave.said(text, language),
        "day": lambda text: _day(text, language, weekday=False),
        "dated": lambda text: _day(text, language, weekday=True),
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
