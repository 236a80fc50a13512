"""`feeds.toml`: the feeds that a person follows, and their own."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import NamedTuple

from brandkit.core.feeds import Feed
from brandkit.core.model import Brand
from brandkit.core.notation.fields import Complaint, Field, check_table, located, read_toml
from brandkit.core.notation.locator import append_block, basic_string, replace_value
from brandkit.core.problems import Problem, nearest
from brandkit.core.saying import _

FEEDS = "feeds.toml"
FEED = {
    "url": Field("text", "the address of the feed, like https://example.org/feed", required=True),
    "name": Field("text", "what it is called on the screen"),
    "channel": Field("text", "of a feed of your own: the channel of brand.toml that it tells of"),
    "private": Field("boolean", "true for a server that only your own network knows"),
}
FIELDS = {"feed": Field("tables", "a feed", fields=FEED)}
HEADS = {
    "it": """\
# I feed che segui: il tuo sito (con channel) e le fonti di spunti.
# Aggiungine con «brandkit feed add INDIRIZZO»; per toglierne uno, cancella il suo blocco.
""",
    "en": """\
# The feeds you follow: your own site (with channel), and sources of ideas.
# Add one with “brandkit feed add ADDRESS”; to stop following one, delete its block.
""",
}
_ADDRESS = re.compile(
    r"https?://(?:\[[0-9a-f:.]+\]|[^\s/?#@:\[\]]+)(?::[0-9]{1,5})?(?:[/?#]\S*)?", re.IGNORECASE
)
_WITH_PASSWORD = re.compile(r"https?://[^/?#]*@", re.IGNORECASE)


class FeedsReading(NamedTuple):
    """The feeds that can be used, in order, and what is wrong."""

    feeds: tuple[Feed, ...]
    problems: tuple[Problem, ...]


def parse_feeds(text: str, brand: Brand) -> FeedsReading:
    """The feeds that *text* lists."""
    reading = read_toml(text)
    if reading.problems:
        return FeedsReading((), reading.problems)
    complaints = check_table(reading.table, FIELDS)
    if not any(not complaint.warning for complaint in complaints):
        complaints += _meaning(reading.table.get("feed", ()), brand)
    problems = located(text, complaints)
    if any(not problem.warning for problem in problems):
        return FeedsReading((), problems)
    feeds = tuple(
        Feed(
            table["url"].strip(),
            table.get("name", "").strip(),
            table.get("channel", ""),
            table.get("private", False),
        )
        for table in reading.table.get("feed", ())
    )
    return FeedsReading(feeds, problems)


def _meaning(tables: Sequence[dict[str, str]], brand: Brand) -> list[Complaint]:
    found: list[Complaint] = []
    seen: set[str] = set()
    known = [channel.id for channel in brand.channels]
    for n, table in enumerate(tables):
        url, channel = table["url"].strip(), table.get("channel", "")
        trouble = trouble_of(url)
        if trouble:
            found.append(Complaint(("feed", n, "url"), trouble))
        if url in seen:
            message = _("{url} stands here twice", url=url)
            found.append(Complaint(("feed", n, "url"), message, warning=True))
        seen.add(url)
        if channel and channel not in known:
            message = _(
                "there is no channel {name!r}{near}", name=channel, near=nearest(channel, known)
            )
            found.append(Complaint(("feed", n, "channel"), message))
    return found


def trouble_of(url: str) -> str:
    """Why *url* cannot be the address of a feed; nothing where it can."""
    if _WITH_PASSWORD.match(url):
        return _("the address of a feed must not hold a name or password")
    if not _ADDRESS.fullmatch(url) or not url.isprintable():
        return _("{url!r} is no web address; write https://example.org/feed", url=url)
    return ""


def format_feed(feed: Feed) -> str:
    """The block that says *feed*; `parse_feeds` reads it back."""
    rows = ["[[feed]]", f"url = {basic_string(feed.url)}"]
    if feed.name:
        rows.append(f"name = {basic_string(feed.name)}")
    if feed.channel:
        rows.append(f"channel = {basic_string(feed.channel)}")
    if feed.private:
        rows.append("private = true")
    return "\n".join(rows) + "\n"


def with_feeds(text: str, feeds: Sequence[Feed], language: str) -> str:
    """*text*, which may be empty, with *feeds* at its end, in its own line ends."""
    for feed in feeds:
        text = append_block(text or HEADS[language], format_feed(feed))
    return text


def with_address(text: str, old: str, new: str) -> str:
    """*text* with the address *new* where the address *old* stands; all else as it is."""
    mark = "\ufeff" if text.startswith("\ufeff") else ""
    plain = text.removeprefix(mark)
    for n, table in enumerate(read_toml(plain).table.get("feed", ())):
        if table.get("url", "").strip() == old:
            plain = replace_value(plain, ("feed", n, "url"), basic_string(new))
    return mark + plain
