"""What was asked for is what is judged: its problems are told, those of all else are counted."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import PurePosixPath

from handouts.batch.materials import Materials, Owner
from handouts.batch.order import Order
from handouts.batch.planning import may_be_in
from handouts.content import (
    REFERENCES,
    TRANSLATIONS,
    pack_places,
    source_places,
    speaks,
)
from handouts.diagnostics import Diagnostic, Place, Problems
from handouts.page import number_sources
from handouts.workspace import PACKS, Workspace

__all__ = ["Asked", "judged", "named", "owners", "sifted"]

KINDS = ("handout", "brand", "pack", "source")  # in the order in which they are counted
WORKSPACE = Place("the workspace")


@dataclass(frozen=True)
class Asked:
    """What an order needs, by kind; of a kind that is not there it needs all.

    A brand is named as BRAND, which means all its clinics, or as BRAND/CLINIC.
    """

    names: Mapping[str, Collection[str]]

    def needs(self, owner: Owner) -> bool:
        """Say whether what was asked for needs what a problem belongs to."""
        kind, name = owner
        if kind not in self.names:
            return True
        names = self.names[kind]
        if kind == "brand" and "/" not in name:  # a clinic needs its brand
            return name in {asked.partition("/")[0] for asked in names}
        if kind == "brand":
            return name in names or name.partition("/")[0] in names
        return name in names if name else bool(names)  # a fault of a whole file is one of each


def judged(problems: Iterable[Diagnostic], order: Order, materials: Materials) -> Problems:
    """Return the problems of what an order needs, and a line that counts what else has errors.

    A handout needs the sources that it cites, a pack its handouts, a clinic its brand. An order
    that names nothing asks for everything.
    """
    problems = [problem for problem in problems if _is_spoken(problem.place, order.languages)]
    if not (order.handouts or order.brands or order.languages):
        return Problems(problems)
    others = materials.others.errors if materials.others else ()
    return sifted(problems, _asked(order, materials), materials.workspace, others)


def named(names: Collection[str], materials: Materials) -> Asked:
    """Return what handouts, packs, brands and clinics need that are named; of other kinds none."""
    there = {*materials.library.ids, *pack_places(materials.workspace)}
    wanted = [name for name in names if name in there]
    texts = _texts(wanted, (), materials) if wanted else dict.fromkeys(("handout", "source"), ())
    return Asked({"pack": (), **texts, "brand": [name for name in names if name not in there]})


def sifted(
    problems: Iterable[Diagnostic],
    asked: Asked,
    workspace: Workspace,
    unread: Iterable[Owner] = (),
) -> Problems:
    """Return the problems of what was asked for, and a line that counts what else has errors.

    Some of that was not read, and is known to have errors.
    """
    kept, others = Problems(), {owner for owner in unread if not asked.needs(owner)}
    owner_of = owners(workspace)
    for problem in problems:
        owner = owner_of(problem)
        if asked.needs(owner):
            kept.add(problem)
        elif problem.severity == "error":
            others.add((owner[0], owner[1].partition("/")[0]))
    if others:
        kept.add(_count(others))
    return kept


def _asked(order: Order, materials: Materials) -> Asked:
    """Return what an order needs."""
    names: dict[str, Collection[str]] = {"brand": order.brands} if order.brands else {}
    if order.handouts or order.languages:
        names |= _texts(order.handouts, order.needed, materials)
    return Asked(names)


def _texts(
    handouts: Collection[str], languages: Sequence[str], materials: Materials
) -> dict[str, Collection[str]]:
    """Return the handouts, sources and packs that some handouts and packs need, or all of them."""
    library, packs = materials.readable, materials.packs
    wanted = set(handouts or library.ids)
    for pack in wanted & set(packs):
        wanted |= {str(handout) for handout in packs[pack].handouts}
    read = [library.handouts[name] for name in sorted(wanted) if name in library.handouts]
    ours = [handout for handout in read if may_be_in(handout, languages, materials)]
    foreign = {handout.id for handout in read if handout not in ours}
    owners: dict[str, Collection[str]] = {
        "handout": wanted - foreign,
        "source": number_sources(ours),
    }
    return owners | ({"pack": wanted - set(library.ids)} if handouts else {})


def _is_spoken(place: Place, languages: Sequence[str]) -> bool:
    """Say whether a file is not that of a translation into a language that nobody asked for."""
    match PurePosixPath(place.file).parts:
        case ("content", _, folder, file, *_) if folder == TRANSLATIONS:
            return any(speaks(file.removesuffix(".po"), asked) for asked in languages)
    return True


def owners(workspace: Workspace) -> Callable[[Diagnostic], Owner]:
    """Return what tells the kind and the name of what a problem belongs to; '' for what all need.

    The owner of what is wrong with a clinic is named as BRAND/CLINIC.
    """
    entries = {
        REFERENCES: ("source", source_places(workspace)),
        PACKS: ("pack", pack_places(workspace)),
    }
    return lambda problem: _owner(problem.place, entries)


def _owner(place: Place, entries: Mapping[str, tuple[str, Mapping[str, Place]]]) -> Owner:
    """Return the kind and the name of what a problem belongs to; '' for what all need."""
    if place.file in entries:
        kind, places = entries[place.file]
        above = [name for name, at in places.items() if at.line <= place.line]
        return kind, above[-1] if above else ""
    match PurePosixPath(place.file).parts:
        case ("content", name, _, *_):
            return "handout", name
        case ("brands", brand, "clinics", file, *_):
            return "brand", f"{brand}/{PurePosixPath(file).stem}"
        case ("brands", brand, _, *_):
            return "brand", brand
    return "", ""


def _count(others: Collection[Owner]) -> Diagnostic:
    """Tell in one line how much else has errors."""
    counts = {kind: sum(kind == owner[0] for owner in others) for kind in KINDS}
    *most, last = [f"{n} other {kind}{'' if n == 1 else 's'}" for kind, n in counts.items() if n]
    counted = f"{', '.join(most)} and {last}" if most else last
    fact = f"{counted} {'has' if len(others) == 1 else 'have'} errors: handouts check"
    return Diagnostic("info", "others", WORKSPACE, fact)
