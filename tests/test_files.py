"""The writer: nothing lost, nothing half-written, nothing overwritten that was not read."""

from __future__ import annotations

import errno
import os
import stat
from pathlib import Path
from typing import Any

import pytest

from brandkit import files
from brandkit.errors import FileChangedError, LockedError, UnreadableError, UnwritableError
from brandkit.files import PART, Removal, Write, apply, locked, read, sweep


def parts(folder: Path) -> list[str]:
    return [path.name for path in folder.rglob(f".*{PART}")]


def test_a_new_file_and_its_folder_are_made(tmp_path: Path) -> None:
    path = tmp_path / "a" / "b.md"
    assert apply([Write(str(path), "è\r\n")]) == 1
    assert path.read_bytes() == "è\r\n".encode()
    assert parts(tmp_path) == []


def test_what_was_read_is_replaced_and_keeps_its_mode(tmp_path: Path) -> None:
    path = tmp_path / "a.md"
    path.write_text("old")
    path.chmod(0o640)
    apply([Write(str(path), "new", read(str(path)))])
    assert path.read_text() == "new"
    assert stat.S_IMODE(path.stat().st_mode) == 0o640


def test_an_equal_text_is_not_written(tmp_path: Path) -> None:
    path = tmp_path / "a.md"
    path.write_text("same")
    before = path.stat()
    assert apply([Write(str(path), "same", read(str(path)))]) == 0
    assert path.stat() == before


def test_a_file_changed_meanwhile_is_left_alone_and_so_is_the_rest(tmp_path: Path) -> None:
    path, other = tmp_path / "a.md", tmp_path / "b.md"
    path.write_text("old")
    source = read(str(path))
    path.write_text("the person's")
    with pytest.raises(FileChangedError, match=r"a\.md changed meanwhile"):
        apply([Write(str(other), "x"), Write(str(path), "new", source)])
    assert path.read_text() == "the person's"
    assert not other.exists()
    assert parts(tmp_path) == []


def test_a_file_deleted_meanwhile_is_not_made_again(tmp_path: Path) -> None:
    path = tmp_path / "a.md"
    path.write_text("old")
    source = read(str(path))
    path.unlink()
    with pytest.raises(FileChangedError):
        apply([], [Removal(source)])
    with pytest.raises((FileChangedError, UnwritableError)):
        apply([Write(str(path), "new", source)])
    assert not path.exists()


def test_a_file_that_appeared_meanwhile_is_left_alone(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = tmp_path / "a.md"
    path.write_text("theirs")
    with pytest.raises(FileChangedError, match="appeared"):
        apply([Write(str(path), "mine")])
    monkeypatch.setattr(os.path, "lexists", lambda _: False)
    with pytest.raises(FileChangedError, match="appeared"):
        apply([Write(str(path), "mine")])
    assert path.read_text() == "theirs"


def test_where_there_are_no_hard_links_the_file_is_renamed(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def no_link(*_: Any) -> None:
        raise OSError(errno.EPERM, "no links here")

    monkeypatch.setattr(os, "link", no_link)
    apply([Write(str(tmp_path / "a.md"), "x")])
    assert (tmp_path / "a.md").read_text() == "x"
    assert parts(tmp_path) == []


def test_a_removal_takes_only_what_was_read(tmp_path: Path) -> None:
    path = tmp_path / "a.md"
    path.write_text("old")
    source = read(str(path))
    assert apply([], [Removal(source)]) == 1
    assert not path.exists()


@pytest.mark.parametrize("name", ["fsync", "link", "write", "chmod"])
def test_a_full_disk_leaves_the_old_files_and_no_crumbs(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, name: str
) -> None:
    path = tmp_path / "a.md"
    path.write_text("old")
    source = read(str(path))
    full = OSError(errno.ENOSPC, "No space left on device")

    def fail(*_: Any, **__: Any) -> Any:
        raise full

    if name == "write":
        monkeypatch.setattr(os, "fdopen", fail)
    elif name != "link":
        monkeypatch.setattr(os, name, fail)
    else:
        monkeypatch.setattr(os, "replace", fail)
    with pytest.raises(UnwritableError, match="disk is full"):
        apply([Write(str(path), "new", source)])
    assert path.read_text() == "old"
    assert parts(tmp_path) == []


def test_a_folder_that_may_not_be_written_is_told(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("x")
    with pytest.raises(UnwritableError, match="cannot be written"):
        apply([Write(str(tmp_path / "file" / "a.md"), "x")])


def test_a_target_outside_the_workspace_is_refused(tmp_path: Path) -> None:
    inside = tmp_path / "in"
    inside.mkdir()
    (inside / "link").symlink_to(tmp_path)
    with pytest.raises(UnwritableError, match="outside"):
        apply([Write(str(inside / "link" / "a.md"), "x")], inside=str(inside))
    assert not (tmp_path / "a.md").exists()


def test_a_link_inside_stays_a_link(tmp_path: Path) -> None:
    real, link = tmp_path / "real.md", tmp_path / "link.md"
    real.write_text("old")
    link.symlink_to(real)
    apply([Write(str(link), "new", read(str(link)))], inside=str(tmp_path))
    assert link.is_symlink()
    assert real.read_text() == "new"


def test_many_files_share_one_sync(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    syncs: list[int] = []
    monkeypatch.setattr(files, "CAN_SYNC_ALL", True)
    monkeypatch.setattr(os, "sync", lambda: syncs.append(1))
    apply([Write(str(tmp_path / f"{n}.md"), "x") for n in range(30)])
    assert syncs == [1]
    assert len(list(tmp_path.glob("*.md"))) == 30


def test_a_folder_that_cannot_be_synced_is_no_failure(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def odd(*_: Any) -> None:
        raise OSError(errno.EINVAL, "not for folders")

    monkeypatch.setattr(os, "fsync", odd)
    apply([Write(str(tmp_path / "a.md"), "x")])
    real_open = os.open

    def closed(path: Any, flags: int, mode: int = 0o777) -> int:
        if os.path.isdir(path):
            raise PermissionError(errno.EACCES, "no folders")
        return real_open(path, flags, mode)

    monkeypatch.setattr(os, "open", closed)
    apply([Write(str(tmp_path / "b.md"), "x")])
    assert (tmp_path / "b.md").read_text() == "x"


def test_what_is_no_text_is_told_with_its_line(tmp_path: Path) -> None:
    path = tmp_path / "a.md"
    path.write_bytes(b"one\ntwo \xff\n")
    with pytest.raises(UnreadableError, match=r"a.md:2:1: this is not UTF-8"):
        read(str(path))
    with pytest.raises(UnreadableError, match="cannot be read"):
        read(str(tmp_path / "absent"))


def test_a_text_beyond_measure_is_not_read(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(files, "MAX_TEXT", 3)
    path = tmp_path / "a.md"
    path.write_text("four")
    with pytest.raises(UnreadableError, match="larger than"):
        read(str(path))


def test_one_command_writes_at_a_time(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    from filelock import FileLock

    monkeypatch.setattr(files, "LOCK_WAIT", 0.05)
    folder = tmp_path / ".brandkit"
    with locked(str(folder)):
        assert (folder / ".gitignore").read_text() == "*\n"
    with (
        FileLock(folder / "write.lock"),
        pytest.raises(LockedError, match="Another brandkit"),
        locked(str(folder)),
    ):
        pytest.fail("the lock was not held")


def test_a_lock_that_cannot_be_made_is_told(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("x")
    with pytest.raises(UnwritableError), locked(str(tmp_path / "file" / ".brandkit")):
        pytest.fail("there was nothing to lock")


def test_leftovers_of_a_killed_command_are_swept(tmp_path: Path) -> None:
    (tmp_path / f".a.md.12{PART}").write_text("half")
    (tmp_path / ".hidden").write_text("mine")
    assert sweep(str(tmp_path)) == [f".a.md.12{PART}"]
    assert (tmp_path / ".hidden").exists()
    assert sweep(str(tmp_path / "absent")) == []


@pytest.mark.skipif(not os.path.exists("/dev/zero"), reason="no /dev/zero here")
def test_a_device_is_read_within_bounds_and_what_is_no_file_not_written_over(
    tmp_path: Path,
) -> None:
    with pytest.raises(UnreadableError, match="larger than"):
        files.read("/dev/zero")
    for place in ("/dev/zero", str(tmp_path)):
        with pytest.raises(UnwritableError, match="is no file"):
            files.existing(place)
    assert files.existing(str(tmp_path / "none")) is None
    (tmp_path / "some").write_text("x")
    found = files.existing(str(tmp_path / "some"))
    assert found is not None
    assert found.text == "x"


@pytest.mark.skipif(not os.path.exists("/dev/fd"), reason="no /dev/fd here")
def test_a_pipe_of_the_shell_is_read() -> None:
    out, into = os.pipe()
    os.write(into, "è".encode())
    os.close(into)
    try:
        assert files.read(f"/dev/fd/{out}").text == "è"
    finally:
        os.close(out)
