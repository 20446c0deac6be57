from __future__ import annotations

from pathlib import Path

import pytest

from handouts.store.auditing import audit
from handouts.store.ledger import Entry
from handouts.store.storage import Folder
from handouts.store.whole import digest


def entry(path: str, data: bytes = b"right") -> Entry:
    return Entry(path, "key", digest(data), len(data), 0, 2, "CODE", "approved", "engine 1.0")


@pytest.fixture
def book(tmp_path: Path) -> dict[str, Entry]:
    """Write copies and return what the ledger says of them, with one that is gone."""
    for name in ("a/right.pdf", "a/b/deep.pdf", "c/right.pdf"):
        (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / name).write_bytes(b"right")
    names = ("a/right.pdf", "a/b/deep.pdf", "c/right.pdf", "a/gone.pdf")
    return {str(tmp_path / name): entry(name) for name in names}


def states(root: Path, book: dict[str, Entry], *paths: str) -> dict[str, str]:
    found = audit([Folder(root / path) for path in paths or ("",)], book)
    return {file.file.removeprefix(f"{root}/"): file.state for file in found}


def test_files_are_right_or_missing(tmp_path: Path, book: dict[str, Entry]) -> None:
    assert states(tmp_path, book) == {
        "a/b/deep.pdf": "right",
        "a/gone.pdf": "missing",
        "a/right.pdf": "right",
        "c/right.pdf": "right",
    }


def test_a_change_that_keeps_the_size_is_seen(tmp_path: Path, book: dict[str, Entry]) -> None:
    (tmp_path / "a/right.pdf").write_bytes(b"wrong")
    assert states(tmp_path, book, "a/right.pdf") == {"a/right.pdf": "changed"}


def test_a_folder_in_the_place_of_a_copy_is_a_change(
    tmp_path: Path, book: dict[str, Entry]
) -> None:
    (tmp_path / "a/gone.pdf").mkdir()
    assert states(tmp_path, book, "a/gone.pdf") == {"a/gone.pdf": "changed"}


def test_a_pdf_that_was_never_made_is_unknown(tmp_path: Path, book: dict[str, Entry]) -> None:
    for name in ("c/strange.pdf", "c/notes.txt", "c/.hidden.pdf"):
        (tmp_path / name).write_bytes(b"")
    assert states(tmp_path, book, "c") == {"c/right.pdf": "right", "c/strange.pdf": "unknown"}


def test_only_what_is_named_is_looked_at(tmp_path: Path, book: dict[str, Entry]) -> None:
    assert [*states(tmp_path, book, "a/b", "c/right.pdf")] == ["a/b/deep.pdf", "c/right.pdf"]
    assert [*states(tmp_path, book, "a/gone.pdf")] == ["a/gone.pdf"]
    assert states(tmp_path, book, "nowhere") == {}


def test_a_file_tells_what_the_ledger_knows_of_it(tmp_path: Path, book: dict[str, Entry]) -> None:
    (tmp_path / "c/strange.pdf").write_bytes(b"")
    right, strange = audit([Folder(tmp_path / "c")], book)
    assert right.as_json() == {
        "file": str(tmp_path / "c/right.pdf"),
        "state": "right",
        "sha256": digest(b"right"),
        "text_code": "CODE",
        "review": "approved",
        "versions": "engine 1.0",
    }
    assert [*strange.as_json().values()][1:] == ["unknown", "", "", "", ""]
