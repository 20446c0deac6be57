"""How a slot is heard: the elements of a part of a gang, made ready for any page."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import replace

from handouts.pdf import Element, LinkReference, PdfPart, Ref, Unfinished, parts, text
from handouts.press.stamping import Filling, LinkBox, Pieces
from handouts.units import PT_PER_PX

PAGE, HOST = -1, -2
KEPT = ("/Alt", "/ActualText", "/Lang", "/A")  # attributes of an element that go with it


def filling(
    top: Element | None,
    form: int,
    numbers: Mapping[int, int],
    labels: Mapping[str, str],
    height: float,
) -> Filling:
    """Return how the kids of an element are heard in a form; nothing where there is none.

    numbers give the MCIDs of the form for those of the gang; labels name the links by their
    addresses; height is that of the gang's page in pt.
    """
    return _Listener(top, form, numbers).filling(labels, height)


def joined(
    outer: Filling, inner: Filling, corner: tuple[float, float]
) -> tuple[Filling, list[int]]:
    """Return a filling with another behind it, as one; and who owns the marks of the other.

    The corner is where the inner stands in the outer, in CSS px to the right and down.
    """
    many, more = len(outer.elements), len(inner.elements)

    def moved(piece: bytes | int, by: int, links: int, end: int) -> bytes | int:
        if isinstance(piece, bytes) or piece < 0:
            return piece
        return piece + (by if piece < end else links)

    first = [[moved(p, 0, more, many) for p in pieces] for pieces in outer.elements]
    last = [
        [moved(p, many, many + len(outer.links), more) for p in pieces] for pieces in inner.elements
    ]
    right, down = (pixels * PT_PER_PX for pixels in corner)
    links = [
        replace(
            link,
            rectangle=_shifted(link.rectangle, right, -down),
            owner=link.owner + many,
        )
        for link in inner.links
    ]
    top = [*outer.top, *(place + many for place in inner.top)]
    whole = Filling([*first, *last], top, outer.marks, [*outer.links, *links])
    return whole, [place + many for place in inner.marks]


def _shifted(
    rectangle: tuple[float, float, float, float], right: float, up: float
) -> tuple[float, float, float, float]:
    left, low, end, high = rectangle
    return left + right, low + up, end + right, high + up


class _Listener:
    def __init__(self, top: Element | None, form: int, numbers: Mapping[int, int]) -> None:
        self.form, self.numbers = form, numbers
        self.order = list(top.walk()) if top else []
        self.places = {element: place for place, element in enumerate(self.order)}
        self.top = [self.places[kid] for kid in top.elements] if top else []
        self.marks = [0] * len(numbers)
        self.links: list[tuple[LinkReference, int]] = []

    def filling(self, labels: Mapping[str, str], height: float) -> Filling:
        pieces = [self._pieces(place, element) for place, element in enumerate(self.order)]
        links = [_link(reference, owner, labels, height) for reference, owner in self.links]
        return Filling(pieces, self.top, self.marks, links)

    def _pieces(self, place: int, element: Element) -> Pieces:
        above = self.places.get(element.parent, HOST) if element.parent else HOST
        attributes = element.object
        pieces: list[bytes | int] = [
            b"<</Type/StructElem/S/%s/P " % element.kind.encode(),
            above,
            b"/Pg ",
            PAGE,
        ]
        if "/ID" in attributes:
            raise Unfinished("a slot holds a table with headers, which it may not")
        for key in KEPT:
            if key in attributes:
                pieces += [key.encode() + b" ", _plain(parts(attributes[key], {}))]
        pieces.append(b"/K [")
        for kid in element.kids:
            pieces += self._kid(place, kid)
        return _joined([*pieces, b"]>>"])

    def _kid(self, place: int, kid: Element | LinkReference | int) -> list[bytes | int]:
        if isinstance(kid, int):
            number = self.numbers[kid]
            self.marks[number] = place
            return [b"<</Type/MCR/Pg ", PAGE, b"/Stm %d 0 R/MCID %d>>" % (self.form, number)]
        if isinstance(kid, Element):
            return [self.places[kid], b" "]
        self.links.append((kid, place))
        link = len(self.order) + len(self.links) - 1
        return [b"<</Type/OBJR/Obj ", link, b"/Pg ", PAGE, b">>"]


def _link(
    reference: LinkReference, owner: int, labels: Mapping[str, str], height: float
) -> LinkBox:
    annotation = reference.annotation
    left, low, right, high = map(float, annotation.Rect)
    description = text(labels.get(reference.target) or str(annotation.Contents))
    action = b"<</Type/Action/S/URI/URI %s>>" % annotation.A.URI.unparse()
    entries = b"/Type/Annot/Subtype/Link/F 4/BS<</W 0>>/Contents %s/A %s" % (description, action)
    return LinkBox((left, low - height, right, high - height), entries, owner)


def _plain(pieces: Iterable[PdfPart]) -> bytes:
    listed = list(pieces)
    if any(isinstance(part, Ref) for part in listed):
        raise Unfinished("an element of a slot refers to another object")
    return b"".join(part for part in listed if isinstance(part, bytes))


def _joined(pieces: Iterable[bytes | int]) -> Pieces:
    """Join neighbouring bytes."""
    result: list[bytes | int] = []
    for piece in pieces:
        if isinstance(piece, bytes) and result and isinstance(result[-1], bytes):
            result[-1] += piece
        else:
            result.append(piece)
    return result
