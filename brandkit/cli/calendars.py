"""`brandkit calendar`: the plan in one's own calendar, and what stands there in the plan."""

from __future__ import annotations

import os
import re
from datetime import date

import click

from brandkit.cli import completing
from brandkit.cli.desk import Desk, say, write_out
from brandkit.cli.speaking import Group
from brandkit.core.saying import _

KINDS = ("campaign", "pause", "ideas")


@click.group(cls=Group, epilog="Example: brandkit calendar export")
def calendar() -> None:
    """Show the plan in your own calendar, and take from it what the plan should know."""


@calendar.command(epilog="Example: brandkit calendar show --month 2026-12")
@click.option(
    "--month", default="", metavar="2026-12", help="The month; the present one if left out."
)
@click.pass_obj
def show(desk: Desk, month: str) -> None:
    """Show a month: what is out, what is planned, which slots are open."""
    from brandkit.cli.calendar_out import month_text

    say([month_text(desk, _month(desk, month))])


@calendar.command(epilog="Example: brandkit calendar export --ics ~/calendars/brand.ics")
@click.option("--ics", metavar="FILE", help="As iCalendar; calendar.ics here if nothing is named.")
@click.option("--csv", metavar="FILE", help="As a table for spreadsheets.")
@click.option("--markdown", metavar="FILE", help="A month as a Markdown table.")
@click.option("--html", metavar="FILE", help="A month as a page to print.")
@click.option("--month", default="", metavar="2026-12", help="The month of the page or table.")
@click.option("--json", "as_json", is_flag=True, help="All entries, in JSON on the screen.")
@click.pass_obj
def export(
    desk: Desk,
    ics: str | None,
    csv: str | None,
    markdown: str | None,
    html: str | None,
    month: str,
    as_json: bool,
) -> None:
    """Write the plan as a calendar file, a table or a page; - writes to the screen.

    In the calendar file every entry keeps its identity: what moves is moved there too, and what is
    gone is shown as cancelled for four weeks. calendar.json remembers what was shown; it belongs
    into git.
    """
    from brandkit.cli import calendar_out

    if as_json:
        calendar_out.answer_json(desk)
        return
    day = _month(desk, month)
    if csv:
        write_out(desk, csv, calendar_out.csv_text(desk))
    if markdown:
        write_out(desk, markdown, calendar_out.month_markdown(desk, day))
    if html:
        write_out(desk, html, calendar_out.month_page(desk, day))
    if ics or not (csv or markdown or html):
        calendar_out.write_ics(desk, ics or os.path.join(desk.root, "calendar.ics"))


def _month(desk: Desk, said: str) -> date:
    """The first day of the month that is meant."""
    if not said:
        return desk.now.date().replace(day=1)
    found = re.fullmatch(r"(\d{4})-(\d{1,2})", said.strip())
    if found is None or not 1 <= int(found[2]) <= 12:
        message = _("{month!r} is no month; write 2026-12", month=said)
        raise click.BadParameter(message, param_hint="--month")
    return date(int(found[1]), int(found[2]), 1)


@calendar.command("import", epilog="Example: brandkit calendar import fairs.ics --as campaign")
@click.argument("path", metavar="FILE.ics", type=click.Path(exists=True, dir_okay=False))
@click.option("--as", "kind", type=click.Choice(KINDS), default="ideas", show_default=True,
              help="What the events become.")  # fmt: skip
@click.option("--calendar", "into", default="", help="The calendar of calendars/ that takes them.")
@click.option("--channel", default="", shell_complete=completing.channels, help="Of a campaign.")
@click.option(
    "--theme", default="", shell_complete=completing.themes, help="Of a campaign or idea."
)
@click.option(
    "--days", default=365, show_default=True, type=click.IntRange(1, 3660), help="So far ahead."
)
@click.option("--match", default="", help="Only events in whose title this stands.")
@click.option("--dry-run", is_flag=True, help="Only say what would be taken.")
@click.option("--json", "as_json", is_flag=True, help="Answer in JSON.")
@click.pass_obj
def import_(
    desk: Desk,
    path: str,
    kind: str,
    into: str,
    channel: str,
    theme: str,
    days: int,
    match: str,
    dry_run: bool,
    as_json: bool,
) -> None:
    """Take events of a calendar file over: conferences, holidays, meetings.

    As campaigns they get posts before and after them; as pauses days without posts; as ideas
    something to write about until they are over. What repeats is taken as often as it comes in the
    days ahead; a second import adds what is new. One event that cannot be read stops no other.
    """
    from brandkit.cli.calendar_in import Wanted, take_events

    wanted = Wanted(kind, into, channel, theme, days, match)
    take_events(desk, path, wanted, dry=dry_run, as_json=as_json)
