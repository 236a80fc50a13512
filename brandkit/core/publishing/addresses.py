"""What the address of a post tells: its kind of channel, and when it was published.

LinkedIn, X and Mastodon count their posts by the millisecond in the upper bits of the number,
Bluesky by the microsecond in base 32.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from datetime import UTC, datetime, timedelta

from brandkit.core.model import Channel

_HOST = re.compile(r"https?://(?:[^/?#@]*@)?([^/?#:]+)", re.IGNORECASE)
_HOSTS = {
    "linkedin.com": "linkedin",
    "lnkd.in": "linkedin",
    "x.com": "x",
    "twitter.com": "x",
    "bsky.app": "bluesky",
    "threads.net": "threads",
    "threads.com": "threads",
}
SHORTENERS = frozenset("lnkd.in t.co bit.ly buff.ly ow.ly tinyurl.com dlvr.it".split())
"""Hosts of addresses that do not say where they lead."""
_IN_TEXT = re.compile(r"https?://[^\s<>()\[\]\"“”«»]+", re.IGNORECASE)
_LINKEDIN = re.compile(r"(?:share|ugcPost|activity)(?::|%3A|-)(\d{18,20})\b", re.IGNORECASE)
_X = re.compile(r"/status(?:es)?/(\d{15,20})\b")
_MASTODON = re.compile(r"/(?:@[^/]+|statuses)/(\d{17,19})\b")
_BLUESKY = re.compile(r"/post/([2-7a-z]{13})\b")
_X_EPOCH = 1_288_834_974_657
_BASE32 = "234567abcdefghijklmnopqrstuvwxyz"
_EPOCH = datetime(1970, 1, 1, tzinfo=UTC)


def host_of(url: str) -> str:
    """The host of *url* in small letters, without www; nothing where it is no web address."""
    match = _HOST.match(url.strip())
    return match.group(1).casefold().removeprefix("www.").removeprefix("m.") if match else ""


def hosts_in(text: str, own: Iterable[str] = ()) -> tuple[str, ...]:
    """The hosts that *text* points to, each once, in order; none of the *own* addresses' hosts."""
    left_out = SHORTENERS | {host_of(url) for url in own}
    found = dict.fromkeys(host_of(url) for url in _IN_TEXT.findall(text))
    return tuple(host for host in found if host and host not in left_out)


def same_address(first: str, second: str) -> bool:
    """Whether two addresses lead to one post, whatever statistics were hung on them."""
    return bool(first) and bare(first) == bare(second)


def bare(url: str) -> str:
    """*url* without what does not tell posts apart: scheme, www, statistics, the part after #."""
    path = re.sub(r"^https?://", "", url.strip(), flags=re.IGNORECASE).split("#")[0]
    path, _, query = path.partition("?")
    kept = "&".join(
        part
        for part in query.split("&")
        if part and not re.match(r"utm_|fbclid|rcm=|trk=|s=", part)
    )
    host, _, rest = path.partition("/")
    return f"{host.casefold().removeprefix('www.')}/{rest.rstrip('/')}?{kept}"


def channels_at(url: str, channels: Sequence[Channel]) -> list[Channel]:
    """Those of *channels* that a post at *url* may be on: by their own pages, else by kind."""
    host = host_of(url)
    own = [channel for channel in channels if channel.url and host_of(channel.url) == host]
    kind = next(
        (kind for name, kind in _HOSTS.items() if host == name or host.endswith(f".{name}")), ""
    )
    if own and kind:
        own = [channel for channel in own if channel.kind == kind] or own
    if own:
        return own
    if kind:
        return [channel for channel in channels if channel.kind == kind]
    if _MASTODON.search(url):
        return [channel for channel in channels if channel.kind == "mastodon"]
    return []


def published_at(url: str) -> datetime | None:
    """When the post at *url* was published, in UTC, where its number tells."""
    host = host_of(url)
    if host.endswith("linkedin.com") and (match := _LINKEDIN.search(url)):
        return _sound(timedelta(milliseconds=int(match.group(1)) >> 22))
    if host in {"x.com", "twitter.com"} and (match := _X.search(url)):
        return _sound(timedelta(milliseconds=(int(match.group(1)) >> 22) + _X_EPOCH))
    if host == "bsky.app" and (match := _BLUESKY.search(url)):
        number = 0
        for char in match.group(1):
            number = number * 32 + _BASE32.index(char)
        return _sound(timedelta(microseconds=number >> 10))
    if match := _MASTODON.search(url):
        return _sound(timedelta(milliseconds=int(match.group(1)) >> 16))
    return None


def _sound(since: timedelta) -> datetime | None:
    """The moment, if it is one at which there were such services."""
    moment = _EPOCH + since
    return moment.replace(microsecond=0) if 2003 <= moment.year < 2100 else None
