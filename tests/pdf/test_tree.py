from __future__ import annotations

from collections.abc import Iterator
from io import BytesIO

import pytest
from pikepdf import Array, Pdf

from handouts.pdf.tree import Tree, Unfinished


@pytest.fixture
def tree(everything_raw: bytes) -> Iterator[Tree]:
    with Pdf.open(BytesIO(everything_raw)) as pdf:
        yield Tree(pdf)


def test_elements_are_walked_in_reading_order(tree: Tree) -> None:
    kinds = [element.kind for element in tree.walk()]
    assert kinds[:3] == ["H1", "Span", "P"]
    assert kinds.index("Table") < kinds.index("H2")


def test_text_is_that_of_an_element_and_all_below_it(tree: Tree) -> None:
    assert tree.text(tree.document.elements[1]) == "Some words and ein deutsches Wort."


def test_a_picture_is_read_as_its_alternative_text(tree: Tree) -> None:
    assert [tree.text(e) for e in tree.walk() if e.kind == "Figure"] == ["", "A red box", "A sign"]


def test_merging_moves_content_and_its_owner(tree: Tree) -> None:
    heading, paragraph = tree.document.elements[:2]
    (span,) = heading.elements
    ((page, mcid),) = span.content
    tree.merge(heading, span)
    assert heading.kids == [mcid]
    assert tree.marks[page][mcid] is heading
    tree.merge(paragraph, heading)
    assert tree.document.elements[0].kind == "P"


def test_discarded_content_is_written_as_an_artifact(tree: Tree) -> None:
    tree.discard(0, 0, "Layout")
    tree.write()
    assert b"/Artifact <</Type /Layout>> BDC" in tree.pages[0].Contents.read_bytes()
    assert tree.root.ParentTree.Nums[1][0] is None


def test_an_unlinked_annotation_leaves_its_element_and_its_page(tree: Tree) -> None:
    link = next(e for e in tree.walk() if e.references and e.references[0].target[0] == "#")
    [reference] = link.references
    tree.unlink(link, reference)
    assert link.references == []
    tree.write()
    kept = {int(a.StructParent) for page in tree.pages for a in page.get("/Annots", ())}
    assert kept == set(tree.annotations) and reference.key not in kept


def test_a_tree_of_another_shape_is_refused(everything_raw: bytes) -> None:
    with Pdf.open(BytesIO(everything_raw)) as pdf:
        del pdf.Root.StructTreeRoot.ParentTree["/Nums"]
        with pytest.raises(Unfinished, match="the PDF has no structure tree"):
            Tree(pdf)


def test_content_that_the_parent_tree_does_not_know_is_refused(everything_raw: bytes) -> None:
    with Pdf.open(BytesIO(everything_raw)) as pdf:
        pdf.Root.StructTreeRoot.ParentTree.Nums[1] = Array()
        with pytest.raises(Unfinished, match="content of page 1 stands in a group of its own"):
            Tree(pdf)
