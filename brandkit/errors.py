"""Every refusal: one class per reason, each with its exit code."""

from __future__ import annotations

from collections.abc import Sequence

FOUND, WORDS, NO_WORKSPACE, UNREADABLE, CHANGED, OUTSIDE, EMPTY, IMPOSSIBLE, UNWRITABLE = range(
    1, 10
)


class BrandkitError(Exception):
    """What happened, where, and what helps. *code* is the program's exit code."""

    code = FOUND

    def __init__(self, message: str, *, details: Sequence[str] = ()) -> None:
        super().__init__(message)
        self.message = message
        self.details = tuple(details)


def sentence_of(error: BaseException) -> str:
    """What *error* says, still translatable where it is one of ours."""
    return error.message if isinstance(error, BrandkitError) else str(error)


class NoWorkspaceError(BrandkitError):
    """No `brand.toml` here or above."""

    code = NO_WORKSPACE


class UnreadableError(BrandkitError):
    """Files that cannot be understood; *details* are their problems, one a line."""

    code = UNREADABLE


class FileChangedError(BrandkitError):
    """Somebody wrote the file since it was read; nothing was written."""

    code = CHANGED


class LockedError(BrandkitError):
    """Another command holds the workspace's lock."""

    code = CHANGED


class NothingFoundError(BrandkitError):
    """What was to be read holds nothing that can be used."""

    code = EMPTY


class ImpossibleError(BrandkitError):
    """Not possible as things stand: unknown or ambiguous entry, wrong state, target exists."""

    code = IMPOSSIBLE


class UnwritableError(BrandkitError):
    """Disk full, permission denied, not a folder."""

    code = UNWRITABLE


class OutsideError(BrandkitError):
    """The world outside failed: an editor that is not there, say."""

    code = OUTSIDE
