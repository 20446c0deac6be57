"""What WeasyPrint 70 gets wrong in a structure tree, each put right by a function of its own."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from itertools import groupby

from pikepdf import Array, Dictionary, Name, Object, String

from handouts.pdf.tree import Element, LinkReference, Tree, Unfinished

LANGUAGE = "lang:"  # <a href="lang:de"> is our only way to tell the language of some words
SCHEMES = ("http:", "https:", "mailto:", "tel:")
HOLLOW = frozenset({"Span", "NonStruct", "Div", "P"})  # mean nothing where they are empty
GROUPS = frozenset({"Art", "BlockQuote", "Caption", "Figure", "Link", "Part", "Sect"})
HEADINGS = frozenset({"H1", "H2", "H3", "H4", "H5", "H6"})
LISTS = frozenset({"L", "LBody", "LI", "Lbl"})
TABLES = frozenset({"TBody", "TD", "TFoot", "TH", "THead", "TR", "Table"})
KNOWN = HOLLOW | GROUPS | HEADINGS | LISTS | TABLES


def check(tree: Tree) -> None:
    """Refuse what no repair knows. Raises Unfinished."""
    strange = {element.kind for element in tree.walk()} - KNOWN
    if strange:
        raise Unfinished(f"the tree has elements of a kind not known: {', '.join(sorted(strange))}")
    for page in tree.pages:
        for annotation in page.get("/Annots", ()):
            if annotation.Subtype != Name.Link or "/StructParent" not in annotation:
                raise Unfinished("a page has an annotation that is no tagged link")


def margins(tree: Tree) -> None:
    """Make the margin boxes artifacts without links; WeasyPrint leaves them out of the tree."""
    for page, owners in enumerate(tree.marks):
        for mcid, owner in enumerate(owners):
            if owner is None:
                tree.discard(page, mcid, "Pagination")


def figures(tree: Tree) -> None:
    """Make pictures without alternative text artifacts; drop boxes, which are in wrong units."""
    for element in list(tree.walk()):
        if element.kind == "Figure":
            if "/Alt" not in element.object:
                for page, mcid in element.content:
                    tree.discard(page, mcid, "Layout")
                element.leave()
            elif "/A" in element.object:
                del element.object["/A"]


def links(tree: Tree, labels: Mapping[str, str]) -> None:
    """Make each link one element with one annotation a line, and say in words where it leads.

    Raises Unfinished for an address of a strange scheme, or a link that holds nothing.
    """
    _unlink_nested(tree)
    linked = [element for element in tree.walk() if _target(element)]
    _tell_languages(tree, linked)
    _drop_hollow_links(tree, linked)
    for pieces in _lines_of_links(tree):
        target = _target(pieces[0])
        if not target.startswith(("#", *SCHEMES)):
            raise Unfinished(f"a link leads to '{target}'; only web, mail and phone can be")
        text = _called(tree, pieces)
        for piece in pieces:
            for reference in piece.references:
                reference.annotation.Contents = String(labels.get(target) or text or target)
        for piece in pieces[1:]:
            tree.merge(pieces[0], piece)


def _called(tree: Tree, pieces: Sequence[Element]) -> str:
    """Return the text of a link on several lines: what says itself has its spaces at their ends."""
    if any(tree.says(piece) for piece in pieces):
        return "".join(map(tree.text, pieces)).strip()
    return " ".join(tree.text(piece).strip() for piece in pieces).strip()


def lists(tree: Tree) -> None:
    """Give each item one body, and tell how the items of a list are numbered."""
    for element in list(tree.walk()):
        if element.kind == "LI":
            _give_body(tree, element)
        elif element.kind == "L":
            numbering = Name(f"/{_numbering(tree, element)}")
            element.object.A = Dictionary(O=Name.List, ListNumbering=numbering)


def tables(tree: Tree) -> None:
    """Say of each header cell whether it heads its row or its column.

    A cell that another cell of its own row names is a row's header; all others are columns'.
    """
    for table in (element for element in tree.walk() if element.kind == "Table"):
        _name_spanning_heads(table)
    named: dict[bytes, Object] = {}
    for row in (element for element in tree.walk() if element.kind == "TR"):
        cells = row.elements
        heads = {
            bytes(name)
            for cell in cells
            if cell.kind == "TD"
            for name in cell.object.A.get("/Headers", ())
        }
        for cell in (cell.object for cell in cells if cell.kind == "TH"):
            named[bytes(cell.ID)] = cell
            cell.A.Scope = Name.Row if bytes(cell.ID) in heads else Name.Column
    if named:
        names = [part for name in sorted(named) for part in (String(name), named[name])]
        tree.root.IDTree = Dictionary(Names=Array(names))


def repair_parts(tree: Tree) -> None:
    """Repair what stands in the slots of a letterhead. Raises Unfinished for what is not known."""
    check(tree)
    figures(tree)
    links(tree, {})
    lists(tree)
    prune(tree)


def prune(tree: Tree) -> None:
    """Drop elements that hold nothing and mean nothing."""
    for element in reversed(list(tree.walk())):
        if element.kind in HOLLOW and not element.kids:
            element.leave()


def _name_spanning_heads(table: Element) -> None:
    """Name for each cell the heads over its column, where some span several.

    WeasyPrint takes the first cell of a row for the first column, and knows no spans.
    """
    parts = [part for part in table.elements if part.kind in ("THead", "TBody")]
    heads = [cell for part in parts if part.kind == "THead" for cell in part.walk()]
    if not any(_span(cell, "/ColSpan") > 1 for cell in heads if cell.kind == "TH"):
        return
    above: dict[int, list[Object]] = {}  # the names of the heads by column
    taken: dict[int, int] = {}  # of each column, the row that is free again
    rows = [(part.kind, row) for part in parts for row in part.elements if row.kind == "TR"]
    for number, (kind, row) in enumerate(rows):
        beside = [cell.object.ID for cell in row.elements if cell.kind == "TH"]
        column = 0
        for cell in row.elements:
            while taken.get(column, 0) > number:
                column += 1
            columns = range(column, column + _span(cell, "/ColSpan"))
            column = columns.stop
            if cell.kind == "TD":
                over = [name for at in columns for name in above.get(at, ())]
                cell.object.A.Headers = Array([*beside, *over])
            elif kind == "THead":
                taken |= dict.fromkeys(columns, number + _span(cell, "/RowSpan"))
                for at in columns:
                    above.setdefault(at, []).append(cell.object.ID)


def _span(cell: Element, key: str) -> int:
    attributes = cell.object.get("/A")
    return int(attributes.get(key, 1)) if attributes is not None else 1


def _unlink_nested(tree: Tree) -> None:
    """WeasyPrint gives every box inside a link an annotation of its own."""
    for element in list(tree.walk()):
        if not element.references:
            continue
        if _inside_link(element):
            for reference in element.references:
                tree.unlink(element, reference)
            if element.kind == "Link":
                element.retag("Span")
        elif element.kind != "Link":
            raise Unfinished(f"a link is not tagged as one, but as {element.kind}")


def _inside_link(element: Element) -> bool:
    above = element.parent
    while above is not None and above.kind != "Link":
        above = above.parent
    return above is not None


def _tell_languages(tree: Tree, linked: Sequence[Element]) -> None:
    for element in linked:
        target = _target(element)
        if target.startswith(LANGUAGE):
            for reference in element.references:
                tree.unlink(element, reference)
            element.retag("Span")
            element.object.Lang = String(target.removeprefix(LANGUAGE))


def _drop_hollow_links(tree: Tree, linked: Sequence[Element]) -> None:
    """Drop what is left on a line where a link begins only after the break."""
    targets = {target for element in linked if (target := _target(element))}
    for element in linked:
        if _target(element) and not element.holds_content():
            for reference in element.references:
                tree.unlink(element, reference)
            element.leave()
    lost = targets - {_target(element) for element in linked}
    if lost:
        raise Unfinished(f"a link has no text of its own: '{min(lost)}'")


def _lines_of_links(tree: Tree) -> Iterator[list[Element]]:
    """Find the links, each as the elements of its lines: neighbours with one target."""
    for parent in [tree.document, *tree.walk()]:
        for target, neighbours in groupby(parent.elements, key=_target):
            if target:
                yield list(neighbours)


def _target(element: Element) -> str:
    """Return where a link leads, '#name' within the document, or '' where it is no link."""
    for kid in element.kids:
        if isinstance(kid, LinkReference):
            return kid.target
    return ""


def _give_body(tree: Tree, item: Element) -> None:
    labels = [kid for kid in item.kids if _is(kid, "Lbl")]
    rest = [kid for kid in item.kids if not _is(kid, "Lbl")]
    if len(rest) == 1 and _is(rest[0], "LBody"):
        return
    body = tree.new("LBody", item)
    for kid in rest:
        tree.adopt(body, kid.kids if isinstance(kid, Element) and _is(kid, "LBody") else [kid])
    item.kids = [*labels, body]


def _is(kid: Element | LinkReference | int, kind: str) -> bool:
    return isinstance(kid, Element) and kid.kind == kind


def _numbering(tree: Tree, element: Element) -> str:
    """Return the ListNumbering of a list by its labels (ISO 32000-1, table 347)."""
    labels = [
        tree.text(kid)
        for item in element.elements
        if item.kind == "LI"
        for kid in item.elements
        if kid.kind == "Lbl"
    ]
    if not labels:
        return "None"
    return "Decimal" if any(c.isdigit() for label in labels for c in label) else "Disc"
