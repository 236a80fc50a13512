"""What one request works with: the workspace, as it is remembered or as it is now."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime
from functools import cached_property
from typing import NamedTuple, TypeVar

from brandkit.checking import lowered
from brandkit.config import Settings, load_settings
from brandkit.core.model import Brand
from brandkit.errors import UnreadableError
from brandkit.index import Index
from brandkit.sources import Ideas, load_ideas
from brandkit.web.memory import Memory
from brandkit.web.overview import Overview
from brandkit.workplace import Workplace

T = TypeVar("T")


class Looked(NamedTuple):
    """Brand and calendars as far as they can be read, and what cannot."""

    settings: Settings
    problems: tuple[str, ...]


class Visit(Workplace):
    """A workspace that is only looked at comes from *memory*; one to be changed, from the files."""

    def __init__(
        self, root: str, at: datetime | None, tongue: str, memory: Memory | None = None
    ) -> None:
        super().__init__(root, at, tongue)
        self._memory = memory or Memory()

    @cached_property
    def brand(self) -> Brand:
        return self._memory.of("brand", lambda: Workplace(self.root).brand)

    @cached_property
    def settings(self) -> Settings:
        return self._memory.of("settings", lambda: load_settings(self.root))

    @cached_property
    def looked(self) -> Looked:
        """The settings; with no calendars where one of them is broken, and all else is shown."""
        try:
            return Looked(self.settings, ())
        except UnreadableError as error:
            return Looked(Settings(self.brand, (), {}, ()), error.details)

    def index(self) -> Index:
        return self._memory.of("index", super().index)

    def ideas(self) -> Ideas:
        """The ideas of the workspace and of the folders that the brand names."""
        return self._memory.of("ideas", lambda: load_ideas(self.root, self.brand))

    def overview(self) -> Overview:
        """The entries in the order in which they are looked at."""
        key = ("overview", self.now.date())
        return self._memory.of(
            key, lambda: Overview.of(self.index().rows, self.brand, self.now.date())
        )

    def text_at(self, path: str) -> bytes:
        """The text of a file in small letters, to look for what is said twice."""
        return self._memory.of(("text", path), lambda: lowered(path))

    def each_minute(self, name: str, make: Callable[[], T]) -> T:
        """What depends on the hour, made anew each minute."""
        minute = self.now.replace(second=0, microsecond=0)
        return self._memory.of((name, minute), make)
