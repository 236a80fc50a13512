"""Archives of LinkedIn, Mastodon and X into the record."""

from __future__ import annotations

import io
import json
import tarfile
import zipfile
from pathlib import Path
from typing import Any

import pytest

from brandkit.archives import opening
from tests.cli.test_out import asked, front, written
from tests.conftest import Place
from tests.core.archives.test_services import HEAD, LINK, note, tweet

SHARES = (
    f'{HEAD}2024-03-15 08:45:00,{LINK},"A sentence on #hiring",,,PUBLIC\n'
    "2024-03-16 09:00:00,https://www.linkedin.com/feed/update/urn%3Ali%3Ashare%3A7174324851215093999,"
    '"Words\n\nof mine è 🌱",,,PUBLIC\n'
    "2024-03-17 09:00:00,https://www.linkedin.com/x,,,,PUBLIC\n,,,,,\n"
)


def archive(path: Path, files: dict[str, str]) -> str:
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as zipped:
        for name, text in files.items():
            zipped.writestr(name, text)
    return str(path)


@pytest.fixture
def linkedin(tmp_path: Path) -> str:
    files = {
        "Complete/Connections.csv": "Notes:\n",
        "Complete/Shares_181682616.csv": SHARES,
        "Complete/Shares_backup.csv": "x",
        "__MACOSX/Complete/Shares.csv": "junk",
        "../../Shares.csv.txt": "traversal",
    }
    return archive(tmp_path / "Complete_LinkedInDataExport_11-23-2026.zip", files)


def test_linkedin_becomes_the_record(place: Place, linkedin: str) -> None:
    ran = place.run("import", "linkedin", linkedin)
    assert ran.out.splitlines() == [
        "2 new posts in the record (3 files read).",
        "One has no tag that names a theme: it counts for none until you add theme: …",
        "One that is somebody else’s, or has no words:",
        "  Shares.csv, 3",
    ]
    (path,) = (name for name in place.tree() if "2024-03-15" in name)
    keys = front(place, path)
    assert keys["theme"] == "hiring"
    assert keys["title"] == "A sentence on #hiring"
    assert keys["url"] == LINK
    assert keys["published_at"] == "2024-03-15T09:45:37"
    (other,) = (name for name in place.tree() if "2024-03-16" in name)
    assert place.read(other).endswith("---\nWords\n\nof mine è 🌱\n")
    tree = place.tree()
    answer = asked(place, "import", "linkedin", linkedin)
    assert (answer["kept"], [row["reason"] for row in answer["skipped"]]) == (
        [],
        ["known", "known", "boost"],
    )
    assert place.tree() == tree


def test_a_folder_or_the_file_alone_will_do(place: Place, tmp_path: Path) -> None:
    folder = tmp_path / "export"
    folder.mkdir()
    (folder / "Shares.csv").write_text(SHARES, "utf-8")
    (folder / "Shares_1.csv").write_text("other", "utf-8")
    assert len(asked(place, "import", "linkedin", str(folder))["kept"]) == 2
    assert asked(place, "import", "linkedin", str(folder / "Shares.csv"))["kept"] == []


def test_what_was_planned_here_is_joined_and_not_doubled(place: Place, tmp_path: Path) -> None:
    identity, path = written(place)
    text = place.run("copy", identity, now="2026-11-24T08:30").out.strip()
    words = text.replace("good bosses", "the best bosses").replace('"', '""')
    csv = tmp_path / "Shares.csv"
    csv.write_text(
        f'{HEAD}2026-11-24 08:00:00,https://www.linkedin.com/feed/update/a,"{words}",,,PUBLIC\n',
        "utf-8",
    )
    ran = place.run("import", "linkedin", str(csv), now="2026-11-30T08:00")
    assert "One was planned here and is now known to be out." in ran.out
    moved = f"published/2026/{path.removeprefix('drafts/')}"
    keys = front(place, moved)
    assert (keys["id"], keys["status"], keys["url"]) == (
        identity,
        "published",
        "https://www.linkedin.com/feed/update/a",
    )
    body = place.read(moved)
    assert "What it taught me is that the best bosses" in body.partition("<!--")[0]
    assert "What it taught me is that good bosses" in body.partition("<!--")[2]
    assert not (place.path / path).exists()
    tree = place.tree()
    answer = asked(place, "import", "linkedin", str(csv), now="2026-11-30T08:00")
    assert (answer["kept"], answer["joined"]) == ([], [])
    assert place.tree() == tree


def test_a_published_entry_gets_its_address_and_keeps_its_own(place: Place, tmp_path: Path) -> None:
    place.run(
        "new", "A sentence on hiring that is long enough to be known again.", "--theme", "hiring"
    )
    path = asked(place, "publish", "hiring")["path"]
    csv = tmp_path / "Shares.csv"
    row = '2026-11-23 09:30:00,https://www.linkedin.com/a,"A sentence on hiring that is long enough to be known again.",,,\n'
    csv.write_text(HEAD + row, "utf-8")
    assert asked(place, "import", "linkedin", str(csv), "--dry-run")["joined"] == [path]
    assert "url" not in front(place, path)
    assert asked(place, "import", "linkedin", str(csv))["joined"] == [path]
    assert front(place, path)["url"] == "https://www.linkedin.com/a"
    assert "<!--" not in place.read(path)
    csv.write_text(HEAD + row.replace("/a,", "/other,"), "utf-8")
    assert asked(place, "import", "linkedin", str(csv))["kept"] == []
    assert front(place, path)["url"] == "https://www.linkedin.com/a"


def channels(place: Place, *kinds: str) -> None:
    added = "".join(f'[[channel]]\nid = "{kind}"\nkind = "{kind}"\n\n' for kind in kinds)
    place.edit("brand.toml", '[[channel]]\nid = "blog"', f'{added}[[channel]]\nid = "blog"')


def test_mastodon_in_a_zip_and_in_a_tar(place: Place, tmp_path: Path) -> None:
    channels(place, "mastodon")
    outbox = {
        "orderedItems": [
            note(1),
            note(
                2, content="<p>On <b>hiring</b></p>", tag=[{"type": "Hashtag", "name": "#hiring"}]
            ),
        ]
    }
    zipped = archive(tmp_path / "a.zip", {"outbox.json": json.dumps(outbox), "actor.json": "{}"})
    answer = asked(place, "import", "mastodon", zipped)
    assert len(answer["kept"]) == 2
    assert len(answer["unlabelled"]) == 1
    with tarfile.open(tmp_path / "a.tar.gz", "w:gz") as tar:
        data = json.dumps(outbox).encode()
        info = tarfile.TarInfo("./outbox.json")
        info.size = len(data)
        tar.addfile(tarfile.TarInfo("./media"))
        tar.addfile(info, io.BytesIO(data))
    assert asked(place, "import", "mastodon", str(tmp_path / "a.tar.gz"))["kept"] == []
    broken = archive(tmp_path / "b.zip", {"outbox.json": "{"})
    assert "outbox.json: this is not JSON" in place.run("import", "mastodon", broken, code=4).err
    other = archive(tmp_path / "c.zip", {"outbox.json": "[]"})
    assert "no orderedItems" in place.run("import", "mastodon", other, code=4).err


def test_x_with_its_long_posts(place: Place, tmp_path: Path) -> None:
    channels(place, "x")

    def script(name: str, value: Any) -> str:
        return f"window.YTD.{name}.part0 = {json.dumps(value)}"

    files = {
        "data/tweets.js": script("tweets", [tweet(1, "One on #hiring")]),
        "data/tweets-part1.js": script("tweets", [tweet(2, "Two"), tweet(3, "RT @a: x")]),
        "data/note-tweet.js": script("note_tweet", []),
    }
    zipped = archive(tmp_path / "twitter.zip", files)
    answer = asked(place, "import", "x", zipped)
    assert len(answer["kept"]) == 2
    assert [row["reason"] for row in answer["skipped"]] == ["boost"]
    nasty = archive(
        tmp_path / "n.zip", {"data/tweets.js": "window.YTD.tweets.part0 = []; alert(1)"}
    )
    tree = place.tree()
    assert "this is not data of the archive" in place.run("import", "x", nasty, code=4).err
    assert place.tree() == tree


def test_an_archive_without_the_file_says_what_there_is(place: Place, tmp_path: Path) -> None:
    basic = archive(tmp_path / "Basic.zip", {"Connections.csv": "x", "Profile.csv": "y"})
    ran = place.run("import", "linkedin", basic, code=7)
    assert ran.err.splitlines()[-2:] == ["  Connections.csv", "  Profile.csv"]
    assert "there is no Shares.csv in it" in ran.err
    empty = archive(tmp_path / "empty.zip", {})
    assert "  –" in place.run("import", "linkedin", empty, code=7).err
    none = archive(tmp_path / "none.zip", {"Shares.csv": HEAD})
    assert "no published post in 0 files" in place.run("import", "linkedin", none, code=7).err
    wrong = archive(tmp_path / "wrong.zip", {"Shares.csv": "First Name,Last Name\n"})
    assert "found: First Name, Last Name" in place.run("import", "linkedin", wrong, code=4).err


def test_a_bomb_or_a_broken_archive_is_refused(
    place: Place, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(opening, "MAX_MEMBER", 1_000_000)
    bomb = archive(tmp_path / "bomb.zip", {"Shares.csv": "0" * 3_000_000})
    assert Path(bomb).stat().st_size < 10_000
    assert (
        "Shares.csv: larger than 1 MB, not read"
        in place.run("import", "linkedin", bomb, code=4).err
    )
    cut = tmp_path / "cut.zip"
    cut.write_bytes(Path(bomb).read_bytes()[:-30])
    place.run("import", "linkedin", str(cut), code=7)
    latin = tmp_path / "Shares.csv"
    latin.write_bytes("perché".encode("latin-1"))
    assert (
        "Shares.csv:1:1: this is not UTF-8"
        in place.run("import", "linkedin", str(latin), code=4).err
    )


def test_the_channel_has_to_be_there(place: Place, linkedin: str) -> None:
    assert 'no channel of kind "x"' in place.run("import", "x", linkedin, code=8).err
