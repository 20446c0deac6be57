"""The working text of a handout as it is now, and what is wrong with it, for one clinic."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field, replace

from handouts.batch import (
    Copy,
    Editions,
    Materials,
    Order,
    make_faces_static,
    named,
    plan_all,
    sifted,
    suited,
    tell_not_offered,
    translated_edition,
    working_edition,
)
from handouts.checks import all_rules, check_handout, run_rules
from handouts.content import Handout, Library, load_handout
from handouts.diagnostics import Diagnostic, HandoutsError, Place, Problems
from handouts.page import faults_of_html
from handouts.review import Collection
from handouts.translation import translation_of
from handouts.workspace import Refused, Workspace

__all__ = ["Wanted", "draft", "findings"]

OTHERS = "others"  # the line that counts what is wrong elsewhere


@dataclass(frozen=True)
class Wanted:
    """What is to be seen: a handout, for BRAND or BRAND/CLINIC, in a format.

    text is what the file would say of one that is not saved; None for what it says. With a
    language it is the translation, and its file that of the translation.
    """

    handout: str
    brand: str
    format: str
    text: bytes | None = field(default=None, repr=False)
    language: str = ""

    @property
    def file(self) -> str:
        """The name of its file, whether it is saved or not."""
        own = f"translations/{self.language}.po" if self.language else "handout.yaml"
        return f"content/{self.handout}/{own}"

    @property
    def order(self) -> Order:
        """The order of its draft; of a brand with several clinics it means all of them."""
        languages = (self.language,) if self.language else ()
        return Order((self.handout,), (self.brand,), languages, (self.format,), draft=True)


def _with_text(collection: Collection, wanted: Wanted) -> tuple[Collection, bool]:
    """Return a collection with one handout read anew, and whether that can be printed."""
    materials, workspace, handout = collection.materials, collection.workspace.now, wanted.handout
    if wanted.text is not None:
        workspace = replace(workspace, unsaved={wanted.file: wanted.text})
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
                frozen = materials.editions.get(handout)
                tongues = _translation(read, wanted, library, workspace, faults)
                texts[handout] = Editions(edition, frozen.frozen if frozen else (), tongues)
                edition = None if wanted.language and not tongues else edition
    now = replace(
        materials,
        workspace=workspace,
        editions=texts,
        library=replace(library, handouts=sound),
        readable=replace(materials.readable, handouts=readable),
    )
    others = [d for d in collection.problems if not d.place.file.startswith(folder)]
    return Collection(now, Problems((*others, *faults))), edition is not None


def _translation(
    source: Handout, wanted: Wanted, library: Library, workspace: Workspace, faults: Problems
) -> dict[str, Editions]:
    """Return the translation that is wanted, by its language; none where it cannot be printed."""
    language = wanted.language
    one = translation_of(workspace, source, language, faults) if language else None
    own = translated_edition(one, library, workspace, faults) if one else None
    return {language: Editions(own, (), translation=one)} if own else {}


def draft(collection: Collection, wanted: Wanted) -> tuple[Copy, Materials]:
    """Return the draft of a handout as it is wanted, and what it is made from.

    Raises HandoutsError with all that keeps it from being made.
    """
    now, is_sound = _with_text(collection, wanted)
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
    materials = make_faces_static(now.materials, (wanted.brand,), Problems())
    planned = plan_all(wanted.order, materials)[:1]
    [copy] = suited(planned, materials, Problems(), typed=True)
    return copy, materials


def findings(collection: Collection, wanted: Wanted) -> list[Diagnostic]:
    """Return what `handouts check` tells of a handout as it is wanted; nothing of a translation."""
    if wanted.language:
        return []
    now, _ = _with_text(collection, wanted)
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
