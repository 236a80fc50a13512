"""`brandkit import`: what was really published, into the record."""

from __future__ import annotations

import sys
from collections import Counter
from collections.abc import Callable

import click

from brandkit import clock
from brandkit.archives.blog import posts_in
from brandkit.archives.keeping import Import, Keeper
from brandkit.cli import completing
from brandkit.cli.desk import Desk, answer, no_such, say, warn, wrapped
from brandkit.cli.speaking import Group
from brandkit.core.archives.post import REASONS
from brandkit.core.model import Channel
from brandkit.core.saying import _
from brandkit.errors import ImpossibleError, NothingFoundError
from brandkit.housekeeping import writing
from brandkit.index import EVERYTHING, load_index

SHOWN = 5
"""Files that are named for each reason."""
TOLD_EVERY = 1000


@click.group("import", cls=Group, epilog="Example: brandkit import blog ~/site")
def import_() -> None:
    """Bring what you published elsewhere into the record."""


@import_.command(epilog="Example: brandkit import blog ~/site --dry-run")
@click.argument("path", type=click.Path(exists=True))
@click.option(
    "--channel",
    default="",
    shell_complete=completing.channels,
    help="The blog, if you have several.",
)
@click.option("--dry-run", is_flag=True, help="Only say what would be kept.")
@click.option("--json", "as_json", is_flag=True, help="Answer in JSON.")
@click.pass_obj
def blog(desk: Desk, path: str, channel: str, dry_run: bool, as_json: bool) -> None:
    """Read the posts of a blog made with Hugo, Jekyll or Pelican.

    PATH is the site, its folder of posts, or one file; it is only read. A second import adds what
    is new. A tag or category that is one of your themes labels the post.
    """
    place = _blog(desk, channel)
    rows = load_index(desk.root, clock.nanoseconds(), EVERYTHING).rows
    with writing(desk.root):
        keeper = Keeper(desk.root, desk.brand, place, rows, dry=dry_run)
        done = keeper.keep_all(posts_in(path, desk.brand.zone, desk.now), _progress(desk))
    if not done.kept and not done.known:
        details = _reasons(desk, done)
        message = _("{path}: no published post in {n} files", path=path, n=done.read)
        raise NothingFoundError(message, details=details)
    if as_json:
        skipped = [item._asdict() for item in done.skipped]
        answer(
            {
                "read": done.read,
                "kept": done.kept,
                "unlabelled": done.unlabelled,
                "skipped": skipped,
            }
        )
        return
    key = "import.would" if dry_run else "import.kept"
    lines = [wrapped(desk.words(key, kept=len(done.kept), read=done.read, n=len(done.kept)))]
    if done.unlabelled:
        lines.append(wrapped(desk.words("import.unlabelled", n=len(done.unlabelled))))
    say([*lines, *_reasons(desk, done)])


def _blog(desk: Desk, wanted: str) -> Channel:
    """The channel of kind blog that is meant."""
    blogs = [channel for channel in desk.brand.channels if channel.kind == "blog"]
    if wanted:
        found = desk.brand.channel(wanted)
        if found is None:
            raise no_such(_("channel"), wanted, [item.id for item in blogs], "--channel")
        return found
    if len(blogs) == 1:
        return blogs[0]
    if not blogs:
        raise ImpossibleError(
            _('brand.toml has no channel of kind "blog"; add one, or name another with --channel')
        )
    known = ", ".join(channel.id for channel in blogs)
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
