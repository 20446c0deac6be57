"""Making many copies in workers, and what they share only once."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass, replace
from functools import partial
from itertools import islice
from typing import Literal

from handouts.batch.copies import Copy
from handouts.batch.loading import load_press
from handouts.batch.make import make
from handouts.batch.materials import Materials
from handouts.batch.pages import findings
from handouts.batch.reporting import Outcome
from handouts.batch.setting import Typesetting, cast_letterheads, judge_style, settle_sheet
from handouts.diagnostics import Diagnostic, Place
from handouts.engine import Cold, left_cold
from handouts.store import need, storage_at
from handouts.workers import Lost, Team, Unready, Workers

__all__ = ["judge_all", "make_all", "settle_all"]


GANG = 25  # clinics on a page; more of them make each not much cheaper, but each job longer
BATCH = 20  # copies that are stamped in one job, at most
SHARES = 4  # jobs of copies for each process, at least, so that all end at about the same time
MOST_TRIED = 10  # clinics that are tried one by one where a style ended a worker
SAMPLE = 5  # clinics that speak for all that are set alike: whether colours can stay open


@dataclass(frozen=True)
class _Job:
    """A stage of copies, by their numbers: in the plan, or among the leaves where they are set.

    The settings are those of the first copy to settle, or of each copy to make.
    """

    stage: Literal["style", "letterheads", "sheet", "copies"]
    copies: tuple[int, ...]
    settings: tuple[tuple[Typesetting, ...], ...] = ()
    verify: bool = False


Results = list[Typesetting | Outcome]
ClinicGroup = list[list[int]]  # clinics, each as the numbers of its copies


def _do(copies: Sequence[Copy], leaves: Sequence[Copy], materials: Materials, job: _Job) -> Results:
    """Do a job. Raises Unready where the engine is needed, and the process was forked without."""
    try:
        with left_cold():
            return _done(copies, leaves, materials, job)
    except Cold:
        raise Unready("the engine was not loaded") from None


def _done(
    copies: Sequence[Copy], leaves: Sequence[Copy], materials: Materials, job: _Job
) -> Results:
    if job.stage == "style":
        return [judge_style([leaves[number] for number in job.copies], materials)]
    if job.stage == "letterheads":
        return cast_letterheads([leaves[number] for number in job.copies], materials)
    if job.stage == "sheet":
        return [settle_sheet(leaves[job.copies[0]], job.settings[0][0], materials)]
    return [
        make(copies[number], settings, materials, job.verify)
        for number, settings in zip(job.copies, job.settings, strict=True)
    ]


def make_all(
    copies: Sequence[Copy],
    materials: Materials,
    processes: int,
    cluster: str = "",
    verified: Collection[str] = (),
) -> Iterator[tuple[Copy, Outcome]]:
    """Make copies: first what many of them share, once; then each is stamped.

    A clinic's letterhead serves all its handouts, a sheet's plate all clinics. The copies whose
    paths are verified are compared with whole renders. The work is shared by processes of this
    machine, or by the workers of a cluster. Raises HandoutsError where that cannot be used.
    """
    leaves = [leaf for copy in copies for leaf in copy.leaves]
    with _team(copies, leaves, materials, processes, cluster) as team:
        settings = _Stages(leaves, materials, team).settings()
        most = min(BATCH, len(copies) // (SHARES * processes))
        yield from _made(copies, settings, team, verified, most)
    materials.cache.trim()


def judge_all(copies: Sequence[Copy], materials: Materials, processes: int) -> Iterator[Diagnostic]:
    """Yield what is wrong with the pages of copies; what was not set before is, and kept."""
    for outcome in settle_all(copies, materials, processes):
        yield from outcome.diagnostics if isinstance(outcome, Outcome) else outcome.notes
    materials.cache.trim()


def settle_all(
    copies: Sequence[Copy], materials: Materials, processes: int
) -> list[Typesetting | Outcome]:
    """Return how each leaf of copies is set, or why it failed, in their order."""
    leaves = [leaf for copy in copies for leaf in copy.leaves]
    with Workers(partial(_do, copies, leaves, materials), processes, load_press) as team:
        return list(_Stages(leaves, materials, team).settings())


def _team(
    copies: Sequence[Copy],
    leaves: Sequence[Copy],
    materials: Materials,
    processes: int,
    cluster: str,
) -> Team[_Job, Results]:
    if not cluster:
        return Workers(partial(_do, copies, leaves, materials), processes, load_press)
    need("distributed", cluster)
    from handouts.workers import Cluster  # late: few builds need it

    output = storage_at(materials.storage.address)  # the same wherever a worker was started
    function = partial(_do, copies, leaves, replace(materials, storage=output))
    folders = [materials.workspace.kept, *output.folders(())]
    return Cluster(cluster, load_press, function, folders)


def _made(
    copies: Sequence[Copy],
    settings: Iterator[Typesetting | Outcome],
    team: Team[_Job, Results],
    verified: Collection[str],
    most: int,
) -> Iterator[tuple[Copy, Outcome]]:
    """Yield each copy and what became of it, as it is done; settings are those of all leaves.

    So many copies at most are stamped in one job; what takes longer is a job of its own.
    """
    jobs, stamps = list[_Job](), list[_Job]()
    for number, copy in enumerate(copies):
        own = list(islice(settings, len(copy.leaves)))
        failed = next((one for one in own if isinstance(one, Outcome)), None)
        if failed is not None:
            yield copy, failed
        else:
            sound = tuple(one for one in own if isinstance(one, Typesetting))
            job = _Job("copies", (number,), (sound,), copy.path in verified)
            (stamps if _is_stamped(copy, job) else jobs).append(job)
    jobs += _joined(stamps, most)
    while jobs:
        apart = []
        for place, outcome in team.each(jobs):
            job = jobs[place]
            if isinstance(outcome, Lost) and len(job.copies) > 1:  # whichever of them it was
                pairs = zip(job.copies, job.settings, strict=True)
                apart += [_Job("copies", (number,), (own,)) for number, own in pairs]
                continue
            for at, number in enumerate(job.copies):
                copy = copies[number]
                yield copy, _told(copy, outcome if isinstance(outcome, Lost) else outcome[at])
        jobs = apart


def _is_stamped(copy: Copy, job: _Job) -> bool:
    """Say whether making a copy takes a few ms: it is stamped from a plate that is there."""
    is_open = all(setting.verdict.kind == "open" for setting in job.settings[0])
    return is_open and copy.format.medium == "pdf" and not copy.parts and not job.verify


def _joined(jobs: Sequence[_Job], most: int) -> Iterator[_Job]:
    """Join jobs of one copy each."""
    step = max(1, most)
    for part in (jobs[at : at + step] for at in range(0, len(jobs), step)):
        numbers = tuple(job.copies[0] for job in part)
        yield _Job("copies", numbers, tuple(job.settings[0] for job in part))


class _Stages:
    """Where each leaf stands: its setting as far as it is known, or why it failed."""

    def __init__(
        self, copies: Sequence[Copy], materials: Materials, team: Team[_Job, Results]
    ) -> None:
        self.copies, self.materials, self.team = copies, materials, team
        self.known = [Typesetting() for _ in copies]
        self.failed: dict[int, Outcome] = {}

    def settings(self) -> Iterator[Typesetting | Outcome]:
        """Return how each leaf is set, or why it failed, in their order."""
        self._cast()
        self._settle()
        self._judge()
        return (self.failed.get(number, one) for number, one in enumerate(self.known))

    def _sound(self) -> list[int]:
        return [number for number in range(len(self.copies)) if number not in self.failed]

    def _typeset(self) -> list[int]:
        return [number for number in self._sound() if self.copies[number].format.on_paper]

    def _cast(self) -> None:
        """Make the letterheads, in gangs of clinics that are set alike; first judge each style."""
        waiting = [gang for clinics in self._judged() for gang in _parts(clinics, GANG)]
        while waiting:
            apart: list[ClinicGroup] = []
            jobs = [_Job("letterheads", tuple(n for n, *_ in gang)) for gang in waiting]
            for place, outcome in self.team.each(jobs):
                gang = waiting[place]
                if isinstance(outcome, Lost) and len(gang) > 1:  # whichever of them it was
                    apart += [[numbers] for numbers in gang]
                elif isinstance(outcome, Lost):
                    self._blame(gang, outcome)
                else:
                    self._write_down(gang, outcome)
            waiting = apart

    def _judged(self) -> list[ClinicGroup]:
        """Judge each style by some of its clinics; return all clinics that may be set, by style.

        Where that ends the worker, clinics of several brands are tried each by itself: those that
        end theirs fail, and the others speak for the style. Where all do, the style is to blame.
        """
        styles = list(self._styles())
        suspects, sound = list[ClinicGroup](), list[ClinicGroup]()
        for place, outcome in self.team.each([_judging(gang[:SAMPLE]) for gang in styles]):
            (suspects if isinstance(outcome, Lost) else sound).append(styles[place])
        tried = [(gang, one) for gang in suspects for one in self._of_each_brand(gang)]
        lost: dict[int, Lost] = {}
        for place, outcome in self.team.each([_judging([one]) for _, one in tried]):
            if isinstance(outcome, Lost):
                lost[tried[place][1][0]] = outcome
        for gang in suspects:
            own = [one for of, one in tried if of is gang]
            reason = next((lost[n] for n, *_ in own if n in lost), None)
            alone = reason is not None and all(n in lost for n, *_ in own)
            for one in gang if alone else own:
                if found_out := lost.get(one[0], reason if alone else None):
                    self._blame([one], found_out)
            sound.append([one for one in gang if one[0] not in self.failed])
        return [gang for gang in sound if gang]

    def _of_each_brand(self, gang: ClinicGroup) -> ClinicGroup:
        """Return a clinic of each brand, of so many brands at most as one can wait for."""
        brands = {self.copies[one[0]].brand.id: one for one in reversed(gang)}
        return sorted(brands.values())[:MOST_TRIED]

    def _write_down(self, gang: ClinicGroup, settings: Sequence[Typesetting | Outcome]) -> None:
        """Keep how the letterheads of a gang are set; what is told of all is told once."""
        for numbers, one in zip(gang, settings, strict=True):
            for number in numbers:
                if isinstance(one, Typesetting):
                    notes = one.notes if number == gang[0][0] else ()
                    self.known[number] = replace(one, notes=notes)
                else:
                    self.failed[number] = _told(self.copies[number], one)

    def _blame(self, gang: ClinicGroup, loss: Lost) -> None:
        """Fail the copies of clinics whose letterheads ended their worker."""
        for number in (number for numbers in gang for number in numbers):
            copy = self.copies[number]
            logo = copy.brand.logo
            fact = f"setting the letterhead of {copy.brand.id}/{copy.clinic.id} {loss.reason}"
            hint = "simplify the logo" if logo else "shorten what the clinic says of itself"
            place = logo.place if logo else copy.clinic.place
            fault = Diagnostic("error", "worker", Place(place.file), fact, hint)
            self.failed[number] = Outcome("failed", diagnostics=(fault,))

    def _styles(self) -> Iterator[ClinicGroup]:
        """Yield the clinics that are set alike, each as the numbers of its copies."""
        styles: dict[object, dict[object, list[int]]] = {}
        for number in self._typeset():
            copy = self.copies[number]
            clinics = styles.setdefault(_style(copy), {})
            clinics.setdefault(copy.letterhead_key, []).append(number)
        return (list(clinics.values()) for clinics in styles.values())

    def _settle(self) -> None:
        """Take steps until each sheet has its verdict."""
        shared: dict[object, list[int]] = {}
        for number in self._typeset():
            shared.setdefault(self.copies[number].sheet_key, []).append(number)
        waiting = list(shared.values())
        while waiting:
            jobs = [_Job("sheet", (group[0],), ((self.known[group[0]],),)) for group in waiting]
            unsettled = []
            for place, outcome in self.team.each(jobs):
                group = waiting[place]
                self._note(group, outcome if isinstance(outcome, Lost) else outcome[0])
                if group[0] not in self.failed and not self.known[group[0]].sheet:
                    unsettled.append(group)
            waiting = unsettled

    def _judge(self) -> None:
        """Hold pages to the rules: an error keeps a copy from being made, the rest is told once."""
        judged: dict[object, list[Diagnostic]] = {}
        known_faults: set[Diagnostic] = set()
        for number in self._typeset():
            copy, setting = self.copies[number], self.known[number]
            key = setting.sheet, copy.brand.id
            if key not in judged:
                judged[key] = findings(copy, setting.sheet, self.materials)
            faults = judged[key]
            if any(one.severity == "error" for one in faults):
                self.failed[number] = Outcome("failed", diagnostics=tuple(faults))
            elif new := tuple(one for one in faults if one not in known_faults):
                self.known[number] = replace(setting, notes=(*setting.notes, *new))
            known_faults.update(faults)

    def _note(self, group: Sequence[int], outcome: Typesetting | Outcome | Lost) -> None:
        """Write down what a step found for the copies that share a sheet."""
        for number in group:
            if not isinstance(outcome, Typesetting):
                self.failed[number] = _told(self.copies[number], outcome)
            elif number == group[0]:
                self.known[number] = outcome
            else:
                self.known[number] = replace(
                    self.known[number], sheet=outcome.sheet, verdict=outcome.verdict
                )


def _parts(clinics: ClinicGroup, most: int) -> list[ClinicGroup]:
    return [clinics[at : at + most] for at in range(0, len(clinics), most)]


def _judging(gang: ClinicGroup) -> _Job:
    return _Job("style", tuple(numbers[0] for numbers in gang))


def _style(copy: Copy) -> tuple[object, ...]:
    """Return what clinics must have in common to be set on one page."""
    look = copy.letterhead_look
    families = *sorted(look.families.items()), *look.house
    form = copy.format
    return str(copy.handout.language), str(form.style), form.slots, form.fits[0].css, families


def _told(copy: Copy, outcome: Typesetting | Outcome | Lost) -> Outcome:
    """Return a result as what became of a copy; a lost job is told as a diagnostic."""
    if isinstance(outcome, Outcome):
        return outcome
    reason = outcome.reason if isinstance(outcome, Lost) else "came to nothing"
    fact = f"making '{copy.handout.id}' for {copy.brand.id}/{copy.clinic.id} {reason}"
    hint = "look for loops in templates, odd styles, very long tables or huge drawings"
    place = Place(copy.handout.place.file)
    return Outcome("failed", diagnostics=(Diagnostic("error", "worker", place, fact, hint),))
