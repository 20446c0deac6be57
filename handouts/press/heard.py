"""How a slot is heard: the elements of a part of a gang, made ready for any page."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from pikepdf import Object

from handouts.press.reading import Part, Ref, parts
from handouts.press.stamp import Filling, Link, Pieces
from handouts.press.tree import Unfinished, elements, is_element, kids, kind
from handouts.press.writing import text

PAGE, HOST = -1, -2
KEPT = ("/Alt", "/ActualText", "/Lang", "/A")  # attributes of an element that go with it


def filling(
    top: Object, form: int, numbers: Mapping[int, int], labels: Mapping[str, str], height: float
) -> Filling:
    """Return how the kids of an element are heard in a form.

    numbers give the MCIDs of the form for those of the gang; labels name the links by their
    addresses; height is that of the gang's page in pt.
    """
    return _Listener(top, form, numbers).filling(labels, height)


class _Listener:
    def __init__(self, top: Object, form: int, numbers: Mapping[int, int]) -> None:
        self.form, self.numbers = form, numbers
        self.order = [element for kid in elements(top) for element in _below(kid)]
        self.places = {element.objgen: place for place, element in enumerate(self.order)}
        self.top = [self.places[kid.objgen] for kid in elements(top)]
        self.marks = [0] * len(numbers)
        self.links: list[tuple[Object, int]] = []

    def filling(self, labels: Mapping[str, str], height: float) -> Filling:
        pieces = [self._pieces(place, element) for place, element in enumerate(self.order)]
        links = [_link(annotation, owner, labels, height) for annotation, owner in self.links]
        return Filling(pieces, self.top, self.marks, links)

    def _pieces(self, place: int, element: Object) -> Pieces:
        above = self.places.get(element.P.objgen, HOST)
        pieces: list[bytes | int] = [
            b"<</Type/StructElem/S/%s/P " % kind(element).encode(), above, b"/Pg ", PAGE,
        ]  # fmt: skip
        if "/ID" in element:
            raise Unfinished("a slot holds a table with headers, which it may not")
        for key in KEPT:
            if key in element:
                pieces += [key.encode() + b" ", _plain(parts(element[key], {}))]
        pieces.append(b"/K [")
        for kid in kids(element):
            pieces += self._kid(place, kid)
        return _joined([*pieces, b"]>>"])

    def _kid(self, place: int, kid: Object | int) -> list[bytes | int]:
        if isinstance(kid, int):
            number = self.numbers[kid]
            self.marks[number] = place
            return [b"<</Type/MCR/Pg ", PAGE, b"/Stm %d 0 R/MCID %d>>" % (self.form, number)]
        if is_element(kid):
            return [self.places[kid.objgen], b" "]
        self.links.append((kid.Obj, place))
        link = len(self.order) + len(self.links) - 1
        return [b"<</Type/OBJR/Obj ", link, b"/Pg ", PAGE, b">>"]


def _below(element: Object) -> Iterable[Object]:
    yield element
    for kid in elements(element):
        yield from _below(kid)


def _link(annotation: Object, owner: int, labels: Mapping[str, str], height: float) -> Link:
    address = str(annotation.A.URI)
    left, low, right, high = map(float, annotation.Rect)
    said = text(labels.get(address) or str(annotation.Contents))
    action = b"<</Type/Action/S/URI/URI %s>>" % annotation.A.URI.unparse()
    entries = b"/Type/Annot/Subtype/Link/F 4/BS<</W 0>>/Contents %s/A %s" % (said, action)
    return Link((left, low - height, right, high - height), entries, owner)


def _plain(found: Iterable[Part]) -> bytes:
    listed = list(found)
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
