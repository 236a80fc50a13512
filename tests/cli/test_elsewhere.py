"""Ideas in `inbox.md` and in a vault, posts of a blog: read where they are."""

from __future__ import annotations

import os
import shutil
import sys
from pathlib import Path
from typing import Any

import pytest

from brandkit.cli import importing
from tests.cli.test_out import asked, front
from tests.conftest import Place


@pytest.fixture
def vault(place: Place, tmp_path: Path) -> Path:
    folder = tmp_path / "vault"
    (folder / "deep").mkdir(parents=True)
    (folder / ".obsidian").mkdir()
    (folder / "deep" / "The fourth question.md").write_text(
        "---\ntags: [post, hiring]\n---\nAsk it.\n"
    )
    (folder / "other.md").write_text("Not for anybody.\n")
    (folder / ".obsidian" / "hidden.md").write_text("#post\n")
    place.edit(
        "brand.toml",
        '[[theme]]\nid = "leadership"',
        f'[ideas]\nfolders = ["{folder}"]\n\n[[theme]]\nid = "leadership"',
    )
    return folder


def ideas(place: Place) -> dict[str, Any]:
    return {row["id"]: row for row in asked(place, "idea", "list")["ideas"]}


def snapshot(folder: Path) -> dict[str, tuple[bytes, int]]:
    return {
        str(p): (p.read_bytes(), p.stat().st_mtime_ns) for p in folder.rglob("*") if p.is_file()
    }


def test_a_tagged_note_becomes_a_draft_and_stays_as_it_is(place: Place, vault: Path) -> None:
    before = snapshot(vault)
    assert "note:vault/deep/The fourth question" in ideas(place)
    assert not any("other" in name or "hidden" in name for name in ideas(place))
    place.run("plan", "--weeks", "6")
    row = ideas(place)["note:vault/deep/The fourth question"]
    assert row["used"]
    keys = front(place, row["used"])
    assert keys["idea"] == "note:vault/deep/The fourth question"
    assert keys["title"] == "The fourth question"
    text = place.read(row["used"])
    assert "<!-- The note: vault/deep/The fourth question.md -->" in text
    assert "Ask it." in text
    assert str(vault) not in text
    assert (
        "is a note of yours; take its tag away there"
        in place.run("idea", "drop", "fourth question", code=8).err
    )
    assert snapshot(vault) == before


def test_a_vault_that_is_not_on_this_machine_changes_no_draft(place: Place, vault: Path) -> None:
    place.run("plan", "--weeks", "6")
    drafts = {name: place.read(f"drafts/{name}") for name in place.drafts()}
    shutil.move(vault, vault.with_name("elsewhere"))
    ran = place.run("plan", "--weeks", "6")
    assert "of your ideas is not there" in ran.err
    assert {name: place.read(f"drafts/{name}") for name in place.drafts()} == drafts


def test_a_broken_note_is_told_and_stops_nothing(place: Place, vault: Path) -> None:
    (vault / "bad.md").write_text("---\na: [\n---\n#post\n")
    (vault / "latin.md").write_bytes("#post perché".encode("latin-1"))
    ran = place.run("idea", "list")
    assert "bad.md:3:" in ran.err
    assert "latin.md:1:1: this is not UTF-8" in ran.err
    place.run("plan")


def test_a_line_of_the_inbox_is_an_idea(place: Place) -> None:
    place.write(
        "inbox.md", "# Inbox\n\n- The annotated advert #hiring\n- @Marta looks for a partner\n"
    )
    rows = [row for row in ideas(place).values() if row["path"] == "inbox.md"]
    assert [(row["title"], row["theme"]) for row in rows] == [("The annotated advert", "hiring")]
    assert "The annotated advert" in place.run("idea", "show", "annotated").out
    assert asked(place, "idea", "show", "annotated")["theme"] == "hiring"
    place.run("plan", "--weeks", "6")
    used = ideas(place)[rows[0]["id"]]["used"]
    assert front(place, used)["idea"] == rows[0]["id"]
    assert (
        place.read("inbox.md")
        == "# Inbox\n\n- The annotated advert #hiring\n- @Marta looks for a partner\n"
    )
    place.run("idea", "drop", "annotated")
    assert (
        place.read("inbox.md")
        == "# Inbox\n\n- [x] The annotated advert #hiring\n- @Marta looks for a partner\n"
    )
    assert rows[0]["id"] not in ideas(place)


def test_an_inbox_that_is_no_text_is_told(place: Place) -> None:
    (place.path / "inbox.md").write_bytes("perché".encode("latin-1"))
    assert "inbox.md:1:1: this is not UTF-8" in place.run("idea", "list").err
    place.run("plan")


def test_wrong_words_about_ideas_elsewhere(place: Place) -> None:
    place.edit(
        "brand.toml",
        '[[theme]]\nid = "leadership"',
        '[ideas]\nfolders = "x"\ntag = "two words"\n\n[[theme]]\nid = "leadership"',
    )
    ran = place.run("plan", code=4)
    assert "folders should be a list of texts" in ran.err
    assert "tag: 'two words' does not fit" in ran.err


SITE = {
    "content/posts/one.md": "---\ntitle: One\ndate: 2024-03-01T10:00:00+01:00\ntags: [hiring]\nurl: /one/\n---\nWords è 🌱\n",
    "content/posts/two/index.md": '+++\ntitle = "Two"\ndate = 2023-05-06\ncategories = ["Kind leadership"]\n+++\nMore\n',
    "content/posts/three.md": "Title: Three\nDate: 2010-12-03 10:20\n\nAnd more\n",
    "content/posts/draft.md": "---\ntitle: D\ndate: 2024-01-01\ndraft: true\n---\nx\n",
    "content/about.md": "# About\n",
    "content/page.html": "<p>x</p>\n",
    "themes/x/README.md": "---\ntitle: no\ndate: 2020-01-01\n---\nno\n",
    "hugo.toml": "",
}


@pytest.fixture
def site(tmp_path: Path) -> Path:
    for name, text in SITE.items():
        path = tmp_path / "site" / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, "utf-8")
    return tmp_path / "site"


def test_a_blog_becomes_the_record(place: Place, site: Path) -> None:
    place.edit("brand.toml", 'kind = "blog"', 'kind = "blog"\nurl = "https://rossi.example"')
    ran = place.run("import", "blog", str(site))
    *kept, telling, guess = ran.out.splitlines()
    assert kept == [
        "3 new posts in the record (6 files read).",
        "One has no tag that names a theme: it counts by what its words are about, until you say so.",
        "One draft, skipped:",
        "  posts/draft.md",
        "One without a date, so no post:",
        "  about.md",
        "One that is neither Markdown nor reStructuredText:",
        "  page.html",
    ]
    assert telling.endswith("brandkit themes review")
    assert guess.endswith("?")
    keys = front(place, "published/2024/2024-03-01-blog-one.md")
    assert keys["theme"] == "hiring"
    assert keys["published_at"] == "2024-03-01T10:00:00"
    assert keys["url"] == "https://rossi.example/one/"
    assert keys["tags"] == ["hiring"]
    assert keys["source"] == "posts/one.md"
    assert place.read("published/2024/2024-03-01-blog-one.md").endswith("---\nWords è 🌱\n")
    assert front(place, "published/2023/2023-05-06-blog-two.md")["theme"] == "leadership"
    assert "theme" not in front(place, "published/2010/2010-12-03-blog-three.md")


def test_a_second_import_adds_nothing(place: Place, site: Path) -> None:
    place.run("import", "blog", str(site))
    tree = place.tree()
    answer = asked(place, "import", "blog", str(site / "content"))
    assert answer["kept"] == []
    assert [row["reason"] for row in answer["skipped"]].count("known") == 3
    place.run("import", "blog", str(site / "content/posts/one.md"))
    assert place.tree() == tree
    (site / "content/posts/four.md").write_text("---\ntitle: Four\ndate: 2025-01-01\n---\nx\n")
    assert len(asked(place, "import", "blog", str(site))["kept"]) == 1


def test_what_brandkit_published_itself_is_not_doubled(place: Place, site: Path) -> None:
    place.run(
        "new", "# One\n\nWords", "--theme", "hiring", "--channel", "blog", now="2024-03-01T08:00"
    )
    place.run("publish", "One", now="2024-03-01T12:00")
    answer = asked(place, "import", "blog", str(site))
    assert len(answer["kept"]) == 2


def test_a_dry_run_writes_nothing(place: Place, site: Path) -> None:
    tree = place.tree()
    assert "3 posts would be kept" in place.run("import", "blog", str(site), "--dry-run").out
    assert place.tree() == tree


def test_nothing_found_is_told_with_what_was_looked_at(place: Place, tmp_path: Path) -> None:
    (tmp_path / "none").mkdir()
    (tmp_path / "none" / "a.md").write_text("no date\n")
    ran = place.run("import", "blog", str(tmp_path / "none"), code=7)
    assert "no published post in 1 files" in ran.err
    assert "a.md" in ran.err
    place.run("import", "blog", str(tmp_path / "nowhere"), code=2)


def test_the_blog_is_named_where_there_are_several_or_none(place: Place, site: Path) -> None:
    place.edit(
        "brand.toml",
        '[[channel]]\nid = "blog"',
        '[[channel]]\nid = "other"\nkind = "blog"\n\n[[channel]]\nid = "blog"',
    )
    assert "one of other, blog" in place.run("import", "blog", str(site), code=2).err
    place.run("import", "blog", str(site), "--channel", "other")
    place.run("import", "blog", str(site), "--channel", "nowhere", code=2)
    text = place.read("brand.toml").replace('kind = "blog"', 'kind = "newsletter"')
    place.write("brand.toml", text)
    assert 'no channel of kind "blog"' in place.run("import", "blog", str(site), code=8).err


def test_a_jekyll_site_counts_by_its_posts(place: Place, tmp_path: Path) -> None:
    for name in (
        "_posts/2020-01-02-a.md",
        "_posts/sub/2020-01-03-b.md",
        "_drafts/c.md",
        "README.md",
    ):
        path = tmp_path / "jekyll" / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text("---\nlayout: post\n---\nWords\n")
    answer = asked(place, "import", "blog", str(tmp_path / "jekyll"))
    assert len(answer["kept"]) == 2
    assert [row["reason"] for row in answer["skipped"]] == ["draft"]
    with_same_name = tmp_path / "jekyll/_posts/other"
    with_same_name.mkdir()
    (with_same_name / "2020-01-02-a.md").write_text("---\nlayout: post\n---\nOther words\n")
    assert asked(place, "import", "blog", str(tmp_path / "jekyll"))["kept"] == []


def closed(monkeypatch: pytest.MonkeyPatch, name: str) -> None:
    """A folder of that *name* cannot be opened; root may open everything, so that it is feigned."""
    scandir = os.scandir

    def refuse(path: str) -> Any:
        if str(path).endswith(name):
            raise PermissionError(13, "Permission denied", path)
        return scandir(path)

    monkeypatch.setattr(os, "scandir", refuse)


def test_a_folder_that_may_not_be_opened_is_told_and_stops_nothing(
    place: Place, vault: Path, site: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    closed(monkeypatch, "deep")
    ran = place.run("plan")
    assert "deep: cannot be read (Permission denied)" in ran.err
    closed(monkeypatch, "two")
    answer = asked(place, "import", "blog", str(site))
    assert len(answer["kept"]) == 2
    assert {"source": "posts/two", "reason": "unread", "detail": ""} in answer["skipped"]
    closed(monkeypatch, "drafts")
    assert "drafts: cannot be read" in place.run("agenda", code=4).err


def test_categories_that_spaces_part_name_a_theme_too(place: Place, tmp_path: Path) -> None:
    path = tmp_path / "j/_posts/2020-01-02-a.md"
    path.parent.mkdir(parents=True)
    path.write_text("---\ncategories: other hiring\n---\nWords\n")
    (kept,) = asked(place, "import", "blog", str(tmp_path / "j"))["kept"]
    assert front(place, kept)["theme"] == "hiring"


def test_progress_is_told_on_a_terminal(
    place: Place, site: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    for n in range(20):
        (site / f"content/posts/n{n}.md").write_text(
            f"---\ntitle: N{n}\ndate: 2024-01-01\n---\nx\n"
        )
    monkeypatch.setattr(sys.stderr, "isatty", lambda: True, raising=False)
    monkeypatch.setattr(importing, "TOLD_EVERY", 10)
    ran = place.run("import", "blog", str(site))
    assert ran.err == "10 files …\n20 files …\n"
    assert "23 new posts" in ran.out
