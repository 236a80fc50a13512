"""`brandkit copy`, `ready`, `publish` and `reopen`: a piece on its way out, and back."""

from __future__ import annotations

import contextlib
import sys
from datetime import datetime

import click

from brandkit.cli import completing
from brandkit.cli.desk import Desk, answer, say, warn, wrapped
from brandkit.cli.finding import open_entry
from brandkit.cli.speaking import Command
from brandkit.core.calendar.walltime import parse_moment
from brandkit.core.counting.rules import Rules, counts
from brandkit.core.model import Entry
from brandkit.core.publishing.final import Final, final
from brandkit.core.saying import _
from brandkit.core.statuses import OUT
from brandkit.errors import ImpossibleError
from brandkit.housekeeping import writing
from brandkit.index import Row
from brandkit.limits import Place, place_of
from brandkit.opened import Opened
from brandkit.outgoing import is_address, make_ready, put_out, take
from brandkit.record import refuse_blanks
from brandkit.record import reopen as reopen_entry

TEXT, COMMENT, ALT, LINK = "text", "comment", "alt", "link"


@click.command(cls=Command, epilog="Example: brandkit copy 1")
@click.argument("entry", shell_complete=completing.entries)
@click.option("--comment", "what", flag_value=COMMENT, help="Take the first comment instead.")
@click.option("--alt", "what", flag_value=ALT, help="Take the alt text of the picture instead.")
@click.option(
    "--link", "what", flag_value=LINK, help="Take the link, with utm parameters, instead."
)
@click.option("--part", type=click.IntRange(1), default=None, help="One post of a thread.")
@click.option("--html", is_flag=True, help="As HTML, where the channel keeps Markdown.")
@click.option("--stdout", "to_stdout", is_flag=True, help="Print it rather than copy it.")
@click.option("--json", "as_json", is_flag=True, help="Answer in JSON.")
@click.pass_obj
def copy(
    desk: Desk,
    entry: str,
    what: str | None,
    part: int | None,
    html: bool,
    to_stdout: bool,
    as_json: bool,
) -> None:
    """Take the final text of a piece, as its channel shows it.

    It goes to the clipboard; into a pipe, or where there is no clipboard, to standard output. The
    piece is ready from then on, and the next brandkit asks whether it is out.
    """
    found, source = open_entry(desk, entry)
    place = place_of(desk.brand, found)
    refuse_blanks(found, place.kind)
    shown = final(found, place.kind)
    texts = _texts(found, place, shown, what or TEXT, part, html=html)
    if not any(texts):
        raise ImpossibleError(_("{path} is empty", path=found.path))
    taken = what is None and found.status not in OUT
    if taken:
        take(desk, Opened(found, source))
    if as_json:
        answer({"id": found.id, "path": found.path, "what": what or TEXT, "parts": texts})
        return
    _warn_of_length(desk, place.rules, texts if what is None else [])
    if to_stdout or not sys.stdout.isatty():
        say(["\n\n---\n\n".join(texts)])
        return
    is_copied = _to_clipboard(desk, texts)
    if taken:
        say(_after(desk, found, shown, is_copied=is_copied))


def _texts(
    entry: Entry,
    place: Place,
    shown: Final,
    what: str,
    part: int | None,
    *,
    html: bool,
) -> list[str]:
    """What is to be taken, in one text or in the posts of a thread."""
    if what == COMMENT:
        return [_there(shown.first_comment, _("{path} has no first comment", path=entry.path))]
    if what == ALT:
        return [_there(shown.alt, _("{path} has no alt text", path=entry.path))]
    if what == LINK:
        from brandkit.core.publishing.utm import LONG_MEDIUM, MEDIUM, with_utm

        if not shown.links:
            raise ImpossibleError(_("There is no link in {path}", path=entry.path))
        medium = LONG_MEDIUM.get(place.kind, MEDIUM)
        campaign = entry.theme or entry.calendar
        return [
            with_utm(link, source=place.kind, medium=medium, campaign=campaign)
            for link in shown.links
        ]
    if html:
        if not shown.markdown:
            message = _("{channel} shows no HTML; take the text", channel=place.name)
            raise ImpossibleError(message)
        from brandkit.page import html_of

        return [html_of(shown.text)]
    if part is None:
        return list(shown.parts)
    if part > len(shown.parts):
        raise ImpossibleError(_("{path} has {n} parts", path=entry.path, n=len(shown.parts)))
    return [shown.parts[part - 1]]


def _there(text: str, message: str) -> str:
    if not text:
        raise ImpossibleError(message)
    return text


def _warn_of_length(desk: Desk, rules: Rules, texts: list[str]) -> None:
    for n, text in enumerate(texts, 1):
        for count in counts(text, rules):
            if count.over and not count.advice:
                values = {"n": n, "over": count.over, "limit": f"{count.limit:,}"}
                warn([wrapped(desk.words("copy.too long", **values))])


def _to_clipboard(desk: Desk, texts: list[str]) -> bool:
    """Each text onto the clipboard, the next once one is pasted; whether there is a clipboard.

    Where there is none, the texts go to stdout.
    """
    import pyperclip

    words = desk.words
    for n, text in enumerate(texts, 1):
        try:
            pyperclip.copy(text)
        except pyperclip.PyperclipException:
            say(["\n\n---\n\n".join(texts)])
            warn([wrapped(words("copy.no clipboard"))])
            return False
        if len(texts) == 1:
            break
        key = "copy.next" if n < len(texts) else "copy.last"
        say([words(key, number=n, parts=len(texts))])
        if n < len(texts) and sys.stdin.isatty():
            with contextlib.suppress(EOFError):
                input("> ")
    return True


def _after(desk: Desk, entry: Entry, shown: Final, *, is_copied: bool) -> list[str]:
    words = desk.words
    lines = [wrapped(words("copy.done", title=entry.title or entry.path))] if is_copied else []
    if shown.first_comment:
        lines.append(words("copy.comment", entry=entry.id[:4]))
    if shown.alt:
        lines.append(words("copy.alt", entry=entry.id[:4]))
    then = words("copy.then task", entry=entry.id[:4]) if entry.is_task else words("copy.then")
    return [*lines, wrapped(then)]


def _is_to_come(row: Row) -> bool:
    return row.status not in OUT


@click.command(cls=Command, epilog="Example: brandkit ready 1")
@click.argument("entry", shell_complete=completing.entries)
@click.option("--json", "as_json", is_flag=True, help="Answer in JSON.")
@click.pass_obj
def ready(desk: Desk, entry: str, as_json: bool) -> None:
    """Say that a piece is finished and waits for its day."""
    piece = open_entry(desk, entry, _is_to_come)
    make_ready(desk, piece)
    found = piece.entry
    if as_json:
        answer({"id": found.id, "path": found.path, "status": "ready"})
        return
    moment = desk.words.moment(found.when)
    say([wrapped(desk.words("ready.done", title=found.title or found.path, moment=moment))])


@click.command(
    cls=Command, epilog="Example: brandkit publish 1 --url https://www.linkedin.com/posts/…"
)
@click.argument("entry", shell_complete=completing.entries)
@click.option("--url", default="", help="Where it can be read.")
@click.option(
    "--at", "moment", default=None, metavar="MOMENT", help="When it came out, if not now."
)
@click.option("--json", "as_json", is_flag=True, help="Answer in JSON.")
@click.pass_obj
def publish(desk: Desk, entry: str, url: str, moment: str | None, as_json: bool) -> None:
    """Record that a piece is out; its file moves to published/."""
    found = open_entry(desk, entry, lambda row: row.status == "ready")
    at = moment_of(desk, moment) if moment else None
    path = put_out(desk, found, address(url), at)
    if as_json:
        answer({"id": found.entry.id, "path": path, "url": url, "status": "published"})
        return
    say([wrapped(desk.words("publish.done", title=found.entry.title or path, path=path))])


def address(url: str) -> str:
    """*url* as it was pasted, without the spaces around it; refused where it is none."""
    url = url.strip()
    if url and not is_address(url):
        raise click.BadParameter(
            _("{url!r} is no web address; it begins with https://", url=url), param_hint="--url"
        )
    return url


def moment_of(desk: Desk, text: str) -> datetime:
    """The past moment that *text* says."""
    moment = parse_moment(text, desk.brand.zone)
    if moment is None:
        message = _("{text!r} is no moment; write 2026-12-01T09:00", text=text)
        raise click.BadParameter(message, param_hint="--at")
    if moment > desk.now:
        message = _("{text} is still to come; what is out is past", text=text)
        raise click.BadParameter(message, param_hint="--at")
    return moment


@click.command(cls=Command, epilog="Example: brandkit reopen 2026-12-01")
@click.argument("entry", shell_complete=completing.entries)
@click.option("--json", "as_json", is_flag=True, help="Answer in JSON.")
@click.pass_obj
def reopen(desk: Desk, entry: str, as_json: bool) -> None:
    """Take a piece back: it is a draft again, with all its words."""
    found, source = open_entry(desk, entry, lambda row: bool(row.status or row.copied))
    if not found.status and found.copied_at is None:
        raise ImpossibleError(_("{path} is a draft", path=found.path))
    with writing(desk.root):
        path = reopen_entry(desk.root, source, found)
    if as_json:
        answer({"id": found.id, "path": path, "status": ""})
        return
    say([wrapped(desk.words("reopen.done", title=found.title or path, path=path))])
