"""A piece on its way out, on the board: its final text, that it is out, and back again."""

from __future__ import annotations

from flask import Blueprint, request
from werkzeug.wrappers import Response

from brandkit.core.calendar.walltime import parse_moment
from brandkit.core.counting.rules import counts
from brandkit.core.publishing.final import final, open_blanks
from brandkit.core.saying import _
from brandkit.core.statuses import OUT, OVER
from brandkit.doing import put_done
from brandkit.errors import ImpossibleError
from brandkit.housekeeping import writing
from brandkit.lengths import length_lines
from brandkit.limits import place_of
from brandkit.opening import links_of
from brandkit.outcomes import keep_outcome
from brandkit.outgoing import is_address, make_ready, put_out, take
from brandkit.record import refuse_blanks, reopen
from brandkit.web.pages import page
from brandkit.web.site import back_to, open_by_id, site, work

pages = Blueprint("out", __name__)


@pages.get("/entries/<identity>/out")
def show(identity: str) -> str:
    """The final text, to be copied; then whether it is out."""
    visit = work()
    entry = open_by_id(identity).entry
    place = place_of(visit.brand, entry)
    blanks = open_blanks(entry, place.kind)
    shown = final(entry, place.kind)
    return page(
        "out.html",
        entry=entry,
        place=visit.words("board.message") if entry.is_task else place.name,
        blanks=blanks,
        final=shown,
        counted=length_lines(visit.words, [counts(part, place.rules) for part in shown.parts]),
        is_over=entry.status in OVER,
        people=links_of(visit.root, entry),
    )


@pages.post("/entries/<identity>/taken")
def taken(identity: str) -> Response:
    """The text was copied: it is ready, and may be out."""
    visit = work()
    found = open_by_id(identity)
    refuse_blanks(found.entry, place_of(visit.brand, found.entry).kind)
    if found.entry.status not in OUT:
        take(visit, found)
    site().tell(visit.words("board.taken"))
    return back_to(f"/entries/{identity}/out")


@pages.post("/entries/<identity>/ready")
def ready(identity: str) -> Response:
    """It is finished, and waits for its day."""
    visit = work()
    found = open_by_id(identity)
    make_ready(visit, found)
    moment = visit.words.moment(found.entry.when)
    title = found.entry.title or found.entry.path
    site().tell(visit.words("ready.done", title=title, moment=moment))
    return back_to(f"/entries/{identity}")


@pages.post("/entries/<identity>/publish")
def publish(identity: str) -> Response:
    """It is out: at this address, at that moment."""
    visit, form = work(), request.form
    url, when = form.get("url", "").strip(), form.get("when", "").strip()
    if url and not is_address(url):
        raise ImpossibleError(_("{url!r} is no web address; it begins with https://", url=url))
    at = parse_moment(when, visit.brand.zone) if when else None
    if when and at is None:
        raise ImpossibleError(_("{text!r} is no moment; write 2026-12-01T09:00", text=when))
    if at is not None and at > visit.now:
        raise ImpossibleError(_("{text} is still to come; what is out is past", text=when))
    found = open_by_id(identity)
    path = put_out(visit, found, url, at)
    site().tell(visit.words("publish.done", title=found.entry.title or path, path=path))
    return back_to(f"/entries/{identity}")


@pages.post("/entries/<identity>/reopen")
def take_back(identity: str) -> Response:
    """It is a draft again, with all its words."""
    visit = work()
    found = open_by_id(identity)
    if not found.entry.status and found.entry.copied_at is None:
        raise ImpossibleError(_("{path} is a draft", path=found.entry.path))
    with writing(visit.root):
        path = reopen(visit.root, found.source, found.entry)
    site().tell(visit.words("reopen.done", title=found.entry.title or path, path=path))
    return back_to(f"/entries/{identity}")


@pages.post("/entries/<identity>/done")
def done(identity: str) -> Response:
    """A task is done; what was said goes into the notes on its people."""
    visit = work()
    found = open_by_id(identity)
    text = " ".join(request.form.get("text", "").split())
    finished = put_done(visit, found, text)
    title = found.entry.title or found.entry.path
    more = []
    if finished.notes:
        more.append(visit.words("done.notes", paths=visit.words.listed(list(finished.notes))))
    site().tell(visit.words("done.done", title=title, path=finished.path), more=more)
    return back_to("/calendar")


@pages.post("/entries/<identity>/outcome")
def outcome(identity: str) -> Response:
    """What came of a piece, in one line."""
    visit = work()
    found = open_by_id(identity)
    text = " ".join(request.form.get("text", "").split())
    if found.entry.status not in OUT:
        raise ImpossibleError(_("{path} is not out yet", path=found.entry.path))
    if not text:
        raise ImpossibleError(_("the outcome is empty"))
    keep_outcome(visit, found, text, "")
    site().tell(visit.words("outcome.kept", path=found.entry.path))
    return back_to(f"/entries/{identity}")
