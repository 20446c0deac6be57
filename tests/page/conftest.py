from __future__ import annotations

from collections.abc import Callable
from datetime import date

import pytest
from samples import MakeWorkspace, a_library, loaded

from handouts.brand.load import load_brands
from handouts.content.sources import load_references
from handouts.diagnostics import Problems
from handouts.page.environment import Templates
from handouts.page.formats import load_formats
from handouts.page.parts import Fragments, Sheet
from handouts.page.phrases import load_phrases
from handouts.page.sheet import Imprint, Wording, compose
from handouts.page.slots import Occasion, fragments


@pytest.fixture
def composed(workspace: MakeWorkspace) -> Callable[..., Sheet]:
    """Set a handout as a sheet, in a workspace with the sample sources and other files."""

    def make(
        text: str,
        form: str = "standard",
        use_until: date | None = None,
        review_by: date | None = None,
        paper: str = "A4",
        **files: str,
    ) -> Sheet:
        made = workspace(a_library(sun=text) | files)
        format_ = load_formats(made)[form]
        return compose(
            Wording(
                loaded(made),
                Imprint("ABCD-EFGH", use_until, review_by=review_by),
                load_references(made, Problems()),
                load_phrases(made, "en-GB"),
            ),
            format_,
            Templates(made),
            paper=paper,
            fit=format_.fits[0],
        )

    return make


@pytest.fixture
def slots(workspace: MakeWorkspace) -> Callable[..., Fragments]:
    """Set the slots of the one clinic of a brand, given as the text of its file."""

    def make(
        brand: str, *, booking: bool = True, medicine: bool = False, **titles: str
    ) -> Fragments:
        made = workspace({"brands/harbour/_brand.yml": brand})
        problems = Problems()
        [found] = load_brands(made, problems)
        assert len(problems) == 0, [str(d) for d in problems]
        return fragments(
            found,
            found.clinics[0],
            Occasion(booking, medicine, titles),
            load_phrases(made, "en-GB"),
            Templates(made),
        )

    return make
