"""Where an entry can be looked at: its own page, or those of the people it is about."""

from __future__ import annotations

from brandkit import workspace
from brandkit.core.model import Entry
from brandkit.core.people.person import Person

ACTIVITY = "/recent-activity/all/"
"""Where LinkedIn shows what somebody wrote."""
_WEB = ("https://", "http://")


def links_of(root: str, entry: Entry) -> list[tuple[str, str]]:
    """Names and addresses, those of a network with what somebody wrote lately."""
    url = str(entry.keys.get("url") or "")
    if url.startswith(_WEB):
        return [(entry.title, url)]
    if not entry.people:
        return []
    known = {one.id: one for one in workspace.load_people(root).people}
    people = [known[name] for name in entry.people if name in known]
    pairs = [(one.name, _page(one)) for one in people]
    return [(name, url) for name, url in pairs if url]


def _page(person: Person) -> str:
    linkedin = person.handles.get("linkedin", "")
    if linkedin.startswith(_WEB):
        return linkedin.rstrip("/") + ACTIVITY
    return next((one for one in person.handles.values() if one.startswith("https://")), "")
