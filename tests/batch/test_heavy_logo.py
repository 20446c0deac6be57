"""A logo that is too heavy for a worker costs the copies of its own brand, and no other's."""

from __future__ import annotations

import pytest
from samples import BRAND, MakeWorkspace, a_handout, a_library

from handouts.batch.order import Order
from handouts.batch.run import build
from handouts.brand import svg_drawn

HEALTHY = ("one", "two")
LETTERS = 200_000


@pytest.mark.slow
def test_heavy_logo_fails_its_own_copies_alone_and_is_named(
    workspace: MakeWorkspace, monkeypatch: pytest.MonkeyPatch
) -> None:
    name = "aaa-heavy"  # the first of those who speak for the style
    monkeypatch.setattr(svg_drawn, "HEAVIEST", dict.fromkeys(svg_drawn.HEAVIEST, 10 * LETTERS))
    logo = (
        '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 200 50">'
        f"<text y='20'>{'x' * LETTERS}</text></svg>"
    )
    files = a_library(sun=a_handout()) | {f"brands/{one}/_brand.yml": BRAND for one in HEALTHY}
    files |= {f"brands/{name}/_brand.yml": BRAND + "logo: logo.svg\n"}
    made = workspace(files | {f"brands/{name}/logo.svg": logo})
    done = build(made, Order(), made.output, processes=1)
    failed = [row for row in done.rows if row.made.state == "failed"]
    assert [row.brand for row in failed] == [name]
    assert len(done.rows) > len(HEALTHY)
    (problem,) = failed[0].made.diagnostics
    assert problem.place.file == f"brands/{name}/_brand.yml"
    assert f"the letterhead of {name}/" in problem.message
    assert "logo" in problem.hint
