"""What others say, beside what one says oneself and what one publishes."""

from __future__ import annotations

import json
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from brandkit.core.archives.network import day_of
from tests.cli.test_themes import HIRING, posted
from tests.conftest import Place

ENDORSED = """Endorsement Date,Skill Name,Endorser First Name,Endorser Last Name,Endorser Public Url,Endorsement Status
2026/08/01 10:00:00 UTC,Recruiting,Ada,Secret,www,ACCEPTED
2026/08/02 10:00:00 UTC,Recruiting,Bob,Secret,www,ACCEPTED
2026/08/02 10:00:00 UTC,Job Interviews,Bob,Secret,www,ACCEPTED
2026/08/02 10:00:00 UTC,Leadership,Bob,Secret,www,ACCEPTED
2026/08/02 10:00:00 UTC,Microsoft Excel,Bob,Secret,www,ACCEPTED
2026/08/02 10:00:00 UTC,Spam,Bob,Secret,www,REJECTED
,,,,,
"""
RECOMMENDED = (
    "Last Name,First Name,Company,Job Title,Text,Creation Date,Status\r\n"
    'Rossi,Marta,Acme,CEO,"Elena accompanied our family firm through the succession.\r\n\r\n'
    'She listened to both – è 🌱.","08/15/23, 02:31 PM",VISIBLE\r\n'
    'Verdi,Luca,Beta,HR,"Hidden words.","08/15/23, 02:31 PM",HIDDEN\r\n'
    "Neri,Ugo,Beta,HR,,,VISIBLE\r\n"
)


@pytest.fixture
def archive(tmp_path: Path) -> Path:
    folder = tmp_path / "Basic_LinkedInDataExport"
    folder.mkdir()
    (folder / "Endorsement_Received_Info_123.csv").write_text("\ufeff" + ENDORSED)
    (folder / "Recommendations_Received.csv").write_text(RECOMMENDED, newline="")
    return folder


def shown(place: Place) -> dict[str, Any]:
    found: dict[str, Any] = json.loads(place.run("themes", "others", "--json").out)
    return found


def by_theme(place: Place) -> dict[str | None, dict[str, Any]]:
    return {one["theme"]: one for one in shown(place)["themes"]}


def test_what_linkedin_tells_of_others_is_kept_without_the_names_of_who_endorsed(
    place: Place, archive: Path
) -> None:
    ran = place.run("import", "linkedin", str(archive), "--others")
    assert ran.out == (
        "What others say of you is now in others/ (2 files). See it with: brandkit themes others\n"
    )
    assert place.read("others/linkedin-endorsements.md") == (
        "---\nkind: endorsements\n---\n- Recruiting: 2\n- Job Interviews: 1\n- Leadership: 1\n"
        "- Microsoft Excel: 1\n"
    )
    assert place.read("others/2023-08-15-marta-rossi.md") == (
        "---\nkind: recommendation\nby: Marta Rossi\non: 2023-08-15\n---\n"
        "Elena accompanied our family firm through the succession.\n\nShe listened to both – è 🌱.\n"
    )
    assert b"Secret" not in b"".join(place.tree().values())


def test_it_is_only_taken_when_one_asks_for_it_and_once(place: Place, archive: Path) -> None:
    before = place.tree()
    place.run("import", "linkedin", str(archive), code=7)
    assert place.tree() == before
    place.run("import", "linkedin", str(archive), "--others")
    place.edit("others/linkedin-endorsements.md", "- Recruiting: 2", "Mine.\n- Recruiting: 2")
    before = place.tree()
    place.run("import", "linkedin", str(archive), "--others", code=7)
    assert place.tree() == before
    more = archive / "Endorsement_Received_Info_123.csv"
    more.write_text(ENDORSED + "2026/09/01 10:00:00 UTC,Recruiting,C,Secret,www,ACCEPTED\n")
    (archive / "Shares.csv").write_text(
        "Date,ShareLink,ShareCommentary\n2026-03-02 08:30:00,linkedin.com/p1,Words.\n"
    )
    ran = place.run("import", "linkedin", str(archive))
    assert "1 endorsed skills, 0 recommendations that are not here yet" in ran.out
    place.run("import", "linkedin", str(archive), "--others")
    assert "Mine.\n- Recruiting: 3\n" in place.read("others/linkedin-endorsements.md")
    assert "others" not in place.run("import", "linkedin", str(archive)).out


def test_a_dry_run_takes_nothing(place: Place, archive: Path) -> None:
    before = place.tree()
    ran = place.run("import", "linkedin", str(archive), "--others", "--dry-run")
    assert "Take them over with --others" in ran.out
    assert place.tree() == before


def test_others_are_laid_beside_profile_and_record(place: Place, archive: Path) -> None:
    for n in range(1, 11):
        posted(place, n, HIRING, 11)
    place.write("profile.md", "# About\n\nI care for honest job interviews and adverts.\n")
    place.run("import", "linkedin", str(archive), "--others")
    found = by_theme(place)
    assert found["hiring"]["times"] == 3
    assert found["succession"]["times"] == 1
    assert found["leadership"]["claimed"] is False
    assert found["hiring"]["claimed"] is True
    assert found["hiring"]["published"]["high"] > 0.7
    assert [one["text"] for one in found[None]["remarks"]] == ["Microsoft Excel"]
    assert shown(place)["judgement"] == {"kind": "unheard", "theme": "change"}
    out = place.run("themes", "others").out
    assert out.startswith(
        "You want to be known for Change at work (15 % of you), and nobody speaks of it yet.\n"
    )
    assert "  Hiring: endorsed 3 times (Recruiting 2, Job Interviews 1)\n" in out
    assert "  Succession: recommended once (Marta Rossi)\n" in out
    assert "About none of your themes: endorsed once (Microsoft Excel 1)" in out


def test_three_words_of_five_people(place: Place) -> None:
    assert "0 of 5 people" in place.run("themes", "others").out
    ran = place.run("themes", "others", "--ask")
    assert ran.out.startswith("May I ask you something")
    assert "brandkit themes heard" in ran.err
    kept = place.run("themes", "heard", "Marta  Rossi", "clear,", "a", "fair boss,", "è 🌱")
    assert kept.out.startswith("Kept: others/2026-11-23-marta-rossi.md.")
    assert place.read("others/2026-11-23-marta-rossi.md") == (
        "---\nkind: words\nby: Marta Rossi\non: 2026-11-23\n---\nclear, a fair boss, è 🌱\n"
    )
    for n in range(4):
        found = json.loads(place.run("themes", "heard", f"N{n}", "clear", "kind", "--json").out)
        assert found["words"] == ["clear", "kind"]
    out = place.run("themes", "others").out
    assert "“clear” × 5" in out
    assert "of 5 people" not in out
    assert shown(place)["people_asked"] == 5
    assert "the words are missing" in place.run("themes", "heard", "A", " , ", code=2).err


def test_few_remarks_say_nothing_of_what_is_missing(place: Place) -> None:
    place.run("themes", "heard", "A", "clear")
    assert "too little to see what is missing" in place.run("themes", "others").out


def test_where_all_is_spoken_of_the_most_is_told(small: Place) -> None:
    small.write("others/e.md", "---\nkind: endorsements\n---\n- People: 4\n- Change: 3\n")
    out = small.run("themes", "others").out
    assert out.startswith("Others speak of all that you want to be known for, most of People.")


def test_a_file_that_cannot_be_read_is_told_with_its_line(place: Place) -> None:
    place.write("others/x.md", "---\nkind: wrds\n---\nclear\n")
    ran = place.run("themes", "others", code=4)
    assert "others/x.md:2:1: kind: 'wrds' is none" in ran.err


@pytest.mark.parametrize(
    ("said", "day"),
    [
        ("08/15/23, 02:31 PM", date(2023, 8, 15)),
        ("2023/08/15 10:00:00 UTC", date(2023, 8, 15)),
        ("2023-08-15", date(2023, 8, 15)),
        ("15 Aug 2023", date(2023, 8, 15)),
        ("08/15/2023", date(2023, 8, 15)),
        ("one day", None),
        ("", None),
    ],
)
def test_days_are_read_in_every_way_the_archive_writes_them(said: str, day: date | None) -> None:
    assert day_of(said) == day
