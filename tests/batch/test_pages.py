"""What a build does with rules on set pages, in a workspace whose styles break some."""

from __future__ import annotations

import pytest
from ruling import SOUND, a_brand
from samples import MakeWorkspace, a_library

from handouts.batch.making import judge_all
from handouts.batch.materials import read_all
from handouts.batch.order import Order
from handouts.batch.planning import plan
from handouts.batch.reporting import Build
from handouts.batch.run import build
from handouts.diagnostics import Diagnostic, Problems
from handouts.workspace import Workspace

pytestmark = pytest.mark.slow

GEL = SOUND.replace("title: Cream", "title: Gel")
ONE_FIT = "standard: {sections: standard, sources: short, style: standard.css, fits: [{size: 13}]}"
FILES = a_library(cream=SOUND, gel=GEL) | {
    "templates/formats.yaml": ONE_FIT,
    "brands/harbour/_brand.yml": a_brand(offers=None),
    "brands/north/_brand.yml": a_brand(offers=None).replace("#0f5c5c", "#103a8c"),
}
SMALL = ".lead { font-size: 9pt }\n"  # after what we ship of the file: a warning, TYP-03
TINY = "html { font-size: 11pt !important }\n"  # an error, TYP-01


@pytest.fixture
def here(workspace: MakeWorkspace) -> Workspace:
    return workspace(FILES)


def with_style(workspace: MakeWorkspace, css: str, **files: str) -> Workspace:
    shipped = workspace({}).house_text("styles/type.css")
    return workspace(FILES | {"styles/type.css": shipped + css} | files)


def built(workspace: Workspace, *handouts: str) -> Build:
    return build(workspace, Order(handouts), workspace.output, processes=1)


def told(done: Build) -> list[Diagnostic]:
    return [found for row in done.rows for found in row.made.diagnostics]


def judged(workspace: Workspace) -> list[Diagnostic]:
    materials = read_all(workspace, workspace.output, Problems())
    return list(judge_all(plan(Order(formats=("standard",)), materials), materials, 1))


def test_what_we_ship_sets_pages_that_break_no_rule(here: Workspace) -> None:
    assert judged(here) == []


def test_a_warning_is_told_once_and_stops_nothing(workspace: MakeWorkspace) -> None:
    done = built(with_style(workspace, SMALL), "cream")
    assert [row.made.state for row in done.rows] == ["made", "made"]
    [found] = told(done)
    assert (found.rule, found.severity) == ("TYP-03", "warning")
    assert found.place.file == "content/cream/handout.yaml"
    assert found.message == "the smallest text is 9 pt (standard, A4)"


def test_an_error_keeps_copies_from_being_made(workspace: MakeWorkspace) -> None:
    here = with_style(workspace, TINY)
    done = built(here, "cream")
    assert done.failed
    assert {row.made.state for row in done.rows} == {"failed"}
    assert {found.rule for found in told(done)} >= {"TYP-01"}
    assert not list(here.output.rglob("*.pdf"))


def test_a_handout_and_a_workspace_waive_rules_on_pages(workspace: MakeWorkspace) -> None:
    waived = GEL + "waivers: {TYP-03: the lead is for the shelf}\n"
    some = with_style(workspace, SMALL, **{"content/gel/handout.yaml": waived})
    [found] = judged(some)
    assert (found.place.file, found.rule) == ("content/cream/handout.yaml", "TYP-03")
    settings = 'waivers = {TYP-03 = "the lead is for the shelf"}\n'
    assert judged(with_style(workspace, SMALL, **{"handouts.toml": settings})) == []


def test_what_was_measured_is_not_typeset_again(
    here: Workspace, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert built(here).rows
    monkeypatch.setattr("handouts.engine.typesetting._lay_out", None)
    assert judged(here) == []


def test_ink_and_contrast_in_grey_are_told_of_each_brand(workspace: MakeWorkspace) -> None:
    css = "h1 { background: var(--warn); color: var(--brand) } body { background: var(--brand) }\n"
    found = judged(with_style(workspace, css))
    assert {one.rule for one in found} >= {"CON-03", "PRT-05"}
    pale = [one.message for one in found if one.rule == "CON-03"]
    assert any("Harbour" in message for message in pale), pale
