"""`material/*.md`: a short true story, number, myth heard or phrase of one's own."""

from __future__ import annotations

from datetime import date
from typing import Any, NamedTuple

from brandkit.core.model import Material
from brandkit.core.notation.frontmatter import parse_front_matter, split
from brandkit.core.notation.templates import MATERIAL_KINDS
from brandkit.core.problems import Problem, nearest
from brandkit.core.saying import _

KEYS = ("kind", "themes", "may", "people", "channels", "added", "used")
"""The keys of a piece of material, in their order."""
PUBLISH = "publish"


class MaterialReading(NamedTuple):
    """The material, or None where the file cannot be used; all problems either way."""

    material: Material | None
    problems: tuple[Problem, ...]


def parse_material(text: str, material_id: str, path: str) -> MaterialReading:
    """A file of `material/`: its kind and themes above, the words below."""
    front = parse_front_matter(text)
    if front.problems:
        return MaterialReading(None, front.problems)
    values, problems = front.values, []
    kind = str(values.get("kind") or MATERIAL_KINDS[0])
    if kind not in MATERIAL_KINDS:
        message = _(
            "kind: {kind!r} is not known{near}; one of {known}",
            kind=kind,
            near=nearest(kind, MATERIAL_KINDS),
            known=", ".join(MATERIAL_KINDS),
        )
        problems.append(Problem(front.lines["kind"], 1, message))
    days = [(item, _day(item)) for item in _listed(values.get("used"))]
    problems += [
        Problem(front.lines["used"], 1, _("used: {item!r} is no date; write 2026-12-01", item=item))
        for item, day in days
        if day is None
    ]
    may = _listed(values.get("may"))
    problems += [
        Problem(
            front.lines["may"],
            1,
            _("may: {item!r} is not known; only {publish} is", item=item, publish=PUBLISH),
        )
        for item in may
        if item != PUBLISH
    ]
    words = split(text).body.strip()
    if not words:
        problems.append(Problem(1, 1, _("there are no words below the front matter")))
    if problems:
        return MaterialReading(None, tuple(problems))
    return MaterialReading(
        Material(
            id=material_id,
            kind=kind,
            text=words,
            themes=tuple(_listed(values.get("themes"))),
            people=tuple(_listed(values.get("people"))),
            channels=tuple(_listed(values.get("channels"))),
            may_publish=bool(may),
            added=_day(values.get("added")),
            used=tuple(day for _, day in days if day is not None),
            path=path,
        ),
        (),
    )


def _listed(value: Any) -> list[str]:
    """One text or several, as a list."""
    if value is None:
        return []
    return [str(item) for item in value] if isinstance(value, list) else [str(value)]


def _day(value: Any) -> date | None:
    try:
        return date.fromisoformat(str(value)[:10])
    except ValueError:
        return None
