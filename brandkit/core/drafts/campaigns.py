"""What a post of a campaign is called: so many days before, on the day, after it."""

from __future__ import annotations

_TITLES = {
    "it": (
        "{name}: mancano {n} giorni",
        "{name}: è domani",
        "{name}: è oggi",
        "{name}: che cosa resta",
    ),
    "en": (
        "{name}: {n} days to go",
        "{name}: it is tomorrow",
        "{name}: it is today",
        "{name}: what stays",
    ),
}
MARK = "|"


def campaign_mark(name: str, offset: int) -> str:
    """How a slot remembers its campaign: its name and the days since the event."""
    return f"{name}{MARK}{offset:+d}"


def campaign_name(mark: str) -> str:
    """The campaign of a slot; nothing where the slot belongs to none."""
    return mark.rpartition(MARK)[0]


def campaign_format(mark: str) -> str:
    """The format of a campaign's post: an invitation up to the day, a recap after it."""
    return "recap" if int(mark.rpartition(MARK)[2]) > 0 else "lead-up"


def campaign_title(mark: str, language: str) -> str:
    """The title of a campaign's post in *language*."""
    name, _, days = mark.rpartition(MARK)
    offset = int(days)
    before, eve, on, after = _TITLES[language]
    title = after if offset > 0 else on if offset == 0 else eve if offset == -1 else before
    return title.format(name=name, n=-offset)
