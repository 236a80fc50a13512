"""PyYAML with the scalars of YAML 1.2: for front matter that our subset does not cover."""

from __future__ import annotations

import re
from typing import Any

import yaml

from brandkit.core.notation.frontmatter import FrontMatter
from brandkit.core.problems import Problem
from brandkit.core.saying import _

_Loader: Any = getattr(yaml, "CSafeLoader", yaml.SafeLoader)


class Yaml12Loader(_Loader):  # type: ignore[misc] # the C loader where there is one
    """Texts stay texts: no dates, no `on`, no sexagesimal numbers."""

    yaml_implicit_resolvers: dict[str, Any] = {}  # noqa: RUF012 - PyYAML's own interface


def _float(loader: Any, node: Any) -> float:
    return float(loader.construct_scalar(node).replace(".inf", "inf").replace(".nan", "nan"))


def _int(loader: Any, node: Any) -> int:
    text = loader.construct_scalar(node)
    return int(text, 0) if text[:2] in {"0x", "0o"} else int(text)


_TAG = "tag:yaml.org,2002:"
for _name, _pattern, _first in (
    ("null", r"~|null|Null|NULL|", ["~", "n", "N", ""]),
    ("bool", r"true|True|TRUE|false|False|FALSE", list("tTfF")),
    ("int", r"[-+]?[0-9]+|0o[0-7]+|0x[0-9a-fA-F]+", list("-+0123456789")),
    (
        "float",
        r"[-+]?(\.[0-9]+|[0-9]+(\.[0-9]*)?)([eE][-+]?[0-9]+)?|[-+]?\.(inf|Inf|INF)|\.(nan|NaN|NAN)",
        list("-+0123456789."),
    ),
):
    Yaml12Loader.add_implicit_resolver(_TAG + _name, re.compile(rf"^(?:{_pattern})$"), _first)
Yaml12Loader.add_constructor(_TAG + "float", _float)
Yaml12Loader.add_constructor(_TAG + "int", _int)


def parse_yaml(head: str) -> FrontMatter:
    """The mapping that *head* says, or the problem with its line; the fence is line 1."""
    try:
        for event in yaml.parse(head, Loader=Yaml12Loader):
            if isinstance(event, yaml.AliasEvent):
                mark = event.start_mark
                line, column = (mark.line + 2, mark.column + 1) if mark else (2, 1)
                message = _("front matter: aliases (*name) are not read; write the value out")
                return FrontMatter({}, {}, (Problem(line, column, message),))
        node = yaml.compose(head, Loader=Yaml12Loader)
        values = yaml.load(head, Loader=Yaml12Loader)  # noqa: S506 - a safe loader
    except (yaml.YAMLError, ValueError, RecursionError) as error:
        mark = getattr(error, "problem_mark", None)
        trouble = getattr(error, "problem", None) or str(error)
        line, column = (mark.line + 2, mark.column + 1) if mark else (2, 1)
        return FrontMatter(
            {}, {}, (Problem(line, column, _("front matter: {message}", message=trouble)),)
        )
    if not isinstance(values, dict):
        return FrontMatter({}, {}, (Problem(2, 1, _("front matter is not a list of key: value")),))
    pairs = node.value if node is not None else []
    lines = {str(key.value): key.start_mark.line + 2 for key, _ in pairs}
    return FrontMatter({str(key): value for key, value in values.items()}, lines, ())
