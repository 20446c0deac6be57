"""Copies bound to one PDF: each begins on a fresh sheet, and all are heard one after the other."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from pikepdf import (
    Array,
    Dictionary,
    Name,
    Object,
    OutlineItem,
    Page,
    Pdf,
    Stream,
    String,
)

from handouts.pdf import metadata
from handouts.pdf.finishing import open_pdf, save_pdf
from handouts.pdf.metadata import Meta
from handouts.pdf.tree import Unfinished

__all__ = ["bind"]

KEYS_APART = 1_000_000  # between the keys of two copies in the parent tree; a copy has none so high


def bind(copies: Sequence[bytes], meta: Meta) -> bytes:
    """Return copies as one PDF that conforms as they do; the same bytes for the same input.

    Raises Unfinished where a copy cannot be read.
    """
    made, parts, owners, names = Pdf.new(), list[Object](), list[Object](), list[Object]()
    document = made.make_indirect(Dictionary(Type=Name.StructElem, S=Name.Document))
    outline = list[OutlineItem]()
    for number, data in enumerate(copies):
        source = open_pdf(data)
        _drop_names(source)
        _number_apart(source, number)
        _name_apart(source, number)
        if len(made.pages) % 2:
            made.pages.append(_blank(made, source.pages[0]))
        start = len(made.pages)
        made.pages.extend(source.pages)
        outline += _bookmarks(source, start)
        root = made.copy_foreign(source.make_indirect(source.Root.StructTreeRoot))
        for part in _elements(root):
            part.S, part.P = Name.Part, document
            parts.append(part)
        owners += list(root.ParentTree.Nums)
        names += list(root.get("/IDTree", Dictionary()).get("/Names", ()))
        if not number:
            intents = source.make_indirect(source.Root.OutputIntents)
            made.Root.OutputIntents = made.copy_foreign(intents)
            if metadata.runs_from_right(source):
                metadata.run_from_right(made)
    document.K = Array(parts)
    root = Dictionary(Type=Name.StructTreeRoot, K=Array([document]))
    root.ParentTree = made.make_indirect(Dictionary(Nums=Array(owners)))
    root.IDTree = made.make_indirect(Dictionary(Names=Array(names)))
    made.Root.StructTreeRoot = document.P = made.make_indirect(root)
    with made.open_outline() as contents:
        contents.root.extend(outline)
    metadata.write(made, meta)
    return save_pdf(made)


def _drop_names(source: Pdf) -> None:
    """Drop the names of places; nothing may lead to one. Raises Unfinished where something does."""
    for page in source.pages:
        if any("/Dest" in link for link in page.get("/Annots", ())):
            raise Unfinished("a link leads to a place within its copy, which cannot be bound")
    if "/Names" in source.Root:
        del source.Root.Names


def _number_apart(source: Pdf, number: int) -> None:
    """Give what a copy has in the parent tree keys that no other copy has."""
    for holder in source.objects:
        if isinstance(holder, Dictionary | Stream):
            for key in ("/StructParents", "/StructParent"):
                if key in holder:
                    holder[key] = int(holder[key]) + number * KEYS_APART
    owners = source.Root.StructTreeRoot.ParentTree.Nums
    for place in range(0, len(owners), 2):
        owners[place] = int(owners[place]) + number * KEYS_APART


def _name_apart(source: Pdf, number: int) -> None:
    """Give the header cells of a copy names that no other copy has; the order of names stays."""

    def apart(name: Object) -> String:
        return String(f"{number:04}-{name}")

    root = source.Root.StructTreeRoot
    for element in _below(root):
        if "/ID" in element:
            element.ID = apart(element.ID)
        for attributes in _attributes(element):
            if "/Headers" in attributes:
                attributes.Headers = Array(map(apart, attributes.Headers))
    named = root.get("/IDTree", Dictionary()).get("/Names", Array())
    for place in range(0, len(named), 2):
        named[place] = apart(named[place])


def _below(element: Object) -> Iterator[Object]:
    for kid in _elements(element):
        yield kid
        yield from _below(kid)


def _elements(above: Object) -> list[Object]:
    entry = above.get("/K", ())
    kids = entry if isinstance(entry, Array) else [entry]
    return [kid for kid in kids if isinstance(kid, Dictionary) and "/S" in kid]


def _attributes(element: Object) -> Iterable[Object]:
    entry = element.get("/A", ())
    return entry if isinstance(entry, Array) else [entry] if isinstance(entry, Dictionary) else ()


def _bookmarks(source: Pdf, start: int) -> Iterator[OutlineItem]:
    """Yield the bookmarks of a copy whose first page has a number in the whole."""
    pages = {page.objgen: at for at, page in enumerate(map(_object, source.pages), start)}

    def moved(item: OutlineItem) -> OutlineItem:
        page, _, left, top, *_ = Array(item.destination)  # type: ignore[arg-type]
        number, sides = pages[page.objgen], (float(left), float(top))
        there = OutlineItem(item.title, number, "XYZ", left=sides[0], top=sides[1])
        there.children.extend(map(moved, item.children))
        return there

    with source.open_outline() as outline:
        yield from map(moved, outline.root)


def _blank(made: Pdf, like: Page) -> Page:
    """Return an empty page of the size of another: the back of a sheet."""
    page = Dictionary(Type=Name.Page, MediaBox=Array(like.MediaBox), Resources=Dictionary())
    return Page(made.make_indirect(page))


def _object(page: Page) -> Object:
    return page.obj
