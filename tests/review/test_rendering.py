"""A translation is approved in two steps by two people, bound to its text and to its source."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

import pytest
import yaml
from approved import AUTHOR, REVIEW, an_approval, approvable, approved, edit
from samples import TODAY, MakeWorkspace, a_library
from spoken import phrases
from twosteps import (
    PHRASES,
    PO,
    STEP,
    TRANSLATOR,
    a_house,
    answered,
    both,
    given,
    read,
    refusals,
    retold,
    state,
    translated,
)

from handouts.content.approvals import Proofreading
from handouts.diagnostics import HandoutsError, WrongUse
from handouts.reading.nodes import Text
from handouts.review.approving import renew
from handouts.review.rendering import (
    approve_translation,
    first_step,
    read_translation,
)
from handouts.review.texts import open_collection
from handouts.workspace import Workspace


@pytest.fixture
def here(workspace: MakeWorkspace) -> Workspace:
    return a_house(workspace)


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


def test_what_is_overdue_tells_how_long_it_is_given(here: Workspace) -> None:
    both(here)
    last = REVIEW + timedelta(days=here.settings.grace_days)
    for day in (REVIEW + timedelta(days=1), last):
        told = f"its review was due by {REVIEW}; it is given until {last}"
        assert state(replace(here, today=day)) == ("approved", told)
    assert state(replace(here, today=last + timedelta(days=1)))[0] == "refused"


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


def test_phrases_of_drafts_and_web_pages_that_are_a_machines_do_not(here: Workspace) -> None:
    both(here)
    path = here.root / "templates/phrases.yaml"
    known = yaml.safe_load(path.read_text("utf-8"))["pl"]
    ours = {key: words for key, words in known.items() if not key.startswith(("list_", "draft_"))}
    path.write_text(yaml.safe_dump({"pl": ours}, allow_unicode=True), "utf-8")
    assert [one.review for one in given(here)] == ["approved"]


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
