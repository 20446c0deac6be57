"""What must hold before anything is printed: every reference resolves, no clinic in the prose."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import PurePosixPath

from handouts.brand import as_figure, check_raster
from handouts.checks.characters import characters
from handouts.checks.contacts import find_contact
from handouts.content import (
    SHARED,
    TRANSLATIONS,
    ClinicWords,
    Contact,
    Handout,
    Heading,
    Library,
    Link,
    Paragraphs,
    Pointer,
    Run,
    cited,
    inline,
    parse,
    printed_fields,
    printed_texts,
    runs,
)
from handouts.diagnostics import Place, Problems, cut, did_you_mean
from handouts.reading import Text
from handouts.workspace import Refused, Workspace

__all__ = ["check_handout"]

IN_SLOTS = (
    "a handout is printed for many clinics, each with its own numbers and addresses: "
    "say 'your clinic' or 'the number on this sheet'; "
    "who is the same for all stands in 'further-information'"
)
GUARDED = ("risks", "who-should-not", "get-help")  # parts in which all words are approved
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
    whole = {id(text) for text in handout.marked(Paragraphs)}
    for text in printed_texts(handout):
        (parse if id(text) in whole else inline)(text, problems)


def sources(handout: Handout, library: Library, _w: Workspace, problems: Problems) -> None:
    """Look up every source that is cited; where there are none at all, one word says so."""
    for key, text in cited((*printed_fields(handout), *handout.terms.values())):
        if not library.references:
            problems.error(
                "unknown-source",
                text.place,
                f"there is no source '{key}', nor any",
                "write, or mend, content/references.yaml",
            )
            return
        if key not in library.references:
            problems.error(
                "unknown-source",
                text.place,
                f"there is no source '{key}'",
                did_you_mean(key, list(library.references)) or "add it to content/references.yaml",
            )


def pointers(handout: Handout, library: Library, _w: Workspace, problems: Problems) -> None:
    """Look up every handout that is pointed to."""
    named = [(text, str(text)) for text in handout.marked(Pointer)]
    named += [(t, r.handout) for t, r in _runs(handout) if isinstance(r, Link) and r.handout]
    for text, name in named:
        if name not in library.ids:
            problems.warn(
                "unknown-handout",
                text.place,
                f"there is no handout '{name}' here to point to",
                did_you_mean(name, library.ids) or "copy it into content/, or leave it out",
            )


def clinic_in_prose(handout: Handout, _l: Library, _w: Workspace, problems: Problems) -> None:
    """Keep phones and addresses out: they differ from clinic to clinic and stand in slots."""
    national = {id(text) for text in handout.marked(Contact)}
    for text, run in _runs(handout):
        if id(text) in national:
            continue
        if contact := find_contact(getattr(run, "text", "")):
            at, fact = text.at(max(text.find(contact), 0)), f"the text holds '{cut(contact)}'"
            problems.error("clinic-in-prose", at, fact, IN_SLOTS)


def shapes(handout: Handout, _l: Library, _w: Workspace, problems: Problems) -> None:
    """Let each block tell what does not agree in it; some stand once in a handout."""
    seen: set[str] = set()
    for block in handout.blocks():
        block.faults(problems)
        if block.twice and block.tag in seen:
            hint = f"keep one {block.tag} block"
            problems.error(block.tag, block.place, block.twice, hint)
        seen.add(block.tag)


def drawings(handout: Handout, _l: Library, workspace: Workspace, problems: Problems) -> None:
    """Look at every drawing that is named: it is in the folder, and safe to print."""
    for file in handout.drawings:
        named = file.removeprefix(f"{TRANSLATIONS}/{handout.language}/")  # drawn anew for it
        path, shared = PurePosixPath(named), named.startswith(f"{SHARED}/")
        if len(path.parts) != 1 + shared or path.suffix.lower() not in DRAWINGS:
            fact = f"'{file}' is no drawing in the folder"
            hint = (
                f"name a file of {handout.folder}/, or {SHARED}/NAME for one of content/{SHARED}/, "
                f"that ends in {', '.join(DRAWINGS)}"
            )
            problems.error("figure", file.place, fact, hint)
            continue
        try:
            data = handout.drawing(file, workspace)
        except Refused as refusal:
            there = not shared and workspace.exists(f"content/{SHARED}/{file}")
            hint = f"name the one that handouts share: '{SHARED}/{file}'" if there else refusal.hint
            problems.error("figure", file.place, str(refusal), hint)
            continue
        try:
            if path.suffix.lower() == ".svg":
                as_figure(data, handout.locale)
            else:
                check_raster(data, path.suffix.lower())
        except Refused as refusal:
            fact = f"the drawing '{file}' is refused: {refusal}"
            made = file in handout.drawn  # its words stand in the file of the translation
            inside = Place(handout.path_of(file), refusal.line, refusal.column)
            place = handout.place if made else inside
            if shared and refusal.line:  # what cannot be printed is each handout that names it
                fact, place = f"{fact} ({place})", file.place
            problems.error("figure", place if refusal.line else file.place, fact, refusal.hint)


def clinic_words(handout: Handout, _l: Library, _w: Workspace, problems: Problems) -> None:
    """Keep words that nobody approved out of what tells risks, and each in one place of its own."""
    seen: set[str] = set()
    for section in handout.sections:
        blocks = [block for block in section.blocks if isinstance(block, ClinicWords)]
        others = [b for b in section.blocks if not isinstance(b, ClinicWords | Heading)]
        for block in blocks:
            if risky := [part for part in section.part if part in GUARDED]:
                fact = f"the clinic's own words stand in a section with the part '{risky[0]}'"
                hint = "nobody approves them: give them a section that tells no risks"
                problems.error("clinic-words", block.place, fact, hint)
            if block.asked in seen:
                fact = f"the clinic's words on '{block.asked}' stand here a second time"
                problems.error("clinic-words", block.place, fact, "keep one of them")
            if not any(b.detail is None or b.detail == block.detail for b in others):
                fact = "a clinic may give no words, and this section then says nothing"
                hint = "put the block into a section that has words of its own"
                problems.error("clinic-words", block.place, fact, hint)
            seen.add(block.asked)


CHECKS: tuple[Callable[[Handout, Library, Workspace, Problems], None], ...] = (
    markup,
    sources,
    pointers,
    clinic_in_prose,
    shapes,
    drawings,
    clinic_words,
)


def _runs(handout: Handout) -> Iterator[tuple[Text, Run]]:
    return ((text, run) for text in printed_texts(handout) for run in runs(text))
