"""Which reminders an entry has, and when."""

from __future__ import annotations

from datetime import UTC, datetime, time, timedelta
from zoneinfo import ZoneInfo, available_timezones

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from brandkit.core.calendar.walltime import resolve
from brandkit.core.reminders.due import Reminder, Task, reminders_of, wanted
from brandkit.core.reminders.rules import (
    STANDARD,
    Delivery,
    Offset,
    Quiet,
    Reminding,
    Rules,
)

ROME = ZoneInfo("Europe/Rome")
SLOT = datetime(2026, 11, 26, 8, 30, tzinfo=ROME)
TASK = Task("abc", "editorial", SLOT)
MAIL = Delivery("mail", "mail")
ONE = Reminding(deliveries=(MAIL,))


def told(task: Task, reminding: Reminding = ONE, rules: Rules = STANDARD) -> list[tuple[str, str]]:
    return [
        (one.rule, one.due.replace(tzinfo=None).isoformat(timespec="minutes"))
        for one in reminders_of(task, "brand", reminding, rules, ROME)
    ]


def test_before_its_slot_a_piece_has_to_be_written_then_published() -> None:
    assert told(TASK) == [
        ("write", "2026-11-24T09:00"),
        ("publish", "2026-11-26T08:30"),
        ("late", "2026-11-26T11:30"),
    ]


def test_what_is_written_is_not_to_be_written() -> None:
    assert [rule for rule, _due in told(TASK._replace(done=True))] == ["publish", "late"]


@pytest.mark.parametrize("status", ["skipped", "done", "published"])
def test_what_is_over_asks_for_nothing(status: str) -> None:
    assert told(TASK._replace(status=status)) == []


def test_what_is_out_has_comments_and_an_outcome() -> None:
    out = TASK._replace(status="published", out=SLOT + timedelta(minutes=5))
    assert told(out) == [
        ("answer", "2026-11-26T09:35"),
        ("answer", "2026-11-27T08:35"),
        ("outcome", "2026-12-03T09:00"),
    ]
    assert ("tell", "2026-11-26T08:45") in told(out._replace(people=True))


def test_quiet_hours_hold_but_for_the_slot_itself() -> None:
    late = TASK._replace(when=datetime(2026, 11, 26, 21, 30, tzinfo=ROME))
    quiet = Reminding(quiet=Quiet(time(21), time(9, 30)), deliveries=(MAIL,))
    assert told(late, quiet) == [
        ("write", "2026-11-24T09:30"),
        ("publish", "2026-11-26T21:30"),
        ("late", "2026-11-27T09:30"),
    ]


def test_a_digest_tells_in_the_morning() -> None:
    digest = Reminding(deliveries=(Delivery("mail", "mail", digest=time(8)),))
    assert told(TASK, digest) == [
        ("write", "2026-11-24T08:00"),
        ("publish", "2026-11-26T08:30"),
        ("late", "2026-11-27T08:00"),
    ]


def test_each_delivery_has_its_own_and_serves_what_it_is_for() -> None:
    two = Reminding(deliveries=(MAIL, Delivery("phone", "ntfy", only=("publish",))))
    found = list(reminders_of(TASK, "brand", two, STANDARD, ROME))
    assert [(one.rule, one.delivery) for one in found] == [
        ("write", "mail"),
        ("publish", "mail"),
        ("publish", "phone"),
        ("late", "mail"),
    ]
    assert len({one.key for one in found}) == 4


def test_rules_that_fall_on_one_moment_remind_once() -> None:
    rules = {"write": (Offset(2, at=time(9)), Offset(1, at=time(9)), Offset(2, at=time(9)))}
    quiet = Reminding(quiet=Quiet(time(0), time(10)), deliveries=(MAIL,))
    assert told(TASK, quiet, rules) == [
        ("write", "2026-11-24T10:00"),
        ("write", "2026-11-25T10:00"),
    ]
    early = {"write": (Offset(0, at=time(8, 15)),)}
    assert told(TASK, quiet, early) == []


def test_a_snooze_moves_what_lies_before_it() -> None:
    snoozed = TASK._replace(snooze=SLOT + timedelta(hours=1))
    assert told(snoozed) == [
        ("publish", "2026-11-26T09:30"),
        ("late", "2026-11-26T11:30"),
    ]
    assert told(TASK._replace(snooze=SLOT - timedelta(days=9))) == told(TASK)


def keys(task: Task) -> set[str]:
    return {one.key for one in reminders_of(task, "brand", ONE, STANDARD, ROME)}


def test_a_key_changes_with_the_moment_and_not_with_the_text() -> None:
    assert keys(TASK) == keys(TASK)
    moved = TASK._replace(when=SLOT + timedelta(days=1))
    assert not keys(TASK) & keys(moved)
    assert keys(TASK._replace(done=True)) < keys(TASK)
    other = {one.key for one in reminders_of(TASK, "other", ONE, STANDARD, ROME)}
    assert not keys(TASK) & other


def at(said: str) -> datetime:
    return datetime.fromisoformat(said).replace(tzinfo=ROME)


def found(now: str, until: str, *tasks: Task) -> list[Reminder]:
    return wanted(tasks or (TASK,), "brand", ONE, {}, ROME, at(until), at(now))


def test_wanted_is_what_is_due_by_then_and_still_of_use() -> None:
    assert [one.rule for one in found("2026-11-23T10:00", "2026-11-26T08:30")] == [
        "write",
        "publish",
    ]
    assert [one.rule for one in found("2026-11-26T09:00", "2026-11-30T08:30")] == [
        "publish",
        "late",
    ]
    assert found("2026-12-20T09:00", "2026-12-30T08:30") == []


def test_a_calendar_may_have_rules_of_its_own() -> None:
    own = {"editorial": {"publish": (Offset(),)}}
    other = TASK._replace(id="x", calendar="other")
    rows = wanted(
        (TASK, other), "brand", ONE, own, ROME, at("2026-12-30T00:00"), at("2026-11-01T00:00")
    )
    assert [one.rule for one in rows if one.entry == "abc"] == ["publish"]
    assert len([one for one in rows if one.entry == "x"]) == 3


ZONES = sorted(available_timezones())


@settings(max_examples=200)
@given(
    st.sampled_from(ZONES),
    st.datetimes(datetime(2010, 1, 1), datetime(2035, 1, 1)),
    st.integers(0, 47),
)
def test_no_reminder_is_lost_or_doubled_whatever_the_clocks_do(
    name: str, day: datetime, half: int
) -> None:
    zone = ZoneInfo(name)
    when = resolve(day.date(), time(half // 2, 30 * (half % 2)), zone).when
    rules = {**STANDARD, "write": (Offset(1), Offset(2, at=time(half // 2, 30 * (half % 2))))}
    rows = list(reminders_of(Task("a", "c", when), "b", ONE, rules, zone))
    assert [one.rule for one in rows] == ["write", "write", "publish", "late"]
    assert len({one.key for one in rows}) == 4
    moments = [one.due.astimezone(UTC) for one in rows]
    assert moments == sorted(moments)
