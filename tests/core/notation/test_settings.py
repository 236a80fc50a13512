"""brand.toml and calendars: every mistake with its line, and what a right file means."""

from __future__ import annotations

import json
from datetime import date, time

import jsonschema
import pytest

from brandkit.core.model import Season
from brandkit.core.notation import fields
from brandkit.core.notation.brand import BRAND, parse_brand
from brandkit.core.notation.calendars import CALENDAR, parse_calendar
from brandkit.core.notation.fields import schema_of
from tests.conftest import SMALL_BRAND, SMALL_CALENDAR

BASE = SMALL_BRAND.lstrip()


def brand_mistakes(text: str, zones: frozenset[str] = frozenset()) -> list[str]:
    return [problem.located("brand.toml") for problem in parse_brand(text, zones).problems]


def calendar_mistakes(text: str, formats: tuple[str, ...] = ("lesson",)) -> list[str]:
    brand = parse_brand(BASE).brand
    return [p.located("c.toml") for p in parse_calendar(text, "c", brand, formats).problems]


def rhythm_with(more: str) -> str:
    return f'name = "x"\n[[rhythm]]\nchannel = "linkedin"\ntime = "8:30"\n{more}'


def test_a_right_brand_is_what_it_says() -> None:
    text = (
        BASE
        + """
[[channel]]
id = "blog"
kind = "BLOG"
language = "it"
url = "https://example.org"

[voice]
address = "lei"
person = "plural"
avoid = ["synergy"]
"""
    )
    text = text.replace(
        'name = "People"',
        'name = "People"\nchannels = ["blog"]\nwas = ["folks"]\n'
        'season = [{from = "11-15", to = "1-6", share = 80}]',
    )
    brand = parse_brand(text).brand
    assert brand is not None
    assert [c.name for c in brand.channels] == ["LinkedIn", "blog"]
    assert (brand.channels[1].kind, brand.channels[1].language) == ("blog", "it")
    assert brand.voice.address == "lei"
    assert brand.theme("folks") is brand.themes[0]
    assert brand.theme("nobody") is None
    assert brand.channel("nowhere") is None
    season = brand.themes[0].seasons[0]
    assert season == Season((11, 15), (1, 6), 80)
    assert season.holds(date(2026, 12, 24))
    assert season.holds(date(2027, 1, 6))
    assert not season.holds(date(2026, 6, 1))
    assert Season((3, 1), (4, 1), 1).holds(date(2026, 3, 15))


@pytest.mark.parametrize(
    ("old", "new", "told"),
    [
        ('name = "Ada"', 'nmae = "Ada"', "3:1: unknown key 'nmae'; did you mean 'name'?"),
        ('name = "Ada"', 'name = ""', "3:1: name is empty"),
        ("format = 1", "format = 2", "1:1: format is 2; this brandkit reads format 1"),
        ('language = "en"', 'language = "fr"', "4:1: language: 'fr' is not known; one of it, en"),
        ('"Europe/Rome"', '"Europe/Rom"', "5:1: timezone: 'Europe/Rom' is not known"),
        ('"Europe/Rome"', '"../etc"', "5:1: timezone: '../etc' is not known"),
        ("share = 60", 'share = "60"', "10:1: share should be a whole number, like 30"),
        ("share = 60", "share = true", "10:1: share should be a whole number"),
        ("share = 60", "share = 0", "10:1: share is 0; it should be between 1 and 1000"),
        ("share = 60", "share = 60\nkeywords = 3", "11:1: keywords should be a list of texts"),
        ("share = 60", 'share = 60\nkeywords = ["a", 3]', "11:1: keywords should be a list"),
        ("share = 60", "share = 60\nmin_gap_days = -1", "11:1: min_gap_days is -1"),
        ("share = 60", "share = 60\nshar = 3", "11:1: unknown key 'shar'; did you mean 'share'?"),
        ('id = "change"', 'id = "people"', "8:1: id: there is another theme 'people'"),
        ('id = "people"', 'id = "Big Theme"', "8:1: id: 'Big Theme' does not fit"),
        (
            "share = 60",
            'share = 60\nchannels = ["linkedn"]',
            "11:13: channels: no channel 'linkedn'; did you mean 'linkedin'?",
        ),
        ("share = 60", 'share = 60\nwas = ["change"]', "11:8: was: 'change' is the id of a theme"),
        (
            "share = 60",
            'share = 60\nseason = [{from="2-30", to="x", share=3}]',
            "11:12: from: '2-30' is no month-day",
        ),
        ("share = 60", "share = 60\nexplore = 1", "11:1: explore should be true or false"),
        ("share = 60", 'share = 60\n[[theme.season]]\nfrom = "1-1"', "11:1: to is missing"),
        (
            'kind = "linkedin"',
            'kind = "linkdin"',
            "20:1: kind: 'linkdin' is not known; did you mean 'linkedin'?",
        ),
        (
            '[[channel]]\nid = "linkedin"\nname = "LinkedIn"\nkind = "linkedin"',
            "",
            "channel is missing",
        ),
        ("format = 1", "format 1", "1:8: this is not TOML: expected '=' after a key"),
        ('kind = "linkedin"', 'kind = "linkedin', "20:17: this is not TOML"),
        ("[[channel]]", "voice = 3\n[[channel]]", "unknown key 'voice'"),
        ("format = 1", "format = 1\nvoice = 3", "2:1: voice should be a table"),
        ("format = 1", "format = 1\ngoals = [[1]]", "2:1: goals should be a list of texts"),
    ],
)
def test_a_mistake_in_the_brand_is_told_with_its_place(old: str, new: str, told: str) -> None:
    assert old in BASE
    found = brand_mistakes(BASE.replace(old, new, 1))
    assert any(told in mistake for mistake in found), found


def test_all_mistakes_of_a_file_come_at_once_in_order() -> None:
    text = BASE.replace("share = 60", "share = 0").replace('language = "en"', 'language = "xx"')
    text = text.replace('kind = "linkedin"', "kind = 3")
    assert [m.split(":")[1] for m in brand_mistakes(text)] == ["4", "10", "20"]


def test_an_unknown_zone_is_guessed_from_the_known_ones() -> None:
    text = BASE.replace("Europe/Rome", "europe/rome ")
    found = brand_mistakes(text, frozenset({"Europe/Rome", "Africa/Cairo"}))
    assert found[0].endswith("is not known; did you mean Europe/Rome?")


def test_unknown_keys_only_warn() -> None:
    reading = parse_brand(BASE.replace("format = 1", 'format = 1\nmood = "sunny"'))
    assert reading.brand is not None
    assert [problem.warning for problem in reading.problems] == [True]


def test_no_theme_at_all_is_a_mistake() -> None:
    text = BASE[: BASE.index("[[theme]]")] + "theme = []\n" + BASE[BASE.index("[[channel]]") :]
    assert any("no theme at all" in m for m in brand_mistakes(text))


def test_too_many_themes_are_a_mistake() -> None:
    more = "".join(f'[[theme]]\nid = "t{n}"\nname = "T"\nshare = 1\n' for n in range(30))
    assert any("is the limit" in mistake for mistake in brand_mistakes(BASE + more))


def test_files_beyond_measure_are_refused() -> None:
    assert "limit" in brand_mistakes("# " + "x" * fields.MAX_FILE)[0]
    assert "nested too deeply" in brand_mistakes(f"a = {'[' * 9000}")[0]


def test_a_byte_order_mark_does_not_shift_the_column() -> None:
    text = "\ufeff" + BASE.replace("format = 1", "format = 2")
    assert brand_mistakes(text)[0].startswith("brand.toml:1:2: format is 2")


def test_a_right_calendar_is_what_it_says() -> None:
    text = (
        SMALL_CALENDAR
        + """
[[rhythm]]
channel = "linkedin"
rule = "FREQ=MONTHLY;BYDAY=1MO;UNTIL=20270101T090000Z"
time = 9.05
from = 2026-01-01
until = 2026-12-31
except = [2026-08-15]

[[pause]]
from = 2026-12-24
until = 2027-01-06
reason = "holidays"

[[pin]]
on = 2026-12-01
channel = "linkedin"
theme = "people"
format = "lesson"

[[pin]]
on = 2026-12-03T10:00:00
channel = "linkedin"
theme = "change"
title = "A date"

[[campaign]]
name = "Fair"
on = 2027-03-18
channel = "linkedin"
theme = "people"
time = 08:00:30
before = [1, 14]
day = false
after = [2]

[[series]]
id = "s"
title = "S"
theme = "people"
parts = ["a", "b"]
channel = "linkedin"
from = 2026-12-01
"""
    )
    text = text.replace("time = 9.05", 'time = "9.05"')
    reading = parse_calendar(text, "editorial", parse_brand(BASE).brand, ("lesson",))
    assert reading.problems == ()
    calendar = reading.calendar
    assert calendar is not None
    assert calendar.rhythms[0].weekdays == (1, 3)
    assert calendar.rhythms[1].at == time(9, 5)
    assert calendar.rhythms[1].exceptions == (date(2026, 8, 15),)
    assert calendar.pauses[0].reason == "holidays"
    assert [pin.at for pin in calendar.pins] == [None, time(10)]
    assert calendar.campaigns[0].before == (14, 1)
    assert calendar.campaigns[0].at == time(8)
    assert not calendar.campaigns[0].on_the_day
    assert calendar.series[0].parts == ("a", "b")


@pytest.mark.parametrize(
    ("text", "told"),
    [
        (
            'name = "x"\n[[rhythm]]\nchannel = "linkedin"\ntime = "8:30"',
            "3:1: a rhythm has either days or a rule",
        ),
        (
            'name = "x"\n[[rhythm]]\nchannel = "linkedin"\ntime = "8:30"\ndays = ["mon"]\nrule = "FREQ=DAILY"',
            "5:1: a rhythm has either",
        ),
        (
            'name = "x"\n[[rhythm]]\nchannel = "linkedin"\ntime = "25:00"\ndays = ["mon"]',
            '4:1: time should be a time, like "08:30"',
        ),
        (
            'name = "x"\n[[rhythm]]\nchannel = "linkedin"\ntime = 830\ndays = ["mon"]',
            "4:1: time should be a time",
        ),
        (
            'name = "x"\n[[rhythm]]\nchannel = "linkedin"\ntime = "8:30"\ndays = ["martedi", "giovdi"]',
            "5:20: days: 'giovdi' is not known; did you mean 'giovedi'?",
        ),
        (
            'name = "x"\n[[rhythm]]\nchannel = "linkdin"\ntime = "8:30"\ndays = ["mon"]',
            "3:1: channel: 'linkdin' is not in brand.toml; did you mean 'linkedin'?",
        ),
        (
            'name = "x"\n[[rhythm]]\nchannel = "linkedin"\ntime = "8:30"\nrule = "FREQ=MINUTELY"',
            "5:1: rule: FREQ should be one of DAILY",
        ),
        (
            'name = "x"\n[[rhythm]]\nchannel = "linkedin"\ntime = "8:30"\nrule = "FREQ=DAILY;BYHOUR=3"',
            "rule: BYHOUR has no place here",
        ),
        (rhythm_with('rule = "FREQ=DAILY;INTERVAL=0"'), "rule: INTERVAL should be between"),
        (rhythm_with('rule = "FREQ=DAILY;COUNT=0"'), "rule: COUNT should be between"),
        (rhythm_with('rule = "FREQ=DAILY\\nEXDATE:20260101"'), "rule: a rule is one line"),
        (
            rhythm_with('rule = "FREQ=DAILY;BYMONTH=2;BYMONTHDAY=30"'),
            "rule: it never opens",
        ),
        (rhythm_with('days = ["mon"]\nuntil = 9999-12-31'), "6:1: until should be a date"),
        (
            'name = "x"\n[[pin]]\non = 9999-12-31T08:30:00\nchannel = "linkedin"\ntheme = "people"',
            "3:1: on should be a date",
        ),
        (
            'name = "x"\n[[rhythm]]\nchannel = "linkedin"\ntime = "8:30"\nrule = "FREQ=DAILY;BYDAY=XX"',
            "this is not an RFC 5545 rule",
        ),
        (
            'name = "x"\n[[rhythm]]\nchannel = "linkedin"\ntime = "8:30"\ndays = ["mon"]\nfrom = 2026-02-01\nuntil = 2026-01-01',
            "7:1: until lies before from",
        ),
        (
            'name = "x"\n[[pause]]\nfrom = 2026-02-01\nuntil = 2026-01-01',
            "4:1: until lies before from",
        ),
        (
            'name = "x"\n[[pause]]\nfrom = "2026-02-01"\nuntil = 2026-03-01',
            "3:1: from should be a date without quotes",
        ),
        (
            'name = "x"\n[[pin]]\non = 2026-12-01T08:30:00Z\nchannel = "linkedin"\ntheme = "people"',
            "3:1: on should be a date",
        ),
        (
            'name = "x"\n[[pin]]\non = 2026-12-01\nchannel = "linkedin"\ntheme = "peple"',
            "5:1: theme: 'peple' is not in brand.toml; did you mean 'people'?",
        ),
        (
            'name = "x"\n[[pin]]\non = 2026-12-01\nchannel = "linkedin"\ntheme = "people"\nformat = "leson"',
            "6:1: format: there is no template 'leson'; did you mean 'lesson'?",
        ),
        (
            'name = "x"\n[[campaign]]\nname = "f"\non = 2026-12-01\nchannel = "linkedin"\ntheme = "people"\nbefore = [0]',
            "7:11: before is 0; it should be between 1 and 365",
        ),
        (
            'name = "x"\n[[series]]\nid = "s"\ntitle = "S"\ntheme = "people"\nparts = []',
            "6:1: parts is empty",
        ),
        (
            'name = "x"\n[[series]]\nid = "s"\ntitle = "S"\ntheme = "people"\nparts = ["a"]\n[[series]]\nid = "s"\ntitle = "S"\ntheme = "people"\nparts = ["a"]',
            "8:1: id: there is another series 's'",
        ),
        ('name = "x"\npick = "people"', "2:1: pick: 'people' is not known; one of theme"),
        ('name = "x"\nrhythm = 3', "2:1: rhythm should be a list of tables"),
        (
            'name = "x"\n[[rhythm]]\nchannel = "linkedin"\ntime = "8:30"\ndays = ["mon"]\nexcept = ["x"]',
            "6:1: except should be a list of dates",
        ),
        ("name = ", "this is not TOML"),
    ],
)
def test_a_mistake_in_a_calendar_is_told_with_its_place(text: str, told: str) -> None:
    found = calendar_mistakes(text)
    assert any(told in mistake for mistake in found), found


def test_a_calendar_without_a_readable_brand_is_checked_by_itself() -> None:
    text = 'name = "x"\n[[pin]]\non = 2026-12-01\nchannel = "anything"\ntheme = "any"\n'
    assert parse_calendar(text, "c", None).problems == ()


def test_the_schemas_accept_what_the_checks_accept() -> None:
    import tomllib

    for text, table in ((BASE, BRAND), (SMALL_CALENDAR, CALENDAR)):
        schema = schema_of(table, "x")
        json.dumps(schema)
        jsonschema.Draft202012Validator.check_schema(schema)
        jsonschema.validate(tomllib.loads(text), schema)
    wrong = tomllib.loads(BASE.replace("share = 60", "share = 0"))
    with pytest.raises(jsonschema.ValidationError):
        jsonschema.validate(wrong, schema_of(BRAND, "x"))
    wrong = tomllib.loads(BASE.replace('id = "people"', 'id = "No No"'))
    with pytest.raises(jsonschema.ValidationError):
        jsonschema.validate(wrong, schema_of(BRAND, "x"))
