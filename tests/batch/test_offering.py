"""What a clinic does not offer is left out by name, and made and kept where it is named."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from approved import approvable, approved, later
from pretend import PretendPress
from ruling import SOUND
from samples import BRAND, MakeWorkspace, a_library

from handouts.batch.materials import Materials, read_all
from handouts.batch.offering import RULE, tell_not_offered
from handouts.batch.order import BuildOptions, Order
from handouts.batch.reporting import Build
from handouts.batch.run import build
from handouts.diagnostics import Problems
from handouts.workspace import Workspace

PACKS = """
visit:
  title: Your first visit
  short_title: First visit
  language: en-GB
  summary: What to read.
  handouts: [sun, laser]
"""
OURS = b"%PDF-1.7 <pdf:Producer>Handouts</pdf:Producer>"
GROUP = "brands/north/_brand.yml"
FILES = {
    **a_library(sun=approvable(), laser=SOUND),
    GROUP: BRAND + "defaults: {handouts: {offers: []}}\n",
    **{f"brands/north/clinics/{name}.yml": "country: GB\n" for name in ("a", "b", "c", "d", "e")},
}
NAMED = "is made, as it was named, for"


@pytest.fixture
def here(workspace: MakeWorkspace, press: PretendPress) -> Workspace:
    """A workspace with a clinic that offers all, and a brand whose five clinics offer nothing."""
    press.data = OURS
    return workspace(FILES)


def materials(made: Workspace) -> Materials:
    return read_all(made, made.output, Problems())


def told(made: Workspace, *handouts: str, of: str = "", **order: Any) -> list[str]:
    found = [*tell_not_offered(Order(handouts, **order), materials(made), of)]
    assert {(d.severity, d.rule) for d in found} <= {("info", RULE)}
    return [d.message for d in found]


def built(made: Workspace, *handouts: str, prune: bool = False) -> Build:
    order = Order(handouts, brands=("north/a",))
    return build(made, order, made.output, processes=1, options=BuildOptions(prune=prune))


def pack_in(made: Workspace) -> None:
    (made.root / "packs.yaml").write_text(PACKS, encoding="utf-8")


def test_a_brand_is_told_once_however_many_clinics_and_formats_it_has(here: Workspace) -> None:
    line = "'laser' is left out for all 5 clinics of north, where it is not offered"
    assert told(here) == told(here, formats=("standard", "full", "html")) == [line]


def test_clinics_are_named_where_not_all_are_meant(here: Workspace) -> None:
    some = told(here, brands=("north/a", "north/b"))
    assert some == ["'laser' is left out for north/a, north/b, where it is not offered"]
    (here.root / "brands/north/clinics/e.yml").write_text("offers: [laser]\n", "utf-8")
    assert told(here) == [
        "'laser' is left out for north/a, north/b, north/c and 1 more, where it is not offered"
    ]


def test_nothing_is_told_where_all_is_offered(here: Workspace) -> None:
    assert told(here, brands=("harbour",)) == []


def test_a_pack_says_what_is_missing(here: Workspace) -> None:
    pack_in(here)
    line = "the pack 'visit' is left out for all 5 clinics of north, where 'laser' is not offered"
    assert line in told(here)
    assert told(here, of="sun") == []
    assert len(told(here, of="laser")) == 2


def test_what_is_named_is_made_and_told_to_be_off_the_shelf(here: Workspace) -> None:
    pack_in(here)
    for name in ("laser", "visit"):
        [line] = told(here, name)
        assert NAMED in line
        assert line.endswith("is not offered; it does not come on the shelf")


def test_what_may_not_be_given_at_all_is_not_told(here: Workspace) -> None:
    approved(here, "laser")
    assert told(later(here, 500)) == []


def test_a_build_tells_it_and_so_does_the_next_that_finds_nothing_changed(here: Workspace) -> None:
    for _ in range(2):
        assert [d.rule for d in built(here).problems] == [RULE]


@pytest.mark.parametrize("name", ["laser", "visit"])
def test_a_copy_that_was_named_is_no_stray_and_never_pruned(here: Workspace, name: str) -> None:
    pack_in(here)
    [row] = built(here, name).rows
    assert built(here).strays == []
    assert built(here, prune=True).strays == []
    assert (here.output / row.path).is_file()


def test_a_copy_that_was_named_goes_with_its_brand(here: Workspace) -> None:
    [row] = built(here, "laser").rows
    (here.root / "brands/north/clinics/a.yml").unlink()
    order = Order(brands=("harbour",))
    done = build(here, order, here.output, processes=1, options=BuildOptions(prune=True))
    assert [stray.path for stray in done.strays] == [row.path]
    assert not Path(here.output, row.path).exists()
