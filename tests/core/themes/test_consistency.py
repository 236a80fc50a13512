"""Shares with what they leave open, silences, drift, and what is told of them."""

from __future__ import annotations

import random
from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from brandkit.core.calendar.model import Calendar, Campaign, Pause
from brandkit.core.model import Season, Theme
from brandkit.core.themes.consistency import (
    Published,
    share_of,
    standing_of,
    telling,
    variety,
)
from brandkit.core.themes.drift import LEAST, bound, drift, strongest
from brandkit.core.themes.report import report_of

DAY = date(2026, 1, 5)
PARTS = st.floats(0, 1)


def post(n: int, theme: str, *, said: bool = True, part: float = 1.0) -> Published:
    rest = "b" if theme == "a" else "a"
    parts = {theme: part, rest: 1 - part} if theme else {}
    off = 0.0 if theme else 1.0
    return Published(
        f"p{n}", DAY + timedelta(days=n), parts, off, confirmed=said, title=f"Post {n}"
    )


def posts(themes: str, *, said: bool = True) -> list[Published]:
    return [post(n, theme.strip(), said=said) for n, theme in enumerate(themes)]


def test_three_posts_are_no_trend() -> None:
    share = share_of("a", posts("aaa"))
    assert share.share == 1
    assert share.low < 0.6


def test_many_posts_say_more_than_few() -> None:
    few, many = share_of("a", posts("ab" * 5)), share_of("a", posts("ab" * 100))
    assert few.low < many.low < 0.5 < many.high < few.high


def test_what_nobody_confirmed_is_less_sure() -> None:
    said, read = share_of("a", posts("aab" * 20)), share_of("a", posts("aab" * 20, said=False))
    assert read.share == said.share
    assert read.low < said.low < said.high < read.high


def test_doubtful_posts_are_less_sure() -> None:
    sure = [post(n, "a") for n in range(20)] + [post(n, "b") for n in range(20)]
    torn = [post(n, "a", part=0.5) for n in range(40)]
    assert share_of("a", torn).share == share_of("a", sure).share
    assert share_of("a", torn).low < share_of("a", sure).low


def test_without_posts_everything_is_possible() -> None:
    assert share_of("a", []) == (0, 0, 1)
    assert share_of("a", posts("  ")) == (0, 0, 1)


@given(st.lists(st.tuples(PARTS, PARTS, st.booleans()), max_size=30))
def test_a_share_lies_within_its_interval(rows: list[tuple[float, float, bool]]) -> None:
    found = [
        Published(str(n), DAY, {"a": part * (1 - off)}, off, confirmed=said)
        for n, (part, off, said) in enumerate(rows)
    ]
    share = share_of("a", found)
    assert 0 <= share.low <= share.share <= share.high <= 1


def test_intervals_hold_what_they_say() -> None:
    draw = random.Random(1)
    held = 0
    for _ in range(400):
        drawn = [post(n, "a" if draw.random() < 0.3 else "b") for n in range(40)]
        share = share_of("a", drawn)
        held += share.low <= 0.3 <= share.high
    assert held / 400 >= 0.86


def test_silence_is_the_longest_also_the_present_one_and_pauses_are_none() -> None:
    about = [post(0, "a"), post(10, "a"), post(50, "a")]
    until = DAY + timedelta(days=60)
    assert standing_of("a", 0.5, None, about, until).silence == 40
    august = (DAY + timedelta(days=15), DAY + timedelta(days=45))
    quiet = standing_of("a", 0.5, None, about, until, [august])
    assert quiet.silence == 10
    assert quiet.last == DAY + timedelta(days=50)
    assert standing_of("b", 0.5, None, about, until).silence is None


def test_months_without_posts_are_no_months_of_nothing() -> None:
    months = standing_of("a", 0.5, None, [post(0, "a"), post(60, "b")], date(2026, 4, 1)).months
    assert months[-4:] == (1.0, None, 0.0, None)


@pytest.mark.parametrize(
    ("themes", "verdict"),
    [("a" * 40, "much"), ("b" * 40, "short"), ("ab" * 60, "fine"), ("ab", "open")],
)
def test_a_verdict_needs_evidence(themes: str, verdict: str) -> None:
    assert standing_of("a", 0.5, None, posts(themes), date(2026, 12, 1)).verdict == verdict


def test_variety_is_the_number_of_even_themes() -> None:
    assert variety([0.25] * 4) == pytest.approx(4)
    assert variety([1, 0, 0]) == pytest.approx(1)
    assert variety([]) == 0


def test_the_most_telling_posts_are_doubtful_and_spread_over_themes() -> None:
    sure = [post(n, "a", said=False) for n in range(20)]
    torn = [post(30, "a", said=False, part=0.55), post(31, "b", said=False, part=0.6)]
    said = [post(40, "a", part=0.5)]
    chosen = telling([*sure, *torn, *said], 3)
    assert [one.id for one in chosen[:2]] == ["p30", "p31"]
    assert len(chosen) == 3
    assert len(telling([*sure, *torn], 100)) == 22
    twice = [post(1, "a", said=False), post(1, "a", said=False)]
    assert len(telling(twice)) == 1


def test_drift_is_told_when_the_mix_changes() -> None:
    change = drift(posts("aaab" * 10 + "abbb" * 10), ["a", "b"])
    assert change is not None
    assert abs(change.posts[0] - 40) <= 3
    assert (change.theme, change.other) in {("a", "b"), ("b", "a")}
    assert abs(change.after - change.before) > 0.4


def test_a_steady_or_short_record_has_no_drift() -> None:
    assert drift(posts("ab" * 60), ["a", "b"]) is None
    assert drift(posts("a" * 9 + "b" * 9), ["a", "b"]) is None
    assert drift(posts("a" * 50), ["a"]) is None
    assert drift([], ["a", "b"]) is None
    assert strongest([[1.0, 0.0]] * (2 * LEAST - 1)) is None


def test_false_alarms_are_rare() -> None:
    draw = random.Random(7)
    alarms = 0
    for _ in range(60):
        rows = []
        for _n in range(160):
            theme = draw.choices(range(4), [4, 3, 2, 1])[0]
            rows.append([float(k == theme) for k in range(4)])
        ends = range(104, 161, 7)
        found = [strongest(rows[max(0, end - 104) : end]) for end in ends]
        alarms += any(one is not None and one.strength >= bound(4) for one in found)
    assert alarms <= 6


THEMES = (Theme("a", "A", 50), Theme("b", "B", 50))


def test_the_headline_is_what_is_farthest_from_the_target() -> None:
    until = DAY + timedelta(days=100)
    few = report_of(THEMES, posts("ab"), [], DAY, until)
    assert few.headline.kind == "few"
    assert report_of(THEMES, [], [], DAY, until).headline.kind == "none"
    short = report_of(THEMES, posts("a" * 30), ["b"], DAY, until)
    assert short.headline.kind == "short"
    assert short.headline.standing is not None
    assert short.headline.standing.theme == "b"
    assert short.standings[1].planned == 1
    fine = report_of(THEMES, posts("ab" * 45), [], DAY, until)
    assert fine.headline.kind == "fine"
    unsure = report_of(THEMES, posts("ab" * 10, said=False), [], DAY, until)
    assert unsure.headline.kind == "open"


def test_a_season_is_compared_with_its_own_shares() -> None:
    season = Season((1, 1), (3, 31), 300)
    seasonal = (Theme("a", "A", 50, seasons=(season,)), Theme("b", "B", 50))
    report = report_of(seasonal, posts("ab" * 10), [], DAY, DAY + timedelta(days=30))
    assert report.standings[0].target == pytest.approx(0.86, abs=0.01)


def test_planned_silences_and_campaigns_are_known() -> None:
    event = Campaign("Fair", DAY + timedelta(days=41), "linkedin", "b", before=(1,), after=(38,))
    rest = Pause(DAY + timedelta(days=20), DAY + timedelta(days=38))
    calendar = Calendar("editorial", "Editorial", pauses=(rest,), campaigns=(event,))
    mixed = posts("a" * 40 + "b" * 40)
    until = DAY + timedelta(days=80)
    assert report_of(THEMES, mixed, [], DAY, until).change is not None
    known = report_of(THEMES, mixed, [], DAY, until, [calendar])
    assert known.change is None
    assert known.standings[0].silence == 41


def test_an_event_is_no_reason_to_call_a_theme_too_much() -> None:
    event = Campaign("Fair", DAY + timedelta(days=55), "linkedin", "b", before=(16,), after=(5,))
    calendar = Calendar("editorial", "Editorial", campaigns=(event,))
    mixed = posts("ab" * 20 + "b" * 21)
    until = DAY + timedelta(days=62)
    assert [one.verdict for one in report_of(THEMES, mixed, [], DAY, until).standings] == [
        "short",
        "much",
    ]
    first, second = report_of(THEMES, mixed, [], DAY, until, [calendar]).standings
    assert (first.campaigns, second.campaigns) == ((), (("Fair", 22),))
    assert second.published.share == pytest.approx(41 / 61)
    assert second.steady.share == pytest.approx(19 / 39)
    assert {first.verdict, second.verdict} <= {"fine", "open"}
    alone = posts("b" * 20)
    assert (
        report_of(
            THEMES,
            alone,
            [],
            DAY,
            until,
            [Calendar("e", "E", campaigns=(Campaign("Fair", DAY, "linkedin", "b", after=(60,)),))],
        )
        .standings[1]
        .verdict
        == "open"
    )


def test_the_sites_that_posts_point_to_are_counted() -> None:
    rows = [post._replace(sources=("a.example",)) for post in posts("abab")]
    rows.append(rows[0]._replace(id="z", sources=("b.example", "a.example")))
    report = report_of(THEMES, rows, [], DAY, DAY + timedelta(days=9))
    assert report.sources == (("a.example", 5), ("b.example", 1))
    assert report.source_variety == pytest.approx(1.569, abs=0.01)
    assert report_of(THEMES, posts("ab"), [], DAY, DAY).source_variety == 0


def test_posts_outside_the_span_do_not_count() -> None:
    report = report_of(
        THEMES, posts("ab" * 20), [], DAY + timedelta(days=30), DAY + timedelta(days=35)
    )
    assert len(report.posts) == 6


def test_what_is_off_the_brand_and_what_drifted_from_its_plan_are_listed() -> None:
    planned = Published("x", DAY, {"a": 1.0}, planned="a", read={"a": 5, "b": 90})
    agreed = Published("y", DAY, {"a": 1.0}, planned="a", read={"a": 60, "b": 30})
    report = report_of(THEMES, [*posts(" a"), planned, agreed], [], DAY, DAY + timedelta(days=9))
    assert [one.id for one in report.off_posts] == ["p0"]
    assert [one.id for one in report.drifted] == ["x"]
    assert report.drifted[0].reads_like == "b"
