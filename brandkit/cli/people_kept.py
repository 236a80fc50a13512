"""`brandkit people merge`, `spread` and `forget`: notes put in order."""

from __future__ import annotations

from datetime import time, timedelta

import click

from brandkit import files
from brandkit.circle import merge as merge_notes
from brandkit.circle import open_note, the_person
from brandkit.cli.desk import Desk, answer, is_somebody_there, say, wrapped
from brandkit.cli.people_group import loaded, people
from brandkit.core.calendar.rhythm import Span, all_slots
from brandkit.core.calendar.walltime import resolve
from brandkit.core.habits.spreading import Spread, spread
from brandkit.core.model import Slot
from brandkit.core.notation.amend import set_keys
from brandkit.core.notation.people import KEY_ORDER
from brandkit.core.people.cadence import DUE, LATE
from brandkit.core.saying import _
from brandkit.errors import ImpossibleError
from brandkit.files import Write
from brandkit.forgetting import forget as forget_person
from brandkit.forgetting import forgetting
from brandkit.housekeeping import writing
from brandkit.standing import cadences_of

LONGEST = 400
"""Days over which people are spread at most."""


@people.command(epilog='Example: brandkit people merge "Lucia Bianchi" "L. Bianchi"')
@click.argument("name")
@click.argument("other")
@click.option("--json", "as_json", is_flag=True, help="Answer in JSON.")
@click.pass_obj
def merge(desk: Desk, name: str, other: str, as_json: bool) -> None:
    """Put the note on OTHER into that on NAME, with every word of it.

    Lists come together; what both notes say differently is kept below the other's name, which is
    from then on another name of theirs.
    """
    everybody = loaded(desk)
    kept, second = the_person(everybody, name), the_person(everybody, other)
    if kept.id == second.id:
        raise ImpossibleError(_("{path} is both of them", path=kept.path))
    with writing(desk.root):
        path = merge_notes(desk.root, kept, second)
    if as_json:
        answer({"name": kept.name, "path": path, "merged": second.path})
        return
    say([wrapped(desk.words("people.merged", other=second.name, path=path))])


@people.command("spread", epilog="Example: brandkit people spread --tag client")
@click.option("--tag", default="", help="Only those with this tag.")
@click.option("--dry-run", is_flag=True, help="Only say what would be written.")
@click.option("--json", "as_json", is_flag=True, help="Answer in JSON.")
@click.pass_obj
def spread_people(desk: Desk, tag: str, dry_run: bool, as_json: bool) -> None:
    """Give those who are all due at once days of their own, within their longest time.

    The days are those of the calendar that keeps you in touch; they stand in the notes as `next`.
    """
    today, words = desk.now.date(), desk.words
    wanted = tag.lstrip("#").casefold()
    by = cadences_of(desk)
    waiting = [
        one
        for one in by.standings(loaded(desk), today)
        if one.state(today) in {DUE, LATE}
        and (not wanted or wanted in map(str.casefold, one.person.tags))
    ]
    found = spread(waiting, _slots(desk), today)
    if not dry_run:
        _write(desk, found)
    if as_json:
        days = {name: day.isoformat() for name, day in found.days.items()}
        answer({"days": days, "late": list(found.late), "left": list(found.left)})
        return
    if not found.days:
        say([wrapped(words("people.spread none"))])
        return
    last = words.day(max(found.days.values()))
    lines = [words("people.spread", n=len(found.days), day=last)]
    late = [*found.late, *found.left]
    if late:
        lines.append(words("people.spread late", n=len(late)))
        lines += [f"  {name}" for name in late]
    say([wrapped(line) for line in lines])


def _slots(desk: Desk) -> list[Slot]:
    """The slots of the calendars that keep in touch with those who are due."""
    calendars = [one for one in desk.settings.calendars if one.keeps_in_touch]
    if not calendars:
        message = _(
            "No calendar keeps you in touch with people; add one with:"
            " brandkit habits add keep-in-touch"
        )
        raise ImpossibleError(message)
    zone = desk.brand.zone
    first = resolve(desk.now.date(), time(), zone).when
    slots = all_slots(calendars, Span(first, first + timedelta(LONGEST)), zone)
    return [slot for slot in slots if slot.key.day > desk.now.date()]


def _write(desk: Desk, found: Spread) -> None:
    """The day of each into their note."""
    with writing(desk.root):
        writes = []
        for person in loaded(desk):
            day = found.days.get(person.id)
            if day is None:
                continue
            source, _now = open_note(desk.root, person)
            text = set_keys(source.text, {"next": day.isoformat()}, KEY_ORDER)
            writes.append(Write(source.path, text, source))
        files.apply(writes, inside=desk.root)


@people.command(epilog='Example: brandkit people forget "Lucia Bianchi"')
@click.argument("name")
@click.option("--yes", is_flag=True, help="Ask nothing.")
@click.option("--dry-run", is_flag=True, help="Only say what would be removed.")
@click.option("--json", "as_json", is_flag=True, help="Answer in JSON, and ask nothing.")
@click.pass_obj
def forget(desk: Desk, name: str, yes: bool, dry_run: bool, as_json: bool) -> None:
    """Remove somebody everywhere: their note, tasks about them, their name in other notes.

    What you wrote yourself stays; it is told in which files, and on which lines, the name stands.
    """
    person = the_person(loaded(desk), name)
    words = desk.words
    with writing(desk.root):
        found = forgetting(desk.root, desk.brand, person)
        asking = not (yes or dry_run or as_json)
        if asking:
            say([*found.paths, wrapped(words("people.forget ask", name=person.name))])
            if not is_somebody_there() or not _is_yes():
                raise ImpossibleError(_("Nothing was removed; without a question: --yes"))
        if not dry_run:
            forget_person(desk.root, desk.brand, found, desk.now)
    if as_json:
        answer({"paths": list(found.paths), "left": list(found.left)})
        return
    lines = [] if asking else [words("people.forgotten", name=person.name), *found.paths]
    if found.left:
        lines += [wrapped(words("people.forget left")), *found.left]
    say(lines)


def _is_yes() -> bool:
    from brandkit.cli.asking import YES, line

    return line().casefold() in YES
