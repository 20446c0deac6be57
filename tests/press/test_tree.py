from __future__ import annotations

from collections.abc import Iterator
from io import BytesIO

import pytest
from pikepdf import Array, Pdf

from handouts.press.tree import Tree, Unfinished, elements, kids, kind, references


@pytest.fixture
def tree(everything_raw: bytes) -> Iterator[Tree]:
    with Pdf.open(BytesIO(everything_raw)) as pdf:
        yield Tree(pdf)


def test_elements_are_walked_in_reading_order(tree: Tree) -> None:
    kinds = [kind(element) for element in tree.walk()]
    assert kinds[:3] == ["H1", "Span", "P"]
    assert kinds.index("Table") < kinds.index("H2")


def test_text_is_that_of_an_element_and_all_below_it(tree: Tree) -> None:
    assert tree.text(elements(tree.document)[1]) == "Some words and ein deutsches Wort."


def test_a_picture_is_read_as_its_alternative_text(tree: Tree) -> None:
    assert [tree.text(e) for e in tree.walk() if kind(e) == "Figure"] == ["", "A red box", "A sign"]


def test_merging_moves_content_and_its_owner(tree: Tree) -> None:
    heading, paragraph = elements(tree.document)[:2]
    (span,) = elements(heading)
    ((page, mcid),) = tree.content(span)
    tree.merge(heading, span)
    assert kids(heading) == [mcid]
    owner = tree.marks[page][mcid]
    assert owner is not None and owner.objgen == heading.objgen
    tree.merge(paragraph, heading)
    assert kind(elements(tree.document)[0]) == "P"


def test_discarded_content_is_written_as_an_artifact(tree: Tree) -> None:
    tree.discard(0, 0, "Layout")
    tree.write()
    assert b"/Artifact <</Type /Layout>> BDC" in tree.pages[0].Contents.read_bytes()
    assert tree.root.ParentTree.Nums[1][0] is None


def test_an_unlinked_annotation_leaves_its_element_and_its_page(tree: Tree) -> None:
    before = len(tree.pages[1].Annots)
    link = next(e for e in tree.walk() if references(e) and "/Dest" in references(e)[0].Obj)
    tree.unlink(link, references(link)[0])
    assert references(link) == []
    tree.write()
    assert len(tree.pages[1].Annots) == before - 1


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
