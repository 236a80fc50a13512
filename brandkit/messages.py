"""What a reminder says: before its slot what is missing, at its slot the final text, alone."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator, Sequence
from datetime import datetime
from html import escape
from typing import NamedTuple

from brandkit import workspace
from brandkit.core.checks.piece import check_piece
from brandkit.core.drafts.shapes import MESSAGE
from brandkit.core.model import Brand, Entry
from brandkit.core.publishing.final import Final, final, open_blanks
from brandkit.core.reminders.rules import ANSWER, LATE, OUTCOME, PUBLISH, TELL, WRITE
from brandkit.core.saying import _
from brandkit.core.statuses import OVER
from brandkit.delivery.message import Message
from brandkit.errors import BrandkitError, sentence_of
from brandkit.ledger import Line
from brandkit.limits import place_of
from brandkit.page import framed
from brandkit.words import Words

LATE_AFTER = 15 * 60.0
"""Seconds after which a reminder says that it is late."""
NAMED = 3
"""Blanks that are named."""


class Known(NamedTuple):
    """What of an entry is there when its reminder goes out: the entry, or what is the matter."""

    line: Line
    entry: Entry | None
    text: str = ""
    trouble: str = ""


def known(words: Words, root: str, brand: Brand, line: Line, path: str) -> Known:
    """What the file at *path*, that of the entry of *line*, says now."""
    try:
        text = workspace.text_of(root, path)
        reading = workspace.entry_in(text, path, brand.zone)
    except (BrandkitError, OSError) as error:
        return Known(line, None, trouble=words.said(sentence_of(error)))
    entry = reading.entry
    if entry is None:
        return Known(line, None, trouble="\n".join(map(words.said, reading.problems)))
    if not entry.is_task and brand.channel(entry.channel) is None:
        trouble = _(
            "{path}: there is no channel {channel!r} any more", path=path, channel=entry.channel
        )
        return Known(line, None, trouble=words.said(trouble))
    return Known(line, entry, text)


def identity_of(lines: Sequence[Line]) -> str:
    """The id of the message that tells *lines*: the same whenever it is tried again."""
    if len(lines) == 1:
        return lines[0].key
    return hashlib.sha256("".join(sorted(line.key for line in lines)).encode()).hexdigest()[:32]


def message_of(
    words: Words, brand: Brand, found: Sequence[Known], batch: str, now: datetime
) -> Message:
    """The message that tells of the lines in *found*: of one by itself, of more as a digest."""
    if len(found) > 1:
        return _digest(words, brand, found, batch, now)
    (known,) = found
    subject, texts = _said(words, brand, known)
    late = _lateness(words, known.line, now)
    subject += f" ({late})" if late else ""
    page = ""
    if known.entry is not None and not known.entry.is_task:
        page = _page(words, brand, known, subject, texts)
    url = str(known.entry.keys.get("url") or "") if known.entry is not None else ""
    urgent = known.line.rule in {PUBLISH, LATE}
    logged = known.entry.calendar if known.entry is not None and known.entry.is_task else ""
    return Message(batch, subject, texts, page, url, urgent=urgent, logged=logged)


def _said(words: Words, brand: Brand, known: Known) -> tuple[str, tuple[str, ...]]:
    """Subject and texts of a reminder that goes out alone."""
    line, entry = known.line, known.entry
    if entry is None:
        subject = words("remind.broken", title=line.title or line.path)
        return subject, (known.trouble or words("remind.gone", path=line.path),)
    if entry.is_task:
        key = "today.task" if open_blanks(entry, MESSAGE) else "today.do"
        return entry.title or entry.path, (words(key, entry=entry.id[:4]),)
    place = place_of(brand, entry)
    moment = words.moment(entry.when.astimezone(brand.zone))
    values = {"title": entry.title or entry.path, "channel": place.name, "moment": moment}
    blanks = open_blanks(entry, place.kind)
    if line.rule == PUBLISH and not blanks and entry.status not in OVER:
        if entry.copied_at is not None:
            return words("remind.asking", **values), (
                words("remind.asking.how", entry=entry.id[:4]),
            )
        return words("remind.publish", **values), _to_paste(final(entry, place.kind))
    if line.rule in {WRITE, PUBLISH}:
        key = "remind.write" if line.rule == WRITE else "remind.publish unready"
        return words(key, **values), ("\n".join(_missing(words, entry, blanks)),)
    return words(f"remind.{line.rule}", **values), (_gesture(words, entry, line.rule, blanks),)


def _to_paste(found: Final) -> tuple[str, ...]:
    """The texts to be held and pasted, one by one: the posts, then the first comment."""
    return tuple(text for text in (*found.parts, found.first_comment) if text)


def _missing(words: Words, entry: Entry, blanks: Sequence[str]) -> Iterator[str]:
    """What is still missing, and the one gesture to make next."""
    if not blanks:
        yield words("remind.whole")
        yield words("today.read", entry=entry.id[:4])
        return
    yield words("remind.blanks", n=len(blanks))
    yield from (f"· {blank.strip('[]? ')}?" for blank in blanks[:NAMED])
    yield words("today.write", entry=entry.id[:4])


def _gesture(words: Words, entry: Entry, rule: str, blanks: Sequence[str]) -> str:
    """What can be done now."""
    short = entry.id[:4]
    url = str(entry.keys.get("url") or "")
    if rule == LATE:
        first = words("today.write" if blanks else "today.copy", entry=short)
        return f"{first}\n{words('remind.late.how', entry=short)}"
    if rule == OUTCOME:
        return words("today.outcome", title=entry.title, entry=short)
    if rule == TELL:
        people = entry.keys.get("people")
        named = people if isinstance(people, list) else [people]
        names = words.listed([str(name).strip("[] ") for name in named if name])
        return "\n".join(part for part in (words("remind.tell.how", names=names), url) if part)
    assert rule == ANSWER
    return "\n".join(part for part in (words("remind.answer.how"), url) if part)


def _digest(
    words: Words, brand: Brand, found: Sequence[Known], batch: str, now: datetime
) -> Message:
    rows = []
    for known in found:
        subject, texts = _said(words, brand, known)
        late = _lateness(words, known.line, now)
        rows.append(f"· {subject}" + (f" ({late})" if late else ""))
        if known.line.rule == PUBLISH and known.entry is not None and not known.entry.is_task:
            blanks = open_blanks(known.entry, place_of(brand, known.entry).kind)
            if not blanks:
                texts = (words("today.copy", entry=known.entry.id[:4]),)
        rows += [f"  {row}" for text in texts for row in text.split("\n")]
    subject = words("remind.digest", n=len(found))
    text = "\n".join(rows)
    body = f"<h1>{escape(subject)}</h1>\n<div class='post'>{escape(text)}</div>"
    return Message(batch, subject, (text,), framed(body, subject, brand.language))


def _lateness(words: Words, line: Line, now: datetime) -> str:
    """«3 h late», where it is."""
    seconds = now.timestamp() - line.due
    if seconds < LATE_AFTER or line.rule == LATE:
        return ""
    if seconds < 3600:
        return words("remind.late by minutes", n=round(seconds / 60))
    if seconds < 48 * 3600:
        return words("remind.late by hours", n=round(seconds / 3600))
    return words("remind.late by days", n=round(seconds / 86_400))


def _page(words: Words, brand: Brand, known: Known, subject: str, texts: Sequence[str]) -> str:
    """The draft as its channel shows it, and what its check finds."""
    entry = known.entry
    assert entry is not None
    place = place_of(brand, entry)
    body = [f"<h1>{escape(subject)}</h1>"]
    if known.line.rule != PUBLISH:
        body += [f"<p>{escape(text).replace(chr(10), '<br>')}</p>" for text in texts]
    found = final(entry, place.kind)
    body += [f'<div class="post">{escape(text)}</div>' for text in _to_paste(found)]
    checked = check_piece(known.text, entry, place.kind, place.rules, brand.voice)
    if checked.findings:
        items = "".join(
            f"<li>{escape(words.said(finding.message))}</li>" for finding in checked.findings
        )
        body.append(f"<ul>{items}</ul>")
    return framed("\n".join(body), subject, brand.language)
