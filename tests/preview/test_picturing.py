"""The pages of a draft: one first, in the fit of the last time, then all, in the right one."""

from __future__ import annotations

from collections.abc import Mapping
from io import BytesIO

import pytest
from samples import MakeWorkspace, a_handout, a_library
from stamping import settled

from handouts.batch.make import Press
from handouts.diagnostics import Problems
from handouts.pdf.raster import page_pictures
from handouts.press.previewing import DPI, Outline
from handouts.preview.drafting import Wanted, draft
from handouts.preview.picturing import Known, PagePicture, View, look_at_all, look_at_one
from handouts.review import Collection, open_collection
from handouts.workspace import Workspace

SUN = Wanted("sun", "harbour", "standard")
FILE = "content/sun/handout.yaml"
WORDS = "Skin is an organ, and the sun reaches all of it that is not covered. " * 12


def long(sections: int, **changes: object) -> str:
    return a_handout(
        sections=[
            {"heading": f"Part {number}", "blocks": [{"prose": WORDS}]}
            for number in range(sections)
        ],
        **changes,
    )


@pytest.fixture
def made(workspace: MakeWorkspace) -> Workspace:
    return workspace(a_library(sun=long(14)))


@pytest.fixture
def collection(made: Workspace) -> Collection:
    return open_collection(made)


def data(pictures: Mapping[int, PagePicture]) -> dict[int, bytes]:
    return {number: picture.data for number, picture in pictures.items()}


def test_all_pages_are_those_that_a_build_makes(collection: Collection) -> None:
    copy, materials = draft(collection, SUN)
    [setting] = settled([copy], materials)
    built = Press(materials, Problems()).stamp_copy(copy, setting)
    assert built is not None
    view = look_at_all(collection, SUN, None)
    assert (view.errors, view.settled) == ((), True)
    assert view.known is not None
    assert view.known.fit == setting.verdict.fit
    pages = [*page_pictures(built[0], DPI)]
    assert [*view.pictures] == [*range(len(pages))]
    for number, page in enumerate(pages):
        encoded = BytesIO()
        page.save(encoded, "JPEG", quality=90, subsampling=0)
        assert view.pictures[number].data == encoded.getvalue()
        assert (view.pictures[number].width, view.pictures[number].height) == page.size


def test_a_page_first_is_that_page_of_all(collection: Collection) -> None:
    whole = look_at_all(collection, SUN, None)
    for page in range(len(whole.pictures)):
        view = look_at_one(collection, SUN, page, whole.known)
        assert data(view.pictures) == {page: whole.pictures[page].data}
        assert view.known == whole.known


def test_a_page_beyond_the_last_is_the_last(collection: Collection) -> None:
    whole = look_at_all(collection, SUN, None)
    last = len(whole.pictures) - 1
    assert [*look_at_one(collection, SUN, 99, whole.known).pictures] == [last]


def test_without_a_fit_of_the_last_time_the_usual_one_is_shown_first(
    collection: Collection,
) -> None:
    view = look_at_one(collection, SUN, 0, None)
    assert view.known is not None
    assert (view.known.fit, view.settled, [*view.pictures]) == (1, False, [0])


@pytest.mark.parametrize("fit", [0, 3, 99])
def test_a_fit_of_the_last_time_that_is_no_longer_right_is_set_right(
    collection: Collection, fit: int
) -> None:
    right = look_at_all(collection, SUN, None)
    stale = Known(fit, Outline(9, 0.5, (1, 1, 2, 2)))
    assert look_at_one(collection, SUN, 0, stale).errors == ()
    again = look_at_all(collection, SUN, stale)
    assert again.known == right.known
    assert data(again.pictures) == data(right.pictures)


@pytest.mark.parametrize("sections", [1, 9, 22])
def test_a_text_that_moved_is_shown_as_it_is(
    made: Workspace, collection: Collection, sections: int
) -> None:
    known = look_at_all(collection, SUN, None).known
    (made.root / FILE).write_text(long(sections), encoding="utf-8")
    for page in range(3):
        assert look_at_one(collection, SUN, page, known).errors == ()
    view = look_at_all(collection, SUN, known)
    assert data(view.pictures) == data(look_at_all(collection, SUN, None).pictures)


def test_what_keeps_a_page_from_being_set_is_told(made: Workspace, collection: Collection) -> None:
    (made.root / FILE).write_text(long(3, titel="Sun"), encoding="utf-8")
    views: list[View] = [look_at_one(collection, SUN, 0, None), look_at_all(collection, SUN, None)]
    for view in views:
        assert [problem.place.file for problem in view.errors] == [FILE]
        assert not view.pictures


def test_a_fault_of_a_style_is_told(made: Workspace) -> None:
    (made.root / "styles").mkdir()
    (made.root / "styles/type.css").write_text("p { colour: red }", encoding="utf-8")
    view = look_at_all(open_collection(made), SUN, None)
    assert [problem.place.file for problem in view.errors] == ["styles/type.css"]
