"""`brandkit themes`: whether what is published matches who one says one is."""

from __future__ import annotations

import re
from datetime import date, timedelta
from typing import Any

import click

from brandkit.classified import Record, load_record
from brandkit.cli import completing
from brandkit.cli.desk import Desk, answer, no_such, say, strong, warn, wrapped, write_out
from brandkit.cli.speaking import Command, Group
from brandkit.cli.themes_answers import post_answer, report_answer
from brandkit.core.notation.entries import NO_THEME
from brandkit.core.saying import _
from brandkit.core.themes.report import Report
from brandkit.errors import ImpossibleError
from brandkit.reporting import looked_at, until_now
from brandkit.themes_shown import report_lines, report_page

DAYS = {"d": 1, "w": 7, "m": 30, "y": 365}


@click.group(cls=Group, invoke_without_command=True, epilog="Example: brandkit themes --since 90d")
@click.option(
    "--since", default="1y", show_default=True, help="From when: 90d, 12w, 6m, 1y, or a day."
)
@click.option("--season", is_flag=True, help="From the day on which the present season began.")
@click.option(
    "--channel", default="", shell_complete=completing.channels, help="Only this channel."
)
@click.option(
    "--posts",
    "wanted",
    default="",
    metavar="THEME|none",
    shell_complete=completing.themes,
    help="The posts behind a theme's share, or behind what is off the brand.",
)
@click.option("--html", metavar="FILE", help="Write it as a page to print or share.")
@click.option("--json", "as_json", is_flag=True, help="Answer in JSON.")
@click.pass_context
def themes(ctx: click.Context, /, **options: Any) -> None:
    """Compare what you published with what you say you are about.

    A post counts for the theme that you said with brandkit label, else for the one it was planned
    for, else for what its words are about, as far as they tell. Nothing leaves this computer.
    """
    if ctx.invoked_subcommand is None:
        _show(ctx.obj, **options)


def _show(
    desk: Desk,
    *,
    since: str,
    season: bool,
    channel: str,
    wanted: str,
    html: str | None,
    as_json: bool,
) -> None:
    brand = desk.brand
    if channel and brand.channel(channel) is None:
        raise no_such(_("channel"), channel, [c.id for c in brand.channels], "--channel")
    theme = brand.theme(wanted)
    if wanted and theme is None and wanted != NO_THEME:
        names = [*(one.id for one in brand.themes), NO_THEME]
        raise no_such(_("theme"), wanted, names, "--posts")
    first = season_start(desk) if season else first_day(since, desk.now.date())
    report = looked_at(desk, loaded(desk), first, channel)
    if wanted:
        _show_posts(desk, report, theme.id if theme else "", as_json=as_json)
    elif as_json:
        answer(report_answer(report))
    elif html:
        write_out(desk, html, report_page(desk.words, brand, report))
    else:
        lines = report_lines(desk.words, brand, report)
        say([wrapped(strong(lines[0][1])), *(wrapped(text, pad) for pad, text in lines[1:])])


def loaded(desk: Desk) -> Record:
    """The record, with its problems told."""
    record = load_record(desk.root, desk.brand)
    warn(record.problems)
    return record


def first_day(since: str, today: date) -> date:
    """The day that 90d, 12w, 6m, 1y or a day name."""
    found = re.fullmatch(r"(\d{1,5})\s*([dwmy])", since.strip().casefold())
    if found:
        days = int(found[1]) * DAYS[found[2]]
        return today - timedelta(days=min(days, today.toordinal() - 1))
    try:
        return date.fromisoformat(since.strip())
    except ValueError:
        message = _("{since!r} is no span; write 90d, 12w, 6m, 1y or 2026-01-31", since=since)
        raise click.BadParameter(message, param_hint="--since") from None


def season_start(desk: Desk) -> date:
    """The day on which the latest of the present seasons began."""
    today = desk.now.date()
    starts = []
    for theme in desk.brand.themes:
        for season in theme.seasons:
            if season.holds(today):
                month, day = season.first
                year = today.year if (month, day) <= (today.month, today.day) else today.year - 1
                starts.append(date(year, month, min(day, 28) if month == 2 else day))
    if not starts:
        raise ImpossibleError(
            _("no theme has a season today; seasons stand under a theme in brand.toml")
        )
    return max(starts)


def _show_posts(desk: Desk, report: Report, theme: str, *, as_json: bool) -> None:
    """The posts that a share rests on, each with the words that decided."""
    found = [post for post in report.posts if post.theme == theme] if theme else report.off_posts
    if as_json:
        answer({"theme": theme or NO_THEME, "posts": [post_answer(post) for post in found]})
        return
    words = desk.words
    if not found:
        say([wrapped(words("themes.no posts"))])
        return
    lines: list[str] = []
    for post in found:
        lines.append(wrapped(post.title or post.path, "  ", first=""))
        key = "themes.post.said" if post.is_said else "themes.post.read"
        sure = round(100 * (post.parts.get(theme, 0) if theme else post.off))
        by = words("themes.by", words=", ".join(post.words)) if post.words else ""
        about = " · ".join(part for part in (words(key, sure=sure), by) if part)
        lines.append(wrapped(f"{post.day.isoformat()}  {about}", "    ", first="  "))
        lines.append(f"  {post.path}")
    lines.append(wrapped(words("themes.correct", entry=found[0].id[:4])))
    say(lines)


@themes.command(cls=Command, epilog="Example: brandkit themes review --most 20")
@click.option("--most", default=8, show_default=True, help="How many posts at most.")
@click.pass_obj
def review(desk: Desk, most: int) -> None:
    """Say of the most telling posts what they are about, with one key each.

    They are those of which the words tell least; what you say of them teaches most. Each answer is
    kept at once, as label in the post's file.
    """
    from brandkit.cli.reviewing import review_posts

    review_posts(desk, until_now(desk, loaded(desk)), most)


@themes.command(cls=Command, epilog="Example: brandkit themes propose")
@click.option("--json", "as_json", is_flag=True, help="Answer in JSON.")
@click.pass_obj
def propose(desk: Desk, as_json: bool) -> None:
    """Propose themes from what you write about beside those that you have.

    They are words that keep coming back in posts about none of your themes, or about the one in
    which you explore. Nothing is changed: what you like, you put into brand.toml.
    """
    from brandkit.cli.proposing import show_proposals

    record = loaded(desk)
    show_proposals(desk, record, until_now(desk, record), as_json=as_json)


@themes.command(cls=Command, epilog="Example: brandkit themes others")
@click.option("--ask", is_flag=True, help="The message that asks somebody for three words.")
@click.option("--json", "as_json", is_flag=True, help="Answer in JSON.")
@click.pass_obj
def others(desk: Desk, ask: bool, as_json: bool) -> None:
    """Show what others say of you, beside what you say and what you publish.

    Recommendations, endorsements, and the three words of five people, by theme. They stand in
    others/; brandkit import linkedin --others takes the first two from LinkedIn.
    """
    from brandkit.cli.others import show_others, show_question

    if ask:
        show_question(desk)
    else:
        show_others(desk, as_json=as_json)


@themes.command(cls=Command, epilog='Example: brandkit themes heard "Marta Rossi" clear, patient')
@click.argument("name")
@click.argument("words", nargs=-1, required=True)
@click.option("--json", "as_json", is_flag=True, help="Answer in JSON.")
@click.pass_obj
def heard(desk: Desk, name: str, words: tuple[str, ...], as_json: bool) -> None:
    """Keep the words with which NAME would describe you."""
    from brandkit.cli.others import keep_heard

    keep_heard(desk, name, words, as_json=as_json)
