from __future__ import annotations

import json
from datetime import date, timedelta
from pathlib import Path

import pytest
from approved import approvable, edit
from pretend import PretendPress
from ruling import SOUND
from samples import MakeWorkspace, Ran, Run
from shelves import a_pdf
from spoken import phrases, translation_drafted

from handouts.counter.printlog import PrintEntry, open_log
from handouts.review.reviewing import Desk
from handouts.store.storage import INDEX
from handouts.workspace import Workspace

SOON = (date.today() + timedelta(days=300)).isoformat()
WHO = ("--by", "Ann Example", "--role", "Clinical lead")
APPROVE = (*WHO, "--author", "Ben Example", "--review-by", SOON)


@pytest.fixture
def here(here: Workspace) -> Workspace:
    """Stand in a workspace with a handout that can be approved."""
    (here.root / "content/sun/handout.yaml").write_text(approvable(), encoding="utf-8")
    return here


def code(said: Ran) -> str:
    return Path(said.out.strip()).name


def test_an_approval_names_its_folder_and_says_that_it_is_no_signature(
    run: Run, here: Workspace
) -> None:
    said = run("approve", "sun", *APPROVE)
    assert said.code == 0
    assert said.out.startswith("content/sun/approved/")
    assert (here.root / said.out.strip() / "record.yaml").is_file()
    assert said.err == (
        f"approved: {code(said)}. This is a record, not a signature.\nnext: handouts build\n"
    )


def test_a_refusal_tells_all_reasons_and_writes_nothing(run: Run, here: Workspace) -> None:
    text = approvable(to_confirm=["How long?", "Who?"])
    (here.root / "content/sun/handout.yaml").write_text(text, encoding="utf-8")
    said = run("approve", "sun", *APPROVE, "--author", "Ann Example", "--brand", "nroth")
    assert (said.code, said.out) == (1, "")
    for reason in ("How long?", "Who?", "does not count", "there is no brand 'nroth'"):
        assert reason in said.err
    assert not (here.root / "content/sun/approved").exists()


def test_with_the_code_of_what_was_read_no_other_text_is_approved(
    run: Run, here: Workspace
) -> None:
    read = Desk(here, "sun").code()
    edit(here, "an organ", "a large organ")
    said = run("approve", "sun", *APPROVE, "--code", read)
    assert (said.code, said.out) == (1, "")
    assert f"the text is another than {read} by now: its code is {Desk(here, 'sun').code()}" in (
        said.err
    )
    assert not (here.root / "content/sun/approved").exists()
    edit(here, "a large organ", "an organ")
    said = run("approve", "sun", *APPROVE, "--code", read.lower().replace("-", " "))
    assert (said.code, code(said)) == (0, read)


@pytest.mark.usefixtures("here")
@pytest.mark.parametrize(
    ("words", "told"),
    [
        (["approve", "sum", *APPROVE], "there is no handout 'sum'; did you mean 'sun'?"),
        (["approve", "sun", *WHO, "--review-by", SOON], "Missing option '--author'"),
        (["approve", "sun", *APPROVE, "--code", "sun"], "'sun' is no text code"),
        (["approve", "sun", *APPROVE, "--review-by", "soon"], "'soon' is no day"),
        (["renew", "sun", *WHO, "--review-by", SOON], "'sun' has no approved text"),
        (["renew", "CCCC-2222", *WHO, "--review-by", SOON], "no approved text has the code"),
        (["withdraw", "sun", "--why", "x"], "'sun' is no text code"),
        (["withdraw", "CCCC-2222"], "Missing option '--why'"),
        (["trace", "CCCC-2222"], "no text here has the code 'CCCC-2222'"),
        (["trace", "hello"], "'hello' is no text code"),
        (["review", "sum"], "there is no handout 'sum'"),
    ],
)
def test_what_is_not_there_is_wrong_use(run: Run, words: list[str], told: str) -> None:
    said = run(*words)
    assert (said.code, said.out) == (2, "")
    assert told in said.err


def test_a_scope_is_recorded(run: Run, here: Workspace) -> None:
    said = run("approve", "sun", *APPROVE, "--country", "GB", "--brand", "harbour", "-l", "en-GB")
    [approval] = json.loads(run("trace", code(said), "--as", "json").out)["approvals"]
    assert (approval["countries"], approval["brands"]) == (["GB"], ["harbour"])
    assert approval["languages"] == ["en-GB"]
    assert "for en-GB, GB, harbour." in run("trace", code(said)).out


def test_a_renewal_is_by_id_or_by_code(run: Run, here: Workspace) -> None:
    frozen = code(run("approve", "sun", *APPROVE))
    for name in ("sun", frozen, frozen.replace("-", "").lower()):
        said = run("renew", name, *WHO, "--review-by", SOON)
        assert (said.code, code(said)) == (0, frozen)
        assert said.err.startswith("renewed: ")
    told = json.loads(run("trace", frozen, "--as", "json").out)
    assert len(told["approvals"]) == 4


def test_a_withdrawal_is_recorded_and_not_twice(run: Run, here: Workspace) -> None:
    frozen = code(run("approve", "sun", *APPROVE))
    assert run("withdraw", frozen, "--why", "A warning is missing.").code == 0
    again = run("withdraw", frozen, "--why", "Again.")
    assert (again.code, again.out) == (1, "")
    assert "A warning is missing." in again.err


def test_a_trace_tells_the_story_and_the_words(run: Run, here: Workspace) -> None:
    frozen = code(run("approve", "sun", *APPROVE))
    said = run("trace", frozen.replace("-", "").lower())
    lines = said.out.splitlines()
    assert said.code == 0
    assert lines[0] == f"{frozen}: Sun and your skin (sun, en-GB)"
    assert lines[1] == "Current: printed today for harbour/harbour."
    assert any(line.startswith("Approved by Ann Example (Clinical lead) on ") for line in lines)
    assert "These are records, not signatures." in lines
    assert "Skin is an organ." in lines


def test_a_trace_tells_of_withdrawal_and_of_what_came_after(run: Run, here: Workspace) -> None:
    first = code(run("approve", "sun", *APPROVE))
    edit(here, "an organ", "a large organ")
    second = code(run("approve", "sun", *APPROVE))
    run("withdraw", first, "--why", "A warning is missing.")
    said = run("trace", first).out
    assert "Not current: it is printed for no clinic today." in said
    assert ": A warning is missing." in said
    assert f"A later text was approved: {second}." in said


def test_a_trace_of_a_draft_says_so(run: Run, here: Workspace) -> None:
    told = json.loads(run("build", "sun", "--dry-run", "--report", "-").out)
    said = run("trace", told["copies"][0]["text_code"])
    assert "This is the working text: a draft that nobody has approved." in said.out


def test_json_of_a_trace_has_its_schema_first(run: Run, here: Workspace) -> None:
    frozen = code(run("approve", "sun", *APPROVE))
    told = json.loads(run("trace", frozen, "--as", "json").out)
    assert ([*told][:3], told["schema"], told["status"]) == (
        ["schema", "code", "status"],
        1,
        "current",
    )


def test_the_list_tells_how_each_text_stands(run: Run, here: Workspace) -> None:
    run("approve", "sun", *APPROVE, "--country", "IE")
    assert f"(explainer, en-GB): approved, review by {SOON}" in run("list", "sun").out
    edit(here, "an organ", "a large organ")
    told = json.loads(run("list", "--as", "json").out)
    assert {entry["id"]: entry["review"] for entry in told} == {"laser": "draft", "sun": "changed"}


def test_the_list_of_what_is_due(run: Run, here: Workspace) -> None:
    run("approve", "sun", *APPROVE)
    assert run("list", "--due", "299").out == ""
    due = run("list", "--due", "300")
    assert (due.code, [line.split()[0] for line in due.out.splitlines()]) == (0, ["sun"])
    assert [e["id"] for e in json.loads(run("list", "--due", "300", "--as", "json").out)] == ["sun"]


def test_what_should_not_be_there_is_told_and_pruned_when_asked(run: Run, here: Workspace) -> None:
    stray = here.output / "harbour/harbour-moon-en-GB.pdf"
    stray.parent.mkdir(parents=True)
    stray.write_bytes(b"%PDF-1.7 <pdf:Producer>Handouts</pdf:Producer>")
    name = "harbour/harbour-moon-en-GB.pdf"
    assert f"stray: {name}: no clinic, handout" in run("build", "--dry-run").err
    assert f"stray: {name}" in run("build", "--dry-run", "--prune").err
    assert stray.exists()
    said = run("build", "sun", "--prune")
    assert said.code == 0
    assert f"removed: {name}" in said.err
    assert name not in said.out
    assert not stray.exists()


def test_a_withdrawal_takes_copies_and_shelf_along_and_names_the_paper(
    run: Run, here: Workspace, press: PretendPress
) -> None:
    press.data = a_pdf()
    frozen = code(run("approve", "sun", *APPROVE))
    assert run("build").code == 0
    sheet, shelf = (here.output / "harbour" / name for name in ("harbour-sun-en-GB.pdf", INDEX))
    assert "Sun and your skin</h3>" in shelf.read_text(encoding="utf-8")
    printed = PrintEntry(date(2026, 1, 2), "harbour/harbour", "sun", frozen, "en-GB", "standard", 4)
    with open_log(here) as log:
        log(printed)
    said = run("withdraw", frozen, "--why", "A warning is missing.")
    assert (said.code, said.err.splitlines()) == (
        0,
        [
            f"withdrawn: {frozen}. This is a record, not a signature.",
            f"removed: {sheet}",
            f"renewed: {shelf}",
            "it was printed by:",
            "  harbour/harbour                  4 copies, 2026-01-02",
            "sheets on paper are the clinics' to find: tell them the code and the days",
        ],
    )
    assert not sheet.exists()
    assert "Sun and your skin</h3>" not in shelf.read_text(encoding="utf-8")


def test_what_a_withdrawal_cannot_take_along_makes_its_exit_code(
    run: Run, here: Workspace, press: PretendPress
) -> None:
    press.data = a_pdf()
    frozen = code(run("approve", "sun", *APPROVE))
    run("build")
    (here.output / "harbour/harbour-sun-en-GB.pdf").write_bytes(b"mine")
    said = run("withdraw", frozen, "--why", "Wrong.")
    assert said.code == 1
    assert "it is no longer as it was made, so it is left alone" in said.err
    assert f"no printing of {frozen} is logged here" in said.err
    assert run("trace", frozen).out.count("Wrong.") == 1


def test_an_approval_names_the_clinics_that_do_not_offer_the_treatment(
    run: Run, here: Workspace
) -> None:
    brand = here.root / "brands/harbour/_brand.yml"
    brand.write_text(brand.read_text(encoding="utf-8") + "    offers: []\n", encoding="utf-8")
    (here.root / "content/laser/handout.yaml").write_text(SOUND, encoding="utf-8")
    assert "left out" not in run("approve", "sun", *APPROVE).err
    said = run("approve", "laser", *APPROVE)
    assert "info: 'laser' is left out for harbour, where it is not offered [offers]" in said.err
    assert said.code == 0


LANGUAGE = ("-l", "pl", "--step", "language", "--by", "Ola Example", "--role", "Nurse")
CLINICAL = ("-l", "pl", "--step", "clinical", *WHO, "--review-by", SOON)


@pytest.fixture
def polish(here: Workspace, run: Run, workspace: MakeWorkspace) -> Workspace:
    """Stand in it with a translation of the approved text that a person has made."""
    workspace(phrases("pl"))
    assert run("approve", "sun", *APPROVE).code == 0
    translation_drafted(here, "pl")
    assert run("translate", "sun", "-l", "pl").code == 0
    return here


def test_a_translation_is_approved_in_two_steps(run: Run, polish: Workspace) -> None:
    first = run("approve", "sun", *LANGUAGE, "--author", "Jan Example")
    assert first.code == 0
    assert "by Ola Example (Nurse): the first of two steps." in first.err
    status = run("translate", "--status").out
    assert "half approved" in status
    assert "read against its source by Ola Example" in status
    second = run("approve", "sun", *CLINICAL)
    assert second.code == 0
    assert code(second) == first.out.strip()
    assert second.err.endswith("next: handouts build sun -l pl\n")
    assert f"sun pl: to be reviewed by {SOON}" in run("translate", "--status").out
    told = run("trace", code(second)).out
    assert "Current: printed today for harbour/harbour." in told
    assert "by Jan Example.\nRead against its source by Ola Example (Nurse) on " in told
    assert "Approved by Ann Example (Clinical lead)" in told


@pytest.mark.parametrize(
    ("words", "reason"),
    [
        (("-l", "pl", *APPROVE), "a translation is approved in two steps: --step language"),
        ((*LANGUAGE, "--review-by", SOON), "belong to --step clinical"),
        ((*LANGUAGE, "-b", "harbour"), "belong to --step clinical"),
        ((*CLINICAL, "--author", "Jan Example"), "--author belongs to --step language"),
        (CLINICAL[:-2], "Missing option '--review-by'"),
        (("--step", "language", *WHO), "--step is of one translation"),
        (("-l", "en-GB", "--step", "language", *WHO), "'sun' itself is in en-GB"),
        (("-l", "de", "--step", "language", *WHO), "there is no translation of 'sun' into de"),
        (WHO, "Missing option '--author'"),
    ],
)
def test_a_step_that_is_asked_for_in_a_wrong_way_is_wrong_use(
    run: Run, polish: Workspace, words: tuple[str, ...], reason: str
) -> None:
    said = run("approve", "sun", *words)
    assert (said.code, said.out) == (2, "")
    assert reason in said.err


def test_a_step_that_is_refused_tells_all_reasons_and_writes_nothing(
    run: Run, polish: Workspace
) -> None:
    edit(polish, "Skin is an organ.", "Skin is an organ, and more.")
    said = run("approve", "sun", *LANGUAGE, "--author", "Ola Example")
    assert (said.code, said.out) == (1, "")
    for reason in ("a segment is stale", "is another text by now", "wrote the text"):
        assert reason in said.err
    assert run("translate", "--status").out.endswith("stale\n")


def test_withdrawing_a_source_tells_the_translations_that_end_with_it(
    run: Run, polish: Workspace
) -> None:
    run("approve", "sun", *LANGUAGE, "--author", "Jan Example")
    translation = code(run("approve", "sun", *CLINICAL))
    [source] = {p.name for p in (polish.root / "content/sun/approved").iterdir()} - {translation}
    said = run("withdraw", source, "--why", "It is wrong.")
    assert f"its translation {translation} (pl) is no longer given either" in said.err
    assert f"\nOf its source, the text {source} was withdrawn on" in run("trace", translation).out
    assert "was withdrawn" in run("list", "-l", "pl").out
    assert run("print", "sun", "-b", "harbour", "-l", "pl", "--draft").code == 1
