from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Annotated, Any, ClassVar, Literal

import pytest
from hypothesis import given
from hypothesis import strategies as st
from jsonschema import Draft202012Validator

from handouts.diagnostics import Place, Problems
from handouts.reading.constraints import Doc, Length, OneOrMany, Pattern, Range, Tagged
from handouts.reading.decoding import decode
from handouts.reading.schema import json_schema
from handouts.reading.yaml import parse_yaml


@dataclass(frozen=True, kw_only=True)
class Points:
    tag: ClassVar[str] = "points"
    body: ClassVar[str] = "items"
    outer: ClassVar[tuple[str, ...]] = ("detail",)
    items: Annotated[tuple[str, ...], Length(1, 2)]
    detail: Literal["full"] | None = None


@dataclass(frozen=True, kw_only=True)
class GetHelp:
    tag: ClassVar[str] = "get-help"
    body: ClassVar[str] = ""
    outer: ClassVar[tuple[str, ...]] = ("detail",)
    worried: str
    detail: Literal["full"] | None = None


@dataclass(frozen=True, kw_only=True)
class Person:
    name: str
    friends: tuple[Person, ...] = ()


@dataclass(frozen=True, kw_only=True)
class Sheet:
    title: Annotated[str, Length(2, 5), Doc("the name of the sheet")]
    code: Annotated[str, Pattern("[a-z]{2}", "two letters")] = "en"
    kind: Literal["explainer", "treatment"] = "explainer"
    count: Annotated[int, Range(1, 7)] = 1
    share: float | None = None
    shown: bool = True
    issued: date = date(2026, 1, 1)
    part: Annotated[tuple[Literal["risks", "before"], ...], OneOrMany()] = ()
    hours: Mapping[str, int] = field(default_factory=dict)
    person: Person | None = None
    blocks: tuple[Annotated[Points | GetHelp, Tagged()], ...] = ()
    place: Place = field(default=Place(""), compare=False, repr=False)


SCHEMA: Any = json_schema(Sheet, title="Sheet", description="What a sheet holds.")
VALIDATOR = Draft202012Validator(SCHEMA)


def test_the_schema_is_one_of_draft_2020_12() -> None:
    Draft202012Validator.check_schema(SCHEMA)
    assert SCHEMA["$schema"] == "https://json-schema.org/draft/2020-12/schema"
    assert (SCHEMA["title"], SCHEMA["description"]) == ("Sheet", "What a sheet holds.")


def test_the_schema_names_keys_and_what_is_required() -> None:
    assert "place" not in SCHEMA["properties"]
    assert SCHEMA["required"] == ["title"]
    assert SCHEMA["additionalProperties"] is False


@pytest.mark.parametrize(
    ("key", "schema"),
    [
        (
            "title",
            {
                "type": ["string", "number"],
                "pattern": r"\S",
                "minLength": 2,
                "maxLength": 5,
                "description": "the name of the sheet",
            },
        ),
        ("code", {"type": ["string", "number"], "pattern": "^(?:[a-z]{2})$"}),
        ("kind", {"enum": ["explainer", "treatment"]}),
        ("count", {"type": "integer", "minimum": 1, "maximum": 7}),
        ("share", {"anyOf": [{"type": "number"}, {"type": "null"}]}),
        ("shown", {"type": "boolean"}),
        ("hours", {"type": "object", "additionalProperties": {"type": "integer"}}),
        ("person", {"anyOf": [{"$ref": "#/$defs/Person"}, {"type": "null"}]}),
    ],
)
def test_a_field_has_the_schema_of_its_type(key: str, schema: object) -> None:
    assert SCHEMA["properties"][key] == schema


def test_a_class_may_hold_itself() -> None:
    friends = SCHEMA["$defs"]["Person"]["properties"]["friends"]
    assert friends == {"type": "array", "items": {"$ref": "#/$defs/Person"}}


def test_a_block_is_an_object_with_its_tag_and_the_keys_beside_it() -> None:
    block = SCHEMA["$defs"]["Points"]
    assert list(block["properties"]) == ["points", "detail"]
    assert (block["required"], block["additionalProperties"]) == (["points"], False)
    inner = SCHEMA["$defs"]["GetHelp"]["properties"]["get-help"]
    assert (list(inner["properties"]), inner["required"]) == (["worried"], ["worried"])
    assert SCHEMA["properties"]["blocks"]["items"] == {
        "oneOf": [{"$ref": "#/$defs/Points"}, {"$ref": "#/$defs/GetHelp"}]
    }


def accepted(data: object) -> bool:
    problems = Problems()
    node = parse_yaml(json.dumps(data, ensure_ascii=False), "a.yaml", problems)
    assert node is not None, list(problems)
    return decode(Sheet, node, problems) is not None


WORDS = st.sampled_from(
    ["Sun", "", " ", "x", "too long", "en", "explainer", "risks", "full", "2026-11-22", "12"]
)
SINGLE = WORDS | st.integers(-1, 9) | st.sampled_from([0.5, True, False, None])
BLOCK = st.dictionaries(
    st.sampled_from(["points", "get-help", "detail", "odd"]),
    WORDS | st.lists(WORDS, max_size=3) | st.dictionaries(st.just("worried"), SINGLE, max_size=1),
    max_size=2,
)
PERSON = st.fixed_dictionaries({"name": WORDS}, optional={"friends": st.lists(SINGLE, max_size=1)})
FIELDS: dict[str, st.SearchStrategy[Any]] = {
    "code": SINGLE.filter(lambda value: type(value) not in (int, float)),
    "kind": SINGLE,
    "count": SINGLE,
    "share": SINGLE,
    "shown": SINGLE,
    "issued": SINGLE,
    "part": SINGLE | st.lists(SINGLE, max_size=2),
    "hours": SINGLE | st.dictionaries(WORDS, SINGLE, max_size=2),
    "person": SINGLE | PERSON,
    "blocks": SINGLE | st.lists(BLOCK, max_size=2),
    "odd": SINGLE,
}
TITLES = SINGLE.filter(lambda value: type(value) not in (int, float))
ONE_FIELD = st.sampled_from(sorted(FIELDS)).flatmap(
    lambda key: st.tuples(st.just(key), FIELDS[key])
)


@given(ONE_FIELD)
def test_the_schema_and_decode_agree_on_a_field(entry: tuple[str, object]) -> None:
    data = dict([("title", "Sun"), entry])
    assert accepted(data) == VALIDATOR.is_valid(data)


@given(st.fixed_dictionaries({}, optional={"title": TITLES, **FIELDS}))
def test_the_schema_and_decode_agree_on_a_whole(data: dict[str, object]) -> None:
    assert accepted(data) == VALIDATOR.is_valid(data)


def test_the_schema_and_decode_agree_that_a_full_sheet_is_right() -> None:
    data = {
        "title": "Sun",
        "part": "risks",
        "person": {"name": "A", "friends": [{"name": "B"}]},
        "blocks": [{"points": ["One."], "detail": "full"}, {"get-help": {"worried": "Pain."}}],
    }
    assert accepted(data)
    assert VALIDATOR.is_valid(data)
