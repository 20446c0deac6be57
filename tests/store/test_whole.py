from __future__ import annotations

import os
from pathlib import Path

import pytest

from handouts.store.whole import Changed, digest, put_in_place_of, write_new, write_whole


def test_a_file_is_made_with_its_folders(tmp_path: Path) -> None:
    path = tmp_path / "drafts/harbour/a.pdf"
    assert write_whole(path, b"one") == "made"
    assert path.read_bytes() == b"one"
    assert path.stat().st_mode & 0o777 == 0o644


def test_a_file_that_holds_other_bytes_is_replaced(tmp_path: Path) -> None:
    path = tmp_path / "a.pdf"
    path.write_bytes(b"old")
    assert write_whole(path, b"new") == "made"
    assert path.read_bytes() == b"new"


def test_a_file_that_holds_the_same_bytes_is_left_alone(tmp_path: Path) -> None:
    path = tmp_path / "a.pdf"
    write_whole(path, b"one")
    before = path.stat()
    assert write_whole(path, b"one") == "unchanged"
    assert (path.stat().st_ino, path.stat().st_mtime_ns) == (before.st_ino, before.st_mtime_ns)


def test_where_writing_fails_the_old_file_stays_and_nothing_is_left_beside(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fail(self: Path, target: Path) -> None:
        raise OSError(28, "No space left on device")

    path = tmp_path / "a.pdf"
    write_whole(path, b"old")
    monkeypatch.setattr(Path, "replace", fail)
    with pytest.raises(OSError, match="No space left"):
        write_whole(path, b"new")
    assert path.read_bytes() == b"old"
    assert [*tmp_path.iterdir()] == [path]


def test_a_folder_that_cannot_be_made_is_an_error(tmp_path: Path) -> None:
    (tmp_path / "drafts").write_bytes(b"")
    with pytest.raises(OSError, match="drafts"):
        write_whole(tmp_path / "drafts/a.pdf", b"one")


def test_a_digest_is_sha256() -> None:
    assert digest(b"").startswith("e3b0c44298fc1c14")


def test_a_file_is_put_in_the_place_of_the_one_that_was_read(tmp_path: Path) -> None:
    path = tmp_path / "a/b.yaml"
    put_in_place_of(path, None, b"one")
    put_in_place_of(path, b"one", b"two")
    assert path.read_bytes() == b"two"


@pytest.mark.parametrize("before", [None, b"one", b""])
def test_a_file_that_is_another_than_was_read_stays(tmp_path: Path, before: bytes | None) -> None:
    path = tmp_path / "a.yaml"
    path.write_bytes(b"theirs")
    with pytest.raises(Changed):
        put_in_place_of(path, before, b"ours")
    assert [*tmp_path.iterdir()] == [path]
    assert path.read_bytes() == b"theirs"


def test_a_file_that_is_gone_is_not_put_back(tmp_path: Path) -> None:
    with pytest.raises(Changed):
        put_in_place_of(tmp_path / "a.yaml", b"one", b"two")
    assert [*tmp_path.iterdir()] == []


def test_what_is_no_file_is_written_to_and_not_replaced(tmp_path: Path) -> None:
    pipe = tmp_path / "pipe"
    os.mkfifo(pipe)
    reader = os.open(pipe, os.O_RDONLY | os.O_NONBLOCK)
    write_whole(pipe, b"report")
    assert os.read(reader, 100) == b"report"
    assert pipe.is_fifo()
    os.close(reader)


def test_what_cannot_be_written_is_named_and_not_its_temporary_file(tmp_path: Path) -> None:
    path = tmp_path / "a"
    path.mkdir()
    with pytest.raises(OSError, match="Is a directory") as caught:
        write_whole(path, b"one")
    assert caught.value.filename == str(path)


def test_a_new_file_is_for_its_owner_alone(tmp_path: Path) -> None:
    path = tmp_path / "own/a.pdf"
    assert write_new(path, b"one") == path
    assert path.read_bytes() == b"one"
    assert path.stat().st_mode & 0o777 == 0o600
    assert [*path.parent.iterdir()] == [path]


@pytest.mark.parametrize("kind", ["file", "same", "folder", "link"])
def test_a_new_file_replaces_nothing_and_gets_a_number(tmp_path: Path, kind: str) -> None:
    path = tmp_path / "a.pdf"
    if kind == "folder":
        path.mkdir()
    elif kind == "link":
        path.symlink_to(tmp_path / "nowhere.pdf")
    else:
        path.write_bytes(b"new" if kind == "same" else b"old")
    before = path.lstat()
    assert write_new(path, b"new") == tmp_path / "a-2.pdf"
    assert write_new(path, b"newest") == tmp_path / "a-3.pdf"
    assert (tmp_path / "a-2.pdf").read_bytes() == b"new"
    assert (path.lstat().st_ino, path.lstat().st_mtime_ns) == (before.st_ino, before.st_mtime_ns)
    assert len([*tmp_path.iterdir()]) == 3


def test_where_a_new_file_cannot_be_put_in_its_place_nothing_is_left(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fail(self: Path, target: Path) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(Path, "hardlink_to", fail)
    with pytest.raises(OSError, match="No space left"):
        write_new(tmp_path / "a.pdf", b"new")
    assert [*tmp_path.iterdir()] == []
