from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
import yaml
from jsonschema import Draft202012Validator

from handouts.brand.schema import brand_schema, clinic_schema
from handouts.workspace import house

BRANDS = sorted(house().glob("brands/*/_brand.yml"))
CLINICS = sorted(house().glob("brands/*/clinics/*.yml"))


def accepts(schema: dict[str, Any], data: object) -> bool:
    Draft202012Validator.check_schema(schema)
    return bool(Draft202012Validator(schema).is_valid(data))


@pytest.mark.parametrize("path", BRANDS + CLINICS, ids=lambda path: "/".join(path.parts[-2:]))
def test_shipped_files_keep_to_the_schema_that_they_name(path: Path) -> None:
    text = path.read_text(encoding="utf-8")
    schema, name = (
        (brand_schema(), "../brand.schema.json")
        if path in BRANDS
        else (clinic_schema(), "../../clinic.schema.json")
    )
    assert text.startswith(f"# yaml-language-server: $schema={name}\n")
    assert accepts(schema, yaml.safe_load(text))


@pytest.mark.parametrize(
    "clinic", [{"fone": "1"}, {"phone": "ring us"}, {"country": "UK"}, {"address": []}]
)
def test_clinic_schema_refuses_what_the_reader_refuses(clinic: dict[str, object]) -> None:
    assert not accepts(clinic_schema(), clinic)
    assert not accepts(brand_schema(), {"defaults": {"handouts": clinic}})


@pytest.mark.parametrize(
    "brand",
    [
        {},
        {"meta": None, "other-tool": {"key": 1}},
        {"logo": "logo.png"},
        {"logo": {"images": {"a": "a.png"}, "medium": {"light": "a", "dark": {"path": "b.png"}}}},
        {"color": {"primary": {"light": "red"}, "palette": {"red": "#f00"}}},
        {"typography": {"base": "Lato", "fonts": [{"family": "Lato", "files": ["a.ttf"]}]}},
    ],
)
def test_brand_schema_accepts_what_brands_are_written_like(brand: dict[str, object]) -> None:
    assert accepts(brand_schema(), brand)


@pytest.mark.parametrize(
    ("clinic", "is_right"),
    [
        ({"hours": {"en": "9 to 5", "zh-Hans": ["9-5"]}}, True),
        ({"out_of_hours": {"who": {"en": "The nurse"}, "phone": "111"}}, True),
        ({"words": {"parking": {"pl": "Za domem."}}}, True),
        ({"hours": {"English": "9 to 5"}}, False),
        ({"hours": {}}, False),
        ({"phone": {"en": "020 7946 0000"}}, False),
    ],
)
def test_own_words_may_be_given_by_language(clinic: dict[str, object], is_right: bool) -> None:
    assert accepts(clinic_schema(), clinic) == is_right


def test_brand_schema_refuses_what_is_plainly_wrong() -> None:
    assert not accepts(brand_schema(), {"color": {"primary": 7}})
