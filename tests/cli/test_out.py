"""From a draft to the record: check, preview, copy, ready, publish, reopen, outcome."""

from __future__ import annotations

import json
import sys
from typing import Any

import pyperclip
import pytest

from brandkit.core.notation.frontmatter import parse_front_matter
from tests.conftest import Place

ANSWERS = {
    "belief": "a boss must always have the answer",
    "scene": "a foreman said “I do not know”",
    "lesson": "good bosses ask better questions",
    "change": "I ask one question first",
    "step": "Ask who knows",
}
WORDS = "A foreman once told me that he did not know, and nobody laughed.\n\nWhat would you have said?\n"


def asked(place: Place, *args: str, **more: Any) -> Any:
    return json.loads(place.run(*args, "--json", **more).out)


def front(place: Place, path: str) -> dict[str, Any]:
    return parse_front_matter(place.read(path)).values


def written(place: Place) -> tuple[str, str]:
    """The id and path of a planned lesson whose questions are all answered."""
    plan = asked(place, "plan")
    entry = next(e for e in plan["entries"] if e["format"] == "lesson")
    names = [stem["name"] for stem in asked(place, "write", entry["id"])["asked"]]
    options = [word for name in names for word in ("--answer", f"{name}={ANSWERS[name]}")]
    place.run("write", entry["id"], *options)
    return entry["id"], entry["path"]


def test_a_whole_piece_passes_its_check(place: Place) -> None:
    identity, path = written(place)
    item = asked(place, "check", identity)["pieces"][0]
    assert item["findings"] == []
    assert item["path"] == path
    assert [count["counting"] for count in item["parts"][0]] == ["characters", "api"]
    assert all(count["length"] < count["limit"] == 3000 for count in item["parts"][0])
    shown = place.run("check", identity).out
    assert "/ 3000 characters" in shown
    assert shown.splitlines()[-1] == "Nothing to mend."


def test_a_check_names_file_line_and_column_and_ends_with_one(place: Place) -> None:
    plan = asked(place, "plan")
    path = plan["entries"][0]["path"]
    ran = place.run("check", plan["entries"][0]["id"], code=1)
    line = place.read(path).split("\n")
    first = ran.out.split(": ", 1)[0]
    name, row, column = first.rsplit(":", 2)
    assert name == path
    assert line[int(row) - 1][int(column) - 1 :].startswith("[?")
    assert place.run("check").out == (
        "Nothing to check: there is nothing of yours yet. Write with: brandkit write\n"
    )


def test_a_check_of_everything_looks_at_what_was_begun(place: Place) -> None:
    written(place)
    place.write(
        "drafts/mine.md",
        "---\nid: mine2222\nwhen: 2026-12-02T09:00:00\nchannel: linkedin\n"
        "language: en\ntheme: hiring\ntitle: Mine\n---\nSee https:/broken.\n",
    )
    ran = place.run("check", code=1)
    assert "drafts/mine.md:9:5: https:/broken is no whole address" in ran.out
    assert ran.out.endswith("One thing to mend.\n")
    assert len(asked(place, "check", code=1)["pieces"]) == 2
    place.write("drafts/broken.md", "---\nid: [\n---\n")
    ran = place.run("check", code=1)
    assert "drafts/broken.md:3:" in ran.err


@pytest.mark.parametrize("many", [False, True])
def test_what_was_said_before_is_found(place: Place, many: bool) -> None:
    place.run("new", WORDS, "--theme", "leadership", "--on", "2026-11-24")
    place.run("publish", "2026-11-24")
    for n in range(5 if many else 1):
        place.run(
            "new", f"{WORDS} And {n} more.", "--theme", "leadership", "--on", f"2026-11-2{n + 5}"
        )
    entries = [] if many else ["2026-11-25"]
    ran = place.run("check", *entries, code=1)
    assert "% of it is in" in ran.out
    assert ran.out.count(" of it is in ") == (5 if many else 1)


def test_a_preview_is_what_the_channel_shows(place: Place) -> None:
    place.run(
        "new", "**Bold** words for [[Marta]]. " + "Long enough to fold. " * 12, "--theme", "hiring"
    )
    entry = asked(place, "agenda")["entries"][0]["id"]
    shown = place.run("preview", entry).out
    assert "  Bold words for Marta." in shown
    assert "⟨more⟩" in shown
    assert "/ 3000 characters" in shown
    item = asked(place, "preview", entry)
    assert len(item["fold"]) <= 140
    assert item["parts"][0].startswith(item["fold"])


def test_a_preview_page_runs_nothing(place: Place) -> None:
    nasty = "<script>alert(1)</script> <img src=x onerror=alert(2)> & words"
    place.run("new", nasty, "--theme", "hiring", "--channel", "linkedin")
    place.run("new", f"# T\n\n{nasty}", "--theme", "hiring", "--channel", "blog")
    linkedin, blog = (
        e["id"]
        for e in sorted(asked(place, "agenda")["entries"], key=lambda e: e["channel"], reverse=True)
    )
    for entry in (linkedin, blog):
        page = place.run("preview", entry, "--html", "-").out
        assert page.startswith("<!doctype html>")
        assert "<script" not in page
        assert "onerror=" not in page.replace("&lt;img src=x onerror=alert(2)&gt;", "")
    target = place.path / "page.html"
    place.run("preview", linkedin, "--html", str(target))
    place.run("preview", linkedin, "--html", str(target))
    assert "&lt;script&gt;" in target.read_text("utf-8")


def test_copy_gives_the_final_text_and_makes_it_ready(place: Place) -> None:
    identity, path = written(place)
    before = place.read(path)
    text = place.run("copy", identity).out
    assert "a foreman said “I do not know”" in text
    assert "<!--" not in text
    keys = front(place, path)
    assert (keys["status"], keys["copied_at"]) == ("ready", "2026-11-23T10:00:00")
    place.run("reopen", identity)
    assert place.read(path) == before


def test_copy_refuses_while_a_blank_stands_and_changes_nothing(place: Place) -> None:
    plan = asked(place, "plan")
    tree = place.tree()
    for command in ("copy", "ready", "publish"):
        ran = place.run(command, plan["entries"][0]["id"], code=8)
        assert "is not whole" in ran.err
        assert "[? " in ran.err
    assert place.tree() == tree


def test_copy_takes_what_goes_with_a_piece(place: Place) -> None:
    text = "Read https://a.example.org/x?y=1 and tell me.\n"
    place.write(
        "drafts/m.md",
        "---\nid: mine2222\nwhen: 2026-12-02T09:00:00\nchannel: linkedin\n"
        "language: en\ntheme: hiring\ntitle: M\nfirst_comment: The **link**\nalt: A room\n"
        f"---\n{text}",
    )
    assert place.run("copy", "mine", "--comment").out == "The link\n"
    assert place.run("copy", "mine", "--alt").out == "A room\n"
    assert place.run("copy", "mine", "--link").out == (
        "https://a.example.org/x?y=1&utm_source=linkedin&utm_medium=social&utm_campaign=hiring\n"
    )
    assert "status" not in front(place, "drafts/m.md")
    place.run("copy", "mine", "--html", code=8)
    place.run("copy", "mine", "--part", "2", code=8)
    place.edit("drafts/m.md", "first_comment: The **link**\nalt: A room\n", "")
    place.edit("drafts/m.md", "https://a.example.org/x?y=1", "it")
    for option in ("--comment", "--alt", "--link"):
        place.run("copy", "mine", option, code=8)


def test_a_blog_post_is_copied_as_markdown_or_html(place: Place) -> None:
    place.run("new", "# T\n\n**Bold** for [[Marta]]", "--theme", "hiring", "--channel", "blog")
    entry = asked(place, "agenda")["entries"][0]["id"]
    assert place.run("copy", entry).out == "# T\n\n**Bold** for Marta\n"
    assert (
        place.run("copy", entry, "--html").out
        == "<h1>T</h1>\n<p><strong>Bold</strong> for Marta</p>\n"
    )
    assert asked(place, "copy", entry)["parts"] == ["# T\n\n**Bold** for Marta"]


def on_a_terminal(monkeypatch: pytest.MonkeyPatch, *lines: str) -> list[str]:
    """Both streams are a terminal, on which the person types *lines*; what is asked is kept."""
    prompts: list[str] = []
    waiting = list(lines)

    def typed(prompt: str = "") -> str:
        prompts.append(prompt)
        if not waiting:
            raise EOFError
        return waiting.pop(0)

    monkeypatch.setattr("builtins.input", typed)
    monkeypatch.setattr(sys.stdin, "isatty", lambda: True, raising=False)
    monkeypatch.setattr(sys.stdout, "isatty", lambda: True, raising=False)
    return prompts


def test_on_a_terminal_it_goes_to_the_clipboard(
    place: Place, monkeypatch: pytest.MonkeyPatch
) -> None:
    identity, _ = written(place)
    taken: list[str] = []
    monkeypatch.setattr(pyperclip, "copy", taken.append)
    on_a_terminal(monkeypatch)
    ran = place.run("copy", identity)
    assert taken == [asked(place, "copy", identity)["parts"][0]]
    assert ran.out.startswith("Copied: ")
    assert "type brandkit and paste the link" in ran.out.replace("\n", " ")
    assert place.run("copy", identity, "--stdout").out.startswith(taken[0][:20])


def test_a_thread_is_copied_post_by_post(place: Place, monkeypatch: pytest.MonkeyPatch) -> None:
    place.edit(
        "brand.toml",
        '[[channel]]\nid = "blog"',
        '[[channel]]\nid = "masto"\nkind = "mastodon"\n\n[[channel]]\nid = "blog"',
    )
    place.run(
        "new", "one\n\n---\n\ntwo\n\n---\n\n" + "x" * 600, "--theme", "hiring", "--channel", "masto"
    )
    entry = asked(place, "agenda")["entries"][0]["id"]
    taken: list[str] = []
    monkeypatch.setattr(pyperclip, "copy", taken.append)
    prompts = on_a_terminal(monkeypatch, "")
    ran = place.run("copy", entry)
    assert [text[:3] for text in taken] == ["one", "two", "xxx"]
    assert len(prompts) == 2
    assert "Copied part 3 of 3, the last." in ran.out
    assert "Part 3 is too long: 100 above 500." in ran.err
    monkeypatch.setattr(sys.stdout, "isatty", lambda: False, raising=False)
    assert place.run("copy", entry, "--part", "2").out == "two\n"


def test_without_a_clipboard_the_text_is_shown(
    place: Place, monkeypatch: pytest.MonkeyPatch
) -> None:
    identity, _ = written(place)

    def fail(_: str) -> None:
        raise pyperclip.PyperclipException

    monkeypatch.setattr(pyperclip, "copy", fail)
    on_a_terminal(monkeypatch)
    ran = place.run("copy", identity)
    assert "a foreman said" in ran.out
    assert "There is no clipboard here" in ran.err
    assert "Copied: " not in ran.out
    assert "paste the link" in ran.out.replace("\n", " ")


def test_a_file_that_was_marked_as_published_by_hand_is_out(place: Place) -> None:
    """On a phone, in the shared folder, with no terminal at hand."""
    identity, path = written(place)
    place.edit(path, "channel: linkedin", "status: published\nchannel: linkedin")
    assert "is published already" in place.run("publish", identity, code=8).err
    value = json.loads(place.run("--json", now="2026-12-01T09:00").out)
    assert value["outcome"]["id"] == identity
    assert identity not in {
        e["id"] for e in asked(place, "plan", now="2026-12-01T09:00")["entries"]
    }


def test_publish_moves_the_file_with_all_its_words(place: Place) -> None:
    identity, path = written(place)
    body = place.read(path).split("---\n", 2)[2]
    url = "https://www.linkedin.com/posts/ada-activity-7174324851215093760-x"
    place.run("copy", identity)
    answer = asked(place, "publish", identity, "--url", f"  {url} ", now="2026-11-24T09:00")
    assert answer["path"] == f"published/2024/{path.removeprefix('drafts/')}"
    keys = front(place, answer["path"])
    assert keys["status"] == "published"
    assert keys["url"] == url
    assert keys["published_at"] == "2024-03-15T09:45:37"
    assert "copied_at" not in keys
    assert place.read(answer["path"]).split("---\n", 2)[2] == body
    assert not (place.path / path).exists()
    ran = place.run("publish", identity, code=8)
    assert "is published already; take it back with: brandkit reopen" in ran.err


def test_without_a_link_it_was_out_when_it_was_copied(place: Place) -> None:
    identity, _ = written(place)
    place.run("copy", identity, now="2026-11-24T08:31")
    path = asked(place, "publish", identity, now="2026-11-25T10:00")["path"]
    assert front(place, path)["published_at"] == "2026-11-24T08:31:00"
    place.run("reopen", identity)
    path = asked(place, "publish", identity, "--at", "2026-11-22T08:00")["path"]
    assert front(place, path)["published_at"] == "2026-11-22T08:00:00"


@pytest.mark.parametrize(
    "options",
    [
        ("--url", "linkedin.com/x"),
        ("--url", "https://a.it/b c"),
        ("--at", "soon"),
        ("--at", "2027-01-01"),
    ],
)
def test_wrong_words_about_a_publication_write_nothing(
    place: Place, options: tuple[str, ...]
) -> None:
    identity, _ = written(place)
    tree = place.tree()
    place.run("publish", identity, *options, code=2)
    assert place.tree() == tree


def test_reopen_brings_it_back_as_it_was(place: Place) -> None:
    identity, path = written(place)
    before = place.read(path)
    place.run("publish", identity, "--url", "https://a.example.org/p")
    answer = asked(place, "reopen", identity)
    assert answer["path"] == path
    assert place.read(path) == before
    assert "is a draft" in place.run("reopen", identity, code=8).err


def test_ready_says_so_and_can_be_taken_back(place: Place) -> None:
    identity, path = written(place)
    assert "is ready for Tuesday 24 November, 08:30" in place.run("ready", identity).out
    assert front(place, path)["status"] == "ready"
    assert asked(place, "ready", identity)["status"] == "ready"
    place.run("publish", identity)
    place.run("ready", identity, code=8)


def test_a_channel_that_is_gone_is_named(place: Place) -> None:
    place.write(
        "drafts/m.md", "---\nid: mine2222\nwhen: 2026-12-02T09:00:00\nchannel: gone\n---\nWords\n"
    )
    for command in ("copy", "preview", "check", "publish", "ready"):
        assert (
            "there is no channel 'gone' in brand.toml; there is linkedin"
            in place.run(command, "mine", code=8).err
        )


def test_what_came_of_a_piece_is_kept_line_by_line(place: Place) -> None:
    identity, _ = written(place)
    place.run("outcome", identity, "too early", code=8)
    path = asked(place, "publish", identity)["path"]
    place.run("outcome", identity, "A client  rang", "--kind", "client", now="2026-12-01T09:00")
    answer = asked(place, "outcome", identity, "and", "came", now="2026-12-09T09:00")
    assert answer["outcome"] == ["2026-12-01 client: A client rang", "2026-12-09: and came"]
    assert front(place, path)["outcome"] == answer["outcome"]
    place.run("outcome", identity, " ", code=2)
    place.run("outcome", identity, "x", "--kind", "luck", code=2)


def test_a_draft_that_a_phone_changed_meanwhile_is_published_as_it_is_now(place: Place) -> None:
    identity, path = written(place)
    asked(place, "agenda")
    place.edit(path, "a foreman said", "a foreman at Rossi said")
    assert "a foreman at Rossi said" in place.run("copy", identity).out
    moved = asked(place, "publish", identity)["path"]
    assert "a foreman at Rossi said" in place.read(moved)


def test_two_files_of_one_day_both_find_a_place(place: Place) -> None:
    place.run("new", "One thing", "--theme", "hiring")
    place.run("new", "Another thing", "--theme", "hiring")
    for entry in asked(place, "agenda")["entries"]:
        place.run("publish", entry["id"])
    names = sorted(path.name for path in (place.path / "published/2026").glob("*.md"))
    assert names == ["2026-11-23-linkedin-hiring-2.md", "2026-11-23-linkedin-hiring.md"]


def test_nothing_is_not_copied(place: Place) -> None:
    place.write(
        "drafts/m.md",
        "---\nid: mine2222\nwhen: 2026-12-02T09:00:00\nchannel: linkedin\n---\n<!-- later -->\n",
    )
    assert "drafts/m.md is empty" in place.run("copy", "mine", code=8).err
    assert "there is nothing in it yet" in place.run("check", "mine", code=1).out
