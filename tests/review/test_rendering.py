"""A translation is approved in two steps by two people, bound to its text and to its source."""

from __future__ import annotations

from dataclasses import replace

import pytest
import yaml
from approved import AUTHOR, REVIEW, an_approval, approvable, approved, edit, later
from samples import TODAY, MakeWorkspace, a_library
from spoken import POLISH, phrases

from handouts.batch.editions import Edition
from handouts.content.approvals import Proofreading
from handouts.diagnostics import HandoutsError, WrongUse
from handouts.reading.nodes import Text
from handouts.review.approving import Approved, renew, withdraw
from handouts.review.rendering import (
    FirstStep,
    approve_translation,
    first_step,
    read_translation,
)
from handouts.review.texts import open_collection
from handouts.review.translations import progress, translate
from handouts.workspace import Workspace

PO = "content/sun/translations/pl.po"
STEP = "content/sun/translations/pl.read.yaml"
TRANSLATOR = "Jan Example"
PHRASES = "templates/phrases/pl.yaml"


@pytest.fixture
def here(workspace: MakeWorkspace) -> Workspace:
    """A workspace with an approved handout, and a whole translation that nobody has approved."""
    made = workspace(a_library(sun=approvable()) | phrases("pl"))
    approved(made)
    translated(made)
    return made


def translated(workspace: Workspace, words: dict[str, str] | None = None) -> None:
    """Bring the file of the translation up, each segment translated."""
    known = {**POLISH, **(words or {})}
    translate(open_collection(workspace), "sun", "pl")
    path = workspace.root / PO
    lines = path.read_text(encoding="utf-8").split("\n")
    source = ""
    for at, line in enumerate(lines):
        if line.startswith("msgid "):
            source = line[7:-1]
        if line.startswith("msgstr") and source in known:
            lines[at] = f'msgstr "{known[source]}"'
    text = "\n".join(line for line in lines if line != "#, fuzzy" and not line.startswith("#|"))
    path.write_text(text, encoding="utf-8")


def retold(workspace: Workspace, old: str, new: str) -> None:
    """Change words in the file of the translation."""
    path = workspace.root / PO
    text = path.read_text(encoding="utf-8")
    assert old in text
    path.write_text(text.replace(old, new), encoding="utf-8")


def read(workspace: Workspace, by: str = "Ola Example", author: str = TRANSLATOR) -> FirstStep:
    """Take the first step."""
    said = Proofreading(by=Text(by), role=Text("Nurse"), on=workspace.today)
    return read_translation(open_collection(workspace, ("pl",)), "sun", "pl", said, author)


def answered(workspace: Workspace, by: str = "Ann Example") -> Approved:
    """Take the second step."""
    shelf = open_collection(workspace, ("pl",))
    return approve_translation(shelf, "sun", "pl", an_approval(by=by, on=workspace.today))


def both(workspace: Workspace) -> Approved:
    """Take both steps."""
    read(workspace)
    return answered(workspace)


def refusals(workspace: Workspace, step: object = read, **wishes: str) -> str:
    """Return why a step is refused."""
    with pytest.raises(HandoutsError) as error:
        step(workspace, **wishes)  # type: ignore[operator]
    return "\n".join(d.message for d in error.value.diagnostics)


def given(workspace: Workspace) -> list[Edition]:
    """Return what the clinic gets in Polish today."""
    shelf = open_collection(workspace, ("pl",))
    brand = shelf.materials.brands[0]
    texts = shelf.editions["sun"].translations["pl"]
    return texts.for_clinic(brand.id, brand.clinics[0], workspace)


def state(workspace: Workspace) -> tuple[str, str]:
    """Return what the table of translations says."""
    [row] = progress(open_collection(workspace, None), languages=("pl",))
    return row.state, row.note


def test_after_the_first_step_it_is_kept_and_stays_a_draft(here: Workspace) -> None:
    step = read(here)
    assert first_step(here, "sun", "pl") == step
    assert yaml.safe_load((here.root / STEP).read_text("utf-8"))["read"] == {
        "by": "Ola Example",
        "role": "Nurse",
        "on": TODAY,
    }
    assert [one.review for one in given(here)] == ["draft"]
    assert state(here) == (
        "half approved",
        f"read against its source by Ola Example on {TODAY}; the clinical step is next",
    )


def test_the_second_step_freezes_it_with_both_people_and_both_codes(here: Workspace) -> None:
    step = read(here)
    done = answered(here)
    record = done.record
    assert (here.root / done.folder / "handout.yaml").is_file()
    assert not (here.root / STEP).exists()
    assert (record.author, record.translation and record.translation.of) == (TRANSLATOR, step.of)
    assert record.translation
    assert record.translation.read == step.read
    assert [(one.by, one.of) for one in record.approvals] == [("Ann Example", step.of)]
    [edition] = given(here)
    assert (edition.review, edition.code, edition.refused) == ("approved", step.code, "")
    assert edition.handout.title == "Słońce i skóra"
    assert state(here) == ("approved", f"to be reviewed by {REVIEW}")


def test_nothing_is_approved_without_the_first_step(here: Workspace) -> None:
    assert "nobody who reads the language has read it" in refusals(here, answered)
    assert not [*(here.root / "content/sun/approved").glob("*/translations")]


@pytest.mark.parametrize("who", ["Ola Example", "ola  example"])
def test_the_same_person_cannot_take_both_steps(here: Workspace, who: str) -> None:
    read(here)
    assert "two people must approve it" in refusals(here, answered, by=who)


def test_a_translator_takes_neither_step(here: Workspace) -> None:
    assert "wrote the text" in refusals(here, by=TRANSLATOR)
    read(here)
    assert "wrote the text" in refusals(here, answered, by=TRANSLATOR)
    retold(here, '"Last-Translator: \\n"', '"Last-Translator: Ewa Example <e@a.example>\\n"')
    assert "'Ewa Example' wrote the text" in refusals(here, by="Ewa Example")
    assert "'Ewa Example' wrote the text" in refusals(here, answered, by="Ewa Example")


def test_who_translated_it_comes_from_the_file_or_must_be_said(here: Workspace) -> None:
    assert "it is not said who translated it" in refusals(here, author="")
    retold(here, '"Last-Translator: \\n"', '"Last-Translator: Ewa Example <e@a.example>\\n"')
    assert read(here, author="").author == "Ewa Example"


def test_a_text_that_was_changed_between_the_steps_voids_the_first(here: Workspace) -> None:
    before = read(here)
    retold(here, "Noś kapelusz.", "Załóż kapelusz.")
    said = refusals(here, answered)
    assert f"the first step is void: 'Ola Example' read the text {before.code}" in said
    assert state(here)[0] == "complete"
    assert state(here)[1].startswith("the first step is void")
    read(here)
    answered(here)
    assert given(here)[0].handout.key_points == ("Załóż kapelusz.",)


def test_a_source_that_was_approved_anew_between_the_steps_voids_the_first(here: Workspace) -> None:
    read(here)
    edit(here, "Skin is an organ.", "Skin is a large organ.")
    approved(here)
    translated(here, {"Skin is a large organ.": "Skóra to narząd."})
    assert "the first step is void" in refusals(here, answered)


def test_all_reasons_are_told_at_once(here: Workspace) -> None:
    edit(here, "Skin is an organ.", "Skin is a large organ.")
    retold(here, 'msgstr "Noś kapelusz."', 'msgstr ""')
    retold(
        here,
        'msgctxt "sections.heading"\nmsgid "About"',
        '#, fuzzy, machine\nmsgctxt "sections.heading"\nmsgid "About"',
    )
    said = refusals(here, by=TRANSLATOR)
    for reason in (
        "a segment is a machine's draft",
        "a segment is stale",
        "a segment is not translated",
        "is another text by now",
        "and its source is",
        "wrote the text",
    ):
        assert reason in said


def test_phrases_that_nobody_has_gone_through_forbid_it_and_their_file_is_told(
    here: Workspace,
) -> None:
    (here.root / "templates/phrases.yaml").unlink()
    assert f"the fixed phrases in pl are a machine's draft: {PHRASES}" in refusals(here)


def test_phrases_that_are_a_machines_later_end_it(here: Workspace) -> None:
    both(here)
    (here.root / "templates/phrases.yaml").unlink()
    [edition, *_] = given(here)
    assert f"a machine's draft: {PHRASES}" in edition.refused
    assert state(here)[0] in ("refused", "complete")


def test_a_number_that_is_another_forbids_it(here: Workspace) -> None:
    retold(here, "Noś kapelusz.", "Noś 2 kapelusze.")
    assert "the numbers are not those of the source" in refusals(here)


def test_a_source_that_nobody_has_approved_forbids_it(workspace: MakeWorkspace) -> None:
    made = workspace(a_library(sun=approvable()) | phrases("pl"))
    translated(made)
    assert "is not approved" in refusals(made)


def test_a_language_without_a_file_is_wrong_use(here: Workspace) -> None:
    said = Proofreading(by=Text("Ola"), role=Text("Nurse"), on=TODAY)
    with pytest.raises(WrongUse, match="no translation of 'sun' into de"):
        read_translation(open_collection(here, ("de",)), "sun", "de", said, TRANSLATOR)


def test_a_source_that_moves_on_in_words_leaves_it_behind_through_the_grace(
    here: Workspace,
) -> None:
    both(here)
    edit(here, "Skin is an organ.", "Skin is a large organ.")
    assert given(here)[0].review == "approved"  # the newer text of the source is a draft
    approved(here)
    [edition, *_] = given(here)
    assert (edition.review, edition.refused) == ("changed", "")
    assert (edition.use_until, "by now" in edition.behind) == (later(here, 30).today, True)
    assert not given(later(here, 30))[0].refused
    assert f"ended on {later(here, 30).today}" in given(later(here, 31))[0].refused


def test_renewing_the_source_neither_ends_it_nor_gives_it_more_grace(here: Workspace) -> None:
    both(here)
    renewed(later(here, 5))
    assert given(later(here, 5))[0].review == "approved"
    edit(here, "Skin is an organ.", "Skin is a large organ.")
    approved(here)
    renewed(later(here, 20))
    assert given(later(here, 31))[0].refused


def renewed(workspace: Workspace) -> None:
    """Renew the text of the source that was approved last."""
    shelf = open_collection(workspace)
    renew(shelf, shelf.frozen("sun"), an_approval(on=workspace.today))


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("Redness that spreads.", "Redness that spreads fast."),
        ("Skin is an organ.", "Skin is 1 organ."),
        ("Skin is an organ.", "Skin is an organ in two layers."),
    ],
)
def test_a_warning_or_number_of_the_source_that_is_another_ends_it_at_once(
    here: Workspace, old: str, new: str
) -> None:
    both(here)
    edit(here, old, new)
    approved(here)
    [edition, *_] = given(here)
    assert f"'{new}'" in edition.refused
    assert "a number, warning, risk or sign to get help is another" in edition.refused


def test_withdrawing_the_source_ends_its_translations(here: Workspace) -> None:
    code = both(here).record.code
    shelf = open_collection(here)
    done = withdraw(shelf, shelf.frozen("sun"), "It is wrong.")
    assert [text.code for text in done.translations] == [code]
    assert "was withdrawn" in given(here)[0].refused
    assert "It is wrong." in given(here)[0].refused


def test_a_source_that_is_overdue_marks_it_and_ends_it_with_itself(
    workspace: MakeWorkspace,
) -> None:
    made = workspace(a_library(sun=approvable()) | phrases("pl"))
    soon = later(made, 10).today
    approved(made, review_by=soon)
    translated(made)
    both(made)
    assert given(made)[0].review_by == soon
    late = given(later(made, 20))[0]
    assert (late.review, late.overdue, late.refused) == ("overdue", True, "")
    assert "of its source" in given(later(made, 41))[0].refused


def test_a_first_step_that_cannot_be_read_is_told(here: Workspace) -> None:
    read(here)
    (here.root / STEP).write_text("code: [", encoding="utf-8")
    assert state(here)[0] == "complete"
    assert STEP in state(here)[1]
    with pytest.raises(HandoutsError, match=STEP):
        answered(here)


def test_an_approved_translation_whose_file_is_gone_is_still_given(here: Workspace) -> None:
    both(here)
    (here.root / PO).unlink()
    assert state(here) == ("approved", f"to be reviewed by {REVIEW}; its file is gone")
    assert given(here)[0].review == "approved"


def test_it_is_approved_anew_for_a_newer_source_that_says_the_same_in_it(here: Workspace) -> None:
    first = both(here).record
    edit(here, "Skin is an organ.", "Skin is an organ!")
    approved(here)
    translated(here, {"Skin is an organ!": "Skóra to narząd."})
    assert given(here)[0].review == "changed"
    assert "void" not in refusals(here, answered)  # nobody has read it against the newer one
    second = both(here).record
    assert second.code == first.code
    assert second.translation
    assert first.translation
    assert second.translation.of != first.translation.of
    assert [one.of for one in second.approvals] == [first.translation.of, second.translation.of]
    assert [one.review for one in given(here)] == ["approved"]


def test_a_record_without_the_first_step_reads_and_gives_nothing(here: Workspace) -> None:
    folder = here.root / both(here).folder
    record = yaml.safe_load((folder / "record.yaml").read_text("utf-8"))
    del record["translation"]["read"]
    (folder / "record.yaml").write_text(yaml.safe_dump(record), encoding="utf-8")
    assert [one.review for one in given(here)] == ["draft"]


def test_who_read_it_does_not_renew_it(here: Workspace) -> None:
    done = both(here)
    shelf = open_collection(here, ("pl",))
    with pytest.raises(HandoutsError, match="two people"):
        renew(shelf, shelf.frozen(done.record.code), an_approval(by="Ola Example"))
    renewed = renew(shelf, shelf.frozen(done.record.code), an_approval(by="Cy Example"))
    assert renewed.record.counted[-1].by == "Cy Example"
    assert not [*renewed.problems]


def test_each_role_that_the_workspace_asks_for_takes_the_second_step(
    workspace: MakeWorkspace,
) -> None:
    roles = 'approving_roles = ["Clinical lead", "Pharmacist"]\n'
    made = workspace(a_library(sun=approvable()) | phrases("pl") | {"handouts.toml": roles})
    for by, role in (("Ann Example", "Clinical lead"), ("Cy Example", "Pharmacist")):
        approved(made, by=by, role=role)
    translated(made)
    [waits] = both(made).problems
    assert "approved by: Pharmacist" in waits.message
    assert given(made)[0].review == "draft"
    shelf = open_collection(made, ("pl",))
    approval = replace(an_approval(by="Cy Example"), role=Text("Pharmacist"))
    approve_translation(shelf, "sun", "pl", approval)
    assert given(made)[0].review == "approved"


def test_the_author_of_the_source_is_no_translator(here: Workspace) -> None:
    assert read(here, by=AUTHOR).read.by == AUTHOR
