"""What screens say, in Italian and English."""

from __future__ import annotations

from datetime import date, datetime
from importlib import import_module
from typing import Any


class Words:
    """The sentences of one language: `words("plan.kept", n=3)`. A count picks one or many."""

    def __init__(self, language: str) -> None:
        self.language = language
        module = import_module(f"brandkit.words.{language}")
        self._sentences: dict[str, str] = module.SENTENCES
        self._weekdays: tuple[str, ...] = module.WEEKDAYS
        self._months: tuple[str, ...] = module.MONTHS

    def __call__(self, key: str, **values: Any) -> str:
        sentence = self._sentences[key]
        if "|" in sentence:
            one, many = sentence.split("|")
            sentence = one if values.get("n") == 1 else many
        return sentence.format(**values)

    def day(self, day: date) -> str:
        """«martedì 1 dicembre», «Tuesday 1 December»."""
        return f"{self._weekdays[day.weekday()]} {day.day} {self._months[day.month - 1]}"

    def weekday(self, number: int) -> str:
        """«martedì», «Tuesday»; 0 is Monday."""
        return self._weekdays[number]

    def moment(self, moment: datetime) -> str:
        """The day and the hour."""
        return f"{self.day(moment.date())}, {moment:%H:%M}"

    def listed(self, items: list[str]) -> str:
        """«a, b and c»."""
        if len(items) < 2:
            return "".join(items)
        return self("and", first=", ".join(items[:-1]), last=items[-1])
