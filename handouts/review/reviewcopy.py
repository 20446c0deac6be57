"""The review copy: a working text, numbered, each paragraph with its sources, to be signed off."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace

from handouts.batch import Edition, Materials, house_look
from handouts.brand import HOUSE_PRIMARY, derive
from handouts.checks import not_checked
from handouts.content import plain
from handouts.diagnostics import HandoutsError, Problems
from handouts.page import Fragments, Sheet, Style
from handouts.pdf import Meta
from handouts.press import render
from handouts.review.remarks import Remark, printable
from handouts.review.words import full_sheet

__all__ = ["review_copy"]

TEMPLATE, STYLE = "review.html.j2", "styles/review.css"


def review_copy(
    edition: Edition,
    materials: Materials,
    remarks: Mapping[str, Sequence[Remark]] | None = None,
) -> bytes:
    """Return the review copy as a PDF, with remarks by the numbers of paragraphs.

    A section's number is that of its heading; what is at '' stands at the end. Rules that do not
    know the language of the text are listed. Raises
    HandoutsError, and Refused for a missing file.
    """
    handout, problems = edition.handout, Problems()
    look = house_look(edition, derive(HOUSE_PRIMARY).inks, materials, problems)
    meta = Meta(
        title=f"Review copy: {plain(handout.title)}",
        author=str(handout.owner),
        subject=plain(handout.summary),
        language=str(handout.language),
        created=handout.issued,
    )
    data = render(_sheet(edition, materials, remarks), Fragments({}), look, meta, problems)
    if data is None:
        raise HandoutsError(*problems)
    return data


def _sheet(
    edition: Edition, materials: Materials, remarks: Mapping[str, Sequence[Remark]] | None
) -> Sheet:
    sayings = {number: tuple(map(printable, own)) for number, own in (remarks or {}).items()}
    unknown = not_checked(edition.handout, materials.workspace.settings)
    sheet = full_sheet(edition, materials, TEMPLATE, sayings, unknown)
    own = Style(STYLE, materials.workspace.house_text(STYLE))
    return replace(sheet, styles=(*sheet.styles, own))
