"""The copies that follow from an order."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cached_property

from handouts.batch.editions import Edition, Editions
from handouts.batch.materials import Materials
from handouts.batch.order import Order, WrongOrder
from handouts.brand import Brand, Clinic
from handouts.content import Handout
from handouts.content.packs import Pack
from handouts.diagnostics import did_you_mean
from handouts.page import Format, Personal
from handouts.papers import USUAL
from handouts.workspace import Workspace

__all__ = ["DRAFTS", "Planned", "check_order", "is_in", "leaves_of", "offers", "owner_of", "plan"]
__all__ += ["plan_all"]

DRAFTS = "drafts"
PAGES_A_SHEET = 4  # of a booklet: a sheet is printed on both sides and folded once
STANDARD = "standard"  # the format that a file's name does not tell


@dataclass(frozen=True)
class Planned:
    """One copy to make: an edition of a handout in a format for a clinic."""

    edition: Edition
    brand: Brand
    clinic: Clinic
    format: Format
    stock: str = USUAL  # the paper in the printer
    personal: Personal | None = None
    treatment: bool = False  # as the latest text says, and not this one
    parts: tuple[Planned, ...] = ()  # of a pack: the copies behind this one, its cover

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


def plan(order: Order, materials: Materials) -> list[Planned]:
    """Return the copies that an order asks for, by brand, clinic, handout and format.

    A clinic with a list of what it offers gets all explainers and aftercare and the treatments
    on the list; a handout that the order names is always made.
    """
    copies = plan_all(order, materials)
    return copies if order.handouts else [copy for copy in copies if offers(copy)]


def offers(copy: Planned) -> bool:
    """Say whether the clinic of a copy offers what it is about, of a pack all that is in it.

    Every clinic offers what is no treatment.
    """
    if copy.parts:
        return all(map(offers, copy.parts))
    return copy.clinic.offers is None or not copy.treatment or copy.handout.id in copy.clinic.offers


def plan_all(order: Order, materials: Materials) -> list[Planned]:
    """Return the copies that may be given, whether or not their clinics offer the treatments."""
    panel = Personal() if order.panel else None
    return [
        Planned(edition, brand, clinic, form, _stock(clinic, order), panel, texts.treats)
        for brand in materials.brands
        for clinic in brand.clinics
        if _wanted(brand, clinic, order.brands)
        for texts in materials.editions.values()
        if _matches(texts.any, order)
        for edition in _editions(texts, brand, clinic, order, materials.workspace)
        for form in (materials.formats[name] for name in order.formats)
    ]


def leaves_of(copy: Planned) -> list[Planned]:
    """Return the copies that a pack is bound from, its cover first; of another copy, itself.

    A panel for one person stands on the first handout of a pack, and not on its cover.
    """
    if not copy.parts:
        return [copy]
    first, *others = copy.parts
    cover = replace(copy, parts=(), personal=None)
    return [cover, replace(first, personal=copy.personal), *others]


def is_in(handout: Handout | Pack, languages: Sequence[str]) -> bool:
    """Say whether a handout is in one of some languages, such as en-GB or en; none means all."""
    language = handout.language
    return not languages or language in languages or language[:2] in languages


def check_order(
    order: Order,
    handout_ids: Sequence[str],
    brands: Mapping[str, Sequence[str]],
    formats: Iterable[str],
) -> None:
    """Hold an order against what there is; brands maps a brand's id to its clinics' ids.

    Raises WrongOrder with all that is wrong, one fact a line.
    """
    known = [*brands, *(f"{b}/{c}" for b, clinics in brands.items() for c in clinics)]
    wanted = (
        [("handout", name, list(handout_ids)) for name in order.handouts]
        + [("brand or clinic", name, known) for name in order.brands]
        + [("format", name, list(formats)) for name in order.formats]
    )
    wrong = [
        f"there is no {what} '{name}'; {did_you_mean(name, there) or 'see handouts list'}"
        for what, name, there in wanted
        if name not in there
    ]
    if wrong:
        raise WrongOrder("\n".join(wrong))


def _editions(
    texts: Editions, brand: Brand, clinic: Clinic, order: Order, workspace: Workspace
) -> list[Edition]:
    if order.draft:
        return [texts.working] if texts.working else []
    return texts.for_clinic(brand.id, clinic, workspace)


def _stock(clinic: Clinic, order: Order) -> str:
    """Return the paper that is asked for, else that of the clinic's country, else A4."""
    return order.paper or (clinic.country.paper if clinic.country else USUAL)


def _wanted(brand: Brand, clinic: Clinic, names: Sequence[str]) -> bool:
    return not names or brand.id in names or f"{brand.id}/{clinic.id}" in names


def _matches(handout: Handout, order: Order) -> bool:
    named = not order.handouts or handout.id in order.handouts
    return named and is_in(handout, order.languages)
