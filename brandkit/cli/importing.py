"""`brandkit import`: what was really published, into the record."""

from __future__ import annotations

import sys
from collections import Counter
from collections.abc import Callable, Iterator

import click

from brandkit.archives.blog import posts_in
from brandkit.archives.keeping import Import, Keeper
from brandkit.archives.services import bluesky_posts, linkedin_posts, mastodon_posts, x_posts
from brandkit.classified import load_record
from brandkit.cli import completing
from brandkit.cli.besides import taken_others, taken_people, taken_profile
from brandkit.cli.desk import Desk, answer, no_such, say, warn, wrapped
from brandkit.cli.reviewing import guess
from brandkit.cli.speaking import Group
from brandkit.core.archives.post import REASONS, Post, Skipped
from brandkit.core.model import Channel
from brandkit.core.saying import _
from brandkit.core.themes.consistency import Published, telling
from brandkit.errors import ImpossibleError, NothingFoundError
from brandkit.housekeeping import writing

SHOWN = 5
"""Files that are named for each reason."""
TOLD_EVERY = 1000


@click.group("import", cls=Group, epilog="Example: brandkit import blog ~/site")
def import_() -> None:
    """Bring what you published elsewhere into the record."""


def _options(command: Callable[..., None]) -> Callable[..., None]:
    """What each of these commands takes."""
    for option in (
        click.pass_obj,
        click.option("--json", "as_json", is_flag=True, help="Answer in JSON."),
        click.option("--dry-run", is_flag=True, help="Only say what would be kept."),
        click.option(
            "--channel",
            default="",
            shell_complete=completing.channels,
            help="The channel, if you have several of the kind.",
        ),
        click.argument("path", type=click.Path(exists=True)),
    ):
        command = option(command)
    return command


_replies = click.option("--replies", is_flag=True, help="Replies to others too.")


@import_.command(epilog="Example: brandkit import blog ~/site --dry-run")
@_options
def blog(desk: Desk, path: str, channel: str, dry_run: bool, as_json: bool) -> None:
    """Read the posts of a blog made with Hugo, Jekyll or Pelican.

    PATH is the site, its folder of posts, or one file; it is only read. A second import adds what
    is new. A tag or category that is one of your themes labels the post.
    """
    posts = posts_in(path, desk.brand.zone, desk.now)
    bring(desk, _channel(desk, channel, "blog"), path, posts, dry=dry_run, as_json=as_json)


@import_.command(
    epilog="Example: brandkit import linkedin ~/Downloads/Complete_LinkedInDataExport.zip"
)
@_options
@click.option("--profile", is_flag=True, help="Also take its headline and about into profile.md.")
@click.option("--others", is_flag=True, help="Also take what others say of you into others/.")
@click.option("--people", is_flag=True, help="Also take your connections into people/.")
def linkedin(
    desk: Desk,
    path: str,
    channel: str,
    profile: bool,
    others: bool,
    people: bool,
    dry_run: bool,
    as_json: bool,
) -> None:
    """Read the posts and articles in LinkedIn's copy of your data.

    PATH is the zip, its folder, or Shares.csv; ask LinkedIn for the complete copy, the basic one
    has no posts in it. A hashtag that is one of your themes labels the post.
    """
    posts = linkedin_posts(path, desk.brand.zone)
    place = _channel(desk, channel, "linkedin")
    nothing: NothingFoundError | None = None
    try:
        bring(desk, place, path, posts, dry=dry_run, as_json=as_json)
    except NothingFoundError as error:
        nothing = error  # the basic copy has no posts, and yet what others say
    told = [
        taken_profile(desk, path, wanted=profile and not dry_run),
        taken_others(desk, path, wanted=others and not dry_run),
        *taken_people(desk, path, wanted=people and not dry_run),
    ]
    if nothing is not None and not (any(told) and (profile or others or people)):
        raise NothingFoundError(nothing.message, details=[*nothing.details, *filter(None, told)])
    if not as_json:
        say(wrapped(line) for line in told if line)


@import_.command(epilog="Example: brandkit import mastodon ~/Downloads/archive-2026.zip")
@_options
@_replies
def mastodon(
    desk: Desk, path: str, channel: str, replies: bool, dry_run: bool, as_json: bool
) -> None:
    """Read the posts in Mastodon's archive.

    PATH is the zip or tar.gz, its folder, or outbox.json. Boosts, replies to others and what is
    not public are left out. A hashtag that is one of your themes labels the post.
    """
    posts = mastodon_posts(path, desk.brand.zone, replies=replies)
    bring(desk, _channel(desk, channel, "mastodon"), path, posts, dry=dry_run, as_json=as_json)


@import_.command(epilog="Example: brandkit import x ~/Downloads/twitter-2026.zip")
@_options
@_replies
def x(desk: Desk, path: str, channel: str, replies: bool, dry_run: bool, as_json: bool) -> None:
    """Read the posts in X's archive.

    PATH is the zip, its folder, or tweets.js. Threads are one post each; reposts and replies to
    others are left out. A hashtag that is one of your themes labels the post.
    """
    posts = x_posts(path, desk.brand.zone, replies=replies)
    bring(desk, _channel(desk, channel, "x"), path, posts, dry=dry_run, as_json=as_json)


@import_.command(epilog="Example: brandkit import bluesky ~/Downloads/repo.car")
@_options
@_replies
def bluesky(
    desk: Desk, path: str, channel: str, replies: bool, dry_run: bool, as_json: bool
) -> None:
    """Read the posts in Bluesky's repository.

    PATH is repo.car, which the settings of the app give. Threads are one post each; reposts and
    replies to others are left out. A hashtag that is one of your themes labels the post.
    """
    posts = bluesky_posts(path, desk.brand.zone, replies=replies)
    bring(desk, _channel(desk, channel, "bluesky"), path, posts, dry=dry_run, as_json=as_json)


def bring(
    desk: Desk,
    place: Channel,
    path: str,
    posts: Iterator[Post | Skipped],
    *,
    dry: bool,
    as_json: bool,
) -> None:
    """The *posts* of an archive into the record, and what was done with each of them."""
    with writing(desk.root):
        rows = desk.index().rows
        keeper = Keeper(desk.root, desk.brand, place, rows, dry=dry)
        done = keeper.keep_all(posts, _progress(desk))
        chosen = [] if dry or not done.kept else most_telling(desk)
    if not done.kept and not done.known and not done.joined:
        details = _reasons(desk, done)
        message = _("{path}: no published post in {n} files", path=path, n=done.read)
        raise NothingFoundError(message, details=details)
    if as_json:
        answer(
            {
                "read": done.read,
                "kept": done.kept,
                "joined": done.joined,
                "unlabelled": done.unlabelled,
                "telling": [post.path for post in chosen],
                "skipped": [item._asdict() for item in done.skipped],
            }
        )
        return
    key = "import.would" if dry else "import.kept"
    lines = [wrapped(desk.words(key, kept=len(done.kept), read=done.read, n=len(done.kept)))]
    if done.joined:
        lines.append(wrapped(desk.words("import.joined", n=len(done.joined))))
    if done.unlabelled:
        lines.append(wrapped(desk.words("import.unlabelled", n=len(done.unlabelled))))
    say([*lines, *_reasons(desk, done)])
    if chosen:
        say([wrapped(desk.words("import.telling"))])
        say([guess(desk, post) for post in chosen])


def most_telling(desk: Desk) -> list[Published]:
    """The record as its words read now, and the posts whose confirmation would say most."""
    return telling(load_record(desk.root, desk.brand).posts())


def _channel(desk: Desk, wanted: str, kind: str) -> Channel:
    """The channel of the *kind* that is meant."""
    fitting = [channel for channel in desk.brand.channels if channel.kind == kind]
    if wanted:
        found = desk.brand.channel(wanted)
        if found is None:
            raise no_such(_("channel"), wanted, [item.id for item in fitting], "--channel")
        return found
    if len(fitting) == 1:
        return fitting[0]
    if not fitting:
        message = _(
            'brand.toml has no channel of kind "{kind}"; add one, or name another with --channel',
            kind=kind,
        )
        raise ImpossibleError(message)
    known = ", ".join(channel.id for channel in fitting)
    raise click.BadParameter(
        _("there are several; one of {known}", known=known), param_hint="--channel"
    )


def _reasons(desk: Desk, done: Import) -> list[str]:
    """How many files were skipped for each reason, and some of them by name."""
    counts = Counter(item.reason for item in done.skipped)
    lines = []
    for reason in REASONS:
        if not counts[reason]:
            continue
        lines.append(wrapped(desk.words(f"import.{reason}", n=counts[reason])))
        if reason == "known":
            continue
        named = [item for item in done.skipped if item.reason == reason]
        lines += [
            f"  {item.source}{f': {item.detail}' if item.detail else ''}" for item in named[:SHOWN]
        ]
        if len(named) > SHOWN:
            lines.append("  …")
    return lines


def _progress(desk: Desk) -> Callable[[int], None]:
    """Tells how far it is, on a terminal."""
    if not sys.stderr.isatty():
        return lambda _: None
    words = desk.words

    def told(n: int) -> None:
        if n % TOLD_EVERY == 0:
            warn([words("import.reading", n=n)])

    return told
