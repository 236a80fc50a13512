"""Events as blocks of a calendar file."""

from __future__ import annotations

import tomllib
from datetime import date

from brandkit.core.notation.occasions import Occasion, with_campaigns, with_pauses
from tests.conftest import SMALL_CALENDAR

FAIR = Occasion(date(2026, 12, 10), date(2026, 12, 11), 'Fair "Milan" è')
REST = Occasion(date(2026, 12, 24), date(2027, 1, 6), "")


def test_a_pause_is_appended_once() -> None:
    text, new = with_pauses(SMALL_CALENDAR, [FAIR, REST, FAIR])
    assert new == [FAIR, REST]
    assert text.startswith(SMALL_CALENDAR)
    assert tomllib.loads(text)["pause"] == [
        {"from": FAIR.first, "until": FAIR.last, "reason": FAIR.name},
        {"from": REST.first, "until": REST.last},
    ]
    assert with_pauses(text, [REST]) == (text, [])


def test_a_campaign_is_appended_once() -> None:
    text, new = with_campaigns(
        SMALL_CALENDAR, [FAIR], channel="linkedin", theme="people", before=(7, 1), after=(2,)
    )
    assert new == [FAIR]
    assert tomllib.loads(text)["campaign"] == [
        {
            "name": FAIR.name,
            "on": FAIR.first,
            "channel": "linkedin",
            "theme": "people",
            "before": [7, 1],
            "after": [2],
        }
    ]
    again = with_campaigns(text, [FAIR], channel="x", theme="y", before=(), after=())
    assert again == (text, [])
