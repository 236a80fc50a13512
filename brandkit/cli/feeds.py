"""`brandkit feed`: one's own feeds extend the record, those of others are sources of ideas."""

from __future__ import annotations

import os
import sys

import click

from brandkit import files
from brandkit.cli import completing
from brandkit.cli.desk import Desk, answer, no_such, say, warn, wrapped, write_out
from brandkit.cli.feeds_shown import feed_row, list_lines, new_lines, sync_lines, told_row
from brandkit.cli.speaking import Group
from brandkit.core.feeds import Feed
from brandkit.core.model import Channel
from brandkit.core.notation.feeds import FEEDS, trouble_of
from brandkit.core.notation.opml import format_opml, parse_opml
from brandkit.core.publishing.addresses import channels_at
from brandkit.core.saying import _
from brandkit.errors import OUTSIDE, ImpossibleError, OutsideError, UnreadableError
from brandkit.feeds.listing import Listed, add_feeds, load_feeds
from brandkit.feeds.remembering import Memory, State, recall
from brandkit.feeds.syncing import Told, ask_all, take_over
from brandkit.housekeeping import writing

OWN_KINDS = ("blog", "newsletter")
"""The kinds of channel that a feed of one's own is taken for where its address does not tell."""


@click.group(cls=Group, epilog="Example: brandkit feed add https://example.org/feed")
def feed() -> None:
    """Follow feeds: your own extend the record, those of others give ideas."""


@feed.command(epilog="Example: brandkit feed add https://example.org/feed --mine")
@click.argument("address", metavar="URL|FILE.opml")
@click.option("--mine", is_flag=True, help="It is your own: its posts belong to your record.")
@click.option("--source", is_flag=True, help="It is somebody else's: a source of ideas (usual).")
@click.option(
    "--channel",
    default="",
    shell_complete=completing.channels,
    help="The channel that your own feed tells of.",
)
@click.option("--name", default="", help="What to call it; else what it calls itself.")
@click.option("--private", is_flag=True, help="It is on a server that only your network knows.")
@click.option("--unseen", is_flag=True, help="Add it without asking it first.")
@click.option("--json", "as_json", is_flag=True, help="Answer in JSON.")
@click.pass_obj
def add(
    desk: Desk,
    address: str,
    mine: bool,
    source: bool,
    channel: str,
    name: str,
    private: bool,
    unseen: bool,
    as_json: bool,
) -> None:
    """Follow a feed, or all that another program lists in OPML.

    URL is the address of a feed, or of a page that names one. It is asked once to see what it is;
    then it stands in feeds.toml.
    """
    if mine and source:
        raise click.BadParameter(_("a feed is yours or it is not"), param_hint="--source")
    if channel and not mine:
        raise click.BadParameter(
            _("only a feed of yours has one; add --mine"), param_hint="--channel"
        )
    if os.path.isfile(address) and not (mine or name):
        _add_list(desk, address, as_json=as_json)
        return
    url = address.strip() if "://" in address else f"https://{address.strip()}"
    trouble = trouble_of(url)
    if trouble:
        raise click.BadParameter(desk.said(trouble), param_hint="URL")
    wanted = Feed(url, name.strip(), _own_channel(desk, url, channel).id if mine else "", private)
    _refuse_known(desk, wanted)
    told = None if unseen else _seen(wanted, desk)
    if told is not None:
        wanted = told.feed
        _refuse_known(desk, wanted)
    with writing(desk.root):
        add_feeds(desk.root, desk.brand, [wanted])
        if told is not None:
            take_over(desk.root, desk.brand, [told], desk.index().rows, desk.now)
    if as_json:
        row = feed_row(desk, wanted, told.state if told else State())
        answer({"feed": row, "first": told_row(desk, told) if told else None})
        return
    say([wrapped(desk.words("feed.added", name=wanted.shown, path=FEEDS))])
    if told is not None:
        say(new_lines(desk, told))


def _refuse_known(desk: Desk, wanted: Feed) -> None:
    known = {one.url for one in load_feeds(desk.root, desk.brand).feeds}
    if wanted.url in known:
        raise ImpossibleError(_("{url} stands in {path} already", url=wanted.url, path=FEEDS))


def _seen(wanted: Feed, desk: Desk) -> Told:
    """What a feed says that is not followed yet, or the one that the page at its address names."""
    (told,) = ask_all([wanted], Memory(), desk.now)
    links = told.contents.links if told.contents is not None and told.outcome == "failed" else ()
    links = tuple(link for link in links if not trouble_of(link) and link != wanted.url)
    if len(links) == 1:
        (told,) = ask_all([wanted._replace(url=links[0])], Memory(), desk.now)
    elif links:
        message = _("{url} is a page with several feeds; add one of them:", url=wanted.url)
        raise ImpossibleError(message, details=[f"  {link}" for link in links])
    if told.outcome in {"failed", "gone"}:
        trouble = told.state.trouble or _("it says that it is gone for good")
        message = _(
            "{url}: {trouble}. To follow it all the same, add --unseen",
            url=told.feed.url,
            trouble=desk.said(trouble),
        )
        raise OutsideError(message)
    feed_url = told.moved or told.feed.url
    name = told.feed.name or told.state.title[:80]
    told.feed, told.moved = told.feed._replace(url=feed_url, name=name), ""
    return told


def _own_channel(desk: Desk, url: str, wanted: str) -> Channel:
    """The channel that a feed of one's own at *url* tells of."""
    channels = desk.brand.channels
    known = [channel.id for channel in channels]
    if wanted:
        found = desk.brand.channel(wanted)
        if found is None:
            raise no_such(_("channel"), wanted, known, "--channel")
        return found
    fitting = channels_at(url, channels) or [c for c in channels if c.kind in OWN_KINDS]
    if len(fitting) == 1:
        return fitting[0]
    raise click.BadParameter(
        _("say of which channel it tells; one of {known}", known=", ".join(known)),
        param_hint="--channel",
    )


def _add_list(desk: Desk, path: str, *, as_json: bool) -> None:
    """The feeds that an OPML file lists, as sources."""
    reading = parse_opml(files.read(path).text)
    if reading.problems:
        details = [problem.located(path) for problem in reading.problems]
        raise UnreadableError(_("The list cannot be read; nothing was written:"), details=details)
    good = [one for one in reading.feeds if not trouble_of(one.url)]
    bad = [one for one in reading.feeds if trouble_of(one.url)]
    with writing(desk.root):
        new = add_feeds(desk.root, desk.brand, good)
    if as_json:
        answer(
            {
                "added": [one.url for one in new],
                "known": len(good) - len(new),
                "refused": [one.url for one in bad],
            }
        )
        return
    words = desk.words
    lines = [words("feed.added many", n=len(new), path=FEEDS)]
    if len(good) > len(new):
        lines.append(words("feed.known", n=len(good) - len(new)))
    lines += [f"{one.url}: {desk.said(trouble_of(one.url))}" for one in bad]
    say(map(wrapped, lines))


@feed.command("list", epilog="Example: brandkit feed list --opml feeds.opml")
@click.option("--opml", metavar="FILE", help="Write the list as OPML instead; - for the screen.")
@click.option("--json", "as_json", is_flag=True, help="Answer in JSON.")
@click.pass_obj
def list_feeds(desk: Desk, opml: str | None, as_json: bool) -> None:
    """Show the feeds, when each last spoke, and what is the matter with it."""
    listed = _loaded(desk)
    memory = recall(desk.root)
    if opml:
        write_out(desk, opml, format_opml(listed.feeds, desk.brand.name))
        return
    if as_json:
        answer({"feeds": [feed_row(desk, one, memory.of(one)) for one in listed.feeds]})
        return
    if not listed.feeds:
        say([wrapped(desk.words("feed.none"))])
        return
    say(line for one in listed.feeds for line in list_lines(desk, one, memory.of(one)))


def _loaded(desk: Desk) -> Listed:
    listed = load_feeds(desk.root, desk.brand)
    warn(listed.warnings)
    return listed


@feed.command(epilog="Example: brandkit feed sync")
@click.option("--json", "as_json", is_flag=True, help="Answer in JSON.")
@click.pass_obj
def sync(desk: Desk, as_json: bool) -> int:
    """Ask all feeds what is new.

    Posts of your own feeds go into the record, each once; what others write becomes suggestions,
    which brandkit idea list --from-feeds shows. One that fails stops no other. Exit code 6 where
    one failed.
    """
    listed = _loaded(desk)
    if not listed.feeds:
        if as_json:
            answer({"feeds": []})
        else:
            say([wrapped(desk.words("feed.none"))])
        return 0
    told = []
    for one in ask_all(listed.feeds, recall(desk.root), desk.now):
        told.append(one)
        if sys.stderr.isatty():
            warn([f"{len(told)}/{len(listed.feeds)}  {one.feed.shown}"])
    order = {one.url: n for n, one in enumerate(listed.feeds)}
    told.sort(key=lambda one: order[one.feed.url])
    with writing(desk.root):
        take_over(desk.root, desk.brand, told, desk.index().rows, desk.now)
    failed = any(one.outcome == "failed" for one in told)
    if as_json:
        answer({"feeds": [told_row(desk, one) for one in told]})
    else:
        say(sync_lines(desk, told))
    return OUTSIDE if failed else 0
