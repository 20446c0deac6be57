"""Facts of a PDF's structure, read without the code under test; a list of faults is a result.

veraPDF passes a file whose margin text is read out on every page, and one with a panel that
nobody can reach. So these are counted here.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import lru_cache
from io import BytesIO
from itertools import combinations

import pikepdf
from pikepdf import Array, Dictionary, Matrix, Name, Object, Page, Pdf, Stream

HEADINGS = ("H1", "H2", "H3", "H4", "H5", "H6")
Key = tuple[tuple[int, int], int]  # the object that holds the stream (page or form), and an MCID


@dataclass(frozen=True)
class Shown:
    """A piece that a page draws or marks, at x and y in pt from its lower left.

    A picture and an empty mark have no text.
    """

    page: int
    mark: Key | None
    artifact: bool
    text: str
    x: float
    y: float


class Structure:
    """A PDF read from its bytes: what is drawn, what is tagged, and where links lead."""

    def __init__(self, data: bytes) -> None:
        self.pdf = Pdf.open(BytesIO(data))
        self.document = self.pdf.Root.StructTreeRoot.K[0]
        self.pages = [page.obj.objgen for page in self.pdf.pages]
        self.shown = [
            piece for number, page in enumerate(self.pdf.pages) for piece in _shown(number, page)
        ]
        self.drawn: dict[Key, list[Shown]] = {}
        for piece in self.shown:
            if piece.mark is not None:
                self.drawn.setdefault(piece.mark, []).append(piece)
        self.owners: dict[Key, Object] = {}
        for element in self.walk():
            for key in _marks(element):
                self.owners[key] = element
        listed = list(self.pdf.Root.StructTreeRoot.ParentTree.Nums)
        self.parents = dict(zip(map(int, listed[::2]), listed[1::2], strict=True))

    def walk(self, top: Object | None = None) -> Iterator[Object]:
        """Walk through the elements in reading order."""
        yield from walk(self.document if top is None else top)

    def faults(self) -> list[str]:
        """Return all that is wrong with content and links."""
        return [*self.content_faults(), *self.link_faults()]

    def content_faults(self) -> list[str]:
        """Return content that is neither artifact nor read, and elements without content."""
        found = [
            f"page {piece.page + 1}: '{piece.text}' is neither tagged nor artifact"
            for piece in self.shown
            if piece.mark is None and not piece.artifact
        ]
        for key, pieces in self.drawn.items():
            if key not in self.owners:
                text = "".join(piece.text for piece in pieces)
                found.append(f"page {pieces[0].page + 1}: '{text}' is in no element that is read")
        for key, element in self.owners.items():
            if key not in self.drawn:
                found.append(f"{element.S} names content that is not drawn")
            elif self._listed_owner(key).objgen != element.objgen:
                found.append(f"{element.S} holds content that the parent tree gives to another")
        return found

    def link_faults(self) -> list[str]:
        """Return links that are dead, that are not read, or that lie upon each other."""
        found, reached = [], set()
        for element in self.walk():
            references = [
                kid
                for kid in _kids(element)
                if isinstance(kid, Dictionary) and kid.get("/Type") == Name("/OBJR")
            ]
            reached |= {(kid.Obj.objgen, element.objgen) for kid in references}
            if _kind(element) == "Link" and not references:
                found.append("a Link element has no annotation")
            if _kind(element) == "Link" and not self.text_of(element).strip():
                found.append("a Link element has nothing to read")
        for number, page in enumerate(self.pdf.pages):
            links = list(page.get("/Annots", ()))
            for link in links:
                owner = self.parents.get(int(link.get("/StructParent", -1)))
                if owner is None or (link.objgen, owner.objgen) not in reached:
                    found.append(f"page {number + 1}: the link to '{_target(link)}' is not read")
            for one, other in combinations(links, 2):
                if _overlap(one.Rect, other.Rect):
                    found.append(
                        f"page {number + 1}: two links lie upon each other at '{_target(one)}'"
                    )
        on_pages = {a.objgen for page in self.pdf.pages for a in page.get("/Annots", ())}
        if {annotation for annotation, _ in reached} - on_pages:
            found.append("the tree names a link that is on no page")
        return found

    def margin_faults(self, top: float, right: float, bottom: float, left: float) -> list[str]:
        """Return what is read although it stands in the margins, whose widths are in pt."""
        found = []
        for piece in self.shown:
            _, _, width, height = map(float, self.pdf.pages[piece.page].MediaBox)
            inside = left <= piece.x <= width - right and bottom <= piece.y <= height - top
            if piece.text and not inside and not piece.artifact:
                found.append(f"page {piece.page + 1}: '{piece.text}' in the margin is read")
        return found

    def artifacts(self) -> list[str]:
        """Return the texts that are not read, as running heads and page numbers."""
        return [piece.text for piece in self.shown if piece.artifact and piece.text]

    def reading(self) -> list[tuple[str, str]]:
        """Return structure type and own text of each element in reading order."""
        return [(_kind(element), self._own_text(element)) for element in self.walk()]

    def text(self) -> str:
        """Return all that is read, in order."""
        return " ".join(text for _, text in self.reading() if text)

    def headings(self) -> list[tuple[int, str]]:
        """Return level and text of each heading."""
        return [
            (int(_kind(element)[1]), self.text_of(element))
            for element in self.walk()
            if _kind(element) in HEADINGS
        ]

    def targets(self) -> list[str]:
        """Return where the annotations lead, page by page."""
        return [_target(link) for page in self.pdf.pages for link in page.get("/Annots", ())]

    def _own_text(self, *chosen: Object) -> str:
        """Return the text directly in elements, with a space where a line ends."""
        text, height = "", None
        for element in chosen:
            if "/Alt" in element or "/ActualText" in element:
                text += str(element.get("/ActualText", element.get("/Alt")))
                continue
            for piece in (p for key in _marks(element) for p in self.drawn.get(key, ()) if p.text):
                if height not in (None, piece.y) and not text.endswith(" "):
                    text += " "
                text, height = text + piece.text, piece.y
        return text

    def labels(self) -> list[str]:
        """Return what the annotations are called, page by page."""
        pages = self.pdf.pages
        return [str(link.Contents) for page in pages for link in page.get("/Annots", ())]

    def text_of(self, top: Object) -> str:
        """Return the text of an element and all below it."""
        return self._own_text(top, *self.walk(top))

    def _listed_owner(self, key: Key) -> Object:
        holder, mcid = key
        stream = self.pdf.get_object(holder)
        return self.parents[int(stream.StructParents)][mcid]


def walk(top: Object) -> Iterator[Object]:
    """Walk through the elements below one in reading order."""
    for kid in _kids(top):
        if isinstance(kid, Dictionary) and kid.get("/Type") == Name("/StructElem"):
            yield kid
            yield from walk(kid)


def _kids(element: Object) -> list[Object | int]:
    held = element.get("/K", Array())
    return list(held) if isinstance(held, Array) else [held]


def _marks(element: Object) -> Iterator[Key]:
    for kid in _kids(element):
        if isinstance(kid, int):
            yield element.Pg.objgen, kid
        elif kid.get("/Type") == Name("/MCR"):
            holder = kid.Stm if "/Stm" in kid else kid.Pg if "/Pg" in kid else element.Pg
            yield holder.objgen, int(kid.MCID)


def _kind(element: Object) -> str:
    return str(element.S).removeprefix("/")


def _target(annotation: Object) -> str:
    return f"#{annotation.Dest}" if "/Dest" in annotation else str(annotation.A.URI)


def _overlap(one: Object, other: Object) -> bool:
    """Say whether two rectangles share more than an edge (half a point is allowed)."""
    (left, right), (bottom, top) = (sorted(map(float, (one[i], one[i + 2]))) for i in (0, 1))
    (west, east), (south, north) = (sorted(map(float, (other[i], other[i + 2]))) for i in (0, 1))
    return min(right, east) - max(left, west) > 0.5 and min(top, north) - max(bottom, south) > 0.5


def _shown(number: int, page: Page) -> Iterator[Shown]:
    yield from _Reader(number, page.obj, page.Resources, Matrix()).read(page)


class _Reader:
    """An interpreter of the few operators that place text, pictures and marks."""

    def __init__(self, number: int, holder: Object, resources: Object, matrix: Matrix) -> None:
        self.number, self.holder, self.resources, self.matrix = number, holder, resources, matrix
        self.marks: list[Key | str] = []
        self.table: Mapping[bytes, str] = {}

    def read(self, stream: Object | Page) -> Iterator[Shown]:
        """Yield what a content stream draws, forms included."""
        stack: list[Matrix] = []
        place = Matrix()
        for instruction in pikepdf.parse_content_stream(stream):
            operator, operands = str(instruction.operator), list(instruction.operands)
            if operator == "q":
                stack.append(self.matrix)
            elif operator == "Q":
                self.matrix = stack.pop()
            elif operator == "cm":
                self.matrix = Matrix(*map(float, operands)) @ self.matrix
            elif operator == "BT":
                place = Matrix()
            elif operator == "Tm":
                place = Matrix(*map(float, operands))
            elif operator in ("BMC", "BDC"):
                self.marks.append(self._mark(operands))
                yield self._piece("", self.matrix)
            elif operator == "EMC":
                self.marks.pop()
            elif operator == "Tf":
                self.table = _table(self.resources.Font[str(operands[0])].ToUnicode.read_bytes())
            elif operator in ("Tj", "TJ"):
                yield self._piece(self._decode(operands[0]), place @ self.matrix)
            elif operator == "Do":
                yield from self._draw(self.resources.XObject[str(operands[0])])

    def _mark(self, operands: list[Object]) -> Key | str:
        if str(operands[0]) == "/Artifact":
            return "artifact"
        if len(operands) > 1 and "/MCID" in operands[1]:
            return self.holder.objgen, int(operands[1].MCID)
        return "other"

    def _draw(self, drawn: Object) -> Iterator[Shown]:
        if drawn.Subtype == Name("/Image") or self.marks:
            yield self._piece("", self.matrix)
        elif isinstance(drawn, Stream):
            resources = drawn.get("/Resources", self.resources)
            matrix = Matrix(*map(float, drawn.get("/Matrix", [1, 0, 0, 1, 0, 0]))) @ self.matrix
            yield from _Reader(self.number, drawn, resources, matrix).read(drawn)

    def _piece(self, text: str, matrix: Matrix) -> Shown:
        keys = [mark for mark in self.marks if isinstance(mark, tuple)]
        artifact = "artifact" in self.marks
        return Shown(self.number, keys[-1] if keys else None, artifact, text, matrix.e, matrix.f)

    def _decode(self, shown: Object) -> str:
        parts = list(shown) if isinstance(shown, Array) else [shown]
        codes = b"".join(bytes(part) for part in parts if isinstance(part, pikepdf.String))
        return "".join(self.table.get(codes[at : at + 2], "") for at in range(0, len(codes), 2))


@lru_cache(maxsize=256)
def _table(lines: bytes) -> Mapping[bytes, str]:
    """Read the lines '<0012> <0041>' of a ToUnicode table."""
    table = {}
    for line in lines.splitlines():
        parts = line.split()
        if len(parts) == 2 and all(part[:1] == b"<" and part[-1:] == b">" for part in parts):
            code, text = (bytes.fromhex(part[1:-1].decode()) for part in parts)
            table[code] = text.decode("utf-16-be")
    return table
