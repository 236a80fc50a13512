"""Where a workspace is."""

from __future__ import annotations

import os

from brandkit.errors import NoWorkspaceError

BRAND_FILE = "brand.toml"


def find_root(start: str) -> str:
    """The workspace that *start* lies in: the nearest folder upwards with a `brand.toml`."""
    folder = os.path.realpath(start)
    while True:
        if os.path.isfile(os.path.join(folder, BRAND_FILE)):
            return folder
        parent = os.path.dirname(folder)
        if parent == folder:
            raise NoWorkspaceError(
                f"No {BRAND_FILE} in this folder or above. Start one with: brandkit init"
            )
        folder = parent
