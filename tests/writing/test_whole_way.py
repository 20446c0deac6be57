"""From a form to the file: what is typed stands on disk, reads, and nothing else has changed."""

from __future__ import annotations

from collections.abc import Iterator
from difflib import unified_diff
from random import Random

import pytest
from edits import HANDOUTS, with_another_word
from samples import MakeWorkspace, a_handout, a_library

from handouts.content.library import load_handout
from handouts.diagnostics import Problems
from handouts.reading.changing import Edit
from handouts.reading.keys import Key
from handouts.reading.plain import at_key, plain_of
from handouts.writing.filled import FieldValue, edits_of, fill
from handouts.writing.forms import blank, block_forms, section_form
from handouts.writing.saving import open_text, save

SAMPLE = 5  # fields of a handout


def fields_of(text: str) -> Iterator[tuple[Key, FieldValue]]:
    """Walk through the fields of a file that hold a text, each with the key of what holds it."""
    values = fill(text)
    holders: list[tuple[Key, tuple[FieldValue, ...]]] = [((), values.fields)]
    for section in values.sections:
        holders.append((section.key, section.fields))
        holders += [(block.key, block.fields) for block in section.blocks]
    for key, fields in holders:
        for one in fields:
            if one.field.kind in ("text", "prose") and one.present and " " in str(one.value):
                yield key, one


@pytest.mark.parametrize("number", range(len(HANDOUTS)))
def test_a_field_that_is_typed_is_one_line_on_disk(workspace: MakeWorkspace, number: int) -> None:
    here, random = workspace(a_library(sun=HANDOUTS[number])), Random(number)
    for key, one in random.sample([*fields_of(HANDOUTS[number])], SAMPLE):
        opened = open_text(here, "sun")
        typed = with_another_word(random, str(one.value), ("word", "two words"))
        edits = edits_of(one.field, key, at_key(plain_of(opened.text), key), typed)
        saved = save(here, "sun", opened.digest, edits, "Ben")
        lines = list(unified_diff(opened.text.splitlines(), saved.text.splitlines(), n=0))[3:]
        assert sum(line.startswith("-") for line in lines) <= 1
        assert str(at_key(plain_of(saved.text), one.key)).strip() == typed.strip()
        assert load_handout(here, "sun", Problems()) is not None


def test_a_whole_handout_of_all_blocks_is_written_from_nothing(workspace: MakeWorkspace) -> None:
    here = workspace(a_library(sun=a_handout()))
    opened = open_text(here, "sun")
    digest = opened.digest
    edits = [Edit("insert", ("sections", 0), blank(section_form()))]
    for form in block_forms().values():
        edits.append(Edit("insert", ("sections", 0, "blocks", 1), blank(form)))
    saved = save(here, "sun", digest, edits, "Ben")
    handout = load_handout(here, "sun", Problems())
    assert handout is not None
    tags = [block.tag for block in handout.sections[0].blocks]
    assert tags == ["prose", *reversed(list(block_forms()))]
    edits = [Edit("remove", ("sections", 0))]
    assert save(here, "sun", saved.digest, edits, "Ben").text == opened.text
