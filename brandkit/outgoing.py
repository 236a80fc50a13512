"""A piece on its way out: taken to be published, put into the record."""

from __future__ import annotations

from datetime import datetime

from brandkit.core.calendar.walltime import format_moment
from brandkit.core.publishing.addresses import host_of, published_at
from brandkit.core.saying import _
from brandkit.core.statuses import OUT
from brandkit.errors import ImpossibleError
from brandkit.housekeeping import writing
from brandkit.limits import place_of
from brandkit.opened import Opened
from brandkit.record import mark, refuse_blanks
from brandkit.record import publish as publish_entry
from brandkit.workplace import Workplace


def take(work: Workplace, found: Opened) -> None:
    """The final text was taken: the piece is ready, and may be out."""
    changes = {"status": "ready", "copied_at": format_moment(work.now, work.brand.zone)}
    with writing(work.root):
        mark(work.root, found.source, changes)


def make_ready(work: Workplace, found: Opened) -> None:
    """The piece is finished and waits for its day; `ImpossibleError` where it is not whole."""
    entry = found.entry
    if entry.status in OUT:
        raise ImpossibleError(_("{path} is {status}", path=entry.path, status=entry.status))
    refuse_blanks(entry, place_of(work.brand, entry).kind)
    with writing(work.root):
        mark(work.root, found.source, {"status": "ready"})


def put_out(work: Workplace, found: Opened, url: str, at: datetime | None = None) -> str:
    """The entry in the record: out at *url*, at the moment that is known best; its new path."""
    entry = found.entry
    if entry.status in OUT:
        raise ImpossibleError(
            _(
                "{path} is {status} already; take it back with: brandkit reopen {entry}",
                path=entry.path,
                status=entry.status,
                entry=entry.id[:4],
            )
        )
    if entry.is_task:
        message = _(
            "{path} is a task; when it is done: brandkit done {entry}",
            path=entry.path,
            entry=entry.id[:4],
        )
        raise ImpossibleError(message)
    refuse_blanks(entry, place_of(work.brand, entry).kind)
    told = published_at(url) or at or entry.copied_at or work.now
    with writing(work.root):
        moment = min(told, work.now).astimezone(work.brand.zone)
        return publish_entry(work.root, found.source, entry, at=moment, url=url)


def is_address(url: str) -> bool:
    """Whether *url* is a whole web address."""
    return bool(host_of(url)) and not any(char.isspace() for char in url)
