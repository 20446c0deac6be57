"""What WeasyPrint 70 gets wrong in a structure tree, each put right by a function of its own."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from itertools import groupby

from pikepdf import Array, Dictionary, Name, Object, String

from handouts.press.tree import HYPHENATED, Element, Reference, Tree, Unfinished

LANGUAGE = "lang:"  # <a href="lang:de"> is our only way to tell the language of some words
SCHEMES = ("http:", "https:", "mailto:", "tel:")
HOLLOW = frozenset({"Span", "NonStruct", "Div", "P"})  # mean nothing where they are empty
GROUPS = frozenset({"Art", "BlockQuote", "Caption", "Figure", "Link", "Part", "Sect"})
HEADINGS = frozenset({"H1", "H2", "H3", "H4", "H5", "H6"})
LISTS = frozenset({"L", "LBody", "LI", "Lbl"})
TABLES = frozenset({"TBody", "TD", "TFoot", "TH", "THead", "TR", "Table"})
KNOWN = HOLLOW | GROUPS | HEADINGS | LISTS | TABLES | {HYPHENATED}
SINGLE = frozenset({"Figure", "Lbl", "Link"})  # not joined here: links are, by where they lead


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


def hyphens(tree: Tree) -> None:
    """Let a word that a line end parts be heard as one, without the hyphen."""
    for element in tree.walk():
        if element.kind == HYPHENATED:
            element.object.ActualText = String(tree.text(element)[:-1])
            element.retag("Span")


def pages(tree: Tree) -> None:
    """Make what crosses pages one element again, by the names that the engine gave.

    Of a table that goes on, the head that is drawn again becomes an artifact.
    """
    heads: dict[bytes, Object] = {}  # the cells of repeated heads, and of rows: the first of each
    begun: Element | None = None
    for top in tree.document.elements:
        if begun and _continues(begun, top):
            _join(tree, begun, top, heads)
        else:
            begun = top
    for element in tree.walk():
        if "/T" in element.object:
            del element.object.T
        if heads and element.kind == "TD" and "/Headers" in element.object.A:
            named = element.object.A.Headers
            element.object.A.Headers = Array([heads.get(bytes(name), name) for name in named])


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
    _tell_languages(tree)
    _drop_hollow_links(tree)
    for pieces in _lines_of_links(tree):
        target = _target(pieces[0])
        if not target.startswith(("#", *SCHEMES)):
            raise Unfinished(f"a link leads to '{target}'; only web, mail and phone can be")
        text = " ".join(tree.text(piece).strip() for piece in pieces).strip()
        for piece in pieces:
            for reference in piece.references:
                reference.annotation.Contents = String(labels.get(target) or text or target)
        for piece in pieces[1:]:
            tree.merge(pieces[0], piece)


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


def prune(tree: Tree) -> None:
    """Drop elements that hold nothing and mean nothing."""
    for element in reversed(list(tree.walk())):
        if element.kind in HOLLOW and not element.kids:
            element.leave()


def _continues(first: Element, second: Element) -> bool:
    """Say whether an element is what is left of another on a later page."""
    if first.kind != second.kind or first.page == second.page or first.kind in SINGLE:
        return False
    names = [element.object.get("/T") for element in (first, second)]
    return names[0] is not None and names[0] == names[1]


def _join(tree: Tree, first: Element, second: Element, heads: dict[bytes, Object]) -> None:
    if first.kind == "TH":
        heads[bytes(second.object.ID)] = first.object.ID
    for kid in list(second.kids):
        same = isinstance(kid, Element) and [e for e in first.elements if _continues(e, kid)]
        if not isinstance(kid, Element) or not same:
            tree.adopt(first, [kid])
        elif kid.kind == "THead":
            _repeat(tree, same[-1], kid, heads)
        else:
            _join(tree, same[-1], kid, heads)
    second.leave()


def _repeat(tree: Tree, first: Element, again: Element, heads: dict[bytes, Object]) -> None:
    """Make a head that is drawn again an artifact, without links."""
    cells = ([e.object for e in head.walk() if e.kind == "TH"] for head in (first, again))
    heads.update((bytes(second.ID), one.ID) for one, second in zip(*cells, strict=True))
    for element in again.walk():
        for page, mcid in element.content:
            tree.discard(page, mcid, "Pagination")
        for reference in element.references:
            tree.unlink(element, reference)


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


def _tell_languages(tree: Tree) -> None:
    for element in list(tree.walk()):
        target = _target(element)
        if target.startswith(LANGUAGE):
            for reference in element.references:
                tree.unlink(element, reference)
            element.retag("Span")
            element.object.Lang = String(target.removeprefix(LANGUAGE))


def _drop_hollow_links(tree: Tree) -> None:
    """Drop what is left on a line where a link begins only after the break."""
    targets = {target for element in tree.walk() if (target := _target(element))}
    for element in list(tree.walk()):
        if _target(element) and not element.holds_content():
            for reference in element.references:
                tree.unlink(element, reference)
            element.leave()
    lost = targets - {_target(element) for element in tree.walk()}
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
    references = element.references
    return references[0].target if references else ""


def _give_body(tree: Tree, item: Element) -> None:
    labels = [kid for kid in item.kids if _is(kid, "Lbl")]
    rest = [kid for kid in item.kids if not _is(kid, "Lbl")]
    if len(rest) == 1 and _is(rest[0], "LBody"):
        return
    body = tree.new("LBody", item)
    for kid in rest:
        tree.adopt(body, kid.kids if isinstance(kid, Element) and _is(kid, "LBody") else [kid])
    item.kids = [*labels, body]


def _is(kid: Element | Reference | int, kind: str) -> bool:
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
