"""Two output folders held against each other."""

from __future__ import annotations

import io
from pathlib import Path

import pytest
from PIL import Image, ImageDraw
from samples import MakeWorkspace

from handouts.batch.storage import Folder
from handouts.desk.comparing import Difference, compare, page_of

A, B, C = "brand/brand-a.pdf", "brand/brand-b.pdf", "drafts/brand/brand-c-text-DRAFT.txt"


def a_pdf(*pages: str) -> bytes:
    """Return a PDF with words drawn on its pages."""
    drawn = []
    for words in pages:
        page = Image.new("RGB", (210, 297), "white")
        ImageDraw.Draw(page).text((20, 20), words, fill="black")
        drawn.append(page)
    out = io.BytesIO()
    drawn[0].save(out, "PDF", save_all=True, append_images=drawn[1:], resolution=72)
    return out.getvalue()


@pytest.fixture
def folders(tmp_path: Path) -> tuple[Folder, Folder]:
    old, new = Folder(tmp_path / "old"), Folder(tmp_path / "new")
    for folder in (old, new):
        folder.write_whole(A, a_pdf("the same"))
        folder.write_whole(C, b"one\ntwo\n")
    return old, new


def found(folders: tuple[Folder, Folder]) -> list[Difference]:
    return list(compare(*folders, processes=1))


def test_equal_folders_differ_in_nothing(folders: tuple[Folder, Folder]) -> None:
    assert found(folders) == []


def test_what_came_and_what_went_is_told(folders: tuple[Folder, Folder]) -> None:
    old, new = folders
    old.remove(A)
    new.remove(C)
    assert [(one.path, one.change) for one in found(folders)] == [(A, "came"), (C, "went")]


def test_the_pages_that_differ_are_shown_with_marks(folders: tuple[Folder, Folder]) -> None:
    old, new = folders
    old.write_whole(B, a_pdf("one", "two"))
    new.write_whole(B, a_pdf("one", "three", "four"))
    [one] = found(folders)
    assert (one.path, one.change) == (B, "changed")
    assert [fact.partition(":")[0] for fact in one.facts] == [
        "page 2",
        "page 3 is there in the second only",
    ]
    assert [(leaf.number, bool(leaf.old), bool(leaf.new)) for leaf in one.leaves] == [
        (2, True, True),
        (3, False, True),
    ]


def test_a_copy_that_looks_the_same_is_told_as_that(folders: tuple[Folder, Folder]) -> None:
    old, new = folders
    old.write_whole(B, a_pdf("one"))
    new.write_whole(B, a_pdf("one") + b"% more")
    [one] = found(folders)
    assert one.facts == ("it looks and reads as before; its bytes differ",)
    assert one.leaves == ()


def test_lines_of_a_text_are_counted(folders: tuple[Folder, Folder]) -> None:
    folders[1].write_whole(C, b"one\nthree\nfour\n")
    assert [one.facts for one in found(folders)] == [("1 lines went, 2 came",)]


def test_what_is_no_pdf_is_told_and_stops_no_other(folders: tuple[Folder, Folder]) -> None:
    folders[1].write_whole(A, b"damaged")
    folders[1].write_whole(C, b"")
    assert next(one.facts for one in found(folders)) == ("one of the two is no PDF",)
    assert len(found(folders)) == 2


def test_the_page_holds_all_that_differs_and_nothing_from_elsewhere(
    folders: tuple[Folder, Folder], workspace: MakeWorkspace
) -> None:
    folders[1].write_whole(A, a_pdf("another"))
    html = page_of(found(folders), ("<old>", "new"), workspace({})).decode()
    assert "Changed: brand/brand-a.pdf" in html
    assert html.count('<img src="data:image/webp;base64,') == 2
    assert "<old>" not in html
    assert "http" not in html.partition("</style>")[2]
