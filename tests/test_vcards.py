"""Address books in and out."""

from __future__ import annotations

import json
from pathlib import Path

from hypothesis import given
from hypothesis import strategies as st

from brandkit.core.people.person import Person
from brandkit.vcards import contacts_in, vcard_of
from tests.conftest import Place

CARDS = (
    "BEGIN:VCARD\r\nVERSION:3.0\r\nFN:Lucia Bianchi\r\nN:Bianchi;Lucia;;;\r\nORG:Acme\\, Srl;People\r\n"
    "TITLE:Head of people\r\nitem1.EMAIL;type=INTERNET:lucia@exam\r\n ple.org\r\nTEL:tel:+39 02 1234567\r\n"
    "EMAIL:other@example.org\r\nURL:https://www.linkedin.com/in/lucia\r\nCATEGORIES:client,school\r\n"
    "NOTE:Met at the fair\\nin Milan\r\nEND:VCARD\r\n"
    "BEGIN:VCARD\nVERSION:2.1\nN;CHARSET=UTF-8;ENCODING=QUOTED-PRINTABLE:=C3=9Clker;Zo=C3=AB;=\n;;\n"
    "PHOTO;BASE64:xxx\nno colon here\nEND:VCARD\n"
    "BEGIN:VCARD\nVERSION:4.0\nFN:\nEND:VCARD\n"
    "BEGIN:VCARD\nKIND:org\nFN:Beta\nEND:VCARD\n"
)


def test_cards_of_every_version_are_read() -> None:
    lucia, zoe, beta = contacts_in(CARDS)
    assert lucia.keys == {
        "name": "Lucia Bianchi",
        "handles": {
            "email": "lucia@example.org",
            "phone": "+39 02 1234567",
            "email+": "other@example.org",
            "linkedin": "https://www.linkedin.com/in/lucia",
        },
        "organisation": "Acme, Srl",
        "role": "Head of people",
        "tags": ["client", "school"],
    }
    assert lucia.note == "Met at the fair\nin Milan"
    assert zoe.keys == {"name": "Zoë Ülker"}
    assert beta.keys == {"name": "Beta", "kind": "company"}


def test_an_address_book_becomes_notes_once(place: Place, tmp_path: Path) -> None:
    path = tmp_path / "c.vcf"
    path.write_bytes(CARDS.encode())
    dry = json.loads(place.run("people", "import", str(path), "--dry-run", "--json").out)
    assert dry["written"] == ["people/Beta.md", "people/Lucia Bianchi.md", "people/Zoë Ülker.md"]
    assert not (place.path / "people").exists()
    assert (
        place.run("people", "import", str(path), "--tag", "#new").out
        == "3 notes begun, of 3 cards.\n"
    )
    assert place.read("people/Lucia Bianchi.md").endswith(
        "tags:\n  - client\n  - school\n  - new\nadded: 2026-11-23\n---\n"
        "Met at the fair\nin Milan\n\n## Log\n"
    )
    assert place.run("people", "import", str(path)).out == "0 notes begun, of 3 cards.\n"
    path.write_text("nothing")
    assert "no card with a name" in place.run("people", "import", str(path), code=7).err


def test_an_address_book_goes_out_without_what_was_said(place: Place) -> None:
    place.run(
        "people",
        "add",
        "Lucia",
        "Bianchi",
        "--handle",
        "l@example.org",
        "--organisation",
        "Acme; Srl",
    )
    place.run("people", "log", "lucia", "SECRET words")
    place.run("people", "add", "Beta", "--company", "--handle", "+39 02 1234567")
    out = place.run("people", "export", "-").out
    assert out.startswith("BEGIN:VCARD")
    assert "SECRET" not in out
    assert "KIND:org" in out
    assert "TEL:+39 02 1234567" in out
    place.run("people", "export", str(place.path / "x.vcf"), "lucia")
    text = place.read("x.vcf")
    assert "Beta" not in text
    assert contacts_in(text)[0].keys["organisation"] == "Acme; Srl"


TEXT = st.text(
    st.characters(codec="utf-8", exclude_categories=("Cc", "Cs", "Zl", "Zp", "Zs")),
    min_size=1,
    max_size=60,
)


@given(TEXT, TEXT, st.lists(TEXT, max_size=3))
def test_what_goes_out_reads_back(name: str, firm: str, tags: list[str]) -> None:
    text = vcard_of([Person("x", name, organisation=firm, tags=tuple(tags))])
    assert all(len(row.encode()) <= 75 for row in text.split("\r\n"))
    (found,) = contacts_in(text)
    assert found.keys.get("name") == name
    assert found.keys.get("organisation") == firm
    assert found.keys.get("tags", []) == tags
