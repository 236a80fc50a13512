"""A workspace as a command or a page works with it: the brand, the moment, the words."""

from __future__ import annotations

import os
from datetime import datetime
from functools import cached_property
from typing import TYPE_CHECKING

from brandkit import clock

if TYPE_CHECKING:
    from brandkit.config import Settings
    from brandkit.core.model import Brand
    from brandkit.index import Index
    from brandkit.words import Words


class Workplace:
    """Lazy: nothing is read before it is asked for. *at* stands for the present, *tongue* for the
    language of the words, where they are not the clock's and the brand's.
    """

    def __init__(self, root: str, at: datetime | None = None, tongue: str = "") -> None:
        self._root, self._at, self._tongue = root, at, tongue

    @property
    def root(self) -> str:
        return self._root

    @cached_property
    def brand(self) -> Brand:
        from brandkit.config import load_brand

        return load_brand(self.root)

    @cached_property
    def settings(self) -> Settings:
        """The brand and its calendars."""
        from brandkit.config import load_settings

        return load_settings(self.root)

    def index(self) -> Index:
        """Every entry as it is now; looked at anew each time: something may have been written."""
        from brandkit.index import EVERYTHING, load_index

        return load_index(self.root, clock.nanoseconds(), EVERYTHING)

    @cached_property
    def words(self) -> Words:
        from brandkit.words import Words

        return Words(self._tongue or self.brand.language)

    @cached_property
    def now(self) -> datetime:
        """The present in the brand's zone."""
        return (self._at or clock.now()).astimezone(self.brand.zone)

    def moment_at(self, timestamp: float) -> datetime:
        """A moment in seconds since 1970, in the brand's zone."""
        return datetime.fromtimestamp(timestamp, self.brand.zone)

    def said(self, text: str) -> str:
        """*text* in the language of the words, where it is a sentence of the program's."""
        return self.words.said(text)

    def private(self, name: str = "") -> str:
        """A place in the disposable folder."""
        return os.path.join(self.root, ".brandkit", name) if name else f"{self.root}/.brandkit"
