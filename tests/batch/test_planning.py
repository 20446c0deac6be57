from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest
from samples import BRAND, MakeWorkspace, a_handout, a_library

from handouts.batch.copies import Copy
from handouts.batch.editions import Review
from handouts.batch.materials import Materials, read_all
from handouts.batch.order import Order, WrongOrder
from handouts.batch.planning import check_order, plan
from handouts.diagnostics import Problems

FILES = a_library(
    sun=a_handout(),
    laser=a_handout(kind="treatment"),
    after_laser=a_handout(kind="aftercare"),
    sonne=a_handout(language="en-US"),
) | {
    "brands/north/_brand.yml": BRAND,
    "brands/north/clinics/cork.yml": "name: Cork\noffers: []\ncountry: IE\n",
    "brands/north/clinics/york.yml": "name: York\noffers: [laser]\ncountry: US\n",
}
NAMES = ["sun", "laser"], {"north": ["cork", "york"], "harbour": ["harbour"]}, ["standard"]


def materials(workspace: MakeWorkspace) -> Materials:
    problems, made = Problems(), workspace(FILES)
    read = read_all(made, made.output, problems)
    assert len(problems) == 0, [str(d) for d in problems]
    return read


def planned(workspace: MakeWorkspace, **order: Any) -> list[Copy]:
    wanted = Order(**{"formats": ("standard",), **order})
    return plan(wanted, materials(workspace))


def told(copies: list[Copy]) -> list[str]:
    return [f"{copy.brand.id}/{copy.clinic.id}: {copy.handout.id}" for copy in copies]


def test_all_means_every_handout_for_every_clinic(workspace: MakeWorkspace) -> None:
    assert told(planned(workspace, brands=("harbour",))) == [
        "harbour/harbour: after-laser",
        "harbour/harbour: laser",
        "harbour/harbour: sonne",
        "harbour/harbour: sun",
    ]
    assert len(planned(workspace)) == 4 + 3 + 4


def test_a_clinic_gets_no_treatment_that_it_does_not_offer(workspace: MakeWorkspace) -> None:
    copies = told(planned(workspace, brands=("north",)))
    assert "north/cork: laser" not in copies
    assert "north/york: laser" in copies
    assert "north/cork: after-laser" in copies


def test_a_handout_that_is_named_is_made_for_every_clinic(workspace: MakeWorkspace) -> None:
    assert told(planned(workspace, handouts=("laser",), brands=("north",))) == [
        "north/cork: laser",
        "north/york: laser",
    ]


def test_one_clinic_of_a_brand_can_be_named(workspace: MakeWorkspace) -> None:
    copies = told(planned(workspace, handouts=("sun",), brands=("north/york", "harbour")))
    assert copies == ["harbour/harbour: sun", "north/york: sun"]


@pytest.mark.parametrize(
    ("languages", "ids"),
    [
        (("en-US",), ["sonne"]),
        (("en",), ["after-laser", "laser", "sonne", "sun"]),
        (("de",), []),
        (("de", "en-US"), ["sonne"]),
        (("e",), []),
        (("en-U",), []),
    ],
)
def test_a_language_is_named_with_or_without_its_country(
    workspace: MakeWorkspace, languages: tuple[str, ...], ids: list[str]
) -> None:
    copies = planned(workspace, languages=languages, brands=("harbour",))
    assert [copy.handout.id for copy in copies] == ids


def test_every_format_that_is_named_is_made(workspace: MakeWorkspace) -> None:
    copies = planned(
        workspace, handouts=("sun",), brands=("harbour",), formats=("full", "standard")
    )
    assert [copy.format.name for copy in copies] == ["full", "standard"]


@pytest.mark.parametrize(
    ("brand", "form", "review", "path"),
    [
        ("harbour", "standard", "draft", "drafts/harbour/harbour-sun-en-GB-DRAFT.pdf"),
        ("harbour", "full", "draft", "drafts/harbour/harbour-sun-en-GB-full-DRAFT.pdf"),
        ("harbour", "standard", "approved", "harbour/harbour-sun-en-GB.pdf"),
        ("harbour", "full", "changed", "harbour/harbour-sun-en-GB-full.pdf"),
        ("north/york", "standard", "draft", "drafts/north/york/north-york-sun-en-GB-DRAFT.pdf"),
        ("north/york", "full", "approved", "north/york/north-york-sun-en-GB-full.pdf"),
        ("harbour", "html", "draft", "drafts/harbour/harbour-sun-en-GB-html-DRAFT.html"),
        ("harbour", "text", "approved", "harbour/harbour-sun-en-GB-text.txt"),
    ],
)
def test_a_path_says_whose_it_is_what_it_is_and_whether_it_is_a_draft(
    workspace: MakeWorkspace, brand: str, form: str, review: Review, path: str
) -> None:
    [copy] = planned(workspace, handouts=("sun",), brands=(brand,), formats=(form,))
    edition = replace(copy.edition, review=review)
    assert replace(copy, edition=edition).path == path


def test_no_two_copies_have_one_path(workspace: MakeWorkspace) -> None:
    paths = [copy.path for copy in planned(workspace, formats=("full", "standard"))]
    assert len(set(paths)) == len(paths)


def test_the_paper_is_that_of_the_clinics_country(workspace: MakeWorkspace) -> None:
    papers = {copy.clinic.id: copy.paper for copy in planned(workspace)}
    assert papers == {"harbour": "A4", "cork": "A4", "york": "Letter"}


def test_a_paper_that_is_asked_for_comes_before_the_countrys(workspace: MakeWorkspace) -> None:
    papers = {copy.paper for copy in planned(workspace, paper="Letter")}
    assert papers == {"Letter"}


def test_a_paper_of_the_formats_own_comes_before_all_others(workspace: MakeWorkspace) -> None:
    copies = planned(workspace, formats=("pocket",), paper="Letter")
    assert {(copy.paper, copy.stock) for copy in copies} == {("A5", "Letter")}


def test_what_is_there_can_be_ordered() -> None:
    check_order(Order(("sun",), ("north", "north/york"), ("xx",), ("standard",)), *NAMES)


def test_all_that_is_not_there_is_told_at_once_with_the_nearest_name() -> None:
    order = Order(("sum", "sun"), ("nroth", "north/cor"), (), ("standrad",))
    with pytest.raises(WrongOrder) as error:
        check_order(order, *NAMES)
    assert str(error.value).splitlines() == [
        "there is no handout 'sum'; did you mean 'sun'?",
        "there is no brand or clinic 'nroth'; did you mean 'north'?",
        "there is no brand or clinic 'north/cor'; did you mean 'north/cork'?",
        "there is no format 'standrad'; did you mean 'standard'?",
    ]


def test_a_name_that_is_like_no_other_is_told_with_those_that_are_there() -> None:
    with pytest.raises(WrongOrder, match="'xyz'; known here: laser, sun"):
        check_order(Order(("xyz",)), *NAMES)
