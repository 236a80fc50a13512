"""What screens say, in Italian and English."""

from __future__ import annotations

import gettext
import os
from datetime import date, datetime
from importlib import import_module
from typing import Any

from brandkit.core.saying import translated

LOCALES = os.path.join(os.path.dirname(os.path.abspath(__file__)), "locale")
DOMAIN = "brandkit"


def catalogue(language: str) -> gettext.NullTranslations:
    """Gettext's catalogue of a language; English is the language of its keys."""
    return gettext.translation(DOMAIN, LOCALES, [language], fallback=True)


class Words:
    """The sentences of one language: `words("plan.kept", n=3)`. A count picks one or many."""

    def __init__(self, language: str) -> None:
        self.language = language
        module = import_module(f"brandkit.words.{language}")
        self._catalogue = catalogue(language)
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

    def said(self, text: str) -> str:
        """*text* in this language, where it is a sentence of the program's."""
        return translated(text, self._catalogue.gettext)

    def near_day(self, day: date, today: date) -> str:
        """«oggi», «domani», «ieri», else the day."""
        apart = (day - today).days
        return self(f"day.{apart}") if -1 <= apart <= 1 else self.day(day)

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
