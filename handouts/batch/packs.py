"""Packs as copies to make: a cover, and the handouts that a clinic gives today."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace

from handouts.batch.copies import Copy
from handouts.batch.editions import Edition, Review
from handouts.batch.fallback import Fallbacks, in_its_stead
from handouts.batch.materials import Materials
from handouts.batch.order import Order, WrongOrder
from handouts.batch.planning import check_order, is_in, offers, plan, plan_all
from handouts.content import GetHelp, Handout, Pack, Points, Section
from handouts.page import Phrases, code_of, load_phrases, phrases_of
from handouts.reading import Text

__all__ = ["plan_all_packs", "plan_given", "plan_packs"]

# From the text that may be printed with the least care to the one with the most.
REVIEWS: tuple[Review, ...] = ("approved", "changed", "overdue", "draft")


@dataclass(frozen=True, kw_only=True)
class Cover(Handout):
    """The first sheet of a pack, as a handout that says what is in it."""

    pack: str

    @property
    def id(self) -> str:
        """The name of the pack."""
        return self.pack


def plan_given(order: Order, materials: Materials) -> list[Copy]:
    """Return the copies and packs that an order names as they are given: drafts where no other is.

    Raises WrongOrder for what is not there, or where nothing of it may be given.
    """
    clinics = {brand.id: [clinic.id for clinic in brand.clinics] for brand in materials.brands}
    names = [*materials.library.ids, *materials.packs]
    check_order(order, names, clinics, materials.formats)
    planned = [*plan(order, materials), *plan_packs(order, materials)]
    copies = [copy for copy in planned if not copy.edition.refused]
    if planned and not copies:
        raise WrongOrder(f"it may not be given: {planned[0].edition.refused}")
    return [copy for copy in copies if copy.edition.review != "draft"] or copies


def plan_packs(order: Order, materials: Materials) -> list[Copy]:
    """Return the packs that an order asks for, each as its cover with the copies behind it.

    Without names every clinic gets the packs of which it offers all handouts. Raises WrongOrder
    for a pack in a format that cannot be bound.
    """
    copies = plan_all_packs(order, materials)
    return copies if order.handouts else [copy for copy in copies if offers(copy)]


def plan_all_packs(order: Order, materials: Materials) -> list[Copy]:
    """Return the packs that may be given, whether or not their clinics offer what is in them.

    Raises WrongOrder as plan_packs does.
    """
    named = [name for name in order.handouts if name in materials.packs]
    forms = [name for name in order.formats if materials.formats[name].medium == "pdf"]
    if named and len(forms) < len(order.formats):
        other = next(name for name in order.formats if name not in forms)
        raise WrongOrder(f"a pack is bound as PDF; '{other}' is not")
    packs = [materials.packs[name] for name in (named if order.handouts else materials.packs)]
    order = replace(order, formats=tuple(forms))
    there = _packed(packs, order, materials)
    if not order.fallback:
        return there
    plain = replace(order, languages=())
    return [*there, *_in_their_stead(_packed(packs, plain, materials), there, order, materials)]


def _packed(packs: Sequence[Pack], order: Order, materials: Materials) -> list[Copy]:
    """Return packs in the languages that are asked for, else in those that they come in."""
    given = _given(packs, replace(order, fallback=False), materials) if packs else []
    return [
        _planned(pack, [copies[name, str(pack.language)] for name in pack.handouts], materials)
        for copies in given
        for every in packs
        for pack in every.every
        if is_in(pack, order.languages)
        and all((name, str(pack.language)) in copies for name in pack.handouts)
    ]


def _in_their_stead(
    packs: Sequence[Copy], there: Sequence[Copy], order: Order, materials: Materials
) -> Iterator[Copy]:
    """Yield packs, for each language that was asked for and has none to give; see in_its_stead."""
    own = {name: str(pack.language) for name, pack in materials.packs.items()}
    lines = Fallbacks(materials.workspace)
    for copy in packs:
        if copy.edition.language != own[copy.handout.id]:
            continue
        ours = [one.edition for one in there if _is_same(one, copy)]
        for edition in in_its_stead([copy.edition], ours, order, lines):
            yield replace(copy, edition=edition)


def _is_same(one: Copy, other: Copy) -> bool:
    """Say whether two packs are one in two languages."""
    mine, theirs = (
        (copy.handout.id, copy.brand.id, copy.clinic.id, copy.format.name) for copy in (one, other)
    )
    return mine == theirs


def _given(
    packs: Sequence[Pack], order: Order, materials: Materials
) -> Iterable[dict[tuple[str, str], Copy]]:
    """Return the copies that each clinic gets in each format, by handout and language."""
    names = tuple(dict.fromkeys(name for pack in packs for name in pack.handouts))
    by_place: dict[tuple[str, str, str], dict[tuple[str, str], Copy]] = {}
    for copy in plan_all(replace(order, handouts=names), materials):
        place = copy.brand.id, copy.clinic.id, copy.format.name
        text = copy.handout.id, str(copy.handout.language)
        by_place.setdefault(place, {}).setdefault(text, copy)  # the first is what prints
    return by_place.values()


def _planned(pack: Pack, copies: Sequence[Copy], materials: Materials) -> Copy:
    """Return the cover of copies, which stands as the least of them does."""
    editions = [copy.edition for copy in copies]
    phrases = load_phrases(materials.workspace, str(pack.language))
    cover = _cover(pack, editions, phrases)
    until = [e.use_until for e in editions if e.use_until]
    edition = Edition(
        cover,
        {},
        phrases,
        code_of(cover, {}, phrases.those(phrases_of(cover, {})), materials.workspace),
        max((e.review for e in editions), key=REVIEWS.index),
        min(until) if len(until) == len(editions) else None,
        any(e.overdue for e in editions),
        next((e.refused for e in editions if e.refused), ""),
        coded=False,  # those of the handouts do
    )
    parts = tuple(replace(copy, personal=None) for copy in copies)
    return replace(copies[0], edition=edition, treatment=False, parts=parts)


def _cover(pack: Pack, editions: Sequence[Edition], phrases: Phrases) -> Cover:
    """Return what stands on the cover: the handouts with their codes, and the numbers to call."""
    items = [
        phrases.say("pack_item", title=e.handout.title, summary=e.handout.summary, code=e.code)
        for e in editions
    ]
    medicines = [name for edition in editions for name in edition.handout.medicines]
    return Cover(
        pack=pack.id,
        title=pack.title,
        short_title=pack.short_title,
        also=pack.also,
        kind="explainer",
        audience="patient",
        language=pack.language,
        issued=max(edition.handout.issued for edition in editions),
        owner=Text(),
        prescription_only=tuple(map(Text, dict.fromkeys(medicines))),
        summary=pack.summary,
        main_message=Text(),
        key_points=(),
        sections=(
            Section(
                heading=Text(phrases.say("pack_holds")),
                blocks=(Points(items=tuple(map(Text, items))),),
            ),
            Section(heading=Text(phrases.say("pack_help")), blocks=(GetHelp(),)),
        ),
        place=pack.place,
    )
