"""Every page of every handout that we ship: what is looked at is what a build makes of it."""

from __future__ import annotations

from pathlib import Path

import pytest
from samples import TODAY
from stamping import settled

from handouts.batch.make import Press
from handouts.batch.materials import Materials, read_all
from handouts.batch.order import Order
from handouts.batch.planning import plan_all
from handouts.diagnostics import Problems
from handouts.pdf.raster import page_pictures
from handouts.press.previewing import DPI, draw_page, draw_pages
from handouts.press.rendering import source_of
from handouts.workspace import Workspace

pytestmark = pytest.mark.slow

ROOT = Path(__file__).parent.parent
HANDOUTS = sorted(path.parent.name for path in ROOT.glob("content/*/handout.yaml"))


@pytest.fixture(scope="module")
def materials(tmp_path_factory: pytest.TempPathFactory) -> Materials:
    """What we ship, and nothing that was made of it before."""
    workspace = Workspace.open(ROOT, TODAY)
    kept = tmp_path_factory.mktemp("kept")
    return read_all(Workspace(ROOT, TODAY, workspace.settings, kept), kept / "output", Problems())


@pytest.mark.parametrize("form", ["standard", "full"])
@pytest.mark.parametrize("handout", HANDOUTS)
def test_each_page_is_the_page_of_the_draft_that_a_build_makes(
    handout: str, form: str, materials: Materials
) -> None:
    order = Order((handout,), ("harbour-skin",), formats=(form,), draft=True)
    [copy] = plan_all(order, materials)
    [setting] = settled([copy], materials)
    built = Press(materials, Problems()).stamp_copy(copy, setting)
    assert built is not None
    pages = list(page_pictures(built[0], DPI))
    fit = copy.format.fits[setting.verdict.fit]
    source = source_of(copy.sheet(fit, materials), copy.slots(materials), copy.look)
    problems = Problems()
    whole = draw_pages(source, copy.look.faces, problems, lambda outline: range(outline.pages))
    assert whole is not None
    outline, pictures = whole
    assert [number for number, page in enumerate(pages) if page != pictures[number]] == []
    parts = [
        draw_page(source, copy.look.faces, problems, number, outline)
        for number in range(outline.pages)
    ]
    assert parts[0] is not None
    assert [n for n, part in enumerate(parts) if part is not None and part != pages[n]] == []
    assert [*problems] == []
