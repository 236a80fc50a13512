"""The loop: each reminder once, whatever happens to files, clock, network and power."""

from __future__ import annotations

import os
import sqlite3
from datetime import datetime, timedelta
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest

from brandkit import messages
from brandkit.core.publishing.final import final
from brandkit.core.reminders.rules import Delivery
from brandkit.delivery.message import DeliveryError, Message
from brandkit.ledger import FAILED, LAPSED, PENDING, SENDING, SENT, SKIPPED, Ledger
from brandkit.loop import Loop
from tests.conftest import Place

ROME = ZoneInfo("Europe/Rome")
DELIVERY = '\n[[delivery]]\nid = "box"\nkind = "file"\npath = "/nowhere"\n'
WHOLE = """
---
id: {id}
calendar: editorial
when: {when}
channel: linkedin
language: en
theme: people
title: {title}
---
{text}
"""


def at(said: str) -> datetime:
    return datetime.fromisoformat(said).replace(tzinfo=ROME)


class World:
    """A workspace, its ledger, and what was delivered."""

    def __init__(self, place: Place) -> None:
        self.place = place
        self.state = place.path.parent / "state"
        self.sent: list[tuple[str, Message]] = []
        self.events: list[tuple[str, str]] = []
        self.broken: dict[str, DeliveryError] = {}
        self.open(at("2026-11-23T10:00"))

    def open(self, now: datetime) -> None:
        """As a process that begins: its own memory, the same disk."""
        self.ledger = Ledger(str(self.state), now)
        self.loop = Loop(
            str(self.place.path), self.ledger, lambda *event: self.events.append(event), self.send
        )
        self.loop.begin(now)

    def again(self, now: str) -> None:
        """As if the process had been killed and began anew."""
        self.ledger._base.close()
        self.open(at(now))

    def send(self, delivery: Delivery, message: Message, now: datetime) -> str:
        if delivery.id in self.broken:
            raise self.broken[delivery.id]
        self.sent.append((delivery.id, message))
        return f"receipt of {message.id}"

    def turn(self, now: str) -> list[str]:
        """The subjects of what goes out."""
        before = len(self.sent)
        self.seconds = self.loop.turn(at(now))
        return [message.subject for _id, message in self.sent[before:]]

    def written(self, name: str, when: str, text: str = "All my words.", keys: str = "") -> str:
        path = f"drafts/{name}.md"
        content = WHOLE.format(id=name, when=when, title=name.title(), text=text)
        self.place.write(path, content.replace("---\n" + text, f"{keys}---\n{text}"))
        return path

    def states(self) -> dict[tuple[str, str], str]:
        rows = self.ledger._base.execute("SELECT entry, rule, state FROM reminder")
        return {(entry, rule): state for entry, rule, state in rows}

    def told(self, kind: str) -> list[str]:
        return [text for found, text in self.events if found == kind]


@pytest.fixture
def world(small: Place) -> World:
    small.write("brand.toml", small.read("brand.toml") + DELIVERY)
    return World(small)


def test_at_the_slot_comes_the_final_text_alone_then_the_first_comment(world: World) -> None:
    world.written(
        "alpha",
        "2026-11-24T08:30",
        "One **bold** word.\n\n<!-- note -->",
        "first_comment: See https://a.example\n",
    )
    assert world.turn("2026-11-23T10:00") == []
    assert world.turn("2026-11-24T08:29") == []
    assert world.seconds == 30
    assert world.turn("2026-11-24T08:30") == ["Now: Alpha (LinkedIn)"]
    message = world.sent[0][1]
    assert message.texts == ("One bold word.", "See https://a.example")
    assert message.urgent
    assert "One bold word." in message.page
    assert world.turn("2026-11-24T08:30") == []
    assert world.states()["alpha", "publish"] == SENT
    (line,) = world.ledger.lines([SENT])
    assert line.receipt == f"receipt of {line.key}"
    assert world.told("sent") == ["box: Now: Alpha (LinkedIn)"]


def test_before_the_slot_comes_what_is_missing_and_one_gesture(world: World) -> None:
    world.written("alpha", "2026-11-26T08:30", "[? what happened ?] and [? then ?]")
    assert world.turn("2026-11-24T09:00") == [
        "To write for Thursday 26 November, 08:30: Alpha (LinkedIn)"
    ]
    text = world.sent[0][1].text
    assert "2 blanks are left:\n· what happened?\n· then?" in text
    assert "brandkit write alph" in text
    assert "2 blanks are left:<br>· what happened?<br>" in world.sent[0][1].page
    assert world.turn("2026-11-26T08:30") == ["It is time, and it is not whole: Alpha (LinkedIn)"]
    assert world.turn("2026-11-26T11:30") == [
        "Still not out: Alpha (LinkedIn, Thursday 26 November, 08:30)"
    ]
    assert "brandkit write alph" in world.sent[-1][1].text


def test_the_loop_sleeps_until_the_next_reminder_and_never_longer_than_half_a_minute(
    world: World,
) -> None:
    world.written("alpha", "2026-11-24T08:30")
    world.turn("2026-11-24T08:29:50")
    assert world.seconds == 10
    world.turn("2026-11-24T07:00")
    assert world.seconds == 30


def test_a_move_a_skip_and_a_publication_change_what_is_pending_at_once(world: World) -> None:
    path = world.written("alpha", "2026-11-24T08:30")
    world.turn("2026-11-24T08:00")
    assert world.states() == {("alpha", "publish"): PENDING, ("alpha", "late"): PENDING}
    world.place.edit(path, "2026-11-24T08:30", "2026-11-24T09:30")
    assert world.turn("2026-11-24T08:30") == []
    assert world.turn("2026-11-24T09:30") == ["Now: Alpha (LinkedIn)"]
    world.place.run("publish", "alpha", "--url", "https://linkedin.com/p1", now="2026-11-24T09:40")
    assert world.turn("2026-11-24T12:30") == ["Answer the comments: Alpha (LinkedIn) (2 h late)"]
    assert world.sent[-1][1].url == "https://linkedin.com/p1"
    other = world.written("beta", "2026-11-24T14:00")
    world.turn("2026-11-24T13:00")
    world.place.edit(other, "theme: people", "theme: people\nstatus: skipped")
    assert world.turn("2026-11-24T14:00") == []
    third = world.written("gamma", "2026-11-24T15:00")
    world.turn("2026-11-24T14:30")
    os.unlink(world.place.path / third)
    assert world.turn("2026-11-24T15:00") == []
    assert world.states()["gamma", "publish"] == "cancelled"


def test_a_move_there_and_back_reminds(world: World) -> None:
    path = world.written("alpha", "2026-11-24T08:30")
    world.turn("2026-11-24T08:00")
    world.place.edit(path, "T08:30", "T18:30")
    world.turn("2026-11-24T08:10")
    world.place.edit(path, "T18:30", "T08:30")
    assert world.turn("2026-11-24T08:30") == ["Now: Alpha (LinkedIn)"]


def test_a_corrected_comma_reminds_nobody_twice(world: World) -> None:
    path = world.written("alpha", "2026-11-24T08:30")
    assert len(world.turn("2026-11-24T08:30")) == 1
    world.place.edit(path, "All my words.", "All my words, corrected.")
    assert world.turn("2026-11-24T08:31") == []


def test_a_snooze_of_the_entry_counts(world: World) -> None:
    world.written("alpha", "2026-11-24T08:30")
    assert len(world.turn("2026-11-24T08:30")) == 1
    world.place.run("remind", "snooze", "alpha", "2h", now="2026-11-24T08:32")
    assert "snooze: 2026-11-24T10:32:00" in world.place.read("drafts/alpha.md")
    assert world.turn("2026-11-24T10:31") == []
    assert world.turn("2026-11-24T10:32") == ["Now: Alpha (LinkedIn)"]
    assert world.turn("2026-11-24T11:30") == [
        "Still not out: Alpha (LinkedIn, Tuesday 24 November, 08:30)"
    ]


def test_what_a_dead_process_had_in_hand_is_sent_once_more_under_its_name(world: World) -> None:
    world.written("alpha", "2026-11-24T08:30")
    world.turn("2026-11-24T08:00")

    def killed(name: str) -> None:
        if name == "delivered":
            raise SystemExit

    world.loop.step = killed
    with pytest.raises(SystemExit):
        world.turn("2026-11-24T08:30")
    assert world.states()["alpha", "publish"] == SENDING
    world.again("2026-11-24T08:31")
    assert world.told("again") == ["on their way when a process died, so sent again: 1"]
    assert world.turn("2026-11-24T08:31") == ["Now: Alpha (LinkedIn)"]
    first, second = (message for _id, message in world.sent)
    assert first.id == second.id
    assert world.turn("2026-11-24T08:32") == []


@pytest.mark.parametrize("step", ["claim", "claimed"])
def test_what_was_not_sent_when_the_process_died_is_sent_once(world: World, step: str) -> None:
    world.written("alpha", "2026-11-24T08:30")

    def killed(name: str) -> None:
        if name == step:
            raise SystemExit

    world.loop.step = killed
    with pytest.raises(SystemExit):
        world.turn("2026-11-24T08:30")
    world.again("2026-11-24T08:31")
    assert world.turn("2026-11-24T08:31") == ["Now: Alpha (LinkedIn)"]
    assert len(world.sent) == 1


def test_a_delivery_that_fails_is_tried_again_and_then_told(world: World) -> None:
    world.written("alpha", "2026-11-24T08:30")
    world.broken["box"] = DeliveryError("it answers 500")
    world.turn("2026-11-24T08:30")
    assert world.told("delivery box") == ["box: it answers 500"]
    (line,) = [x for x in world.ledger.lines([PENDING]) if x.rule == "publish"]
    assert (line.attempt, line.error) == (1, "it answers 500")
    assert line.next == at("2026-11-24T08:31").timestamp()
    for moment in ("08:31", "08:36", "09:06", "11:06"):
        world.turn(f"2026-11-24T{moment}")
    assert world.states()["alpha", "publish"] == FAILED
    assert world.told("failed") == ["box: Alpha: it answers 500"]
    assert world.told("delivery box") == ["box: it answers 500"]
    del world.broken["box"]
    assert world.turn("2026-11-24T11:30") == [
        "Still not out: Alpha (LinkedIn, Tuesday 24 November, 08:30)"
    ]
    assert world.told("delivery box")[-1] == "delivery box: well again"
    assert world.turn("2026-11-24T11:31") == ["Now: Alpha (LinkedIn) (3 h late)"]
    ids = [message.id for _id, message in world.sent]
    assert len(ids) == len(set(ids)) == 2


def test_a_server_that_asks_to_wait_is_left_alone_for_so_long(world: World) -> None:
    world.written("alpha", "2026-11-24T08:30")
    world.broken["box"] = DeliveryError("it answers 429", wait=900)
    world.turn("2026-11-24T08:30")
    del world.broken["box"]
    assert world.turn("2026-11-24T08:44") == []
    assert world.turn("2026-11-24T08:45") == ["Now: Alpha (LinkedIn) (15 min late)"]


def test_a_dead_channel_holds_up_no_other(world: World) -> None:
    world.place.write(
        "brand.toml",
        world.place.read("brand.toml") + '\n[[delivery]]\nid = "two"\nkind = "file"\npath = "/x"\n',
    )
    world.written("alpha", "2026-11-24T08:30")
    world.written("beta", "2026-11-24T08:30")
    world.broken["box"] = DeliveryError("dead")
    assert len(world.turn("2026-11-24T08:30")) == 2
    assert {found for found, _message in world.sent} == {"two"}
    del world.broken["box"]
    world.turn("2026-11-24T08:31")
    assert sorted(found for found, _message in world.sent) == ["box", "box", "two", "two"]


def test_a_delivery_with_a_mistake_in_it_fails_like_any_other(world: World) -> None:
    world.written("alpha", "2026-11-24T08:30")
    world.broken["box"] = ValueError("with a s3cret in it")  # type: ignore[assignment]
    world.turn("2026-11-24T08:30")
    assert world.told("delivery box") == ["box: ValueError"]


def test_what_failed_is_tried_again_when_its_delivery_is_set_otherwise(world: World) -> None:
    world.written("alpha", "2026-11-24T08:30")
    world.broken["box"] = DeliveryError("dead")
    for moment in ("08:30", "08:31", "08:36", "09:06", "11:06"):
        world.turn(f"2026-11-24T{moment}")
    assert world.states()["alpha", "publish"] == FAILED
    world.place.edit("brand.toml", 'path = "/nowhere"', 'path = "/elsewhere"')
    del world.broken["box"]
    assert world.turn("2026-11-24T11:10") == ["Now: Alpha (LinkedIn) (3 h late)"]


def test_after_a_night_of_sleep_what_is_late_comes_as_one_message(world: World) -> None:
    for n, name in enumerate(("alpha", "beta", "gamma", "delta")):
        world.written(name, f"2026-11-24T{8 + n:02}:30")
    world.turn("2026-11-23T18:00")
    assert world.turn("2026-11-25T09:00") == ["4 reminders"]
    text = world.sent[0][1].text
    assert text.count("· Still not out") == 4
    assert "brandkit copy alph" in text
    assert world.turn("2026-11-25T09:01") == []
    assert list(world.states().values()).count("overtaken") == 4


def test_what_is_late_alone_says_how_late_it_is(world: World) -> None:
    world.written("alpha", "2026-11-24T08:30")
    world.turn("2026-11-23T18:00")
    assert world.turn("2026-11-24T10:30") == ["Now: Alpha (LinkedIn) (2 h late)"]


def test_who_wishes_so_gets_nothing_late(world: World) -> None:
    world.place.write(
        "brand.toml", world.place.read("brand.toml") + '\n[reminders]\noverdue = "skip"\n'
    )
    world.written("alpha", "2026-11-24T08:30")
    world.turn("2026-11-23T18:00")
    assert world.turn("2026-11-24T10:30") == []
    assert world.states()["alpha", "publish"] == SKIPPED
    assert world.told("skipped") == ["Alpha: left out, it was late"]


def test_much_that_is_on_time_is_no_burst_but_final_texts_come_one_by_one(world: World) -> None:
    for n in range(5):
        world.written(f"piece{n}", "2026-11-26T08:30", "[? what ?]")
    assert world.turn("2026-11-24T09:00") == ["5 reminders"]
    for n in range(5):
        world.written(f"piece{n}", "2026-11-26T08:30", "Done.")
    assert len(world.turn("2026-11-26T08:30")) == 5


def test_a_digest_is_one_message_a_day(world: World) -> None:
    world.place.edit("brand.toml", 'kind = "file"', 'kind = "file"\ndigest = "08:00"')
    for name in ("alpha", "beta"):
        world.written(name, "2026-11-26T08:30", "[? what ?]")
    assert world.turn("2026-11-24T07:59") == []
    assert world.turn("2026-11-24T08:00") == ["2 reminders"]
    assert world.turn("2026-11-24T09:00") == []


def test_a_new_ledger_delivers_nothing_of_before_and_says_so_once(world: World) -> None:
    world.written("alpha", "2026-11-22T08:30")
    assert world.turn("2026-11-23T10:00") == []
    assert world.told("plan") == ["due before this ledger began, so not sent from here: 2"]
    assert world.turn("2026-11-23T10:01") == []
    assert len(world.told("plan")) == 1


def test_a_damaged_ledger_begins_anew_and_sends_nothing_twice(world: World) -> None:
    world.written("alpha", "2026-11-24T08:30")
    world.turn("2026-11-24T08:30")
    world.ledger.close()
    (world.state / "ledger.db").write_bytes(b"x" * 9000)
    world.open(at("2026-11-24T08:35"))
    assert world.turn("2026-11-24T08:35") == []
    assert any("damaged" in text for text in world.told("ledger"))
    assert world.turn("2026-11-24T11:30") == [
        "Still not out: Alpha (LinkedIn, Tuesday 24 November, 08:30)"
    ]


def test_what_was_of_no_use_any_more_is_told_and_recorded(world: World) -> None:
    world.written("alpha", "2026-11-24T08:30")
    world.turn("2026-11-23T18:00")
    assert world.turn("2026-12-20T09:00") == []
    assert world.states()["alpha", "publish"] == LAPSED
    assert world.told("plan") == ["of no use any more when this machine was back: 2"]


def test_a_clock_set_back_repeats_nothing_and_loses_nothing(world: World) -> None:
    world.written("alpha", "2026-11-24T08:30")
    world.written("beta", "2026-11-24T09:30")
    assert len(world.turn("2026-11-24T08:30")) == 1
    assert world.turn("2026-11-20T08:30") == []
    assert world.turn("2026-11-24T08:31") == []
    assert world.turn("2026-11-24T09:30") == ["Now: Beta (LinkedIn)"]


def test_a_clock_that_was_a_year_ahead_for_a_moment_loses_nothing(world: World) -> None:
    world.written("alpha", "2026-11-24T08:30")
    world.written("beta", "2026-11-26T09:30")
    world.turn("2026-11-23T18:00")
    assert world.turn("2027-11-23T18:00") == []
    assert world.turn("2026-11-23T18:10") == []
    assert world.turn("2026-11-24T08:30") == ["Now: Alpha (LinkedIn)"]
    assert "Now: Beta (LinkedIn)" in world.turn("2026-11-26T09:30")


def test_a_clock_that_was_a_day_ahead_for_a_moment_tells_the_rest_in_time(world: World) -> None:
    world.written("alpha", "2026-11-24T08:30")
    world.turn("2026-11-23T18:00")
    assert world.turn("2026-11-24T18:00") == [
        "Still not out: Alpha (LinkedIn, Tuesday 24 November, 08:30)"
    ]
    assert world.states()["alpha", "publish"] == "overtaken"
    assert world.turn("2026-11-23T18:10") == []
    assert world.turn("2026-11-24T08:30") == ["Now: Alpha (LinkedIn)"]


def test_a_broken_file_keeps_its_reminders_and_is_told_once(world: World) -> None:
    path = world.written("alpha", "2026-11-24T08:30")
    world.turn("2026-11-24T08:00")
    world.place.edit(path, "channel: linkedin", "channel: [linkedin")
    world.turn("2026-11-24T08:10")
    world.turn("2026-11-24T08:20")
    assert len(world.told("files")) == 1
    assert path in world.told("files")[0]
    assert world.turn("2026-11-24T08:30") == ["A reminder whose piece cannot be read: Alpha"]
    assert path in world.sent[0][1].text
    world.place.edit(path, "channel: [linkedin", "channel: linkedin")
    world.turn("2026-11-24T08:40")
    assert world.told("files")[-1] == "files: well again"


def test_what_happens_is_told_in_the_brands_language(world: World) -> None:
    world.place.edit("brand.toml", 'language = "en"', 'language = "it"')
    path = world.written("alpha", "2026-11-24T08:30")
    world.turn("2026-11-24T08:00")
    world.place.edit(path, "when: 2026-11-24T08:30", "when: domani")
    world.turn("2026-11-24T08:10")
    assert "non è una data con l’ora" in world.told("files")[0]
    before = world.place.read("brand.toml")
    world.place.write("brand.toml", before.replace('kind = "file"', 'kind = "pigeon"'))
    world.turn("2026-11-24T08:20")
    assert "brand.toml:" in world.told("settings")[0]
    assert "uno di" in world.told("settings")[0]


def test_broken_settings_are_told_once_and_those_of_before_hold(world: World) -> None:
    world.written("alpha", "2026-11-24T08:30")
    world.turn("2026-11-24T08:00")
    before = world.place.read("brand.toml")
    world.place.write("brand.toml", before.replace('kind = "file"', 'kind = "pigeon"'))
    assert world.turn("2026-11-24T08:30") == ["Now: Alpha (LinkedIn)"]
    world.turn("2026-11-24T08:31")
    assert world.told("files") == []
    assert len(world.told("settings")) == 1
    assert "brand.toml:" in world.told("settings")[0]
    world.place.write("brand.toml", before)
    world.turn("2026-11-24T08:32")
    assert world.told("settings")[-1] == "settings: well again"


def test_a_workspace_that_is_not_there_is_told_and_nothing_is_lost(world: World) -> None:
    world.written("alpha", "2026-11-24T08:30")
    world.turn("2026-11-24T08:00")
    away = world.place.path.with_name("away")
    world.place.path.rename(away)
    assert world.turn("2026-11-24T08:10") == []
    assert world.turn("2026-11-24T08:20") == []
    assert len(world.told("settings")) == 1
    assert world.states()["alpha", "publish"] == PENDING
    away.rename(world.place.path)
    assert world.turn("2026-11-24T08:30") == ["Now: Alpha (LinkedIn)"]


def test_an_entry_whose_channel_is_gone_is_still_told_of(world: World) -> None:
    path = world.written("alpha", "2026-11-24T08:30")
    world.turn("2026-11-24T08:00")
    world.place.edit(path, "channel: linkedin", "channel: elsewhere")
    assert world.turn("2026-11-24T08:30") == ["A reminder whose piece cannot be read: Alpha"]
    assert "'elsewhere'" in world.sent[0][1].text


def test_a_full_disk_delivers_nothing_that_it_cannot_record(
    world: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    world.written("alpha", "2026-11-24T08:30")
    world.turn("2026-11-24T08:00")

    def full(*_: object, **__: object) -> None:
        raise sqlite3.OperationalError("database or disk is full")

    with monkeypatch.context() as patched:
        patched.setattr(world.ledger, "claim", full)
        assert world.turn("2026-11-24T08:30") == []
        assert world.seconds == 30
        world.turn("2026-11-24T08:31")
    assert world.told("ledger") == ["the ledger cannot be written: database or disk is full"]
    assert world.turn("2026-11-24T08:32") == ["Now: Alpha (LinkedIn)"]
    assert world.told("ledger")[-1] == "ledger: well again"


def test_what_was_delivered_as_the_disk_filled_up_is_recorded_later_and_not_sent_again(
    world: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    world.written("alpha", "2026-11-24T08:30")
    mark = world.ledger.mark

    def full(keys: object, state: str, *args: object, **changes: object) -> None:
        if state == SENT:
            raise sqlite3.OperationalError("database or disk is full")
        mark(keys, state, *args, **changes)  # type: ignore[arg-type]

    with monkeypatch.context() as patched:
        patched.setattr(world.ledger, "mark", full)
        assert len(world.turn("2026-11-24T08:30")) == 1
        assert world.turn("2026-11-24T08:31") == []
    assert world.turn("2026-11-24T08:32") == []
    assert world.states()["alpha", "publish"] == SENT


def test_a_piece_that_cannot_be_told_of_holds_up_no_other(
    world: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    world.written("alpha", "2026-11-24T08:30")
    world.written("beta", "2026-11-24T08:30")

    def broken(known: object, *_: object) -> object:
        if "Alpha" in str(known):
            raise RecursionError
        return final(known, *_)  # type: ignore[arg-type]

    monkeypatch.setattr(messages, "final", broken)
    assert sorted(world.turn("2026-11-24T08:30")) == [
        "A reminder whose piece cannot be read: Alpha",
        "Now: Beta (LinkedIn)",
    ]
    said = next(message.text for _kind, message in world.sent if "Alpha" in message.subject)
    assert said.endswith(".md: RecursionError")


def test_a_ledger_that_is_damaged_while_it_is_open_is_set_aside_and_delivery_goes_on(
    world: World,
) -> None:
    world.written("alpha", "2026-11-24T08:30")
    world.turn("2026-11-24T08:00")
    path = Path(world.ledger.path)
    for name in (path, path.with_name(f"{path.name}-wal")):
        name.write_bytes(b"not a ledger" * 2000)
    world.ledger._base.execute("PRAGMA shrink_memory")  # so that it is read anew
    assert world.turn("2026-11-24T08:10") == []
    assert world.told("ledger")[0].startswith("The ledger was damaged (")
    assert list(path.parent.glob(f"{path.name}.damaged-*"))
    assert world.turn("2026-11-24T08:30") == ["Now: Alpha (LinkedIn)"]
    assert world.turn("2026-11-24T08:31") == []


def test_a_piece_that_was_taken_is_asked_about(world: World) -> None:
    world.written("alpha", "2026-11-24T08:30", keys="status: ready\ncopied_at: 2026-11-24T08:00\n")
    assert world.turn("2026-11-24T08:30") == ["You took it; is it out? Alpha (LinkedIn)"]
    assert "brandkit publish alph" in world.sent[0][1].text


def test_those_who_are_named_in_a_piece_are_to_be_told(world: World) -> None:
    world.written("alpha", "2026-11-24T08:30", keys='people: ["[[Marta Rossi]]", Luca]\n')
    world.place.run("publish", "alpha", now="2026-11-24T08:31")
    assert world.turn("2026-11-24T08:41") == [
        "It is out; tell those who are in it: Alpha (LinkedIn)"
    ]
    assert "Marta Rossi and Luca" in world.sent[0][1].text
    assert world.turn("2026-12-01T09:00") == ["What came of it? Alpha (LinkedIn)"]


def test_messages_speak_the_brands_language(world: World) -> None:
    world.place.edit("brand.toml", 'language = "en"', 'language = "it"')
    world.written("alpha", "2026-11-24T08:30")
    assert world.turn("2026-11-24T08:30") == ["Adesso: Alpha (LinkedIn)"]


def test_a_settings_change_of_rules_counts_at_once(world: World) -> None:
    world.written("alpha", "2026-11-26T08:30")
    world.turn("2026-11-25T08:00")
    world.place.write(
        "calendars/editorial.toml",
        world.place.read("calendars/editorial.toml") + '\n[reminders]\npublish = ["1h"]\n',
    )
    assert world.turn("2026-11-26T08:30") == []
    assert world.turn("2026-11-26T09:30") == ["Now: Alpha (LinkedIn)"]


def test_a_year_of_turns_tells_each_reminder_once(world: World) -> None:
    begun = at("2026-11-24T00:00")
    for n in range(20):
        day = begun + timedelta(days=3 * n)
        world.written(f"piece{n:02}", f"{day:%Y-%m-%d}T08:30")
    moment = begun
    while moment < begun + timedelta(days=64):
        world.loop.turn(moment)
        moment += timedelta(hours=1)
    subjects = [message.subject for _id, message in world.sent]
    assert len([s for s in subjects if s.startswith("Now")]) == 20
    assert len([s for s in subjects if s.startswith("Still")]) == 20
    assert len({message.id for _id, message in world.sent}) == len(world.sent) == 40
