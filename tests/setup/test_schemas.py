"""The shipped files keep to their schemas, and the schemas beside them are those of the code."""

from __future__ import annotations

import json
import tomllib
from datetime import date
from pathlib import Path

import pytest
import yaml
from goldens import Goldens
from jsonschema import Draft202012Validator

from handouts.setup.schemas import SCHEMAS, schema_files, schema_text
from handouts.workspace import house

FILES = {
    "handout": "content/*/handout.yaml",
    "brand": "brands/*/_brand.yml",
    "clinic": "brands/*/clinics/*.yml",
    "settings": "handouts.toml",
}


def as_json(value: object) -> object:
    """Return YAML's data as JSON has it: a day is a text."""
    return json.loads(json.dumps(value, default=date.isoformat))


def faults(kind: str, text: str) -> list[str]:
    validator = Draft202012Validator(json.loads(schema_text(kind)))
    data = tomllib.loads(text) if kind == "settings" else yaml.safe_load(text)
    return [error.message for error in validator.iter_errors(as_json(data))]


@pytest.mark.parametrize("path", SCHEMAS.values(), ids=lambda entry: entry[0])
def test_the_schemas_beside_our_files_are_of_this_code(
    goldens: Goldens, path: tuple[str, object]
) -> None:
    name, _ = path
    Goldens(house(), goldens.renew).hold(name, schema_files()[name].decode())


@pytest.mark.parametrize("kind", SCHEMAS)
def test_what_we_ship_keeps_to_its_schema_and_names_it(kind: str) -> None:
    files = sorted(house().glob(FILES[kind]))
    schema = house() / SCHEMAS[kind][0]
    assert files
    for path in files:
        text = path.read_text(encoding="utf-8")
        named = text.partition("\n")[0].removeprefix("# yaml-language-server: $schema=")
        named = named.removeprefix("#:schema ")  # of TOML: https://taplo.tamasfe.dev
        assert Path(path.parent, named).resolve() == schema.resolve(), path
        assert faults(kind, text) == [], path


@pytest.mark.parametrize(
    ("kind", "text"),
    [
        ("handout", "{title: Sun}"),
        ("brand", "{color: {primary: 7}}"),
        ("clinic", "{fone: '1'}"),
        ("settings", "grace_days = 400"),
        ("settings", "output = '../elsewhere'"),
        ("settings", "format = ['full']"),
    ],
)
def test_a_file_that_does_not_keep_to_its_schema_would_be_seen(kind: str, text: str) -> None:
    assert faults(kind, text)
