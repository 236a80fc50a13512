"""The loop that delivers: what the files want, what the ledger knows, what goes out now.

A turn reconciles the ledger with the files, claims what is due and delivers it; how long to sleep
is its answer. It reads the wall clock at every turn, so that a suspended machine, a clock that was
set and a zone that changed are noticed and survived.
"""

from __future__ import annotations

import hashlib
import os
import sqlite3
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from datetime import datetime

from brandkit.claims import chosen, grouped
from brandkit.config import Settings, load_settings
from brandkit.core.model import Brand
from brandkit.core.reminders.rules import Delivery
from brandkit.core.saying import _
from brandkit.delivery.message import DeliveryError, Message
from brandkit.delivery.sending import placed, send
from brandkit.errors import BrandkitError, sentence_of
from brandkit.ledger import (
    FAILED,
    OVERTAKEN,
    PENDING,
    SENDING,
    SENT,
    SKIPPED,
    Ledger,
    Line,
)
from brandkit.messages import Known, identity_of, known, message_of
from brandkit.reconciling import reconcile
from brandkit.tending import index_to_remind
from brandkit.words import Words

WAITS = (60.0, 300.0, 1800.0, 7200.0)
"""Seconds from one try to the next; after the last, it has failed."""
NOTED = 300.0
"""Seconds after which it is noted anew that somebody looked; each time would tire the disk."""
LONGEST_SLEEP = 30.0
"""Seconds after which the wall clock is read again, whatever is due."""


@dataclass
class Loop:
    """The workspace at *root*, its *ledger*, and where things are told.

    *say* is given the kind of an event and its sentence. *step* is called by the name of each step
    between the ledger and the world, for those who test what happens when the plug is pulled there.
    """

    root: str
    ledger: Ledger
    say: Callable[[str, str], None]
    send: Callable[[Delivery, Message, datetime], str] = send
    step: Callable[[str], None] = lambda _name: None
    _settings: Settings | None = None
    _stamp: tuple[object, ...] = ()
    _told: dict[str, str] = field(default_factory=dict)
    _unrecorded: list[tuple[list[str], datetime, str]] = field(default_factory=list)
    _paths: dict[str, str] = field(default_factory=dict)

    @property
    def brand(self) -> Brand | None:
        """The brand as it was read last."""
        return self._settings.brand if self._settings is not None else None

    def begin(self, now: datetime) -> None:
        """What a process that died had in its hands is to be sent again."""
        self._tell_of_ledger(now)
        left = self.ledger.lines([SENDING])
        if left:
            with self.ledger.together():
                self.ledger.mark([line.key for line in left], PENDING, now, next=now.timestamp())
            n = len(left)
            self.tell("again", _("on their way when a process died, so sent again: {n}", n=n), now)

    def _tell_of_ledger(self, now: datetime) -> None:
        for text in self.ledger.told:
            self.tell("ledger", text, now)

    def turn(self, now: datetime) -> float:
        """One turn; the seconds to sleep, unless something wakes it."""
        try:
            self._flush()
            settings = self._look(now)
            if settings is not None:
                self._reconcile(settings, now)
                self._deliver(settings, now)
            if abs(now.timestamp() - self._seen) >= NOTED:
                self.ledger.know("seen", str(now.timestamp()))
        except sqlite3.OperationalError as error:
            self._once(
                "ledger", _("the ledger cannot be written: {trouble}", trouble=str(error)), now
            )
            return LONGEST_SLEEP
        except sqlite3.DatabaseError:  # damaged while it was open
            self.ledger.reopen(now)
            self._tell_of_ledger(now)
            return LONGEST_SLEEP
        self._once("ledger", "", now)
        found = self.ledger.next_moment()
        if found is None:
            return LONGEST_SLEEP
        return min(max(found - now.timestamp(), 0.0), LONGEST_SLEEP)

    @property
    def _seen(self) -> float:
        """When somebody looked last, to `NOTED` seconds."""
        return float(self.ledger.known("seen", "0"))

    def _flush(self) -> None:
        """Record what was delivered when the ledger could not be written."""
        while self._unrecorded:
            keys, moment, receipt = self._unrecorded[0]
            self._record(keys, moment, receipt)
            del self._unrecorded[0]

    def _record(self, keys: list[str], moment: datetime, receipt: str) -> None:
        with self.ledger.together():
            self.ledger.mark(keys, SENT, moment, sent=moment.timestamp(), receipt=receipt, error="")

    def _look(self, now: datetime) -> Settings | None:
        """The settings as they are; those of before where they cannot be read now."""
        stamp = _stamp_of(self.root)
        if self._settings is not None and stamp == self._stamp:
            return self._settings
        try:
            settings = load_settings(self.root)
        except (BrandkitError, OSError) as error:
            said = getattr(error, "details", ()) or (sentence_of(error),)
            self._once("settings", " ".join(map(self._translated, said)), now)
            return self._settings
        self._once("settings", "", now)
        self._settings, self._stamp = settings, stamp
        self._revive(settings, now)
        return settings

    def _revive(self, settings: Settings, now: datetime) -> None:
        """What failed is tried again where its delivery is set otherwise now."""
        for delivery in settings.brand.reminding.deliveries:
            digest = hashlib.sha256(repr(delivery).encode()).hexdigest()[:16]
            name = f"delivery:{delivery.id}"
            if self.ledger.known(name) not in {"", digest}:
                self._try_again(delivery.id, now)
            self.ledger.know(name, digest)

    def _try_again(self, delivery_id: str, now: datetime) -> None:
        """The failed lines of a delivery that are still of use are open again."""
        lines = [
            line.key
            for line in self.ledger.lines([FAILED])
            if line.delivery == delivery_id and line.until > now.timestamp()
        ]
        if lines:
            with self.ledger.together():
                self.ledger.mark(lines, PENDING, now, next=now.timestamp(), attempt=0)

    def _reconcile(self, settings: Settings, now: datetime) -> None:
        """The ledger as the files want it, all at once."""
        try:
            index = index_to_remind(self.root, settings, now)
        except (BrandkitError, OSError) as error:
            if not self._told.get("settings"):  # else it is told already
                self._once("files", sentence_of(error), now)
            return
        self._once("files", "\n".join(map(self._translated, index.problems)), now)
        self._paths = {row.id: row.path for row in index.rows}
        for text in reconcile(self.ledger, settings, index, self._seen, now):
            self.tell("plan", text, now)

    def _deliver(self, settings: Settings, now: datetime) -> None:
        """What is due goes out, delivery by delivery; one that fails stops no other."""
        lines = self.ledger.lines([PENDING], until=now.timestamp())
        if not lines:
            return
        reminding = settings.brand.reminding
        for delivery in reminding.deliveries:
            mine = [line for line in lines if line.delivery == delivery.id]
            mine = self._chosen(mine, reminding.overdue, now)
            for group in grouped(mine, delivery, reminding.overdue, now):
                if not self._one(settings, delivery, group, now):
                    break

    def _chosen(self, lines: list[Line], overdue: str, now: datetime) -> list[Line]:
        """Those of the due *lines* that go out; what becomes of the others is recorded."""
        found = chosen(lines, overdue, now)
        if found.overtaken or found.skipped:
            with self.ledger.together():
                self.ledger.mark([line.key for line in found.overtaken], OVERTAKEN, now)
                self.ledger.mark([line.key for line in found.skipped], SKIPPED, now)
        for line in found.skipped:
            self.tell("skipped", _("{title}: left out, it was late", title=line.title), now)
        return found.out

    def _one(
        self, settings: Settings, delivery: Delivery, lines: list[Line], now: datetime
    ) -> bool:
        """Deliver *lines* as one message; whether it got there."""
        batch = lines[0].batch or identity_of(lines)
        keys = [line.key for line in lines]
        message = self._message(settings, lines, batch, now)
        self.step("claim")
        self.ledger.claim(lines, batch, now)
        self.step("claimed")
        try:
            receipt = self.send(placed(delivery, self.root), message, now)
        except DeliveryError as error:
            self._failed(delivery, lines, error, now)
            return False
        except Exception as error:  # noqa: BLE001 - whatever a delivery does wrong, the rest goes on
            self._failed(delivery, lines, DeliveryError(type(error).__name__), now)
            return False
        self.step("delivered")
        try:
            self._record(keys, now, receipt)
        except sqlite3.OperationalError:
            self._unrecorded.append((keys, now, receipt))
            raise
        self.step("recorded")
        self._once(f"delivery {delivery.id}", "", now)
        self.tell("sent", f"{delivery.id}: {message.logged or message.subject}", now)
        self._try_again(delivery.id, now)
        return True

    def _message(self, settings: Settings, lines: list[Line], batch: str, now: datetime) -> Message:
        """What *lines* say; a file that cannot be told of for whatever reason is told itself."""
        words, brand = Words(settings.brand.language), settings.brand
        paths = {line.entry: self._paths.get(line.entry, line.path) for line in lines}
        try:
            found = [known(words, self.root, brand, line, paths[line.entry]) for line in lines]
            return message_of(words, brand, found, batch, now)
        except Exception as error:  # noqa: BLE001 - nothing in one file may hold up the others
            found = [
                Known(line, None, trouble=f"{paths[line.entry]}: {type(error).__name__}")
                for line in lines
            ]
            return message_of(words, brand, found, batch, now)

    def _failed(
        self, delivery: Delivery, lines: list[Line], error: DeliveryError, now: datetime
    ) -> None:
        """It is tried again later, or has failed for good."""
        trouble = self._translated(error.message)
        for line in lines:
            attempt = line.attempt
            if attempt >= len(WAITS):
                self.ledger.mark([line.key], FAILED, now, error=trouble)
                self.tell("failed", f"{delivery.id}: {line.title}: {trouble}", now)
            else:
                again = now.timestamp() + max(WAITS[attempt], error.wait)
                self.ledger.mark([line.key], PENDING, now, next=again, error=trouble)
        self._once(f"delivery {delivery.id}", f"{delivery.id}: {trouble}", now)

    def _once(self, about: str, text: str, now: datetime) -> None:
        """Tell *text* of a thing once; nothing stands for all being well."""
        if self._told.get(about, "") != text:
            self._told[about] = text
            self.tell(about, text or _("{what}: well again", what=about), now)

    def _translated(self, text: str) -> str:
        """*text* in the brand's language, as soon as it is known."""
        return Words(self._settings.brand.language).said(text) if self._settings else text

    def hear(self, kind: str, texts: Iterable[str]) -> None:
        """Say what somebody else did; from any thread, so that the ledger does not know of it."""
        for text in texts:
            self.say(kind, self._translated(text))

    def tell(self, kind: str, text: str, now: datetime) -> None:
        """Say what happened, in the brand's language, and keep it in the ledger."""
        shown = self._translated(text)
        try:
            self.ledger.log(kind, shown, now)
        except sqlite3.OperationalError:
            self.say(kind, shown)
            return
        self.say(kind, shown)


def _stamp_of(root: str) -> tuple[object, ...]:
    """Of the files that settings stand in: another one means that something changed."""
    folder = os.path.join(root, "calendars")
    names = ["brand.toml"]
    if os.path.isdir(folder):
        names += [f"calendars/{name}" for name in sorted(os.listdir(folder))]
    stamps: list[object] = []
    for name in names:
        try:
            found = os.stat(os.path.join(root, name))
        except OSError:
            stamps.append((name, None))
        else:
            stamps.append((name, found.st_mtime_ns, found.st_size, found.st_ino))
    return tuple(stamps)
