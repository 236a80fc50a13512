"""What `calendars/*.toml` says of a habit: what its tasks are about, and how long they take."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from brandkit.core.calendar.model import EVERYBODY, THEME, WHO, Habit
from brandkit.core.notation.fields import Complaint, Field
from brandkit.core.notation.locator import Path
from brandkit.core.people.cadence import STANDARD, TagCadence
from brandkit.core.people.person import MARKS, RECEIVED, Cadence
from brandkit.core.problems import nearest
from brandkit.core.saying import _

_CADENCE = Field(
    "integers",
    "days between two contacts: least, ideal and most, like [30, 90, 180]",
    low=1,
    high=3650,
)
TAG = {
    "name": Field("text", "a tag of people's notes", required=True),
    "cadence": _CADENCE._replace(required=True),
}
_WRITTEN = tuple(mark for mark in MARKS if mark != RECEIVED)
HABIT = {
    "habit": Field("integer", "which of the ten habits it serves", low=1, high=10),
    "template": Field("text", "the template of its drafts"),
    "goal": Field("text", "what it is for, in one sentence"),
    "minutes": Field("integer", "how long one of them takes: 10", low=1, high=480),
    "several": Field("integer", "how many people each is about: 1", low=1, high=10),
    "target": Field("integer", "how many are wanted in a month", low=1, high=1000),
    "who": Field("text", "which people it is about", choices=WHO),
    "tags": Field("texts", "only people with one of these tags"),
    "cadence": _CADENCE,
    "tag": Field("tables", "another cadence for those with a tag", fields=TAG),
    "mark": Field("text", "what the log of a person says of it once it is done", choices=_WRITTEN),
}
"""The keys of a calendar whose `pick` is no theme."""
FOR_POSTS = ("evergreen", "pin", "campaign", "series")


def habit_mistakes(table: Mapping[str, Any]) -> list[Complaint]:
    """Keys that a calendar of posts, or one of tasks, cannot have, and those that it must."""
    pick = table.get("pick", THEME)
    is_habit = pick != THEME
    found = [
        Complaint((key,), _("{key} has no place where pick is {pick!r}", key=key, pick=pick))
        for key in (FOR_POSTS if is_habit else HABIT)
        if key in table and key != "habit"
    ]
    for n, rhythm in enumerate(table.get("rhythm", ())):
        if is_habit and "channel" in rhythm:
            message = _("a task has no channel; only posts have one")
            found.append(Complaint(("rhythm", n, "channel"), message))
        if not is_habit and "channel" not in rhythm:
            message = _(
                "{key} is missing: {help}", key="channel", help=_("a channel of brand.toml")
            )
            found.append(Complaint(("rhythm", n), message))
    if is_habit and "template" not in table:
        help_text = _(HABIT["template"].help)
        found.append(Complaint((), _("{key} is missing: {help}", key="template", help=help_text)))
    cadences: list[tuple[Path, Any]] = [(("cadence",), table.get("cadence"))]
    cadences += [
        (("tag", n, "cadence"), tag["cadence"]) for n, tag in enumerate(table.get("tag", ()))
    ]
    for path, days in cadences:
        if days is not None and (len(days) != 3 or sorted(days) != list(days)):
            message = _("cadence: three numbers that grow, like [30, 90, 180]")
            found.append(Complaint(path, message))
    return found


def template_mistakes(table: Mapping[str, Any], formats: Sequence[str]) -> list[Complaint]:
    """A habit's template that is nowhere: neither by its name, nor one of a form, `NAME-FORM`."""
    word = table.get("template", "")
    if not word or not formats or any(f"{name}-".startswith(f"{word}-") for name in formats):
        return []
    near = nearest(word, formats) or _("; add templates/LANGUAGE/habits/{word}.md", word=word)
    message = _("template: there is no template {word!r}{near}", word=word, near=near)
    return [Complaint(("template",), message)]


def habit_in(table: Mapping[str, Any]) -> Habit | None:
    """The habit that a calendar's *table* describes; None for a calendar of posts."""
    if table.get("pick", THEME) == THEME:
        return None
    return Habit(
        template=table["template"],
        number=table.get("habit", 0),
        goal=table.get("goal", ""),
        minutes=table.get("minutes", 10),
        several=table.get("several", 1),
        target=table.get("target", 0),
        mark=table.get("mark", ""),
        who=table.get("who", EVERYBODY),
        tags=tuple(tag.lstrip("#") for tag in table.get("tags", ())),
        cadence=Cadence(*table.get("cadence", STANDARD)),
        by_tag=tuple(
            TagCadence(tag["name"].lstrip("#"), Cadence(*tag["cadence"]))
            for tag in table.get("tag", ())
        ),
    )
