"""The structure tree of a tagged PDF, together with the marked content that it names."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TypeGuard

from pikepdf import Array, Dictionary, Name, Object, Page, Pdf

from handouts.diagnostics import Diagnostic, HandoutsError, Place
from handouts.press import marked


class Unfinished(HandoutsError):
    """Something in a PDF that finishing does not know, so that it cannot promise conformance."""

    def __init__(self, fact: str) -> None:
        """Carry the fact; the caller knows the file that it is about."""
        super().__init__(Diagnostic("error", "finish", Place("the typeset PDF"), fact))
        self.fact = fact

    def __str__(self) -> str:
        """Return the fact alone."""
        return self.fact


def kids(element: Object) -> list[Object | int]:
    """Return what an element holds: elements, object references and MCIDs."""
    held = element.get("/K")
    if held is None:
        return []
    return list(held) if isinstance(held, Array) else [held]


def kind(element: Object) -> str:
    """Return the structure type of an element, such as 'H1'."""
    return str(element.S).removeprefix("/")


def is_element(kid: Object | int) -> TypeGuard[Object]:
    """Say whether a kid is a structure element."""
    return isinstance(kid, Dictionary) and kid.get("/Type") == Name.StructElem


def is_reference(kid: Object | int) -> TypeGuard[Object]:
    """Say whether a kid is a reference to an annotation."""
    return isinstance(kid, Dictionary) and kid.get("/Type") == Name.OBJR


def elements(element: Object) -> list[Object]:
    """Return the elements directly below one."""
    return [kid for kid in kids(element) if is_element(kid)]


def references(element: Object) -> list[Object]:
    """Return the references to annotations directly below an element."""
    return [kid for kid in kids(element) if is_reference(kid)]


def remove(element: Object, kid: Object) -> None:
    """Take an element or a reference out of the element that holds it."""
    element.K = Array([k for k in kids(element) if isinstance(k, int) or k.objgen != kid.objgen])


class Tree:
    """A structure tree that is repaired in place, and then written back with what hangs on it."""

    def __init__(self, pdf: Pdf) -> None:
        """Read the tree. Raises Unfinished where it has not the shape that WeasyPrint gives it."""
        root = pdf.Root.get("/StructTreeRoot")
        if root is None or "/Nums" not in root.get("/ParentTree", {}):
            raise Unfinished("the PDF has no structure tree")
        self.pdf, self.root, self.document = pdf, root, root.K[0]
        self.pages: list[Page] = list(pdf.pages)
        listed = list(root.ParentTree.Nums)
        owners = {int(key): owner for key, owner in zip(listed[::2], listed[1::2], strict=True)}
        self.marks: list[list[Object | None]] = [
            list(owners.pop(int(page.StructParents))) for page in self.pages
        ]
        self.annotations: dict[int, Object] = owners
        self.artifacts: list[dict[int, str]] = [{} for _ in self.pages]
        self._number = {page.obj.objgen: number for number, page in enumerate(pdf.pages)}
        self._texts: dict[int, dict[int, str]] = {}
        for number, page in enumerate(self.pages):
            if sorted(marked.numbers(page)) != list(range(len(self.marks[number]))):
                raise Unfinished(
                    f"content of page {number + 1} stands in a group of its own; "
                    "opacity below 1 can be used within drawings only"
                )

    def walk(self, top: Object | None = None) -> Iterator[Object]:
        """Walk through the elements below one, or below the document, in reading order."""
        for element in elements(self.document if top is None else top):
            yield element
            yield from self.walk(element)

    def content(self, element: Object) -> list[tuple[int, int]]:
        """Return the marked content directly in an element, as page numbers from 0 and MCIDs."""
        return [
            (self._number[element.Pg.objgen], kid) for kid in kids(element) if isinstance(kid, int)
        ]

    def holds_content(self, top: Object) -> bool:
        """Say whether any marked content is in an element or below it."""
        return any(self.content(element) for element in (top, *self.walk(top)))

    def text(self, top: Object) -> str:
        """Return the text of an element and all below it, pictures by their alternative text."""
        return "".join(
            str(element.get("/Alt", "")) + self._page_texts(page).get(mcid, "")
            for element in (top, *self.walk(top))
            for page, mcid in self.content(element)
        )

    def discard(self, page: int, mcid: int, kind: str) -> None:
        """Make content an artifact of a kind, and let no element own it."""
        self.artifacts[page][mcid] = kind
        self.marks[page][mcid] = None

    def unlink(self, element: Object, reference: Object) -> None:
        """Take an annotation off an element, and off its page when the tree is written."""
        self.annotations.pop(int(reference.Obj.StructParent), None)
        remove(element, reference)

    def adopt(self, parent: Object, held: list[Object | int]) -> None:
        """Give an element what others held before."""
        for kid in held:
            if isinstance(kid, int):
                self.marks[self._number[parent.Pg.objgen]][kid] = parent
            elif is_element(kid):
                kid.P = parent
            else:
                self.annotations[int(kid.Obj.StructParent)] = parent
        parent.K = Array([*kids(parent), *held])

    def merge(self, first: Object, second: Object) -> None:
        """Move all that an element holds to the end of another, and drop it."""
        self.adopt(first, kids(second))
        remove(second.P, second)

    def write(self) -> None:
        """Write artifacts, annotations and the parent tree back into the PDF."""
        numbers: list[Object | int] = []
        for number, page in enumerate(self.pages):
            if self.artifacts[number]:
                marked.turn_to_artifacts(page, self.artifacts[number])
            page.StructParents = number
            numbers += [number, self.pdf.make_indirect(Array(self.marks[number]))]
            self._write_annotations(page)
        for key in sorted(self.annotations):
            numbers += [key, self.annotations[key]]
        self.root.ParentTree.Nums = Array(numbers)

    def _write_annotations(self, page: Page) -> None:
        kept = [a for a in page.get("/Annots", ()) if int(a.StructParent) in self.annotations]
        if kept:
            page.Annots = Array(kept)
        elif "/Annots" in page:
            del page["/Annots"]

    def _page_texts(self, page: int) -> dict[int, str]:
        if page not in self._texts:
            self._texts[page] = marked.texts(self.pages[page])
        return self._texts[page]
