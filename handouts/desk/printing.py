"""Printing a copy: what was asked for, which text a clinic may give today, its file, the log."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date

from handouts.batch.editions import Edition, Editions
from handouts.batch.order import Order
from handouts.batch.packs import plan_packs
from handouts.batch.plan import Planned, check_order, is_in, plan
from handouts.batch.run import build
from handouts.brand import Brand, Clinic, brand_names
from handouts.content import Handout
from handouts.content.packs import Pack
from handouts.desk.finding import find
from handouts.desk.jobs import Job, JobState, Sent, cancel, send
from handouts.desk.printer import Unprinted, find_printer
from handouts.desk.printlog import Outcome, Printed, close_job, open_log, read_log
from handouts.desk.texts import Shelf
from handouts.diagnostics import HandoutsError, Problems, did_you_mean
from handouts.page import Personal
from handouts.workspace import Workspace

__all__ = [
    "Printable",
    "Wish",
    "cancel_copy",
    "check_names",
    "find_clinics",
    "find_handouts",
    "make",
    "print_copy",
    "settle",
]

OUTCOMES: dict[str, Outcome] = {"printed": "printed", "cancelled": "failed", "failed": "failed"}


@dataclass(frozen=True)
class Wish:
    """What somebody wants on paper: a handout or pack for a clinic, in a format.

    A draft only if asked for; with a panel for one person if its details are given, even empty.
    """

    handout: str
    brand: Brand
    clinic: Clinic
    format: str
    draft: bool = False
    paper: str = ""
    personal: Personal | None = None

    @property
    def owner(self) -> str:
        """The clinic, as BRAND/CLINIC."""
        return f"{self.brand.id}/{self.clinic.id}"

    @property
    def order(self) -> Order:
        """What a build is asked for."""
        form, panel = self.format, self.personal is not None
        return Order((self.handout,), (self.owner,), (), (form,), self.draft, self.paper, panel)


@dataclass(frozen=True)
class Printable:
    """A copy that may be printed, and the texts on its pages: one, or those of a pack.

    path is relative to the output; a copy for one person has none, and its data instead.
    """

    wish: Wish
    edition: Edition
    texts: tuple[Edition, ...]
    path: str = ""
    data: bytes = b""

    def record(self, on: date) -> str:
        """Return a line for a patient's record: what was printed on a day."""
        handout, draft = self.edition.handout, " (a draft)" if self.wish.draft else ""
        what = "Handout" if self.edition.coded else "Pack"
        codes = " and ".join(text.code for text in self.texts)
        return (
            f'{what} "{handout.title}"{draft} of {self.wish.clinic.name}: text '
            f"{codes}, {handout.language}, {self.wish.format}, {on.isoformat()}"
        )


def check_names(shelf: Shelf, brand: str, format_: str) -> None:
    """Hold a brand (as BRAND or BRAND/CLINIC; '' is any) and a format against what there is.

    Raises WrongOrder.
    """
    clinics: dict[str, list[str]] = {name: [] for name in brand_names(shelf.workspace)} | {
        brand.id: [clinic.id for clinic in brand.clinics] for brand in shelf.materials.brands
    }
    order = Order(brands=(brand,) if brand else (), formats=(format_,))
    check_order(order, (), clinics, shelf.materials.formats)


def find_handouts(shelf: Shelf, words: str, language: str = "") -> list[Handout | Pack]:
    """Return the handouts and packs that words may mean, in a language, or in any where it is ''.

    Those that have an error are among them. Raises HandoutsError for the id of one that cannot be
    read at all, so that no other one is taken for it.
    """
    there: dict[str, Handout | Pack] = {
        **shelf.materials.packs,
        **shelf.materials.readable.handouts,
        **{name: texts.any for name, texts in shelf.editions.items()},
    }
    if words in shelf.materials.library.ids and words not in there:
        raise HandoutsError(*shelf.findings(words))
    languages = (language,) if language else ()
    return find((h for _, h in sorted(there.items()) if is_in(h, languages)), words)


def find_clinics(shelf: Shelf, name: str) -> list[tuple[Brand, Clinic]]:
    """Return the clinics that a name as BRAND or BRAND/CLINIC means; all where it is ''."""
    return [
        (brand, clinic)
        for brand in shelf.materials.brands
        for clinic in brand.clinics
        if name in ("", brand.id, f"{brand.id}/{clinic.id}")
    ]


def make(shelf: Shelf, wish: Wish) -> Printable:
    """Make a copy, where it is not there as it should be.

    Raises Unprinted where the clinic may not give it, HandoutsError where it cannot be made,
    KeyboardInterrupt where somebody stopped it.
    """
    workspace, copy = shelf.workspace, _planned(shelf, wish)
    edition, texts = copy.edition, tuple(leaf.edition for leaf in copy.parts or (copy,))
    if wish.personal and wish.personal.filled:
        from handouts.batch.personal import personal_copy  # late: it brings the press

        data = personal_copy(replace(copy, personal=wish.personal), shelf.materials)
        return Printable(wish, edition, texts, data=data)
    done = build(workspace, wish.order, workspace.output, processes=1)
    if done.interrupted:
        raise KeyboardInterrupt
    for row in done.rows:
        if (row.path, row.text_code) == (copy.path, edition.code):
            if row.made.state in ("made", "unchanged"):
                return Printable(wish, edition, texts, row.path)
            raise HandoutsError(*row.made.diagnostics)
    raise Unprinted("the text has just been changed", "try again")


def print_copy(shelf: Shelf, copy: Printable, job: Job) -> Sent:
    """Send a copy to a printer, and log that it was sent.

    Raises Unprinted where there is no such printer or it takes nothing, HandoutsError where the log
    cannot be written, OSError where the file cannot be read.
    """
    printer = find_printer(job.printer)
    data = copy.data or shelf.materials.storage.read(copy.path)
    with open_log(shelf.workspace) as log:
        sent = send(data, job, printer)
        for text in copy.texts:
            log(
                Printed(
                    shelf.workspace.today,
                    copy.wish.owner,
                    text.handout.id,
                    text.code,
                    str(text.handout.language),
                    copy.wish.format,
                    job.copies,
                    sent.job,
                    "sent",
                )
            )
    return sent


def settle(workspace: Workspace, name: str, state: JobState) -> None:
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
        raise Unprinted(f"no job '{name}' was sent from here", hint)
    state = cancel(name)
    settle(workspace, name, state)
    return state


def _planned(shelf: Shelf, wish: Wish) -> Planned:
    """Return the copy or the pack that the clinic gets. Raises as make does."""
    planner = plan_packs if wish.handout in shelf.materials.packs else plan
    planned = planner(wish.order, shelf.materials)
    if not planned:
        raise HandoutsError(*(shelf.findings(wish.handout) or shelf.problems))
    copy = planned[0]
    for leaf in copy.parts or (copy,):
        if reason := leaf.edition.refused or _refused_before(shelf, leaf.edition, wish):
            hint = "it may not be given, not even as a draft; ask who approves texts"
            raise Unprinted(reason, hint)
    if copy.edition.review == "draft" and not wish.draft:
        hint = "to print it all the same, marked as a draft, add --draft"
        raise Unprinted("this text is a draft: nobody has approved it for this clinic", hint)
    return copy


def _refused_before(shelf: Shelf, edition: Edition, wish: Wish) -> str:
    """Return why a text may not be given as an approved one, where it was one; else ''."""
    frozen = shelf.editions[edition.handout.id].frozen
    same = [(text, held) for text, held in frozen if text.code == edition.code]
    standing = Editions(None, same).for_clinic(wish.brand.id, wish.clinic, shelf.workspace)
    reasons = [*(text.gone for text, _ in same), *(held.refused for held in standing)]
    return next(filter(None, reasons), "")
