"""The slots that calendars open in a span. Spans are half-open: `[start, end)`."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from datetime import UTC, date, datetime, time, timedelta
from typing import NamedTuple
from zoneinfo import ZoneInfo

from brandkit.core.calendar.model import Calendar, Pin, Rhythm
from brandkit.core.calendar.walltime import Moment, resolve
from brandkit.core.drafts.campaigns import campaign_mark
from brandkit.core.model import Slot, SlotKey
from brandkit.core.notation.recurrence import RULE_ORIGIN, naive_rule

DEFAULT_TIME = time(9)
"""The hour of a campaign's post on a day without any rhythm on its channel."""


class Span(NamedTuple):
    """Moments from *start* up to but without *end*."""

    start: datetime
    end: datetime

    def holds(self, moment: datetime) -> bool:
        return self.start.astimezone(UTC) <= moment.astimezone(UTC) < self.end.astimezone(UTC)


class _Opening(NamedTuple):
    at: time
    theme: str = ""
    format: str = ""
    title: str = ""
    campaign: str = ""


def slots_of(calendar: Calendar, span: Span, zone: ZoneInfo) -> list[Slot]:
    """The slots that *calendar* opens in *span*, in order of time; two at one instant are one."""
    first = span.start.astimezone(zone).date() - timedelta(days=1)
    last = span.end.astimezone(zone).date() + timedelta(days=1)
    openings: dict[tuple[str, date], list[_Opening]] = {}
    for rhythm in calendar.rhythms:
        for day in rhythm_days(rhythm, first, last):
            if not _is_paused(calendar, day):
                openings.setdefault((rhythm.channel, day), []).append(_Opening(rhythm.at))
    for pin in _campaign_pins(calendar):
        if first <= pin[0].on <= last:
            _place(openings.setdefault((pin[0].channel, pin[0].on), []), *pin)
    slots: list[Slot] = []
    for (channel, day), found in sorted(openings.items()):
        seen: set[datetime] = set()
        moments = sorted(
            ((resolve(day, opening.at, zone), opening) for opening in found),
            key=lambda pair: (pair[0].when.astimezone(UTC), pair[1].theme == ""),
        )
        for moment, opening in moments:
            instant = moment.when.astimezone(UTC)
            if instant not in seen:
                seen.add(instant)
                key = SlotKey(calendar.id, channel, day, len(seen))
                slots.append(_slot(moment, key, opening))
    return _at_different_instants(slot for slot in slots if span.holds(slot.when))


def _at_different_instants(slots: Iterable[Slot]) -> list[Slot]:
    """*slots* in order of time; of two at one instant on one channel the first one stays.

    Two calendars can meet so, and two days where a zone leaves one out: then the day that exists
    keeps its slot.
    """
    found: dict[tuple[str, datetime], Slot] = {}
    for slot in slots:
        place = (slot.channel, slot.when.astimezone(UTC))
        if place not in found or found[place].resolution == "gap-shifted" != slot.resolution:
            found[place] = slot
    return sorted(found.values(), key=lambda slot: (slot.when.astimezone(UTC), slot.channel))


def _slot(moment: Moment, key: SlotKey, opening: _Opening) -> Slot:
    return Slot(
        moment.when,
        key,
        moment.resolution,
        opening.theme,
        opening.format,
        opening.title,
        opening.campaign,
    )


def rhythm_days(rhythm: Rhythm, first: date, last: date) -> Iterator[date]:
    """The days from *first* to *last*, both included, on which *rhythm* opens."""
    first = max(first, rhythm.start) if rhythm.start else first
    last = min(last, rhythm.until) if rhythm.until else last
    days = _rule_days(rhythm, first, last) if rhythm.rule else _weekly(rhythm, first, last)
    for day in days:
        if day not in rhythm.exceptions:
            yield day


def slots_around(calendars: Sequence[Calendar], day: date, zone: ZoneInfo) -> list[Slot]:
    """The openings of *day* and half a day on either side."""
    noon = resolve(day, time(12), zone).when
    return all_slots(calendars, Span(noon - timedelta(days=1), noon + timedelta(days=1)), zone)


def _weekly(rhythm: Rhythm, first: date, last: date) -> Iterator[date]:
    for n in range((last - first).days + 1):
        day = first + timedelta(days=n)
        if day.weekday() in rhythm.weekdays:
            yield day


def _rule_days(rhythm: Rhythm, first: date, last: date) -> Iterator[date]:
    from dateutil.rrule import rrulestr

    origin = datetime.combine(rhythm.start or RULE_ORIGIN, time())
    rule = rrulestr(naive_rule(rhythm.rule), dtstart=origin)
    midnight = time()
    for found in rule.between(
        datetime.combine(first, midnight),
        datetime.combine(last, midnight),
        inc=True,
    ):
        yield found.date()


def _is_paused(calendar: Calendar, day: date) -> bool:
    return any(pause.start <= day <= pause.until for pause in calendar.pauses)


def _campaign_pins(calendar: Calendar) -> list[tuple[Pin, str]]:
    """What campaigns and pins set for single days; a pin comes last and so wins."""
    found: list[tuple[Pin, str]] = []
    for campaign in calendar.campaigns:
        offsets = [-days for days in campaign.before] + [0] * campaign.on_the_day
        for offset in [*offsets, *campaign.after]:
            on = campaign.on + timedelta(days=offset)
            pin = Pin(on, campaign.channel, campaign.theme, campaign.at)
            found.append((pin, campaign_mark(campaign.name, offset)))
    return found + [(pin, "") for pin in calendar.pins]


def _place(openings: list[_Opening], pin: Pin, campaign: str) -> None:
    """Set *pin* on an opening of its day: the one at its hour, else a free one, else a new one."""
    wanted = _Opening(pin.at or DEFAULT_TIME, pin.theme, pin.format, pin.title, campaign)
    for n, opening in enumerate(openings):
        same_hour = pin.at == opening.at
        if same_hour or (
            pin.at is None and (not opening.theme or (opening.campaign and not campaign))
        ):
            openings[n] = wanted._replace(at=opening.at)
            return
    openings.append(wanted)


def all_slots(calendars: Iterable[Calendar], span: Span, zone: ZoneInfo) -> list[Slot]:
    """The slots of all *calendars*; of two at one instant on one channel the first one stays."""
    return _at_different_instants(
        slot for calendar in calendars for slot in slots_of(calendar, span, zone)
    )
