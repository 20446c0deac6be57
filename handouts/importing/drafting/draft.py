"""An original as a draft: the data of handout.yaml, what stands beside it, what went where."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import Any

from handouts.content import is_language
from handouts.importing.drafting.contacts import foreign
from handouts.importing.drafting.figures import keep_aside
from handouts.importing.drafting.markup import TO_WRITE, cleaned, escaped, shortened
from handouts.importing.drafting.pieces import Piece, told_apart
from handouts.importing.drafting.points import Placed, Point
from handouts.importing.drafting.walk import walk
from handouts.importing.drafting.writing import Writing
from handouts.importing.original import Graphic, Original, Unreadable, paragraphs
from handouts.importing.proof import FilePassage, lacking, quoted, words_of

__all__ = ["Draft", "draft_of"]

LONGEST_TITLE, LONGEST_SHORT = 120, 40  # letters, as the model has them
LAST = 1_000_000  # after all paragraphs
ROUNDS = 3  # in which what lacks is kept whole; one is enough
AFTERCARE = re.compile(r"(?:after|looking after|nach|po|après)\b", re.IGNORECASE)
LANGUAGES = {  # by the words that no text of theirs is without
    "en-GB": r"the|and|you|your|is|of|to",
    "de-DE": r"und|die|der|sie|nicht|bei|ist|das",
    "fr-FR": r"les|des|vous|votre|est|une|pour",
    "es-ES": r"los|las|usted|su|es|una|para|que",
    "pl-PL": r"nie|się|jak|przez|lub|na|po|gdy",
}


@dataclass(frozen=True)
class Draft:
    """What a file was made to: a handout to be read, and where each of its words went."""

    data: Mapping[str, Any]  # of handout.yaml
    points: tuple[Point, ...]  # its to_confirm, with their kinds, in the same order
    placed: tuple[Placed, ...]  # the words of the file in their order
    figures: Mapping[str, bytes]  # by their names, for the handout's folder
    aside: Mapping[str, bytes]  # pictures that cannot be printed as they are
    words: int  # of the file, all of which stand in the draft


def draft_of(original: Original, passages: Sequence[FilePassage], name: str, today: date) -> Draft:
    """Return the draft of an original, proved to hold all passages of its file.

    The name is the file's, without its suffix. Raises Unreadable where there is nothing to read.
    """
    writing = Writing(original)
    lines = told_apart(writing.read(original.blocks))
    _check(original, passages)
    lines = _titled(writing, lines, name)
    lines = _without_logo(writing, lines)
    levels = [piece.level for piece in lines if piece.kind == "heading"]
    walk(writing, lines, min(levels, default=1))
    _rest(writing)
    _fill(writing)
    data = _data(writing, passages, today)
    words = sum(len(words_of(passage.words)) for passage in passages)
    placed = tuple(sorted(writing.placed, key=lambda one: one.paragraph or LAST))
    return Draft(data, tuple(writing.points), placed, writing.figures, writing.aside, words)


def _check(original: Original, passages: Sequence[FilePassage]) -> None:
    """Refuse a file of pictures alone. Raises Unreadable."""
    if any(
        words_of(passage.words) for passage in passages if passage.where not in ("header", "footer")
    ):
        return
    graphics = sum(len(para.graphics) for para in paragraphs(original.blocks))
    if graphics:
        count = "a picture" if graphics == 1 else f"{graphics} pictures"
        fact = f"the file holds {count} and no text: it is a scan"
        hint = "have a program for scans read it, and read that against the paper; or type it"
        raise Unreadable(fact, hint)
    raise Unreadable("the file holds no words", "look whether it is the file that you meant")


def _titled(writing: Writing, lines: list[Piece], name: str) -> list[Piece]:
    """Choose the title, and return the lines with what else looks like one as headings."""
    headings = [piece for piece in lines if piece.kind == "heading"]
    levels = Counter(piece.level for piece in headings)
    title = next((piece for piece in lines if piece.kind == "title" and piece.text), None)
    first = headings[0] if headings else None
    alone = first is not None and first.level == min(levels) and levels[first.level] == 1
    if title is None and alone and len(headings) > 1:
        title = first
    top = min((p.level for p in headings if p is not title), default=1)
    out = []
    for piece in lines:
        if piece is title:
            out.append(replace(piece, kind="title"))
        else:
            is_second = piece.kind == "title"
            out.append(replace(piece, kind="heading", level=top) if is_second else piece)
    if title is not None and not foreign(title.text):
        writing.title = title.text
        writing.note(title, "title")
    else:
        writing.title = writing.original.title or cleaned(re.sub(r"[-_]+", " ", name)) or "Leaflet"
        if title is not None:
            writing.say(title)
        writing.title = "Leaflet" if foreign(writing.title) else writing.title
        stands = cleaned(writing.title)
        writing.ask("file", f"No line of the file is a title that can print: '{stands}' stands in.")
    if writing.title.isupper():
        writing.title = writing.title.capitalize()
    if len(escaped(writing.title)) > LONGEST_TITLE:
        writing.ask("order", f"The title in full: {quoted(writing.title)}", title)
    return out


def _without_logo(writing: Writing, lines: list[Piece]) -> list[Piece]:
    """Return the lines without the pictures down to the title: they are a letterhead's."""
    last = next((at for at, piece in enumerate(lines) if piece.kind == "title"), -1)
    for piece in lines[: last + 1]:
        for graphic in piece.graphics:
            _keep_logo(writing, graphic, "at the top")
    return [replace(p, graphics=()) if at <= last else p for at, p in enumerate(lines)]


def _keep_logo(writing: Writing, graphic: Graphic, where: str) -> None:
    described = f" Its description: {quoted(graphic.alt)}" if graphic.alt.strip() else ""
    kept = f"is kept as left-aside/{keep_aside(writing, graphic)}" if graphic.data else "is lacking"
    fact = f"A picture {where} of the file, perhaps the logo, {kept}"
    writing.ask("margin", f"{fact}.{described}")


def _rest(writing: Writing) -> None:
    """Tell of all that stands beside the text: headers, footers, remarks on nothing."""
    for para in writing.original.margins:
        for piece in writing.read([para]):
            if piece.kind != "empty":
                fact = f"From the {para.where} of the file; the clinic's own stands there"
                writing.ask("margin", f"{fact}: {quoted(piece.text)}", piece, para.where)
        for graphic in para.graphics:
            _keep_logo(writing, graphic, f"in the {para.where}")
    for key, remark in writing.original.remarks.items():
        if key not in writing.cited and remark.words:
            own = Piece("text", remark.number, remark.kind)
            fact = f"A {remark.kind} of the file that nothing points to"
            text = f"{fact}: {quoted(remark.words)}"
            kind = "comment" if remark.kind == "comment" else "source"
            writing.ask(kind, text, own, words=remark.words)  # type: ignore[arg-type]
    for passage in dict.fromkeys(writing.original.left_out):
        writing.ask("file", f"Of the file: {passage}.")


def _fill(writing: Writing) -> None:
    """Give sections of which nothing is left words to be written."""
    if not writing.sections:
        writing.begin(f"{TO_WRITE}A heading")
    for section in writing.sections:
        if not section["blocks"]:
            section["blocks"].append({"prose": f"{TO_WRITE}What this section says"})


def _data(writing: Writing, passages: Sequence[FilePassage], today: date) -> dict[str, Any]:
    """Return the data of the draft; what the proof misses is kept whole, as open points.

    Raises Unreadable where a word would still be lost.
    """
    for _ in range(ROUNDS):
        data = _as_handout(writing, today)
        lost = lacking(passages, data)
        if not lost:
            return data
        for passage in lost:
            where = f"Words of the file ({passage.where}) that found no place"
            own = Piece("text", 0, passage.where)
            writing.ask("left over", f"{where}: {quoted(passage.words)}", own, words=passage.words)
    words = " ".join(passage.words for passage in lost)
    raise Unreadable(f"words of the file would be lost: '{words[:120]}'", "please tell us of it")


def _as_handout(writing: Writing, today: date) -> dict[str, Any]:
    title = writing.title
    points = [f"{TO_WRITE}The {nth} thing to know" for nth in ("first", "second", "third")]
    return {
        "title": escaped(shortened(title, LONGEST_TITLE)),
        "short_title": escaped(shortened(title, LONGEST_SHORT)),
        "kind": "aftercare" if AFTERCARE.match(title) else "explainer",
        "audience": "patient",
        "language": _language(writing.original),
        "issued": today,
        "owner": f"{TO_WRITE}A role, never a person",
        "summary": writing.summary or f"{TO_WRITE}What this paper is for, in one sentence",
        "main_message": f"{TO_WRITE}The one thing to remember",
        "key_points": writing.key_points or points,
        "sections": writing.sections,
        "to_confirm": [point.text for point in writing.points],
    }


def _language(original: Original) -> str:
    """Return the language of the words; a file's own word for it only where it agrees."""
    text = " ".join(para.text for para in paragraphs(original.blocks)).lower()
    votes = {
        language: len(re.findall(rf"\b(?:{words})\b", text))
        for language, words in LANGUAGES.items()
    }
    best = max(votes, key=lambda language: votes[language])
    declared = original.language if is_language(original.language) else ""
    spoken, _, rest = declared.partition("-")
    agrees = rest and spoken == best.partition("-")[0]
    if declared not in ("", "en", "en-US") and (agrees or not votes[best]):
        return declared
    return best
