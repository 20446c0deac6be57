from __future__ import annotations

import pytest
from samples import BRAND, MakeWorkspace

from handouts.brand.load import Brand, load_brands
from handouts.checks.details import check_brand
from handouts.diagnostics import Diagnostic, Place, Problems


def checked(made: MakeWorkspace, details: str) -> tuple[Brand | None, list[Diagnostic]]:
    """Check a brand whose clinic gives a detail, on the fifth line of its file."""
    problems = Problems()
    text = f"{BRAND}defaults:\n  handouts:\n    {details}\n"
    [brand] = load_brands(made({"brands/harbour/_brand.yml": text}), problems)
    assert not list(problems)
    return check_brand(brand, problems), list(problems)


@pytest.mark.parametrize(
    ("details", "named"),
    [
        ("name: Zoë 皮膚 Clinic", ["皮", "膚"]),
        ("strapline: Clinic 🌿", ["🌿"]),
        ("address: [12 Quay, عيادة]", ["ع", "ي", "ا", "د", "ة"]),
        ("hours: ['Mo to Fr', Łódź 中]", ["中"]),
        ("interests: Wongo · 원고", ["원", "고"]),
        ("out_of_hours: {who: 中, phone: '111'}", ["中"]),
        ("contacts: [{who: 中, phone: '111'}]", ["中"]),
        ("contacts: [{who: Nurse, phone: '111', hours: 中}]", ["中"]),
        ("email: 中@clinic.example", ["中"]),
        ("website: https://中.example/", ["中"]),
        ("booking_url: https://clinic.example/中", ["中"]),
    ],
)
def test_characters_that_no_face_has_are_told_where_they_stand_and_once(
    workspace: MakeWorkspace, details: str, named: list[str]
) -> None:
    brand, [problem] = checked(workspace, details)
    assert brand is None
    assert (problem.rule, problem.severity) == ("glyph", "error")
    column = len("    ") + details.index(named[0]) + 1
    assert problem.place == Place("brands/harbour/_brand.yml", 5, column)
    assert all(f"'{character}'" in problem.message for character in named)


@pytest.mark.parametrize(
    "details",
    [
        "name: Zoë Łukasz · Nguyễn’s",
        "strapline: x\N{NON-BREAKING HYPHEN}ray",  # a twin is set
        "email: müller@praxis.example",
        "website: https://müller-praxis.example/",
    ],
)
def test_characters_that_a_face_or_a_twin_has_are_fine(
    workspace: MakeWorkspace, details: str
) -> None:
    brand, problems = checked(workspace, details)
    assert brand
    assert problems == []


def test_what_all_clinics_inherit_is_told_once(workspace: MakeWorkspace) -> None:
    made = workspace(
        {
            "brands/harbour/_brand.yml": f"{BRAND}defaults: {{handouts: {{strapline: 中}}}}\n",
            "brands/harbour/clinics/east.yml": "name: East\n",
            "brands/harbour/clinics/west.yml": "name: West\nstrapline: For example\n",
        }
    )
    problems = Problems()
    [brand] = load_brands(made, problems)
    sound = check_brand(brand, problems)
    assert sound
    assert [clinic.id for clinic in sound.clinics] == ["west"]
    [problem] = problems
    assert problem.place.line == 3


def test_words_by_language_may_be_in_the_letters_of_each(workspace: MakeWorkspace) -> None:
    details = "strapline: {en: A clinic, ar: عيادة, zh-Hans: 周一：诊所}"
    brand, problems = checked(workspace, details)
    assert brand is not None
    assert not problems


def test_a_language_lends_no_letters_to_others(workspace: MakeWorkspace) -> None:
    brand, [problem] = checked(workspace, "strapline: {en: A clinic 中, ar: عيادة}")
    assert brand is None
    assert "中" in problem.message
