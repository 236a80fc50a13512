"""What a TOML file of ours may hold: one description for the checks and for the JSON Schema."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import date, datetime, time
from typing import Any, NamedTuple

from brandkit.core.calendar.walltime import YEARS
from brandkit.core.notation.locator import Path, locate, position
from brandkit.core.problems import Problem, nearest
from brandkit.core.saying import _

MAX_FILE = 500_000
"""Characters of a TOML file; more is not written by hand."""


class Field(NamedTuple):
    """One key. *kind* is text, integer, boolean, date, day-or-moment, time, texts, integers, table,
    tables, or dates; *choices* bounds texts, *low* and *high* numbers and lengths.
    """

    kind: str
    help: str
    required: bool = False
    choices: tuple[str, ...] = ()
    low: int | None = None
    high: int | None = None
    fields: Mapping[str, Field] | None = None
    pattern: str = ""


class Complaint(NamedTuple):
    """A mistake at a path; it gets its line once the whole file has been looked at."""

    path: Path
    message: str
    warning: bool = False


class TableReading(NamedTuple):
    """The raw table of a TOML file (empty where it cannot be read), and what is wrong."""

    table: dict[str, Any]
    problems: tuple[Problem, ...]


def read_toml(text: str) -> TableReading:
    """*text* as a table, or the one syntax error with its place."""
    import tomllib

    if len(text) > MAX_FILE:
        message = _("{n:,} characters; {max_file:,} is the limit", n=len(text), max_file=MAX_FILE)
        return TableReading({}, (Problem(1, 1, message),))
    try:
        return TableReading(tomllib.loads(text.removeprefix("\ufeff")), ())
    except tomllib.TOMLDecodeError as error:
        return TableReading({}, (_syntax_problem(text, str(error)),))
    except RecursionError:
        return TableReading({}, (Problem(1, 1, _("lists nested too deeply")),))


def _syntax_problem(text: str, message: str) -> Problem:
    import re

    match = re.search(r" \(at (?:line (\d+), column (\d+)|end of document)\)$", message)
    words = message[: match.start()] if match else message
    if match and match.group(1):
        line, column = int(match.group(1)), int(match.group(2))
    else:
        line, column = position(text, len(text.rstrip()))
    return Problem(
        line, column, _("this is not TOML: {trouble}", trouble=words[:1].lower() + words[1:])
    )


def check_table(
    table: Mapping[str, Any], fields: Mapping[str, Field], path: Path = ()
) -> list[Complaint]:
    """What is wrong with *table*; unknown keys are warnings."""
    found: list[Complaint] = []
    for key, value in table.items():
        field = fields.get(key)
        if field is None:
            message = _("unknown key {key!r}{near}", key=key, near=nearest(key, fields))
            found.append(Complaint((*path, key), message, warning=True))
        else:
            found += _check_value(value, field, (*path, key))
    found += [
        Complaint(path, _("{key} is missing: {help}", key=key, help=_(field.help)))
        for key, field in fields.items()
        if field.required and key not in table
    ]
    return found


def _check_value(value: Any, field: Field, path: Path) -> list[Complaint]:
    key = next(name for name in reversed(path) if isinstance(name, str))
    if not _KINDS[field.kind](value):
        return [Complaint(path, _("{key} should be {word}", key=key, word=_WORDS[field.kind]))]
    if field.kind == "table":
        return check_table(value, field.fields or {}, path)
    if field.kind == "tables":
        return [
            complaint
            for n, item in enumerate(value)
            for complaint in check_table(item, field.fields or {}, (*path, n))
        ]
    if field.kind in {"texts", "integers"}:
        item = field._replace(kind=field.kind.removesuffix("s"))
        found = [c for n, part in enumerate(value) for c in _check_value(part, item, (*path, n))]
        if field.required and not value:
            found.append(Complaint(path, _("{key} is empty: {help}", key=key, help=_(field.help))))
        return found
    if isinstance(value, str):
        return _check_text(value, field, path, key)
    if isinstance(value, int) and not isinstance(value, bool):
        low, high = field.low, field.high
        if (low is not None and value < low) or (high is not None and value > high):
            bounds = (
                _("at least {low}", low=low)
                if high is None
                else _("between {low} and {high}", low=low, high=high)
            )
            return [
                Complaint(
                    path,
                    _(
                        "{key} is {value}; it should be {bounds}",
                        key=key,
                        value=value,
                        bounds=bounds,
                    ),
                )
            ]
    return []


def _check_text(value: str, field: Field, path: Path, key: str) -> list[Complaint]:
    import re

    if field.required and not value.strip():
        return [Complaint(path, _("{key} is empty: {help}", key=key, help=_(field.help)))]
    if field.choices and value.casefold() not in field.choices:
        hint = nearest(value, field.choices) or _(
            "; one of {known}", known=", ".join(field.choices[:20])
        )
        return [
            Complaint(
                path, _("{key}: {value!r} is not known{hint}", key=key, value=value, hint=hint)
            )
        ]
    if field.pattern and not re.fullmatch(field.pattern, value):
        return [
            Complaint(
                path,
                _(
                    "{key}: {value!r} does not fit; {help}",
                    key=key,
                    value=value,
                    help=_(field.help),
                ),
            )
        ]
    return []


def located(text: str, complaints: list[Complaint]) -> tuple[Problem, ...]:
    """The *complaints* with their places in *text*, in the order of the file."""
    if not complaints:
        return ()
    mark = len(text) - len(text.removeprefix("\ufeff"))
    places = locate(text[mark:])
    found = []
    for path, message, warning in complaints:
        offset = 0
        if path:
            place = places[path]
            is_list_item = isinstance(path[-1], int)
            offset = mark + (place.start if is_list_item else place.key)
        line, column = position(text, offset)
        found.append(Problem(line, column, message, warning))
    return tuple(sorted(found))


def _is_texts(value: Any) -> bool:
    return isinstance(value, list) and all(isinstance(item, str) for item in value)


def _is_day(value: Any) -> bool:
    return isinstance(value, date) and not isinstance(value, datetime) and value.year in YEARS


def _is_integer(value: Any) -> bool:
    return isinstance(value, int) and not isinstance(value, bool)


def _is_time(value: Any) -> bool:
    if isinstance(value, time):
        return True
    if not isinstance(value, str):
        return False
    return parse_time(value) is not None


def parse_time(value: Any) -> time | None:
    """`08:30` as a TOML time or between quotes, also `8.30` as Italians write it."""
    import re

    if isinstance(value, time):
        return value.replace(second=0, microsecond=0)
    match = re.fullmatch(r"([01]?\d|2[0-3])[:.]([0-5]\d)", str(value).strip())
    return time(int(match.group(1)), int(match.group(2))) if match else None


_KINDS: dict[str, Callable[[Any], bool]] = {
    "text": lambda value: isinstance(value, str),
    "integer": _is_integer,
    "boolean": lambda value: isinstance(value, bool),
    "date": _is_day,
    "day-or-moment": lambda value: (
        isinstance(value, date)
        and value.year in YEARS
        and not (isinstance(value, datetime) and value.tzinfo)
    ),
    "dates": lambda value: isinstance(value, list) and all(_is_day(item) for item in value),
    "time": _is_time,
    "texts": _is_texts,
    "integers": lambda value: isinstance(value, list) and all(_is_integer(item) for item in value),
    "table": lambda value: isinstance(value, dict),
    "tables": lambda value: (
        isinstance(value, list) and all(isinstance(item, dict) for item in value)
    ),
}
_WORDS = {
    "text": _('a text between quotes, like "leadership"'),
    "integer": _("a whole number, like 30"),
    "boolean": _("true or false"),
    "date": _("a date without quotes, like 2026-12-01"),
    "day-or-moment": _(
        "a date without quotes, like 2026-12-01, or with a time, 2026-12-01T08:30:00"
    ),
    "dates": _("a list of dates without quotes, like [2026-12-24, 2026-12-31]"),
    "time": _('a time, like "08:30"'),
    "texts": _('a list of texts, like ["people", "change"]'),
    "integers": _("a list of whole numbers, like [14, 7, 1]"),
    "table": _("a table"),
    "tables": _("a list of tables, each under its own [[…]]"),
}


def schema_of(fields: Mapping[str, Field], title: str) -> dict[str, Any]:
    """The JSON Schema (2020-12) of a file with *fields*."""
    return {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "title": title,
        **_object(fields),
    }


def _object(fields: Mapping[str, Field]) -> dict[str, Any]:
    required = [key for key, field in fields.items() if field.required]
    return {
        "type": "object",
        "properties": {key: _property(field) for key, field in fields.items()},
        **({"required": required} if required else {}),
    }


def _property(field: Field) -> dict[str, Any]:
    kind = field.kind
    shape: dict[str, Any]
    if kind in {"text", "time", "date", "day-or-moment"}:
        shape = {"type": "string"}
    elif kind in {"integer", "boolean"}:
        shape = {"type": kind}
    elif kind == "table":
        shape = _object(field.fields or {})
    elif kind == "tables":
        shape = {"type": "array", "items": _object(field.fields or {})}
    else:
        item = "integer" if kind == "integers" else "string"
        shape = {"type": "array", "items": {"type": item}}
    bounded = shape.get("items", shape) if kind in {"texts", "integers"} else shape
    if field.choices:
        bounded["enum"] = list(field.choices)
    if field.low is not None and "integer" in kind:
        bounded["minimum"] = field.low
    if field.high is not None and "integer" in kind:
        bounded["maximum"] = field.high
    if field.pattern:
        bounded["pattern"] = f"^(?:{field.pattern})$"
    return {"description": field.help, **shape}
