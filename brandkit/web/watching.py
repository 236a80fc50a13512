"""What happens to the files of a workspace, wherever they are edited: a number that grows."""

from __future__ import annotations

import os
import threading
from pathlib import PurePath

from watchdog.events import FileSystemEvent, FileSystemEventHandler
from watchdog.observers import Observer
from watchdog.observers.api import BaseObserver
from watchdog.observers.polling import PollingObserver

ASKED_EVERY = 5.0
"""Seconds between two looks at the files where the system does not tell of changes."""
SETTLED = 0.15
"""Seconds in which several changes are one."""
MOST_WAITING = 4
"""So many wait at a time; the one that waited longest makes room, for its page may be long gone."""
QUIET = frozenset({"opened", "closed_no_write"})
PRIVATE = frozenset({".brandkit", ".git"})


class Watch:
    """The number of changes so far; who waits for the next one need not ask again and again."""

    def __init__(self, root: str) -> None:
        self.count = 0
        self.is_instant = False
        self._root = root
        self._changed = threading.Condition()
        self._ended = False
        self._waiting: list[object] = []
        self._observer: BaseObserver | None = None

    def start(self) -> None:
        """Begin to look; where the system cannot tell, the files are looked at in turn."""
        observer: BaseObserver
        for observer in (Observer(), PollingObserver(timeout=ASKED_EVERY)):
            try:
                observer.schedule(_Told(self, self._root), self._root, recursive=True)
                observer.start()
            except OSError:
                continue  # no more watches to be had
            self._observer = observer
            self.is_instant = not isinstance(observer, PollingObserver)
            return

    def tell(self) -> None:
        """Something changed."""
        with self._changed:
            self.count += 1
            self._changed.notify_all()

    def after(self, seen: int, seconds: float) -> int:
        """The number once it is no longer *seen*, or after so many *seconds*, or to make room."""
        mine = object()
        with self._changed:
            self._waiting.append(mine)
            if len(self._waiting) > MOST_WAITING:
                del self._waiting[0]
                self._changed.notify_all()

            def is_over() -> bool:
                return self.count != seen or self._ended or mine not in self._waiting

            self._changed.wait_for(is_over, seconds)
            if mine in self._waiting:
                self._waiting.remove(mine)
        if self.count != seen and not self._ended:
            threading.Event().wait(SETTLED)
        return self.count

    def end(self) -> None:
        """Nobody waits any longer."""
        with self._changed:
            self._ended = True
            self._changed.notify_all()

    def stop(self) -> None:
        """No more looking."""
        self.end()
        if self._observer is not None:
            self._observer.stop()
            self._observer.join()


class _Told(FileSystemEventHandler):
    """Tells the watch of what happens below *root*, but for what is private and half written."""

    def __init__(self, watch: Watch, root: str) -> None:
        self._watch, self._root = watch, root

    def on_any_event(self, event: FileSystemEvent) -> None:
        path = os.fsdecode(event.dest_path or event.src_path)
        if event.event_type in QUIET or (event.is_directory and event.event_type == "modified"):
            return
        inside = PurePath(os.path.relpath(path, self._root)).parts
        if PRIVATE.isdisjoint(inside) and not path.endswith(".part"):
            self._watch.tell()
