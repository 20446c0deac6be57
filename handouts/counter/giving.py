"""What a clinic may give today: its handouts and packs, each with its text, to be found."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import cached_property

from handouts.batch import Copy, Order, plan, plan_packs
from handouts.brand import Brand, Clinic
from handouts.content import plain
from handouts.counter.finding import Findable, findable, search
from handouts.counter.shelves import codes_of
from handouts.review import Collection

__all__ = ["Offer", "matching", "offers"]


@dataclass(frozen=True)
class Offer:
    """A handout or pack that a clinic has, as the copy that prints for it today."""

    copy: Copy

    @property
    def id(self) -> str:
        """The name of the handout or pack."""
        return self.copy.handout.id

    @property
    def title(self) -> str:
        """Its title, as plain words."""
        return plain(self.copy.handout.title)

    @property
    def is_pack(self) -> bool:
        """Whether it is several handouts behind a cover."""
        return bool(self.copy.parts)

    @property
    def codes(self) -> tuple[str, ...]:
        """The codes of its texts: one, or those of a pack."""
        return tuple(codes_of(self.copy).split(" and "))

    @property
    def draft(self) -> bool:
        """Whether nobody has approved it for this clinic."""
        return self.copy.edition.review == "draft"

    @property
    def refused(self) -> str:
        """Why it may not be given, even as a draft; '' where it may."""
        return self.copy.edition.refused

    @cached_property
    def words(self) -> Findable:
        """The words by which it is found; a cover has no text of its own."""
        handout = self.copy.handout
        return findable(replace(handout, sections=()) if self.is_pack else handout)


def offers(collection: Collection, brand: Brand, clinic: Clinic) -> list[Offer]:
    """Return what a clinic may give on the day of the workspace, by title."""
    usual = collection.workspace.settings.formats[:1]
    order = Order(brands=(f"{brand.id}/{clinic.id}",), formats=usual)
    copies: dict[str, Copy] = {}
    for copy in (*plan(order, collection.materials), *plan_packs(order, collection.materials)):
        copies.setdefault(copy.handout.id, copy)  # the first is what prints
    return sorted(map(Offer, copies.values()), key=lambda one: (one.title.casefold(), one.id))


def matching(known: Sequence[Offer], query: str) -> list[Offer]:
    """Return the offers that have all words of a query, the best first: drafts come last."""
    hits = [known[hit.position] for hit in search([one.words for one in known], query)]
    return sorted(hits, key=lambda one: one.draft or bool(one.refused))
