"""All feeds asked by whoever runs in the background, when nobody looks."""

from __future__ import annotations

from datetime import datetime

from brandkit import clock
from brandkit.config import load_brand
from brandkit.core.saying import _
from brandkit.feeds.listing import load_feeds
from brandkit.feeds.remembering import recall
from brandkit.feeds.syncing import ask_all, take_over
from brandkit.housekeeping import writing
from brandkit.index import EVERYTHING, load_index


def poll_feeds(root: str, now: datetime) -> list[str]:
    """Ask the feeds of the workspace at *root*; what is to be told, if anything is new."""
    brand = load_brand(root)
    moment = now.astimezone(brand.zone)
    feeds = load_feeds(root, brand).feeds
    if not feeds:
        return []
    told = list(ask_all(feeds, recall(root), moment))
    with writing(root):
        rows = load_index(root, clock.nanoseconds(), EVERYTHING).rows
        take_over(root, brand, told, rows, moment)
    new = sum(one.new for one in told)
    failed = [one.feed.shown for one in told if one.outcome == "failed"]
    said: list[str] = []
    if new:
        said.append(_("new in the feeds: {n}", n=new))
    if failed:
        said.append(_("feeds that fail: {failed}", failed=", ".join(failed)))
    return said
