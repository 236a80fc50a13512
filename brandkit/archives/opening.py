"""The texts of an archive: of a zip, a tar, a folder or a single file, never unpacked on the disk.

A member is read into memory up to a bound, whatever it claims to hold; no name in an archive is
ever used as a path.
"""

from __future__ import annotations

import csv
import os
import re
import tarfile
import zipfile
from collections.abc import Callable, Iterator
from typing import IO, NamedTuple

from brandkit.core.saying import _
from brandkit.errors import UnreadableError
from brandkit.root import shown_path

MAX_MEMBER = 64_000_000
"""Bytes of a member, unpacked; tens of thousands of posts take less."""
csv.field_size_limit(MAX_MEMBER)  # a long text in one cell is no mistake
NAMED = 12
"""Names of what was found instead, at most."""


class Member(NamedTuple):
    """A file of an archive by its name in it, and what reads it."""

    name: str
    content: Callable[[], bytes]


def members(path: str) -> Iterator[Member]:
    """The files in the archive at *path*, in order of their names; `UnreadableError` for none."""
    try:
        if os.path.isdir(path):
            yield from _in_folder(path)
        elif zipfile.is_zipfile(path):
            with zipfile.ZipFile(path) as archive:
                yield from _in_zip(archive)
        elif tarfile.is_tarfile(path):
            with tarfile.open(path) as tar:
                yield from _in_tar(tar)
        else:
            yield Member(os.path.basename(path), lambda: _read(path, open(path, "rb")))  # noqa: SIM115
    except (OSError, zipfile.BadZipFile, tarfile.TarError, RuntimeError, EOFError) as error:
        message = _("{path}: cannot be read ({strerror})", path=path, strerror=str(error))
        raise UnreadableError(message) from error


def wanted(path: str, pattern: re.Pattern[str]) -> tuple[list[tuple[str, bytes]], list[str]]:
    """The members whose whole name *pattern* matches, and the names of the others.

    The shorter name comes first: `Shares.csv` before `Shares_181682616.csv`.
    """
    found: list[tuple[str, bytes]] = []
    others: list[str] = []
    for member in members(path):
        if pattern.fullmatch(member.name):
            found.append((member.name, member.content()))
        elif len(others) < NAMED:
            others.append(member.name)
    return sorted(found, key=lambda item: (len(item[0]), item[0])), others


def _in_folder(path: str) -> Iterator[Member]:
    for folder, folders, names in os.walk(path):
        folders.sort()
        for name in sorted(names):
            full = os.path.join(folder, name)
            shown = shown_path(full, path)
            yield Member(shown, lambda full=full, shown=shown: _read(shown, open(full, "rb")))  # type: ignore[misc]  # noqa: SIM115


def _in_zip(archive: zipfile.ZipFile) -> Iterator[Member]:
    for info in sorted(archive.infolist(), key=lambda info: info.filename):
        if info.is_dir() or info.filename.startswith("__MACOSX/"):
            continue
        yield Member(
            info.filename,
            lambda info=info: _read(info.filename, archive.open(info)),  # type: ignore[misc]
        )


def _in_tar(tar: tarfile.TarFile) -> Iterator[Member]:
    for info in tar:
        if not info.isfile():
            continue
        file = tar.extractfile(info)
        assert file is not None
        yield Member(
            info.name.removeprefix("./"),
            lambda file=file, info=info: _read(info.name, file),  # type: ignore[misc]
        )


def _read(name: str, file: IO[bytes]) -> bytes:
    """What an open *file* holds, which is closed; refused where it is too long."""
    with file:
        content = file.read(MAX_MEMBER + 1)
    if len(content) > MAX_MEMBER:
        limit = MAX_MEMBER // 1_000_000
        raise UnreadableError(_("{path}: larger than {limit} MB, not read", path=name, limit=limit))
    return content


def decoded(name: str, content: bytes) -> str:
    """*content* as text; `UnreadableError` where it is none."""
    try:
        return content.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = content.count(b"\n", 0, error.start) + 1
        message = _(
            "{path}:{line}:1: this is not UTF-8 text; save it as UTF-8", path=name, line=line
        )
        raise UnreadableError(message) from error
