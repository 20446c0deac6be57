"""What hangs on a paragraph and is no text of the leaflet: changes, notes, links, hidden words."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import replace
from textwrap import shorten
from typing import NamedTuple

from handouts.importing.drafting.markup import cleaned, words
from handouts.importing.drafting.points import PointKind
from handouts.importing.original import Annotation, Para, Stretch
from handouts.importing.proof import quoted

__all__ = ["Matter", "settled"]

UNKNOWN = "\N{REPLACEMENT CHARACTER}"
AROUND = 70  # characters of the text that a remark hangs on
CONTACTS = re.compile(r"(?:mailto|tel|sms|callto):", re.IGNORECASE)


class Matter(NamedTuple):
    """Something to settle: its kind, the text of its point, and the words of the file in it."""

    kind: PointKind
    text: str
    words: str
    remark: str = ""  # the key of the remark that is told


def settled(para: Para, remarks: Mapping[str, Annotation]) -> tuple[Para, list[Matter]]:
    """Return a paragraph as its reader is meant to see it, and what is to be settled of it.

    Tracked changes are taken as accepted; before and after are told.
    """
    matters = [*_changes(para), *_asides(para)]
    kept = tuple(s for s in para.stretches if s.state not in ("out", "from") and not s.aside)
    matters += [*_remarks(para, remarks), *_links(kept, para.number), *_signs(kept, para.number)]
    kept = tuple(replace(s, text=s.text.replace(UNKNOWN, " ")) for s in kept)
    return replace(para, stretches=kept), matters


def _changes(para: Para) -> Iterator[Matter]:
    states = {stretch.state for stretch in para.stretches} - {""}
    old = words(s for s in para.stretches if s.state not in ("in", "to"))
    new = words(s for s in para.stretches if s.state not in ("out", "from"))
    if not states or not (old or new):
        return
    where = f"Paragraph {para.number} of the file"
    if states <= {"to", "from"}:
        there = "to here" if "to" in states else "away from here"
        yield Matter("change", f"{where} was moved {there}: {quoted(new or old)}", new or old)
        return
    before = quoted(old) if old else "nothing"
    after = quoted(new) if new else "nothing"
    fact = f"{where} holds a tracked change that nobody has settled."
    text = f"{fact} Before: {before}. After, as in this draft: {after}"
    yield Matter("change", text, f"{old} → {new}")


def _asides(para: Para) -> Iterator[Matter]:
    for aside in dict.fromkeys(s.aside for s in para.stretches if s.aside):
        gone = words(s for s in para.stretches if s.aside == aside)
        if gone:
            fact = f"Words in paragraph {para.number} of the file are {aside}, and were left out"
            yield Matter("aside", f"{fact}: {quoted(gone)}", gone)


def _remarks(para: Para, remarks: Mapping[str, Annotation]) -> Iterator[Matter]:
    around = quoted(shorten(words(para.stretches) or "…", AROUND, placeholder="…"))
    for stretch in para.stretches:
        remark = remarks.get(stretch.remark)
        if remark is None or not remark.words:
            continue
        if remark.kind == "comment":
            text = f"A comment in the file, on {around}: {quoted(remark.words)}"
            yield Matter("comment", text, remark.words, stretch.remark)
        else:
            fact = f"A source to enter in references.yaml, and to cite where this stands, {around}"
            text = f"{fact}: {quoted(remark.words)}"
            yield Matter("source", text, remark.words, stretch.remark)


def _links(stretches: tuple[Stretch, ...], number: int) -> Iterator[Matter]:
    addresses = dict.fromkeys(s.link for s in stretches if s.link)
    for address in addresses:
        label = words(s for s in stretches if s.link == address)
        kind: PointKind = "contact" if CONTACTS.match(address) else "link"
        fact = f"Paragraph {number} of the file links {quoted(label)} to {cleaned(address)[:200]}"
        yield Matter(kind, f"{fact}: the words stand here, the link does not.", label)


def _signs(stretches: tuple[Stretch, ...], number: int) -> Iterator[Matter]:
    if any(UNKNOWN in stretch.text for stretch in stretches):
        fact = f"Paragraph {number} of the file holds a sign that we do not know"
        text = f"{fact}; it was left out of {quoted(words(stretches))}"
        yield Matter("aside", text, words(stretches))
