"""Making many copies in workers, and what they share only once."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from functools import partial
from typing import Literal

from handouts.batch.composing import LETTERHEAD, look_of
from handouts.batch.make import make
from handouts.batch.materials import Materials
from handouts.batch.plan import Planned
from handouts.batch.report import Made
from handouts.batch.setting import Setting, cache_of, cast_letterheads, judge_style, settle_sheet
from handouts.batch.workers import Lost, Workers
from handouts.diagnostics import Diagnostic, Place
from handouts.press.casting import GANG
from handouts.press.engine import warm

__all__ = ["make_all"]


@dataclass(frozen=True)
class _Job:
    """A stage of copies, by their numbers in the plan."""

    stage: Literal["style", "letterheads", "sheet", "copy"]
    copies: tuple[int, ...]
    setting: Setting


Found = list[Setting | Made]
Gang = list[list[int]]  # clinics, each as the numbers of its copies


def _do(copies: Sequence[Planned], materials: Materials, job: _Job) -> Found:
    chosen = [copies[number] for number in job.copies]
    if job.stage == "style":
        return [judge_style(chosen, materials)]
    if job.stage == "letterheads":
        return cast_letterheads(chosen, materials)
    if job.stage == "sheet":
        return [settle_sheet(chosen[0], job.setting, materials)]
    return [make(chosen[0], job.setting, materials)]


def make_all(
    copies: Sequence[Planned], materials: Materials, processes: int
) -> Iterator[tuple[Planned, Made]]:
    """Make copies: first what many of them share, once; then each is stamped.

    A clinic's letterhead serves all its handouts, a sheet's plate all clinics.
    """
    if any(copy.format.on_paper for copy in copies):
        warm()
    with Workers(partial(_do, copies, materials), processes) as team:
        yield from _Stages(copies, team).made()
    cache_of(materials).trim()


class _Stages:
    """Where each copy stands: its setting as far as it is known, or why it failed."""

    def __init__(self, copies: Sequence[Planned], team: Workers[_Job, Found]) -> None:
        self.copies, self.team = copies, team
        self.settings = [Setting() for _ in copies]
        self.failed: dict[int, Made] = {}

    def made(self) -> Iterator[tuple[Planned, Made]]:
        """Yield each copy and what became of it, as it is done."""
        self._cast()
        self._settle()
        for number, made in self.failed.items():
            yield self.copies[number], made
        jobs = [_Job("copy", (n,), self.settings[n]) for n in self._sound()]
        for place, found in self.team.each(jobs):
            copy = self.copies[jobs[place].copies[0]]
            yield copy, _told(copy, found if isinstance(found, Lost) else found[0])

    def _sound(self) -> list[int]:
        return [number for number in range(len(self.copies)) if number not in self.failed]

    def _typeset(self) -> list[int]:
        return [number for number in self._sound() if self.copies[number].format.on_paper]

    def _cast(self) -> None:
        """Make the letterheads, in gangs of clinics that are set alike; first judge each style."""
        styles = [_parts(clinics, GANG) for clinics in self._styles()]
        jobs = [_Job("style", tuple(n for n, *_ in gangs[0]), Setting()) for gangs in styles]
        sound: list[Gang] = []
        for place, found in self.team.each(jobs):
            if isinstance(found, Lost):
                self._note([n for gang in styles[place] for group in gang for n in group], found)
            else:
                sound += styles[place]
        jobs = [_Job("letterheads", tuple(n for n, *_ in gang), Setting()) for gang in sound]
        for place, found in self.team.each(jobs):
            for index, numbers in enumerate(sound[place]):
                one = found if isinstance(found, Lost) else found[index]
                for number in numbers:
                    if isinstance(one, Setting):
                        notes = one.notes if number == jobs[place].copies[0] else ()
                        self.settings[number] = replace(one, notes=notes)
                    else:
                        self.failed[number] = _told(self.copies[number], one)

    def _styles(self) -> Iterator[Gang]:
        """Yield the clinics that are set alike, each as the numbers of its copies."""
        styles: dict[object, dict[object, list[int]]] = {}
        for number in self._typeset():
            copy = self.copies[number]
            clinics = styles.setdefault(_style(copy), {})
            clinics.setdefault(copy.letterhead_key, []).append(number)
        return (list(clinics.values()) for clinics in styles.values())

    def _settle(self) -> None:
        """Take steps until each sheet has its verdict, in each size of the contact panel."""
        shared: dict[object, list[int]] = {}
        for number in self._typeset():
            key = self.copies[number].sheet_key, self.settings[number].panel
            shared.setdefault(key, []).append(number)
        waiting = list(shared.values())
        while waiting:
            jobs = [_Job("sheet", (group[0],), self.settings[group[0]]) for group in waiting]
            unsettled = []
            for place, found in self.team.each(jobs):
                group = waiting[place]
                self._note(group, found if isinstance(found, Lost) else found[0])
                if group[0] not in self.failed and not self.settings[group[0]].sheet:
                    unsettled.append(group)
            waiting = unsettled

    def _note(self, group: Sequence[int], found: Setting | Made | Lost) -> None:
        """Write down what a step found for the copies that share a sheet."""
        for number in group:
            if not isinstance(found, Setting):
                self.failed[number] = _told(self.copies[number], found)
            elif number == group[0]:
                self.settings[number] = found
            else:
                self.settings[number] = replace(
                    self.settings[number], sheet=found.sheet, verdict=found.verdict
                )


def _parts(clinics: Gang, most: int) -> list[Gang]:
    return [clinics[at : at + most] for at in range(0, len(clinics), most)]


def _style(copy: Planned) -> tuple[object, ...]:
    """Return what clinics must have in common to be set on one page."""
    look = look_of(copy.brand, LETTERHEAD)
    families = tuple(sorted(look.families.items()))
    form = copy.format
    return str(copy.handout.language), str(form.style), form.slots, form.fits[0].css, families


def _told(copy: Planned, found: Setting | Made | Lost) -> Made:
    """Return a result as what became of a copy; a lost job is told as a diagnostic."""
    if isinstance(found, Made):
        return found
    reason = found.reason if isinstance(found, Lost) else "came to nothing"
    fact = f"making '{copy.handout.id}' for {copy.brand.id}/{copy.clinic.id} {reason}"
    hint = "look for loops in templates, odd styles, very long tables or huge drawings"
    place = Place(copy.handout.place.file)
    return Made("failed", diagnostics=(Diagnostic("error", "worker", place, fact, hint),))
