"""The whole build: read, check, plan, make what is not as it should be, and note what was made."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from pathlib import Path

from handouts.batch import leftovers
from handouts.batch.faces import suited, with_static_faces
from handouts.batch.keys import Keys
from handouts.batch.ledger import Entry, Ledger
from handouts.batch.materials import Materials, read_all
from handouts.batch.order import Order
from handouts.batch.packs import plan_packs
from handouts.batch.plan import Planned, check_order, plan
from handouts.batch.report import Build, Made, Row
from handouts.batch.storage import Stamp
from handouts.batch.strays import find_strays, remove
from handouts.batch.verifying import choose
from handouts.brand import brand_names
from handouts.diagnostics import Diagnostic, HandoutsError, Place
from handouts.press.keys import versions
from handouts.workspace import Workspace

__all__ = ["build_all"]


def build_all(
    workspace: Workspace,
    order: Order,
    output: Path | str,
    ledger: Ledger,
    watch: Callable[[Row, Build], None],
    *,
    processes: int,
    cluster: str,
    dry: bool,
    force: bool,
    prune: bool,
    verify: int,
) -> Build:
    """Read and check everything, and make what is not there as it should be; see run.build."""
    done = Build()
    found = read_all(workspace, output, done.problems)
    materials = with_static_faces(found, order.brands, done.problems, processes)
    done.materials = materials
    copies = _plan(order, materials, done)
    keys = Keys(materials)

    def finished(copy: Planned, made: Made) -> None:
        del wanted[id(copy)]
        row = _row(copy, made)
        done.rows.append(row)
        watch(row, done)

    wanted = {id(copy): copy for copy in copies}  # and not yet told of
    try:
        there = _there(copies, materials, done)
        known = {} if force else ledger.entries()
        verified = _to_verify(copies, known, keys, 0 if dry else verify)
        for copy in copies:
            entry = known.get(copy.path)
            if copy.edition.refused:
                finished(copy, _refused(copy))
            elif copy.path in verified:
                continue
            elif entry and entry.key == keys.of(copy) and there.get(copy.path) == entry.stamp:
                finished(copy, Made("unchanged", entry.sha256, entry.size, entry.pages))
            elif dry:
                finished(copy, Made("planned"))
        for copy, made in _made([*wanted.values()], materials, processes, cluster, verified):
            _note(copy, made, keys.of(copy), ledger)
            finished(copy, made)
    except KeyboardInterrupt:
        done.interrupted = True
    except HandoutsError as error:  # a store or a cluster that cannot be used
        done.problems.extend(error.diagnostics)
        for copy in [*wanted.values()]:
            finished(copy, Made("failed"))
    if prune and not (dry or done.interrupted):
        ledger.forget(remove(materials.storage, done.strays, done.problems))
    done.rows.sort(key=lambda row: (row.path, row.handout))
    return done


def _plan(order: Order, materials: Materials, done: Build) -> list[Planned]:
    """Return the copies that an order asks for; tell of what was left out."""
    workspace = materials.workspace
    order = replace(order, formats=order.formats or workspace.settings.formats)
    clinics: dict[str, list[str]] = {name: [] for name in brand_names(workspace)} | {
        brand.id: [clinic.id for clinic in brand.clinics] for brand in materials.brands
    }
    names = [*materials.library.ids, *materials.packs]
    check_order(order, names, clinics, materials.formats)
    copies = suited([*plan(order, materials), *plan_packs(order, materials)], done.problems)
    done.planned = len(copies)
    done.rows += _left_out(order, materials, clinics)
    return copies


def _there(copies: Sequence[Planned], materials: Materials, done: Build) -> Mapping[str, Stamp]:
    """Look at the output: tell of strays, and return the stamps of the copies that are there.

    Raises HandoutsError where it cannot be listed.
    """
    storage = materials.storage
    try:
        done.strays = find_strays(materials, copies)
        return storage.stamps(copy.path for copy in copies)
    except OSError as error:
        place, fact = Place(storage.shown()), f"it cannot be listed: {error.strerror}"
        hint = "is it there, and may you use it?"
        raise HandoutsError(Diagnostic("error", "output", place, fact, hint)) from None


def _to_verify(
    copies: Sequence[Planned], known: Mapping[str, Entry], keys: Keys, most: int
) -> frozenset[str]:
    """Choose so many copies that are compared with whole renders; those that changed come first."""
    if not most:
        return frozenset()
    same = {c.path for c in copies if (entry := known.get(c.path)) and entry.key == keys.of(c)}
    return choose(copies, most, same)


def _made(
    copies: Sequence[Planned],
    materials: Materials,
    processes: int,
    cluster: str,
    verified: Collection[str],
) -> Iterator[tuple[Planned, Made]]:
    """Make copies; the press is loaded here, and only where there is something to make."""
    if not copies:
        return
    from handouts.batch.making import make_all

    try:
        yield from make_all(copies, materials, processes, cluster, verified)
    finally:  # what earlier builds left, and workers that were ended in the middle of a file
        leftovers.clear(materials.storage.folders(copy.path for copy in copies))


def _note(copy: Planned, made: Made, key: str, ledger: Ledger) -> None:
    """Enter a copy in the ledger, unless its file has already gone again."""
    if made.stamp is None:
        return
    text = copy.edition
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
        )
    )


def _refused(copy: Planned) -> Made:
    """Return a copy that may not be printed, and why; nothing is written, nothing has failed."""
    hint = "approve or renew a text; `handouts build --prune` removes what was printed before"
    place = Place(copy.handout.place.file)
    return Made(
        "refused", diagnostics=(Diagnostic("info", "refused", place, copy.edition.refused, hint),)
    )


def _row(copy: Planned, made: Made) -> Row:
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
    )


def _left_out(
    order: Order, materials: Materials, clinics: Mapping[str, Sequence[str]]
) -> Iterable[Row]:
    """Tell of each handout and brand that was asked for and could not be read."""
    handouts = list(order.handouts or materials.library.ids)
    brands = {name.partition("/")[0] for name in order.brands} or set(clinics)
    sound = {brand.id for brand in materials.brands}
    nothing = Made("failed")
    for handout in handouts:
        for brand in sorted(brands):
            known = handout in materials.editions or handout in materials.packs
            if not known or brand not in sound:
                yield Row(handout, brand, "", "", "", "", "draft", "", nothing)
