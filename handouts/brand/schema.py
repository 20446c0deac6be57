"""JSON Schemas for editors: of a clinic's file, and of what we read in ``_brand.yml``."""

from __future__ import annotations

from typing import Any

from handouts.brand.color import THEME
from handouts.brand.country import countries
from handouts.brand.details import Defaults, Details
from handouts.brand.logo import SIZES
from handouts.brand.spoken import SPOKEN, WITHIN
from handouts.content import LANGUAGE_TAG
from handouts.reading import json_schema

__all__ = ["brand_schema", "clinic_schema"]

BrandSchema = dict[str, Any]

_TEXT: BrandSchema = {"type": "string"}
_SPOKEN = {"OutOfHours": WITHIN["out_of_hours"], "ClinicNumber": WITHIN["contacts"]}


def clinic_schema() -> BrandSchema:
    """Return the JSON Schema of a clinic's file."""
    return _completed(json_schema(Details, title="A clinic of a brand"))


def brand_schema() -> BrandSchema:
    """Return the JSON Schema of ``_brand.yml``: lenient, as other tools add keys of their own."""
    own = _completed(json_schema(Defaults, title="A clinic, or what clinics inherit"))
    own.pop("$schema")
    definitions = own.pop("$defs", {})
    return {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "title": "A brand, after https://posit-dev.github.io/brand-yml/",
        "type": "object",
        "properties": {
            "meta": _open({"name": _either(_TEXT, _open({"short": _TEXT, "full": _TEXT}))}),
            "logo": _logo(),
            "color": _open({"palette": _open({}), **dict.fromkeys(THEME, _varied(_TEXT))}),
            "typography": _open({"base": _style(), "headings": _style(), "fonts": _fonts()}),
            "defaults": _open({"handouts": own}),
        },
        "$defs": definitions,
    }


def _open(properties: BrandSchema) -> BrandSchema:
    return {"type": ["object", "null"], "properties": properties}


def _either(*schemas: BrandSchema) -> BrandSchema:
    return {"anyOf": [*schemas, {"type": "null"}]}


def _varied(schema: BrandSchema) -> BrandSchema:
    """Return the schema of a value that may differ between light and dark."""
    return _either(schema, _open({"light": schema, "dark": schema}))


def _logo() -> BrandSchema:
    picture = _either(_TEXT, _open({"path": _TEXT, "alt": _TEXT}))
    named: BrandSchema = {"type": "object", "additionalProperties": picture}
    sizes = dict.fromkeys(SIZES, _varied(picture))
    return _either(picture, _open({"images": named, **sizes}))


def _style() -> BrandSchema:
    return _either(_TEXT, _open({"family": _TEXT}))


def _fonts() -> BrandSchema:
    file = _either(_TEXT, _open({"path": _TEXT}))
    font = _open({"family": _TEXT, "source": _TEXT, "files": {"type": "array", "items": file}})
    return {"type": "array", "items": font}


def _completed(schema: BrandSchema) -> BrandSchema:
    """Add what the dataclasses do not say: the countries, and details by language."""
    details, within = schema["properties"], schema["$defs"]
    details["country"]["enum"] = [*countries(), None]
    own = within["OwnWords"]["properties"]
    groups = [(details, SPOKEN), (own, tuple(own))]
    groups += [(within[name]["properties"], keys) for name, keys in _SPOKEN.items()]
    for properties, keys in groups:
        for key in keys:
            properties[key] = _by_language(properties[key])
    return schema


def _by_language(schema: BrandSchema) -> BrandSchema:
    """Return the schema of a detail that may be given for each language."""
    doc = {"description": schema.pop("description")} if "description" in schema else {}
    each = {
        "type": "object",
        "patternProperties": {f"^{LANGUAGE_TAG}$": schema},
        "minProperties": 1,
    }
    return {"anyOf": [schema, {**each, "additionalProperties": False}], **doc}
