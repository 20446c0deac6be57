"""The copies that follow from an order."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

from handouts.batch.copies import Copy
from handouts.batch.editions import Edition, Editions
from handouts.batch.fallback import Fallbacks, in_its_stead
from handouts.batch.materials import Materials
from handouts.batch.order import Order, WrongOrder
from handouts.brand import Brand, Clinic
from handouts.content import Handout, Pack, speaks
from handouts.diagnostics import did_you_mean
from handouts.page import Personal
from handouts.papers import USUAL
from handouts.translation import languages_of
from handouts.workspace import Workspace

__all__ = ["check_order", "is_in", "may_be_in", "offers", "plan"]
__all__ += ["plan_all"]


def plan(order: Order, materials: Materials) -> list[Copy]:
    """Return the copies that an order asks for, by brand, clinic, handout and format.

    A clinic with a list of what it offers gets all explainers and aftercare and the treatments
    on the list; a handout that the order names is always made.
    """
    copies = plan_all(order, materials)
    return copies if order.handouts else [copy for copy in copies if offers(copy)]


def offers(copy: Copy) -> bool:
    """Say whether the clinic of a copy offers what it is about, of a pack all that is in it.

    Every clinic offers what is no treatment.
    """
    if copy.parts:
        return all(map(offers, copy.parts))
    return copy.clinic.offers is None or not copy.treatment or copy.handout.id in copy.clinic.offers


def plan_all(order: Order, materials: Materials) -> list[Copy]:
    """Return the copies that may be given, whether or not their clinics offer the treatments."""
    panel, lines = Personal() if order.panel else None, Fallbacks(materials.workspace)
    return [
        Copy(edition, brand, clinic, form, _stock(clinic, order), panel, every.treats)
        for brand in materials.brands
        for clinic in brand.clinics
        if _wanted(brand, clinic, order.brands)
        for name, every in materials.editions.items()
        if not order.handouts or name in order.handouts
        for edition in _texts(every, brand, clinic, order, lines, materials.workspace)
        for form in (materials.formats[name] for name in order.formats)
    ]


def is_in(handout: Handout | Pack, languages: Sequence[str]) -> bool:
    """Say whether a handout is in one of some languages, such as en-GB or en; none means all."""
    return not languages or any(speaks(handout.language, asked) for asked in languages)


def may_be_in(handout: Handout, languages: Sequence[str], materials: Materials) -> bool:
    """Say whether a handout, or a file that translates it, is in one of some languages."""
    there = languages_of(materials.workspace, handout.id)
    return is_in(handout, languages) or any(speaks(tag, one) for tag in there for one in languages)


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


def _texts(
    every: Editions,
    brand: Brand,
    clinic: Clinic,
    order: Order,
    lines: Fallbacks,
    workspace: Workspace,
) -> list[Edition]:
    """Return the texts of a handout that a clinic gets in the languages that are asked for."""
    asked = every.spoken(order.languages)
    there = [e for texts in asked for e in _editions(texts, brand, clinic, order, workspace)]
    if not order.fallback:
        return there
    source = _editions(every, brand, clinic, order, workspace)
    return [*there, *in_its_stead(source, there, order, lines)]


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
