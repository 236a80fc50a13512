"""The whole plan as a value: its fixpoint, its formats, its matter, its chooser."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import date, datetime, time, timedelta
from typing import Any
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from brandkit.core.calendar.model import Calendar, Campaign, Pause, Pin, Rhythm, Series
from brandkit.core.choosing import Chooser, Done, Fixed
from brandkit.core.filling import Situation
from brandkit.core.model import Brand, Channel, Entry, Idea, Material, Season, Slot, SlotKey, Theme
from brandkit.core.notation.entries import body_digest
from brandkit.core.notation.templates import Pattern, Stem
from brandkit.core.pieces import Template
from brandkit.core.plan import Plan, make_plan
from brandkit.core.planner.by_share import ByShare

ROME = ZoneInfo("Europe/Rome")
NOW = datetime(2026, 11, 23, 10, tzinfo=ROME)
TAKES = {"story": ("material.story",), "question": ("material.number", "theme.myth")}
TEMPLATES = {
    Template(name, kind, "en"): Pattern(
        name, stems=(Stem("a", "A …", "what", "x", sources=TAKES.get(name, ())),)
    )
    for name in ("lesson", "story", "question", "resource")
    for kind in ("linkedin", "blog")
}
CHANNELS = (Channel("linkedin", "L", "linkedin", "en"), Channel("blog", "B", "blog", "en"))


def brand_of(*themes: Theme) -> Brand:
    return Brand("b", "Ada", "en", ROME, themes=themes, channels=CHANNELS)


def written(plan: Plan, situation: Situation) -> Situation:
    """The situation once the plan is on the disk, as the next command reads it."""
    gone = {entry.id for entry, _ in plan.removed}
    lines = {line.entry.id: line for line in plan.lines}
    entries = [e for e in situation.entries if e.id not in gone and e.id not in lines]
    for line in plan.lines:
        entry = line.entry
        if line.action in {"new", "changed"}:
            title, body = entry.title or f"About {entry.theme}", f"Draft on {entry.theme}"
            digest = body_digest(title, body)
            entry = replace(
                entry, title=title, body=body, generated=digest, path=f"drafts/{entry.id}.md"
            )
        entries.append(entry)
    return replace(situation, entries=tuple(entries))


DAYS = st.integers(1, 45).map(lambda n: (NOW + timedelta(days=n)).date())


@st.composite
def situations(draw: st.DrawFn) -> Situation:
    """Brands, calendars, records, ideas and drafts of every kind."""
    count = draw(st.integers(1, 4))
    ids = ["ta", "tb", "tc", "td"][:count]
    themes = tuple(
        Theme(
            name,
            name.upper(),
            draw(st.integers(1, 60)),
            min_gap_days=draw(st.sampled_from([0, 0, 2, 5])),
            max_per_week=draw(st.sampled_from([None, None, 1])),
            channels=draw(st.sampled_from([(), (), ("linkedin",), ("blog",)])),
            formats=draw(st.sampled_from([(), ("lesson", "story")])),
            seasons=draw(st.sampled_from([(), (Season((12, 1), (12, 20), 90),)])),
        )
        for name in ids
    )
    rhythms = (
        Rhythm(
            "linkedin",
            time(8, 30),
            tuple(sorted(draw(st.sets(st.integers(0, 6), min_size=1, max_size=3)))),
        ),
        Rhythm("blog", time(9), rule="FREQ=MONTHLY;BYDAY=1MO"),
    )
    start = draw(DAYS)
    calendar = Calendar(
        "c",
        "C",
        evergreen=draw(st.booleans()),
        rhythms=rhythms,
        pauses=draw(st.sampled_from([(), (Pause(start, start + timedelta(days=4)),)])),
        pins=draw(
            st.sampled_from(
                [
                    (),
                    (Pin(draw(DAYS), "linkedin", ids[0]),),
                    (Pin(draw(DAYS), "blog", ids[-1], at=time(18)),),
                ]
            )
        ),
        campaigns=draw(
            st.sampled_from(
                [(), (Campaign("Fair", draw(DAYS), "linkedin", ids[0], before=(3, 1), after=(1,)),)]
            )
        ),
        series=draw(st.sampled_from([(), (Series("s", "S", ids[0], ("one", "two", "three")),)])),
    )
    ideas = tuple(
        Idea(
            f"i{n}",
            f"Idea {n}",
            draw(st.sampled_from([*ids, ""])),
            format=draw(st.sampled_from(["", "story"])),
        )
        for n in range(draw(st.integers(0, 3)))
    )
    material = tuple(
        Material(
            f"m{n}",
            draw(st.sampled_from(["story", "number", "phrase"])),
            "It rained.",
            themes=(draw(st.sampled_from(ids)),),
            channels=draw(st.sampled_from([(), (), ("blog",)])),
            may_publish=draw(st.sampled_from([True, True, False])),
            used=draw(st.sampled_from([(), (), (date(2026, 6, 1),)])),
        )
        for n in range(draw(st.integers(0, 3)))
    )
    entries = [draw(_entries(n, ids)) for n in range(draw(st.integers(0, 7)))]
    weeks = draw(st.integers(1, 6))
    return Situation(
        brand_of(*themes),
        (calendar,),
        tuple(entries),
        ideas,
        TEMPLATES,
        NOW,
        NOW + timedelta(weeks=weeks),
        material,
    )


@st.composite
def _entries(draw: st.DrawFn, n: int, ids: list[str]) -> Entry:
    kind = draw(st.sampled_from(["published", "touched", "untouched", "skipped", "ready"]))
    channel = draw(st.sampled_from(["linkedin", "linkedin", "blog"]))
    day = NOW.date() + timedelta(
        days=draw(st.integers(-170, -1) if kind == "published" else st.integers(-4, 50))
    )
    when = datetime.combine(day, time(8, 30), ROME)
    slot = draw(
        st.sampled_from([SlotKey("c", channel, day, 1), SlotKey("c", channel, day, 1), None])
    )
    title, body = f"T{n}", f"Body {n}"
    return Entry(
        f"e{n}",
        "c",
        when,
        slot=slot,
        channel=channel,
        theme=draw(st.sampled_from([*ids, "gone"])),
        format=draw(st.sampled_from(["lesson", "story", "odd"])),
        language="en",
        title=title,
        body=body,
        status=kind if kind in {"published", "skipped", "ready"} else "",
        generated="" if kind == "touched" else body_digest(title, body),
        published_at=when if kind == "published" else None,
        idea=draw(st.sampled_from(["", "", "i0", "series:s/1", "earlier:e0"])),
        material=draw(st.sampled_from(["", "", "m0"])),
        keys=draw(st.sampled_from([{}, {"evergreen": True}])),
        path=f"drafts/e{n}.md",
    )


@settings(max_examples=150)
@given(situations())
def test_a_plan_of_a_planned_workspace_changes_nothing(situation: Situation) -> None:
    first = make_plan(situation)
    again = written(first, situation)
    second = make_plan(again)
    assert [(line.action, line.entry.id) for line in second.lines if line.action != "kept"] == []
    assert second.removed == ()
    assert {line.entry.id for line in second.lines} == {line.entry.id for line in first.lines}


@settings(max_examples=150)
@given(situations())
def test_nothing_of_the_persons_is_touched_and_no_slot_is_filled_twice(
    situation: Situation,
) -> None:
    plan = make_plan(situation)
    theirs = {entry.id for entry in situation.entries if entry.status or not entry.generated}
    assert not theirs & {line.entry.id for line in plan.lines}
    assert not theirs & {entry.id for entry, _ in plan.removed}
    ids = [line.entry.id for line in plan.lines] + [entry.id for entry in plan.standing]
    assert len(ids) == len(set(ids))
    slots = [line.entry.slot for line in plan.lines]
    assert len(slots) == len(set(slots))
    ideas = [line.entry.idea for line in plan.lines if line.entry.idea]
    assert len(ideas) == len(set(ideas))
    told = [line.entry.material for line in plan.lines if line.entry.material]
    assert len(told) == len(set(told))
    allowed = {item.id for item in situation.material if item.may_publish}
    assert set(told) <= allowed


@settings(max_examples=100)
@given(situations())
def test_no_format_comes_twice_running_where_another_fits(situation: Situation) -> None:
    fresh = replace(situation, entries=(), ideas=())
    last: dict[str, str] = {}
    for line in make_plan(fresh).lines:
        entry = line.entry
        assert entry.format != last.get(entry.channel)
        last[entry.channel] = entry.format


def simple(**parts: Any) -> Situation:
    themes = (Theme("ta", "A", 50), Theme("tb", "B", 50))
    calendar = Calendar("c", "C", **{"rhythms": (Rhythm("linkedin", time(8, 30), (1, 3)),)} | parts)
    return Situation(
        brand_of(*themes), (calendar,), (), (), TEMPLATES, NOW, NOW + timedelta(weeks=4)
    )


def test_a_series_is_told_in_order() -> None:
    series = (Series("s", "S", "ta", ("one", "two", "three", "four", "five", "six")),)
    situation = simple(series=series)
    titles = [line.entry.title for line in make_plan(situation).lines if line.entry.theme == "ta"]
    assert titles[:3] == ["S 1/6: one", "S 2/6: two", "S 3/6: three"]


@pytest.mark.parametrize(
    "series",
    [
        Series("s", "S", "ta", ("one",), channel="blog"),
        Series("s", "S", "ta", ("one",), start=date(2027, 6, 1)),
        Series("s", "S", "tb", ()),
    ],
)
def test_a_series_waits_for_its_channel_and_day(series: Series) -> None:
    plan = make_plan(simple(series=(series,)))
    assert not any(line.entry.idea for line in plan.lines)


def test_an_idea_waits_for_its_channel_and_days() -> None:
    ideas = (
        Idea("a", "A", "ta", channel="blog"),
        Idea("b", "B", "ta", not_before=date(2027, 1, 1)),
        Idea("c", "C", "ta", not_after=date(2026, 11, 1)),
        Idea("d", "D", "ta", dropped=True),
        Idea("e", "E", "ta", added=date(2026, 2, 1), format="story"),
        Idea("f", "F", "ta", added=date(2026, 1, 1)),
    )
    plan = make_plan(replace(simple(), ideas=ideas))
    used = [(line.entry.idea, line.entry.format) for line in plan.lines if line.entry.idea]
    assert [idea for idea, _ in used] == ["f", "e"]
    assert used[1][1] == "story"
    assert plan.dry == {"ta": 2, "tb": 4}


def test_material_is_told_on_its_theme_once_and_only_where_it_may() -> None:
    material = (
        Material("private", "story", "No.", ("ta",)),
        Material("elsewhere", "story", "No.", ("ta",), channels=("blog",), may_publish=True),
        Material("lately", "story", "No.", ("ta",), may_publish=True, used=(date(2026, 6, 1),)),
        Material("long-ago", "story", "Yes.", ("ta",), may_publish=True, used=(date(2025, 6, 1),)),
        Material("newer", "number", "5.", ("ta",), may_publish=True, added=date(2026, 5, 1)),
        Material(
            "older", "story", "Yes.", ("ta", "gone"), may_publish=True, added=date(2026, 4, 1)
        ),
        Material("unasked", "phrase", "No format takes it.", ("ta",), may_publish=True),
    )
    plan = make_plan(replace(simple(), material=material))
    used = [(line.entry.material, line.entry.format) for line in plan.lines if line.entry.material]
    assert used == [("older", "story"), ("newer", "question"), ("long-ago", "story")]
    assert plan.dry == {"ta": 1, "tb": 4}


def test_material_that_is_told_or_forbidden_makes_room_for_something_else() -> None:
    item = Material("m", "story", "Yes.", ("ta",), may_publish=True)
    situation = replace(simple(), material=(item,))
    first = written(make_plan(situation), situation)
    assert any(line.entry.material for line in make_plan(first).lines)
    later = make_plan(replace(first, material=(replace(item, may_publish=False),)))
    assert not any(line.entry.material for line in later.lines)
    assert any(line.action == "changed" for line in later.lines)


def test_an_old_piece_is_come_back_to_once_in_sixty_days() -> None:
    pieces = tuple(
        Entry(
            f"p{n}",
            "c",
            NOW - timedelta(days=days),
            title=f"Piece {n}",
            channel="linkedin",
            theme="ta",
            status="published",
            published_at=NOW - timedelta(days=days),
        )
        for n, days in enumerate((30, 100, 200, 800))
    )
    plan = make_plan(replace(simple(), entries=pieces, horizon=NOW + timedelta(weeks=12)))
    reactions = [line for line in plan.lines if line.entry.idea]
    assert [line.entry.idea for line in reactions] == ["earlier:p1", "earlier:p0"]
    assert reactions[1].entry.when - reactions[0].entry.when >= timedelta(days=60)


def test_a_pin_may_name_its_format_and_title() -> None:
    pin = Pin(date(2026, 12, 1), "linkedin", "tb", format="resource", title="Read this")
    line = next(x for x in make_plan(simple(pins=(pin,))).lines if x.entry.when.day == 1)
    assert (line.entry.theme, line.entry.format, line.entry.title) == (
        "tb",
        "resource",
        "Read this",
    )


def test_a_channel_without_templates_has_no_format() -> None:
    situation = replace(simple(), templates={})
    assert {line.entry.format for line in make_plan(situation).lines} == {""}


def test_the_chooser_by_share_is_a_chooser() -> None:
    chooser: Chooser[Theme] = ByShare(NOW, ROME, 16)
    themes = (Theme("ta", "A", 75), Theme("tb", "B", 25))
    slots = [_slot(day) for day in (24, 25, 26, 27)]
    record: Sequence[Done] = [Done(date(2026, 11, 20), {"ta": 100})]
    chosen = chooser.choose(slots[:3], themes, record, [Fixed(slots[3], "ta")], {}).choices
    assert [choice.slot for choice in chosen] == slots
    assert sorted(choice.candidate for choice in chosen[:3]) == ["ta", "ta", "tb"]
    assert chosen[3].candidate == "ta"


def _slot(day: int) -> Slot:
    when = datetime(2026, 11, day, 8, 30, tzinfo=ROME)
    return Slot(when, SlotKey("c", "linkedin", when.date(), 1))
