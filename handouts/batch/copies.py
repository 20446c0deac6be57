"""A copy to make: a handout in a format for a clinic."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cached_property
from types import MappingProxyType

from handouts.batch.editions import Edition
from handouts.batch.materials import Materials
from handouts.brand import Brand, BrandFace, Clinic, HouseFace
from handouts.content import ClinicWords, Handout, plain
from handouts.page import (
    ANY_CODE,
    Face,
    Fit,
    Format,
    Fragments,
    Newest,
    Occasion,
    Personal,
    Sheet,
    Wording,
    compose,
    fragments,
    gang,
    with_words,
    words_of,
)
from handouts.papers import USUAL
from handouts.pdf import Meta
from handouts.press import Look

__all__ = ["DRAFTS", "Copy", "look_of", "owner_of"]

DRAFTS = "drafts"
PAGES_A_SHEET = 4  # of a booklet: a sheet is printed on both sides and folded once
STANDARD = "standard"  # the format that a file's name does not tell
LETTERHEAD = ("letterhead-face",)
SHEET = ("text-face", "heading-face")  # the roles of typefaces on paper
NONE: Mapping[str, str] = MappingProxyType({})


@dataclass(frozen=True)
class Copy:
    """One copy to make: an edition of a handout in a format for a clinic.

    It gives what the press is given: its sheet, the clinic's slots, the look, and what it says of
    itself.
    """

    edition: Edition
    brand: Brand
    clinic: Clinic
    format: Format
    stock: str = USUAL  # the paper in the printer
    personal: Personal | None = None
    treatment: bool = False  # as the latest text says, and not this one
    parts: tuple[Copy, ...] = ()  # of a pack: the copies behind this one, its cover

    @property
    def handout(self) -> Handout:
        """What it says."""
        return self.edition.handout

    @property
    def giver(self) -> Clinic:
        """The clinic, with its own words in the language of the text."""
        return self.clinic.in_language(str(self.handout.language))

    @property
    def paper(self) -> str:
        """The paper of a page: the format's own, else the one in the printer."""
        return self.format.paper or self.stock

    @property
    def sides(self) -> int | None:
        """How many sides it aims at: those of the format, or more where the text asks for more."""
        aim = self.format.sides
        return aim and max(aim, self.handout.sides or aim)

    @property
    def aim(self) -> int:
        """How many pages it aims at, of a pack all its handouts together; 0 for no number."""
        return sum(leaf.sides or 0 for leaf in self.leaves)

    def sheets(self, pages: int) -> int:
        """Return how many sheets a booklet of so many pages is folded from; 0 for no booklet."""
        return -(-pages // PAGES_A_SHEET) if self.format.medium == "booklet" else 0

    @property
    def letterhead_key(self) -> tuple[object, ...]:
        """What decides how the clinic's slots are filled."""
        medicine = bool(self.handout.medicines)
        phrases = self.edition.phrases
        language = str(self.handout.language) if self.clinic.spoken else phrases.locale.tag
        words = language, tuple(phrases.entries.items())
        return self.brand.id, self.clinic.id, words, medicine, self.words, bool(self.newest)

    @property
    def sheet_key(self) -> tuple[object, ...]:
        """What decides how the text is set."""
        own = self.brand.faces
        faces = tuple(f.family for f in (*own.text, *own.headings)) if own.sheet else ()
        faces += own.house.families + (own.fallback.families if own.fallback else ())
        form = replace(self.format, name="", medium="pdf", sides=self.sides)
        return self.edition.code, form, self.paper, self.edition.standing, faces, self.personal

    @property
    def leaves(self) -> list[Copy]:
        """The copies that a pack is bound from, its cover first; of another copy, itself.

        A panel for one person stands on the first handout of a pack, and not on its cover.
        """
        if not self.parts:
            return [self]
        first, *others = self.parts
        cover = replace(self, parts=(), personal=None)
        return [cover, replace(first, personal=self.personal), *others]

    @property
    def books(self) -> bool:
        """Whether booking words may stand on it.

        A text that names a prescription-only medicine may carry none, unless the clinic's country
        is known to let such medicines be advertised to the public (CAP Code rule 12.12:
        https://www.asa.org.uk/advice-online/healthcare-prescription-only-medicine.html).
        """
        country = self.clinic.country
        allowed = country is not None and country.pom_to_public
        return allowed or not self.handout.medicines

    @property
    def words(self) -> tuple[str, ...]:
        """The slots of the clinic's own words that it has, by name.

        On paper there is a box for each; elsewhere what the clinic does not give is left out.
        """
        asked = [block.asked for block in self.handout.blocks() if isinstance(block, ClinicWords)]
        return tuple(name for name in asked if self.format.on_paper or words_of(self.giver, name))

    @property
    def newest(self) -> Newest | None:
        """The page of its text at the clinic's desk; None where there is none, or no place."""
        there = self.clinic.desk and self.edition.coded
        if not there or (self.format.on_paper and not self.format.slots.corner):
            return None
        return Newest(self.clinic, self.edition.code, self.format.on_paper)

    def sheet(self, fit: Fit, materials: Materials) -> Sheet:
        """Set the handout in a fit.

        Raises HandoutsError for what is wrong in a template, and Refused for a missing file.
        """
        return compose(
            Wording(
                self.handout,
                self.edition.standing,
                self.edition.references,
                self.edition.phrases,
                self.personal,
            ),
            self.format,
            materials.templates,
            paper=self.paper,
            fit=fit,
        )

    def slots(self, materials: Materials, *, of_any_text: bool = False) -> Fragments:
        """Set the slots of the clinic, with its text code or with what stands in for any.

        Raises HandoutsError for what is wrong in a template.
        """
        newest = self.newest
        if newest and of_any_text:
            newest = replace(newest, code=ANY_CODE)
        letterhead = fragments(
            self.brand,
            self.giver,
            Occasion(self.books, bool(self.handout.medicines), materials.titles, newest),
            self.edition.phrases,
            materials.templates,
        )
        phrases, templates = self.edition.phrases, materials.templates
        return with_words(letterhead, self.giver, self.words, phrases, templates)

    def gang(self, members: Sequence[Fragments], materials: Materials) -> Sheet:
        """Set the slots of clinics on one page, for the format and the language of this copy."""
        language = str(self.handout.language)
        return gang(members, self.format, language, templates=materials.templates)

    @property
    def look(self) -> Look:
        """The colours of the brand, and its typefaces."""
        return _look(self.brand, (*SHEET, *LETTERHEAD))

    @property
    def sheet_look(self) -> Look:
        """The look of the sheet, whose typefaces are the house's unless the brand asks for more."""
        return _look(self.brand, SHEET)

    @property
    def letterhead_look(self) -> Look:
        """The look of the letterhead."""
        return _look(self.brand, LETTERHEAD)

    @property
    def meta(self) -> Meta:
        """What its PDF says of itself."""
        handout, title = self.handout, plain(self.handout.title, self.handout.locale.quotes)
        if self.format.medium == "booklet":
            title = self.edition.phrases.say("booklet_title", title=title)
        return Meta(
            title=title,
            author=self.clinic.name,
            subject=plain(handout.summary, handout.locale.quotes),
            language=str(handout.language),
            created=handout.issued,
        )

    @cached_property
    def path(self) -> str:
        """Where the copy goes, relative to the output; a draft goes under drafts/."""
        owner = owner_of(self.brand, self.clinic)
        name = [*owner, self.handout.id, self.edition.language]
        name += ["for", asked] if (asked := self.edition.asked) else []
        name += [self.format.name] if self.format.name != STANDARD else []
        name += [self.personal.kind] if self.personal else []
        draft = self.edition.review == "draft"
        folders = [DRAFTS, *owner] if draft else owner
        end = "-DRAFT" if draft else ""
        return "/".join([*folders, "-".join(name) + end + self.format.suffix])


def owner_of(brand: Brand, clinic: Clinic) -> list[str]:
    """Return the folders of a clinic's copies, below the output or drafts/."""
    return [brand.id, *([clinic.id] if len(brand.clinics) > 1 else [])]


def _look(brand: Brand, roles: Sequence[str]) -> Look:
    """Return the colours of a brand, and its typefaces for some roles."""
    own = brand.faces
    families = {"letterhead-face": own.headings or own.text}
    if own.sheet:
        families |= {"text-face": own.text, "heading-face": own.headings or own.text}
    families = {role: faces for role, faces in families.items() if role in roles and faces}
    used = {face for faces in families.values() for face in faces}
    names = {role: faces[0].family for role, faces in families.items()}
    line = own.fallback if SHEET[0] in roles else None
    return look_of(brand.palette.inks, own.house, used, names, line)


def look_of(
    colours: Mapping[str, str],
    house: HouseFace,
    own: Collection[BrandFace] = (),
    families: Mapping[str, str] = NONE,
    line: HouseFace | None = None,
) -> Look:
    """Return colours, the house's face of a language, and a brand's own with their roles.

    line is the house's face of another language, for a line in it over the text.
    """
    more = line.faces if line else ()
    faces = sorted({*house.faces, *own, *more}, key=lambda face: (face.family, face.weight))
    return Look(
        colours,
        tuple(Face(face.family, face.weight, face.data) for face in faces),
        families,
        house.families,
        house.lines,
        house.leads,
        line.families if line else (),
    )
