from __future__ import annotations

import stat
from pathlib import Path

import pytest
from samples import MakeWorkspace
from translations import FILE, catalogue_of, files

from handouts.diagnostics import HandoutsError
from handouts.review.texts import Collection, open_collection
from handouts.review.translations import standing
from handouts.store.whole import Changed, digest
from handouts.translation.amending import Typed, UnitText
from handouts.translation.catalogue import written
from handouts.workspace import Workspace
from handouts.writing.translations import (
    SavedTranslation,
    begin_translation,
    bring_back_translation,
    keep_typed,
    save_typed,
    typed_of,
)
from handouts.writing.unsaved import unsaved_of
from handouts.writing.versions import version_data, versions_of

WALK = ("sections.blocks.table.rows", "Walk")
ANN = "Ann Example"


@pytest.fixture
def shelf(workspace: MakeWorkspace) -> Collection:
    there = workspace(files())
    return open_collection(workspace({FILE: written(catalogue_of(there))}))


def typed(before: str, now: str) -> Typed:
    return Typed(WALK, UnitText(before), UnitText(now))


def saved(shelf: Collection, author: str = ANN) -> SavedTranslation:
    edition = shelf.editions["sun"].working
    assert edition is not None
    return save_typed(shelf.workspace, edition.handout, "pl", edition.code, author)


def kept(there: Workspace) -> list[Path]:
    return sorted((there.root / "records/versions/sun/pl").glob("*.po"))


def test_what_is_typed_is_kept_for_its_author_alone(shelf: Collection) -> None:
    there = shelf.workspace
    keep_typed(there, "sun", "pl", ANN, typed("Spacer", "Chód"))
    assert typed_of(there, "sun", "pl", ANN) == {WALK: typed("Spacer", "Chód")}
    assert typed_of(there, "sun", "pl", "Ben Example") == {}
    assert typed_of(there, "sun", "de", ANN) == {}
    assert unsaved_of(there, "sun", ANN) is None
    [file] = (there.root / "records/unsaved/sun/pl").iterdir()
    assert stat.S_IMODE(file.stat().st_mode) == 0o600


def test_what_was_typed_back_is_kept_no_longer(shelf: Collection) -> None:
    there = shelf.workspace
    keep_typed(there, "sun", "pl", ANN, typed("Spacer", "Chód"))
    assert keep_typed(there, "sun", "pl", ANN, typed("Spacer", "Spacer")) == {}
    assert list((there.root / "records/unsaved/sun/pl").iterdir()) == []


def test_a_save_writes_the_file_and_keeps_a_version_apart_from_those_of_the_text(
    shelf: Collection,
) -> None:
    there = shelf.workspace
    keep_typed(there, "sun", "pl", ANN, typed("Spacer", "Chód"))
    done = saved(shelf)
    assert 'msgstr "Chód"' in (there.root / FILE).read_text(encoding="utf-8")
    assert done.saved.version is not None
    assert done.saved.version.summary == "sun: 1 segment in Polish"
    assert [path.read_text("utf-8").count("Chód") for path in kept(there)] == [0, 1]
    assert not list((there.root / "records/versions/sun").glob("*.yaml"))
    assert typed_of(there, "sun", "pl", ANN) == {}
    assert saved(shelf).saved.version is None  # nothing was typed


def test_what_clashes_is_kept_and_written_by_the_next_save(shelf: Collection) -> None:
    there = shelf.workspace
    keep_typed(there, "sun", "pl", ANN, typed("Spacer", "Chód"))
    keep_typed(there, "sun", "pl", "Ben Example", typed("Spacer", "Marsz"))
    saved(shelf, "Ben Example")
    assert saved(shelf).amended.clashes == (typed("Marsz", "Chód"),)
    assert typed_of(there, "sun", "pl", ANN) == {WALK: typed("Marsz", "Chód")}
    assert saved(shelf).amended.taken == (WALK,)
    assert "Chód" in (there.root / FILE).read_text(encoding="utf-8")


def test_a_file_that_cannot_be_read_is_left_and_what_was_typed_is_kept(shelf: Collection) -> None:
    there = shelf.workspace
    keep_typed(there, "sun", "pl", ANN, typed("Spacer", "Chód"))
    (there.root / FILE).write_text("nonsense\n", encoding="utf-8")
    with pytest.raises(HandoutsError, match="no PO file"):
        saved(shelf)
    assert (there.root / FILE).read_text(encoding="utf-8") == "nonsense\n"
    assert typed_of(there, "sun", "pl", ANN)


def test_a_language_is_begun_and_stands_among_those_of_the_text(shelf: Collection) -> None:
    assert begin_translation(shelf, "sun", "de", ANN) is None
    states = {one.language: one.state for one in standing(shelf, "sun")}
    assert states == {"de": "to do", "pl": "complete"}
    (shelf.workspace.root / FILE).write_text("nonsense\n", encoding="utf-8")
    assert [one.state for one in standing(shelf, "sun")] == ["to do", "cannot be read"]


def test_words_that_another_program_wrote_there_are_none(shelf: Collection) -> None:
    there = shelf.workspace
    keep_typed(there, "sun", "pl", ANN, typed("Spacer", "Chód"))
    [file] = (there.root / "records/unsaved/sun/pl").iterdir()
    for words in ("nonsense", "[]", '{"author": "Ann Example", "segments": [1]}'):
        file.write_text(words, encoding="utf-8")
        assert typed_of(there, "sun", "pl", ANN) == {}


def test_versions_of_a_translation_are_its_own_and_one_is_brought_back(shelf: Collection) -> None:
    there = shelf.workspace
    first = there.read(FILE)
    keep_typed(there, "sun", "pl", ANN, typed("Spacer", "Chód"))
    saved(shelf)
    versions = versions_of(there, "sun", "pl")
    assert [(one.author, one.summary) for one in versions] == [
        (ANN, "sun: 1 segment in Polish"),
        ("", "as it was before"),
    ]
    assert versions_of(there, "sun") == []
    assert version_data(there, "sun", versions[-1].name, "pl") == first
    with pytest.raises(Changed):
        bring_back_translation(there, "sun", "pl", versions[-1].name, ANN, digest(first))
    now = digest(there.read(FILE))
    with pytest.raises(HandoutsError, match="no such version"):
        bring_back_translation(there, "sun", "pl", "../pl", ANN, now)
    bring_back_translation(there, "sun", "pl", versions[-1].name, "Ben Example", now)
    assert there.read(FILE) == first
    newest = versions_of(there, "sun", "pl")[0]
    assert newest.author == "Ben Example"
    assert newest.summary.startswith("sun: back to the Polish of ")


def test_a_version_that_cannot_be_read_is_not_brought_back(shelf: Collection) -> None:
    there = shelf.workspace
    good = there.read(FILE)
    keep_typed(there, "sun", "pl", ANN, typed("Spacer", "Chód"))
    saved(shelf)
    last = versions_of(there, "sun", "pl")[-1].name
    (there.root / f"records/versions/sun/pl/{last}.po").write_text("nonsense\n", "utf-8")
    now = there.read(FILE)
    with pytest.raises(HandoutsError, match="PO file"):
        bring_back_translation(there, "sun", "pl", last, ANN, digest(now))
    assert there.read(FILE) == now != good
