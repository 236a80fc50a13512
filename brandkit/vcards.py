"""vCards (RFC 6350, and versions 2.1 and 3.0 in reading): people from and for an address book."""

from __future__ import annotations

import quopri
import re
from collections.abc import Iterable, Iterator, Mapping
from typing import Any, NamedTuple

from brandkit.core.notation.people import by_kind, kind_of_address
from brandkit.core.people.person import Person

MOST = 20_000
"""Cards of a file that are read."""
_ADDRESSES = ("EMAIL", "TEL", "URL", "X-SOCIALPROFILE", "IMPP")
_UNESCAPED = re.compile(r"\\(.)")
_PARTED = re.compile(r"(?<!\\)[;,]")


class Contact(NamedTuple):
    """Somebody in an address book: the keys of a note, and the words of its NOTE."""

    keys: dict[str, Any]
    note: str = ""


def contacts_in(text: str) -> list[Contact]:
    """The cards in *text*, those with a name; what else stands there is passed over."""
    found: list[Contact] = []
    rows: list[tuple[str, dict[str, str], str]] = []
    for name, parameters, value in _lines(text):
        if name == "BEGIN":
            rows = []
        elif name == "END":
            contact = _contact(rows)
            if contact is not None and len(found) < MOST:
                found.append(contact)
        else:
            rows.append((name, parameters, value))
    return found


def _lines(text: str) -> Iterator[tuple[str, dict[str, str], str]]:
    """The lines of a card by name, without groups and folds: name, parameters, raw value."""
    unfolded = re.sub(r"\r?\n[ \t]", "", text.removeprefix("\ufeff"))
    unfolded = re.sub(r"=\r?\n", "=\n", unfolded)
    rows = unfolded.splitlines()
    n = 0
    while n < len(rows):
        head, colon, value = rows[n].partition(":")
        n += 1
        if not colon:
            continue
        names = head.split(";")
        parameters = dict(_parameter(one) for one in names[1:])
        if "QUOTED-PRINTABLE" in parameters.values():
            while value.endswith("=") and n < len(rows):
                value = value[:-1] + rows[n]
                n += 1
            value = quopri.decodestring(value.encode()).decode("utf-8", errors="replace")
        yield names[0].rpartition(".")[2].upper(), parameters, value.strip()


def _parameter(text: str) -> tuple[str, str]:
    name, equals, value = text.partition("=")
    return (name.upper(), value.strip('"').upper()) if equals else ("ENCODING", name.upper())


def _contact(rows: list[tuple[str, dict[str, str], str]]) -> Contact | None:
    first: dict[str, str] = {}
    for name, _parameters, value in rows:
        first.setdefault(name, value)
    called = _plain(first.get("FN", "")) or _name(first.get("N", ""))
    if not called:
        return None
    addresses = [
        (name, _plain(value).removeprefix("tel:"))
        for name, _parameters, value in rows
        if name in _ADDRESSES and _plain(value)
    ]
    handles = by_kind(
        ("phone" if name == "TEL" else kind_of_address(address), address)
        for name, address in addresses
    )
    tags = [_plain(one) for one in _PARTED.split(first.get("CATEGORIES", "")) if _plain(one)]
    keys = {
        "name": called,
        "kind": "company" if first.get("KIND", "").casefold() == "org" else None,
        "handles": handles,
        "organisation": _plain(_PARTED.split(first.get("ORG", ""))[0]),
        "role": _plain(first.get("TITLE", "")),
        "tags": tags,
    }
    return Contact(
        {key: value for key, value in keys.items() if value}, _note(first.get("NOTE", ""))
    )


def _name(text: str) -> str:
    """A name in its parts (family; given; …) as one says it."""
    family, given, *_rest = [*map(_plain, text.split(";")), "", ""]
    return f"{given} {family}".strip()


def _plain(text: str) -> str:
    return " ".join(_note(text).split())


def _note(text: str) -> str:
    return _UNESCAPED.sub(lambda m: "\n" if m[1] in "nN" else m[1], text).strip()


def vcard_of(people: Iterable[Person]) -> str:
    """The cards of *people*: names, work, addresses, tags; nothing of what was said."""
    return "".join(_card(person) for person in people)


def _card(person: Person) -> str:
    family, given = person.name.rpartition(" ")[2], person.name.rpartition(" ")[0]
    parts = [family, given] if given and not person.company else [person.name, ""]
    rows = ["BEGIN:VCARD", "VERSION:4.0", f"FN:{_escaped(person.name)}"]
    rows.append(f"N:{';'.join(map(_escaped, parts))};;;")
    if person.company:
        rows.append("KIND:org")
    for key, text in (("ORG", person.organisation), ("TITLE", person.role)):
        if text:
            rows.append(f"{key}:{_escaped(text)}")
    rows += [f"{_property(kind)}:{_escaped(text)}" for kind, text in person.handles.items()]
    if person.tags:
        rows.append(f"CATEGORIES:{','.join(map(_escaped, person.tags))}")
    return "".join(f"{_folded(row)}\r\n" for row in [*rows, "END:VCARD"])


_PROPERTIES: Mapping[str, str] = {"email": "EMAIL", "phone": "TEL"}


def _property(kind: str) -> str:
    return _PROPERTIES.get(kind.rstrip("+"), "URL")


def _escaped(text: str) -> str:
    for mark in ("\\", ",", ";"):
        text = text.replace(mark, f"\\{mark}")
    return text.replace("\n", "\\n")


def _folded(row: str) -> str:
    """A line of no more than 75 octets, the rest on lines that begin with a space."""
    lines: list[str] = []
    current = ""
    for char in row:
        if len((current + char).encode()) > 75 - bool(lines):
            lines.append(current)
            current = ""
        current += char
    return "\r\n ".join([*lines, current])
