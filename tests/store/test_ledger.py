from __future__ import annotations

import multiprocessing
import os
import sqlite3
from dataclasses import fields, replace
from pathlib import Path

import pytest

from handouts.store import ledger
from handouts.store.ledger import Change, Entry, Ledger
from handouts.store.tables import BEFORE

ENTRY = Entry("a/b.pdf", "key", "hash", 3, 1_790_000_000_123_456_789, 2, "CODE", "draft", "x 1.0")
PLENTY = 60  # seconds for what takes one


def file_of(root: Path) -> Path:
    return root / ".handouts/ledger.sqlite3"


def noted(root: Path, *entries: Entry) -> None:
    with Ledger(root, root / "output") as book:
        for entry in entries:
            book.put(entry)


def entries(root: Path, output: str = "output") -> dict[str, Entry]:
    with Ledger(root, root / output) as book:
        assert len(book.problems) == 0
        return book.entries()


def problems(root: Path) -> list[str]:
    with Ledger(root, root / "output") as book:
        return [f"{d.severity}: {d.message}" for d in book.problems]


def test_what_was_noted_is_there_the_next_time(tmp_path: Path) -> None:
    noted(tmp_path, ENTRY)
    assert entries(tmp_path) == {"a/b.pdf": ENTRY}


def test_the_last_row_of_a_path_counts(tmp_path: Path) -> None:
    noted(tmp_path, ENTRY, replace(ENTRY, key="new"))
    assert entries(tmp_path)["a/b.pdf"].key == "new"


def test_every_output_has_its_own_rows(tmp_path: Path) -> None:
    noted(tmp_path, ENTRY)
    assert entries(tmp_path, "elsewhere") == {}
    with Ledger(tmp_path, tmp_path / "elsewhere") as book:
        book.put(replace(ENTRY, key="other"))
    with Ledger(tmp_path, tmp_path) as book:
        found = {path: entry.key for path, entry in book.everywhere().items()}
    assert found == {
        f"{tmp_path}/output/a/b.pdf": "key",
        f"{tmp_path}/elsewhere/a/b.pdf": "other",
    }


def test_rows_are_written_in_groups(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(ledger, "GROUP", 2)
    with Ledger(tmp_path, tmp_path / "output") as book:
        for name in "abc":
            book.put(replace(ENTRY, path=name))
        assert [*entries(tmp_path)] == ["a", "b"]
    assert [*entries(tmp_path)] == ["a", "b", "c"]


def test_what_is_forgotten_is_gone(tmp_path: Path) -> None:
    noted(tmp_path, ENTRY, replace(ENTRY, path="c"))
    with Ledger(tmp_path, tmp_path / "output") as book:
        book.forget(["c", "never-there"])
    assert [*entries(tmp_path)] == ["a/b.pdf"]


def test_a_build_is_recalled_by_its_output_order_and_fingerprint(tmp_path: Path) -> None:
    said = {"copies": ["ä"]}
    with Ledger(tmp_path, tmp_path / "output") as book:
        book.remember("order", "print", said)
        book.remember("another", "print", {})
        assert book.recall("order", "print") == said
        assert book.recall("another", "print") == {}
        assert book.recall("order", "other print") is None
        book.remember("order", "other print", {})
        assert book.recall("order", "print") is None
    with Ledger(tmp_path, tmp_path / "elsewhere") as book:
        assert book.recall("order", "other print") is None


def test_the_address_of_an_output_is_resolved(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    noted(tmp_path, ENTRY)
    monkeypatch.chdir(tmp_path)
    with Ledger(tmp_path, Path("output")) as book:
        assert [*book.entries()] == ["a/b.pdf"]


@pytest.mark.parametrize(
    ("damage", "told"),
    [
        (lambda data: data[: len(data) // 2], "is damaged"),
        (lambda data: data[:4096] + bytes(4096) + data[8192:], "is damaged"),
        (lambda _: b"no ledger at all" * 100, "is damaged"),
        (lambda data: data.replace(b"CREATE TABLE", b"CREATE TAB\x87E"), "is damaged"),
    ],
    ids=["truncated", "a page of zeros", "another file", "a table that is no text"],
)
def test_a_damaged_ledger_is_put_aside_and_told_once(
    tmp_path: Path, damage: object, told: str
) -> None:
    assert callable(damage)
    noted(tmp_path, *(replace(ENTRY, path=f"{n}" * 200) for n in range(100)))
    file = file_of(tmp_path)
    damaged = damage(file.read_bytes())
    file.write_bytes(damaged)
    [problem] = problems(tmp_path)
    assert problem.startswith(f"warning: the ledger {told}; it was put aside as ")
    assert file.with_name("ledger.sqlite3.damaged").read_bytes() == damaged
    assert entries(tmp_path) == {}


def test_an_empty_file_is_a_new_ledger(tmp_path: Path) -> None:
    noted(tmp_path, ENTRY)
    file_of(tmp_path).write_bytes(b"")
    assert entries(tmp_path) == {}


def test_a_ledger_of_another_format_is_put_aside(tmp_path: Path) -> None:
    noted(tmp_path, ENTRY)
    base = sqlite3.connect(file_of(tmp_path))
    base.execute("PRAGMA user_version = 77")
    base.close()
    [problem] = problems(tmp_path)
    assert "has the format 77, which is not ours" in problem
    assert entries(tmp_path) == {}


def test_a_ledger_that_another_holds_is_waited_for_and_then_done_without(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(ledger, "PATIENCE_SECONDS", 0.01)
    noted(tmp_path, ENTRY)
    other = sqlite3.connect(file_of(tmp_path), isolation_level=None)
    other.execute("BEGIN IMMEDIATE")
    with Ledger(tmp_path, tmp_path / "output") as book:
        book.put(replace(ENTRY, path="c"))
        book.flush()
        book.put(replace(ENTRY, path="d"))
    assert [d.message for d in book.problems] == [
        "the ledger cannot be written: database is locked"
    ]
    other.close()
    assert [*entries(tmp_path)] == ["a/b.pdf"]
    assert not [*file_of(tmp_path).parent.glob("*.damaged")]


def test_a_ledger_can_be_read_while_another_writes(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(ledger, "PATIENCE_SECONDS", 0.01)
    noted(tmp_path, ENTRY)
    other = sqlite3.connect(file_of(tmp_path), isolation_level=None)
    other.execute("BEGIN EXCLUSIVE")
    assert [*entries(tmp_path)] == ["a/b.pdf"]
    other.close()


def test_where_there_can_be_no_ledger_one_is_kept_for_the_time_being(tmp_path: Path) -> None:
    (tmp_path / ".handouts").write_bytes(b"a file, not a folder")
    with Ledger(tmp_path, tmp_path / "output") as book:
        book.put(ENTRY)
        book.flush()
        assert [*book.entries()] == ["a/b.pdf"]
    [problem] = book.problems
    assert problem.severity == "error"
    assert problem.message.startswith("the ledger cannot be written: ")
    assert problem.message.endswith("/.handouts' is no folder")


def test_many_may_begin_and_write_one_ledger_at_once(tmp_path: Path) -> None:
    def write(number: int) -> None:
        start.wait(PLENTY)
        with Ledger(tmp_path, tmp_path / "output") as book:
            for part in range(10):
                book.put(replace(ENTRY, path=f"{number}-{part}"))
                book.flush()
        os._exit(len(book.problems))

    fork = multiprocessing.get_context("fork")
    start = fork.Barrier(6)
    processes = [fork.Process(target=write, args=(number,)) for number in range(6)]
    for process in processes:
        process.start()
    for process in processes:
        process.join(PLENTY)
    assert [process.exitcode for process in processes] == [0] * 6
    assert len(entries(tmp_path)) == 60


def test_an_entry_holds_what_the_ledger_promises() -> None:
    assert [field.name for field in fields(Entry)] == [
        "path",
        "key",
        "sha256",
        "size",
        "time",
        "pages",
        "text_code",
        "review",
        "versions",
        "texts",
        "until",
    ]
    assert ENTRY.stamp == (3, 1_790_000_000_123_456_789)


def test_what_changed_on_shelves_is_told_by_day_and_path(tmp_path: Path) -> None:
    first = Change("b.pdf", "2026-11-01", "Sun", "", "OLD")
    later = [Change(path, "2026-11-22", "Sun", "OLD", "NEW") for path in ("b.pdf", "a.pdf")]
    with Ledger(tmp_path, tmp_path / "output") as book:
        book.note([*later, first])
    with Ledger(tmp_path, tmp_path / "elsewhere") as book:
        assert book.changes() == []
    with Ledger(tmp_path, tmp_path / "output") as book:
        assert book.changes() == [first, *reversed(later)]


def test_a_change_that_was_taken_back_on_its_day_is_struck_out(tmp_path: Path) -> None:
    change = Change("a.pdf", "2026-11-22", "Sun", "", "CODE")
    with Ledger(tmp_path, tmp_path / "output") as book:
        book.note([change])
        book.note([replace(change, new="")])
        assert book.changes() == []


def test_a_ledger_of_the_release_before_is_read_on_and_knows_languages_from_then(
    tmp_path: Path,
) -> None:
    noted(tmp_path, ENTRY)
    change = Change("a.pdf", "2026-11-22", "Sun", "OLD", "", language="pl")
    base = sqlite3.connect(file_of(tmp_path))
    base.execute("ALTER TABLE changes DROP COLUMN language")
    base.execute(
        "INSERT INTO changes SELECT output, 'b.pdf', '2026-11-01', 'Sun', '', 'OLD', '' FROM copies"
    )
    base.execute(f"PRAGMA user_version = {BEFORE}")
    base.commit()
    base.close()
    for _ in range(2):
        with Ledger(tmp_path, tmp_path / "output") as book:
            assert [*book.problems] == []
            book.note([change])
            assert book.changes() == [Change("b.pdf", "2026-11-01", "Sun", "", "OLD"), change]
    assert entries(tmp_path) == {ENTRY.path: ENTRY}
