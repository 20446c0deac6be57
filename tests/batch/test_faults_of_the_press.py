"""What breaks in the press, or under it, costs no more than it must: nothing is pretended."""

from __future__ import annotations

import multiprocessing
import os
import signal
import subprocess
import sys
import tempfile
import time
from collections.abc import Sequence
from pathlib import Path

import pytest
from samples import BRAND, CLINIC, MakeWorkspace, a_handout, a_library, a_workspace, with_blocks

from handouts.batch.copies import Copy
from handouts.batch.order import BuildOptions, Order
from handouts.batch.reporting import Build
from handouts.batch.run import build
from handouts.batch.setting import Typesetting
from handouts.brand import svg, svg_plain
from handouts.brand.svg_plain import DrawingLimits
from handouts.store.auditing import audit
from handouts.store.cache import CACHE
from handouts.store.ledger import Ledger
from handouts.store.leftovers import BESIDE
from handouts.store.output import storage_at
from handouts.workers import pool as workers
from handouts.workspace import Workspace

pytestmark = pytest.mark.slow

PLENTY = 300  # seconds for what takes a few
ONE_FIT = "standard: {sections: full, sources: full, style: standard.css, fits: [{size: 13}]}"
FILES = a_library(sun=a_handout(), shade=a_handout(title="Shade and your skin")) | {
    "templates/formats.yaml": ONE_FIT,
    "brands/north/_brand.yml": BRAND + CLINIC.replace("Harbour", "North"),
}
COPIES = 4
BAD = {
    "deep": ("tip", "<div>" * 500 + "x" + "</div>" * 500),
    "slow": ("note", '<table><tr><td colspan="60000">a</td><td>b</td></tr></table>'),
    "hungry": ("warning", '<div class="hungry">x</div>'),
}
GRADIENT = ".hungry { background: repeating-linear-gradient(red 0, blue 0.0000001px) }"


def built(workspace: Workspace, force: bool = False) -> Build:
    return build(
        workspace, Order(), workspace.output, processes=2, options=BuildOptions(force=force)
    )


def all_right(workspace: Workspace) -> bool:
    with Ledger(workspace.root, workspace.output) as book:
        found = audit([storage_at(workspace.output)], book.everywhere())
    return len(found) == COPIES and {file.state for file in found} == {"right"}


def test_a_sheet_that_the_engine_cannot_take_costs_its_own_copies_alone(
    workspace: MakeWorkspace, monkeypatch: pytest.MonkeyPatch
) -> None:
    handouts = {
        name: with_blocks(f"- {block}: {{title: T, text: Words.}}")
        for name, (block, _) in BAD.items()
    }
    templates = {f"templates/blocks/{block}.html.j2": html for block, html in BAD.values()}
    made = workspace(
        a_library(sun=a_handout(), **handouts)
        | templates
        | {"templates/formats.yaml": ONE_FIT, "styles/blocks/warning.css": GRADIENT}
    )
    monkeypatch.setattr(workers, "COMPUTING_SECONDS", 5)
    done = built(made)
    facts = {row.handout: " ".join(d.message for d in row.made.diagnostics) for row in done.rows}
    states = {row.handout: row.made.state for row in done.rows}
    assert states == {"sun": "made", **dict.fromkeys(BAD, "failed")}
    assert facts["deep"].startswith("typesetting stopped: RecursionError")
    assert facts["slow"].endswith("was stopped: it took more than 5 s of computing")
    assert facts["hungry"].endswith("was stopped: it took more than 500 MB of memory")


@pytest.fixture(scope="module")
def begun_twice(tmp_path_factory: pytest.TempPathFactory) -> tuple[Workspace, list[int | None]]:
    """A workspace in which two builds began at once, and how they ended."""

    def run() -> None:
        start.wait(PLENTY)
        done = built(made)
        os._exit(0 if not done.failed and not len(done.problems) else 1)

    made = a_workspace(tmp_path_factory.mktemp("twice"), FILES)
    fork = multiprocessing.get_context("fork")
    start = fork.Barrier(2)
    both = [fork.Process(target=run) for _ in range(2)]
    for process in both:
        process.start()
    for process in both:
        process.join(PLENTY)
    return made, [process.exitcode for process in both]


def test_two_builds_at_once_typeset_and_stamp_without_harm(
    begun_twice: tuple[Workspace, list[int | None]],
) -> None:
    made, codes = begun_twice
    assert codes == [0, 0]
    assert all_right(made)
    assert {row.made.state for row in built(made).rows} == {"unchanged"}


def test_one_flipped_byte_in_each_entry_of_the_cache_changes_no_copy(
    begun_twice: tuple[Workspace, list[int | None]],
) -> None:
    made, _ = begun_twice
    entries = [*(made.kept / CACHE).iterdir()]
    for number, entry in enumerate(entries):
        data = bytearray(entry.read_bytes())
        data[(number * 997) % len(data)] ^= 1
        entry.write_bytes(data)
    done = built(made, force=True)
    assert len(entries) >= COPIES
    assert not done.failed
    assert {row.made.state for row in done.rows} == {"unchanged"}  # the same bytes as before
    assert all_right(made)


def test_a_build_that_is_killed_while_it_typesets_is_made_good_by_the_next(
    workspace: MakeWorkspace, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    made, room = workspace(FILES), tmp_path / "room"
    room.mkdir()
    monkeypatch.setenv("TMPDIR", str(room))
    monkeypatch.setattr(tempfile, "tempdir", str(room))
    command = [sys.executable, "-m", "handouts", "build", "-j", "2"]
    running = subprocess.Popen(command, cwd=made.root, stdout=-3, stderr=-3)
    end = time.monotonic() + PLENTY
    while not any(room.iterdir()):  # the faces that it typesets with
        assert time.monotonic() < end and running.poll() is None
        time.sleep(0.01)
    running.send_signal(signal.SIGKILL)
    running.wait()
    assert [*room.iterdir()] != []
    assert len([*made.output.rglob("*.pdf")]) < COPIES
    assert not built(made).failed
    assert all_right(made)
    left = [*made.output.rglob(f"{BESIDE}*"), *room.iterdir()]
    assert [path.name for path in left if f"-{os.getpid()}-" not in path.name] == []


def heavy_logo() -> str:
    """Return a logo whose groups are each drawn by themselves, within each other."""
    shapes = '<rect x="1" y="1" width="9" height="9"/>' * 12_000
    groups = '<g opacity="0.999">' * 50 + shapes + "</g>" * 50
    return f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 30 10">{groups}</svg>'


@pytest.mark.parametrize("name", ["aaa", "zzz"])
def test_a_logo_that_takes_too_long_costs_the_copies_of_its_brand_alone(
    workspace: MakeWorkspace, monkeypatch: pytest.MonkeyPatch, name: str
) -> None:
    monkeypatch.setattr(
        svg, "LOGO", DrawingLimits(svg_plain.LOGO.tags, 10**6, 10**9)
    )  # weighs nothing
    monkeypatch.setattr(workers, "COMPUTING_SECONDS", 4)
    sound = [f"b{n:02}" for n in range(8)] + ["n00", "n01"]
    made = workspace(
        a_library(sun=a_handout())
        | {"templates/formats.yaml": ONE_FIT}
        | {
            f"brands/{one}/_brand.yml": BRAND + CLINIC.replace("Harbour", one.capitalize())
            for one in sound
        }
        | {
            f"brands/{name}/_brand.yml": BRAND + "logo: logo.svg\n" + CLINIC,
            f"brands/{name}/logo.svg": heavy_logo(),
        }
    )
    done = built(made)
    states = {row.brand: row.made.state for row in done.rows}
    assert states == {**dict.fromkeys([*sound, "harbour"], "made"), name: "failed"}
    [told] = next(row for row in done.rows if row.brand == name).made.diagnostics
    assert told.place.file == f"brands/{name}/logo.svg"
    assert f"the letterhead of {name}/{name} was stopped" in told.message


def test_a_style_in_which_no_letterhead_can_be_set_is_given_up_after_a_few(
    workspace: MakeWorkspace, monkeypatch: pytest.MonkeyPatch
) -> None:
    log = workspace({}).root / "tried"

    def deadly(copies: Sequence[Copy], _materials: object) -> Typesetting:
        with log.open("a", encoding="utf-8") as tried:
            tried.write(f"{len(copies)}\n")
        os._exit(3)

    monkeypatch.setattr("handouts.batch.making.judge_style", deadly)
    monkeypatch.setattr("handouts.batch.making.MOST_TRIED", 3)
    brands = {f"brands/b{n:02}/_brand.yml": BRAND + CLINIC for n in range(12)}
    made = workspace(a_library(sun=a_handout()) | {"templates/formats.yaml": ONE_FIT} | brands)
    done = built(made)
    assert {row.made.state for row in done.rows} == {"failed"}
    assert len(done.rows) == 13
    assert log.read_text(encoding="utf-8").split() == ["5", "1", "1", "1"]
