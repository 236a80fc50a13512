"""Events of somebody else's calendar file, read in a child with limits, each guarded by itself.

The file is cut into its components by lines, so that a broken one is told with its line and UID and
the others are read; the library icalendar reads each, recurring-ical-events its repetitions.
"""

from __future__ import annotations

import contextlib
import re
import signal
import sys
from collections.abc import Iterable, Iterator, Mapping
from datetime import date, datetime, time, timedelta
from typing import Any, NamedTuple
from zoneinfo import ZoneInfo

from brandkit.child import Child, bound_memory, serve
from brandkit.core.saying import _
from brandkit.errors import UnreadableError

SECONDS, EACH = 30.0, 3.0
"""Of wall time for one file, and for one event of it."""
MOST_EVENTS = 5000
"""Events that may lie in the span; those that are surely over do not count."""
MOST_TIMES = 400
"""Repetitions of one event that are taken."""
LONGEST = 2000
"""Characters of a text of an event."""
_BEGIN = re.compile(r"BEGIN:(VEVENT|VTIMEZONE|VCALENDAR)[ \t]*", re.IGNORECASE)
_TOO_OFTEN = re.compile(r"^RRULE[^:\n]*:.*FREQ=(?:SECONDLY|MINUTELY)", re.IGNORECASE | re.MULTILINE)
_LASTING = re.compile(r"^(?:RRULE|RDATE|RECURRENCE-ID|DURATION)\b", re.IGNORECASE | re.MULTILINE)
_DAYS = re.compile(r"^(?:DTSTART|DTEND)[^:\n]*:(\d{8})", re.IGNORECASE | re.MULTILINE)
_ZONE = re.compile(r"TZID=\"?([^\":;\n]+)|^TZID:(.+)$", re.IGNORECASE | re.MULTILINE)
_ANSWER = 40_000_000


class Found(NamedTuple):
    """An event of the file that lies in the span: whole days *first* to *last*, and its words."""

    uid: str
    line: int
    first: date
    last: date
    summary: str
    description: str = ""
    url: str = ""


class Trouble(NamedTuple):
    """An event that cannot be read: the line it begins on, its UID if it has one, and why."""

    line: int
    uid: str
    message: str


class IcsReading(NamedTuple):
    """What lies in the span, in order of days, and what could not be read."""

    events: tuple[Found, ...]
    troubles: tuple[Trouble, ...]


def read_ics(text: str, first: date, last: date, zone: ZoneInfo) -> IcsReading:
    """The events of *text* between two days; `UnreadableError` where it takes too long."""
    child = Child(__name__, SECONDS, _ANSWER)
    answer = child.ask(
        {
            "text": text,
            "first": first.isoformat(),
            "last": last.isoformat(),
            "zone": zone.key,
        }
    )
    child.end()
    if answer is None:
        raise UnreadableError(
            _("the calendar cannot be read, or not within {seconds:g} s", seconds=SECONDS)
        )
    events = [
        Found(
            **{
                **one,
                "first": date.fromisoformat(one["first"]),
                "last": date.fromisoformat(one["last"]),
            }
        )
        for one in answer["events"]
    ]
    troubles = tuple(Trouble(line, uid, _why(*said)) for line, uid, *said in answer["troubles"])
    return IcsReading(tuple(sorted(events, key=_order)), troubles)


def _why(code: str, detail: str) -> str:
    """What an event that was not read is told with."""
    if code == "end":
        return _("it has no end")
    if code == "often":
        return _("it repeats every second or minute")
    if code == "many":
        return _("from here on the file is not read: more than {most} events", most=MOST_EVENTS)
    if code == "times":
        return _("it repeats more than {most} times; the others are left out", most=MOST_TIMES)
    return _("it cannot be understood: {trouble}", trouble=detail)


def _order(one: Found) -> tuple[date, str, str]:
    return one.first, one.summary, one.uid


class _Block(NamedTuple):
    line: int
    kind: str
    text: str

    @property
    def uid(self) -> str:
        found = re.search(r"^UID[^:\n]*:(.*)$", self.text, re.MULTILINE | re.IGNORECASE)
        return found[1].strip()[:200] if found else ""


def blocks_of(text: str) -> Iterator[_Block]:
    """The events and time zones of a calendar file, with the line on which each begins."""
    lines = text.removeprefix("\ufeff").replace("\r\n", "\n").replace("\r", "\n").split("\n")
    begun: tuple[int, str] | None = None
    for n, line in enumerate(lines):
        match = _BEGIN.fullmatch(line.strip())
        kind = match[1].upper() if match else ""
        if kind in {"VEVENT", "VTIMEZONE"} and begun is None:
            begun = (n, kind)
        elif begun is not None and line.strip().upper() == f"END:{begun[1]}":
            yield _Block(begun[0] + 1, begun[1], _unfolded(lines[begun[0] : n + 1]))
            begun = None
        elif begun is not None and kind == begun[1]:
            yield _Block(begun[0] + 1, "", "")  # it never ended
            begun = (n, kind)
    if begun is not None:
        yield _Block(begun[0] + 1, "", "")


def _unfolded(lines: list[str]) -> str:
    found: list[str] = []
    for line in lines:
        if line[:1] in {" ", "\t"} and found:
            found[-1] += line[1:]
        elif line.strip():
            found.append(line)
    return "\n".join(found) + "\n"


def answered(request: Mapping[str, Any]) -> dict[str, Any]:
    """The child's side: the events of a *request*, as plain values."""
    first, last = date.fromisoformat(request["first"]), date.fromisoformat(request["last"])
    zone = ZoneInfo(request["zone"])
    blocks = list(blocks_of(request["text"]))
    zones = {_zones_of(b.text)[-1]: b.text for b in blocks if b.kind == "VTIMEZONE"}
    together, troubles = _grouped(blocks, first)
    events: list[dict[str, Any]] = []
    for uid, group in together.items():
        try:
            with _limited(EACH):
                times = _times(zones, uid, group, first, last, zone)
            events += times[:MOST_TIMES]
            if len(times) > MOST_TIMES:
                troubles.append((group[0].line, group[0].uid, "times", ""))
        except Exception as error:  # noqa: BLE001 - parsers raise anything on strangers' files
            said = " ".join(f"{type(error).__name__}: {error}".split())[:200]
            troubles.append((group[0].line, group[0].uid, "", said))
    return {"events": events, "troubles": sorted(troubles)}


def _grouped(
    blocks: Iterable[_Block], first: date
) -> tuple[dict[str, list[_Block]], list[tuple[int, str, str, str]]]:
    """The events that may lie after *first*, with their exceptions by UID, and what is left out."""
    together: dict[str, list[_Block]] = {}
    troubles: list[tuple[int, str, str, str]] = []
    n = 0
    for block in blocks:
        if not block.kind:
            troubles.append((block.line, "", "end", ""))
        elif block.kind == "VTIMEZONE" or _is_over(block.text, first):
            continue
        elif _TOO_OFTEN.search(block.text):
            troubles.append((block.line, block.uid, "often", ""))
        elif n == MOST_EVENTS:
            troubles.append((block.line, "", "many", ""))
            break
        else:
            n += 1
            together.setdefault(block.uid or f"line {block.line}", []).append(block)
    return together, troubles


def _is_over(text: str, first: date) -> bool:
    """Whether an event surely ended days before *first*, whatever its zone; old ones are many."""
    if _LASTING.search(text):
        return False
    days = _DAYS.findall(text)
    return bool(days) and max(days) < (first - timedelta(days=3)).strftime("%Y%m%d")


def _zones_of(text: str) -> list[str]:
    """The names of the time zones that *text* speaks of."""
    return [(inside or own).strip() for inside, own in _ZONE.findall(text)] or [""]


def _is_known(name: str) -> bool:
    try:
        ZoneInfo(name)
    except (ValueError, OSError, LookupError):
        return False
    return True


@contextlib.contextmanager
def _limited(seconds: float) -> Iterator[None]:
    """Meanwhile at most so many *seconds*, where the system can interrupt itself."""
    if not hasattr(signal, "setitimer"):
        yield
        return

    def over(*_: object) -> None:
        raise TimeoutError(f"it takes longer than {seconds:g} s")

    signal.signal(signal.SIGALRM, over)
    signal.setitimer(signal.ITIMER_REAL, seconds)
    try:
        yield
    finally:
        signal.setitimer(signal.ITIMER_REAL, 0)


def _times(
    zones: Mapping[str, str], uid: str, group: list[_Block], first: date, last: date, zone: ZoneInfo
) -> list[dict[str, Any]]:
    """When the event of a *group* (it and its exceptions) takes place, and its words."""
    import icalendar
    import recurring_ical_events

    said = "".join(block.text for block in group)
    head = "BEGIN:VCALENDAR\nVERSION:2.0\nPRODID:-//brandkit//reading//EN\n"
    head += "".join(
        zones[name] for name in set(_zones_of(said)) & set(zones) if not _is_known(name)
    )
    text = f"{head}{said}END:VCALENDAR\n"
    calendar = icalendar.Calendar.from_ical(text.replace("\n", "\r\n"))
    if not any("DTSTART" in event for event in calendar.walk("VEVENT")):
        raise ValueError("it has no DTSTART")
    begin = datetime.combine(first, time(), zone)
    end = datetime.combine(last + timedelta(days=1), time(), zone)
    found = []
    for event in recurring_ical_events.of(calendar).between(begin, end)[: MOST_TIMES + 1]:
        if str(event.get("STATUS", "")).upper() == CANCELLED:
            continue
        opens, closes = _days(event, zone)
        if opens > last or closes < first:
            continue
        found.append(
            {
                "uid": uid,
                "line": group[0].line,
                "first": opens.isoformat(),
                "last": closes.isoformat(),
                "summary": _line(event.get("SUMMARY")),
                "description": str(event.get("DESCRIPTION") or "")[:LONGEST],
                "url": _line(event.get("URL")),
            }
        )
    return found


CANCELLED = "CANCELLED"


def _days(event: Any, zone: ZoneInfo) -> tuple[date, date]:
    """The first and the last day of an event; the end of a whole day is the day after."""
    opens, closes = event.start, event.end
    if isinstance(opens, datetime):
        first = _local(opens, zone)
        last = _local(closes, zone) if isinstance(closes, datetime) else first
        if last > first and last.time() == time():
            last -= timedelta(seconds=1)
        return first.date(), max(first, last).date()
    return opens, max(opens, closes - timedelta(days=1))


def _local(moment: datetime, zone: ZoneInfo) -> datetime:
    return moment.astimezone(zone) if moment.tzinfo is not None else moment.replace(tzinfo=zone)


def _line(said: object) -> str:
    return " ".join(str(said or "").split())[:LONGEST]


def main() -> None:
    """Serve the parent."""
    bound_memory()
    serve(answered, sys.stdin, sys.stdout)
