"""`brandkit remind`: reminders that are delivered, once, until a piece is out."""

from __future__ import annotations

import os
import re
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from datetime import timedelta

import click

from brandkit.cli import completing
from brandkit.cli.desk import Desk, answer, no_such, say, wrapped
from brandkit.cli.finding import open_entry
from brandkit.cli.speaking import Group
from brandkit.core.calendar.walltime import format_moment
from brandkit.core.saying import _
from brandkit.core.statuses import OVER
from brandkit.delivery.message import DeliveryError, Message
from brandkit.delivery.sending import placed, send
from brandkit.errors import OUTSIDE, ImpossibleError
from brandkit.housekeeping import writing
from brandkit.ledger import NAME, Ledger
from brandkit.loop import Loop
from brandkit.record import mark
from brandkit.state import delivering, is_this_machine, state_folder, this_machine

MOST_EVENTS = 50
WAYS = ("systemd", "cron", "launchd", "windows")
SPAN = re.compile(r"(\d{1,4})\s*([mhd])", re.IGNORECASE)
_UNITS = {"m": timedelta(minutes=1), "h": timedelta(hours=1), "d": timedelta(days=1)}


@click.group(cls=Group, epilog="Example: brandkit remind install")
def remind() -> None:
    """Remind of what is to be written, published, answered, until it is."""


@remind.command(epilog="Example: brandkit remind run")
@click.pass_obj
def run(desk: Desk) -> None:
    """Deliver reminders until Ctrl-C; a line for each event.

    What is due while this computer is off comes when it is back, never in a burst, and nothing
    comes twice. Editing, moving or publishing a draft changes what is pending at once.
    """
    from brandkit import scheduler
    from brandkit.feeds.polling import poll_feeds

    with _loop(desk) as loop:
        _aloud([desk.words("remind.running", name=desk.brand.name)])
        scheduler.run(
            loop,
            lambda: (loop.brand or desk.brand).zone,
            lambda now: poll_feeds(desk.root, now),
        )
        say([desk.words("remind.stopped")])


@remind.command(epilog="Example: brandkit remind once")
@click.pass_obj
def once(desk: Desk) -> None:
    """Deliver what is due now and end; for timers."""
    with _loop(desk) as loop:
        loop.begin(desk.now)
        loop.turn(desk.now)


@contextmanager
def _loop(desk: Desk) -> Iterator[Loop]:
    """The loop of this workspace, under its lock."""
    brand = desk.brand
    machine = brand.reminding.machine
    if machine and not is_this_machine(machine):
        raise ImpossibleError(
            _(
                "{machine} delivers the reminders of this workspace; this is {here}."
                " To change that: brandkit remind install",
                machine=machine,
                here=this_machine(),
            )
        )
    folder = state_folder(brand.id)
    with delivering(folder, desk.now):
        ledger = Ledger(folder, desk.now, f"{this_machine()}:{brand.id}")
        try:
            yield Loop(desk.root, ledger, _teller(desk))
        finally:
            ledger.close()


def _teller(desk: Desk) -> Callable[[str, str], None]:
    """Writes a line for each event, with its moment."""

    def told(kind: str, text: str) -> None:
        moment = desk.moment_in(desk.brand.zone.key)
        _aloud(f"{moment:%Y-%m-%d %H:%M:%S}  {kind}  {line}" for line in text.split("\n"))

    return told


def _aloud(lines: Iterable[str]) -> None:
    """*lines* to stdout; that a disk is full on which they are kept ends no delivery."""
    try:
        say(lines)
    except BrokenPipeError:
        raise  # nobody listens any more
    except OSError:
        return


@remind.command(epilog="Example: brandkit remind status")
@click.option("--json", "as_json", is_flag=True, help="Answer in JSON.")
@click.pass_obj
def status(desk: Desk, as_json: bool) -> int:
    """Show what is next, what is overdue, and what failed and why.

    Exit code 1 where something failed.
    """
    from brandkit.cli.remind_status import show_status

    return show_status(desk, as_json=as_json)


@remind.command(epilog="Example: brandkit remind snooze 2026-12-01 2h")
@click.argument("entry", shell_complete=completing.entries)
@click.argument("span")
@click.option("--json", "as_json", is_flag=True, help="Answer in JSON.")
@click.pass_obj
def snooze(desk: Desk, entry: str, span: str, as_json: bool) -> None:
    """Remind of ENTRY again in SPAN: 30m, 2h, 1d.

    It stands in the front matter of the entry, so that every machine knows.
    """
    found = SPAN.fullmatch(span.strip())
    if found is None:
        message = _("{span!r} is no span; write 30m, 2h or 1d", span=span)
        raise click.BadParameter(message, param_hint="SPAN")
    opened = open_entry(desk, entry, lambda row: row.status not in OVER)
    if opened.entry.status in OVER:
        raise ImpossibleError(_("{path} is out, or over", path=opened.entry.path))
    moment = desk.now + int(found[1]) * _UNITS[found[2].casefold()]
    with writing(desk.root):
        mark(desk.root, opened.source, {"snooze": format_moment(moment, desk.brand.zone)})
    if as_json:
        answer({"id": opened.entry.id, "path": opened.entry.path, "snooze": moment.isoformat()})
        return
    title = opened.entry.title or opened.entry.path
    say([wrapped(desk.words("remind.snoozed", title=title, moment=desk.words.moment(moment)))])


@remind.command("test", epilog="Example: brandkit remind test mail")
@click.argument("delivery", required=False)
@click.pass_obj
def try_delivery(desk: Desk, delivery: str | None) -> int:
    """Send a trial message by a DELIVERY of brand.toml; by all, if none is named."""
    known = desk.brand.reminding.deliveries
    chosen = [one for one in known if delivery in {None, one.id}]
    if not chosen:
        names = [one.id for one in known]
        raise no_such(_("delivery"), delivery or "", names, "DELIVERY")
    words, failed = desk.words, False
    for one in chosen:
        identity = f"test-{one.id}-{desk.now:%Y%m%d%H%M%S}"
        message = Message(identity, words("remind.test"), (words("remind.test.text"),))
        try:
            send(placed(one, desk.root), message, desk.now)
        except DeliveryError as error:
            failed = True
            say([wrapped(f"{one.id}: {desk.said(error.message)}")])
        else:
            say([wrapped(words("remind.test.done", delivery=one.id))])
    return OUTSIDE if failed else 0


@remind.command(epilog="Example: brandkit remind log")
@click.option("--most", default=MOST_EVENTS, show_default=True, help="How many events.")
@click.option("--json", "as_json", is_flag=True, help="Answer in JSON.")
@click.pass_obj
def log(desk: Desk, most: int, as_json: bool) -> None:
    """Show what happened: what was sent, what failed, what the clock did."""
    ledger = opened_ledger(desk)
    events = ledger.events(most) if ledger else []
    if ledger:
        ledger.close()
    if as_json:
        rows = [
            {"at": desk.moment_at(at).isoformat(), "kind": kind, "text": text}
            for at, kind, text in events
        ]
        answer({"events": rows})
        return
    if not events:
        say([desk.words("remind.log.none")])
    say(
        f"{desk.moment_at(at):%Y-%m-%d %H:%M}  {kind}  {text.replace(chr(10), ' · ')}"
        for at, kind, text in events
    )


@remind.command(epilog="Example: brandkit remind install")
@click.option(
    "--with",
    "way",
    type=click.Choice(WAYS),
    default=None,
    help="How; if left out, what this system has.",
)
@click.option("--yes", is_flag=True, help="Do not ask.")
@click.pass_obj
def install(desk: Desk, way: str | None, yes: bool) -> None:
    """Deliver reminders from now on whenever this computer is on.

    It shows what it will write, and asks. On Linux it is a systemd service of yours, or a line in
    your crontab; on macOS and Windows it writes the file and says the steps.
    """
    from brandkit.cli.installing import install_reminders

    install_reminders(desk, way, yes=yes)


@remind.command(epilog="Example: brandkit remind uninstall")
@click.option("--yes", is_flag=True, help="Do not ask.")
@click.pass_obj
def uninstall(desk: Desk, yes: bool) -> None:
    """Take away what install wrote; the ledger stays."""
    from brandkit.cli.installing import uninstall_reminders

    uninstall_reminders(desk, yes=yes)


def opened_ledger(desk: Desk) -> Ledger | None:
    """The ledger of this workspace to look into, if there is one."""
    folder = state_folder(desk.brand.id)
    if not os.path.exists(os.path.join(folder, NAME)):
        return None
    return Ledger(folder, desk.now, looks=True)
