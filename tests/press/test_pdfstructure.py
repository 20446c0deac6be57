"""The facts that other tests rely on: each must be seen to fail."""

from __future__ import annotations

from collections.abc import Callable
from io import BytesIO

import pytest
from pdfstructure import Structure, walk
from pikepdf import Array, Dictionary, Name, Object, Pdf, String


def spoil(data: bytes, change: Callable[[Pdf], None]) -> Structure:
    file = BytesIO()
    with Pdf.open(BytesIO(data)) as pdf:
        change(pdf)
        pdf.save(file)
    return Structure(file.getvalue())


def rewrite(old: bytes, new: bytes) -> Callable[[Pdf], None]:
    def change(pdf: Pdf) -> None:
        page = pdf.pages[0]
        content = page.Contents.read_bytes()
        assert old in content
        page.Contents.write(content.replace(old, new, 1))

    return change


def first(pdf: Pdf, kind: str) -> Object:
    return next(e for e in walk(pdf.Root.StructTreeRoot.K[0]) if str(e.S) == f"/{kind}")


def empty_heading(pdf: Pdf) -> None:
    first(pdf, "H1").K = Array()


def name_too_much(pdf: Pdf) -> None:
    heading = first(pdf, "H1")
    heading.K = Array([*heading.K, 999])


def swap_owners(pdf: Pdf) -> None:
    marks = pdf.Root.StructTreeRoot.ParentTree.Nums[1]
    marks[0], marks[1] = marks[1], marks[0]


def add_link_on_top(pdf: Pdf) -> None:
    page = pdf.pages[0]
    again = pdf.make_indirect(Dictionary(dict(page.Annots[0].items())))
    page.Annots = Array([*page.Annots, again])


def forget_parent(pdf: Pdf) -> None:
    del pdf.pages[0].Annots[0].StructParent


def untag_link(pdf: Pdf) -> None:
    first(pdf, "Link").S = Name.Span


def drop_annotations(pdf: Pdf) -> None:
    del pdf.pages[0]["/Annots"]


def mute_link(pdf: Pdf) -> None:
    link = first(pdf, "Link")
    link.K = Array([kid for kid in link.K if isinstance(kid, Dictionary) and "/Obj" in kid])


def free_link(pdf: Pdf) -> None:
    link = first(pdf, "Link")
    link.K = Array([kid for kid in link.K if not (isinstance(kid, Dictionary) and "/Obj" in kid)])


@pytest.mark.parametrize(
    ("change", "fault"),
    [
        (empty_heading, "'Title' is in no element that is read"),
        (name_too_much, "/H1 names content that is not drawn"),
        (swap_owners, "holds content that the parent tree gives to another"),
        (rewrite(b"<</MCID 0>>", b"<<>>"), "'Title' is neither tagged nor artifact"),
        (add_link_on_top, "two links lie upon each other"),
        (forget_parent, "the link to 'https://example.org/nested' is not read"),
        (drop_annotations, "the tree names a link that is on no page"),
        (mute_link, "a Link element has nothing to read"),
        (free_link, "a Link element has no annotation"),
    ],
)
def test_each_fault_is_seen(everything: bytes, change: Callable[[Pdf], None], fault: str) -> None:
    assert any(fault in found for found in spoil(everything, change).faults())


def test_text_in_a_margin_that_is_read_is_seen(everything: bytes) -> None:
    structure = Structure(everything)
    assert structure.margin_faults(0, 0, 0, 0) == []
    assert structure.margin_faults(200, 0, 0, 0) != []


def test_text_in_a_form_is_read_through_its_own_marks(everything: bytes) -> None:
    def add_form(pdf: Pdf) -> None:
        page, tree = pdf.pages[0], pdf.Root.StructTreeRoot
        font = next(iter(page.Resources.Font.keys()))
        form = pdf.make_stream(
            f"/P <</MCID 0>> BDC BT {font} 9 Tf (no) Tj ET EMC".encode(),
            Type=Name.XObject,
            Subtype=Name.Form,
            BBox=Array([0, 0, 9, 9]),
            Resources=Dictionary(Font=page.Resources.Font),
            StructParents=900,
        )
        page.Resources.XObject["/Slot"] = form
        page.Contents.write(page.Contents.read_bytes() + b"\n/Slot Do")
        paragraph = pdf.make_indirect(
            Dictionary(Type=Name.StructElem, S=Name.P, P=tree.K[0], Pg=page.obj)
        )
        paragraph.K = Array([Dictionary(Type=Name.MCR, Pg=page.obj, Stm=form, MCID=0)])
        tree.K[0].K = Array([*tree.K[0].K, paragraph])
        tree.ParentTree.Nums = Array([*tree.ParentTree.Nums, 900, Array([paragraph])])

    def forget_form(pdf: Pdf) -> None:
        add_form(pdf)
        pdf.Root.StructTreeRoot.K[0].K[-1].K = Array()

    assert spoil(everything, add_form).content_faults() == []
    assert len(spoil(everything, forget_form).content_faults()) == 1


def test_reading_headings_and_targets_are_in_order(everything: bytes) -> None:
    structure = Structure(everything)
    assert structure.reading()[:2] == [("H1", ""), ("Span", "Title")]
    assert structure.headings() == [(1, "Title"), (2, "Second page")]
    assert structure.targets()[-2:] == ["#top", "tel:+442079460000"]
    assert structure.text().index("Title") < structure.text().index("Second page")


def test_lines_are_read_with_a_space_between_them(everything: bytes) -> None:
    assert "that it cannot stand on one line" in Structure(everything).text()


def test_what_is_said_of_a_link_is_told(everything: bytes) -> None:
    def rename(pdf: Pdf) -> None:
        pdf.pages[0].Annots[0].Contents = String("other")

    assert spoil(everything, rename).labels()[0] == "other"
