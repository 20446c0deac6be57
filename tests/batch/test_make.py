from __future__ import annotations

import pytest
from samples import BRAND, MakeWorkspace, a_handout, a_library

from handouts.batch.copies import Copy
from handouts.batch.make import make
from handouts.batch.materials import Materials, read_all
from handouts.batch.order import Order
from handouts.batch.planning import plan
from handouts.batch.reporting import Outcome
from handouts.batch.setting import Typesetting, settle_sheet
from handouts.diagnostics import Problems


def first_copy(workspace: MakeWorkspace, **files: str) -> tuple[Copy, Materials]:
    """Return the copy of the least handout, and what it is made from."""
    made = workspace(a_library(sun=a_handout()) | files)
    materials = read_all(made, made.output, Problems())
    return plan(Order(formats=("standard",)), materials)[0], materials


def failed_sheet(workspace: MakeWorkspace, **files: str) -> Outcome:
    copy, materials = first_copy(workspace, **files)
    found = settle_sheet(copy, Typesetting(), materials)
    assert isinstance(found, Outcome)
    return found


@pytest.fixture
def no_press(monkeypatch: pytest.MonkeyPatch) -> None:
    """Make the press return the same bytes for every copy, at once."""
    monkeypatch.setattr("handouts.batch.make.Press.stamp_copy", lambda *_: (b"a page", 1))


@pytest.mark.usefixtures("no_press")
def test_a_copy_is_made_and_then_unchanged(workspace: MakeWorkspace) -> None:
    copy, materials = first_copy(workspace)
    made = make(copy, [Typesetting()], materials)
    assert (made.state, made.size, made.pages, made.diagnostics) == ("made", 6, 1, ())
    assert materials.storage.read(copy.path) == b"a page"
    assert made.stamp == materials.storage.stamp(copy.path)
    assert make(copy, [Typesetting()], materials).state == "unchanged"


@pytest.mark.usefixtures("no_press")
def test_a_place_that_cannot_be_written_is_told(workspace: MakeWorkspace) -> None:
    copy, materials = first_copy(workspace, **{"output/drafts": "a file, not a folder"})
    made = make(copy, [Typesetting()], materials)
    assert made.state == "failed"
    [problem] = made.diagnostics
    assert problem.rule == "write"
    assert problem.place.file.endswith("output/drafts")


def test_a_template_that_fails_is_told(workspace: MakeWorkspace) -> None:
    own = {"templates/blocks/prose.html.j2": "{{ clinic }}"}
    made = failed_sheet(workspace, **own)
    assert made.state == "failed"
    assert [d.place.file for d in made.diagnostics] == ["templates/blocks/prose.html.j2"]


def test_a_style_that_is_missing_is_told(workspace: MakeWorkspace) -> None:
    formats = "standard: {sections: full, sources: full, style: gone.css, fits: [{size: 13}]}"
    made = failed_sheet(workspace, **{"templates/formats.yaml": formats})
    assert made.state == "failed"
    [problem] = made.diagnostics
    assert problem.message == "there is no file 'styles/formats/gone.css'"


@pytest.mark.parametrize(
    ("medicines", "country", "offered"),
    [
        ([], "GB", True),
        ([], "", True),
        (["none"], "", True),
        (["tretinoin"], "GB", False),
        (["tretinoin"], "", False),
        (["tretinoin"], "NZ", True),
    ],
)
def test_booking_stands_on_no_text_that_names_a_prescription_only_medicine(
    workspace: MakeWorkspace, medicines: list[str], country: str, offered: bool
) -> None:
    details = f"defaults: {{handouts: {{country: {country}}}}}\n" if country else ""
    copy, _ = first_copy(
        workspace,
        **{
            "content/sun/handout.yaml": a_handout(prescription_only=medicines),
            "brands/harbour/_brand.yml": BRAND + details,
        },
    )
    assert copy.books is offered


@pytest.mark.parametrize(("form", "says"), [("html", b"<!doctype html>"), ("text", b"DRAFT.")])
def test_what_has_no_pages_is_made_without_typesetting(
    workspace: MakeWorkspace, form: str, says: bytes
) -> None:
    _, materials = first_copy(workspace)
    [copy] = plan(Order(formats=(form,)), materials)
    made = make(copy, [Typesetting()], materials)
    assert (made.state, made.pages, made.diagnostics) == ("made", 0, ())
    data = materials.storage.read(copy.path)
    assert data.startswith(says)
    assert copy.edition.code.encode() in data
