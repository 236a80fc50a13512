"""What the record of a workspace shows of its themes."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

from brandkit.classified import Record
from brandkit.core.model import Entry
from brandkit.core.statuses import OVER
from brandkit.core.themes.consistency import Published
from brandkit.core.themes.report import Report, report_of
from brandkit.workplace import Workplace
from brandkit.workspace import DRAFTS


def looked_at(work: Workplace, record: Record, since: date, channel: str = "") -> Report:
    """The report on the *record* since that day."""
    planned = _to_come(work, record.on(channel))
    posts = record.posts(channel)
    calendars = work.settings.calendars
    return report_of(work.brand.themes, posts, planned, since, work.now.date(), calendars)


def until_now(work: Workplace, record: Record) -> list[Published]:
    """The posts that are out by now."""
    return [post for post in record.posts() if post.day <= work.now.date()]


def _to_come(work: Workplace, entries: Iterable[Entry]) -> list[str]:
    """The themes of the drafts to come."""
    known = [
        work.brand.theme(entry.theme)
        for entry in entries
        if entry.path.startswith(f"{DRAFTS}/")
        and entry.status not in OVER
        and entry.when >= work.now
    ]
    return [theme.id for theme in known if theme is not None]
