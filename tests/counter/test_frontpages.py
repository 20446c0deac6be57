from __future__ import annotations

import io
from dataclasses import replace

import pytest
from PIL import Image
from samples import MakeWorkspace
from shelves import a_pdf

from handouts.batch.materials import Materials, read_all
from handouts.counter import frontpages
from handouts.counter.frontpages import FrontPages, Picture
from handouts.counter.shelves import File
from handouts.diagnostics import Problems
from handouts.store.storage import Storage

COMMAND = "handouts print a"
SHEET = File("a.pdf", "harbour/a.pdf", "hash", "standard", "pdf", "A4", 1, COMMAND, "Standard")


@pytest.fixture
def materials(workspace: MakeWorkspace) -> Materials:
    """What was read in a workspace with one copy in its output."""
    made = workspace({"output/harbour/a.pdf": a_pdf()})
    return read_all(made, made.output, Problems())


def drawn(materials: Materials, *files: File, problems: Problems | None = None) -> list[bytes]:
    with FrontPages(materials, 2, Problems() if problems is None else problems) as pictures:
        pictures.draw(files)
        return [picture.data for picture in pictures.of(files).values()]


def test_a_first_page_is_a_small_picture_of_its_size(materials: Materials) -> None:
    with FrontPages(materials, 1, Problems()) as pictures:
        pictures.draw([SHEET])
        [picture] = pictures.of([SHEET]).values()
    shown = Image.open(io.BytesIO(picture.data))
    assert shown.format == "WEBP"
    assert (picture.width, picture.height) == shown.size


def test_a_page_is_drawn_once_for_a_copy(
    materials: Materials, monkeypatch: pytest.MonkeyPatch
) -> None:
    before = drawn(materials, SHEET)
    monkeypatch.setattr(frontpages, "_do", lambda *_: Picture(b"another", 1, 1))
    assert drawn(materials, SHEET) == before


def test_copies_of_one_plate_have_one_picture_and_it_is_drawn_once(
    materials: Materials, monkeypatch: pytest.MonkeyPatch
) -> None:
    drawings = materials.workspace.root / "drawings"
    do = frontpages._do

    def counted(storage: Storage, job: tuple[str, File]) -> object:
        if job[0] == "picture":
            with drawings.open("a", encoding="utf-8") as log:
                log.write(f"{job[1].path}\n")
        return do(storage, job)

    monkeypatch.setattr(frontpages, "_do", counted)
    monkeypatch.setattr(frontpages, "plate_digest", lambda _: "one plate")
    monkeypatch.setattr(frontpages, "bare", lambda copy, _: copy)
    other = replace(SHEET, path="north/a.pdf", sha256="other")
    materials.storage.write_whole(other.path, a_pdf())
    one, two = drawn(materials, SHEET, other)
    assert one == two
    assert len(drawings.read_text(encoding="utf-8").splitlines()) == 1


def test_another_copy_at_its_place_is_drawn_anew(materials: Materials) -> None:
    before = drawn(materials, SHEET)
    larger = io.BytesIO()
    Image.new("RGB", (300, 400), "black").save(larger, "PDF")
    materials.storage.write_whole(SHEET.path, larger.getvalue())
    other = replace(SHEET, sha256="other hash")
    assert drawn(materials, other) != before


def test_what_has_no_pages_has_no_picture(materials: Materials) -> None:
    assert drawn(materials, replace(SHEET, path="harbour/a.txt", medium="text", pages=0)) == []


@pytest.mark.parametrize("data", [b"no PDF", None], ids=["damaged", "gone"])
def test_what_cannot_be_drawn_is_told_and_stops_no_other(
    materials: Materials, data: bytes | None
) -> None:
    if data:
        materials.storage.write_whole("harbour/b.pdf", data)
    other, problems = replace(SHEET, path="harbour/b.pdf", sha256="b"), Problems()
    assert len(drawn(materials, other, SHEET, problems=problems)) == 1
    [problem] = problems
    assert (problem.severity, problem.place.file) == ("warning", "harbour/b.pdf")
    assert "its first page cannot be shown on the shelf" in problem.message


def test_where_nothing_can_be_kept_pages_are_drawn_all_the_same(materials: Materials) -> None:
    (materials.workspace.root / ".handouts").write_bytes(b"a file, not a folder")
    assert len(drawn(materials, SHEET)) == 1
