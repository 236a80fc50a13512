"""Archives of LinkedIn, Mastodon and X into the record."""

from __future__ import annotations

import hashlib
import io
import json
import tarfile
import zipfile
from itertools import takewhile
from pathlib import Path
from typing import Any

import libipld
import pytest

from brandkit.archives import opening
from tests.cli.test_out import asked, front, written
from tests.conftest import Place
from tests.core.archives.test_services import ARTICLE, HEAD, LINK, PUBLISHED, note, tweet

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
    *kept, telling, guess = ran.out.splitlines()
    assert kept == [
        "2 new posts in the record (3 files read).",
        "One has no tag that names a theme: it counts by what its words are about, until you say so.",
        "One that is somebody else’s, or has no words:",
        "  Shares.csv, 3",
    ]
    assert telling.endswith("brandkit themes review")
    assert "Words" in guess
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


def linked(cid: bytes) -> bytes:
    """A link to a block, as DAG-CBOR has it."""
    return b"\xd8\x2a\x58" + bytes([len(cid) + 1]) + b"\x00" + cid


def mapped(pairs: dict[str, bytes]) -> bytes:
    """A map of few keys whose values are encoded already."""
    keys = sorted(pairs, key=lambda key: (len(key), key))
    coded = b"".join(bytes([0x60 + len(key)]) + key.encode() + pairs[key] for key in keys)
    return bytes([0xA0 + len(pairs)]) + coded


def repository(path: Path, records: dict[str, dict[str, Any]]) -> str:
    """A repo.car with *records* by their keys, in two levels of its tree."""
    blocks: list[tuple[bytes, bytes]] = []

    def put(data: bytes) -> bytes:
        cid = b"\x01\x71\x12\x20" + hashlib.sha256(data).digest()
        blocks.append((cid, data))
        return cid

    def node(keys: list[str], left: bytes = b"") -> bytes:
        entries, before = [], ""
        for key in keys:
            shared = len(
                list(takewhile(lambda pair: pair[0] == pair[1], zip(before, key, strict=False)))
            )
            value = linked(put(libipld.encode_dag_cbor(records[key])))
            rest = libipld.encode_dag_cbor(key[shared:].encode())
            coded = {"p": libipld.encode_dag_cbor(shared), "k": rest, "v": value, "t": b"\xf6"}
            entries.append(mapped(coded))
            before = key
        listed = bytes([0x80 + len(entries)]) + b"".join(entries)
        return put(mapped({"l": linked(left) if left else b"\xf6", "e": listed}))

    keys = sorted(records)
    tree = node(keys[2:], node(keys[:2]))
    did = libipld.encode_dag_cbor("did:plc:ada")
    root = put(mapped({"did": did, "data": linked(tree), "version": b"\x03"}))

    def sized(data: bytes) -> bytes:
        length, coded = len(data), b""
        while length > 127:
            coded, length = coded + bytes([length & 127 | 128]), length >> 7
        return coded + bytes([length]) + data

    head = mapped({"roots": b"\x81" + linked(root), "version": b"\x01"})
    path.write_bytes(sized(head) + b"".join(sized(cid + data) for cid, data in blocks))
    return str(path)


def skeet(text: str, **more: Any) -> dict[str, Any]:
    return {
        "$type": "app.bsky.feed.post",
        "text": text,
        "createdAt": "2024-03-15T08:45:37.000Z",
        "langs": ["it"],
        **more,
    }


def test_bluesky_with_its_threads_and_links(place: Place, tmp_path: Path) -> None:
    channels(place, "bluesky")
    post = "app.bsky.feed.post"
    mine = {"parent": {"uri": f"at://did:plc:ada/{post}/3ka"}, "root": {"uri": "x"}}
    other = {"parent": {"uri": "at://did:plc:bob/app.bsky.feed.post/3kz"}}
    index = {"byteStart": 10, "byteEnd": 18}
    facet = {"index": index, "features": [{"$type": "link", "uri": "https://a.it/long"}]}
    page = {"$type": "app.bsky.embed.external", "external": {"uri": "https://b.it/x", "title": "B"}}
    images = {"$type": "app.bsky.embed.images", "images": [{"alt": "la sala"}]}
    records = {
        f"{post}/3ka": skeet("Perché è a.it/lo… #hiring", facets=[facet], embed=page),
        f"{post}/3kb": skeet("e poi", reply=mine),
        f"{post}/3kc": skeet("no", reply=other),
        f"{post}/3kd": skeet("foto", embed=images, createdAt="2024-03-16T08:00:00+01:00"),
        f"{post}/3ke": skeet("x", createdAt="soon"),
        f"{post}/3kf": skeet(" "),
        "app.bsky.feed.repost/3kg": {"$type": "app.bsky.feed.repost"},
        "app.bsky.graph.follow/3kh": {"$type": "app.bsky.graph.follow"},
    }
    records[f"{post}/3ka"]["facets"][0]["index"] = {"byteStart": 11, "byteEnd": 21}
    car = repository(tmp_path / "repo.car", records)
    answer = asked(place, "import", "bluesky", car)
    reasons = sorted(row["reason"] for row in answer["skipped"])
    assert reasons == ["boost", "empty", "reply", "undated"]
    first, second = (place.read(path).split("---\n", 2) for path in sorted(answer["kept"]))
    assert first[2] == "Perché è https://a.it/long #hiring\n\nhttps://b.it/x\n\n---\n\ne poi\n"
    assert "theme: hiring\n" in first[1]
    assert "https://bsky.app/profile/did:plc:ada/post/3ka" in first[1]
    assert "alt: la sala\n" in second[1]
    assert asked(place, "import", "bluesky", car)["kept"] == []
    (reply,) = asked(place, "import", "bluesky", car, "--replies")["kept"]
    assert place.read(reply).endswith("---\nno\n")


def test_a_repository_that_is_none_is_refused(place: Place, tmp_path: Path) -> None:
    channels(place, "bluesky")
    car = tmp_path / "repo.car"
    whole = Path(repository(car, {"app.bsky.feed.post/3ka": skeet("a")})).read_bytes()
    for broken in (b"", b"nonsense", whole[:-40], whole[:60]):
        car.write_bytes(broken)
        assert (
            "repo.car: this is no repository"
            in place.run("import", "bluesky", str(car), code=4).err
        )


def test_a_label_says_what_a_post_counts_for(place: Place, linkedin: str) -> None:
    kept = asked(place, "import", "linkedin", linkedin)["unlabelled"]
    assert "for: Change at work." in place.run("label", kept[0], "change").out
    keys = front(place, kept[0])
    assert keys["label"] == "change"
    assert "theme" not in keys
    answer = asked(place, "label", kept[0], "2024-03-15", "none")
    assert answer["label"] == "none"
    assert len(answer["entries"]) == 2
    tree = place.tree()
    assert (
        "there is no theme 'x'; one of leadership" in place.run("label", kept[0], "x", code=2).err
    )
    place.run("label", "nothing like it", "change", code=8)
    place.run("new", "About hiring", "--theme", "hiring")
    assert "There is no entry" in place.run("label", "About", "change", code=8).err
    assert {name: text for name, text in place.tree().items() if "published" in name} == {
        name: text for name, text in tree.items() if "published" in name
    }


def test_the_plan_counts_what_the_label_says(place: Place, tmp_path: Path) -> None:
    rows = "".join(
        f'2026-11-{day:02} 08:00:00,https://www.linkedin.com/p/{day},"Words number {day}, all other",,,\n'
        for day in range(1, 20, 2)
    )
    csv = tmp_path / "Shares.csv"
    csv.write_text(HEAD + rows, "utf-8")
    kept = asked(place, "import", "linkedin", str(csv))["kept"]

    def first_theme() -> str:
        theme: str = asked(place, "plan", "--dry-run")["entries"][0]["theme"]
        return theme

    before = first_theme()
    place.run("label", *kept, before)
    assert first_theme() != before


def test_linkedin_articles_come_with_the_posts_or_alone(place: Place, tmp_path: Path) -> None:
    page = ARTICLE.format(dates=PUBLISHED)
    articles = {"Complete/Articles/Articles/a.html": page, "Complete/Articles/Articles/b.html": "x"}
    alone = archive(tmp_path / "alone.zip", articles)
    answer = asked(place, "import", "linkedin", alone)
    (path,) = answer["kept"]
    assert path == "published/2019/2019-05-28-linkedin-the-third-last-chair.md"
    assert [row["reason"] for row in answer["skipped"]] == ["undated"]
    both = archive(tmp_path / "both.zip", {**articles, "Complete/Shares.csv": SHARES})
    assert len(asked(place, "import", "linkedin", both)["kept"]) == 2


def test_a_workspace_begins_with_the_themes_of_an_archive(empty: Place, tmp_path: Path) -> None:
    rows = [
        "The handover of a family firm begins at the kitchen table.",
        "Every family firm has a drawer that nobody opens.",
        "Our cargo bikes crossed the city faster than the vans.",
        "Cargo bikes need loading zones, not slogans.",
    ]
    shares = "".join(
        f"2024-03-{n:02} 08:45:00,https://www.linkedin.com/x{n},{row},,,PUBLIC\n"
        for n, row in enumerate(rows, 1)
    )
    path = archive(tmp_path / "copy.zip", {"Complete/Shares.csv": HEAD + shares})
    empty.run("init", "--language", "en", "--from", path, "--yes")
    brand = empty.read("brand.toml")
    assert 'name = "Family firm"' in brand
    assert 'name = "Cargo bikes"' in brand


PROFILE_CSV = (
    "\ufeffFirst Name,Last Name,Headline,Summary\r\n"
    'Ada,Rossi,"I help firms hire, slowly","I sit at the table.\n\nThen I ""listen""."\r\n'
)


def test_the_profile_of_an_archive_is_taken_when_asked_and_nothing_is_lost(
    place: Place, tmp_path: Path
) -> None:
    before = place.read("profile.md")
    path = archive(tmp_path / "copy.zip", {"Shares.csv": SHARES, "Profile.csv": PROFILE_CSV})
    assert "Take them over with --profile" in place.run("import", "linkedin", path).out
    assert "--profile" in place.run("import", "linkedin", path, "--profile", "--dry-run").out
    assert place.read("profile.md") == before
    ran = place.run("import", "linkedin", path, "--profile")
    assert ran.out.rstrip().endswith("brandkit check --profile")
    after = place.read("profile.md")
    assert after.startswith(
        '# Headline\n\nI help firms hire, slowly\n\n# About\n\nI sit at the table.\n\nThen I "listen".\n\n<!--\n'
    )
    assert before.strip() in after
    assert "profile" not in place.run("import", "linkedin", path, "--profile").out
    assert place.read("profile.md") == after


@pytest.mark.parametrize("csv", ["First Name,Headline,Summary\nAda,,\n", "Headline\n", "x\n1\n"])
def test_a_profile_that_says_nothing_is_no_profile(place: Place, tmp_path: Path, csv: str) -> None:
    path = archive(tmp_path / "copy.zip", {"Shares.csv": SHARES, "Profile.csv": csv})
    before = place.read("profile.md")
    assert "headline" not in place.run("import", "linkedin", path, "--profile").out
    assert place.read("profile.md") == before


def test_a_profile_comes_where_there_was_none(place: Place, tmp_path: Path) -> None:
    (place.path / "profile.md").unlink()
    path = archive(
        tmp_path / "copy.zip",
        {"Shares.csv": SHARES, "Profile.csv": "Headline,Summary\nOnly this,\n"},
    )
    place.run("import", "linkedin", path, "--profile")
    assert place.read("profile.md") == "# Headline\n\nOnly this\n"
