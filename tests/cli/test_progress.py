from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from handouts.batch.reporting import Build, Outcome, Row, State
from handouts.cli.progress import Progress, summary
from handouts.store.storage import Folder

OUTPUT = Folder(Path("output"))


def row(state: State = "made", pages: int = 1, path: str = "a.pdf", aim: int = 2) -> Row:
    made = Outcome(state, pages=pages)
    return Row(
        "sun", "harbour", "harbour", "en-GB", "standard", path, "draft", "CODE", made, 0, aim
    )


def told(*rows: Row, planned: int, paths: bool = False, terminal: bool = False) -> None:
    """Tell of copies, each of which takes two seconds."""
    now = 0.0

    def clock() -> float:
        return now

    progress = Progress(OUTPUT, paths=paths, terminal=terminal, clock=clock)
    for one in rows:
        now += 2
        progress.tell(one, Build(planned=planned))
    progress.clear()


def test_away_from_a_terminal_every_copy_has_a_line(capsys: pytest.CaptureFixture[str]) -> None:
    told(row(), row("failed", path="b.pdf"), planned=3)
    said = capsys.readouterr()
    assert said.err == "[1/3] made: a.pdf\n[2/3] failed: b.pdf\n"
    assert said.out == ""


def test_the_paths_of_copies_that_are_there_go_to_stdout(
    capsys: pytest.CaptureFixture[str],
) -> None:
    states: list[State] = ["planned", "made", "unchanged", "refused", "failed"]
    told(*(row(state, path=f"{state}.pdf") for state in states), planned=5, paths=True)
    assert capsys.readouterr().out.splitlines() == [
        "output/planned.pdf",
        "output/made.pdf",
        "output/unchanged.pdf",
    ]


def test_on_a_terminal_one_line_rewrites_itself_with_rate_and_time_left(
    capsys: pytest.CaptureFixture[str],
) -> None:
    told(row("unchanged"), row(), row(), planned=63, terminal=True)
    lines = capsys.readouterr().err.split("\r\x1b[K")
    assert lines == [
        "",
        "[1/63] unchanged: a.pdf",
        "[2/63] 0.2 a second, 4:04 left, made: a.pdf",
        "[3/63] 0.3 a second, 3:00 left, made: a.pdf",
        "",
    ]


def test_the_line_is_never_longer_than_the_terminal(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("COLUMNS", "60")
    told(row(path="long/" * 40), planned=1, terminal=True)
    assert max(map(len, capsys.readouterr().err.split("\r\x1b[K"))) == 59


def test_a_summary_counts_the_states_and_the_seconds() -> None:
    done = Build([row(), row("unchanged"), row()])
    assert [*summary(done, "output", 61.26)] == ["2 made, 1 unchanged; in output; 61.3 s"]
    assert [*summary(Build(), "output", 0)] == ["nothing to make; in output; 0.0 s"]


def test_a_summary_counts_the_copies_that_were_verified() -> None:
    done = Build([row(), replace(row(), made=Outcome("made", verified=True))])
    assert [*summary(done, "output", 1)] == ["2 made, 1 of them verified; in output; 1.0 s"]


def test_copies_on_more_sides_than_they_aim_at_are_told() -> None:
    done = Build([row(pages=2), row(pages=3, path="b.pdf"), row("unchanged", 5, "c.pdf", 4)])
    done.rows += [row(pages=4, aim=4), row(pages=9, aim=0)]
    assert [*summary(done, "output", 1)][1:] == [
        "2 on more sides than aimed at:",
        "  3 sides, not 2: b.pdf",
        "  5 sides, not 4: c.pdf",
    ]


def test_a_booklet_is_told_by_its_sheets_and_not_by_its_pages() -> None:
    booklets = [
        replace(row(pages=5, path="b.pdf", aim=4), sheets=2),
        replace(row(pages=4, aim=4), sheets=1),
    ]
    assert [*summary(Build(booklets), "output", 1)][1:] == [
        "1 on more sides than aimed at:",
        "  2 sheets, folded, not 4 pages: b.pdf",
    ]


@pytest.mark.parametrize(
    ("count", "last"), [(10, "  3 sides, not 2: a.pdf"), (12, "  and 3 more: see --report")]
)
def test_at_most_ten_lines_tell_of_them(count: int, last: str) -> None:
    lines = [*summary(Build([row(pages=3)] * count), "output", 1)][2:]
    assert (len(lines), lines[-1]) == (10, last)
