"""The index: what a build must know of the handouts and brands that it was not asked for.

It stands with the ledger, under the fingerprint of all that they share, with a fingerprint of each.
What changed since is read too, and the rest is taken as it was. Where anything that was read is not
as the index has it, such as a title that other sheets print, or where it cannot tell, all is read.
Where there is no index, what was asked for is read, with what its clinics name as offered, and
nothing is told of all else.
"""

from __future__ import annotations

import hashlib
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

from handouts.batch.asked import owners
from handouts.batch.copies import Copy
from handouts.batch.editions import Editions
from handouts.batch.fingerprints import Fingerprints
from handouts.batch.materials import Materials, Others, Owner, read_all, read_some
from handouts.batch.order import Order
from handouts.batch.strays import Stray, candidates, is_ours, sorted_out
from handouts.brand import Brand, brand_names
from handouts.content import Library, handout_ids, load_packs
from handouts.diagnostics import Diagnostic, Problems
from handouts.store import Ledger
from handouts.translation import languages_of
from handouts.workspace import Workspace

__all__ = ["Index"]

READ, SEEN = "what was read", "what may stand"  # in the ledger, where orders stand too
HANDOUT, BRAND, PACK, SOURCE = "handout", "brand", "pack", "source"
Names = dict[str, Collection[str] | None]  # of handouts and brands; None for all
IndexLines = Mapping[
    str, Mapping[str, Any]
]  # what others must know of each; None where it is unsound


@dataclass
class Index:
    """Reads what a build was asked for, and keeps the index."""

    workspace: Workspace
    output: Path | str
    ledger: Ledger
    prints: Fingerprints
    languages: Sequence[str] = ()  # in which translations are read that nobody has approved
    state: str = ""  # a hash of what the index says; '' where there is none

    def read(self, order: Order, problems: Problems) -> Materials:
        """Read and check what an order needs, or everything; tell of what is wrong with it.

        Raises HandoutsError as read_all does.
        """
        known, self.languages = self.ledger.recall(READ, self.prints.shared), order.languages
        some = self._as_known(order, known, problems) if known else self._alone(order, problems)
        return some or self._everything(problems)

    def _as_known(
        self, order: Order, known: Mapping[str, Any], problems: Problems
    ) -> Materials | None:
        """Read what an order needs beside what is known; None where all is to be read."""
        names = self._names(order, known)
        if names is None:
            return None
        some, faults = self._read(names)
        lines, errors = _lines(some, self._all(names)), self._errors(faults)
        agree = all(known["lines"][kind][n] == line for kind, n, line in _each(lines))
        if not agree or errors is None:
            return None
        problems.extend(faults)
        kept = {(kind, n) for kind, n in known["errors"] if n not in lines.get(kind, ())}
        self._keep(known["lines"], errors | kept, known)
        return replace(some, others=_others(known["lines"], kept, lines))

    def _alone(self, order: Order, problems: Problems) -> Materials | None:
        """Read what an order needs, with nothing known of others; None as above."""
        names = _wanted(order, self.workspace)
        if all(asked is None for asked in names.values()):
            return None
        some, faults = self._read(names)
        asked = names[HANDOUT]
        if asked is not None and (more := _offered(some.brands) - {*asked}):
            some, faults = self._read({**names, HANDOUT: {*asked, *more}})
        if self._errors(faults) is None:
            return None
        problems.extend(faults)
        return replace(some, others=Others({}, frozenset()))

    def _read(self, names: Names) -> tuple[Materials, Problems]:
        faults = Problems()
        handouts, brands = names[HANDOUT], names[BRAND]
        return read_some(
            self.workspace, self.output, faults, handouts, brands, self.languages
        ), faults

    def strays(self, materials: Materials, copies: Sequence[Copy], *, draft: bool) -> list[Stray]:
        """Return the strays, as find_strays does; copies are those of an order, perhaps of drafts.

        Raises OSError where the output cannot be listed.
        """
        paths, storage = candidates(materials.storage, copies), materials.storage
        seen = (self.ledger.recall(SEEN, self.state) if self.state else None) or {}
        standing, known = {*seen.get("standing", ())}, [Stray(*s) for s in seen.get("strays", ())]
        if materials.others and standing.union(s.path for s in known).issuperset(paths):
            there = {*paths}
            strays = [s for s in known if s.path in there and is_ours(storage, s.path)]
        else:
            whole = self._everything(Problems()) if materials.others else materials
            strays, stand = sorted_out(whole, copies, paths)
            known, standing = strays, standing | stand
        if not draft:  # else only this order lets them stand
            standing |= {copy.path for copy in copies if not copy.edition.refused}
        now = {
            "standing": sorted(standing),
            "strays": [[stray.path, stray.why, stray.refused] for stray in known],
        }
        if self.state and now != seen:
            self.ledger.remember(SEEN, self.state, now)
        return strays

    def _names(self, order: Order, known: Mapping[str, Any]) -> Names | None:
        """Return what is to be read for an order; None where that is everything."""
        wanted = _wanted(order, self.workspace)
        there = {HANDOUT: handout_ids(self.workspace), BRAND: brand_names(self.workspace)}
        for kind, prints in self._prints().items():
            before = known["prints"][kind]
            changed = {n for n in prints.keys() | before.keys() if prints.get(n) != before.get(n)}
            if not before.keys() >= {*there[kind]} >= changed or not prints.keys() >= changed:
                return None
            asked = wanted[kind]
            if asked is not None:
                wanted[kind] = {*asked, *changed}
                if not {*there[kind]}.issuperset(asked):
                    return None
        return None if all(names is None for names in wanted.values()) else wanted

    def _everything(self, problems: Problems) -> Materials:
        """Read all, and begin the index anew."""
        faults = Problems()
        materials = read_all(self.workspace, self.output, faults, self.languages)
        problems.extend(faults)
        errors = self._errors(faults)
        if errors is not None:
            self._keep(_lines(materials, self._all({HANDOUT: None, BRAND: None})), errors, {})
        return materials

    def _keep(self, lines: IndexLines, errors: Iterable[Owner], before: Mapping[str, Any]) -> None:
        """Keep the index, where it is not as it was before."""
        now = {"prints": self._prints(), "lines": lines, "errors": sorted(map(list, errors))}
        self.state = _hash((self.prints.shared, sorted(map(repr, _each(lines)))))
        if now != before:
            self.ledger.remember(READ, self.prints.shared, now)

    def _errors(self, problems: Iterable[Diagnostic]) -> set[Owner] | None:
        """Return who has errors; None where anything is wrong with what all share."""
        errors, owner_of, prints = set(), owners(self.workspace), self._prints()
        for problem in problems:
            kind, name = owner_of(problem)
            name = name.partition("/")[0]
            if kind not in (PACK, SOURCE) and name not in prints.get(kind, ()):
                return None
            if problem.severity == "error" and kind != SOURCE:  # sources are read each time
                errors.add((kind, name))
        return errors

    def _prints(self) -> dict[str, Mapping[str, str]]:
        return {HANDOUT: self.prints.handouts, BRAND: self.prints.brands}

    def _all(self, names: Names) -> dict[str, Collection[str]]:
        return {kind: self._prints()[kind] if n is None else n for kind, n in names.items()}


def _wanted(order: Order, workspace: Workspace) -> Names:
    """Return the names of what an order asks for, None for all: the handouts of packs too."""
    ids = handout_ids(workspace)
    others = [name for name in order.handouts if name not in ids]
    packs = load_packs(workspace, Library({}, tuple(ids), {}), Problems()) if others else {}
    inner = [str(one) for name in others if name in packs for one in packs[name].handouts]
    unknown = [name for name in others if name not in packs]
    return {
        HANDOUT: {*order.handouts, *inner, *unknown} - {*packs} if order.handouts else None,
        BRAND: {name.partition("/")[0] for name in order.brands} if order.brands else None,
    }


def _offered(brands: Iterable[Brand]) -> set[str]:
    """Return the handouts whose titles clinics may print, as they offer them."""
    own = (one for brand in brands for clinic in brand.clinics for one in clinic.every)
    return {name for one in own for name in one.offers or ()}


def _lines(materials: Materials, names: Mapping[str, Collection[str]]) -> dict[str, dict[str, Any]]:
    """Return what others must know of what was read: titles, and what decides which copies stand.

    That are, of a handout, its languages and approvals, and of a brand its clinics.
    """
    texts, brands = materials.editions, {brand.id: brand for brand in materials.brands}
    working = materials.library.handouts
    return {
        HANDOUT: {
            name: [
                materials.titles.get(name, ""),
                _text(texts[name], name in working),
                _translations(texts[name], materials.workspace, name),
            ]
            if name in texts
            else None
            for name in names[HANDOUT]
        },
        BRAND: {n: _clinics(brands[n]) if n in brands else None for n in names[BRAND]},
    }


def _text(texts: Editions, sound: bool) -> str:
    draft = texts.working
    frozen = [
        (text.record, edition.handout.language, draft is not None and draft.code == edition.code)
        for text, edition in texts.frozen
    ]
    return _hash((sound, draft and draft.handout.language, texts.any.language, frozen))


def _translations(texts: Editions, workspace: Workspace, name: str) -> str:
    """Return what decides which copies in other languages may stand."""
    frozen = [
        (tag, text.record) for tag, one in texts.translations.items() for text, _ in one.frozen
    ]
    return _hash((languages_of(workspace, name), frozen))


def _clinics(brand: Brand) -> str:
    return _hash([(one.id, one.country.code if one.country else "") for one in brand.clinics])


def _each(lines: IndexLines) -> Iterable[tuple[str, str, Any]]:
    return ((kind, name, line) for kind, own in lines.items() for name, line in own.items())


def _others(known: IndexLines, errors: Iterable[Owner], read: IndexLines) -> Others:
    """Return what is known of that which was not read."""
    unread = {name: line for name, line in known[HANDOUT].items() if name not in read[HANDOUT]}
    titles = {name: line[0] for name, line in unread.items() if line and line[0]}
    return Others(titles, frozenset(errors))


def _hash(value: object) -> str:
    return hashlib.sha256(repr(value).encode()).hexdigest()
