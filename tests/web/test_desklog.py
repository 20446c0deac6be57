"""The desk's log is read on from where it ended, and of prints nothing is held."""

from __future__ import annotations

from pathlib import Path

from handouts.web.desklog import DESK_LOG, DeskLog


def test_lines_come_once_each_whoever_wrote_them(tmp_path: Path) -> None:
    here, other = DeskLog(tmp_path), DeskLog(tmp_path)
    assert here.lines() == []
    here.add("asked for review", "Ben", handout="sun", codes=["A"])
    assert [line["who"] for line in here.lines()] == ["Ben"]
    other.add("approved", "Ann", handout="sun", codes=["A"])
    assert [line["who"] for line in here.lines()] == ["Ben", "Ann"]
    assert [line["who"] for line in here.lines()] == ["Ben", "Ann"]


def test_a_line_that_is_half_there_is_read_once_it_is_whole(tmp_path: Path) -> None:
    log = DeskLog(tmp_path)
    log.add("approved", "Ann")
    with (tmp_path / DESK_LOG).open("ab", buffering=0) as file:
        file.write(b'{"did": "sent ')
        assert len(log.lines()) == 1
        file.write(b'back"}\nno line\n[1]\n')
        assert [line["did"] for line in log.lines()] == ["approved", "sent back"]


def test_a_file_that_is_another_is_read_from_its_beginning(tmp_path: Path) -> None:
    log = DeskLog(tmp_path)
    for name in ("Ann", "Ben"):
        log.add("approved", name)
    assert len(log.lines()) == 2
    (tmp_path / DESK_LOG).write_text('{"did": "approved", "who": "Cat"}\n', "utf-8")
    assert [line["who"] for line in log.lines()] == ["Cat"]
    (tmp_path / DESK_LOG).unlink()
    assert log.lines() == []


def test_of_prints_and_saves_nothing_is_held(tmp_path: Path) -> None:
    log = DeskLog(tmp_path)
    for number in range(5):
        log.add("asked", "", slip=f"slip-{number}", copies=1)
        log.add("saved", "Ben", handout="sun")
        log.add("signed in", "Ben")
    log.add("threw away", "", clinic="a/b", codes=["A"])
    assert [line["did"] for line in log.lines()] == ["threw away"]
    assert [line["slip"] for line in log.of_slips("")] == [f"slip-{n}" for n in range(5)]
    assert log.of_slips("2999") == []
