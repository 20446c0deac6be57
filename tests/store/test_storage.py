from __future__ import annotations

from pathlib import Path

import pytest

from handouts.store.storage import Folder


def test_what_is_written_can_be_read_and_has_a_stamp(tmp_path: Path) -> None:
    folder = Folder(tmp_path / "output")
    assert folder.write_whole("a/b.pdf", b"one") == "made"
    assert folder.write_whole("a/b.pdf", b"one") == "unchanged"
    assert folder.read("a/b.pdf") == b"one"
    assert folder.stamp("a/b.pdf") == (3, (tmp_path / "output/a/b.pdf").stat().st_mtime_ns)


def test_a_file_that_is_not_there_has_no_stamp(tmp_path: Path) -> None:
    folder = Folder(tmp_path)
    assert folder.stamp("gone.pdf") is None
    with pytest.raises(FileNotFoundError):
        folder.read("gone.pdf")


def test_what_is_removed_is_gone(tmp_path: Path) -> None:
    folder = Folder(tmp_path)
    folder.write_whole("a.pdf", b"one")
    folder.remove("a.pdf")
    folder.remove("a.pdf")
    assert folder.stamp("a.pdf") is None
