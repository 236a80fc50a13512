"""The loop in the foreground: woken by APScheduler, which keeps nothing that must not be lost."""

from __future__ import annotations

import contextlib
import signal
import threading
from collections.abc import Callable, Iterator, Sequence
from datetime import UTC, datetime, timedelta
from typing import Any

from brandkit import clock
from brandkit.core.saying import _
from brandkit.errors import BrandkitError, sentence_of
from brandkit.loop import LONGEST_SLEEP, Loop

JUMP = 60.0
"""Seconds by which the wall clock may go wrong before it is told."""
FEEDS_EVERY, ABOUT = 6, 900
"""Hours from one question to the feeds to the next, and seconds by which that varies."""


class Watcher:
    """Notices what the clock did while nobody looked: sleep, a clock that was set, another zone."""

    def __init__(self, now: datetime, ticks: clock.Ticks) -> None:
        self._now, self._ticks = now, ticks
        self._offset: timedelta | None = None

    def noticed(self, now: datetime, ticks: clock.Ticks) -> str:
        """What happened since the last time; nothing where all is as it should be."""
        wall = (now - self._now).total_seconds()
        awake = ticks.awake - self._ticks.awake
        running = None
        if ticks.running is not None and self._ticks.running is not None:
            running = ticks.running - self._ticks.running
        self._now, self._ticks = now, ticks
        slept = 0.0 if running is None else running - awake
        jump = wall - (awake if running is None else running)
        if slept > JUMP and abs(jump) <= JUMP:
            return _("was asleep {span}", span=_span(slept))
        if jump > JUMP and running is None:
            return _("was asleep {span}, or the clock was set forward", span=_span(jump))
        if jump > JUMP:
            return _("the clock was set forward {span}", span=_span(jump))
        if jump < -JUMP:
            return _("the clock was set back {span}", span=_span(-jump))
        return ""

    def travelled(self, now: datetime, wanted: timedelta) -> str:
        """That the system's own zone is another than the brand's, once for each change."""
        offset = clock.local_offset(now)
        before, self._offset = self._offset, offset
        if offset == before or (before is None and offset == wanted):
            return ""
        if offset == wanted:
            return _("this computer's clock shows the brand's time again")
        return _(
            "this computer's clock shows {here}, the brand's {there}; reminders go by the brand's",
            here=_hours(offset),
            there=_hours(wanted),
        )


def _span(seconds: float) -> str:
    if seconds < 5400:
        return f"{round(seconds / 60)} min"
    return f"{round(seconds / 3600)} h"


def _hours(offset: timedelta) -> str:
    minutes = round(offset.total_seconds() / 60)
    return f"UTC{'-' if minutes < 0 else '+'}{abs(minutes) // 60}:{abs(minutes) % 60:02}"


Poll = Callable[[datetime], Sequence[str]]
"""Asks the feeds; what is to be told of it."""


def run(loop: Loop, zone: Callable[[], Any], poll: Poll) -> None:
    """Deliver until somebody says stop; *zone* gives the brand's, *poll* asks the feeds.

    SIGTERM and Ctrl-C end it after the message in hand.
    """
    stop, wake = threading.Event(), threading.Event()

    def ended(*_signal: object) -> None:
        stop.set()
        wake.set()

    with _signals(ended), _woken(wake, lambda: _polled(loop, poll)):
        watcher = Watcher(clock.now(), clock.ticks())
        loop.begin(clock.now())
        while not stop.is_set():
            wake.clear()
            now = clock.now()
            for text in (
                watcher.noticed(now, clock.ticks()),
                watcher.travelled(now, now.astimezone(zone()).utcoffset() or timedelta()),
            ):
                if text:
                    loop.tell("clock", text, now)
            seconds = loop.turn(now)
            wake.wait(min(seconds, LONGEST_SLEEP))


def _polled(loop: Loop, poll: Poll) -> None:
    try:
        said = poll(clock.now())
    except (BrandkitError, OSError) as error:
        said = [sentence_of(error)]
    loop.hear("feeds", said)


@contextlib.contextmanager
def _signals(ended: Callable[..., None]) -> Iterator[None]:
    """Meanwhile SIGTERM and Ctrl-C call *ended*."""
    names = [signal.SIGTERM, signal.SIGINT]
    before = [signal.signal(name, ended) for name in names]
    try:
        yield
    finally:
        for name, handler in zip(names, before, strict=True):
            signal.signal(name, handler)


@contextlib.contextmanager
def _woken(wake: threading.Event, poll: Callable[[], None]) -> Iterator[None]:
    """Meanwhile something sets *wake* now and then, and asks the feeds."""
    from apscheduler.schedulers.background import BackgroundScheduler
    from apscheduler.triggers.interval import IntervalTrigger

    scheduler = BackgroundScheduler(
        timezone=UTC,
        job_defaults={"coalesce": True, "max_instances": 1, "misfire_grace_time": None},
    )
    every = {"timezone": UTC}
    scheduler.add_job(wake.set, IntervalTrigger(seconds=LONGEST_SLEEP, **every))
    scheduler.add_job(poll, IntervalTrigger(hours=FEEDS_EVERY, jitter=ABOUT, **every))
    scheduler.start()
    try:
        yield
    finally:
        scheduler.shutdown(wait=False)
