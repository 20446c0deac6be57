from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Annotated

import pytest

from handouts.content.blocks import BLOCKS, Base
from handouts.content.fields import (
    Alt,
    Cell,
    Drawing,
    Item,
    Label,
    Line,
    Mark,
    Paragraphs,
    Pointer,
    Unprinted,
    marked,
)
from handouts.diagnostics import Place
from handouts.reading.constraints import Doc, Length
from handouts.reading.nodes import Text
from handouts.reading.shapes import ListShape, RecordShape, Shape, TableShape, form_of

T = Text


@dataclass(frozen=True, kw_only=True)
class Row:
    """A row of what follows."""

    name: Annotated[Text, Label()]
    words: Text
    sources: tuple[Text, ...] = ()


@dataclass(frozen=True, kw_only=True)
class Everything:
    """A field for each mark, wherever it stands in the hint."""

    prose: Annotated[Text | None, Paragraphs(), Doc("as a whole")]
    line: Annotated[Text, Line()]
    items: Annotated[tuple[Text, ...], Length(1, 2), Item()]
    inner: tuple[Annotated[Text, Item()], ...]
    cells: Annotated[tuple[tuple[Text, ...], ...], Cell()]
    maybe: Annotated[Text, Alt()] | None
    file: Annotated[Text, Drawing()]
    other: Annotated[Text, Pointer()]
    never: Annotated[Text, Unprinted()]
    rows: tuple[Row, ...]
    nothing: Text | None = None
    count: int = 3
    place: Place = field(default=Place("a.yaml"))


@dataclass(frozen=True, kw_only=True)
class Explained:
    """A row with a mapping."""

    terms: Mapping[str, Text]


@dataclass(frozen=True, kw_only=True)
class Odd:
    """A block with such rows."""

    rows: tuple[Explained, ...]


EVERYTHING = Everything(
    prose=T("prose"),
    line=T("line"),
    items=(T("one"), T("two")),
    inner=(T("three"),),
    cells=((T("a"), T("b")),),
    maybe=T("alt"),
    file=T("a.svg"),
    other=T("sun"),
    never=T("never"),
    rows=(Row(name=T("name"), words=T("words"), sources=(T("key"),)),),
)


def told(value: object) -> list[tuple[str, str, type[Mark]]]:
    return [(name, str(text), type(mark)) for name, text, mark in marked(value)]


def test_each_text_is_walked_through_with_its_field_and_its_mark() -> None:
    assert told(EVERYTHING) == [
        ("prose", "prose", Paragraphs),
        ("line", "line", Line),
        ("items", "one", Item),
        ("items", "two", Item),
        ("inner", "three", Item),
        ("cells", "a", Cell),
        ("cells", "b", Cell),
        ("maybe", "alt", Alt),
        ("file", "a.svg", Drawing),
        ("other", "sun", Pointer),
        ("never", "never", Unprinted),
        ("name", "name", Label),
        ("words", "words", Line),
        ("sources", "key", Unprinted),
    ]


@pytest.mark.parametrize("mark", [Unprinted, Drawing, Pointer])
def test_what_the_press_reads_is_of_no_kind_that_prints(mark: type[Mark]) -> None:
    assert mark.kind is None


def mappings(shape: Shape) -> int:
    """Count the mappings with keys of the author's choice in what a shape allows."""
    match shape:
        case TableShape():
            return 1
        case ListShape(item=item):
            return mappings(item)
        case RecordShape(cls=cls):
            return sum(map(mappings, form_of(cls).shapes.values()))
    return 0


@pytest.mark.parametrize("block", BLOCKS)
def test_a_block_holds_no_mapping_as_nobody_would_walk_through_it(block: type[Base]) -> None:
    assert mappings(RecordShape(cls=block)) == 0


def test_a_mapping_in_a_block_would_be_seen() -> None:
    assert mappings(RecordShape(cls=Odd)) == 1
