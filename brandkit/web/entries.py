"""An entry on the board: its editor, how its channel shows it, why it is there."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import timedelta

from flask import Blueprint, request
from markupsafe import escape
from werkzeug.wrappers import Response

from brandkit import files
from brandkit.core.drafts.shapes import SHAPES
from brandkit.core.drafts.weave import BLANK
from brandkit.core.model import Entry
from brandkit.core.notation.amend import set_keys, with_body
from brandkit.core.notation.entries import KEYS, is_written_over
from brandkit.core.notation.frontmatter import split
from brandkit.core.plan import Plan
from brandkit.core.saying import _
from brandkit.core.statuses import OUT, OVER
from brandkit.errors import FileChangedError, ImpossibleError
from brandkit.files import Write
from brandkit.housekeeping import writing
from brandkit.index import Row
from brandkit.limits import place_of
from brandkit.opened import Opened, opened
from brandkit.opening import links_of
from brandkit.outcomes import outcomes_of
from brandkit.planning import whole_plan
from brandkit.record import mark
from brandkit.sentences import why_sentence
from brandkit.web.glance import slots_to_fill, state_of, tone_of
from brandkit.web.pages import fragment, page
from brandkit.web.previews import preview_of
from brandkit.web.site import back_to, open_by_id, row_of_id, site, work
from brandkit.web.visit import Visit
from brandkit.workplace import Workplace
from brandkit.workspace import entry_in
from brandkit.world import World, read_world

pages = Blueprint("entries", __name__)
FIELDS = ("title", "first_comment", "alt")
"""What of the front matter is edited beside the text."""
AHEAD = timedelta(weeks=8)
"""Open slots that are offered to move an entry to."""
WHY_DAYS = 28


@pages.get("/entries/<identity>")
def show(identity: str) -> str:
    """The entry with its editor."""
    return _page(open_by_id(identity))


def _page(found: Opened, conflict: str = "", mine: str = "", theirs: str = "") -> str:
    visit, entry = work(), found.entry
    row = row_of_id(entry.id)
    text = mine or found.source.text
    typed = entry_in(text, entry.path, visit.brand.zone).entry or entry
    long = not entry.is_task and SHAPES[place_of(visit.brand, entry).kind].long
    slots = slots_to_fill(visit, visit.now.date(), (visit.now + AHEAD).date())
    return page(
        "entry.html",
        **entry_values(visit, row, typed, text) | {"entry": entry},
        is_out=entry.status in OUT,
        is_over=entry.status in OVER,
        asks=_asks(entry),
        digest=found.source.digest,
        body=split(text).body.replace("\r\n", "\n"),
        fields={key: _field(typed, key) for key in FIELDS},
        long=long,
        slots=[slot for slot in slots if slot.channel == entry.channel],
        conflict=conflict,
        theirs=split(theirs).body.replace("\r\n", "\n") if theirs else "",
        people=links_of(visit.root, entry),
        outcomes=outcomes_of(entry.keys.get("outcome")),
    )


def entry_values(visit: Visit, row: Row, entry: Entry, text: str) -> dict[str, object]:
    """What every page of *entry*, whose file holds *text*, shows, written or printed."""
    return {
        "entry": entry,
        "theme": visit.brand.theme(entry.theme),
        "tone": tone_of(visit.brand, entry.theme),
        "status": state_of(row, visit.now),
        "preview": preview_of(visit, entry, text),
    }


def _field(entry: Entry, key: str) -> str:
    return entry.title if key == "title" else str(entry.keys.get(key) or "")


def _asks(entry: Entry) -> bool:
    """Whether there is an interview to begin, or to go on with."""
    if entry.status in OVER:
        return False
    if is_written_over(entry) or not entry.format:
        return bool(BLANK.search(entry.body))
    return True


def edited(text: str, entry: Entry, form: Mapping[str, str]) -> str:
    """The *text* of a file with what the *form* says; what that leaves stays byte for byte."""
    body = form.get("body")
    if body is not None:
        body = body.replace("\r\n", "\n")
        if body != split(text).body.replace("\r\n", "\n"):
            text = with_body(text, body)
    changes = {
        key: form[key].strip() or None
        for key in FIELDS
        if key in form and form[key].strip() != _field(entry, key).strip()
    }
    return set_keys(text, changes, KEYS) if changes else text


@pages.post("/entries/<identity>")
def save(identity: str) -> str | Response | tuple[str, int]:
    """What the person wrote into the file; a file that changed meanwhile is shown beside it."""
    visit = work()
    path = row_of_id(identity).path
    with writing(visit.root):
        found = opened(visit, path)
        text = edited(found.source.text, found.entry, request.form)
        if found.source.digest != request.form.get("digest"):
            return _conflict(visit, found, text)
        try:
            files.apply([Write(found.source.path, text, found.source)], inside=visit.root)
        except FileChangedError:
            return _conflict(visit, opened(visit, path), text)
    if request.headers.get("HX-Request"):
        return _saved(visit, path)
    site().tell(visit.words("board.saved"))
    return back_to(f"/entries/{identity}")


def _saved(visit: Workplace, path: str) -> str:
    found = opened(visit, path)
    return fragment("saved.html", digest=found.source.digest, at=f"{visit.now:%H:%M:%S}")


def _conflict(visit: Workplace, found: Opened, mine: str) -> str | tuple[str, int]:
    """Both texts, and nothing written: the person's stays in the editor."""
    text = visit.words("board.conflict", path=found.entry.path)
    if request.headers.get("HX-Request"):
        return fragment(
            "conflict.html",
            conflict=text,
            digest=found.source.digest,
            theirs=split(found.source.text).body.replace("\r\n", "\n"),
            identity=found.entry.id,
        )
    return _page(found, text, mine, found.source.text), 409


@pages.post("/entries/<identity>/preview")
def preview(identity: str) -> str:
    """How the channel shows what is in the editor now; nothing is written."""
    visit = work()
    found = open_by_id(identity)
    text = edited(found.source.text, found.entry, request.form)
    entry = entry_in(text, found.entry.path, visit.brand.zone).entry or found.entry
    return fragment("preview.html", preview=preview_of(visit, entry, text), entry=entry)


@pages.get("/entries/<identity>/state")
def state(identity: str) -> str:
    """Whether the file is still the one that the editor shows."""
    found = open_by_id(identity)
    same = found.source.digest == request.args.get("digest")
    return "" if same else fragment("changed.html", identity=identity)


@pages.get("/entries/<identity>/why")
def why(identity: str) -> str:
    """Why it stands where it does, in one sentence, and who else wanted the slot."""
    visit = work()
    world, plan = visit.each_minute("why", lambda: _planned(visit))
    line = next((line for line in plan.lines if line.entry.id == identity), None)
    row = row_of_id(identity)
    if line is None:
        return str(escape(visit.words("why.fixed", title=row.title or row.path)))
    sentence = why_sentence(visit.words, world, plan, line)
    if line.entry.theme != row.theme:
        sentence = f"{visit.words('why.changes')} {sentence}"
    return str(escape(sentence))


def _planned(visit: Visit) -> tuple[World, Plan]:
    """The plan as it stands, with what it was made of."""
    horizon = visit.now + timedelta(days=WHY_DAYS)
    world = read_world(visit.root, visit.now, lambda _settings: horizon)
    return world, whole_plan(world, world.situation)


@pages.post("/entries/<identity>/skip")
def skip(identity: str) -> Response:
    """The slot left out, or with `free` open again."""
    visit = work()
    found = open_by_id(identity)
    if found.entry.status in OUT:
        message = _(
            "{path} is {status}; what is out cannot be skipped",
            path=found.entry.path,
            status=found.entry.status,
        )
        raise ImpossibleError(message)
    free = "free" in request.form
    with writing(visit.root):
        undo = mark(visit.root, found.source, {"status": None if free else "skipped"})
    title = found.entry.title or found.entry.path
    key = "board.freed" if free else "board.skipped"
    site().tell(visit.words(key, title=title), undo)
    return back_to("/calendar")
