"""The structure tree of a tagged PDF, together with the marked content that it names."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from typing import Any

from pikepdf import Array, Dictionary, Name, Object, Page, Pdf

from handouts.diagnostics import Place, Unplaced
from handouts.pdf import marked


class Unfinished(Unplaced):
    """Something in a PDF that finishing does not know, so that it cannot promise conformance."""

    rule = "finish"
    place = Place("the typeset PDF")


@dataclass(eq=False, slots=True)
class LinkReference:
    """A reference to an annotation, which is a link: its key in the parent tree, where it leads."""

    object: Object
    annotation: Object
    key: int
    target: str  # an address, or '#name' within the document


@dataclass(eq=False, slots=True)
class Element:
    """A structure element: its type, such as 'H1', and what it holds, content by its MCIDs.

    The object in the PDF has the attributes; what it holds is written to it with the tree.
    """

    object: Object
    kind: str
    page: int  # of its content, from 0; -1 where it has none
    parent: Element | None = None
    kids: list[Element | LinkReference | int] = field(default_factory=list)
    written: Sequence[Element | LinkReference | int] = ()  # the kids that stand in the object

    @property
    def elements(self) -> list[Element]:
        """The elements directly below it."""
        return [kid for kid in self.kids if isinstance(kid, Element)]

    @property
    def references(self) -> list[LinkReference]:
        """The references to annotations directly below it."""
        return [kid for kid in self.kids if isinstance(kid, LinkReference)]

    @property
    def content(self) -> list[tuple[int, int]]:
        """The marked content directly in it, as page numbers from 0 and MCIDs."""
        return [(self.page, kid) for kid in self.kids if isinstance(kid, int)]

    def walk(self) -> Iterator[Element]:
        """Walk through the elements below it, in reading order."""
        waiting = self.elements[::-1]
        while waiting:
            element = waiting.pop()
            yield element
            for kid in reversed(element.kids):
                if isinstance(kid, Element):
                    waiting.append(kid)

    def holds_content(self) -> bool:
        """Say whether any marked content is in it or below it."""
        return any(element.content for element in (self, *self.walk()))

    def retag(self, kind: str) -> None:
        """Make it an element of another type."""
        self.kind, self.object.S = kind, Name(f"/{kind}")

    def leave(self) -> None:
        """Take it out of the element that holds it."""
        assert self.parent is not None
        self.parent.kids.remove(self)


class Tree:
    """A structure tree that is repaired in place, and then written back with what hangs on it."""

    def __init__(self, pdf: Pdf) -> None:
        """Read the tree. Raises Unfinished where it has not the shape that WeasyPrint gives it."""
        root = pdf.Root.get("/StructTreeRoot")
        if root is None or "/Nums" not in root.get("/ParentTree", {}):
            raise Unfinished("the PDF has no structure tree")
        self.pdf, self.root = pdf, root
        self.pages: list[Page] = list(pdf.pages)
        self._number = {page.obj.objgen: number for number, page in enumerate(self.pages)}
        self._texts: dict[int, marked.Texts] = {}
        self._elements: dict[tuple[int, int], Element] = {}
        self.document = self._read(root.K[0])
        listed = list(root.ParentTree.Nums)
        owners = dict(zip(map(int, listed[::2]), listed[1::2], strict=True))
        # The element that owns each mark of each page; None where the tree does not hold it.
        self.marks: list[list[Element | None]] = [
            [self._owner(owner) for owner in owners.pop(int(page.StructParents))]
            for page in self.pages
        ]
        linked = ((key, self._owner(owner)) for key, owner in owners.items())
        self.annotations = {key: owner for key, owner in linked if owner is not None}
        self.artifacts: list[dict[int, str]] = [{} for _ in self.pages]
        for number, page in enumerate(self.pages):
            if sorted(marked.numbers(page)) != list(range(len(self.marks[number]))):
                raise Unfinished(
                    f"content of page {number + 1} stands in a group of its own; "
                    "opacity below 1 can be used within drawings only"
                )

    def walk(self) -> Iterator[Element]:
        """Walk through the elements of the document in reading order."""
        return self.document.walk()

    def text(self, top: Element) -> str:
        """Return the text of an element and all below it, pictures by their alternative text.

        What a run says counts, and not its glyphs.
        """
        return "".join(
            str(element.object.get("/ActualText", ""))
            or str(element.object.get("/Alt", "")) + self._texts_of(page).of(mcid)
            for element in (top, *top.walk())
            for page, mcid in element.content
        )

    def says(self, top: Element) -> bool:
        """Say whether an element, or one below it, says what its glyphs do not tell."""
        return any("/ActualText" in element.object for element in (top, *top.walk()))

    def discard(self, page: int, mcid: int, kind: str) -> None:
        """Make content an artifact of a kind, and let no element own it."""
        self.artifacts[page][mcid] = kind
        self.marks[page][mcid] = None

    def unlink(self, element: Element, reference: LinkReference) -> None:
        """Take an annotation off an element, and off its page when the tree is written."""
        self.annotations.pop(reference.key, None)
        element.kids.remove(reference)

    def new(self, kind: str, parent: Element) -> Element:
        """Return a new element on the page of the one that will hold it; it is not yet held."""
        entries = Dictionary(
            Type=Name.StructElem, S=Name(f"/{kind}"), P=parent.object, Pg=parent.object.Pg
        )
        return Element(self.pdf.make_indirect(entries), kind, parent.page, parent)

    def adopt(self, parent: Element, kids: list[Element | LinkReference | int]) -> None:
        """Give an element what others held before."""
        for kid in kids:
            if isinstance(kid, int):
                self.marks[parent.page][kid] = parent
            elif isinstance(kid, Element):
                kid.parent, kid.object.P = parent, parent.object
            else:
                self.annotations[kid.key] = parent
        parent.kids += kids

    def merge(self, first: Element, second: Element) -> None:
        """Move all that an element holds to the end of another, and drop it."""
        self.adopt(first, second.kids)
        second.leave()

    def write(self) -> None:
        """Write the tree, artifacts, annotations and the parent tree back into the PDF."""
        for element in (self.document, *self.walk()):
            if element.kids != element.written:
                kids = [kid if isinstance(kid, int) else kid.object for kid in element.kids]
                element.object.K = Array(kids)
        numbers: list[Object | int] = []
        for number, page in enumerate(self.pages):
            if self.artifacts[number]:
                marked.turn_to_artifacts(page, self.artifacts[number])
            page.StructParents = number
            owners = Array([owner and owner.object for owner in self.marks[number]])
            numbers += [number, self.pdf.make_indirect(owners)]
            self._write_annotations(page)
        for key in sorted(self.annotations):
            numbers += [key, self.annotations[key].object]
        self.root.ParentTree.Nums = Array(numbers)

    def _read(self, top: Object) -> Element:
        """Return an element of the PDF with all below it."""
        read = self._element(top, None)
        waiting = [read]
        while waiting:
            element = waiting.pop()
            content = element.object.get("/K")
            for kid in (
                content if isinstance(content, Array) else [] if content is None else [content]
            ):
                child = self._kid(kid, element)
                element.kids.append(child)
                if isinstance(child, Element):
                    waiting.append(child)
            element.written = list(element.kids)
        return read

    def _kid(self, kid: Any, parent: Element) -> Element | LinkReference | int:
        if isinstance(kid, int):
            return kid
        if "/S" in kid:
            return self._element(kid, parent)
        if "/Obj" not in kid:
            raise Unfinished("an element holds what is neither element, content nor link")
        annotation = kid.Obj
        within = "/Dest" in annotation
        target = f"#{annotation.Dest}" if within else str(annotation.A.URI)
        return LinkReference(kid, annotation, int(annotation.StructParent), target)

    def _element(self, node: Object, parent: Element | None) -> Element:
        page = node.get("/Pg")
        number = -1 if page is None else self._number[page.objgen]
        element = Element(node, str(node.S).removeprefix("/"), number, parent)
        self._elements[node.objgen] = element
        return element

    def _owner(self, node: Object | None) -> Element | None:
        return None if node is None else self._elements.get(node.objgen)

    def _write_annotations(self, page: Page) -> None:
        kept = [a for a in page.get("/Annots", ()) if int(a.StructParent) in self.annotations]
        if kept:
            page.Annots = Array(kept)
        elif "/Annots" in page:
            del page["/Annots"]

    def _texts_of(self, page: int) -> marked.Texts:
        if page not in self._texts:
            self._texts[page] = marked.Texts(self.pages[page])
        return self._texts[page]
