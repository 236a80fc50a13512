"""What one's own calendar shows of the plan, and what it showed last time.

A calendar program believes a change only where SEQUENCE says so, and forgets what is merely gone:
what was shown once is therefore remembered, in `calendar.json`, and shown as cancelled for a while.
"""

from __future__ import annotations

import hashlib
import json
import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, fields, replace
from datetime import datetime, timedelta
from typing import Any

CANCELLED, TENTATIVE, CONFIRMED = "CANCELLED", "TENTATIVE", "CONFIRMED"
KEPT = timedelta(days=28)
"""For so long what is gone is shown as cancelled."""
FORMAT = 1


@dataclass(frozen=True, slots=True)
class Event:
    """An event of a calendar. *alarms* are seconds from its start, below zero for before.

    *state* says in words how far it is. A *slot* is an opening that nothing fills yet; once it is
    over nobody misses it.
    """

    uid: str
    start: datetime
    minutes: int
    summary: str
    description: str
    status: str
    categories: tuple[str, ...] = ()
    url: str = ""
    alarms: tuple[int, ...] = ()
    state: str = ""
    slot: bool = False

    @property
    def end(self) -> datetime:
        return self.start + timedelta(minutes=self.minutes)


_FIELDS = tuple(field.name for field in fields(Event))


@dataclass(frozen=True, slots=True)
class Shown:
    """An event as it is shown: how often its time or status *changed*, and when anything did last.

    *digest* is that of all it says.
    """

    event: Event
    sequence: int
    changed: datetime
    digest: str


def shown_now(
    before: Mapping[str, Shown], events: Iterable[Event], now: datetime, since: datetime
) -> dict[str, Shown]:
    """What is to be shown, by UID, after what was shown *before*; the same for the same events.

    What lies before *since* is shown no more.
    """
    found: dict[str, Shown] = {}
    for event in events:
        old, digest = before.get(event.uid), _digest(event)
        if old is None:
            found[event.uid] = Shown(event, 0, now, digest)
        elif old.digest == digest:
            found[event.uid] = old
        else:
            moved = _is_moved(old.event, event)
            found[event.uid] = Shown(event, old.sequence + moved, now, digest)
    for uid, old in before.items():
        forgotten = old.event.start < (now if old.event.slot else since)
        if uid not in found and not forgotten:
            gone = _gone(old, now)
            if gone is not None:
                found[uid] = gone
    return dict(sorted(found.items()))


def _is_moved(old: Event, new: Event) -> bool:
    return (old.start, old.minutes, old.status) != (new.start, new.minutes, new.status)


def _gone(old: Shown, now: datetime) -> Shown | None:
    """What is no longer there, as cancelled; None once that was shown for long enough."""
    if old.event.status != CANCELLED:
        event = replace(old.event, status=CANCELLED, alarms=())
        return Shown(event, old.sequence + 1, now, _digest(event))
    return old if now - old.changed <= KEPT else None


def _digest(event: Event) -> str:
    said = json.dumps(_plain(event), ensure_ascii=False, sort_keys=True)
    return hashlib.sha256(said.encode()).hexdigest()[:16]


def _plain(event: Event) -> dict[str, Any]:
    return {name: getattr(event, name) for name in _FIELDS} | {"start": event.start.isoformat()}


def format_shown(shown: Mapping[str, Shown], ics: str = "") -> str:
    """`calendar.json`: sorted, a line for each event, so that its history reads well in git.

    *ics* is the digest of the calendar file that shows them.
    """
    rows = [
        json.dumps(uid)
        + ": "
        + json.dumps(
            {
                "sequence": one.sequence,
                "changed": one.changed.isoformat(timespec="seconds"),
                **{key: value for key, value in _plain(one.event).items() if key != "uid"},
            },
            ensure_ascii=False,
        )
        for uid, one in sorted(shown.items())
    ]
    inner = ",\n".join(rows)
    return f'{{"format": {FORMAT}, "ics": "{ics}", "events": {{\n{inner}\n}}}}\n'


def parse_shown(text: str) -> dict[str, Shown] | None:
    """What `format_shown` wrote; None where it cannot be understood."""
    try:
        table = json.loads(text)
        if table["format"] != FORMAT:
            return None
        return {uid: _shown(uid, said) for uid, said in table["events"].items()}
    except (ValueError, TypeError, KeyError, AttributeError):
        return None


def ics_digest(text: str) -> str:
    """The digest of the calendar file that `calendar.json` was written with; nothing for none."""
    found = re.search(r'"ics": "([0-9a-f]*)"', text.partition("\n")[0])
    return found[1] if found else ""


def _shown(uid: str, said: Mapping[str, Any]) -> Shown:
    event = Event(
        uid=uid,
        start=datetime.fromisoformat(said["start"]),
        minutes=int(said["minutes"]),
        summary=str(said["summary"]),
        description=str(said["description"]),
        status=str(said["status"]),
        categories=tuple(map(str, said["categories"])),
        url=str(said["url"]),
        alarms=tuple(map(int, said["alarms"])),
        state=str(said["state"]),
        slot=bool(said["slot"]),
    )
    changed = datetime.fromisoformat(said["changed"])
    return Shown(event, int(said["sequence"]), changed, _digest(event))
