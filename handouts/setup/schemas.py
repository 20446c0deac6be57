"""JSON Schemas for editors, where the first lines of our files look for them."""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping

from handouts.brand import brand_schema, clinic_schema
from handouts.content import Handout
from handouts.reading import json_schema
from handouts.settings import settings_schema

__all__ = ["SCHEMAS", "schema_files", "schema_text"]


def _handout_schema() -> dict[str, object]:
    return json_schema(Handout, title="A handout")


SCHEMAS: Mapping[str, tuple[str, Callable[[], Mapping[str, object]]]] = {
    "handout": ("content/handout.schema.json", _handout_schema),
    "brand": ("brands/brand.schema.json", brand_schema),
    "clinic": ("brands/clinic.schema.json", clinic_schema),
    "settings": ("handouts.schema.json", settings_schema),
}
"""What each schema is of: its path in a workspace, and what makes it."""


def schema_text(kind: str) -> str:
    """Return the JSON Schema of one of SCHEMAS, as the text of a file."""
    _, schema = SCHEMAS[kind]
    return json.dumps(schema(), indent=2, ensure_ascii=False) + "\n"


def schema_files() -> dict[str, bytes]:
    """Return every schema by its path in a workspace."""
    return {path: schema_text(kind).encode() for kind, (path, _) in SCHEMAS.items()}
