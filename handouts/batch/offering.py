"""What is left out of a build, as clinics do not offer it, told once for each brand."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from handouts.batch.copies import Copy
from handouts.batch.materials import Materials
from handouts.batch.order import Order
from handouts.batch.packs import plan_all_packs
from handouts.batch.planning import offers, plan_all
from handouts.brand import Brand, Clinic
from handouts.diagnostics import Diagnostic, Place

__all__ = ["RULE", "lacking", "not_offered", "tell_not_offered"]

RULE = "offers"
MOST = 3  # clinics that are named, of a brand with more


@dataclass(frozen=True)
class _Left:
    """A handout or pack, the parts of it that are not offered, and by which clinics."""

    lacks: tuple[str, ...]
    brand: Brand
    clinics: list[Clinic]


def not_offered(order: Order, materials: Materials) -> list[Copy]:
    """Return the copies that may be given by clinics which do not offer what they are about.

    Raises WrongOrder as plan_packs does.
    """
    copies = [*plan_all(order, materials), *plan_all_packs(order, materials)]
    return [copy for copy in copies if not (offers(copy) or copy.edition.refused)]


def lacking(copy: Copy) -> tuple[str, ...]:
    """Return the handouts of a copy that its clinic does not offer."""
    return tuple(leaf.handout.id for leaf in copy.parts or (copy,) if not offers(leaf))


def tell_not_offered(order: Order, materials: Materials, handout: str = "") -> Iterator[Diagnostic]:
    """Yield a line for each handout and brand that is left out of an order, or only named in it.

    With handout only for that one, and packs that lack it.
    """
    form = next((name for name, f in materials.formats.items() if f.medium == "pdf"), None)
    copies = not_offered(replace(order, formats=(form,)), materials) if form else []
    left: dict[tuple[str, str], _Left] = {}
    for copy in copies:
        lack = left.setdefault(
            (copy.handout.id, copy.brand.id), _Left(lacking(copy), copy.brand, [])
        )
        if copy.clinic not in lack.clinics:  # beside an approved text stands a draft
            lack.clinics.append(copy.clinic)
    for (name, _), entry in left.items():
        if handout and handout not in (name, *entry.lacks):
            continue
        yield _told(name, entry, named=bool(order.handouts))


def _told(name: str, left: _Left, *, named: bool) -> Diagnostic:
    pack = left.lacks != (name,)
    what = f"the pack '{name}'" if pack else f"'{name}'"
    lacks = " and ".join(f"'{part}'" for part in left.lacks)
    where = f"{_names(left.brand, left.clinics)}, where {lacks if pack else 'it'}"
    where += " is not offered" if len(left.lacks) == 1 else " are not offered"
    if named:
        fact = f"{what} is made, as it was named, for {where}; it does not come on the shelf"
        hint = "to have it there, and made every time, add it to 'offers'"
    else:
        fact = f"{what} is left out for {where}"
        hint = f"add it to 'offers', or name it: handouts build {name} -b {left.brand.id}"
    return Diagnostic("info", RULE, _place(left), fact, hint)


def _names(brand: Brand, clinics: Sequence[Clinic]) -> str:
    """Return how clinics of a brand are told: by its name alone where all of them are meant."""
    if len(clinics) == len(brand.clinics):
        return brand.id if len(clinics) == 1 else f"all {len(clinics)} clinics of {brand.id}"
    shown = ", ".join(f"{brand.id}/{clinic.id}" for clinic in clinics[:MOST])
    more = len(clinics) - MOST
    return f"{shown} and {more} more" if more > 0 else shown


def _place(left: _Left) -> Place:
    return left.clinics[0].place if len(left.clinics) == 1 else left.brand.place
