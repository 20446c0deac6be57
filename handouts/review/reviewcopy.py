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
from handouts.press import Look, render
from handouts.review.bilingual import Bilingual
from handouts.review.remarks import Remark, printable
from handouts.review.words import full_sheet

__all__ = ["bilingual_copy", "review_copy"]

TEMPLATE, STYLE = "review.html.j2", "styles/review.css"
BILINGUAL = "review-translation.html.j2", "styles/review-translation.css"


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
    sayings = {number: tuple(map(printable, own)) for number, own in (remarks or {}).items()}
    unknown = not_checked(edition.handout, materials.workspace.settings)
    sheet = full_sheet(edition, materials, TEMPLATE, sayings, unknown)
    problems = Problems()
    look = _look(edition, materials, problems)
    return _set(_styled(sheet, materials, STYLE), edition, look, problems)


def bilingual_copy(text: Bilingual, materials: Materials) -> bytes:
    """Return the review copy of a translation as a PDF: source, translation, back translation.

    What is stale or a machine's says so in words, findings stand with their segments, and what is
    left to do before it is approved at the end. Raises as review_copy.
    """
    template, style = BILINGUAL
    edition, problems = text.edition, Problems()
    unknown = not_checked(edition.handout, materials.workspace.settings)
    sheet = full_sheet(edition, materials, template, not_checked=unknown, beside=text)
    look = _look(edition, materials, problems)
    other = _look(text.source, materials, problems)
    names = ", ".join(f"'{family}'" for family in other.house)
    faces = {(face.family, face.weight): face for face in (*other.faces, *look.faces)}
    look = replace(look, faces=tuple(faces.values()))
    own = Style("the faces of the source", f":root{{--source-face:{names}}}")
    sheet = _styled(sheet, materials, STYLE, style)
    return _set(replace(sheet, styles=(own, *sheet.styles)), edition, look, problems)


def _look(edition: Edition, materials: Materials, problems: Problems) -> Look:
    return house_look(edition, derive(HOUSE_PRIMARY).inks, materials, problems)


def _styled(sheet: Sheet, materials: Materials, *names: str) -> Sheet:
    own = (Style(name, materials.workspace.house_text(name)) for name in names)
    return replace(sheet, styles=(*sheet.styles, *own))


def _set(sheet: Sheet, edition: Edition, look: Look, problems: Problems) -> bytes:
    """Set a sheet. Raises HandoutsError."""
    handout = edition.handout
    meta = Meta(
        title=f"Review copy: {plain(handout.title)}",
        author=str(handout.owner),
        subject=plain(handout.summary),
        language=str(handout.language),
        created=handout.issued,
    )
    data = render(sheet, Fragments({}), look, meta, problems)
    if data is None:
        raise HandoutsError(*problems)
    return data
