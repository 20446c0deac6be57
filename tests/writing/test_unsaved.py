"""Words that were typed and not saved come back to their author, and to nobody else."""

from __future__ import annotations

import json
from datetime import date
from typing import Any

import pytest
from edits import VALUES
from hypothesis import given
from hypothesis import strategies as st
from samples import MakeWorkspace, a_handout, a_library

from handouts.diagnostics import HandoutsError
from handouts.reading.changing import Edit
from handouts.workspace import Workspace
from handouts.writing.saving import open_text, save
from handouts.writing.unsaved import (
    drop_unsaved,
    edit_from,
    edit_words,
    keep_unsaved,
    unsaved_of,
)

EDITS = (
    Edit("set", ("title",), "The sun"),
    Edit("set", ("issued",), date(2026, 11, 1), order=("title", "issued")),
    Edit("insert", ("key_points", 0), "é 𝄞 \ud800"),
    Edit("move", ("key_points", 1), to=0),
)


@pytest.fixture
def here(workspace: MakeWorkspace) -> Workspace:
    return workspace(a_library(sun=a_handout()))


def test_what_was_typed_comes_back_with_the_text_that_it_is_of(here: Workspace) -> None:
    opened = open_text(here, "sun")
    keep_unsaved(here, opened, "Ben Example", EDITS)
    found = unsaved_of(here, "sun", "Ben Example")
    assert found is not None
    assert (found.opened, found.edits) == (opened, EDITS)
    assert unsaved_of(here, "sun", "Ann Example") is None
    [path] = (here.root / "records/unsaved/sun").iterdir()
    assert path.stat().st_mode & 0o777 == 0o600
    assert [path.name for path in (here.root / "content/sun").iterdir()] == ["handout.yaml"]


def test_it_can_be_saved_even_when_all_else_is_forgotten(here: Workspace) -> None:
    opened = open_text(here, "sun")
    keep_unsaved(here, opened, "Ben", EDITS[:1])
    for path in (here.kept / "opened").iterdir():
        path.unlink()
    file = here.root / "content/sun/handout.yaml"
    file.write_text(file.read_text(encoding="utf-8").replace("Shade helps.", "Shade does."))
    found = unsaved_of(here, "sun", "Ben")
    assert found is not None
    saved = save(here, "sun", found.opened.digest, found.edits, "Ben")
    assert "title: The sun" in saved.text
    assert "Shade does." in saved.text


def test_saved_or_thrown_away_it_goes(here: Workspace) -> None:
    opened = open_text(here, "sun")
    for drop in (
        lambda: drop_unsaved(here, "sun", "Ben"),
        lambda: keep_unsaved(here, opened, "Ben", ()),
    ):
        keep_unsaved(here, opened, "Ben", EDITS)
        drop()
        drop()
        assert unsaved_of(here, "sun", "Ben") is None


@pytest.mark.parametrize("data", [b"", b"{", b"[]", b'{"author": "Ben"}', b"\xff", b"[" * 100_000])
def test_a_damaged_file_is_nothing(here: Workspace, data: bytes) -> None:
    keep_unsaved(here, open_text(here, "sun"), "Ben", EDITS)
    [path] = (here.root / "records/unsaved/sun").iterdir()
    path.write_bytes(data)
    assert unsaved_of(here, "sun", "Ben") is None


@pytest.mark.parametrize("author", ["../../x", "", "a/b", "é", "x" * 500, "\ud800"])
def test_any_name_of_an_author_has_a_file_of_its_own(here: Workspace, author: str) -> None:
    keep_unsaved(here, open_text(here, "sun"), author, EDITS)
    found = unsaved_of(here, "sun", author)
    assert found is not None
    assert found.author == author
    with pytest.raises(HandoutsError, match="no id"):
        unsaved_of(here, "../sun", author)


def test_more_than_can_be_meant_is_refused_and_what_was_kept_stays(here: Workspace) -> None:
    opened = open_text(here, "sun")
    keep_unsaved(here, opened, "Ben", EDITS)
    with pytest.raises(HandoutsError, match="bytes"):
        keep_unsaved(here, opened, "Ben", [Edit("set", ("title",), "x" * 3_000_000)])
    found = unsaved_of(here, "sun", "Ben")
    assert found is not None
    assert found.edits == EDITS


@pytest.mark.parametrize("value", VALUES, ids=lambda value: str(value)[:20])
def test_every_edit_goes_through_json(value: Any) -> None:
    edit = Edit("set", ("a", 0, "b"), value, order=("x", "b"))
    assert edit_from(json.loads(json.dumps(edit_words(edit)))) == edit


@given(
    st.recursive(
        st.none() | st.booleans() | st.floats() | st.text() | st.integers(),
        lambda inner: st.lists(inner) | st.dictionaries(st.text(), inner),
    )
)
def test_what_is_no_edit_is_told(words: Any) -> None:
    with pytest.raises(HandoutsError, match="no edit"):
        edit_from(words)
    with pytest.raises(HandoutsError, match="no edit"):
        edit_from({"kind": "set", "key": [], "value": words})
    with pytest.raises(HandoutsError, match="no edit"):
        edit_from({"kind": "set", "key": [True], "value": words})
