"""What is drawn in a .docx: pictures with their descriptions, boxes of text, words in shapes."""

from __future__ import annotations

import posixpath
from collections.abc import Iterator, Mapping
from typing import Any

from handouts.importing.original import Graphic
from handouts.importing.word.names import name
from handouts.importing.word.package import Package, Relation

__all__ = ["boxes", "graphics", "shape_words"]

NOWHERE = "an address outside of the file"


def graphics(drawn: Any, relations: Mapping[str, Relation], package: Package) -> Iterator[Graphic]:
    """Walk through the pictures of a drawing; what lies outside of the file is not fetched."""
    frame = next(drawn.iter(name("wp:docPr")), None)
    alt = "" if frame is None else (frame.get("descr") or frame.get("title") or "")
    for picture in _outside_fallback(drawn, "a:blip", "v:imagedata"):
        own = picture.get(name("r:embed")) or picture.get(name("r:id"))
        relation = relations.get(own or picture.get(name("r:link"), ""), Relation("", "", ""))
        shape = picture.getparent() if picture.tag == name("v:imagedata") else None
        words = alt or (shape.get("alt", "") if shape is not None else "")
        if relation.part:
            data = package.read(relation.part)
            yield Graphic(posixpath.basename(relation.part), data, words)
        else:
            yield Graphic("", b"", words, relation.away or NOWHERE)


def boxes(drawn: Any) -> Iterator[Any]:
    """Walk through the boxes of text in a drawing, without those in other boxes."""
    for box in _outside_fallback(drawn, "w:txbxContent"):
        if not any(parent.tag == box.tag for parent in _between(box, drawn)):
            yield box


def shape_words(drawn: Any) -> Iterator[str]:
    """Walk through the lines of words in the shapes of a drawing."""
    for line in _outside_fallback(drawn, "a:p"):
        if words := "".join(text.text or "" for text in line.iter(name("a:t"))).strip():
            yield words


def _outside_fallback(drawn: Any, *tags: str) -> Iterator[Any]:
    """Walk through elements that are not there a second time, for older programs."""
    for element in drawn.iter(*map(name, tags)):
        if not any(parent.tag == name("mc:Fallback") for parent in _between(element, drawn)):
            yield element


def _between(element: Any, drawn: Any) -> Iterator[Any]:
    """Walk up from an element through those that are in the drawing too."""
    for parent in element.iterancestors():
        if parent is drawn:
            return
        yield parent
