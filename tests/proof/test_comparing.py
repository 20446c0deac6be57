"""Two output folders held against each other."""

from __future__ import annotations

import io
from collections.abc import Callable, Sequence
from pathlib import Path

import pikepdf
import pytest
from samples import MakeWorkspace

from handouts.proof import comparing
from handouts.proof.comparing import Difference, compare, page_of
from handouts.store.storage import Folder

A, B, C = "brand/brand-a.pdf", "brand/brand-b.pdf", "drafts/brand/brand-c-text-DRAFT.txt"
GREEN, RED = "0 0.4 0.4", "0.8 0.1 0.1"
Lines = Sequence[tuple[int, int, str]]  # x, y in pt, and words


def a_pdf(*pages: Lines, colour: str = "0 0 0", link: str = "") -> bytes:
    """Return a PDF with words on its pages, in a colour."""
    pdf = pikepdf.new()
    font = pikepdf.Dictionary(
        Type=pikepdf.Name.Font, Subtype=pikepdf.Name.Type1, BaseFont=pikepdf.Name.Helvetica
    )
    for lines in pages:
        page = pdf.add_blank_page(page_size=(300, 400))
        page.obj.Resources = pikepdf.Dictionary(Font=pikepdf.Dictionary(F=font))
        texts = (f"1 0 0 1 {x} {y} Tm ({words}) Tj" for x, y, words in lines)
        data = f"BT {colour} rg /F 12 Tf {' '.join(texts)} ET"
        page.obj.Contents = pdf.make_stream(data.encode())
        if link:
            action = pikepdf.Dictionary(S=pikepdf.Name.URI, URI=link)
            note = pikepdf.Dictionary(
                Type=pikepdf.Name.Annot,
                Subtype=pikepdf.Name.Link,
                Rect=[0, 0, 50, 50],
                Border=[0, 0, 0],
                A=action,
            )
            page.obj.Annots = pikepdf.Array([note])
    out = io.BytesIO()
    pdf.save(out, deterministic_id=True)
    return out.getvalue()


def a_copy(
    sentence: str, code: str, colour: str = GREEN, clinic: str = "One", y: int = 300
) -> bytes:
    """Return two pages as a clinic gives them: its name, a sentence, and a code at each foot."""
    top, foot = (20, 370, f"Clinic {clinic}"), (200, 20, code)
    return a_pdf([top, (20, y, sentence), foot], [(20, 300, "More."), foot], colour=colour)


@pytest.fixture
def folders(tmp_path: Path) -> tuple[Folder, Folder]:
    old, new = Folder(tmp_path / "old"), Folder(tmp_path / "new")
    for folder in (old, new):
        folder.write_whole(A, a_copy("Stay as you are.", "AAAA"))
        folder.write_whole(C, b"one\ntwo\n")
    return old, new


def put(folders: tuple[Folder, Folder], path: str, before: bytes, after: bytes) -> None:
    folders[0].write_whole(path, before)
    folders[1].write_whole(path, after)


def found(folders: tuple[Folder, Folder]) -> list[Difference]:
    return compare(*folders, processes=1)


def touched(folders: tuple[Folder, Folder]) -> list[tuple[str, ...]]:
    return [one.paths for one in found(folders)]


def edited(before: str, after: str, **looks: object) -> tuple[bytes, bytes]:
    """Return a copy before and after an edit, which changes its code too."""
    make: Callable[..., bytes] = a_copy
    return make(before, "AAAA", **looks), make(after, "BBBB", **looks)


def test_equal_folders_differ_in_nothing(folders: tuple[Folder, Folder]) -> None:
    assert found(folders) == []


def test_what_came_and_what_went_is_told_with_its_copies(folders: tuple[Folder, Folder]) -> None:
    old, new = folders
    old.remove(A)
    new.write_whole(B, b"new")
    new.remove(C)
    assert [(one.change, one.paths) for one in found(folders)] == [
        ("came", (A, B)),
        ("went", (C,)),
    ]


def test_one_edit_is_told_once_for_all_clinics_and_colours(folders: tuple[Folder, Folder]) -> None:
    for number, colour in enumerate((GREEN, RED, "0.4 0.4 0.4")):
        looks = {"colour": colour, "clinic": str(number)}
        put(folders, f"b{number}.pdf", *edited("Rest today.", "Rest for two days.", **looks))
    [one] = found(folders)
    assert one.paths == ("b0.pdf", "b1.pdf", "b2.pdf")
    assert one.facts == (
        "page 1: [-today. AAAA-] {+for two days. BBBB+}",
        "page 2: More. [-AAAA-] {+BBBB+}",
    )
    assert [(shown.pages, bool(shown.old), bool(shown.new)) for shown in one.shown] == [
        ("page 1", True, True),
        ("page 2", True, True),
    ]


def test_what_stands_around_is_told_where_all_copies_have_it(
    folders: tuple[Folder, Folder],
) -> None:
    put(folders, B, *edited("Rest today.", "Rest now."))
    assert found(folders)[0].facts[0] == ("page 1: Clinic One Rest [-today. AAAA-] {+now. BBBB+}")


@pytest.mark.parametrize(
    "other",
    [
        edited("Rest today.", "Rest now and then."),
        edited("Rest today.", "Rest for two days.", y=200),
        (a_copy("Rest today.", "AAAA"), a_copy("Rest for two days.", "CCCC")),
        (a_copy("Rest today.", "AAAA"), a_copy("Rest for two days.", "BBBB") + b"% more"),
        (a_copy("Rest today.", "AAAA"), a_copy("Rest for two days.", "BBBB", RED)),
        edited("Rest today.", "Rest for two days.", clinic="Two"),
    ],
    ids=["other words", "another place", "another code", "more bytes", "a new colour", "a clinic"],
)
def test_only_copies_that_changed_in_the_same_way_are_put_together(
    folders: tuple[Folder, Folder], other: tuple[bytes, bytes], request: pytest.FixtureRequest
) -> None:
    put(folders, B, *edited("Rest today.", "Rest for two days."))
    put(folders, "c.pdf", *other)
    same = request.node.callspec.id in ("more bytes", "a clinic")
    assert touched(folders) == ([(B, "c.pdf")] if same else [(B,), ("c.pdf",)])


def test_pages_that_changed_in_the_same_way_are_told_once(folders: tuple[Folder, Folder]) -> None:
    pages = [[(20, 300, f"Words {n}."), (200, 20, "{}")] for n in range(3)]
    sides = [[[(x, y, w.format(c)) for x, y, w in p] for p in pages] for c in ("AAAA", "BBBB")]
    put(folders, B, *(a_pdf(*side) for side in sides))
    [one] = found(folders)
    assert one.facts == ("pages 1, 2 and 3: [-AAAA-] {+BBBB+}",)
    assert len(one.shown) == 1


def test_the_change_that_touches_most_copies_stands_first(folders: tuple[Folder, Folder]) -> None:
    put(folders, "a.pdf", *edited("One.", "Two."))
    for name in ("b.pdf", "c.pdf"):
        put(folders, name, *edited("Three.", "Four."))
    assert touched(folders) == [("b.pdf", "c.pdf"), ("a.pdf",)]


def test_a_page_that_is_there_once_is_told_and_shown(folders: tuple[Folder, Folder]) -> None:
    page = [(20, 300, "One.")]
    put(folders, B, a_pdf(page), a_pdf(page, page))
    [one] = found(folders)
    assert one.facts == ("page 2: there after only",)
    assert [(bool(shown.old), bool(shown.new)) for shown in one.shown] == [(False, True)]


def test_a_colour_alone_is_told_as_a_look(folders: tuple[Folder, Folder]) -> None:
    put(folders, B, a_copy("One.", "AAAA", GREEN), a_copy("One.", "AAAA", RED))
    facts = found(folders)[0].facts
    assert [fact.partition(": ")[2] for fact in facts] == ["the same words look different"] * 2


def test_a_link_that_leads_elsewhere_is_told(folders: tuple[Folder, Folder]) -> None:
    page = [(20, 300, "One.")]
    put(folders, B, a_pdf(page, link="https://a.example"), a_pdf(page, link="https://b.example"))
    assert found(folders)[0].facts == ("page 1: links [-https://a.example-] {+https://b.example+}",)


def test_copies_that_look_the_same_are_told_as_that_together(
    folders: tuple[Folder, Folder],
) -> None:
    for path, data in ((A, a_copy("One.", "AAAA")), (B, a_copy("Two.", "BBBB", RED))):
        put(folders, path, data, data + b"% more")
    [one] = found(folders)
    assert (one.paths, one.shown) == ((A, B), ())
    assert one.facts == ("it looks and reads as before; its bytes differ",)


def test_the_words_of_texts_and_web_pages_are_told(folders: tuple[Folder, Folder]) -> None:
    put(folders, C, b"one\ntwo\n", b"one\nthree\nfour\n")
    web = "<style>p {{ color: {} }}</style><p>Rest <b>{}</b>.</p>"
    put(folders, "a.html", web.format("red", "now").encode(), web.format("red", "soon").encode())
    put(folders, "b.html", web.format("red", "now").encode(), web.format("blue", "now").encode())
    assert {one.paths: one.facts for one in found(folders)} == {
        ("a.html",): ("Rest [-now-] {+soon+} .",),
        ("b.html",): ("it reads as before; its markup or style differs",),
        (C,): ("one [-two-] {+three four+}",),
    }


def test_what_is_no_pdf_is_told_and_stops_no_other(folders: tuple[Folder, Folder]) -> None:
    folders[1].write_whole(A, b"damaged")
    folders[1].write_whole(C, b"")
    assert [one.facts for one in found(folders)] == [
        ("one of the two is no PDF",),
        ("[-one two-]",),
    ]


def test_a_page_holds_so_many_pictures_and_says_what_it_does_not_show(
    folders: tuple[Folder, Folder], workspace: MakeWorkspace, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(comparing, "MOST_SHOWN", 1)
    put(folders, B, *edited("One.", "Two and more."))
    html = page_of(found(folders), ("old", "new"), workspace({})).decode()
    assert html.count("<img ") == 2
    assert html.count("not shown: there are many changes") == 1


def test_the_page_tells_a_change_once_names_all_its_copies_and_loads_nothing(
    folders: tuple[Folder, Folder], workspace: MakeWorkspace
) -> None:
    for path in (B, "c.pdf"):
        put(folders, path, *edited("<b>One", "<b>Other words"))
    html = page_of(found(folders), ("<old>", "new"), workspace({})).decode()
    assert html.count("Changed: 2 copies") == 1
    assert html.count('<img src="data:image/webp;base64,') == 4
    assert html.count("<li>brand/brand-b.pdf</li>") == html.count("<li>c.pdf</li>") == 1
    assert "<old>" not in html
    assert "<b>" not in html
    assert "http" not in html.partition("</style>")[2]
