"""Where a workspace is, and which files it holds; light, for commands that start at once."""

from __future__ import annotations

import os
from collections.abc import Iterator

from brandkit.core.saying import _
from brandkit.errors import NoWorkspaceError, UnreadableError

BRAND_FILE = "brand.toml"


def shown_path(path: str, root: str) -> str:
    """*path* as screens and front matter have it: relative to *root*, with slashes."""
    return os.path.relpath(path, root).replace(os.sep, "/")


def find_root(start: str) -> str:
    """The workspace that *start* lies in: the nearest folder upwards with a `brand.toml`."""
    folder = os.path.realpath(start)
    while True:
        if os.path.isfile(os.path.join(folder, BRAND_FILE)):
            return folder
        parent = os.path.dirname(folder)
        if parent == folder:
            raise NoWorkspaceError(
                _(
                    "No {brand_file} in this folder or above. Start one with: brandkit init",
                    brand_file=BRAND_FILE,
                )
            )
        folder = parent


def markdown_files(root: str, folder: str) -> Iterator[tuple[str, os.DirEntry[str]]]:
    """The Markdown files below a *folder* of *root*, in order, by path relative to *root*.

    Hidden files and folders are passed over, and no link to a folder is followed.
    """
    try:
        items = sorted(os.scandir(os.path.join(root, folder)), key=lambda item: item.name)
    except (FileNotFoundError, NotADirectoryError):
        return
    except OSError as error:
        shown = os.path.join(root, folder)
        raise UnreadableError(
            _("{path}: cannot be read ({strerror})", path=shown, strerror=error.strerror)
        ) from error
    for item in items:
        path = f"{folder}/{item.name}"
        if item.name.startswith("."):
            continue
        if item.name.endswith(".md"):
            yield path, item
        elif item.is_dir(follow_symlinks=False):
            yield from markdown_files(root, path)
