"""`brandkit new` and `brandkit record`: what nobody planned, today or already out."""

from __future__ import annotations

import contextlib
import os
import sys
from datetime import datetime
from typing import Any

import click

from brandkit import clock
from brandkit.cli import completing
from brandkit.cli.choosing import channel_for, theme_for, theme_or_none
from brandkit.cli.desk import Desk, answer, say, wrapped
from brandkit.cli.out import address, moment_of
from brandkit.cli.speaking import Command
from brandkit.core.calendar.walltime import format_moment, parse_moment, resolve
from brandkit.core.model import Channel, Theme
from brandkit.core.notation.entries import body_digest
from brandkit.core.notation.frontmatter import parse_front_matter, split
from brandkit.core.publishing.addresses import channels_at, host_of, published_at, same_address
from brandkit.core.saying import _
from brandkit.errors import ImpossibleError
from brandkit.housekeeping import writing
from brandkit.index import EVERYTHING, Row, load_index
from brandkit.record import add, title_of
from brandkit.workspace import DRAFTS, PUBLISHED


@click.command(
    cls=Command, epilog='Example: brandkit new "Three things I heard at the fair" --theme people'
)
@click.argument("text", nargs=-1)
@click.option(
    "--theme",
    default="",
    shell_complete=completing.themes,
    help="Its theme; guessed from its words and asked, if left out.",
)
@click.option(
    "--channel",
    default="",
    shell_complete=completing.channels,
    help="Its channel; your first one, if left out.",
)
@click.option("--format", "form", default="", help="Without TEXT: the format of the interview.")
@click.option(
    "--on", "when", default="", metavar="WHEN", help="Its day or moment; now, if left out."
)
@click.option("--json", "as_json", is_flag=True, help="Answer in JSON.")
@click.pass_obj
def new(
    desk: Desk, text: tuple[str, ...], theme: str, channel: str, form: str, when: str, as_json: bool
) -> None:
    """Begin a piece that nobody planned, today.

    TEXT is the piece itself, - reads it from standard input. Without TEXT it becomes an
    interview on the theme.
    """
    words = sys.stdin.read() if text == ("-",) else " ".join(text)
    if text and not words.strip():
        raise click.BadParameter(_("there is no text"), param_hint="TEXT")
    place = channel_for(desk, channel)
    moment = moment_to_come(desk, when)
    subject = theme_for(desk, theme, words, place.language)
    rows = load_index(desk.root, clock.nanoseconds(), EVERYTHING).rows
    taken = {row.id for row in rows}
    keys: dict[str, Any] = {
        "when": format_moment(moment, desk.brand.zone),
        "channel": place.id,
        "language": place.language,
        "theme": subject.id,
    }
    if words.strip():
        keys["title"] = title_of(words)
        body = f"{words.strip()}\n"
    else:
        body = _interview(desk, rows, keys, place, subject, form, moment)
    with writing(desk.root):
        made = add(desk.root, DRAFTS, keys, body, taken)
    if as_json:
        answer({"id": made.id, "path": made.path, "theme": subject.id, "title": keys["title"]})
        return
    key = "new.kept" if words.strip() else "new.interview"
    say([wrapped(desk.words(key, theme=subject.name, path=made.path, entry=made.id[:4]))])


def moment_to_come(desk: Desk, when: str) -> datetime:
    """When a piece is due: *when*, a day or a moment to come, else now."""
    zone = desk.brand.zone
    if not when:
        return desk.now.replace(second=0, microsecond=0)
    moment = parse_moment(when, zone)
    if moment is None:
        message = _("{text!r} is no day; write 2026-12-03 or 2026-12-03T08:30", text=when)
        raise click.BadParameter(message, param_hint="--on")
    if len(when.strip()) <= len("2026-12-03"):
        hour = desk.now.astimezone(zone).time().replace(second=0, microsecond=0)
        moment = resolve(moment.date(), hour, zone).when
    if moment.date() < desk.now.date():
        message = _("{text} is past; what is out is kept with: brandkit record", text=when)
        raise click.BadParameter(message, param_hint="--on")
    return moment


def _interview(
    desk: Desk,
    rows: list[Row],
    keys: dict[str, Any],
    channel: Channel,
    theme: Theme,
    form: str,
    moment: datetime,
) -> str:
    """The draft of an interview; its keys are added to *keys*."""
    from brandkit.unplanned import Unplanned, interview

    draft, chosen = interview(Unplanned(desk.root, desk.brand, rows, moment), channel, theme, form)
    keys |= {"format": chosen, "parts": draft.parts, "title": draft.title}
    keys |= {"first_comment": draft.first_comment, "alt": draft.alt}
    keys["generated"] = body_digest(draft.title, draft.body)
    return draft.body


@click.command(
    cls=Command, epilog="Example: brandkit record https://www.linkedin.com/posts/… --text -"
)
@click.argument("what", metavar="URL|FILE|-")
@click.option(
    "--text", "text", default=None, metavar="FILE|-", help="With URL: the text that is out."
)
@click.option("--url", default="", help="With FILE or -: where it can be read.")
@click.option(
    "--channel",
    default="",
    shell_complete=completing.channels,
    help="Where it is out; told by the address, if left out.",
)
@click.option(
    "--theme",
    default="",
    shell_complete=completing.themes,
    help="Its theme; guessed from its words, if left out.",
)
@click.option(
    "--at", "moment", default=None, metavar="MOMENT", help="When it came out, if not now."
)
@click.option("--json", "as_json", is_flag=True, help="Answer in JSON.")
@click.pass_obj
def record(
    desk: Desk,
    what: str,
    text: str | None,
    url: str,
    channel: str,
    theme: str,
    moment: str | None,
    as_json: bool,
) -> None:
    """Keep something that is out already and was never planned."""
    is_address = bool(host_of(what))
    url = address(what if is_address else url)
    rows = load_index(desk.root, clock.nanoseconds(), EVERYTHING).rows
    _refuse_known(rows, url)
    place = _channel(desk, channel, url)
    whole = _text(desk, what, text, is_address=is_address)
    front = parse_front_matter(whole)
    body = split(whole).body.strip() if not front.problems else whole.strip()
    at = _out_at(desk, url, moment, front.values.get("date"))
    title = str(front.values.get("title") or title_of(body) or f"{place.name} {at:%Y-%m-%d}")
    subject = theme_or_none(desk, theme, f"{title}\n{body}", place.language, ask=True)
    if not body and not url:
        raise click.BadParameter(_("there is no text"), param_hint="URL|FILE|-")
    keys: dict[str, Any] = {
        "when": format_moment(at, desk.brand.zone),
        "status": "published",
        "channel": place.id,
        "language": place.language,
        "theme": subject.id if subject else None,
        "title": title,
        "url": url or None,
        "published_at": format_moment(at, desk.brand.zone),
    }
    with writing(desk.root):
        folder = f"{PUBLISHED}/{at.year}"
        made = add(desk.root, folder, keys, f"{body}\n", {row.id for row in rows})
    if as_json:
        value = {"id": made.id, "path": made.path, "theme": keys["theme"], "channel": place.id}
        answer({**value, "published_at": keys["published_at"], "url": url})
        return
    lines = [wrapped(desk.words("publish.done", title=title, path=made.path))]
    if subject is None:
        lines.append(wrapped(desk.words("record.no theme", path=made.path)))
    if not body:
        lines.append(wrapped(desk.words("record.no text", path=made.path)))
    say(lines)


def _text(desk: Desk, what: str, text: str | None, *, is_address: bool) -> str:
    """The text that is out, from a file or standard input; empty where only an address is known."""
    place = text if is_address else what
    if place is None:
        return _pasted(desk) if sys.stdin.isatty() and sys.stdout.isatty() else ""
    if place == "-":
        return sys.stdin.read()
    from brandkit.files import read

    if not os.path.exists(place):
        message = _("{path!r} is neither an address nor a file", path=place)
        raise click.BadParameter(message, param_hint="--text" if is_address else "URL|FILE|-")
    return read(place).text


def _pasted(desk: Desk) -> str:
    """What the person pastes, up to a line with a dot or the end of the input."""
    say([wrapped(desk.words("record.paste"))])
    lines: list[str] = []
    with contextlib.suppress(EOFError):
        while (row := input()) != ".":
            lines.append(row)
    return "\n".join(lines)


def _refuse_known(rows: list[Row], url: str) -> None:
    for row in rows:
        if same_address(row.url, url):
            raise ImpossibleError(_("{url} is in the record: {path}", url=url, path=row.path))


def _channel(desk: Desk, wanted: str, url: str) -> Channel:
    """The channel that is *wanted*, else the one that the address belongs to."""
    if wanted or not url:
        return channel_for(desk, wanted)
    found = channels_at(url, desk.brand.channels)
    if len(found) == 1:
        return found[0]
    known = ", ".join(channel.id for channel in found or desk.brand.channels)
    message = _(
        "{host} does not tell the channel; say which, one of {known}",
        host=host_of(url),
        known=known,
    )
    raise click.BadParameter(message, param_hint="--channel")


def _out_at(desk: Desk, url: str, said: str | None, dated: Any) -> datetime:
    """When it came out: as the person says, as the file says, as the address tells, else now."""
    if said:
        return moment_of(desk, said)
    known = published_at(url) if url else None
    written = parse_moment(dated, desk.brand.zone) if dated else None
    moment = written or known or desk.now
    return min(moment, desk.now).astimezone(desk.brand.zone)
