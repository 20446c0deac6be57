"""What is wrong in a workspace, or with what was named in it: values, for whoever tells it."""

from __future__ import annotations

import os
from collections import Counter
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from handouts.batch import (
    Asked,
    Materials,
    Order,
    foresee,
    named,
    plan,
    read_all,
    sifted,
    tell_not_offered,
)
from handouts.brand import Brand, brand_names, clinic_names
from handouts.checks import (
    NOT_CHECKED,
    Written,
    all_rules,
    grade,
    judge_translations,
    run_rules,
)
from handouts.content import pack_places, speaks, unwritten
from handouts.diagnostics import Diagnostic, Place, Problems, did_you_mean
from handouts.review.texts import Unknown
from handouts.translation import Translation
from handouts.workspace import Workspace

__all__ = ["Checked", "Summary", "check", "count"]


@dataclass(frozen=True)
class Summary:
    """How many errors and warnings a handout has, its reading grade, and its texts to be written.

    The grade is None where there is nothing to judge yet.
    """

    id: str
    unwritten: int
    errors: int
    warnings: int
    grade: float | None


@dataclass(frozen=True)
class Checked:
    """What was read, and all that is wrong with what was asked for."""

    materials: Materials
    asked: Asked
    problems: Problems

    @property
    def summaries(self) -> list[Summary]:
        """One for each handout that was asked for and could be read."""
        library = self.materials.library
        texts = self.materials.readable.handouts.values()
        return [
            _summary(Written(handout, library), self.problems)
            for handout in texts
            if self.asked.needs(("handout", handout.id))
        ]

    @property
    def brands(self) -> list[Brand]:
        """The brands that were asked for and could be read."""
        return [one for one in self.materials.brands if self.asked.needs(("brand", one.id))]

    @property
    def counts(self) -> Mapping[str, int]:
        """How many handouts and brands were asked for, whether they could be read or not."""
        brands = brand_names(self.materials.workspace)
        there = {"handout": self.materials.library.ids, "brand": brands}
        return {
            kind: sum(self.asked.needs((kind, n)) for n in names) for kind, names in there.items()
        }


def check(
    workspace: Workspace,
    names: Sequence[str] = (),
    only: Collection[str] = (),
    setting: Callable[[int], None] | None = None,
    languages: Sequence[str] = (),
) -> Checked:
    """Read a workspace, and hold it to its rules; or only the handouts, packs and clinics named.

    Of the rules only those are told that are named by their ids, beside what cannot be read. With
    setting, pages are judged too: it is called with how many copies have theirs set, where no build
    did. A translation that is a machine's draft is judged where its language is asked for, and is
    counted else. Raises Unknown for a name that is not there, HandoutsError as read_all does.
    """
    problems = Problems()
    faults = Problems()
    materials = read_all(workspace, workspace.output, faults, None)
    translations = [*_translations(materials)]
    judged = [one for one in translations if not one.machine or _is_asked(one, languages)]
    problems.extend(_without([one for one in translations if one not in judged], faults))
    asked = _asked(names, materials)
    settings = workspace.settings
    problems.extend(run_rules(materials.readable, materials.brands, settings, only=only))
    problems.extend(
        judge_translations(judged, materials.readable, materials.brands, settings, only=only)
    )
    problems.extend(tell_not_offered(Order(), materials))
    problems.extend(foresee(materials, os.cpu_count() or 1))
    problems = sifted(problems, asked, workspace)
    if setting:
        problems.extend(_of_pages(names, asked, materials, setting))
    if only:
        problems = Problems(d for d in problems if d.rule in (*only, NOT_CHECKED) or _unreadable(d))
    return Checked(materials, asked, problems)


def _translations(materials: Materials) -> Iterator[Translation]:
    """Walk through the translations that were read, as their files are now."""
    for every in materials.editions.values():
        yield from (one.translation for one in every.translations.values() if one.translation)


def _is_asked(one: Translation, languages: Sequence[str]) -> bool:
    return any(speaks(one.language, asked) for asked in languages)


def _without(drafts: Sequence[Translation], problems: Iterable[Diagnostic]) -> Iterator[Diagnostic]:
    """Yield problems but those in a machine's drafts, and a line that counts these."""
    files = {one.catalogue.file for one in drafts}
    yield from (problem for problem in problems if problem.place.file not in files)
    by_handout: dict[str, list[str]] = {}
    for one in drafts:
        by_handout.setdefault(one.id, []).append(one.language)
    for name, tags in by_handout.items():
        fact = f"machine drafts of translations, which are not checked: {', '.join(tags)}"
        hint = f"to check one: handouts check {name} -l {tags[0]}"
        yield Diagnostic("info", "machine-draft", Place(f"content/{name}/translations"), fact, hint)


def count(problems: Iterable[Diagnostic]) -> tuple[int, int]:
    """Return how many errors and warnings there are."""
    counts = Counter(d.severity for d in problems)
    return counts["error"], counts["warning"]


def _asked(names: Sequence[str], materials: Materials) -> Asked:
    """Return what is to be checked. Raises Unknown for what is not there."""
    clinics = clinic_names(materials.workspace)
    known = [*materials.library.ids, *pack_places(materials.workspace), *clinics]
    known += [f"{brand}/{clinic}" for brand, ids in clinics.items() for clinic in ids]
    wrong = [
        f"there is no handout, pack or brand '{name}'; "
        f"{did_you_mean(name, known) or 'see handouts list'}"
        for name in names
        if name not in known
    ]
    if wrong:
        raise Unknown("\n".join(wrong))
    return named(names, materials) if names else Asked({})


def _unreadable(problem: Diagnostic) -> bool:
    """Say whether a problem keeps something from being read or set, whatever the rules ask."""
    return problem.severity == "error" and problem.rule not in all_rules()


def _of_pages(
    names: Sequence[str], asked: Asked, materials: Materials, setting: Callable[[int], None]
) -> Iterator[Diagnostic]:
    """Judge the pages of all copies that a build would make of what is asked for."""
    from handouts.batch import judge_all, make_faces_static, suited  # late: they bring the press

    texts = {*asked.names.get("handout", ())} & set(materials.editions)
    brands = tuple(asked.names.get("brand", ()))
    problems = Problems()
    materials = make_faces_static(materials, brands, problems)
    order = Order(tuple(sorted(texts)), brands, formats=materials.workspace.settings.formats)
    planned = plan(order, materials) if texts or brands or not names else []
    copies = suited(planned, materials, problems)
    wanted = [copy for copy in copies if not copy.edition.refused and copy.format.on_paper]
    setting(len(wanted))
    yield from problems
    yield from judge_all(wanted, materials, os.cpu_count() or 1)


def _summary(text: Written, problems: Iterable[Diagnostic]) -> Summary:
    folder = f"{text.handout.folder}/"
    errors, warnings = count(d for d in problems if d.place.file.startswith(folder))
    waiting = len([*unwritten(text.handout)])
    score = None if waiting else grade(text)  # of a start it would say nothing
    return Summary(
        text.handout.id, waiting, errors, warnings, None if score is None else round(score, 1)
    )
