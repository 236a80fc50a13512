"""The ten habits on the board, and who is due."""

from __future__ import annotations

from datetime import timedelta
from typing import NamedTuple

from flask import Blueprint, request
from werkzeug.wrappers import Response

from brandkit.core.habits.scorecard import scores
from brandkit.evidence import before, evidence, figure, matter_of, next_step, rows_to_come
from brandkit.habits import add_habit, habits_of
from brandkit.housekeeping import writing
from brandkit.standing import cadences_of, standing_words
from brandkit.web.pages import page
from brandkit.web.site import back_to, site, work
from brandkit.workplace import Workplace

pages = Blueprint("habits", __name__)
QUARTER = timedelta(days=90)
FILES = 3
PEOPLE = 12
"""People who are due that are named."""


class Line(NamedTuple):
    """A habit: its number and name, the figure, what it rests on, the next step."""

    number: int
    name: str
    figure: str
    before: str
    evidence: str
    next: str


class Due(NamedTuple):
    """Somebody who is due, and since when."""

    name: str
    work: str
    said: str


class Off(NamedTuple):
    """A habit that could be taken up."""

    id: str
    number: int
    name: str
    goal: str


@pages.get("/habits")
def show() -> str:
    return page("habits.html", active="habits", **habit_values(work()))


def habit_values(visit: Workplace, *, named: bool = True) -> dict[str, object]:
    """What the page of the habits shows; where nobody is to be *named*, no file and no person."""
    words, today = visit.words, visit.now.date()
    matter, problems = matter_of(visit)
    found = scores(matter, today - QUARTER, today)
    rows = rows_to_come(visit)
    lines = [
        Line(
            one.number,
            words(f"habits.{one.number}"),
            figure(words, one),
            before(words, one),
            evidence(one, FILES) if named else "",
            next_step(visit, one, rows, matter) if named else "",
        )
        for one in found
    ]
    by = cadences_of(visit)
    people = list(matter.circle.people.values())
    late = [one for one in by.standings(people, today) if one.due <= today]
    due = [
        Due(
            one.person.name,
            ", ".join(part for part in (one.person.role, one.person.organisation) if part),
            standing_words(visit, one.person, by),
        )
        for one in (late[:PEOPLE] if named else [])
    ]
    return {
        "lines": lines,
        "off": [
            Off(one.id, one.number, one.calendar.name, one.calendar.habit.goal)
            for one in habits_of(matter.calendars, matter.brand.language)
            if not one.on and one.calendar.habit is not None
        ],
        "since": words.dated(today - QUARTER),
        "due": due,
        "more": max(len(late) - PEOPLE, 0) if named else len(late),
        "problems": [visit.said(text) for text in problems],
    }


@pages.post("/habits/add")
def add() -> Response:
    """A habit taken up: its calendar comes into the workspace, for the next plan."""
    visit = work()
    with writing(visit.root):
        path = add_habit(visit.root, request.form.get("name", ""), visit.brand.language)
    site().tell(visit.words("habits.added", path=path))
    return back_to("/habits")
