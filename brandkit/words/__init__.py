"""What screens say: English in `en/` and in the code, other languages in gettext's catalogue."""

from __future__ import annotations

import contextlib
import gettext
import os
import re
from collections.abc import Iterator
from datetime import date, datetime
from functools import cache
from typing import Any

from brandkit.core.saying import translated
from brandkit.words.en import MONTHS, SENTENCES, WEEKDAYS

LOCALES = os.path.join(os.path.dirname(os.path.abspath(__file__)), "locale")
DOMAIN = "brandkit"
LANGUAGES = ("it", "en")
_LANGUAGE = re.compile(r"""^language\s*=\s*["'](\w+)["']""", re.MULTILINE)
_VARIABLES = ("LANGUAGE", "LC_ALL", "LC_MESSAGES", "LANG")
_spoken = ["en"]


@cache
def catalogue(language: str) -> gettext.NullTranslations:
    """Gettext's catalogue of a language; English is the language of its keys."""
    if language == "en":
        return gettext.NullTranslations()
    return gettext.translation(DOMAIN, LOCALES, [language])


def language_at(folder: str) -> str:
    """The language of the workspace that *folder* lies in, else that of the locale."""
    from brandkit.errors import NoWorkspaceError
    from brandkit.root import BRAND_FILE, find_root

    with contextlib.suppress(NoWorkspaceError, OSError):
        path = os.path.join(find_root(folder), BRAND_FILE)
        with open(path, encoding="utf-8", errors="replace") as file:
            found = _LANGUAGE.search(file.read(20_000))
        if found and found.group(1).casefold() in LANGUAGES:
            return found.group(1).casefold()
    return language_of_locale()


def language_of_locale() -> str:
    """Italian where the locale's messages are, else English."""
    chosen = next((os.environ[name] for name in _VARIABLES if os.environ.get(name)), "")
    return "it" if chosen.casefold().startswith("it") else "en"


@contextlib.contextmanager
def speaking(language: str) -> Iterator[None]:
    """All that is said meanwhile, also by the command line's library, is said in *language*."""
    before, domain, variable = _spoken[0], gettext.textdomain(), os.environ.get("LANGUAGE")
    _spoken[0] = language
    if language != "en":
        gettext.bindtextdomain(DOMAIN, LOCALES)
        gettext.textdomain(DOMAIN)
        os.environ["LANGUAGE"] = language
    try:
        yield
    finally:
        _spoken[0] = before
        gettext.textdomain(domain)
        if variable is None:
            os.environ.pop("LANGUAGE", None)
        else:
            os.environ["LANGUAGE"] = variable


def spoken() -> str:
    """The language that the screen speaks."""
    return _spoken[0]


def said(text: str) -> str:
    """*text* in the language of the screen, where it is a sentence of the program's."""
    return translated(text, catalogue(spoken()).gettext)


class Words:
    """The sentences of one language: `words("plan.kept", n=3)`. A count picks one or many."""

    def __init__(self, language: str) -> None:
        self.language = language
        self._catalogue = catalogue(language)

    def __call__(self, key: str, **values: Any) -> str:
        one, bar, many = SENTENCES[key].partition("|")
        if bar:
            return self._catalogue.npgettext(key, one, many, values["n"]).format(**values)
        return self._catalogue.pgettext(key, one).format(**values)

    def day(self, day: date) -> str:
        """«martedì 1 dicembre», «Tuesday 1 December»."""
        return f"{self.weekday(day.weekday())} {day.day} {self.month(day.month)}"

    def dated(self, day: date) -> str:
        """The day with its year, for days that may lie years back."""
        return f"{self.day(day)} {day.year}"

    def month(self, number: int) -> str:
        """«dicembre», «December»; 1 is January."""
        return self._catalogue.pgettext("month", MONTHS[number - 1])

    def said(self, text: str) -> str:
        """*text* in this language, where it is a sentence of the program's."""
        return translated(text, self._catalogue.gettext)

    def near_day(self, day: date, today: date) -> str:
        """«oggi», «domani», «ieri», else the day."""
        apart = (day - today).days
        return self(f"day.{apart}") if -1 <= apart <= 1 else self.day(day)

    def weekday(self, number: int) -> str:
        """«martedì», «Tuesday»; 0 is Monday."""
        return self._catalogue.pgettext("weekday", WEEKDAYS[number])

    def moment(self, moment: datetime) -> str:
        """The day and the hour."""
        return f"{self.day(moment.date())}, {moment:%H:%M}"

    def number(self, value: float) -> str:
        """«3,4», «3.4»."""
        shown = f"{value:.1f}"
        return shown.replace(".", ",") if self.language == "it" else shown

    def listed(self, items: list[str]) -> str:
        """«a, b and c»."""
        if len(items) < 2:
            return "".join(items)
        return self("and", first=", ".join(items[:-1]), last=items[-1])
