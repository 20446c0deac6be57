"""What a clinic may give today: its handouts and packs, each with its text, to be found."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field, replace

from handouts.batch import Copy, Order, plan, plan_packs
from handouts.brand import Brand, Clinic
from handouts.content import Locale, plain
from handouts.counter.finding import Findable, search
from handouts.counter.languages import Title, locale_called, sheet_name
from handouts.counter.shelves import codes_of, together, words_of
from handouts.review import Collection

__all__ = ["Offer", "in_its_stead", "in_other_languages", "matching", "offers"]


@dataclass(frozen=True)
class Offer:
    """A handout or pack that a clinic has in a language, as the copy that prints for it today."""

    copy: Copy
    words: Findable = field(default=Findable(()), compare=False, repr=False)  # that find it
    own: bool = True  # it is in the language that the handout was written in

    @property
    def id(self) -> str:
        """The name of the handout or pack."""
        return self.copy.handout.id

    @property
    def name(self) -> str:
        """What the desk's addresses call it: its id, and for a translation also the language."""
        return sheet_name(self.id, self.language, own=self.own, asked=self.asked)

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
    def given(self) -> bool:
        """Whether a patient may be given it today."""
        return self.copy.edition.given

    @property
    def asked(self) -> str:
        """The language that it is given in the stead of; '' for none."""
        return self.copy.edition.asked

    @property
    def line(self) -> Title:
        """What it says in that language, over its text; no words where it may not say so."""
        line = self.copy.edition.standing.fallback
        return Title(line.words if line else "", self.asked)

    @property
    def refused(self) -> str:
        """Why it may not be given, even as a draft; '' where it may."""
        return self.copy.edition.refused

    @property
    def language(self) -> str:
        """The language that it is in, by its tag."""
        return str(self.copy.handout.language)

    @property
    def locale(self) -> Locale:
        """The language that it is in, which it is called by in itself."""
        return locale_called(self.language)


def offers(collection: Collection, brand: Brand, clinic: Clinic) -> list[Offer]:
    """Return what a clinic may give on the day of the workspace, by title, in all languages."""
    materials, usual = collection.materials, collection.workspace.settings.formats[:1]
    texts = [one.any for every in collection.editions.values() for one in every.every]
    languages = tuple(sorted({str(text.language) for text in texts}))
    order = Order(brands=(f"{brand.id}/{clinic.id}",), languages=languages, formats=usual)
    copies: dict[tuple[str, str], Copy] = {}
    for copy in (*plan(order, materials), *plan_packs(order, materials)):
        text = copy.handout.id, str(copy.handout.language)
        copies.setdefault(text, copy)  # the first is what prints
    written = {name: str(texts.any.language) for name, texts in collection.editions.items()}
    written |= {name: str(pack.language) for name, pack in materials.packs.items()}
    own = [language == written[name] for name, language in copies]
    return together(map(Offer, copies.values(), words_of([*copies.values()]), own))


def in_its_stead(collection: Collection, offer: Offer, language: str) -> Offer | None:
    """Return an offer for who asked for a language that its text may not be given in, else None."""
    materials, copy = collection.materials, offer.copy
    owner = f"{copy.brand.id}/{copy.clinic.id}"
    order = Order((offer.id,), (owner,), (language,), (copy.format.name,), fallback=True)
    planned = (plan_packs if offer.is_pack else plan)(order, materials)
    there = (one for one in planned if one.edition.asked == language)
    first = next((one for one in there if one.edition.given), None)
    return replace(offer, copy=first) if first else None


def in_other_languages(known: Sequence[Offer], handout: str, language: str) -> list[Offer]:
    """Return what there is of a handout or pack in other languages than one, by their own names."""
    others = [one for one in known if one.id == handout and one.language != language]
    return sorted(others, key=lambda one: (one.locale.name.casefold(), one.language))


def matching(known: Sequence[Offer], query: str) -> list[Offer]:
    """Return the offers that have all words of a query, the best first: drafts come last."""
    hits = [known[hit.position] for hit in search([one.words for one in known], query)]
    return sorted(hits, key=lambda one: one.draft or bool(one.refused))
