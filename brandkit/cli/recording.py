"""`brandkit record`: what is out already and was never planned."""

from __future__ import annotations

import contextlib
import os
import sys
from datetime import datetime
from typing import Any

import click

from brandkit.cli import completing
from brandkit.cli.asking import YES, line
from brandkit.cli.choosing import channel_for, theme_or_none
from brandkit.cli.desk import Desk, answer, is_somebody_there, say, wrapped
from brandkit.cli.out import address, moment_of
from brandkit.cli.speaking import Command
from brandkit.core.calendar.walltime import format_moment, parse_moment
from brandkit.core.model import Channel
from brandkit.core.notation.frontmatter import parse_front_matter, split
from brandkit.core.publishing.addresses import channels_at, host_of, published_at, same_address
from brandkit.core.saying import _
from brandkit.core.statuses import OUT
from brandkit.errors import ImpossibleError
from brandkit.housekeeping import writing
from brandkit.index import Row
from brandkit.opened import opened
from brandkit.outgoing import put_out
from brandkit.record import add, title_of
from brandkit.workspace import PUBLISHED


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
    rows = desk.index().rows
    _refuse_known(rows, url)
    place = _channel(desk, channel, url)
    copied = [
        row for row in rows if row.copied and row.channel == place.id and row.status not in OUT
    ]
    if url and _is_one_of(desk, copied, place, url, moment):
        return
    whole = _text(desk, what, text, is_address=is_address)
    front = parse_front_matter(whole)
    body = split(whole).body.strip() if not front.problems else whole.strip()
    if not body and not url:
        raise click.BadParameter(_("there is no text"), param_hint="URL|FILE|-")
    at = _out_at(desk, url, moment, front.values.get("date"))
    title = str(front.values.get("title") or title_of(body) or f"{place.name} {at:%Y-%m-%d}")
    subject = theme_or_none(desk, theme, f"{title}\n{body}", place.language, ask=True)
    for row in rows:
        same = (row.channel, row.when[:10], row.title) == (place.id, f"{at:%Y-%m-%d}", title)
        if same and row.status in OUT:
            raise ImpossibleError(_("{title} is in the record: {path}", title=title, path=row.path))
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
        lines.append(wrapped(desk.words("record.no theme", entry=made.id[:4])))
    if not body:
        lines.append(wrapped(desk.words("record.no text", path=made.path)))
    for row in copied:
        values = {"title": row.title, "entry": row.id[:4], "path": made.path}
        lines.append(wrapped(desk.words("record.maybe", **values)))
    say(lines)


def _is_one_of(
    desk: Desk, copied: list[Row], channel: Channel, url: str, moment: str | None
) -> bool:
    """Whether what is recorded is a piece that was copied; where one can ask, it is then out."""
    if not is_somebody_there():
        return False
    for row in copied:
        say([wrapped(desk.words("record.same", title=row.title, channel=channel.name))])
        if line().casefold() in YES:
            at = moment_of(desk, moment) if moment else None
            path = put_out(desk, opened(desk, row.path), url, at)
            say([wrapped(desk.words("publish.done", title=row.title, path=path))])
            return True
    return False


def _text(desk: Desk, what: str, text: str | None, *, is_address: bool) -> str:
    """The text that is out, from a file or standard input; empty where only an address is known."""
    place = text if is_address else what
    if place is None:
        return _pasted(desk) if is_somebody_there() else ""
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
