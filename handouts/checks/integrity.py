"""What must hold before anything is printed: every reference resolves, no clinic in the prose."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import PurePosixPath

from handouts.brand.images import check_raster
from handouts.brand.svg import as_figure
from handouts.checks.characters import characters
from handouts.checks.contacts import find_contact
from handouts.content import Handout, Library, printed_texts
from handouts.content.blocks import Callout, Figure, GetHelp, Options, Prose, Quote, Risk, Table
from handouts.content.prose import CITATION, Cite, Link, List, Run, inline, parse
from handouts.diagnostics import Place, Problems, cut, did_you_mean
from handouts.reading import Text
from handouts.workspace import Refused, Workspace

__all__ = ["check_handout"]

IN_SLOTS = (
    "a handout is printed for many clinics, each with its own numbers and addresses: "
    "say 'your clinic' or 'the number on this sheet'"
)
DRAWINGS = (".svg", ".png", ".jpg", ".jpeg")


def check_handout(
    handout: Handout, library: Library, workspace: Workspace, problems: Problems
) -> None:
    """Tell of everything in a handout that cannot be printed as it is."""
    characters(handout, problems)
    for check in CHECKS:
        check(handout, library, workspace, problems)


def markup(handout: Handout, _l: Library, _w: Workspace, problems: Problems) -> None:
    """Read each text as the small Markdown: paragraphs and lists in prose alone."""
    whole = {id(block.text) for block in handout.blocks() if isinstance(block, Prose)}
    whole |= {id(block.text) for block in handout.blocks() if isinstance(block, Callout)}
    for text in printed_texts(handout):
        (parse if id(text) in whole else inline)(text, problems)


def sources(handout: Handout, library: Library, _w: Workspace, problems: Problems) -> None:
    """Look up every source that is cited; where there are none at all, one word says so."""
    for text, key in _citations(handout):
        if not library.references:
            problems.error("unknown-source", text.place, f"there is no source '{key}', nor any",
                           "write, or mend, content/references.yaml")  # fmt: skip
            return
        if key not in library.references:
            problems.error(
                "unknown-source", text.place, f"there is no source '{key}'",
                did_you_mean(key, list(library.references)) or "add it to content/references.yaml",
            )  # fmt: skip


def pointers(handout: Handout, library: Library, _w: Workspace, problems: Problems) -> None:
    """Look up every handout that is pointed to."""
    rows = [r for b in handout.blocks() if isinstance(b, Options) for r in b.rows if r.handout]
    named = [(row.handout, str(row.handout)) for row in rows if row.handout]
    named += [(t, r.handout) for t, r in _runs(handout) if isinstance(r, Link) and r.handout]
    for text, name in named:
        if name not in library.ids:
            problems.warn(
                "unknown-handout", text.place, f"there is no handout '{name}' here to point to",
                did_you_mean(name, library.ids) or "copy it into content/, or leave it out",
            )  # fmt: skip


def clinic_in_prose(handout: Handout, _l: Library, _w: Workspace, problems: Problems) -> None:
    """Keep phones and addresses out: they differ from clinic to clinic and stand in slots."""
    for text, run in _runs(handout):
        if found := find_contact(getattr(run, "text", "")):
            at, fact = text.at(max(text.find(found), 0)), f"the text holds '{cut(found)}'"
            problems.error("clinic-in-prose", at, fact, IN_SLOTS)


def shapes(handout: Handout, _l: Library, workspace: Workspace, problems: Problems) -> None:
    """Hold numbers, rows and files against each other."""
    for again in [block for block in handout.blocks() if isinstance(block, GetHelp)][1:]:
        problems.error("get-help", again.place, "the numbers to call stand here a second time",
                       "keep one get-help block")  # fmt: skip
    for block in handout.blocks():
        if isinstance(block, Risk):
            _risk(block, problems)
        elif isinstance(block, Table):
            _table(block, problems)
        elif isinstance(block, Options):
            _options(block, problems)
        elif isinstance(block, Callout) and not (block.text or block.points):
            problems.error("empty-block", block.place, "the block has a title and nothing else",
                           "give it a text or points")  # fmt: skip
        elif isinstance(block, Quote) and block.consent != "given" and not block.unnamed:
            problems.error(
                "consent", block.place, f"'{block.who}' has not agreed to be quoted",
                "without consent the words are never printed: say them unnamed in 'unnamed'",
            )  # fmt: skip
        elif isinstance(block, Quote) and CITATION.search(block.text):
            problems.error("quote", block.text.place, "a citation stands inside the quoted words",
                           "name the source in 'sources'")  # fmt: skip
        elif isinstance(block, Figure):
            _figure(block, handout.folder, workspace, problems)


def _risk(block: Risk, problems: Problems) -> None:
    for group in block.groups:
        if group.people > block.of:
            fact = f"{group.people} people are more than the {block.of} that they are of"
            problems.error("risk-numbers", group.place, fact)


def _table(block: Table, problems: Problems) -> None:
    for row in block.rows:
        if len(row) != len(block.columns):
            problems.error(
                "table-rows", row[0].place,
                f"the row has {len(row)} cells and the table {len(block.columns)} columns",
            )  # fmt: skip


def _options(block: Options, problems: Problems) -> None:
    for row in block.rows:
        if (row.certainty is None) == (row.otherwise is None):
            problems.error(
                "option", row.place, f"the option '{row.option}' needs one of two words",
                "give 'certainty' (how sure the research is) or 'otherwise' (what to expect)",
            )  # fmt: skip


def _figure(block: Figure, folder: str, workspace: Workspace, problems: Problems) -> None:
    path = PurePosixPath(block.file)
    if len(path.parts) != 1 or path.suffix.lower() not in DRAWINGS:
        problems.error("figure", block.file.place, f"'{block.file}' is no drawing in the folder",
                       f"name a file of {folder}/ that ends in {', '.join(DRAWINGS)}")  # fmt: skip
        return
    try:
        data = workspace.read(f"{folder}/{block.file}")
    except Refused as refusal:
        problems.error("figure", block.file.place, str(refusal), refusal.hint)
        return
    try:
        if path.suffix.lower() == ".svg":
            as_figure(data)
        else:
            check_raster(data, path.suffix.lower())
    except Refused as refusal:
        fact = f"the drawing '{block.file}' is refused: {refusal}"
        place = Place(f"{folder}/{block.file}", refusal.line, refusal.column)
        problems.error("figure", place if refusal.line else block.file.place, fact, refusal.hint)


CHECKS: tuple[Callable[[Handout, Library, Workspace, Problems], None], ...] = (
    markup,
    sources,
    pointers,
    clinic_in_prose,
    shapes,
)


def _runs(handout: Handout) -> Iterator[tuple[Text, Run]]:
    for text in printed_texts(handout):
        for block in parse(text):
            rows = block.items if isinstance(block, List) else (block.runs,)
            yield from ((text, run) for runs in rows for run in runs)


def _citations(handout: Handout) -> Iterator[tuple[Text, str]]:
    """Walk through every key cited: in text, and in the 'sources' of blocks and their rows."""
    for text, run in _runs(handout):
        if isinstance(run, Cite):
            yield from ((text, key) for key in run.keys)
    for block in handout.blocks():
        for holder in (block, *getattr(block, "rows", ())):
            yield from ((key, str(key)) for key in getattr(holder, "sources", ()))
