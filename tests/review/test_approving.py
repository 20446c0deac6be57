from __future__ import annotations

from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest
import yaml
from approved import (
    AUTHOR,
    an_approval,
    approvable,
    approved,
    edit,
    printed,
    shelf_of,
    states,
)
from samples import BRAND, TODAY, MakeWorkspace, a_library, with_blocks

from handouts.diagnostics import HandoutsError
from handouts.review.approving import approve
from handouts.review.texts import open_collection
from handouts.workspace import Workspace

DRAWING = '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 9 9"><path d="M0 0h9v9z"/></svg>'
CITING = with_blocks(
    """
    - prose: "Sun ages skin. [@shin2019; @wan2013]"
    - figure: {file: skin.svg, alt: A triangle., caption: Skin.}
    - get-help: {worried: [Redness.]}
    """
)
NORTH = {"brands/north/_brand.yml": BRAND + "defaults: {handouts: {country: IE}}\n"}


@pytest.fixture
def here(workspace: MakeWorkspace) -> Workspace:
    """A workspace with one handout, and a brand in each of two countries."""
    return workspace(a_library(sun=approvable()) | NORTH)


@pytest.fixture
def citing(workspace: MakeWorkspace) -> Workspace:
    """A workspace with a handout that cites and shows a drawing."""
    return workspace(a_library(sun=CITING) | {"content/sun/skin.svg": DRAWING})


def folders(workspace: Workspace) -> list[str]:
    return sorted(p.name for p in (workspace.root / "content/sun/approved").glob("*"))


def refusals(workspace: Workspace, **wishes: object) -> list[str]:
    with pytest.raises(HandoutsError) as error:
        approved(workspace, **wishes)  # type: ignore[arg-type]
    return [d.message for d in error.value.diagnostics]


def test_the_folder_holds_the_text_its_sources_phrases_drawings_and_record(
    citing: Workspace,
) -> None:
    done = approved(citing)
    folder = citing.root / done.folder
    assert sorted(p.name for p in folder.iterdir()) == [
        "handout.yaml",
        "phrases.yaml",
        "record.yaml",
        "references.yaml",
        "skin.svg",
    ]
    [text] = [text for text, _ in shelf_of(citing).editions["sun"].frozen]
    working = shelf_of(citing).editions["sun"].working
    assert working is not None
    assert text.handout == working.handout
    assert text.references == {key: working.references[key] for key in ("shin2019", "wan2013")}
    assert text.record == done.record
    assert text.code == folder.name


def test_after_approval_the_text_prints_as_approved(here: Workspace) -> None:
    assert states(here) == ["draft"]
    approved(here)
    assert states(here) == ["approved"]


def test_an_edit_waits_as_a_draft_beside_the_approved_text(here: Workspace) -> None:
    approved(here)
    before = printed(here)[0]
    edit(here, "an organ", "a large organ")
    shown, draft = printed(here)
    assert (shown.code, shown.handout, shown.use_until) == (
        before.code,
        before.handout,
        before.use_until,
    )
    assert (shown.review, draft.review) == ("changed", "draft")
    assert draft.code != shown.code


def test_the_new_text_is_approved_in_its_turn_and_the_old_one_stays(here: Workspace) -> None:
    first = approved(here).record
    edit(here, "an organ", "a large organ")
    second = approved(here).record
    assert (first.turn, second.turn) == (1, 2)
    assert folders(here) == sorted([str(first.code), str(second.code)])
    assert [edition.code for edition in printed(here)] == [second.code]


def test_a_text_that_is_taken_up_again_prints_again(here: Workspace) -> None:
    first = approved(here).record
    edit(here, "an organ", "a large organ")
    approved(here)
    edit(here, "a large organ", "an organ")
    again = approved(here).record
    assert (again.code, again.turn, len(again.approvals)) == (first.code, 3, 2)
    assert [edition.code for edition in printed(here)] == [first.code]


@pytest.mark.parametrize(
    "change",
    [
        lambda text: text.replace("\n", "\r\n"),
        lambda text: f"# a comment\n{text}",
        lambda text: yaml.safe_dump(dict(sorted(yaml.safe_load(text).items())), sort_keys=False),
    ],
    ids=["line ends", "comment", "order of keys"],
)
def test_what_changes_no_word_voids_no_approval(
    citing: Workspace, change: Callable[[str], str]
) -> None:
    approved(citing)
    for path in (citing.root / "content").rglob("*.yaml"):
        path.write_bytes(change(path.read_text(encoding="utf-8")).encode())
    assert states(citing) == ["approved"]


def test_an_approval_does_not_leak_to_another_country_or_brand(here: Workspace) -> None:
    approved(here, countries=("GB",))
    assert (states(here), states(here, "north")) == (["approved"], ["draft"])
    approved(here, brands=("north",))
    assert (states(here), states(here, "north")) == (["approved"], ["approved"])


def test_open_points_and_unwritten_texts_are_no_approval(workspace: MakeWorkspace) -> None:
    text = approvable(to_confirm=["How long?", "How often?"], owner="(to write) A role")
    made = workspace(a_library(sun=text))
    assert refusals(made) == [
        "a text is still to be written: (to write) A role",
        "a point is still open: How long?",
        "a point is still open: How often?",
    ]
    assert not (made.root / "content/sun/approved").exists()


def test_a_text_with_errors_is_not_approved(workspace: MakeWorkspace) -> None:
    made = workspace(a_library(sun=approvable(summary="So. [@shim]")))
    assert refusals(made) == ["there is no source 'shim'"]


def test_a_file_that_cannot_be_read_is_not_approved(workspace: MakeWorkspace) -> None:
    made = workspace(a_library(sun="title: ["))
    with pytest.raises(HandoutsError):
        approved(made)


def test_errors_in_another_handout_are_no_reason(workspace: MakeWorkspace) -> None:
    made = workspace(a_library(sun=approvable(), broken="title: ["))
    assert approved(made).record.turn == 1


def test_all_reasons_are_told_at_once(workspace: MakeWorkspace) -> None:
    made = workspace(a_library(sun=approvable(to_confirm=["How long?"])))
    found = refusals(
        made, by=AUTHOR, review_by=TODAY, brands=("nroth",), countries=("XX",), languages=("cy",)
    )
    assert sorted(found) == [
        "'Ben Example' wrote the text, so this approval does not count",
        "--language 'cy' is not that of the text, 'en-GB'",
        "a point is still open: How long?",
        "the review date 2026-11-22 is not in the future",
        "there is no brand 'nroth'",
        "there is no country 'XX'",
    ]


@pytest.mark.parametrize(
    ("day", "said"),
    [
        (date(2026, 11, 21), "error"),
        (date(2026, 11, 22), "error"),
        (date(2026, 11, 23), ""),
        (date(2028, 11, 22), ""),
        (date(2028, 11, 23), "warning"),
        (date(2029, 11, 22), "warning"),
        (date(2029, 11, 23), "error"),
    ],
)
def test_a_review_is_due_within_three_years(here: Workspace, day: date, said: str) -> None:
    if said == "error":
        assert f"the review date {day}" in refusals(here, review_by=day)[0]
    else:
        assert [d.severity for d in approved(here, review_by=day).problems] == [said][: len(said)]


@pytest.mark.parametrize("name", ["", "  ", "a\nb"])
def test_a_name_that_is_none_is_told(here: Workspace, name: str) -> None:
    assert refusals(here, by=name)[0].startswith("--by is no name")
    assert refusals(here, role=name)[0].startswith("--role is no name")


def test_another_author_cannot_be_named_for_the_same_text(here: Workspace) -> None:
    approved(here)
    with pytest.raises(HandoutsError, match="names 'Ben Example' as the author"):
        approve(open_collection(here), "sun", an_approval(), "Cy Example")


def test_both_roles_must_approve(workspace: MakeWorkspace) -> None:
    roles = 'approving_roles = ["Clinical lead", "Pharmacist"]\n'
    made = workspace(a_library(sun=approvable()) | {"handouts.toml": roles})
    [waits] = approved(made).problems
    assert waits.message == "it is not printed as approved before it is approved by: Pharmacist"
    assert states(made) == ["draft"]
    assert len(approved(made, by="Cy Example", role="Pharmacist").problems) == 0
    assert states(made) == ["approved"]


def test_roles_that_approve_for_different_brands_are_told(workspace: MakeWorkspace) -> None:
    roles = 'approving_roles = ["Clinical lead", "Pharmacist"]\n'
    made = workspace(a_library(sun=approvable()) | NORTH | {"handouts.toml": roles})
    approved(made, brands=("harbour",))
    [told] = approved(made, by="Cy", role="Pharmacist", brands=("north",)).problems
    assert "different countries or brands" in told.message


def test_a_disc_that_refuses_leaves_nothing_behind(
    citing: Workspace, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fail(self: Path, target: Path) -> Path:
        if Path(target).name[4:5] == "-":
            raise OSError(28, "No space left on device")
        return rename(self, target)

    rename = Path.replace
    monkeypatch.setattr(Path, "replace", fail)
    assert refusals(citing) == ["it cannot be written: No space left on device"]
    assert folders(citing) == []


def test_a_text_that_does_not_read_back_is_not_approved(
    citing: Workspace, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("handouts.review.freezing.as_csl", lambda _: {"references": []})
    [fact] = refusals(citing)
    assert "is no longer what" in fact
    assert folders(citing) == []


@pytest.mark.parametrize(
    ("file", "old", "new"),
    [
        ("handout.yaml", "Sun ages skin.", "Sun is good."),
        ("references.yaml", "Ageing of skin", "Youth"),
        ("phrases.yaml", "In short", "In long"),
        ("skin.svg", "M0 0", "M1 1"),
    ],
)
def test_a_frozen_text_that_was_changed_is_an_error_that_names_its_folder(
    citing: Workspace, file: str, old: str, new: str
) -> None:
    folder = approved(citing).folder
    path = citing.root / folder / file
    text = path.read_text(encoding="utf-8")
    assert old in text
    path.write_text(text.replace(old, new), encoding="utf-8")
    shelf = open_collection(citing)
    [problem] = [d for d in shelf.problems if d.severity == "error"]
    assert problem.place.file == folder
    assert "is no longer what" in problem.message
    assert "sun" not in shelf.editions


@pytest.mark.parametrize("file", ["references.yaml", "phrases.yaml", "skin.svg"])
def test_a_frozen_text_with_a_file_missing_is_an_error_that_names_its_folder(
    citing: Workspace, file: str
) -> None:
    folder = approved(citing).folder
    (citing.root / folder / file).unlink()
    errors = [d for d in open_collection(citing).problems if d.severity == "error"]
    assert errors
    assert all(folder in d.place.file for d in errors)


def test_a_broken_working_text_leaves_the_approved_one_to_print(here: Workspace) -> None:
    approved(here)
    (here.root / "content/sun/handout.yaml").write_text("title: [", encoding="utf-8")
    shelf = open_collection(here)
    assert shelf.problems.failed
    brand = shelf.materials.brands[0]
    editions = shelf.editions["sun"].for_clinic(brand.id, brand.clinics[0], here)
    assert [edition.review for edition in editions] == ["approved"]
