from __future__ import annotations

import json
from dataclasses import replace
from datetime import date, timedelta
from pathlib import Path

import pytest
from approved import approvable
from samples import Run

from handouts.counter.printlog import LOG, PrintEntry, PrintOutcome, open_log
from handouts.workspace import Workspace

TODAY = date.today()
LONG_AGO = date(2026, 1, 2)
SOON = (TODAY + timedelta(days=300)).isoformat()
APPROVE = ["--by", "Ann Example", "--role", "Lead", "--author", "Ben Example", "--review-by", SOON]
CODE = "7K3Q-9MXD"
JOBS: list[tuple[str, str, PrintOutcome]] = [
    ("harbour/harbour", "counter-1", "sent"),
    ("north/north", "counter-2", "sent"),
    ("north/north", "counter-2", "failed"),
    ("south/south", "counter-3", "sent"),
]
PAPER = "sheets on paper are the clinics' to find: tell them the code and the days\n"


def log(workspace: Workspace, code: str = CODE) -> None:
    with open_log(workspace) as add:
        add(PrintEntry(LONG_AGO, "harbour/harbour", "sun", code, "en-GB", "standard", 2))
        add(PrintEntry(date(2026, 3, 4), "harbour/harbour", "sun", code, "en-GB", "large-print", 3))
        add(PrintEntry(LONG_AGO, "north/north", "sun", code, "en-GB", "standard", 1))
        add(PrintEntry(LONG_AGO, "north/north", "sun", "CCCC-2222", "en-GB", "standard", 9))


def test_the_clinics_that_printed_a_text_are_listed(run: Run, here: Workspace) -> None:
    log(here)
    said = run("recall", "7k3q9mxd")
    assert said.code == 0
    assert said.out == (
        "harbour/harbour                  5 copies, 2026-01-02 to 2026-03-04\n"
        "north/north                      1 copy, 2026-01-02\n"
    )
    assert said.err == (
        "it is 'sun' in English; the code stands at the foot of every page\n"
        "it was a draft: mend content/sun/handout.yaml, then handouts build\n" + PAPER
    )


def test_what_was_sent_and_what_failed_is_told_apart(run: Run, here: Workspace) -> None:
    log(here)
    with open_log(here) as add:
        for clinic, job, outcome in JOBS:
            add(PrintEntry(LONG_AGO, clinic, "sun", CODE, "en-GB", "standard", 4, job, outcome))
    assert run("recall", CODE).out == (
        "harbour/harbour                  5 copies, 4 sent, not known whether printed, "
        "2026-01-02 to 2026-03-04\n"
        "north/north                      1 copy, 4 not printed, or in part, 2026-01-02\n"
        "south/south                      4 sent, not known whether printed, 2026-01-02\n"
    )
    told = json.loads(run("recall", CODE, "--as", "json").out)
    assert [(c["copies"], c["sent"], c["failed"]) for c in told["clinics"]] == [
        (5, 4, 0),
        (1, 0, 4),
        (0, 4, 0),
    ]


def test_what_to_do_next_follows_from_how_the_text_stands(run: Run, here: Workspace) -> None:
    (here.root / "content/sun/handout.yaml").write_text(approvable(), encoding="utf-8")
    code = Path(run("approve", "sun", *APPROVE).out.strip()).name
    log(here, code)
    said = run("recall", code)
    assert f"to stop it: handouts withdraw {code} --why TEXT\n" in said.err
    assert run("withdraw", code, "--why", "It was wrong.").code == 0
    said = run("recall", code)
    assert f"{code} was withdrawn on {TODAY.isoformat()}: It was wrong.\n" in said.err
    (here.root / f"content/sun/approved/{code}/record.yaml").write_text("[", encoding="utf-8")
    assert f"to stop it: handouts withdraw {code}" in run("recall", code).err


def test_json_has_the_keys_that_it_promises(run: Run, here: Workspace) -> None:
    log(here)
    told = json.loads(run("recall", CODE, "--as", "json").out)
    assert [*told] == ["schema", "code", "language", "clinics"]
    assert (told["schema"], told["code"], told["language"]) == (1, CODE, "en-GB")
    assert told["clinics"][0] == {
        "clinic": "harbour/harbour",
        "copies": 5,
        "first": "2026-01-02",
        "last": "2026-03-04",
        "sent": 0,
        "failed": 0,
        "opened": 0,
        "asked": {},
    }


def test_the_language_of_the_text_and_those_that_were_asked_for_are_told(
    run: Run, here: Workspace
) -> None:
    with open_log(here) as add:
        one = PrintEntry(LONG_AGO, "harbour/harbour", "sun", CODE, "en-GB", "standard", 4)
        add(one)
        add(replace(one, copies=2, asked="ro"))
        add(replace(one, copies=1, asked="ar"))
        add(replace(one, clinic="north/north", text_code="CCCC-2222", language="pl"))
    said = run("recall", CODE)
    assert said.out == (
        "harbour/harbour                  7 copies, 2026-01-02; "
        "asked for in another language: 2 for Romanian, 1 for Arabic\n"
    )
    told = json.loads(run("recall", CODE, "--as", "json").out)
    assert told["clinics"][0]["asked"] == {"ro": 2, "ar": 1}
    assert "it is 'sun' in Polish; the code" in run("recall", "CCCC-2222").err


def test_a_line_of_the_log_from_before_languages_were_asked_for_is_read(
    run: Run, here: Workspace
) -> None:
    old = {"date": "2025-01-02", "clinic": "a/b", "handout": "sun", "text_code": CODE}
    old |= {"language": "en-GB", "format": "standard"}
    (here.root / LOG).parent.mkdir(exist_ok=True)
    (here.root / LOG).write_text(json.dumps({**old, "copies": 2}) + "\n", encoding="utf-8")
    said = run("recall", CODE)
    assert said.out == "a/b                              2 copies, 2025-01-02\n"
    assert "warning" not in said.err


@pytest.mark.usefixtures("here")
def test_a_text_that_was_not_printed_is_told(run: Run) -> None:
    said = run("recall", CODE)
    assert (said.code, said.out) == (0, "")
    assert said.err == f"no printing of {CODE} is logged here; hold the code against the sheet\n"


def test_a_code_that_was_misread_brings_the_nearest_that_was_printed(
    run: Run, here: Workspace
) -> None:
    log(here)
    said = run("recall", "7K3Q-9MXX")
    assert said.err == f"no printing of 7K3Q-9MXX is logged here; did you mean '{CODE}'?\n"
    assert "hold the code against the sheet" in run("recall", "CCCC-9999").err


def test_a_torn_line_is_told_and_the_rest_is_added_up(run: Run, here: Workspace) -> None:
    log(here)
    with (here.root / LOG).open("ab") as file:
        file.write(b'{"date": "2026')
    said = run("recall", CODE)
    assert said.code == 0
    assert said.out.startswith("harbour/harbour                  5 copies")
    assert f"{LOG}:5:1: warning: this line is no record" in said.err


@pytest.mark.usefixtures("here")
def test_what_is_no_code_is_told(run: Run) -> None:
    said = run("recall", "sun")
    assert (said.code, said.out) == (2, "")
    assert "'sun' is no text code" in said.err
