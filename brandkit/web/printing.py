"""The board's views as plain files, to share or print: no server, no script."""

from __future__ import annotations
