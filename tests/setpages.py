"""Sheets set on pages as the press does it, in the roomiest fit, their slots held by marks."""

from __future__ import annotations

from typing import NamedTuple

from samples import loaded
from stamping import META

from handouts.brand.palette import HOUSE_PRIMARY, derive
from handouts.content.sources import load_references
from handouts.diagnostics import Problems
from handouts.engine.typesetting import Typeset
from handouts.page.environment import Templates
from handouts.page.formats import load_formats
from handouts.page.parts import Sheet
from handouts.page.phrases import load_phrases
from handouts.page.sheet import Imprint, Wording, compose
from handouts.page.slots import marks
from handouts.pdf.finishing import finish
from handouts.press.look import Look
from handouts.press.rendering import typeset_sheet
from handouts.workspace import Workspace

PAPERS = [
    *((form, paper) for form in ("standard", "full", "large-print") for paper in ("A4", "Letter")),
    ("pocket", "A5"),
]  # of all formats that are set on pages, but the booklet, which has the pocket's


class Pages(NamedTuple):
    """A sheet and how it came out; data is finished."""

    sheet: Sheet
    found: Typeset

    @property
    def data(self) -> bytes:
        return finish(self.found.data, META, {})


def set_pages(workspace: Workspace, form: str, paper: str, face: str = "") -> Pages:
    """Set the sample handout of a workspace without faults, in one face of the house's."""
    format_, problems = load_formats(workspace)[form], Problems()
    sheet = compose(
        Wording(
            loaded(workspace),
            Imprint("ABCD-EFGH"),
            load_references(workspace, problems),
            load_phrases(workspace, "en-GB"),
        ),
        format_,
        Templates(workspace),
        paper=paper,
        fit=format_.fits[0],
    )
    families = {"text-face": face, "heading-face": face} if face else {}
    look = Look(derive(HOUSE_PRIMARY).inks, families=families)
    found = typeset_sheet(sheet, marks(), look, problems, measured=True)
    assert found is not None, [str(problem) for problem in problems]
    return Pages(sheet, found)
