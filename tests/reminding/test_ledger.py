"""The ledger: what is on the disk before and after, and what happens when it is damaged."""

from __future__ import annotations

import os
import sqlite3
import stat
from contextlib import suppress
from datetime import datetime, timedelta
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest

from brandkit import ledger_file as module
from brandkit.core.reminders.due import Reminder
from brandkit.errors import UnreadableError, UnwritableError
from brandkit.ledger import (
    CANCELLED,
    FAILED,
    NAME,
    PENDING,
    SENDING,
    SENT,
    Ledger,
)

ROME = ZoneInfo("Europe/Rome")
NOW = datetime(2026, 11, 23, 10, tzinfo=ROME)
DUE = NOW + timedelta(hours=1)


def reminder(key: str = "k1", due: datetime = DUE) -> Reminder:
    return Reminder(key, "abc", "publish", "mail", due, due + timedelta(days=14))


def added(ledger: Ledger, key: str = "k1", state: str = PENDING, due: datetime = DUE) -> None:
    ledger.add(reminder(key, due), state, NOW, brand="b", title="Title è", path="drafts/a.md")


def test_a_line_says_what_was_promised(tmp_path: Path) -> None:
    ledger = Ledger(str(tmp_path), NOW, "me")
    added(ledger)
    (line,) = ledger.lines([PENDING])
    assert (line.key, line.entry, line.rule, line.delivery) == ("k1", "abc", "publish", "mail")
    assert (line.wall, line.title, line.path) == ("2026-11-23T11:00", "Title è", "drafts/a.md")
    assert (line.due, line.next, line.attempt, line.sent) == (
        DUE.timestamp(),
        DUE.timestamp(),
        0,
        None,
    )
    assert ledger.next_moment() == DUE.timestamp()
    assert ledger.lines([PENDING], until=NOW.timestamp()) == []
    assert len(ledger.lines([PENDING], until=DUE.timestamp())) == 1
    ledger.close()


def test_what_is_on_the_disk_stays_there(tmp_path: Path) -> None:
    ledger = Ledger(str(tmp_path), NOW)
    added(ledger)
    ledger.claim(ledger.lines([PENDING]), "batch", NOW)
    ledger._base.close()
    again = Ledger(str(tmp_path), NOW + timedelta(days=1))
    (line,) = again.lines([SENDING])
    assert (line.batch, line.attempt) == ("batch", 1)
    assert again.begun == NOW.timestamp()
    assert again.told == []
    assert again.next_moment() is None
    again.close()


def test_it_is_written_safely_and_for_its_owner_only(tmp_path: Path) -> None:
    folder = tmp_path / "state"
    ledger = Ledger(str(folder), NOW)
    assert ledger._base.execute("PRAGMA journal_mode").fetchone()[0] == "wal"
    assert ledger._base.execute("PRAGMA synchronous").fetchone()[0] == 2
    assert stat.S_IMODE(folder.stat().st_mode) == 0o700
    ledger.close()


def test_several_changes_are_made_together_or_not_at_all(tmp_path: Path) -> None:
    ledger = Ledger(str(tmp_path), NOW)
    with suppress(KeyError), ledger.together():
        added(ledger, "k1")
        raise KeyError
    assert ledger.lines([PENDING]) == []
    with ledger.together():
        added(ledger, "k1")
        added(ledger, "k2")
    assert [line.key for line in ledger.lines([PENDING])] == ["k1", "k2"]
    ledger.close()


def test_what_was_cancelled_can_be_wanted_again(tmp_path: Path) -> None:
    ledger = Ledger(str(tmp_path), NOW)
    added(ledger)
    ledger.mark(["k1"], CANCELLED, NOW)
    assert ledger.states(0) == {"k1": CANCELLED}
    added(ledger)
    assert ledger.states(0) == {"k1": PENDING}
    ledger.mark(["k1"], FAILED, NOW, error="dead")
    assert ledger.lines([FAILED])[0].error == "dead"
    assert ledger.states(DUE.timestamp() + 1) == {"k1": FAILED}
    ledger.mark(["k1"], SENT, NOW)
    assert ledger.states(DUE.timestamp() + 1) == {}
    ledger.close()


def test_events_are_kept_in_order(tmp_path: Path) -> None:
    ledger = Ledger(str(tmp_path), NOW)
    for n in range(5):
        ledger.log("sent", f"number {n}", NOW + timedelta(minutes=n))
    assert [text for _at, _kind, text in ledger.events(3)] == ["number 2", "number 3", "number 4"]
    ledger.know("x", "1")
    ledger.know("x", "2")
    assert (ledger.known("x"), ledger.known("y", "no")) == ("2", "no")
    ledger.close()


@pytest.mark.parametrize("damage", [b"nothing like a database at all, for sure " * 200, b"middle"])
def test_a_damaged_ledger_is_set_aside_with_its_name_told(tmp_path: Path, damage: bytes) -> None:
    ledger = Ledger(str(tmp_path), NOW)
    for n in range(500):
        added(ledger, f"k{n}")
    ledger.close()
    path = tmp_path / NAME
    content = path.read_bytes()
    if damage == b"middle":
        damage = (
            content[: len(content) // 2] + b"\xff" * 20_000 + content[len(content) // 2 + 20_000 :]
        )
    path.write_bytes(damage)
    later = NOW + timedelta(days=1)
    again = Ledger(str(tmp_path), later)
    aside = tmp_path / f"{NAME}.damaged-20261124T090000Z"
    assert aside.read_bytes() == damage
    assert str(aside) in again.told[0]
    assert again.lines([PENDING]) == []
    assert again.begun == later.timestamp()
    again.close()


@pytest.mark.parametrize(
    "trouble", ["database or disk is full", "disk I/O error", "database is locked"]
)
def test_a_disk_that_is_full_is_no_damage(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, trouble: str
) -> None:
    ledger = Ledger(str(tmp_path), NOW)
    added(ledger)
    ledger.close()
    before = (tmp_path / NAME).read_bytes()

    def full(_path: str) -> None:
        raise sqlite3.OperationalError(trouble)

    with monkeypatch.context() as patched:
        patched.setattr(module, "_connected", full)
        with pytest.raises(UnwritableError, match=trouble.replace("/", ".")):
            Ledger(str(tmp_path), NOW + timedelta(days=1))
    assert (tmp_path / NAME).read_bytes() == before
    assert sorted(path.name for path in tmp_path.iterdir()) == ["home", NAME]
    again = Ledger(str(tmp_path), NOW + timedelta(days=1))
    assert [line.key for line in again.lines([PENDING])] == ["k1"]
    again.close()


def test_who_only_looks_leaves_a_damaged_and_an_old_ledger_alone(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    Ledger(str(tmp_path), NOW).close()
    with monkeypatch.context() as patched:
        patched.setattr(module, "MIGRATIONS", (*module.MIGRATIONS, "CREATE TABLE more (a TEXT);"))
        with pytest.raises(UnreadableError, match="by an older brandkit"):
            Ledger(str(tmp_path), NOW, looks=True)
    Ledger(str(tmp_path), NOW, looks=True).close()
    (tmp_path / NAME).write_bytes(b"not a ledger" * 2000)
    with pytest.raises(UnreadableError, match="is damaged"):
        Ledger(str(tmp_path), NOW, looks=True)
    assert (tmp_path / NAME).read_bytes() == b"not a ledger" * 2000


def test_what_does_not_fit_on_the_disk_is_undone_and_the_next_change_works(
    tmp_path: Path,
) -> None:
    ledger = Ledger(str(tmp_path), NOW)
    pages = ledger._base.execute("PRAGMA page_count").fetchone()[0]
    ledger._base.execute(f"PRAGMA max_page_count = {pages}")
    with pytest.raises(sqlite3.OperationalError, match="full"), ledger.together():
        ledger.know("much", "x" * 100_000)
    ledger._base.execute("PRAGMA max_page_count = 100000")
    with ledger.together():
        ledger.know("little", "y")
    assert (ledger.known("much"), ledger.known("little")) == ("", "y")
    ledger.close()


def test_an_older_ledger_is_brought_up_to_date_after_a_copy_was_made(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    ledger = Ledger(str(tmp_path), NOW)
    added(ledger)
    ledger.close()
    more = (*module.MIGRATIONS, "CREATE TABLE more (a TEXT);")
    monkeypatch.setattr(module, "MIGRATIONS", more)
    again = Ledger(str(tmp_path), NOW)
    assert again._base.execute("PRAGMA user_version").fetchone()[0] == 2
    assert [line.key for line in again.lines([PENDING])] == ["k1"]
    backup = tmp_path / f"{NAME}.v1.bak"
    assert str(backup) in again.told[0]
    again.close()
    copy = sqlite3.connect(backup)
    assert copy.execute("SELECT count(*) FROM reminder").fetchone()[0] == 1
    assert copy.execute("PRAGMA user_version").fetchone()[0] == 1
    copy.close()


def test_a_migration_that_fails_changes_nothing(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    ledger = Ledger(str(tmp_path), NOW)
    added(ledger)
    ledger.close()
    with monkeypatch.context() as patched:
        broken = (*module.MIGRATIONS, "CREATE TABLE more (a TEXT); CREATE TABLE more (a TEXT);")
        patched.setattr(module, "MIGRATIONS", broken)
        with pytest.raises(UnwritableError):
            Ledger(str(tmp_path), NOW)
    again = Ledger(str(tmp_path), NOW)
    assert [line.key for line in again.lines([PENDING])] == ["k1"]
    again.close()


def test_a_newer_ledger_is_left_alone(tmp_path: Path) -> None:
    ledger = Ledger(str(tmp_path), NOW)
    ledger._base.execute("PRAGMA user_version = 99")
    ledger.close()
    with pytest.raises(UnreadableError, match="newer brandkit"):
        Ledger(str(tmp_path), NOW)


@pytest.mark.skipif(os.geteuid() == 0, reason="root may write everywhere")
def test_a_folder_that_cannot_be_written_is_told(tmp_path: Path) -> None:
    tmp_path.chmod(0o500)
    with pytest.raises(UnwritableError):
        Ledger(str(tmp_path / "state"), NOW)
    tmp_path.chmod(0o700)


def test_a_place_that_is_no_folder_is_told(tmp_path: Path) -> None:
    (tmp_path / "state").write_text("a file")
    with pytest.raises(UnwritableError, match="cannot be written"):
        Ledger(str(tmp_path / "state"), NOW)
