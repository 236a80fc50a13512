"""One board: its workspace, its keys, what was just done, and what one request works with."""

from __future__ import annotations

import threading
from collections.abc import Iterable, Mapping, Sequence
from datetime import datetime
from typing import NamedTuple

from flask import current_app, g, redirect, request
from werkzeug.wrappers import Response

from brandkit.core.model import Entry, Theme
from brandkit.core.saying import _
from brandkit.errors import ImpossibleError
from brandkit.index import Row
from brandkit.opened import Opened, opened
from brandkit.undoing import Undo
from brandkit.web.guard import SAFE, Guard
from brandkit.web.memory import Memory
from brandkit.web.visit import Visit
from brandkit.web.watching import Watch
from brandkit.words import LANGUAGES

UNDONE = 20
"""So many of the last changes can be taken back."""
PREVIEW = "entries.preview"
"""What is asked with a form, and yet changes nothing."""
LANGUAGE = "brandkit-language"
"""The cookie that keeps the language of the page."""


class Note(NamedTuple):
    """What is told on the next page. *undo* names what can be taken back.

    With *again* it is a question: the values to send again to *action* if the person is sure.
    """

    text: str
    more: tuple[str, ...] = ()
    undo: str = ""
    action: str = ""
    again: Mapping[str, str] = {}
    is_error: bool = False


class Site:
    """What the requests of one board share; one of them works at a time."""

    def __init__(self, root: str, at: datetime | None = None, *, read_only: bool = False) -> None:
        self.root, self.at, self.read_only = root, at, read_only
        self.guard = Guard()
        self.watch = Watch(root)
        self.memory = Memory(self.watch)
        self.lock = threading.RLock()
        self._notes: list[Note] = []
        self._undo: dict[str, Undo] = {}
        self._done = 0

    def tell(self, text: str, undo: Undo | None = None, more: Sequence[str] = ()) -> None:
        """*text* on the next page, with what takes back what it tells of."""
        key = ""
        if undo is not None:
            self._done += 1
            key = str(self._done)
            self._undo[key] = undo
            while len(self._undo) > UNDONE:
                del self._undo[next(iter(self._undo))]
        self._notes.append(Note(text, tuple(more), key))

    def ask(self, text: str, more: Sequence[str], action: str, again: Mapping[str, str]) -> None:
        """A question on the next page; yes sends *again* to *action*."""
        self._notes.append(Note(text, tuple(more), action=action, again=again))

    def complain(self, text: str, more: Sequence[str] = ()) -> None:
        """What could not be done, on the next page."""
        self._notes.append(Note(text, tuple(more), is_error=True))

    def take_notes(self) -> list[Note]:
        """What is to be told, told once."""
        notes, self._notes = self._notes, []
        return notes

    def take_undo(self, key: str) -> Undo:
        """What takes a change back, once."""
        found = self._undo.pop(key, None)
        if found is None:
            raise ImpossibleError(_("That can no longer be taken back."))
        return found


def site() -> Site:
    """The board of this request."""
    found = current_app.extensions["brandkit"]
    assert isinstance(found, Site)
    return found


def only_looks() -> bool:
    """Whether this request changes nothing: a page, or the preview of what is being typed."""
    return request.method in SAFE or request.endpoint == PREVIEW


def chosen_language() -> str:
    """The language that was chosen for the page; nothing where none was."""
    chosen = request.cookies.get(LANGUAGE, "")
    return chosen if chosen in LANGUAGES else ""


def work() -> Visit:
    """The workspace as this request sees it."""
    if "work" not in g:
        memory = site().memory if only_looks() else None
        g.work = Visit(site().root, site().at, chosen_language(), memory)
    found = g.work
    assert isinstance(found, Visit)
    return found


def row_of_id(identity: str) -> Row:
    """The entry of that id; only what the index knows is ever opened."""
    for row in work().index().rows:
        if row.id == identity:
            return row
    raise ImpossibleError(_("There is no entry {identity!r} any more.", identity=identity))


def open_by_id(identity: str) -> Opened:
    """The entry of that id with its file as it is now."""
    return opened(work(), row_of_id(identity).path)


def entry_of_id(entries: Iterable[Entry], identity: str) -> Entry:
    """The one of *entries* that has that id."""
    for entry in entries:
        if entry.id == identity:
            return entry
    raise ImpossibleError(_("There is no entry {identity!r} any more.", identity=identity))


def typed(field: str) -> str:
    """What was typed into a *field* of the form, with the line ends of files."""
    return request.form.get(field, "").replace("\r\n", "\n").strip()


def theme_wanted() -> Theme | None:
    """The theme that the form names, if it names one."""
    wanted = request.form.get("theme", "")
    theme = work().brand.theme(wanted)
    if wanted and theme is None:
        raise ImpossibleError(_("There is no theme {name!r}.", name=wanted))
    return theme


def back_to(otherwise: str) -> Response:
    """Where the person came from, as the form says; a path of ours, or *otherwise*."""
    wanted = request.form.get("back", "")
    ours = wanted.startswith("/") and not wanted.startswith(("//", "/\\"))
    return redirect(wanted if ours else otherwise, code=303)
