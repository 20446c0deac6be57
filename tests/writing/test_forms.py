"""Forms are made from the model: each block and key has its field, and what is begun reads."""

from __future__ import annotations

from typing import Any

import pytest
from edits import HANDOUTS
from hypothesis import given
from hypothesis import strategies as st
from samples import a_handout, with_blocks

from handouts.content.blocks import BLOCKS, Base
from handouts.content.model import PART_WORDS, Handout, Section, unwritten
from handouts.diagnostics import Problems
from handouts.reading.decoding import decode
from handouts.reading.edit import apply, insert_item
from handouts.reading.keys import Key
from handouts.reading.plain import at_key, plain_of
from handouts.reading.shapes import form_of
from handouts.reading.yaml import parse_yaml
from handouts.writing.filled import FieldValue, Unfit, edits_of, fill, typed_value
from handouts.writing.forms import (
    FormField,
    blank,
    block_forms,
    handout_form,
    section_form,
)


def field(name: str, *, of: str = "") -> FormField:
    """Return the field of a block, or of a handout."""
    fields = block_forms()[of].fields if of else (*handout_form(), *section_form())
    return next(one for one in fields if one.name == name)


def read(text: str) -> Handout:
    problems = Problems()
    node = parse_yaml(text, "content/sun/handout.yaml", problems)
    assert node is not None
    handout = decode(Handout, node, problems)
    assert handout is not None, "\n".join(map(str, problems))
    return handout


@pytest.mark.parametrize("block", BLOCKS, ids=lambda block: block.tag)
def test_every_block_has_a_form_with_every_key_of_it(block: type[Base]) -> None:
    form = block_forms()[block.tag]
    assert {one.name for one in form.fields} == set(form_of(block).shapes)
    assert form.label and form.help.endswith(".")
    assert all(one.label for one in form.fields)
    for one in form.fields:
        assert one.help == form_of(block).shapes[one.name].doc


def test_every_key_of_a_handout_and_a_section_has_a_field() -> None:
    assert [one.name for one in handout_form()] == list(form_of(Handout).shapes)
    assert {one.name for one in section_form()} == set(form_of(Section).shapes)
    assert section_form()[-1].kind == "blocks"


def test_words_of_a_choice_are_words_of_the_model() -> None:
    part = field("part").item
    assert part is not None
    assert ("nothing", "What if you do nothing") in part.choices
    assert {word for word, _ in PART_WORDS} <= {word for word, _ in part.choices}
    assert dict(field("audience").choices)["public"] == "Anybody"


def test_every_word_of_a_choice_has_words_of_its_own() -> None:
    for form in block_forms().values():
        for one in form.fields:
            labels = [label for _, label in one.choices]
            assert len(set(labels)) == len(labels)
    certainty = field("certainty", of="claim")
    assert certainty.label == "How sure the research is"
    assert certainty.choices[0] == ("high", "High")
    assert certainty.choices[-1] == ("very-low", "Very low: we do not know")


@pytest.mark.parametrize("block", BLOCKS, ids=lambda block: block.tag)
def test_a_new_block_reads_as_it_stands_and_says_what_is_to_be_written(block: type[Base]) -> None:
    text = insert_item(a_handout(), ("sections", 0, "blocks", 1), blank(block_forms()[block.tag]))
    handout = read(text)
    assert type(handout.sections[0].blocks[1]) is block
    if block.tag != "clinic-words":
        assert list(unwritten(handout))


def test_a_new_section_and_new_rows_read() -> None:
    text = insert_item(a_handout(), ("sections", 0), blank(section_form()))
    assert read(text).sections[0].heading == "(to write)"
    rows = field("rows", of="options")
    text = with_blocks("- options: [{option: A, helps: H, certainty: low}]")
    text = insert_item(text, ("sections", 0, "blocks", 0, "options", 1), blank(rows))
    assert read(text).sections[0].blocks[0]
    assert blank(field("items", of="steps")) == "(to write)"


def all_values(fields: tuple[FieldValue, ...]) -> list[FieldValue]:
    return [*fields, *(v for one in fields for part in one.parts for v in all_values(part))]


@pytest.mark.parametrize("number", range(len(HANDOUTS)))
def test_what_a_form_shows_is_what_the_file_says_and_typed_again_changes_nothing(
    number: int,
) -> None:
    text = HANDOUTS[number]
    said, values = plain_of(text), fill(text)
    held: list[tuple[Key, tuple[FieldValue, ...]]] = [((), values.fields)]
    for section in values.sections:
        held.append((section.key, section.fields))
        held += [(block.key, block.fields) for block in section.blocks]
        assert all(block.form for block in section.blocks)
    assert len(held) == 1 + sum(1 + len(s["blocks"]) for s in said["sections"])
    for key, fields in held:
        for one in fields:
            if one.present and not one.field.single:
                assert one.value == at_key(said, one.key)
            if one.present:
                assert edits_of(one.field, key, at_key(said, key), one.value) == []
        for one in all_values(fields):
            assert not one.present or at_key(said, one.key) is not None


@pytest.mark.parametrize(
    ("name", "of", "typed", "value"),
    [
        ("title", "", "  Sun\r\n and skin ", "Sun and skin"),
        ("text", "prose", "One. \r\n\r\n- Two.\n", "One.\n\n- Two."),
        ("lines", "questions", " 3 ", 3),
        ("off_label", "", "true", True),
        ("sides", "", "", None),
        ("reference", "", " ", None),
        ("part", "", ["about", ""], ["about"]),
        ("also", "", [""], None),
        ("sources", "claim", ["shin2019"], ["shin2019"]),
        ("terms", "", {" gua  sha": "a stone", "": ""}, {"gua sha": "a stone"}),
        ("detail", "prose", "full", "full"),
        (
            "items",
            "steps",
            [{"text": "Wash.", "tip": ""}, {"text": "Dry.", "tip": "Gently."}, {"text": ""}],
            ["Wash.", {"text": "Dry.", "tip": "Gently."}],
        ),
        ("groups", "risk", [{"who": "All", "people": "5"}], [{"who": "All", "people": 5}]),
        ("rows", "table", [["a", "b"]], [["a", "b"]]),
    ],
)
def test_what_is_typed_becomes_plain_data(name: str, of: str, typed: Any, value: Any) -> None:
    assert typed_value(field(name, of=of), typed) == value


@pytest.mark.parametrize(
    ("name", "of", "typed", "words"),
    [
        ("title", "", "", "'Title' is empty"),
        ("title", "", "x" * 121, "'Title' has 121 characters; it may have 120"),
        ("lines", "questions", "many", "'Lines to write on' must be a whole number"),
        ("lines", "questions", "99", "from 0 to 12"),
        ("certainty", "claim", "sure", "cannot be 'sure'"),
        ("language", "", "English", "a language such as en-GB"),
        ("key_points", "", [], "it needs at least 1"),
        ("issued", "", "31 May", "must be a date"),
        ("groups", "risk", [{"who": "All", "people": ""}], "'people' is missing"),
        ("groups", "risk", [{"who": "A", "people": 1, "odd": 1}], "unknown key 'odd'"),
        ("title", "", {"a": 1}, "must be text"),
    ],
)
def test_what_a_field_cannot_hold_is_told_as_check_tells_it(
    name: str, of: str, typed: Any, words: str
) -> None:
    with pytest.raises(Unfit, match=words):
        typed_value(field(name, of=of), typed)


def test_edits_set_add_and_remove_keys_where_the_model_has_them() -> None:
    text = with_blocks("- claim: {question: So?, certainty: low, finding: It may.}")
    block = ("sections", 0, "blocks", 0)
    said = at_key(plain_of(text), block)
    sources = field("sources", of="claim")
    edited = apply(text, edits_of(sources, block, said, ["shin2019"]))
    assert "finding: It may., sources: [shin2019]}" in edited
    edited = apply(edited, edits_of(field("detail", of="claim"), block, said, "full"))
    assert "sources: [shin2019]}\n        detail: full" in edited
    said = at_key(plain_of(edited), block)
    assert (
        apply(edited, edits_of(field("detail", of="claim"), block, said, "")).count("detail") == 0
    )
    part = edits_of(
        field("part"), ("sections", 0), at_key(plain_of(text), ("sections", 0)), ["about"]
    )
    assert "  - heading: About\n    part: about\n    blocks:" in apply(text, part)


@given(
    st.recursive(
        st.none() | st.booleans() | st.text(), lambda s: st.lists(s) | st.dictionaries(st.text(), s)
    )
)
def test_whatever_a_browser_sends_is_a_value_or_told(typed: Any) -> None:
    for form in (*block_forms().values(),):
        for one in form.fields:
            try:
                typed_value(one, typed)
            except Unfit as unfit:
                assert str(unfit)


def test_a_file_that_is_not_as_the_model_has_it_is_shown_as_far_as_it_can_be() -> None:
    values = fill("title: [a]\nsections:\n  - heading: H\n    blocks: [{odd: 1}, x]\n  - word\n")
    assert values.sections[0].heading == "H"
    assert [block.form for block in values.sections[0].blocks] == [None, None]
    assert fill("sections: none\n").sections == ()
