from __future__ import annotations

import copy
import pickle
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Annotated, ClassVar, Literal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from handouts.diagnostics import Diagnostic, Place, Problems
from handouts.reading.constraints import Doc, Length, OneOrMany, Pattern, Range, Tagged
from handouts.reading.decoding import decode
from handouts.reading.nodes import Map, Seq, Text
from handouts.reading.yaml import parse_yaml


@dataclass(frozen=True, kw_only=True)
class Prose:
    tag: ClassVar[str] = "prose"
    body: ClassVar[str] = "text"
    outer: ClassVar[tuple[str, ...]] = ("detail",)
    text: Text
    detail: Literal["full"] | None = None
    place: Place = field(default=Place(""), compare=False, repr=False)


@dataclass(frozen=True, kw_only=True)
class GetHelp:
    tag: ClassVar[str] = "get-help"
    body: ClassVar[str] = ""
    outer: ClassVar[tuple[str, ...]] = ("detail",)
    worried: tuple[Text, ...]
    detail: Literal["full"] | None = None


Block = Annotated[Prose | GetHelp, Tagged()]


@dataclass(frozen=True, kw_only=True)
class Phone:
    number: Annotated[str, Pattern(r"\+?[0-9 ]+", "a phone number")]
    label: str = "Clinic"
    place: Place = field(default=Place(""), compare=False, repr=False)


@dataclass(frozen=True, kw_only=True)
class Sheet:
    title: Annotated[Text, Length(2, 20), Doc("the name of the sheet")]
    kind: Literal["explainer", "treatment"] = "explainer"
    count: Annotated[int | None, Range(1, 7)] = None
    share: float = 1.0
    shown: bool = True
    issued: date | None = None
    also: Annotated[tuple[Annotated[str, Length(1, 8)], ...], Length(1, 3)] = ()
    part: Annotated[tuple[Literal["risks", "before"], ...], OneOrMany()] = ()
    terms: Mapping[str, Text] = field(default_factory=dict)
    hours: dict[str, int] = field(default_factory=dict)
    phone: Phone | None = None
    phones: tuple[Phone, ...] = ()
    lines: tuple[Text | Phone, ...] = ()
    blocks: tuple[Block, ...] = ()
    place: Place = field(default=Place(""), compare=False, repr=False)


def build(yaml: str, *, lenient: bool = False) -> tuple[Sheet | None, list[Diagnostic]]:
    problems = Problems()
    node = parse_yaml(yaml, "a.yaml", problems)
    assert node is not None, list(problems)
    return decode(Sheet, node, problems, lenient=lenient), list(problems)


def sheet(rest: str) -> Sheet:
    built, problems = build(f"title: Sun\n{rest}\n")
    assert not problems
    assert built is not None
    return built


def problem(rest: str) -> Diagnostic:
    built, problems = build(f"title: Sun\n{rest}\n")
    assert built is None
    (only,) = problems
    return only


def test_every_kind_of_field_is_filled() -> None:
    assert sheet(
        "kind: treatment\ncount: 3\nshare: 0.5\nshown: false\nissued: 2026-11-22\n"
        "also: [shade, hat]\npart: [risks, before]\nterms: {UV: light}\nhours: {monday: 8}\n"
        "phone: {number: 020 7946 0000}\nphones: [{number: 020 7946 0001, label: Nurse}]\n"
        "blocks: [{prose: One., detail: full}, {get-help: {worried: [Redness.]}}]"
    ) == Sheet(
        title=Text("Sun"),
        kind="treatment",
        count=3,
        share=0.5,
        shown=False,
        issued=date(2026, 11, 22),
        also=("shade", "hat"),
        part=("risks", "before"),
        terms={"UV": Text("light")},
        hours={"monday": 8},
        phone=Phone(number="020 7946 0000"),
        phones=(Phone(number="020 7946 0001", label="Nurse"),),
        blocks=(Prose(text=Text("One."), detail="full"), GetHelp(worried=(Text("Redness."),))),
    )


def test_what_is_left_out_has_its_default() -> None:
    assert sheet("") == Sheet(title=Text("Sun"))


def test_text_knows_its_place() -> None:
    built = sheet("phones:\n  - number: 1\n    label: |\n      At\n      night\n")
    label = built.phones[0].label
    assert isinstance(label, Text)
    assert label.at(3) == Place("a.yaml", 6, 7)
    assert built.place == Place("a.yaml", 1, 1)
    assert built.phones[0].place == Place("a.yaml", 3, 5)


def test_the_keys_of_a_table_know_their_places() -> None:
    (key,) = sheet("terms:\n  UV: light").terms
    assert isinstance(key, Text)
    assert key.place == Place("a.yaml", 3, 3)


def test_place_is_no_key() -> None:
    assert problem("place: here").message == "unknown key 'place'"


def test_a_built_value_can_be_pickled_and_copied() -> None:
    built = sheet("blocks: [prose: One.]\nterms: {UV: light}")
    for same in (pickle.loads(pickle.dumps(built)), copy.deepcopy(built)):
        assert same == built
        assert same.title.place == built.title.place


def test_a_missing_key_is_told_at_its_mapping() -> None:
    only = problem("phones:\n  - label: Nurse")
    assert (only.rule, only.message) == ("missing-key", "'number' is missing")
    assert only.place == Place("a.yaml", 3, 5)


def test_a_missing_key_is_hinted_at_with_its_doc() -> None:
    _, problems = build("shown: true\n")
    assert [p.hint for p in problems] == ["add 'title: …' (the name of the sheet)"]


def test_unknown_key_suggests_the_nearest() -> None:
    only = problem("knd: treatment")
    assert (only.rule, only.place) == ("unknown-key", Place("a.yaml", 2, 1))
    assert only.hint == "did you mean 'kind'?"


def test_a_lenient_decoder_warns_of_unknown_keys_and_builds() -> None:
    built, problems = build("title: Sun\nknd: treatment\n", lenient=True)
    assert built == Sheet(title=Text("Sun"))
    assert [(p.severity, p.rule) for p in problems] == [("warning", "unknown-key")]


@pytest.mark.parametrize(
    ("yaml", "message"),
    [
        ("phone: [a]", "'phone' must be a mapping, not a list"),
        ("phone: {number: [1]}", "'number' must be text, not a list"),
        ("phone: {number: {a: b}}", "'number' must be text, not a mapping"),
        ("phone: {number: true}", "'number' must be text, not 'true' (yes or no)"),
        ("count: many", "'count' must be a whole number, not text"),
        ("count: 1.5", "'count' must be a whole number, not the number 1.5"),
        ("count: true", "'count' must be a number, not 'true' (yes or no)"),
        ("count: '3'", "'count' must be a whole number, not text"),
        ("share: 2026-11-22", "'share' must be a number, not the date 2026-11-22"),
        ("share: false", "'share' must be a number, not 'false' (yes or no)"),
        ("shown: no", "'shown' must be true or false, not text"),
        ("shown: 1", "'shown' must be true or false, not the number 1"),
        ("issued: today", "'issued' must be a date, as 2026-01-31, not text"),
        ("issued: 2026-02-30", "'issued' must be a date, as 2026-01-31, not text"),
        ("issued: 2026", "'issued' must be a date, as 2026-01-31, not the number 2026"),
        ("also: hat", "'also' must be a list, not text"),
        ("also: [hat, [cap]]", "item 2 of 'also' must be text, not a list"),
        ("kind: [treatment]", "'kind' must be one word, not a list"),
        ("terms: [a]", "'terms' must be a mapping, not a list"),
        ("hours: {monday: early}", "'monday' in 'hours' must be a whole number, not text"),
        ("blocks: [One.]", "item 1 of 'blocks' must be a block, such as 'prose: …', not text"),
        ("blocks: [get-help: now]", "'get-help' must be a mapping, not text"),
    ],
)
def test_a_wrong_type_is_told_in_words(yaml: str, message: str) -> None:
    only = problem(yaml)
    assert (only.rule, only.message) == ("wrong-type", message)


@pytest.mark.parametrize(
    ("yaml", "rule", "message"),
    [
        ("kind: treatmnt", "wrong-value", "'kind' cannot be 'treatmnt'"),
        ("count: 8", "wrong-value", "'count' must be from 1 to 7, not 8"),
        ("count: 0", "wrong-value", "'count' must be from 1 to 7, not 0"),
        ("phone: {number: me}", "wrong-value", "'number' must be a phone number, not 'me'"),
        ("also: []", "length", "'also' has 0 items; it needs at least 1"),
        ("also: [a, b, c, d]", "length", "'also' has 4 items; it may have 3"),
        ("also: [sunglasses]", "length", "item 1 of 'also' has 10 characters; it may have 8"),
        ("also: [' ']", "empty", "item 1 of 'also' is empty"),
        ('also: ["\u200b \u200d"]', "empty", "item 1 of 'also' is empty"),
        ("also: [a, ]\nterms: {UV: ''}", "empty", "'UV' in 'terms' is empty"),
        ("terms:", "empty", "'terms' is empty"),
        ("phone: {number: }", "empty", "'number' is empty"),
        ("part: [risks, risk]", "wrong-value", "item 2 of 'part' cannot be 'risk'"),
    ],
)
def test_a_value_that_does_not_fit_is_told_in_words(yaml: str, rule: str, message: str) -> None:
    only = problem(yaml)
    assert (only.rule, only.message) == (rule, message)


def test_a_wrong_word_suggests_the_nearest() -> None:
    assert problem("kind: treatmnt").hint == "did you mean 'treatment'?"


def test_a_long_wrong_value_is_cut_in_its_message() -> None:
    assert len(problem(f"phone: {{number: {'x' * 500}}}").message) < 120


def test_numbers_and_dates_are_taken_by_their_text() -> None:
    assert sheet("also: [007, 1e3, 1.50]").also == ("007", "1e3", "1.50")
    assert sheet("terms: {day: 2026-11-22}").terms == {"day": "2026-11-22"}


def test_a_whole_number_is_a_number() -> None:
    share = sheet("share: 2").share
    assert (share, type(share)) == (2.0, float)


def test_a_quoted_date_is_a_date() -> None:
    assert sheet("issued: '2026-11-22'").issued == date(2026, 11, 22)


def test_null_is_allowed_where_none_is() -> None:
    assert sheet("count:\nissued: ~\nphone: null") == Sheet(title=Text("Sun"))


def test_one_value_may_stand_for_a_list_of_one() -> None:
    assert sheet("part: risks").part == ("risks",)
    assert problem("part: risk").message == "'part' cannot be 'risk'"


def test_all_problems_are_told_at_once() -> None:
    built, problems = build(
        "kind: x\ncount: x\nphones: [{label: ''}]\nblocks: [{prose: 1, oops: 2}]"
    )
    assert built is None
    assert sorted(p.rule for p in problems) == sorted(
        ["missing-key", "wrong-value", "wrong-type", "missing-key", "empty", "unknown-key"]
    )


def test_a_block_is_named_by_its_tag() -> None:
    built = sheet("blocks:\n  - prose: One.\n    detail: full\n  - get-help: {worried: [Pain.]}")
    first, second = built.blocks
    assert first == Prose(text=Text("One."), detail="full")
    assert second == GetHelp(worried=(Text("Pain."),))
    assert isinstance(first, Prose)
    assert first.place == Place("a.yaml", 3, 5)


def test_a_block_without_a_tag_lists_the_tags() -> None:
    only = problem("blocks: [detail: full]")
    assert (only.rule, only.message) == ("block", "a block needs one of: prose, get-help")


def test_an_unknown_tag_suggests_the_nearest() -> None:
    only = problem("blocks:\n  - detail: full\n    get_help: {worried: [Pain.]}")
    assert (only.rule, only.message) == ("block", "there is no block 'get_help'")
    assert (only.hint, only.place.line) == ("did you mean 'get-help'?", 4)


def test_two_tags_are_an_error_at_the_second() -> None:
    only = problem("blocks:\n  - prose: One.\n    get-help: {worried: [Pain.]}")
    assert only.message == "one block cannot be both 'prose' and 'get-help'"
    assert only.place == Place("a.yaml", 4, 5)


def test_a_key_of_the_wrong_level_of_a_block_is_unknown() -> None:
    inside = problem("blocks: [get-help: {worried: [Pain.], detail: full}]")
    assert inside.message == "unknown key 'detail'"
    beside, missing = build("title: Sun\nblocks: [{get-help: {}, worried: [Pain.]}]")[1]
    assert {beside.message, missing.message} == {
        "unknown key 'worried'",
        "'worried' is missing",
    }


def test_an_empty_block_is_an_error() -> None:
    assert problem("blocks: [prose: ]").message == "'prose' is empty"


def test_a_top_level_that_is_no_mapping_is_an_error() -> None:
    problems = Problems()
    assert decode(Sheet, Seq(Place("a.yaml", 1, 1), ()), problems) is None
    assert [p.message for p in problems] == ["this must be a mapping, not a list"]


def test_a_type_that_is_not_supported_is_refused_by_name() -> None:
    @dataclass(frozen=True)
    class Odd:
        values: set[int]

    with pytest.raises(TypeError, match=r"Odd\.values"):
        decode(Odd, Map(Place("a.yaml"), {}, {}), Problems())


ANYTHING = st.recursive(
    st.sampled_from(["Sun", "''", "1", "-2.5", "true", "null", "2026-11-22", "full", ".nan", "0"]),
    lambda inner: (
        st.lists(inner, max_size=3).map(lambda items: f"[{', '.join(items)}]")
        | st.dictionaries(
            st.sampled_from(["prose", "get-help", "number", "worried", "detail", "x"]),
            inner,
            max_size=3,
        ).map(lambda table: f"{{{', '.join(f'{k}: {v}' for k, v in table.items())}}}")
    ),
    max_leaves=6,
)


@given(st.dictionaries(st.sampled_from(list(Sheet.__dataclass_fields__)), ANYTHING))
def test_any_data_gives_a_value_or_an_error(data: dict[str, str]) -> None:
    problems = Problems()
    node = parse_yaml("{" + ", ".join(f"{k}: {v}" for k, v in data.items()) + "}", "a", problems)
    assert node is not None
    assert (decode(Sheet, node, problems) is None) == problems.failed


def test_a_text_may_stand_in_the_place_of_a_mapping() -> None:
    made, problems = build("title: Sun\nlines: [Call us., {number: '111'}]")
    assert problems == []
    assert made is not None
    assert made.lines == (Text("Call us.", Place("")), Phone(number="111"))


def test_what_is_neither_a_text_nor_a_mapping_is_told() -> None:
    made, [problem] = build("title: Sun\nlines: [[One]]")
    assert made is None
    assert problem.message == "item 1 of 'lines' must be a mapping, not a list"
