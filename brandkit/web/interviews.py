"""The interview of an entry on the board: one question at a time, each answer kept at once."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from flask import Blueprint, redirect, request
from werkzeug.wrappers import Response

from brandkit.core.drafts.interview import Known, earlier_answers, suggestion
from brandkit.core.drafts.weave import blanks, visible
from brandkit.core.notation.templates import Stem
from brandkit.core.saying import _
from brandkit.errors import ImpossibleError
from brandkit.web.pages import page
from brandkit.web.site import back_to, entry_of_id, site, typed, work
from brandkit.world import read_world
from brandkit.writing import Begun, Interviewer

pages = Blueprint("interviews", __name__)
WORTH_KEEPING = 40
"""Characters from which an answer may be worth keeping as material."""


class Question(NamedTuple):
    """One question: what is asked, what was answered, and what could be taken for an answer.

    With *is_found* the answer is what a theme, an idea or material says, and nobody's yet.
    """

    name: str
    stem: str
    hint: str
    example: str
    answer: str
    offer: str
    keep: str
    is_found: bool = False


def _interviewer(identity: str) -> Interviewer:
    visit = work()
    world = read_world(visit.root, visit.now, lambda _settings: visit.now)
    return Interviewer(visit.root, world, entry_of_id(world.situation.entries, identity))


def _questions(interviewer: Interviewer, begun: Begun) -> list[Question]:
    """What is asked, in its order: the stems, or of a text of one's own the blanks that stand."""
    if begun.by_hand or not begun.asked.stems:
        return [
            Question(f"blank{n}", f"{_asked(text)}?", "", "", "", "", "")
            for n, text in enumerate(blanks(interviewer.entry.body))
        ]
    earlier = earlier_answers(interviewer.world.situation.entries, interviewer.entry)
    return [_question(stem, begun, earlier) for stem in begun.asked.stems]


def _asked(blank: str) -> str:
    return blank.removeprefix("[?").removesuffix("?]").strip()


def _question(stem: Stem, begun: Begun, earlier: dict[str, str]) -> Question:
    found = begun.asked.found.get(stem.id)
    answer = begun.answers.get(stem.id) or (found.text if found else "")
    offer: Known | None = suggestion(stem, begun.asked.known, earlier, answer)
    said = offer.text if offer is not None and offer.text != answer else ""
    return Question(
        stem.id,
        stem.stem,
        stem.hint,
        stem.example,
        answer,
        said,
        stem.keep,
        is_found=stem.id not in begun.answers and bool(answer),
    )


@pages.get("/entries/<identity>/interview")
def show(identity: str) -> str | Response:
    """One question: the one that is named, else the first that is open."""
    interviewer = _interviewer(identity)
    begun = interviewer.begin()
    questions = _questions(interviewer, begun)
    if not questions:
        return redirect(f"/entries/{identity}", code=303)
    n = _place(questions, request.args.get("q", ""))
    entry = interviewer.entry
    theme = work().brand.theme(entry.theme)
    return page(
        "interview.html",
        entry=entry,
        theme=theme,
        question=questions[n],
        number=n + 1,
        all=len(questions),
        before=questions[n - 1].name if n else "",
        by_hand=begun.by_hand,
        so_far=visible(entry.body),
        kind=work().words(f"material.{questions[n].keep}") if questions[n].keep else "",
    )


def _place(questions: Sequence[Question], wanted: str) -> int:
    """Where the question is that is wanted.

    Else the first open one of an interview that was begun, and the first of all: what stands there
    already is not the person's until they have seen it.
    """
    for n, one in enumerate(questions):
        if one.name == wanted:
            return n
    if all(one.is_found or not one.answer for one in questions):
        return 0
    return next((n for n, one in enumerate(questions) if not one.answer), 0)


@pages.post("/entries/<identity>/interview")
def answer(identity: str) -> Response:
    """An answer kept, and the next question; after the last one the piece."""
    form = request.form
    interviewer = _interviewer(identity)
    begun = interviewer.begin()
    questions = _questions(interviewer, begun)
    names = [one.name for one in questions]
    name = form.get("name", "")
    n = names.index(name) if name in names else -1
    if n < 0 or form.get("asked", questions[n].stem) != questions[n].stem:
        raise ImpossibleError(_("That is no longer asked; the draft changed meanwhile."))
    text = typed("answer")
    if "take" in form:
        text = questions[n].offer
    if "skip" not in form:
        _keep(interviewer, begun, questions[n], text)
        if form.get("keep") and len(text) >= WORTH_KEEPING:
            path = interviewer.keep_as_material(questions[n].keep, text)
            site().tell(work().words("material.added", path=path))
    filled = begun.by_hand and bool(text) and "skip" not in form
    following = n + (0 if filled else 1)
    left = blanks(interviewer.entry.body) if begun.by_hand else names
    if following < len(left):
        following_name = f"blank{following}" if begun.by_hand else names[following]
        return redirect(f"/entries/{identity}/interview?q={following_name}", code=303)
    site().tell(work().words("board.interview done"))
    return back_to(f"/entries/{identity}")


def _keep(interviewer: Interviewer, begun: Begun, question: Question, text: str) -> None:
    """The answer on the disk, where it says something new."""
    if begun.by_hand or not begun.asked.stems:
        n = int(question.name.removeprefix("blank"))
        if text:
            interviewer.fill(blanks(interviewer.entry.body)[n], text)
        return
    if text == begun.answers.get(question.name, "") or (
        text == question.answer and question.name not in begun.answers
    ):
        return
    order = [stem.id for stem in begun.asked.stems]
    answers = {**begun.answers, question.name: text}
    kept = {name: answers[name] for name in order if name in answers}
    interviewer.keep(kept | answers)
