"""Printing a copy: what was asked for, which text a clinic may give today, its file, the log."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from handouts.batch.editions import Edition, Editions
from handouts.batch.order import Order
from handouts.batch.plan import check_order, is_in
from handouts.batch.run import build
from handouts.brand import Brand, Clinic, brand_names
from handouts.content import Handout
from handouts.desk.finding import find
from handouts.desk.printer import Job, Unprinted, send
from handouts.desk.printlog import Printed, open_log
from handouts.desk.texts import Shelf
from handouts.diagnostics import HandoutsError
from handouts.workspace import Workspace

__all__ = [
    "Printable",
    "Wish",
    "check_names",
    "find_clinics",
    "find_handouts",
    "make",
    "print_copy",
]


@dataclass(frozen=True)
class Wish:
    """What somebody wants on paper: a handout for a clinic, in a format; a draft only if asked."""

    handout: str
    brand: Brand
    clinic: Clinic
    format: str
    draft: bool = False

    @property
    def owner(self) -> str:
        """The clinic, as BRAND/CLINIC."""
        return f"{self.brand.id}/{self.clinic.id}"


@dataclass(frozen=True)
class Printable:
    """A copy that may be printed, and is there; path is relative to the output."""

    wish: Wish
    edition: Edition
    path: str

    def record(self, on: date) -> str:
        """Return a line for a patient's record: what was printed on a day."""
        handout, draft = self.edition.handout, " (a draft)" if self.wish.draft else ""
        return (
            f'Handout "{handout.title}"{draft} of {self.wish.clinic.name}: text '
            f"{self.edition.code}, {handout.language}, {self.wish.format}, {on.isoformat()}"
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


def find_handouts(shelf: Shelf, words: str, language: str = "") -> list[Handout]:
    """Return the handouts that words may mean, in a language, or in any where it is ''.

    Those that have an error are among them. Raises HandoutsError for the id of one that cannot be
    read at all, so that no other one is taken for it.
    """
    there = {
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
    workspace, edition = shelf.workspace, _edition(shelf, wish)
    order = Order((wish.handout,), (wish.owner,), (), (wish.format,), wish.draft)
    done = build(workspace, order, workspace.output, processes=1)
    if done.interrupted:
        raise KeyboardInterrupt
    for row in done.rows:
        if (row.text_code, row.review == "draft") == (edition.code, wish.draft):
            if row.made.state in ("made", "unchanged"):
                return Printable(wish, edition, row.path)
            raise HandoutsError(*row.made.diagnostics)
    raise Unprinted("the text has just been changed", "try again")


def print_copy(shelf: Shelf, copy: Printable, job: Job) -> str:
    """Send a copy to a printer, log it, and return the printing system's name for the job.

    Raises Unprinted where it takes nothing, HandoutsError where the log cannot be written, OSError
    where the file cannot be read.
    """
    data = shelf.materials.storage.read(copy.path)
    with open_log(shelf.workspace) as log:
        name = send(data, job)
        log(
            Printed(
                shelf.workspace.today,
                copy.wish.owner,
                copy.edition.handout.id,
                copy.edition.code,
                str(copy.edition.handout.language),
                copy.wish.format,
                job.copies,
            )
        )
    return name


def _edition(shelf: Shelf, wish: Wish) -> Edition:
    """Return the text that the clinic gets. Raises as make does."""
    workspace, texts = shelf.workspace, shelf.editions.get(wish.handout)
    given = texts.for_clinic(wish.brand.id, wish.clinic, workspace) if texts else []
    if texts and wish.draft:
        given = [texts.working] if texts.working else []
    if texts is None or not given:
        raise HandoutsError(*shelf.findings(wish.handout))
    edition = given[0]
    if refused := edition.refused or _refused_before(texts, edition, wish, workspace):
        raise Unprinted(refused, "it may not be given, not even as a draft; ask who approves texts")
    if edition.review == "draft" and not wish.draft:
        hint = "to print it all the same, marked as a draft, add --draft"
        raise Unprinted("this text is a draft: nobody has approved it for this clinic", hint)
    return edition


def _refused_before(texts: Editions, edition: Edition, wish: Wish, workspace: Workspace) -> str:
    """Return why a text may not be given as an approved one, where it was one; else ''."""
    same = [(text, frozen) for text, frozen in texts.frozen if text.code == edition.code]
    standing = Editions(None, same).for_clinic(wish.brand.id, wish.clinic, workspace)
    reasons = [*(text.gone for text, _ in same), *(frozen.refused for frozen in standing)]
    return next(filter(None, reasons), "")
