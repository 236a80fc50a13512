"""What LinkedIn, Mastodon and X give of oneself, with the quirks that were seen."""

from __future__ import annotations

import json
from typing import Any
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from brandkit.core.archives.articles import parse_article
from brandkit.core.archives.linkedin import SHARES, NotSharesError, parse_shares
from brandkit.core.archives.markup import text_of_html
from brandkit.core.archives.mastodon import parse_outbox
from brandkit.core.archives.post import Post, Skipped, hashtags_in
from brandkit.core.archives.x import NotDataError, parse_tweets, read_script

ROME = ZoneInfo("Europe/Rome")
HEAD = "Date,ShareLink,ShareCommentary,SharedUrl,MediaUrl,Visibility\n"
LINK = "https://www.linkedin.com/feed/update/urn%3Ali%3Ashare%3A7174324851215093760"


def shares(text: str) -> list[Post | Skipped]:
    return list(parse_shares(text, ROME))


def test_lines_broken_as_rfc_4180_has_them() -> None:
    (post,) = shares(f'{HEAD}2024-03-15 08:45:00,{LINK},"One ""two""\n\nthree #Rete",,,PUBLIC\n')
    assert isinstance(post, Post)
    assert post.text == 'One "two"\n\nthree #Rete'
    assert post.at.isoformat() == "2024-03-15T09:45:37+01:00"
    assert (post.key, post.url, post.tags) == ("7174324851215093760", LINK, ("Rete",))


@pytest.mark.parametrize("end", ["\n", "\r\n"])
def test_lines_broken_as_linkedin_does(end: str) -> None:
    rows = [
        HEAD.strip(),
        f'2024-03-15 08:45:00,{LINK},"First line"',
        '"',
        '"Second line with ""quotes""",,,MEMBER_NETWORK',
        '2024-03-16 09:00:00,https://a.it/x,"Plain",,,PUBLIC',
        '"2024-03-17 09:00:00","https://a.it/y","All quoted"',
        '"over two","","","PUBLIC"',
    ]
    found = shares(end.join(rows) + end)
    texts = [post.text for post in found if isinstance(post, Post)]
    assert texts == ['First line\n\nSecond line with "quotes"', "Plain", "All quoted\nover two"]


def test_columns_are_found_by_their_names_whatever_stands_before() -> None:
    text = (
        '\ufeffNotes:\n"something, quoted"\n\n'
        "ShareCommentary,Visibility,ShareLink,Date,SharedUrl\n"
        "Words,PUBLIC,,2024-03-15 09:12:44,https://shared.it/x\n,,,,\n"
    )
    (post,) = shares(text)
    assert isinstance(post, Post)
    assert post.text == "Words\n\nhttps://shared.it/x"
    assert post.key == "2024-03-15T09:12:44"
    assert post.at.isoformat() == "2024-03-15T10:12:44+01:00"


def test_what_is_no_post_of_ones_own_is_skipped_with_its_reason() -> None:
    found = shares(
        f"{HEAD}2024-03-15 09:12:44,{LINK},,https://a.it,,PUBLIC\nsoon,{LINK},Words,,,\n"
    )
    assert [one.reason for one in found if isinstance(one, Skipped)] == ["boost", "undated"]


def test_a_number_that_contradicts_the_date_by_days_is_not_believed() -> None:
    (post,) = shares(f"{HEAD}2020-01-01 00:00:00,{LINK},Words,,,\n")
    assert isinstance(post, Post)
    assert post.at.isoformat() == "2020-01-01T01:00:00+01:00"


def test_a_file_with_other_columns_is_refused() -> None:
    with pytest.raises(NotSharesError, match="First Name, Last Name"):
        shares("First Name,Last Name\nAda,Lovelace\n")
    with pytest.raises(NotSharesError):
        shares("")


def test_the_files_name() -> None:
    for name in ("Shares.csv", "Shares_181682616.csv", "Complete/Shares.csv"):
        assert SHARES.fullmatch(name), name
    for name in ("Shares_backup.csv", "MyShares.csv.txt", "guide_Shares.txt"):
        assert not SHARES.fullmatch(name), name


@given(st.text(st.sampled_from('ab",\n\r2024-03-15 09:12:44')))
def test_whatever_stands_in_shares_it_is_read_or_refused(text: str) -> None:
    for found in shares(HEAD + text):
        assert isinstance(found, Skipped) or found.text


def note(number: int, **changes: Any) -> dict[str, Any]:
    inner = {
        "id": f"https://m.uno/users/ada/statuses/{number}",
        "type": "Note",
        "url": f"https://m.uno/@ada/{number}",
        "published": f"2024-03-{number:02}T09:00:00Z",
        "to": ["https://www.w3.org/ns/activitystreams#Public"],
        "cc": [],
        "inReplyTo": None,
        "content": "<p>Words</p>",
        "contentMap": {"it": "<p>Words</p>"},
        "tag": [{"type": "Hashtag", "name": "#rete"}, {"type": "Mention", "name": "@x"}],
        "attachment": [],
        **changes,
    }
    return {"type": "Create", "published": inner["published"], "object": inner}


def test_an_outbox_in_no_order() -> None:
    items = [
        note(3, inReplyTo="https://other.uno/1"),
        note(2, inReplyTo="https://m.uno/users/ada/statuses/1", summary="Attenzione"),
        note(1, attachment=[{"type": "Document", "name": "la sala"}]),
        note(4, to=["https://m.uno/users/ada/followers"]),
        note(5, content=""),
        note(6, published="soon"),
        note(7, published="2024-03-07T09:00:00"),
        {"type": "Announce", "published": "2024-03-08T09:00:00Z", "object": "https://o.uno/9"},
        "nonsense",
    ]
    found = list(parse_outbox({"orderedItems": items}, ROME))
    posts = [one for one in found if isinstance(one, Post)]
    assert [(p.key, p.title, p.alt) for p in posts] == [
        ("1", "", "la sala"),
        ("2", "Attenzione", ""),
    ]
    assert posts[0].at.isoformat() == "2024-03-01T10:00:00+01:00"
    assert (posts[0].url, posts[0].tags, posts[0].language) == (
        "https://m.uno/@ada/1",
        ("rete",),
        "it",
    )
    reasons = sorted(one.reason for one in found if isinstance(one, Skipped))
    assert reasons == ["boost", "empty", "private", "reply", "undated", "undated"]
    assert list(parse_outbox({}, ROME)) == []
    asked = parse_outbox({"orderedItems": items}, ROME, replies=True)
    assert [one.key for one in asked if isinstance(one, Post)] == ["1", "2", "3"]


def test_html_becomes_text() -> None:
    html = (
        '<p>Uno &amp; due<br />tre</p><p>Leggi <a href="https://a.it/x"><span class="invisible">'
        'https://</span><span class="ellipsis">a.it/x</span></a> <a class="mention">@<span>ada</span>'
        "</a></p><script>x</script>"
    )
    assert text_of_html(html) == "Uno & due\ntre\n\nLeggi https://a.it/x @ada"
    assert text_of_html("solo parole") == "solo parole"


def tweet(number: int, text: str, **changes: Any) -> dict[str, Any]:
    value = {
        "id_str": str(number),
        "full_text": text,
        "created_at": f"Sat Feb 18 12:33:{number:02} +0000 2023",
        "lang": "it",
        **changes,
    }
    return {"tweet": value}


def test_tweets_threads_and_long_posts() -> None:
    long = "Questo è un testo molto lungo che X taglia nel mezzo, e che continua ancora per un bel po’."
    mine = {"in_reply_to_status_id_str": "1", "in_reply_to_user_id_str": "9"}
    tweets = [
        tweet(
            2,
            "due &amp; mezzo https://t.co/x",
            **mine,
            entities={"urls": [{"url": "https://t.co/x", "expanded_url": "https://a.it/y"}]},
        ),
        tweet(1, "uno #rete"),
        tweet(3, "tre", in_reply_to_status_id_str="2", in_reply_to_user_id_str="9"),
        tweet(4, "RT @ada: altro"),
        tweet(5, "@ada sì", in_reply_to_status_id_str="77", in_reply_to_user_id_str="8"),
        tweet(6, long[:62] + "… https://t.co/z"),
        tweet(
            7,
            "foto https://t.co/f",
            entities={},
            extended_entities={"media": [{"url": "https://t.co/f"}]},
        ),
        tweet(8, "x", created_at="soon"),
        tweet(9, " "),
    ]
    notes = [{"noteTweet": {"core": {"text": long}, "createdAt": "2023-02-18T12:33:06.000Z"}}]
    found = list(parse_tweets(tweets, notes, ROME))
    posts = {one.key: one for one in found if isinstance(one, Post)}
    assert posts["1"].text == "uno #rete\n\n---\n\ndue & mezzo https://a.it/y\n\n---\n\ntre"
    assert posts["1"].at.isoformat() == "2023-02-18T13:33:01+01:00"
    assert (posts["1"].url, posts["1"].tags) == ("https://x.com/i/status/1", ("rete",))
    assert posts["6"].text == long
    assert posts["7"].text == "foto"
    reasons = {one.source: one.reason for one in found if isinstance(one, Skipped)}
    assert reasons == {"4": "boost", "5": "reply", "8": "undated", "9": "empty"}
    asked = {
        one.key: one
        for one in parse_tweets(tweets, notes, ROME, replies=True)
        if isinstance(one, Post)
    }
    assert asked.keys() - posts.keys() == {"5"}
    assert asked["5"].text == "@ada sì"


@pytest.mark.parametrize("name", ["window.YTD.tweets.part0", "window.YTD.tweet.part12"])
def test_a_script_is_read_as_data(name: str) -> None:
    value = [tweet(1, "x")]
    assert read_script(f"\ufeff{name} = {json.dumps(value)}\n") == value


@pytest.mark.parametrize(
    "text",
    [
        "",
        "[]",
        "window.YTD.tweets.part0 = []; alert(1)",
        "window.YTD.tweets.part0 = {}",
        "window.YTD.tweets.part0 = [function() {}]",
        "alert(1); window.YTD.tweets.part0 = []",
    ],
)
def test_what_is_more_than_data_is_refused(text: str) -> None:
    with pytest.raises(NotDataError):
        read_script(text)


def test_hashtags() -> None:
    assert hashtags_in("#Rete e #rete, #3d C# a#b https://a.it/#c #12 #Rete") == (
        "Rete",
        "rete",
        "3d",
    )


ARTICLE = """<html><head><title>Page</title><style>p {{}}</style></head><body>
<img src="https://media.licdn.com/x"><h1><a href="https://www.linkedin.com/pulse/third-chair-ada?a=1&amp;b=2">
The third &amp; last chair</a></h1>{dates}<div><p>They sat down.</p><p>On <b>three</b> chairs. #rete</p>
<script>alert(1)</script></div></body></html>"""
CREATED = '<p class="created">Created on 2019-05-27 13:52</p>'
PUBLISHED = '<p class="published">Published on 2019-05-28 14:05</p>'


def test_an_article_is_a_post_with_a_title() -> None:
    found = parse_article(
        ARTICLE.format(dates=CREATED + PUBLISHED), "Articles/Articles/a.html", ROME
    )
    assert isinstance(found, Post)
    assert found.title == "The third & last chair"
    assert found.text == "They sat down.\n\nOn three chairs. #rete"
    assert found.at.isoformat() == "2019-05-28T16:05:00+02:00"
    assert found.url == "https://www.linkedin.com/pulse/third-chair-ada?a=1&b=2"
    assert found.tags == ("rete",)


@pytest.mark.parametrize(
    ("page", "reason"),
    [
        (ARTICLE.format(dates=CREATED), "draft"),
        (ARTICLE.format(dates=""), "undated"),
        (ARTICLE.format(dates=PUBLISHED.replace("2019-05-28", "2019-13-28")), "undated"),
        (f"<title>Empty</title>{PUBLISHED}", "empty"),
        ("", "undated"),
    ],
)
def test_what_is_no_published_article_is_skipped(page: str, reason: str) -> None:
    found = parse_article(page, "Articles/a.html", ROME)
    assert isinstance(found, Skipped)
    assert found.reason == reason


def test_an_article_without_a_heading_has_the_title_of_its_page() -> None:
    found = parse_article(
        f"<title>A page</title><body>{PUBLISHED}<p>Words.</p>", "Articles/b.html", ROME
    )
    assert isinstance(found, Post)
    assert (found.title, found.key, found.url) == ("A page", "b.html", "")
