"""What the press is given for a copy: its sheet, the clinic's slots, the look, what it says."""

from __future__ import annotations

from collections.abc import Sequence

from handouts.batch.copies import Copy
from handouts.batch.materials import Materials
from handouts.brand import Brand, Clinic
from handouts.content import Handout
from handouts.content.prose import plain
from handouts.page import Face, Fit, Fragments, Sheet, compose, fragments
from handouts.page.gang import gang
from handouts.press.look import Look
from handouts.press.metadata import Meta

__all__ = ["LETTERHEAD", "SHEET", "books", "gang_of", "look_of", "meta_of", "sheet_of", "slots_of"]

LETTERHEAD = ("letterhead-face",)
SHEET = ("text-face", "heading-face")  # the roles of typefaces on paper


def sheet_of(copy: Copy, panel: str, fit: Fit, materials: Materials) -> Sheet:
    """Set the handout of a copy, with a contact panel of a size, in a fit."""
    return compose(
        copy.handout,
        copy.format,
        copy.edition.standing,
        references=copy.edition.references,
        phrases=copy.edition.phrases,
        templates=materials.templates,
        workspace=materials.workspace,
        paper=copy.paper,
        panel=panel,
        fit=fit,
        personal=copy.personal,
    )


def slots_of(copy: Copy, materials: Materials) -> Fragments:
    """Set the slots of the clinic of a copy."""
    return fragments(
        copy.brand,
        copy.clinic,
        booking=books(copy.handout, copy.clinic),
        medicine=bool(copy.handout.prescription_only),
        titles=materials.titles,
        phrases=copy.edition.phrases,
        templates=materials.templates,
    )


def gang_of(copy: Copy, members: Sequence[Fragments], materials: Materials) -> Sheet:
    """Set the slots of clinics on one page, for the format and the language of a copy."""
    return gang(
        members,
        copy.format,
        str(copy.handout.language),
        templates=materials.templates,
    )


def look_of(brand: Brand, roles: Sequence[str] = (*SHEET, *LETTERHEAD)) -> Look:
    """Return the colours of a brand, and its typefaces for some roles."""
    own = brand.faces
    families = {"letterhead-face": own.headings or own.text}
    if own.sheet:
        families |= {"text-face": own.text, "heading-face": own.headings or own.text}
    families = {role: faces for role, faces in families.items() if role in roles and faces}
    used = {face for faces in families.values() for face in faces}
    return Look(
        brand.palette.inks,
        tuple(
            Face(face.family, face.weight, face.data)
            for face in sorted(used, key=lambda face: (face.family, face.weight))
        ),
        {role: faces[0].family for role, faces in families.items()},
    )


def meta_of(copy: Copy) -> Meta:
    """Return what the PDF of a copy says of itself."""
    handout, title = copy.handout, plain(copy.handout.title)
    if copy.format.medium == "booklet":
        title = copy.edition.phrases.say("booklet_title", title=title)
    return Meta(
        title=title,
        author=copy.clinic.name,
        subject=plain(handout.summary),
        language=str(handout.language),
        created=handout.issued,
    )


def books(handout: Handout, clinic: Clinic) -> bool:
    """Say whether booking words may stand on a handout of a clinic.

    A text that names a prescription-only medicine may carry none, unless the clinic's country is
    known to let such medicines be advertised to the public (CAP Code rule 12.12:
    https://www.asa.org.uk/advice-online/healthcare-prescription-only-medicine.html).
    """
    allowed = clinic.country is not None and clinic.country.pom_to_public
    return allowed or not handout.prescription_only
