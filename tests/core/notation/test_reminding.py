"""`[reminders]` and `[[delivery]]`: what they say, and what is wrong with them."""

from __future__ import annotations

import tomllib
from datetime import time, timedelta

import pytest

from brandkit.core.notation.brand import parse_brand
from brandkit.core.notation.calendars import parse_calendar
from brandkit.core.notation.reminding import is_reference, with_machine
from brandkit.core.reminders.rules import STANDARD, Delivery, Offset, Quiet, Reminding
from tests.conftest import SMALL_BRAND, SMALL_CALENDAR


def reminding(more: str) -> Reminding:
    reading = parse_brand(SMALL_BRAND + more)
    assert reading.brand is not None, reading.problems
    return reading.brand.reminding


def test_without_a_word_the_standard_holds() -> None:
    found = reminding("")
    assert found == Reminding()
    assert found.rules == STANDARD
    assert found.deliveries == (Delivery("desktop", "desktop"),)


def test_all_that_can_be_said_is_read() -> None:
    found = reminding(
        """
        [reminders]
        machine = " laptop "
        write = ["3d 18:00", "1d"]
        late = []
        quiet_from = "21:00"
        quiet_until = 08:00:00
        overdue = "Digest"

        [[delivery]]
        id = "mail"
        kind = "Mail"
        to = "ada@example.org"
        host = "smtp.example.org"
        password = "keyring:brandkit/mail"
        digest = "7.30"
        only = ["write", "Publish"]
        """.replace("        ", "")
    )
    assert found.machine == "laptop"
    assert found.rules["write"] == (Offset(3, at=time(18)), Offset(1))
    assert found.rules["late"] == ()
    assert found.rules["publish"] == STANDARD["publish"]
    assert (found.quiet, found.overdue) == (Quiet(time(21), time(8)), "digest")
    mail = found.delivery("mail")
    assert mail is not None
    assert (mail.kind, mail.digest, mail.only) == ("mail", time(7, 30), ("write", "publish"))
    assert mail.text("to") == "ada@example.org"
    assert mail.text("user", "nobody") == "nobody"
    assert found.delivery("other") is None


@pytest.mark.parametrize(
    ("more", "told"),
    [
        ('[reminders]\nwrite = ["1d", "soon"]', "write: 'soon' is no span"),
        ('[reminders]\nquiet_from = "21:00"', "quiet hours need both"),
        ('[reminders]\nquiet_until = "8:00"', "quiet hours need both"),
        ('[reminders]\noverdue = "later"', "overdue: 'later' is not known"),
        ('[[delivery]]\nid = "a"\nkind = "pigeon"', "kind: 'pigeon' is not known"),
        ('[[delivery]]\nid = "a"\nkind = "file"', "path is missing"),
        ('[[delivery]]\nid = "a"\nkind = "mail"\nto = "a@b.c"', "host is missing"),
        ('[[delivery]]\nid = "a"\nkind = "mail"\nto = "ada"\nhost = "h"', "no e-mail address"),
        (
            '[[delivery]]\nid = "a"\nkind = "mail"\nto = "a@b.c\\nBcc: x@y.z"\nhost = "h"',
            "no e-mail address",
        ),
        ('[[delivery]]\nid = "a"\nkind = "webhook"\nurl = "file:///etc"', "is no web address"),
        ('[[delivery]]\nid = "a"\nkind = "ntfy"\nurl = "https://u:p@h/t"', "is no web address"),
        ('[[delivery]]\nid = "a"\nkind = "ntfy"\nurl = "https://h/t"\ntoken = "tk_1"', "a secret does not"),
        ('[[delivery]]\nid = "a"\nkind = "apprise"\nurl = "tgram://123/456"', "a secret does not"),
        (
            '[[delivery]]\nid = "a"\nkind = "mail"\nto = "a@b.c"\nhost = "h.org"\nsecurity = "none"',
            "without TLS only",
        ),
        ('[[delivery]]\nid = "a"\nkind = "desktop"\n[[delivery]]\nid = "a"\nkind = "desktop"', "another delivery"),
    ],
)  # fmt: skip
def test_mistakes_are_told_with_their_lines(more: str, told: str) -> None:
    reading = parse_brand(f"{SMALL_BRAND}\n{more}\n")
    assert reading.brand is None
    shown = [problem.located("brand.toml") for problem in reading.problems]
    assert any(told in line for line in shown), shown
    first = SMALL_BRAND.count("\n") + 1
    assert all(int(line.split(":")[1]) > first for line in shown)


def test_a_server_on_this_machine_needs_no_tls() -> None:
    more = (
        '[[delivery]]\nid = "a"\nkind = "mail"\nto = "a@b.c"\nhost = "localhost"\nsecurity = "none"'
    )
    assert reminding(more).delivery("a") is not None


def test_a_calendar_may_say_it_otherwise() -> None:
    brand = parse_brand(f'{SMALL_BRAND}\n[reminders]\nlate = ["1h"]\n').brand
    text = f'{SMALL_CALENDAR}\n[reminders]\nwrite = ["1d 12:00"]\n'
    calendar = parse_calendar(text, "c", brand).calendar
    assert calendar is not None
    assert calendar.rules is not None
    assert calendar.rules["write"] == (Offset(1, at=time(12)),)
    assert calendar.rules["late"] == (Offset(exact=timedelta(hours=1)),)
    assert parse_calendar(SMALL_CALENDAR, "c", brand).calendar.rules is None  # type: ignore[union-attr]
    alone = parse_calendar(text, "c", None).calendar
    assert alone is not None
    assert alone.rules is not None
    assert alone.rules["late"] == STANDARD["late"]
    wrong = parse_calendar(f'{SMALL_CALENDAR}\n[reminders]\nwrite = ["x"]\n', "c", brand)
    assert "'x' is no span" in wrong.problems[0].message


@pytest.mark.parametrize(
    ("text", "yes"),
    [
        ("keyring:brandkit/mail", True),
        ("env:MAIL_PASSWORD", True),
        ("cmd:pass show mail", True),
        ("keyring:mail", False),
        ("env:", False),
        ("hunter2", False),
        ("", False),
    ],
)
def test_a_reference_is_told_from_a_secret(text: str, yes: bool) -> None:
    assert is_reference(text) is yes


@pytest.mark.parametrize(
    ("text", "then"),
    [
        ("a = 1\n", 'a = 1\n\n[reminders]\nmachine = "é"\n'),
        ("a = 1\r\n", 'a = 1\r\n\r\n[reminders]\r\nmachine = "é"\r\n'),
        (
            "[reminders] # mine\nlate = []\n[x]\n",
            '[reminders] # mine\nmachine = "é"\nlate = []\n[x]\n',
        ),
        ("[reminders]\r\nlate = []\r\n", '[reminders]\r\nmachine = "é"\r\nlate = []\r\n'),
        ("[reminders]", '[reminders]\nmachine = "é"\n'),
        ("[reminders]\nmachine = 'old' # where\n", '[reminders]\nmachine = "é" # where\n'),
        ("reminders = { late = [] }\n", 'reminders = { machine = "é", late = [] }\n'),
        ("reminders = {}\n", 'reminders = { machine = "é"}\n'),
        ("\ufeffa = 1\n", '\ufeffa = 1\n\n[reminders]\nmachine = "é"\n'),
    ],
)
def test_the_machine_is_written_and_all_else_stays(text: str, then: str) -> None:
    assert with_machine(text, "é") == then
    assert tomllib.loads(then.removeprefix("\ufeff"))["reminders"]["machine"] == "é"
