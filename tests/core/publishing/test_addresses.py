"""What the address of a post tells."""

from __future__ import annotations

import pytest

from brandkit.core.model import Channel
from brandkit.core.publishing.addresses import (
    channels_at,
    host_of,
    hosts_in,
    published_at,
    same_address,
)
from brandkit.core.publishing.utm import with_utm

CHANNELS = [
    Channel("linkedin", "LinkedIn", "linkedin", "it"),
    Channel("firma", "La firma", "linkedin", "it", url="https://www.linkedin.com/company/firma"),
    Channel("masto", "Mastodon", "mastodon", "it"),
    Channel("x", "X", "x", "en"),
    Channel("blog", "Blog", "blog", "it", url="https://www.rossi.it"),
]


@pytest.mark.parametrize(
    ("url", "host"),
    [
        ("https://www.LinkedIn.com/posts/a", "linkedin.com"),
        ("http://m.example.org:80/x?y#z", "example.org"),
        ("https://user@host.it/", "host.it"),
        ("ftp://a.it", ""),
        ("posts/2026.md", ""),
        ("", ""),
    ],
)
def test_hosts(url: str, host: str) -> None:
    assert host_of(url) == host


def test_the_number_of_a_post_tells_when_it_was_published() -> None:
    def iso(url: str) -> str:
        moment = published_at(url)
        return moment.isoformat() if moment else ""

    share = "https://www.linkedin.com/feed/update/urn%3Ali%3Ashare%3A7174324851215093760"
    assert iso(share) == "2024-03-15T08:45:37+00:00"
    posts = (
        "https://www.linkedin.com/posts/ada_change-activity-7174324851215093760-Ab1c?utm_source=x"
    )
    assert iso(posts) == iso(share)
    assert iso("https://x.com/ada/status/1212092628029698048") == "2019-12-31T19:26:16+00:00"
    assert iso("https://mastodon.uno/@ada/111000000000000000")[:10] == "2023-09-03"
    assert iso("https://bsky.app/profile/ada/post/3kf4cqrrrrs2a")[:4] == "2023"
    assert iso("https://bsky.app/profile/ada/post/2222222222222") == ""
    assert iso("https://example.org/2024/03/15/post") == ""
    assert iso("https://threads.net/@ada/post/Cxyz") == ""


def test_the_address_names_the_channel_where_it_can() -> None:
    def ids(url: str) -> list[str]:
        return [channel.id for channel in channels_at(url, CHANNELS)]

    assert ids("https://www.linkedin.com/posts/x") == ["firma"]
    assert ids("https://x.com/a/status/1212092628029698048") == ["x"]
    assert ids("https://twitter.com/a") == ["x"]
    assert ids("https://mastodon.uno/@ada/111000000000000000") == ["masto"]
    assert ids("https://rossi.it/2024/post") == ["blog"]
    assert ids("https://unknown.example") == []


def test_one_post_has_one_address_whatever_hangs_on_it() -> None:
    assert same_address("https://a.it/x", "http://www.a.it/x/?utm_source=y#top")
    assert same_address("https://A.it/X?id=1", "https://a.it/X?id=1&trk=z")
    assert not same_address("https://a.it/x", "https://a.it/y")
    assert not same_address("https://a.it/?p=1", "https://a.it/?p=2")
    assert not same_address("", "")


def test_statistics_are_hung_on_without_hurting_the_address() -> None:
    wanted = {"source": "linkedin", "medium": "social", "campaign": "people"}
    tail = "utm_source=linkedin&utm_medium=social&utm_campaign=people"
    assert with_utm("https://a.it/x", **wanted) == f"https://a.it/x?{tail}"
    assert with_utm("https://a.it/x?b=1#c", **wanted) == f"https://a.it/x?b=1&{tail}#c"
    assert with_utm("https://a.it/?utm_source=me", **wanted).startswith(
        "https://a.it/?utm_source=me&utm_m"
    )
    assert with_utm("https://a.it", source="x", medium="social", campaign="") == (
        "https://a.it?utm_source=x&utm_medium=social"
    )


def test_the_hosts_of_a_text_are_those_that_it_points_to() -> None:
    text = (
        "See https://www.a.example/x?y=1, (http://b.example) and <https://A.example/z>."
        " Mine: https://me.example/post, short: https://lnkd.in/abc, none: a.example"
    )
    assert hosts_in(text, ["https://me.example/", ""]) == ("a.example", "b.example")
    assert hosts_in("no address") == ()
