"""Printing a copy: what was asked for, which text a clinic may give today, its file, the log."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path

from handouts.batch import (
    Build,
    BuildOptions,
    Copy,
    Edition,
    Order,
    build,
    check_order,
    is_in,
    judged,
    named,
    plan,
    plan_packs,
    sifted,
)
from handouts.brand import Brand, Clinic, brand_names, clinic_names
from handouts.content import Handout, Pack, pack_places
from handouts.counter.finding import findable, meant, suggest
from handouts.counter.jobs import JobState, PrintJob, Sent, cancel, send
from handouts.counter.printer import NotPrinted, find_printer
from handouts.counter.printlog import PrintEntry, PrintOutcome, close_job, open_log, read_log
from handouts.diagnostics import Diagnostic, HandoutsError, Problems, did_you_mean
from handouts.files import may_write
from handouts.keeping import own_folder
from handouts.page import Personal
from handouts.review import Collection
from handouts.workspace import Workspace

__all__ = [
    "Printable",
    "Wish",
    "cancel_copy",
    "check_names",
    "find_clinics",
    "find_handouts",
    "log_opened",
    "make",
    "nearest_name",
    "print_copy",
    "settle_job",
]

OUTCOMES: dict[str, PrintOutcome] = {
    "printed": "printed",
    "cancelled": "failed",
    "failed": "failed",
}


@dataclass(frozen=True)
class Wish:
    """What somebody wants on paper: a handout or pack for a clinic, in a format.

    A draft only if asked for; with a panel for one person if its details are given, even empty. It
    is in its own language, unless another one is asked for.
    """

    handout: str
    brand: Brand
    clinic: Clinic
    format: str
    draft: bool = False
    paper: str = ""
    personal: Personal | None = None
    language: str = ""

    @property
    def owner(self) -> str:
        """The clinic, as BRAND/CLINIC."""
        return f"{self.brand.id}/{self.clinic.id}"

    @property
    def order(self) -> Order:
        """What a build is asked for."""
        form, panel = self.format, self.personal is not None
        asked = (self.language,) if self.language else ()
        return Order((self.handout,), (self.owner,), asked, (form,), self.draft, self.paper, panel)


@dataclass(frozen=True)
class Printable:
    """A copy that may be printed, and the texts on its pages: one, or those of a pack.

    path is relative to the output that it stands in; a copy for one person has neither, and its
    data instead.
    """

    wish: Wish
    edition: Edition
    texts: tuple[Edition, ...]
    path: str = ""
    data: bytes = b""
    output: Path = Path()

    @property
    def file(self) -> Path:
        """Where the copy is."""
        return self.output / self.path

    def record(self, on: date) -> str:
        """Return a line for a patient's record: what was printed on a day."""
        handout, draft = self.edition.handout, " (a draft)" if self.wish.draft else ""
        what = "Handout" if self.edition.coded else "Pack"
        codes = " and ".join(text.code for text in self.texts)
        return (
            f'{what} "{handout.title}"{draft} of {self.wish.clinic.name}: text '
            f"{codes}, {handout.language}, {self.wish.format}, {on.isoformat()}"
        )


def check_names(shelf: Collection, brand: str, format_: str) -> None:
    """Hold a brand (as BRAND or BRAND/CLINIC; '' is any) and a format against what there is.

    Raises WrongOrder.
    """
    order = Order(brands=(brand,) if brand else (), formats=(format_,))
    check_order(order, (), clinic_names(shelf.workspace), shelf.materials.formats)


def find_handouts(shelf: Collection, words: str, language: str = "") -> list[Handout | Pack]:
    """Return the handouts and packs that words may mean, the best first.

    They are in a language, or in any where it is ''; those that have an error are among them.
    Raises HandoutsError for the id of one that cannot be read at all, so that no other one is
    taken for it.
    """
    library = shelf.materials.library
    there = _there(shelf)
    if words in library.ids and words not in {handout.id for handout in there}:
        raise HandoutsError(*shelf.findings(words))
    if words in pack_places(shelf.workspace) and words not in {pack.id for pack in there}:
        raise HandoutsError(*_errors(judged(shelf.problems, Order((words,)), shelf.materials)))
    every = [*there, *_elsewhere(shelf)]
    ours = [one for one in every if _speaks(one, language)] if language else there
    return meant(ours, words, every)


def nearest_name(shelf: Collection, words: str, language: str = "") -> str:
    """Return the name of a handout or pack that is nearest to words that find none, or ''."""
    there = [one for one in (*_there(shelf), *_elsewhere(shelf)) if _speaks(one, language)]
    return suggest(map(findable, there), words)


def find_clinics(shelf: Collection, name: str) -> list[tuple[Brand, Clinic]]:
    """Return the clinics that a name as BRAND or BRAND/CLINIC means; all where it is ''.

    Raises HandoutsError where none of them can be read.
    """
    matches = [
        (brand, clinic)
        for brand in shelf.materials.brands
        for clinic in brand.clinics
        if name in ("", brand.id, f"{brand.id}/{clinic.id}")
    ]
    if not matches:
        asked = named([name] if name else brand_names(shelf.workspace), shelf.materials)
        raise HandoutsError(*_errors(sifted(shelf.problems, asked, shelf.workspace)))
    return matches


def make(shelf: Collection, wish: Wish) -> Printable:
    """Make a copy, where it is not there as it should be.

    Raises Unprinted where the clinic may not give it, HandoutsError where it cannot be made,
    KeyboardInterrupt where somebody stopped it.
    """
    shelf = shelf.now
    workspace, copy = shelf.workspace, _planned(shelf, wish)
    edition, texts = copy.edition, tuple(leaf.edition for leaf in copy.parts or (copy,))
    if wish.personal and wish.personal.filled:
        from handouts.batch import personal_copy  # late: it brings the press

        data = personal_copy(replace(copy, personal=wish.personal), shelf.materials)
        return Printable(wish, edition, texts, data=data)
    output, done = _built(workspace, wish.order)
    if done.interrupted:
        raise KeyboardInterrupt
    for row in done.rows:
        if (row.path, row.text_code) == (copy.path, edition.code):
            if row.made.state in ("made", "unchanged"):
                return Printable(wish, edition, texts, row.path, output=output)
            raise HandoutsError(*row.made.diagnostics)
    raise NotPrinted("the text has just been changed", "try again")


def print_copy(
    shelf: Collection,
    copy: Printable,
    job: PrintJob,
    unlogged: Callable[[PrintEntry], None] | None = None,
) -> Sent:
    """Send a copy to a printer, and log that it was sent.

    unlogged takes the lines of a log that cannot be opened; without it nothing is then printed.
    Raises Unprinted where there is no such printer or it takes nothing, HandoutsError where the log
    cannot be written, OSError where the file cannot be read.
    """
    printer = find_printer(job.printer)
    data = copy.data or copy.file.read_bytes()
    with open_log(shelf.workspace, unlogged) as log:
        sent = send(data, job, printer)
        for entry in _entries(shelf, copy, job.copies, sent.job, "sent"):
            log(entry)
    return sent


def log_opened(shelf: Collection, copy: Printable) -> None:
    """Log that a copy was opened in a browser, to be printed there. Raises HandoutsError."""
    with open_log(shelf.workspace, meanwhile="it was not opened") as log:
        for entry in _entries(shelf, copy, 1, "", "opened"):
            log(entry)


def _entries(
    shelf: Collection, copy: Printable, copies: int, job: str, outcome: PrintOutcome
) -> Iterator[PrintEntry]:
    """Yield the lines of the log on a copy: one for each text on its pages."""
    today = shelf.workspace.now.today
    for text in copy.texts:
        handout = text.handout
        who = copy.wish.owner, handout.id, text.code, str(handout.language), copy.wish.format
        yield PrintEntry(today, *who, copies, job, outcome)


def settle_job(workspace: Workspace, name: str, state: JobState) -> None:
    """Log what became of a job, once that is known. Raises HandoutsError."""
    if outcome := OUTCOMES.get(state.standing):
        close_job(workspace, name, outcome)


def cancel_copy(workspace: Workspace, name: str) -> JobState:
    """Take back a job that was sent, where it has not ended; log and return what became of it.

    Raises Unprinted where it was not sent from here or is not taken back, HandoutsError as settle.
    """
    sent = [entry for entry in read_log(workspace, Problems()) if entry.job]
    if name not in {entry.job for entry in sent}:
        hint = did_you_mean(name, [entry.job for entry in sent if entry.outcome == "sent"])
        raise NotPrinted(f"no job '{name}' was sent from here", hint)
    state = cancel(name)
    settle_job(workspace, name, state)
    return state


def _there(shelf: Collection) -> list[Handout | Pack]:
    """Return all handouts and packs, each as its latest usable text tells it."""
    materials = shelf.materials
    there: dict[str, Handout | Pack] = {
        **materials.packs,
        **materials.readable.handouts,
        **{name: texts.any for name, texts in shelf.editions.items()},
    }
    return list(there.values())


def _elsewhere(shelf: Collection) -> list[Handout | Pack]:
    """Return all translations of handouts and packs."""
    texts = [one for every in shelf.editions.values() for one in every.translations.values()]
    there: list[Handout | Pack] = [one.any for one in texts if one.working or one.frozen]
    there += (pack for every in shelf.materials.packs.values() for pack in every.every[1:])
    return there


def _speaks(handout: Handout | Pack, language: str) -> bool:
    return is_in(handout, (language,) if language else ())


def _built(workspace: Workspace, order: Order) -> tuple[Path, Build]:
    """Make what is asked for where copies are, or in the user's own folder if that is barred."""
    output = workspace.output
    if not may_write(output):
        there = build(workspace, order, output, processes=1, options=BuildOptions(dry=True))
        if all(row.made.state == "unchanged" for row in there.rows):
            return output, there
        output = own_folder(workspace.root) / "output"
    return output, build(workspace, order, output, processes=1)


def _planned(shelf: Collection, wish: Wish) -> Copy:
    """Return the copy or the pack that the clinic gets. Raises as make does."""
    planner = plan_packs if wish.handout in shelf.materials.packs else plan
    planned = planner(wish.order, shelf.materials)
    if not planned:
        raise HandoutsError(*_errors(judged(shelf.problems, wish.order, shelf.materials)))
    copy = planned[0]
    for leaf in copy.parts or (copy,):
        if reason := leaf.edition.refused or _refused_before(shelf, leaf.edition, wish):
            hint = "it may not be given, not even as a draft; ask who approves texts"
            raise NotPrinted(reason, hint)
    if copy.edition.review == "draft" and not wish.draft:
        hint = "to print it all the same, marked as a draft, add --draft"
        raise NotPrinted("this text is a draft: nobody has approved it for this clinic", hint)
    return copy


def _errors(problems: Problems) -> list[Diagnostic]:
    return [problem for problem in problems if problem.severity == "error"]


def _refused_before(shelf: Collection, edition: Edition, wish: Wish) -> str:
    """Return why a text may not be given as an approved one, where it was one; else ''."""
    for texts in shelf.editions[edition.handout.id].every:
        same = [pair for pair in texts.frozen if pair[0].code == edition.code]
        alone = replace(texts, working=None, frozen=same)
        standing = alone.for_clinic(wish.brand.id, wish.clinic, shelf.workspace)
        reasons = [*(text.gone for text, _ in same), *(one.refused for one in standing)]
        if reason := next(filter(None, reasons), ""):
            return reason
    return ""
