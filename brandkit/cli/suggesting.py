"""`brandkit idea … --from-feeds`: what others write, shown, kept with its link, or put aside."""

from __future__ import annotations

from collections import Counter
from datetime import timedelta
from itertools import groupby
from typing import Any

from brandkit.classified import Record
from brandkit.cli.desk import Desk, answer, no_such, say, warn, wrapped
from brandkit.cli.themes import loaded
from brandkit.core.drafts.weave import QUOTES
from brandkit.core.feeds import Item, Suggestion, shortage
from brandkit.core.filling import is_made_of
from brandkit.core.notation.amend import set_keys
from brandkit.core.saying import _
from brandkit.core.statuses import OVER
from brandkit.errors import ImpossibleError
from brandkit.feeds.listing import load_feeds
from brandkit.feeds.suggesting import Waiting, put_aside, suggestions, waiting_items
from brandkit.housekeeping import keep_note, writing
from brandkit.record import title_of
from brandkit.reporting import looked_at
from brandkit.sources import load_ideas
from brandkit.workspace import DRAFTS, IDEAS

QUARTER = timedelta(days=90)
EXCERPT = 400
"""Characters of somebody else's text that are kept with an idea."""
FORMAT = "resource"


def show_suggestions(desk: Desk, theme: str, most: int, *, as_json: bool) -> None:
    """The new items of the sources, the theme that the plan is shortest of first."""
    words = desk.words
    listed = load_feeds(desk.root, desk.brand)
    warn(listed.warnings)
    found = _found(desk)
    found = [one for one in found if not theme or one.theme == theme]
    if as_json:
        answer({"suggestions": [_row(one) for one in found[:most]], "all": len(found)})
        return
    if not found:
        sources = any(not feed.channel for feed in listed.feeds)
        say([wrapped(words("suggest.none" if sources else "suggest.no sources"))])
        return
    lines: list[str] = []
    for (name, short), group in groupby(found[:most], lambda one: (one.theme, one.short > 0)):
        about = desk.brand.theme(name)
        if about is None:
            lines.append(wrapped(words("suggest.off")))
        else:
            lines.append(wrapped(words("suggest.short", theme=about.name) if short else about.name))
        for one in group:
            day = f"{one.item.at:%Y-%m-%d}  " if one.item.at else ""
            lines.append(wrapped(f"{day}{_title(one.item)} ({one.feed})", "    ", first="  "))
            lines.append(f"    {one.item.id}")
        lines.append("")
    if len(found) > most:
        lines.append(wrapped(words("suggest.more", n=len(found) - most)))
    lines.append(wrapped(words("suggest.keep", item=found[0].item.id)))
    say(lines)


def _found(desk: Desk) -> list[Suggestion]:
    """All suggestions, in order."""
    waiting = _waiting(desk)
    if not waiting:
        return []
    record = loaded(desk)
    return suggestions(record, waiting, _shortage(desk, record))


def _waiting(desk: Desk) -> list[Waiting]:
    ideas = load_ideas(desk.root, desk.brand).ideas
    return waiting_items(desk.root, load_feeds(desk.root, desk.brand).feeds, ideas, desk.now)


def _shortage(desk: Desk, record: Record) -> dict[str, float]:
    """How short of each theme the plan is: in what was published lately, in matter to come."""
    report = looked_at(desk, record, desk.now.date() - QUARTER)
    owed = {one.theme: one.target - one.published.share for one in report.standings}
    drafts = [
        entry
        for entry in record.entries
        if entry.path.startswith(f"{DRAFTS}/") and entry.status not in OVER
    ]
    waiting = Counter(entry.theme for entry in drafts if not is_made_of(entry))
    return shortage(owed, waiting, len(drafts))


def keep_suggestion(desk: Desk, name: str, theme: str, *, as_json: bool) -> None:
    """Keep an item as an idea with its link, for a comment of one's own."""
    one = _named(desk, name)
    item, words = one.item, desk.words
    if not theme:
        (about,) = suggestions(loaded(desk), [one], {})
        theme = about.theme
    elif desk.brand.theme(theme) is None:
        raise no_such(_("theme"), theme, [t.id for t in desk.brand.themes], "--theme")
    title = _title(item)
    before, after = QUOTES[desk.brand.language][:2]
    inner = title.translate(str.maketrans(before + after, '""'))
    work = f"{before}{inner}{after}"
    keys: dict[str, Any] = {
        "title": words("suggest.title", title=inner),
        "theme": theme or None,
        "format": FORMAT,
        "added": desk.now.date().isoformat(),
        "url": item.url or None,
        "work": words("suggest.work", work=work, author=item.author) if item.author else work,
        "source": one.name,
    }
    said = " ".join(item.text.split())
    if len(said) > EXCERPT:
        said = said[:EXCERPT].rsplit(" ", 1)[0] + " …"
    quoted = "\n>\n".join(f"> {part}" for part in (said, item.url) if part)
    content = set_keys(f"{quoted}\n" if quoted else "", keys, tuple(keys))
    path = keep_note(desk.root, IDEAS, title, content)
    if as_json:
        answer(
            {"id": path.removeprefix(f"{IDEAS}/").removesuffix(".md"), "theme": theme, "path": path}
        )
        return
    lines = [words("idea.added", path=path)]
    if not theme:
        lines.append(words("idea.no theme", path=path))
    say(lines)


def drop_suggestion(desk: Desk, name: str, *, as_json: bool) -> None:
    """Put an item aside: it is not suggested again."""
    with writing(desk.root):
        one = _named(desk, name)
        put_aside(desk.root, one, load_feeds(desk.root, desk.brand).feeds)
    if as_json:
        answer({"id": one.item.id, "dropped": True})
        return
    say([wrapped(desk.words("suggest.dropped", title=_title(one.item)))])


def show_suggestion(desk: Desk, name: str, *, as_json: bool) -> None:
    """An item: its words, as far as the feed gives them, and its address."""
    one = _named(desk, name)
    item = one.item
    if as_json:
        (found,) = suggestions(loaded(desk), [one], {})
        answer({**_row(found), "body": item.text})
        return
    day = desk.words.dated(item.at.date()) if item.at else ""
    about = ", ".join(part for part in (one.name, item.author, day) if part)
    say([wrapped(_title(item)), wrapped(about), item.url, "", *map(wrapped, item.text.split("\n"))])


def _named(desk: Desk, name: str) -> Waiting:
    """The item that *name*, or the beginning of one, means."""
    found = [one for one in _waiting(desk) if one.item.id.startswith(name.strip())]
    if len(found) == 1:
        return found[0]
    if not found:
        raise ImpossibleError(
            _(
                "There is no suggestion {name!r}. See them with: brandkit idea list --from-feeds",
                name=name,
            )
        )
    raise ImpossibleError(
        _("{wanted!r} may be any of these:", wanted=name),
        details=[f"  {one.item.id}  {_title(one.item)}" for one in found[:8]],
    )


def _title(item: Item) -> str:
    return item.title or title_of(item.text) or item.url


def _row(one: Suggestion) -> dict[str, Any]:
    item = one.item
    return {
        "id": item.id,
        "title": _title(item),
        "theme": one.theme or None,
        "short": round(max(one.short, 0.0), 3),
        "feed": one.feed,
        "author": item.author or None,
        "at": item.at.isoformat() if item.at else None,
        "url": item.url or None,
    }
