"""Whatever is sent to the board, it answers, and loses or spoils nothing."""

from __future__ import annotations

import pytest

from tests.web.conftest import ORIGIN, Asked
from tests.web.test_calendar import TUE, draft

ODD = ("", " ", "\x00", "é🙂" * 50, "-1", "9" * 400, "2026-13-45", "../../x", "<b>", "none", "[?")
FIELDS = (
    "entry when idea theme text channel day hour label post name answer asked take skip url weeks"
    " starter kind publish share-hiring body digest title key back sure language who free"
).split()
ROOMS = (
    "/move /undo /material /ideas /ideas/place /new /plan /themes/label /habits/add /start /start/themes"
    " /language /entries/{id} /entries/{id}/preview /entries/{id}/interview /entries/{id}/skip"
    " /entries/{id}/taken /entries/{id}/ready /entries/{id}/publish /entries/{id}/reopen"
    " /entries/{id}/done /entries/{id}/outcome /entries/aaaaaaaa /entries/aaaaaaaa/interview"
).split()


@pytest.mark.parametrize("room", ROOMS)
def test_odd_forms_are_answered(asked: Asked, room: str) -> None:
    identity = asked.id_of(draft(asked, TUE))
    for odd in ODD:
        values = dict.fromkeys(FIELDS, odd)
        for form in (values, {**values, "entry": identity, "post": identity}, {"text": odd}):
            found = asked.client.post(room.format(id=identity), data=form, headers=ORIGIN)
            assert found.status_code < 500, (room, odd, found.text)
    asked.get("/calendar")
    assert asked.place.run("agenda").err == ""


PAGES = "/calendar /ideas /material /new /plan /themes /themes/label /habits /check /changes /start".split()
ARGUMENTS = ("on", "view", "channel", "theme", "weeks", "post", "later", "q", "token", "seen")


@pytest.mark.parametrize("page", PAGES)
def test_odd_addresses_are_answered(asked: Asked, page: str) -> None:
    asked.site.watch.end()
    for odd in ODD:
        found = asked.client.get(page, query_string=dict.fromkeys(ARGUMENTS, odd))
        assert found.status_code < 500, (odd, found.text)
