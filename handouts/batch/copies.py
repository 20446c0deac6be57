"""A copy to make: a handout in a format for a clinic."""

from __future__ import annotations

from dataclasses import dataclass, replace
from functools import cached_property

from handouts.batch.editions import Edition
from handouts.brand import Brand, Clinic
from handouts.content import Handout
from handouts.page import Format, Personal

__all__ = ["DRAFTS", "Copy", "leaves_of", "owner_of"]

DRAFTS = "drafts"
PAGES_A_SHEET = 4  # of a booklet: a sheet is printed on both sides and folded once
STANDARD = "standard"  # the format that a file's name does not tell


@dataclass(frozen=True)
class Copy:
    """One copy to make: an edition of a handout in a format for a clinic."""

    edition: Edition
    brand: Brand
    clinic: Clinic
    format: Format
    stock: str = "A4"  # the paper in the printer
    personal: Personal | None = None
    treatment: bool = False  # as the latest text says, and not this one
    parts: tuple[Copy, ...] = ()  # of a pack: the copies behind this one, its cover

    @property
    def handout(self) -> Handout:
        """What it says."""
        return self.edition.handout

    @property
    def paper(self) -> str:
        """The paper of a page: the format's own, else the one in the printer."""
        return self.format.paper or self.stock

    def sheets(self, pages: int) -> int:
        """Return how many sheets a booklet of so many pages is folded from; 0 for no booklet."""
        return -(-pages // PAGES_A_SHEET) if self.format.medium == "booklet" else 0

    @property
    def letterhead_key(self) -> tuple[object, ...]:
        """What decides how the clinic's slots are filled."""
        medicine = bool(self.handout.prescription_only)
        phrases = tuple(self.edition.phrases.entries.items())
        return self.brand.id, self.clinic.id, phrases, medicine

    @property
    def sheet_key(self) -> tuple[object, ...]:
        """What decides how the text is set, beside the size of the contact panel."""
        own = self.brand.faces
        faces = tuple(f.family for f in (*own.text, *own.headings)) if own.sheet else ()
        form = replace(self.format, name="", medium="pdf")
        return self.edition.code, form, self.paper, self.edition.standing, faces, self.personal

    @cached_property
    def path(self) -> str:
        """Where the copy goes, relative to the output; a draft goes under drafts/."""
        owner = owner_of(self.brand, self.clinic)
        name = [*owner, self.handout.id, str(self.handout.language)]
        name += [self.format.name] if self.format.name != STANDARD else []
        name += [self.personal.kind] if self.personal else []
        draft = self.edition.review == "draft"
        folders = [DRAFTS, *owner] if draft else owner
        end = "-DRAFT" if draft else ""
        return "/".join([*folders, "-".join(name) + end + self.format.suffix])


def owner_of(brand: Brand, clinic: Clinic) -> list[str]:
    """Return the folders of a clinic's copies, below the output or drafts/."""
    return [brand.id, *([clinic.id] if len(brand.clinics) > 1 else [])]


def leaves_of(copy: Copy) -> list[Copy]:
    """Return the copies that a pack is bound from, its cover first; of another copy, itself.

    A panel for one person stands on the first handout of a pack, and not on its cover.
    """
    if not copy.parts:
        return [copy]
    first, *others = copy.parts
    cover = replace(copy, parts=(), personal=None)
    return [cover, replace(first, personal=copy.personal), *others]
