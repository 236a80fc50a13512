"""The only writer: what is replaced was read before and has not changed; nothing is half-written.

A new file is written beside its place under a temporary name, flushed, synced, and only then
renamed. Where several files change together, new ones come first and old ones go last, so that an
interruption leaves a file twice rather than not at all.
"""

from __future__ import annotations

import contextlib
import errno
import hashlib
import os
import sys
from collections.abc import Iterable, Iterator
from typing import NamedTuple

from brandkit.core.saying import _
from brandkit.errors import FileChangedError, LockedError, UnreadableError, UnwritableError

MAX_TEXT = 5_000_000
"""Bytes of a text file; more is not one of ours."""
LOCK_WAIT = 10.0
"""Seconds that a command waits for another to finish."""
PART = ".part"
CAN_SYNC_ALL = sys.platform == "linux"
"""Only there `sync` waits until everything is on the disk."""
SYNC_ALL_FROM = 16
"""From so many files on, one sync of the whole system is cheaper than one for each."""


class Source(NamedTuple):
    """A text as it was read, and the digest of its bytes."""

    path: str
    text: str
    digest: str


class Write(NamedTuple):
    """A file to write: new where *source* is None, else in place of what was read."""

    path: str
    text: str
    source: Source | None = None


class Removal(NamedTuple):
    """A file to delete, if it is still what was read."""

    source: Source


def read(path: str, shown: str = "", most: int = 0) -> Source:
    """The text at *path*; a link is followed. Raises `UnreadableError` for what is no text.

    *shown* is what the file is called in errors, if not by its path; *most* are its bytes, if
    not `MAX_TEXT`.
    """
    name, most = shown or path, most or MAX_TEXT
    try:
        real = os.path.realpath(path)
        real = real if os.path.exists(real) else path  # a pipe of the shell has a name only here
        with open(real, "rb") as file:
            content = file.read(most + 1)  # a device may have no size and no end
    except OSError as error:
        raise UnreadableError(
            _("{path}: cannot be read ({strerror})", path=name, strerror=error.strerror)
        ) from error
    if len(content) > most:
        limit = most // 1_000_000
        raise UnreadableError(_("{path}: larger than {limit} MB, not read", path=name, limit=limit))
    try:
        text = content.decode("utf-8")
    except UnicodeDecodeError as error:
        line = content.count(b"\n", 0, error.start) + 1
        message = _(
            "{path}:{line}:1: this is not UTF-8 text; save it as UTF-8", path=name, line=line
        )
        raise UnreadableError(message) from error
    return Source(real, text, _digest(content))


def existing(path: str, shown: str = "", most: int = 0) -> Source | None:
    """What stands at *path*, where something is to be written; None for nothing. See `read`.

    `UnwritableError` for what is there and is no file: a folder, a screen, a device.
    """
    if not os.path.exists(path):
        return None
    if not os.path.isfile(path):
        message = _("{path} is no file; to see it on the screen, name it -", path=shown or path)
        raise UnwritableError(message)
    return read(path, shown, most)


def _digest(content: bytes) -> str:
    return hashlib.sha256(content).hexdigest()


def apply(
    writes: Iterable[Write], removals: Iterable[Removal] = (), *, inside: str | None = None
) -> int:
    """Write and remove all, or leave what was read alone; the number of files touched.

    First every text is written and synced under a temporary name; then, when each file to be
    replaced is still as it was read, all are renamed; last come the removals. *inside* is the
    folder that no target may leave.
    """
    staged: list[tuple[Write, str, str]] = []
    folders: set[str] = set()
    removals = list(removals)
    try:
        try:
            for write in writes:
                target = os.path.realpath(write.path)
                _check_inside(target, inside)
                if write.source is not None and write.source.text == write.text:
                    continue
                staged.append((write, target, _stage(write, target)))
                folders.add(os.path.dirname(target))
            _check_unchanged(staged, removals)
            _sync([part for _write, _target, part in staged])
            for write, target, part in staged:
                if write.source is None:
                    _publish_new(part, target)
                else:
                    os.replace(part, target)
            for removal in removals:
                os.unlink(removal.source.path)
                folders.add(os.path.dirname(removal.source.path))
            _sync(folders)
        except OSError as error:
            raise _unwritable(error) from error
    finally:
        for _write, _target, part in staged:
            with contextlib.suppress(OSError):
                os.unlink(part)
    return len(staged) + len(removals)


def _check_inside(target: str, inside: str | None) -> None:
    if inside is not None:
        root = os.path.realpath(inside)
        if os.path.commonpath([root, target]) != root:
            raise UnwritableError(
                _("{target} lies outside {root}; nothing was written", target=target, root=root)
            )


def _stage(write: Write, target: str) -> str:
    """The text under a temporary name beside *target*, with the mode of what it replaces."""
    folder, name = os.path.split(target)
    os.makedirs(folder, exist_ok=True)
    short = os.fsdecode(os.fsencode(name)[:200])
    part = os.path.join(folder, f".{short}.{os.getpid()}{PART}")
    mode = 0o666
    if write.source is not None:
        mode = os.stat(target).st_mode & 0o7777
    handle = os.open(part, os.O_WRONLY | os.O_CREAT | os.O_TRUNC | getattr(os, "O_BINARY", 0), mode)
    try:
        with os.fdopen(handle, "wb") as file:
            file.write(write.text.encode("utf-8"))
        if write.source is not None:
            os.chmod(part, mode)
    except BaseException:
        with contextlib.suppress(OSError):
            os.unlink(part)
        raise
    return part


def _check_unchanged(staged: list[tuple[Write, str, str]], removals: list[Removal]) -> None:
    """Raises `FileChangedError` where a file is no longer what was read."""
    sources = [write.source for write, _target, _part in staged if write.source is not None]
    for source in [*sources, *(removal.source for removal in removals)]:
        try:
            with open(source.path, "rb") as file:
                same = _digest(file.read()) == source.digest
        except FileNotFoundError:
            same = False
        if not same:
            name = os.path.basename(source.path)
            raise FileChangedError(
                _("{name} changed meanwhile; nothing was written. Try again", name=name)
            )
    for write, target, _part in staged:
        if write.source is None and os.path.lexists(target):
            name = os.path.basename(target)
            raise FileChangedError(
                _("{name} appeared meanwhile; nothing was written. Try again", name=name)
            )


def _publish_new(part: str, target: str) -> None:
    """The staged text at a name that must not exist yet."""
    try:
        os.link(part, target)
    except FileExistsError:
        name = os.path.basename(target)
        raise FileChangedError(
            _("{name} appeared meanwhile; it was left alone", name=name)
        ) from None
    except OSError:
        os.replace(part, target)  # a file system without hard links


def _sync(paths: Iterable[str]) -> None:
    """Everything at *paths* on the disk; one call for many files where the system has it."""
    paths = list(paths)
    if len(paths) > SYNC_ALL_FROM and CAN_SYNC_ALL:
        os.sync()
        return
    for path in paths:
        try:
            handle = os.open(path, os.O_RDONLY)
        except OSError:
            continue  # a folder on a system that does not open folders
        try:
            os.fsync(handle)
        except OSError as error:
            if error.errno not in {errno.EINVAL, errno.EBADF, errno.EACCES}:
                raise
        finally:
            os.close(handle)


def _unwritable(error: OSError) -> UnwritableError:
    where = f"{os.path.basename(error.filename)}: " if isinstance(error.filename, str) else ""
    if error.errno == errno.ENOSPC:
        return UnwritableError(_("The disk is full; the old files are as they were"))
    return UnwritableError(
        _("{where}cannot be written ({strerror})", where=where, strerror=error.strerror)
    )


@contextlib.contextmanager
def locked(folder: str) -> Iterator[None]:
    """The workspace's write lock, waited for up to ten seconds; *folder* is its `.brandkit`."""
    from filelock import FileLock, Timeout

    try:
        prepare_private(folder)
        lock = FileLock(os.path.join(folder, "write.lock"), timeout=LOCK_WAIT)
        lock.acquire()
    except Timeout:
        raise LockedError(
            _("Another brandkit command is writing here; try again when it is done")
        ) from None
    except OSError as error:
        raise _unwritable(error) from error
    try:
        yield
    finally:
        lock.release()


def prepare_private(folder: str) -> None:
    """The disposable folder, which keeps itself out of git."""
    os.makedirs(folder, exist_ok=True)
    ignore = os.path.join(folder, ".gitignore")
    if not os.path.exists(ignore):
        with open(ignore, "w", encoding="utf-8") as file:
            file.write("*\n")


def sweep(folder: str) -> list[str]:
    """Temporary files that a killed command left in *folder*, removed; call it under the lock."""
    swept = []
    with contextlib.suppress(FileNotFoundError, NotADirectoryError):
        for name in os.listdir(folder):
            if name.startswith(".") and name.endswith(PART):
                with contextlib.suppress(OSError):
                    os.unlink(os.path.join(folder, name))
                    swept.append(name)
    return swept
