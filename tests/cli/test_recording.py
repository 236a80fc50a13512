"""What nobody planned: new, record, adapt."""

from __future__ import annotations

import io
import sys
from collections import Counter
from typing import Any

import pytest

from brandkit.core.drafts.weave import visible
from brandkit.core.notation.entries import answers_of, parse_entry
from brandkit.core.notation.frontmatter import split
from tests.cli.test_out import asked, front, on_a_terminal, written
from tests.conftest import Place

MASTODON = (
    '[[channel]]\nid = "masto"\nname = "Mastodon"\nkind = "mastodon"\n\n[[channel]]\nid = "blog"'
)


def with_mastodon(place: Place, more: str = "") -> None:
    place.edit(
        "brand.toml",
        '[[channel]]\nid = "blog"',
        MASTODON.replace('"mastodon"\n', f'"mastodon"\n{more}'),
    )


def test_a_new_piece_is_the_persons_own_words(place: Place) -> None:
    answer = asked(place, "new", "Hiring by", "the fourth question. And more.")
    assert answer["theme"] == "hiring"
    text = place.read(answer["path"])
    assert text.endswith("---\nHiring by the fourth question. And more.\n")
    keys = front(place, answer["path"])
    assert keys["title"] == "Hiring by the fourth question"
    assert keys["when"] == "2026-11-23T10:00:00"
    assert "generated" not in keys
    before = place.tree()
    place.run("plan")
    assert place.tree()[answer["path"]] == before[answer["path"]]


def test_a_new_piece_from_standard_input(place: Place, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "stdin", io.StringIO("# A title\n\nWords è 🌱\n"))
    answer = asked(
        place, "new", "-", "--theme", "hiring", "--channel", "blog", "--on", "2026-12-01"
    )
    assert answer["title"] == "A title"
    assert front(place, answer["path"])["when"] == "2026-12-01T10:00:00"
    monkeypatch.setattr(sys, "stdin", io.StringIO(" \n"))
    place.run("new", "-", "--theme", "hiring", code=2)


def test_a_theme_that_the_words_do_not_tell_is_asked_for(
    place: Place, monkeypatch: pytest.MonkeyPatch
) -> None:
    ran = place.run("new", "Something else", code=2)
    assert "say which, one of leadership, succession" in ran.err
    prompts = on_a_terminal(monkeypatch, "99", "zzz", "2")
    ran = place.run("new", "Something about hiring")
    assert "Enter: Hiring" in ran.out
    assert len(prompts) == 3
    assert asked(place, "agenda")["entries"][0]["theme"] == "leadership"
    on_a_terminal(monkeypatch, "")
    place.run("new", "About hiring again")
    on_a_terminal(monkeypatch, "Succession")
    place.run("new", "Nothing that tells")
    assert {row["theme"] for row in asked(place, "agenda")["entries"]} == {
        "leadership",
        "hiring",
        "succession",
    }


def test_without_words_it_is_an_interview(place: Place) -> None:
    answer = asked(place, "new", "--theme", "hiring")
    assert "[? " in place.read(answer["path"])
    assert asked(place, "write", answer["id"])["asked"]
    other = asked(place, "new", "--theme", "hiring", "--format", "myth")
    assert front(place, other["path"])["format"] == "myth"
    assert front(place, answer["path"])["format"] != "myth"
    assert "one of" in place.run("new", "--theme", "hiring", "--format", "poem", code=8).err


@pytest.mark.parametrize(
    "options",
    [("--theme", "x"), ("--channel", "x"), ("--on", "soon"), ("--on", "2026-11-01")],
)
def test_wrong_words_write_nothing(place: Place, options: tuple[str, ...]) -> None:
    tree = place.tree()
    place.run("new", "About hiring", *options, code=2)
    assert place.tree() == tree


def test_what_is_out_already_is_recorded(place: Place, monkeypatch: pytest.MonkeyPatch) -> None:
    url = "https://www.linkedin.com/posts/ada-activity-7174324851215093760-x"
    monkeypatch.setattr(sys, "stdin", io.StringIO("We talked about hiring.\nTwice.\n"))
    answer = asked(place, "record", url, "--text", "-")
    assert (answer["theme"], answer["channel"]) == ("hiring", "linkedin")
    assert answer["published_at"] == "2024-03-15T09:45:37"
    assert place.read(answer["path"]).endswith("---\nWe talked about hiring.\nTwice.\n")
    ran = place.run("record", f"{url}?utm_source=share", code=8)
    assert "is in the record: published/2024/" in ran.err


def test_an_address_alone_is_recorded_and_what_is_missing_is_told(place: Place) -> None:
    ran = place.run("record", "https://www.linkedin.com/posts/ada-activity-7174324851215093760-x")
    assert "so it counts for none" in ran.out
    assert "The text is missing" in ran.out
    assert "(published/2024/2024-03-15-linkedin.md)" in ran.out


def test_a_file_is_recorded_with_what_it_says_of_itself(place: Place) -> None:
    file = place.write(
        "post.md", "---\ntitle: A title\ndate: 2025-02-03\n---\n**Words** on succession.\n"
    )
    answer = asked(place, "record", str(file), "--channel", "blog")
    assert answer["path"] == "published/2025/2025-02-03-blog-succession.md"
    assert answer["published_at"] == "2025-02-03T00:00:00"
    plain = place.write("post.txt", "Just words about hiring.\n")
    answer = asked(
        place,
        "record",
        str(plain),
        "--at",
        "2026-01-02T03:04",
        "--url",
        "https://x.example/1",
        "--channel",
        "linkedin",
    )
    assert answer["published_at"] == "2026-01-02T03:04:00"
    assert front(place, answer["path"])["url"] == "https://x.example/1"


@pytest.mark.parametrize(
    ("args", "code"),
    [
        (("nowhere.md",), 2),
        (("/dev/null",), 2),
        (("https://unknown.example/post",), 2),
        (("https://www.linkedin.com/posts/x", "--text", "nowhere.md"), 2),
        (("https://www.linkedin.com/posts/x", "--at", "2030-01-01"), 2),
    ],
)
def test_a_record_of_nothing_is_refused(place: Place, args: tuple[str, ...], code: int) -> None:
    tree = place.tree()
    place.run("record", *args, code=code)
    assert place.tree() == tree


def test_the_record_counts_in_the_plan(place: Place) -> None:
    place.run("record", str(place.write("p.md", "About hiring, twice.")), "--at", "2026-11-20")
    assert "hiring" not in [e["theme"] for e in asked(place, "plan")["entries"][:1]]


def test_a_piece_is_adapted_from_its_answers(place: Place) -> None:
    with_mastodon(place)
    identity, path = written(place)
    answer = asked(place, "adapt", identity, "--to", "masto")
    text = place.read(answer["path"])
    keys = front(place, answer["path"])
    assert keys["piece"] == identity
    assert keys["channel"] == "masto"
    assert keys["answers"] == front(place, path)["answers"]
    assert "a foreman said “I do not know”" in visible(split(text).body)
    assert "[? " not in visible(split(text).body)
    again = place.run("adapt", identity, "--to", "masto", code=8)
    assert "The piece is on Mastodon already" in again.err
    place.run("adapt", identity, "--to", "linkedin", code=8)
    place.run("adapt", identity, "--to", "nowhere", code=2)
    assert asked(place, "check", answer["id"])["pieces"][0]["findings"] == []
    place.run("write", answer["id"], "--answer", "scene=the foreman laughed")
    assert "the foreman laughed" in place.read(answer["path"])
    duplicates = asked(place, "plan")["duplicates"]
    assert duplicates == []


def test_words_written_by_hand_become_a_thread_and_none_is_lost(place: Place) -> None:
    with_mastodon(place)
    paragraphs = [f"Paragraph {n}. " + f"Words of the number {n}. " * 12 for n in range(12)]
    place.run("new", "\n\n".join(paragraphs), "--theme", "hiring")
    answer = asked(place, "adapt", "hiring", "--to", "masto", "--on", "2026-12-01")
    text = place.read(answer["path"])
    assert text.count("\n---\n\n") == 3
    assert answer["left_out"] > 0
    assert " ".join(paragraphs).split() == [
        word for word in split(text).body.split() if word not in {"---", "<!--", "-->"}
    ]
    assert asked(place, "check", answer["id"])["pieces"][0]["findings"] == []
    blog = asked(place, "adapt", answer["id"], "--to", "blog")
    assert place.read(blog["path"]).partition("---\n# ")[2].startswith("Paragraph 0\n\n")
    assert front(place, blog["path"])["piece"] == front(place, answer["path"])["piece"]


def test_another_language_is_another_interview(place: Place) -> None:
    with_mastodon(place, 'language = "it"\n')
    identity, _ = written(place)
    path = asked(place, "adapt", identity, "--to", "masto")["path"]
    entry = parse_entry(place.read(path), path, __import__("zoneinfo").ZoneInfo("Etc/UTC")).entry
    assert entry is not None
    assert entry.language == "it"
    assert answers_of(entry) == {}
    assert "[? che cosa" in entry.body


def test_a_piece_on_two_channels_counts_once_for_its_theme(place: Place) -> None:
    with_mastodon(place)
    place.run("new", "About hiring.", "--theme", "hiring", "--on", "2026-11-23")
    alone = asked(place, "plan", "--dry-run")["entries"]
    place.run("adapt", "hiring", "--to", "masto")
    both = asked(place, "plan", "--dry-run")["entries"]

    def themes(entries: list[dict[str, Any]]) -> Counter[str]:
        return Counter(e["theme"] for e in entries if e["action"] != "fixed")

    assert themes(alone) == themes(both)


def test_a_long_piece_becomes_short_ones_in_the_slots_of_its_theme(place: Place) -> None:
    place.run("plan")
    sections = [
        f"## Part {n}\n\nThe {n}. thing about **hiring**, told at length." for n in range(1, 4)
    ]
    body = "# The whole\n\nBefore all.\n\n" + "\n\n".join(sections)
    place.run("new", body, "--theme", "hiring", "--channel", "blog")
    answer = asked(place, "adapt", "The whole", "--to", "linkedin", "--split", "3")
    assert len(answer["entries"]) + len(answer["ideas"]) == 3
    assert len(answer["entries"]) >= 2
    plan = asked(place, "plan", "--weeks", "8")
    for n, row in enumerate(answer["entries"], 1):
        keys = front(place, row["path"])
        assert keys["theme"] == "hiring"
        assert keys["piece"].endswith(f"/{n}")
        assert f"The {n}. thing about hiring" in place.read(row["path"])
        assert "**" not in place.read(row["path"])
        assert row["path"] in {e["path"] for e in plan["entries"] if e["action"] == "fixed"}
    assert plan["duplicates"] == []
    place.run("new", "Short.", "--theme", "change", "--channel", "blog")
    assert (
        "too short" in place.run("adapt", "Short", "--to", "linkedin", "--split", "2", code=8).err
    )
    place.run("adapt", "Short", "--to", "linkedin", "--split", "9", code=2)


def test_parts_that_find_no_slot_wait_as_ideas(place: Place) -> None:
    with_mastodon(place)
    place.run("new", "One thing. Said.\n\nTwo things. Said.", "--theme", "hiring")
    answer = asked(place, "adapt", "hiring", "--to", "masto", "--split", "2")
    assert answer["entries"] == []
    assert len(answer["ideas"]) == 2
    assert front(place, answer["ideas"][0])["channel"] == "masto"
    shown = place.run("adapt", "hiring", "--to", "blog", "--split", "2").out
    assert shown.count("\n") == 2
    place.run("new", "Same.\n\nSame.", "--theme", "change")
    ideas = asked(place, "adapt", "Same", "--to", "masto", "--split", "2")["ideas"]
    assert ideas == ["ideas/same.md", "ideas/same-2.md"]


def test_the_text_that_is_out_can_be_pasted(place: Place, monkeypatch: pytest.MonkeyPatch) -> None:
    on_a_terminal(monkeypatch, "All about hiring.", "", "Twice.", ".", "")
    url = "https://www.linkedin.com/posts/ada-activity-7174324851215093760-x"
    place.run("record", url)
    (path,) = (place.path / "published").rglob("*.md")
    assert path.read_text("utf-8").endswith("---\nAll about hiring.\n\nTwice.\n")
    assert "theme: hiring\n" in path.read_text("utf-8")


def test_words_of_ones_own_have_no_interview_but_their_blanks_can_be_filled(
    place: Place, monkeypatch: pytest.MonkeyPatch
) -> None:
    answer = asked(place, "new", "We ask [? what do you ask ?] first.", "--theme", "hiring")
    assert asked(place, "write", answer["id"])["asked"] == []
    assert "in your own words" in place.run("write", answer["id"], "--answer", "a=b", code=8).err
    monkeypatch.setattr(sys, "stdin", io.StringIO("who is here\n"))
    place.run("write", answer["id"])
    assert place.read(answer["path"]).endswith("We ask who is here first.\n")
    assert "No blank is left" in place.run("write", answer["id"]).out


def test_a_new_piece_can_be_moved_and_skipped(place: Place) -> None:
    answer = asked(place, "new", "About hiring", "--theme", "hiring")
    place.run("move", answer["id"], "2026-12-04")
    assert front(place, answer["path"])["when"] == "2026-12-04T10:00:00"
    place.run("skip", answer["id"])
    assert asked(place, "check")["pieces"] == []


def test_what_was_copied_is_not_recorded_twice(
    place: Place, monkeypatch: pytest.MonkeyPatch
) -> None:
    url = "https://www.linkedin.com/posts/ada-activity-7174324851215093760-x"
    made = asked(place, "new", "About hiring", "--theme", "hiring")
    place.run("copy", made["id"])
    shown = place.run("record", f"{url}1").out
    assert f"brandkit publish {made['id'][:4]} --url" in shown
    on_a_terminal(monkeypatch, "y")
    shown = place.run("record", url).out
    assert "which you took for LinkedIn: is this it?" in shown.replace("\n", " ")
    assert not (place.path / made["path"]).exists()
    on_a_terminal(monkeypatch, ".", "")
    assert "is in the record" in place.run("record", url, code=8).err


def test_a_file_is_recorded_once(place: Place) -> None:
    file = str(place.write("p.md", "---\ntitle: T\ndate: 2025-02-03\n---\nAbout hiring.\n"))
    place.run("record", file, "--channel", "blog")
    assert "T is in the record" in place.run("record", file, "--channel", "blog", code=8).err
