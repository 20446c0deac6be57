from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest
from samples import CLINIC, MakeWorkspace, a_handout, a_library

from handouts.batch.fitting import start_of
from handouts.batch.materials import read_all
from handouts.batch.order import Order
from handouts.batch.planning import plan
from handouts.diagnostics import Problems
from handouts.reading import Text


@pytest.mark.parametrize(
    ("stock", "language", "start"),
    [("A4", "en-GB", 3), ("Letter", "en-US", 6), ("A4", "fr", 6), ("A4", "zh-Hans", 6)],
)
def test_a_search_begins_beyond_the_last_fit_where_the_sides_may_be_out_of_reach(
    workspace: MakeWorkspace, stock: Any, language: str, start: int
) -> None:
    brand = "meta: {name: Harbour Skin}\n" + CLINIC
    made = workspace(a_library(sun=a_handout()) | {"brands/harbour/_brand.yml": brand})
    [copy] = plan(Order(formats=("standard",)), read_all(made, made.output, Problems()))
    handout = replace(copy.handout, language=Text(language))
    copy = replace(copy, stock=stock, edition=replace(copy.edition, handout=handout))
    assert len(copy.format.fits) == 6
    assert start_of(copy) == start
