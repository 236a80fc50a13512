"""`brandkit plan`: fill the open slots."""

from __future__ import annotations

import contextlib
import sys
from datetime import datetime, time, timedelta

import click

from brandkit.cli.answers import plan_answer
from brandkit.cli.desk import Desk, answer, say, warn, wrapped
from brandkit.cli.speaking import Command
from brandkit.cli.telling import told
from brandkit.core.calendar.walltime import resolve
from brandkit.core.saying import _
from brandkit.errors import UNREADABLE, ImpossibleError
from brandkit.housekeeping import writing
from brandkit.planning import carry_out
from brandkit.taking import inbox_lines_taken
from brandkit.world import WEEKS, horizon_after, read_world

MAX_WEEKS = 520
LONG = timedelta(weeks=26)
"""A plan for longer takes seconds, and says that it is at work."""


@click.command(cls=Command, epilog="Example: brandkit plan --weeks 6 --dry-run")
@click.option(
    "--weeks", default=None, type=click.IntRange(1, MAX_WEEKS), help="How far to look ahead: 4."
)
@click.option("--until", default=None, metavar="DATE", help="Look ahead to DATE instead.")
@click.option("--calendar", default="", help="Write only what belongs to this calendar.")
@click.option("--dry-run", is_flag=True, help="Only say what would be written.")
@click.option("--refresh", is_flag=True, help="Render untouched drafts again from their templates.")
@click.option("--fresh", is_flag=True, help="Turn missed drafts into ideas and begin anew.")
@click.option("--brief", is_flag=True, help="Show the plan as one shows it to others.")
@click.option("--html", "html", default=None, metavar="FILE", help="With --brief: write a page.")
@click.option("--json", "as_json", is_flag=True, help="Answer in JSON.")
@click.pass_obj
def plan(
    desk: Desk,
    weeks: int | None,
    until: str | None,
    calendar: str,
    dry_run: bool,
    refresh: bool,
    fresh: bool,
    brief: bool,
    html: str | None,
    as_json: bool,
) -> int:
    """Fill the open slots of the coming weeks and write a draft for each."""
    if html and not brief:
        raise click.UsageError(_("--html goes with --brief"))
    horizon = _horizon(desk, weeks, until)
    dry = dry_run or brief
    if horizon - desk.now > LONG and sys.stderr.isatty():
        last = (horizon - timedelta(seconds=1)).date()
        warn([desk.words("plan.thinking", day=desk.words.day(last))])
    with contextlib.nullcontext() if dry else writing(desk.root):
        inbox = [] if dry else inbox_lines_taken(desk)
        world = read_world(desk.root, desk.now, lambda _: horizon)
        if calendar and calendar not in {c.id for c in world.settings.calendars}:
            raise ImpossibleError(
                _("There is no calendar {calendar!r} in calendars/", calendar=calendar)
            )
        outcome = carry_out(
            desk.root, world, dry=dry, refresh=refresh, fresh=fresh, calendar=calendar
        )
    if brief:
        from brandkit.cli.brief import show_brief

        show_brief(desk, world, outcome, html)
    elif as_json:
        answer(plan_answer(desk, world, outcome))
    else:
        say([*told(desk.words, world, outcome, horizon, dry=dry), *map(wrapped, inbox)])
    warn([*world.warnings, *outcome.failures])
    return UNREADABLE if outcome.failures else 0


def _horizon(desk: Desk, weeks: int | None, until: str | None) -> datetime:
    """Up to the end of the last day, in the brand's zone."""
    now, zone = desk.now, desk.brand.zone
    if until is not None:
        if weeks is not None:
            raise click.UsageError(_("either --weeks or --until"))
        try:
            last = datetime.fromisoformat(until).date()
        except ValueError:
            raise click.BadParameter(
                _("{until!r} is no date; write 2026-12-31", until=until), param_hint="--until"
            ) from None
        if last < now.date():
            raise click.BadParameter(_("{until} is past", until=until), param_hint="--until")
        if (last - now.date()).days > 7 * MAX_WEEKS:
            raise click.BadParameter(_("further than ten years ahead"), param_hint="--until")
    else:
        return horizon_after(now, weeks or WEEKS)
    return resolve(last + timedelta(days=1), time(), zone).when
