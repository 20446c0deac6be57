from __future__ import annotations

from dataclasses import replace

import pytest
from samples import MakeWorkspace
from translations import FILE, POLISH, catalogue_of, files, po_of

from handouts.diagnostics import HandoutsError
from handouts.translation.catalogue import written
from handouts.translation.differing import catalogue_changes


def test_segments_that_say_something_else_are_told_with_what_they_said(
    workspace: MakeWorkspace,
) -> None:
    there = workspace(files())
    before, after = po_of(there), po_of(there, POLISH | {"Walk": "Marsz", "Noon": ""})
    changes = catalogue_changes(before.encode(), after.encode(), FILE)
    assert [(one.key[1], one.before.words, one.after.words) for one in changes] == [
        ("Walk", "Spacer", "Marsz"),
        ("Noon", "Południe", ""),
    ]
    assert catalogue_changes(before.encode(), before.encode(), FILE) == []


def test_a_segment_whose_source_changed_is_known_by_what_it_was_translated_from(
    workspace: MakeWorkspace,
) -> None:
    old = catalogue_of(workspace(files()))
    renamed = [
        replace(one, source="Run", previous="Walk") if one.source == "Walk" else one
        for one in old.entries
    ]
    texts = [written(replace(old, entries=one)).encode() for one in (old.entries, renamed)]
    assert catalogue_changes(texts[0], texts[1], FILE) == []


def test_marks_and_back_translations_are_told_and_what_came_and_went(
    workspace: MakeWorkspace,
) -> None:
    old = catalogue_of(workspace(files()))
    marked = [one.flagged(fuzzy=True) if one.source == "Rest" else one for one in old.entries]
    marked[0] = replace(marked[0], note="Back translation: The sun")
    rest = [one for one in marked if one.source != "3 hours"]
    texts = [written(replace(old, entries=one)).encode() for one in (old.entries, rest)]
    first, second, last = catalogue_changes(texts[0], texts[1], FILE)
    assert (first.before.back, first.after.back) == ("", "The sun")
    assert (second.before.left, second.after.left) == (False, True)
    assert (last.key[1], last.before.words, last.after.words) == ("3 hours", "3 godziny", "")


def test_a_file_that_cannot_be_read_is_told(workspace: MakeWorkspace) -> None:
    with pytest.raises(HandoutsError):
        catalogue_changes(b"nonsense\n", po_of(workspace(files())).encode(), FILE)
