"""The whole build: read, check, plan, make what is not as it should be, and note what was made."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path

from handouts.batch.asked import judged
from handouts.batch.copies import Copy
from handouts.batch.faces import make_faces_static
from handouts.batch.fallback import tell_fallbacks
from handouts.batch.fingerprints import Fingerprints
from handouts.batch.index import Index
from handouts.batch.keys import Keys
from handouts.batch.materials import Materials
from handouts.batch.offering import tell_not_offered
from handouts.batch.order import BuildOptions, Order
from handouts.batch.packs import plan_packs
from handouts.batch.planning import check_order, may_be_in, plan
from handouts.batch.reporting import Build, Outcome, Row
from handouts.batch.strays import Stray, remove
from handouts.batch.suiting import suited
from handouts.batch.verifying import choose
from handouts.batch.withdrawn import take_away, texts_of
from handouts.brand import Brand, clinic_names
from handouts.content import pack_places
from handouts.diagnostics import Diagnostic, HandoutsError, Place, Problems
from handouts.press import versions
from handouts.store import Entry, FileStat, Ledger, clear_leftovers
from handouts.workspace import PACKS, Workspace

__all__ = ["BuildRun"]


@dataclass
class BuildRun:
    """Reads and checks, and makes what is not there as it should be; see run.build."""

    workspace: Workspace
    order: Order
    output: Path | str
    ledger: Ledger
    prints: Fingerprints
    processes: int
    options: BuildOptions
    watch: Callable[[Row, Build], None]
    done: Build = field(default_factory=Build)
    wanted: dict[int, Copy] = field(default_factory=dict)  # copies that are not yet told of

    def build(self) -> Build:
        """Return what became of the build. Raises WrongOrder, HandoutsError."""
        done, problems = self.done, Problems()
        order = replace(self.order, formats=self.order.formats or self.workspace.settings.formats)
        index = Index(self.workspace, self.output, self.ledger, self.prints)
        read = index.read(order, problems)
        materials = make_faces_static(read, order.brands, problems, self.processes)
        done.materials = None if materials.others else materials
        copies = _plan(order, materials, done, self.processes)
        done.problems.extend(judged(problems, order, materials))
        self.wanted = {id(copy): copy for copy in copies}
        try:
            self._make(copies, materials, index)
        except KeyboardInterrupt:
            done.interrupted = True
        except HandoutsError as error:  # a store or a cluster that cannot be used
            done.problems.extend(error.diagnostics)
            for copy in [*self.wanted.values()]:
                self._tell(copy, Outcome("failed"))
        _look_at_the_clock(order, materials, done)
        if self.options.prune and not (self.options.dry or done.interrupted):
            self.ledger.forget(remove(materials.storage, done.strays, done.problems))
        done.rows.sort(key=lambda row: (row.path, row.handout))
        return done

    def _make(self, copies: Sequence[Copy], materials: Materials, index: Index) -> None:
        """Tell of what is there as it should be, and make the others."""
        options, done, keys = self.options, self.done, Keys(materials)
        # a withdrawal may have been stopped before its files were gone
        done.removed = (
            [] if options.dry else take_away(materials, self.ledger, done.problems, copies)
        )
        there = self._there(copies, materials, index)
        known = {} if options.force else self.ledger.entries()
        verified = _to_verify(copies, known, keys, 0 if options.dry else options.verify)
        for copy in copies:
            entry = known.get(copy.path)
            if copy.edition.refused:
                self._tell(copy, _refused(copy))
            elif copy.path in verified:
                continue
            elif entry and entry.key == keys.of(copy) and there.get(copy.path) == entry.stamp:
                self._tell(copy, Outcome("unchanged", entry.sha256, entry.size, entry.pages))
            elif options.dry:
                self._tell(copy, Outcome("planned"))
        left = [*self.wanted.values()]
        for copy, made in _made(left, materials, self.processes, options.cluster, verified):
            _note(copy, made, keys.of(copy), self.ledger)
            self._tell(copy, made)

    def _there(
        self, copies: Sequence[Copy], materials: Materials, index: Index
    ) -> Mapping[str, FileStat]:
        """Look at the output: tell of strays, and return the stamps of the copies that are there.

        Raises HandoutsError where it cannot be listed.
        """
        storage = materials.storage
        try:
            self.done.strays = index.strays(materials, copies, draft=self.order.draft)
            return storage.stamps(copy.path for copy in copies)
        except OSError as error:
            place, fact = Place(storage.shown()), f"it cannot be listed: {error.strerror}"
            hint = "is it there, and may you use it?"
            raise HandoutsError(Diagnostic("error", "output", place, fact, hint)) from None

    def _tell(self, copy: Copy, made: Outcome) -> None:
        del self.wanted[id(copy)]
        row = _row(copy, made)
        self.done.rows.append(row)
        self.watch(row, self.done)


def _plan(order: Order, materials: Materials, done: Build, processes: int) -> list[Copy]:
    """Return the copies that an order asks for; tell of what was left out."""
    clinics = clinic_names(materials.workspace)
    check_order(order, _names(order, materials), clinics, materials.formats)
    copies = [*plan(order, materials), *plan_packs(order, materials)]
    copies = suited(copies, materials, done.problems, processes)
    done.planned = len(copies)
    done.problems.extend(tell_not_offered(order, materials))
    done.problems.extend(tell_fallbacks(copy.edition for copy in copies))
    done.rows += _left_out(order, materials, clinics)
    return copies


def _look_at_the_clock(order: Order, materials: Materials, done: Build) -> None:
    """Refuse what a build that went on over midnight has made, and may not be given any more."""
    now = materials.workspace.now
    if now.today == materials.workspace.today:
        return
    materials = replace(materials, workspace=now)
    copies = [*plan(order, materials), *plan_packs(order, materials)]
    refused = {copy.path: copy for copy in copies if copy.edition.refused}
    for place, row in enumerate(done.rows):
        if row.path in refused and row.made.state in ("made", "unchanged"):
            done.rows[place] = replace(row, made=_refused(refused[row.path]))
            done.strays.append(Stray(row.path, refused[row.path].edition.refused, refused=True))


def _names(order: Order, materials: Materials) -> list[str]:
    """Return what may be asked for by name; a file of packs that cannot be read may hold any."""
    workspace = materials.workspace
    packs = pack_places(workspace)
    unread = workspace.exists(PACKS) and not packs
    return [*materials.library.ids, *(order.handouts if unread else packs)]


def _to_verify(
    copies: Sequence[Copy], known: Mapping[str, Entry], keys: Keys, most: int
) -> frozenset[str]:
    """Choose so many copies that are compared with whole renders; those that changed come first."""
    if not most:
        return frozenset()
    same = {c.path for c in copies if (entry := known.get(c.path)) and entry.key == keys.of(c)}
    return choose(copies, most, same)


def _made(
    copies: Sequence[Copy],
    materials: Materials,
    processes: int,
    cluster: str,
    verified: Collection[str],
) -> Iterator[tuple[Copy, Outcome]]:
    """Make copies; the press is loaded here, and only where there is something to make."""
    if not copies:
        return
    from handouts.batch.making import make_all

    try:
        yield from make_all(copies, materials, processes, cluster, verified)
    finally:  # what earlier builds left, and workers that were ended in the middle of a file
        clear_leftovers(materials.storage.folders(copy.path for copy in copies))


def _note(copy: Copy, made: Outcome, key: str, ledger: Ledger) -> None:
    """Enter a copy in the ledger, unless its file has already gone again."""
    if made.stamp is None:
        return
    text, until = copy.edition, copy.edition.use_until
    ledger.put(
        Entry(
            copy.path,
            key,
            made.sha256,
            made.size,
            made.stamp[1],
            made.pages,
            text.code,
            text.review,
            versions(),
            texts_of(copy),
            until.isoformat() if until else "",
        )
    )


def _refused(copy: Copy) -> Outcome:
    """Return a copy that may not be printed, and why; nothing is written, nothing has failed."""
    hint = "approve or renew a text; `handouts build --prune` removes what was printed before"
    place = Place(copy.handout.place.file)
    return Outcome(
        "refused", diagnostics=(Diagnostic("info", "refused", place, copy.edition.refused, hint),)
    )


def _row(copy: Copy, made: Outcome) -> Row:
    return Row(
        copy.handout.id,
        copy.brand.id,
        copy.clinic.id,
        str(copy.handout.language),
        copy.format.name,
        copy.path,
        copy.edition.review,
        copy.edition.code,
        made,
        copy.sheets(made.pages),
        copy.aim,
        copy.edition.asked,
    )


def _left_out(
    order: Order, materials: Materials, clinics: Mapping[str, Sequence[str]]
) -> Iterable[Row]:
    """Tell of each handout and brand that was asked for and could not be read."""
    handouts = list(order.handouts or materials.library.ids)
    sound = {name for brand in materials.brands for name in _names_of(brand)}
    nothing, readable = Outcome("failed"), materials.readable.handouts
    for handout in handouts:
        if handout in readable and not may_be_in(readable[handout], order.needed, materials):
            continue
        pack = materials.packs.get(handout)
        texts = pack.handouts if pack else [handout]
        known = all(_is_usable(name, order, materials) for name in texts)
        for name in sorted(set(order.brands) or set(clinics)):
            if not known or name not in sound:
                brand, _, clinic = name.partition("/")
                yield Row(handout, brand, clinic, "", "", "", "draft", "", nothing)


def _is_usable(handout: str, order: Order, materials: Materials) -> bool:
    """Say whether there is a text of a handout, in a language that is asked for, to be made."""
    texts = materials.editions.get(handout)
    return texts is not None and (not order.needed or any(texts.spoken(order.needed)))


def _names_of(brand: Brand) -> list[str]:
    """Return the names that mean a brand or a clinic of it."""
    return [brand.id, *(f"{brand.id}/{clinic.id}" for clinic in brand.clinics)]
