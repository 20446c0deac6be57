"""What holds for every leaflet that is brought in, whatever its shape."""

from __future__ import annotations

import copy
import re
from collections.abc import Iterator, Mapping
from datetime import date
from functools import cache
from typing import Any

import pytest
from goldens import Goldens
from originals import CORPUS

from handouts.checks.contacts import find_contact
from handouts.content.model import Handout, printed_texts
from handouts.diagnostics import Problems
from handouts.importing.child import _read as read_file
from handouts.importing.child import drafted
from handouts.importing.drafting.draft import Draft
from handouts.importing.leaflets import draft_as_yaml
from handouts.importing.original import paragraphs
from handouts.importing.proof import TO_WRITE, lacking, words_of
from handouts.importing.wire import as_json, from_json
from handouts.reading.decoding import decode
from handouts.reading.yaml import parse_yaml

TODAY = date(2026, 11, 29)
every_file = pytest.mark.parametrize("name", CORPUS)


@cache
def draft_of(name: str) -> Draft:
    return drafted(CORPUS[name](), name, TODAY)


def handout_of(draft: Draft) -> Handout:
    problems = Problems()
    node = parse_yaml(draft_as_yaml(draft, "a"), "content/a/handout.yaml", problems)
    assert node is not None, [*problems]
    handout = decode(Handout, node, problems)
    assert handout is not None, [*problems]
    return handout


def passages_of(name: str) -> list[Any]:
    suffix = name[name.rindex(".") :]
    return read_file(CORPUS[name](), suffix)[1]


def test_the_corpus_holds_twenty_shapes() -> None:
    assert len(CORPUS) >= 20


@every_file
def test_every_word_of_the_file_stands_in_the_draft(name: str) -> None:
    draft, passages = draft_of(name), passages_of(name)
    assert lacking(passages, draft.data) == []
    assert draft.words == sum(len(words_of(passage.words)) for passage in passages) > 0


@every_file
def test_the_model_takes_the_draft_as_it_is_written(name: str) -> None:
    handout = handout_of(draft_of(name))
    assert [*handout.to_confirm] == [point.text for point in draft_of(name).points]
    assert {*handout.drawings} == {*draft_of(name).figures}


@every_file
def test_no_number_or_address_stands_in_what_prints(name: str) -> None:
    handout = handout_of(draft_of(name))
    assert [text for text in printed_texts(handout) if find_contact(text)] == []
    postcode = re.compile(r"\b[A-Z]{1,2}\d[\dA-Z]? ?\d[A-Z]{2}\b|\b\d{5} [A-Z]")
    assert [text for text in printed_texts(handout) if postcode.search(text)] == []


@every_file
def test_each_paragraph_has_a_place_and_each_place_is_in_the_draft(name: str) -> None:
    draft = draft_of(name)
    original, _ = read_file(CORPUS[name](), name[name.rindex(".") :])
    placed = {one.paragraph for one in draft.placed}
    words = {para.number for para in paragraphs(original.blocks) if words_of(para.text)}
    assert words - placed == set()
    for one in draft.placed:
        assert at(draft.data, one.place) is not None, one


def at(data: Mapping[str, Any], place: str) -> Any:
    """Return what stands at a place such as 'sections[0].blocks[1].get-help.worried[0]'."""
    value: Any = data
    for key, index in re.findall(r"([\w-]+)|\[(\d+)\]", place):
        value = value[key] if key else value[int(index)]
    return value


@pytest.mark.parametrize("name", [name for name in CORPUS if name != "many.docx"])
def test_each_shape_becomes_the_draft_that_was_looked_at(name: str, goldens: Goldens) -> None:
    goldens.hold(f"imported/{name}.yaml", draft_as_yaml(draft_of(name), name))


@every_file
def test_the_same_file_gives_the_same_bytes(name: str) -> None:
    again = drafted(CORPUS[name](), name, TODAY)
    assert draft_as_yaml(again, name) == draft_as_yaml(draft_of(name), name)
    assert again == draft_of(name)


@every_file
def test_a_draft_goes_from_process_to_process_whole(name: str) -> None:
    assert from_json(as_json(draft_of(name))) == draft_of(name)


@every_file
def test_the_proof_sees_every_text_that_is_taken_out(name: str) -> None:
    """Or its words stand elsewhere, one after another."""
    draft, passages = draft_of(name), passages_of(name)
    needed = " ".join(f" {' '.join(words_of(passage.words))} " for passage in passages)
    for keys, text in texts(draft.data):
        if text.startswith(TO_WRITE) or not (own := words_of_file(text, keys, needed)):
            continue
        data = copy.deepcopy(dict(draft.data))
        put(data, keys, "x")
        others = [words_of(re.sub(r"\\(.)", r"\1", t)) for k, t in texts(draft.data) if k != keys]
        elsewhere = any(f" {own} " in f" {' '.join(other)} " for other in others)
        assert lacking(passages, data) or elsewhere, (keys, text)


def words_of_file(text: str, keys: tuple[Any, ...], needed: str) -> str:
    """Return the words of a text that the file holds as they are; '' where it does not."""
    plain = re.sub(r"\\(.)", r"\1", text).replace("**", "")
    if keys[0] == "to_confirm":
        plain = " ".join(re.findall("“([^”]*)”", plain)[:1])
    words = " ".join(words_of(plain))
    return words if words and f" {words} " in needed else ""


def texts(value: Any, keys: tuple[Any, ...] = ()) -> Iterator[tuple[tuple[Any, ...], str]]:
    """Walk through the texts of a draft that say what the file says."""
    if isinstance(value, Mapping):
        for key, item in value.items():
            if key not in ("file", "part", "first", "last", "short_title", "kind", "language"):
                yield from texts(item, (*keys, key))
    elif isinstance(value, list | tuple):
        for index, item in enumerate(value):
            yield from texts(item, (*keys, index))
    elif isinstance(value, str):
        yield keys, value


def put(data: Any, keys: tuple[Any, ...], text: str) -> None:
    for key in keys[:-1]:
        data = data[key]
    data[keys[-1]] = text
