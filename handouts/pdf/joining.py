"""What goes on from page to page: one thing for those who listen, which the engine writes as two.

WeasyPrint 70 gives an element that breaks over pages a structure element on each of them (see
https://github.com/Kozea/WeasyPrint/issues/2902). Nothing in the PDF tells which belong together:
the engine notes it in the catalog, and here they are joined and the note is taken out.
"""

from __future__ import annotations

from collections.abc import Mapping

from pikepdf import Array, String

from handouts.pdf.tree import Element, Tree, Unfinished

__all__ = ["GOES_ON", "join"]

GOES_ON = "HandoutsGoesOn"  # a list for each page but the first: tags, from the outermost
WRAPPERS = frozenset({"LBody", "NonStruct"})  # of boxes without an element of their own


def join(tree: Tree) -> None:
    """Join the elements of what goes on from page to page. Raises Unfinished."""
    note = tree.pdf.Root.get(f"/{GOES_ON}")
    if note is None:
        return
    del tree.pdf.Root[f"/{GOES_ON}"]
    for page, tags in enumerate(note, start=1):
        if len(tags):
            before = [element for element in tree.document.elements if element.page < page]
            after = [element for element in tree.document.elements if element.page == page]
            if not before or not after:
                raise Unfinished("an element goes on from page to page, and has no second half")
            alike = [element for element in before if element.kind == after[0].kind]
            _join(tree, (alike or before)[-1], after[0], len(tags), page)  # notes stand behind it


def _join(tree: Tree, first: Element, second: Element, depth: int, page: int) -> None:
    """Join two halves of one element, and what goes on within it: depth elements in all."""
    if first.kind != second.kind:
        raise Unfinished(f"a page begins with {second.kind} where {first.kind} goes on")
    if first.kind == "Table":
        _name_heads_apart(second, page, _keep_one_head(tree, first, second))
    if first.kind == "TR":  # all its cells go on, side by side
        for cell, rest in zip(first.elements, list(second.elements), strict=True):
            tree.merge(cell, rest)
        second.leave()
        return
    left = depth - (first.kind not in WRAPPERS or depth == 1)
    one, other = first.elements[-1:], second.elements[:1]
    if left > 0 and one and other and _may_join(one[0], other[0]):
        _join(tree, one[0], other[0], left, page)
    tree.merge(first, second)


def _may_join(one: Element, other: Element) -> bool:
    """Say whether two elements can be one: content of two pages cannot stand in the same."""
    return one.kind == other.kind and not one.content and not other.content


def _keep_one_head(tree: Tree, first: Element, second: Element) -> dict[bytes, String]:
    """Make the head that stands again an artifact of pagination (ISO 32000-1, 14.8.2.2.2).

    WeasyPrint leaves the head away where it leaves no room for a row; then the first one is kept.
    Return by the names of the columns of what is dropped those of the same columns.
    """
    heads = [kid for kid in second.elements if kid.kind == "THead"]
    known = any(kid.kind == "THead" for kid in first.elements)
    names = dict(zip(_columns(second), map(String, _columns(first)), strict=False))
    for head in heads:
        head.leave()
    if not known:
        tree.adopt(first, [*heads])
        first.kids.sort(key=lambda kid: isinstance(kid, Element) and kid.kind == "TBody")
        return {}
    for head in heads:
        for element in (head, *head.walk()):
            for reference in element.references:
                tree.unlink(element, reference)
            for at, mcid in element.content:
                tree.discard(at, mcid, "Pagination")
    return names


def _columns(table: Element) -> list[bytes]:
    """Return the names of the cells of a table's head."""
    heads = (kid for kid in table.elements if kid.kind == "THead")
    cells = (cell.object for head in heads for cell in head.walk() if cell.kind == "TH")
    return [bytes(cell.ID) for cell in cells if "/ID" in cell]


def _name_heads_apart(table: Element, page: int, columns: Mapping[bytes, String]) -> None:
    """Give the heads of rows names of their own: WeasyPrint counts rows from each page's first.

    columns are the new names of columns by their old ones.
    """
    for row in (element for element in table.walk() if element.kind == "TR"):
        heads = [cell for cell in row.elements if cell.kind == "TH" and "/ID" in cell.object]
        named = {bytes(cell.object.ID): cell for cell in heads}
        new = {name: String(f"{name.decode()}-{page}") for name in named}
        names = {**columns, **new}
        for name, cell in named.items():
            cell.object.ID = new[name]
        for cell in row.elements:
            if cell.kind == "TD" and "/Headers" in cell.object.get("/A", {}):
                headers = [names.get(bytes(name), name) for name in cell.object.A.Headers]
                cell.object.A.Headers = Array(headers)
