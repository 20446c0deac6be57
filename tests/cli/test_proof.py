from __future__ import annotations

import pytest
from pretend import PretendPress
from samples import Run
from shelves import a_pdf

from handouts.workspace import Workspace


def test_a_proof_makes_what_is_missing_and_tells_where_it_is(
    run: Run, here: Workspace, press: PretendPress
) -> None:
    press.data = a_pdf()
    said = run("proof", "-b", "harbour", "-o", "all.html")
    assert (said.code, said.out) == (0, "all.html\n")
    assert "<h1>Proof</h1>" in (here.root / "all.html").read_text(encoding="utf-8")


@pytest.mark.usefixtures("here", "press")
def test_a_brand_that_is_not_there_is_wrong_use(run: Run) -> None:
    said = run("proof", "-b", "harbor")
    assert said.code == 2
    assert "did you mean 'harbour'?" in said.err
