"""The working text of a handout as it is now, and what is wrong with it, for one clinic."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace

from handouts.batch import (
    Copy,
    Editions,
    Materials,
    Order,
    make_faces_static,
    named,
    plan_all,
    read_all,
    sifted,
    suited,
    tell_not_offered,
    working_edition,
)
from handouts.checks import all_rules, check_handout, run_rules
from handouts.content import load_handout
from handouts.diagnostics import Diagnostic, HandoutsError, Place, Problems
from handouts.page import faults_of_html
from handouts.workspace import Refused, Workspace

__all__ = ["Snapshot", "Wanted", "draft", "findings", "hold"]

OTHERS = "others"  # the line that counts what is wrong elsewhere


@dataclass(frozen=True)
class Wanted:
    """What is to be seen: a handout, for BRAND or BRAND/CLINIC, in a format."""

    handout: str
    brand: str
    format: str

    @property
    def order(self) -> Order:
        """The order of its draft; of a brand with several clinics it means all of them."""
        return Order((self.handout,), (self.brand,), formats=(self.format,), draft=True)


@dataclass(frozen=True)
class Snapshot:
    """A workspace as it was read the last time, and all that is wrong with it."""

    materials: Materials
    problems: tuple[Diagnostic, ...]

    def with_text(self, handout: str) -> tuple[Snapshot, bool]:
        """Return this with one handout read anew, and whether that can be printed."""
        materials, workspace = self.materials, self.materials.workspace.now
        folder = f"content/{handout}/"
        faults, edition = Problems(), None
        read = load_handout(workspace, handout, faults)
        library = materials.library
        texts = {name: one for name, one in materials.editions.items() if name != handout}
        sound = {name: one for name, one in library.handouts.items() if name != handout}
        readable = {n: one for n, one in materials.readable.handouts.items() if n != handout}
        if read is not None:
            readable[handout] = read
            check_handout(read, library, workspace, faults)
            if not faults.failed:
                edition = working_edition(read, library.references, workspace, faults)
                if edition is not None:
                    sound[handout] = read
                    frozen = self.materials.editions.get(handout)
                    texts[handout] = Editions(edition, frozen.frozen if frozen else ())
        now = replace(
            materials,
            workspace=workspace,
            editions=texts,
            library=replace(library, handouts=sound),
            readable=replace(materials.readable, handouts=readable),
        )
        others = [d for d in self.problems if not d.place.file.startswith(folder)]
        return Snapshot(now, (*others, *faults)), edition is not None


def hold(workspace: Workspace) -> Snapshot:
    """Read a workspace. Raises HandoutsError as read_all does."""
    problems = Problems()
    materials = read_all(workspace, workspace.output, problems)
    return Snapshot(make_faces_static(materials, (), problems), tuple(problems))


def draft(snapshot: Snapshot, wanted: Wanted) -> tuple[Copy, Materials]:
    """Return the draft of a handout as its file is now, and what it is made from.

    Raises HandoutsError with all that keeps it from being made.
    """
    now, is_sound = snapshot.with_text(wanted.handout)
    if not is_sound:
        folder = f"content/{wanted.handout}/"
        raise HandoutsError(
            *(d for d in now.problems if d.severity == "error" and d.place.file.startswith(folder))
        )
    copies = plan_all(wanted.order, now.materials)
    if not copies:
        raise HandoutsError(
            *(d for d in now.problems if d.severity == "error" and _is_of(d, wanted)),
        )
    [copy] = suited(copies[:1], Problems())
    return copy, now.materials


def findings(snapshot: Snapshot, wanted: Wanted) -> list[Diagnostic]:
    """Return what `handouts check` tells of a handout, as its file is now."""
    now, _ = snapshot.with_text(wanted.handout)
    materials, problems = now.materials, Problems(now.problems)
    settings, own = materials.workspace.settings, (wanted.handout,)
    only = [rule.id for rule in all_rules().values() if rule.judges in ("handout", "library")]
    problems.extend(
        run_rules(materials.readable, materials.brands, settings, only=only, handouts=own)
    )
    problems.extend(tell_not_offered(Order((wanted.handout,)), materials))
    problems.extend(_of_sheets(wanted, materials))
    asked = named((wanted.handout,), materials)
    return [d for d in sifted(problems, asked, materials.workspace) if d.rule != OTHERS]


def _of_sheets(wanted: Wanted, materials: Materials) -> Iterator[Diagnostic]:
    """Tell why sheets of a handout cannot be set, in the formats that are built."""
    order = replace(wanted.order, formats=materials.workspace.settings.formats)
    copies = {copy.format.name: copy for copy in plan_all(order, materials)}
    for copy in copies.values():
        try:
            sheet = copy.sheet(copy.format.fits[0], materials)
            yield from faults_of_html(sheet.html, sheet.assets, sheet.source)
        except HandoutsError as error:
            yield from error.diagnostics
        except Refused as refused:
            place = Place(copy.handout.place.file)
            yield Diagnostic("error", "file", place, str(refused), refused.hint)


def _is_of(problem: Diagnostic, wanted: Wanted) -> bool:
    return problem.place.file.startswith(f"brands/{wanted.brand.partition('/')[0]}/")
