from __future__ import annotations

import json
import re
from collections.abc import Callable
from dataclasses import fields
from datetime import date
from functools import cache
from pathlib import Path
from typing import Any

import pytest

from handouts.brand.details import Defaults
from handouts.brand.load import Brand, brand_names, load_brands
from handouts.brand.palette import TOKENS, pairs
from handouts.diagnostics import Diagnostic, Problems
from handouts.workspace import Workspace, house

DATA = Path(__file__).parent.parent / "data"
FIXTURES = sorted(path.name for path in (DATA / "brands").iterdir())
MINIMAL = 'meta: {name: An Example}\ncolor: {primary: "#1e3a5f"}\n'


@cache
def loaded(root: Path) -> tuple[dict[str, Brand], list[Diagnostic]]:
    problems = Problems()
    brands = load_brands(Workspace(root, date(2026, 11, 22)), problems)
    return {brand.id: brand for brand in brands}, list(problems)


def summary(name: str) -> dict[str, Any]:
    """Tell what came of a fixture, as its expected.json tells what should."""
    brands, problems = loaded(DATA)
    told = [
        f"{str(problem.place).removeprefix(f'brands/{name}/')} {problem.severity} {problem.rule}"
        for problem in problems
        if problem.place.file.startswith(f"brands/{name}/")
    ]
    brand = brands.get(name)
    if brand is None:
        return {"brand": None, "problems": told}
    faces = (brand.faces.text, brand.faces.headings)
    return {
        "brand": brand.name,
        "colours": [brand.palette.inks["brand"], brand.palette.inks["band"]],
        "logo": [brand.logo.media_type, brand.logo.width, brand.logo.alt] if brand.logo else None,
        "faces": [pair[0].family.rpartition(" ")[0] if pair else "house" for pair in faces],
        "clinics": [
            {key: value for key, value in vars(clinic).items() if value and key in SHOWN}
            for clinic in brand.clinics
        ],
        "problems": told,
    }


SHOWN = {"id", "name", "address", "phone", "hours", "email", "website"}


@pytest.mark.parametrize("name", FIXTURES)
def test_brand_is_read_as_its_fixture_says(name: str) -> None:
    expected = json.loads((DATA / "brands" / name / "expected.json").read_text(encoding="utf-8"))
    assert json.loads(json.dumps(summary(name))) == expected


def test_no_line_that_is_told_of_a_brand_is_long_or_told_twice() -> None:
    _, problems = loaded(DATA)
    lines = [line for problem in problems for line in str(problem).splitlines()]
    assert max(map(len, lines)) <= 400
    facts = [(problem.place.file, problem.rule, problem.message) for problem in problems]
    assert len(facts) == len(set(facts))


def test_every_fixture_is_a_brand() -> None:
    assert brand_names(Workspace(DATA, date(2026, 11, 22))) == FIXTURES


@pytest.mark.parametrize("root", [DATA, house()], ids=["fixtures", "shipped"])
def test_every_palette_is_complete_opaque_and_readable(root: Path) -> None:
    for brand in loaded(root)[0].values():
        assert tuple(brand.palette.inks) == TOKENS
        assert all(len(ink) == 7 and int(ink[1:], 16) >= 0 for ink in brand.palette.inks.values())
        assert [pair.name for pair in pairs(brand.palette) if pair.ratio < pair.least] == []


def test_shipped_brands_load_and_only_the_plain_one_is_warned_of() -> None:
    brands, problems = loaded(house())
    assert list(brands) == ["cosmediskin", "harbour-skin", "northlight", "plain-practice"]
    assert [(p.place.file, p.rule) for p in problems] == [
        ("brands/plain-practice/_brand.yml", "pale-primary")
    ]


def test_shipped_real_clinic_has_nothing_but_its_name_and_booking_address() -> None:
    (clinic,) = loaded(house())[0]["cosmediskin"].clinics
    given = {key: value for key, value in vars(clinic).items() if value}
    given.pop("place")
    assert given == {
        "id": "cosmediskin",
        "brand": "cosmediskin",
        "name": "CosMediSkin",
        "booking_url": "https://cosmediskin.com/",
    }


def test_shipped_group_has_clinics_in_two_countries_and_its_own_faces() -> None:
    group = loaded(house())[0]["northlight"]
    places = {clinic.id: clinic.country.code for clinic in group.clinics if clinic.country}
    assert places == {"cork": "IE", "dublin": "IE", "london": "GB"}
    assert [face.weight for face in group.faces.text + group.faces.headings] == [400, 700, 400, 700]
    assert group.faces.sheet


def test_brands_come_sorted_and_a_bad_one_is_left_out(
    workspace: Workspace, write: Callable[..., None], problems: Problems
) -> None:
    write(
        {
            "brands/zeta/_brand.yml": MINIMAL,
            "brands/bad/_brand.yml": "meta: [",
            "brands/alpha/_brand.yml": MINIMAL,
            "brands/notes/readme.txt": "no brand",
        }
    )
    assert [brand.id for brand in load_brands(workspace, problems)] == ["alpha", "zeta"]
    assert {problem.place.file for problem in problems} == {"brands/bad/_brand.yml"}


def test_workspace_without_brands_has_none(workspace: Workspace, problems: Problems) -> None:
    assert load_brands(workspace, problems) == []
    assert len(problems) == 0


def test_brand_without_a_sound_clinic_is_left_out(
    workspace: Workspace, write: Callable[..., None], problems: Problems
) -> None:
    write({"brands/one/_brand.yml": MINIMAL, "brands/one/clinics/east.yml": "fone: 1\n"})
    assert load_brands(workspace, problems) == []
    assert problems.failed


def test_brand_file_may_not_be_large(
    workspace: Workspace, write: Callable[..., None], problems: Problems
) -> None:
    write({"brands/one/_brand.yml": MINIMAL + "# " + "x" * 64_000})
    assert load_brands(workspace, problems) == []
    assert "64,000" in next(iter(problems)).message


def test_brand_file_that_links_out_of_the_workspace_is_refused(
    tmp_path: Path, write: Callable[..., None], problems: Problems
) -> None:
    write({"outside.yml": MINIMAL, "inside/brands/one/logo.txt": ""})
    (tmp_path / "inside/brands/one/_brand.yml").symlink_to(tmp_path / "outside.yml")
    inside = Workspace(tmp_path / "inside", date(2026, 11, 22))
    assert load_brands(inside, problems) == []
    assert "leads out of the workspace" in next(iter(problems)).message


def test_loading_twice_gives_equal_brands() -> None:
    workspace = Workspace(house(), date(2026, 11, 22))
    assert load_brands(workspace, Problems()) == load_brands(workspace, Problems())


def test_examples_of_the_docs_are_read_without_a_problem(
    workspace: Workspace, write: Callable[..., None], problems: Problems
) -> None:
    docs = (house() / "docs" / "making-a-brand.md").read_text(encoding="utf-8")
    blocks = re.findall(r"```yaml\n# (brands/\S+)\n(.*?)```", docs, re.DOTALL)
    assert len(blocks) == docs.count("```yaml")
    write(dict(blocks))
    logo = "brands/harbour-skin/logo.svg"
    write({"brands/example-clinic/logo.svg": (house() / logo).read_bytes()})
    assert [len(brand.clinics) for brand in load_brands(workspace, problems)] == [1, 2, 1]
    assert [problem.rule for problem in problems] == ["no-primary"]
    details = {field.name for field in fields(Defaults)}
    assert details <= set(re.findall(r"^    (\w+):", docs, re.MULTILINE)) | {"name"}
