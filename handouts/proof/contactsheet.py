"""The proof: all clinics and all handouts on one page, in colour and grey, to approve by eye."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import partial

from handouts.batch import Row
from handouts.diagnostics import Diagnostic
from handouts.page import Templates
from handouts.pdf import page_pictures
from handouts.proof.webpage import data_address, faces_style, house_text, policy, webp
from handouts.review import Collection
from handouts.store import Storage
from handouts.workers import Lost, Workers

__all__ = ["Proved", "prove"]

DPI = 60
STYLE = "styles/staff.css"
BRANDS = "brands/"

Drawn = list[tuple[bytes, int, int]]  # pages as WebP, with their width and height in pixels


@dataclass(frozen=True)
class Page:
    """A page of a copy; its picture stands in the stylesheet, under a name."""

    picture: str
    label: str


@dataclass(frozen=True)
class ProofPart:
    """A copy, page by page, and what check says of it."""

    title: str
    pages: tuple[Page, ...]
    findings: tuple[Diagnostic, ...] = ()


@dataclass(frozen=True)
class Proved:
    """A proof as a web page, and what could not be shown on it."""

    data: bytes
    missing: tuple[str, ...]


def prove(shelf: Collection, rows: Sequence[Row], processes: int) -> Proved:
    """Return the proof of copies that are there.

    It shows the first page for each clinic, and all pages of each handout for the first clinic of
    each brand. Raises HandoutsError where a template or style fails.
    """
    chosen = [row for row in rows if row.made.state in ("made", "unchanged") and row.made.pages]
    firsts, wholes = _firsts(chosen), _wholes(chosen)
    wanted = {row.path: 1 for row in firsts} | {row.path: row.sides for row in wholes}
    drawn, missing = _drawn(wanted, shelf.materials.storage, processes)
    firsts, wholes = ([row for row in some if row.path in drawn] for some in (firsts, wholes))
    names = {
        (path, number): f"page-{at}-{number}"
        for at, (path, pages) in enumerate(drawn.items())
        for number in range(len(pages))
    }
    style = "\n".join([faces_style(), house_text(shelf.workspace, STYLE), *_rules(drawn, names)])
    clinics = [
        Page(names[row.path, 0], f"{row.brand}/{row.clinic}: {row.handout}") for row in firsts
    ]
    parts = [
        ProofPart(
            f"{row.handout}, {row.format}, for {row.brand}/{row.clinic}",
            tuple(
                Page(
                    names[row.path, number],
                    f"{row.part} {number + 1} of {row.sides}",
                )
                for number in range(len(drawn[row.path]))
            ),
            tuple(_findings(shelf, row)),
        )
        for row in wholes
    ]
    context = {
        "clinics": clinics,
        "brands": _of_brands(shelf, {row.brand for row in chosen}),
        "parts": parts,
        "style": style,
        "policy": policy(style),
    }
    html = Templates(shelf.workspace).render("staff/proof.html.j2", context)
    return Proved(html.encode(), tuple(missing))


def _firsts(rows: Sequence[Row]) -> list[Row]:
    """Return a copy for each clinic, of the same handout where all have it."""
    firsts: dict[tuple[str, str], Row] = {}
    for row in sorted(rows, key=lambda row: (row.handout, row.format)):
        firsts.setdefault((row.brand, row.clinic), row)
    return [firsts[key] for key in sorted(firsts)]


def _wholes(rows: Sequence[Row]) -> list[Row]:
    """Return a copy of each handout in each format for each brand: that of its first clinic."""
    firsts: dict[tuple[str, str, str], Row] = {}
    for row in sorted(rows, key=lambda row: row.clinic):
        firsts.setdefault((row.brand, row.handout, row.format), row)
    return [firsts[key] for key in sorted(firsts)]


def _drawn(
    wanted: Mapping[str, int], storage: Storage, processes: int
) -> tuple[dict[str, Drawn], list[str]]:
    """Draw so many pages of each copy; return also what cannot be drawn, and why."""
    jobs, drawings, missing = sorted(wanted.items()), dict[str, Drawn](), list[str]()
    with Workers(partial(_draw, storage), processes) as team:
        for number, pages in team.each(jobs):
            path = jobs[number][0]
            if isinstance(pages, Lost):
                missing.append(f"{path}: drawing it {pages.reason}")
            else:
                drawings[path] = pages
    return dict(sorted(drawings.items())), missing


def _draw(storage: Storage, job: tuple[str, int]) -> Drawn:
    path, most = job
    pages = page_pictures(storage.read(path), DPI, most=most)
    return [(webp(page), page.width, page.height) for page in pages]


def _rules(drawn: Mapping[str, Drawn], names: Mapping[tuple[str, int], str]) -> Iterator[str]:
    """Yield each picture as a rule: it stands in the page once, and is shown twice."""
    for (path, number), name in names.items():
        data, width, height = drawn[path][number]
        address = data_address(data, "image/webp")
        yield f".{name}{{background-image:url({address});aspect-ratio:{width}/{height}}}"


def _findings(shelf: Collection, row: Row) -> Iterator[Diagnostic]:
    """Yield what check says of a handout, and what building said of the copy."""
    if row.handout in shelf.editions:
        yield from shelf.findings(row.handout)
    yield from row.made.diagnostics


def _of_brands(shelf: Collection, brands: set[str]) -> list[Diagnostic]:
    """Return what check says of brands and their clinics."""
    return [
        problem
        for problem in shelf.problems
        if problem.place.file.startswith(BRANDS) and problem.place.file.split("/")[1] in brands
    ]
