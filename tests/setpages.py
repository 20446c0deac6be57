"""Sheets set on pages as the press does it, with their slots left empty."""

from __future__ import annotations

from datetime import date

from samples import loaded

from handouts.brand.palette import derive
from handouts.content.sources import load_references
from handouts.diagnostics import Problems
from handouts.page import Fragments, Sheet, Standing, Templates, compose, load_formats, load_phrases
from handouts.page.slots import marks
from handouts.press.engine import Typeset
from handouts.press.finish import Meta, finish
from handouts.press.render import Inks, lay_out
from handouts.workspace import Workspace

META = Meta("T", "Harbour Clinic", "S", "en-GB", date(2026, 11, 22))
COLOURS = derive("#0f5c5c").inks
PAPERS = [
    *((form, paper) for form in ("standard", "full", "large-print") for paper in ("A4", "Letter")),
    ("pocket", "A5"),
]  # of all formats that are set on pages, but the booklet, which is the pocket's pages


def a_sheet(workspace: Workspace, form: str, paper: str, panel: str = "M") -> Sheet:
    """Compose the sample handout of a workspace, in the roomiest fit of a format."""
    format_ = load_formats(workspace)[form]
    return compose(
        loaded(workspace), format_, Standing("ABCD-EFGH"),
        references=load_references(workspace, Problems()),
        phrases=load_phrases(workspace, "en-GB"), templates=Templates(workspace),
        workspace=workspace, paper=paper, panel=panel, fit=format_.fits[0],
    )  # fmt: skip


def set_pages(sheet: Sheet, *, face: str = "", marked: bool = False) -> Typeset:
    """Typeset a sheet without faults, in one face of the house's; marked fills its slots."""
    problems, roles = Problems(), ("text-face", "heading-face")
    inks = Inks(COLOURS, families=dict.fromkeys(roles, face) if face else {})
    filling = marks() if marked else Fragments({})
    found = lay_out(sheet, filling, inks, problems, measured=True)
    assert found is not None, [str(problem) for problem in problems]
    return found


def finished(found: Typeset) -> bytes:
    """Finish what was set."""
    return finish(found.data, META, {})
