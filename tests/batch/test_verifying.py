"""Copies are held against whole renders: one that is wrong fails, and is made anew."""

from __future__ import annotations

import shutil
from dataclasses import replace
from pathlib import Path

import pytest
from samples import BRAND, CLINIC, a_handout, a_library, a_workspace
from stamping import settled

from handouts.batch.materials import read_all
from handouts.batch.order import BuildOptions, Order
from handouts.batch.planning import plan
from handouts.batch.reporting import Build, Row
from handouts.batch.run import build
from handouts.batch.verifying import choose
from handouts.diagnostics import Problems
from handouts.page.formats import Fit
from handouts.page.parts import Style
from handouts.press.proofing import make_plate
from handouts.press.stamping import Letterhead
from handouts.press.verdicts import plate_key
from handouts.workspace import Workspace

pytestmark = pytest.mark.slow

ONE_FIT = """
standard: {sections: full, sources: full, style: standard.css, fits: [{size: 13}]}
pocket: {like: standard, paper: A5, slots: {masthead: [124, 20.5]}}
html: {like: standard, medium: html}
"""
FILES = a_library(sun=a_handout(), shade=a_handout(title="Shade and your skin")) | {
    "templates/formats.yaml": ONE_FIT,
    "brands/north/_brand.yml": BRAND + CLINIC.replace("Harbour", "North"),
}
FIT = Fit(size=13)
PATHS = {
    f"drafts/{brand}/{brand}-{handout}-en-GB-DRAFT.pdf"
    for brand in ("harbour", "north")
    for handout in ("sun", "shade")
}


def built(workspace: Workspace, verify: int, dry: bool = False) -> Build:
    return build(
        workspace,
        Order(),
        workspace.output,
        processes=1,
        options=BuildOptions(verify=verify, dry=dry),
    )


def verified(done: Build) -> set[str]:
    return {row.path for row in done.rows if row.made.verified}


def failed(done: Build) -> dict[str, Row]:
    return {row.path: row for row in done.rows if row.made.state == "failed"}


@pytest.fixture(scope="module")
def once(tmp_path_factory: pytest.TempPathFactory) -> Workspace:
    """A workspace that was built once, by the real press."""
    made = a_workspace(tmp_path_factory.mktemp("verified"), FILES)
    assert not built(made, 0).failed
    return made


@pytest.fixture
def made(once: Workspace, tmp_path: Path) -> Workspace:
    """The same, for one test."""
    shutil.copytree(once.root, tmp_path / "here")
    return Workspace.open(tmp_path / "here", once.today)


def spoil(workspace: Workspace, fault: str) -> None:
    """Put a wrong plate of one handout, or a wrong letterhead of one clinic, into the cache."""
    materials = read_all(workspace, workspace.output, Problems())
    copies = plan(Order(formats=("standard",)), materials)
    store, settings = materials.cache, settled(copies, materials)
    copy, setting = copies[0], settings[0]
    if fault == "clinic":
        other = store.get(settings[-1].letterhead, Letterhead)
        store.put(setting.letterhead, other)
        return
    inks, sheet = copy.brand.palette.inks, copy.sheet(FIT, materials)
    if fault == "ink":
        swapped = (style.text.replace("var(--brand)", "var(--ink)") for style in sheet.styles)
        sheet = replace(sheet, styles=tuple(Style("swapped.css", text) for text in swapped))
    else:
        sheet = replace(sheet, html=sheet.html.replace("Wear a hat", "Hear a wat"))
    plate = make_plate(sheet, setting.verdict, copy.sheet_look, inks, Problems())
    store.put(plate_key(setting.sheet, setting.verdict, inks), plate)


@pytest.mark.parametrize(
    ("fault", "fact"),
    [
        ("ink", " pixels differ, by up to "),
        ("word", "; page 1: the letters differ: 'H"),
        ("clinic", "; page 1: the letters differ: 'N"),
    ],
)
def test_what_was_stamped_wrongly_is_told_taken_away_and_made_anew(
    made: Workspace, fault: str, fact: str
) -> None:
    spoil(made, fault)
    done = built(made, len(PATHS))
    assert len(failed(done)) == 2
    assert verified(done) == PATHS - failed(done).keys()
    for path, row in failed(done).items():
        [problem] = row.made.diagnostics
        assert (problem.rule, problem.place.file) == ("verify", path)
        assert fact in problem.message
        assert not (made.output / path).exists()
    again = built(made, len(PATHS))
    assert verified(again) == PATHS
    assert not again.failed


def test_a_build_compares_as_many_copies_as_it_is_asked_to(made: Workspace) -> None:
    done = built(made, 3)
    assert len(verified(done)) == 3
    assert {row.made.state for row in done.rows} == {"unchanged"}
    assert verified(built(made, 0)) == verified(built(made, 4, dry=True)) == set()


def test_what_will_be_made_is_compared_before_what_is_there(made: Workspace) -> None:
    built(made, 0)
    path = made.root / "content/sun/handout.yaml"
    path.write_text(path.read_text("utf-8").replace("Wear a hat", "Wear a cap"), "utf-8")
    done = built(made, 2)
    assert verified(done) == {row.path for row in done.rows if row.handout == "sun"}


def test_every_sheet_is_chosen_once_before_any_comes_again(made: Workspace) -> None:
    materials = read_all(made, made.output, Problems())
    copies = plan(Order(formats=("standard", "pocket", "html")), materials)
    names = {copy.path: (copy.handout.id, copy.format.name) for copy in copies}
    for _ in range(9):
        assert len({names[path] for path in choose(copies, 4, ())}) == 4
    assert choose(copies, 99, ()) == {path for path, (_, form) in names.items() if form != "html"}
