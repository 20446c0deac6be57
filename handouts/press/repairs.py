"""What WeasyPrint 70 gets wrong in a structure tree, each put right by a function of its own."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from itertools import groupby

from pikepdf import Array, Dictionary, Name, Object, String

from handouts.press.tree import (
    Tree,
    Unfinished,
    elements,
    is_element,
    kids,
    kind,
    references,
    remove,
)

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
    strange = {kind(element) for element in tree.walk()} - KNOWN
    if strange:
        raise Unfinished(f"the tree has elements of a kind not known: {', '.join(sorted(strange))}")
    for page in tree.pages:
        for annotation in page.get("/Annots", ()):
            if annotation.Subtype != Name.Link or "/StructParent" not in annotation:
                raise Unfinished("a page has an annotation that is no tagged link")


def margins(tree: Tree) -> None:
    """Make the margin boxes artifacts without links; WeasyPrint leaves them out of the tree."""
    live = {element.objgen for element in tree.walk()}
    for page, owners in enumerate(tree.marks):
        for mcid, owner in enumerate(owners):
            if owner is None or owner.objgen not in live:
                tree.discard(page, mcid, "Pagination")
    tree.annotations = {
        key: owner for key, owner in tree.annotations.items() if owner.objgen in live
    }


def figures(tree: Tree) -> None:
    """Make pictures without alternative text artifacts; drop boxes, which are in wrong units."""
    for element in list(tree.walk()):
        if kind(element) == "Figure":
            if "/Alt" not in element:
                for page, mcid in tree.content(element):
                    tree.discard(page, mcid, "Layout")
                remove(element.P, element)
            elif "/A" in element:
                del element["/A"]


def links(tree: Tree, labels: Mapping[str, str]) -> None:
    """Make each link one element with one annotation a line, and say in words where it leads.

    Raises Unfinished for an address of a strange scheme, or a link that holds nothing.
    """
    _unlink_nested(tree)
    _tell_languages(tree)
    _drop_hollow_links(tree)
    for pieces in _lines_of_links(tree):
        target = _target(pieces[0])
        if not target.startswith(("#", *SCHEMES)):
            raise Unfinished(f"a link leads to '{target}'; only web, mail and phone can be")
        text = " ".join(tree.text(piece).strip() for piece in pieces).strip()
        for piece in pieces:
            for reference in references(piece):
                reference.Obj.Contents = String(labels.get(target) or text or target)
        for piece in pieces[1:]:
            tree.merge(pieces[0], piece)


def lists(tree: Tree) -> None:
    """Give each item one body, and tell how the items of a list are numbered."""
    for element in list(tree.walk()):
        if kind(element) == "LI":
            _give_body(tree, element)
        elif kind(element) == "L":
            numbering = Name(f"/{_numbering(tree, element)}")
            element.A = Dictionary(O=Name.List, ListNumbering=numbering)


def tables(tree: Tree) -> None:
    """Say of each header cell whether it heads its row or its column.

    A cell that another cell of its own row names is a row's header; all others are columns'.
    """
    named: dict[bytes, Object] = {}
    for row in (element for element in tree.walk() if kind(element) == "TR"):
        cells = elements(row)
        heads = {
            bytes(name)
            for cell in cells
            if kind(cell) == "TD"
            for name in cell.A.get("/Headers", ())
        }
        for cell in cells:
            if kind(cell) == "TH":
                named[bytes(cell.ID)] = cell
                cell.A.Scope = Name.Row if bytes(cell.ID) in heads else Name.Column
    if named:
        names = [part for name in sorted(named) for part in (String(name), named[name])]
        tree.root.IDTree = Dictionary(Names=Array(names))


def prune(tree: Tree) -> None:
    """Drop elements that hold nothing and mean nothing."""
    for element in reversed(list(tree.walk())):
        if kind(element) in HOLLOW and not kids(element):
            remove(element.P, element)


def _unlink_nested(tree: Tree) -> None:
    """WeasyPrint gives every box inside a link an annotation of its own."""
    for element in list(tree.walk()):
        if not references(element):
            continue
        if _inside_link(element):
            for reference in references(element):
                tree.unlink(element, reference)
            if kind(element) == "Link":
                element.S = Name.Span
        elif kind(element) != "Link":
            raise Unfinished(f"a link is not tagged as one, but as {kind(element)}")


def _inside_link(element: Object) -> bool:
    above = element.P
    while above.get("/Type") == Name.StructElem:
        if kind(above) == "Link":
            return True
        above = above.P
    return False


def _tell_languages(tree: Tree) -> None:
    for element in list(tree.walk()):
        target = _target(element)
        if target.startswith(LANGUAGE):
            for reference in references(element):
                tree.unlink(element, reference)
            element.S = Name.Span
            element.Lang = String(target.removeprefix(LANGUAGE))


def _drop_hollow_links(tree: Tree) -> None:
    """Drop what is left on a line where a link begins only after the break."""
    targets = {target for element in tree.walk() if (target := _target(element))}
    for element in list(tree.walk()):
        if _target(element) and not tree.holds_content(element):
            for reference in references(element):
                tree.unlink(element, reference)
            remove(element.P, element)
    lost = targets - {_target(element) for element in tree.walk()}
    if lost:
        raise Unfinished(f"a link has no text of its own: '{min(lost)}'")


def _lines_of_links(tree: Tree) -> Iterator[list[Object]]:
    """Find the links, each as the elements of its lines: neighbours with one target."""
    for parent in [tree.document, *tree.walk()]:
        for target, neighbours in groupby(elements(parent), key=_target):
            if target:
                yield list(neighbours)


def _target(element: Object) -> str:
    """Return where a link leads, '#name' within the document, or '' where it is no link."""
    for reference in references(element):
        annotation = reference.Obj
        return f"#{annotation.Dest}" if "/Dest" in annotation else str(annotation.A.URI)
    return ""


def _give_body(tree: Tree, item: Object) -> None:
    labels = [kid for kid in elements(item) if kind(kid) == "Lbl"]
    marks = {label.objgen for label in labels}
    rest = [kid for kid in kids(item) if isinstance(kid, int) or kid.objgen not in marks]
    if len(rest) == 1 and is_element(rest[0]) and kind(rest[0]) == "LBody":
        return
    body = tree.pdf.make_indirect(
        Dictionary(Type=Name.StructElem, S=Name.LBody, P=item, Pg=item.Pg)
    )
    held: list[Object | int] = []
    for kid in rest:
        held += kids(kid) if is_element(kid) and kind(kid) == "LBody" else [kid]
    tree.adopt(body, held)
    item.K = Array([*labels, body])


def _numbering(tree: Tree, element: Object) -> str:
    """Return the ListNumbering of a list by its labels (ISO 32000-1, table 347)."""
    labels = [
        tree.text(kid)
        for item in elements(element)
        if kind(item) == "LI"
        for kid in elements(item)
        if kind(kid) == "Lbl"
    ]
    if not labels:
        return "None"
    return "Decimal" if any(c.isdigit() for label in labels for c in label) else "Disc"
