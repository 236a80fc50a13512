"""The board as a WSGI application: who is let in, what is refused and how it is told."""

from __future__ import annotations

from flask import Flask, Response, g, redirect, render_template, request
from werkzeug.exceptions import HTTPException
from werkzeug.wrappers import Response as AnyResponse

from brandkit.core.saying import _
from brandkit.errors import (
    CHANGED,
    IMPOSSIBLE,
    UNREADABLE,
    BrandkitError,
    UnreadableError,
)
from brandkit.web import (
    calendar,
    checks,
    entries,
    habits,
    ideas,
    interviews,
    materials,
    out,
    pages,
    planning,
    starting,
    themes,
)
from brandkit.web.guard import HEADERS, SAFE
from brandkit.web.site import LANGUAGE, Site, back_to, chosen_language, only_looks, site, work
from brandkit.words import LANGUAGES, Words, language_at

LONGEST_BODY = 6_000_000
"""Bytes of a request: a text of the largest size that is read, and its form."""
WAITING = "/changes"
ROOMS = (
    calendar,
    checks,
    entries,
    habits,
    ideas,
    interviews,
    materials,
    out,
    planning,
    starting,
    themes,
)
TYPED = ("body", "text", "answer")
"""Fields that hold a person's words, which are given back where they could not be kept."""
STATUS = {IMPOSSIBLE: 404, CHANGED: 409, UNREADABLE: 422}


def make_app(board: Site) -> Flask:
    """The application for one *board*."""
    app = Flask("brandkit.web", static_folder="static", template_folder="templates")
    app.config["MAX_CONTENT_LENGTH"] = LONGEST_BODY
    app.config["MAX_FORM_MEMORY_SIZE"] = LONGEST_BODY
    app.jinja_env.trim_blocks = app.jinja_env.lstrip_blocks = True
    app.extensions["brandkit"] = board
    app.before_request(_let_in)
    app.after_request(_with_headers)
    app.teardown_request(_let_go)
    app.register_error_handler(BrandkitError, _refused)
    app.register_error_handler(HTTPException, _failed)
    for room in ROOMS:
        app.register_blueprint(room.pages)
    app.add_url_rule(WAITING, view_func=_changes)
    app.add_url_rule("/language", view_func=_language, methods=["POST"])
    return app


def _let_in() -> AnyResponse | tuple[str, int] | None:
    """Nothing for who may come in; one request at a time works with the files."""
    board = site()
    guard = board.guard
    if not guard.is_ours(request.host):
        return _bare(_("This address is not the board's."), 421)
    if request.endpoint == "static":
        return None
    token = request.args.get("token", "")
    if token and request.method == "GET" and guard.spends(token):
        return guard.let_in(Response(status=303, headers={"Location": "/"}))
    if not guard.is_known(request):
        return _bare(_("This page opens from the terminal, or from its icon: brandkit board"), 403)
    if not guard.is_from_here(request):
        return _bare(_("Another page asked for this; nothing was done."), 403)
    if request.method not in SAFE and board.read_only and request.path != "/language":
        return _bare(_("This board is only to be read."), 403)
    if not starting.is_begun() and request.path not in starting.OPEN:
        return redirect("/start", code=303)
    if request.path != WAITING:
        board.lock.acquire()
        g.holds_lock = True
    return None


def _let_go(_error: BaseException | None = None) -> None:
    if g.pop("holds_lock", False):
        if not only_looks():
            site().memory.forget()
        site().lock.release()


def _with_headers(response: Response) -> Response:
    response.headers.update(HEADERS)
    response.headers["Cache-Control"] = "no-store"
    if request.endpoint == "static":
        response.headers["Cache-Control"] = "max-age=3600"
    return response


def _language_of_page() -> str:
    """The language that was chosen, else that of the workspace, else that of the system."""
    return chosen_language() or language_at(site().root)


def _bare(text: str, status: int, more: tuple[str, ...] = ()) -> tuple[str, int]:
    """A page that needs no workspace; words that were typed are on it."""
    words = Words(_language_of_page())
    typed = _typed() if status in {400, 422, 500} else []
    page = render_template(
        "bare.html",
        text=words.said(text),
        more=more,
        typed=typed,
        say=words,
        language=words.language,
    )
    return page, status


def _typed() -> list[str]:
    """The person's words in the form, to be given back."""
    return [request.form[key] for key in TYPED if request.form.get(key, "").strip()]


def _refused(error: BrandkitError) -> AnyResponse | tuple[str, int]:
    """What could not be done, on the page where the person is."""
    if not starting.is_begun():
        return _bare(error.message, 400)
    try:
        said = work().words.said
        work().brand  # noqa: B018 - every page but the bare one shows its name
    except UnreadableError as broken:
        words = Words(_language_of_page())
        return _bare(broken.message, 422, tuple(map(words.said, broken.details)))
    text, more = said(error.message), tuple(map(said, error.details))
    if request.headers.get("HX-Request") and request.headers.get("HX-Target") != pages.LIVE_PART:
        digest = request.form.get("digest", "")
        return pages.fragment("refused.html", text=text, more=more, digest=digest), 200
    typed = _typed()
    if request.method not in SAFE and not typed:
        site().complain(text, more)
        return back_to("/calendar")
    page = pages.page("problem.html", text=text, more=more, typed=typed)
    return page, STATUS.get(error.code, 400)


def _failed(error: HTTPException) -> AnyResponse | tuple[str, int]:
    code = error.code or 500
    texts = {
        404: _("There is no such page."),
        405: _("There is no such page."),
        413: _("That is more than a page may send; nothing was written."),
    }
    unknown = _("Something went wrong that brandkit did not expect; the terminal says more.")
    return _bare(texts.get(code, unknown), code)


def _changes() -> AnyResponse | tuple[str, int]:
    """Wait for the next change of the files; its number, or nothing new."""
    board = site()
    seen = request.args.get("seen", -1, type=int)
    count = board.watch.after(seen, seconds=25.0)
    return ("", 204) if count == seen else (str(count), 200)


def _language() -> AnyResponse:
    wanted = request.form.get("language", "")
    response = back_to("/")
    if wanted in LANGUAGES:
        response.set_cookie(LANGUAGE, wanted, samesite="Strict", max_age=31_536_000)
    return response
