"""What a build makes, and what it leaves as it is."""

from __future__ import annotations

import os
from collections.abc import Callable
from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import pytest
from pretend import PretendPress
from samples import BRAND, MakeWorkspace, a_handout, a_library, with_blocks

from handouts.batch.order import BuildOptions, Order
from handouts.batch.reporting import Build, report
from handouts.batch.run import build
from handouts.store.ledger import Ledger
from handouts.store.whole import digest
from handouts.workspace import Workspace

WARNED = with_blocks("- prose: See [Moon](handout:moon).")
FILES = a_library(sun=WARNED, shade=a_handout()) | {
    "brands/north/_brand.yml": BRAND + "defaults: {handouts: {country: GB}}\n"
}
SUN = "drafts/harbour/harbour-sun-en-GB-DRAFT.pdf"


def path(brand: str, handout: str) -> str:
    return f"drafts/{brand}/{brand}-{handout}-en-GB-DRAFT.pdf"


def built(workspace: Workspace, *handouts: str, dry: bool = False, prune: bool = False) -> Build:
    order = Order(handouts)
    return build(
        workspace, order, workspace.output, processes=1, options=BuildOptions(dry=dry, prune=prune)
    )


def states(done: Build) -> dict[str, str]:
    return {f"{row.brand}/{row.handout}": row.made.state for row in done.rows}


def edit(workspace: Workspace, file: str, old: str, new: str) -> None:
    place = workspace.root / file
    place.write_text(place.read_text(encoding="utf-8").replace(old, new), encoding="utf-8")


def touch(file: Path) -> None:
    os.utime(file, (1, 1))


def alter(file: Path) -> None:
    file.write_bytes(b"x" + file.read_bytes()[1:])


@pytest.fixture
def made(workspace: MakeWorkspace, press: PretendPress) -> Workspace:
    """A workspace that was built once."""
    here = workspace(FILES)
    assert set(states(built(here)).values()) == {"made"}
    assert len(press.worked_on()) == 4
    return here


def test_a_build_of_what_is_there_says_the_same_and_works_on_nothing(
    made: Workspace, press: PretendPress
) -> None:
    first = built(made)
    second = built(made)
    assert report(first.rows, first.problems) == report(second.rows, second.problems)
    assert set(states(second).values()) == {"unchanged"}
    assert second.planned == 4
    assert [d.rule for d in second.problems] == ["unknown-handout"]
    assert press.worked_on() == []


def test_only_the_copies_of_a_handout_that_changed_are_made(
    made: Workspace, press: PretendPress
) -> None:
    edit(made, "content/sun/handout.yaml", "Sun and your skin", "Sun and our skin")
    assert states(built(made)) == {
        "harbour/shade": "unchanged",
        "harbour/sun": "made",
        "north/shade": "unchanged",
        "north/sun": "made",
    }
    assert press.worked_on() == [path("harbour", "sun"), path("north", "sun")]


def test_only_the_copies_of_a_clinic_that_changed_are_made(
    made: Workspace, press: PretendPress
) -> None:
    edit(made, "brands/north/_brand.yml", "country: GB", "country: GB, phone: 020 7946 0001")
    built(made)
    assert press.worked_on() == [path("north", "shade"), path("north", "sun")]


@pytest.mark.parametrize("change", [touch, alter, Path.unlink])
def test_a_file_that_is_not_as_it_was_made_is_made_again(
    made: Workspace, press: PretendPress, change: Callable[[Path], None]
) -> None:
    change(made.output / SUN)
    built(made)
    assert press.worked_on() == [SUN]
    assert (made.output / SUN).read_bytes().startswith(b"Sun and your skin for Harbour")
    built(made)
    assert press.worked_on() == []


def test_the_next_day_reads_all_and_makes_nothing(made: Workspace, press: PretendPress) -> None:
    tomorrow = replace(made, today=made.today + timedelta(days=1))
    assert set(states(built(tomorrow)).values()) == {"unchanged"}
    assert press.worked_on() == []


def test_what_failed_is_tried_again(made: Workspace, press: PretendPress) -> None:
    def fail(_copy: object) -> None:
        raise RuntimeError

    edit(made, "content/sun/handout.yaml", "Sun and your skin", "Sun and our skin")
    press.before = fail
    for _ in range(2):
        assert states(built(made))["north/sun"] == "failed"
        assert press.worked_on() == [path("harbour", "sun"), path("north", "sun")]


def test_orders_are_remembered_each_for_itself(made: Workspace, press: PretendPress) -> None:
    assert set(states(built(made, "sun"))) == {"harbour/sun", "north/sun"}
    assert len(built(made).rows) == 4
    assert len(built(made, "sun").rows) == 2
    assert press.worked_on() == []


def test_a_dry_run_tells_what_would_be_made_and_what_is_there(
    made: Workspace, press: PretendPress
) -> None:
    (made.output / SUN).unlink()
    done = built(made, dry=True)
    assert [row.path for row in done.rows if row.made.state == "planned"] == [SUN]
    assert [*states(done).values()].count("unchanged") == 3
    assert not (made.output / SUN).exists()


def test_a_row_tells_what_made_the_copy(made: Workspace) -> None:
    with Ledger(made.root, made.output) as book:
        entry = book.entries()[SUN]
    file = made.output / SUN
    assert (entry.sha256, entry.size) == (digest(file.read_bytes()), file.stat().st_size)
    assert (entry.pages, entry.review, len(entry.text_code)) == (1, "draft", 9)
    assert entry.versions.startswith("weasyprint 70.0, pydyf ")


def test_pruning_strikes_the_rows_of_files_that_are_gone(
    made: Workspace, press: PretendPress
) -> None:
    stray = made.output / path("north", "sun")
    stray.write_bytes(b"<pdf:Producer>Handouts</pdf:Producer>")
    (made.root / "brands/north/_brand.yml").unlink()
    assert [stray.path for stray in built(made).strays] == [path("north", "sun")]
    built(made, prune=True)
    assert not stray.exists()
    with Ledger(made.root, made.output) as book:
        assert path("north", "sun") not in book.entries()
        assert SUN in book.entries()


def test_a_copy_is_noted_before_it_is_told(workspace: MakeWorkspace, press: PretendPress) -> None:
    def interrupt(_row: object, _done: object) -> None:
        raise KeyboardInterrupt

    here = workspace(FILES)
    done = build(here, Order(), here.output, processes=1, watch=interrupt)
    assert (done.interrupted, len(done.rows)) == (True, 1)
    with Ledger(here.root, here.output) as book:
        assert [*book.entries()] == [done.rows[0].path]
