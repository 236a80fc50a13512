"""The lock of a workspace, and what is done under it before anything else."""

from __future__ import annotations

import os
from collections.abc import Iterator
from contextlib import contextmanager

from brandkit import files, workspace
from brandkit.core.slug import slug

SCHEMAS = ("brand.schema.json", "calendar.schema.json", "feeds.schema.json")
"""What editors find in the disposable folder."""


@contextmanager
def writing(root: str) -> Iterator[None]:
    """The workspace's lock, with what a killed command left half done out of the way."""
    with files.locked(private_folder(root)):
        tidy(root)
        yield


def private_folder(root: str) -> str:
    return os.path.join(root, ".brandkit")


def tidy(root: str) -> None:
    """Remove what a killed command left half done, and make what is disposable; under the lock."""
    places = {name: os.path.join(private_folder(root), name) for name in SCHEMAS}
    if not all(map(os.path.exists, places.values())):
        from brandkit.schemas import schemas

        for name, text in schemas().items():
            if not os.path.exists(places[name]):
                files.apply([files.Write(places[name], text)])
    for folder in ("", ".brandkit", workspace.IDEAS, workspace.MATERIAL, "calendars"):
        files.sweep(os.path.join(root, folder))
    for folder in workspace.ENTRY_FOLDERS:
        for place, _folders, _names in os.walk(os.path.join(root, folder)):
            files.sweep(place)


def keep_note(root: str, folder: str, name: str, text: str) -> str:
    """A new Markdown file of *folder* under a free name made of *name*; its path."""
    with writing(root):
        path = workspace.free_path(root, folder, slug(name))
        files.apply([files.Write(os.path.join(root, path), text)], inside=root)
    return path
