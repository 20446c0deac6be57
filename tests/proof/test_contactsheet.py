"""The proof shows every clinic and every handout, each with what check says of it."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import pytest
from browser import faults
from pretend import PretendPress
from samples import MakeWorkspace, a_handout, a_library
from shelves import a_pdf

from handouts.batch.order import Order
from handouts.batch.reporting import Row
from handouts.batch.run import build
from handouts.proof.contactsheet import Proved, prove
from handouts.review.texts import open_collection
from handouts.workspace import Workspace

if TYPE_CHECKING:
    from playwright.sync_api import Browser

GROUP = {
    "brands/group/_brand.yml": "meta: {name: Group}\ncolor: {primary: '#0f2c5c', unheard: blue}\n",
    "brands/group/clinics/cork.yml": "name: Group Cork\n",
    "brands/group/clinics/york.yml": "name: Group York\n",
}


@pytest.fixture
def here(workspace: MakeWorkspace, press: PretendPress) -> Workspace:
    """A workspace of two handouts, a brand with one clinic and one with two."""
    press.data = a_pdf()
    return workspace(a_library(sun=a_handout(), shade=a_handout(title="Shade")) | GROUP)


def proved(here: Workspace) -> Proved:
    rows: list[Row] = build(here, Order(), here.output, processes=1).rows
    return prove(open_collection(here), rows, processes=1)


def test_each_clinic_and_each_handout_of_each_brand_is_there(here: Workspace) -> None:
    html = proved(here).data.decode()
    clinics, *parts = re.split(r"<section>", html)[1:]
    for name in ("group/cork", "group/york", "harbour/harbour"):
        assert f"{name}: shade" in clinics
    assert [re.findall("<h2>(.*?)</h2>", part)[0] for part in parts] == [
        "shade, standard, for group/cork",
        "sun, standard, for group/cork",
        "shade, standard, for harbour/harbour",
        "sun, standard, for harbour/harbour",
    ]


def test_each_page_stands_in_colour_and_in_grey_by_one_picture(here: Workspace) -> None:
    html = proved(here).data.decode()
    style, _, body = html.partition("</style>")
    names = re.findall(r"\.(page-\d+-\d+)\{background-image:url\(data:image/webp;base64,", style)
    assert names
    for name in names:
        shown = re.findall(rf'class="picture (grey )?{name}"', body)
        assert set(shown) == {"", "grey "}


def test_findings_stand_beside_what_they_are_about(here: Workspace) -> None:
    html = proved(here).data.decode()
    assert (
        "unknown key &#39;unheard&#39;"
        in html.partition("Every clinic")[2].partition("</section>")[0]
    )


def test_a_copy_that_cannot_be_drawn_is_told_and_left_out(
    here: Workspace, press: PretendPress
) -> None:
    press.data = b"no PDF"
    found = proved(here)
    assert len(found.missing) == 5
    assert "drawing it came to an error" in found.missing[0]


def test_everyone_can_use_it(here: Workspace, browser: Browser) -> None:
    page = browser.new_page()
    page.set_content(proved(here).data.decode())
    assert faults(page) == []
    page.close()
