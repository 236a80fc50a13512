"""`brandkit feed` and the ideas that come out of feeds, against a real server on loopback."""

from __future__ import annotations

import io
import json
import sys
from datetime import datetime
from html import escape
from pathlib import Path
from typing import Any

import pytest

from brandkit.feeds import syncing
from brandkit.feeds.fetching import fetch
from brandkit.feeds.polling import poll_feeds
from brandkit.feeds.reading import FeedChild, FeedError
from tests.cli.test_out import front
from tests.conftest import Place
from tests.server import Server

LATER = "2026-11-24T10:00"


def rss(*items: tuple[str, str, str, str], title: str = "People & work") -> str:
    """A feed of items: key, title, text, day of November 2026."""
    rows = "".join(
        f"<item><guid>{key}</guid><title>{escape(name)}</title><link>https://hr.example/{key}</link>"
        f"<author>carla@a.example (Carla)</author><pubDate>{day} Nov 2026 08:00:00 GMT</pubDate>"
        f"<description>{escape(text)}</description></item>"
        for key, name, text, day in items
    )
    return f'<rss version="2.0"><channel><title>{escape(title)}</title>{rows}</channel></rss>'


ADVERTS = ("a1", "Adverts without a salary", "Candidates leave the interview process.", "20")
CUP = ("a2", "The regional cup", "On Sunday we won the football match.", "19")
KEYS = ("a3", "The third generation", "The founder of the family firm keeps the keys.", "18")
SOURCE = rss(ADVERTS, CUP, KEYS)


def mine(*items: tuple[str, str, str]) -> str:
    """A feed of one's own: key, title, HTML; all of 20 October 2026."""
    rows = "".join(
        f"<entry><id>{key}</id><title>{escape(title)}</title><link href='https://me.example/{key}'/>"
        f"<published>2026-10-20T08:00:00Z</published><updated>2026-10-20T08:00:00Z</updated>"
        f"<content type='html'>{escape(html)}</content></entry>"
        for key, title, html in items
    )
    return f"<feed xmlns='http://www.w3.org/2005/Atom'><title>Mine</title>{rows}</feed>"


@pytest.fixture
def followed(place: Place, server: Server) -> Place:
    """A workspace that follows a source."""
    server.put("/rss", SOURCE, etag='"1"')
    place.run("feed", "add", f"{server.url}/rss", "--private")
    return place


def answer(place: Place, *args: str, code: int = 0, now: str | None = None) -> dict[str, Any]:
    found: dict[str, Any] = json.loads(place.run(*args, "--json", code=code, now=now).out)
    return found


def suggested(place: Place, *args: str) -> list[dict[str, Any]]:
    found: list[dict[str, Any]] = answer(place, "idea", "list", "--from-feeds", *args)[
        "suggestions"
    ]
    return found


def test_a_source_is_followed_by_its_own_name(followed: Place, server: Server) -> None:
    assert followed.read("feeds.toml").endswith(
        f'\n\n[[feed]]\nurl = "{server.url}/rss"\nname = "People & work"\nprivate = true\n'
    )
    ran = followed.run("feed", "list")
    assert ran.out == (
        f"People & work (a source of ideas)\n  {server.url}/rss\n"
        "  last spoke on Friday 20 November 2026\n"
    )
    (row,) = answer(followed, "feed", "list")["feeds"]
    assert row["last"] == "2026-11-20T08:00:00+00:00"
    assert (row["channel"], row["trouble"], row["gone"]) == (None, None, False)


def test_what_stands_there_already_is_not_added_twice(followed: Place, server: Server) -> None:
    before = followed.tree()
    ran = followed.run("feed", "add", f"{server.url}/rss", "--private", code=8)
    assert "stands in feeds.toml already" in ran.err
    assert followed.tree() == before


def test_a_page_that_names_one_feed_leads_to_it(place: Place, server: Server) -> None:
    server.put("/rss", SOURCE)
    link = '<link rel="alternate" type="application/rss+xml" href="{}">'
    page = server.put("/page", f"<html><head>{link.format('/rss')}</head></html>")
    ran = answer(place, "feed", "add", page, "--private")
    assert ran["feed"]["url"] == f"{server.url}/rss"
    assert (ran["first"]["outcome"], ran["first"]["new"]) == ("new", 3)
    both = link.format("/rss") + link.format("/atom") + link.format("file:///etc/passwd")
    page = server.put("/both", f"<html><head>{both}</head></html>")
    ran_badly = place.run("feed", "add", page, "--private", code=8)
    assert ran_badly.err.splitlines()[1:] == [f"  {server.url}/rss", f"  {server.url}/atom"]


@pytest.mark.parametrize(
    ("status", "told"),
    [(404, "it answers 404"), (410, "gone for good"), (200, "what stands there is no feed")],
)
def test_what_is_no_feed_is_not_followed(
    place: Place, server: Server, status: int, told: str
) -> None:
    url = server.put("/x", "words", status=status)
    before = place.tree()
    ran = place.run("feed", "add", url, "--private", code=6)
    assert told in ran.err
    assert "--unseen" in ran.err
    assert place.tree() == before
    place.run("feed", "add", url, "--unseen", "--private", "--name", "X")
    assert "X (a source of ideas)" in place.run("feed", "list").out
    assert "not asked yet" in place.run("feed", "list").out


def test_a_server_of_ones_own_network_has_to_be_allowed(place: Place, server: Server) -> None:
    url = server.put("/rss", SOURCE)
    ran = place.run("feed", "add", url, code=6)
    assert "--private" in ran.err
    assert not server.asked
    assert "brand.toml" in place.tree()
    assert "feeds.toml" not in place.tree()


@pytest.mark.parametrize(
    ("args", "told"),
    [
        (("file:///etc/passwd",), "is no web address"),
        (("https://me:pw@a.example",), "must not hold a name or password"),
        (("https://a.example", "--mine", "--source"), "yours or it is not"),
        (("https://a.example", "--channel", "blog"), "add --mine"),
        (("https://a.example", "--mine", "--channel", "blug"), "did you mean"),
    ],
)
def test_wrong_words_are_refused(place: Place, args: tuple[str, ...], told: str) -> None:
    assert told in place.run("feed", "add", *args, code=2).err


def test_a_feed_of_ones_own_has_to_say_of_which_channel(small: Place) -> None:
    ran = small.run("feed", "add", "https://a.example", "--mine", "--unseen", code=2)
    assert "one of linkedin" in ran.err
    small.run("feed", "add", "linkedin.com/in/ada/feed", "--mine", "--unseen")
    assert 'url = "https://linkedin.com/in/ada/feed"\nchannel = "linkedin"' in small.read(
        "feeds.toml"
    )


def test_ones_own_feed_extends_the_record(place: Place, server: Server) -> None:
    html = "<p>Twelve lines are enough for a job advert.</p><p>The salary è 🌱 in the first.</p>"
    server.put("/atom", mine(("urn:1", "Twelve lines", html)))
    ran = place.run("feed", "add", f"{server.url}/atom", "--mine", "--private")
    assert "Mine: one new post in the record." in ran.out
    path = "published/2026/2026-10-20-blog-twelve-lines.md"
    text, keys = place.read(path), front(place, path)
    assert text.endswith(
        "\n---\nTwelve lines are enough for a job advert.\n\nThe salary è 🌱 in the first.\n"
    )
    assert keys["url"] == "https://me.example/urn:1"
    assert keys["published_at"] == "2026-10-20T10:00:00"
    before = place.tree()
    assert place.run("feed", "sync").out == "The one feed was asked, 1 answered.\n"
    assert place.tree() == before
    assert "yours, tells of My blog" in place.run("feed", "list").out


def test_two_feeds_of_one_channel_bring_a_post_once(place: Place, server: Server) -> None:
    server.put("/one", mine(("urn:1", "Twelve lines", "Words.")))
    server.put("/two", mine(("urn:1", "Twelve lines", "Words."), ("urn:2", "Other", "More words.")))
    for path in ("/one", "/two"):
        place.run("feed", "add", server.url + path, "--mine", "--private", "--unseen")
    found = answer(place, "feed", "sync")["feeds"]
    assert [len(one["kept"]) for one in found] == [1, 1]


def test_a_planned_piece_is_joined_by_its_title_and_an_excerpt_replaces_nothing(
    place: Place, server: Server
) -> None:
    place.write(
        "drafts/2026-10-20-blog.md",
        """
        ---
        id: planned1
        when: 2026-10-20T09:00
        status: ready
        channel: blog
        language: en
        theme: hiring
        title: Twelve lines
        ---
        All of my own words, at length.
        """,
    )
    entry = (
        "<item><guid>urn:1</guid><title>Twelve lines</title><link>https://me.example/1</link>"
        "<pubDate>Tue, 20 Oct 2026 07:00:00 GMT</pubDate><description>All of my …</description></item>"
    )
    server.put("/rss", f'<rss version="2.0"><channel><title>M</title>{entry}</channel></rss>')
    ran = place.run("feed", "add", f"{server.url}/rss", "--mine", "--private")
    assert "One was planned here and is now known to be out." in ran.out
    text = place.read("published/2026/2026-10-20-blog.md")
    assert text.endswith("---\nAll of my own words, at length.\n")
    assert front(place, "published/2026/2026-10-20-blog.md")["url"] == "https://me.example/1"
    assert not any("drafts/2026-10-20" in name for name in place.tree())
    before = place.tree()
    place.run("feed", "sync")
    assert place.tree() == before


def test_one_broken_feed_stops_no_other(followed: Place, server: Server) -> None:
    server.put("/atom", mine(("urn:1", "Twelve lines", "Words.")))
    for path in ("/broken", "/atom"):
        followed.run("feed", "add", server.url + path, "--mine", "--private", "--unseen")
    ran = followed.run("feed", "sync", code=6)
    assert ran.out == (
        f"{server.url}/broken: fails since Monday 23 November 2026: it answers 404\n"
        "Mine: one new post in the record.\n"
        "One has no tag that names a theme: it counts by what its words are about, until you say so.\n"
        "3 feeds were asked, 2 answered.\n"
    )
    found = answer(followed, "feed", "sync", code=6, now=LATER)["feeds"]
    assert [one["outcome"] for one in found] == ["same", "failed", "same"]
    assert found[1]["trouble"] == "it answers 404"
    (_, row, _) = answer(followed, "feed", "list", now=LATER)["feeds"]
    assert row["failing_since"].startswith("2026-11-23")
    server.put("/broken", mine())
    assert "fails" not in followed.run("feed", "sync", now=LATER).out
    assert "nothing in it" in followed.run("feed", "list", now=LATER).out


def test_trouble_is_told_in_the_brands_language(luogo: Place, server: Server) -> None:
    luogo.run("feed", "add", f"{server.url}/x", "--private", "--unseen")
    assert "risponde 404" in luogo.run("feed", "sync", code=6).out
    assert "risponde 404" in luogo.run("feed", "list").out


def test_what_did_not_change_is_not_sent_again(followed: Place, server: Server) -> None:
    server.put("/rss", status=304)
    assert followed.run("feed", "sync").out == "The one feed was asked, 1 answered.\n"
    assert server.asked[-1].headers["If-None-Match"] == '"1"'
    assert len(suggested(followed)) == 3


def test_a_server_that_asks_to_wait_is_left_alone(followed: Place, server: Server) -> None:
    server.put("/rss", status=429, retry_after="7200")
    assert "it answers 429" in followed.run("feed", "sync", code=6).out
    asked = len(server.asked)
    (row,) = answer(followed, "feed", "sync")["feeds"]
    assert row["outcome"] == "waits"
    assert len(server.asked) == asked
    server.put("/rss", SOURCE)
    (row,) = answer(followed, "feed", "sync", now="2026-11-23T12:01")["feeds"]
    assert row["outcome"] == "same"


def test_a_feed_that_is_gone_is_told_and_not_asked_again(followed: Place, server: Server) -> None:
    server.put("/rss", status=410)
    assert "gone for good" in followed.run("feed", "sync").out
    asked = len(server.asked)
    assert "gone for good" in followed.run("feed", "sync").out
    assert len(server.asked) == asked
    assert "delete its block in feeds.toml" in followed.run("feed", "list").out


def test_a_feed_that_moved_for_good_is_followed_to_its_new_place(
    followed: Place, server: Server
) -> None:
    server.put("/rss", status=301, location="/new")
    server.put("/new", SOURCE)
    followed.edit("feeds.toml", "private = true", "private = true  # mine")
    ran = followed.run("feed", "sync")
    assert f"People & work has moved; feeds.toml now says {server.url}/new." in ran.out
    assert f'url = "{server.url}/new"\nname = "People & work"\nprivate = true  # mine' in (
        followed.read("feeds.toml")
    )
    assert len(suggested(followed)) == 3
    assert "/rss" not in (followed.path / ".brandkit/feeds.json").read_text()


def test_a_feed_that_should_have_spoken_is_told(followed: Place) -> None:
    ran = followed.run("feed", "sync", now="2027-07-01T10:00")
    assert "silent since Friday 20 November 2026, longer than usual" in ran.out
    assert "silent since" in followed.run("feed", "list", now="2027-07-01T10:00").out


def test_a_mistake_in_the_list_is_told_with_its_line(followed: Place) -> None:
    followed.edit("feeds.toml", "private = true", "privat = true\nchannel = 'blug'")
    ran = followed.run("feed", "sync", code=4)
    assert "feeds.toml:8:1: there is no channel 'blug'; did you mean 'blog'?" in ran.err
    followed.edit("feeds.toml", "channel = 'blug'", "")
    ran = followed.run("feed", "list")
    assert "feeds.toml:7:1" in ran.err
    assert "People & work" in ran.out


def test_without_feeds_the_way_to_one_is_told(place: Place) -> None:
    assert "brandkit feed add" in place.run("feed", "list").out
    assert "brandkit feed add" in place.run("feed", "sync").out
    assert answer(place, "feed", "sync") == {"feeds": []}
    assert "brandkit feed add" in place.run("idea", "list", "--from-feeds").out


def test_opml_comes_in_and_goes_out(followed: Place, tmp_path: Path, server: Server) -> None:
    list_file = tmp_path / "subscriptions.opml"
    list_file.write_text(
        '<opml version="2.0"><body><outline text="Folder">'
        f'<outline text="A &amp; B" xmlUrl="https://a.example/f"/><outline xmlUrl="{server.url}/rss"/>'
        '<outline text="bad" xmlUrl="feed:x"/></outline></body></opml>'
    )
    ran = followed.run("feed", "add", str(list_file))
    assert ran.out.startswith("One feed more in feeds.toml.")
    assert "One was there already." in ran.out
    assert "feed:x: 'feed:x' is no web address" in ran.out
    assert 'url = "https://a.example/f"\nname = "A & B"' in followed.read("feeds.toml")
    assert answer(followed, "feed", "add", str(list_file)) == {
        "added": [],
        "known": 2,
        "refused": ["feed:x"],
    }
    shown = followed.run("feed", "list", "--opml", "-").out
    assert 'text="A &amp; B"' in shown
    out = tmp_path / "out.opml"
    for _ in range(2):
        followed.run("feed", "list", "--opml", str(out))
        assert out.read_text() == shown
    list_file.write_text("<rss/>")
    ran = followed.run("feed", "add", str(list_file), code=4)
    assert f"{list_file}:1:1: this is not OPML" in ran.err


def test_ideas_from_feeds_begin_with_what_the_plan_is_short_of(followed: Place) -> None:
    followed.run("plan")
    found = suggested(followed)
    assert [one["theme"] for one in found[:2]] == ["hiring", "succession"]
    assert found[-1]["theme"] is None
    assert found[0]["short"] >= found[1]["short"] > 0
    ran = followed.run("idea", "list", "--from-feeds")
    assert ran.out.startswith(
        "Hiring, which the plan is short of:\n  2026-11-20  Adverts without a salary (People & work)\n"
        f"    {found[0]['id']}\n"
    )
    assert "About none of your themes:\n  2026-11-19  The regional cup" in ran.out
    assert f"brandkit idea add {found[0]['id']}" in ran.out
    assert [one["title"] for one in suggested(followed, "--theme", "succession")] == [KEYS[1]]
    assert "2 more are not shown" in followed.run("idea", "list", "--from-feeds", "--most", "1").out


def test_an_item_becomes_an_idea_with_its_link(followed: Place) -> None:
    first = suggested(followed, "--theme", "hiring")[0]["id"]
    shown = followed.run("idea", "show", first).out
    assert shown.startswith("Adverts without a salary\nPeople & work, Carla")
    assert "https://hr.example/a1" in shown
    assert answer(followed, "idea", "show", first)["body"] == ADVERTS[2]
    ran = followed.run("idea", "add", first[:10])
    assert ran.out == "Kept: ideas/adverts-without-a-salary.md\n"
    assert followed.read("ideas/adverts-without-a-salary.md") == (
        "---\ntitle: On “Adverts without a salary”\ntheme: hiring\nformat: resource\n"
        'added: 2026-11-23\nurl: "https://hr.example/a1"\n'
        'work: "“Adverts without a salary” by Carla"\nsource: "People & work"\n---\n'
        "> Candidates leave the interview process.\n>\n> https://hr.example/a1\n"
    )
    assert [one["title"] for one in suggested(followed)] == [KEYS[1], CUP[1]]


def test_its_draft_is_a_comment_that_offers_the_link_and_nobody_elses_words(
    followed: Place, monkeypatch: pytest.MonkeyPatch
) -> None:
    followed.run("plan")
    first = suggested(followed, "--theme", "hiring")[0]["id"]
    followed.run("idea", "add", first)
    followed.run("plan")
    (name,) = (
        name
        for name, text in followed.tree().items()
        if name.startswith("drafts/") and b"idea: adverts-without" in text
    )
    assert front(followed, name)["format"] == "resource"
    before = followed.tree()
    followed.run("plan")
    assert followed.tree() == before
    monkeypatch.setattr(sys, "stdin", io.StringIO("=\nthe salary counts\nI ask first\n\n=\n"))
    ran = followed.run("write", name)
    assert "= takes: “Adverts without a salary” by Carla" in ran.out
    assert "= takes: https://hr.example/a1" in ran.out
    assert "Candidates" not in ran.out
    draft = followed.read(name)
    assert "“Adverts without a salary” by Carla" in draft.partition("-->\n\n")[2]
    assert "https://hr.example/a1" in front(followed, name)["first_comment"]


def test_an_item_that_is_put_aside_does_not_come_back(followed: Place) -> None:
    last = suggested(followed)[-1]["id"]
    assert followed.run("idea", "drop", last).out == "Put aside: The regional cup\n"
    assert len(suggested(followed)) == 2
    followed.run("feed", "sync")
    assert len(suggested(followed)) == 2
    assert "There is no suggestion" in followed.run("idea", "drop", last, code=8).err
    found = suggested(followed)[0]["id"]
    assert answer(followed, "idea", "drop", found) == {"id": found, "dropped": True}


def test_an_item_can_be_kept_for_another_theme_or_for_none(followed: Place) -> None:
    assert "may be any of these" in followed.run("idea", "add", "feed:", code=8).err
    ids = [one["id"] for one in suggested(followed)]
    ran = followed.run("idea", "add", ids[0], "--theme", "chnge", code=2)
    assert "did you mean 'change'" in ran.err
    assert answer(followed, "idea", "add", ids[0], "--theme", "change")["theme"] == "change"
    assert "no theme yet" in followed.run("idea", "add", ids[-1]).out


def test_an_old_item_is_no_news(followed: Place) -> None:
    ran = followed.run("idea", "list", "--from-feeds", now="2027-02-01T10:00")
    assert ran.out.startswith("Nothing new from the sources")


def test_progress_is_told_on_a_terminal(
    followed: Place, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr("brandkit.cli.feeds.sys.stderr.isatty", lambda: True, raising=False)
    assert "1/1  People & work" in followed.run("feed", "sync").err


def test_a_name_that_is_looked_up_for_ever_is_given_up(
    followed: Place, server: Server, monkeypatch: pytest.MonkeyPatch
) -> None:

    def stuck(url: str, **options: Any) -> Any:
        if "never" in url:
            server.closing.wait(10)
        return fetch(url, **options)

    monkeypatch.setattr("brandkit.feeds.syncing.fetch", stuck)
    monkeypatch.setattr(syncing, "SECONDS", 0.3)
    monkeypatch.setattr(syncing, "GRACE", 0.3)
    followed.run("feed", "add", "https://never.example", "--unseen")
    ran = followed.run("feed", "sync", code=6)
    assert "https://never.example: fails since" in ran.out
    assert "it does not answer" in ran.out
    server.closing.set()


def test_a_feed_that_takes_too_long_to_read_is_told(
    followed: Place, monkeypatch: pytest.MonkeyPatch
) -> None:
    class Never(FeedChild):
        def read(self, *_args: object) -> Any:
            raise FeedError("not within 10 s")

    monkeypatch.setattr("brandkit.feeds.syncing.FeedChild", Never)
    assert "not within 10 s" in followed.run("feed", "sync", code=6).out
    assert len(suggested(followed)) == 3


def test_the_background_asks_the_feeds_and_says_what_is_new_and_what_fails(
    followed: Place, server: Server
) -> None:
    root, moment = str(followed.path), datetime.fromisoformat(f"{LATER}+01:00")
    assert poll_feeds(root, moment) == []
    server.put("/rss", rss(ADVERTS, ("a9", "New", "A new thing about candidates.", "24")))
    assert poll_feeds(root, moment) == ["new in the feeds: 1"]
    server.put("/rss", "", status=500)
    assert poll_feeds(root, moment) == ["feeds that fail: People & work"]
    (followed.path / "feeds.toml").unlink()
    assert poll_feeds(root, moment) == []
