"""`brandkit people import` and `export`: an address book in, an address book out."""

from __future__ import annotations

import os
from typing import Any

import click

from brandkit import files, workspace
from brandkit.circle import the_person
from brandkit.cli.desk import Desk, answer, say, wrapped, write_out
from brandkit.cli.people_group import loaded, people
from brandkit.core.notation.people import PEOPLE, format_person
from brandkit.core.people.naming import folded, note_name
from brandkit.core.saying import _
from brandkit.errors import NothingFoundError
from brandkit.files import Write
from brandkit.housekeeping import writing
from brandkit.root import shown_path
from brandkit.vcards import Contact, contacts_in, vcard_of


@people.command("import", epilog="Example: brandkit people import contacts.vcf --tag friend")
@click.argument("path", metavar="FILE.vcf", type=click.Path(exists=True))
@click.option("--tag", "tags", multiple=True, help="A tag for the new notes; may be given again.")
@click.option("--dry-run", is_flag=True, help="Only say what would be written.")
@click.option("--json", "as_json", is_flag=True, help="Answer in JSON.")
@click.pass_obj
def import_people(
    desk: Desk, path: str, tags: tuple[str, ...], dry_run: bool, as_json: bool
) -> None:
    """Begin a note on each person of an address book (vCard); those with a note are left alone."""
    found = contacts_in(files.read(path, most=64_000_000).text)
    if not found:
        raise NothingFoundError(_("{path}: no card with a name", path=path))
    with writing(desk.root):
        known = {folded(name) for one in loaded(desk) for name in (one.name, *one.aliases)}
        writes: dict[str, Write] = {}
        for contact in found:
            if folded(contact.keys["name"]) not in known:
                known.add(folded(contact.keys["name"]))
                note = _note(desk, contact, tags, set(map(str.casefold, writes)))
                writes[shown_path(note.path, desk.root)] = note
        if not dry_run:
            files.apply(writes.values(), inside=desk.root)
    if as_json:
        answer({"read": len(found), "written": sorted(writes)})
        return
    say([wrapped(desk.words("people.imported", n=len(writes), read=len(found)))])


def _note(desk: Desk, contact: Contact, tags: tuple[str, ...], taken: set[str]) -> Write:
    keys: dict[str, Any] = {**contact.keys, "added": desk.now.date().isoformat()}
    keys["tags"] = [*keys.get("tags", ()), *(tag.lstrip("#") for tag in tags)]
    text = format_person(keys, [], desk.brand.language)
    if contact.note:
        head, log = text.rsplit("## ", 1)
        text = f"{head}{contact.note}\n\n## {log}"
    path = workspace.free_path(desk.root, PEOPLE, note_name(keys["name"]), taken)
    return Write(os.path.join(desk.root, path), text)


@people.command(epilog="Example: brandkit people export contacts.vcf")
@click.argument("path", metavar="FILE.vcf|-")
@click.argument("names", metavar="[NAME]...", nargs=-1)
@click.pass_obj
def export(desk: Desk, path: str, names: tuple[str, ...]) -> None:
    """Write an address book (vCard) of all people, or of some; - for stdout.

    Names, work, addresses and tags go into it, and nothing of what was said.
    """
    everybody = loaded(desk)
    chosen = [the_person(everybody, name) for name in names] if names else everybody
    write_out(desk, path, vcard_of(chosen))
