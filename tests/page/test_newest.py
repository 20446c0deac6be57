"""The way from a sheet to its newest text, as fragments: what is shown, said and linked."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest
from samples import a_handout, a_workspace

from handouts.batch.copies import Copy
from handouts.batch.materials import Materials, read_all
from handouts.batch.order import Order
from handouts.batch.planning import plan
from handouts.diagnostics import Problems
from handouts.page.boxes import Boxes
from handouts.page.newest import ALL_LETTERS, ANY_CODE
from handouts.press.plain import plain_text
from handouts.press.web import web_page

DESK = "https://desk.harbour-skin.example"
FORMS = ("standard", "full", "large-print", "pocket", "booklet", "html", "text")


def practice(root: Path, desk: str = DESK, **files: str) -> Materials:
    own = f", desk: {desk}" if desk else ""
    details = f"{{name: Harbour Skin, phone: 020 7946 0000{own}}}"
    brand = f"meta: {{name: Harbour}}\ndefaults: {{handouts: {details}}}\n"
    given = {"content/sun/handout.yaml": a_handout(), "brands/harbour/_brand.yml": brand}
    workspace = a_workspace(root, {**given, **files})
    problems = Problems()
    found = read_all(workspace, root / "output", problems)
    assert [str(one) for one in problems if one.severity == "error"] == []
    return found


def copy_of(materials: Materials, form: str = "standard") -> Copy:
    return plan(Order(brands=("harbour",), formats=(form,), draft=True), materials)[0]


@pytest.mark.parametrize("form", FORMS[:5])
def test_every_format_on_paper_has_the_code_the_short_address_and_a_link(
    tmp_path: Path, form: str
) -> None:
    materials = practice(tmp_path)
    copy = copy_of(materials, form)
    code, slots = copy.edition.code, copy.slots(materials)
    short, address = f"desk.harbour-skin.example/t/{code}", f"{DESK}/t/harbour/harbour/{code}"
    html = slots.html["newest"]
    assert f'alt="QR code that opens {short}"' in html
    assert (
        f'<a href="{address}">desk<wbr>.harbour-skin<wbr>.example/t/'
        f'<span class="text-code">{code}</span></a>' in html
    )
    assert slots.labels[address] == f"Newest text of this sheet at {short}"
    assert slots.details["newest"] == {"desk": DESK}


def test_a_clinic_that_names_no_desk_has_nothing_of_it(tmp_path: Path) -> None:
    materials = practice(tmp_path, "")
    slots = copy_of(materials).slots(materials)
    assert set(slots.html) == {"masthead", "running", "call", "emergency", "doctor", "panel"}
    assert "newest" not in slots.html["panel"]
    assert "room" not in slots.html["panel"]


def test_letterheads_hold_what_stands_in_for_any_code_and_none_of_a_text(tmp_path: Path) -> None:
    materials = practice(tmp_path)
    copy = copy_of(materials)
    slots = copy.slots(materials, of_any_text=True)
    assert f'<span class="text-code">{ALL_LETTERS}</span>' in slots.html["newest"]
    assert f"{DESK}/t/harbour/harbour/{ANY_CODE}" in slots.labels
    assert copy.edition.code not in repr(slots)


def test_the_cover_of_a_pack_has_none_as_its_handouts_have_theirs(tmp_path: Path) -> None:
    copy = copy_of(practice(tmp_path))
    assert copy.newest is not None
    assert copy.newest.code == copy.edition.code
    assert replace(copy, edition=replace(copy.edition, coded=False)).newest is None


def test_the_formats_for_a_screen_name_the_address(tmp_path: Path) -> None:
    materials = practice(tmp_path)
    html, text = (copy_of(materials, name) for name in ("html", "text"))
    code, address = html.edition.code, html.clinic.page_of(html.edition.code)
    page = web_page(html.sheet(html.format.fits[0], materials), html.slots(materials), html.look)
    assert (
        f'<p>Newest text: <a href="{address}">desk.harbour-skin.example/t/{code}</a></p>'
        in page.decode()
    )
    assert "newest-" not in html.slots(materials).html["newest"]
    words = plain_text(text.sheet(text.format.fits[0], materials), text.slots(materials))
    assert f"Newest text: desk.harbour-skin.example/t/{code}" in " ".join(words.decode().split())


def test_a_panel_of_the_workspace_without_its_place_has_none(tmp_path: Path) -> None:
    own = {"templates/slots/panel.html.j2": "<p>Call us.</p>"}
    materials = practice(tmp_path, **own)
    slots = copy_of(materials).slots(materials)
    assert slots.html["panel"] == "<p>Call us.</p>"
    assert "newest" not in slots.html


def test_a_panel_of_another_size_has_none_until_its_place_is_told() -> None:
    assert Boxes().corner == (-40, 9)
    assert Boxes(panel=(340, 60)).corner is None
    assert "newest" not in Boxes(panel=(340, 60)).css
    told = Boxes(panel=(340, 60), newest=(300, 0, 40, 60))
    assert (told.corner, told.width("newest"), told.height("newest")) == ((300, 0), 40, 60)
    assert ".newest{left:300mm;top:0mm;width:40mm;height:60mm}" in told.css


@pytest.mark.parametrize("form", FORMS[:4])
def test_the_parts_of_the_code_are_large_enough_at_the_longest_address(
    tmp_path: Path, form: str
) -> None:
    least = {"standard": 24, "full": 24, "large-print": 28, "pocket": 21}[form]  # mm, in the styles
    name = "b" * (106 - len(f"https://{'d' * 40}.example/t//harbour/XXXX-XXXX"))
    brand = f"meta: {{name: B}}\ndefaults: {{handouts: {{desk: https://{'d' * 40}.example}}}}\n"
    folder = f"brands/{name}"
    files = {f"{folder}/_brand.yml": brand, f"{folder}/clinics/harbour.yml": "name: H\n"}
    materials = practice(tmp_path, **files)
    copies = plan(Order(brands=(name,), formats=(form,), draft=True), materials)
    newest = copies[0].newest
    assert newest is not None
    assert len(newest.address) == 106
    assert least / newest.qr.side >= 0.4
